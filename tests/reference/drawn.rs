//! Plans as people might give them: some of the figures, round or crooked, that fit together or do not.

use comarketing_roi_engine::plan::{Group, Kind, Switch};
use comarketing_roi_engine::{Field, FieldPath, Number, Plan, Tier, ValidPlan};

/// Numbers that are the same on every machine: splitmix64 (Steele, Lea and Flood 2014).
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn chance(&mut self, of: f64) -> bool {
        self.share() < of
    }

    fn one_of<T: Copy>(&mut self, choice: &[T]) -> T {
        choice[(self.bits() % choice.len() as u64) as usize]
    }

    /// From `low` to `high`, as often near the one as near the other in orders of magnitude.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        let crooked = low * (high / low).powf(self.share());
        if self.chance(0.5) { crooked.ceil() } else { crooked }
    }

    /// What a field of this kind may hold, its ends included.
    fn number(&mut self, kind: Kind) -> f64 {
        let (min, max) = kind.range();
        match kind {
            _ if self.chance(0.08) => min,
            _ if self.chance(0.01) => max,
            Kind::Rate if self.chance(0.03) => 1.0,
            Kind::Rate => self.share(),
            Kind::Money if self.chance(0.02) => self.between(1e-6, 1.0),
            Kind::Money => self.between(1e2, 1e7),
            Kind::Count => self.between(0.1, 1e4),
            Kind::Years if self.chance(0.7) => self.between(1.0, 12.0).round(),
            Kind::Years | Kind::Months | Kind::Period => min + self.share() * (max - min),
        }
    }

    fn fill(&mut self, fields: impl Iterator<Item = Field>, given: f64, set: &mut dyn FnMut(Field, Number)) {
        for field in fields {
            if !self.chance(given) {
                continue;
            }
            let value = self.number(field.kind());
            let (low, high) = field.kind().range();
            set(
                field,
                match self.chance(0.05) {
                    true => Number::Range { low, likely: value, high },
                    false => Number::Exact(value),
                },
            );
        }
    }

    /// A tier whose figures all follow from a few, so that they agree.
    fn consistent(&mut self, given: f64) -> Vec<(Field, f64)> {
        let [sourced, influenced] = [Kind::Count, Kind::Count].map(|kind| self.number(kind));
        let (deal, win) = (self.number(Kind::Money), self.number(Kind::Rate));
        let all = [
            (Field::OpportunitiesSourced, sourced),
            (Field::OpportunitiesInfluenced, influenced),
            (Field::DealSize, deal),
            (Field::WinRate, win),
            (Field::PipelineSourced, sourced * deal),
            (Field::PipelineInfluenced, influenced * deal),
            (Field::CustomersSourced, sourced * win),
            (Field::CustomersInfluenced, influenced * win),
            (Field::RevenueSourced, sourced * win * deal),
            (Field::RevenueInfluenced, influenced * win * deal),
        ];
        let fits = |(field, value): &(Field, f64)| *value <= field.kind().range().1;
        all.into_iter().filter(fits).filter(|_| self.chance(given)).collect()
    }

    /// A retention that is exactly 1, nearly 1, or more.
    fn retention(&mut self) -> (f64, f64) {
        self.one_of(&[
            (0.0, 0.0),
            (0.2, 0.25),
            (0.5, 1.0),
            (0.1, 0.5),
            (1.0, 0.3),
            (0.2, 0.250_000_1),
            (0.0, 1.0),
        ])
    }

    /// A valid plan of one to four tiers.
    pub(crate) fn plan(&mut self) -> ValidPlan {
        let mut plan = Plan::new("USD");
        let density = [0.15, 0.4, 0.7, 0.9, 1.0];
        let (of_plan, same) = (self.one_of(&[0.4, 0.8, 0.95, 1.0]), self.one_of(&density));
        for at in 0..self.one_of(&[1, 1, 2, 2, 2, 3, 4]) {
            let mut tier = Tier::named(format!("Tier {at}"));
            let given = if self.chance(0.7) { same } else { self.one_of(&density) };
            self.fill(Field::of(Group::Tier), given, &mut |field, number| tier.set(field, number));
            if self.chance(0.5) {
                let figures = self.consistent(given);
                for field in Field::of(Group::Tier) {
                    if CONSISTENT.contains(&field) {
                        tier.set(field, None);
                    }
                }
                figures.into_iter().for_each(|(field, value)| tier.set(field, Number::Exact(value)));
            }
            // Tiers often share a deal size or a win rate.
            for field in [Field::DealSize, Field::WinRate] {
                if let Some(first) = plan.tiers.first().filter(|_| self.chance(0.2)) {
                    tier.set(field, first.get(field));
                }
            }
            plan.tiers.push(tier);
        }
        let shared = Field::ALL.iter().copied().filter(|field| field.group() != Group::Tier);
        self.fill(shared, of_plan, &mut |field, number| plan.set(FieldPath::plan(field), number));
        if self.chance(0.5) {
            // A direct that is larger than what partners influenced, as it is in life.
            for (field, most) in
                [(Field::DirectPipeline, 1e13), (Field::DirectCustomers, 1e9), (Field::DirectRevenue, 1e13)]
            {
                if let Some(number) = plan.get(FieldPath::plan(field)) {
                    plan.set(FieldPath::plan(field), Number::Exact((number.likely() * 1e4).min(most)));
                }
            }
        }
        if self.chance(0.2) {
            let (churn, expansion) = self.retention();
            plan = plan.with(Field::AnnualChurn, churn).with(Field::AnnualExpansion, expansion);
        }
        for switch in Switch::ALL {
            plan.say(switch, self.one_of(&[None, Some(true), Some(false)]));
        }
        plan.validate().expect("drawn within the ranges")
    }
}

const CONSISTENT: [Field; 10] = [
    Field::OpportunitiesSourced,
    Field::OpportunitiesInfluenced,
    Field::DealSize,
    Field::WinRate,
    Field::PipelineSourced,
    Field::PipelineInfluenced,
    Field::CustomersSourced,
    Field::CustomersInfluenced,
    Field::RevenueSourced,
    Field::RevenueInfluenced,
];

/// `plan` without whatever is not needed for `fails`: the smallest that still does.
pub(crate) fn smallest(plan: &ValidPlan, fails: &dyn Fn(&ValidPlan) -> bool) -> ValidPlan {
    let mut least = plan.clone();
    loop {
        let next =
            smaller(&least).into_iter().filter_map(|plan| plan.validate().ok()).find(|plan| fails(plan));
        match next {
            Some(plan) => least = plan,
            None => return least,
        }
    }
}

fn smaller(plan: &Plan) -> Vec<Plan> {
    let change = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan.clone();
        change(&mut plan);
        plan
    };
    let mut all: Vec<Plan> =
        (0..plan.tiers.len()).map(|at| change(&|plan| drop(plan.tiers.remove(at)))).collect();
    for switch in Switch::ALL.into_iter().filter(|switch| plan.said(*switch).is_some()) {
        all.push(change(&|plan| plan.say(switch, None)));
    }
    for place in plan.places() {
        let Some(number) = plan.get(place) else { continue };
        all.push(change(&|plan| plan.set(place, None)));
        for round in [0.0, 1.0, 2.0, 0.5, 100.0, number.likely().round()] {
            if simpler(round, number.likely()) {
                all.push(change(&|plan| plan.set(place, Number::Exact(round))));
            }
        }
    }
    all
}

/// Whether a plan is easier to read with `round` in the place of `value`.
fn simpler(round: f64, value: f64) -> bool {
    let length = |value: f64| value.to_string().len() * 10 + value.min(9.0) as usize;
    length(round) < length(value)
}
