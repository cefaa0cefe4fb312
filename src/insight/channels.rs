//! Partners against direct, opportunity by opportunity: four lifts, and what each adds.

use super::Insight;
use super::phrases::{head, row};
use crate::fold::capital;
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::channels::{Channels, Lift, Question, channels};
use comarketing_roi_engine::symbol::Unit;

/// Draws the comparison; a sentence where direct has none of the four figures.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let found = channels(&insight.plan, &Question::default()).ok()?;
    let section = of("figure", "chart").child(line("h4", "panel-title", text::PANEL_CHANNELS.get()));
    // Churn and sales cycle may be those of the whole plan: a lift of nothing says nothing.
    let [win_rate, deal_size, ..] = &found.lifts;
    if win_rate.lift.is_err() && deal_size.lift.is_err() {
        return Some(section.child(line("p", "empty", text::PANEL_CHANNELS_ASK.get())));
    }
    let lacks = found.lifts.iter().any(|lift| lift.lift.is_err());
    let columns = [
        text::PANEL_CHANNELS_WHAT,
        text::PANEL_CHANNELS_PARTNER,
        text::PANEL_CHANNELS_DIRECT,
        text::PANEL_CHANNELS_LIFT,
    ];
    let rows = found.lifts.iter().map(|lift| of_factor(insight, lift)).chain([in_all(insight, &found)]);
    let covers = found.covers.as_ref().map(|names| text::panel_channels_covers(&text::items(names)));
    Some(
        section
            .child(line("p", "hint", text::PANEL_CHANNELS_HOW.get()))
            .child(
                of("div", "scroll")
                    .set("role", "region")
                    .set("tabindex", "0")
                    .set("aria-label", text::PANEL_CHANNELS.get())
                    .child(
                        of("table", "channels")
                            .child(head(columns.map(|column| column.get())))
                            .child(el("tbody").children(rows)),
                    ),
            )
            .children(covers.map(|said| line("p", "hint", said)))
            .children(lacks.then(|| line("p", "hint", text::PANEL_CHANNELS_ASK.get()))),
    )
}

fn cell(insight: &Insight, unit: Unit, value: &Stated) -> Tree {
    match value {
        Ok(value) => line("td", "", insight.format.figure(unit, *value)),
        Err(_) => line("td", "reason", text::NO_VALUE.get()),
    }
}

fn money(insight: &Insight, cents: Option<i64>) -> Tree {
    let value = cents.map(|cents| cents as f64 / 100.0).ok_or_else(String::new);
    cell(insight, Unit::Currency, &value)
}

/// A lift, and below it what it adds to the worth.
fn lift_cell(insight: &Insight, lift: &Stated, adds: Option<i64>) -> Tree {
    let adds = adds.map(|cents| insight.format.figure(Unit::Currency, cents as f64 / 100.0));
    cell(insight, Unit::Ratio, lift)
        .children(adds.map(|adds| line("div", "hint", text::panel_channels_adds(&adds))))
}

fn of_factor(insight: &Insight, lift: &Lift) -> Tree {
    let unit = lift.factor.unit();
    row(
        capital(text::term(lift.factor.label())),
        [
            cell(insight, unit, &lift.partner),
            cell(insight, unit, &lift.direct),
            lift_cell(insight, &lift.lift, lift.adds),
        ],
    )
}

/// What an opportunity is worth for each month, and by how much partners' differs.
fn in_all(insight: &Insight, found: &Channels) -> Tree {
    let [partner, direct] = [&found.partner, &found.direct].map(|worth| worth.as_ref().ok().copied());
    let both = partner.zip(direct);
    let lift =
        both.filter(|(_, direct)| *direct != 0).map(|(partner, direct)| partner as f64 / direct as f64 - 1.0);
    row(
        text::PANEL_CHANNELS_WORTH.get(),
        [
            money(insight, partner),
            money(insight, direct),
            lift_cell(insight, &lift.ok_or_else(String::new), both.map(|(partner, direct)| partner - direct)),
        ],
    )
}
