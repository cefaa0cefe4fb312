//! What is said beside a figure of the result, or drawn: what it leaves to direct, between which ends it lies, what has been
//! published.

use super::benchmark::written;
use super::lift::lift;
use super::next_steps::{at_credit, profit_and_cost};
use super::{Insight, chart};
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::benchmark::{Spread, for_metric};
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::symbol::{Symbol, Unit};

/// Draws it; nothing where there is nothing to add.
pub(super) fn panel(insight: &Insight, metric: MetricId) -> Option<Tree> {
    if insight.plan.costs_withheld && metric.tells_costs() {
        return None;
    }
    match metric {
        MetricId::Roi => formula(insight).map(|said| line("p", "tiny", said)),
        MetricId::PipelineSourced => sourced(insight),
        MetricId::PipelineInfluenced => influenced(insight).map(|said| line("p", "small", said)),
        MetricId::PipelinePerDollar => Some(per_dollar(insight)),
        MetricId::PartnerCac => acquisition(insight),
        MetricId::CacReduction => ends(
            insight,
            insight.report.total.value(MetricId::CacReductionSourcedOnly),
            insight.report.total.value(MetricId::CacReductionFullInfluence),
            Unit::Ratio,
        ),
        MetricId::CacSaving => {
            let saving = |credit| at_credit(insight, credit)?.total.value(MetricId::CacSaving);
            ends(insight, saving(0.0), saving(1.0), Unit::Currency)
        }
        _ => published(insight, metric).map(|said| line("span", "tiny", said)),
    }
}

/// The headline in money.
fn formula(insight: &Insight) -> Option<String> {
    insight.report.total.value(MetricId::Roi)?;
    let (profit, cost) = profit_and_cost(&insight.report)?;
    Some(text::panel_beside_roi(&insight.money(profit), &insight.money(cost)))
}

/// What direct has of its own.
fn sourced(insight: &Insight) -> Option<Tree> {
    let direct = insight.report.direct.figure(MetricId::DirectPipelinePerDollar)?;
    match direct.symbol(Symbol::SdOwn).value {
        Some(own) => {
            let own = insight.format.short(Unit::Currency, own);
            Some(line("p", "small", text::panel_beside_sourced(&own)))
        }
        None => lift(insight, &[MetricId::DirectPipelinePerDollar], text::panel_lift_direct),
    }
}

/// How much of what partners influenced counts for them.
fn influenced(insight: &Insight) -> Option<String> {
    let figure = insight.report.total.figure(MetricId::PipelineCredited)?;
    let of = |symbol| figure.symbol(symbol).value;
    let (all, credit) = (of(Symbol::I)?, of(Symbol::C)?);
    // Where a tier is not counted, the parts do not add up to the figure above.
    if figure.value.is_err() || !figure.gaps.is_empty() || figure.covers.is_some() || all <= 0.0 {
        return None;
    }
    let (credited, rest) = (all * credit, all * (1.0 - credit));
    let short = |value| insight.format.short(Unit::Currency, value);
    let share = insight.share(credit);
    Some(if share == insight.share(0.0) {
        text::panel_beside_influenced_none(&share)
    } else if share == insight.share(1.0) {
        text::panel_beside_influenced_all(&share)
    } else {
        text::panel_beside_influenced(&short(credited), &share, &short(rest))
    })
}

/// Partners and direct as two bars from zero, and why the figure of MDF alone is another.
fn per_dollar(insight: &Insight) -> Tree {
    let (total, direct) = (&insight.report.total, &insight.report.direct);
    let ours = total.value(MetricId::PipelinePerDollar);
    let theirs = direct.value(MetricId::DirectPipelinePerDollar);
    let stated =
        |metric| insight.stated(if metric == MetricId::PipelinePerDollar { total } else { direct }, metric);
    let bars = ours.zip(theirs).map(|(ours, theirs)| {
        let most = ours.max(theirs);
        let width = |value: f64| if most > 0.0 { value / most * 100.0 } else { 0.0 };
        let bar = |class: &'static str, y: u32, value: f64| {
            let width = format_fixed(width(value).max(0.0), 2) + "%";
            of("rect", class).set("y", y.to_string()).set("width", width).set("height", "8").set("rx", "2")
        };
        let words = |y: u32, name: &str, value: Option<String>| {
            let said = [name, " ", &value.unwrap_or_default()].concat();
            el("text").set("y", y.to_string()).text(said)
        };
        of("svg", "plot two-bars")
            .set("height", "60")
            .set("role", "img")
            .set("aria-label", text::PANEL_BESIDE_BARS.get())
            .child(words(11, text::PANEL_PARTNERS.get(), stated(MetricId::PipelinePerDollar)))
            .child(bar("you", 16, ours))
            .child(words(43, text::DIRECT_COLUMN.get(), stated(MetricId::DirectPipelinePerDollar)))
            .child(bar("ctx", 48, theirs))
    });
    let times = insight.total(MetricId::PipelineIndex);
    let alone = insight.total(MetricId::PipelinePerMdfDollar);
    let other = total
        .figure(MetricId::VendorCost)
        .and_then(|figure| figure.symbol(Symbol::O).value)
        .filter(|other| *other > 0.0 && !insight.plan.costs_withheld);
    let said = [
        times.map(|times| text::panel_beside_index(&times)),
        alone.zip(other).map(|(alone, other)| text::panel_beside_mdf_alone(&alone, &insight.money(other))),
    ];
    let said = text::sentences(&said.map(Option::unwrap_or_default));
    let missing = theirs
        .is_none()
        .then(|| lift(insight, &[MetricId::DirectPipelinePerDollar], text::panel_lift_direct));
    el("div")
        .children(bars)
        .children((!said.is_empty()).then(|| line("p", "tiny", said)))
        .children(missing.flatten())
}

/// The drawing of what a customer costs, or what would tell it.
fn acquisition(insight: &Insight) -> Option<Tree> {
    if insight.report.total.value(MetricId::PartnerCac).is_none() {
        let lift = lift(insight, &[MetricId::PartnerCac, MetricId::DirectCac], text::panel_lift_cac)?;
        return Some(el("div").child(line("h3", "h2", text::ACQUISITION.get())).child(lift));
    }
    Some(chart::acquisition(insight))
}

/// Between which ends a figure lies, whatever credit is claimed; nothing where both read the same.
fn ends(insight: &Insight, one: Option<f64>, other: Option<f64>, unit: Unit) -> Option<Tree> {
    let (one, other) = one.zip(other)?;
    let short = |value: f64| insight.format.short(unit, value);
    let (low, high) = (short(one.min(other)), short(one.max(other)));
    (low != high).then(|| line("span", "tiny", text::panel_range(&low, &high)))
}

/// The first published figure for it, and who was asked.
fn published(insight: &Insight, metric: MetricId) -> Option<String> {
    let held = for_metric(metric)?.rows.first()?;
    let deal_size = insight.report.total.figure(MetricId::Roi)?.symbol(Symbol::D).value;
    let spread = held.spread(deal_size).filter(|_| held.row.currency().is_none())?;
    // Of several figures the middle one: there are a few words for it.
    let (stat, spread) = match spread {
        Spread::Quartiles { median, .. } | Spread::MedianAndTop { median, .. } => {
            ("median", Spread::Value(median))
        }
        Spread::Value(_) | Spread::Band { .. } => (held.row.stat, spread),
    };
    let figure = written(spread, insight.format.unit(metric), &insight.format);
    let kind = text::term(held.row.kind.words());
    let who = if kind.is_empty() { text::term(held.row.source.sample) } else { kind };
    Some(text::panel_beside_published(text::term(stat), &figure, who))
}
