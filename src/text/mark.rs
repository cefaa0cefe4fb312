//! How a text is known by a number: 32-bit FNV-1a. Small in code, and the build stops if two texts share one.

/// The number of a text.
pub(crate) fn mark(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |mark, byte| (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
