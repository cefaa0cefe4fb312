//! The head of a table: the line with the most columns that are known, and the sign between cells with it.

use super::cells::{Row, Rows, trim};
use super::question::{DELIMITERS, Question};
use super::unit::Unit;
use super::{known, unit};
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
    pub(super) columns: Vec<Heading>,
}

/// A column as its head calls it.
pub(super) struct Heading {
    pub(super) name: String,
    pub(super) field: Option<CampaignField>,
    /// What the head says of the numbers below it.
    pub(super) unit: Unit,
    /// How particular the name is: of two columns that are known by another's names, the lower is taken. 0 is our own name,
    /// or what the question says; two of those contradict each other.
    pub(super) rank: usize,
}

/// What texts have in common that differ in case, spaces, underscores and other signs alone.
pub(super) fn key(text: &str, fold: Fold) -> String {
    fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Whether the [`key`] of a text is one of these. Nearly no cell is, and folding costs, so that plain letters are compared
/// as they stand.
pub(super) fn is_one_of(text: &str, keys: &[&str], fold: Fold) -> bool {
    if !text.is_ascii() {
        let own = key(text, fold);
        return keys.contains(&own.as_str());
    }
    let letters = || text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    keys.iter().any(|key| letters().eq(key.bytes()))
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
            let columns: Vec<Heading> = row.cells().map(|cell| known.heading(cell)).collect();
            let count = columns.iter().filter(|column| column.field.is_some()).count();
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
    best.map(|(_, sign, mut head)| {
        head.choose();
        (sign, head)
    })
}

impl Head {
    /// Of columns that are known by another's names, one is taken for each field.
    fn choose(&mut self) {
        let best = |field, columns: &[Heading]| {
            columns.iter().filter(|one| one.field == Some(field)).map(|one| one.rank).min()
        };
        for at in 0..self.columns.len() {
            let Some(Heading { field: Some(field), rank, .. }) = self.columns.get(at) else { continue };
            let (field, rank) = (*field, *rank);
            let earlier =
                self.columns.iter().take(at).any(|one| one.field == Some(field) && one.rank == rank);
            let lower = best(field, &self.columns).is_some_and(|best| best < rank);
            if rank > 0
                && (lower || earlier)
                && let Some(column) = self.columns.get_mut(at)
            {
                column.field = None;
            }
        }
    }
}

/// What heads mean: as the question says, by the ids and labels of fields, or by the names that others have for them.
struct Known {
    fold: Fold,
    said: Vec<(String, Option<CampaignField>)>,
    own: Vec<(String, String, CampaignField)>,
    others: Vec<(String, CampaignField)>,
}

impl Known {
    fn of(asked: &Question, fold: Fold) -> Self {
        let said = asked.columns.iter().map(|(of, field)| (key(of, fold), *field)).collect();
        let field = |field: &CampaignField| (key(field.id(), fold), key(field.label(), fold), *field);
        let own = CampaignField::ALL.iter().map(field).collect();
        let others = known::heads().map(|(head, field)| (key(head, fold), field)).collect();
        Self { fold, said, own, others }
    }

    fn heading(&self, cell: &str) -> Heading {
        let name = trim(cell);
        if let Some((field, rank)) = self.field(name) {
            return Heading { name: name.to_owned(), field, unit: Unit::default(), rank };
        }
        let parted = unit::parted(name).and_then(|(name, unit)| Some((self.field(name)?, unit)));
        // A unit belongs to a number.
        let parted = parted.filter(|((field, _), _)| field.is_none_or(|field| field.in_numbers().is_some()));
        let ((field, rank), unit) = parted.unwrap_or_default();
        Heading { name: name.to_owned(), field, unit, rank }
    }

    /// What a name means and how particular it is; none where it is not known.
    fn field(&self, name: &str) -> Option<(Option<CampaignField>, usize)> {
        let own = key(name, self.fold);
        if own.is_empty() {
            return None;
        }
        if let Some((_, field)) = self.said.iter().find(|(of, _)| *of == own) {
            return Some((*field, 0));
        }
        if let Some((.., field)) = self.own.iter().find(|(id, label, _)| *id == own || *label == own) {
            return Some((Some(*field), 0));
        }
        let at = self.others.iter().position(|(head, _)| *head == own)?;
        self.others.get(at).map(|(_, field)| (Some(*field), at + 1))
    }
}
