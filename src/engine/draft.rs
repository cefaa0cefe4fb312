//! What a person typed, still text: the state of a form, and the way from there to a plan.
//!
//! A draft keeps every text as it was typed, right or wrong. Reading it changes nothing in it.

mod save;

use crate::number::{self, Convention, Reading, Unread};
use crate::plan::{Assumed, Field, Group, Number, Place, Plan, Tier, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::say::{self, Say, english, fill};

/// Whose figure a text is.
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

/// The text of one field.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Entry {
    /// As it was typed.
    pub text: String,
    /// Whose figure it is.
    pub origin: Origin,
    /// The range that a host gave, of which the text shows the likely value; typing replaces it.
    pub range: Option<Number>,
}

impl Entry {
    /// A text of somebody.
    pub fn new(text: impl Into<String>, origin: Origin) -> Self {
        Self { text: text.into(), origin, range: None }
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// One tier of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftTier {
    /// Identifies the tier while it is renamed and moved; never shown.
    pub key: u32,
    /// Its name, as typed.
    pub name: Entry,
    entries: Vec<Entry>,
}

/// A form's texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// ISO 4217 code.
    pub currency: String,
    /// The tiers, in the order of the form.
    pub tiers: Vec<DraftTier>,
    /// Whether direct's report already holds the influenced deals.
    pub includes_influenced: bool,
    shared: Vec<Entry>,
    next_key: u32,
}

static BLANK: Entry = Entry { text: String::new(), origin: Origin::Yours, range: None };

impl Draft {
    /// An empty form with tiers of these names.
    pub fn new(currency: &str, names: &[&str]) -> Self {
        let shared = vec![Entry::default(); Field::ALL.len()];
        let mut draft = Self {
            currency: currency.to_owned(),
            tiers: Vec::new(),
            includes_influenced: true,
            shared,
            next_key: 0,
        };
        for name in names {
            draft.add_tier(name);
        }
        draft
    }

    /// A form filled with a plan, its numbers written by `write`.
    pub fn of(plan: &Plan, origin: &Origin, write: &dyn Fn(Field, f64) -> String) -> Self {
        let mut draft = Self::new(&plan.currency, &[]);
        draft.includes_influenced = plan.includes_influenced.unwrap_or(true);
        for tier in &plan.tiers {
            draft.add_tier(&tier.name);
        }
        for tier in &mut draft.tiers {
            tier.name.origin = origin.clone();
        }
        for place in plan.places() {
            let Some(number) = plan.get(place) else { continue };
            let path = place.path();
            let assumed = plan.assumed.iter().find(|a| a.field == path);
            let origin = assumed.map_or_else(|| origin.clone(), |a| Origin::Assumed(a.why.clone()));
            let range = matches!(number, Number::Range { .. }).then_some(number);
            draft.set(place, Entry { text: write(place.field, number.likely()), origin, range });
        }
        draft
    }

    /// Appends a tier and gives its position.
    pub fn add_tier(&mut self, name: &str) -> usize {
        let name = Entry::new(name, Origin::Yours);
        self.tiers.push(DraftTier {
            key: self.next_key,
            name,
            entries: vec![Entry::default(); Field::ALL.len()],
        });
        self.next_key += 1;
        self.tiers.len() - 1
    }

    /// The text at `place`; blank where the draft has no such place.
    pub fn get(&self, place: Place) -> &Entry {
        let entries = match place.tier {
            Some(tier) => self.tiers.get(tier).map(|t| &t.entries),
            None => Some(&self.shared),
        };
        entries.and_then(|e| e.get(place.field as usize)).unwrap_or(&BLANK)
    }

    /// Replaces the text at `place`. A place that the draft does not have changes nothing.
    pub fn set(&mut self, place: Place, entry: Entry) {
        let entries = match place.tier {
            Some(tier) => self.tiers.get_mut(tier).map(|t| &mut t.entries),
            None => Some(&mut self.shared),
        };
        if let Some(slot) = entries.and_then(|e| e.get_mut(place.field as usize)) {
            *slot = entry;
        }
    }

    /// Every place of the form, filled or not.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        let tiers = (0..self.tiers.len())
            .flat_map(|tier| Field::of(Group::Tier).map(move |field| Place::tier(tier, field)));
        let rest = Field::ALL.iter().filter(|f| f.group() != Group::Tier).map(|f| Place::plan(*f));
        tiers.chain(rest)
    }

    /// The name of a place for a person: “Win rate, Strategic”, or “Gross margin”.
    pub fn label(&self, place: Place) -> String {
        match place.tier.and_then(|at| self.tiers.get(at)) {
            Some(tier) => format!("{}, {}", place.field.label(), tier.name.text.trim()),
            None => place.field.label().to_owned(),
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

    /// Reads every text as a number and the whole as a plan.
    ///
    /// # Errors
    /// Every problem, each at its field.
    pub fn read(&self, convention: Convention) -> Result<ValidPlan, Vec<Problem>> {
        self.read_in(convention, english)
    }

    /// The same, with problems told in the language of `say`.
    ///
    /// # Errors
    /// Every problem, each at its field.
    pub fn read_in(&self, convention: Convention, say: Say) -> Result<ValidPlan, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut plan = Plan::new(self.currency.clone());
        plan.includes_influenced = Some(self.includes_influenced);
        plan.tiers = self.tiers.iter().map(|tier| Tier::named(tier.name.text.trim())).collect();
        for place in self.places() {
            let entry = self.get(place);
            match number::read(&entry.text, place.field.kind(), convention, &self.currency) {
                Ok(Reading::Blank) => {}
                Ok(Reading::Value(value)) => {
                    plan.set(place, entry.range.unwrap_or(Number::Exact(value)));
                    if let Origin::Assumed(why) = &entry.origin {
                        plan.assumed.push(Assumed { field: place.path(), why: why.clone() });
                    }
                }
                Err(unread) => problems.push(unread_problem(place, &entry.text, &unread, say)),
            }
        }
        match plan.validate_in(say) {
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

fn unread_problem(place: Place, text: &str, unread: &Unread, say: Say) -> Problem {
    let (field, example, typed) = (say(place.field.label()), example(place.field), text.trim());
    let own;
    let (template, parts) = match unread {
        Unread::TooLong => (say::TOO_LONG, [field, "", ""]),
        Unread::NotANumber => (say::NOT_A_NUMBER, [field, example, ""]),
        Unread::TooManyDigits => (say::TOO_MANY_DIGITS, [field, "", ""]),
        Unread::UnknownWord(word) => (say::UNKNOWN_WORD, [word, example, ""]),
        Unread::NoPercent => (say::NO_PERCENT, [field, "", ""]),
        Unread::OtherCurrency(sign) => {
            own = sign.to_string();
            (say::OTHER_CURRENCY, [own.as_str(), "", ""])
        }
        Unread::NoCurrency => (say::NO_CURRENCY, [field, "", ""]),
        Unread::Ambiguous(first, second) => (say::AMBIGUOUS, [typed, first, second]),
        Unread::Grouping(meant) => (say::GROUPING, [typed, meant, ""]),
    };
    let kind = match unread {
        Unread::TooLong => ProblemKind::Length { max: 40 },
        Unread::Ambiguous(..) | Unread::Grouping(_) => ProblemKind::Ambiguous,
        _ => ProblemKind::NotANumber,
    };
    Problem::new(place.path(), kind, text, fill(say(template), &parts))
}

/// A number as the field would take it.
fn example(field: Field) -> &'static str {
    use crate::plan::Kind;
    match field.kind() {
        Kind::Money => "12500",
        Kind::Count => "250",
        Kind::Rate => "15 %",
        Kind::Period | Kind::Months => "12",
        Kind::Years => "5",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(draft: &mut Draft, place: Place, text: &str) {
        draft.set(place, Entry::new(text, Origin::Yours));
    }

    #[test]
    fn a_draft_becomes_the_plan_that_was_typed() {
        let mut draft = Draft::new("EUR", &["Strategic", "Scale"]);
        typed(&mut draft, Place::tier(1, Field::MdfSpent), "€1.200,50");
        typed(&mut draft, Place::tier(1, Field::WinRate), "15 %");
        draft.set(Place::plan(Field::GrossMargin), Entry::new("76", Origin::Assumed("a survey".to_owned())));
        let plan = draft.read(Convention::COMMA).expect("reads");
        assert_eq!(plan.get(Place::tier(1, Field::MdfSpent)), Some(Number::Exact(1200.5)));
        assert_eq!(plan.get(Place::tier(1, Field::WinRate)), Some(Number::Exact(0.15)));
        assert_eq!(plan.get(Place::tier(0, Field::MdfSpent)), None);
        assert_eq!(plan.assumed.len(), 1);
        assert_eq!(plan.assumed[0].field, "/economics/grossMargin");
    }

    #[test]
    fn every_mistake_is_reported_at_its_field_and_every_text_is_kept() {
        let mut draft = Draft::new("USD", &["A", "a"]);
        typed(&mut draft, Place::tier(0, Field::Leads), "many");
        typed(&mut draft, Place::tier(1, Field::WinRate), "120");
        typed(&mut draft, Place::plan(Field::DirectCost), "-5");
        let before = draft.clone();
        let problems = draft.read(Convention::POINT).expect_err("mistakes");
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
        let plan = Plan::new("USD")
            .with(Field::GrossMargin, 0.7)
            .with(Field::InfluenceCredit, 0.4)
            .with_tier(Tier::named("Focus").with(Field::MdfSpent, 1250.5).with(Field::WinRate, 0.225));
        let write = |field: Field, value: f64| match field.kind() {
            crate::plan::Kind::Rate => number::fixed(value * 100.0, 6),
            _ => number::fixed(value, 6),
        };
        let draft = Draft::of(&plan, &Origin::Sample, &write);
        assert!(draft.has_sample());
        let back = draft.read(Convention::POINT).expect("reads").into_inner();
        let mut said = plan;
        said.includes_influenced = Some(true);
        assert_eq!(back, said);
    }
}
