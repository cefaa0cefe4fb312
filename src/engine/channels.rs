//! Partners against direct, opportunity by opportunity: four lifts, and the bridge from the one to the other.
//!
//! Partners are said to win more often, larger, sooner and for longer. What an opportunity is worth for each month that
//! it takes holds all four: win rate × annual deal size × gross margin before commission × customer years counted ÷ sales
//! cycle. Gross margin is the same on both sides, and before commission, so that cost of sale counts on neither. The
//! difference is divided among the four by their Shapley values ([`crate::variance`]), to the cent.
//!
//! The total takes the means of the tiers that have all four figures, and names them.

use crate::answer::{Premise, Row, Stated, needs, premises, stated, write_rows};
use crate::metric::MetricId;
use crate::metric_ref::{MetricRef, ScopeId};
use crate::plan::{Plan, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join};
use crate::resolve::{self, Coverage, Quantities};
use crate::symbol::{Symbol, Unit};
use crate::value::Value;
use crate::variance::{in_cents, shapley, statable};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The question: whose deals are compared with direct's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The total or a tier.
    pub at: ScopeId,
}

impl Default for Question {
    fn default() -> Self {
        Self { at: ScopeId::Total }
    }
}

/// One of the four figures in which channels differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// The share of pipeline that is won.
    WinRate,
    /// What a won deal brings in a year.
    DealSize,
    /// The years that a customer counts, after churn.
    Lifetime,
    /// Months from lead to win; shorter is better.
    SalesCycle,
}

impl Factor {
    /// Every factor, in the order of the bridge.
    pub const ALL: [Self; 4] = [Self::WinRate, Self::DealSize, Self::Lifetime, Self::SalesCycle];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::WinRate => "winRate",
            Self::DealSize => "dealSize",
            Self::Lifetime => "lifetime",
            Self::SalesCycle => "salesCycle",
        }
    }

    /// The quantity of partners and that of direct.
    const fn symbols(self) -> (Symbol, Symbol) {
        match self {
            Self::WinRate => (Symbol::W, Symbol::Wd),
            Self::DealSize => (Symbol::D, Symbol::Dd),
            Self::Lifetime => (Symbol::Life, Symbol::LifeD),
            Self::SalesCycle => (Symbol::Cycle, Symbol::CycleD),
        }
    }

    /// What it is measured in.
    pub const fn unit(self) -> Unit {
        self.symbols().0.unit()
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        self.symbols().0.label()
    }
}

/// One figure on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Lift {
    /// Which.
    pub factor: Factor,
    /// Through partners, or what is missing.
    pub partner: Stated,
    /// Direct, or what is missing.
    pub direct: Stated,
    /// How much better partners do: `partner ÷ direct − 1`; for the sales cycle, `direct ÷ partner − 1`.
    pub lift: Stated,
    /// Its part of the difference in worth, in cents; none where a side has no worth, or where a part is beyond what can be
    /// stated to the cent.
    pub adds: Option<i64>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Channels {
    /// The plan's currency.
    pub currency: String,
    /// Whose deals are compared with direct's.
    pub at: ScopeId,
    /// The tiers that a total covers, where it does not cover all.
    pub covers: Option<Vec<String>>,
    /// The four lifts.
    pub lifts: [Lift; 4],
    /// What an opportunity through partners is worth for each month of its cycle, in cents, or what is missing.
    pub partner: Result<i64, String>,
    /// The same of an opportunity of direct.
    pub direct: Result<i64, String>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

impl Question {
    /// Reads `{ scope? }`.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut question = Self::default();
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("scope", Value::Null) => {}
                ("scope", value) => {
                    if let Some(at) = ScopeId::read(&mut reader, &join("", key), value) {
                        question.at = at;
                    }
                }
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(question)
    }
}

/// Compares partners with direct.
///
/// # Errors
/// A tier that the plan does not have; direct, which is what is compared with.
pub fn channels(plan: &ValidPlan, question: &Question) -> Result<Channels, Vec<Problem>> {
    if question.at == ScopeId::Direct {
        let message = "Direct is what partners are compared with: ask about \"total\" or a tier.";
        return Err(vec![Problem::new("/scope", ProblemKind::UnknownScope, "direct", message)]);
    }
    MetricRef { metric: MetricId::LtvBeforeCommission, at: question.at }.check(plan)?;
    let (tiers, shared) = resolve::quantities(plan);
    let (partners, covers) = match question.at {
        ScopeId::Tier(at) => (tiers.get(at).cloned().unwrap_or(Quantities::NONE), None),
        _ => in_total(plan, &tiers, &shared),
    };
    let sides = [side(&partners, |factor| factor.symbols().0), side(&shared, |factor| factor.symbols().1)];
    let margin = partners.get(Symbol::Gc).map(|known| known.value);
    let [partner, direct] = sides.each_ref().map(|side| worth(side, margin));
    let adds = partner.as_ref().ok().zip(direct.as_ref().ok()).and_then(|(partner, direct)| {
        let [after, before] = sides.each_ref().map(|side| product(side, margin));
        let [_, shares @ ..] = shapley(before, after);
        // Parts of opposite signs may be far larger than their sum.
        shares.iter().all(|share| statable(*share)).then(|| in_cents(shares, partner - direct))
    });
    let lifts = Factor::ALL.map(|factor| {
        let [partner, direct] = sides.each_ref().map(|side| of(side, factor).clone());
        let parts = adds.as_ref().and_then(|adds| adds.get(factor as usize).copied());
        Lift { factor, lift: lift(factor, &partner, &direct), partner, direct, adds: parts }
    });
    Ok(Channels {
        currency: plan.currency.clone(),
        at: question.at,
        covers,
        lifts,
        partner,
        direct,
        assumptions: premises("", plan, &tiers, &shared, &RESTS_ON),
    })
}

/// What may be assumed in a worth.
const RESTS_ON: [Symbol; 3] = [Symbol::Y, Symbol::G, Symbol::Rs];

/// The means over the tiers that have all four figures, and their names where they are not all.
fn in_total(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> (Quantities, Option<Vec<String>>) {
    let has_all = |q: &Quantities| Factor::ALL.iter().all(|factor| q.set.has(factor.symbols().0));
    let full =
        tiers.iter().enumerate().filter(|(_, q)| has_all(q)).fold(0u16, |mask, (at, _)| mask | 1 << at);
    let chosen = |at: usize| full & 1 << at != 0;
    let names =
        plan.tiers.iter().enumerate().filter(|(at, _)| chosen(*at)).map(|(_, tier)| tier.name.clone());
    let covers = (full != 0 && full.count_ones() as usize != tiers.len()).then(|| names.collect());
    // Where no tier has all four, each figure is that of the tiers that have it: the lifts are worth a look by themselves.
    let mask = if full == 0 { (1 << tiers.len()) - 1 } else { full };
    (resolve::sums(Coverage { full: mask, cost: 0 }, tiers, shared).quantities, covers)
}

/// The four figures of one side, or what is missing.
type Side = [Stated; 4];

fn of(side: &Side, factor: Factor) -> &Stated {
    let [win_rate, deal_size, lifetime, sales_cycle] = side;
    match factor {
        Factor::WinRate => win_rate,
        Factor::DealSize => deal_size,
        Factor::Lifetime => lifetime,
        Factor::SalesCycle => sales_cycle,
    }
}

fn side(q: &Quantities, symbol: impl Fn(Factor) -> Symbol) -> Side {
    Factor::ALL.map(|factor| {
        let symbol = symbol(factor);
        q.get(symbol).map(|known| known.value).ok_or_else(|| needs(&[symbol.need()]))
    })
}

/// How much better partners do.
fn lift(factor: Factor, partner: &Stated, direct: &Stated) -> Stated {
    let (over, under, name) = match factor {
        Factor::SalesCycle => (direct, partner, "the sales cycle through partners"),
        _ => (partner, direct, "direct's figure"),
    };
    match (over, under) {
        (Ok(_), Ok(under)) if *under <= 0.0 => Err(format!("Divides by {name}, which is zero.")),
        (Ok(over), Ok(under)) => stated(over / under - 1.0),
        (Err(reason), _) | (_, Err(reason)) => Err(reason.clone()),
    }
}

/// The factors of a worth: the margin, which both sides share, then those of [`Factor::ALL`].
fn product(side: &Side, margin: Option<f64>) -> [f64; 5] {
    let value = |factor: Factor| of(side, factor).clone().unwrap_or(0.0);
    [
        margin.unwrap_or(0.0),
        value(Factor::WinRate),
        value(Factor::DealSize),
        value(Factor::Lifetime),
        1.0 / value(Factor::SalesCycle),
    ]
}

/// What an opportunity is worth for each month, in cents.
fn worth(side: &Side, margin: Option<f64>) -> Result<i64, String> {
    let missing = side.iter().find_map(|figure| figure.clone().err());
    if let Some(reason) = missing {
        return Err(reason);
    }
    if margin.is_none() {
        return Err(needs(&[Symbol::Gc.need()]));
    }
    if of(side, Factor::SalesCycle).as_ref().is_ok_and(|months| *months <= 0.0) {
        return Err("Divides by the sales cycle, which is zero.".to_owned());
    }
    let worth: f64 = product(side, margin).iter().product();
    if statable(worth) {
        Ok(crate::variance::cents(worth))
    } else {
        Err("Too large a number to state to the cent.".to_owned())
    }
}

impl Serialize for Channels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let money = |cents: &Result<i64, String>| cents.clone().map(|cents| cents as f64 / 100.0);
        let (partner, direct) = (money(&self.partner), money(&self.direct));
        let change = match (&self.partner, &self.direct) {
            (Ok(partner), Ok(direct)) => Ok((partner - direct) as f64 / 100.0),
            (Err(reason), _) | (_, Err(reason)) => Err(reason.clone()),
        };
        let formula = "w × D × (g + pm) × T ÷ months of the sales cycle";
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("currency", &self.currency)?;
        map.serialize_entry("scope", &self.at)?;
        if let Some(covers) = &self.covers {
            map.serialize_entry("covers", covers)?;
        }
        let rows = [
            Row("partner", &partner, formula),
            Row("direct", &direct, formula),
            Row("change", &change, "partner − direct"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("lifts", &self.lifts)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

impl Serialize for Lift {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.factor.id())?;
        map.serialize_entry("label", self.factor.label())?;
        map.serialize_entry("unit", self.factor.unit().id())?;
        map.serialize_entry("partner", &self.partner.as_ref().ok())?;
        map.serialize_entry("direct", &self.direct.as_ref().ok())?;
        map.serialize_entry("lift", &self.lift.as_ref().ok())?;
        map.serialize_entry("adds", &self.adds.map(|cents| cents as f64 / 100.0))?;
        if let Err(reason) = &self.lift {
            map.serialize_entry("reason", reason)?;
        }
        map.end()
    }
}
