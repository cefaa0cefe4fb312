//! Writing an archive: parts one after the other, then the list of them.

use super::{CENTRAL, END, LOCAL, checked};
use miniz_oxide::deflate::compress_to_vec;

/// How hard parts are packed: the usual trade.
const LEVEL: u8 = 6;
/// Version 2.0, names in UTF-8, deflate, and the first day that the format knows: what is written does not depend on today.
const SETTINGS: [u16; 5] = [20, 1 << 11, 8, 0, 0x21];

/// An archive that is being written.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    out: Vec<u8>,
    list: Vec<u8>,
    count: u16,
}

impl Packer {
    /// Adds a part.
    pub(crate) fn add(&mut self, name: &str, text: &str) {
        let at = self.out.len() as u32;
        let packed = compress_to_vec(text.as_bytes(), LEVEL);
        let mut head = Vec::new();
        SETTINGS.iter().for_each(|setting| head.extend(setting.to_le_bytes()));
        for number in [checked(0, text.as_bytes()), packed.len() as u32, text.len() as u32] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u32).to_le_bytes()); // and no extra field
        self.out.extend(LOCAL);
        self.out.extend(&head);
        self.out.extend(name.as_bytes());
        self.out.extend(&packed);
        self.list.extend(CENTRAL);
        self.list.extend(20u16.to_le_bytes());
        self.list.extend(&head);
        self.list.extend([0; 10]); // no comment, the first disk, no attributes
        self.list.extend(at.to_le_bytes());
        self.list.extend(name.as_bytes());
        self.count += 1;
    }

    /// The archive.
    pub(crate) fn finish(self) -> Vec<u8> {
        let Self { mut out, list, count } = self;
        let at = out.len() as u32;
        out.extend(&list);
        out.extend(END);
        out.extend([0; 4]); // one disk
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend((list.len() as u32).to_le_bytes());
        out.extend(at.to_le_bytes());
        out.extend([0; 2]);
        out
    }
}
