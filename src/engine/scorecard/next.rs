//! The next period's MDF, by a rule and by the engine's allocation, side by side.
//!
//! By the rule a share p of the budget B follows results and the rest follows today's MDF:
//! `(1 − p) × B × Mᵢ ÷ ΣM + p × B × Pᵢ ÷ ΣP`, with MDF spent M and credited pipeline P. A partner whose pipeline no row
//! tells keeps its part of the budget in today's proportions: absent is not zero. By the allocation each partner gets what
//! makes credited pipeline largest where returns diminish ([`crate::allocate`]), within what may move. Both add up to the
//! budget to the cent.

use super::{DEFAULT_PERFORMANCE_SHARE, Question};
use crate::allocate::{DEFAULT_MAX_MOVE, best_split};
use crate::answer::{Premise, Stated, stated};
use crate::apportion::{apportion, from_units, to_units};
use crate::currency::decimals;
use crate::kind::Kind;
use crate::message::{TOO_LARGE, campaigns as words, english};
use crate::portfolio::Portfolio;
use crate::response::Response;

/// The next period's MDF.
#[derive(Clone, Debug, PartialEq)]
pub struct NextPeriod {
    /// What is given out, or why nothing can be.
    pub budget: Stated,
    /// The share that follows results.
    pub performance_share: f64,
    /// The exponent of diminishing returns.
    pub beta: f64,
    /// How far a partner's MDF may move.
    pub max_move: f64,
    /// Each partner that spent MDF, in the order in which they came.
    pub partners: Vec<NextPartner>,
    /// The same by the tier of each partner's latest campaign.
    pub tiers: Vec<NextTier>,
    /// What the quarters say of the exponent; none where the question gives it.
    pub response: Option<Response>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
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
    assumptions.extend(response.iter().flat_map(|found| found.assumptions.clone()));
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
        give(&mut partners, budget, share, beta, max_move, decimals(&terms.currency));
    }
    NextPeriod {
        budget,
        performance_share: share,
        beta,
        max_move,
        tiers: by_tier(&partners),
        partners,
        response,
        assumptions,
    }
}

/// Gives out the budget in both ways.
fn give(partners: &mut [NextPartner], budget: f64, share: f64, beta: f64, max_move: f64, digits: u32) {
    let units = to_units(budget, digits);
    let rule = apportion(units, &by_rule(partners, share));
    let items: Vec<(Option<f64>, Option<f64>)> =
        partners.iter().map(|one| (Some(one.today), one.credited.clone().ok())).collect();
    let best = best_split(&items, budget, beta, max_move);
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

fn by_tier(partners: &[NextPartner]) -> Vec<NextTier> {
    let mut tiers: Vec<NextTier> = Vec::new();
    for one in partners {
        let at = tiers.iter().position(|tier| tier.tier == one.tier).unwrap_or_else(|| {
            let tier = one.tier.clone();
            tiers.push(NextTier { tier, partners: 0, today: 0.0, by_rule: 0.0, by_response: 0.0 });
            tiers.len() - 1
        });
        if let Some(tier) = tiers.get_mut(at) {
            tier.partners += 1;
            tier.today += one.today;
            tier.by_rule += one.by_rule;
            tier.by_response += one.by_response;
        }
    }
    tiers
}
