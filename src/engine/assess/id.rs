//! The names of what is asked about, and the scale of the answers.

use super::table::{CONTROLS, ControlRow, DIMENSIONS, DimensionRow, MATRICES, MatrixRow, PILLARS, PillarRow};

macro_rules! ids {
    ($(#[$about:meta])* $type:ident, $rows:ident: $row:ident; $( $name:ident $id:literal $doc:literal; )*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $( #[doc = $doc] $name, )* }

        impl $type {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// The stable name for machines.
            pub const fn id(self) -> &'static str { match self { $( Self::$name => $id, )* } }

            /// Its row in the table.
            pub fn row(self) -> &'static $row {
                let [first, ..] = &$rows;
                $rows.get(self as usize).unwrap_or(first)
            }
        }
    };
}

ids! {
    /// One of the two matrices.
    Matrix, MATRICES: MatrixRow;
    Definition "definition" "Which partners, and why.";
    Operations "operations" "How the work with them is done.";
}

ids! {
    /// What a matrix asks about; five for each.
    Dimension, DIMENSIONS: DimensionRow;
    Clarity "clarity" "Who belongs to the ecosystem.";
    Segmentation "segmentation" "How partners are told apart.";
    Prioritisation "prioritisation" "Which come first.";
    ProgrammeDesign "programmeDesign" "How campaigns come about.";
    Measurement "measurement" "What can be said of their result.";
    Ownership "ownership" "Who answers for it.";
    Organisation "organisation" "How people are organized.";
    SystemsAndData "systemsAndData" "Where the data lives.";
    ProcessAndGovernance "processAndGovernance" "By which rules it runs.";
    BusinessValue "businessValue" "How its worth is shown.";
}

ids! {
    /// What an operating model stands on.
    Pillar, PILLARS: PillarRow;
    Strategy "strategy" "The part of partners in the plan.";
    People "people" "Roles, skills and incentives.";
    Process "process" "How alike the work is done.";
    Technology "technology" "What systems do for it.";
    Customer "customer" "What customers notice.";
    Results "results" "Whether the numbers are believed.";
}

ids! {
    /// A control of good MDF governance.
    Control, CONTROLS: ControlRow;
    TransparentAllocation "transparentAllocation" "Partners know how MDF is earned.";
    PreApproval "preApproval" "Activity is approved before it runs.";
    PerformanceLinkedDisbursement "performanceLinkedDisbursement" "Results decide on part of the next funds.";
    MeasureAndReport "measureAndReport" "Each activity ends with a report.";
}

impl Matrix {
    /// Its five dimensions.
    pub fn dimensions(self) -> impl Iterator<Item = Dimension> {
        Dimension::ALL.iter().copied().filter(move |dimension| dimension.row().matrix == self)
    }
}

/// An answer on a scale of three; a rank, not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The lowest.
    One,
    /// The middle.
    Two,
    /// The highest.
    Three,
}

impl Level {
    /// All three, lowest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The next one, if it is not the highest.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    pub(super) fn read(number: f64) -> Option<Self> {
        // By its bits: a level is a name written as a number, and nothing near it will do.
        Self::ALL.into_iter().find(|level| f64::from(level.number()).to_bits() == number.to_bits())
    }

    /// This level's of three things.
    pub(super) fn of<T: Copy>(self, [one, two, three]: [T; 3]) -> T {
        match self {
            Self::One => one,
            Self::Two => two,
            Self::Three => three,
        }
    }
}
