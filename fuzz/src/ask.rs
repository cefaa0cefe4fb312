//! The questions, and what must hold of every answer. What must not happen at all is a panic, a number that is not
//! finite, and an answer without end.

use crate::figure::figure;
use crate::tree::{self, Json, each_object, get};
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::agreement;
use comarketing_roi_engine::allocate::{self, DEFAULT_BETA};
use comarketing_roi_engine::campaign_table::{Question, Rejected, Sink, TableReader};
use comarketing_roi_engine::cash;
use comarketing_roi_engine::name;
use comarketing_roi_engine::channels;
use comarketing_roi_engine::discounted_cash_flow::{Appraisal, risk};
use comarketing_roi_engine::assess::{self, Answers};
use comarketing_roi_engine::cohort_lag::{self, Campaign};
use comarketing_roi_engine::{credit_evidence as evidence, holdout as experiment};
use comarketing_roi_engine::credit_for_target;
use comarketing_roi_engine::metric::Better;
use comarketing_roi_engine::number::{self, Convention, Reading};
use comarketing_roi_engine::project::{self, Course, Horizon};
use comarketing_roi_engine::variance::{self, Bridge};
use comarketing_roi_engine::simulate::{self, Simulation};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::{Number, FieldPath, Plan, Problem, ValidPlan, Value, evaluate};
use comarketing_roi_engine::{sensitivity, solve, switching_value};

type Read<T> = Result<T, Vec<Problem>>;

/// The tree that a JSON text says. What is no JSON is not the engine's to read.
fn json(data: &[u8]) -> Option<Value> {
    serde_json::from_slice(data).ok()
}

fn part(tree: &Value, key: &str) -> Value {
    match tree {
        Value::Map(entries) => get(entries, key).cloned().unwrap_or(Value::Null),
        _ => Value::Null,
    }
}

/// What was read; or the problems, which must say something.
fn good<T>(read: Read<T>) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a problem");
            for problem in &problems {
                assert!(problem.path.is_empty() || problem.path.starts_with('/'), "no path: {problem:?}");
                assert!(!problem.message.is_empty(), "no message: {problem:?}");
            }
            tree::of(&problems);
            None
        }
    }
}

/// A plan, and what is asked about it.
fn about_plan<Q>(data: &[u8], read: fn(&Value) -> Read<Q>) -> Option<(ValidPlan, Q)> {
    let tree = json(data)?;
    let (plan, question) = (Plan::read(&part(&tree, "plan")), read(&part(&tree, "options")));
    good(plan).zip(good(question))
}

/// The metric with one input changed.
fn figure_with(plan: &ValidPlan, aim: MetricRef, place: FieldPath, value: f64) -> Option<f64> {
    let mut changed = (**plan).clone();
    changed.set(place, Number::Exact(value));
    match changed.validate() {
        Ok(changed) => figure(&changed, aim),
        Err(problems) => panic!("an answer is no value of its input: {problems:?}"),
    }
}

/// Steps over a list, so that some eight of it are looked at: a whole report for each item of each list takes too long.
fn every(items: usize) -> usize {
    items / 8 + 1
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits()
}

fn near(a: f64, b: f64, scale: f64) -> bool {
    // Next to zero numbers have too few digits for a share of them.
    (a - b).abs() <= (1e-9 * scale.max(a.abs()).max(b.abs())).max(f64::MIN_POSITIVE)
}

/// A plan: its report, and reading back what was written.
pub fn plan(data: &[u8]) {
    let Some(plan) = json(data).and_then(|tree| good(Plan::read(&tree))) else { return };
    let report = tree::of(&evaluate(&plan));
    let mut figures = 0;
    each_object(&report, &mut |entries| {
        if get(entries, "terms").is_some() {
            figures += 1;
            let (value, reason) = (get(entries, "value"), get(entries, "reason"));
            let explained = matches!(reason, Some(Value::Text(text)) if !text.is_empty());
            assert_eq!(value == Some(&Value::Null), explained, "a value or a reason: {entries:?}");
        }
    });
    assert!(figures > 0, "a report has figures");
    let written = tree::of(&*plan);
    assert_eq!(good(Plan::read(&written)).as_ref(), Some(&plan), "a plan reads back as it was written");
    let text = serde_json::to_string(&Json(&written)).expect("a tree is JSON");
    assert_eq!(json(text.as_bytes()), Some(written), "so does its text");
}

/// A cash flow.
pub fn appraise(data: &[u8]) {
    let Some(flow) = json(data).and_then(|tree| good(risk::Question::read(&tree))) else { return };
    let answer = risk::appraise_with_risk(&flow);
    tree::of(&answer);
    check_appraisal(&answer.plain);
    if let Some(risky) = &answer.risk_adjusted {
        check_appraisal(&risky.appraisal);
        assert!(risky.appraisal.npv <= answer.plain.npv, "risk adds worth: {risky:?}");
    }
}

fn check_appraisal(answer: &Appraisal) {
    let Appraisal { net, irr_roots, .. } = answer;
    assert!(irr_roots.is_sorted(), "rates are not in order: {irr_roots:?}");
    for rate in irr_roots {
        assert!(*rate > -1.0, "a rate of −100 %: {irr_roots:?}");
        let (value, size) = worth(net, *rate);
        // Next to −100 % a single bit of the rate is worth more than the whole flow: then the sign turns there.
        let beside = [-4e-16, 4e-16].map(|by| worth(net, *rate + by).0);
        let turns = beside[0] * beside[1] <= 0.0 || *rate < -0.999_999;
        assert!(value.abs() <= 1e-6 * size || turns, "{rate} makes {value} of {size}");
    }
    if let Ok(irr) = answer.irr {
        assert!(irr_roots.iter().any(|rate| same(*rate + 0.0, irr)), "{irr} is none of {irr_roots:?}");
    }
    for paid in [&answer.payback_periods, &answer.discounted_payback_periods].into_iter().flatten() {
        assert!((0.0..net.len().max(1) as f64).contains(paid), "paid back after {paid} of {}", net.len());
    }
}

/// What a flow is worth at a rate, and all that is added up for it, but for a factor that keeps powers at most one.
fn worth(net: &[f64], rate: f64) -> (f64, f64) {
    let at = |of: fn(f64) -> f64| match rate < 0.0 {
        true => net.iter().fold(0.0, |sum, flow| sum * (1.0 + rate) + of(*flow)),
        false => net.iter().rev().fold(0.0, |sum, flow| sum / (1.0 + rate) + of(*flow)),
    };
    (at(|flow| flow), at(f64::abs))
}

/// Several years.
pub fn project(data: &[u8]) {
    let Some((plan, horizon)) = about_plan(data, Horizon::read) else { return };
    let answer = project::project(&plan, &horizon);
    tree::of(&answer);
    let course = |course: &Course| {
        for series in [&course.spend, &course.gross_profit].into_iter().flatten() {
            assert_eq!(series.len(), usize::from(horizon.months), "a month is missing");
            assert!(series.iter().all(|amount| *amount >= 0.0), "less than nothing: {series:?}");
        }
        match &course.worth {
            Ok(worth) => check_appraisal(&worth.appraisal),
            Err(reason) => assert!(!reason.is_empty(), "neither worth nor reason"),
        }
    };
    answer.tiers.iter().for_each(course);
    course(&answer.total);
}

/// One input for a target.
pub fn solve(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, solve::Question::read) else { return };
    let Some(answer) = good(solve::solve(&plan, &question)) else { return };
    tree::of(&answer);
    let solve::Question { aim, target, input } = question;
    let with = |value: f64| figure_with(&plan, aim, input, value);
    let (least, most) = input.field.kind().range();
    match &answer.answer {
        Ok(found) => {
            let reached = with(found.value).expect("the answer has a value");
            assert!(same(reached, found.reached), "{} and not {reached} is reached", found.reached);
            for value in answer.also.iter().chain([&found.value]) {
                check_reached(&with, (*value, (least, most)), target, answer.today);
            }
        }
        Err(why) => {
            assert!(!why.reason.is_empty(), "neither answer nor reason");
            if let Some(best) = why.best {
                // What the plan does not give may be given by another figure, so that only this value is stated.
                let today = answer.now.is_some_and(|now| same(now, best.value));
                assert!(
                    today || with(best.value).is_some_and(|y| same(y, best.reached)),
                    "no best: {best:?}"
                );
            }
        }
    }
}

/// That an input brings a metric to the target, as near as the metric can be told from a leap.
fn check_reached(
    with: &dyn Fn(f64) -> Option<f64>,
    (value, (least, most)): (f64, (f64, f64)),
    target: f64,
    today: Option<f64>,
) {
    let reached = with(value).expect("what reaches the target has a value");
    let gap = (reached - target).abs();
    let scale = target.abs().max(today.map_or(0.0, f64::abs)).max(1.0);
    let beside = || {
        let (a, b) = (with((value * 0.99).max(least))?, with((value * 1.01).min(most))?);
        Some((a - b).abs())
    };
    assert!(gap <= 1e-9 * scale || beside().is_some_and(|by| gap <= 1e-9 * by), "{reached} is not {target}");
}

/// Where a verdict turns.
pub fn flip_points(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, switching_value::Question::read) else { return };
    let Some(answer) = good(switching_value::flip_points(&plan, &question)) else { return };
    tree::of(&answer);
    let switching_value::Question { aim, target } = question;
    let met = |value: f64| match aim.metric.metric().better {
        Better::Higher | Better::Depends => value >= target,
        Better::Lower => value <= target,
    };
    assert_eq!(answer.today.as_ref().ok().map(|today| met(*today)), answer.met);
    for point in answer.points.iter().step_by(every(answer.points.len())) {
        match &point.flip {
            Ok(flip) => {
                let reached = figure_with(&plan, aim, point.place, flip.value);
                assert!(reached.is_some_and(|y| same(y, flip.reached)), "{flip:?} reaches {reached:?}");
            }
            Err(steady) => assert!(!steady.reason.is_empty(), "neither flip nor reason"),
        }
    }
}

/// Which input moves a metric most.
pub fn sensitivity(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, sensitivity::Question::read) else { return };
    let Some(answer) = good(sensitivity::sensitivity(&plan, &question)) else { return };
    tree::of(&answer);
    for entry in answer.entries.iter().step_by(every(answer.entries.len())) {
        for end in [&entry.low, &entry.high] {
            let there = figure_with(&plan, question.aim, entry.place, end.value);
            match (&end.metric, there) {
                (Ok(stated), Some(there)) => assert!(same(*stated, there), "{stated} is not {there}"),
                (Err(reason), None) => assert!(!reason.is_empty(), "neither metric nor reason"),
                other => panic!("a report says otherwise: {other:?}"),
            }
        }
    }
}

/// How sure the figures are.
pub fn simulate(data: &[u8]) {
    let Some((plan, mut question)) = about_plan(data, Simulation::read) else { return };
    // Many draws take long and reach nothing that some do not.
    question.draws = question.draws.min(1200);
    let Some(answer) = good(simulate::simulate(&plan, &question)) else { return };
    tree::of(&answer);
    let tiers = answer.tiers.iter().flat_map(|(_, outcomes)| outcomes);
    for outcome in answer.total.iter().chain(tiers) {
        assert!(outcome.undefined <= answer.draws);
        assert_eq!(outcome.reason.is_some(), outcome.undefined > 0);
        if let Some(reach) = outcome.target {
            assert!((0.0..=1.0).contains(&reach.probability), "{reach:?}");
        }
        let shares: f64 = outcome.drivers.iter().map(|driver| driver.share).sum();
        assert!(shares <= 1.0 + 1e-9, "the drivers explain {shares}");
        if let Some(summary) = &outcome.summary {
            assert!(summary.percentiles.is_sorted(), "percentiles fall: {summary:?}");
            let counted: u32 = summary.histogram.counts.iter().sum();
            let counted = counted + summary.histogram.below + summary.histogram.above;
            assert_eq!(counted, answer.draws - outcome.undefined, "the histogram has other draws");
        }
    }
}

/// The best split of a budget.
pub fn allocate(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, allocate::Question::read) else { return };
    let Some(answer) = good(allocate::allocate(&plan, &question)) else { return };
    tree::of(&answer);
    let spent: f64 = answer.tiers.iter().map(|tier| tier.best.spend).sum();
    assert!(near(spent, answer.budget, 0.0), "{spent} of a budget of {}", answer.budget);
    for tier in &answer.tiers {
        assert!(tier.best.spend >= tier.floor, "{tier:?} is below its floor");
        assert!(tier.cap.is_none_or(|cap| tier.best.spend <= cap), "{tier:?} is above its cap");
    }
    let free = question.floors.is_empty() && question.caps.is_empty();
    if free && question.beta.unwrap_or(DEFAULT_BETA) < 0.99 {
        let (best, mix) = (answer.best.revenue, answer.same_mix.revenue);
        assert!(best >= mix * (1.0 - 1e-9), "today's mix brings {mix}, the best {best}");
    }
}

/// A young campaign.
pub fn mature(data: &[u8]) {
    let Some(campaign) = json(data).and_then(|tree| good(Campaign::read(&tree))) else { return };
    let answer = cohort_lag::mature(&campaign);
    tree::of(&answer);
    assert!((0.0..=1.0).contains(&answer.share_matured), "{}", answer.share_matured);
    assert!(answer.months_to_judgement >= 0.0, "{}", answer.months_to_judgement);
}

/// The cash calendar of a campaign.
pub fn cash(data: &[u8]) {
    let Some(campaign) = json(data).and_then(|tree| good(cash::Campaign::read(&tree))) else { return };
    let answer = cash::cash(&campaign);
    tree::of(&answer);
    for ledger in [&answer.vendor, &answer.partner, &answer.joint] {
        let (Ok(sum), Ok(puts_in), Ok(back)) = (&ledger.sum, &ledger.puts_in, &ledger.gets_back) else { continue };
        let end = ledger.months.last().expect("a calendar has a month").cumulative;
        assert!(near(end, *sum, puts_in + back), "the months add up to {end}, the ledger to {sum}");
        let lowest = ledger.months.iter().map(|month| month.lowest).fold(0.0, f64::min);
        assert!(same(ledger.deepest.clone().expect("a point") + 0.0, lowest + 0.0), "{lowest}: {:?}", ledger.deepest);
    }
}

/// The credit for a target.
pub fn credit_for_target(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, credit_for_target::Question::read) else { return };
    let Some(answer) = good(credit_for_target::credit_for_target(&plan, &question)) else { return };
    tree::of(&answer);
    match (&answer.answer, answer.reached) {
        (Ok(credit), Some(reached)) => {
            assert!((0.0..=1.0).contains(credit), "{credit} is no credit");
            assert!(near(reached, question.target.back, 0.0), "{reached} is not {:?}", question.target);
        }
        (Err(unmet), None) => assert!(!unmet.reason.is_empty(), "neither credit nor reason"),
        other => panic!("a credit reaches something: {other:?}"),
    }
}

/// Where both sides reach their targets.
pub fn agreement(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, agreement::Question::read) else { return };
    let Some(answer) = good(agreement::agreement(&plan, &question)) else { return };
    tree::of(&answer);
    for way in [&answer.share, &answer.margin] {
        match &way.answer {
            Ok((low, high, found)) => {
                assert!(low <= high && (*low..=*high).contains(&found.value), "{way:?}");
                assert!((0.0..=1.0).contains(low) && (0.0..=1.0).contains(high), "{way:?}");
            }
            Err(none) => assert!(!none.reason.is_empty(), "neither agreement nor reason"),
        }
    }
}

/// Partners against direct.
pub fn channels(data: &[u8]) {
    let Some((plan, question)) = about_plan(data, channels::Question::read) else { return };
    let Some(answer) = good(channels::channels(&plan, &question)) else { return };
    tree::of(&answer);
    let adds: Vec<i64> = answer.lifts.iter().filter_map(|lift| lift.adds).collect();
    if let (Ok(partner), Ok(direct), 4) = (&answer.partner, &answer.direct, adds.len()) {
        assert_eq!(adds.iter().sum::<i64>(), partner - direct, "the parts add up to the change: {answer:?}");
    }
}

/// Forecast against actuals.
pub fn settle(data: &[u8]) {
    let Some(tree) = json(data) else { return };
    let plans = variance::read(&part(&tree, "forecast"), &part(&tree, "actuals"));
    let Some((forecast, actuals)) = good(plans) else { return };
    let answer = variance::settle(&forecast, &actuals);
    tree::of(&answer);
    let adds_up = |bridge: &Bridge| {
        assert_eq!(bridge.components.iter().sum::<i64>(), bridge.change(), "cents are missing: {bridge:?}");
    };
    let known = || answer.tiers.iter().filter_map(|tier| tier.bridge.as_ref().ok());
    known().for_each(adds_up);
    if let Ok(total) = &answer.total {
        adds_up(total);
        let sum = |side: fn(&Bridge) -> i64| known().map(side).sum::<i64>();
        assert_eq!((sum(|b| b.forecast), sum(|b| b.actual)), (total.forecast, total.actual));
    }
}

/// What win rates say for a credit.
pub fn credit_evidence(data: &[u8]) {
    let read = |tree: Value| good(evidence::Question::read(&tree));
    let Some(question) = json(data).and_then(read) else { return };
    let answer = evidence::credit_evidence(&question);
    tree::of(&answer);
    if let Ok(credit) = answer.usable_credit {
        assert!((0.0..=1.0).contains(&credit), "{credit} is no credit");
    }
    if let (Ok(low), Ok(credit), Ok(high)) = (&answer.credit_low, &answer.credit, &answer.credit_high) {
        let slack = 1e-9 * low.abs().max(1.0);
        assert!(*low <= credit + slack && *credit <= high + slack, "{credit} is outside {low} to {high}");
    }
}

/// An experiment with a control group.
pub fn holdout(data: &[u8]) {
    let read = |tree: Value| good(experiment::Question::read(&tree));
    let Some(question) = json(data).and_then(read) else { return };
    let answer = experiment::holdout(&question);
    tree::of(&answer);
    assert!(answer.difference.is_ok(), "{:?}", answer.difference);
    if let Ok(p) = answer.p_value {
        assert!((0.0..=1.0).contains(&p), "a p value of {p}");
    }
}

/// How mature an ecosystem is.
pub fn assess(data: &[u8]) {
    let Some(answers) = json(data).and_then(|tree| good(Answers::read(&tree))) else { return };
    tree::of(&assess::assess(&answers));
}

/// What a person types into a field.
pub fn typed(data: &[u8]) {
    let Some(tree) = json(data) else { return };
    let (Value::Text(text), Value::Text(currency)) = (part(&tree, "text"), part(&tree, "currency")) else {
        return;
    };
    let Value::Number(kind) = part(&tree, "kind") else { return };
    let Some(kind) = Kind::ALL.get(kind as usize) else { return };
    let comma = part(&tree, "comma") == Value::Bool(true);
    let convention = if comma { Convention::COMMA } else { Convention::POINT };
    if let Ok(Reading::Value(value)) = number::read(&text, *kind, &convention, &currency) {
        assert!(value.is_finite(), "“{text}” is {value}");
    }
    if let Some(Ok(ends)) = number::read_range(&text, *kind, &convention, &currency) {
        assert!(ends.low <= ends.likely && ends.likely <= ends.high, "“{text}” is {ends:?}");
        assert!(ends.low.is_finite() && ends.high.is_finite(), "“{text}” is {ends:?}");
    }
}

/// Everything that a table gives, row by row.
#[derive(Debug, Default, PartialEq)]
struct Rows {
    campaigns: Vec<(usize, comarketing_roi_engine::Campaign)>,
    rejected: Vec<(usize, Vec<String>)>,
}

impl Sink for Rows {
    fn campaign(&mut self, line: usize, campaign: &comarketing_roi_engine::Campaign) {
        assert_eq!(campaign.check(""), [], "a row that is not sound");
        self.campaigns.push((line, campaign.clone()));
    }

    fn rejected(&mut self, row: &Rejected<'_>) {
        assert!(!row.problems.is_empty(), "left out without a problem");
        self.rejected.push((row.line(), row.cells().map(str::to_owned).collect()));
    }
}

/// `{ text, size }`: a table, and how many signs a piece of it has.
pub fn table(data: &[u8]) {
    let Some(tree) = json(data) else { return };
    let (Value::Text(text), Value::Number(size)) = (part(&tree, "text"), part(&tree, "size")) else {
        return;
    };
    let signs: Vec<char> = text.chars().collect();
    let read = |size: usize| {
        let mut rows = Rows::default();
        let mut reader = TableReader::new(&Question::default(), name::fold);
        for piece in signs.chunks(size.max(1)) {
            reader.push(&piece.iter().collect::<String>(), &mut rows);
        }
        let report = reader.finish(&mut rows);
        assert_eq!(report.campaigns, rows.campaigns.len() as u64);
        assert_eq!(report.rejected, rows.rejected.len() as u64);
        tree::of(&report);
        (rows, report)
    };
    assert_eq!(read(size as usize), read(usize::MAX), "another table when cut");
}
