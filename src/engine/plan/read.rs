//! Plain data → plan. Every problem is collected; nothing is clamped, guessed or dropped.

use super::{Assumed, Field, FieldPath, Group, MAX_TIERS, Number, Plan, Switch, Tier, VERSION, ValidPlan};
use crate::message::{self, english, fill};
use crate::name::{self, Fold};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join, named, shown};
use crate::value::Value;

/// The most assumptions that a plan may list: more than any has fields to assume.
pub const MAX_ASSUMED: usize = 500;

impl Plan {
    /// Reads and validates a plan.
    ///
    /// # Errors
    /// Every problem, first those of shape, then those of range.
    pub fn read(value: &Value) -> Result<ValidPlan, Vec<Problem>> {
        Self::read_in(value, name::fold)
    }

    /// The same, with names compared by `fold`.
    ///
    /// # Errors
    /// Every problem, first those of shape, then those of range.
    pub fn read_in(value: &Value, fold: Fold) -> Result<ValidPlan, Vec<Problem>> {
        let mut reader = Reader::of("plan");
        let plan = reader.plan(value);
        let mut problems = reader.problems;
        match plan.validate_in(english, fold) {
            Ok(plan) if problems.is_empty() => Ok(plan),
            Ok(_) => Err(problems),
            Err(found) => {
                // A field that could not be read at all is absent now; one word on it is enough, also where something
                // points to it.
                let same = |f: &Problem, p: &Problem| {
                    p.path == f.path || is_mark(&f.path) && within(&p.path, &f.value)
                };
                let more = found.into_iter().filter(|f| !problems.iter().any(|p| same(f, p)));
                let more: Vec<_> = more.collect();
                problems.extend(more);
                Err(problems)
            }
        }
    }
}

impl Plan {
    /// Reads the shape of a plan; its values may be out of their ranges.
    ///
    /// # Errors
    /// Every problem of shape.
    pub(crate) fn read_shape(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("plan");
        let plan = reader.plan(value);
        if reader.problems.is_empty() { Ok(plan) } else { Err(reader.problems) }
    }
}

/// Whether a problem is one of a pointer to a value.
fn is_mark(path: &str) -> bool {
    path.starts_with("/assumed/") || path.starts_with("/examples/")
}

/// Whether one of two paths leads to the other.
fn within(path: &str, pointer: &str) -> bool {
    pointer.starts_with(path) || path.starts_with(pointer)
}

/// The most inputs that a plan may have: a longer list of pointers repeats itself.
pub const MAX_MARKS: usize = MAX_TIERS * super::field::TIER + super::field::SHARED;

impl Reader {
    fn plan(&mut self, value: &Value) -> Plan {
        let mut plan = Plan::default();
        let entries = self.entries("", value);
        if entries.is_empty() && !self.problems.is_empty() {
            return plan; // not an object, or none that a plan could be
        }
        for required in ["version", "currency", "tiers"] {
            if !entries.iter().any(|(key, value)| key == required && *value != Value::Null) {
                let message = match required {
                    "version" => "A plan states its version: add \"version\": 1.",
                    "currency" => "A plan states its currency, like \"currency\": \"USD\".",
                    _ => "A plan has a list of tiers.",
                };
                self.fail(&join("", required), ProblemKind::Missing, &Value::Null, message.to_owned());
            }
        }
        for (key, value) in entries {
            match key.as_str() {
                "version" => self.version(value),
                "currency" => plan.currency = self.text("/currency", value),
                "tiers" => plan.tiers = self.tiers(value),
                "direct" => self.group(&mut plan, Group::Direct, value),
                "economics" => self.group(&mut plan, Group::Economics, value),
                "assumed" => plan.assumed = self.assumed(value),
                "examples" => plan.examples = self.examples(value),
                "costsWithheld" => {
                    plan.costs_withheld = self.switch("/costsWithheld", value).unwrap_or(false);
                }
                key => match Field::named(Group::Plan, key) {
                    Some(field) => self.place(&mut plan, FieldPath::plan(field), value),
                    None => self.unknown("", key, value),
                },
            }
        }
        plan
    }

    fn version(&mut self, value: &Value) {
        match value {
            // By its bits: a version is a name written as a number, and nothing near it will do.
            Value::Number(number) if number.to_bits() == f64::from(VERSION).to_bits() => {}
            Value::Null => {}
            other => {
                let message =
                    "This calculator reads plans of version 1. A newer plan needs a newer calculator.";
                self.fail("/version", ProblemKind::UnknownVersion, other, message.to_owned());
            }
        }
    }

    fn tiers(&mut self, value: &Value) -> Vec<Tier> {
        let items = self.list("/tiers", value);
        if items.len() > MAX_TIERS {
            return vec![Tier::default(); items.len()]; // not looked at: their number is what the check finds
        }
        items.iter().enumerate().map(|(at, item)| self.tier(&format!("/tiers/{at}"), item)).collect()
    }

    fn tier(&mut self, path: &str, value: &Value) -> Tier {
        let mut tier = Tier::default();
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            match (key.as_str(), Field::named(Group::Tier, key)) {
                ("name", _) => tier.name = self.text(&at, value),
                (_, Some(field)) => tier.set(field, self.number(&at, value)),
                (key, None) => self.unknown(path, key, value),
            }
        }
        tier
    }

    fn group(&mut self, plan: &mut Plan, group: Group, value: &Value) {
        let path = group.path();
        for (key, value) in self.entries(path, value) {
            match (key.as_str(), Field::named(group, key), value) {
                (_, Some(field), value) => self.place(plan, FieldPath::plan(field), value),
                (key, None, value) => match Switch::named(group, key) {
                    Some(switch) => plan.say(switch, self.switch(&join(path, key), value)),
                    None => self.unknown(path, key, value),
                },
            }
        }
    }

    fn switch(&mut self, path: &str, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(yes) => return Some(*yes),
            Value::Null => {}
            other => self.wrong_type(path, other, "true or false"),
        }
        None
    }

    fn place(&mut self, plan: &mut Plan, place: FieldPath, value: &Value) {
        let number = self.number(&place.path(), value);
        plan.set(place, number);
    }

    fn number(&mut self, path: &str, value: &Value) -> Option<Number> {
        match value {
            Value::Number(number) => return Some(Number::Exact(positive_zero(*number))),
            Value::Null => {}
            range @ Value::Map(_) => return self.range(path, range),
            other => self.wrong_type(path, other, "a number"),
        }
        None
    }

    fn range(&mut self, path: &str, value: &Value) -> Option<Number> {
        let (mut low, mut likely, mut high) = (None, None, None);
        for (key, value) in self.ends(path, value) {
            let slot = match key.as_str() {
                "low" => &mut low,
                "likely" => &mut likely,
                "high" => &mut high,
                key => {
                    self.unknown(path, key, value);
                    continue;
                }
            };
            match value {
                Value::Number(number) => *slot = Some(positive_zero(*number)),
                other => self.wrong_type(&join(path, key), other, "a number"),
            }
        }
        if let (Some(low), Some(likely), Some(high)) = (low, likely, high) {
            return Some(Number::Range { low, likely, high });
        }
        if !self.problems.iter().any(|p| p.path.starts_with(path)) {
            let message = format!("{} as a range takes low, likely and high.", named(path));
            self.fail(path, ProblemKind::Missing, value, message);
        }
        None
    }

    fn assumed(&mut self, value: &Value) -> Vec<Assumed> {
        let items = self.list("/assumed", value);
        if items.len() > MAX_ASSUMED {
            let shown = Value::Number(items.len() as f64);
            let message = format!("A plan has at most {MAX_ASSUMED} assumptions.");
            self.fail("/assumed", ProblemKind::Count { min: 0, max: MAX_ASSUMED }, &shown, message);
            return Vec::new();
        }
        let mut all = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("/assumed/{at}");
            let mut assumed = Assumed { field: String::new(), why: String::new() };
            for (key, value) in self.entries(&path, item) {
                match key.as_str() {
                    "field" => assumed.field = self.text(&join(&path, key), value),
                    "why" => assumed.why = self.text(&join(&path, key), value),
                    key => self.unknown(&path, key, value),
                }
            }
            if assumed.field.is_empty() {
                let message = "An assumption names its field, like \"/economics/grossMargin\".".to_owned();
                self.fail(&join(&path, "field"), ProblemKind::Missing, &Value::Null, message);
            }
            all.push(assumed);
        }
        all
    }
}

impl Reader {
    /// JSON pointers to values of the plan; whether there is a value is checked with the whole.
    fn examples(&mut self, value: &Value) -> Vec<FieldPath> {
        let items = self.list("/examples", value);
        if items.len() > MAX_MARKS {
            let kind = ProblemKind::Count { min: 0, max: MAX_MARKS };
            self.fail("/examples", kind, value, format!("A plan has at most {MAX_MARKS} inputs."));
            return Vec::new();
        }
        let mut places = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("/examples/{at}");
            let Value::Text(pointer) = item else {
                self.wrong_type(&path, item, "a JSON pointer, like \"/tiers/0/mdfSpent\"");
                continue;
            };
            match FieldPath::named(pointer) {
                Some(place) if places.contains(&place) => {
                    let message = format!("{} stands twice in examples. Keep one.", shown(pointer));
                    self.fail(&path, ProblemKind::DuplicateField, item, message);
                }
                Some(place) => places.push(place),
                None => {
                    let message = fill(message::MARK_UNKNOWN, &[&shown(pointer)]);
                    self.fail(&path, ProblemKind::UnknownField, item, message);
                }
            }
        }
        places
    }
}

/// JavaScript has a negative zero that JSON has not: a report must read back as it was written.
fn positive_zero(number: f64) -> f64 {
    number + 0.0
}
