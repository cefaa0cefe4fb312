//! The head of a table: the line with the most columns that are known, and the sign between cells with it.

use super::cells::{Row, Rows};
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

/// The sign between cells and the head; none where no column is known. Looked for in the beginning of a table, which may be
/// the whole.
pub(super) fn find(sample: &str, whole: bool, asked: &Question, fold: Fold) -> Option<(char, Head)> {
    // Spreadsheets state the sign in a line of its own.
    let stated = sample.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    let stated = stated.and_then(|(sign, _)| sign.trim_end_matches('\r').chars().next());
    let all: Vec<char> = match asked.delimiter.or(stated) {
        Some(sign) => vec![sign],
        None => DELIMITERS.to_vec(),
    };
    let known = Known::of(asked, fold);
    let mut best: Option<(usize, char, Head)> = None;
    for sign in all {
        let mut at = 0;
        let mut look = |row: Row<'_>| {
            let columns: Vec<(String, Option<CampaignField>)> =
                row.cells().map(|cell| (cell.trim().to_owned(), known.field(cell))).collect();
            let count = columns.iter().filter(|(_, field)| field.is_some()).count();
            if count > best.as_ref().map_or(0, |(count, ..)| *count) {
                best = Some((count, sign, Head { at, line: row.line, columns }));
            }
            at += 1;
            at < SEARCHED
        };
        let mut rows = Rows::new(sign);
        let mut more = whole;
        rows.push(sample, |row| {
            let on = look(row);
            more &= on;
            on
        });
        if more {
            rows.finish(look);
        }
    }
    best.map(|(_, sign, head)| (sign, head))
}

/// What heads mean: as the question says, or by the ids and labels of fields.
struct Known {
    fold: Fold,
    said: Vec<(String, Option<CampaignField>)>,
    fields: Vec<(String, String, CampaignField)>,
}

impl Known {
    fn of(asked: &Question, fold: Fold) -> Self {
        let said = asked.columns.iter().map(|(of, field)| (key(of, fold), *field)).collect();
        let field = |field: &CampaignField| (key(field.id(), fold), key(field.label(), fold), *field);
        Self { fold, said, fields: CampaignField::ALL.iter().map(field).collect() }
    }

    fn field(&self, head: &str) -> Option<CampaignField> {
        let own = key(head, self.fold);
        let told = self.said.iter().find(|(of, _)| *of == own).map(|(_, field)| *field);
        told.unwrap_or_else(|| {
            let mut fields = self.fields.iter();
            fields.find(|(id, label, _)| *id == own || *label == own).map(|(.., field)| *field)
        })
    }
}
