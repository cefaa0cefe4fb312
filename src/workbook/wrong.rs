//! Why a file cannot be read.

use std::fmt;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The file is larger than what is read.
    TooLarge,
    /// A workbook of the format before 2007.
    OldFormat,
    /// A password protects it.
    Protected,
    /// It is no workbook of this format at all.
    NotAWorkbook,
    /// It is one, and ends too early or contradicts itself.
    Broken,
    /// It unpacks to more than what is read.
    UnpacksTooLarge,
    /// A sheet has too many rows.
    TooManyRows,
    /// A sheet has too many cells, or too much text in them.
    TooManyCells,
    /// The workbook has no such sheet.
    NoSheet,
}

impl Wrong {
    /// The stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "tooLarge",
            Self::OldFormat => "oldFormat",
            Self::Protected => "protected",
            Self::NotAWorkbook => "notAWorkbook",
            Self::Broken => "broken",
            Self::UnpacksTooLarge => "unpacksTooLarge",
            Self::TooManyRows => "tooManyRows",
            Self::TooManyCells => "tooManyCells",
            Self::NoSheet => "noSheet",
        }
    }

    /// What is wrong, and what to do.
    pub const fn message(self) -> &'static str {
        match self {
            Self::TooLarge => {
                "The file is larger than 16 MB. Delete what is not needed, or save the sheet as CSV."
            }
            Self::OldFormat => {
                "The file is a workbook of the old format (.xls). Open it in a spreadsheet and save it as “Excel Workbook (.xlsx)”."
            }
            Self::Protected => {
                "A password protects the workbook. Remove it in the spreadsheet and save the file again."
            }
            Self::NotAWorkbook => {
                "The file is no .xlsx workbook. Open it in a spreadsheet and save it as “Excel Workbook (.xlsx)”, or as CSV."
            }
            Self::Broken => {
                "The workbook is damaged or not complete. Open it in a spreadsheet and save it again."
            }
            Self::UnpacksTooLarge => {
                "The workbook unpacks to more than 256 MB. Delete what is not needed, or save the sheet as CSV."
            }
            Self::TooManyRows => "The sheet has more than 100,000 rows. Split it, or save it as CSV.",
            Self::TooManyCells => "The sheet has too many cells. Delete columns that are not needed.",
            Self::NoSheet => "The workbook has no such sheet.",
        }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Wrong {}
