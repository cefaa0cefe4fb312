//! The campaigns by tier, partner, role, type, activity or quarter; what stands out; and how long things take.

use super::box_of::{card_row, choice, more_or_first};
use super::overview::{each, figure, group_name, name_of};
use super::{Judged, section};
use crate::app::Action;
use crate::insight::Insight;
use crate::insight::phrases::head;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use comarketing_roi_engine::portfolio::{Check, Class, Dimension, Duration, Group, Outlier};
use comarketing_roi_engine::symbol::Unit;

/// As many groups stand there before all are asked for.
const FIRST: usize = 12;
/// As many rows that stand out are told.
const ODD: usize = 10;

/// Draws them.
pub(super) fn panels(insight: &Insight, judged: &Judged) -> Vec<Tree> {
    let mut all = vec![grouped(insight, judged)];
    all.extend(outliers(insight, judged));
    all.extend(times(insight, judged));
    all
}

fn grouped(insight: &Insight, judged: &Judged) -> Tree {
    let look = &insight.year.look;
    let chosen = look.word("/by").and_then(Dimension::named).unwrap_or(Dimension::Partner);
    let told = |dimension: Dimension| {
        let groups = judged.report.groups.iter().find(|groups| groups.dimension == dimension);
        groups.map(|groups| groups.groups.as_slice()).unwrap_or_default()
    };
    let has_any = |dimension: &Dimension| told(*dimension).iter().any(|group| !group.key.is_empty());
    let options = Dimension::ALL.into_iter().filter(has_any);
    let options = options.map(|dimension| (dimension.id().to_owned(), name_of(dimension).to_owned()));
    let looks = |id| Action::Look("/by".to_owned(), id);
    let groups = told(chosen);
    let everything = look.word("/groups") == Some("all");
    let shown = if everything { groups.len() } else { FIRST };
    let each_unit = text::panel_year_each(&insight.format.whole_unit());
    let heads: Vec<String> = [
        name_of(chosen),
        text::PANEL_YEAR_CAMPAIGNS.get(),
        text::PANEL_YEAR_SPENT.get(),
        text::PANEL_YEAR_UNCLAIMED.get(),
        text::PANEL_YEAR_CREDITED.get(),
        text::PANEL_YEAR_SHARE.get(),
        &each_unit,
        text::PANEL_YEAR_BAND_HEAD.get(),
    ]
    .map(str::to_owned)
    .into();
    let rows = groups.iter().take(shown).map(|group| of_group(insight, chosen, group, &heads));
    let rows: Vec<Tree> = rows.collect();
    let more = more_or_first(insight, "/groups", groups.len(), FIRST);
    // Quarters stand in their own order.
    let order = (chosen != Dimension::Quarter).then(|| text::PANEL_YEAR_GROUPS_ORDER.get());
    section(text::PANEL_YEAR_GROUPS.get().to_owned())
        .child(choice(text::PANEL_YEAR_BY, options, chosen.id(), looks))
        .child(
            of("div", "scroll")
                .set("tabindex", "0")
                .set("role", "region")
                .set("aria-label", text::PANEL_YEAR_GROUPS)
                .child(of("table", "stacks").child(head(heads)).child(el("tbody").children(rows))),
        )
        .children(more)
        .child(line("p", "hint", text::sentences(&[order.unwrap_or_default(), text::PANEL_YEAR_OPENS.get()])))
}

/// A group; its name opens its rows.
fn of_group(insight: &Insight, dimension: Dimension, group: &Group, heads: &[String]) -> Tree {
    let money = |value| figure(insight, Unit::Currency, value);
    let opens = Action::Look(["/filter/", dimension.id()].concat(), ["=", &group.key].concat());
    let ends = [&group.returns.sourced_only, &group.returns.full_credit].map(|end| each(insight, end));
    let band = text::panel_range(&ends[0], &ends[1]);
    let cells = [
        insight.count(f64::from(group.sums.rows)),
        money(&group.funds.spent),
        money(&group.funds.unclaimed),
        money(&group.credited),
        figure(insight, Unit::Ratio, &group.share),
        each(insight, &group.returns.credited),
        if group.returns.credited.is_ok() { band } else { String::new() },
    ];
    let name = el("th").child(button("figure", group_name(dimension, &group.key), opens));
    card_row(name, cells.map(|value| number("td", "", value)), heads).keyed(group.key.clone())
}

/// Rows that stand out, each with its reason.
fn outliers(insight: &Insight, judged: &Judged) -> Option<Tree> {
    let found = &judged.report.outliers;
    if found.is_empty() {
        return None;
    }
    let write = |unit, value| figure(insight, unit, &Ok(value));
    let told = |odd: &Outlier| {
        let key = odd.row.number.to_string();
        let partner = (!odd.row.partner.is_empty()).then(|| text::join_aside("", &odd.row.partner));
        el("li")
            .keyed(key)
            .child(line("strong", "", judged.called(insight, &odd.row)))
            .text(partner.unwrap_or_default())
            .text(text::join_named("", &odd.why.message(&write, text::TRANSLATE)))
    };
    let more = found.len().saturating_sub(ODD);
    let more = (more > 0).then(|| line("li", "", text::panel_import_more(&insight.count(more as f64))));
    Some(
        section(text::panel_year_odd(&insight.count(found.len() as f64)))
            .child(of("ul", "stack small").children(found.iter().take(ODD).map(told)).children(more)),
    )
}

/// That a section is of all campaigns, where only some of them are looked at.
pub(super) fn of_all(judged: &Judged) -> Option<Tree> {
    judged.is_filtered().then(|| line("p", "hint", text::PANEL_YEAR_OF_ALL))
}

/// How long things take, how many partners produce, and what is said against vanity.
fn times(insight: &Insight, judged: &Judged) -> Option<Tree> {
    // The first campaign of a partner is not the first that is looked at.
    let report = &judged.all;
    let days = |value: f64| insight.format.days(value.round());
    let told = |duration: &Duration| {
        let (low, high) = duration.quartiles?;
        let median = days(duration.median?);
        Some(
            el("tr")
                .child(line("th", "", text::term(duration.span.text())).set("scope", "row"))
                .child(number("td", "", median))
                .child(number("td", "", text::panel_range(&days(low), &days(high))))
                .child(number("td", "", insight.count(duration.count as f64))),
        )
    };
    let rows: Vec<Tree> = report.durations.iter().filter_map(told).collect();
    let activation = &report.activation;
    let count = |n: usize| insight.count(n as f64);
    let partners = match &activation.signed {
        Ok(signed) => text::panel_year_activation(
            &insight.count(*signed),
            &count(activation.active),
            &count(activation.producing),
        ),
        Err(_) => text::panel_year_active(&count(activation.active), &count(activation.producing)),
    };
    let share = |share: f64| insight.format.figure(Unit::Ratio, share);
    let rate = match (&activation.signed, &activation.activation) {
        (Ok(_), Ok(active)) => Some(text::panel_year_activation_rate(&share(*active))),
        (Ok(_), Err(why)) => Some(text::reason(why)),
        (Err(_), _) => None,
    };
    let partners = text::sentences(&[partners, rate.unwrap_or_default()]);
    let young = report.classes.iter().find(|class| class.class == Class::TooYoung && class.rows > 0);
    let young = young.map(|class| text::panel_year_young(&insight.count(class.rows as f64)));
    let check = |check: &Check| line("li", "", text::term(check.text));
    let heads = [
        text::PANEL_YEAR_FROM_TO,
        text::PANEL_YEAR_HALF_BY,
        text::PANEL_YEAR_MIDDLE_HALF,
        text::PANEL_YEAR_COUNTED,
    ];
    let table = (!rows.is_empty()).then(|| {
        of("div", "scroll")
            .set("tabindex", "0")
            .set("role", "region")
            .set("aria-label", text::PANEL_YEAR_TIMES)
            .child(
                of("table", "").child(head(heads.map(|head| head.get()))).child(el("tbody").children(rows)),
            )
    });
    Some(
        section(text::PANEL_YEAR_TIMES.get().to_owned())
            .children(of_all(judged))
            .child(line("p", "", partners))
            .children(young.map(|said| line("p", "small", said)))
            .children(table)
            .child(of("ul", "stack small").children(report.checks.iter().map(check))),
    )
}
