//! Three ledgers of one activity as equal cards: the vendor's, the partner's and that of both together.

use super::answer::{gaps, still_example, whose};
use super::explain::open_explanation;
use super::figure::{Results, figure_button};
use crate::app::{FigureRef, Panel, Section, Side, State, captures_leads};
use crate::markup::{Tree, line, of};
use crate::text::{self, Text};
use crate::workspace::Answer;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::metric_ref::ScopeId;

/// What was answered in a word.
fn word<'a>(state: &'a State, path: &str) -> &'a str {
    match state.workspace.answer(path) {
        Some(Answer::Word(word)) => word,
        _ => "",
    }
}

/// Whether the visitor is the partner.
pub(super) fn is_partner(state: &State) -> bool {
    word(state, Side::PATH) == Side::PARTNER
}

/// Whether the activity captures no leads: its return is then no measure of it.
pub(super) fn brand_only(state: &State) -> bool {
    captures_leads(word(state, "/campaign/kind"), word(state, "/campaign/activity")) == Some(false)
}

/// Why there is no return, though the four numbers are there.
pub(super) fn missing(results: Option<Results>) -> String {
    results
        .and_then(|results| results.reason(ScopeId::Total, MetricId::Roi))
        .unwrap_or_else(|| text::NOTHING_YET.get().to_owned())
}

/// A ledger: whose, of which money, and its return.
struct Card(Side, Text, Text, MetricId);

const VENDOR: Card = Card(Side::Vendor, text::CAMPAIGN_VENDOR, text::CAMPAIGN_VENDOR_MONEY, MetricId::Roi);
const PARTNER: Card =
    Card(Side::Partner, text::CAMPAIGN_PARTNER, text::CAMPAIGN_PARTNER_MONEY, MetricId::RoiPartner);
const BOTH: Card = Card(Side::Both, text::CAMPAIGN_BOTH, text::CAMPAIGN_BOTH_MONEY, MetricId::RoiJoint);

/// The three, that of the visitor's side first.
pub(super) fn ledgers(results: Results) -> Tree {
    let cards = match is_partner(results.state) {
        true => [PARTNER, VENDOR, BOTH],
        false => [VENDOR, PARTNER, BOTH],
    };
    let card = |Card(side, name, money, metric): &Card| {
        // The vendor's is the headline: what the dock and those who do not see the page are told.
        let area = match side {
            Side::Vendor => Section::Headline,
            Side::Partner | Side::Both => Section::Executive,
        };
        let class = class(results, *side == Side::Vendor);
        let spot = FigureRef { area, column: ScopeId::Total, metric: *metric };
        of("div", class)
            .keyed(metric.text())
            .set("part", "result")
            .child(line("p", "h3", *name).set("part", "result-label"))
            .child(line("p", "tiny", *money))
            .child(of("p", "s28").child(figure_button(results, spot, false)))
            .place(Panel::Ledger(*side))
    };
    of("div", "block")
        .child(
            of("div", "row apart").child(line(results.heading, "h2", finding(results))).child(whose(results)),
        )
        .child(line("p", "small", text::CAMPAIGN_LEDGERS))
        .child(still_example(results))
        .child(of("div", "trio").children(cards.iter().map(card)))
        .child(gaps(results))
        .child(open_explanation(results, Section::Headline))
        .child(open_explanation(results, Section::Executive))
}

/// Grey while all of its numbers are an example, and with a hollow dot while any is.
fn class(results: Results, headline: bool) -> &'static str {
    let own = results.state.draft().has_own_figures();
    match (results.report.is_example(), own, headline) {
        (false, _, true) => "ledger headline",
        (false, _, false) => "ledger",
        (true, true, true) => "ledger headline is-mixed",
        (true, true, false) => "ledger is-mixed",
        (true, false, true) => "ledger headline is-example",
        (true, false, false) => "ledger is-example",
    }
}

/// For whom it pays.
fn finding(results: Results) -> Text {
    let pays = |metric| results.value(ScopeId::Total, metric).map(|roi| roi >= 0.0);
    match (pays(MetricId::Roi), pays(MetricId::RoiPartner)) {
        (Some(true), Some(true)) => text::CAMPAIGN_PAYS_BOTH,
        (Some(true), Some(false)) => text::CAMPAIGN_PAYS_VENDOR,
        (Some(false), Some(true)) => text::CAMPAIGN_PAYS_PARTNER,
        (Some(false), Some(false)) => text::CAMPAIGN_PAYS_NOBODY,
        (Some(true), None) => text::CAMPAIGN_PAYS_ONE,
        (_, _) => text::CAMPAIGN_PAYS_NOT_ONE,
    }
}

/// What the ledgers will look like, without a number.
pub(super) fn ghost() -> Tree {
    let part = |(at, name): (u32, Text)| {
        let place = |dx: u32| [(at * 35 + dx).to_string(), "%".to_owned()].concat();
        let rect =
            |class: &'static str, x: u32, y: &'static str, width: &'static str, height: &'static str| {
                of("rect", class)
                    .set("x", place(x))
                    .set("y", y)
                    .set("width", width)
                    .set("height", height)
                    .set("rx", "4")
            };
        [
            rect("frameline", 0, "8", "30%", "80"),
            line("text", "l", name).set("x", place(3)).set("y", "32"),
            of("line", "grid").set("x1", place(3)).set("x2", place(27)).set("y1", "62").set("y2", "62"),
            rect("pale", 9, "56", "12%", "12"),
            of("circle", "hollowctx").set("cx", place(15)).set("cy", "62").set("r", "7"),
        ]
    };
    let names = [text::CAMPAIGN_VENDOR, text::CAMPAIGN_PARTNER, text::CAMPAIGN_BOTH];
    of("svg", "plot").set("height", "96").set("aria-hidden", "true").children((0..).zip(names).flat_map(part))
}
