//! What is asked of a campaign beside its figures: what kind of activity it is, who pays, what is agreed before it runs.

use super::Insight;
use super::activity::{answers, boxed, days_box, number, return_box, typed, written};
use crate::app::{Side, captures_leads};
use crate::markup::{Tree, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::symbol::Symbol;

/// The kinds of activity by name, and what each captures.
const KINDS: [(&str, Text, Text); 8] = [
    ("webinar", text::PANEL_LIBRARY_WEBINAR, text::PANEL_LIBRARY_WEBINAR_MEANS),
    ("content", text::PANEL_LIBRARY_CONTENT, text::PANEL_LIBRARY_CONTENT_MEANS),
    ("event", text::PANEL_LIBRARY_EVENT, text::PANEL_LIBRARY_EVENT_MEANS),
    ("outbound", text::PANEL_LIBRARY_OUTBOUND, text::PANEL_LIBRARY_OUTBOUND_MEANS),
    ("paid", text::PANEL_LIBRARY_PAID, text::PANEL_LIBRARY_PAID_MEANS),
    ("sponsorship", text::PANEL_LIBRARY_SPONSORSHIP, text::PANEL_LIBRARY_SPONSORSHIP_MEANS),
    ("training", text::PANEL_LIBRARY_TRAINING, text::PANEL_LIBRARY_TRAINING_MEANS),
    ("other", text::PANEL_LIBRARY_OTHER, text::PANEL_LIBRARY_OTHER_MEANS),
];

/// By which rule a deal counts for the partner.
const RULES: [(&str, Text); 4] = [
    ("sourced", text::PANEL_RULE_SOURCED),
    ("credit", text::PANEL_RULE_CREDIT),
    ("first", text::PANEL_RULE_FIRST),
    ("last", text::PANEL_RULE_LAST),
];

/// Whether the activity captures leads: as was said, or else by its kind.
pub(super) fn captures(insight: &Insight) -> Option<bool> {
    captures_leads(typed(insight, "/campaign/kind"), typed(insight, "/campaign/activity"))
}

/// Whether the visitor is the partner.
pub(super) fn is_partner(insight: &Insight) -> bool {
    typed(insight, Side::PATH) == Side::PARTNER
}

/// The kind of activity in words.
pub(super) fn kind(insight: &Insight) -> Option<&'static str> {
    named(typed(insight, "/campaign/activity")).map(|(_, name, _)| name.get())
}

fn named(id: &str) -> Option<&'static (&'static str, Text, Text)> {
    KINDS.iter().find(|(known, ..)| *known == id)
}

/// The rule by which deals count for the partner, in words.
pub(super) fn rule(insight: &Insight) -> Option<&'static str> {
    let id = typed(insight, "/campaign/attribution");
    RULES.iter().find(|(known, _)| *known == id).map(|(_, words)| words.get())
}

/// Draws the questions about an activity.
pub(super) fn panel(insight: &Insight) -> Tree {
    let captures = captures(insight);
    let choice = |word: &'static str, label: Text, means: Text, on: bool| {
        let input = el("input")
            .set("type", "radio")
            .set("name", "campaign-kind")
            .set("value", word)
            .checked(on)
            .changes(answers("/campaign/kind"));
        of("label", "option").child(input).child(line("b", "", label)).child(line("small", "", means))
    };
    let means = named(typed(insight, "/campaign/activity")).map(|(.., means)| means.get());
    let kinds = KINDS.iter().map(|(id, name, _)| (*id, name.get()));
    of("div", "stack4")
        .child(words(insight, "/campaign/partner", text::PANEL_PARTNER))
        .child(
            chosen(insight, "/campaign/activity", text::PANEL_LIBRARY, kinds)
                .children(means.map(|means| line("div", "hint", means))),
        )
        .child(
            of("fieldset", "kinds").child(line("legend", "label", text::PANEL_CAMPAIGN_KIND)).child(
                of("div", "options")
                    .child(choice(
                        "aligned",
                        text::PANEL_CAMPAIGN_ALIGNED,
                        text::PANEL_CAMPAIGN_ALIGNED_MEANS,
                        captures == Some(true),
                    ))
                    .child(choice(
                        "awareness",
                        text::PANEL_CAMPAIGN_AWARENESS,
                        text::PANEL_CAMPAIGN_AWARENESS_MEANS,
                        captures == Some(false),
                    )),
            ),
        )
}

/// A list to choose from; nothing is chosen before somebody does.
fn chosen(
    insight: &Insight,
    path: &'static str,
    label: Text,
    options: impl Iterator<Item = (&'static str, &'static str)>,
) -> Tree {
    let answer = typed(insight, path);
    let id = path.replace('/', "-");
    let option = |(value, words): (&'static str, &'static str)| {
        line("option", "", words).set("value", value).flag("selected", value == answer)
    };
    let select = el("select")
        .set("id", id.clone())
        .changes(answers(path))
        .child(line("option", "", text::PANEL_CHOOSE).set("value", "").flag("selected", answer.is_empty()))
        .children(options.map(option));
    of("div", "field").child(line("label", "", label).set("for", id)).child(select)
}

/// A box for words.
fn words(insight: &Insight, path: &'static str, label: Text) -> Tree {
    boxed(insight, path, label.get(), ["", "text"], (false, None))
}

/// A box for a day.
fn day(insight: &Insight, path: &'static str, label: Text) -> Tree {
    let id = path.replace('/', "-");
    let input = el("input")
        .set("id", id.clone())
        .begins_with(typed(insight, path).to_owned())
        .changes_day(answers(path));
    of("div", "field")
        .child(line("label", "", label).set("for", id))
        .child(of("div", "box text").child(input))
}

/// A box for a number of people.
fn count(insight: &Insight, path: &'static str, label: Text) -> Tree {
    let text = written(insight, path);
    let wrong = (!text.is_empty() && number(insight, path).is_none())
        .then(|| line("div", "error", text::panel_answer_count(label.get(), &text)));
    boxed(insight, path, label.get(), ["", "decimal"], (wrong.is_some(), wrong))
}

/// Draws the question after how many days MDF is paid back.
pub(super) fn paid_back(insight: &Insight) -> Tree {
    days_box(insight, "/campaign/delayDays", text::PANEL_CAMPAIGN_DELAY)
}

/// Draws the question for the return that is wanted.
pub(super) fn target(insight: &Insight) -> Tree {
    return_box(insight, "/campaign/target", text::PANEL_CAMPAIGN_TARGET)
}

/// Draws what is agreed before the activity runs, beside its figures.
pub(super) fn planned(insight: &Insight) -> Tree {
    let rules = RULES.iter().map(|(id, words)| (*id, words.get()));
    let funnel = funnel(insight).map(|said| line("p", "tiny", said));
    of("div", "cols2")
        .child(count(insight, "/campaign/registrations", text::PANEL_REGISTRATIONS))
        .child(count(insight, "/campaign/attendees", text::PANEL_ATTENDEES))
        .children(funnel.map(|said| said.set("data-wide", "")))
        .child(day(insight, "/campaign/start", text::PANEL_START))
        .child(day(insight, "/campaign/end", text::PANEL_END))
        .child(words(insight, "/campaign/segment", text::PANEL_SEGMENT))
        .child(words(insight, "/campaign/tier", text::PANEL_CAMPAIGN_TIER))
        .child(words(insight, "/campaign/leadDefinition", text::PANEL_LEAD_DEFINITION).set("data-wide", ""))
        .child(chosen(insight, "/campaign/attribution", text::PANEL_RULE, rules).set("data-wide", ""))
}

/// The rates from registrations on, as far as two steps in a row are known.
pub(super) fn funnel(insight: &Insight) -> Option<String> {
    let q = insight.quantities(0);
    let known = |symbol| super::phrases::known(&q, symbol);
    let steps = [
        (text::PANEL_REGISTRATIONS.get(), number(insight, "/campaign/registrations")),
        (text::PANEL_ATTENDEES.get(), number(insight, "/campaign/attendees")),
        (super::phrases::label(comarketing_roi_engine::Field::Mqls), known(Symbol::Q)),
        (super::phrases::label(comarketing_roi_engine::Field::OpportunitiesSourced), known(Symbol::Ns)),
    ];
    let steps: Vec<(&str, f64)> =
        steps.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let rate = |pair: &[(&str, f64)]| match pair {
        [(_, from), (name, to)] if *from > 0.0 && to <= from => {
            Some(text::panel_funnel_rate(name, &insight.share(to / from)))
        }
        _ => None,
    };
    let rates: Vec<String> = steps.windows(2).filter_map(rate).collect();
    (!rates.is_empty()).then(|| text::sentences(&rates))
}

/// Draws which share of the activity each side pays.
pub(super) fn payers(insight: &Insight) -> Tree {
    let q = insight.quantities(0);
    let amount = |symbol| super::phrases::known(&q, symbol).unwrap_or_default();
    let parts = [
        ("you", text::PANEL_PAYS_MDF, amount(Symbol::M)),
        ("ctx", text::PANEL_PAYS_PARTNER, amount(Symbol::P)),
        ("hollowctx", text::PANEL_PAYS_VENDOR, amount(Symbol::O)),
    ];
    let total: f64 = parts.iter().map(|(.., amount)| amount).sum();
    if total <= 0.0 {
        return of("div", "payers");
    }
    let parts: Vec<_> = parts.into_iter().filter(|(.., amount)| *amount > 0.0).collect();
    let mut at = 0.0;
    let bars: Vec<Tree> = parts
        .iter()
        .map(|(class, _, amount)| {
            let (from, width) = (at, amount / total * 100.0);
            at += width;
            let percent = |value: f64| format_fixed(value, 2) + "%";
            // A gap of the surface parts them.
            of("rect", class)
                .set("x", percent(from))
                .set("width", percent((width - 0.6).max(0.4)))
                .set("y", "1")
                .set("height", "10")
                .set("rx", "2")
        })
        .collect();
    let said = parts.iter().map(|(_, name, amount)| {
        text::panel_pays(name.get(), &insight.money(*amount), &insight.share(amount / total))
    });
    let said: Vec<String> = said.collect();
    let said = text::panel_pays_all(&insight.money(total), &text::items(&said));
    // The line below says all of it.
    let plot = of("svg", "plot").set("height", "12").set("aria-hidden", "true").children(bars);
    of("div", "payers").child(plot).child(line("p", "tiny", said))
}
