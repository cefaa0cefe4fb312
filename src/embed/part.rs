//! The late part of the program: functions that the build puts into a file of its own, which shares memory and code with the
//! page's. `embed.js` loads that file when the first of them is to be called, and says so by [`late_part_is_here`].
//!
//! A function belongs to it by the attribute `wasm_split` (feature `split`), which makes of it one that may answer that it is
//! [`Absent`]. Whoever calls it says [`now`] around the call: it waits for nothing. Without the feature the functions are
//! linked into the page as any other.

#[cfg(feature = "split")]
use core::cell::Cell;
use wasm_bindgen::prelude::*;

#[cfg(feature = "split")]
thread_local! {
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// The late part is linked: from now on its functions answer.
#[wasm_bindgen]
pub fn late_part_is_here() {
    #[cfg(feature = "split")]
    IS_HERE.with(|here| here.set(true));
}

/// The function that was called is in the late part, which is not there.
#[derive(Debug)]
pub struct Absent;

/// The answer of a function of the late part.
#[cfg(feature = "split")]
pub(super) fn now<T>(answer: impl Future<Output = Result<T, Absent>>) -> Result<T, Absent> {
    use core::pin::pin;
    use core::task::{Context, Poll, Waker};
    match pin!(answer).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => Err(Absent),
    }
}

/// The answer of a function of the late part, which is always there.
#[cfg(not(feature = "split"))]
pub(super) fn now<T>(answer: Result<T, Absent>) -> Result<T, Absent> {
    answer
}

/// By the names that the attribute expects.
#[cfg(feature = "split")]
pub(super) use Absent as SplitLoaderError;

/// What the attribute expects of whoever loads the part. Nothing is loaded from here: the element's script does, because it
/// can check the file, try again and tell the visitor.
#[cfg(feature = "split")]
pub(super) mod rt {
    use super::{Absent, IS_HERE};
    use core::cell::Cell;
    use core::ffi::c_void;
    use core::future::{Ready, ready};
    use core::pin::Pin;

    /// How a loader that the build makes would report back.
    pub(in super::super) type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);

    /// Stands for that loader, which is left out.
    pub(in super::super) struct LazySplitLoader;

    impl LazySplitLoader {
        /// Takes no notice of the loader.
        pub(in super::super) const fn new(_: unsafe extern "C" fn(LoadCallbackFn, *const c_void)) -> Self {
            Self
        }
    }

    /// Whether the part is there.
    pub(in super::super) fn ensure_loaded(_: Pin<&'static LazySplitLoader>) -> Ready<Result<(), Absent>> {
        ready(if IS_HERE.with(Cell::get) { Ok(()) } else { Err(Absent) })
    }
}
