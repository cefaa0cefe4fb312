//! Runs a simulation: draws the inputs, works the figures out, and keeps their values.
//!
//! The steps that take the time are functions of their own, never inlined: engines compile one large function of
//! WebAssembly worse than several small ones (measured in V8: 60 against 50 ns per draw).

use super::Input;
use super::compile::Compiler;
use super::drivers::{DRAWS as DRIVER_DRAWS, Drivers};
use super::goal::Goal;
use super::lanes::{LANES, Lanes};
use super::lattice::Stream;
use super::order::Order;
use super::pert::{Places, Shape, Table};
use super::plain::Plain;
use super::program::{Output, Program, Registers};
use crate::number::clamp;
use crate::plan::{FieldPath, Number, Plan, ValidPlan};
use crate::resolve;

/// Numbers of a plan that are smaller, but not zero, leave the straight road: quotients of them may overflow.
const TINY: f64 = 1e-30;

/// Draws the uncertain inputs.
pub(super) struct Sampler(pub(super) Vec<Source>);

/// Where the draws of an input come from.
pub(super) struct Source {
    stream: Stream,
    pub(super) table: Table,
    /// Where each draw lies in the distribution, where that is not the order of the lattice.
    reordered: Option<Vec<u32>>,
}

impl Sampler {
    pub(super) fn new(inputs: &[Input], seed: u64) -> Self {
        let places = Places::new();
        // Inputs of one shape share the work: ranges are often the same share of the likely value.
        let mut shapes: Vec<Shape> = Vec::new();
        let mut source = |(at, input): (usize, &Input)| {
            let mode = clamp((input.likely - input.low) / (input.high - input.low), 0.0, 1.0);
            let known = shapes.iter().position(|shape| (shape.mode - mode).abs() < 1e-12);
            if known.is_none() {
                shapes.push(Shape::new(mode, &places));
            }
            let shape = known.map_or_else(|| shapes.last(), |at| shapes.get(at))?;
            let (stream, table) = (Stream::new(at, seed), shape.on(input.low, input.high));
            Some(Source { stream, table, reordered: None })
        };
        Self(inputs.iter().enumerate().filter_map(&mut source).collect())
    }

    /// Takes the draws of an input in another order from now on.
    pub(super) fn reorder(&mut self, input: usize, places: Vec<u32>) {
        if let Some(source) = self.0.get_mut(input) {
            source.reordered = Some(places);
        }
    }

    /// How many inputs there are.
    pub(super) fn inputs(&self) -> usize {
        self.0.len()
    }

    /// Where a draw lies in the distribution of its input, in units of 2⁻³².
    pub(super) fn place(&self, input: usize, draw: u32) -> Option<u32> {
        let source = self.0.get(input)?;
        match &source.reordered {
            Some(places) => places.get(draw as usize).copied(),
            None => Some(source.stream.place(draw)),
        }
    }

    /// The draws of one input in a block; `strata` is scratch.
    #[inline(never)] // see above
    pub(super) fn draw(&self, input: usize, block: u32, strata: &mut Lanes, draws: &mut Lanes) {
        let Some(source) = self.0.get(input) else { return };
        if let Some(places) = &source.reordered {
            // The last block may have more lanes than draws; what is in those counts for nothing.
            let places = places.iter().skip(block as usize * LANES).chain(core::iter::repeat(&0));
            draws.iter_mut().zip(places).for_each(|(draw, place)| *draw = source.table.at(*place));
            return;
        }
        let block = source.stream.block(block);
        source.table.draw(block.offset, strata);
        block.arrange(strata, draws);
    }
}

/// What works the goals out, block by block.
pub(super) enum Runner {
    Program { program: Program, registers: Registers, outputs: Vec<Option<Output>> },
    Plain(Box<Plain>),
}

impl Runner {
    pub(super) fn new(plan: &ValidPlan, inputs: &[Input], goals: &[Goal]) -> Self {
        let numbers = plan.places().filter_map(|place| plan.get(place));
        let tiny = |number: Number| {
            let (low, high) = match number {
                Number::Exact(value) => (value, value),
                Number::Range { low, high, .. } => (low, high),
            };
            [low, high].iter().any(|end| *end > 0.0 && *end < TINY)
        };
        if numbers.into_iter().any(tiny) {
            return Self::Plain(Box::new(Plain::new(plan, inputs.len(), goals)));
        }
        let places: Vec<FieldPath> = inputs.iter().map(|input| input.place).collect();
        let inside = inside(plan, inputs);
        let (tiers, shared) = resolve::quantities(&inside);
        let mut compiler = Compiler::new(&inside, &places, &shared, &tiers);
        let output = |goal: &Goal| match goal.tier {
            None => compiler.in_total(goal.metric.metric()),
            Some(tier) => compiler.in_tier(goal.metric.metric(), tier),
        };
        let outputs = goals.iter().map(output).collect();
        let registers = compiler.program.registers();
        Self::Program { program: compiler.program, registers, outputs }
    }

    /// Where a goal's value stands; `None` where no draw has one.
    pub(super) fn output(&self, goal: usize) -> Option<Output> {
        match self {
            Self::Program { outputs, .. } => outputs.get(goal).copied().flatten(),
            Self::Plain(plain) => Some(plain.output(goal)),
        }
    }

    pub(super) fn run(&mut self, block: u32, inputs: &[Input], sampler: &Sampler, strata: &mut Lanes) {
        let draw = |input: usize, draws: &mut Lanes| sampler.draw(input, block, strata, draws);
        match self {
            Self::Program { program, registers, .. } => program.run(registers, draw),
            Self::Plain(plain) => plain.run(inputs, draw),
        }
    }

    pub(super) fn values(&self, output: Output) -> Option<&Lanes> {
        match self {
            Self::Program { registers, .. } => output.values(registers),
            Self::Plain(plain) => output.values(plain.values()),
        }
    }
}

/// The plan with each range as one of its inner values, no two of them alike: its quantities are those of any draw.
fn inside(plan: &Plan, inputs: &[Input]) -> Plan {
    /// The golden ratio spreads the values; it has no small multiples near each other.
    const STEP: f64 = 0.618_033_988_749_894_9;
    let mut inside = plan.clone();
    for (at, input) in (1..).zip(inputs) {
        let share = 0.1 + 0.8 * (STEP * f64::from(at)).fract();
        inside.set(input.place, Number::Exact(input.low + share * (input.high - input.low)));
    }
    inside
}

/// What the draws gave for one goal.
pub(super) struct Found {
    /// The value of each draw that has one, in the order of the draws.
    pub(super) values: Vec<f64>,
    /// The rank correlation of each input that the goal rests on with the goal, over the first [`DRIVER_DRAWS`] draws.
    pub(super) correlations: Vec<(usize, f64)>,
}

/// A goal while the draws are made.
struct Kept {
    output: Option<Output>,
    values: Vec<f64>,
    /// Which of the first draws have a value, where not all may.
    known: Vec<bool>,
}

/// Works the goals out on each draw.
pub(super) fn run(
    plan: &ValidPlan,
    draws: u32,
    inputs: &[Input],
    sampler: &Sampler,
    drivers: &Drivers,
    goals: &[Goal],
) -> Vec<Found> {
    let mut runner = Runner::new(plan, inputs, goals);
    let mut strata = Lanes::default();
    let goal = |goal| {
        let output = runner.output(goal);
        let kept = if output.is_some() { draws as usize } else { 0 };
        Kept { output, values: Vec::with_capacity(kept), known: Vec::new() }
    };
    let mut kept: Vec<Kept> = (0..goals.len()).map(goal).collect();
    for block in 0..draws.div_ceil(LANES as u32) {
        runner.run(block, inputs, sampler, &mut strata);
        let done = block as usize * LANES;
        let lanes = LANES.min(draws as usize - done);
        for kept in &mut kept {
            let Some(output) = kept.output else { continue };
            let Some(values) = runner.values(output) else { continue };
            let counting = values.iter().take(lanes);
            if output.partial {
                if done < DRIVER_DRAWS {
                    kept.known.extend(counting.clone().map(|value| !value.is_nan()));
                }
                kept.values.extend(counting.filter(|value| !value.is_nan()));
            } else {
                kept.values.extend(counting);
            }
        }
    }
    let mut order = Order::default();
    let found = |Kept { output, values, known }: Kept| {
        let correlations = output.map(|output| drivers.correlations(output, &values, &known, &mut order));
        Found { values, correlations: correlations.unwrap_or_default() }
    };
    kept.into_iter().map(found).collect()
}
