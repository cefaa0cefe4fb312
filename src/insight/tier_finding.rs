//! What the tiers say beside one another, as a sentence that agrees with every figure of the table under it.

use super::phrases::list;
use super::{Insight, finance};
use crate::markup::{Tree, line, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::allocate::{Question, allocate};
use comarketing_roi_engine::report::Scope;

/// Draws the finding, and what the next unit of MDF brings in each tier.
pub(super) fn panel(insight: &Insight) -> Tree {
    of("div", "")
        .child(line("h3", "h2", finding(insight)))
        .child(line("p", "lead", text::DOTTED.get()))
        .children(next_unit(insight).map(|said| line("p", "small", said)))
}

/// Which tiers return most and least; those whose figures read the same are named together.
pub(super) fn finding(insight: &Insight) -> String {
    let report = &insight.report;
    let shown = |value: f64| insight.format.metric(MetricId::Roi, value, false);
    let known: Vec<f64> = report.tiers.iter().filter_map(|tier| tier.value(MetricId::Roi)).collect();
    let first = match known.first() {
        Some(first) if known.len() > 1 => *first,
        _ => return text::TABLE.get().to_owned(),
    };
    if known.len() == report.tiers.len() && known.iter().all(|value| shown(*value) == shown(first)) {
        return text::panel_tiers_alike(&shown(first));
    }
    let compared = report.compare(MetricId::Roi, &|one, other| shown(one) == shown(other));
    let named = |all: &[usize]| {
        let tiers: Vec<&Scope> = all.iter().filter_map(|at| report.tiers.get(*at)).collect();
        let roi = tiers.first()?.value(MetricId::Roi)?;
        let names: Vec<&str> = tiers.iter().map(|tier| tier.name.as_str()).collect();
        Some((list(&names), roi, names.len() > 1))
    };
    let (Some((best, high, several)), Some((worst, low, many))) =
        (named(&compared.best), named(&compared.worst))
    else {
        return text::TABLE.get().to_owned();
    };
    let (high_said, low_said) = (shown(high), shown(low));
    // What a tier returns for each unit of money: less than that is a loss.
    let (unit, back) = insight.format.each((1.0 + low).max(0.0));
    let loses = low < 0.0 && back != insight.format.each(1.0).1;
    if high < 0.0 && high_said != shown(0.0) && !several {
        text::panel_tiers_none_pays(&best, &high_said)
    } else if high > 0.0 && loses && !several && !many {
        text::panel_tiers_carries(&best, &worst, &back, &unit)
    } else if several {
        text::panel_story_tiers_tied(&best, &high_said, &worst, &low_said)
    } else {
        text::panel_story_tiers(&best, &high_said, &worst, &low_said)
    }
}

/// “The next $1 of MDF brings …”: what the chart of the split says of today, on the same assumption.
fn next_unit(insight: &Insight) -> Option<String> {
    if insight.plan.costs_withheld {
        return None;
    }
    let found = allocate(&insight.plan, &Question { budget: None, ..finance::split(insight) }).ok()?;
    let brings: Option<Vec<String>> = found
        .tiers
        .iter()
        .map(|tier| Some([&tier.name, " ", &insight.money(tier.today.marginal?)].concat()))
        .collect();
    let brings = brings.filter(|tiers| tiers.len() > 1)?;
    Some(text::panel_tiers_next(&insight.format.whole_unit(), &text::items(&brings)))
}
