//! A part of an archive, unpacked piece by piece.

use super::{Entry, checked};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::cell::Cell;
use std::io::{self, BufRead, ErrorKind, Read};
use std::ops::Range;
use std::rc::Rc;

/// How much is unpacked at a time.
const PIECE: usize = 32 * 1024;

/// A part that is being read.
pub(crate) struct Part {
    bytes: Rc<[u8]>,
    /// Where in them what is left of it stands.
    input: Range<usize>,
    /// None where it is stored as it is.
    state: Option<Box<InflateState>>,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
    crc: u32,
    expected: u32,
    left: Rc<Cell<u64>>,
}

impl Part {
    pub(super) fn new(bytes: &Rc<[u8]>, input: Range<usize>, entry: &Entry, left: &Rc<Cell<u64>>) -> Self {
        let state = entry.packed.then(|| InflateState::new_boxed(DataFormat::Raw));
        let (bytes, left) = (Rc::clone(bytes), Rc::clone(left));
        let (piece, expected) = (Vec::new(), entry.crc);
        Self { bytes, input, state, piece, at: 0, ended: false, crc: 0, expected, left }
    }

    /// Whether more has come out of the archive than is read.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    fn next(&mut self) -> io::Result<()> {
        self.at = 0;
        self.piece.resize(PIECE, 0);
        let input = self.bytes.get(self.input.clone()).unwrap_or_default();
        let written = match &mut self.state {
            None => {
                let size = input.len().min(PIECE);
                self.piece.clear();
                self.piece.extend(input.iter().take(size));
                self.input.start += size;
                self.ended = self.input.is_empty();
                size
            }
            Some(state) => {
                let done = inflate(state, input, &mut self.piece, MZFlush::None);
                self.input.start += done.bytes_consumed;
                match done.status {
                    Ok(MZStatus::StreamEnd) => self.ended = true,
                    // Without an end, more input or more output it has been cut off.
                    Ok(_) if done.bytes_consumed > 0 || done.bytes_written > 0 => {}
                    _ => return Err(ErrorKind::UnexpectedEof.into()),
                }
                done.bytes_written
            }
        };
        self.piece.truncate(written);
        self.crc = checked(self.crc, &self.piece);
        let left = self.left.get().saturating_sub(written as u64);
        self.left.set(left);
        if left == 0 {
            return Err(ErrorKind::OutOfMemory.into());
        }
        if self.ended && self.crc != self.expected {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl BufRead for Part {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.piece.len() && !self.ended {
            self.next()?;
        }
        Ok(self.piece.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.piece.len());
    }
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.fill_buf()?.read(buffer)?;
        self.consume(size);
        Ok(size)
    }
}
