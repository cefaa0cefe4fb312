//! What must be true in a call for so much to come back, of what is chosen: pipeline, revenue or gross profit.

use super::{best, value};
use crate::app::{Action, Goal};
use crate::insight::Insight;
use crate::insight::activity::{answers, number, refused, target, typed};
use crate::insight::phrases::{inline, place_name, reason};
use crate::markup::{Tree, button, el, line, number as figure, of};
use crate::text::{self, Text};
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::switching_value::{FlipPoint, FlipPoints, Question, flip_points};
use comarketing_roi_engine::symbol::Unit;

/// Where it is answered what is to come back.
const OF: &str = "/call/of";
/// What comes back for each unit of cost where nothing was typed: what trade talk asks for.
const UNASKED: f64 = 3.0;
/// The most ways that are shown: there is one screen.
const MOST: usize = 3;

/// What can be asked to come back: the word that is kept, its name, its metric, and what that lacks of all that comes back.
struct Back {
    id: &'static str,
    name: Text,
    metric: MetricId,
    less: f64,
}

const BACKS: [Back; 3] = [
    Back { id: "pipeline", name: text::PANEL_BACK_PIPELINE, metric: MetricId::PipelinePerDollar, less: 0.0 },
    Back { id: "revenue", name: text::PANEL_BACK_REVENUE, metric: MetricId::RoiGrossRatio, less: 0.0 },
    Back { id: "grossProfit", name: text::PANEL_BACK_GROSS_PROFIT, metric: MetricId::Roi, less: 1.0 },
];

impl Back {
    /// Whether it may be shown: it may tell costs.
    fn may_show(&self, insight: &Insight) -> bool {
        !(insight.plan.costs_withheld && self.metric.tells_costs())
    }

    /// What comes back for each unit today, as a ratio.
    fn stands(&self, insight: &Insight) -> Option<String> {
        insight.report.total.value(self.metric).map(|value| ratio(insight, value + self.less))
    }
}

/// So much to one.
fn ratio(insight: &Insight, back: f64) -> String {
    text::panel_back_ratio(&insight.format.exact(Unit::Count, back))
}

/// What is asked to come back; gross profit until something else is, and where that is private.
fn asked(insight: &Insight) -> Option<&'static Back> {
    let chosen = typed(insight, OF);
    let known = BACKS.iter().find(|back| back.id == chosen && back.may_show(insight));
    known.or(BACKS.last())
}

/// Draws the question with what was typed, and up to three ways.
pub(in crate::insight) fn call(insight: &Insight) -> Tree {
    let path = Goal::Call.path();
    let blank = typed(insight, path).is_empty() && number(insight, path).is_none();
    let back = target(insight, path).map(|share| share + 1.0).or(blank.then_some(UNASKED));
    let sheet = el("div").child(question(insight, back.is_none()));
    match asked(insight).zip(back) {
        Some((asked, back)) => sheet.children(ways(insight, asked, back)),
        None => sheet,
    }
}

/// The question: how much is to come back, and of what.
fn question(insight: &Insight, wrong: bool) -> Tree {
    let path = Goal::Call.path();
    let id = path.replace('/', "-");
    let said = [&id, "-said"].concat();
    // A bare number is in percent, and says so.
    let written = match number(insight, path) {
        Some(percent) => insight.format.exact(Unit::Ratio, percent / 100.0),
        None => typed(insight, path).trim().to_owned(),
    };
    let input = el("input")
        .set("type", "text")
        .set("id", id.clone())
        .set("autocomplete", "off")
        // A keyboard of digits has neither a colon nor an x.
        .set("inputmode", "text")
        .set("placeholder", ratio(insight, UNASKED))
        .set("title", text::PANEL_KEY_G.get())
        .set_some("aria-invalid", wrong.then_some("true"))
        .set_some("aria-describedby", wrong.then(|| said.clone()))
        .begins_with(written.clone())
        .changes(answers(path));
    let chosen = asked(insight).map_or("", |asked| asked.id);
    let choice = |back: &Back| {
        button("", back.name.get(), Action::Answer(OF.to_owned(), back.id.to_owned()))
            .says("aria-pressed", back.id == chosen)
            .flag("disabled", !back.may_show(insight))
    };
    let choices = of("div", "segmented")
        .set("role", "group")
        .set("aria-label", text::PANEL_BACK_OF.get())
        .children(BACKS.iter().map(choice));
    let label = line("label", "h3", text::PANEL_GOAL_ASK.get()).set("for", id);
    let error =
        wrong.then(|| line("div", "error", refused(insight, text::PANEL_GOAL_ASK, &written)).set("id", said));
    of("div", if wrong { "ask wrong" } else { "ask" })
        .child(label)
        .child(of("div", "box").child(input))
        .child(choices)
        .children(error)
}

/// Where it stands, and the ways to it.
fn ways(insight: &Insight, asked: &Back, back: f64) -> Vec<Tree> {
    let aim = MetricRef::at_its_own(asked.metric);
    let target = back - asked.less;
    let Ok(found) = flip_points(&insight.plan, &Question { aim, target }) else { return Vec::new() };
    if found.today.is_err() {
        let why = reason(&insight.report.total, asked.metric);
        return vec![line("p", "small", text::panel_goal_no_value(&insight.format.name(asked.metric), &why))];
    }
    let met = found.met == Some(true);
    let shown = found.points.iter().filter(|point| insight.may_show(point.place));
    let (flips, stuck): (Vec<&FlipPoint>, Vec<&FlipPoint>) = shown.partition(|point| point.flip.is_ok());
    let lead = match (met, flips.is_empty()) {
        (false, false) => text::PANEL_GOAL_ANY_OF,
        (false, true) => text::PANEL_GOAL_NO_WAY,
        (true, false) => text::PANEL_GOAL_HOLDS_WHILE,
        (true, true) => text::PANEL_GOAL_SAFE,
    };
    let said = text::sentences(&[&stands(insight, asked, back), lead.get()]);
    let steady = stuck.iter().filter(|point| !met && point.flip.as_ref().is_err_and(|steady| steady.moves));
    let rows = flips.iter().filter_map(|point| way(insight, &found, point, met));
    let rows = rows.chain(steady.filter_map(|point| out_of_reach(insight, asked, aim, target, point)));
    let example = insight.report.is_example().then(|| line("span", "tag example", text::EXAMPLE.get()));
    vec![line("p", "small", said).text(" ").children(example), of("ul", "goals").children(rows.take(MOST))]
}

/// What comes back today and what is asked; then what comes back of the others.
fn stands(insight: &Insight, asked: &Back, back: f64) -> String {
    let today = insight.report.total.value(asked.metric).unwrap_or_default() + asked.less;
    let (now, goal) = match (ratio(insight, today), ratio(insight, back)) {
        // What differs does not read the same: a hundredth of a per cent does.
        (now, goal) if now == goal => insight.format.pair(Unit::Ratio, today, back),
        pair => pair,
    };
    let others = BACKS.iter().filter(|back| back.id != asked.id && back.may_show(insight));
    let others: Vec<String> = others
        .filter_map(|back| Some(text::panel_back_other(&inline(back.name.get()), &back.stands(insight)?)))
        .collect();
    match others.is_empty() {
        true => text::panel_back_stands(asked.name.get(), &now, &goal),
        false => text::panel_back_stands_beside(asked.name.get(), &now, &goal, &text::items(&others)),
    }
}

/// A row: the input, its value today, and what takes the place of that.
fn row(insight: &Insight, point: &FlipPoint, now: String, then: Tree, beside: String) -> Tree {
    let values = of("span", "small num").text([&now, " → "].concat()).child(then);
    let what = line("b", "", place_name(&insight.plan, point.place));
    el("li")
        .keyed(point.place.path())
        .child(el("span").child(what).text(" ").child(values))
        .child(figure("span", "small", beside))
}

/// One way: the input, from where to where, pressed to make it so.
fn way(insight: &Insight, found: &FlipPoints, point: &FlipPoint, met: bool) -> Option<Tree> {
    let flip = point.flip.as_ref().ok()?;
    let share = point.relative().map(|share| {
        let part = insight.format.pair(Unit::Ratio, share, 0.0).0;
        if share > 0.0 { ["+", &part].concat() } else { part }
    });
    if met {
        let (now, turn) = insight.inputs(point.place.field, point.now, flip.value);
        return Some(row(insight, point, now, line("b", "", turn), share.unwrap_or_default()));
    }
    let value = value(insight, found, point, flip.value);
    let (now, then) = insight.inputs(point.place.field, point.now, value);
    let label = text::panel_goal_apply_to(&then, &place_name(&insight.plan, point.place));
    let press = button("link", then, Action::Set(point.place, value)).set("aria-label", label);
    Some(row(insight, point, now, press, share.unwrap_or_default()))
}

/// An input whose whole range does not do: how far it gets.
fn out_of_reach(
    insight: &Insight,
    asked: &Back,
    aim: MetricRef,
    target: f64,
    point: &FlipPoint,
) -> Option<Tree> {
    let best = best(insight, aim, target, point)?;
    let (now, most) = insight.inputs(point.place.field, point.now, best.value);
    let gives = text::panel_back_gives(&most, &ratio(insight, best.reached + asked.less));
    Some(row(insight, point, now, line("b", "", text::PANEL_BACK_OUT_OF_REACH.get()), gives))
}
