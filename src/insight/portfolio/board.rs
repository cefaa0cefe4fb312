//! One page for a board: three figures with their trend, tiers, the best and the worst campaigns, and what is asked.

use super::Judged;
use super::overview::{each, executive, figure, finding, group_name, name_of};
use crate::insight::{Insight, chart};
use crate::markup::{Tree, el, line, number, of};
use crate::text;
use comarketing_roi_engine::portfolio::{Dimension, Row};
use comarketing_roi_engine::symbol::Unit;

/// As many campaigns of each end.
const CAMPAIGNS: usize = 3;
/// As many tiers.
const TIERS: usize = 6;

/// Draws it; `date` is the day of the sheet.
pub(super) fn panel(insight: &Insight, judged: &Judged, date: Option<&str>) -> Tree {
    let report = &judged.report;
    let said = [date.unwrap_or_default(), judged.source.file.as_str()];
    let count = |n: u64| insight.count(n as f64);
    let looked = judged.is_filtered().then(|| {
        let groups = judged.filter().groups.iter();
        let groups = groups
            .map(|(dimension, group)| text::join_named(name_of(*dimension), &group_name(*dimension, group)));
        let said = text::panel_year_looked(&count(report.taken), &count(report.seen));
        text::sentences(&[said, text::join_stop(&text::items(&groups.collect::<Vec<_>>()))])
    });
    let terms = &report.terms;
    let basis = [
        text::join_named(text::term("Influence credit"), &insight.share(terms.credit())),
        text::join_named(text::PANEL_YEAR_TODAY.get(), &insight.format.day(terms.today)),
    ];
    let example = judged.source.is_example.then(|| line("p", "tag", text::EXAMPLE));
    of("section", "paper board")
        .child(line("p", "tiny", text::items(&said)))
        .children(example)
        .child(line("h3", "h1", finding(insight, judged)))
        .children(looked.map(|said| line("p", "small", said)))
        .child(of("dl", "stats").children(executive(insight, judged).into_iter().map(stat)))
        .children(chart::quarters(insight, report))
        .child(line("h4", "h3", text::PANEL_YEAR_BOARD_TIERS))
        .child(tiers(insight, judged))
        .child(
            of("div", "duo")
                .children(campaigns(insight, judged, text::PANEL_YEAR_BOARD_TOP.get(), &report.best))
                .children(campaigns(insight, judged, text::PANEL_YEAR_BOARD_BOTTOM.get(), &bottom(judged))),
        )
        .child(line("h4", "h3", text::PANEL_YEAR_BOARD_ASKS))
        .child(of("ul", "stack").children(asks(insight, judged).into_iter().map(|ask| line("li", "", ask))))
        .child(line("p", "tiny", text::items(&basis)))
        .child(line("p", "tiny", text::PANEL_YEAR_CAUTION))
}

fn stat((name, value, said): (String, String, String)) -> Tree {
    of("div", "stat metric")
        .child(line("dt", "", name))
        .child(el("dd").child(number("span", "s28", value)))
        .child(line("dd", "small", said))
}

fn tiers(insight: &Insight, judged: &Judged) -> Tree {
    let groups = judged.report.groups.iter().find(|groups| groups.dimension == Dimension::Tier);
    let rows = groups.into_iter().flat_map(|groups| groups.groups.iter().take(TIERS)).map(|group| {
        el("tr")
            .child(line("th", "", group_name(Dimension::Tier, &group.key)).set("scope", "row"))
            .child(number("td", "", figure(insight, Unit::Currency, &group.funds.spent)))
            .child(number("td", "", figure(insight, Unit::Currency, &group.funds.unused())))
            .child(number("td", "", figure(insight, Unit::Currency, &group.credited)))
            .child(number("td", "", each(insight, &group.returns.credited)))
    });
    let heads =
        [text::PANEL_YEAR_TIER, text::PANEL_YEAR_SPENT, text::PANEL_YEAR_UNUSED, text::PANEL_YEAR_CREDITED]
            .map(|head| head.get().to_owned());
    let heads = heads.into_iter().chain([text::panel_year_each(&insight.format.whole_unit())]);
    let heads = heads.map(|head| line("th", "", head).set("scope", "col"));
    of("table", "").child(el("thead").child(el("tr").children(heads))).child(el("tbody").children(rows))
}

/// The lowest of those that are ranked and do not stand at the top already.
fn bottom(judged: &Judged) -> Vec<Row> {
    let report = &judged.report;
    let top: Vec<u64> = report.best.iter().take(CAMPAIGNS).map(|row| row.number).collect();
    report.worst.iter().filter(|row| !top.contains(&row.number)).cloned().collect()
}

fn campaigns(insight: &Insight, judged: &Judged, heading: &'static str, rows: &[Row]) -> Option<Tree> {
    let one = |row: &Row| {
        let name = judged.called(insight, row);
        let campaign = match row.partner.as_str() {
            "" => name,
            partner => text::join_aside(&name, partner),
        };
        let said = text::panel_year_board_row(
            &campaign,
            &each(insight, &row.returns.credited),
            &insight.format.whole_unit(),
            &row.spent.map(|spent| insight.format.short(Unit::Currency, spent)).unwrap_or_default(),
        );
        line("li", "", said)
    };
    let list = of("ol", "stack small").children(rows.iter().take(CAMPAIGNS).map(one));
    (!rows.is_empty()).then(|| el("div").child(line("h4", "h3", heading)).child(list))
}

/// What follows, in money.
fn asks(insight: &Insight, judged: &Judged) -> Vec<String> {
    let report = &judged.report;
    let money = |value: f64| insight.format.figure(Unit::Currency, value);
    let mut asks = Vec::new();
    let funds = &report.total.funds;
    if let Some(unclaimed) = funds.unclaimed.clone().ok().filter(|amount| *amount > 0.0) {
        asks.push(text::panel_year_ask_unclaimed(&money(unclaimed)));
    }
    if let Some(never) = funds.never_requested.clone().ok().filter(|amount| *amount > 0.0) {
        asks.push(text::panel_year_ask_never(&money(never)));
    }
    if let (Some(best), Some(worst)) = (report.best.first(), bottom(judged).first()) {
        let called = |row: &Row| judged.called(insight, row);
        asks.push(text::panel_year_ask_move(&called(worst), &called(best)));
    }
    if let Some(tail) = report.concentration.tail {
        let share = insight.format.figure(Unit::Ratio, tail.share);
        asks.push(match tail.partners {
            1 => text::panel_year_ask_tail_one(&share),
            partners => text::panel_year_ask_tail(&insight.count(partners as f64), &share),
        });
    }
    if asks.is_empty() {
        asks.push(text::PANEL_YEAR_ASK_NONE.get().to_owned());
    }
    asks
}
