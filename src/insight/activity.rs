//! What is asked beside the plan's own fields: of an activity, and of a call.

use super::{Insight, entry};
use crate::app::{Action, Goal};
use crate::markup::{Tree, el, line, of};
use crate::text::{self, Text};
use crate::workspace::kind_of;
use comarketing_roi_engine::metric_ref::MetricRef;
use comarketing_roi_engine::number::{Reading, read};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::target::Target;
use comarketing_roi_engine::{MetricId, Value};

/// What was answered at a path such as `/campaign/target`.
fn told<'a>(insight: &'a Insight, path: &str) -> Option<&'a Value> {
    path.split('/').skip(1).try_fold(&insight.extra_answers, entry)
}

/// The word that was answered at a path; of a number, nothing.
pub(super) fn typed<'a>(insight: &'a Insight, path: &str) -> &'a str {
    match told(insight, path) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// The number that was answered at a path.
pub(super) fn number(insight: &Insight, path: &str) -> Option<f64> {
    match told(insight, path) {
        Some(Value::Number(value)) => Some(*value),
        _ => None,
    }
}

/// What stands in the box at a path: a number as the language writes it, or what was typed.
pub(super) fn written(insight: &Insight, path: &str) -> String {
    match number(insight, path) {
        Some(value) => insight.format.input(kind_of(path).unwrap_or(Kind::Count), value),
        None => typed(insight, path).trim().to_owned(),
    }
}

/// What a box takes.
#[derive(Clone, Copy, PartialEq)]
enum Takes {
    Days,
    Return,
}

/// What could stand in a box that is empty, beside the numbers of the plan's own example.
const EXAMPLES: [(&str, f64); 4] = [
    ("/campaign/delayDays", 60.0),
    ("/campaign/target", 100.0),
    ("/campaign/registrations", 320.0),
    ("/campaign/attendees", 140.0),
];

/// The most days that a reimbursement may take: ten years.
const MOST_DAYS: f64 = 3650.0;
/// The highest return that can be aimed at, as a share.
const MOST_RETURN: f64 = 1000.0;

/// The number of days that was typed at a path.
pub(super) fn days(insight: &Insight, path: &str) -> Option<f64> {
    let days = number(insight, path).or_else(|| count(insight, typed(insight, path)));
    days.filter(|days| *days <= MOST_DAYS)
}

/// The return that was typed at a path, as a share: a bare number is in percent, and everything else is read as the engine
/// reads it, so that `3:1` and `3x` are 200 % here and there. The words of the language stand for its signs.
fn aimed(insight: &Insight, path: &str) -> Option<f64> {
    if let Some(percent) = number(insight, path) {
        return Some(percent / 100.0).filter(|share| *share <= MOST_RETURN);
    }
    // Full-width signs and capitals are the plain ones.
    let text = crate::fold::fold(typed(insight, path));
    let text = text.trim();
    let ends = |words: Text| words.get().split(", ").find_map(|word| text.strip_suffix(word));
    let plain = |side: &str| side.trim_matches(['-', ' ']).to_owned();
    let signs = if let Some(percent) = ends(text::PANEL_TARGET_PERCENT) {
        [&plain(percent), "%"].concat()
    } else if let Some(times) = ends(text::PANEL_TARGET_TIMES) {
        [&plain(times), "x"].concat()
    } else if let Some((one, other)) =
        text::PANEL_TARGET_TO.get().split(", ").find_map(|to| text.split_once(to))
    {
        [&plain(one), ":", &plain(other)].concat()
    } else {
        return count(insight, text).map(|percent| percent / 100.0).filter(|share| *share <= MOST_RETURN);
    };
    // What is aimed at is no loss.
    let share = Target::parse(&signs, insight.format.convention()).ok()?.back - 1.0;
    (!text.starts_with('-') && (-1.0..=MOST_RETURN).contains(&share)).then_some(share)
}

/// The return that was typed at a path, as a share: `45`, `45 %`, `3:1` or `3x`.
pub(super) fn target(insight: &Insight, path: &str) -> Option<f64> {
    aimed(insight, path)
}

/// A plain number that is not below zero.
fn count(insight: &Insight, text: &str) -> Option<f64> {
    let format = &insight.format;
    match read(text, Kind::Count, format.convention(), format.currency()) {
        Ok(Reading::Value(value)) => Some(value).filter(|value| *value >= 0.0),
        _ => None,
    }
}

/// The value of a control answers the question at a path.
pub(super) fn answers(path: &str) -> impl Fn(String) -> Action + use<> {
    let path = path.to_owned();
    move |word| Action::Answer(path.clone(), word)
}

/// A box for a number of days.
pub(super) fn days_box(insight: &Insight, path: &'static str, label: Text) -> Tree {
    field(insight, path, label, Takes::Days)
}

/// A box for a return.
pub(super) fn return_box(insight: &Insight, path: &'static str, label: Text) -> Tree {
    field(insight, path, label, Takes::Return)
}

/// Draws what must be true for the target of a campaign; without a target, for its cost to come back. One that cannot be
/// read stands for nothing.
pub(super) fn goal(insight: &Insight) -> Tree {
    let path = Goal::Campaign.path();
    let blank = written(insight, path).is_empty();
    let target = target(insight, path).or(blank.then_some(0.0));
    let found =
        target.and_then(|target| super::goal::panel(insight, MetricRef::at_its_own(MetricId::Roi), target));
    el("div").children(found)
}

/// What a target says in words, so that nobody has to guess how it was taken.
fn in_words(insight: &Insight, path: &str) -> String {
    let Some(share) = aimed(insight, path).filter(|share| *share >= 0.0) else {
        return text::PANEL_TARGET_HOW.get().to_owned();
    };
    let format = &insight.format;
    let (unit, total) = format.back(share);
    text::panel_target_means(&format.exact(Unit::Ratio, share), &unit, &total)
}

/// What is wrong with what was typed, with what would be taken.
fn wrong(insight: &Insight, path: &str, label: Text, takes: Takes) -> Option<String> {
    let text = &written(insight, path);
    match takes {
        _ if text.is_empty() => None,
        Takes::Days if days(insight, path).is_none() => {
            Some(text::panel_answer_days(label.get(), text, &insight.count(MOST_DAYS)))
        }
        Takes::Return if target(insight, path).is_none() => Some(refused(insight, label, text)),
        _ => None,
    }
}

/// What is no target, with what would be taken.
pub(super) fn refused(insight: &Insight, label: Text, text: &str) -> String {
    let figure = |share| insight.format.figure(Unit::Ratio, share);
    text::panel_answer_target(label.get(), text, &figure(0.0), &figure(MOST_RETURN), &figure(0.45))
}

/// A box that is read on leaving it.
fn field(insight: &Insight, path: &'static str, label: Text, takes: Takes) -> Tree {
    let wrong = wrong(insight, path, label, takes);
    let is_wrong = wrong.is_some();
    let below = match (wrong, takes) {
        (Some(wrong), _) => Some(line("div", "error", wrong)),
        (None, Takes::Return) => Some(line("div", "hint", in_words(insight, path))),
        _ => None,
    };
    let unit = match takes {
        Takes::Days => text::PANEL_CAMPAIGN_DAYS.get(),
        Takes::Return => text::PANEL_TARGET_UNIT.get(),
    };
    // A keyboard of digits has neither a colon nor an x.
    let keys = if takes == Takes::Days { "decimal" } else { "text" };
    boxed(insight, path, label.get(), [unit, keys], (is_wrong, below))
}

/// A box that is read on leaving it, with its unit and the keyboard that it asks for, and what stands below it: what is
/// wrong, or a hint.
pub(super) fn boxed(
    insight: &Insight,
    path: &str,
    label: &str,
    [unit, keys]: [&'static str; 2],
    (is_wrong, below): (bool, Option<Tree>),
) -> Tree {
    let blank = written(insight, path).is_empty();
    let example = EXAMPLES.iter().find(|(at, _)| blank && *at == path);
    let example = example.map(|(at, value)| {
        text::for_example(&insight.format.input(kind_of(at).unwrap_or(Kind::Count), *value))
    });
    let id = path.replace('/', "-");
    let said = format!("{id}-said");
    let mut input = el("input")
        .set("type", "text")
        .set("id", id.clone())
        .set("autocomplete", "off")
        .set("inputmode", keys)
        .set_some("placeholder", example.clone())
        .begins_with(written(insight, path))
        .changes(answers(path));
    if is_wrong {
        input = input.set("aria-invalid", "true");
    }
    if below.is_some() {
        input = input.set("aria-describedby", said.clone());
    }
    let class = match (is_wrong, example) {
        (true, _) => "field wrong",
        (false, Some(_)) => "field sample",
        (false, None) => "field",
    };
    of("div", class)
        .child(line("label", "", label.to_owned()).set("for", id))
        .child(
            of("div", if keys == "text" && unit.is_empty() { "box text" } else { "box" })
                .child(input)
                .child(line("span", "unit", unit)),
        )
        .children(below.map(|below| below.set("id", said)))
}
