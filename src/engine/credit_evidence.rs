//! What a company's own deals say about its influence credit.
//!
//! A credit `c` is a claim about what would have happened: without partners a share `c` of the influenced deals that were
//! won would have been lost. If influenced deals are won at `w₁` and like deals without a partner at `w₀`, then
//! `c = 1 − w₀ ÷ w₁`, and partners lift the win rate by `w₁ ÷ w₀ − 1 = c ÷ (1 − c)`: a credit of 40 % claims a lift of
//! 67 %. Epidemiology calls the same figure the attributable fraction among the exposed.
//!
//! The interval of `c` is that of `w₀ ÷ w₁` taken from 1: MOVER-R (Donner and Zou 2012, Newcombe 2016) from two score
//! intervals of Wilson's without correction for continuity; formulas, sources and measured coverage stand in
//! [`proportions`].
//!
//! Two win rates differ for many reasons. Only like deals make the difference a measure of what partners did:
//! [`CAUTION`] goes with every answer.

use crate::answer::{Premise, Row, Stated, needs, ratio, stated, write_rows};
use crate::plan::{Kind, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::proportions::{self, CONFIDENCE, MOST, Sample};
use crate::read::{Reader, given, join};
use crate::resolve::{self, Quantities};
use crate::symbol::Symbol;
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What a reader must know before using the credit.
pub const CAUTION: &str = "Compare like deals: of one size, segment and stage. Partners are often brought into deals that would be won anyway, and then the difference in win rates is not their doing.";

/// The lift in win rate that a credit claims, `c ÷ (1 − c)`. A credit of 1 says that nothing would have been won, which is
/// no lift of anything.
pub fn lift_of_credit(credit: f64) -> Option<f64> {
    let lift = credit / (1.0 - credit);
    (credit < 1.0 && lift.is_finite()).then_some(lift + 0.0)
}

/// The credit that a lift in win rate supports, `lift ÷ (1 + lift)`. A lift of −1 says that nothing was won, of which there
/// is no share.
pub fn credit_of_lift(lift: f64) -> Option<f64> {
    let credit = lift / (1.0 + lift);
    (lift > -1.0 && credit.is_finite()).then_some(credit + 0.0)
}

/// How many deals were won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wins {
    /// So many, 0 to the number of deals.
    Count(f64),
    /// This share of the deals, 0–1.
    Rate(f64),
}

/// Closed deals, won or lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deals {
    /// How many, 1–[`MOST`].
    pub deals: f64,
    /// Those that were won.
    pub wins: Wins,
}

impl Default for Deals {
    fn default() -> Self {
        Self { deals: 0.0, wins: Wins::Count(0.0) }
    }
}

impl Deals {
    /// How many were won; a fraction is possible where a rate was given.
    fn won(self) -> f64 {
        match self.wins {
            Wins::Count(wins) => wins,
            Wins::Rate(rate) => rate * self.deals,
        }
    }
}

/// The question: how do influenced deals do against direct ones?
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Question {
    /// Deals that direct opened and partners influenced.
    pub influenced: Deals,
    /// Like deals without a partner.
    pub direct: Deals,
}

/// What the deals say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval of the credit is above zero.
    Supports,
    /// It spans zero: too few deals to tell.
    TooFewDeals,
    /// The whole interval is below zero: influenced deals are won less often.
    Against,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Supports, Self::TooFewDeals, Self::Against];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::TooFewDeals => "tooFewDeals",
            Self::Against => "against",
        }
    }
}

/// The answer. Serialized flat: each figure a number or `null`, with `reasons` and `formulas` by the same names.
#[derive(Clone, Debug, PartialEq)]
pub struct CreditEvidence {
    /// What the deals say.
    pub verdict: Verdict,
    /// The share of influenced deals that were won, 0–1.
    pub influenced_win_rate: Stated,
    /// The share of direct deals that were won, 0–1.
    pub direct_win_rate: Stated,
    /// By how much of itself the win rate is higher with partners, −1 or more.
    pub lift: Stated,
    /// The implied credit, at most 1; below 0 where influenced deals are won less often.
    pub credit: Stated,
    /// The lower end of its interval.
    pub credit_low: Stated,
    /// The upper end of its interval.
    pub credit_high: Stated,
    /// The credit, 0–1, if it may stand in a plan as `influenceCredit`: if the verdict is [`Verdict::Supports`].
    pub usable_credit: Stated,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Weighs what the deals say for a credit.
pub fn credit_evidence(question: &Question) -> CreditEvidence {
    let Question { influenced, direct } = *question;
    let sample = |deals: Deals, name: &str| {
        Sample::new(deals.won(), deals.deals).ok_or_else(|| needs(&[&format!("closed {name} deals")]))
    };
    let pair = match (sample(influenced, "influenced"), sample(direct, "direct")) {
        (Ok(influenced), Ok(direct)) => Ok((influenced, direct)),
        (influenced, direct) => {
            let reasons: Vec<String> = [influenced.err(), direct.err()].into_iter().flatten().collect();
            Err(reasons.join(" "))
        }
    };
    let of = |figure: fn(Sample, Sample) -> Stated| {
        pair.clone().and_then(|(influenced, direct)| figure(influenced, direct))
    };
    let credit = of(|influenced, direct| {
        ratio(direct.rate(), influenced.rate(), "the win rate of influenced deals").map(|share| 1.0 - share)
    });
    let verdict = match &pair {
        Ok((influenced, direct)) => {
            let share = proportions::ratio(*direct, *influenced);
            match share {
                _ if share.below(1.0) => Verdict::Supports,
                _ if share.above(1.0) => Verdict::Against,
                _ => Verdict::TooFewDeals,
            }
        }
        Err(_) => Verdict::TooFewDeals,
    };
    CreditEvidence {
        verdict,
        influenced_win_rate: sample(influenced, "influenced").map(Sample::rate),
        direct_win_rate: sample(direct, "direct").map(Sample::rate),
        lift: of(|influenced, direct| {
            ratio(influenced.rate() - direct.rate(), direct.rate(), "the win rate of direct deals")
        }),
        credit_low: of(|influenced, direct| {
            let share = proportions::ratio(direct, influenced).high;
            let reason = "No influenced deal was won: nothing bounds the credit from below.";
            if share.is_finite() { stated(1.0 - share) } else { Err(reason.to_owned()) }
        }),
        credit_high: of(|influenced, direct| stated(1.0 - proportions::ratio(direct, influenced).low)),
        usable_credit: credit.clone().and_then(|credit| match verdict {
            Verdict::Supports => Ok(credit),
            Verdict::TooFewDeals => {
                Err("Too few deals to tell: the interval of the credit spans zero.".to_owned())
            }
            Verdict::Against => Err("Influenced deals are won less often than direct ones.".to_owned()),
        }),
        credit,
        assumptions: [("/influenced/wins", influenced), ("/direct/wins", direct)]
            .into_iter()
            .filter(|(_, deals)| matches!(deals.wins, Wins::Rate(_)) && deals.won().is_finite())
            .map(|(field, deals)| Premise::new(field, deals.won(), RATE_GIVEN))
            .collect(),
    }
}

/// Why wins are taken from a rate.
const RATE_GIVEN: &str = "A win rate was given: wins are deals × win rate, which need not be whole.";

impl Question {
    /// What the figures of a plan say: tiers that tell the win rate of influenced deals and how many there were, against
    /// direct's win rate and opportunities. None where a side is not told; counts are taken as of closed deals.
    pub fn of_plan(plan: &ValidPlan) -> Option<Self> {
        let shared = resolve::shared(plan);
        let value = |q: &Quantities, symbol| q.get(symbol).map(|known| known.value);
        let told = (0..plan.tiers.len()).filter_map(|at| {
            let q = resolve::tier(plan, at, &shared);
            Some((value(&q, Symbol::Ni)?, value(&q, Symbol::Wi)?))
        });
        let (deals, won) =
            told.fold((0.0, 0.0), |(deals, won), (count, rate)| (deals + count, won + count * rate));
        let (direct, rate) = (value(&shared, Symbol::Nd)?, value(&shared, Symbol::Wd)?);
        (deals > 0.0 && direct > 0.0).then_some(Self {
            influenced: Deals { deals, wins: Wins::Count(won) },
            direct: Deals { deals: direct, wins: Wins::Rate(rate) },
        })
    }

    /// Reads `{ influenced: { deals, wins }, direct: { deals, wins } }`, or `winRate` in place of `wins`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: a side, its deals or its wins absent, a count that is not whole or out of its
    /// range, more wins than deals, wins and a win rate at once, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut question = Self::default();
        let entries = reader.entries("", value);
        let sound = reader.problems.is_empty();
        for (key, value) in &entries {
            match key.as_str() {
                "influenced" | "direct" if *value == Value::Null => {}
                "influenced" => question.influenced = reader.closed_deals("/influenced", value),
                "direct" => question.direct = reader.closed_deals("/direct", value),
                _ => reader.unknown("", key, value),
            }
        }
        for (side, message) in [
            ("influenced", "A question states the closed deals that partners influenced: { deals, wins }."),
            ("direct", "A question states like deals without a partner: { deals, wins }."),
        ] {
            if sound && given(&entries, side).is_none() {
                reader.missing(&join("", side), message);
            }
        }
        reader.finish(question)
    }
}

impl Reader {
    fn closed_deals(&mut self, path: &str, value: &Value) -> Deals {
        let before = self.problems.len();
        let entries = self.entries(path, value);
        if self.problems.len() > before {
            return Deals::default();
        }
        let mut read = Deals::default();
        match given(&entries, "deals") {
            Some(value) => {
                read.deals = self.whole_in(&join(path, "deals"), value, 1.0, MOST).unwrap_or_default();
            }
            None => self.missing(&join(path, "deals"), "How many deals were closed, won or lost?"),
        }
        // Where the deals are wrong, that is all there is to say.
        let most = if read.deals > 0.0 { read.deals } else { MOST };
        match (given(&entries, "wins"), given(&entries, "winRate")) {
            (Some(_), Some(rate)) => {
                let message = "winRate stands beside wins. Keep one.".to_owned();
                self.fail(&join(path, "winRate"), ProblemKind::DuplicateField, rate, message);
            }
            (Some(wins), None) => {
                let wins = self.whole_in(&join(path, "wins"), wins, 0.0, most);
                read.wins = Wins::Count(wins.unwrap_or_default());
            }
            (None, Some(rate)) => {
                let (min, max) = Kind::Rate.range();
                let rate = self.number_in(&join(path, "winRate"), rate, min, max);
                read.wins = Wins::Rate(rate.unwrap_or_default());
            }
            (None, None) => {
                self.missing(&join(path, "wins"), "How many of the deals were won? Or give their winRate.");
            }
        }
        for (key, value) in entries {
            if !["deals", "wins", "winRate"].contains(&key.as_str()) {
                self.unknown(path, key, value);
            }
        }
        read
    }
}

impl Serialize for CreditEvidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict", self.verdict.id())?;
        map.serialize_entry("usable", &self.usable_credit.is_ok())?;
        map.serialize_entry("confidence", &CONFIDENCE)?;
        let interval = "95% interval of the credit: MOVER-R of two Wilson score intervals";
        let rows = [
            Row("influencedWinRate", &self.influenced_win_rate, "wins ÷ deals, of influenced deals"),
            Row("directWinRate", &self.direct_win_rate, "wins ÷ deals, of direct deals"),
            Row("lift", &self.lift, "influenced win rate ÷ direct win rate − 1"),
            Row("credit", &self.credit, "1 − direct win rate ÷ influenced win rate"),
            Row("creditLow", &self.credit_low, interval),
            Row("creditHigh", &self.credit_high, interval),
            Row("usableCredit", &self.usable_credit, "the credit, where its interval is above zero"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("caution", CAUTION)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}
