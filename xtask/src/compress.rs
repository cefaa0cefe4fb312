//! How servers send files.

use anyhow::Result;
use std::io::Write;

/// At the highest setting; without a date, so that it is the same each time.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// At the highest setting.
pub(crate) fn brotli(mut bytes: &[u8]) -> Result<Vec<u8>> {
    let options = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &options)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_compresses() {
        let text = "ten bytes ".repeat(1000);
        assert!(gzip(text.as_bytes()).unwrap().len() < 200);
        assert!(brotli(text.as_bytes()).unwrap().len() < 100);
    }
}
