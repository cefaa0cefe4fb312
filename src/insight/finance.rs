//! What finance asks beside the plan, and what follows: how far to look, an extra budget, how returns diminish, and in a
//! campaign how much of it can be judged by now.

use super::Insight;
use super::activity::{boxed, number, written};
use crate::markup::{Tree, el, line, of};
use crate::text::{self, Text};
use crate::workspace::kind_of;
use comarketing_roi_engine::allocate::{DEFAULT_MAX_MOVE, Limit, Question};
use comarketing_roi_engine::cohort_lag::{Campaign, MAX_AGE, MAX_SPREAD, Maturity, mature};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::project::{Course, Extra, Horizon, MAX_GAIN, MAX_MONTHS, ValidHorizon, project};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number};

/// A number that is asked for, and its range.
struct Asked {
    path: &'static str,
    label: Text,
    range: (f64, f64),
}

const fn asked(path: &'static str, label: Text, range: (f64, f64)) -> Asked {
    Asked { path, label, range }
}

const LOOK: (f64, f64) = (1.0, MAX_MONTHS as f64);

/// How far the projection looks, and what grows on the way.
static AHEAD: [Asked; 3] = [
    asked("/finance/months", text::PANEL_FINANCE_MONTHS, LOOK),
    asked("/finance/fundedMonths", text::PANEL_FINANCE_FUNDED, (0.0, MAX_MONTHS as f64)),
    asked("/finance/productivityGrowth", text::PANEL_FINANCE_GROWTH, (0.0, MAX_GAIN)),
];

/// An extra budget for active partners, or for recruits.
static EXTRA: [Asked; 6] = [
    asked("/finance/extraBudget", text::PANEL_FINANCE_EXTRA, Kind::Money.range()),
    asked("/finance/productivityGain", text::PANEL_FINANCE_GAIN, (0.0, MAX_GAIN)),
    asked("/finance/enablementMonths", text::PANEL_FINANCE_ENABLEMENT, Kind::Months.range()),
    asked("/finance/costPerRecruit", text::PANEL_FINANCE_RECRUIT, Kind::Money.range()),
    asked("/finance/activationRate", text::PANEL_FINANCE_ACTIVATION, Kind::Rate.range()),
    asked("/finance/rampMonths", text::PANEL_FINANCE_RAMP, Kind::Months.range()),
];

/// How MDF is divided.
static SPLIT: [Asked; 3] = [
    asked("/finance/budget", text::PANEL_FINANCE_BUDGET, Kind::Money.range()),
    asked("/finance/beta", text::PANEL_FINANCE_BETA, (0.01, 0.99)),
    asked("/finance/maxMove", text::PANEL_FINANCE_MAX_MOVE, Kind::Rate.range()),
];

/// How old a campaign is.
static AGE: [Asked; 3] = [
    asked("/campaign/ageMonths", text::PANEL_FINANCE_AGE, (0.0, MAX_AGE)),
    asked("/campaign/wonRevenueToDate", text::PANEL_FINANCE_WON, Kind::Money.range()),
    asked("/campaign/spread", text::PANEL_FINANCE_SPREAD, (0.0, MAX_SPREAD)),
];

/// The number at a path, where it lies in its range.
fn given(insight: &Insight, asked: &Asked) -> Option<f64> {
    let (least, most) = asked.range;
    number(insight, asked.path).filter(|value| (least..=most).contains(value))
}

/// The numbers of a list of questions, in its order.
fn all<const N: usize>(insight: &Insight, list: &[Asked; N]) -> [Option<f64>; N] {
    list.each_ref().map(|asked| given(insight, asked))
}

/// How far the projection looks: what was answered as far as it holds, and the usual horizon else.
pub(super) fn horizon(insight: &Insight) -> ValidHorizon {
    let [months, funded_months, productivity_growth] = all(insight, &AHEAD);
    let [budget, productivity_gain, enablement_months, cost_per_recruit, activation_rate, ramp_months] =
        all(insight, &EXTRA);
    let extra = budget.map(|budget| Extra {
        budget,
        productivity_gain,
        enablement_months,
        cost_per_recruit,
        activation_rate,
        ramp_months,
    });
    let usual = Horizon::default();
    let months = months.map_or(usual.months, |months| months.round() as u16);
    let horizon = Horizon { months, funded_months, productivity_growth, depth_or_breadth: extra };
    let unfunded = Horizon { funded_months: None, ..horizon.clone() };
    horizon.validate().or_else(|_| unfunded.validate()).unwrap_or_default()
}

/// How MDF is divided: what was answered as far as it holds.
pub(super) fn split(insight: &Insight) -> Question {
    let [budget, beta, max_move] = all(insight, &SPLIT);
    // A curve through one point says little far away from it: the page moves no more than a quarter, unless told.
    let max_move = max_move.or(Some(DEFAULT_MAX_MOVE));
    let limits = |group: &str| {
        let limit = |tier: &comarketing_roi_engine::Tier| {
            let amount = number(insight, &of_tier(group, &tier.name))?;
            Some(Limit { tier: tier.name.clone(), amount })
        };
        insight.plan.tiers.iter().filter_map(limit).collect()
    };
    Question { budget, beta, floors: limits("floors"), caps: limits("caps"), max_move }
}

/// The path of a question about one tier: by its name, which stays when tiers are moved.
fn of_tier(group: &str, name: &str) -> String {
    ["/finance/", group, "/", &name.replace('~', "~0").replace('/', "~1")].concat()
}

/// Draws the questions, each group with what follows from it.
pub(super) fn panel(insight: &Insight) -> Tree {
    let tiers = insight.plan.tiers.iter();
    let bounds = tiers.filter(|_| insight.plan.tiers.len() > 1).flat_map(|tier| {
        let bound = |group: &str, label: String| {
            numeric(insight, &of_tier(group, &tier.name), &label, Kind::Money.range())
        };
        [
            bound("floors", text::panel_finance_floor(&tier.name)),
            bound("caps", text::panel_finance_cap(&tier.name)),
        ]
    });
    el("div")
        .child(group(insight, text::PANEL_FINANCE_AHEAD, &AHEAD, ahead(insight)))
        .child(group(insight, text::PANEL_FINANCE_DEPTH_OR_BREADTH, &EXTRA, extra(insight)))
        .child(
            group(insight, text::PANEL_FINANCE_SPLIT, &SPLIT, None)
                .child(of("div", "fields").children(bounds)),
        )
        .child(group(insight, text::PANEL_FINANCE_MATURE, &AGE, judged(insight)))
}

/// A folded group of questions, open once one is answered, and what follows.
fn group(insight: &Insight, title: Text, list: &[Asked], follows: Option<String>) -> Tree {
    let answered = list.iter().any(|asked| !written(insight, asked.path).is_empty());
    let boxes = list.iter().map(|asked| numeric(insight, asked.path, asked.label.get(), asked.range));
    el("details")
        .flag("open", answered)
        .child(line("summary", "", title.get()))
        .child(of("div", "fields").children(boxes))
        .children(follows.map(|said| line("p", "meaning", said)))
}

fn numeric(insight: &Insight, path: &str, label: &str, range: (f64, f64)) -> Tree {
    let kind = kind_of(path).unwrap_or(Kind::Count);
    let text = written(insight, path);
    let wrong =
        !text.is_empty() && !number(insight, path).is_some_and(|value| (range.0..=range.1).contains(&value));
    let write = |value: f64| insight.format.input(kind, value);
    let below = wrong.then(|| {
        line("div", "error", text::panel_finance_wrong(label, &text, &write(range.0), &write(range.1)))
    });
    let unit = match kind {
        Kind::Months => text::PANEL_FINANCE_UNIT_MONTHS.get(),
        Kind::Rate => "%",
        _ => "",
    };
    boxed(insight, path, label, [unit, "decimal"], (wrong, below))
}

/// What comes back over the horizon.
fn ahead(insight: &Insight) -> Option<String> {
    let found = project(&insight.plan, &horizon(insight));
    let worth = found.total.worth.as_ref().ok()?;
    let money = |value: f64| insight.format.figure(Unit::Currency, value);
    let roi = worth.roi_matched.as_ref().ok()?;
    Some(text::panel_finance_ahead_says(
        &insight.format.input(Kind::Count, f64::from(found.months)),
        &money(worth.spend),
        &money(worth.gross_profit),
        &insight.format.figure(Unit::Ratio, *roi),
    ))
}

/// Which way to spend an extra budget is worth more.
fn extra(insight: &Insight) -> Option<String> {
    let found = project(&insight.plan, &horizon(insight)).depth_or_breadth?;
    let worth = |course: &Course| match &course.worth {
        Ok(worth) => insight.format.figure(Unit::Currency, worth.appraisal.npv),
        Err(_) => text::PANEL_FINANCE_NO_VALUE.get().to_owned(),
    };
    Some(text::panel_finance_extra_says(&worth(&found.depth), &worth(&found.breadth)))
}

/// How much of a campaign, or of the program's first deals, can be judged by now.
pub(super) fn maturity(insight: &Insight) -> Option<Maturity> {
    let [age, won_revenue_to_date, spread] = all(insight, &AGE);
    let of_plan = |field| insight.plan.get(FieldPath::plan(field)).map(Number::likely);
    let total = |id| insight.report.total.value(id);
    Some(mature(&Campaign {
        age_months: age?,
        median_cycle_months: of_plan(Field::SalesCycleMonths)?,
        spread,
        cost: total(MetricId::VendorCost),
        pipeline: total(MetricId::PipelineCredited),
        win_rate: total(MetricId::OpportunityToWin),
        gross_margin: of_plan(Field::GrossMargin),
        won_revenue_to_date,
        ..Campaign::default()
    }))
}

/// The same in words.
fn judged(insight: &Insight) -> Option<String> {
    let found = maturity(insight)?;
    let share = insight.format.figure(Unit::Ratio, found.share_matured);
    let roi = |stated: &Result<f64, String>| match stated {
        Ok(value) => insight.format.figure(Unit::Ratio, *value),
        Err(_) => text::PANEL_FINANCE_NO_VALUE.get().to_owned(),
    };
    Some(if found.too_early {
        let months = insight.format.input(Kind::Count, found.months_to_judgement.ceil());
        text::panel_finance_too_early(&share, &months)
    } else {
        text::panel_finance_mature_says(&share, &roi(&found.roi_to_date), &roi(&found.roi_matured))
    })
}
