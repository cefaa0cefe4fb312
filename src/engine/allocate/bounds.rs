//! What holds the tiers of a split: floors, caps, and how much may move.

use super::{Question, Taking};
use crate::number::format_decimal;
use crate::plan::{Field, FieldPath, Plan};
use crate::problem::{Problem, ProblemKind};
use crate::read::join;

/// Puts floors and caps to their tiers.
pub(super) fn bound(plan: &Plan, question: &Question, taking: &mut [Taking], problems: &mut Vec<Problem>) {
    let (least, most) = Field::MdfSpent.kind().range();
    for (list, limits) in [("/floors", &question.floors), ("/caps", &question.caps)] {
        for limit in limits {
            let path = join(list, &limit.tier);
            let value = format_decimal(limit.amount);
            let at = plan.tiers.iter().position(|tier| crate::name::same(&tier.name, &limit.tier));
            let found = at.and_then(|at| taking.iter_mut().find(|t| t.tier == at));
            match (at, found) {
                _ if !(least..=most).contains(&limit.amount) => {
                    let message = format!("An amount must be {}.", Field::MdfSpent.kind().allowed());
                    let kind = ProblemKind::OutOfRange { min: least, max: most };
                    problems.push(Problem::new(path, kind, &value, message));
                }
                (None, _) => {
                    let message =
                        format!("The plan has no tier called “{}”.", crate::read::shown(&limit.tier));
                    problems.push(Problem::new(path, ProblemKind::UnknownField, &value, message));
                }
                (Some(_), None) => {
                    let message = "This tier takes no part: its spending or its revenue today is not known, or \
                                   zero. Remove the bound.";
                    problems.push(Problem::new(path, ProblemKind::UnknownField, &value, message));
                }
                (_, Some(t)) if list == "/floors" => t.floor = limit.amount,
                (_, Some(t)) if limit.amount < t.floor => {
                    let kind = ProblemKind::OutOfRange { min: t.floor, max: most };
                    let message = format!("The cap is below the floor of {}.", format_decimal(t.floor));
                    problems.push(Problem::new(path, kind, &value, message));
                }
                (_, Some(t)) => t.cap = limit.amount,
            }
        }
    }
}

/// The least and the most that a part becomes where a share of the larger of the two may move.
pub(super) fn reach(part: f64, share: f64) -> (f64, f64) {
    (part * (1.0 - share), if share < 1.0 { part / (1.0 - share) } else { f64::INFINITY })
}

/// Holds each tier near its part in today's proportions, `spend × scale`.
pub(super) fn hold(plan: &Plan, share: f64, scale: f64, taking: &mut [Taking], problems: &mut Vec<Problem>) {
    for t in taking {
        let (least, most) = reach(t.spend * scale, share);
        let name = plan.tiers.get(t.tier).map_or("", |tier| tier.name.as_str());
        let mut fail = |list: &str, value: f64, message: String| {
            let (_, largest) = Field::MdfSpent.kind().range();
            let kind = ProblemKind::OutOfRange { min: least, max: most.min(largest) };
            problems.push(Problem::new(join(list, name), kind, &format_decimal(value), message));
        };
        if t.cap < least {
            let message =
                format!("The cap is below {}, the least that maxMove leaves.", format_decimal(least));
            fail("/caps", t.cap, message);
        } else if t.floor > most {
            let message =
                format!("The floor is above {}, the most that maxMove allows.", format_decimal(most));
            fail("/floors", t.floor, message);
        } else {
            (t.floor, t.cap) = (t.floor.max(least), t.cap.min(most));
        }
    }
}

/// `held` says in words what else the bounds hold.
pub(super) fn check_budget(
    budget: f64,
    stated: bool,
    held: &str,
    taking: &[Taking],
    problems: &mut Vec<Problem>,
) {
    /// Shares of the budget add up to it but for rounding.
    const HAIR: f64 = 1e-12;
    let (least, most) = Field::MdfSpent.kind().range();
    let floors: f64 = taking.iter().map(|t| t.floor).sum();
    let caps: f64 = taking.iter().map(|t| t.cap).sum::<f64>().min(most);
    let mut fail = |kind, message: String| {
        problems.push(Problem::new("/budget", kind, &format_decimal(budget), message))
    };
    if taking.is_empty() {
        let path = FieldPath::tier(0, Field::MdfSpent).path();
        let message = "No tier has both MDF spent and credited revenue, so there is no response to split by.";
        problems.push(Problem::new(path, ProblemKind::Missing, "", message));
    } else if !(least..=most).contains(&budget) {
        let allowed = Field::MdfSpent.kind().allowed();
        fail(ProblemKind::OutOfRange { min: least, max: most }, format!("The budget must be {allowed}."));
    } else if budget < floors * (1.0 - HAIR) || budget > caps * (1.0 + HAIR) {
        let whose = if stated { "" } else { ", which is what the tiers spend today" };
        let (what, sum) =
            if budget < floors { ("floors ask for", floors) } else { ("caps allow only", caps) };
        let message = format!(
            "The {what} {}{}{} but the budget is {}{whose}.",
            format_decimal(sum),
            held,
            if held.is_empty() { "," } else { "" },
            format_decimal(budget)
        );
        fail(ProblemKind::OutOfRange { min: floors, max: caps }, message);
    }
}
