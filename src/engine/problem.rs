//! What is wrong with an input: where, which value, what is allowed, and how to mend it.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// One thing that is wrong. Readers collect all of them; a form needs every error at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// JSON pointer to the field, such as `/tiers/0/winRate`; empty for the plan as a whole.
    pub path: String,
    /// What is wrong, with its data.
    pub kind: ProblemKind,
    /// The value as it was given, shortened to 40 characters; empty where there was none.
    pub value: String,
    /// A sentence for a person: what is wrong and how to mend it.
    pub message: String,
    /// What can be typed instead, each with one reading; empty where only a person knows. For forms alone: a keypad may
    /// lack the signs.
    pub offers: Vec<String>,
}

/// The kinds of problem. [`ProblemKind::code`] is the stable name for machines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ProblemKind {
    /// A required field is absent.
    Missing,
    /// Another type of data than the field takes.
    WrongType,
    /// NaN or infinite.
    NotFinite,
    /// Outside the field's range.
    OutOfRange {
        /// Smallest value that is allowed.
        min: f64,
        /// Largest value that is allowed.
        max: f64,
    },
    /// A range whose `low`, `likely` and `high` are not in that order.
    Disordered,
    /// A field that no plan has.
    UnknownField,
    /// One key twice in one object.
    DuplicateField,
    /// A plan of another version of the product.
    UnknownVersion,
    /// Two tiers of one name.
    DuplicateName,
    /// Text that is empty or too long.
    Length {
        /// Largest number of characters.
        max: usize,
    },
    /// A list with too few or too many items.
    Count {
        /// Fewest items.
        min: usize,
        /// Most items.
        max: usize,
    },
    /// No currency code of ISO 4217.
    UnknownCurrency,
    /// A metric that the table does not have.
    UnknownMetric,
    /// A scope that the plan or the metric does not have.
    UnknownScope,
    /// Text that cannot be read as a number.
    NotANumber,
    /// Text that can be read as two different numbers.
    Ambiguous,
    /// Values that are each allowed, but not all together.
    Contradiction,
}

impl ProblemKind {
    /// Every [`ProblemKind::code`], in the order of the kinds.
    pub const CODES: &'static [&'static str] = &[
        "missing",
        "wrongType",
        "notFinite",
        "outOfRange",
        "disordered",
        "unknownField",
        "duplicateField",
        "unknownVersion",
        "duplicateName",
        "length",
        "count",
        "unknownCurrency",
        "unknownMetric",
        "unknownScope",
        "notANumber",
        "ambiguous",
        "contradiction",
    ];

    /// The stable name for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::WrongType => "wrongType",
            Self::NotFinite => "notFinite",
            Self::OutOfRange { .. } => "outOfRange",
            Self::Disordered => "disordered",
            Self::UnknownField => "unknownField",
            Self::DuplicateField => "duplicateField",
            Self::UnknownVersion => "unknownVersion",
            Self::DuplicateName => "duplicateName",
            Self::Length { .. } => "length",
            Self::Count { .. } => "count",
            Self::UnknownCurrency => "unknownCurrency",
            Self::UnknownMetric => "unknownMetric",
            Self::UnknownScope => "unknownScope",
            Self::NotANumber => "notANumber",
            Self::Ambiguous => "ambiguous",
            Self::Contradiction => "contradiction",
        }
    }

    /// What is allowed, as `{ min, max }`, where that says it.
    pub fn allowed(self) -> Option<(f64, f64)> {
        match self {
            Self::OutOfRange { min, max } => Some((min, max)),
            Self::Length { max } => Some((1.0, max as f64)),
            Self::Count { min, max } => Some((min as f64, max as f64)),
            _ => None,
        }
    }
}

/// Longest piece of a bad value that is repeated in a problem.
const SHOWN: usize = 40;

impl Problem {
    /// A problem at `path` with the offending `value` as text.
    pub fn new(path: impl Into<String>, kind: ProblemKind, value: &str, message: impl Into<String>) -> Self {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Self { path: path.into(), kind, value: shown, message: message.into(), offers: Vec::new() }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Allowed {
            min: f64,
            max: f64,
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.path)?;
        map.serialize_entry("code", self.kind.code())?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("allowed", &self.kind.allowed().map(|(min, max)| Allowed { min, max }))?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind after this one. A new kind does not compile here until it is in the row.
    fn next(kind: ProblemKind) -> Option<ProblemKind> {
        Some(match kind {
            ProblemKind::Missing => ProblemKind::WrongType,
            ProblemKind::WrongType => ProblemKind::NotFinite,
            ProblemKind::NotFinite => ProblemKind::OutOfRange { min: 0.0, max: 1.0 },
            ProblemKind::OutOfRange { .. } => ProblemKind::Disordered,
            ProblemKind::Disordered => ProblemKind::UnknownField,
            ProblemKind::UnknownField => ProblemKind::DuplicateField,
            ProblemKind::DuplicateField => ProblemKind::UnknownVersion,
            ProblemKind::UnknownVersion => ProblemKind::DuplicateName,
            ProblemKind::DuplicateName => ProblemKind::Length { max: 1 },
            ProblemKind::Length { .. } => ProblemKind::Count { min: 1, max: 2 },
            ProblemKind::Count { .. } => ProblemKind::UnknownCurrency,
            ProblemKind::UnknownCurrency => ProblemKind::UnknownMetric,
            ProblemKind::UnknownMetric => ProblemKind::UnknownScope,
            ProblemKind::UnknownScope => ProblemKind::NotANumber,
            ProblemKind::NotANumber => ProblemKind::Ambiguous,
            ProblemKind::Ambiguous => ProblemKind::Contradiction,
            ProblemKind::Contradiction => return None,
        })
    }

    #[test]
    fn the_list_of_codes_has_every_kind() {
        let kinds = std::iter::successors(Some(ProblemKind::Missing), |kind| next(*kind));
        let codes: Vec<_> = kinds.map(ProblemKind::code).collect();
        assert_eq!(codes, ProblemKind::CODES);
    }
}
