//! The campaigns one by one, in the order asked for. Of a long list only what is in sight is on the page; the rest is room.

use super::Judged;
use super::box_of::more_or_first;
use super::empty::deed;
use super::judged::{Column, Sort};
use super::overview::{each, figure};
use super::reading::written;
use crate::app::Action;
use crate::fold::capital;
use crate::insight::Insight;
use crate::insight::chart::share_bar;
use crate::insight::phrases::{inline, quarter_name};
use crate::markup::{Tree, button, el, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::campaign::CampaignField;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::portfolio::{Class, Row};
use comarketing_roi_engine::symbol::Unit;

/// As many campaigns stand there before all are asked for.
const FIRST: usize = 12;
/// A longer list scrolls within itself, and has only so many rows on the page at a time.
const WINDOW: usize = 60;
/// How high a row of such a list is, in pixels; `.rank.long` of the style sheet says the same.
const ROW_HEIGHT: usize = 52;

fn words(insight: &Insight, column: Column) -> String {
    let words: Text = match column {
        Column::Campaign => text::PANEL_YEAR_CAMPAIGN,
        Column::Activity => text::PANEL_YEAR_ACTIVITY,
        Column::Tier => text::PANEL_YEAR_TIER,
        Column::Quarter => text::PANEL_YEAR_QUARTER,
        Column::Spent => text::PANEL_YEAR_SPENT,
        Column::Unclaimed => text::PANEL_YEAR_UNCLAIMED,
        Column::Credited => text::PANEL_YEAR_CREDITED,
        Column::Return => return text::panel_year_each(&insight.format.whole_unit()),
    };
    words.get().to_owned()
}

/// Draws the list.
pub(super) fn panel(insight: &Insight, judged: &Judged) -> Tree {
    let all = judged.order.len();
    let look = &insight.year.look;
    let everything = look.word("/rows") == Some("all") || all <= FIRST;
    let is_long = everything && all > WINDOW;
    let first = match is_long {
        true => look.word("/first").and_then(|at| at.parse::<usize>().ok()).unwrap_or(0).min(all - WINDOW),
        false => 0,
    };
    let shown = match (everything, is_long) {
        (false, _) => FIRST,
        (true, true) => WINDOW,
        (true, false) => all,
    };
    let highest = highest(judged);
    let mut body: Vec<Tree> = Vec::new();
    if first > 0 {
        body.push(room(first));
    }
    let mut group = None;
    for at in first..(first + shown).min(all) {
        let Some(row) = judged.row(at) else { continue };
        let own = heading_of(judged.sort(), row.class);
        if own != group && !is_long {
            body.extend(own.map(heading));
        }
        group = own;
        body.extend(campaign(insight, judged, &row, at, highest));
    }
    let after = all - (first + shown).min(all);
    if is_long && after > 0 {
        body.push(room(after));
    }
    let table = of("table", if is_long { "cards rank long" } else { "cards rank" })
        .set("aria-rowcount", (all + 1).to_string())
        .child(line("caption", "hidden", text::PANEL_YEAR_RANKED))
        .child(el("thead").child(el("tr").set("aria-rowindex", "1").children(heads(insight, judged.sort()))))
        .child(el("tbody").children(body));
    let more = more_or_first(insight, "/rows", all, FIRST);
    let region = of("div", if is_long { "scroll tall" } else { "scroll" })
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", text::PANEL_YEAR_RANKED)
        .set_some("data-window", is_long.then(|| format!("{first} {WINDOW} {ROW_HEIGHT}")))
        .child(table);
    let heading = of("div", "row apart").child(line("h4", "h2", title(insight, judged))).child(deed(
        "rows-ranked",
        "quiet",
        text::PANEL_YEAR_DOWNLOAD,
    ));
    of("section", "section").child(heading).child(region).children(more)
}

/// What the order says: the best activities, where there are several.
fn title(insight: &Insight, judged: &Judged) -> String {
    use comarketing_roi_engine::portfolio::Dimension;
    let groups = judged.report.groups.iter().find(|groups| groups.dimension == Dimension::Activity);
    let ranked = groups.into_iter().flat_map(|groups| &groups.groups);
    let mut best: Vec<_> = ranked.filter(|group| group.rank.is_some() && !group.key.is_empty()).collect();
    best.sort_by_key(|group| group.rank);
    match best.as_slice() {
        // Where the third returns as much as the second, no two are the best.
        [first, second, third, ..] if second.rank < third.rank => {
            let name = |key: &str| super::overview::group_name(Dimension::Activity, key);
            text::panel_year_best(&capital(&name(&first.key)), &inline(&name(&second.key)))
        }
        _ => text::panel_year_rows(&insight.count(judged.order.len() as f64)),
    }
}

/// The highest return among those that are ranked, which the longest bar stands for.
fn highest(judged: &Judged) -> f64 {
    let best = judged.report.best.first().and_then(|row| row.returns.credited.as_ref().ok().copied());
    best.unwrap_or(0.0)
}

/// Room for so many rows that are not on the page.
fn room(rows: usize) -> Tree {
    let space = el("svg").set("width", "1").set("height", format_fixed((rows * ROW_HEIGHT) as f64, 0));
    el("tr").set("aria-hidden", "true").child(of("td", "room").set("colspan", "8").child(space))
}

/// What stands above rows that are not ranked.
fn heading_of(sort: Sort, class: Class) -> Option<&'static str> {
    (sort.column == Column::Return && class != Class::Ranked).then(|| text::term(class.text()))
}

fn heading(said: &'static str) -> Tree {
    of("tr", "grp").keyed(said).child(line("th", "", said).set("colspan", "8").set("scope", "rowgroup"))
}

fn heads(insight: &Insight, sort: Sort) -> impl Iterator<Item = Tree> {
    Column::ALL.into_iter().map(move |column| {
        let here = sort.column == column;
        let falls = if here { !sort.falls } else { column.falls() };
        let word = [if falls { "-" } else { "" }, column.id()].concat();
        let arrow = match (here, sort.falls) {
            (false, _) => "",
            (true, true) => " ↓",
            (true, false) => " ↑",
        };
        let sorts =
            button("sort", [&words(insight, column), arrow].concat(), Action::Look("/sort".to_owned(), word));
        let order = here.then_some(if sort.falls { "descending" } else { "ascending" });
        el("th").set("scope", "col").set_some("aria-sort", order).child(sorts)
    })
}

/// A campaign, and what its row says where it is open.
fn campaign(insight: &Insight, judged: &Judged, row: &Row, at: usize, highest: f64) -> Vec<Tree> {
    let key = row.number.to_string();
    let is_open = insight.year.look.word("/open") == Some(&key);
    let name = judged.called(insight, row);
    let word = if is_open { String::new() } else { key.clone() };
    let opens =
        button("figure w5", name, Action::Look("/open".to_owned(), word)).says("aria-expanded", is_open);
    let tag = match row.class {
        Class::Ranked => None,
        Class::TooYoung => Some(text::PANEL_YEAR_EARLY),
        Class::BrandOnly => Some(text::PANEL_YEAR_BRAND_TAG),
        _ => Some(text::PANEL_YEAR_UNRANKED),
    };
    let activity = row.activity.map_or("", |activity| text::term(activity.label()));
    let quarter = row.quarter.map(quarter_name).unwrap_or_default();
    let named = el("th")
        .set("scope", "row")
        .child(opens)
        .children(tag.map(|tag| line("span", "tag", tag)))
        .child(line("span", "tiny", row.partner.clone()));
    let cell = |column: Column, value: String| number("td", "", value).set("data-l", words(insight, column));
    let format = judged.format_of(insight, row);
    let money = |column, value: Option<f64>| {
        let value = value.map(|value| format.short(Unit::Currency, value));
        cell(column, value.unwrap_or_else(|| text::NO_VALUE.get().to_owned()))
    };
    let share =
        row.returns.credited.as_ref().ok().map(|value| if highest > 0.0 { value / highest } else { 0.0 });
    let bar = match row.class {
        Class::Ranked => "own",
        _ => "out",
    };
    let returns = of("td", "ret").set("data-l", words(insight, Column::Return)).child(
        el("span").children(share.map(|share| share_bar(bar, share.min(1.0)))).child(number(
            "b",
            "",
            each(insight, &row.returns.credited),
        )),
    );
    let main = el("tr")
        .keyed(key)
        .set("aria-rowindex", (at + 2).to_string())
        .child(named)
        .child(line("td", "", activity).set("data-l", words(insight, Column::Activity)))
        .child(line("td", "", row.tier.clone()).set("data-l", words(insight, Column::Tier)))
        .child(cell(Column::Quarter, quarter))
        .child(money(Column::Spent, row.spent))
        .child(money(Column::Unclaimed, row.unclaimed))
        .child(money(Column::Credited, row.credited))
        .child(returns);
    [Some(main), is_open.then(|| opened(insight, judged, row))].into_iter().flatten().collect()
}

/// Everything that the row says, and how its return lies with the credit.
fn opened(insight: &Insight, judged: &Judged, row: &Row) -> Tree {
    let told = judged.campaign(row).into_iter().flat_map(|(_, campaign)| {
        CampaignField::ALL.iter().filter_map(|field| {
            let said = written(insight, campaign, *field)?;
            Some([line("dt", "", text::term(field.label())), number("dd", "", said)])
        })
    });
    let ends = [&row.returns.sourced_only, &row.returns.full_credit].map(|end| each(insight, end));
    let band = match &row.returns.credited {
        Ok(_) => text::panel_year_band(&ends[0], &ends[1]),
        Err(why) => text::reason(why),
    };
    let line_at =
        judged.campaign(row).map(|(line, _)| text::panel_reading_line(&insight.count(*line as f64)));
    let odd = judged.report.outliers.iter().find(|odd| odd.row.number == row.number);
    let odd = odd.map(|odd| {
        let write = |unit, value| figure(insight, unit, &Ok(value));
        line("p", "reason", odd.why.message(&write, text::TRANSLATE))
    });
    el("tr").keyed(format!("{}-open", row.number)).child(
        of("td", "opened")
            .set("colspan", "8")
            .child(line("p", "", band))
            .child(line("p", "small", text::term(row.class.text())))
            .children(odd)
            .child(of("dl", "terms").children(told.flatten()))
            .children(line_at.map(|said| line("p", "tiny", said))),
    )
}
