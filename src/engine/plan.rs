//! The inputs: a plan, the table of its fields, and how it is checked.

mod field;
mod read;
mod switch;
mod write;

pub use crate::currency::is_currency;
pub use crate::kind::Kind;
use crate::message::{self, Translate, english, fill};
pub use crate::name::MAX_NAME;
use crate::name::{self, Fold};
use crate::number::Ends;
use crate::problem::{Problem, ProblemKind};
pub use field::{Field, Group};
pub use read::{MAX_ASSUMED, MAX_MARKS};
pub use switch::Switch;

/// The version of the plan's shape.
pub const VERSION: u32 = 1;
/// The most tiers that a plan may have.
pub const MAX_TIERS: usize = 12;

/// A number of the plan: known, or known within a range. [`crate::evaluate()`] uses the likely value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// One value.
    Exact(f64),
    /// A lowest, a most likely and a highest value, in that order.
    Range {
        /// Lowest.
        low: f64,
        /// Most likely.
        likely: f64,
        /// Highest.
        high: f64,
    },
}

impl Number {
    /// The value that a single figure is worked out with.
    pub fn likely(self) -> f64 {
        match self {
            Self::Exact(value) | Self::Range { likely: value, .. } => value,
        }
    }

    /// Its values, lowest first.
    fn values(self) -> [f64; 3] {
        match self {
            Self::Exact(value) => [value; 3],
            Self::Range { low, likely, high } => [low, likely, high],
        }
    }
}

impl From<Ends> for Number {
    fn from(ends: Ends) -> Self {
        let Ends { low, likely, high } = ends;
        Self::Range { low, likely, high }
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::Exact(value)
    }
}

/// A group of partners that is funded and measured as one.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Tier {
    /// Its name, unique in the plan.
    pub name: String,
    figures: [Option<Number>; field::TIER],
}

impl Tier {
    /// A tier without figures.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The figure of `field`, if it was given. A field of another group has none.
    pub fn get(&self, field: Field) -> Option<Number> {
        field.in_tier().and_then(|at| self.figures.get(at).copied().flatten())
    }

    /// Sets or removes the figure of `field`. A field of another group changes nothing.
    pub fn set(&mut self, field: Field, figure: impl Into<Option<Number>>) {
        if let Some(slot) = field.in_tier().and_then(|at| self.figures.get_mut(at)) {
            *slot = figure.into();
        }
    }

    /// The tier with `field` set: for plans written in code.
    #[must_use]
    pub fn with(mut self, field: Field, value: f64) -> Self {
        self.set(field, Number::Exact(value));
        self
    }
}

/// A place in a plan where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldPath {
    /// The tier, for fields of a tier.
    pub tier: Option<usize>,
    /// The field.
    pub field: Field,
}

impl FieldPath {
    /// A field of the tier at `tier`.
    pub fn tier(tier: usize, field: Field) -> Self {
        Self { tier: Some(tier), field }
    }

    /// A field that the plan has once.
    pub fn plan(field: Field) -> Self {
        Self { tier: None, field }
    }

    /// The place that a JSON pointer such as `/tiers/0/winRate` names; any number of tiers is taken.
    pub fn named(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.split('/');
        let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
        match parts {
            [Some("tiers"), Some(tier), Some(id), None] => {
                let plain = tier == "0" || !tier.starts_with('0');
                let digits = plain && tier.bytes().all(|byte| byte.is_ascii_digit());
                let tier = tier.parse().ok().filter(|_| digits)?;
                Some(Self::tier(tier, Field::named(Group::Tier, id)?))
            }
            [Some("direct"), Some(id), None, _] => Field::named(Group::Direct, id).map(Self::plan),
            [Some("economics"), Some(id), None, _] => Field::named(Group::Economics, id).map(Self::plan),
            [Some(id), None, ..] => Field::named(Group::Plan, id).map(Self::plan),
            _ => None,
        }
    }

    /// The JSON pointer, such as `/tiers/0/winRate` or `/economics/grossMargin`.
    pub fn path(self) -> String {
        match (self.field.group(), self.tier) {
            (Group::Tier, tier) => {
                message::concat(&["/tiers/", &tier.unwrap_or_default().to_string(), "/", self.field.id()])
            }
            (group, _) => message::concat(&[group.path(), "/", self.field.id()]),
        }
    }
}

/// A value that stands for one that nobody knows, with the reason for choosing it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// JSON pointer to the field whose value is assumed.
    pub field: String,
    /// Where the value comes from.
    pub why: String,
}

/// The inputs of the model. Plain data; [`Plan::validate`] makes it fit for [`crate::evaluate()`].
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Plan {
    /// ISO 4217 code. Display only; nothing is converted.
    pub currency: String,
    /// One to twelve.
    pub tiers: Vec<Tier>,
    /// Which of the given values are assumptions.
    pub assumed: Vec<Assumed>,
    /// Which of the given values are those of an example and nobody's own.
    pub examples: Vec<FieldPath>,
    /// Whether costs and margins were multiplied by a number that nobody else knows ([`Plan::without_costs`]).
    pub costs_withheld: bool,
    shared: [Option<Number>; field::SHARED],
    switches: [Option<bool>; Switch::ALL.len()],
}

impl Plan {
    /// A plan without figures.
    pub fn new(currency: impl Into<String>) -> Self {
        Self { currency: currency.into(), ..Self::default() }
    }

    /// The number at `place`, if it was given.
    pub fn get(&self, place: FieldPath) -> Option<Number> {
        match place.tier {
            Some(tier) => self.tiers.get(tier).and_then(|t| t.get(place.field)),
            None => self.shared(place.field),
        }
    }

    /// Sets or removes the number at `place`. A place that the plan does not have changes nothing.
    pub fn set(&mut self, place: FieldPath, number: impl Into<Option<Number>>) {
        match place.tier {
            Some(tier) => {
                if let Some(tier) = self.tiers.get_mut(tier) {
                    tier.set(place.field, number);
                }
            }
            None => {
                if let Some(slot) = place.field.in_shared().and_then(|at| self.shared.get_mut(at)) {
                    *slot = number.into();
                }
            }
        }
    }

    /// Whether an input stands as a range, so that figures are uncertain.
    pub fn has_ranges(&self) -> bool {
        let mut places = self.places();
        places.any(|place| matches!(self.get(place), Some(Number::Range { low, high, .. }) if low < high))
    }

    /// What the plan says of `switch`, if it says anything.
    pub fn said(&self, switch: Switch) -> Option<bool> {
        self.switches.get(switch as usize).copied().flatten()
    }

    /// Whether it holds, said or not.
    pub fn holds(&self, switch: Switch) -> bool {
        self.said(switch).unwrap_or(switch.unless_said())
    }

    /// Says so, or says nothing.
    pub fn say(&mut self, switch: Switch, holds: impl Into<Option<bool>>) {
        if let Some(slot) = self.switches.get_mut(switch as usize) {
            *slot = holds.into();
        }
    }

    /// The plan with a number that stands once: for plans written in code.
    #[must_use]
    pub fn with(mut self, field: Field, value: f64) -> Self {
        self.set(FieldPath::plan(field), Number::Exact(value));
        self
    }

    /// The plan with one more tier.
    #[must_use]
    pub fn with_tier(mut self, tier: Tier) -> Self {
        self.tiers.push(tier);
        self
    }

    fn shared(&self, field: Field) -> Option<Number> {
        field.in_shared().and_then(|at| self.shared.get(at).copied().flatten())
    }

    /// Every place that the plan has, in the order of the table, given or not.
    pub fn places(&self) -> impl Iterator<Item = FieldPath> + '_ {
        let tiers = (0..self.tiers.len())
            .flat_map(|tier| Field::of(Group::Tier).map(move |field| FieldPath::tier(tier, field)));
        let shared = Field::ALL.iter().copied().filter(|f| f.in_shared().is_some()).map(FieldPath::plan);
        tiers.chain(shared)
    }

    /// Checks everything that the model relies on.
    ///
    /// # Errors
    /// Every problem, in the order of the plan.
    pub fn validate(self) -> Result<ValidPlan, Vec<Problem>> {
        self.validate_in(english, name::fold)
    }

    /// The same, with problems told in the language of `translate` and names compared by `fold`.
    ///
    /// # Errors
    /// Every problem, in the order of the plan.
    pub fn validate_in(self, translate: Translate, fold: Fold) -> Result<ValidPlan, Vec<Problem>> {
        let problems = self.problems(translate, fold);
        if problems.is_empty() { Ok(ValidPlan(self)) } else { Err(problems) }
    }

    fn problems(&self, translate: Translate, fold: Fold) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !is_currency(&self.currency) {
            problems.push(Problem::new(
                "/currency",
                ProblemKind::UnknownCurrency,
                &self.currency,
                translate(message::UNKNOWN_CURRENCY),
            ));
        }
        // Their number first: what is wrong with each of thousands helps nobody, and takes seconds to find.
        if !(1..=MAX_TIERS).contains(&self.tiers.len()) {
            problems.push(Problem::new(
                "/tiers",
                ProblemKind::Count { min: 1, max: MAX_TIERS },
                &crate::number::format_decimal(self.tiers.len() as f64),
                translate(message::TIER_COUNT),
            ));
        }
        if self.tiers.len() > MAX_TIERS {
            return problems;
        }
        self.check_tiers(&mut problems, translate, fold);
        for place in self.places() {
            if let Some(number) = self.get(place) {
                check_number(place, number, &mut problems, translate);
            }
        }
        self.check_marks(&mut problems, translate);
        problems
    }

    /// What is said to be assumed is a field of the plan, and an example has a value.
    fn check_marks(&self, problems: &mut Vec<Problem>, translate: Translate) {
        let mut check = |at: String, pointer: &str, place: Option<FieldPath>, needs_value: bool| {
            let there = place.filter(|place| place.tier.is_none_or(|tier| tier < self.tiers.len()));
            let (kind, template) = match there {
                None => (ProblemKind::UnknownField, message::MARK_UNKNOWN),
                Some(place) if needs_value && self.get(place).is_none() => {
                    (ProblemKind::Missing, message::MARK_ABSENT)
                }
                Some(_) => return,
            };
            problems.push(Problem::new(at, kind, pointer, fill(translate(template), &[pointer])));
        };
        for (at, assumed) in self.assumed.iter().enumerate() {
            // Without a pointer it is refused by the reader. One to a default, such as that of the influence credit, has
            // always been taken, and gives the reason for it.
            if !assumed.field.is_empty() {
                check(
                    format!("/assumed/{at}/field"),
                    &assumed.field,
                    FieldPath::named(&assumed.field),
                    false,
                );
            }
        }
        for (at, place) in self.examples.iter().enumerate() {
            check(format!("/examples/{at}"), &place.path(), Some(*place), true);
        }
    }

    fn check_tiers(&self, problems: &mut Vec<Problem>, translate: Translate, fold: Fold) {
        let mut keys: Vec<String> = Vec::new();
        for (at, tier) in self.tiers.iter().enumerate() {
            let path = format!("/tiers/{at}/name");
            let name = tier.name.trim();
            let key = name::key(name, fold);
            if name::is_blank(name) || name::is_long(name) {
                let kind = ProblemKind::Length { max: MAX_NAME };
                problems.push(Problem::new(path, kind, name, translate(message::NAME_LENGTH)));
            } else if keys.contains(&key) {
                let message = fill(translate(message::DUPLICATE_NAME), &[&name::isolated(name)]);
                problems.push(Problem::new(path, ProblemKind::DuplicateName, name, message));
            } else {
                keys.push(key);
            }
        }
    }
}

fn check_number(place: FieldPath, number: Number, problems: &mut Vec<Problem>, translate: Translate) {
    let (min, max) = place.field.kind().range();
    let values = number.values();
    let out = |value: &f64| !(min..=max).contains(value);
    let mut fail = |kind, value: f64, template| {
        let parts = [translate(place.field.label()), translate(place.field.kind().allowed())];
        let message = fill(translate(template), &parts);
        problems.push(Problem::new(place.path(), kind, &crate::number::format_decimal(value), message));
    };
    if let Some(value) = values.into_iter().find(|v| !v.is_finite()) {
        fail(ProblemKind::NotFinite, value, message::NOT_FINITE);
    } else if let Some(at) = [0, 2, 1].into_iter().find(|at| values.get(*at).is_some_and(out)) {
        // Of a range it is said which end.
        let said = match (number, at) {
            (Number::Range { .. }, 0) => message::LOW_OUT_OF_RANGE,
            (Number::Range { .. }, 2) => message::HIGH_OUT_OF_RANGE,
            _ => message::OUT_OF_RANGE,
        };
        fail(ProblemKind::OutOfRange { min, max }, values.get(at).copied().unwrap_or(min), said);
    } else if let [low, likely, high] = values
        && !(low <= likely && likely <= high)
    {
        fail(ProblemKind::Disordered, likely, message::DISORDERED);
    }
}

/// A plan that has passed [`Plan::validate`]; the only thing that the model takes.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidPlan(Plan);

impl core::ops::Deref for ValidPlan {
    type Target = Plan;
    fn deref(&self) -> &Plan {
        &self.0
    }
}

impl ValidPlan {
    /// The plan with names that can be put among other words ([`name::isolated`]): for showing, not for keeping.
    #[must_use]
    pub fn isolated(&self) -> Self {
        let mut plan = self.0.clone();
        for tier in &mut plan.tiers {
            tier.name = name::isolated(&tier.name);
        }
        Self(plan)
    }

    /// The plan, to be changed and validated again.
    pub fn into_inner(self) -> Plan {
        self.0
    }
}
