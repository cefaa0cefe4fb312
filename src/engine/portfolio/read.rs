//! Plain data → question.

use super::{Class, Dimension, Filter, MAX_KEEP, MAX_TIERS_TOLD, Terms};
use crate::campaign::{Campaign, CampaignList, DatedRate, LARGEST_RATE, LEAST_RATE};
use crate::date::Date;
use crate::kind::Kind;
use crate::message::{self, campaigns as words, english, fill};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, given, join};
use crate::value::Value;

/// The most rates of a question.
pub const MAX_TERM_RATES: usize = 160;

impl Terms {
    /// Reads `{ currency, today, influenceCredit?, cycleMonths?, tierCycles?, rates?, signedPartners?, filter?, keep? }`:
    /// `tierCycles` goes from a tier's name to months; `rates` is a list of `{ currency, rate, on }`; `filter` goes from
    /// the id of a dimension to a group, and from `class` to the id of a class.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: no currency or one that is none, no day of today or a text that is no day, a
    /// number outside its range, a rate without its day, an unknown dimension or class, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("portfolio");
        let terms = reader.terms(value, &mut None);
        reader.finish(terms)
    }

    /// Reads the same with `campaigns`, a list. Rows with a problem are left out; their problems stand in the list.
    ///
    /// # Errors
    /// As [`Terms::read`], and that there is no list.
    pub fn read_with_campaigns(value: &Value) -> Result<(Self, CampaignList), Vec<Problem>> {
        let mut reader = Reader::of("portfolio");
        let mut campaigns = Some(CampaignList::default());
        let terms = reader.terms(value, &mut campaigns);
        let mut read = campaigns.unwrap_or_default();
        let CampaignList { campaigns, problems } = &mut read;
        campaigns.retain(|(at, campaign)| {
            let problem = campaign.check_own_rate(&terms.currency, || format!("/campaigns/{at}"));
            let sound = problem.is_none();
            problems.extend(problem);
            sound
        });
        reader.finish((terms, read))
    }

    /// Reads the same where every row must be sound: what is left out would be missing in every sum.
    ///
    /// # Errors
    /// As [`Terms::read_with_campaigns`], and every problem of every row.
    pub fn read_with_sound_campaigns(value: &Value) -> Result<(Self, Vec<Campaign>), Vec<Problem>> {
        let mut reader = Reader::of("portfolio");
        let mut campaigns = Some(CampaignList::default());
        let terms = reader.terms(value, &mut campaigns);
        let read = campaigns.unwrap_or_default();
        for (at, campaign) in &read.campaigns {
            if let Some(problem) = campaign.check_own_rate(&terms.currency, || format!("/campaigns/{at}")) {
                reader.problems.push(problem);
            }
        }
        reader.problems.extend(read.problems);
        reader.finish((terms, read.campaigns.into_iter().map(|(_, campaign)| campaign).collect()))
    }
}

impl Reader {
    fn terms(&mut self, value: &Value, campaigns: &mut Option<CampaignList>) -> Terms {
        let mut today = None;
        let mut terms = Terms::new("", Date::EPOCH);
        let entries = self.entries("", value);
        let sound = self.problems.is_empty();
        let ((no_share, whole), (_, months)) = (Kind::Rate.range(), Kind::Months.range());
        for (key, value) in &entries {
            let at = join("", key);
            match (key.as_str(), value) {
                (
                    "currency" | "today" | "influenceCredit" | "cycleMonths" | "tierCycles" | "rates"
                    | "signedPartners" | "filter" | "keep",
                    Value::Null,
                ) => {}
                ("currency", value) => terms.currency = self.currency_code(&at, value),
                ("today", value) => today = self.day(&at, value),
                ("influenceCredit", value) => {
                    terms.influence_credit = self.number_in(&at, value, no_share, whole);
                }
                ("cycleMonths", value) => terms.cycle_months = self.number_in(&at, value, 0.0, months),
                ("tierCycles", value) => terms.tier_cycles = self.tier_cycles(&at, value),
                ("rates", value) => terms.rates = self.rates(&at, value),
                ("signedPartners", value) => {
                    terms.signed_partners = self.number_in(&at, value, 0.0, Kind::Count.range().1);
                }
                ("filter", value) => terms.filter = self.filter(&at, value),
                ("keep", value) => {
                    let keep = self.whole_in(&at, value, 0.0, MAX_KEEP as f64);
                    terms.keep = keep.map(|keep| keep as usize);
                }
                ("campaigns", value) if campaigns.is_some() => {
                    *campaigns = Some(self.campaigns(value));
                }
                (key, value) => self.unknown("", key, value),
            }
        }
        let needs = [
            ("currency", message::UNKNOWN_CURRENCY, true),
            ("today", words::NO_TODAY, true),
            ("campaigns", words::NO_LIST, campaigns.is_some()),
        ];
        for (key, message, needed) in needs {
            if sound && needed && given(&entries, key).is_none() {
                self.missing(&join("", key), english(message));
            }
        }
        terms.today = today.unwrap_or(Date::EPOCH);
        if let Some(Value::List(rates)) = given(&entries, "rates") {
            self.own_rates(&terms, rates);
        }
        terms
    }

    /// That no rate is given for the portfolio's own currency, which nothing would use. A rate of 1 says what is so.
    fn own_rates(&mut self, terms: &Terms, rates: &[Value]) {
        let Some((own, dated)) = terms.rates.iter().find(|(code, _)| *code == terms.currency) else { return };
        let says = |value: &Value| match value {
            Value::Map(entries) => {
                entries.iter().any(|(key, code)| key == "currency" && *code == Value::Text(own.clone()))
            }
            _ => false,
        };
        if (dated.rate - 1.0).abs() > 0.0
            && let Some(at) = rates.iter().position(says)
        {
            let message = fill(english(words::OWN_RATE), &[own]);
            let path = format!("/rates/{at}/rate");
            self.fail(&path, ProblemKind::Contradiction, &Value::Number(dated.rate), message);
        }
    }

    fn tier_cycles(&mut self, path: &str, value: &Value) -> Vec<(String, f64)> {
        let (least, most) = Kind::Months.range();
        let mut cycles = Vec::new();
        for (tier, value) in self.by_name(path, value) {
            if let Some(months) = self.number_in(&join(path, tier), value, least, most)
                && cycles.len() < MAX_TIERS_TOLD
            {
                if cycles.iter().any(|(met, _): &(String, f64)| crate::name::same(met, tier)) {
                    let message = fill(english(message::DUPLICATE_NAME), &[tier]);
                    self.fail(&join(path, tier), ProblemKind::DuplicateName, value, message);
                }
                cycles.push((tier.clone(), months));
            }
        }
        cycles
    }

    fn rates(&mut self, path: &str, value: &Value) -> Vec<(String, DatedRate)> {
        let items = self.list(path, value);
        if items.len() > MAX_TERM_RATES {
            let kind = ProblemKind::Count { min: 0, max: MAX_TERM_RATES };
            self.fail(path, kind, value, english(words::TOO_MANY_RATES).to_owned());
            return Vec::new();
        }
        let mut rates: Vec<(String, DatedRate)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let at = format!("{path}/{at}");
            let Some((currency, rate)) = self.rate(&at, item) else { continue };
            if rates.iter().any(|(code, _)| *code == currency) {
                let message = fill(english(words::RATE_TWICE), &[&currency]);
                self.fail(&at, ProblemKind::DuplicateName, item, message);
            } else {
                rates.push((currency, rate));
            }
        }
        rates
    }

    fn rate(&mut self, path: &str, value: &Value) -> Option<(String, DatedRate)> {
        let before = self.problems.len();
        let (mut currency, mut rate, mut on) = (None, None, None);
        let entries = self.entries(path, value);
        let sound = self.problems.len() == before;
        for (key, value) in &entries {
            let at = join(path, key);
            match (key.as_str(), value) {
                ("currency" | "rate" | "on", Value::Null) => {}
                ("currency", value) => currency = Some(self.currency_code(&at, value)),
                ("rate", value) => rate = self.number_in(&at, value, LEAST_RATE, LARGEST_RATE),
                ("on", value) => on = self.day(&at, value),
                (key, value) => self.unknown(path, key, value),
            }
        }
        for (key, message) in [
            ("currency", message::UNKNOWN_CURRENCY),
            ("rate", words::DATE_WITHOUT_RATE),
            ("on", words::RATE_ON),
        ] {
            if sound && given(&entries, key).is_none() {
                self.missing(&join(path, key), english(message));
            }
        }
        Some((currency?, DatedRate { rate: rate?, on: on? })).filter(|_| self.problems.len() == before)
    }

    fn filter(&mut self, path: &str, value: &Value) -> Filter {
        let mut filter = Filter::default();
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            match (Dimension::named(key), value) {
                (_, Value::Null) => {}
                (Some(dimension), value) => filter.groups.push((dimension, self.text(&at, value))),
                (None, Value::Text(id)) if key == "class" && Class::named(id).is_some() => {
                    filter.class = Class::named(id);
                }
                (None, value) if key == "class" => {
                    let ids: Vec<&str> = Class::ALL.into_iter().map(Class::id).collect();
                    let message = fill(english(words::NO_WORD), &["class", &ids.join(", ")]);
                    self.fail(&at, ProblemKind::WrongType, value, message);
                }
                (None, value) => self.unknown(path, key, value),
            }
        }
        filter
    }
}
