//! What a customer costs: through partners and direct, each from no influence credit to full, and where the plan stands.

use super::draw::{Anchor, dot, label, level, span, upright};
use super::frame::{Chart, Drawing, Table, or_none};
use super::points::Point;
use super::scale::Scale;
use crate::insight::lift::lift;
use crate::insight::next_steps::at_credit;
use crate::insight::{Insight, Tree};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::symbol::{Symbol, Unit};

/// The credits at which both are looked at, beside the plan's own.
const CREDITS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// The height of a line of the drawing.
const LINE: f64 = 76.0;

/// What a customer costs at one credit.
struct At {
    credit: f64,
    partner: Option<f64>,
    direct: Option<f64>,
    reduction: Option<f64>,
}

pub(in crate::insight) fn chart(insight: &Insight) -> Tree {
    let report = &insight.report;
    let credit = report.total.figure(MetricId::PartnerCac).and_then(|figure| figure.symbol(Symbol::C).value);
    let mut all: Vec<At> = CREDITS.iter().filter_map(|credit| at(insight, *credit)).collect();
    let today = At {
        credit: credit.unwrap_or_default(),
        partner: report.total.value(MetricId::PartnerCac),
        direct: report.direct.value(MetricId::DirectCac),
        reduction: report.total.value(MetricId::CacReduction),
    };
    let money = |value: f64| insight.format.figure(Unit::Currency, value);
    let short = |value: f64| insight.format.short(Unit::Currency, value);
    let share = |value: f64| insight.format.figure(Unit::Ratio, value);
    let finding = finding(insight, &all, &today);
    let ends = |of: fn(&At) -> Option<f64>| {
        let values: Vec<f64> = all.iter().filter_map(of).collect();
        let (low, high) =
            (values.iter().copied().reduce(f64::min)?, values.iter().copied().reduce(f64::max)?);
        Some((low, high))
    };
    let lines = [
        (text::PANEL_THROUGH_PARTNERS, "span", "own point", ends(|at| at.partner), today.partner),
        (text::DIRECT_COLUMN, "span other", "ring", ends(|at| at.direct), today.direct),
    ];
    let values = lines
        .iter()
        .flat_map(|(.., ends, now)| ends.iter().flat_map(|(low, high)| [*low, *high]).chain(*now));
    let scale = Scale::with_zero(values.collect::<Vec<_>>());
    let (mut shapes, mut told) = (Vec::new(), Vec::new());
    let mut y = 0.0;
    for (name, class, mark, ends, now) in lines {
        let Some(now) = now else { continue };
        shapes.push(label("name", 0.0, -56.0, y + 14.0, Anchor::Start, name.get()));
        shapes.push(level("grid", y + 34.0));
        if let Some((low, high)) = ends.filter(|(low, high)| short(*low) != short(*high)) {
            let (from, to) = (scale.at(low), scale.at(high));
            shapes.push(span(class, from, to, y + 28.0, 12.0));
            shapes.push(upright("cap", from, y + 26.0, y + 42.0));
            shapes.push(upright("cap", to, y + 26.0, y + 42.0));
            shapes.push(label("", from, -6.0, y + 38.0, Anchor::End, short(low)));
            shapes.push(label("", to, 6.0, y + 38.0, Anchor::Start, short(high)));
        }
        let range = ends
            .filter(|(low, high)| money(*low) != money(*high))
            .map(|(low, high)| text::join_aside(&money(now), &text::panel_range(&money(low), &money(high))));
        let said = text::join_named(name.get(), &range.unwrap_or_else(|| money(now)));
        told.push(Point::row(LINE, said));
        shapes.push(dot(mark, scale.at(now), y + 34.0, 8.0));
        shapes.push(label("strong", scale.at(now), 0.0, y + 60.0, Anchor::Middle, money(now)));
        y += LINE;
    }
    let rows: Vec<Vec<String>> = {
        let own = text::panel_cac_yours(&share(today.credit));
        if credit.is_some() {
            all.retain(|at| share(at.credit) != share(today.credit));
            let place = all.iter().filter(|at| at.credit < today.credit).count();
            all.insert(place, today);
        }
        let is_own = |at: &At| credit.is_some_and(|credit| (at.credit - credit).abs() < f64::EPSILON);
        let cell = |at: &At| {
            vec![
                if is_own(at) { own.clone() } else { share(at.credit) },
                or_none(at.partner.map(money)),
                or_none(at.direct.map(money)),
                or_none(at.reduction.map(share)),
            ]
        };
        all.iter().map(cell).collect()
    };
    let drawn = Chart {
        finding,
        what: text::PANEL_CAC_WHAT.get().to_owned(),
        drawing: Drawing { sides: "ends", height: y, shapes },
        notes: Vec::new(),
        table: Table {
            head: [
                text::term(Symbol::C.label()),
                text::PANEL_PARTNERS.get(),
                text::DIRECT_COLUMN.get(),
                text::term(MetricId::CacReduction.metric().name),
            ]
            .map(str::to_owned)
            .into(),
            rows,
        },
    }
    .pointed(0.0, told);
    drawn.children(lift(insight, &[MetricId::DirectCac], text::panel_lift_cac))
}

fn at(insight: &Insight, credit: f64) -> Option<At> {
    let report = at_credit(insight, credit)?;
    Some(At {
        credit,
        partner: report.total.value(MetricId::PartnerCac),
        direct: report.direct.value(MetricId::DirectCac),
        reduction: report.total.value(MetricId::CacReduction),
    })
}

/// Whether a partner's customer costs less: at every credit, at none, or as the credit is. Costs that read the same are
/// neither.
fn finding(insight: &Insight, all: &[At], today: &At) -> String {
    let money = |value: f64| insight.format.figure(Unit::Currency, value);
    let (Some(partner), Some(direct)) = (today.partner, today.direct) else {
        return text::ACQUISITION.get().to_owned();
    };
    let cheaper = |at: &At| {
        at.partner.zip(at.direct).is_some_and(|(ours, theirs)| ours < theirs && money(ours) != money(theirs))
    };
    let dearer = |at: &At| {
        at.partner.zip(at.direct).is_some_and(|(ours, theirs)| ours > theirs && money(ours) != money(theirs))
    };
    let every = |is: &dyn Fn(&At) -> bool| is(today) && !all.is_empty() && all.iter().all(is);
    if every(&cheaper) {
        text::PANEL_CAC_LESS.get().to_owned()
    } else if every(&dearer) {
        text::PANEL_CAC_MORE.get().to_owned()
    } else if money(partner) == money(direct) {
        text::equal(&money(partner))
    } else {
        let say = if partner < direct { text::panel_cac_less_here } else { text::panel_cac_more_here };
        say(&insight.share(today.credit), &money(partner), &money(direct))
    }
}
