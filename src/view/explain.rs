//! The explanation of a figure: formula, the same with the numbers put in, where each number comes from, benchmark.

use super::benchmark::benchmark;
use super::figure::{Results, explanation_id};
use super::markup::{add, button, el, keyed, line, number, value, with, words};
use super::{column_name, scope};
use crate::app::{Action, Area, Spot};
use crate::format::Format;
use crate::text;
use comarketing_roi_engine::Figure;
use comarketing_roi_engine::formula::Piece;
use comarketing_roi_engine::report::{Term, capital, in_words};
use comarketing_roi_engine::resolve::{Basis, NONE_GIVEN};
use comarketing_roi_engine::say::joined;
use comarketing_roi_engine::symbol::Symbol;
use yew::Html;

/// The place of an explanation in an area, with the one that is open there. It is always there itself: children without
/// keys are paired from the last, so one more at the end would make its siblings anew and take the focus from them.
pub fn open_explanation(results: Results, area: Area) -> Html {
    let open = results.state.open.filter(|open| open.area == area);
    el("div", "", open.map(|spot| explanation(results, spot)).into_iter().collect())
}

/// Explains the figure at a spot.
pub fn explanation(results: Results, spot: Spot) -> Html {
    let Some(figure) = scope(results.report, spot.column).and_then(|s| s.figure(spot.metric)) else {
        return line("div", "", "");
    };
    let (format, metric) = (results.format(), figure.metric);
    let column = column_name(results.report, spot.column);
    let close = button(
        results.dispatch,
        Action::Close { from_inside: true },
        &["type", "class", "part"],
        &["button", "quiet", "button"],
        Vec::new(),
        vec![words(text::CLOSE)],
    );
    let title = joined(&[text::term(metric.name), " · ", &column]);
    let mut parts = vec![
        el("div", "top", vec![line("strong", "", title.clone()), close]),
        line("p", "", text::term(metric.about)),
    ];
    add(&mut parts, figure.reason_in(text::SAY).map(|reason| line("p", "reason", reason)));
    add(&mut parts, figure.covers.as_ref().map(|names| line("p", "reason", text::covers(&names.join(", ")))));
    let mut list = Vec::new();
    if !metric.formula.is_one_symbol() {
        list.extend([
            line("dt", "", text::FORMULA),
            el(
                "dd",
                "",
                vec![
                    line("span", "", capital(&in_words(metric.formula.source(), text::SAY))),
                    number("code", "", metric.formula.text()),
                ],
            ),
        ]);
        if figure.value.is_ok() {
            list.extend([
                line("dt", "", text::WITH_NUMBERS),
                el("dd", "", vec![number("code", "", with_numbers(&figure, format))]),
            ]);
        }
    }
    let rows = figure.terms().iter().map(|term| term_row(term, format)).collect();
    list.extend([
        line("dt", "", text::TERMS),
        el("dd", "", vec![el("table", "terms", vec![el("tbody", "", rows)])]),
    ]);
    parts.push(el("dl", "", list));
    add(&mut parts, benchmark(metric.id, figure.value.ok(), figure.symbol(Symbol::D).value, format));
    with(
        "div",
        &["class", "role", "id", "aria-label"],
        &["explanation", "group"],
        vec![value(explanation_id(spot)), value(title)],
        parts,
    )
}

fn term_row(term: &Term, format: &Format) -> Html {
    let amount =
        term.value.map_or_else(|| text::NO_VALUE.get().to_owned(), |value| format.exact(term.unit, value));
    let symbol = with("code", &["translate"], &["no"], Vec::new(), vec![words(term.symbol)]);
    let name = with(
        "th",
        &["scope"],
        &["row"],
        Vec::new(),
        vec![symbol, words(" "), words(capital(text::term(term.label)))],
    );
    keyed(
        term.symbol,
        "tr",
        &[],
        &[],
        Vec::new(),
        vec![name, number("td", "", amount), line("td", "", origin(term))],
    )
}

/// How a number came about, in words.
fn origin(term: &Term) -> String {
    let basis = match term.basis {
        _ if term.value.is_none() => return String::new(),
        Basis::Given => text::ENTERED,
        Basis::Derived => text::DERIVED,
        Basis::Assumed => text::ASSUMED,
    };
    match term.from {
        "" | "default" => basis.get().to_owned(),
        NONE_GIVEN => text::term(NONE_GIVEN).to_owned(),
        formula => joined(&[basis.get(), ": ", &in_words(formula, text::SAY)]),
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
        out.push_str(&format.figure(figure.metric.unit, value));
    }
    out
}
