//! One row of a year's campaigns: what a partner did, what it cost, and what came of it.
//!
//! A campaign is to the portfolio what a [`crate::Plan`] is to the report: plain data, read and checked so that every
//! problem is told at once with its path, and nothing is clamped, guessed or dropped. Rows come from exports of a PRM or a
//! CRM. Absent is not zero: a figure that a row does not give is no figure.
//!
//! - **Where MDF stands** are five different amounts: set aside (`mdfAllocated`), asked for (`mdfRequested`), approved,
//!   claimed, paid. What counts as spent is what was claimed, or what was paid where no claim is told ([`Campaign::spent`]),
//!   as in a plan.
//! - **Sourced or influenced**: a deal stands in one bucket only.
//! - **Currency**: an amount in another currency than the portfolio's is converted only by a rate with a date, that of the
//!   row or one that was given for the currency; otherwise it is reported apart.

mod field;
mod read;
mod word;
mod write;

use crate::currency::is_currency;
use crate::date::Date;
use crate::kind::Kind;
use crate::message::{campaigns as words, english, fill};
use crate::name;
use crate::number::format_decimal;
use crate::problem::{Problem, ProblemKind};
use field::DAYS;
pub(crate) use field::NUMBERS;
pub use field::{CampaignField, CampaignKind};
pub use read::{CampaignList, MAX_CAMPAIGNS, read_campaigns};
pub use word::{Activity, Layer, Lifecycle, PartnerType, Role, Status};

/// The longest name or id of a row, in characters.
pub const MAX_TEXT: usize = 120;
/// The smallest exchange rate.
pub const LEAST_RATE: f64 = 1e-9;
/// The largest exchange rate.
pub const LARGEST_RATE: f64 = 1e9;

/// What one unit of a currency was worth in the portfolio's, on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DatedRate {
    /// Units of the portfolio's currency for one of the other, [`LEAST_RATE`]–[`LARGEST_RATE`].
    pub rate: f64,
    /// The day of the rate.
    pub on: Date,
}

/// One campaign. Money is in the row's currency, 0–1e13; counts are 0–1e9 and may be fractional.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Campaign {
    /// What the export calls the row; empty where it does not.
    pub id: String,
    /// Its name; empty where none is given, like the other texts.
    pub name: String,
    /// The partner that ran it.
    pub partner: String,
    /// The partner's tier.
    pub tier: String,
    /// What the partner does.
    pub role: Option<Role>,
    /// What kind of company it is.
    pub partner_type: Option<PartnerType>,
    /// Where it stands in the ecosystem.
    pub layer: Option<Layer>,
    /// The part of a customer's life that the campaign is for.
    pub lifecycle: Option<Lifecycle>,
    /// What was done.
    pub activity: Option<Activity>,
    /// How far the request has come; a row that does not say stands.
    pub status: Option<Status>,
    /// ISO 4217 code; empty for that of the portfolio.
    pub currency: String,
    /// The row's own exchange rate to the portfolio's currency.
    pub exchange_rate: Option<DatedRate>,
    numbers: [Option<f64>; NUMBERS],
    days: [Option<Date>; DAYS],
}

impl DatedRate {
    /// Whether an amount is another one by it.
    fn changes(self) -> bool {
        (self.rate - 1.0).abs() > 0.0
    }

    /// A rate and its day, of which neither says anything alone: then the one that is missing, and what is wrong.
    pub(crate) fn of(
        rate: Option<f64>,
        on: Option<Date>,
    ) -> Result<Option<Self>, (CampaignField, &'static str)> {
        match (rate, on) {
            (Some(rate), Some(on)) => Ok(Some(Self { rate, on })),
            (Some(_), None) => Err((CampaignField::ExchangeRateOn, words::RATE_UNDATED)),
            (None, Some(_)) => Err((CampaignField::ExchangeRate, words::DATE_WITHOUT_RATE)),
            (None, None) => Ok(None),
        }
    }
}

impl Campaign {
    /// A campaign without figures.
    pub fn named(name: impl Into<String>, partner: impl Into<String>, tier: impl Into<String>) -> Self {
        Self { name: name.into(), partner: partner.into(), tier: tier.into(), ..Self::default() }
    }

    /// The number of `field`, if it was given. A field that is no number has none.
    pub fn get(&self, field: CampaignField) -> Option<f64> {
        field.in_numbers().and_then(|at| self.numbers.get(at).copied().flatten())
    }

    /// Its numbers, by their place among the fields.
    pub(crate) fn numbers(&self) -> [Option<f64>; NUMBERS] {
        self.numbers
    }

    /// Sets or removes the number of `field`. A field that is no number changes nothing.
    pub fn set(&mut self, field: CampaignField, number: impl Into<Option<f64>>) {
        if let Some(slot) = field.in_numbers().and_then(|at| self.numbers.get_mut(at)) {
            *slot = number.into();
        }
    }

    /// The campaign with a number: for campaigns written in code.
    #[must_use]
    pub fn with(mut self, field: CampaignField, number: f64) -> Self {
        self.set(field, number);
        self
    }

    /// The day of `field`, if it was given. A field that is no day has none; the day of the exchange rate stands with it.
    pub fn day(&self, field: CampaignField) -> Option<Date> {
        field.in_days().and_then(|at| self.days.get(at).copied().flatten())
    }

    /// Sets or removes the day of `field`. A field that is no day changes nothing.
    pub fn set_day(&mut self, field: CampaignField, day: impl Into<Option<Date>>) {
        if let Some(slot) = field.in_days().and_then(|at| self.days.get_mut(at)) {
            *slot = day.into();
        }
    }

    /// The campaign with a day: for campaigns written in code.
    #[must_use]
    pub fn on(mut self, field: CampaignField, day: Date) -> Self {
        self.set_day(field, day);
        self
    }

    /// The text of `field`; none where the field takes no text.
    pub fn text(&self, field: CampaignField) -> Option<&str> {
        Some(match field {
            CampaignField::Id => &self.id,
            CampaignField::Name => &self.name,
            CampaignField::Partner => &self.partner,
            CampaignField::Tier => &self.tier,
            CampaignField::Currency => &self.currency,
            _ => return None,
        })
    }

    /// Sets the text of `field`. A field that takes no text changes nothing.
    pub fn set_text(&mut self, field: CampaignField, text: &str) {
        let slot = match field {
            CampaignField::Id => &mut self.id,
            CampaignField::Name => &mut self.name,
            CampaignField::Partner => &mut self.partner,
            CampaignField::Tier => &mut self.tier,
            CampaignField::Currency => &mut self.currency,
            _ => return,
        };
        text.clone_into(slot);
    }

    /// The id of the word that `field` holds, if it was given.
    pub fn word(&self, field: CampaignField) -> Option<&'static str> {
        match field {
            CampaignField::Role => self.role.map(Role::id),
            CampaignField::Type => self.partner_type.map(PartnerType::id),
            CampaignField::Layer => self.layer.map(Layer::id),
            CampaignField::Lifecycle => self.lifecycle.map(Lifecycle::id),
            CampaignField::Activity => self.activity.map(Activity::id),
            CampaignField::Status => self.status.map(Status::id),
            _ => None,
        }
    }

    /// The place of that word in its table.
    pub(crate) fn word_number(&self, field: CampaignField) -> Option<usize> {
        match field {
            CampaignField::Role => self.role.map(|word| word as usize),
            CampaignField::Type => self.partner_type.map(|word| word as usize),
            CampaignField::Layer => self.layer.map(|word| word as usize),
            CampaignField::Lifecycle => self.lifecycle.map(|word| word as usize),
            CampaignField::Activity => self.activity.map(|word| word as usize),
            CampaignField::Status => self.status.map(|word| word as usize),
            _ => None,
        }
    }

    /// Sets the word of `field` by its id. Whether the field has such a word; if not, nothing changes.
    pub fn set_word(&mut self, field: CampaignField, id: &str) -> bool {
        fn put<T>(slot: &mut Option<T>, found: Option<T>) -> bool {
            let known = found.is_some();
            if known {
                *slot = found;
            }
            known
        }
        match field {
            CampaignField::Role => put(&mut self.role, Role::named(id)),
            CampaignField::Type => put(&mut self.partner_type, PartnerType::named(id)),
            CampaignField::Layer => put(&mut self.layer, Layer::named(id)),
            CampaignField::Lifecycle => put(&mut self.lifecycle, Lifecycle::named(id)),
            CampaignField::Activity => put(&mut self.activity, Activity::named(id)),
            CampaignField::Status => put(&mut self.status, Status::named(id)),
            _ => false,
        }
    }

    /// MDF spent: claimed, or paid where no claim is given.
    pub fn spent(&self) -> Option<f64> {
        self.get(CampaignField::MdfClaimed).or_else(|| self.get(CampaignField::MdfPaid))
    }

    /// Whether it took place or may still take place: it was neither denied nor canceled.
    pub fn stands(&self) -> bool {
        self.status.is_none_or(Status::stands)
    }

    /// Pipeline that is credited to the partner, `S + c × I`; an absent influenced figure counts as none where the sourced
    /// one is given, as in a plan, and the other way about. None where neither is.
    pub fn pipeline(&self, credit: f64) -> Option<f64> {
        credited(
            self.get(CampaignField::PipelineSourced),
            self.get(CampaignField::PipelineInfluenced),
            credit,
        )
    }

    /// Revenue that is credited to the partner, `Rs + c × Ri`, by the same rule.
    pub fn revenue(&self, credit: f64) -> Option<f64> {
        credited(self.get(CampaignField::RevenueSourced), self.get(CampaignField::RevenueInfluenced), credit)
    }

    /// Takes everything out, and keeps the room of the texts for the next.
    pub(crate) fn clear(&mut self) {
        for text in [&mut self.id, &mut self.name, &mut self.partner, &mut self.tier, &mut self.currency] {
            text.clear();
        }
        (self.role, self.partner_type, self.layer, self.lifecycle) = (None, None, None, None);
        (self.activity, self.status, self.exchange_rate) = (None, None, None);
        (self.numbers, self.days) = ([None; NUMBERS], [None; DAYS]);
    }

    /// Checks everything that the portfolio relies on; paths begin with `path`.
    pub fn check(&self, path: &str) -> Vec<Problem> {
        self.check_fields(path, CampaignField::ALL)
    }

    /// The same of a campaign of which only these fields can be given.
    pub(crate) fn check_fields(&self, path: &str, fields: &[CampaignField]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for field in fields {
            self.check_field(*field, path, &mut problems);
        }
        let named = [&self.id, &self.name, &self.partner];
        if named.iter().all(|text| name::is_blank(text)) {
            problems.push(Problem::new(path, ProblemKind::Missing, "", english(words::UNNAMED)));
        }
        if self.currency.is_empty() && self.exchange_rate.is_some_and(DatedRate::changes) {
            let at = pointer(path, CampaignField::Currency);
            problems.push(Problem::new(at, ProblemKind::Missing, "", english(words::RATE_WITHOUT_CURRENCY)));
        }
        if let (Some(start), Some(end)) = (self.day(CampaignField::Start), self.day(CampaignField::End))
            && end < start
        {
            let message = fill(english(words::ENDS_BEFORE), &[&end.to_string(), &start.to_string()]);
            let at = pointer(path, CampaignField::End);
            problems.push(Problem::new(at, ProblemKind::Disordered, &end.to_string(), message));
        }
        problems
    }

    /// That the row is in the portfolio's own currency and has a rate all the same, which nothing would use. A rate of 1
    /// says what is so.
    pub(crate) fn check_own_rate(&self, own: &str, path: impl Fn() -> String) -> Option<Problem> {
        let dated = self.exchange_rate.filter(|dated| dated.changes() && self.currency == own)?;
        if own.is_empty() {
            return None;
        }
        let rate = format_decimal(dated.rate);
        let message = fill(english(words::RATE_OF_OWN), &[own, &rate]);
        let at = pointer(&path(), CampaignField::ExchangeRate);
        Some(Problem::new(at, ProblemKind::Contradiction, &rate, message))
    }

    fn check_field(&self, field: CampaignField, path: &str, problems: &mut Vec<Problem>) {
        let mut fail = |kind, value: &str, message: String| {
            problems.push(Problem::new(pointer(path, field), kind, value, message));
        };
        let mut range = |value: Option<f64>, (min, max): (f64, f64), allowed: &'static str| match value {
            Some(value) if !value.is_finite() => {
                let message = fill(english(crate::message::NOT_FINITE), &[field.label()]);
                fail(ProblemKind::NotFinite, &format_decimal(value), message);
            }
            Some(value) if !(min..=max).contains(&value) => {
                let message = fill(english(crate::message::OUT_OF_RANGE), &[field.label(), allowed]);
                fail(ProblemKind::OutOfRange { min, max }, &format_decimal(value), message);
            }
            _ => {}
        };
        match field.kind() {
            CampaignKind::Number(kind) => range(self.get(field), kind.range(), kind.allowed()),
            CampaignKind::Rate => {
                let rate = self.exchange_rate.map(|dated| dated.rate);
                range(rate, (LEAST_RATE, LARGEST_RATE), english(words::RATE_ALLOWED));
            }
            CampaignKind::Text => {
                let text = self.text(field).unwrap_or_default();
                if text.len() > MAX_TEXT && text.chars().nth(MAX_TEXT).is_some() {
                    let message = fill(english(words::TEXT_LENGTH), &[field.label()]);
                    fail(ProblemKind::Length { max: MAX_TEXT }, text, message);
                }
            }
            CampaignKind::Currency if !self.currency.is_empty() && !is_currency(&self.currency) => {
                let message = english(crate::message::UNKNOWN_CURRENCY).to_owned();
                fail(ProblemKind::UnknownCurrency, &self.currency, message);
            }
            CampaignKind::Currency | CampaignKind::Word | CampaignKind::Day => {}
        }
    }
}

/// `sourced + credit × influenced`; none where neither is given.
pub(crate) fn credited(sourced: Option<f64>, influenced: Option<f64>, credit: f64) -> Option<f64> {
    match (sourced, influenced) {
        (None, None) => None,
        (sourced, influenced) => Some(sourced.unwrap_or_default() + credit * influenced.unwrap_or_default()),
    }
}

fn pointer(path: &str, field: CampaignField) -> String {
    crate::read::join(path, field.id())
}

/// The ids and labels that a field of words takes; empty for any other field.
pub fn words_of(field: CampaignField) -> Vec<(&'static str, &'static str)> {
    macro_rules! of {
        ($table:ident) => {
            $table::ALL.iter().map(|word| (word.id(), word.label())).collect()
        };
    }
    match field {
        CampaignField::Role => of!(Role),
        CampaignField::Type => of!(PartnerType),
        CampaignField::Layer => of!(Layer),
        CampaignField::Lifecycle => of!(Lifecycle),
        CampaignField::Activity => of!(Activity),
        CampaignField::Status => of!(Status),
        _ => Vec::new(),
    }
}

/// The range of a field's numbers, both ends included; none where it takes no number.
pub fn range_of(field: CampaignField) -> Option<(f64, f64)> {
    match field.kind() {
        CampaignKind::Number(kind) => Some(Kind::range(kind)),
        CampaignKind::Rate => Some((LEAST_RATE, LARGEST_RATE)),
        _ => None,
    }
}
