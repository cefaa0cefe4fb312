//! A part of an archive, unpacked piece by piece.

use super::checked;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::cell::Cell;
use std::io::{self, BufRead, ErrorKind, Read};

/// How much is unpacked at a time.
const PIECE: usize = 32 * 1024;

/// A part that is being read.
pub(crate) struct Part<'a> {
    input: &'a [u8],
    /// None where it is stored as it is.
    state: Option<Box<InflateState>>,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
    crc: u32,
    expected: u32,
    left: &'a Cell<u64>,
}

impl<'a> Part<'a> {
    pub(super) fn new(input: &'a [u8], packed: bool, expected: u32, left: &'a Cell<u64>) -> Self {
        let state = packed.then(|| InflateState::new_boxed(DataFormat::Raw));
        Self { input, state, piece: Vec::new(), at: 0, ended: false, crc: 0, expected, left }
    }

    fn next(&mut self) -> io::Result<()> {
        self.at = 0;
        self.piece.resize(PIECE, 0);
        let written = match &mut self.state {
            None => {
                let size = self.input.len().min(PIECE);
                let (now, later) = self.input.split_at_checked(size).ok_or(ErrorKind::InvalidData)?;
                self.piece.clear();
                self.piece.extend_from_slice(now);
                self.input = later;
                self.ended = later.is_empty();
                size
            }
            Some(state) => {
                let done = inflate(state, self.input, &mut self.piece, MZFlush::None);
                self.input = self.input.get(done.bytes_consumed..).unwrap_or_default();
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

impl BufRead for Part<'_> {
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

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.fill_buf()?.read(buffer)?;
        self.consume(size);
        Ok(size)
    }
}
