//! A plan whose tiers hold what the campaigns add up to, each figure with the rows behind it.
//!
//! Of each tier that rows name, every sum that rows tell fills its field; active partners are those with a campaign that
//! has started. What rows do not tell stays as it is in the plan that is filled, and is listed ([`Filling::kept`]): rates,
//! deal sizes and the figures of direct are never made up from sums. Rows that did not run count with what was set aside,
//! and with nothing else; rows in another currency without a rate, and rows without a tier, are left out and said.

use crate::campaign::CampaignField;
use crate::kind::Kind;
use crate::message::{campaigns as words, english, fill};
use crate::name;
use crate::number::format_decimal;
use crate::plan::{Field, FieldPath, Group, MAX_TIERS, Number, Plan, Tier};
use crate::portfolio::{Apart, Dimension, Filter, Portfolio, Sums};
use crate::problem::{Problem, ProblemKind};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A plan that was filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Filling {
    /// The plan. It is still to be checked: names of tiers are as rows give them.
    pub plan: Plan,
    /// Each figure that was filled, in the order of the plan.
    pub filled: Vec<Filled>,
    /// Figures of tiers with rows that no row tells, and that stay as they were.
    pub kept: Vec<FieldPath>,
    /// Tiers of the plan that no row names, which stay as they were: their places.
    pub without_rows: Vec<usize>,
    /// Rows that name no tier.
    pub untiered_rows: u32,
    /// Rows in another currency without a rate.
    pub apart: Vec<Apart>,
}

/// A figure and the rows behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Where it stands.
    pub place: FieldPath,
    /// The figure, in the unit of its field.
    pub value: f64,
    /// How many rows tell it.
    pub rows: u32,
    /// How many rows there are that could.
    pub of: u32,
    /// The filter that finds them.
    pub filter: Filter,
}

/// Fills a plan with what the campaigns add up to.
///
/// # Errors
/// That the plan is in another currency, or that it would have more than [`MAX_TIERS`] tiers, or none.
pub fn plan_from_campaigns(portfolio: &Portfolio, plan: &Plan) -> Result<Filling, Vec<Problem>> {
    let terms = portfolio.terms();
    let mut problems = Vec::new();
    if !plan.currency.is_empty() && plan.currency != terms.currency {
        let message = fill(english(words::PLAN_CURRENCY), &[&plan.currency, &terms.currency]);
        let kind = ProblemKind::Contradiction;
        problems.push(Problem::new("/currency", kind, &terms.currency, message));
    }
    let mut filling = Filling {
        plan: plan.clone(),
        filled: Vec::new(),
        kept: Vec::new(),
        without_rows: Vec::new(),
        untiered_rows: 0,
        apart: portfolio.apart(),
    };
    filling.plan.currency.clone_from(&terms.currency);
    let mut met = vec![false; plan.tiers.len()];
    for (name, sums, active) in portfolio.tiers() {
        if name::is_blank(name) {
            filling.untiered_rows += sums.rows;
            continue;
        }
        let at = filling.plan.tiers.iter().position(|tier| portfolio.same(&tier.name, name));
        let at = at.unwrap_or_else(|| {
            filling.plan.tiers.push(Tier::named(name));
            filling.plan.tiers.len() - 1
        });
        if let Some(met) = met.get_mut(at) {
            *met = true;
        }
        filling.tier(at, name, sums, active, &terms.filter);
    }
    let tiers = filling.plan.tiers.len();
    if !(1..=MAX_TIERS).contains(&tiers) {
        let kind = ProblemKind::Count { min: 1, max: MAX_TIERS };
        let count = format_decimal(tiers as f64);
        let message = match tiers {
            0 => english(words::PLAN_NO_TIER).to_owned(),
            _ => fill(english(words::PLAN_TIERS), &[&count]),
        };
        problems.push(Problem::new("/tiers", kind, &count, message));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    filling.without_rows = met.iter().enumerate().filter(|(_, met)| !**met).map(|(at, _)| at).collect();
    filling.shared(portfolio);
    filling.filled.sort_by_key(|filled| filled.place.tier.unwrap_or(usize::MAX));
    filling.settle_marks();
    Ok(filling)
}

impl Filling {
    fn tier(&mut self, at: usize, name: &str, sums: &Sums, active: Option<usize>, base: &Filter) {
        let filter = base.and(&Filter::of(Dimension::Tier, name));
        let mut put = |field: Field, value: f64, rows: u32, of: u32| {
            let place = FieldPath::tier(at, field);
            // Rates of exchange leave more digits than money has.
            let value = if field.kind() == Kind::Money { libm::round(value * 100.0) / 100.0 } else { value };
            self.filled.push(Filled { place, value, rows, of, filter: filter.clone() });
        };
        if let Ok(spent) = sums.spent() {
            put(Field::MdfSpent, spent, sums.spent_rows, sums.standing);
        }
        if let Some(active) = active {
            put(Field::ActivePartners, active as f64, sums.named, sums.standing);
        }
        for of_row in CampaignField::numbers() {
            if let (Some(field), Ok(sum)) = (of_row.of_plan(), sums.get(of_row)) {
                // What was set aside is told by rows that did not run, too.
                let of = if of_row == CampaignField::MdfAllocated { sums.rows } else { sums.standing };
                put(field, sum, sums.rows_with(of_row), of);
            }
        }
        for field in Field::of(Group::Tier) {
            let place = FieldPath::tier(at, field);
            if self.plan.get(place).is_some() && !self.has(place) {
                self.kept.push(place);
            }
        }
    }

    fn has(&self, place: FieldPath) -> bool {
        self.filled.iter().any(|filled| filled.place == place)
    }

    /// What the plan has once, as far as the portfolio knows it, and what is said of single tiers.
    fn shared(&mut self, portfolio: &Portfolio) {
        let terms = portfolio.terms();
        let quarters = portfolio.quarter_sums();
        let rows = quarters.iter().map(|quarter| quarter.rows).sum();
        let span = quarters.first().zip(quarters.last());
        // Whole quarters, from the first with a campaign to the last.
        let months = span.map(|(first, last)| f64::from(3 * (last.quarter.since(first.quarter) + 1)));
        let (_, longest) = Field::PeriodMonths.kind().range();
        let once = [
            (Field::PeriodMonths, months.filter(|months| *months <= longest)),
            (Field::InfluenceCredit, terms.influence_credit),
            (Field::SalesCycleMonths, terms.cycle_months),
        ];
        let mut told: Vec<(FieldPath, f64)> =
            once.into_iter().filter_map(|(field, value)| Some((FieldPath::plan(field), value?))).collect();
        for (tier, cycle) in &terms.tier_cycles {
            let at = self.plan.tiers.iter().position(|known| portfolio.same(&known.name, tier));
            told.extend(at.map(|at| (FieldPath::tier(at, Field::TierCycle), *cycle)));
        }
        for (place, value) in told {
            let filter = terms.filter.clone();
            let rows = if place.field == Field::PeriodMonths { rows } else { 0 };
            self.kept.retain(|kept| *kept != place);
            self.filled.push(Filled { place, value, rows, of: rows, filter });
        }
    }

    /// What was filled is neither an example nor an assumption any more.
    fn settle_marks(&mut self) {
        for filled in &self.filled {
            self.plan.set(filled.place, Number::Exact(filled.value));
            let pointer = filled.place.path();
            self.plan.assumed.retain(|assumed| assumed.field != pointer);
            self.plan.examples.retain(|example| *example != filled.place);
        }
    }
}

impl Serialize for Filling {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let paths: Vec<String> = self.kept.iter().map(|place| place.path()).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("plan", &self.plan)?;
        map.serialize_entry("filled", &self.filled)?;
        map.serialize_entry("kept", &paths)?;
        map.serialize_entry("tiersWithoutRows", &self.without_rows)?;
        map.serialize_entry("untieredRows", &self.untiered_rows)?;
        map.serialize_entry("apart", &self.apart)?;
        map.end()
    }
}

impl Serialize for Filled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("field", &self.place.path())?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("of", &self.of)?;
        map.serialize_entry("filter", &self.filter)?;
        map.end()
    }
}
