//! The engine's formulas in the language of spreadsheets.

use crate::formula::{Join, whole_years};

/// A part of a formula, how firmly it holds together, and what it comes to.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) value: Option<f64>,
    rank: Rank,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Sum,
    Product,
    Whole,
}

impl Part {
    /// A name, a number or a call of a function.
    pub(super) fn whole(text: impl Into<String>, value: Option<f64>) -> Self {
        Self { text: text.into(), value: value.filter(|value| value.is_finite()), rank: Rank::Whole }
    }

    /// A call of a function whose value nobody asks for: the cell that it stands in knows its own.
    fn call(parts: &[&str]) -> Self {
        Self::whole(parts.concat(), None)
    }

    /// The part where one that holds together as `least` is wanted.
    fn held(&self, least: Rank) -> String {
        if self.rank < least { ["(", &self.text, ")"].concat() } else { self.text.clone() }
    }

    /// Rounded up to whole things; a part in 10¹² is forgiven, as in the engine.
    pub(super) fn ceil(&self) -> Self {
        Self::call(&["ROUNDUP(", &self.held(Rank::Product), "*(1-1E-12),0)"])
    }

    /// Two parts by one of the four signs.
    pub(super) fn join(join: Join, left: &Self, right: &Self) -> Self {
        let (sign, rank) = match join {
            Join::Add => ("+", Rank::Sum),
            Join::Subtract => ("-", Rank::Sum),
            Join::Multiply => ("*", Rank::Product),
            // Functions have calls of their own, below.
            Join::Divide | Join::Annuity | Join::Term => ("/", Rank::Product),
        };
        // What is added last is added last: a sum on the right is no part of the sum on the left.
        let tighter = if rank == Rank::Sum { Rank::Product } else { Rank::Whole };
        let text = [&left.held(rank), sign, &right.held(tighter)].concat();
        let both = left.value.zip(right.value).map(|(a, b)| match join {
            Join::Add => a + b,
            Join::Subtract => a - b,
            Join::Multiply => a * b,
            Join::Divide | Join::Annuity | Join::Term => a / b,
        });
        Self { text, value: both.filter(|value| value.is_finite()), rank }
    }

    /// `annuity(kept, years)`: the future value of one at the end of each of `years`, at the interest `kept - 1`. Near an
    /// interest of nothing that loses its digits, and the first terms of its series have them all.
    pub(super) fn annuity(kept: &Self, years: &Self) -> Self {
        let (q, n) = (kept.held(Rank::Product), years.held(Rank::Whole));
        let near = [&n, "*(1+(", &n, "-1)/2*(", &q, "-1)*(1+(", &n, "-2)/3*(", &q, "-1)))"].concat();
        Self::call(&["IF(", &n, "=0,0,IF(ABS(", &q, "-1)<1E-5,", &near, ",FV(", &q, "-1,", &n, ",-1)))"])
    }

    /// The whole years of `term(kept, amount)`; none where the term does not ask for them.
    pub(super) fn whole_years(kept: &Self, amount: &Self) -> Self {
        let (q, x) = (kept.held(Rank::Product), amount.held(Rank::Product));
        let value = kept.value.zip(amount.value).and_then(|(kept, amount)| whole_years(kept, amount));
        let years = ["INT(NPER(", &q, "-1,-1,0,", &amount.text, ")*(1+1E-12))"].concat();
        Self::whole(["IF(OR(", &q, "=1,", &x, "<=1),\"\",", &years, ")"].concat(), value)
    }

    /// `term(kept, amount)`, where `years` are its whole years: those, and what is left of the amount by the next year's rate.
    pub(super) fn term(kept: &Self, amount: &Self, years: &Self) -> Self {
        let (q, x, n) = (kept.held(Rank::Whole), amount.held(Rank::Product), years.held(Rank::Whole));
        let left = [&x, "-", &Self::annuity(kept, years).text].concat();
        Self::call(&[
            "IF(OR(", &q, "=1,", &x, "<=1),", &x, ",", &n, "+MAX(0,(", &left, ")/", &q, "^", &n, "))",
        ])
    }

    /// The part, or nothing where it has no value.
    pub(super) fn or_blank(&self) -> String {
        ["IFERROR(", &self.text, ",\"\")"].concat()
    }

    /// The same of what is left of a figure: nothing where it is below zero, too.
    pub(super) fn or_blank_below_zero(&self) -> String {
        ["IFERROR(IF(", &self.text, "<0,\"\",", &self.text, "),\"\")"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Part {
        Part::whole(text, None)
    }

    #[test]
    fn brackets_stand_where_the_order_needs_them() {
        let (a, b, c) = (name("a"), name("b"), name("c"));
        let sum = Part::join(Join::Add, &a, &b);
        let less = Part::join(Join::Subtract, &a, &sum);
        assert_eq!(less.text, "a-(a+b)");
        assert_eq!(Part::join(Join::Subtract, &sum, &c).text, "a+b-c");
        assert_eq!(Part::join(Join::Multiply, &sum, &c).text, "(a+b)*c");
        let quotient = Part::join(Join::Divide, &a, &b);
        assert_eq!(Part::join(Join::Divide, &quotient, &c).text, "a/b/c");
        assert_eq!(Part::join(Join::Divide, &c, &quotient).text, "c/(a/b)");
        assert_eq!(Part::join(Join::Subtract, &a, &quotient).text, "a-a/b");
        assert_eq!(sum.ceil().text, "ROUNDUP((a+b)*(1-1E-12),0)");
    }
}
