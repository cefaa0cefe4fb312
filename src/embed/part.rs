//! The late parts of the program: functions that the build puts into files of their own, which share memory and code with the
//! page's. `embed.js` loads such a part when the first of its functions is to be called, and says so by
//! [`late_part_is_here`]. One part draws panels; the other reads and judges campaigns, which few visitors ask for.
//!
//! A function belongs to a part by the attribute `wasm_split` (feature `split`), which makes of it one that may answer that it
//! is [`Absent`]. Whoever calls it says [`now`] around the call: it waits for nothing. Without the feature the functions are
//! linked into the page as any other.

#[cfg(feature = "split")]
use core::cell::Cell;
use wasm_bindgen::prelude::*;

/// What the parts are called by `embed.js`.
#[cfg(feature = "split")]
const NAMES: [&str; 2] = ["panels", "campaigns"];

#[cfg(feature = "split")]
thread_local! {
    /// Which of them are there.
    static ARE_HERE: [Cell<bool>; NAMES.len()] = const { [const { Cell::new(false) }; NAMES.len()] };
}

/// A late part is linked, `panels` or `campaigns`: from now on its functions answer.
#[wasm_bindgen]
pub fn late_part_is_here(name: &str) {
    #[cfg(feature = "split")]
    ARE_HERE.with(|here| {
        let named = here.iter().zip(NAMES).find(|(_, known)| *known == name);
        if let Some((here, _)) = named {
            here.set(true);
        }
    });
    #[cfg(not(feature = "split"))]
    let _ = name;
}

/// The function that was called is in a late part that is not there.
#[derive(Debug)]
pub struct Absent;

/// The answer of a function of a late part.
#[cfg(feature = "split")]
pub(super) fn now<T>(answer: impl Future<Output = Result<T, Absent>>) -> Result<T, Absent> {
    use core::pin::pin;
    use core::task::{Context, Poll, Waker};
    match pin!(answer).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => Err(Absent),
    }
}

/// The answer of a function of a late part, which is always there.
#[cfg(not(feature = "split"))]
pub(super) fn now<T>(answer: Result<T, Absent>) -> Result<T, Absent> {
    answer
}

/// What the attribute expects of whoever loads the panels' part, by the names that it expects.
#[cfg(feature = "split")]
pub(super) mod panels {
    pub(in super::super) use super::Absent as SplitLoaderError;
    #[cfg(target_family = "wasm")]
    pub(in super::super) mod rt {
        pub(in super::super::super) use super::super::loading::{LoadCallbackFn, ensure_loaded};
        pub(in super::super::super) type LazySplitLoader = super::super::loading::Loader<0>;
    }
}

/// The same for the campaigns' part.
#[cfg(feature = "split")]
pub(super) mod campaigns {
    pub(in super::super) use super::Absent as SplitLoaderError;
    #[cfg(target_family = "wasm")]
    pub(in super::super) mod rt {
        pub(in super::super::super) use super::super::loading::{LoadCallbackFn, ensure_loaded};
        pub(in super::super::super) type LazySplitLoader = super::super::loading::Loader<1>;
    }
}

/// Nothing is loaded from here: the element's script does, because it can check the files, try again and tell the visitor.
#[cfg(all(feature = "split", target_family = "wasm"))]
mod loading {
    use super::{ARE_HERE, Absent};
    use core::cell::Cell;
    use core::ffi::c_void;
    use core::future::{Ready, ready};
    use core::pin::Pin;

    /// How a loader that the build makes would report back.
    pub(in super::super) type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);

    /// Stands for the loader of a part, by its place in the list, which is left out.
    pub(in super::super) struct Loader<const PART: usize>;

    impl<const PART: usize> Loader<PART> {
        /// Takes no notice of the loader.
        pub(in super::super) const fn new(_: unsafe extern "C" fn(LoadCallbackFn, *const c_void)) -> Self {
            Self
        }
    }

    /// Whether the part is there.
    pub(in super::super) fn ensure_loaded<const PART: usize>(
        _: Pin<&'static Loader<PART>>,
    ) -> Ready<Result<(), Absent>> {
        let is_here = ARE_HERE.with(|here| here.get(PART).is_some_and(Cell::get));
        ready(if is_here { Ok(()) } else { Err(Absent) })
    }
}
