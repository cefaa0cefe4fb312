//! What is answered beside the figures of a plan.

use comarketing_roi_engine::number::{Convention, Reading, format_decimal, read};
use comarketing_roi_engine::plan::Kind;
use serde::ser::{Serialize, Serializer};

/// The questions that take a return in percent.
const RETURNS: [&str; 2] = ["/campaign/target", "/call/target"];
/// The question that takes a number of days.
const DAYS: &str = "/campaign/delayDays";

fn takes_number(path: &str) -> bool {
    path == DAYS || RETURNS.contains(&path)
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A choice, a name, or what was typed where a number is asked for and this is none for certain, such as `3:1`.
    Word(String),
    /// So many days, or so many percent; not below zero.
    Number(f64),
}

/// What was answered: JSON pointer and answer, such as `/definition/clarity` and `2`.
pub type Answers = Vec<(String, Answer)>;

impl Answer {
    /// What a visitor typed at a path, read as the language writes numbers.
    pub fn typed(path: &str, text: &str, convention: &Convention) -> Self {
        let number = match RETURNS.contains(&path) {
            true => text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '%' | '٪' | '％')),
            false => text,
        };
        match takes_number(path).then(|| read(number, Kind::Count, convention, "")) {
            Some(Ok(Reading::Value(value))) if value >= 0.0 => Self::Number(value),
            _ => Self::Word(text.to_owned()),
        }
    }

    /// What was kept as text at a path, in no language.
    pub fn kept(path: &str, text: &str) -> Self {
        Self::typed(path, text, &Convention::POINT)
    }

    /// What was kept as a number: of a question that has levels to choose from, it is the name of one.
    pub fn of(path: &str, value: f64) -> Self {
        match takes_number(path) && value >= 0.0 {
            true => Self::Number(value),
            false => Self::Word(format_decimal(value)),
        }
    }

    /// Whether nothing is answered.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Word(word) if word.is_empty())
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Word(word) => serializer.serialize_str(word),
            Self::Number(value) => serializer.serialize_f64(*value),
        }
    }
}
