//! A plausible input for each question.
//!
//! `now` is the input so far: what a question names (tiers, targets) is drawn from the plan that stands there.

mod campaign;

use crate::figure::figure;
use crate::dice::Dice;
use crate::tree::get;
pub use campaign::{agreement, cash, channels, credit_for_target};
use comarketing_roi_engine::metric_ref::{MetricRef, ScopeId};
use comarketing_roi_engine::assess::{Control, Dimension, Matrix, Pillar};
use comarketing_roi_engine::discounted_cash_flow::risk::MAX_OVERRUN;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::plan::{Group, Kind};
use comarketing_roi_engine::{Field, MetricId, Number, Plan, ValidPlan, Value};

const MONEY: (f64, f64) = Kind::Money.range();
const RATE: (f64, f64) = Kind::Rate.range();
const MONTHS: (f64, f64) = Kind::Months.range();

/// An object.
pub fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(number: f64) -> Value {
    Value::Number(number)
}

/// Each of the entries in half of the cases.
fn some(dice: &mut Dice, entries: Vec<(&str, Value)>) -> Value {
    let entries = entries.into_iter().filter(|_| !dice.once_in(2));
    Value::Map(entries.map(|(key, value)| (key.to_owned(), value)).collect())
}

/// A figure of the plan: a number, or a range.
pub fn figure_of(dice: &mut Dice, kind: Kind) -> Value {
    let likely = dice.number(kind);
    if !dice.once_in(4) {
        return number(likely);
    }
    let (least, most) = kind.range();
    let (low, high) = if dice.once_in(2) {
        let mut ends = [dice.number(kind), dice.number(kind)];
        ends.sort_by(f64::total_cmp);
        (ends[0].min(likely), ends[1].max(likely))
    } else {
        ((likely * dice.share()).max(least), (likely * (1.0 + dice.share())).min(most))
    };
    map([("low", number(low.min(likely))), ("likely", number(likely)), ("high", number(high.max(likely)))])
}

fn group(dice: &mut Dice, group: Group, one_in: usize) -> Vec<(String, Value)> {
    let fields = Field::of(group).filter(|_| dice.once_in(one_in)).collect::<Vec<_>>();
    fields.into_iter().map(|field| (field.id().to_owned(), figure_of(dice, field.kind()))).collect()
}

/// A tier.
pub fn tier(dice: &mut Dice, name: &str) -> Value {
    let mut entries = vec![("name".to_owned(), text(name))];
    let one_in = 1 + dice.below(3);
    entries.extend(group(dice, Group::Tier, one_in));
    Value::Map(entries)
}

/// A plan.
pub fn plan(dice: &mut Dice, _: &Value) -> Value {
    let names = &["Strategic", "Growth", "A", "total"][..1 + dice.below(4)];
    let tiers = names.iter().map(|name| tier(dice, name)).collect();
    let mut entries = vec![
        ("version".to_owned(), number(1.0)),
        ("currency".to_owned(), text("USD")),
        ("tiers".to_owned(), Value::List(tiers)),
    ];
    entries.extend(group(dice, Group::Plan, 3));
    let mut direct = group(dice, Group::Direct, 2);
    if dice.once_in(3) {
        direct.push(("includesInfluenced".to_owned(), Value::Bool(dice.once_in(2))));
    }
    entries.push(("direct".to_owned(), Value::Map(direct)));
    entries.push(("economics".to_owned(), Value::Map(group(dice, Group::Economics, 2))));
    if dice.once_in(8) {
        let assumed = map([("field", text("/economics/grossMargin")), ("why", text("A guess."))]);
        entries.push(("assumed".to_owned(), Value::List(vec![assumed])));
    }
    Value::Map(entries)
}

/// The plan that stands in the input, or a new one.
fn plan_so_far(dice: &mut Dice, now: &Value) -> Value {
    match now {
        Value::Map(entries) if get(entries, "plan").is_some() => {
            get(entries, "plan").cloned().unwrap_or(Value::Null)
        }
        _ => plan(dice, now),
    }
}

fn about_plan(dice: &mut Dice, now: &Value, options: fn(&mut Dice, Option<&ValidPlan>) -> Value) -> Value {
    let plan = plan_so_far(dice, now);
    let options = options(dice, Plan::read(&plan).ok().as_ref());
    map([("plan", plan), ("options", options)])
}

/// A metric where it is stated, and something to reach.
fn aim(dice: &mut Dice, plan: Option<&ValidPlan>) -> Vec<(&'static str, Value)> {
    let metric = *dice.pick(MetricId::ALL);
    let tiers = plan.map_or(1, |plan| plan.tiers.len());
    let at = match metric.metric().stated {
        Stated::Direct => ScopeId::Direct,
        Stated::Each if dice.once_in(2) => ScopeId::Tier(dice.below(tiers)),
        _ => ScopeId::Total,
    };
    let today = plan.and_then(|plan| figure(plan, MetricRef { metric, at }));
    let target = match (today, dice.below(8)) {
        (Some(today), 0) => today,
        (Some(today), 1) => today.next_up(),
        (Some(today), 2..=4) => today * 2.0 * dice.share(),
        (Some(today), 5) => today * 10.0,
        (_, 6) => *dice.pick(&[0.0, 1.0, -1.0, 1e-9, 1e13, -1e300, f64::MAX]),
        _ => dice.within(MONEY) * *dice.pick(&[1.0, 1e-6, -1.0]),
    };
    let scope = match at {
        ScopeId::Total => text("total"),
        ScopeId::Direct => text("direct"),
        ScopeId::Tier(at) => map([("tier", number(at as f64))]),
    };
    vec![("metric", text(metric.text())), ("scope", scope), ("target", number(target))]
}

/// An input that the plan gives, or any.
fn input(dice: &mut Dice, plan: Option<&ValidPlan>) -> Value {
    let Some(plan) = plan else { return text("/tiers/0/winRate") };
    let given: Vec<_> = plan.places().filter(|place| plan.get(*place).is_some()).collect();
    let all: Vec<_> = plan.places().collect();
    let list = if given.is_empty() || dice.once_in(4) { all } else { given };
    text(&dice.pick(&list).path())
}

fn entries(list: Vec<(&str, Value)>) -> Value {
    Value::Map(list.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// `{ plan, options }` of a projection.
pub fn project(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, _| {
        let gain = (0.0, 10.0);
        let (budget, cost) = (dice.within(MONEY), dice.within(MONEY));
        let (gained, rate) = (dice.within(gain), dice.within(RATE));
        let (enablement, ramp) = (dice.within(MONTHS), dice.within(MONTHS));
        let mut extra = some(
            dice,
            vec![
                ("productivityGain", number(gained)),
                ("enablementMonths", number(enablement)),
                ("costPerRecruit", number(cost)),
                ("activationRate", number(rate)),
                ("rampMonths", number(ramp)),
            ],
        );
        if let Value::Map(entries) = &mut extra {
            entries.push(("extraBudget".to_owned(), number(budget)));
        }
        let months = 1 + dice.below(120);
        let (funded, growth) = (dice.within((0.0, months as f64)), dice.within(gain));
        some(
            dice,
            vec![
                ("months", number(months as f64)),
                ("fundedMonths", number(funded)),
                ("productivityGrowth", number(growth)),
                ("depthOrBreadth", extra),
            ],
        )
    })
}

/// `{ plan, options }` of solving for one input.
pub fn solve(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let mut options = aim(dice, plan);
        options.push(("input", input(dice, plan)));
        entries(options)
    })
}

/// `{ plan, options }` of flip points.
pub fn flip_points(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| entries(aim(dice, plan)))
}

/// `{ plan, options }` of a sensitivity.
pub fn sensitivity(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let mut options = aim(dice, plan);
        options.pop(); // it has no target
        options.push(("share", if dice.once_in(4) { Value::Null } else { number(dice.within(RATE)) }));
        entries(options)
    })
}

/// Ranges of the plan that go together, each with the next.
fn correlations(dice: &mut Dice, plan: Option<&ValidPlan>) -> Value {
    let ranges: Vec<String> = plan.map_or(Vec::new(), |plan| {
        let ranges = plan.places().filter(|place| matches!(plan.get(*place), Some(Number::Range { .. })));
        ranges.map(|place| place.path()).collect()
    });
    let mut pairs = Vec::new();
    for pair in ranges.windows(2).take(8) {
        let rank = *dice.pick(&[-1.0, -0.7, 0.0, 0.3, 0.99, 1.0]);
        if dice.once_in(2) {
            let between = pair.iter().map(|path| text(path)).collect();
            pairs.push(map([("between", Value::List(between)), ("rank", number(rank))]));
        }
    }
    Value::List(pairs)
}

/// `{ plan, options }` of a simulation.
pub fn simulate(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let metrics = (0..1 + dice.below(4)).map(|_| aim(dice, plan));
        let mut targets: Vec<(String, Value)> = Vec::new();
        let mut names: Vec<Value> = Vec::new();
        for aim in metrics {
            if let [(_, Value::Text(metric)), _, (_, target)] = aim.as_slice()
                && !targets.iter().any(|(other, _)| other == metric)
            {
                names.push(text(metric));
                targets.push((metric.clone(), target.clone()));
            }
        }
        let more = if dice.once_in(16) { 1100 } else { 50 };
        let correlations = correlations(dice, plan);
        let (draws, seed, each) = (100 + dice.below(more), dice.below(1000), dice.once_in(2));
        some(
            dice,
            vec![
                ("metrics", Value::List(names)),
                ("targets", Value::Map(targets)),
                ("seed", number(seed as f64)),
                ("draws", number(draws as f64)),
                ("perTier", Value::Bool(each)),
                ("correlations", correlations),
            ],
        )
    })
}

/// `{ plan, options }` of a split of a budget.
pub fn allocate(dice: &mut Dice, now: &Value) -> Value {
    about_plan(dice, now, |dice, plan| {
        let names: Vec<String> =
            plan.map_or(Vec::new(), |plan| plan.tiers.iter().map(|tier| tier.name.clone()).collect());
        let spent: f64 = plan.map_or(0.0, |plan| {
            let spent = plan.tiers.iter().filter_map(|tier| tier.get(Field::MdfSpent));
            spent.map(comarketing_roi_engine::Number::likely).sum()
        });
        let budget = if dice.once_in(2) { dice.within(MONEY) } else { spent * 2.0 * dice.share() };
        let mut limits = |share: f64| {
            let of = names.iter().filter(|_| dice.once_in(2)).cloned().collect::<Vec<_>>();
            Value::Map(of.into_iter().map(|name| (name, number(budget * share * dice.share()))).collect())
        };
        let (floors, caps) = (limits(1.0), limits(4.0));
        let (beta, most) = (dice.within(RATE), dice.within(RATE));
        some(
            dice,
            vec![("budget", number(budget)), ("beta", number(beta)), ("floors", floors), ("caps", caps), ("maxMove", number(most))],
        )
    })
}

/// `{ forecast, actuals }`, often with the same tiers.
pub fn settle(dice: &mut Dice, now: &Value) -> Value {
    let forecast = plan(dice, now);
    let actuals = if dice.once_in(2) { forecast.clone() } else { plan(dice, now) };
    map([("forecast", forecast), ("actuals", actuals)])
}

/// A cash flow.
pub fn appraise(dice: &mut Dice, _: &Value) -> Value {
    let mut list = |one_in: usize| {
        let periods = if dice.once_in(20) { 1 + dice.below(120) } else { 1 + dice.below(8) };
        Value::List(
            (0..periods)
                .map(|_| number(if dice.once_in(one_in) { dice.within(MONEY) } else { 0.0 }))
                .collect(),
        )
    };
    let (costs, benefits) = (list(2), list(1));
    let rate = dice.within(RATE);
    let rate = if dice.once_in(3) { Value::Null } else { number(rate) };
    let mut risk = |most: f64| map([("probability", number(dice.share())), ("impact", number(most * dice.share()))]);
    let (short, over) = (risk(1.0), risk(MAX_OVERRUN));
    let risks = match dice.below(4) {
        0 => map([("benefits", short), ("costs", over)]),
        1 => map([("benefits", short)]),
        _ => Value::Null,
    };
    map([("costs", costs), ("benefits", benefits), ("discountRate", rate), ("riskAdjustment", risks)])
}

/// A campaign.
pub fn mature(dice: &mut Dice, _: &Value) -> Value {
    let (age, median) = (dice.within((0.0, 600.0)), dice.within(MONTHS));
    let distribution = *dice.pick(&["lognormal", "logistic"]);
    let optional = vec![
        ("spread", number(dice.within((0.0, 5.0)))),
        ("distribution", text(distribution)),
        ("cost", number(dice.within(MONEY))),
        ("pipeline", number(dice.within(MONEY))),
        ("winRate", number(dice.within(RATE))),
        ("grossMargin", number(dice.within(RATE))),
        ("wonRevenueToDate", number(dice.within(MONEY))),
    ];
    let mut campaign = some(dice, optional);
    if let Value::Map(entries) = &mut campaign {
        entries.push(("ageMonths".to_owned(), number(age)));
        entries.push(("medianCycleMonths".to_owned(), number(median)));
    }
    campaign
}

/// How many there are, and how many of them were won.
fn counted(dice: &mut Dice, name: &str) -> Vec<(String, Value)> {
    let most = *dice.pick(&[10.0, 1e3, 1e9]);
    let of = (most * dice.share()).ceil().max(1.0);
    let won = (of * dice.share()).floor();
    vec![(name.to_owned(), number(of)), ("wins".to_owned(), number(won))]
}

/// Win rates with and without partners.
pub fn credit_evidence(dice: &mut Dice, _: &Value) -> Value {
    let mut deals = || {
        let mut deals = counted(dice, "deals");
        if dice.once_in(4) {
            deals[1] = ("winRate".to_owned(), number(dice.within(RATE)));
        }
        Value::Map(deals)
    };
    map([("influenced", deals()), ("direct", deals())])
}

/// An experiment with a control group.
pub fn holdout(dice: &mut Dice, _: &Value) -> Value {
    let mut arm = || {
        let mut arm = counted(dice, "accounts");
        if dice.once_in(2) {
            arm.push(("revenue".to_owned(), number(dice.within(MONEY))));
        }
        Value::Map(arm)
    };
    let (exposed, control) = (arm(), arm());
    let (cost, margin) = (dice.within(MONEY), dice.within(RATE));
    let margin = if dice.once_in(3) { Value::Null } else { number(margin) };
    map([("exposed", exposed), ("control", control), ("cost", number(cost)), ("grossMargin", margin)])
}

/// What is said of a control, mostly that it is there.
const WORDS: [&str; 4] = ["yes", "yes", "no", "unknown"];

/// What people say of their company.
pub fn assess(dice: &mut Dice, _: &Value) -> Value {
    let most = 1 + dice.below(3);
    let level = |dice: &mut Dice| number((1 + dice.below(most)) as f64);
    let mut parts = Vec::new();
    for matrix in Matrix::ALL {
        let of = matrix.dimensions().filter(|_| !dice.once_in(4)).collect::<Vec<Dimension>>();
        let of = of.into_iter().map(|dimension| (dimension.id().to_owned(), level(dice)));
        parts.push((matrix.id().to_owned(), Value::Map(of.collect())));
    }
    let of = Pillar::ALL.iter().filter(|_| dice.once_in(2)).collect::<Vec<_>>();
    let of = of.into_iter().map(|pillar| (pillar.id().to_owned(), level(dice)));
    parts.push(("pillars".to_owned(), Value::Map(of.collect())));
    let of = Control::ALL.iter().map(|control| (control.id().to_owned(), text(dice.pick::<&str>(&WORDS))));
    parts.push(("controls".to_owned(), Value::Map(of.collect())));
    Value::Map(parts)
}

/// What a person types into a field.
fn number_typed(dice: &mut Dice) -> String {
    let kind = *dice.pick(&Kind::ALL);
    let value = dice.number(kind);
    let digits = comarketing_roi_engine::number::format_fixed(value, dice.below(8));
    let before = *dice.pick(&["", "", "$", "€ ", "-", "USD ", "%", " "]);
    let after = *dice.pick(&["", "", " %", "k", "m", " Mio. €", " bn", ".", "\u{202f}", " lakh"]);
    format!("{before}{digits}{after}")
}

/// `{ text, kind, comma, currency }`: what a person types, into which field, by which convention.
pub fn typed(dice: &mut Dice, _: &Value) -> Value {
    let typed = number_typed(dice);
    let kind = dice.below(Kind::ALL.len());
    let (comma, currency) = (dice.once_in(2), *dice.pick(&["USD", "EUR", "CHF"]));
    map([
        ("text", text(&typed)),
        ("kind", number(kind as f64)),
        ("comma", Value::Bool(comma)),
        ("currency", text(currency)),
    ])
}

/// What stands in a table: heads, cells, and what parts them.
const BITS: [&str; 30] = [
    "Partner", "MDF paid", "Leads", "Start", "Activity", "Currency", "MDF paid (EUR)", "Leads (k)", ",", ",", ",", ";", "\t",
    "\n", "\n", "\r\n", "\r", "\"", "\"\"", "1.200,50", "1,200", "12.5", "2025-03-31", "31/03/2025", "webinar", "EUR", "Total",
    "sep=;\n", "Mü東", "-",
];

/// `{ text, size }`: a table, and how many signs a piece of it has.
pub fn table(dice: &mut Dice, _: &Value) -> Value {
    let mut table = if dice.once_in(3) { String::new() } else { "Partner,MDF paid,Leads,Start\n".to_owned() };
    for _ in 0..dice.below(80) {
        let bit: &str = *dice.pick(&BITS);
        table.push_str(bit);
    }
    map([("text", text(&table)), ("size", number(1.0 + dice.below(20) as f64))])
}
