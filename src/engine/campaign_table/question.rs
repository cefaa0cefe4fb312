//! Plain data → question.

use super::number::{DateOrder, Decimal};
use crate::campaign::CampaignField;
use crate::message::{campaigns as words, english, fill};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, given, join};
use crate::value::Value;

/// The signs between cells that are looked for.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// A table, and how it is meant.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Question {
    /// The table.
    pub text: String,
    /// The sign between cells; the one by which most columns are known if `None`.
    pub delimiter: Option<char>,
    /// The decimal sign; the one that the cells need if `None`.
    pub decimal: Option<Decimal>,
    /// Whether days stand before months; as the cells need it if `None`.
    pub dates: Option<DateOrder>,
    /// ISO 4217 code of amounts that name none; empty where that is not known.
    pub currency: String,
    /// What heads mean that are not known, or, with `None`, that a column is not used.
    pub columns: Vec<(String, Option<CampaignField>)>,
    /// Which word of ours a text stands for.
    pub values: Vec<(String, String)>,
    /// How much one of a column is whose head says another scale, such as 1000 for “T€”: by the head.
    pub scales: Vec<(String, f64)>,
}

/// The smallest scale of a column.
pub const LEAST_SCALE: f64 = 1e-3;
/// The largest scale of a column.
pub const LARGEST_SCALE: f64 = 1e9;

impl Question {
    /// How the table is meant, without the table.
    pub(super) fn without_text(&self) -> Self {
        Self {
            text: String::new(),
            currency: self.currency.clone(),
            columns: self.columns.clone(),
            values: self.values.clone(),
            scales: self.scales.clone(),
            ..*self
        }
    }

    /// Reads `{ text, delimiter?, decimal?, dateOrder?, currency?, columns?, values?, scales? }`: `columns` goes from a head to the
    /// id of a field, or to an empty text for a column that is not used; `values` from a text to a word,
    /// `scales` from a head to how much one in its column is.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: no text, another sign than the allowed ones, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        Self::read_parts(value, true)
    }

    /// Reads the same without the text, which comes in pieces: how a table is meant.
    ///
    /// # Errors
    /// As [`Question::read`]; a text is an unknown field.
    pub fn read_form(value: &Value) -> Result<Self, Vec<Problem>> {
        Self::read_parts(value, false)
    }

    fn read_parts(value: &Value, with_text: bool) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of(if with_text { "question" } else { "table" });
        let mut question = Self::default();
        let entries = reader.entries("", value);
        let sound = reader.problems.is_empty();
        for (key, value) in &entries {
            let at = join("", key);
            match (key.as_str(), value) {
                ("text", value) if !with_text => reader.unknown("", key, value),
                (
                    "text" | "delimiter" | "decimal" | "dateOrder" | "currency" | "columns" | "values"
                    | "scales",
                    Value::Null,
                ) => {}
                ("text", value) => question.text = reader.text(&at, value),
                ("delimiter", value) => {
                    let all = DELIMITERS.map(|sign| (sign, sign)).to_vec();
                    question.delimiter = reader.sign(&at, value, &all);
                }
                ("decimal", value) => {
                    let all = [('.', Decimal::Point), (',', Decimal::Comma)];
                    question.decimal = reader.sign(&at, value, &all);
                }
                ("dateOrder", value) => {
                    question.dates = match value {
                        Value::Text(word) if word == "dayFirst" => Some(DateOrder::DayFirst),
                        Value::Text(word) if word == "monthFirst" => Some(DateOrder::MonthFirst),
                        Value::Text(_) => {
                            let message = fill(english(words::NO_WORD), &[key, "dayFirst, monthFirst"]);
                            reader.fail(&at, ProblemKind::WrongType, value, message);
                            None
                        }
                        other => {
                            reader.wrong_type(&at, other, "\"dayFirst\" or \"monthFirst\"");
                            None
                        }
                    };
                }
                ("currency", value) => question.currency = reader.currency_code(&at, value),
                ("columns", value) => question.columns = reader.columns(&at, value),
                ("values", value) => {
                    for (of, word) in reader.by_name(&at, value) {
                        let word = reader.given_text(&join(&at, of), word);
                        question.values.push((of.clone(), word));
                    }
                }
                ("scales", value) => {
                    for (head, value) in reader.by_name(&at, value) {
                        let scale = reader.number_in(&join(&at, head), value, LEAST_SCALE, LARGEST_SCALE);
                        question.scales.extend(scale.map(|scale| (head.clone(), scale)));
                    }
                }
                (key, value) => reader.unknown("", key, value),
            }
        }
        if sound && with_text && given(&entries, "text").is_none() {
            reader.missing("/text", "A table is given as text.");
        }
        reader.finish(question)
    }
}

impl Reader {
    fn sign<T: Copy>(&mut self, path: &str, value: &Value, all: &[(char, T)]) -> Option<T> {
        let Value::Text(text) = value else {
            self.wrong_type(path, value, "a sign as text");
            return None;
        };
        let mut signs = text.chars();
        let found = match (signs.next(), signs.next()) {
            (Some(sign), None) => all.iter().find(|(known, _)| *known == sign).map(|(_, of)| *of),
            _ => None,
        };
        if found.is_none() {
            let known: String = all.iter().map(|(sign, _)| format!(" {}", sign.escape_default())).collect();
            self.fail(path, ProblemKind::WrongType, value, format!("This takes one of:{known}"));
        }
        found
    }

    /// A text that is not nothing.
    fn given_text(&mut self, path: &str, value: &Value) -> String {
        if *value == Value::Null {
            self.wrong_type(path, value, "text");
        }
        self.text(path, value)
    }

    fn columns(&mut self, path: &str, value: &Value) -> Vec<(String, Option<CampaignField>)> {
        let mut columns = Vec::new();
        for (head, value) in self.by_name(path, value) {
            let at = join(path, head);
            let id = self.given_text(&at, value);
            let field = CampaignField::named(&id);
            if matches!(value, Value::Text(_)) && field.is_none() && !id.is_empty() {
                let message = "A column is the id of a field of campaigns, or empty where it is not used.";
                self.fail(&at, ProblemKind::UnknownField, value, message.to_owned());
            }
            columns.push((head.clone(), field));
        }
        columns
    }
}
