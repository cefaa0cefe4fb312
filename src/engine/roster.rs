//! The names that rows give, each a number: spellings of one name are the same, and the list of names is bounded.

use crate::name::{self, Fold};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// Names by number, in the order in which they came.
#[derive(Clone, Debug)]
pub(crate) struct Roster {
    fold: Fold,
    most: usize,
    names: Vec<String>,
    /// What spellings of one name have in common.
    keys: BTreeMap<String, usize>,
    /// Spellings as they came: looked up first, since folding one costs more.
    spellings: HashMap<String, usize, BuildHasherDefault<Fnv>>,
    /// The spelling that came last: rows of one name often follow each other.
    last: Option<(String, usize)>,
}

impl Roster {
    /// At most so many names; spellings are compared by `fold`.
    pub(crate) fn new(most: usize, fold: Fold) -> Self {
        let (keys, spellings) = (BTreeMap::new(), HashMap::default());
        Self { fold, most, names: Vec::new(), keys, spellings, last: None }
    }

    /// The number of a name; none where the list is full and does not have it. A name that shows nothing is one name.
    pub(crate) fn number(&mut self, name: &str) -> Option<usize> {
        if let Some((last, at)) = &self.last
            && last == name
        {
            return Some(*at);
        }
        let found = match self.spellings.get(name) {
            Some(at) => Some(*at),
            None => self.met(name),
        }?;
        match &mut self.last {
            Some((last, at)) => {
                name.clone_into(last);
                *at = found;
            }
            None => self.last = Some((name.to_owned(), found)),
        }
        Some(found)
    }

    /// A spelling that was not met before.
    fn met(&mut self, name: &str) -> Option<usize> {
        let key = self.key(name);
        let at = match self.keys.get(&key) {
            Some(at) => *at,
            None if self.names.len() < self.most => {
                let at = self.names.len();
                self.names.push(name.trim().to_owned());
                self.keys.insert(key, at);
                at
            }
            None => return None,
        };
        // A list of spellings without end would be one of rows.
        if self.spellings.len() < 2 * self.most {
            self.spellings.insert(name.to_owned(), at);
        }
        Some(at)
    }

    /// The number of a name that is known already.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.spellings.get(name).or_else(|| self.keys.get(&self.key(name))).copied()
    }

    fn key(&self, name: &str) -> String {
        if name::is_blank(name) { String::new() } else { name::key(name, self.fold) }
    }

    /// The name of a number, as it was first spelled.
    pub(crate) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// About how many bytes it takes: texts, and 24 for each text and its place in a list or a tree.
    pub(crate) fn bytes(&self) -> usize {
        const EACH: usize = 24;
        let texts = self.names.iter().chain(self.keys.keys()).chain(self.spellings.keys());
        texts.map(|text| text.capacity() + EACH + size_of::<usize>()).sum()
    }
}

/// The hash of Fowler, Noll and Vo (FNV-1a): a few steps for a short name. Nobody gains by names that collide: whoever
/// writes them waits for his own table, and there are at most 20,000.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_number() {
        let mut roster = Roster::new(3, name::fold);
        let numbers: Vec<_> = ["Gold", "gold ", "", " ", "Silver", "Bronze", "GOLD"]
            .iter()
            .map(|name| roster.number(name))
            .collect();
        assert_eq!(numbers, [Some(0), Some(0), Some(1), Some(1), Some(2), None, Some(0)]);
        assert_eq!((roster.name(0), roster.name(1), roster.name(2)), ("Gold", "", "Silver"));
        assert_eq!((roster.find("SILVER"), roster.find("Bronze"), roster.len()), (Some(2), None, 3));
    }
}
