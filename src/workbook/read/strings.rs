//! The texts that cells share.

use super::xml::{Piece, Walk};
use crate::Wrong;
use crate::archive::Archive;

/// A text as it is put together of its runs; how it is read aloud is not part of it.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    text: String,
    inside: bool,
    aloud: bool,
}

impl Gathered {
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Begin("rPh", _) => self.aloud = true,
            Piece::End("rPh") => self.aloud = false,
            Piece::Begin("t", _) => self.inside = true,
            Piece::End("t") => self.inside = false,
            Piece::Text(text) if self.inside && !self.aloud => self.text.push_str(text),
            _ => {}
        }
    }

    /// The text so far, which begins anew.
    pub(super) fn end(&mut self) -> String {
        unescaped(&core::mem::take(&mut self.text))
    }
}

/// The texts as they are being read.
pub(super) struct Strings {
    walk: Option<Walk>,
    gathered: Gathered,
    all: Vec<String>,
}

impl Strings {
    pub(super) fn begin(archive: &Archive, part: Option<&str>) -> Result<Self, Wrong> {
        let walk = part.map_or(Ok(None), |part| Walk::begin(archive, part))?;
        Ok(Self { walk, gathered: Gathered::default(), all: Vec::new() })
    }

    /// Reads so many pieces; whether there are more.
    pub(super) fn go_on(&mut self, pieces: usize) -> Result<bool, Wrong> {
        let Some(walk) = &mut self.walk else { return Ok(false) };
        walk.go_on(pieces, &mut |piece| {
            self.gathered.take(&piece);
            if let Piece::End("si") = piece {
                self.all.push(self.gathered.end());
            }
            Ok(())
        })
    }

    pub(super) fn end(self) -> Vec<String> {
        self.all
    }
}

/// Signs that XML cannot hold are written `_x000D_`, and such a text itself begins with `_x005F_`.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(sign) => {
                out.push(sign);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_xml_cannot_hold_come_back() {
        for (text, read) in
            [("a_x000D_b", "a\rb"), ("_x005F_x0041_", "_x0041_"), ("_x00_", "_x00_"), ("é_xé", "é_xé")]
        {
            assert_eq!(unescaped(text), read);
        }
    }
}
