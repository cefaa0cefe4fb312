//! What is to come back for each unit of cost, as people write it.
//!
//! | written | read as | comes back for each 1 of cost |
//! |---|---|---|
//! | `25%` | a net return of 25 %, what ROI states | 1.25 |
//! | `3x`, `3 ×` | a multiple | 3 |
//! | `3:1`, `3 : 2` | a ratio of what comes back to what it cost | 3, 1.5 |
//! | `3`, as text or as a number | a multiple | 3 |
//!
//! So `25%` and `1.25x` are one target, as are `200%`, `3x` and `3:1`; a bare `25` is a multiple of twenty-five, never a
//! percentage. A loss that is accepted is written as `-10%`, which is 0.9. The numbers go by the conventions of the
//! language ([`crate::number`]): what has two readings is refused with both.

use crate::kind::Kind;
use crate::number::{self, Convention, Reading, Unread};
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::value::Value;

/// The smallest and the largest target that are allowed: what comes back for each unit of cost.
pub const RANGE: (f64, f64) = (0.0, 1e6);

const MESSAGE: &str =
    "A target is a return like \"25%\", a multiple like \"3x\" or 3, or a ratio like \"3:1\".";

/// How a target was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Per cent, a net return.
    Percent,
    /// A multiple, or a bare number.
    Multiple,
    /// One amount to another.
    Ratio,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Percent, Self::Multiple, Self::Ratio];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Multiple => "multiple",
            Self::Ratio => "ratio",
        }
    }
}

/// A target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// What comes back for each unit of cost, within [`RANGE`].
    pub back: f64,
    /// How it was written.
    pub form: Form,
}

impl Target {
    /// A multiple: `back` for each unit of cost.
    pub const fn multiple(back: f64) -> Self {
        Self { back, form: Form::Multiple }
    }

    /// Reads a target as a person writes it, by the `convention` of the language. It is not held against [`RANGE`].
    ///
    /// # Errors
    /// That it is no target, or could mean two, with both as they can be typed.
    pub fn parse(text: &str, convention: &Convention) -> Result<Self, Unread> {
        // Currencies and words for sizes have no place in a target, and no plan is needed to say so.
        let number = |text: &str, kind: Kind| match number::read(text, kind, convention, "")? {
            Reading::Value(value) => Ok(value),
            Reading::Blank => Err(Unread::NotANumber),
        };
        if let Some((back, cost)) = text.split_once([':', '：', '∶']) {
            let (back, cost) = (number(back, Kind::Count)?, number(cost, Kind::Count)?);
            return if cost > 0.0 {
                Ok(Self { back: back / cost, form: Form::Ratio })
            } else {
                Err(Unread::NotANumber)
            };
        }
        let times = text.trim_end().strip_suffix(['x', 'X', '×', '✕']);
        match (times, number(times.unwrap_or(text), Kind::Count)) {
            (_, Ok(back)) => Ok(Self::multiple(back)),
            (None, Err(Unread::NoPercent)) => {
                Ok(Self { back: 1.0 + number(text, Kind::Rate)?, form: Form::Percent })
            }
            (Some(_), Err(Unread::NoPercent)) => Err(Unread::NotANumber),
            (_, Err(unread)) => Err(unread),
        }
    }

    /// That the target is within [`RANGE`], or a problem at `path`.
    pub(crate) fn check(self, path: &str) -> Result<(), Vec<Problem>> {
        if (RANGE.0..=RANGE.1).contains(&self.back) {
            return Ok(());
        }
        let kind = ProblemKind::OutOfRange { min: RANGE.0, max: RANGE.1 };
        let message = "A target is between 0 and 1 million back for each unit of cost; \"-100%\" is 0.";
        Err(vec![Problem::new(path, kind, &number::format_decimal(self.back), message)])
    }
}

impl Reader {
    /// A target, as a number or as text with a decimal point.
    pub(crate) fn target(&mut self, path: &str, value: &Value) -> Option<Target> {
        let found = match value {
            Value::Number(_) => self.number_in(path, value, RANGE.0, RANGE.1).map(Target::multiple),
            Value::Text(text) => match Target::parse(text, &Convention::POINT) {
                Ok(target) => Some(target),
                Err(unread) => {
                    self.unread(path, value, &unread);
                    None
                }
            },
            other => {
                self.wrong_type(path, other, "a number or a text like \"25%\", \"3x\" or \"3:1\"");
                None
            }
        };
        let problems = found.and_then(|target| target.check(path).err());
        let good = problems.is_none();
        self.problems.extend(problems.into_iter().flatten());
        found.filter(|_| good)
    }

    fn unread(&mut self, path: &str, value: &Value, unread: &Unread) {
        match unread {
            Unread::TooLong => self.fail(path, ProblemKind::Length { max: 40 }, value, MESSAGE.to_owned()),
            Unread::Ambiguous(one, other) => {
                let message = format!("The number in it can mean {one} or {other}. {MESSAGE}");
                self.fail(path, ProblemKind::Ambiguous, value, message);
            }
            Unread::Grouping(meant) => {
                let message =
                    format!("The number in it is grouped unlike any; {meant} may be meant. {MESSAGE}");
                self.fail(path, ProblemKind::Ambiguous, value, message);
            }
            _ => self.fail(path, ProblemKind::NotANumber, value, MESSAGE.to_owned()),
        }
    }
}
