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
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Value};

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
    Words,
    Days,
    Return,
}

/// The most days that a reimbursement may take: ten years.
const MOST_DAYS: f64 = 3650.0;
/// The highest return that can be aimed at, as a share.
const MOST_RETURN: f64 = 1000.0;

/// The number of days that was typed at a path.
pub(super) fn days(insight: &Insight, path: &str) -> Option<f64> {
    let days = number(insight, path).or_else(|| count(insight, typed(insight, path)));
    days.filter(|days| *days <= MOST_DAYS)
}

/// The return that was typed at a path, as a share, and whether it was typed as a ratio.
fn aimed(insight: &Insight, path: &str) -> Option<(f64, bool)> {
    if let Some(percent) = number(insight, path) {
        return Some((percent / 100.0, false)).filter(|(share, _)| *share <= MOST_RETURN);
    }
    // Full-width signs and capitals are the plain ones.
    let text = crate::fold::fold(typed(insight, path));
    let text = text.trim();
    let ends = |words: Text| words.get().split(", ").find_map(|word| text.strip_suffix(word));
    let (share, ratio) = if let Some(text) = ends(text::PANEL_TARGET_PERCENT) {
        (count(insight, text)? / 100.0, false)
    } else if let Some(text) = ends(text::PANEL_TARGET_TIMES) {
        (count(insight, text.trim_end_matches(['-', ' ']))?, true)
    } else if let Some((one, other)) =
        text::PANEL_TARGET_TO.get().split(", ").find_map(|to| text.split_once(to))
    {
        let plain = |side: &str| count(insight, side.trim_matches(['-', ' ']));
        (plain(one)? / plain(other).filter(|each| *each > 0.0)?, true)
    } else {
        (count(insight, text)? / 100.0, false)
    };
    (share <= MOST_RETURN).then_some((share, ratio))
}

/// The return that was typed at a path, as a share: `45`, `45 %`, `3:1` or `3x`.
pub(super) fn target(insight: &Insight, path: &str) -> Option<f64> {
    aimed(insight, path).map(|(share, _)| share)
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

/// Draws the questions about an activity.
pub(super) fn panel(insight: &Insight) -> Tree {
    let kind = typed(insight, "/campaign/kind");
    let choice = |word: &'static str, label: Text, means: Text, on: bool| {
        let input = el("input")
            .set("type", "radio")
            .set("name", "campaign-kind")
            .set("value", word)
            .checked(on)
            .changes(answers("/campaign/kind"));
        let words = el("span").child(line("span", "", label.get())).child(line("span", "hint", means.get()));
        of("label", "check").child(input).child(words)
    };
    let aligned = kind != "awareness";
    el("div")
        .child(
            el("fieldset")
                .child(line("legend", "", text::PANEL_CAMPAIGN_KIND.get()))
                .child(choice(
                    "aligned",
                    text::PANEL_CAMPAIGN_ALIGNED,
                    text::PANEL_CAMPAIGN_ALIGNED_MEANS,
                    aligned,
                ))
                .child(choice(
                    "awareness",
                    text::PANEL_CAMPAIGN_AWARENESS,
                    text::PANEL_CAMPAIGN_AWARENESS_MEANS,
                    !aligned,
                )),
        )
        .child(
            of("div", "fields")
                .child(field(insight, "/campaign/tier", text::PANEL_CAMPAIGN_TIER, Takes::Words))
                .child(field(insight, "/campaign/delayDays", text::PANEL_CAMPAIGN_DELAY, Takes::Days))
                .child(field(insight, "/campaign/target", text::PANEL_CAMPAIGN_TARGET, Takes::Return)),
        )
        .children((!insight.plan.costs_withheld).then(|| line("p", "hint", money(insight))))
}

/// Draws the question for a target of the headline, and what must be true for it. Without a target a call looks
/// at 100 % and a campaign at its cost coming back; one that cannot be read stands for nothing.
pub(super) fn goal(insight: &Insight, goal: Goal) -> Tree {
    let unasked = match goal {
        Goal::Campaign => 0.0,
        Goal::Call => 1.0,
    };
    let path = goal.path();
    let blank = written(insight, path).is_empty();
    let target = target(insight, path).or(blank.then_some(unasked));
    let found =
        target.and_then(|target| super::goal::panel(insight, MetricRef::at_its_own(MetricId::Roi), target));
    let ask = (goal == Goal::Call).then(|| field(insight, path, text::PANEL_GOAL_ASK, Takes::Return));
    el("div").children(ask).children(found)
}

/// What a target says in words, so that nobody has to guess how it was taken.
fn in_words(insight: &Insight, path: &str) -> String {
    let Some((share, ratio)) = aimed(insight, path) else { return text::PANEL_TARGET_HOW.get().to_owned() };
    let format = &insight.format;
    let (unit, part) = format.each(share);
    let figure = format.exact(Unit::Ratio, share);
    let means = text::panel_target_means(&figure, &unit, &part);
    // In trade talk 3:1 is often all that comes back, of which one part was spent.
    let in_all = (ratio && share >= 1.0).then(|| {
        let other = format.exact(Unit::Ratio, share - 1.0);
        text::panel_target_in_all(typed(insight, path).trim(), &other)
    });
    [Some(means), in_all].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What is wrong with what was typed, with what would be taken.
fn wrong(insight: &Insight, path: &str, label: Text, takes: Takes) -> Option<String> {
    let text = &written(insight, path);
    let format = &insight.format;
    match takes {
        _ if text.is_empty() => None,
        Takes::Days if days(insight, path).is_none() => {
            Some(text::panel_answer_days(label.get(), text, &insight.count(MOST_DAYS)))
        }
        Takes::Return if target(insight, path).is_none() => {
            let (least, most) = (format.figure(Unit::Ratio, 0.0), format.figure(Unit::Ratio, MOST_RETURN));
            let percent = format.figure(Unit::Ratio, 0.45);
            Some(text::panel_answer_target(label.get(), text, &least, &most, &percent))
        }
        _ => None,
    }
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
        Takes::Words => "",
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
    let id = path.replace('/', "-");
    let said = format!("{id}-said");
    let mut input = el("input")
        .set("type", "text")
        .set("id", id.clone())
        .set("autocomplete", "off")
        .set("inputmode", keys)
        .begins_with(written(insight, path))
        .changes(answers(path));
    if is_wrong {
        input = input.set("aria-invalid", "true");
    }
    if below.is_some() {
        input = input.set("aria-describedby", said.clone());
    }
    of("div", if is_wrong { "field wrong" } else { "field" })
        .child(line("label", "", label.to_owned()).set("for", id))
        .child(of("div", "box").child(input).child(line("span", "unit", unit)))
        .children(below.map(|below| below.set("id", said)))
}

/// Total cost, the share asked of the vendor, and the partner's match, as they follow from the fields.
fn money(insight: &Insight) -> String {
    let amount = |field| insight.plan.get(FieldPath::tier(0, field)).map_or(0.0, Number::likely);
    let (mdf, own) = (amount(Field::MdfSpent), amount(Field::PartnerContribution));
    let programme = amount(Field::ProgrammeCost);
    // The same whole as on the request: what each side pays, and the programme around it.
    let total = mdf + own + programme;
    if total <= 0.0 {
        return text::PANEL_CAMPAIGN_MONEY.get().to_owned();
    }
    let write = |unit, value| insight.format.figure(unit, value);
    text::panel_campaign_split(
        &write(Unit::Currency, total),
        &write(Unit::Ratio, mdf / total),
        &write(Unit::Ratio, own / total),
        &write(Unit::Ratio, programme / total),
    )
}
