//! By what the campaigns are judged: the day, the influence credit, the sales cycle, exchange rates, and what was taken.

use super::box_of::Asked;
use super::{Judged, section};
use crate::app::{Action, choice_id};
use crate::insight::Insight;
use crate::markup::{Tree, el, line, of};
use crate::text;
use comarketing_roi_engine::campaign::{LARGEST_RATE, LEAST_RATE};
use comarketing_roi_engine::plan::Kind;

/// The rate by which a currency is converted, and its day: without both nothing is.
fn rate_of(insight: &Insight, judged: &Judged, currency: &str) -> Tree {
    let choices = &judged.source.choices;
    let [rate, on] = ["/rate", "/on"].map(|end| ["/terms/rates/", currency, end].concat());
    let own = &judged.report.terms.currency;
    let asked = Asked {
        path: rate.clone(),
        label: text::panel_year_rate_of(currency, own),
        kind: Kind::Count,
        range: (LEAST_RATE, LARGEST_RATE),
        kept: choices.get(&rate),
        otherwise: None,
    };
    let id = choice_id(&on);
    let day = el("input")
        .set("id", id.clone())
        .begins_with(choices.word(&on).unwrap_or_default().to_owned())
        .changes_day(move |day| Action::Choose(on.clone(), day.into()));
    let day = of("div", "field")
        .child(line("label", "", text::panel_year_rate_day(currency)).set("for", id))
        .child(of("div", "box text").child(day));
    of("div", "pair").keyed(currency.to_owned()).child(asked.tree(insight)).child(day)
}

/// By what all of it is judged, each to be said otherwise, and what was taken or converted.
pub(super) fn panel(insight: &Insight, judged: &Judged) -> Tree {
    let report = &judged.report;
    let terms = &report.terms;
    let choices = &judged.source.choices;
    let ask = |path: &str, label: &str, kind: Kind, range, otherwise| Asked {
        path: path.to_owned(),
        label: label.to_owned(),
        kind,
        range,
        kept: choices.get(path),
        otherwise,
    };
    let credit =
        ask("/terms/credit", text::term("Influence credit"), Kind::Rate, (0.0, 1.0), Some(terms.credit()));
    let cycle =
        ask("/terms/cycle", text::PANEL_YEAR_CYCLE.get(), Kind::Months, (0.0, 120.0), terms.cycle_months);
    let signed = ask("/terms/signed", text::PANEL_YEAR_SIGNED.get(), Kind::Count, (0.0, 1e9), None);
    let today = el("input")
        .set("id", "-terms-today")
        .begins_with(terms.today.to_string())
        .changes_day(|day| Action::Choose("/terms/today".to_owned(), day.into()));
    let today = of("div", "field")
        .child(line("label", "", text::PANEL_YEAR_TODAY).set("for", "-terms-today"))
        .child(of("div", "box text").child(today));
    let mut notes: Vec<String> =
        report.assumptions.iter().map(|premise| text::reason(&premise.why)).collect();
    for used in &report.rates {
        let rate = comarketing_roi_engine::number::format_decimal(used.rate.rate);
        let day = used.rate.on.to_string();
        let rows = insight.count(used.rows as f64);
        notes.push(text::panel_year_rate(&used.currency, &terms.currency, &rows, &rate, &day));
    }
    let apart: Vec<String> = report
        .apart
        .iter()
        .map(|apart| text::panel_year_apart(&apart.currency, &insight.count(apart.rows as f64)))
        .collect();
    if !apart.is_empty() {
        notes.push(text::sentences(&apart));
    }
    let rates = report.apart.iter().map(|apart| rate_of(insight, judged, &apart.currency));
    let given = report.rates.iter().filter(|used| !used.of_rows);
    let given = given.map(|used| rate_of(insight, judged, &used.currency));
    let rates: Vec<Tree> = given.chain(rates).collect();
    if report.undated > 0 {
        notes.push(text::panel_year_undated(&insight.count(report.undated as f64)));
    }
    section(text::PANEL_YEAR_BASIS.get().to_owned())
        .child(
            of("div", "settings")
                .child(today)
                .child(credit.tree(insight))
                .child(cycle.tree(insight))
                .child(signed.tree(insight))
                .children(rates),
        )
        .child(of("ul", "small").children(notes.into_iter().map(|note| line("li", "", note))))
        .child(line("p", "hint", text::PANEL_YEAR_CAUTION))
}
