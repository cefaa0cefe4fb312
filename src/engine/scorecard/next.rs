//! The next period's MDF, by a rule and by the engine's allocation, side by side.
//!
//! By the rule a share p of the budget B follows results and the rest follows today's MDF:
//! `(1 − p) × B × Mᵢ ÷ ΣM + p × B × Pᵢ ÷ ΣP`, with MDF spent M and credited pipeline P. A partner whose pipeline no row
//! tells keeps its part of the budget in today's proportions: absent is not zero. By the allocation each partner gets what
//! makes credited pipeline largest where returns diminish ([`crate::allocate`]), within what may move. Both add up to the
//! budget to the cent.
//!
//! How fast returns diminish is measured where there is enough to measure: by the quarters of the partner's own tier, else
//! by those of all campaigns, else it is assumed ([`BetaFrom`]). Quarters of single partners are too few and too much alike
//! to tell one partner's response from another's.

use super::{DEFAULT_PERFORMANCE_SHARE, Question};
use crate::allocate::{DEFAULT_BETA, DEFAULT_MAX_MOVE, Item, best_split};
use crate::answer::{Premise, Stated, stated};
use crate::apportion::{apportion, from_units, to_units};
use crate::currency::decimals;
use crate::kind::Kind;
use crate::message::{TOO_LARGE, campaigns as words, english};
use crate::portfolio::Portfolio;
use crate::response::{Response, Verdict};

/// The next period's MDF.
#[derive(Clone, Debug, PartialEq)]
pub struct NextPeriod {
    /// What is given out, or why nothing can be.
    pub budget: Stated,
    /// The share that follows results.
    pub performance_share: f64,
    /// The exponent of diminishing returns for whoever has none of its own.
    pub beta: f64,
    /// How far a partner's MDF may move.
    pub max_move: f64,
    /// Each partner that spent MDF, in the order in which they came.
    pub partners: Vec<NextPartner>,
    /// The same by the tier of each partner's latest campaign.
    pub tiers: Vec<NextTier>,
    /// What the quarters of all campaigns say of the exponent; none where the question gives it.
    pub response: Option<Response>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Where an exponent is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BetaFrom {
    /// The question gives it.
    Given,
    /// The quarters of the tier measure it.
    Tier,
    /// The quarters of all campaigns measure it.
    Portfolio,
    /// It is assumed.
    Assumed,
}

impl BetaFrom {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Given, Self::Tier, Self::Portfolio, Self::Assumed];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Tier => "tier",
            Self::Portfolio => "portfolio",
            Self::Assumed => "assumed",
        }
    }
}

/// What one partner gets.
#[derive(Clone, Debug, PartialEq)]
pub struct NextPartner {
    /// The partner.
    pub partner: String,
    /// Its tier.
    pub tier: String,
    /// MDF spent.
    pub today: f64,
    /// Credited pipeline.
    pub credited: Stated,
    /// By the rule; 0 where there is no budget, as by the allocation.
    pub by_rule: f64,
    /// By the allocation.
    pub by_response: f64,
    /// Whether its response is known; otherwise it keeps its part in the allocation.
    pub responds: bool,
    /// The exponent of diminishing returns that the allocation takes for it.
    pub beta: f64,
    /// Where that is from.
    pub beta_from: BetaFrom,
}

/// What the partners of one tier get.
#[derive(Clone, Debug, PartialEq)]
pub struct NextTier {
    /// The tier.
    pub tier: String,
    /// How many partners.
    pub partners: usize,
    /// MDF spent.
    pub today: f64,
    /// By the rule.
    pub by_rule: f64,
    /// By the allocation.
    pub by_response: f64,
    /// The exponent of diminishing returns that the allocation takes for them.
    pub beta: f64,
    /// Where that is from.
    pub beta_from: BetaFrom,
    /// What the tier's own quarters say of it; none where the question gives it or the tier has no name.
    pub response: Option<Response>,
}

/// An exponent, where it is from, and what was measured for it.
type Exponent = (f64, BetaFrom, Option<Response>);

/// The exponent of a tier: given, measured by its own quarters, else that of `all`.
fn exponent(portfolio: &Portfolio, tier: &str, given: Option<f64>, all: Option<&Response>) -> Exponent {
    if let Some(beta) = given {
        return (beta, BetaFrom::Given, None);
    }
    let is_measured = |response: &Response| response.verdict == Verdict::Supports;
    let own = (!tier.is_empty()).then(|| Response::of_portfolio(portfolio, Some(tier)));
    let (beta, from) = match (&own, all) {
        (Some(own), _) if is_measured(own) => (own.usable_beta, BetaFrom::Tier),
        (_, Some(all)) if is_measured(all) => (all.usable_beta, BetaFrom::Portfolio),
        _ => (DEFAULT_BETA, BetaFrom::Assumed),
    };
    (beta, from, own)
}

pub(super) fn next_period(portfolio: &Portfolio, question: &Question) -> NextPeriod {
    let terms = portfolio.terms();
    let credit = terms.credit();
    let mut partners: Vec<NextPartner> = portfolio
        .named_partners()
        .filter_map(|(partner, sums)| {
            let today = sums.sums.spent().ok().filter(|spent| *spent > 0.0)?;
            Some(NextPartner {
                partner: partner.to_owned(),
                tier: portfolio.tier_of(sums).to_owned(),
                today,
                credited: sums.sums.credited_pipeline(credit),
                by_rule: 0.0,
                by_response: 0.0,
                responds: false,
                beta: 0.0,
                beta_from: BetaFrom::Given,
            })
        })
        .collect();
    let mut assumptions = Vec::new();
    let mut assumed = |field: &str, given: Option<f64>, value: f64, why: &'static str| {
        given.unwrap_or_else(|| {
            assumptions.push(Premise::new(field, value, english(why)));
            value
        })
    };
    let share = assumed(
        "/performanceShare",
        question.performance_share,
        DEFAULT_PERFORMANCE_SHARE,
        words::WHY_PERFORMANCE_SHARE,
    );
    let max_move = assumed("/maxMove", question.max_move, DEFAULT_MAX_MOVE, words::WHY_MAX_MOVE);
    let spent: f64 = partners.iter().map(|one| one.today).sum();
    let budget = assumed("/budget", question.budget, spent, words::WHY_BUDGET);
    let response = question.beta.is_none().then(|| Response::of_portfolio(portfolio, None));
    let beta = question.beta.or(response.as_ref().map(|found| found.usable_beta)).unwrap_or_default();
    let mut tiers = by_tier(&partners);
    for tier in &mut tiers {
        (tier.beta, tier.beta_from, tier.response) =
            exponent(portfolio, &tier.tier, question.beta, response.as_ref());
        for one in partners.iter_mut().filter(|one| one.tier == tier.tier) {
            (one.beta, one.beta_from) = (tier.beta, tier.beta_from);
        }
    }
    // What is assumed for nobody is not assumed.
    if partners.is_empty() || partners.iter().any(|one| one.beta_from == BetaFrom::Assumed) {
        assumptions.extend(response.iter().flat_map(|found| found.assumptions.clone()));
    }
    let (_, most) = Kind::Money.range();
    let budget = if partners.is_empty() {
        Err(english(words::NOBODY_SPENT).to_owned())
    } else if budget > most {
        // What rows add up to may be more than any amount that is given out.
        Err(english(TOO_LARGE).to_owned())
    } else {
        stated(budget)
    };
    if let Ok(budget) = budget {
        give(&mut partners, budget, share, max_move, decimals(&terms.currency));
        for tier in &mut tiers {
            let own = || partners.iter().filter(|one| one.tier == tier.tier);
            let sum = |of: fn(&NextPartner) -> f64| own().map(of).sum();
            (tier.by_rule, tier.by_response) = (sum(|one| one.by_rule), sum(|one| one.by_response));
        }
    }
    NextPeriod { budget, performance_share: share, beta, max_move, tiers, partners, response, assumptions }
}

/// Gives out the budget in both ways.
fn give(partners: &mut [NextPartner], budget: f64, share: f64, max_move: f64, digits: u32) {
    let units = to_units(budget, digits);
    let rule = apportion(units, &by_rule(partners, share));
    let item = |one: &NextPartner| Item {
        spent: Some(one.today),
        outcome: one.credited.clone().ok(),
        beta: one.beta,
    };
    let items: Vec<Item> = partners.iter().map(item).collect();
    let best = best_split(&items, budget, max_move);
    let weights: Vec<f64> = best.iter().map(|(amount, _)| *amount).collect();
    let best = best.iter().zip(apportion(units, &weights));
    for (one, units) in partners.iter_mut().zip(rule) {
        one.by_rule = from_units(units, digits);
    }
    for (one, ((_, responds), units)) in partners.iter_mut().zip(best) {
        one.by_response = from_units(units, digits);
        one.responds = *responds;
    }
}

/// Each partner's part of the budget by the rule, in any unit.
fn by_rule(partners: &[NextPartner], share: f64) -> Vec<f64> {
    let known = || partners.iter().filter_map(|one| Some((one.today, *one.credited.as_ref().ok()?)));
    let spent: f64 = known().map(|(today, _)| today).sum();
    let credited: f64 = known().map(|(_, credited)| credited).sum();
    let part = |one: &NextPartner| match &one.credited {
        // The parts of those whose results are known add up to what they spent.
        Ok(own) if credited > 0.0 => (1.0 - share) * one.today + share * spent * own / credited,
        _ => one.today,
    };
    partners.iter().map(part).collect()
}

/// The tiers of partners, in the order in which they came.
fn by_tier(partners: &[NextPartner]) -> Vec<NextTier> {
    let mut tiers: Vec<NextTier> = Vec::new();
    for one in partners {
        match tiers.iter_mut().find(|tier| tier.tier == one.tier) {
            Some(tier) => {
                tier.partners += 1;
                tier.today += one.today;
            }
            None => tiers.push(NextTier {
                tier: one.tier.clone(),
                partners: 1,
                today: one.today,
                by_rule: 0.0,
                by_response: 0.0,
                beta: 0.0,
                beta_from: BetaFrom::Given,
                response: None,
            }),
        }
    }
    tiers
}
