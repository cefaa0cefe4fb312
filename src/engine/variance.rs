//! Forecast against actuals: where the difference came from, to the cent.
//!
//! What is settled is the net return to the vendor, `g·R − Cv`, with `R = Rs + c·Ri`. A stream of revenue is a product:
//! opportunities × deal size × win rate. The change of a product of factors is divided among the factors by their
//! Shapley values: each factor's effect, averaged over every order in which the factors could have changed. That is
//! exact, leaves no residual, and depends on no order (de Boer and Rodrigues, “Decomposition analysis: when to use which
//! method?”, Economic Systems Research 32, 2020; Dietzenbacher and Los in the same journal, 1998, average the same
//! n! decompositions). For a product it has a closed form, [`shapley`]. Shapley values add up over sums, so that streams
//! and tiers are divided one by one and added.
//!
//! Every amount is rounded to the cent, and the cents that rounding leaves go to the components that it moved most
//! (largest remainders), so that components add up to changes and tiers to the total exactly.

mod chain;
mod serial;

use crate::answer::{Premise, needs, premises};
use crate::name::same;
use crate::plan::{Field, FieldPath, Plan, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::resolve::{self, Quantities};
use crate::symbol::Symbol;
use crate::value::Value;
use chain::Effects;
pub use chain::shapley;
pub(crate) use chain::{cents, in_cents, statable};

/// What a change came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// More or fewer opportunities (customers where no opportunities are known, pipeline where no deal size is).
    Volume,
    /// Another share of pipeline won.
    WinRate,
    /// Larger or smaller deals.
    DealSize,
    /// Revenue that cannot be divided, because a side lacks the figures.
    Revenue,
    /// Another influence credit.
    InfluenceCredit,
    /// Another gross margin.
    GrossMargin,
    /// Higher or lower vendor cost.
    Cost,
    /// Tiers that only the actuals have.
    TierAdded,
    /// Tiers that only the forecast has.
    TierDropped,
}

impl Component {
    /// Every component, in the order of a bridge.
    pub const ALL: [Self; 9] = [
        Self::Volume,
        Self::WinRate,
        Self::DealSize,
        Self::Revenue,
        Self::InfluenceCredit,
        Self::GrossMargin,
        Self::Cost,
        Self::TierAdded,
        Self::TierDropped,
    ];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::WinRate => "winRate",
            Self::DealSize => "dealSize",
            Self::Revenue => "revenue",
            Self::InfluenceCredit => "influenceCredit",
            Self::GrossMargin => "grossMargin",
            Self::Cost => "cost",
            Self::TierAdded => "tierAdded",
            Self::TierDropped => "tierDropped",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Volume => "Volume",
            Self::WinRate => "Win rate",
            Self::DealSize => "Deal size",
            Self::Revenue => "Revenue, not divided",
            Self::InfluenceCredit => "Influence credit",
            Self::GrossMargin => "Gross margin",
            Self::Cost => "Vendor cost",
            Self::TierAdded => "Tiers added",
            Self::TierDropped => "Tiers dropped",
        }
    }
}

/// The answer. Money is in whole cents (hundredths of the currency).
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// The currency of both plans.
    pub currency: String,
    /// Tiers of both plans by name: those of the forecast in its order, then those that only the actuals have.
    pub tiers: Vec<TierBridge>,
    /// The bridges of the tiers, added up; what is missing where there is none.
    pub total: Result<Bridge, String>,
    /// The names of the tiers in the total, where it does not cover all.
    pub covers: Option<Vec<String>>,
    /// Months that forecast and actuals cover, where these differ: then the bridge compares unequal stretches of time.
    pub periods: Option<(f64, f64)>,
    /// What either plan takes because it is not given; fields start with `/forecast` or `/actuals`.
    pub assumptions: Vec<Premise>,
}

/// One tier of a settlement.
#[derive(Clone, Debug, PartialEq)]
pub struct TierBridge {
    /// Its name.
    pub name: String,
    /// Which of the plans has it.
    pub status: Status,
    /// The bridge, or what is missing.
    pub bridge: Result<Bridge, String>,
}

/// Which of the plans has a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Both.
    Both,
    /// Only the actuals.
    Added,
    /// Only the forecast.
    Dropped,
}

impl Status {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Added => "added",
            Self::Dropped => "dropped",
        }
    }
}

/// A variance bridge: from the forecast's net return to the actual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Net return by the forecast, in cents.
    pub forecast: i64,
    /// Net return by the actuals, in cents.
    pub actual: i64,
    /// What each component adds, in cents, in the order of [`Component::ALL`]. They add up to `actual − forecast`.
    pub components: [i64; Component::ALL.len()],
}

impl Bridge {
    const NONE: Self = Self { forecast: 0, actual: 0, components: [0; Component::ALL.len()] };

    /// `actual − forecast`, in cents.
    pub const fn change(&self) -> i64 {
        self.actual - self.forecast
    }

    /// What a component adds, in cents.
    pub fn component(&self, component: Component) -> i64 {
        self.components.get(component as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, other: &Self) {
        self.forecast += other.forecast;
        self.actual += other.actual;
        for (sum, part) in self.components.iter_mut().zip(other.components) {
            *sum += part;
        }
    }

    /// A tier that only one of the plans has.
    fn lone(net: f64, status: Status) -> Self {
        let cents = chain::cents(net);
        let (forecast, actual, component) = match status {
            Status::Added => (0, cents, Component::TierAdded),
            _ => (cents, 0, Component::TierDropped),
        };
        let mut bridge = Self { forecast, actual, ..Self::NONE };
        if let Some(slot) = bridge.components.get_mut(component as usize) {
            *slot = bridge.actual - bridge.forecast;
        }
        bridge
    }
}

/// Reads both plans.
///
/// # Errors
/// Every problem of either, with paths that start with `/forecast` or `/actuals`; two currencies.
pub fn read(forecast: &Value, actuals: &Value) -> Result<(ValidPlan, ValidPlan), Vec<Problem>> {
    let within = |root: &str, result: Result<ValidPlan, Vec<Problem>>| {
        result.map_err(|problems| {
            let moved = |problem: Problem| Problem { path: format!("{root}{}", problem.path), ..problem };
            problems.into_iter().map(moved).collect::<Vec<_>>()
        })
    };
    match (within("/forecast", Plan::read(forecast)), within("/actuals", Plan::read(actuals))) {
        (Ok(forecast), Ok(actuals)) if forecast.currency == actuals.currency => Ok((forecast, actuals)),
        (Ok(forecast), Ok(actuals)) => {
            let message = format!(
                "The forecast is in {} and the actuals are in {}. Nothing is converted: give both in one currency.",
                forecast.currency, actuals.currency
            );
            let path = "/actuals/currency";
            Err(vec![Problem::new(path, ProblemKind::UnknownCurrency, &actuals.currency, message)])
        }
        (forecast, actuals) => Err([forecast.err(), actuals.err()].into_iter().flatten().flatten().collect()),
    }
}

/// Settles a forecast against the actuals. Both are taken to be in the forecast's currency.
pub fn settle(forecast: &ValidPlan, actuals: &ValidPlan) -> Settlement {
    let (of_forecast, of_actuals) = (resolve::shared(forecast), resolve::shared(actuals));
    let (before, after) = (quantities(forecast, &of_forecast), quantities(actuals, &of_actuals));
    let in_actuals = |name: &str| actuals.tiers.iter().zip(&after).find(|(tier, _)| same(&tier.name, name));
    let mut tiers: Vec<TierBridge> = Vec::new();
    for (tier, q) in forecast.tiers.iter().zip(&before) {
        let (status, bridge) = match in_actuals(&tier.name) {
            Some((_, actual)) => (Status::Both, between(q, actual)),
            None => (Status::Dropped, alone(q, "forecast", Status::Dropped)),
        };
        tiers.push(TierBridge { name: tier.name.clone(), status, bridge });
    }
    for (tier, q) in actuals.tiers.iter().zip(&after) {
        if !forecast.tiers.iter().any(|other| same(&other.name, &tier.name)) {
            let bridge = alone(q, "actuals", Status::Added);
            tiers.push(TierBridge { name: tier.name.clone(), status: Status::Added, bridge });
        }
    }
    let known: Vec<&TierBridge> = tiers.iter().filter(|tier| tier.bridge.is_ok()).collect();
    let total = if known.is_empty() {
        Err(match tiers.as_slice() {
            [one] => one.bridge.clone().err().unwrap_or_default(),
            _ => "No tier has all the figures that this needs.".to_owned(),
        })
    } else {
        let mut sum = Bridge::NONE;
        known.iter().filter_map(|tier| tier.bridge.as_ref().ok()).for_each(|bridge| sum.add(bridge));
        Ok(sum)
    };
    let covers = (total.is_ok() && known.len() < tiers.len())
        .then(|| known.iter().map(|tier| tier.name.clone()).collect());
    Settlement {
        currency: forecast.currency.clone(),
        total,
        covers,
        tiers,
        periods: periods(forecast, actuals),
        assumptions: [
            premises("/forecast", forecast, &before, &of_forecast, &RESTS_ON),
            premises("/actuals", actuals, &after, &of_actuals, &RESTS_ON),
        ]
        .concat(),
    }
}

fn quantities(plan: &ValidPlan, shared: &Quantities) -> Vec<Quantities> {
    (0..plan.tiers.len()).map(|at| resolve::tier(plan, at, shared)).collect()
}

/// The quantities that may be assumed in a net return.
const RESTS_ON: [Symbol; 6] = [Symbol::O, Symbol::Ni, Symbol::I, Symbol::Rs, Symbol::Ri, Symbol::C];

const TOO_LARGE: &str = "Too large a number to state to the cent.";

/// What a net return needs.
const NEEDED: [Symbol; 3] = [Symbol::G, Symbol::Rs, Symbol::Cv];

/// What a side lacks, as a sentence.
fn lacking(q: &Quantities, side: &str) -> Option<String> {
    let names: Vec<&str> = NEEDED.iter().filter(|s| !q.set.has(**s)).map(|s| s.need()).collect();
    (!names.is_empty()).then(|| format!("In the {side}: {}", needs(&names)))
}

fn alone(q: &Quantities, side: &str, status: Status) -> Result<Bridge, String> {
    match lacking(q, side) {
        Some(reason) => Err(reason),
        None if chain::statable(chain::net(q)) => Ok(Bridge::lone(chain::net(q), status)),
        None => Err(TOO_LARGE.to_owned()),
    }
}

fn between(forecast: &Quantities, actual: &Quantities) -> Result<Bridge, String> {
    let reasons: Vec<String> =
        [lacking(forecast, "forecast"), lacking(actual, "actuals")].into_iter().flatten().collect();
    if !reasons.is_empty() {
        return Err(reasons.join(" "));
    }
    let Effects { forecast, actual, effects } =
        chain::effects(forecast, actual).ok_or_else(|| TOO_LARGE.to_owned())?;
    let (forecast, actual) = (chain::cents(forecast), chain::cents(actual));
    Ok(Bridge { forecast, actual, components: chain::in_cents(effects, actual - forecast) })
}

fn periods(forecast: &Plan, actuals: &Plan) -> Option<(f64, f64)> {
    let months =
        |plan: &Plan| plan.get(FieldPath::plan(Field::PeriodMonths)).map_or(12.0, |months| months.likely());
    let (forecast, actuals) = (months(forecast), months(actuals));
    ((forecast - actuals).abs() > 0.0).then_some((forecast, actuals))
}
