//! The rows of an export, as a visitor has given them, and how they are meant. The text stays as it came: what it says is
//! read where it is shown (`insight/portfolio.rs`), so that nothing of it is lost.

use super::Answer;
use comarketing_roi_engine::{Field, Plan};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::rc::Rc;

/// The longest table that is kept with a workspace, in bytes. A longer one is on screen, and not in files.
pub const MAX_KEPT_ROWS: usize = 512 * 1024;
/// A longer table is read in slices, in bytes: so much is read in the time of a frame.
const LONG: usize = 256 * 1024;
/// The most choices that are kept with it.
const MAX_CHOICES: usize = 1000;

/// What a visitor has chosen, by path: `/table/decimal` and `,`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choices(Vec<(String, Answer)>);

impl Choices {
    /// What was chosen at a path; none where nothing was.
    pub fn get(&self, path: &str) -> Option<&Answer> {
        self.0.iter().find(|(at, _)| at == path).map(|(_, answer)| answer)
    }

    /// The word that was chosen at a path.
    pub fn word(&self, path: &str) -> Option<&str> {
        self.get(path).map(Answer::word).filter(|word| !word.is_empty())
    }

    /// The number that was given at a path.
    pub fn number(&self, path: &str) -> Option<f64> {
        self.get(path).and_then(Answer::number)
    }

    /// Chooses; an empty word takes the choice back.
    pub fn set(&mut self, path: &str, answer: impl Into<Answer>) {
        let answer = answer.into();
        self.0.retain(|(at, _)| at != path);
        if !answer.is_blank() {
            self.0.push((path.to_owned(), answer));
        }
    }

    /// Takes back every choice below a path.
    pub fn clear(&mut self, below: &str) {
        self.0.retain(|(at, _)| !at.starts_with(below));
    }

    /// Keeps no other choice than those below a path.
    pub fn keep(&mut self, below: &str) {
        self.0.retain(|(at, _)| at.starts_with(below));
    }

    /// What was chosen below a path, by the rest of the path.
    pub fn below<'a>(&'a self, below: &'a str) -> impl Iterator<Item = (&'a str, &'a Answer)> {
        self.0.iter().filter_map(move |(at, answer)| Some((at.strip_prefix(below)?, answer)))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(at, answer)| (at.as_str(), answer))
    }

    /// Reads what was kept: as many as a visitor can have chosen.
    pub(super) fn kept(choices: impl Iterator<Item = (String, Answer)>) -> Self {
        Self(choices.take(MAX_CHOICES).collect())
    }
}

/// A table of campaigns. Two are compared at each change: `Eq` lets one and the same be told by its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRows {
    /// The name of the file; empty for rows that were pasted.
    pub file: String,
    /// The table.
    pub text: Rc<str>,
    /// Whether it is the example.
    pub is_example: bool,
    /// How it is meant, and by what it is judged.
    pub choices: Choices,
}

impl CampaignRows {
    /// Whether a file of the workspace holds them.
    pub fn is_kept(&self) -> bool {
        self.text.len() <= MAX_KEPT_ROWS
    }

    /// Whether reading it takes so long that the page has its turns in between.
    pub fn is_long(&self) -> bool {
        self.text.len() > LONG
    }

    /// Whether both are of one table, read in the same way.
    pub fn reads_like(&self, other: &Self) -> bool {
        self.text == other.text && self.choices.below("/table/").eq(other.choices.below("/table/"))
    }
}

/// What a figure of the program adds up.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The key of the tier; none for a figure of the whole plan.
    pub tier: Option<u32>,
    /// The field.
    pub field: Field,
    /// What the rows add up to: another number in the field is somebody's own.
    pub value: f64,
    /// How many rows tell it.
    pub rows: u32,
    /// How many there are that could.
    pub of: u32,
}

/// A program that was filled from rows. The tiers of the plan have their places as keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The plan.
    pub plan: Plan,
    /// The figures that rows tell.
    pub evidence: Vec<Evidence>,
}

impl Serialize for CampaignRows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &self.file)?;
        map.serialize_entry("text", &*self.text)?;
        if self.is_example {
            map.serialize_entry("example", &true)?;
        }
        map.serialize_entry("choices", &Entries(&self.choices))?;
        map.end()
    }
}

struct Entries<'a>(&'a Choices);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter())
    }
}
