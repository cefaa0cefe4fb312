//! Tables of campaigns on their way in and out: opened, read in slices where they are long, and written as files.
//!
//! The script (`rows.js`) says when and how much is read, because it knows the time, and can catch what stops the engine.

use super::part::{Absent, now};
use super::widget::Instance;
use crate::app::{Action, Progress, State};
use crate::insight::Insight;
use crate::insight::portfolio::{EXAMPLE, EXAMPLE_DAY, Reached, TableFile, Underway, file, head_of};
use crate::workspace::{Answer, CampaignRows, Choices, Mode};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
#[cfg(feature = "split")]
use wasm_split_macros::wasm_split;

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_rows_head(text: &str) -> Result<String, Absent> {
    Ok(head_of(text))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_read_rows(
    insight: &mut Insight,
    underway: &mut Option<Underway>,
    bytes: usize,
) -> Result<Option<Reached>, Absent> {
    Ok(insight.read_rows(underway, bytes))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_rows_file(
    insight: &Insight,
    which: TableFile,
    separator: Option<char>,
    decimal: Option<char>,
) -> Result<Option<String>, Absent> {
    Ok(file(insight, which, separator, decimal))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_example_rows() -> Result<&'static str, Absent> {
    Ok(EXAMPLE)
}

#[wasm_bindgen]
impl Instance {
    /// Takes a part of the text of a table, which [`Self::open_rows`] shows. With the first what is left of another is gone.
    pub fn hand_rows(&self, part: &str, is_first: bool) {
        let mut handed = self.drawing.handed.borrow_mut();
        if is_first {
            *handed = String::new();
        }
        handed.push_str(part);
    }

    /// Shows a table of campaigns, to be looked at before it is taken: `name` is that of its file, `today` the day by which
    /// campaigns are judged, `letters` the encoding in which the file was read and those that it could be in, each parted
    /// by a comma, `sheets` the number of a workbook's sheet and the names of all, each parted by U+001F: a sheet has commas
    /// between cells and a decimal point. A table with a head that was seen before is read as the visitor said then.
    pub fn open_rows(&self, name: &str, today: &str, letters: &str, sheets: &str) {
        self.speak();
        let text = self.drawing.handed.take();
        let Ok(head) = now(late_rows_head(&text)) else { return };
        let mut choices = {
            let current = self.props.current.borrow();
            current.as_ref().map(|state| state.portfolio.remembered(&head)).unwrap_or_default()
        };
        choices.set("/terms/today", today);
        let (now_in, others) = letters.split_once(',').unwrap_or((letters, ""));
        choices.set("/table/letters", now_in);
        choices.set("/table/otherLetters", others);
        if let Some((sheet, names)) = sheets.split_once('\u{1f}') {
            choices.set("/table/sheet", sheet);
            choices.set("/table/sheets", names);
            choices.set("/table/delimiter", ",");
            choices.set("/table/decimal", ".");
        }
        let rows = CampaignRows { file: name.to_owned(), text: text.into(), is_example: false, choices };
        self.dispatch().dispatch(Action::OpenRows(Rc::new(rows)));
    }

    /// Takes the example of a year of campaigns.
    pub fn take_example_rows(&self) {
        let Ok(text) = now(late_example_rows()) else { return };
        let mut choices = Choices::default();
        // Its own last day: the example does not get older.
        choices.set("/terms/today", EXAMPLE_DAY);
        choices.set("/terms/cycle", Answer::Number(5.0));
        let rows = CampaignRows { file: String::new(), text: text.into(), is_example: true, choices };
        self.dispatch().dispatch(Action::OpenRows(Rc::new(rows)));
        self.dispatch().dispatch(Action::TakeRows(String::new()));
    }

    /// Reads so many bytes more of a long table that has to be read, and answers how many rows there are so far; `undefined`
    /// where there is nothing more to read. Given how many rows a second are read, it is shown how far that is.
    pub fn read_rows(&self, bytes: u32, per_second: Option<f64>) -> Option<f64> {
        self.speak();
        // Elsewhere on the page nothing waits for it.
        let is_shown = |state: &State| state.mode == Mode::Portfolio;
        if !self.props.current.borrow().as_ref().is_some_and(is_shown) {
            return None;
        }
        let bytes = bytes as usize;
        let reached = self.drawing.with(|insight, underway| now(late_read_rows(insight, underway, bytes)));
        match reached?.ok()?? {
            Reached::Part(progress) => {
                if let Some(per_second) = per_second {
                    self.dispatch().dispatch(Action::ReadSoFar(Progress { per_second, ..progress }));
                }
                Some(progress.rows as f64)
            }
            Reached::Whole(rows) => {
                self.dispatch().dispatch(Action::RowsRead(rows));
                None
            }
        }
    }

    /// A file of campaigns: `clean`, `json`, `ranked`, `rejected` or `template`; `undefined` where there is nothing to write.
    pub fn rows_file(&self, which: &str, separator: Option<char>, decimal: Option<char>) -> Option<String> {
        self.speak();
        let which = TableFile::named(which)?;
        // What is on screen was drawn from it.
        self.drawing.with(|insight, _| now(late_rows_file(insight, which, separator, decimal)).ok())??
    }

    /// Looks at the rows of a long list from another on.
    pub fn show_rows_from(&self, first: u32) {
        self.dispatch().dispatch(Action::Look("/first".to_owned(), first.to_string()));
    }
}
