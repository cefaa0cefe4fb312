//! Depth or breadth: the same extra budget either makes active partners more productive or recruits new ones.

use super::course::{Calendar, Flows, Source};
use super::{Course, common_retention};
use crate::answer::{Premise, Stated, needs, ratio};

/// The question: an extra budget, spent in month 0, and what either way of spending it brings.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Extra {
    /// The extra budget, in money.
    pub budget: f64,
    /// Depth: the share by which the budget raises what active partners bring, 0–10.
    pub productivity_gain: Option<f64>,
    /// Depth: months until the gain is there in full, rising evenly; 0 if `None`.
    pub enablement_months: Option<f64>,
    /// Breadth: all that a recruit costs, in money: finding and onboarding it, and the funds that it is given over the
    /// projection beyond those of the plan.
    pub cost_per_recruit: Option<f64>,
    /// Breadth: the share of recruits that become active, 0–1.
    pub activation_rate: Option<f64>,
    /// Breadth: months until an active recruit brings as much as an active partner, rising evenly; 0 if `None`.
    pub ramp_months: Option<f64>,
}

/// Both ways, over the same months. Each course is that of the extra budget alone, on top of the plan's: what it adds is won
/// with the plan's own wins and brings gross profit as these do.
#[derive(Clone, Debug, PartialEq)]
pub struct DepthOrBreadth {
    /// The extra budget.
    pub budget: f64,
    /// Spent on the active partners.
    pub depth: Course,
    /// Spent on recruits.
    pub breadth: Course,
    /// How many partners the budget recruits: `budget ÷ cost per recruit`, an expectation and so also fractional.
    pub recruits: Stated,
    /// How many of them become active.
    pub active_recruits: Stated,
    /// Net present value of depth less that of breadth; above zero depth is the better way.
    pub advantage_of_depth: Stated,
    /// The activation rate at which both ways are worth the same; above 1, breadth cannot keep up at any rate.
    pub equal_activation_rate: Stated,
    /// The points, in months, where the cumulative curves cross.
    pub crossings: Vec<f64>,
}

pub(super) fn compare(
    extra: &Extra,
    calendar: &Calendar,
    covered: &[&Source],
    missing: &str,
    assumptions: &mut Vec<Premise>,
) -> DepthOrBreadth {
    let mut or_at_once = |given: Option<f64>, field: &str, why: &str| {
        given.unwrap_or_else(|| {
            assumptions.push(Premise::new(field, 0.0, why));
            0.0
        })
    };
    let why = "No time to enable given: the gain is there at once, which flatters depth.";
    let enablement = or_at_once(extra.enablement_months, "/depthOrBreadth/enablementMonths", why);
    let why = "No ramp given: recruits bring as much as active partners at once, which flatters breadth.";
    let ramp = or_at_once(extra.ramp_months, "/depthOrBreadth/rampMonths", why);

    let recruits = match extra.cost_per_recruit {
        Some(cost) => ratio(extra.budget, cost, "the cost of a recruit"),
        None => Err(needs(&["the cost of a recruit"])),
    };
    let active_recruits = match (&recruits, extra.activation_rate) {
        (Ok(recruits), Some(rate)) => Ok(recruits * rate),
        (Err(reason), Some(_)) => Err(reason.clone()),
        (Ok(_), None) => Err(needs(&["the activation rate"])),
        (Err(_), None) if extra.cost_per_recruit.is_none() => {
            Err(needs(&["the cost of a recruit", "the activation rate"]))
        }
        (Err(reason), None) => Err(reason.clone()),
    };
    let gain = extra.productivity_gain.ok_or_else(|| needs(&["the productivity gain"]));
    // Of the tiers that have a course; of none there is nothing to add to.
    let partners: Option<f64> = covered.iter().map(|source| source.partners).sum();
    let each = match partners {
        Some(partners) if !covered.is_empty() => ratio(1.0, partners, "active partners"),
        _ => Err(needs(&["active partners"])),
    };
    // What either way adds, as a multiple of what the plan brings already.
    let added = active_recruits.clone().and_then(|active| each.clone().map(|each| active * each));
    let way = |scale: Stated, ramp: f64| course(calendar, covered, missing, extra.budget, scale, ramp);
    let (depth, breadth) = (way(gain, enablement), way(added, ramp));
    let full = way(recruits.clone().and_then(|recruits| each.map(|each| recruits * each)), ramp);
    DepthOrBreadth {
        budget: extra.budget,
        advantage_of_depth: both(&depth, &breadth, |depth, breadth| Ok(depth - breadth)),
        // Present value of benefits rises evenly with the activation rate, from none at zero.
        equal_activation_rate: both(&depth, &full, |depth, full| {
            ratio(depth + extra.budget, full + extra.budget, "what recruits bring if all become active")
        }),
        crossings: crossings(&depth, &breadth),
        depth,
        breadth,
        recruits,
        active_recruits,
    }
}

/// The course of the budget spent now, which adds `scale` times the plan's wins, by an even ramp.
fn course(
    calendar: &Calendar,
    covered: &[&Source],
    missing: &str,
    budget: f64,
    scale: Stated,
    ramp: f64,
) -> Course {
    let added = scale.map(|scale| {
        let mut added = Flows::default();
        for source in covered {
            added.add(&source.brings(calendar, scale, |month| ramped(month, ramp)));
        }
        added
    });
    let now = |amount: f64| {
        let later = core::iter::repeat_n(0.0, usize::from(calendar.months - 1));
        Some(core::iter::once(amount).chain(later).collect::<Vec<f64>>())
    };
    let (mut flows, missing) = match added {
        Ok(added) => (added, missing.to_owned()),
        Err(reason) => (Flows::default(), reason),
    };
    flows.spend = now(budget);
    flows.matched = now(if flows.won > 0.0 { budget } else { 0.0 });
    flows.course("", common_retention(covered), &missing, calendar)
}

/// The mean, over the month, of what rises evenly from nothing to 1 in `months`.
fn ramped(month: usize, months: f64) -> f64 {
    if months <= 0.0 {
        return 1.0;
    }
    let risen = |until: f64| {
        let rising = until.min(months);
        rising * rising / (2.0 * months) + (until - rising)
    };
    risen(month as f64 + 1.0) - risen(month as f64)
}

fn both(a: &Course, b: &Course, with: impl Fn(f64, f64) -> Stated) -> Stated {
    match (&a.worth, &b.worth) {
        (Ok(a), Ok(b)) => with(a.appraisal.npv, b.appraisal.npv),
        (Err(reason), _) | (_, Err(reason)) => Err(reason.clone()),
    }
}

/// Where two cumulative curves cross, by straight lines between months. A start in common is no crossing.
fn crossings(a: &Course, b: &Course) -> Vec<f64> {
    let (Ok(a), Ok(b)) = (&a.worth, &b.worth) else { return Vec::new() };
    let pairs = a.appraisal.cumulative.iter().zip(&b.appraisal.cumulative).enumerate();
    let mut found = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    for (month, (a, b)) in pairs {
        let gap = a - b;
        if gap.abs() <= 1e-12 * a.abs().max(b.abs()) {
            continue;
        }
        let month = month as f64;
        if let Some((before, lead)) = last
            && (lead > 0.0) != (gap > 0.0)
        {
            found.push(before + (month - before) * lead / (lead - gap));
        }
        last = Some((month, gap));
    }
    found
}
