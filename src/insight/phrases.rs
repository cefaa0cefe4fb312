//! Names, figures and lists as panels put them into sentences.

use super::Insight;
use crate::fold::small;
use crate::markup::{Tree, Words, el, line, number, of};
use crate::{marks, text};
use comarketing_roi_engine::date::Quarter;
use comarketing_roi_engine::message::{self, concat, fill};
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::resolve::{self, Basis, Quantities};
use comarketing_roi_engine::symbol::{Symbol, Unit};
use comarketing_roi_engine::{Field, FieldPath, MetricId, Number, Plan};

/// The input's name.
pub(super) fn label(field: Field) -> &'static str {
    text::term(field.label())
}

/// A name inside a sentence, where all languages but German write it small unless it is an abbreviation.
pub(super) fn inline(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return String::new() };
    let is_word = letters.clone().next().is_some_and(|second| second.is_lowercase() || second == '-');
    match is_word && !text::LANGUAGE.get().starts_with("de") {
        true => concat(&[&small(first), letters.as_str()]),
        false => name.to_owned(),
    }
}

/// “a, b and c”.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => text::panel_list(&text::items(rest), last),
    }
}

/// An input with its tier: “Strategic, win rate”; the tier only where the plan has several.
pub(super) fn place_name(plan: &Plan, place: FieldPath) -> String {
    match place.tier.and_then(|at| plan.tiers.get(at)) {
        Some(tier) if plan.tiers.len() > 1 => text::join_items(&tier.name, &inline(label(place.field))),
        _ => label_alone(place.field),
    }
}

/// The input's name where no heading says what it belongs to: “All cost” is direct's.
pub(super) fn label_alone(field: Field) -> String {
    marks::label_alone(field)
}

/// The same inside a sentence; the name of a tier stays as it was given.
pub(super) fn place_inline(plan: &Plan, place: FieldPath) -> String {
    let name = place_name(plan, place);
    if place.tier.is_some() && plan.tiers.len() > 1 { name } else { inline(&name) }
}

/// A quarter of a year, as the language writes it.
pub(super) fn quarter_name(quarter: Quarter) -> String {
    let (year, quarter) = quarter.parts();
    text::panel_year_quarter_of(&quarter.to_string(), &year.to_string())
}

/// Why a figure has no value, as a sentence; empty where it has one.
pub(super) fn reason(scope: &Scope, id: MetricId) -> String {
    scope.figure(id).and_then(|figure| figure.reason_in(text::TRANSLATE)).unwrap_or_default()
}

/// What a figure lacks, as a sentence.
pub(super) fn needs(symbols: &[Symbol]) -> String {
    let names: Vec<&str> = symbols.iter().map(|symbol| text::term(symbol.need())).collect();
    fill(text::term(message::NEEDS), &[&names.join(text::term(message::AND))])
}

/// The heading of a panel or of a part of one, with its tag.
pub(super) fn heading(tag: &'static str, words: impl Words) -> Tree {
    line(tag, "panel-title", words)
}

/// A row of a table: its head and its cells.
pub(super) fn row(head: impl Words, cells: impl IntoIterator<Item = Tree>) -> Tree {
    el("tr").child(line("th", "", head).set("scope", "row")).children(cells)
}

/// The head of a table.
pub(super) fn head<T: Words>(columns: impl IntoIterator<Item = T>) -> Tree {
    let columns = columns.into_iter().map(|name| line("th", "", name).set("scope", "col"));
    el("thead").child(el("tr").children(columns))
}

/// A row of a sheet: what, and its figure.
pub(super) fn entry(what: impl Words, figure: impl Words) -> Tree {
    row(what, [number("td", "", figure)])
}

/// A paper, with the mark that print repeats on every sheet where it is an example.
pub(super) fn paper(kind: &str, example: bool) -> Tree {
    let class = ["paper ", kind, if example { " example" } else { "" }].concat();
    el("article")
        .set("class", class)
        .children(example.then(|| of("div", "running").child(line("p", "tag", text::EXAMPLE.get()))))
}

/// What a paper of examples says under its heading.
pub(super) fn example(insight: &Insight) -> Option<Tree> {
    insight.report.is_example().then(|| super::explain::example(insight))
}

/// A number with `change` done to its value; a range keeps its shape.
pub(super) fn changed(number: Number, change: impl Fn(f64) -> f64) -> Number {
    match number {
        Number::Exact(value) => Number::Exact(change(value)),
        Number::Range { low, likely, high } => {
            Number::Range { low: change(low), likely: change(likely), high: change(high) }
        }
    }
}

impl Insight {
    /// Whether the input at a place may be shown: costs and margins may be private.
    pub(super) fn may_show(&self, place: FieldPath) -> bool {
        !(self.plan.costs_withheld && place.field.is_cost_or_margin())
    }

    /// The influence credit of the plan.
    pub(super) fn credit(&self) -> f64 {
        let given = self.plan.get(FieldPath::plan(Field::InfluenceCredit));
        given.map_or(resolve::DEFAULT_CREDIT, Number::likely)
    }

    /// An amount of money.
    pub(super) fn money(&self, value: f64) -> String {
        self.format.figure(Unit::Currency, value)
    }

    /// A share.
    pub(super) fn share(&self, value: f64) -> String {
        self.format.figure(Unit::Ratio, value)
    }

    /// A plain number.
    pub(super) fn count(&self, value: f64) -> String {
        self.format.figure(Unit::Count, value)
    }

    /// A figure as the cards state it.
    pub(super) fn stated(&self, scope: &Scope, id: MetricId) -> Option<String> {
        scope.value(id).map(|value| self.format.metric(id, value, false))
    }

    /// The same with what it is by words, an example or a total of some tiers; or that there is none.
    pub(super) fn cell(&self, scope: &Scope, id: MetricId) -> String {
        let stated = self.stated(scope, id).zip(scope.figure(id));
        let Some((value, figure)) = stated else {
            let why = scope.figure(id).and_then(|figure| figure.value.err());
            return why.map_or(text::NO_VALUE, text::no_value).get().to_owned();
        };
        let example = if figure.basis == Basis::Example { text::PANEL_EXAMPLE.get() } else { "" };
        let part = marks::part(&figure);
        let marks: Vec<&str> = [example, &part].into_iter().filter(|mark| !mark.is_empty()).collect();
        if marks.is_empty() { value } else { text::join_aside(&value, &text::groups(&marks)) }
    }

    /// A figure of the total.
    pub(super) fn total(&self, id: MetricId) -> Option<String> {
        self.stated(&self.report.total, id)
    }

    /// What is known of one tier, given, derived or assumed.
    pub(super) fn quantities(&self, tier: usize) -> Quantities {
        resolve::tier(&self.plan, tier, &resolve::shared(&self.plan))
    }

    /// Two values of an input in a sentence that says how they differ.
    pub(super) fn inputs(&self, field: Field, one: f64, other: f64) -> (String, String) {
        self.format.pair(field.kind().unit(), one, other)
    }

    /// An input as its field would state it.
    pub(super) fn input(&self, field: Field, value: f64) -> String {
        self.format.figure(field.kind().unit(), value)
    }
}

/// The value of a quantity.
pub(super) fn known(quantities: &Quantities, symbol: Symbol) -> Option<f64> {
    quantities.get(symbol).map(|known| known.value)
}
