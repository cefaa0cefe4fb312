//! How a text is known without it: eight letters from its 32-bit FNV-1a. Small in code, and the build stops if two texts
//! share them.

/// The mark of a text, in the letters A to P.
pub(crate) fn mark(text: &str) -> [u8; 8] {
    let number = text
        .bytes()
        .fold(0x811C_9DC5_u32, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    core::array::from_fn(|at| b'A' + (number >> (4 * at) & 15) as u8)
}
