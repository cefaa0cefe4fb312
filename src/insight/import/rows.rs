//! Rows → what each of them is: a tier's figures, a total, or a row that is left out with its line and the reason.

use super::cells::Row;
use super::columns::{Column, Target};
use super::figure::{Beside, Cell, figure};
use super::head::Table;
use super::names::{is_average, is_sum, mentions_sum};
use super::note::{Note, currency_of};
use super::signs::Signs;
use super::sums::{Addend, Sum, totals};
use crate::text;
use comarketing_roi_engine::Field;
use comarketing_roi_engine::guard::{unguarded, unmarked};
use comarketing_roi_engine::plan::Kind;

/// A row that is not taken, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LeftOut {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) why: String,
    /// Whether a visitor may say that it is a tier all the same.
    pub(super) doubtful: bool,
    /// Whether figures of a tier are lost with it.
    pub(super) loses: bool,
}

/// A row with figures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figures {
    pub(super) line: usize,
    pub(super) name: String,
    /// The cells under inputs.
    pub(super) cells: Vec<(Field, Cell)>,
}

/// What the reading of rows rests on.
pub(super) struct Reading<'a> {
    pub(super) table: &'a Table,
    pub(super) columns: &'a [Column],
    pub(super) signs: &'a Signs,
    pub(super) separator: char,
    /// The currency that the plan will have.
    pub(super) currency: &'a str,
    /// What the lines around the table say of all amounts.
    pub(super) note: &'a Note,
    /// The lines that a visitor has called tiers.
    pub(super) kept: &'a [usize],
    /// The lines that a visitor has left out.
    pub(super) out: &'a [usize],
    pub(super) ours: bool,
}

/// The rows of a table, told apart.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sorted {
    /// How many there are.
    pub(super) rows: usize,
    /// Those with figures, which are tiers or parts of one.
    pub(super) figures: Vec<Figures>,
    pub(super) left: Vec<LeftOut>,
    /// Those with figures that may be totals.
    pub(super) perhaps: Vec<LeftOut>,
}

/// One row on its way.
enum Kindred {
    Figures(Figures),
    Left(LeftOut),
}

impl Reading<'_> {
    /// The column of a target.
    pub(super) fn at(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|column| column.target == target)
    }

    /// Tells the rows apart.
    pub(super) fn sorted(&self) -> Sorted {
        let mut sorted = Sorted::default();
        let mut starts = Vec::new();
        let mut fresh = true;
        for row in &self.table.rows {
            sorted.rows += 1;
            match self.row(row) {
                Kindred::Figures(figures) => {
                    sorted.figures.push(figures);
                    starts.push(core::mem::take(&mut fresh));
                }
                Kindred::Left(left) => {
                    fresh = true;
                    sorted.left.push(left);
                }
            }
        }
        if !self.ours {
            self.take_totals(&mut sorted, &starts);
        }
        self.take_unreadable(&mut sorted);
        sorted
    }

    fn row(&self, row: &Row) -> Kindred {
        let name = self.name(row);
        let left = |why: String, doubtful: bool, loses: bool| {
            let name = if name.is_empty() { first(row) } else { name.clone() };
            Kindred::Left(LeftOut { line: row.line, name, why, doubtful, loses })
        };
        if self.out.contains(&row.line) {
            return left(text::PANEL_IMPORT_OUT.get().to_owned(), false, false);
        }
        if row.open {
            return left(text::panel_import_open(&row.line.to_string()), false, true);
        }
        if let Some(at) = row.runs_on.first().filter(|_| !self.ours)
            && self.columns.get(*at).is_some_and(|column| used(column.target))
        {
            let lines = row.cell(*at).matches('\n').count();
            return left(text::panel_import_runs(&(row.line + lines).to_string()), false, true);
        }
        if self.repeats_head(row) {
            return left(text::PANEL_IMPORT_HEAD_AGAIN.get().to_owned(), false, false);
        }
        if self.is_wide(row) {
            let (cells, heads) = (row.cells.len().to_string(), self.columns.len().to_string());
            return left(text::panel_import_wide(&cells, &heads), false, true);
        }
        let inputs =
            || self.columns.iter().enumerate().filter(|(_, column)| matches!(column.target, Target::Tier(_)));
        if !self.ours && !self.kept.contains(&row.line) {
            let texts = self
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| matches!(column.target, Target::Name | Target::Unused));
            let mut texts = texts.map(|(at, _)| row.cell(at));
            if is_average(&name) {
                return left(text::PANEL_IMPORT_AVERAGE.get().to_owned(), true, false);
            }
            if texts.any(is_sum) {
                return left(text::PANEL_IMPORT_SUM.get().to_owned(), true, false);
            }
            if mentions_sum(&name) {
                return left(text::PANEL_IMPORT_SUM_PERHAPS.get().to_owned(), true, false);
            }
        }
        // A title of a section, or a remark below the table.
        if !self.ours && inputs().next().is_some() && inputs().all(|(at, _)| row.cell(at).is_empty()) {
            return left(text::PANEL_IMPORT_NO_FIGURES.get().to_owned(), false, false);
        }
        let cells = inputs().filter_map(|(at, column)| match column.target {
            Target::Tier(field) => Some((field, self.cell(row, at, column, field))),
            _ => None,
        });
        Kindred::Figures(Figures { line: row.line, cells: cells.collect(), name })
    }

    /// The figure in a column.
    pub(super) fn cell(&self, row: &Row, at: usize, column: &Column, field: Field) -> Cell {
        let mut note = column.note.clone();
        // What stands nearest to the figure goes before what is said of all.
        let own =
            [Target::CurrencyOf(field), Target::Currency].into_iter().filter_map(|target| self.at(target));
        let own = own.map(|at| row.cell(at)).find(|said| !said.is_empty());
        let currencies: Vec<String> = match own {
            Some(said) => vec![currency_of(said).unwrap_or_else(|| said.to_owned())],
            None if note.currency.is_some() => Vec::new(),
            None => self.note.currency.iter().cloned().collect(),
        };
        if field.kind() == Kind::Money {
            note.zeros = note.zeros.or(self.note.zeros);
        }
        let beside = Beside {
            field,
            note: &note,
            currencies: &currencies,
            currency: self.currency,
            signs: self.signs,
        };
        figure(row.cell(at), &beside)
    }

    /// The name of the row's tier, in one line.
    pub(super) fn name(&self, row: &Row) -> String {
        let written = self.at(Target::Name).map_or("", |at| row.cell(at));
        if self.ours {
            return unguarded(written).into_owned();
        }
        unmarked(written).split(['\n', '\t']).map(str::trim).collect::<Vec<_>>().join(" ")
    }

    /// Whether a row is the head once more, as reports write it on each page.
    fn repeats_head(&self, row: &Row) -> bool {
        let same = |(column, cell): (&Column, &String)| column.head.eq_ignore_ascii_case(cell);
        row.filled() > 0
            && row.cells.len() <= self.columns.len()
            && self.columns.iter().zip(&row.cells).all(same)
    }

    /// Whether a row has more cells than the head. Empty ones at its end are none, unless figures before them may be one
    /// figure whose thousands were parted: `1,200,`.
    fn is_wide(&self, row: &Row) -> bool {
        let width = self.columns.len();
        let beyond = row.cells.iter().skip(width);
        if row.cells.len() <= width {
            return false;
        }
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let parted = row.cells.windows(2).any(|pair| match pair {
            [left, right] => {
                let left = left.trim_start_matches(|c: char| !c.is_ascii_digit());
                let right = right.split('.').next().unwrap_or_default();
                digits(left) && left.len() <= 3 && digits(right) && right.len() == 3
            }
            _ => false,
        });
        beyond.clone().any(|cell| !cell.is_empty()) || self.separator == ',' && parted
    }

    /// Leaves out what equals the sum of other rows.
    fn take_totals(&self, sorted: &mut Sorted, starts: &[bool]) {
        let addend = |field: Field, cell: &Cell| {
            let adds = matches!(field.kind(), Kind::Money | Kind::Count) && field != Field::DealSize;
            match cell {
                _ if !adds => Addend::None,
                Cell::Figure(number) | Cell::Short(number) => Addend::Value(number.likely()),
                Cell::Zero => Addend::Value(0.0),
                Cell::Wrong(_) => Addend::Unknown,
                Cell::Empty | Cell::Nothing => Addend::None,
            }
        };
        let rows: Vec<Vec<Addend>> = sorted
            .figures
            .iter()
            .map(|row| row.cells.iter().map(|(field, cell)| addend(*field, cell)).collect())
            .collect();
        let (mut figures, mut totals) = (Vec::new(), totals(&rows, starts).into_iter());
        for row in core::mem::take(&mut sorted.figures) {
            let sum = totals.next().filter(|_| !self.kept.contains(&row.line)).unwrap_or(Sum::No);
            let told = |why: text::Text| LeftOut {
                line: row.line,
                name: row.name.clone(),
                why: why.get().to_owned(),
                doubtful: true,
                loses: false,
            };
            match sum {
                Sum::Yes => {
                    sorted.left.push(told(text::PANEL_IMPORT_ADDS_UP));
                    continue;
                }
                Sum::Mean => {
                    sorted.left.push(told(text::PANEL_IMPORT_IS_MEAN));
                    continue;
                }
                Sum::Perhaps => sorted.perhaps.push(told(text::PANEL_IMPORT_MAY_ADD_UP)),
                Sum::No => {}
            }
            figures.push(row);
        }
        sorted.figures = figures;
    }

    /// Leaves out the rows with a cell that cannot be read; a row is taken whole or not at all.
    fn take_unreadable(&self, sorted: &mut Sorted) {
        let (mut figures, named) = (Vec::new(), self.at(Target::Name).is_some());
        for row in core::mem::take(&mut sorted.figures) {
            let mut wrong: Vec<String> = Vec::new();
            for (_, cell) in &row.cells {
                if let Cell::Wrong(why) = cell
                    && !wrong.contains(why)
                {
                    wrong.push(why.clone());
                }
            }
            if named && row.name.is_empty() {
                wrong.insert(0, text::PANEL_IMPORT_NO_NAME.get().to_owned());
            }
            if wrong.is_empty() {
                figures.push(row);
            } else {
                let why = text::sentences(&wrong);
                sorted.left.push(LeftOut {
                    line: row.line,
                    name: row.name,
                    why,
                    doubtful: false,
                    loses: true,
                });
            }
        }
        sorted.figures = figures;
    }
}

/// Whether what stands in a column is used.
fn used(target: Target) -> bool {
    !matches!(target, Target::Unused | Target::Result)
}

/// The first cell that holds something.
fn first(row: &Row) -> String {
    let cell = row.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
    cell.split('\n').next().unwrap_or_default().chars().take(60).collect()
}
