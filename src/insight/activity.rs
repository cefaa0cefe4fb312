//! What is asked beside the plan's own fields: of an activity, and of a call.

use super::tree::{Tree, el, line, of};
use super::{Insight, entry, word};
use crate::text::{self, Text};
use comarketing_roi_engine::number::{Reading, read};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Field, Number, Place, Value};

/// The text that was typed at a path such as `/campaign/target`.
pub(super) fn typed<'a>(insight: &'a Insight, path: &str) -> &'a str {
    let mut at = &insight.told;
    for key in path.split('/').skip(1) {
        match entry(at, key) {
            Some(value) => at = value,
            None => return "",
        }
    }
    match at {
        Value::Text(text) => text,
        _ => "",
    }
}

/// The number that was typed at a path.
pub(super) fn number(insight: &Insight, path: &str) -> Option<f64> {
    let format = &insight.format;
    match read(typed(insight, path), Kind::Count, format.convention(), format.currency()) {
        Ok(Reading::Value(value)) => Some(value),
        _ => None,
    }
}

/// Draws the questions about an activity.
pub(super) fn panel(insight: &Insight) -> Tree {
    let kind = typed(insight, "/campaign/kind");
    let choice = |word: &str, label: Text, means: Text, on: bool| {
        let input = el("input")
            .set("type", "radio")
            .set("name", "campaign-kind")
            .set("data-act", "answer")
            .set("data-path", "/campaign/kind")
            .set("value", word)
            .flag("checked", on);
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
                .child(field(insight, "/campaign/tier", text::PANEL_CAMPAIGN_TIER, "", false))
                .child(field(
                    insight,
                    "/campaign/delayDays",
                    text::PANEL_CAMPAIGN_DELAY,
                    text::PANEL_CAMPAIGN_DAYS.get(),
                    true,
                ))
                .child(field(insight, "/campaign/target", text::PANEL_CAMPAIGN_TARGET, "%", true)),
        )
        .children((!insight.plan.costs_withheld).then(|| line("p", "hint", money(insight))))
}

/// Draws the question for a target of the headline, `{ path }`, and what must be true for it.
pub(super) fn goal(insight: &Insight, wish: &Value) -> Option<Tree> {
    let path = match word(wish, "path") {
        Some("/campaign/target") => "/campaign/target",
        _ => "/call/target",
    };
    let target = number(insight, path).map_or(1.0, |percent| percent / 100.0);
    let asked = Value::Map(vec![
        ("metric".to_owned(), Value::Text("roi".to_owned())),
        ("target".to_owned(), Value::Number(target)),
    ]);
    let ask = (path == "/call/target").then(|| field(insight, path, text::PANEL_GOAL_ASK, "%", true));
    Some(el("div").children(ask).child(super::goal::panel(insight, &asked)?))
}

/// A box that is read on leaving it.
fn field(insight: &Insight, path: &'static str, label: Text, unit: &str, counts: bool) -> Tree {
    let now = typed(insight, path);
    let wrong = counts && !now.trim().is_empty() && number(insight, path).is_none();
    let id = path.replace('/', "-");
    let error = format!("{id}-error");
    let mut input = el("input")
        .set("type", "text")
        .set("id", id.as_str())
        .set("autocomplete", "off")
        .set("inputmode", if counts { "decimal" } else { "text" })
        .set("data-act", "answer")
        .set("data-path", path)
        .set("value", now);
    if wrong {
        input = input.set("aria-invalid", "true").set("aria-describedby", error.as_str());
    }
    of("div", if wrong { "field wrong" } else { "field" })
        .child(line("label", "", label.get()).set("for", id))
        .child(of("div", "box").child(input).child(line("span", "unit", unit)))
        .children(wrong.then(|| line("div", "error", text::PANEL_ANSWER_NUMBER.get()).set("id", error)))
}

/// Total cost, the share asked of the vendor, and the partner's match, as they follow from the fields.
fn money(insight: &Insight) -> String {
    let amount = |field| insight.plan.get(Place::tier(0, field)).map_or(0.0, Number::likely);
    let (mdf, own) = (amount(Field::MdfSpent), amount(Field::PartnerContribution));
    let total = mdf + own;
    if total <= 0.0 {
        return text::PANEL_CAMPAIGN_MONEY.get().to_owned();
    }
    let write = |unit, value| insight.format.figure(unit, value);
    text::panel_campaign_split(
        &write(Unit::Currency, total),
        &write(Unit::Ratio, mdf / total),
        &write(Unit::Ratio, own / total),
    )
}
