//! A plan's figures draw by draw, through the model itself.
//!
//! For plans with numbers so small that quotients of them may be beyond what can be stated: there a derivation may fail
//! in one draw and not in another, and no straight program knows. A thousand times slower, and needed by no plan of
//! this world; but then every valid plan has an answer.

use super::Input;
use super::goal::{Goal, value};
use super::lanes::{LANES, Lanes};
use super::program::{Output, Registers};
use crate::plan::{Number, Plan};
use crate::resolve;

pub(super) struct Plain {
    plan: Plan,
    goals: Vec<Goal>,
    draws: Registers,
    values: Registers,
}

impl Plain {
    pub(super) fn new(plan: &Plan, inputs: usize, goals: &[Goal]) -> Self {
        let empty = |n: usize| vec![Lanes::default(); n];
        Self { plan: plan.clone(), goals: goals.to_vec(), draws: empty(inputs), values: empty(goals.len()) }
    }

    pub(super) fn output(&self, goal: usize) -> Output {
        Output::anything(goal)
    }

    pub(super) fn run(&mut self, inputs: &[Input], mut draw: impl FnMut(usize, &mut Lanes)) {
        for (at, draws) in self.draws.iter_mut().enumerate() {
            draw(at, draws);
        }
        for lane in 0..LANES {
            for (input, draws) in inputs.iter().zip(&self.draws) {
                self.plan.set(input.place, draws.get(lane).copied().map(Number::Exact));
            }
            let (tiers, shared) = resolve::quantities(&self.plan);
            for (goal, values) in self.goals.iter().zip(&mut self.values) {
                if let Some(slot) = values.get_mut(lane) {
                    *slot = value(*goal, &shared, &tiers);
                }
            }
        }
    }

    pub(super) fn values(&self) -> &Registers {
        &self.values
    }
}
