//! What is told of a table: everything is counted, and so much of it is kept in full.

use super::{CellProblem, Count, SetAside, TableReport};
use std::collections::BTreeMap;

/// The most columns and codes, and the most reasons, that are counted each for itself: a table has few.
const MOST_COUNTS: usize = 1000;

pub(super) struct Told {
    /// Rows that were read, and rows that are left out.
    pub(super) campaigns: u64,
    pub(super) rejected: u64,
    most: usize,
    problems: Vec<CellProblem>,
    counts: BTreeMap<(Option<usize>, &'static str), (String, u64)>,
    all: u64,
    set_aside: Vec<SetAside>,
    aside: BTreeMap<&'static str, u64>,
}

impl Told {
    pub(super) fn new(most: usize) -> Self {
        let (problems, set_aside) = (Vec::new(), Vec::new());
        let (counts, aside) = (BTreeMap::new(), BTreeMap::new());
        Self { campaigns: 0, rejected: 0, most, problems, counts, all: 0, set_aside, aside }
    }

    pub(super) fn problem(&mut self, problem: CellProblem) {
        self.all += 1;
        let key = (problem.column, problem.code);
        if self.counts.len() < MOST_COUNTS || self.counts.contains_key(&key) {
            self.counts.entry(key).or_insert_with(|| (problem.head.clone(), 0)).1 += 1;
        }
        if self.problems.len() < self.most {
            self.problems.push(problem);
        }
    }

    pub(super) fn set_aside(&mut self, line: usize, reason: &'static str, text: impl FnOnce() -> String) {
        *self.aside.entry(reason).or_default() += 1;
        if self.set_aside.len() < self.most {
            self.set_aside.push(SetAside { line, text: text(), reason });
        }
    }

    pub(super) fn describe(self, report: &mut TableReport) {
        (report.campaigns, report.rejected) = (self.campaigns, self.rejected);
        report.problem_count = self.all;
        let count = |((column, code), (head, count))| Count { column, head, code, count };
        report.counts = self.counts.into_iter().map(count).collect();
        report.set_aside_counts = self.aside.into_iter().collect();
        report.problems = self.problems;
        report.set_aside = self.set_aside;
    }
}
