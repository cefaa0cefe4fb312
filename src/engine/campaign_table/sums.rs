//! Rows that add up others, told by their figures.

use super::total::mark;
use crate::campaign::NUMBERS;
use std::collections::{BTreeSet, VecDeque};

/// So many subtotals are remembered, from which on a later one may add up.
const MARKS: usize = 16;
/// So many texts are remembered, of which a total may name one.
const MOST_NAMES: usize = 10_000;
/// Of so many rows all texts are: where regions and the like stand is known by then.
const ROWS_OF_TEXTS: u32 = 10_000;

/// The figures of a row, by the place of their fields.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub(super) values: [Option<f64>; NUMBERS],
    /// A bit for each figure that is there and cannot be read.
    pub(super) unknown: u32,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    rows: u32,
    values: [f64; NUMBERS],
    /// How many figures of each column could not be read.
    unknown: [u32; NUMBERS],
}

/// What the rows so far add up to.
#[derive(Default)]
pub(super) struct Sums {
    all: Sum,
    /// What they came to before each of the last sums.
    marks: VecDeque<Sum>,
    names: BTreeSet<u64>,
}

impl Sums {
    /// In how many columns the row is the sum of all rows before it, or of those behind one of the last sums; 0 where it is
    /// none in one of them, or where that cannot be told.
    pub(super) fn equal(&self, row: &Figures) -> usize {
        let start = Sum::default();
        self.marks.iter().chain([&start]).map(|from| self.all.equal(from, row)).max().unwrap_or_default()
    }

    /// Whether the row tells figures, and neither all rows before it nor those behind one of the last sums come to them. Not
    /// where that cannot be told.
    pub(super) fn differs(&self, row: &Figures) -> bool {
        let start = Sum::default();
        let tells = row.values.iter().flatten().any(|value| value.abs() > 0.0);
        let mut from = self.marks.iter().chain([&start]);
        tells && row.unknown == 0 && self.all.rows > 0 && from.all(|from| self.all.differs(from, row))
    }

    /// Whether all rows before it, or those behind one of the last sums, leave open whether the row is their sum.
    pub(super) fn knows(&self, row: &Figures) -> bool {
        let given = (0..NUMBERS).filter(|at| row.values.get(*at).is_some_and(Option::is_some));
        let mut open = given.filter(|at| self.all.unknown.get(*at).is_some_and(|unknown| *unknown > 0));
        row.unknown == 0 && open.next().is_none()
    }

    /// Takes a row that is a campaign.
    pub(super) fn add(&mut self, row: &Figures) {
        self.all.rows += 1;
        for (at, sum) in self.all.values.iter_mut().enumerate() {
            *sum += row.values.get(at).copied().flatten().unwrap_or_default();
        }
        for (at, unknown) in self.all.unknown.iter_mut().enumerate() {
            *unknown += row.unknown >> at & 1;
        }
    }

    /// Takes a row of which no figure is known.
    pub(super) fn add_unread(&mut self) {
        self.add(&Figures { values: [None; NUMBERS], unknown: u32::MAX });
    }

    /// Whether other texts than names are still taken.
    pub(super) fn takes_texts(&self) -> bool {
        self.all.rows <= ROWS_OF_TEXTS
    }

    /// Takes a name of a campaign.
    pub(super) fn add_name(&mut self, name: &str) {
        if self.names.len() < MOST_NAMES && !name.is_empty() {
            self.names.insert(mark(name.chars()));
        }
    }

    /// Whether a campaign has this name.
    pub(super) fn has_name(&self, mark: u64) -> bool {
        self.names.contains(&mark)
    }

    /// Takes a row that is a sum.
    pub(super) fn mark(&mut self) {
        if self.marks.len() == MARKS {
            self.marks.pop_front();
        }
        self.marks.push_back(self.all);
    }
}

impl Sum {
    /// Whether what was added since `from` is known and is not the row.
    fn differs(&self, from: &Self, row: &Figures) -> bool {
        let rows = self.rows - from.rows;
        let columns = row.values.iter().zip(self.values.iter().zip(&from.values));
        let unknown = self.unknown.iter().zip(&from.unknown).map(|(all, before)| all != before);
        let told =
            columns.zip(unknown).filter_map(|((value, sums), unknown)| Some(((*value)?, sums, unknown)));
        let mut differs = rows == 0;
        for (value, (all, before), unknown) in told {
            if unknown {
                return false;
            }
            differs |= !is_sum(value, all - before, *all, rows);
        }
        differs
    }

    /// In how many columns the row is what was added since `from`.
    fn equal(&self, from: &Self, row: &Figures) -> usize {
        let rows = self.rows - from.rows;
        if rows < 2 || row.unknown > 0 {
            return 0;
        }
        let mut equal = 0;
        for (at, value) in row.values.iter().enumerate() {
            let (Some(value), Some(all), Some(before)) = (value, self.values.get(at), from.values.get(at))
            else {
                continue;
            };
            if self.unknown.get(at) != from.unknown.get(at) {
                continue;
            }
            let sum = all - before;
            if !is_sum(*value, sum, *all, rows) {
                return 0;
            }
            equal += usize::from(sum.abs() > 0.0);
        }
        equal
    }
}

/// Whether a value is a sum of so many rows: cents may be rounded in each of them.
fn is_sum(value: f64, sum: f64, all: f64, rows: u32) -> bool {
    (value - sum).abs() <= 0.006 * f64::from(rows) + 1e-9 * all.abs()
}
