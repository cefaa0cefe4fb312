//! The head of a table: the line with the most columns that are known, and the sign between cells with it.

use super::cells::{Records, records};
use super::question::{DELIMITERS, Question};
use crate::campaign::CampaignField;
use crate::name::Fold;

/// How far from the beginning a head is looked for, in rows.
const SEARCHED: usize = 25;

/// The head.
pub(super) struct Head {
    /// Its place among the rows.
    pub(super) at: usize,
    /// Its line.
    pub(super) line: usize,
    /// What it calls the columns, and what each is.
    pub(super) columns: Vec<(String, Option<CampaignField>)>,
}

/// What texts have in common that differ in case, spaces, underscores and other signs alone.
pub(super) fn key(text: &str, fold: Fold) -> String {
    fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// The sign between cells, the rows and the head; none where no column is known.
pub(super) fn find(text: &str, asked: &Question, fold: Fold) -> Option<(char, Records, Head)> {
    // Spreadsheets state the sign in a line of its own.
    let (stated, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, _)) => (sign.trim_end_matches('\r').chars().next(), text),
        None => (None, text),
    };
    let all: Vec<char> = match asked.delimiter.or(stated) {
        Some(sign) => vec![sign],
        None => DELIMITERS.to_vec(),
    };
    let fields: Vec<(String, String, CampaignField)> = CampaignField::ALL
        .iter()
        .map(|field| (key(field.id(), fold), key(field.label(), fold), *field))
        .collect();
    let said: Vec<(String, Option<CampaignField>)> =
        asked.columns.iter().map(|(of, field)| (key(of, fold), *field)).collect();
    let of = |cell: &String| {
        let own = key(cell, fold);
        let told = said.iter().find(|(of, _)| *of == own).map(|(_, field)| *field);
        told.unwrap_or_else(|| {
            fields.iter().find(|(id, label, _)| *id == own || *label == own).map(|(.., field)| *field)
        })
    };
    let mut best: Option<(usize, char, Head)> = None;
    for sign in all {
        let sample = records(text, sign, SEARCHED);
        for (at, record) in sample.records.iter().enumerate() {
            let columns: Vec<(String, Option<CampaignField>)> =
                record.cells.iter().map(|cell| (cell.trim().to_owned(), of(cell))).collect();
            let known = columns.iter().filter(|(_, field)| field.is_some()).count();
            if known > best.as_ref().map_or(0, |(known, ..)| *known) {
                best = Some((known, sign, Head { at, line: record.line, columns }));
            }
        }
    }
    best.map(|(_, sign, head)| (sign, records(text, sign, usize::MAX), head))
}
