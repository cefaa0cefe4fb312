//! A straight program, run on many draws side by side.

use super::lanes::Lanes;
use crate::formula::{Join, annuity, term, whole};

/// A set of inputs of the plan, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Inputs([u64; 4]);

impl Inputs {
    fn one(at: usize) -> Self {
        let mut set = Self::default();
        if let Some(word) = set.0.get_mut(at / 64) {
            *word = 1 << (at % 64);
        }
        set
    }

    fn union(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(word, more)| *word |= more);
        self
    }

    /// Whether the input at `at` is in the set.
    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word & 1 << (at % 64) != 0)
    }
}

/// One step of the program; operands are earlier steps.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// An uncertain input of the plan.
    Input(usize),
    Constant(f64),
    Join(Join, usize, usize),
    /// A quotient that has no value where its divisor is zero.
    DivideUnlessZero(usize, usize),
    Ceil(usize),
    /// The value itself, or none where it is negative.
    UnlessNegative(usize),
}

/// What is known of a step's value without running it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Zero,
    Positive,
    Any,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    sign: Sign,
    /// Some draws may have no value.
    partial: bool,
    inputs: Inputs,
}

/// Where a program leaves the value of a metric.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    step: usize,
    /// Some draws may have no value (NaN).
    pub(super) partial: bool,
    /// The inputs that the value rests on.
    pub(super) inputs: Inputs,
}

impl Output {
    /// A value at `step` of which nothing is known.
    pub(super) fn anything(step: usize) -> Self {
        Self { step, partial: true, inputs: Inputs([u64::MAX; 4]) }
    }

    /// The values on the block that was run last; NaN where there is none.
    pub(super) fn values(self, registers: &Registers) -> Option<&Lanes> {
        registers.get(self.step)
    }
}

/// The values of every step on one block of draws.
pub(super) type Registers = Vec<Lanes>;

/// The program.
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    steps: Vec<Step>,
    known: Vec<Known>,
    /// Which step takes which input of the plan.
    inputs: Vec<(usize, usize)>,
}

impl Program {
    fn push(&mut self, step: Step, known: Known) -> usize {
        if let Some(at) = self.steps.iter().position(|s| *s == step) {
            return at;
        }
        self.steps.push(step);
        self.known.push(known);
        self.steps.len() - 1
    }

    fn known(&self, at: usize) -> Known {
        let nothing = Known { sign: Sign::Any, partial: true, inputs: Inputs::default() };
        self.known.get(at).copied().unwrap_or(nothing)
    }

    pub(super) fn constant(&mut self, value: f64) -> usize {
        let sign = match value {
            0.0 => Sign::Zero,
            value if value > 0.0 => Sign::Positive,
            _ => Sign::Any,
        };
        self.push(Step::Constant(value), Known { sign, partial: false, inputs: Inputs::default() })
    }

    /// An uncertain input of the plan, which is positive in every draw.
    pub(super) fn input(&mut self, at: usize) -> usize {
        if let Some((_, step)) = self.inputs.iter().find(|(input, _)| *input == at) {
            return *step;
        }
        let known = Known { sign: Sign::Positive, partial: false, inputs: Inputs::one(at) };
        let step = self.push(Step::Input(at), known);
        self.inputs.push((at, step));
        crate::order::by(&mut self.inputs, Ord::cmp);
        step
    }

    pub(super) fn join(&mut self, join: Join, left: usize, right: usize) -> usize {
        if let (Some(Step::Constant(a)), Some(Step::Constant(b))) =
            (self.steps.get(left), self.steps.get(right))
            && (join != Join::Divide || *b != 0.0)
            && (join != Join::Term || term(*a, *b).is_some())
        {
            let value = match join {
                Join::Add => a + b,
                Join::Subtract => a - b,
                Join::Multiply => a * b,
                Join::Divide => a / b,
                Join::Annuity => annuity(*a, *b),
                Join::Term => term_or_none(*a, *b),
            };
            return self.constant(value);
        }
        let (a, b) = (self.known(left), self.known(right));
        let sign = match (join, a.sign, b.sign) {
            (Join::Multiply, Sign::Zero, Sign::Zero | Sign::Positive)
            | (Join::Multiply, Sign::Positive, Sign::Zero)
            | (Join::Annuity | Join::Term, _, Sign::Zero)
            | (Join::Divide, Sign::Zero, Sign::Positive)
            | (Join::Add, Sign::Zero, Sign::Zero) => Sign::Zero,
            (Join::Subtract, ..) | (_, Sign::Any, _) | (_, _, Sign::Any) => Sign::Any,
            _ => Sign::Positive,
        };
        let unsure = join == Join::Divide && b.sign == Sign::Any;
        let step = if unsure { Step::DivideUnlessZero(left, right) } else { Step::Join(join, left, right) };
        let partial = unsure || join == Join::Term || a.partial || b.partial;
        self.push(step, Known { sign, partial, inputs: a.inputs.union(b.inputs) })
    }

    pub(super) fn ceil(&mut self, of: usize) -> usize {
        if let Some(Step::Constant(value)) = self.steps.get(of) {
            return self.constant(whole(*value));
        }
        self.push(Step::Ceil(of), self.known(of))
    }

    /// The value itself, or none in draws where it is negative.
    pub(super) fn unless_negative(&mut self, of: usize) -> usize {
        self.push(Step::UnlessNegative(of), Known { sign: Sign::Any, partial: true, ..self.known(of) })
    }

    /// Whether the value of a step is zero in every draw.
    pub(super) fn is_zero(&self, step: usize) -> bool {
        self.known(step).sign == Sign::Zero
    }

    /// The value of a step, to be looked at after a run.
    pub(super) fn output(&self, step: usize) -> Output {
        let Known { partial, inputs, .. } = self.known(step);
        Output { step, partial, inputs }
    }

    /// Registers for [`Self::run`], with what no draw changes.
    pub(super) fn registers(&self) -> Registers {
        let value = |step: &Step| if let Step::Constant(value) = step { *value } else { 0.0 };
        self.steps.iter().map(|step| Lanes::of(value(step))).collect()
    }

    /// Runs the program on one block; `draw` fills in the draws of an input.
    #[inline(never)] // see `run`
    pub(super) fn run(&self, registers: &mut Registers, mut draw: impl FnMut(usize, &mut Lanes)) {
        for (at, step) in self.steps.iter().enumerate() {
            let (done, rest) = registers.split_at_mut(at);
            let Some(out) = rest.first_mut() else { return };
            let both = |left: usize, right: usize| Some((done.get(left)?, done.get(right)?));
            match *step {
                Step::Constant(_) => {}
                Step::Input(input) => draw(input, out),
                Step::Join(join, left, right) => {
                    let Some((a, b)) = both(left, right) else { continue };
                    match join {
                        Join::Add => out.set(a, b, |a, b| a + b),
                        Join::Subtract => out.set(a, b, |a, b| a - b),
                        Join::Multiply => out.set(a, b, |a, b| a * b),
                        Join::Divide => out.set(a, b, |a, b| a / b),
                        Join::Annuity => each(out, a, b, annuity),
                        Join::Term => each(out, a, b, term_or_none),
                    }
                }
                Step::DivideUnlessZero(left, right) => {
                    let Some((a, b)) = both(left, right) else { continue };
                    each(out, a, b, |a, b| if b == 0.0 { f64::NAN } else { a / b });
                }
                Step::Ceil(of) => {
                    let Some((a, _)) = both(of, of) else { continue };
                    each(out, a, a, |a, _| whole(a));
                }
                Step::UnlessNegative(of) => {
                    let Some((a, _)) = both(of, of) else { continue };
                    each(out, a, a, |a, _| if a >= 0.0 { a } else { f64::NAN });
                }
            }
        }
    }
}

/// The term of an annuity; NaN in draws in which the amount never comes in.
fn term_or_none(kept: f64, amount: f64) -> f64 {
    term(kept, amount).unwrap_or(f64::NAN)
}

/// The rarer steps, lane by lane.
fn each(out: &mut Lanes, a: &Lanes, b: &Lanes, f: impl Fn(f64, f64) -> f64) {
    for ((out, a), b) in out.iter_mut().zip(a.iter()).zip(b.iter()) {
        *out = f(*a, *b);
    }
}
