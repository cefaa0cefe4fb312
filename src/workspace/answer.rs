//! What is answered beside the figures of a plan.

use comarketing_roi_engine::number::{Convention, Reading, format_decimal, read};
use comarketing_roi_engine::plan::Kind;
use serde::ser::{Serialize, Serializer};

/// The questions that take a return in percent.
const RETURNS: [&str; 2] = ["/campaign/target", "/call/target"];
/// The other questions that take a number, each with its kind.
const NUMBERS: [(&str, Kind); 31] = [
    ("/campaign/registrations", Kind::Count),
    ("/campaign/attendees", Kind::Count),
    ("/campaign/delayDays", Kind::Count),
    ("/campaign/ageMonths", Kind::Months),
    ("/campaign/spread", Kind::Count),
    ("/campaign/wonRevenueToDate", Kind::Money),
    ("/finance/months", Kind::Months),
    ("/finance/fundedMonths", Kind::Months),
    ("/finance/productivityGrowth", Kind::Rate),
    ("/finance/extraBudget", Kind::Money),
    ("/finance/productivityGain", Kind::Rate),
    ("/finance/enablementMonths", Kind::Months),
    ("/finance/costPerRecruit", Kind::Money),
    ("/finance/activationRate", Kind::Rate),
    ("/finance/rampMonths", Kind::Months),
    ("/finance/budget", Kind::Money),
    ("/finance/beta", Kind::Count),
    ("/finance/maxMove", Kind::Rate),
    // Of each tier, by its name.
    ("/finance/floors/", Kind::Money),
    ("/finance/caps/", Kind::Money),
    // Of campaigns: by currency, by part of the scorecard, by partner and item, by head.
    ("/terms/credit", Kind::Rate),
    ("/terms/cycle", Kind::Months),
    ("/terms/signed", Kind::Count),
    ("/terms/rates/", Kind::Count),
    ("/score/weights/", Kind::Count),
    ("/score/of/", Kind::Rate),
    ("/score/budget", Kind::Money),
    ("/score/share", Kind::Rate),
    ("/score/beta", Kind::Count),
    ("/score/move", Kind::Rate),
    ("/table/scales/", Kind::Count),
];

/// The kind of number that the question at a path takes; none where it takes words.
pub fn kind_of(path: &str) -> Option<Kind> {
    if RETURNS.contains(&path) {
        return Some(Kind::Count);
    }
    let asks = |of: &str| if of.ends_with('/') { path.starts_with(of) } else { path == of };
    NUMBERS.iter().find(|(of, _)| asks(of)).map(|(_, kind)| *kind)
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A choice, a name, or what was typed where a number is asked for and this is none for certain, such as `3:1`.
    Word(String),
    /// In the unit of the question: days, months, money, a share, or so many percent of a return.
    Number(f64),
}

/// A number is finite.
impl Eq for Answer {}

impl Default for Answer {
    fn default() -> Self {
        Self::Word(String::new())
    }
}

impl From<String> for Answer {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

impl From<&str> for Answer {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
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
        match kind_of(path).map(|kind| read(number, kind, convention, "")) {
            Some(Ok(Reading::Value(value))) if value >= 0.0 => Self::Number(value),
            _ => Self::Word(text.to_owned()),
        }
    }

    /// A number that a text of `kind` is for certain, or else the text.
    pub fn read(text: &str, kind: Kind, convention: &Convention, currency: &str) -> Self {
        match read(text, kind, convention, currency) {
            Ok(Reading::Value(value)) => Self::Number(value),
            _ => Self::Word(text.trim().to_owned()),
        }
    }

    /// What was kept as text of a number in its own unit, such as 0.4 for a share.
    pub fn plain(text: &str) -> Self {
        Self::read(text, Kind::Count, &Convention::POINT, "")
    }

    /// The number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Word(_) => None,
        }
    }

    /// The word; empty where it is a number.
    pub fn word(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Number(_) => "",
        }
    }

    /// What was kept as text at a path, in no language.
    pub fn kept(path: &str, text: &str) -> Self {
        Self::typed(path, text, &Convention::POINT)
    }

    /// What was kept as a number: of a question that has levels to choose from, it is the name of one.
    pub fn of(path: &str, value: f64) -> Self {
        match kind_of(path).is_some() && value >= 0.0 {
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
