//! The ids that rows have had: two rows of one id may be one campaign that is counted twice.

use crate::name;
use crate::roster::Fnv;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// The most ids that are compared, as many as a list has rows: 8 bytes each.
pub const MAX_IDS: usize = 100_000;

/// What is kept of each id is its hash: that two of 100,000 have one by chance is less likely than one in a billion.
#[derive(Default)]
pub(super) struct Ids {
    met: HashSet<u64, BuildHasherDefault<Fnv>>,
    /// Rows whose ids were not compared.
    pub(super) left_out: u64,
}

impl Ids {
    /// Whether an earlier row has the id. An id that shows nothing is none.
    pub(super) fn repeats(&mut self, id: &str) -> bool {
        if id.is_empty() || name::is_blank(id) {
            return false;
        }
        let mut hasher = Fnv::default();
        hasher.write(id.trim().as_bytes());
        let hash = hasher.finish();
        if self.met.contains(&hash) {
            return true;
        }
        if self.met.len() < MAX_IDS {
            self.met.insert(hash);
        } else {
            self.left_out += 1;
        }
        false
    }

    pub(super) fn bytes(&self) -> usize {
        self.met.capacity() * (size_of::<u64>() + 1)
    }
}
