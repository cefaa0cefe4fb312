//! Several partners on one deal: who is credited with what, by six rules side by side.
//!
//! A deal names the touches that led to it: which partner, when, and with which weight. Each rule splits the deal's value
//! over the touches, by largest remainders, so that the parts add up to the deal to the cent ([`crate::apportion`]):
//!
//! - `first`, `last`: all of it to the first or the last touch;
//! - `even`: the same to each touch, also called linear;
//! - `position`: 40 % to the first, 40 % to the last, and 20 % spread evenly over those between; half and half where there
//!   are two, all of it where there is one. The U-shaped model, as web analytics (Google's and others') defines it;
//! - `weighted`: in proportion to the weights that were agreed for the touches;
//! - `timeDecay`: a touch counts half as much for each half-life before the last one, `2^(−days ÷ half-life)`, again as web
//!   analytics defines it.
//!
//! A rule that lacks what it needs says so, and the deal's value stands beside its partners as not split. What partners
//! have in common is a union: a deal that two touched is one deal, and what each of them touched is never added up
//! ([`Overlap`]).

mod overlap;
mod read;
mod serial;

use crate::answer::Premise;
use crate::apportion::{apportion, from_units, to_units};
use crate::currency::decimals;
use crate::date::Date;
use crate::message::{campaigns as words, english};
use crate::name::{self, Fold};
use crate::roster::Roster;
pub use overlap::{MAX_ACCOUNTS, MAX_PAIRS, Overlap, Pair, Touched};
pub use read::{LEAST_HALF_LIFE, MAX_DEALS};

/// The most touches of one deal.
pub const MAX_TOUCHES: usize = 100;
/// The most partners; a deal of a further one is not split and says so.
pub const MAX_PARTNERS: usize = 10_000;
/// Days in which a touch loses half of its weight, where the question does not say: an assumption.
pub const DEFAULT_HALF_LIFE: f64 = 7.0;
/// The longest half-life, in days.
pub const MAX_HALF_LIFE: f64 = 3_650.0;
/// The largest weight of a touch.
pub const MAX_WEIGHT: f64 = 1e9;

/// A rule by which a deal is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Rule {
    /// All to the first touch.
    First,
    /// All to the last.
    Last,
    /// The same to each.
    Even,
    /// 40 % to the first and the last, 20 % between.
    Position,
    /// By agreed weights.
    Weighted,
    /// Half as much for each half-life before the last touch.
    TimeDecay,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 6] =
        [Self::First, Self::Last, Self::Even, Self::Position, Self::Weighted, Self::TimeDecay];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
            Self::Even => "even",
            Self::Position => "position",
            Self::Weighted => "weighted",
            Self::TimeDecay => "timeDecay",
        }
    }

    /// How it splits, in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::First => words::RULE_FIRST,
            Self::Last => words::RULE_LAST,
            Self::Even => words::RULE_EVEN,
            Self::Position => words::RULE_POSITION,
            Self::Weighted => words::RULE_WEIGHTED,
            Self::TimeDecay => words::RULE_TIME_DECAY,
        }
    }

    /// The rule that files call `id`.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }
}

/// Why a rule cannot split a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// It has no touch of a partner.
    NoTouch,
    /// A touch has no weight, or all weigh nothing.
    NoWeight,
    /// A touch has no day.
    NoDay,
    /// Its partner is one too many.
    TooManyPartners,
}

impl Gap {
    /// Every gap.
    pub const ALL: [Self; 4] = [Self::NoTouch, Self::NoWeight, Self::NoDay, Self::TooManyPartners];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoTouch => "noTouch",
            Self::NoWeight => "noWeight",
            Self::NoDay => "noDay",
            Self::TooManyPartners => "tooManyPartners",
        }
    }

    /// A sentence for a person.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NoTouch => words::GAP_NO_TOUCH,
            Self::NoWeight => words::GAP_NO_WEIGHT,
            Self::NoDay => words::GAP_NO_DAY,
            Self::TooManyPartners => words::GAP_PARTNERS,
        }
    }
}

/// What a partner did for a deal.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Touch {
    /// The partner.
    pub partner: String,
    /// The day.
    pub on: Option<Date>,
    /// Its agreed weight, 0–[`MAX_WEIGHT`], in any unit: only proportions count.
    pub weight: Option<f64>,
}

/// A deal, open or won.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deal {
    /// What the CRM calls it; empty where it does not.
    pub id: String,
    /// The account; empty where it is not told. Deals of one account are one account.
    pub account: String,
    /// Its value in money, 0–1e13.
    pub value: f64,
    /// What led to it, in the order in which it happened; where every touch has a day, by their days.
    pub touches: Vec<Touch>,
}

/// The question: by what the deals are split.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// ISO 4217 code of all values.
    pub currency: String,
    /// Days in which a touch loses half of its weight, above 0 and at most [`MAX_HALF_LIFE`]; [`DEFAULT_HALF_LIFE`] if
    /// `None`.
    pub half_life: Option<f64>,
}

/// The touches of a deal in the order in which they count.
fn in_order(deal: &Deal) -> Vec<&Touch> {
    let mut touches: Vec<&Touch> = deal.touches.iter().collect();
    if touches.iter().all(|touch| touch.on.is_some()) {
        crate::order::by(&mut touches, |one, other| one.on.cmp(&other.on));
    }
    touches
}

/// The weights of touches in order, by a rule.
fn weights(touches: &[&Touch], rule: Rule, half_life: f64) -> Result<Vec<f64>, Gap> {
    let count = touches.len();
    if count == 0 {
        return Err(Gap::NoTouch);
    }
    let only = |place: usize| (0..count).map(|at| if at == place { 1.0 } else { 0.0 }).collect();
    match rule {
        Rule::First => Ok(only(0)),
        Rule::Last => Ok(only(count - 1)),
        Rule::Even => Ok(vec![1.0; count]),
        Rule::Position if count <= 2 => Ok(vec![1.0; count]),
        Rule::Position => {
            let between = 20.0 / (count - 2) as f64;
            Ok((0..count).map(|at| if at == 0 || at == count - 1 { 40.0 } else { between }).collect())
        }
        Rule::Weighted => {
            let given: Option<Vec<f64>> = touches.iter().map(|touch| touch.weight).collect();
            given.filter(|weights| weights.iter().any(|weight| *weight > 0.0)).ok_or(Gap::NoWeight)
        }
        Rule::TimeDecay => {
            let days: Option<Vec<Date>> = touches.iter().map(|touch| touch.on).collect();
            let days = days.ok_or(Gap::NoDay)?;
            let last = days.iter().max().copied().ok_or(Gap::NoDay)?;
            Ok(days.iter().map(|day| libm::exp2(-f64::from(last.days_since(*day)) / half_life)).collect())
        }
    }
}

/// Splits one deal by a rule: the partner of each touch, in the order that counts, and its part. Parts add up to the value,
/// rounded to the smallest unit of `currency`.
///
/// # Errors
/// What the rule lacks.
pub fn split(deal: &Deal, rule: Rule, terms: &Terms) -> Result<Vec<(String, f64)>, Gap> {
    let touches = in_order(deal);
    let digits = decimals(&terms.currency);
    let half_life = terms.half_life.unwrap_or(DEFAULT_HALF_LIFE);
    let parts = apportion(to_units(deal.value, digits), &weights(&touches, rule, half_life)?);
    let named = touches.iter().zip(parts);
    Ok(named.map(|(touch, units)| (touch.partner.clone(), from_units(units, digits))).collect())
}

/// Adds up deals one by one; memory grows with partners, pairs of partners and accounts, each bounded, and not with deals.
pub struct Attribution {
    digits: u32,
    half_life: f64,
    assumed: bool,
    partners: Roster,
    /// For each partner, in the smallest units, by rule.
    credited: Vec<[i128; Rule::ALL.len()]>,
    deals: u64,
    total: i128,
    unsplit: [[Unsplit; Gap::ALL.len()]; Rule::ALL.len()],
    overlap: overlap::Counter,
}

/// Deals that a rule could not split for one reason.
#[derive(Clone, Copy, Default)]
struct Unsplit {
    deals: u64,
    units: i128,
}

impl Attribution {
    /// Nothing added yet.
    pub fn new(terms: &Terms) -> Self {
        Self::new_in(terms, name::fold)
    }

    /// The same, with names compared by `fold`.
    pub fn new_in(terms: &Terms, fold: Fold) -> Self {
        Self {
            digits: decimals(&terms.currency),
            half_life: terms.half_life.unwrap_or(DEFAULT_HALF_LIFE),
            assumed: terms.half_life.is_none(),
            partners: Roster::new(MAX_PARTNERS, fold),
            credited: Vec::new(),
            deals: 0,
            total: 0,
            unsplit: Default::default(),
            overlap: overlap::Counter::new(fold),
        }
    }

    /// Adds a deal.
    pub fn add(&mut self, deal: &Deal) {
        let units = to_units(deal.value, self.digits);
        self.deals += 1;
        self.total += i128::from(units);
        let touches = in_order(deal);
        let numbers: Option<Vec<usize>> =
            touches.iter().map(|touch| self.partners.number(&touch.partner)).collect();
        self.credited.resize(self.partners.len(), Default::default());
        for (at, rule) in Rule::ALL.into_iter().enumerate() {
            let shares = weights(&touches, rule, self.half_life);
            let parts = match (&numbers, shares) {
                (Some(numbers), Ok(weights)) => Ok(numbers.iter().zip(apportion(units, &weights))),
                (None, _) => Err(Gap::TooManyPartners),
                (_, Err(gap)) => Err(gap),
            };
            match parts {
                Ok(parts) => {
                    for (partner, part) in parts {
                        if let Some(sum) = self.credited.get_mut(*partner).and_then(|sums| sums.get_mut(at)) {
                            *sum += i128::from(part);
                        }
                    }
                }
                Err(gap) => {
                    let slot = self.unsplit.get_mut(at).and_then(|gaps| gaps.get_mut(gap as usize));
                    if let Some(unsplit) = slot {
                        unsplit.deals += 1;
                        unsplit.units += i128::from(units);
                    }
                }
            }
        }
        self.overlap.add(&deal.account, numbers.unwrap_or_default(), units);
    }

    /// All rules side by side, and what partners have in common.
    pub fn answer(&self) -> Credits {
        let amount = |units: i128| from_units(units, self.digits);
        let models = Rule::ALL.into_iter().enumerate().map(|(at, rule)| {
            let credited = |partner: usize| self.credited.get(partner).and_then(|sums| sums.get(at));
            let gaps = self.unsplit.get(at).map_or(&[][..], |gaps| &gaps[..]);
            let unsplit = Gap::ALL.into_iter().zip(gaps).filter(|(_, unsplit)| unsplit.deals > 0);
            Model {
                rule,
                partners: (0..self.partners.len())
                    .map(|partner| amount(credited(partner).copied().unwrap_or_default()))
                    .collect(),
                unsplit: unsplit
                    .map(|(gap, unsplit)| NotSplit {
                        gap,
                        deals: unsplit.deals,
                        value: amount(unsplit.units),
                    })
                    .collect(),
            }
        });
        let assumptions = if self.assumed {
            vec![Premise::new("/halfLifeDays", self.half_life, english(words::WHY_HALF_LIFE))]
        } else {
            Vec::new()
        };
        Credits {
            partners: (0..self.partners.len()).map(|at| self.partners.name(at).to_owned()).collect(),
            deals: self.deals,
            value: amount(self.total),
            half_life: self.half_life,
            models: models.collect(),
            overlap: self.overlap.answer(&self.partners, self.digits),
            assumptions,
        }
    }
}

/// The answer: each rule's split of the same deals.
#[derive(Clone, Debug, PartialEq)]
pub struct Credits {
    /// The partners, in the order in which they came.
    pub partners: Vec<String>,
    /// How many deals there are.
    pub deals: u64,
    /// What all of them are worth, each once.
    pub value: f64,
    /// Days in which a touch loses half of its weight.
    pub half_life: f64,
    /// The rules; each one's partners and what it could not split add up to `value`.
    pub models: Vec<Model>,
    /// What partners have in common.
    pub overlap: Overlap,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// The split by one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The rule.
    pub rule: Rule,
    /// What each partner is credited with, in the order of [`Credits::partners`].
    pub partners: Vec<f64>,
    /// What could not be split, by reason.
    pub unsplit: Vec<NotSplit>,
}

/// Deals that a rule could not split.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotSplit {
    /// Why.
    pub gap: Gap,
    /// How many.
    pub deals: u64,
    /// What they are worth.
    pub value: f64,
}
