//! What data may look like: the one description of every question and answer of the engine.
//!
//! `describe` says it in this language; [`super::typescript`] and [`super::json_schema`] write it down as `engine.d.ts` and as
//! the files of `docs/schema/`. What the engine has in tables or as public constants (fields, metrics, ranges, words,
//! defaults) comes from there, so that it is said once.
//!
//! # A further question
//! 1. In `describe/`, next to the questions that are most like it, add a [`Def`] for what it takes and one for what it
//!    answers: `given("FooOptions", …)` and `answer("FooAnswer", …)`. A type that both have is named once. Figures that
//!    state their formulas come from an answer itself: see `describe/figures.rs`.
//! 2. Add a row to `QUESTIONS` in [`super::question`]. Its function in `engine.d.ts` and its two schemas follow.
//! 3. Add calls of it to `asked` in `tests/node/questions.mjs`: `tests/node/schemas.test.mjs` holds the questions and the
//!    answers against the schemas, and `cargo xtask test --only types` against the types.
//! 4. `cargo xtask docs` writes the files.
//!
//! A further number of the plan is a row in the engine's table of fields and nothing here. A switch, a text or an object of
//! the plan is a member in `describe/plan.rs`. A bound that the reader checks is a public constant of the engine.

use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::report::capital;

/// What a piece of data may be.
#[derive(Clone)]
pub(super) enum Shape {
    Number(Number),
    Bool,
    Text(Text),
    /// One of these words.
    Words(Vec<&'static str>),
    /// One of these numbers, each of which is a name.
    Numbers(Vec<u32>),
    /// A number of the plan: exact, a range, or nothing.
    Input(Kind),
    List {
        of: Box<Shape>,
        min: usize,
        max: Option<usize>,
        /// Whether no item may come twice.
        distinct: bool,
    },
    Pair {
        of: Box<Shape>,
        /// Whether both may not be the same.
        distinct: bool,
    },
    Object(Vec<Member>),
    Map {
        keys: Keys,
        of: Box<Shape>,
    },
    AnyOf(Vec<Shape>),
    Null,
    OrNull(Box<Shape>),
    /// A [`Def`] by its name.
    Named(&'static str),
    /// A generic [`Def`] whose `member` is `by`.
    Narrowed {
        of: &'static str,
        member: &'static str,
        by: Box<Shape>,
    },
    /// The parameter of a generic [`Def`], and what it stands for where nobody says.
    Parameter(&'static str, Box<Shape>),
}

/// A number with its range and what it is measured in.
#[derive(Clone, Copy, Default)]
pub(super) struct Number {
    /// `money`, `share`; empty where the text beside it says so.
    pub(super) unit: &'static str,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    /// Whether the ends are allowed themselves.
    pub(super) open: (bool, bool),
    pub(super) whole: bool,
}

/// What a text may be.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Text {
    Any,
    /// At least one sign that can be seen.
    Visible,
    /// A day, written 2025-03-31.
    Day,
    /// A code of ISO 4217.
    Currency,
    /// A JSON pointer to a number of a plan.
    Pointer,
}

/// The keys of a map.
#[derive(Clone)]
pub(super) enum Keys {
    /// Any text; called so.
    Any(&'static str),
    /// Some of the words of a [`Def`].
    Some(&'static str),
    /// All of the words of a [`Def`].
    All(&'static str),
    /// Some of these.
    Of(Vec<&'static str>),
}

/// Whether a member is there.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Presence {
    Always,
    /// Where there is something to say.
    Sometimes,
    /// Where the caller gives it; `null` is as good as nothing.
    Given,
    /// Named to say that it is not there.
    Never,
}

/// A member of an object.
#[derive(Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) about: String,
    pub(super) shape: Shape,
    pub(super) presence: Presence,
    /// What is taken where it is not given.
    pub(super) default: Option<f64>,
}

/// A named piece of the description.
pub(super) struct Def {
    pub(super) name: &'static str,
    pub(super) about: String,
    /// The parameter of a generic type as TypeScript has it, `<U extends Unit = Unit>`; empty for others.
    pub(super) parameter: &'static str,
    pub(super) exported: bool,
    /// Whether TypeScript has no such type.
    pub(super) schema_alone: bool,
    /// Whether a caller hands it in: then the reader refuses what is not listed.
    pub(super) given: bool,
    pub(super) body: Body,
}

pub(super) enum Body {
    Alias(Shape),
    Object {
        extends: Vec<Base>,
        members: Vec<Member>,
    },
    /// The members of another, and one of several sets of further ones.
    Either {
        base: &'static str,
        sets: Vec<Vec<Member>>,
    },
    /// What TypeScript alone can say, as it is written there.
    TypeScript(&'static str),
}

/// What an object begins with.
#[derive(Clone, Copy)]
pub(super) enum Base {
    /// The members of another.
    Of(&'static str),
    /// The reasons and formulas of these figures.
    Accounts(&'static str),
    /// Those of a generic [`Def`], of which one member is another [`Def`].
    Narrowed(&'static str, &'static str, &'static str),
}

/// Something that a caller hands in.
pub(super) fn given(name: &'static str, about: &str, members: Vec<Member>) -> Def {
    Def { given: true, ..answer(name, about, members) }
}

/// Something that the engine answers.
pub(super) fn answer(name: &'static str, about: &str, members: Vec<Member>) -> Def {
    let body = Body::Object { extends: Vec::new(), members };
    Def {
        name,
        about: about.to_owned(),
        parameter: "",
        exported: true,
        schema_alone: false,
        given: false,
        body,
    }
}

/// A name for a shape.
pub(super) fn alias(name: &'static str, about: &str, shape: Shape) -> Def {
    Def { body: Body::Alias(shape), ..answer(name, about, Vec::new()) }
}

impl Def {
    /// The same with the members of others in front.
    pub(super) fn extending(mut self, bases: impl Into<Vec<Base>>) -> Self {
        if let Body::Object { extends, .. } = &mut self.body {
            *extends = bases.into();
        }
        self
    }

    /// The same as a schema alone: TypeScript has its members as arguments.
    pub(super) fn of_schema_alone(self) -> Self {
        Self { schema_alone: true, ..self }
    }
}

/// A member that is always there.
pub(super) fn is(name: &str, shape: Shape, about: &str) -> Member {
    Member {
        name: name.to_owned(),
        about: about.to_owned(),
        shape,
        presence: Presence::Always,
        default: None,
    }
}

/// A member of an answer that is there where there is something to say.
pub(super) fn may(name: &str, shape: Shape, about: &str) -> Member {
    Member { presence: Presence::Sometimes, ..is(name, shape, about) }
}

/// A member that the caller may leave out.
pub(super) fn opt(name: &str, shape: Shape, about: &str) -> Member {
    Member { presence: Presence::Given, ..is(name, shape, about) }
}

/// A member that is named to say that it is not there.
pub(super) fn never(name: &str) -> Member {
    Member { presence: Presence::Never, ..is(name, text(), "") }
}

impl Member {
    /// The same with what is taken where nothing is given.
    pub(super) fn or(self, default: impl Into<f64>) -> Self {
        Self { default: Some(default.into()), ..self }
    }

    /// All that is to be said of it: the text, then what it takes and what stands in for it.
    pub(super) fn says(&self) -> String {
        let default = self.default.map(|default| format!("{} unless given", written(default)));
        let takes: Vec<String> = self.shape.takes().into_iter().chain(default).collect();
        let takes = if takes.is_empty() { String::new() } else { capital(&takes.join("; ")) + "." };
        let parts = [self.about.clone(), takes];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

impl Shape {
    /// Unit and range in words, `money, 0 to 1e13`.
    fn takes(&self) -> Option<String> {
        match self {
            Self::Number(number) => number.takes(),
            Self::Input(kind) => of_kind(*kind).takes(),
            Self::OrNull(of) => of.takes(),
            Self::List { of, min, max, .. } => {
                let each = if matches!(**of, Self::Number(_)) { of.takes() } else { None };
                let count = match (*min, *max) {
                    (_, None) => return each,
                    (0, Some(max)) => format!("at most {} items", written(max as f64)),
                    (min, Some(max)) => format!("{} to {} items", written(min as f64), written(max as f64)),
                };
                Some(each.map_or(count.clone(), |each| format!("{count}, each {each}")))
            }
            Self::Map { of, .. } => of.takes(),
            _ => None,
        }
    }
}

impl Number {
    /// Unit and range in words.
    pub(super) fn takes(&self) -> Option<String> {
        let low = self.min.map(written).unwrap_or_default();
        let high = self.max.map(written).unwrap_or_default();
        let range = match (self.min.is_some(), self.max.is_some(), self.open) {
            (true, true, (false, false)) => format!("{low} to {high}"),
            (true, true, (open, end)) => {
                let from = if open { "above" } else { "at least" };
                let to = if end { "below" } else { "at most" };
                format!("{from} {low} and {to} {high}")
            }
            // What comes out as it does needs no word on its limits.
            _ => String::new(),
        };
        let whole = if self.whole && !range.is_empty() { "whole" } else { "" };
        let parts = [self.unit, whole, &range];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// A number for people: `1,000,000`, `1e13`.
fn written(value: f64) -> String {
    let short = format!("{value:e}");
    if value >= 1e9 && short.len() <= 5 {
        return short;
    }
    let plain = value.to_string();
    if value < 1e4 || plain.contains('.') {
        return plain;
    }
    let mut grouped = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The kind of a field with its unit and range.
pub(super) fn of_kind(kind: Kind) -> Number {
    let unit = match kind {
        Kind::Money => "money",
        Kind::Count => "count",
        Kind::Rate => "share",
        Kind::Period | Kind::Months => "months",
        Kind::Years => "years",
    };
    let (min, max) = kind.range();
    Number { unit, min: Some(min), max: Some(max), ..Number::default() }
}

/// A number of the kind that a field takes.
pub(super) fn number_of(kind: Kind) -> Shape {
    Shape::Number(of_kind(kind))
}

/// A number without a range.
pub(super) fn number(unit: &'static str) -> Shape {
    Shape::Number(Number { unit, ..Number::default() })
}

/// A whole number from 0 on.
pub(super) fn whole(unit: &'static str) -> Shape {
    Shape::Number(Number { unit, min: Some(0.0), whole: true, ..Number::default() })
}

/// A number within a range, both ends included.
pub(super) fn within(unit: &'static str, (min, max): (f64, f64)) -> Shape {
    Shape::Number(Number { unit, min: Some(min), max: Some(max), ..Number::default() })
}

/// A whole number within a range.
pub(super) fn whole_within(unit: &'static str, (min, max): (f64, f64)) -> Shape {
    Shape::Number(Number { unit, min: Some(min), max: Some(max), whole: true, ..Number::default() })
}

pub(super) fn text() -> Shape {
    Shape::Text(Text::Any)
}

/// A day, written 2025-03-31.
pub(super) fn day() -> Shape {
    Shape::Text(Text::Day)
}

pub(super) fn list(of: Shape) -> Shape {
    Shape::List { of: Box::new(of), min: 0, max: None, distinct: false }
}

/// A list of so many items.
pub(super) fn some(of: Shape, min: usize, max: usize) -> Shape {
    Shape::List { of: Box::new(of), min, max: Some(max), distinct: false }
}

pub(super) fn or_null(of: Shape) -> Shape {
    Shape::OrNull(Box::new(of))
}

pub(super) fn map(keys: Keys, of: Shape) -> Shape {
    Shape::Map { keys, of: Box::new(of) }
}

/// The definition of a name.
pub(super) fn find<'a>(defs: &'a [Def], name: &str) -> Option<&'a Def> {
    defs.iter().find(|def| def.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_says_its_unit_its_range_and_its_default() {
        let months = whole_within("months", (1.0, 120.0));
        assert_eq!(opt("a", months, "").or(36).says(), "Months, whole, 1 to 120; 36 unless given.");
        assert_eq!(is("a", number_of(Kind::Money), "Paid.").says(), "Paid. Money, 0 to 1e13.");
        assert_eq!(
            is("a", some(number_of(Kind::Rate), 1, 600), "").says(),
            "1 to 600 items, each share, 0 to 1."
        );
        let share = Number { unit: "share", open: (true, false), ..of_kind(Kind::Rate) };
        assert_eq!(is("a", Shape::Number(share), "").says(), "Share, above 0 and at most 1.");
        assert_eq!(is("a", text(), "").says(), "");
    }

    #[test]
    fn long_numbers_are_grouped_and_round_ones_short() {
        assert_eq!(
            [1e13, 1e6, 600.0, 0.7, 9_007_199_254_740_991.0].map(written),
            ["1e13", "1,000,000", "600", "0.7", "9,007,199,254,740,991"]
        );
    }
}
