//! How a fixed budget of MDF is best split over the tiers when returns diminish.
//!
//! `allocate(plan, { budget?, beta?, floors?, caps?, maxMove? })`. Each tier's credited revenue follows its own spending as
//! Rᵢ(m) = Rᵢ · (m / Mᵢ)^β through today's spending Mᵢ and revenue Rᵢ, with β between 0 and 1: the next unit of money
//! brings less than the one before. All revenue is taken to come from MDF: no MDF, no revenue. Maximized is Σ g · Rᵢ(mᵢ) over Σ mᵢ = budget and floorᵢ ≤ mᵢ ≤ capᵢ. The gross margin
//! g is one for the plan, so it does not move the split.
//!
//! A curve through one point says little far away from it. `maxMove` x keeps each tier near the budget in today's
//! proportions, mᵢ* = Mᵢ · budget / ΣM: |mᵢ − mᵢ*| ≤ x · max(mᵢ, mᵢ*). That is, a tier gives away at most the share x of
//! its part, and grows to at most 1/(1 − x) of it, from where the way back would take that share again. At 0 nothing
//! moves, at 1 nothing is held.
//!
//! **Exact, no search.** The problem is concave, so the conditions of Karush, Kuhn and Tucker are necessary and
//! sufficient: one number λ such that each tier within its bounds has the marginal return g · β · Rᵢ(mᵢ) / mᵢ = λ, each
//! tier at its floor at most λ, each at its cap at least λ. Without bounds that is mᵢ in proportion to
//! Mᵢ · (Rᵢ / Mᵢ)^(1/(1−β)). With bounds, pegging finds which of them bind in as many rounds as there are tiers at most
//! (Bitran and Hax, “Disaggregation and resource allocation using convex knapsack problems with bounded variables”,
//! Management Science 27, 1981): split what is left in proportion; if what the caps cut off is at least what the floors
//! ask for, the tiers above their caps belong there, else those below their floors belong there; repeat with the rest.

mod bounds;
mod of_items;
mod read;
mod serial;
mod several;

use crate::answer::Premise;
use crate::plan::{Field, Plan, ValidPlan};
use crate::problem::Problem;
use crate::resolve;
use crate::symbol::Symbol;
use bounds::{bound, check_budget, hold};
pub(crate) use of_items::{Item, best_split};
pub(crate) use read::bad_beta;
use read::bad_move;

/// The exponent of diminishing returns where the question does not say: an assumption.
pub const DEFAULT_BETA: f64 = 0.7;

/// The share of a tier's budget that moves at most in a split that nobody asked to go further: what a suggestion takes.
/// A question that does not say has no such bound.
pub const DEFAULT_MAX_MOVE: f64 = 0.25;

/// How the figures come about, for readers of the answer.
pub const METHOD: [&str; 3] = [
    "Credited revenue of a tier follows its MDF as R × (m ÷ M)^β, through today's R and M. All of it is taken to come from \
     MDF: no MDF means no revenue.",
    "gain is the gross profit of the best split less that of today, Σ g × R(best) − Σ g × R(today). With another budget it \
     holds what the budget itself brings; best less sameMix is what the mix brings.",
    "With maxMove, the MDF of a tier differs from that of the same mix by at most this share of the larger of the two.",
];

/// Why no MDF is no revenue.
const WHY_ORIGIN: &str = "A tier without MDF is taken to bring no revenue: all of today's counts as brought by MDF. What \
                          would come anyway makes every move worth less than stated.";

/// Why [`DEFAULT_BETA`].
const WHY_BETA: &str = "No exponent of diminishing returns given: with 0.7, twice the MDF of a tier brings \
                        62% more revenue, all else as it is. An assumption, not a measurement: try others.";

/// A bound for one tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The tier's name, as in the plan.
    pub tier: String,
    /// Money, in the plan's currency.
    pub amount: f64,
}

/// A question: the best split of a budget.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Question {
    /// What is split, in the plan's currency; `None`: what the tiers that take part spend today.
    pub budget: Option<f64>,
    /// The exponent, above 0 and below 1; `None`: [`DEFAULT_BETA`].
    pub beta: Option<f64>,
    /// The least that tiers get; 0 where nothing is said.
    pub floors: Vec<Limit>,
    /// The most that tiers get; no limit where nothing is said.
    pub caps: Vec<Limit>,
    /// How far a tier may go from its part in today's proportions, as a share of the larger of the two, 0–1: 0 moves
    /// nothing; `None` as 1 holds nothing.
    pub max_move: Option<f64>,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub struct Allocation {
    /// What was split.
    pub budget: f64,
    /// The exponent.
    pub beta: f64,
    /// How far a tier may go from its part in today's proportions; none where the question does not say.
    pub max_move: Option<f64>,
    /// The tiers that take part, in the order of the plan.
    pub tiers: Vec<Share>,
    /// The tiers that do not, and why; what they spend stays as it is, beside the budget.
    pub excluded: Vec<Excluded>,
    /// All tiers that take part, as they spend today.
    pub today: Sum,
    /// The budget in today's proportions. The same as today, unless the budget is another; bounds do not apply to it.
    pub same_mix: Sum,
    /// The best split.
    pub best: Sum,
    /// λ: the gross profit of the next unit of budget, given to the best tier that may still take it. None where all are
    /// at their caps, where the gross margin is not known, or where a tier stands at nothing and has no bound.
    pub lambda: Option<f64>,
    /// Whether gross profit is known: the plan gives a gross margin.
    pub margin_known: bool,
    /// What was assumed.
    pub assumptions: Vec<Premise>,
}

/// One tier of an [`Allocation`].
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Its place in the plan.
    pub tier: usize,
    /// Its name.
    pub name: String,
    /// The least it gets, by its floor and by what may move.
    pub floor: f64,
    /// The most it gets, by its cap and by what may move, if there is a limit.
    pub cap: Option<f64>,
    /// As it spends today.
    pub today: Point,
    /// In the best split.
    pub best: Point,
    /// Which bound holds it in the best split.
    pub bound: Option<Bound>,
}

/// A tier at one level of spending.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// MDF.
    pub spend: f64,
    /// Credited revenue.
    pub revenue: f64,
    /// g · R; none without a gross margin.
    pub gross_profit: Option<f64>,
    /// What the next unit of money brings in gross profit, g · β · R / m; none without a gross margin, and where nothing
    /// is spent (there the response is infinitely steep).
    pub marginal: Option<f64>,
}

/// Several tiers together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// MDF.
    pub spend: f64,
    /// Credited revenue.
    pub revenue: f64,
    /// g · R; none without a gross margin.
    pub gross_profit: Option<f64>,
}

/// A bound that holds a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It would get less.
    Floor,
    /// It would get more.
    Cap,
}

impl Bound {
    /// The stable name for machines.
    pub fn id(self) -> &'static str {
        match self {
            Self::Floor => "floor",
            Self::Cap => "cap",
        }
    }
}

/// A tier that takes no part.
#[derive(Clone, Debug, PartialEq)]
pub struct Excluded {
    /// Its place in the plan.
    pub tier: usize,
    /// Its name.
    pub name: String,
    /// Why, as a sentence.
    pub reason: String,
    /// What it spends today, if that is known.
    pub spend: Option<f64>,
}

/// A tier whose response is known.
struct Taking {
    tier: usize,
    spend: f64,
    revenue: f64,
    floor: f64,
    cap: f64,
}

/// Splits the budget over the tiers so that gross profit is largest.
///
/// # Errors
/// A value out of range, floors and caps of tiers that the plan does not have or whose response is not known, a floor
/// above its cap, a floor or cap that `maxMove` does not reach, and a budget that the floors exceed or that does not fit
/// under the caps.
pub fn allocate(plan: &ValidPlan, question: &Question) -> Result<Allocation, Vec<Problem>> {
    let beta = question.beta.unwrap_or(DEFAULT_BETA);
    let shared = resolve::shared(plan);
    let margin = shared.get(Symbol::G).map(|known| known.value);
    let (mut taking, excluded) = respond(plan, &shared);
    let max_move = question.max_move;
    let bad = bad_beta(beta).into_iter().chain(max_move.and_then(bad_move));
    let mut problems: Vec<Problem> = bad.collect();
    bound(plan, question, &mut taking, &mut problems);
    let today: f64 = taking.iter().map(|t| t.spend).sum();
    let budget = question.budget.unwrap_or(today);
    if problems.is_empty() {
        check_budget(budget, question.budget.is_some(), "", &taking, &mut problems);
    }
    if let (true, Some(share)) = (problems.is_empty(), max_move) {
        hold(plan, share, budget / today, &mut taking, &mut problems);
        if problems.is_empty() {
            let held = ", with what maxMove leaves each tier,";
            check_budget(budget, question.budget.is_some(), held, &taking, &mut problems);
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let split = split(&taking, budget, beta);
    let point = |t: &Taking, spend: f64| {
        let revenue = t.revenue * libm::pow(spend / t.spend, beta);
        let marginal = margin.map(|g| g * beta * revenue / spend).filter(|m| m.is_finite() && spend > 0.0);
        Point { spend, revenue, gross_profit: margin.map(|g| g * revenue), marginal }
    };
    let tiers: Vec<Share> = taking
        .iter()
        .zip(&split)
        .map(|(t, (spend, bound))| Share {
            tier: t.tier,
            name: plan.tiers.get(t.tier).map_or_else(String::new, |tier| tier.name.clone()),
            floor: t.floor,
            cap: Some(t.cap).filter(|cap| cap.is_finite()),
            today: Point { revenue: t.revenue, ..point(t, t.spend) },
            best: point(t, *spend),
            bound: *bound,
        })
        .collect();
    let sum = |points: &mut dyn Iterator<Item = Point>| {
        let (spend, revenue) = points.fold((0.0, 0.0), |(m, r), p| (m + p.spend, r + p.revenue));
        Sum { spend, revenue, gross_profit: margin.map(|g| g * revenue) }
    };
    let now = sum(&mut tiers.iter().map(|t| t.today));
    let grown = libm::pow(budget / now.spend, beta) * now.revenue;
    let moved = tiers.iter().any(|t| (t.best.spend - t.today.spend).abs() > 1e-9 * t.today.spend);
    Ok(Allocation {
        budget,
        beta,
        max_move,
        today: now,
        same_mix: Sum { spend: budget, revenue: grown, gross_profit: margin.map(|g| g * grown) },
        best: sum(&mut tiers.iter().map(|t| t.best)),
        lambda: lambda(&tiers),
        margin_known: margin.is_some(),
        assumptions: assumptions(question, moved, shared.get(Symbol::C).filter(|c| c.from == "default")),
        tiers,
        excluded,
    })
}

fn assumptions(question: &Question, moved: bool, credit: Option<resolve::Known>) -> Vec<Premise> {
    let mut all = Vec::new();
    if question.beta.is_none() {
        all.push(Premise::new("/beta", DEFAULT_BETA, WHY_BETA));
    }
    if moved {
        all.push(Premise::new("/revenueWithoutMdf", 0.0, WHY_ORIGIN));
    }
    if let Some(credit) = credit {
        let why = "Influenced revenue counts at the default credit of 40%.";
        all.push(Premise::new("/influenceCredit", credit.value, why));
    }
    all
}

/// The tiers whose response is known, and the others with the reason.
fn respond(plan: &Plan, shared: &resolve::Quantities) -> (Vec<Taking>, Vec<Excluded>) {
    let (mut taking, mut excluded) = (Vec::new(), Vec::new());
    for (at, tier) in plan.tiers.iter().enumerate() {
        let q = resolve::tier(plan, at, shared);
        let [spend, revenue] = [Symbol::M, Symbol::R].map(|s| q.get(s).map(|known| known.value));
        let reason = match (spend, revenue) {
            (Some(m), Some(r)) if m > 0.0 && r > 0.0 && !can_be_stated(m, r) => {
                "Its MDF and its revenue are too far apart for numbers to follow how one brings the other."
                    .to_owned()
            }
            (Some(m), Some(r)) if m > 0.0 && r > 0.0 => {
                taking.push(Taking { tier: at, spend: m, revenue: r, floor: 0.0, cap: f64::INFINITY });
                continue;
            }
            (None, _) => format!("Needs {}.", Symbol::M.need()),
            (_, None) => format!("Needs {}.", Symbol::R.need()),
            (Some(m), _) if m <= 0.0 => {
                "Spends no MDF today, so what it would bring is not known.".to_owned()
            }
            _ => "Has no revenue today, so what more spending would bring is not known.".to_owned(),
        };
        excluded.push(Excluded { tier: at, name: tier.name.clone(), reason, spend });
    }
    (taking, excluded)
}

/// Whether a response can be worked out at every budget: what a unit of money brings is a number above zero, and so much
/// that even all tiers together stay within numbers at the largest budget, whatever the exponent.
fn can_be_stated(spend: f64, revenue: f64) -> bool {
    const LARGEST: f64 = 1e300;
    let (_, most) = Field::MdfSpent.kind().range();
    let grown = (most / spend).max(1.0);
    revenue / spend > 0.0 && grown <= LARGEST && revenue * grown <= LARGEST
}

/// The best split, and which bound holds each tier.
fn split(taking: &[Taking], budget: f64, beta: f64) -> Vec<(f64, Option<Bound>)> {
    // The logarithm of Mᵢ · (Rᵢ / Mᵢ)^(1/(1−β)): near β = 1 the powers themselves would leave the range of a double.
    let weight = |t: &Taking| libm::log(t.spend) + libm::log(t.revenue / t.spend) / (1.0 - beta);
    let weights: Vec<f64> = taking.iter().map(weight).collect();
    let mut pegged: Vec<Option<(f64, Bound)>> = vec![None; taking.len()];
    loop {
        let held: f64 = pegged.iter().flatten().map(|(amount, _)| amount).sum();
        let rest = (budget - held).max(0.0);
        let free = || weights.iter().zip(&pegged).filter(|(_, peg)| peg.is_none()).map(|(w, _)| *w);
        let largest = free().fold(f64::NEG_INFINITY, f64::max);
        let whole: f64 = free().map(|w| libm::exp(w - largest)).sum();
        let amounts: Vec<(f64, Option<Bound>)> = weights
            .iter()
            .zip(&pegged)
            .map(|(w, peg)| match peg {
                Some((amount, bound)) => (*amount, Some(*bound)),
                None => (rest * (libm::exp(w - largest) / whole), None),
            })
            .collect();
        let open = || taking.iter().zip(&amounts).filter(|(_, (_, bound))| bound.is_none());
        let above: f64 = open().map(|(t, (m, _))| (m - t.cap).max(0.0)).sum();
        let below: f64 = open().map(|(t, (m, _))| (t.floor - m).max(0.0)).sum();
        if above <= 0.0 && below <= 0.0 {
            return amounts;
        }
        for ((t, (amount, bound)), peg) in taking.iter().zip(&amounts).zip(&mut pegged) {
            if bound.is_none() && above >= below && *amount > t.cap {
                *peg = Some((t.cap, Bound::Cap));
            } else if bound.is_none() && above < below && *amount < t.floor {
                *peg = Some((t.floor, Bound::Floor));
            }
        }
    }
}

/// What the next unit of budget brings: the largest marginal return of a tier that is not at its cap.
fn lambda(tiers: &[Share]) -> Option<f64> {
    let open = tiers.iter().filter(|t| t.cap.is_none_or(|cap| t.best.spend < cap));
    open.map(|t| t.best.marginal).try_fold(None, |most: Option<f64>, marginal| {
        let marginal = marginal?;
        Some(Some(most.map_or(marginal, |most| most.max(marginal))))
    })?
}
