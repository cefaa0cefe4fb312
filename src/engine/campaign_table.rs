//! A table as text → campaigns: what an export of a PRM or a CRM holds, with every problem by line and column.
//!
//! Nothing is guessed and nothing is dropped silently. Columns are known by the ids and labels of [`CampaignField`], or as
//! the question says; others are listed as unknown. A number or a day with two readings is read where other cells of the
//! table, or the question, settle how they are meant, and is a problem where nothing does. A row with a problem is left out
//! and told; a remark, a total or a repeated head is set aside, and that is told as well.

mod cell;
mod cells;
mod column;
mod day;
mod head;
mod known;
mod month;
mod note;
mod nothing;
mod number;
mod question;
mod reader;
mod row;
mod sample;
mod scan;
mod serial;
mod sums;
mod told;
mod total;
mod unit;
mod unread;
mod word;

use crate::campaign::{Campaign, CampaignField, MAX_CAMPAIGNS};
use crate::name::Fold;
use crate::read::shown;
pub use known::{DOCUMENTED, Documented, SPOKEN, UNDOCUMENTED, WORDS};
pub use number::{DateOrder, Decimal};
pub use question::{DELIMITERS, LARGEST_SCALE, LEAST_SCALE, Question};
pub use reader::{DEFAULT_TOLD, Rejected, SAMPLE, Sink, TableReader};

/// What was read of a table.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CampaignTable {
    /// The sign between cells; none where no head was found.
    pub delimiter: Option<char>,
    /// The decimal sign, as the question or the cells say it; none where nothing needs one.
    pub decimal: Option<char>,
    /// Whether days stand before months, likewise.
    pub day_first: Option<bool>,
    /// The line of the head.
    pub head_line: Option<usize>,
    /// The columns, and what each is.
    pub columns: Vec<(String, Option<CampaignField>)>,
    /// The campaigns that are sound, each with its line.
    pub campaigns: Vec<(usize, Campaign)>,
    /// What is wrong with the other rows, in the order of the table.
    pub problems: Vec<CellProblem>,
    /// Lines that are no campaigns: what stands before the head, remarks, totals, repeated heads.
    pub set_aside: Vec<SetAside>,
}

/// What is wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    /// The line of the row, from 1.
    pub line: usize,
    /// The column, from 1; none where the row as a whole is wrong.
    pub column: Option<usize>,
    /// What the head calls it; empty likewise.
    pub head: String,
    /// The stable name for machines, one of [`crate::problem::ProblemKind::CODES`].
    pub code: &'static str,
    /// A sentence for a person.
    pub message: String,
    /// The cell, shortened.
    pub value: String,
    /// What the question can say that settles it; none where only the table itself can be mended.
    pub settled_by: Option<Setting>,
}

/// A member of a [`Question`] that says how a table is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The decimal sign.
    Decimal,
    /// Whether days stand before months.
    DateOrder,
    /// What a column is.
    Columns,
    /// What a word stands for.
    Values,
    /// How much one in a column is.
    Scales,
}

impl Setting {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Decimal, Self::DateOrder, Self::Columns, Self::Values, Self::Scales];

    /// The name of the member.
    pub fn id(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::DateOrder => "dateOrder",
            Self::Columns => "columns",
            Self::Values => "values",
            Self::Scales => "scales",
        }
    }
}

/// A line that is no campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    /// The line, from 1.
    pub line: usize,
    /// What it says, shortened.
    pub text: String,
    /// Why it is none.
    pub reason: &'static str,
}

/// How a table was understood that was read in pieces, and what is told of it. Everything is counted; what is listed in full
/// may be the first part of it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TableReport {
    /// The sign between cells; none where no head was found.
    pub delimiter: Option<char>,
    /// The decimal sign, as the question or the first part of the table says it; none where nothing needs one.
    pub decimal: Option<char>,
    /// Whether days stand before months, likewise.
    pub day_first: Option<bool>,
    /// The line of the head.
    pub head_line: Option<usize>,
    /// The columns, and what each is.
    pub columns: Vec<(String, Option<CampaignField>)>,
    /// How many rows were read as campaigns.
    pub campaigns: u64,
    /// How many rows are left out for what is wrong with them.
    pub rejected: u64,
    /// How many problems there are.
    pub problem_count: u64,
    /// How many of each code in each column.
    pub counts: Vec<Count>,
    /// The first problems, in the order of the table.
    pub problems: Vec<CellProblem>,
    /// How many lines are no campaigns, by the reason.
    pub set_aside_counts: Vec<(&'static str, u64)>,
    /// The first of them.
    pub set_aside: Vec<SetAside>,
}

/// How many problems of one code a column has.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The column, from 1; none for rows that are wrong as a whole.
    pub column: Option<usize>,
    /// What the head calls it; empty likewise.
    pub head: String,
    /// The stable name for machines.
    pub code: &'static str,
    /// How many.
    pub count: u64,
}

/// Reads a table that is there as a whole. Heads and words are compared by `fold`.
pub fn read_table(asked: &Question, fold: Fold) -> CampaignTable {
    let mut kept = Kept::default();
    // The text is kept already, so that what is wrong with it may be as well.
    let mut reader = TableReader::new(asked, fold).telling(usize::MAX);
    reader.push(&asked.text, &mut kept);
    let report = reader.finish(&mut kept);
    let mut table = CampaignTable {
        delimiter: report.delimiter,
        decimal: report.decimal,
        day_first: report.day_first,
        head_line: report.head_line,
        columns: report.columns,
        campaigns: kept.0,
        problems: report.problems,
        set_aside: report.set_aside,
    };
    if table.campaigns.len() > MAX_CAMPAIGNS {
        let message = crate::message::campaigns::TABLE_TOO_MANY.to_owned();
        let line = table.head_line.unwrap_or(1);
        table.problems.push(problem(line, None, "", Wrong::new("count", message), ""));
        table.campaigns = Vec::new();
    }
    table
}

/// Rows in a list, which is as long as a list of campaigns may be, and one more.
#[derive(Default)]
struct Kept(Vec<(usize, Campaign)>);

impl Sink for Kept {
    fn campaign(&mut self, line: usize, campaign: &Campaign) {
        if self.0.len() <= MAX_CAMPAIGNS {
            self.0.push((line, campaign.clone()));
        }
    }
}

/// What is wrong with a cell or a row, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
struct Wrong {
    code: &'static str,
    message: String,
    settled_by: Option<Setting>,
}

impl Wrong {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), settled_by: None }
    }

    /// The question can settle it.
    fn settled_by(self, setting: Setting) -> Self {
        Self { settled_by: Some(setting), ..self }
    }
}

fn problem(line: usize, column: Option<usize>, head: &str, wrong: Wrong, value: &str) -> CellProblem {
    let Wrong { code, message, settled_by } = wrong;
    CellProblem { line, column, head: shown(head), code, message, value: shown(value), settled_by }
}
