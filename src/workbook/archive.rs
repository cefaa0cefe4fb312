//! The zip archive that a workbook is.
//!
//! What a file says of its sizes is believed nowhere: an archive that unpacks to more than [`MOST`] is left unread.

mod pack;
mod unpack;

use crate::Wrong;
pub(crate) use pack::Packer;
use std::cell::Cell;
use std::rc::Rc;
pub(crate) use unpack::Part;

/// The largest file that is read.
const MOST_PACKED: usize = 16 * 1024 * 1024;
/// The most bytes that the parts of one archive may unpack to, all that are read taken together.
const MOST: u64 = 256 * 1024 * 1024;

/// How the pieces of an archive begin.
const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END_SIZE: usize = 22;
/// How a compound file begins: a workbook of the old format, or a new one behind a password.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// One file in it.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    packed: bool,
    crc: u32,
    at: usize,
    size: usize,
}

/// An archive, open. Its parts can be read long after it was asked for them.
#[derive(Debug)]
pub(crate) struct Archive {
    bytes: Rc<[u8]>,
    entries: Rc<[Entry]>,
    /// How many bytes may still come out of it.
    left: Rc<Cell<u64>>,
}

impl Archive {
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Wrong> {
        if bytes.len() > MOST_PACKED {
            return Err(Wrong::TooLarge);
        }
        if bytes.starts_with(&COMPOUND) {
            return Err(if is_protected(&bytes) { Wrong::Protected } else { Wrong::OldFormat });
        }
        if !bytes.starts_with(b"PK") {
            return Err(Wrong::NotAWorkbook);
        }
        let entries = entries(&bytes).ok_or(Wrong::Broken)?.into();
        Ok(Self { bytes: bytes.into(), entries, left: Rc::new(Cell::new(MOST)) })
    }

    /// The same of which nothing has come out yet.
    pub(crate) fn afresh(&self) -> Self {
        let (bytes, entries) = (Rc::clone(&self.bytes), Rc::clone(&self.entries));
        Self { bytes, entries, left: Rc::new(Cell::new(MOST)) }
    }

    /// A part by its name, ready to be read; none where there is none.
    pub(crate) fn part(&self, name: &str) -> Result<Option<Part>, Wrong> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let local = self.bytes.get(entry.at..).ok_or(Wrong::Broken)?;
        let start = entry.at + data_start(local).ok_or(Wrong::Broken)?;
        let data = start..start.checked_add(entry.size).ok_or(Wrong::Broken)?;
        self.bytes.get(data.clone()).ok_or(Wrong::Broken)?;
        Ok(Some(Part::new(&self.bytes, data, entry, &self.left)))
    }
}

/// A protected workbook keeps its real one in a stream of this name.
fn is_protected(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    bytes.windows(name.len()).any(|window| window == name.as_slice())
}

fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    // Behind the end there may be a comment of 64 KB.
    let first = bytes.len().saturating_sub(END_SIZE + usize::from(u16::MAX));
    let tail = bytes.get(first..)?;
    let end = tail.windows(END.len()).rposition(|window| window == END)? + first;
    bytes.get(end..end + END_SIZE)?;
    let count = number(bytes, end + 10, 2)?;
    let mut at = number(bytes, end + 16, 4)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let head = bytes.get(at..).filter(|head| head.starts_with(&CENTRAL))?;
        let of = |offset: usize, size: usize| number(head, offset, size);
        let [name_size, extra, comment] = [of(28, 2)?, of(30, 2)?, of(32, 2)?];
        let name = String::from_utf8_lossy(head.get(46..46 + name_size)?).replace('\\', "/");
        let packed = match of(10, 2)? {
            0 => false,
            8 => true,
            _ => return None,
        };
        // An entry under a password of the archive itself cannot be read either.
        if of(8, 2)? & 1 != 0 {
            return None;
        }
        let crc = of(16, 4)? as u32;
        entries.push(Entry { name, packed, crc, at: of(42, 4)?, size: of(20, 4)? });
        at += 46 + name_size + extra + comment;
    }
    Some(entries)
}

/// Where the data begins behind a local head.
fn data_start(local: &[u8]) -> Option<usize> {
    local.starts_with(&LOCAL).then_some(())?;
    Some(30 + number(local, 26, 2)? + number(local, 28, 2)?)
}

/// A number of `size` bytes, the smallest first.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(size)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The check sum of archives, carried on from `crc` of what came before.
fn checked(crc: u32, bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut at = 0;
        while at < 256 {
            let mut value = at as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 0 { value >> 1 } else { 0xedb8_8320 ^ (value >> 1) };
                bit += 1;
            }
            // Evaluated by the compiler, where a mistake is an error of the build.
            #[allow(clippy::indexing_slicing)]
            {
                table[at] = value;
            }
            at += 1;
        }
        table
    };
    let step = |crc: u32, byte: &u8| {
        let at = usize::from((crc as u8) ^ byte);
        TABLE.get(at).copied().unwrap_or_default() ^ (crc >> 8)
    };
    !bytes.iter().fold(!crc, step)
}
