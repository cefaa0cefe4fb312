//! The quantities that formulas are written in, each with its symbol and its name.

/// Where a quantity lives, which decides how a total gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One value per tier; a total adds them.
    Sum,
    /// One value per tier; a total weighs them (`w = Σ(w·S) ÷ ΣS`, `D = Σ(D·K) ÷ ΣK`).
    Mean,
    /// One value for the whole plan, which a tier may replace by its own; a total weighs them where one does.
    Override,
    /// One value for the whole plan.
    Plan,
}

macro_rules! symbols {
    ($( $name:ident $text:literal $scope:ident $unit:ident $label:literal $need:literal; )*) => {
        /// A quantity of the model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Symbol { $( #[doc = $label] $name, )* }

        impl Symbol {
            /// Every symbol, in the order of the table.
            pub const ALL: &'static [Symbol] = &[ $( Symbol::$name, )* ];

            /// How the symbol is written in a formula.
            pub const fn text(self) -> &'static str { match self { $( Self::$name => $text, )* } }

            /// The name of the quantity.
            pub const fn label(self) -> &'static str { match self { $( Self::$name => $label, )* } }

            /// What a person would have to give so that the quantity has a value.
            pub const fn need(self) -> &'static str { match self { $( Self::$name => $need, )* } }

            /// Where the quantity lives.
            pub const fn scope(self) -> Scope { match self { $( Self::$name => Scope::$scope, )* } }

            /// The unit it is measured in.
            pub const fn unit(self) -> Unit { match self { $( Self::$name => Unit::$unit, )* } }
        }
    };
}

/// What a figure is measured in, and so how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money, in the plan's currency.
    Currency,
    /// How many; may be fractional in a forecast.
    Count,
    /// A share or return, shown as a percentage; 1 is 100 %.
    Ratio,
    /// How many times; pipeline per dollar, LTV to CAC.
    Multiple,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl Unit {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Currency => "currency",
            Self::Count => "count",
            Self::Ratio => "ratio",
            Self::Multiple => "multiple",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

symbols! {
    // Figures of a tier.
    N   "n"  Sum Count    "active partners"        "active partners";
    A   "A"  Sum Currency "MDF allocated"          "MDF allocated";
    M   "M"  Sum Currency "MDF spent"              "MDF spent";
    P   "P"  Sum Currency "partner’s own money"   "the partner’s own money";
    O   "O"  Sum Currency "other program cost"         "other program cost";
    L   "L"  Sum Count    "leads"                  "leads";
    Q   "Q"  Sum Count    "MQLs"                   "MQLs";
    Ns  "Ns" Sum Count    "sourced opportunities"  "sourced opportunities (or sourced pipeline and deal size)";
    Ni  "Ni" Sum Count    "influenced opportunities" "influenced opportunities (or influenced pipeline and deal size)";
    S   "S"  Sum Currency "partner-sourced pipeline"       "partner-sourced pipeline (or sourced opportunities and deal size)";
    I   "I"  Sum Currency "partner-influenced pipeline"    "partner-influenced pipeline (or influenced opportunities and deal size)";
    W   "w"  Mean Ratio   "win rate"               "win rate (or sourced revenue and pipeline)";
    D   "D"  Mean Currency "annual deal size"    "annual deal size (or sourced pipeline and opportunities)";
    Ks  "Ks" Sum Count    "sourced customers"      "sourced customers (or win rate and sourced opportunities, or pipeline and deal size)";
    Ki  "Ki" Sum Count    "influenced customers"   "influenced customers (or win rate and influenced opportunities, or pipeline and deal size)";
    Rs  "Rs" Sum Currency "sourced revenue"        "sourced revenue (or sourced pipeline and win rate)";
    Ri  "Ri" Sum Currency "influenced revenue"     "influenced revenue (or influenced pipeline and win rate)";
    Wi  "wi" Mean Ratio   "win rate of influenced deals" "the win rate of influenced deals";
    Np  "np" Sum Count    "signed partners"        "signed partners";
    B   "b"  Mean Ratio   "share that would have come anyway" "the share that would have come anyway";
    OwnChurn "churnOwn" Mean Ratio "annual churn of the tier" "the tier’s annual churn";
    OwnCycle "cycleOwn" Mean Months "sales cycle of the tier" "the tier’s sales cycle";
    // Figures that follow from those of a tier.
    Cv  "Cv" Sum Currency "vendor cost"            "MDF spent";
    Cj  "Cj" Sum Currency "joint cost"             "the partner’s own money";
    R   "R"  Sum Currency "credited revenue"       "sourced revenue (or sourced pipeline and win rate)";
    K   "K"  Sum Count    "credited customers"     "sourced customers (or win rate and sourced opportunities, or pipeline and deal size)";
    Rn  "Rn" Sum Currency "credited revenue that would not have come anyway" "sourced revenue (or sourced pipeline and win rate)";
    Rx  "Rx" Sum Currency "credited revenue over annual churn" "annual churn";
    V   "V"  Sum Currency "credited revenue for each month of the sales cycle" "the sales cycle";
    Pe  "Pe" Sum Currency "partners’ margin on these deals" "the partner’s margin";
    Ps  "Ps" Sum Currency "partners’ profit from services" "the partner’s services for each deal and their margin";
    Cc  "Cc" Sum Currency "partners’ commission"   "sourced revenue (or sourced pipeline and win rate)";
    Cm  "Cm" Sum Currency "direct cost that moves with credited customers" "direct cost and direct customers";
    Sm  "Sm" Sum Currency "direct cost that moves with credited pipeline" "direct cost and direct pipeline";
    // Figures of the whole plan.
    C   "c"  Plan Ratio   "influence credit"       "influence credit";
    G   "g"  Plan Ratio   "gross margin"           "gross margin";
    Pm  "pm" Plan Ratio   "partner margin"         "the partner’s margin";
    Pmi "pmi" Plan Ratio  "partner margin on influenced deals" "the partner’s margin";
    Services "sv" Plan Currency "partner services per deal" "the partner’s services for each deal";
    ServicesMargin "sm" Plan Ratio   "margin on partner services" "the margin on the partner’s services";
    Gc  "gc" Plan Ratio   "gross margin before commission" "gross margin";
    Phi "phi" Plan Ratio  "share of cost that follows credit" "share of cost that follows credit";
    Churn "churn" Override Ratio "annual churn"        "annual churn";
    E   "e"  Plan Ratio   "annual expansion"       "annual expansion";
    Retained "q" Override Ratio "net revenue retention" "annual churn";
    Life "T" Override Years   "customer years counted" "annual churn";
    Cycle "cycle" Override Months "sales cycle"     "the sales cycle";
    Y   "Y"  Plan Years   "longest lifetime" "longest lifetime";
    Cd  "Cd" Plan Currency "direct cost"           "all cost of direct marketing and sales";
    Sd  "Sd" Plan Currency "direct pipeline as reported" "direct pipeline";
    Kd  "Kd" Plan Count   "direct customers as reported" "direct customers";
    Rd  "Rd" Plan Currency "direct revenue"        "direct revenue";
    Md  "Md" Plan Currency "direct program spend" "direct’s program spend";
    Nd  "Nd" Plan Count    "direct opportunities" "direct opportunities";
    Wd  "wd" Plan Ratio    "direct win rate"      "direct’s win rate (or its revenue and pipeline)";
    Dd  "Dd" Plan Currency "direct annual deal size" "direct’s annual deal size (or its revenue and customers)";
    ChurnD "churnD" Plan Ratio "annual churn of direct’s customers" "annual churn";
    RetainedD "qD" Plan Ratio "net revenue retention of direct’s customers" "annual churn";
    LifeD "TD" Plan Years  "years counted of direct’s customers" "annual churn";
    CycleD "cycleD" Plan Months "direct sales cycle" "the sales cycle";
    // Figures of the whole plan that follow from those of all tiers and of direct.
    It  "It" Plan Currency "partner-influenced pipeline of all tiers" "partner-influenced pipeline";
    Kt  "Kt" Plan Count   "influenced customers of all tiers" "influenced customers";
    Rt  "Rt" Plan Currency "influenced revenue of all tiers" "influenced revenue";
    Sb  "Sb" Plan Currency "pipeline that direct worked on" "direct pipeline";
    Kb  "Kb" Plan Count   "customers that direct worked on" "direct customers";
    Rb  "Rb" Plan Currency "revenue that direct worked on" "direct revenue";
    Sa  "Sa" Plan Multiple "direct cost for each unit of pipeline" "direct cost and direct pipeline";
    Ca  "Ca" Plan Currency "direct cost per customer" "direct cost and direct customers";
    SdOwn "Sd'" Plan Currency "direct pipeline without credited influence" "direct pipeline";
    KdOwn "Kd'" Plan Count "direct customers without credited influence" "direct customers";
    RdOwn "Rd'" Plan Currency "direct revenue without credited influence" "direct revenue";
    Cs  "Cs'" Plan Currency "direct cost without what moved with pipeline" "direct cost and direct pipeline";
    Ck  "Ck'" Plan Currency "direct cost without what moved with customers" "direct cost and direct customers";
    Kf  "Kf" Plan Count "direct customers without any influence" "direct customers";
    Cf  "Cf" Plan Currency "direct cost without what moves at full credit" "direct cost and direct customers";
}

/// How many symbols there are.
pub const COUNT: usize = Symbol::ALL.len();

/// A set of symbols, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SymbolSet(u128);

impl SymbolSet {
    /// No symbol.
    pub const EMPTY: Self = Self(0);

    /// This set and `symbol`.
    #[must_use]
    pub const fn with(self, symbol: Symbol) -> Self {
        Self(self.0 | 1 << symbol as u8)
    }

    /// All of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without what is in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether some symbol is in both sets.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether `symbol` is in the set.
    pub const fn has(self, symbol: Symbol) -> bool {
        self.0 & (1 << symbol as u8) != 0
    }

    /// The first symbol of this set that is not in `other`.
    pub fn first_outside(self, other: Self) -> Option<Symbol> {
        Symbol::ALL.get((self.0 & !other.0).trailing_zeros() as usize).copied()
    }
}
