//! Draws side by side: a block of numbers that arithmetic treats two at a time.
//!
//! Written out in vectors and not left to the compiler: where code is compiled for size, as all WebAssembly here is, it
//! makes none by itself.

use core::ops::{Deref, DerefMut};
use wide::f64x2;

/// Draws that are worked out together: a block of the lattice.
pub(super) const LANES: usize = 64;
const PAIRS: usize = LANES / 2;

/// A number for each draw of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lanes([f64x2; PAIRS]);

impl Lanes {
    /// The same number everywhere.
    pub(super) fn of(value: f64) -> Self {
        Self([f64x2::splat(value); PAIRS])
    }

    /// Sets each lane to what `f` makes of the same lane of `a` and of `b`.
    #[inline(always)]
    pub(super) fn set(&mut self, a: &Self, b: &Self, f: impl Fn(f64x2, f64x2) -> f64x2) {
        for ((out, a), b) in self.0.iter_mut().zip(&a.0).zip(&b.0) {
            *out = f(*a, *b);
        }
    }
}

impl Default for Lanes {
    fn default() -> Self {
        Self::of(0.0)
    }
}

impl Deref for Lanes {
    type Target = [f64; LANES];
    fn deref(&self) -> &[f64; LANES] {
        bytemuck::cast_ref(&self.0)
    }
}

impl DerefMut for Lanes {
    fn deref_mut(&mut self) -> &mut [f64; LANES] {
        bytemuck::cast_mut(&mut self.0)
    }
}
