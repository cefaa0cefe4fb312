//! What `cargo xtask fuzz` runs: libFuzzer looks for inputs that make the engine panic, hang or say something untrue.
//!
//! Every target takes JSON text, reads it as a host's would be read, asks one question and checks what must hold of
//! any answer (`ask`). Changing bytes would hardly ever make one plan of another, so most changes are made to the tree
//! that the text says (`change`): a figure more or less, another number, a range, another question. An input that
//! breaks something is therefore text that can be read and pasted into a test.

pub mod ask;
pub mod change;
pub mod dice;
pub mod draw;
pub mod figure;
pub mod tree;

/// A program for libFuzzer that asks the named question.
#[macro_export]
macro_rules! target {
    ($question:ident) => {
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $crate::ask::$question(data));
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
            $crate::change::change(data, size, most, seed, $crate::draw::$question)
        });
    };
}
