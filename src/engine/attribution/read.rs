//! Plain data → deals.

use super::{Deal, MAX_HALF_LIFE, MAX_TOUCHES, MAX_WEIGHT, Terms, Touch};
use crate::campaign::MAX_TEXT;
use crate::currency::is_currency;
use crate::kind::Kind;
use crate::message::{self, campaigns as words, english, fill};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, given, join};
use crate::value::Value;

/// The most deals of one list.
pub const MAX_DEALS: usize = 100_000;
/// The shortest half-life, in days.
pub const LEAST_HALF_LIFE: f64 = 0.01;

impl Terms {
    /// Reads `{ currency, halfLifeDays?, deals: [{ id?, account?, value, touches: [{ partner, on?, weight? }] }] }`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: no currency or one that is none, a deal without a value, a touch without a
    /// partner, a number outside its range, a text that is no day, too many deals or touches, an unknown field.
    pub fn read(value: &Value) -> Result<(Self, Vec<Deal>), Vec<Problem>> {
        let mut reader = Reader::of("question");
        let (mut terms, mut deals) = (Self { currency: String::new(), half_life: None }, Vec::new());
        let entries = reader.entries("", value);
        let sound = reader.problems.is_empty();
        for (key, value) in &entries {
            match (key.as_str(), value) {
                ("currency" | "halfLifeDays" | "deals", Value::Null) => {}
                ("currency", value) => terms.currency = reader.currency_code("/currency", value),
                ("halfLifeDays", value) => {
                    terms.half_life =
                        reader.number_in("/halfLifeDays", value, LEAST_HALF_LIFE, MAX_HALF_LIFE);
                }
                ("deals", value) => deals = reader.deals_of_partners(value),
                (key, value) => reader.unknown("", key, value),
            }
        }
        for (key, message) in [("currency", message::UNKNOWN_CURRENCY), ("deals", words::NO_DEALS)] {
            if sound && given(&entries, key).is_none() {
                reader.missing(&join("", key), english(message));
            }
        }
        reader.finish((terms, deals))
    }
}

impl Reader {
    /// A code of ISO 4217.
    pub(crate) fn currency_code(&mut self, path: &str, value: &Value) -> String {
        let code = self.text(path, value);
        if matches!(value, Value::Text(_)) && !is_currency(&code) {
            let message = english(message::UNKNOWN_CURRENCY).to_owned();
            self.fail(path, ProblemKind::UnknownCurrency, value, message);
        }
        code
    }

    /// Somebody's name or id.
    pub(crate) fn label(&mut self, path: &str, value: &Value) -> String {
        let text = self.text(path, value).trim().to_owned();
        if text.chars().nth(MAX_TEXT).is_some() {
            let message = fill(english(words::TEXT_LENGTH), &[crate::read::named(path)]);
            self.fail(path, ProblemKind::Length { max: MAX_TEXT }, value, message);
        }
        text
    }

    fn deals_of_partners(&mut self, value: &Value) -> Vec<Deal> {
        let items = self.list("/deals", value);
        if items.len() > MAX_DEALS {
            let kind = ProblemKind::Count { min: 0, max: MAX_DEALS };
            self.fail("/deals", kind, value, english(words::TOO_MANY_DEALS).to_owned());
            return Vec::new();
        }
        let mut met = std::collections::BTreeSet::new();
        let mut deals = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("/deals/{at}");
            let deal = self.deal(&path, item);
            if !deal.id.is_empty() && !met.insert(deal.id.clone()) {
                let message = fill(english(words::DEAL_TWICE), &[&deal.id]);
                let id = Value::Text(deal.id.clone());
                self.fail(&join(&path, "id"), ProblemKind::DuplicateName, &id, message);
            }
            deals.push(deal);
        }
        deals
    }

    fn deal(&mut self, path: &str, value: &Value) -> Deal {
        let mut deal = Deal::default();
        let (least, most) = Kind::Money.range();
        let before = self.problems.len();
        let entries = self.entries(path, value);
        let sound = self.problems.len() == before;
        for (key, value) in &entries {
            let at = join(path, key);
            match (key.as_str(), value) {
                ("id" | "account" | "value" | "touches", Value::Null) => {}
                ("id", value) => deal.id = self.label(&at, value),
                ("account", value) => deal.account = self.label(&at, value),
                ("value", value) => {
                    deal.value = self.number_in(&at, value, least, most).unwrap_or_default();
                }
                ("touches", value) => deal.touches = self.touches(&at, value),
                (key, value) => self.unknown(path, key, value),
            }
        }
        if sound && given(&entries, "value").is_none() {
            self.missing(&join(path, "value"), english(words::NO_VALUE));
        }
        deal
    }

    fn touches(&mut self, path: &str, value: &Value) -> Vec<Touch> {
        let items = self.list(path, value);
        if items.len() > MAX_TOUCHES {
            let kind = ProblemKind::Count { min: 0, max: MAX_TOUCHES };
            self.fail(path, kind, value, english(words::TOO_MANY_TOUCHES).to_owned());
            return Vec::new();
        }
        items.iter().enumerate().map(|(at, item)| self.touch(&format!("{path}/{at}"), item)).collect()
    }

    fn touch(&mut self, path: &str, value: &Value) -> Touch {
        let mut touch = Touch::default();
        let before = self.problems.len();
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            match (key.as_str(), value) {
                ("partner" | "on" | "weight", Value::Null) => {}
                ("partner", value) => touch.partner = self.label(&at, value),
                ("on", value) => touch.on = self.day(&at, value),
                ("weight", value) => touch.weight = self.number_in(&at, value, 0.0, MAX_WEIGHT),
                (key, value) => self.unknown(path, key, value),
            }
        }
        if self.problems.len() == before && crate::name::is_blank(&touch.partner) {
            self.missing(&join(path, "partner"), english(words::NO_PARTNER));
        }
        touch
    }
}
