//! A portfolio from a table whose bytes come in pieces: what `readPortfolio` of `engine.js` opens, feeds and closes.
//!
//! Tables that are open are known by a number and not by an object of the glue, so that there is nothing to free twice.

use super::ask::{Found, answer, below, both, read};
use crate::embed::json::to_js;
use crate::fold::fold;
use comarketing_roi_engine::campaign_table::{Question, Rejected, Sink, TableReader, TableReport};
use comarketing_roi_engine::portfolio::{Portfolio, PortfolioReport, Terms};
use comarketing_roi_engine::{Campaign, Value};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// The member of a question that says how the table is meant; the others are the terms of the portfolio.
const TABLE: &str = "table";
const TABLE_PATH: &str = "/table";

thread_local! {
    static TABLES: RefCell<Tables> = RefCell::default();
}

#[derive(Default)]
struct Tables {
    last: u32,
    open: BTreeMap<u32, Open>,
}

/// A table that is being read.
struct Open {
    reader: TableReader,
    rows: Rows,
    /// The beginning of a letter of which the rest is in the next piece.
    letter: Vec<u8>,
}

/// Where rows go: into the portfolio, and those that are left out into a list, if somebody asks for it.
struct Rows {
    portfolio: Portfolio,
    rejected: Option<Vec<LeftOut>>,
}

#[derive(Serialize)]
struct LeftOut {
    line: usize,
    cells: Vec<String>,
    problems: Vec<comarketing_roi_engine::campaign_table::CellProblem>,
}

impl Sink for Rows {
    fn campaign(&mut self, _line: usize, campaign: &Campaign) {
        self.portfolio.add(campaign);
    }

    fn rejected(&mut self, row: &Rejected<'_>) {
        if let Some(list) = &mut self.rejected {
            let cells = row.cells().map(str::to_owned).collect();
            list.push(LeftOut { line: row.line(), cells, problems: row.problems.to_vec() });
        }
    }
}

/// Begins a table: `{ ok: true, answer }` with its number, or `{ ok: false, errors }`.
#[wasm_bindgen(js_name = openTable)]
pub fn open_table(question: JsValue, tell_rejected: bool) -> JsValue {
    let asked = read(&question, "", |value| Ok(parted(value))).and_then(|(terms, table)| {
        let table = below(TABLE_PATH, Question::read_form(&table));
        both(Terms::read(&terms), table)
    });
    answer("answer", asked.map(|(terms, table)| begin(terms, table, tell_rejected)))
}

fn begin(terms: Terms, mut table: Question, tell_rejected: bool) -> u32 {
    if table.currency.is_empty() {
        table.currency.clone_from(&terms.currency);
    }
    let rows = Rows { portfolio: Portfolio::new_in(terms, fold), rejected: tell_rejected.then(Vec::new) };
    let open = Open { reader: TableReader::new(&table, fold), rows, letter: Vec::new() };
    TABLES.with_borrow_mut(|tables| {
        tables.last = tables.last.wrapping_add(1);
        tables.open.insert(tables.last, open);
        tables.last
    })
}

/// The terms, and how the table is meant.
fn parted(value: &Value) -> (Value, Value) {
    let Value::Map(entries) = value else { return (value.clone(), Value::Null) };
    let (table, terms): (Vec<_>, Vec<_>) = entries.iter().cloned().partition(|(key, _)| key == TABLE);
    (Value::Map(terms), table.into_iter().next().map_or(Value::Null, |(_, value)| value))
}

/// What a piece came to.
#[derive(Serialize)]
struct Pushed {
    /// Rows so far.
    rows: u64,
    /// Whether nothing more can come of it: a table without a head.
    headless: bool,
    /// Whether all of it was UTF-8.
    utf8: bool,
    /// What was left out in this piece, if somebody asked for it.
    rejected: Vec<LeftOut>,
}

/// Takes the next bytes of a table, in UTF-8. No bytes at all say that it ends here.
#[wasm_bindgen(js_name = pushTable)]
pub fn push_table(table: u32, bytes: &[u8]) -> JsValue {
    let pushed = TABLES.with_borrow_mut(|tables| {
        let open = tables.open.get_mut(&table)?;
        let utf8 = open.push(bytes);
        let rejected = open.rows.rejected.as_mut().map(std::mem::take).unwrap_or_default();
        Some(Pushed { rows: open.reader.rows(), headless: open.reader.is_headless(), utf8, rejected })
    });
    to_js(&pushed)
}

impl Open {
    /// Whether all of it was UTF-8.
    fn push(&mut self, mut bytes: &[u8]) -> bool {
        if bytes.is_empty() {
            return self.letter.is_empty();
        }
        while !self.letter.is_empty()
            && let Some((byte, rest)) = bytes.split_first()
        {
            self.letter.push(*byte);
            bytes = rest;
            match std::str::from_utf8(&self.letter) {
                Ok(letter) => {
                    self.reader.push(letter, &mut self.rows);
                    self.letter.clear();
                }
                Err(error) if error.error_len().is_some() => return false,
                Err(_) => {}
            }
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => self.reader.push(text, &mut self.rows),
            Err(error) => {
                let (text, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
                self.reader.push(std::str::from_utf8(text).unwrap_or_default(), &mut self.rows);
                self.letter = rest.to_vec();
                return error.error_len().is_none();
            }
        }
        true
    }
}

/// A portfolio, and how its table was read.
#[derive(Serialize)]
struct Answer {
    portfolio: PortfolioReport,
    table: TableReport,
    /// What was left out at the end.
    rejected: Vec<LeftOut>,
}

/// Ends a table.
#[wasm_bindgen(js_name = closeTable)]
pub fn close_table(table: u32) -> JsValue {
    let Some(Open { reader, mut rows, .. }) = TABLES.with_borrow_mut(|tables| tables.open.remove(&table))
    else {
        return JsValue::UNDEFINED;
    };
    let table = reader.finish(&mut rows);
    let found: Found<Answer> =
        Ok(Answer { portfolio: rows.portfolio.report(), table, rejected: rows.rejected.unwrap_or_default() });
    answer("answer", found)
}

/// Forgets a table that nobody will end.
#[wasm_bindgen(js_name = dropTable)]
pub fn drop_table(table: u32) {
    TABLES.with_borrow_mut(|tables| drop(tables.open.remove(&table)));
}
