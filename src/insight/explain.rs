//! The explanation of a figure: formula, the same with the numbers put in, where each number comes from, benchmark.

use super::Insight;
use super::gaps::{mends, said};
use super::host::held;
use super::phrases::place_name;
use crate::fold::capital;
use crate::format::Format;
use crate::markup::{Tree, el, line, number, of, visually_hidden};
use crate::{marks, text};
use comarketing_roi_engine::formula::Piece;
use comarketing_roi_engine::message::WEIGHED;
use comarketing_roi_engine::metric_ref::{MetricRef, ScopeId};
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::report::{Term, in_words};
use comarketing_roi_engine::resolve::{ASSUMED_ZERO, Basis, IN_PROGRAMME_COST};
use comarketing_roi_engine::switching_value::{Question, flip_points};
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, FieldPath, Figure, MetricId};

/// The credit, and what follows from it.
const CREDITED: [Symbol; 7] =
    [Symbol::C, Symbol::R, Symbol::K, Symbol::Rn, Symbol::V, Symbol::Cm, Symbol::Sm];

/// Explains a figure; none where it is not stated.
pub(super) fn panel(insight: &Insight, metric: MetricId, at: ScopeId) -> Option<Tree> {
    let scope = at.of(&insight.report)?;
    let figure = scope.figure(metric)?;
    let tier = matches!(at, ScopeId::Tier(_)).then_some(scope.name.as_str());
    let (format, metric) = (&insight.format, figure.metric);
    let rows = figure.terms().into_iter().map(|term| term_row(&term, format));
    let terms = of("table", "terms")
        .child(line("caption", "", text::PANEL_TERMS.get()))
        .child(el("tbody").children(rows));
    let mut reasons: Vec<String> = figure.reason_in(text::TRANSLATE).into_iter().collect();
    // Where cost counts without return, all tiers are covered in part.
    let covers = figure.covers.as_ref().filter(|_| figure.gaps.iter().all(|gap| gap.cost.is_none()));
    reasons.extend(covers.map(|names| text::panel_covers(&text::items(names))));
    reasons.extend(said(insight, &figure));
    let unknown_margin = insight.plan.get(FieldPath::plan(Field::PartnerMargin)).is_none();
    let in_cost = insight.plan.holds(Switch::ProgrammeCostIncludesCommission);
    if in_cost && unknown_margin && metric.rests_on().has(Symbol::Gc) {
        reasons.push(text::PANEL_COMMISSION_TWICE.get().to_owned());
    }
    let is_example = figure.basis == Basis::Example;
    let deal_size = figure.symbol(Symbol::D).value;
    // What is credited to partners is taken off direct's report, so a figure of direct moves with partners' inputs.
    let rests_on = metric.rests_on();
    let has = |symbols: [Symbol; 3]| symbols.iter().any(|symbol| rests_on.has(*symbol));
    let follows = has([Symbol::KdOwn, Symbol::SdOwn, Symbol::RdOwn]);
    let credited = CREDITED.iter().any(|symbol| rests_on.has(*symbol));
    // Without direct's own figures none of its work on influenced deals can be counted, and the figure says so.
    let influenced = |symbol| figure.symbol(symbol).value.is_some_and(|value| value > 0.0);
    let stays = [(Symbol::Cm, Symbol::Ki), (Symbol::Sm, Symbol::I)].into_iter().any(|(moved, of)| {
        rests_on.has(moved) && figure.symbol(moved).from == ASSUMED_ZERO && influenced(of)
    });
    Some(
        el("div")
            .children(is_example.then(|| example(insight)))
            .children(formula(&figure, format))
            .child(line("p", "", text::term(metric.about())))
            .children(follows.then(|| line("p", "hint", text::PANEL_DIRECT_FOLLOWS.get())))
            .children(credited.then(|| line("p", "hint", super::credit::claim(insight))))
            .children(stays.then(|| line("p", "hint", text::PANEL_NO_COST_MOVES.get())))
            .children(reasons.into_iter().map(|reason| line("p", "reason", reason)))
            .children((!figure.gaps.is_empty()).then(|| mends(insight, figure.gaps)))
            .child(
                of("div", "pair").child(terms).child(
                    el("div")
                        .children(held(insight, metric.id, tier, figure.value.ok(), deal_size))
                        .children(turn(insight, metric.id, at)),
                ),
            ),
    )
}

/// That a figure rests on examples, and which are left.
pub(super) fn example(insight: &Insight) -> Tree {
    let left = marks::examples_left(&insight.report);
    of("p", "example-note")
        .child(line("strong", "tag", text::EXAMPLE.get()))
        .text([" ", &text::sentences(&[text::EXAMPLE_RESULT.get(), &left])].concat())
}

/// Against what a metric has a verdict: itself or the metric that holds it against direct, and the value between good and
/// bad.
fn verdict(metric: MetricId) -> Option<(MetricId, f64)> {
    use MetricId::{
        CacReduction, CacSaving, GrossProfitLessCost, PartnerCac, PipelineIndex, PipelinePerDollar, Roi,
        RoiFullInfluence, RoiIncremental, RoiJoint, RoiPartner, RoiRevenue, RoiSourcedOnly, Ropi,
    };
    match metric {
        Roi | RoiSourcedOnly | RoiFullInfluence | RoiPartner | RoiJoint | RoiRevenue | RoiIncremental
        | Ropi => Some((metric, 0.0)),
        GrossProfitLessCost => Some((Roi, 0.0)),
        CacReduction | CacSaving | PartnerCac => Some((CacReduction, 0.0)),
        PipelineIndex | PipelinePerDollar => Some((PipelineIndex, 1.0)),
        _ => None,
    }
}

/// The values of the nearest inputs at which the verdict on a figure turns, each moved alone.
fn turn(insight: &Insight, metric: MetricId, at: ScopeId) -> Option<Tree> {
    if at == ScopeId::Direct {
        return None;
    }
    let (metric, target) =
        verdict(metric).filter(|(metric, _)| !(insight.plan.costs_withheld && metric.tells_costs()))?;
    let aim = if at == ScopeId::Total { MetricRef::at_its_own(metric) } else { MetricRef { metric, at } };
    let found = flip_points(&insight.plan, &Question { aim, target }).ok()?;
    found.today.as_ref().ok()?;
    let turns = found.points.iter().filter(|point| insight.may_show(point.place)).filter_map(|point| {
        let flip = point.flip.as_ref().ok()?;
        let unit = point.place.field.kind().unit();
        let write = |value| insight.format.figure(unit, value);
        let said = text::panel_turns_at(
            &place_name(&insight.plan, point.place),
            &write(flip.value),
            &write(point.now),
        );
        Some(line("li", "", said))
    });
    let turns: Vec<Tree> = turns.take(3).collect();
    let goal = insight.format.metric(metric, target, false);
    let title = line("p", "h3", text::panel_turns(&insight.format.name(metric), &goal));
    let said = match turns.is_empty() {
        true => line("p", "", text::PANEL_TURNS_NEVER.get()),
        false => of("ul", "turns").children(turns),
    };
    Some(of("div", "turn").child(title).child(said))
}

/// The formula: its numbers large, each over its name; then in words, and in symbols. None where the figure is an input.
fn formula(figure: &Figure, format: &Format) -> Option<Tree> {
    let formula = &figure.metric.formula;
    if formula.is_one_symbol() {
        return None;
    }
    let words = line("p", "small", capital(&in_words(formula.source(), text::TRANSLATE)));
    let symbols = el("p").set("class", "tiny").child(number("code", "", formula.text()));
    let drawn = figure.value.is_ok().then(|| numbers(figure, format));
    Some(el("div").children(drawn).child(words).child(symbols))
}

/// The numbers of the formula with the signs between them, and the result. They are heard as one line.
fn numbers(figure: &Figure, format: &Format) -> Tree {
    let terms = figure.terms();
    let part = |value: String, name: &str| {
        el("div").child(number("b", "", value)).child(line("small", "", name.to_owned()))
    };
    let pieces = figure.metric.formula.pieces().into_iter().map(|piece| {
        let Piece::Text(sign) = piece else {
            let term = terms.iter().find(|term| term.symbol == piece.text());
            let value = term.and_then(|term| Some(format.figure(term.unit, term.value?)));
            let name = term.map_or("", |term| text::term(term.label));
            return part(value.unwrap_or_else(|| text::NO_VALUE.get().to_owned()), name);
        };
        line("span", "", sign.trim().replace('/', "÷"))
    });
    let result = figure.value.ok().map(|value| format.figure(figure.metric.unit, value)).unwrap_or_default();
    let drawn = of("div", "formula")
        .set("dir", "ltr")
        .set("aria-hidden", "true")
        .children(pieces)
        .child(line("span", "", "="))
        .child(part(result, &format.name(figure.metric.id)));
    let whose = match figure.basis {
        Basis::Example => text::PANEL_WITH_EXAMPLE,
        _ => text::PANEL_WITH_NUMBERS,
    };
    let heard = text::join_named(whose.get(), &with_numbers(figure, format));
    el("div").child(visually_hidden(heard)).child(drawn)
}

fn term_row(term: &Term, format: &Format) -> Tree {
    let amount =
        term.value.map_or_else(|| text::NO_VALUE.get().to_owned(), |value| format.exact(term.unit, value));
    let symbol = line("code", "", term.symbol).set("translate", "no");
    let name =
        el("th").set("scope", "row").child(symbol).text(format!(" {}", capital(&format.named(term.label))));
    el("tr").child(name).child(number("td", "", amount)).child(line("td", "", origin(term)))
}

/// How a number came about, in words.
fn origin(term: &Term) -> String {
    let basis = match term.basis {
        _ if term.value.is_none() => return String::new(),
        Basis::Given => text::PANEL_ENTERED,
        Basis::Derived => text::PANEL_DERIVED,
        Basis::Assumed => text::ASSUMED,
        Basis::Example => text::PANEL_EXAMPLE,
    };
    match term.from {
        "" | "default" => basis.get().to_owned(),
        ASSUMED_ZERO => text::term(ASSUMED_ZERO).to_owned(),
        IN_PROGRAMME_COST => text::term(IN_PROGRAMME_COST).to_owned(),
        WEIGHED => text::join_named(basis.get(), text::term(WEIGHED)),
        formula => text::join_named(basis.get(), &in_words(formula, text::TRANSLATE)),
    }
}

/// The formula with its numbers, and the result.
fn with_numbers(figure: &Figure, format: &Format) -> String {
    let terms = figure.terms();
    let mut out = String::new();
    for piece in figure.metric.formula.pieces() {
        if let Piece::Text(text) = piece {
            out.push_str(text);
            continue;
        }
        let term = terms.iter().find(|term| term.symbol == piece.text());
        match term.and_then(|term| Some((term.unit, term.value?))) {
            Some((unit, value)) => out.push_str(&format.exact(unit, value)),
            None => out.push_str(text::NO_VALUE.get()),
        }
    }
    if let Ok(value) = figure.value {
        out.push_str(" = ");
        out.push_str(&format.figure(format.unit(figure.metric.id), value));
    }
    out
}
