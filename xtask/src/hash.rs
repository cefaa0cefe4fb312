//! Hashes by which a browser or a host knows a file again.

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256, Sha384};
use std::fs;
use std::path::Path;

/// As `integrity` takes it, in a tag or in `fetch`.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// [`integrity`] of a file.
pub(crate) fn of_file(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(integrity(&bytes))
}

/// As a Content Security Policy names an inline script or style; every engine takes SHA-256.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

/// As `sha384sum` prints it.
pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes as text.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-4, by its example `abc`.
    #[test]
    fn hashes_are_those_of_the_standard() {
        assert_eq!(
            hex(b"abc"),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        );
        assert_eq!(
            integrity(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
        assert_eq!(source("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
    }
}
