//! The state of a form: typed inputs, and the way from there to a plan.
//!
//! A field holds nothing, a number or a range that is certain in every language, or a text that could not be read, as it
//! was typed, with the reason. Making a plan of a draft changes nothing in it.

mod legacy;
mod save;

use crate::message::{self, Translate, english, fill};
use crate::name::{self, Fold};
use crate::number::{self, Convention, Reading, Unread};
use crate::plan::{Assumed, Field, FieldPath, Group, Kind, Number, Plan, Switch, Tier, ValidPlan};
use crate::problem::{Problem, ProblemKind};

/// Whose figure an input is.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Origin {
    /// The person's own, or nobody's yet.
    #[default]
    Yours,
    /// Part of the sample that the form opens with.
    Sample,
    /// Filled in for the person, with the reason; editing it makes it theirs.
    Assumed(String),
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Input {
    /// Nothing was typed.
    #[default]
    Blank,
    /// A number, or a range.
    Number(Number),
    /// A text that is no number.
    Unread {
        /// As it was typed.
        text: String,
        /// What is wrong with it.
        why: Unread,
    },
}

impl Input {
    /// Reads what was typed into a field of `kind` by the conventions of the page's language.
    pub fn read(text: &str, kind: Kind, convention: &Convention, currency: &str) -> Self {
        let found = match number::read_range(text, kind, convention, currency) {
            Some(ends) => ends.map(|ends| Self::Number(ends.into())),
            None => number::read(text, kind, convention, currency).map(|reading| match reading {
                Reading::Blank => Self::Blank,
                Reading::Value(value) => Self::Number(Number::Exact(value)),
            }),
        };
        found.unwrap_or_else(|why| Self::Unread { text: text.to_owned(), why })
    }

    /// The number or range, where it holds one.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Blank | Self::Unread { .. } => None,
        }
    }
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Entry {
    /// What it holds.
    pub input: Input,
    /// Whose figure it is.
    pub origin: Origin,
}

impl Entry {
    /// A number of somebody.
    pub fn number(number: impl Into<Number>, origin: Origin) -> Self {
        Self { input: Input::Number(number.into()), origin }
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.input == Input::Blank
    }
}

/// One tier of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftTier {
    /// Identifies the tier while it is renamed and moved; never shown.
    pub key: u32,
    /// Its name, as typed.
    pub name: String,
    entries: Vec<Entry>,
}

/// The inputs of a form, right or wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// ISO 4217 code.
    pub currency: String,
    /// The tiers, in the order of the form.
    pub tiers: Vec<DraftTier>,
    /// Whether costs and margins are known in proportion to one another only ([`Plan::costs_withheld`]).
    pub costs_withheld: bool,
    shared: Vec<Entry>,
    switches: [bool; Switch::ALL.len()],
    next_key: u32,
}

static BLANK: Entry = Entry { input: Input::Blank, origin: Origin::Yours };

impl Draft {
    /// Whether the form says that `switch` holds.
    pub fn holds(&self, switch: Switch) -> bool {
        self.switches.get(switch as usize).copied().unwrap_or(switch.unless_said())
    }

    /// Says whether `switch` holds.
    pub fn say(&mut self, switch: Switch, holds: bool) {
        if let Some(slot) = self.switches.get_mut(switch as usize) {
            *slot = holds;
        }
    }

    /// An empty form with tiers of these names.
    pub fn new(currency: &str, names: &[&str]) -> Self {
        let mut draft = Self {
            currency: currency.to_owned(),
            tiers: Vec::new(),
            switches: Switch::ALL.map(Switch::unless_said),
            costs_withheld: false,
            shared: vec![Entry::default(); Field::ALL.len()],
            next_key: 0,
        };
        for name in names {
            draft.add_tier(name);
        }
        draft
    }

    /// A form filled with a plan. What the plan marks as an example or as assumed stays so; the rest is of `origin`.
    pub fn of(plan: &Plan, origin: &Origin) -> Self {
        let mut draft = Self::new(&plan.currency, &[]);
        draft.switches = Switch::ALL.map(|switch| plan.holds(switch));
        draft.costs_withheld = plan.costs_withheld;
        for tier in &plan.tiers {
            draft.add_tier(&tier.name);
        }
        for place in plan.places() {
            let Some(number) = plan.get(place) else { continue };
            let path = place.path();
            let assumed = plan.assumed.iter().find(|assumed| assumed.field == path);
            let origin = match assumed {
                _ if plan.examples.contains(&place) => Origin::Sample,
                Some(assumed) => Origin::Assumed(assumed.why.clone()),
                None => origin.clone(),
            };
            draft.set(place, Entry::number(number, origin));
        }
        draft
    }

    /// Appends a tier and gives its position.
    pub fn add_tier(&mut self, name: &str) -> usize {
        let entries = vec![Entry::default(); Field::ALL.len()];
        self.tiers.push(DraftTier { key: self.next_key, name: name.to_owned(), entries });
        self.next_key += 1;
        self.tiers.len() - 1
    }

    /// The input at `place`; blank where the draft has no such place.
    pub fn get(&self, place: FieldPath) -> &Entry {
        let entries = match place.tier {
            Some(tier) => self.tiers.get(tier).map(|t| &t.entries),
            None => Some(&self.shared),
        };
        entries.and_then(|e| e.get(place.field as usize)).unwrap_or(&BLANK)
    }

    /// Replaces the input at `place`. A place that the draft does not have changes nothing.
    pub fn set(&mut self, place: FieldPath, entry: Entry) {
        let entries = match place.tier {
            Some(tier) => self.tiers.get_mut(tier).map(|t| &mut t.entries),
            None => Some(&mut self.shared),
        };
        if let Some(slot) = entries.and_then(|e| e.get_mut(place.field as usize)) {
            *slot = entry;
        }
    }

    /// Every place of the form, filled or not.
    pub fn places(&self) -> impl Iterator<Item = FieldPath> + use<> {
        let tiers = (0..self.tiers.len())
            .flat_map(|tier| Field::of(Group::Tier).map(move |field| FieldPath::tier(tier, field)));
        let rest = Field::ALL.iter().filter(|f| f.group() != Group::Tier).map(|f| FieldPath::plan(*f));
        tiers.chain(rest)
    }

    /// The name of a place for a person, in the language of `translate`: “Win rate, Strategic”, or “Gross margin”.
    pub fn label(&self, place: FieldPath, translate: Translate) -> String {
        let label = translate(place.field.label());
        match place.tier.and_then(|at| self.tiers.get(at)) {
            Some(tier) => fill(translate(message::OF_TIER), &[label, &name::isolated(tier.name.trim())]),
            None => label.to_owned(),
        }
    }

    /// Whether a figure of the sample is still there.
    pub fn has_sample(&self) -> bool {
        self.places().map(|place| self.get(place)).any(|e| !e.is_blank() && e.origin == Origin::Sample)
    }

    /// Whether there is a figure that is not just assumed.
    pub fn has_figures(&self) -> bool {
        self.places()
            .map(|place| self.get(place))
            .any(|e| !e.is_blank() && !matches!(e.origin, Origin::Assumed(_)))
    }

    /// Whether there is a figure of the person's own.
    pub fn has_own_figures(&self) -> bool {
        self.places().map(|place| self.get(place)).any(|e| !e.is_blank() && e.origin == Origin::Yours)
    }

    /// The numbers of the form as a plan, unchecked. Fields that could not be read are absent from it.
    pub fn to_plan(&self) -> Plan {
        let mut plan = Plan::new(self.currency.clone());
        for switch in Switch::ALL {
            let holds = self.holds(switch);
            // How direct reports decides so much that it is said in every case.
            let said = switch == Switch::IncludesInfluenced || holds != switch.unless_said();
            plan.say(switch, said.then_some(holds));
        }
        plan.costs_withheld = self.costs_withheld;
        plan.tiers = self.tiers.iter().map(|tier| Tier::named(tier.name.trim())).collect();
        for place in self.places() {
            let entry = self.get(place);
            let Some(number) = entry.input.number() else { continue };
            plan.set(place, number);
            match &entry.origin {
                Origin::Assumed(why) => {
                    plan.assumed.push(Assumed { field: place.path(), why: why.clone() });
                }
                Origin::Sample => plan.examples.push(place),
                Origin::Yours => {}
            }
        }
        plan
    }

    /// The plan that the form holds.
    ///
    /// # Errors
    /// Every problem, each at its field.
    pub fn plan(&self) -> Result<ValidPlan, Vec<Problem>> {
        self.plan_in(english, name::fold)
    }

    /// The same, with problems told in the language of `translate` and names compared by `fold`.
    ///
    /// # Errors
    /// Every problem, each at its field.
    pub fn plan_in(&self, translate: Translate, fold: Fold) -> Result<ValidPlan, Vec<Problem>> {
        let mut problems = Vec::new();
        for place in self.places() {
            if let Input::Unread { text, why } = &self.get(place).input {
                problems.push(unread_problem(place, text, why, translate));
            }
        }
        match self.to_plan().validate_in(translate, fold) {
            Ok(plan) if problems.is_empty() => Ok(plan),
            Ok(_) => Err(problems),
            Err(found) => {
                problems.extend(found);
                Err(self.in_form_order(problems))
            }
        }
    }

    /// The problems from the top of the form to its end; those of the whole form first.
    fn in_form_order(&self, mut left: Vec<Problem>) -> Vec<Problem> {
        let mut ordered = Vec::new();
        let mut take = |path: String| {
            while let Some(at) = left.iter().position(|problem| problem.path == path) {
                ordered.push(left.remove(at));
            }
        };
        for place in self.places() {
            if let (Field::MdfSpent, Some(at)) = (place.field, place.tier) {
                take(format!("/tiers/{at}/name")); // it stands above the tier's figures
            }
            take(place.path());
        }
        left.extend(ordered);
        left
    }
}

/// Why a text in a box called `field` is no number of `kind`, as a sentence.
pub fn unread_sentence(field: &str, kind: Kind, text: &str, unread: &Unread, translate: Translate) -> String {
    let (example, typed) = (example(kind), text.trim());
    let own;
    let (template, parts) = match unread {
        Unread::TooLong => (message::TOO_LONG, [field, "", ""]),
        Unread::NotANumber => (message::NOT_A_NUMBER, [field, example, ""]),
        Unread::TooManyDigits => (message::TOO_MANY_DIGITS, [field, "", ""]),
        Unread::UnknownWord(word) => (message::UNKNOWN_WORD, [word, example, ""]),
        Unread::NoPercent => (message::NO_PERCENT, [field, "", ""]),
        Unread::OtherCurrency(sign) => {
            own = sign.to_string();
            (message::OTHER_CURRENCY, [own.as_str(), "", ""])
        }
        Unread::NoCurrency => (message::NO_CURRENCY, [field, "", ""]),
        Unread::Unseen(sign) => (message::UNSEEN, [field, sign, ""]),
        Unread::Ambiguous(first, second) => (message::AMBIGUOUS, [typed, first, second]),
        Unread::Grouping(meant) => (message::GROUPING, [typed, meant, ""]),
        Unread::Disordered(_) => (message::DISORDERED, [field, "", ""]),
    };
    fill(translate(template), &parts)
}

fn unread_problem(place: FieldPath, text: &str, unread: &Unread, translate: Translate) -> Problem {
    let field = place.field;
    let message = unread_sentence(translate(field.label()), field.kind(), text, unread, translate);
    let kind = match unread {
        Unread::TooLong => ProblemKind::Length { max: 40 },
        Unread::Ambiguous(..) | Unread::Grouping(_) => ProblemKind::Ambiguous,
        Unread::Disordered(_) => ProblemKind::Disordered,
        _ => ProblemKind::NotANumber,
    };
    let offers = match unread {
        Unread::Ambiguous(first, second) => vec![first.clone(), second.clone()],
        Unread::Grouping(meant) | Unread::Disordered(meant) => vec![meant.clone()],
        _ => Vec::new(),
    };
    Problem { offers, ..Problem::new(place.path(), kind, text, message) }
}

/// A number as a box would take it.
fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Money => "12500",
        Kind::Count => "250",
        Kind::Rate => "15%",
        Kind::Period | Kind::Months => "12",
        Kind::Years => "5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(draft: &mut Draft, place: FieldPath, text: &str, convention: &Convention) {
        let input = Input::read(text, place.field.kind(), convention, &draft.currency);
        draft.set(place, Entry { input, origin: Origin::Yours });
    }

    #[test]
    fn a_draft_becomes_the_plan_that_was_typed() {
        let mut draft = Draft::new("EUR", &["Strategic", "Scale"]);
        typed(&mut draft, FieldPath::tier(1, Field::MdfSpent), "€1.200,50", &Convention::COMMA);
        typed(&mut draft, FieldPath::tier(1, Field::WinRate), "15 %", &Convention::COMMA);
        draft.set(
            FieldPath::plan(Field::GrossMargin),
            Entry::number(0.76, Origin::Assumed("a survey".to_owned())),
        );
        draft.set(FieldPath::tier(0, Field::Leads), Entry::number(5.0, Origin::Sample));
        let plan = draft.plan().expect("reads");
        assert_eq!(plan.get(FieldPath::tier(1, Field::MdfSpent)), Some(Number::Exact(1200.5)));
        assert_eq!(plan.get(FieldPath::tier(1, Field::WinRate)), Some(Number::Exact(0.15)));
        assert_eq!(plan.get(FieldPath::tier(0, Field::MdfSpent)), None);
        assert_eq!(plan.assumed.len(), 1);
        assert_eq!(plan.assumed[0].field, "/economics/grossMargin");
        assert_eq!(plan.examples, [FieldPath::tier(0, Field::Leads)]);
    }

    #[test]
    fn every_mistake_is_reported_at_its_field_and_every_text_is_kept() {
        let mut draft = Draft::new("USD", &["A", "a"]);
        typed(&mut draft, FieldPath::tier(0, Field::Leads), "many", &Convention::POINT);
        typed(&mut draft, FieldPath::tier(1, Field::WinRate), "120", &Convention::POINT);
        typed(&mut draft, FieldPath::plan(Field::DirectCost), "-5", &Convention::POINT);
        let before = draft.clone();
        let problems = draft.plan().expect_err("mistakes");
        let paths: Vec<_> = problems.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(
            paths,
            [
                ("/tiers/0/leads", "notANumber"),
                ("/tiers/1/name", "duplicateName"),
                ("/tiers/1/winRate", "outOfRange"),
                ("/direct/cost", "outOfRange"),
            ]
        );
        assert_eq!(draft, before);
    }

    #[test]
    fn a_plan_makes_the_round_trip_through_a_form() {
        let mut plan = Plan::new("USD")
            .with(Field::GrossMargin, 0.7)
            .with(Field::InfluenceCredit, 0.4)
            .with_tier(Tier::named("Focus").with(Field::MdfSpent, 12.345).with(Field::WinRate, 0.008));
        plan.say(Switch::IncludesInfluenced, Some(true));
        plan.examples = vec![FieldPath::tier(0, Field::WinRate)];
        let draft = Draft::of(&plan, &Origin::Yours);
        assert!(draft.has_sample() && draft.has_own_figures());
        assert_eq!(draft.plan().expect("reads").into_inner(), plan);
    }
}
