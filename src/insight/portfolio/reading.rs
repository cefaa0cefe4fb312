//! How a table was read, before it is taken: what was detected, each thing to be said otherwise, and what cannot be used.

use super::box_of::{bare_choice, segmented, select_of};
use super::read::{FirstCell, ReadRows};
use super::title;
use crate::app::{Action, choice_id};
use crate::fold::capital;
use crate::insight::Insight;
use crate::insight::phrases::head;
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use crate::workspace::Answer;
use comarketing_roi_engine::campaign::{Campaign, CampaignField, CampaignKind, words_of};
use comarketing_roi_engine::campaign_table::{CellProblem, Setting};
use comarketing_roi_engine::number::format_decimal;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Unit;

/// As many rows that are left out are told one by one; a file has them all.
const TOLD: usize = 10;
/// As many columns have a control each.
const CONTROLS: usize = 80;
/// As many words that are not known have a control each.
const WORDS: usize = 20;

/// Draws the step.
pub(super) fn panel(insight: &Insight, rows: &ReadRows) -> Tree {
    let ready = rows.campaigns.len();
    let left = rows.table.rejected as usize;
    let count = |n: usize| insight.count(n as f64);
    let said = match (ready, left) {
        (0, _) => text::PANEL_READING_NONE.get().to_owned(),
        (_, 0) => text::panel_reading_ready(&count(ready)),
        _ => text::panel_reading_some(&count(ready + left), &count(ready), &count(left)),
    };
    let main = of("div", "reading")
        .child(title(text::PANEL_READING_TITLE.get().to_owned()))
        .child(line("p", "lead", said).set("role", "status"))
        .children(rows.is_too_long().then(|| line("p", "reason", text::PANEL_READING_TOO_LONG)))
        .child(settings(insight, rows))
        .child(columns(insight, rows))
        .children(words(rows))
        .children(problems(insight, rows, left))
        .children(set_aside(insight, rows))
        .children(lacks(rows))
        .child(buttons(insight, rows));
    of("div", "portfolio split").child(main).child(changes(insight, ready))
}

/// What decides how every cell is read.
fn settings(insight: &Insight, rows: &ReadRows) -> Tree {
    let table = &rows.table;
    let choices = &rows.source.choices;
    let has = |wanted: fn(CampaignKind) -> bool| {
        table.columns.iter().any(|(_, field)| field.is_some_and(|field| wanted(field.kind())))
    };
    let delimiter = match table.delimiter {
        Some(',') => Some(","),
        Some(';') => Some(";"),
        Some('\t') => Some("\t"),
        Some('|') => Some("|"),
        _ => None,
    };
    let splits = [
        (",", text::PANEL_READING_COMMA),
        (";", text::PANEL_READING_SEMICOLON),
        ("\t", text::PANEL_READING_TAB),
        ("|", text::PANEL_READING_BAR),
    ];
    let split = segmented(
        text::PANEL_READING_SPLIT.get().to_owned(),
        splits.map(|(sign, words)| (sign, words.get().to_owned())),
        delimiter.map(Answer::from),
        "/table/delimiter",
    );
    let decimal = has(|kind| matches!(kind, CampaignKind::Number(_) | CampaignKind::Rate)).then(|| {
        let chosen = table.decimal.map(|sign| if sign == ',' { "," } else { "." });
        let options = [(".", "1,234.50".to_owned()), (",", "1.234,50".to_owned())];
        segmented(
            text::PANEL_READING_DECIMAL.get().to_owned(),
            options,
            chosen.map(Answer::from),
            "/table/decimal",
        )
    });
    let dates = has(|kind| kind == CampaignKind::Day).then(|| {
        let chosen = table.day_first.map(|first| if first { "dayFirst" } else { "monthFirst" });
        let options = [
            ("dayFirst", text::PANEL_READING_DAY_FIRST.get().to_owned()),
            ("monthFirst", text::PANEL_READING_MONTH_FIRST.get().to_owned()),
        ];
        segmented(
            text::panel_reading_dates("12/03/2025"),
            options,
            chosen.map(Answer::from),
            "/table/dateOrder",
        )
    });
    let currency = el("input")
        .set("type", "text")
        .set("id", "-table-currency")
        .set("maxlength", "3")
        .set("autocomplete", "off")
        .begins_with(choices.word("/table/currency").unwrap_or(insight.format.currency()).to_owned())
        .changes(|typed| Action::Choose("/table/currency".to_owned(), typed.trim().to_uppercase().into()));
    let currency = of("div", "setting")
        .child(line("label", "label", text::PANEL_READING_CURRENCY).set("for", "-table-currency"))
        .child(of("div", "box text").child(currency));
    let sheets = choices.word("/table/sheets").filter(|names| names.contains('\u{1f}'));
    let sheets = sheets.map(|names| sheets_of(names, choices.word("/table/sheet").unwrap_or("0")));
    let letters = choices.word("/table/letters").map(|now| letters(now, choices.word("/table/otherLetters")));
    of("div", "settings")
        .child(split)
        .children(decimal)
        .children(dates)
        .children(scales(insight, rows))
        .child(currency)
        .children(letters)
        .children(sheets)
}

/// How much one is in columns whose heads say that it is not one: asked, and not guessed.
fn scales(insight: &Insight, rows: &ReadRows) -> Vec<Tree> {
    let asked = rows
        .table
        .problems
        .iter()
        .filter(|problem| problem.settled_by == Some(Setting::Scales) && !problem.head.is_empty());
    let mut heads: Vec<String> = asked.map(|problem| problem.head.clone()).collect();
    heads.extend(rows.source.choices.below("/table/scales/").map(|(head, _)| head.to_owned()));
    let one = |head: &String| {
        let path = ["/table/scales/", head].concat();
        let chosen = rows.source.choices.get(&path).cloned();
        let options = [1.0, 1e3, 1e6, 0.01]
            .map(|scale| (Answer::Number(scale), insight.format.input(Kind::Count, scale)));
        segmented(text::panel_reading_scale(head), options, chosen, &path)
    };
    heads.iter().map(one).collect()
}

/// Which sheet of a workbook is read; the script reads another.
fn sheets_of(names: &str, now: &str) -> Tree {
    let option = |(at, name): (usize, &str)| {
        let at = at.to_string();
        let is_now = at == now;
        line("option", "", name.to_owned()).set("value", at).flag("selected", is_now)
    };
    let select =
        el("select").set("data-do", "rows-sheet").children(names.split('\u{1f}').enumerate().map(option));
    of("label", "setting").child(line("span", "label", text::PANEL_READING_SHEET)).child(select)
}

/// Which encoding the file was read in; the script reads it again in another.
fn letters(now: &str, others: Option<&str>) -> Tree {
    let options = others.unwrap_or_default().split(',').filter(|word| !word.is_empty() && *word != now);
    let option = |word: &str| {
        line("option", "", word.to_owned()).set("value", word.to_owned()).flag("selected", word == now)
    };
    let select =
        el("select").set("data-do", "rows-letters").children([now].into_iter().chain(options).map(option));
    of("label", "setting").child(line("span", "label", text::PANEL_READING_LETTERS)).child(select)
}

/// Each column, what it is, and how its first value was read.
fn columns(insight: &Insight, rows: &ReadRows) -> Tree {
    let table = &rows.table;
    let options = || {
        let unused = (String::new(), text::PANEL_READING_UNUSED.get().to_owned());
        let mut fields: Vec<(String, String)> = CampaignField::ALL
            .iter()
            .map(|field| (field.id().to_owned(), text::term(field.label()).to_owned()))
            .collect();
        fields.sort_by(|one, other| one.1.cmp(&other.1));
        [unused].into_iter().chain(fields)
    };
    let one = |(at, (name, field)): (usize, &(String, Option<CampaignField>))| {
        let path = ["/table/columns/", name].concat();
        // Columns of one name are chosen together.
        let is_first = table.columns.iter().position(|(other, _)| other == name) == Some(at);
        let id = is_first.then(|| choice_id(&path));
        // “-” is a field of none: an empty word would take the choice back.
        let takes = move |id: String| {
            Action::Choose(path.clone(), if id.is_empty() { "-".into() } else { id.into() })
        };
        let chosen = field.map_or("", CampaignField::id);
        let first = rows.first_cell(at).map(|cell| first_said(insight, cell, *field)).unwrap_or_default();
        el("tr")
            .keyed(format!("{at} {name}"))
            .child(line("th", "", name.clone()).set("scope", "row"))
            .child(of("td", "start").child(bare_choice(name, options(), chosen, takes).set_some("id", id)))
            .child(number("td", "start tiny", first))
    };
    let heads = [text::PANEL_READING_COLUMN, text::PANEL_READING_GOES_TO, text::PANEL_READING_FIRST];
    let body = el("tbody").children(table.columns.iter().enumerate().take(CONTROLS).map(one));
    of("div", "scroll")
        .set("tabindex", "0")
        .set("role", "region")
        .set("aria-label", text::PANEL_READING_COLUMNS)
        .child(of("table", "columns-read").child(head(heads.map(|head| head.get()))).child(body))
}

/// As many letters of a cell are shown.
const LETTERS: usize = 60;

/// What the first cell of a column says, as it was typed, and as what it was read where that is written otherwise.
fn first_said(insight: &Insight, cell: &FirstCell, field: Option<CampaignField>) -> String {
    let mut letters = cell.text.chars();
    let mut typed: String = letters.by_ref().take(LETTERS).collect();
    if letters.next().is_some() {
        typed.truncate(typed.trim_end().len());
        typed.push('…');
    }
    let (Some(field), Some(campaign)) = (field, &cell.read) else {
        return match field {
            Some(_) => text::panel_reading_not_read(&typed),
            None => text::panel_reading_quoted(&typed),
        };
    };
    // Money to its last digit: a separator that was taken for the other one shows.
    let exact = campaign.get(field).filter(|_| field.is_money() && campaign.currency.is_empty());
    let exact = exact.map(|value| insight.format.exact(Unit::Currency, value));
    match exact.or_else(|| written(insight, campaign, field)) {
        Some(read) if read != cell.text && field.kind() != CampaignKind::Text => {
            text::panel_reading_read_as(&typed, &read)
        }
        Some(_) => text::panel_reading_quoted(&typed),
        None => text::panel_reading_blank(&typed),
    }
}

/// What a campaign says in a field, in the visitor's language.
pub(super) fn written(insight: &Insight, campaign: &Campaign, field: CampaignField) -> Option<String> {
    match field.kind() {
        CampaignKind::Number(_) if field.is_money() => {
            campaign.get(field).map(|value| match campaign.currency.as_str() {
                "" => insight.format.figure(Unit::Currency, value),
                code => format!("{} {code}", insight.count(value)),
            })
        }
        CampaignKind::Number(_) => campaign.get(field).map(|value| insight.count(value)),
        CampaignKind::Rate => campaign.exchange_rate.map(|dated| format_decimal(dated.rate)),
        CampaignKind::Day if field == CampaignField::ExchangeRateOn => {
            campaign.exchange_rate.map(|dated| insight.format.day(dated.on))
        }
        CampaignKind::Day => campaign.day(field).map(|day| insight.format.day(day)),
        CampaignKind::Word => {
            let id = campaign.word(field)?;
            words_of(field)
                .into_iter()
                .find(|(of, _)| *of == id)
                .map(|(_, label)| text::term(label).to_owned())
        }
        CampaignKind::Text | CampaignKind::Currency => {
            campaign.text(field).filter(|text| !text.is_empty()).map(str::to_owned)
        }
    }
}

/// Words that are not known, each with what it can stand for.
fn words(rows: &ReadRows) -> Option<Tree> {
    let mut met: Vec<(&str, CampaignField)> = Vec::new();
    for problem in &rows.table.problems {
        let column = problem.column.and_then(|at| rows.table.columns.get(at.checked_sub(1)?));
        let Some((_, Some(field))) = column else { continue };
        let word = problem.value.as_str();
        if problem.settled_by == Some(Setting::Values) && !met.contains(&(word, *field)) && met.len() < WORDS
        {
            met.push((word, *field));
        }
    }
    // What was said before stays to be said otherwise.
    let said: Vec<(String, String)> = (rows.source.choices.below("/table/values/"))
        .map(|(text, answer)| (text.to_owned(), answer.word().to_owned()))
        .collect();
    if met.is_empty() && said.is_empty() {
        return None;
    }
    let ask = |word: String, fields: Vec<CampaignField>, chosen: &str| {
        let none = (String::new(), text::PANEL_READING_CHOOSE.get().to_owned());
        let all = fields.into_iter().flat_map(words_of);
        let options = all.map(|(id, label)| (id.to_owned(), text::term(label).to_owned()));
        let path = ["/table/values/", &word].concat();
        let id = choice_id(&path);
        let takes = move |word: String| Action::Choose(path.clone(), word.into());
        let options = [none].into_iter().chain(options);
        of("label", "choice")
            .child(line("span", "", text::panel_reading_word_is(&word)))
            .child(select_of(options, chosen, takes).set("id", id))
    };
    let fields_of_words =
        || CampaignField::ALL.iter().copied().filter(|field| field.kind() == CampaignKind::Word).collect();
    let kept = said.iter().map(|(word, id)| ask(word.clone(), fields_of_words(), id));
    let open = met.iter().map(|(word, field)| ask((*word).to_owned(), vec![*field], ""));
    Some(
        of("div", "words-read")
            .child(line("p", "hint", text::PANEL_READING_WORDS))
            .children(kept)
            .children(open),
    )
}

/// What cannot be used, row by row, and all of it as a file.
fn problems(insight: &Insight, rows: &ReadRows, left: usize) -> Option<Tree> {
    let found = &rows.table.problems;
    if found.is_empty() {
        return None;
    }
    let told = |problem: &CellProblem| {
        let at = insight.count(problem.line as f64);
        let place = match problem.head.as_str() {
            "" => text::panel_reading_line(&at),
            head => text::panel_reading_cell(&at, head),
        };
        // Which words there are is asked above, in the words of the page.
        let why = match problem.settled_by {
            Some(Setting::Values) => text::PANEL_READING_UNKNOWN_WORD.get().to_owned(),
            _ => text::reason(&problem.message),
        };
        let said = [why, quoted(&problem.value)];
        el("li").child(line("strong", "", place)).text(text::join_sentences("", &text::sentences(&said)))
    };
    let more = (rows.table.problem_count as usize).saturating_sub(TOLD);
    let more = (more > 0).then(|| line("li", "", text::panel_import_more(&insight.count(more as f64))));
    let download = line("button", "", text::panel_reading_download(&insight.count(left as f64)))
        .set("type", "button")
        .set("part", "button")
        .set("data-do", "rows-rejected");
    Some(
        of("div", "rejected")
            .child(line("p", "reason", text::PANEL_READING_REJECTED))
            .child(el("ul").children(found.iter().take(TOLD).map(told)).children(more))
            .child(download),
    )
}

/// What stood there, as a sentence; empty where nothing did.
fn quoted(value: &str) -> String {
    if value.is_empty() { String::new() } else { text::join_stop(&text::panel_reading_quoted(value)) }
}

/// Lines that are no campaigns, with why.
fn set_aside(insight: &Insight, rows: &ReadRows) -> Option<Tree> {
    let lines = &rows.table.set_aside;
    if lines.is_empty() {
        return None;
    }
    let told = lines.iter().take(TOLD).map(|line_aside| {
        let at = text::panel_reading_line(&insight.count(line_aside.line as f64));
        let said = [quoted(&line_aside.text), text::term(line_aside.reason).to_owned()];
        el("li").child(line("strong", "", at)).text(text::join_named("", &text::sentences(&said)))
    });
    let all: u64 = rows.table.set_aside_counts.iter().map(|(_, count)| count).sum();
    let said = text::panel_reading_aside(&insight.count(all as f64));
    Some(of("details", "data").child(line("summary", "", said)).child(el("ul").children(told)))
}

/// What a return needs and no column is, where rows could be taken without it.
fn lacks(rows: &ReadRows) -> Option<Tree> {
    use CampaignField::{MdfClaimed, MdfPaid, PipelineInfluenced, PipelineSourced};
    let has =
        |wanted: &CampaignField| rows.table.columns.iter().any(|(_, field)| field.as_ref() == Some(wanted));
    let needs = [[MdfClaimed, MdfPaid], [PipelineSourced, PipelineInfluenced]];
    let lacking = needs.iter().filter(|either| !either.iter().any(has));
    let names: Vec<&str> = lacking.map(|[first, _]| text::term(first.label())).collect();
    let is_lacking = !rows.campaigns.is_empty() && !names.is_empty();
    is_lacking.then(|| line("p", "reason", text::panel_reading_lacks(&text::items(&names))))
}

fn buttons(insight: &Insight, rows: &ReadRows) -> Tree {
    let ready = rows.campaigns.len();
    let take = button(
        "primary big",
        text::panel_reading_take(&insight.count(ready as f64)),
        Action::TakeRows(rows.head()),
    )
    .flag("disabled", ready == 0);
    let other = line("button", "", text::PANEL_READING_OTHER)
        .set("type", "button")
        .set("part", "button")
        .set("data-do", "rows-open");
    let away = button("quiet", text::PANEL_READING_AWAY, Action::DropRows);
    of("div", "actions").child(take).child(other).child(away)
}

/// What taking it changes.
fn changes(insight: &Insight, ready: usize) -> Tree {
    let said = match insight.year.judged {
        Some(_) => text::panel_reading_replaces(&insight.count(ready as f64)),
        None => text::panel_reading_fills(&insight.count(ready as f64)),
    };
    of("aside", "panel")
        .child(line("h4", "h3", text::PANEL_READING_CHANGES))
        .child(line("p", "small", said))
        .child(line("p", "small", capital(text::PANEL_READING_STAYS.get())))
}
