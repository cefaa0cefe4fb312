//! The language that the metric table is written in.
//!
//! A formula is text such as `(g * R - Cv) / Cv`. It is read while the crate compiles (a misspelt symbol is a build
//! error), and the same text is what a person reads, with symbols, with words or with the numbers put in. So the
//! explanation of a figure cannot drift from its arithmetic.
//!
//! Grammar: `+ - * /` with the usual precedence, parentheses, whole numbers, `ceil(x)`, `annuity(q, n)`,
//! `term(q, x)`, symbols of [`Symbol`] and ids of other metrics.

use crate::metric::MetricId;
use crate::symbol::{Symbol, SymbolSet};

/// The most steps that a formula may have.
const STEPS: usize = 28;
/// The deepest that the evaluation stack may grow.
const STACK: usize = 8;

/// A formula, read once at compile time.
#[derive(Clone, Copy, Debug)]
pub struct Formula {
    source: &'static str,
    steps: [Step; STEPS],
    len: u8,
    needs: SymbolSet,
}

/// One step of the postfix program; three bytes, since there are over a thousand of them in the widget.
#[derive(Clone, Copy, Debug)]
enum Step {
    Symbol(Symbol),
    Metric(MetricId),
    Number(u8),
    Add,
    Subtract,
    Multiply,
    /// The bytes of the divisor in the source, so that a zero there can be named.
    Divide(u8, u8),
    Annuity,
    Term,
    Ceil,
}

/// Why a formula has no value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoValue {
    /// A quantity that nobody gave and nothing gives.
    Missing(Symbol),
    /// The divisor, as it stands in the formula, is zero.
    ZeroDivisor(&'static str),
    /// Each figure is there, but no tier has them all.
    Apart,
    /// The tiers differ in a mean, and there is nothing to weigh it by.
    NoWeight(Symbol),
    /// More influenced customers, pipeline or revenue are credited to partners than direct reports at all.
    CreditExceedsDirect(Symbol),
    /// Less comes in than is to be paid back, however long one waits.
    NeverPaidBack,
    /// The value is beyond what can be stated.
    TooLarge,
    /// It would tell costs or margins, which whoever sent the plan kept private.
    CostsWithheld,
}

/// One piece of a formula's text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// A quantity.
    Symbol(Symbol),
    /// The value of another metric.
    Metric(MetricId),
    /// Anything else, ready to print (`×`, `÷`, parentheses, numbers, functions).
    Text(&'static str),
}

impl Formula {
    /// Reads a formula. Meant for constants, where a mistake is a build error.
    ///
    /// # Panics
    /// On text that is not a formula; at compile time.
    pub const fn new(source: &'static str) -> Self {
        Reader::new(source).read()
    }

    /// The formula as it is written in the table.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// The symbols that stand in the formula itself (not those of the metrics it refers to).
    pub const fn needs(&self) -> SymbolSet {
        self.needs
    }

    /// The same one by one, in the order in which they stand; one that stands twice comes twice.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.steps.iter().take(self.len.into()).filter_map(|step| match step {
            Step::Symbol(symbol) => Some(*symbol),
            _ => None,
        })
    }

    /// The metrics that the formula refers to.
    pub fn metrics(&self) -> impl Iterator<Item = MetricId> + '_ {
        self.steps.iter().take(self.len.into()).filter_map(|step| match step {
            Step::Metric(id) => Some(*id),
            _ => None,
        })
    }

    /// Evaluates, asking `symbol` and `metric` for the values.
    ///
    /// # Errors
    /// The first reason why there is no value. The result is always finite.
    pub fn evaluate(
        &self,
        symbol: impl Fn(Symbol) -> Result<f64, NoValue>,
        metric: impl Fn(MetricId) -> Result<f64, NoValue>,
    ) -> Result<f64, NoValue> {
        let mut stack = Stack::default();
        for step in self.steps.iter().take(self.len.into()) {
            let value = match *step {
                Step::Symbol(s) => symbol(s)?,
                Step::Metric(id) => metric(id)?,
                Step::Number(n) => f64::from(n),
                Step::Ceil => whole(stack.finite()?),
                Step::Divide(from, to) => {
                    let (left, right) = stack.both()?;
                    if right == 0.0 {
                        let divisor = self.source.get(from.into()..to.into());
                        return Err(NoValue::ZeroDivisor(divisor.unwrap_or_default()));
                    }
                    left / right
                }
                Step::Term => {
                    let (left, right) = stack.both()?;
                    term(left, right).ok_or(NoValue::NeverPaidBack)?
                }
                Step::Add | Step::Subtract | Step::Multiply | Step::Annuity => {
                    let (left, right) = stack.both()?;
                    match *step {
                        Step::Add => left + right,
                        Step::Subtract => left - right,
                        Step::Multiply => left * right,
                        _ => annuity(left, right),
                    }
                }
            };
            stack.push(value);
        }
        stack.finite()
    }

    /// Puts the formula together out of a `builder`'s own values: how a formula becomes something else than a number.
    pub(crate) fn build<B: Builder>(&self, builder: &mut B) -> Option<B::Value> {
        let mut stack: Vec<B::Value> = Vec::with_capacity(STACK);
        for step in self.steps.iter().take(self.len.into()) {
            let join = match *step {
                Step::Symbol(symbol) => {
                    stack.push(builder.symbol(symbol)?);
                    continue;
                }
                Step::Metric(id) => {
                    stack.push(builder.metric(id)?);
                    continue;
                }
                Step::Number(n) => {
                    stack.push(builder.number(n.into()));
                    continue;
                }
                Step::Ceil => {
                    let value = stack.pop()?;
                    stack.push(builder.ceil(value)?);
                    continue;
                }
                Step::Add => Join::Add,
                Step::Subtract => Join::Subtract,
                Step::Multiply => Join::Multiply,
                Step::Divide(..) => Join::Divide,
                Step::Annuity => Join::Annuity,
                Step::Term => Join::Term,
            };
            let right = stack.pop()?;
            let left = stack.pop()?;
            stack.push(builder.join(join, left, right)?);
        }
        stack.pop()
    }

    /// Whether the formula is one symbol and nothing else.
    pub fn is_one_symbol(&self) -> bool {
        matches!(self.steps, [Step::Symbol(_), ..]) && self.len == 1
    }

    /// The formula's text, piece by piece.
    pub fn pieces(&self) -> Vec<Piece> {
        // The steps hold the names in the order of the text, so that no name need be looked up.
        let mut names = self.steps.iter().take(self.len.into()).filter_map(|step| match step {
            Step::Symbol(symbol) => Some(Piece::Symbol(*symbol)),
            Step::Metric(id) => Some(Piece::Metric(*id)),
            _ => None,
        });
        split(self.source, |word| if is_name(word) { names.next() } else { None })
    }

    /// The formula in symbols, set as a person writes it: `(g × R − Cv) / Cv`.
    pub fn text(&self) -> String {
        self.pieces().into_iter().map(Piece::text).collect()
    }
}

/// A formula, or a part of one, piece by piece.
pub fn pieces(source: &'static str) -> Vec<Piece> {
    split(source, |word| if is_name(word) { named(word) } else { None })
}

/// The words of `source` as `read` takes them, and all else as text.
fn split(source: &'static str, mut read: impl FnMut(&str) -> Option<Piece>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(source.len());
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let len = rest.bytes().take_while(|b| is_word(*b)).count().max(1);
        let word = rest.get(..len).unwrap_or(rest);
        pieces.push(read(word).unwrap_or(Piece::Text(match word {
            "*" => "×",
            "-" => "−",
            other => other,
        })));
        at += len;
    }
    pieces
}

/// Whether the word names a symbol or a metric, given that it stands in a formula.
fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && !matches!(word, "annuity" | "ceil" | "term")
}

/// The symbol or metric that is written `word`.
fn named(word: &str) -> Option<Piece> {
    symbol_named(word).map(Piece::Symbol).or_else(|| MetricId::named(word).map(Piece::Metric))
}

/// How two values of a formula become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    Add,
    Subtract,
    Multiply,
    Divide,
    Annuity,
    Term,
}

/// Makes something out of a formula, step by step. `None` ends the work: the formula has no value.
pub(crate) trait Builder {
    /// What stands for a value.
    type Value;
    fn symbol(&mut self, symbol: Symbol) -> Option<Self::Value>;
    fn metric(&mut self, id: MetricId) -> Option<Self::Value>;
    fn number(&mut self, number: f64) -> Self::Value;
    fn ceil(&mut self, value: Self::Value) -> Option<Self::Value>;
    fn join(&mut self, join: Join, left: Self::Value, right: Self::Value) -> Option<Self::Value>;
}

/// Rounds up to whole things. Sums of decimals miss whole numbers by a hair (19.000000000000004 customers are 19), so
/// a part in 10¹² is forgiven.
pub(crate) fn whole(x: f64) -> f64 {
    (x - x.abs() * 1e-12).ceil()
}

/// What comes in over `years` years at whose beginnings one is paid, of which the share `kept` is left from year to year:
/// `(1 − qⁿ) / (1 − q)`. Written by logarithms, so that it loses no digits where `kept` is near one.
pub(crate) fn annuity(kept: f64, years: f64) -> f64 {
    let off = kept - 1.0;
    if off == 0.0 {
        years
    } else if kept <= 0.0 {
        // Nobody stays beyond the first payment: 0ⁿ is 0, but for n = 0.
        if years > 0.0 { 1.0 } else { 0.0 }
    } else {
        libm::expm1(years * libm::log1p(off)) / off
    }
}

/// After how many years `amount` has come in, if 1 comes in evenly over the first year and the share `kept` of it is left
/// from year to year. None where it never does.
pub(crate) fn term(kept: f64, amount: f64) -> Option<f64> {
    if kept - 1.0 == 0.0 || amount <= 1.0 {
        return Some(amount);
    }
    // Within a year all months bring the same: whole years first, then what is left of the amount by that year's rate.
    let years = whole_years(kept, amount)?;
    Some(years + ((amount - annuity(kept, years)) / libm::pow(kept, years)).max(0.0))
}

/// The whole years of a [`term`]. A part in 10¹² is forgiven, or an amount of exactly two years would end a hair short of
/// them.
pub(crate) fn whole_years(kept: f64, amount: f64) -> Option<f64> {
    let off = kept - 1.0;
    // What is still to come in after the amount, in full years that begin at 1.
    let left = libm::log1p(amount * off);
    let ends = kept > 0.0 && left.is_finite() && off != 0.0 && amount > 1.0;
    ends.then(|| (left / libm::log1p(off) * (1.0 + 1e-12)).floor())
}

impl Piece {
    /// The piece in symbols.
    pub fn text(self) -> &'static str {
        match self {
            Self::Symbol(s) => s.text(),
            Self::Metric(id) => id.text(),
            Self::Text(t) => t,
        }
    }
}

#[derive(Default)]
struct Stack {
    values: [f64; STACK],
    len: usize,
}

impl Stack {
    fn push(&mut self, value: f64) {
        if let Some(slot) = self.values.get_mut(self.len) {
            *slot = value;
            self.len += 1;
        }
    }

    /// The reader has checked that no formula underflows the stack or overruns it.
    fn pop(&mut self) -> f64 {
        self.len = self.len.saturating_sub(1);
        self.values.get(self.len).copied().unwrap_or(f64::NAN)
    }

    fn finite(&mut self) -> Result<f64, NoValue> {
        let value = self.pop();
        if value.is_finite() { Ok(value) } else { Err(NoValue::TooLarge) }
    }

    /// The left and the right value of a step that takes two.
    fn both(&mut self) -> Result<(f64, f64), NoValue> {
        let right = self.finite()?;
        Ok((self.finite()?, right))
    }
}

const fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'\''
}

/// The symbol that is written `word`.
fn symbol_named(word: &str) -> Option<Symbol> {
    Symbol::ALL.iter().copied().find(|s| s.text() == word)
}

/// Recursive descent at compile time. Constant evaluation has no traits and no iterators, hence the plain loops.
struct Reader {
    source: &'static str,
    at: usize,
    steps: [Step; STEPS],
    len: usize,
    depth: usize,
    needs: SymbolSet,
}

#[allow(clippy::panic, clippy::indexing_slicing)] // evaluated at compile time only: a panic is a build error
impl Reader {
    const fn new(source: &'static str) -> Self {
        let steps = [Step::Add; STEPS];
        Self { source, at: 0, steps, len: 0, depth: 0, needs: SymbolSet::EMPTY }
    }

    const fn read(mut self) -> Formula {
        self.sum();
        assert!(self.at == self.source.len(), "the formula goes on after its end");
        assert!(self.depth == 1, "a formula leaves one value");
        Formula { source: self.source, steps: self.steps, len: self.len as u8, needs: self.needs }
    }

    const fn peek(&mut self) -> u8 {
        let bytes = self.source.as_bytes();
        while self.at < bytes.len() && bytes[self.at] == b' ' {
            self.at += 1;
        }
        if self.at < bytes.len() { bytes[self.at] } else { 0 }
    }

    const fn take(&mut self, byte: u8) {
        assert!(self.peek() == byte, "another sign was expected in a formula");
        self.at += 1;
    }

    const fn push(&mut self, step: Step) {
        self.steps[self.len] = step;
        self.len += 1;
        match step {
            Step::Symbol(_) | Step::Metric(_) | Step::Number(_) => self.depth += 1,
            Step::Ceil => {}
            _ => self.depth -= 1,
        }
        assert!(self.depth <= STACK, "a formula is too deep for its stack");
    }

    const fn sum(&mut self) {
        self.product();
        loop {
            let step = match self.peek() {
                b'+' => Step::Add,
                b'-' => Step::Subtract,
                _ => return,
            };
            self.at += 1;
            self.product();
            self.push(step);
        }
    }

    const fn product(&mut self) {
        self.atom();
        loop {
            match self.peek() {
                b'*' => {
                    self.at += 1;
                    self.atom();
                    self.push(Step::Multiply);
                }
                b'/' => {
                    self.at += 1;
                    self.peek();
                    let from = self.at;
                    self.atom();
                    self.push(Step::Divide(from as u8, self.at as u8));
                }
                _ => return,
            }
        }
    }

    const fn atom(&mut self) {
        let first = self.peek();
        if first == b'(' {
            self.at += 1;
            self.sum();
            self.take(b')');
            return;
        }
        let from = self.at;
        let bytes = self.source.as_bytes();
        while self.at < bytes.len() && is_word(bytes[self.at]) {
            self.at += 1;
        }
        let to = self.at;
        assert!(to > from, "a symbol, a metric or a number was expected in a formula");
        if first.is_ascii_digit() {
            self.number(from, to);
        } else if self.peek() == b'(' {
            self.at += 1;
            self.sum();
            if same(bytes, from, to, b"ceil") {
                self.push(Step::Ceil);
            } else {
                let annuity = same(bytes, from, to, b"annuity");
                assert!(annuity || same(bytes, from, to, b"term"), "an unknown function in a formula");
                self.take(b',');
                self.sum();
                self.push(if annuity { Step::Annuity } else { Step::Term });
            }
            self.take(b')');
        } else {
            self.at = to;
            self.name(from, to);
        }
    }

    const fn number(&mut self, from: usize, to: usize) {
        let bytes = self.source.as_bytes();
        let mut value = 0u8;
        let mut i = from;
        while i < to {
            assert!(bytes[i].is_ascii_digit(), "a number in a formula is whole");
            value = value * 10 + (bytes[i] - b'0'); // more than 255 is a build error
            i += 1;
        }
        self.push(Step::Number(value));
    }

    const fn name(&mut self, from: usize, to: usize) {
        let bytes = self.source.as_bytes();
        let mut i = 0;
        while i < Symbol::ALL.len() {
            if same(bytes, from, to, Symbol::ALL[i].text().as_bytes()) {
                self.needs = self.needs.with(Symbol::ALL[i]);
                return self.push(Step::Symbol(Symbol::ALL[i]));
            }
            i += 1;
        }
        let mut i = 0;
        while i < MetricId::ALL.len() {
            if same(bytes, from, to, MetricId::ALL[i].text().as_bytes()) {
                return self.push(Step::Metric(MetricId::ALL[i]));
            }
            i += 1;
        }
        panic!("a formula names neither a symbol nor a metric");
    }
}

const fn same(bytes: &[u8], from: usize, to: usize, word: &[u8]) -> bool {
    if to - from != word.len() {
        return false;
    }
    let mut i = 0;
    while i < word.len() {
        // Indexing is how constant evaluation reads bytes; out of bounds would be a build error.
        #[allow(clippy::indexing_slicing)]
        if bytes[from + i] != word[i] {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::METRICS;

    #[test]
    fn the_names_in_the_steps_are_those_in_the_text() {
        for metric in &METRICS {
            let formula = &metric.formula;
            assert_eq!(formula.pieces(), pieces(formula.source()), "{}", formula.source());
        }
    }
}
