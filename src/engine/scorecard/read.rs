//! Plain data → question.

use super::{Item, MAX_PROFILES, Part, Profile, Question};
use crate::kind::Kind;
use crate::message::{campaigns as words, english};
use crate::plan::MAX_TIERS;
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, given, join};
use crate::value::Value;

impl Question {
    /// Reads `{ weights?: { fit, impact, momentum, health }, tiers?: [{ name, from }], partners?: [{ partner,
    /// sharedAudience?, customerOverlap?, productFit?, satisfaction?, enablement? }], budget?, performanceShare?, beta?,
    /// maxMove? }`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: a weight that is absent, weights that do not add up to 100, tiers that are not in
    /// order, a partner without a name, a number outside its range, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("scorecard");
        let mut question = Self::default();
        let (share, money) = (Kind::Rate.range(), Kind::Money.range());
        for (key, value) in reader.entries("", value) {
            let at = join("", key);
            let mut number = |(min, max): (f64, f64)| reader.number_in(&at, value, min, max);
            match (key.as_str(), value) {
                (
                    "weights" | "tiers" | "partners" | "budget" | "performanceShare" | "beta" | "maxMove",
                    Value::Null,
                ) => {}
                ("budget", _) => question.budget = number(money),
                ("performanceShare", _) => question.performance_share = number(share),
                ("beta", _) => question.beta = number(share),
                ("maxMove", _) => question.max_move = number(share),
                ("weights", value) => question.weights = reader.weights(value),
                ("tiers", value) => question.tiers = reader.tiers_from(value),
                ("partners", value) => question.profiles = reader.profiles(value),
                (key, value) => reader.unknown("", key, value),
            }
        }
        // What was read is sound by itself; whether it fits together is checked with the whole.
        if reader.problems.is_empty() {
            reader.problems = question.check();
        }
        reader.finish(question)
    }
}

impl Reader {
    fn weights(&mut self, value: &Value) -> Option<[f64; 4]> {
        let before = self.problems.len();
        let mut weights = [0.0; 4];
        let entries = self.entries("/weights", value);
        for (key, value) in &entries {
            let at = Part::ALL.iter().position(|part| part.id() == key);
            match at.and_then(|at| weights.get_mut(at)) {
                Some(_) if *value == Value::Null => {}
                Some(slot) => {
                    *slot = self.number_in(&join("/weights", key), value, 0.0, 100.0).unwrap_or_default();
                }
                None => self.unknown("/weights", key, value),
            }
        }
        if self.problems.len() == before {
            for part in Part::ALL {
                if given(&entries, part.id()).is_none() {
                    self.missing(&join("/weights", part.id()), english(words::NO_WEIGHT));
                }
            }
        }
        (self.problems.len() == before).then_some(weights)
    }

    fn tiers_from(&mut self, value: &Value) -> Vec<(String, f64)> {
        let items = self.list("/tiers", value);
        if items.len() > MAX_TIERS {
            let kind = ProblemKind::Count { min: 1, max: MAX_TIERS };
            self.fail("/tiers", kind, value, english(crate::message::TIER_COUNT).to_owned());
            return Vec::new();
        }
        let mut tiers = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("/tiers/{at}");
            let before = self.problems.len();
            let (mut name, mut from) = (String::new(), None);
            let entries = self.entries(&path, item);
            for (key, value) in &entries {
                let at = join(&path, key);
                match (key.as_str(), value) {
                    ("name" | "from", Value::Null) => {}
                    ("name", value) => name = self.label(&at, value),
                    ("from", value) => from = self.number_in(&at, value, 0.0, 100.0),
                    (key, value) => self.unknown(&path, key, value),
                }
            }
            for key in ["name", "from"] {
                if self.problems.len() == before && given(&entries, key).is_none() {
                    self.missing(&join(&path, key), english(words::NO_TIER_FROM));
                }
            }
            tiers.extend(from.map(|from| (name, from)));
        }
        tiers
    }

    fn profiles(&mut self, value: &Value) -> Vec<Profile> {
        let items = self.list("/partners", value);
        if items.len() > MAX_PROFILES {
            let kind = ProblemKind::Count { min: 0, max: MAX_PROFILES };
            self.fail("/partners", kind, value, english(words::TOO_MANY_PROFILES).to_owned());
            return Vec::new();
        }
        let mut profiles = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("/partners/{at}");
            let before = self.problems.len();
            let mut profile = Profile::default();
            for (key, value) in self.entries(&path, item) {
                let at = join(&path, key);
                let asked = Item::asked().find(|asked| asked.id() == key);
                match (asked, value) {
                    (_, Value::Null) => {}
                    (Some(item), value) => profile.set(item, self.number_in(&at, value, 0.0, 1.0)),
                    (None, value) if key == "partner" => profile.partner = self.label(&at, value),
                    (None, value) => self.unknown(&path, key, value),
                }
            }
            if self.problems.len() == before && crate::name::is_blank(&profile.partner) {
                self.missing(&join(&path, "partner"), english(words::NO_PROFILE_NAME));
            }
            profiles.push(profile);
        }
        profiles
    }
}
