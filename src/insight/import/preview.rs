//! What was understood of a table, as a visitor sees it before anything changes: every figure as it was read, every row,
//! column and line that is not used, and a control for each thing that may be meant otherwise.

use super::columns::{Column, Target, Why, name_of};
use super::note::Note;
use super::read::{Remark, Understood};
use super::rows::LeftOut;
use crate::insight::phrases::{head, label, row};
use crate::insight::{Insight, entry, says, word};
use crate::markup::{Tree, el, line, number, of};
use crate::text::{self, Text};
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, Number, Tier, Value};

/// As many rows that are left out, and remarks, are told one by one.
const TOLD: usize = 20;
/// As many columns have a control each.
const CONTROLS: usize = 60;

/// Everything between the title and the buttons.
pub(super) fn preview(insight: &Insight, asked: &Value, understood: &Understood) -> Vec<Tree> {
    let count = |n: usize| insight.count(n as f64);
    let said = text::panel_import_found(&count(understood.rows), &count(understood.taken));
    let mut out = vec![line("p", "", said).set("role", "status"), choices(insight, asked, understood)];
    if says(asked, "doubt") {
        out.push(line("p", "hint", text::PANEL_IMPORT_LETTERS_HINT.get()));
    }
    if let Some(other) = &understood.other_currency {
        out.push(line("p", "reason", text::panel_import_currency_hint(other, &insight.plan.currency)));
    }
    if understood.taken > 0 {
        out.push(
            of("div", "scroll")
                .set("tabindex", "0")
                .set("role", "group")
                .set("aria-label", text::PANEL_IMPORT.get())
                .child(table(insight, understood)),
        );
    }
    out.extend(understood.said.iter().map(|said| line("p", "hint", said.clone())));
    for (remarks, say) in [
        (&understood.short, text::panel_import_short as fn(&str) -> String),
        (&understood.zeros, text::panel_import_zeros),
        (&understood.nothing, text::panel_import_nothing),
    ] {
        if !remarks.is_empty() {
            out.push(line("p", "hint", say(&told(insight, remarks))));
        }
    }
    perhaps(insight, understood, &mut out);
    left_out(insight, understood, &mut out);
    if !understood.above.is_empty() {
        let lines = understood.above.iter().take(TOLD).map(|(at, said)| {
            el("li")
                .child(line("strong", "", text::panel_import_line(&count(*at), "")))
                .text(text::join_sentences("", said))
        });
        out.push(line("p", "hint", text::PANEL_IMPORT_ABOVE.get()));
        out.push(el("ul").children(lines));
    }
    columns(understood, &mut out);
    if understood.taken > 0 {
        let what = if understood.ours { text::PANEL_IMPORT_WHOLE } else { text::PANEL_IMPORT_TIERS };
        out.push(line("p", "hint", what.get()));
    }
    out
}

/// The cells of remarks in one line.
fn told(insight: &Insight, remarks: &[Remark]) -> String {
    let one = |remark: &Remark| {
        let line = insight.count(remark.line as f64);
        text::panel_import_cell_at(&line, label(remark.field), &remark.cell)
    };
    let mut cells: Vec<String> = remarks.iter().take(TOLD).map(one).collect();
    if remarks.len() > TOLD {
        cells.push(text::panel_import_more(&insight.count((remarks.len() - TOLD) as f64)));
    }
    text::groups(&cells)
}

/// A row with its line and what is said of it; `act` is what its button does and is called.
fn item(
    insight: &Insight,
    understood: &Understood,
    left: &LeftOut,
    act: Option<(&'static str, Text)>,
) -> Tree {
    let which = if understood.turned { text::panel_import_column } else { text::panel_import_line };
    let line_number = insight.count(left.line as f64);
    let item = el("li")
        .child(line("strong", "", which(&line_number, &left.name)))
        .text(text::join_sentences("", &left.why));
    let Some((act, words)) = act else { return item };
    let named = text::join_named(words.get(), &left.name);
    item.text(" ").child(
        line("button", "small", words.get())
            .set("type", "button")
            .set("part", "button")
            .set("aria-label", named)
            .set("data-import", act)
            .set("data-line", left.line.to_string()),
    )
}

/// The rows that are taken and may be totals.
fn perhaps(insight: &Insight, understood: &Understood, out: &mut Vec<Tree>) {
    if !understood.perhaps.is_empty() {
        let act = Some(("out", text::PANEL_IMPORT_LEAVE_OUT));
        out.push(el("ul").children(understood.perhaps.iter().map(|row| item(insight, understood, row, act))));
    }
}

/// The rows that are left out, each with its line, its name and the reason.
fn left_out(insight: &Insight, understood: &Understood, out: &mut Vec<Tree>) {
    let count = |n: usize| insight.count(n as f64);
    if understood.left.is_empty() {
        return;
    }
    let told = |left: &LeftOut| {
        item(insight, understood, left, left.doubtful.then_some(("kept", text::PANEL_IMPORT_AS_TIER)))
    };
    out.push(line(
        "p",
        "reason",
        match understood.left.len() {
            1 => text::PANEL_IMPORT_REJECTED_ONE.get().to_owned(),
            left => text::panel_import_rejected_other(&count(left)),
        },
    ));
    out.push(el("ul").children(understood.left.iter().take(TOLD).map(told)));
    let more = understood.left.len().saturating_sub(TOLD);
    if more > 0 {
        out.push(line("p", "hint", text::panel_import_more(&count(more))));
    }
}

/// A labeled choice; `name` is the key of what is asked that it sets.
pub(super) fn choice(name: &'static str, words: Text, options: Vec<(String, String)>, chosen: &str) -> Tree {
    el("label").child(line("span", "", words.get())).child(select(name, options, chosen))
}

/// The beginning of a line, as long as a choice on a phone shows it.
fn short(line: &str) -> String {
    let mut letters = line.chars();
    let begin: String = letters.by_ref().take(18).collect();
    if letters.next().is_some() { [begin.trim_end(), "…"].concat() } else { begin }
}

fn select(name: &'static str, options: Vec<(String, String)>, chosen: &str) -> Tree {
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        line("option", "", words).set("value", value).flag("selected", selected)
    });
    el("select").set("part", "input").set("data-import", name).children(options)
}

fn options(pairs: &[(&str, Text)]) -> Vec<(String, String)> {
    pairs.iter().map(|(value, words)| ((*value).to_owned(), words.get().to_owned())).collect()
}

/// How the table was read; each can be set otherwise.
fn choices(insight: &Insight, asked: &Value, understood: &Understood) -> Tree {
    let mut out = of("div", "choices");
    if let Some(Value::List(letters)) = entry(asked, "encodings") {
        let known =
            letters.iter().filter_map(|one| if let Value::Text(name) = one { Some(name) } else { None });
        let known = known.map(|name| (name.clone(), name.clone())).collect();
        out = out.child(choice(
            "letters",
            text::PANEL_IMPORT_LETTERS,
            known,
            word(asked, "letters").unwrap_or_default(),
        ));
    }
    let separators = options(&[
        (",", text::PANEL_IMPORT_COMMA),
        (";", text::PANEL_IMPORT_SEMICOLON),
        ("\t", text::PANEL_IMPORT_TAB),
        ("|", text::PANEL_IMPORT_BAR),
    ]);
    let separator = understood.separator.to_string();
    out = out.child(choice("separator", text::PANEL_IMPORT_DELIMITER, separators, &separator));
    let signs = options(&[(".", text::PANEL_IMPORT_POINT), (",", text::PANEL_IMPORT_COMMA)]);
    let decimal = understood.signs.convention.number.decimal.to_string();
    out = out.child(choice("decimal", text::PANEL_IMPORT_DECIMAL, signs, &decimal));
    let sides = options(&[("no", text::PANEL_IMPORT_UPRIGHT), ("yes", text::PANEL_IMPORT_TURNED)]);
    out = out.child(choice(
        "turned",
        text::PANEL_IMPORT_SIDE,
        sides,
        if understood.turned { "yes" } else { "no" },
    ));
    if !understood.turned {
        let mut lines: Vec<(String, String)> = understood
            .lines
            .iter()
            .map(|(at, said)| (at.to_string(), text::panel_import_head_line(&at.to_string(), &short(said))))
            .collect();
        lines.push(("0".to_owned(), text::PANEL_IMPORT_HEAD_NONE.get().to_owned()));
        out = out.child(choice("head", text::PANEL_IMPORT_HEAD, lines, &understood.head.to_string()));
    }
    if understood.bare_rates {
        let shares = options(&[("percent", text::PANEL_IMPORT_PERCENT), ("share", text::PANEL_IMPORT_SHARE)]);
        let chosen = if understood.signs.shares { "share" } else { "percent" };
        out = out.child(choice("shares", text::PANEL_IMPORT_RATES, shares, chosen));
    }
    if understood.several {
        let ways =
            options(&[("ask", text::PANEL_IMPORT_SEVERAL_OUT), ("add", text::PANEL_IMPORT_SEVERAL_ADD)]);
        let chosen = word(asked, "several").unwrap_or("ask");
        out = out.child(choice("several", text::PANEL_IMPORT_SEVERAL_ROWS, ways, chosen));
    }
    if understood.note.zeros.is_some() || word(asked, "scale").is_some() {
        let scales = options(&[
            ("0", text::PANEL_IMPORT_ONES),
            ("3", text::PANEL_IMPORT_THOUSANDS),
            ("6", text::PANEL_IMPORT_MILLIONS),
            ("9", text::PANEL_IMPORT_BILLIONS),
        ]);
        let chosen = understood.note.zeros.unwrap_or_default().to_string();
        out = out.child(choice("scale", text::PANEL_IMPORT_SCALE, scales, &chosen));
    }
    if let Some(other) = &understood.other_currency {
        let codes = [insight.plan.currency.as_str(), other].map(|code| (code.to_owned(), code.to_owned()));
        out =
            out.child(choice("currency", text::PANEL_IMPORT_CURRENCY, codes.to_vec(), &understood.currency));
    }
    out
}

/// What a column is called where it has no head.
fn name(at: usize, column: &Column) -> String {
    if column.head.is_empty() {
        text::panel_import_column_number(&(at + 1).to_string())
    } else {
        column.head.clone()
    }
}

/// What each column was taken for, to be set otherwise, and those that are not used.
fn columns(understood: &Understood, out: &mut Vec<Tree>) {
    let all = || understood.columns.iter().enumerate();
    let sample = |at: usize| understood.samples.get(at).map_or("", String::as_str);
    let is_there = |at: usize, column: &Column| !column.head.is_empty() || !sample(at).is_empty();
    let unused = |column: &Column| match (column.target, column.why) {
        (Target::Unused, _) => true,
        (Target::Result, _) => !understood.ours,
        _ => false,
    };
    let names: Vec<String> = all()
        .filter(|(at, column)| unused(column) && is_there(*at, column))
        .map(|(at, column)| name(at, column))
        .collect();
    if !names.is_empty() {
        out.push(line("p", "hint", text::panel_import_unused(&text::items(&names))));
    }
    let none = understood.fields().next().is_none();
    if none {
        let names = [Field::MdfSpent, Field::Leads, Field::PipelineSourced, Field::WinRate].map(label);
        let names = [text::CHART_TIER.get(), " · ", &names.join(" · ")].concat();
        out.push(line("p", "reason", text::panel_import_no_columns(&names)));
    }
    if understood.ours {
        return;
    }
    let mut targets = vec![
        (String::new(), text::PANEL_IMPORT_NOT_USED.get().to_owned()),
        ("name".to_owned(), text::CHART_TIER.get().to_owned()),
        ("currency".to_owned(), text::PANEL_IMPORT_CURRENCY_COLUMN.get().to_owned()),
    ];
    targets.extend(Field::of(Group::Tier).map(|field| (field.id().to_owned(), label(field).to_owned())));
    let rows = all().filter(|(at, column)| is_there(*at, column)).take(CONTROLS).map(|(at, column)| {
        let name = name(at, column);
        let select = select("column", targets.clone(), name_of(column.target))
            .keyed(column.key.clone())
            .set("data-column", column.key.clone())
            .set("aria-label", name.clone());
        let why = said(column);
        row(
            name,
            [
                line("td", "", sample(at).chars().take(40).collect::<String>()),
                el("td").child(select),
                line("td", "hint", why),
            ],
        )
    });
    let heads = [
        text::PANEL_IMPORT_COLUMN_NAME,
        text::PANEL_IMPORT_SAMPLE,
        text::PANEL_IMPORT_MEANS,
        text::PANEL_IMPORT_REMARK,
    ];
    let table = of("table", "sheet")
        .child(line("caption", "hidden", text::PANEL_IMPORT_COLUMN_TABLE.get()))
        .child(head(heads.map(|head| head.get().to_owned())))
        .child(el("tbody").children(rows));
    out.push(
        el("details")
            .set("class", "data mapping")
            .flag("open", !names.is_empty() || none)
            .child(line("summary", "", text::PANEL_IMPORT_COLUMN_TABLE.get()))
            .child(
                of("div", "scroll")
                    .set("tabindex", "0")
                    .set("role", "group")
                    .set("aria-label", text::PANEL_IMPORT_COLUMN_TABLE.get())
                    .child(table),
            ),
    );
}

/// What is to be said of a column.
fn said(column: &Column) -> String {
    let why = match (column.target, column.why) {
        (Target::Result, _) => text::PANEL_IMPORT_RESULT.get(),
        (Target::CurrencyOf(field), _) => return text::panel_import_currency_of(label(field)),
        (_, Why::Twice) => text::PANEL_IMPORT_TWICE.get(),
        (_, Why::Note) => text::PANEL_IMPORT_NOTE.get(),
        (_, Why::Several) => text::PANEL_IMPORT_WHICH.get(),
        _ => return noted(&column.note),
    };
    why.to_owned()
}

/// What the head says beside the name, as it was understood.
fn noted(note: &Note) -> String {
    let size = match note.zeros {
        Some(3) => Some(text::PANEL_IMPORT_THOUSANDS.get()),
        Some(6) => Some(text::PANEL_IMPORT_MILLIONS.get()),
        Some(9) => Some(text::PANEL_IMPORT_BILLIONS.get()),
        _ => None,
    };
    let share = match note.share {
        Some(true) => Some(text::PANEL_IMPORT_SHARE.get()),
        Some(false) => Some(text::PANEL_IMPORT_PERCENT.get()),
        None => None,
    };
    [note.currency.as_deref(), size, share].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The figures as they were read.
fn table(insight: &Insight, understood: &Understood) -> Tree {
    let fields: Vec<(Field, &Column)> = understood.fields().collect();
    let name = |(field, column): &(Field, &Column)| {
        let (ours, theirs) = (label(*field), column.head.trim());
        if ours == theirs || theirs.is_empty() { ours.to_owned() } else { text::join_aside(ours, theirs) }
    };
    let mut columns = vec![text::CHART_TIER.get().to_owned()];
    columns.extend(fields.iter().map(name));
    let format = if understood.currency == insight.plan.currency {
        insight.format.clone()
    } else {
        crate::format::Format::new(insight.format.locale(), &understood.currency)
    };
    let cell = |tier: &Tier, field: Field| {
        let write = |value: f64| format.exact(field.kind().unit(), value);
        match tier.get(field) {
            None => String::new(),
            Some(Number::Exact(value)) => write(value),
            Some(Number::Range { low, likely, high }) => {
                text::panel_quartiles(&write(low), &write(likely), &write(high))
            }
        }
    };
    let rows = understood.tiers.iter().map(|tier| {
        row(tier.name.clone(), fields.iter().map(|(field, _)| number("td", "", cell(tier, *field))))
    });
    of("table", "sheet")
        .child(line("caption", "hidden", text::PANEL_IMPORT.get()))
        .child(head(columns))
        .child(el("tbody").children(rows))
}
