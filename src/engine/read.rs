//! Reading plain data by hand: every problem is collected with its path, nothing is clamped, guessed or dropped.

use crate::metric::MetricId;
use crate::number::format_decimal;
use crate::problem::{Problem, ProblemKind};
use crate::value::Value;

/// An object with more keys is refused as a whole, before each key is looked at.
const MAX_KEYS: usize = 64;

/// A key and its value.
pub(crate) type Entry = (String, Value);

/// Collects the problems of one input.
pub(crate) struct Reader {
    /// What the input is called in messages: “plan”, “question”.
    noun: &'static str,
    /// The problems so far.
    pub(crate) problems: Vec<Problem>,
    /// The paths of the lists, and of the objects whose keys are somebody's names: what is in them has no name of ours.
    parents: Vec<(String, Parent)>,
}

/// What a value stands in, where its key is no field.
#[derive(Clone, Copy)]
enum Parent {
    /// A list, whose items are numbered.
    List,
    /// An object by names that somebody else gave.
    Names,
    /// A number that is a range, with its ends.
    Range,
}

impl Reader {
    /// A reader of something that messages call `noun`.
    pub(crate) fn of(noun: &'static str) -> Self {
        Self { noun, problems: Vec::new(), parents: Vec::new() }
    }

    /// The same of an item of the list at `list`, by whose name messages call it.
    pub(crate) fn of_item(noun: &'static str, list: &str) -> Self {
        Self { parents: vec![(list.to_owned(), Parent::List)], ..Self::of(noun) }
    }

    /// What was read, if nothing was wrong.
    pub(crate) fn finish<T>(self, read: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() { Ok(read) } else { Err(self.problems) }
    }

    pub(crate) fn fail(&mut self, path: &str, kind: ProblemKind, value: &Value, message: String) {
        let shown = match value {
            Value::Number(number) => format_decimal(*number),
            Value::Text(text) => text.clone(),
            other => other.kind().to_owned(),
        };
        self.problems.push(Problem::new(path, kind, &shown, message));
    }

    /// What a message calls the value at `path`: its key, its place in a list, or the input as a whole.
    pub(crate) fn name(&self, path: &str) -> String {
        let Some((parent, key)) = path.rsplit_once('/') else { return format!("A {}", self.noun) };
        let of = named(parent);
        match self.parents.iter().find(|(known, _)| known == parent) {
            // People count from one.
            Some((_, Parent::List)) => {
                let place = key.parse::<usize>().map_or_else(|_| key.to_owned(), |at| (at + 1).to_string());
                format!("Item {place} of {of}")
            }
            Some((_, Parent::Names)) => {
                format!("“{}” of {of}", key.replace("~1", "/").replace("~0", "~"))
            }
            Some((_, Parent::Range)) => format!("{key} of {of}"),
            None => key.to_owned(),
        }
    }

    /// The entries of an object whose keys are names that somebody gave, not fields.
    pub(crate) fn by_name<'a>(&mut self, path: &str, value: &'a Value) -> Vec<&'a Entry> {
        self.parents.push((path.to_owned(), Parent::Names));
        self.entries(path, value)
    }

    pub(crate) fn wrong_type(&mut self, path: &str, value: &Value, wanted: &str) {
        let message = format!("{} takes {wanted}, not {}.", self.name(path), value.kind());
        self.fail(path, ProblemKind::WrongType, value, message);
    }

    /// The entries of an object, each key once; `Null` is an empty object.
    pub(crate) fn entries<'a>(&mut self, path: &str, value: &'a Value) -> Vec<&'a Entry> {
        let entries = match value {
            Value::Null => return Vec::new(),
            Value::Map(entries) => entries,
            other => {
                self.wrong_type(path, other, "an object");
                return Vec::new();
            }
        };
        if entries.len() > MAX_KEYS {
            let message = format!("{} has more than {MAX_KEYS} fields; none has so many.", self.name(path));
            self.fail(path, ProblemKind::Count { min: 0, max: MAX_KEYS }, value, message);
            return Vec::new();
        }
        let mut once: Vec<&Entry> = Vec::new();
        for entry in entries {
            if once.iter().any(|(key, _)| *key == entry.0) {
                let at = join(path, &entry.0);
                let message = format!("{} stands twice. Keep one.", self.name(&at));
                self.fail(&at, ProblemKind::DuplicateField, &entry.1, message);
            } else {
                once.push(entry);
            }
        }
        once
    }

    /// The ends of a range.
    pub(crate) fn ends<'a>(&mut self, path: &str, value: &'a Value) -> Vec<&'a Entry> {
        self.parents.push((path.to_owned(), Parent::Range));
        self.entries(path, value)
    }

    pub(crate) fn unknown(&mut self, path: &str, key: &str, value: &Value) {
        let at = join(path, key);
        let message =
            format!("“{}” is no field of a {}. Check the spelling, or remove it.", shown(key), self.noun);
        self.fail(&at, ProblemKind::UnknownField, value, message);
    }

    pub(crate) fn text(&mut self, path: &str, value: &Value) -> String {
        match value {
            Value::Text(text) => return text.clone(),
            Value::Null => {}
            other => self.wrong_type(path, other, "text"),
        }
        String::new()
    }

    pub(crate) fn list<'a>(&mut self, path: &str, value: &'a Value) -> &'a [Value] {
        match value {
            Value::List(items) => {
                self.parents.push((path.to_owned(), Parent::List));
                return items;
            }
            Value::Null => {}
            other => self.wrong_type(path, other, "a list"),
        }
        &[]
    }

    /// A number within a range, both ends included; problems name the range.
    pub(crate) fn number_in(&mut self, path: &str, value: &Value, min: f64, max: f64) -> Option<f64> {
        match value {
            Value::Number(number) if !number.is_finite() => {
                let message = format!("{} must be a finite number.", self.name(path));
                self.fail(path, ProblemKind::NotFinite, value, message);
            }
            // JavaScript has a negative zero, which would divide to the wrong infinity.
            Value::Number(number) if (min..=max).contains(number) => return Some(*number + 0.0),
            Value::Number(_) => {
                let message = format!(
                    "{} must be between {} and {}.",
                    self.name(path),
                    format_decimal(min),
                    format_decimal(max)
                );
                self.fail(path, ProblemKind::OutOfRange { min, max }, value, message);
            }
            other => self.wrong_type(path, other, "a number"),
        }
        None
    }

    /// A whole number within a range, both ends included.
    pub(crate) fn whole_in(&mut self, path: &str, value: &Value, min: f64, max: f64) -> Option<f64> {
        let number = self.number_in(path, value, min, max)?;
        if number.fract().abs() > 0.0 {
            let message = format!("{} takes a whole number.", named(path));
            self.fail(path, ProblemKind::WrongType, value, message);
            return None;
        }
        Some(number)
    }

    /// The id of a metric.
    pub(crate) fn metric(&mut self, path: &str, value: &Value) -> Option<MetricId> {
        let Value::Text(text) = value else {
            self.wrong_type(path, value, "the id of a metric, like roi");
            return None;
        };
        let found = MetricId::named(text);
        if found.is_none() {
            let message =
                format!("“{}” is no metric. Take an id of the table of metrics, like roi.", shown(text));
            self.fail(path, ProblemKind::UnknownMetric, value, message);
        }
        found
    }

    /// That a required field is absent, unless something is wrong with it already: one word on it is enough.
    pub(crate) fn absent(&mut self, path: &str, message: &str) {
        if !self.problems.iter().any(|problem| problem.path == path) {
            self.missing(path, message);
        }
    }

    /// That a required field is absent.
    pub(crate) fn missing(&mut self, path: &str, message: &str) {
        self.fail(path, ProblemKind::Missing, &Value::Null, message.to_owned());
    }
}

/// What stands under a key; nothing where that is `null`.
pub(crate) fn given<'a>(entries: &[&'a Entry], key: &str) -> Option<&'a Value> {
    entries.iter().find(|(name, value)| name == key && *value != Value::Null).map(|(_, value)| value)
}

/// The last part of a path, for a message.
pub(crate) fn named(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A piece of somebody's text, short enough for a message.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Appends a key to a JSON pointer (RFC 6901: `~` and `/` are escaped).
pub(crate) fn join(path: &str, key: &str) -> String {
    format!("{path}/{}", shown(key).replace('~', "~0").replace('/', "~1"))
}
