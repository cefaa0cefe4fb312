//! What a total does with the tiers that lack its figures, and the way to what is missing.

use super::Insight;
use super::phrases::label;
use crate::app::Action;
use crate::markup::{Tree, button, line, of};
use crate::text;
use comarketing_roi_engine::report::Gap;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Figure, MetricId};

/// Draws what the headline does.
pub(super) fn panel(insight: &Insight) -> Option<Tree> {
    let figure = insight.report.total.figure(MetricId::Roi).filter(|figure| !figure.gaps.is_empty())?;
    let words = line("p", "", text::sentences(&said(insight, &figure)));
    Some(of("div", "gaps").child(words).child(mends(insight, figure.gaps)))
}

/// What a total does with the tiers that lack its figures, a sentence or two for each, and what it would be without their
/// cost.
pub(super) fn said(insight: &Insight, figure: &Figure) -> Vec<String> {
    let (report, format) = (&insight.report, &insight.format);
    let money = |value: f64| insight.money(value);
    let mut said = Vec::new();
    for gap in figure.gaps {
        let tier = report.tiers.get(gap.tier).map_or("", |tier| tier.name.as_str());
        let field = text::term(gap.place.field.label());
        said.push(match gap.cost {
            Some(cost) => text::panel_gap_cost(tier, field, &money(cost)),
            // A private cost counts, and is not named.
            None if insight.plan.costs_withheld && figure.without.is_some() => {
                text::panel_gap_cost(tier, field, text::HIDDEN_INPUT.get())
            }
            None => text::panel_gap_left(tier, field),
        });
        if !gap.left_out.is_empty() {
            let named =
                |(symbol, value): &(Symbol, f64)| [text::term(symbol.label()), " ", &money(*value)].concat();
            said.push(text::panel_gap_money(&text::items(
                &gap.left_out.iter().map(named).collect::<Vec<_>>(),
            )));
        }
    }
    if let Some(without) = figure.without {
        said.push(text::panel_gap_without(&format.metric(figure.metric.id, without, false)));
    }
    said
}

/// The way to the fields that a total lacks.
pub(super) fn mends(insight: &Insight, gaps: &[Gap]) -> Tree {
    let mend = |gap: &Gap| {
        let tier = insight.report.tiers.get(gap.tier).map_or("", |tier| tier.name.as_str());
        button("link", text::panel_gap_add(label(gap.place.field), tier), Action::GoTo(gap.place))
    };
    of("div", "actions").children(gaps.iter().map(mend))
}
