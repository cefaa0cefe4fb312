//! The description as JSON Schema, draft 2020-12.
//!
//! A file stands alone: what it refers to is below its own `$defs`. What a caller hands in is closed, as the readers of
//! the engine refuse a key that they do not know. Answers are open: a later release may say more.

use super::shape::{Base, Body, Def, Keys, Member, Number, Presence, Shape, Text, alias, find, is, of_kind};
use anyhow::{Context, Result, bail};
use comarketing_roi_engine::Value;
use comarketing_roi_engine::currency;
use comarketing_roi_engine::plan::{Field, Group, Kind, MAX_TIERS};

/// The draft.
const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The days that the engine's calendar has, but for the lengths of months.
const DAY: &str = r"^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$";

type Entries = Vec<(String, Value)>;

/// A file: the schema of one type.
pub(super) struct File<'a> {
    /// Its name, which is also its `$id`.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) about: String,
    /// What it describes.
    pub(super) of: &'a Def,
}

/// The text of a file.
pub(super) fn file(file: &File<'_>, defs: &[Def]) -> Result<String> {
    let kinds = kinds();
    let mut writer = Writer { defs, kinds: &kinds, used: Vec::new() };
    let mut entries: Entries = vec![
        ("$schema".to_owned(), string(DRAFT)),
        ("$id".to_owned(), string(&file.name)),
        ("title".to_owned(), string(&file.title)),
        ("description".to_owned(), string(&file.about)),
    ];
    let body = writer.def(file.of)?;
    let left_out = file.of.given && !body.iter().any(|(key, _)| key == "required");
    entries.extend(if left_out { or_null(body) } else { body });
    let mut written: Vec<(&str, Value)> = Vec::new();
    // What is referred to refers to more.
    while let Some(name) = writer.used.iter().copied().find(|name| !written.iter().any(|(of, _)| of == name))
    {
        let def =
            find(defs, name).or(find(&kinds, name)).with_context(|| format!("nothing is called {name}"))?;
        let mut of = about(&def.about);
        of.extend(writer.def(def)?);
        written.push((name, Value::Map(of)));
    }
    written.sort_by_key(|(name, _)| *name);
    if !written.is_empty() {
        let written = written.into_iter().map(|(name, of)| (name.to_owned(), of)).collect();
        entries.push(("$defs".to_owned(), Value::Map(written)));
    }
    let mut text = String::new();
    super::json::write(&Value::Map(entries), 0, &mut text);
    Ok(text + "\n")
}

/// What TypeScript has no names for.
fn kinds() -> Vec<Def> {
    let named = |name, about, shape| Def { given: true, ..alias(name, about, shape) };
    let kinds = Kind::ALL.map(|kind| named(name_of(kind), about_kind(kind), input(kind)));
    let mut kinds = Vec::from(kinds);
    kinds.push(named("Currency", "An active currency of ISO 4217.", Shape::Text(Text::Currency)));
    kinds.push(named("Pointer", "A JSON pointer to a number of a plan.", Shape::Text(Text::Pointer)));
    kinds
}

struct Writer<'a> {
    defs: &'a [Def],
    /// Those of [`kinds`].
    kinds: &'a [Def],
    /// The names that were referred to.
    used: Vec<&'static str>,
}

impl Writer<'_> {
    fn def(&mut self, def: &Def) -> Result<Entries> {
        match &def.body {
            Body::Alias(Shape::Text(of)) => Ok(texts(*of)),
            Body::Alias(shape) => self.shape(shape, def.given),
            Body::Object { .. } => {
                let members = self.members(def)?;
                self.object(&members, def.given)
            }
            Body::Either { base, sets } => {
                let base = self.members(self.named(base)?)?;
                let mut all = Vec::new();
                for set in sets {
                    let members: Vec<Member> = base.iter().chain(set).cloned().collect();
                    all.push(Value::Map(self.object(&members, def.given)?));
                }
                Ok(vec![("anyOf".to_owned(), Value::List(all))])
            }
            Body::TypeScript(_) => bail!("{} is TypeScript alone", def.name),
        }
    }

    fn named(&self, name: &str) -> Result<&Def> {
        let def = find(self.defs, name).or(find(self.kinds, name));
        def.with_context(|| format!("nothing is called {name}"))
    }

    /// The members of an object, those of its bases first.
    fn members(&self, def: &Def) -> Result<Vec<Member>> {
        let Body::Object { extends, members } = &def.body else { bail!("{} is no object", def.name) };
        let mut all = Vec::new();
        for base in extends {
            match base {
                Base::Of(name) => all.extend(self.members(self.named(name)?)?),
                Base::Narrowed(name, narrowed, by) => {
                    let members = self.members(self.named(name)?)?.into_iter();
                    let narrow = |member: Member| match member.name == *narrowed {
                        true => Member { shape: Shape::Named(by), ..member },
                        false => member,
                    };
                    all.extend(members.map(narrow));
                }
                Base::Accounts(name) => {
                    let texts = |presence| -> Result<Shape> {
                        let figures = self.members(self.named(name)?)?.into_iter();
                        let text = |figure: Member| Member {
                            presence,
                            ..is(&figure.name, super::shape::text(), "")
                        };
                        Ok(Shape::Object(figures.map(text).collect()))
                    };
                    let reasons = "Why a figure is null, by its name.";
                    let formulas = "How each figure is worked out, by its name.";
                    all.push(is("reasons", texts(Presence::Sometimes)?, reasons));
                    all.push(is("formulas", texts(Presence::Always)?, formulas));
                }
            }
        }
        all.extend(members.iter().cloned());
        Ok(all)
    }

    fn object(&mut self, members: &[Member], given: bool) -> Result<Entries> {
        let (mut properties, mut required) = (Vec::new(), Vec::new());
        for member in members.iter().filter(|member| member.presence != Presence::Never) {
            let mut of = about(&member.says());
            let shape = self.shape(&member.shape, given)?;
            // Those of the plan can be nothing already.
            let already = matches!(member.shape, Shape::Input(_) | Shape::Null);
            let nothing = member.presence == Presence::Given && !already;
            of.extend(if nothing { or_null(shape) } else { shape });
            of.extend(member.default.map(|default| ("default".to_owned(), Value::Number(default))));
            properties.push((member.name.clone(), Value::Map(of)));
            if member.presence == Presence::Always {
                required.push(member.name.as_str());
            }
        }
        Ok(object(properties, &required, given))
    }

    fn shape(&mut self, shape: &Shape, given: bool) -> Result<Entries> {
        Ok(match shape {
            Shape::Number(of) => number(of),
            Shape::Bool => typed("boolean"),
            Shape::Text(Text::Currency) => self.refer("Currency"),
            Shape::Text(Text::Pointer) => self.refer("Pointer"),
            Shape::Text(of) => texts(*of),
            Shape::Words(words) => one_of(words.iter().map(|word| string(word)).collect()),
            Shape::Numbers(numbers) => {
                one_of(numbers.iter().map(|number| Value::Number(f64::from(*number))).collect())
            }
            Shape::Input(kind) => self.refer(name_of(*kind)),
            Shape::List { of, min, max, distinct } => {
                let mut entries = typed("array");
                entries.push(("items".to_owned(), Value::Map(self.shape(of, given)?)));
                entries.extend((*min > 0).then(|| ("minItems".to_owned(), Value::Number(*min as f64))));
                entries.extend(max.map(|max| ("maxItems".to_owned(), Value::Number(max as f64))));
                entries.extend(distinct.then(|| ("uniqueItems".to_owned(), Value::Bool(true))));
                entries
            }
            Shape::Pair { of, distinct } => {
                let pair = Shape::List { of: of.clone(), min: 2, max: Some(2), distinct: *distinct };
                self.shape(&pair, given)?
            }
            Shape::Object(members) => self.object(members, given)?,
            Shape::Map { keys, of } => self.map(keys, of, given)?,
            Shape::AnyOf(shapes) => {
                let mut all = Vec::new();
                for shape in shapes {
                    all.push(Value::Map(self.shape(shape, given)?));
                }
                vec![("anyOf".to_owned(), Value::List(all))]
            }
            Shape::Null => typed("null"),
            Shape::OrNull(of) => or_null(self.shape(of, given)?),
            Shape::Named(name) => self.refer(name),
            Shape::Narrowed { of, member, by } => {
                let mut entries = self.refer(of);
                let by = Value::Map(vec![((*member).to_owned(), Value::Map(self.shape(by, given)?))]);
                entries.push(("properties".to_owned(), by));
                entries
            }
            Shape::Parameter(_, of) => self.shape(of, given)?,
        })
    }

    fn map(&mut self, keys: &Keys, of: &Shape, given: bool) -> Result<Entries> {
        let value = Value::Map(self.shape(of, given)?);
        let open = |names: Option<Entries>| {
            let mut entries = typed("object");
            entries.extend(names.map(|names| ("propertyNames".to_owned(), Value::Map(names))));
            entries.push(("additionalProperties".to_owned(), value.clone()));
            entries
        };
        let each = |words: &[String]| words.iter().map(|word| (word.clone(), value.clone())).collect();
        Ok(match keys {
            Keys::Any(_) => open(None),
            Keys::Some(name) => {
                let names = self.refer(name);
                open(Some(names))
            }
            Keys::All(name) => {
                let words = self.words(name)?;
                let required: Vec<&str> = words.iter().map(String::as_str).collect();
                object(each(&words), &required, given)
            }
            Keys::Of(words) => {
                let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
                object(each(&words), &[], given)
            }
        })
    }

    /// The words of a definition; numbers as keys are texts.
    fn words(&self, name: &str) -> Result<Vec<String>> {
        match &self.named(name)?.body {
            Body::Alias(Shape::Words(words)) => Ok(words.iter().map(|word| (*word).to_owned()).collect()),
            Body::Alias(Shape::Numbers(numbers)) => Ok(numbers.iter().map(u32::to_string).collect()),
            _ => bail!("{name} is no list of words"),
        }
    }

    fn refer(&mut self, name: &'static str) -> Entries {
        if !self.used.contains(&name) {
            self.used.push(name);
        }
        vec![("$ref".to_owned(), string(&format!("#/$defs/{name}")))]
    }
}

fn object(properties: Entries, required: &[&str], given: bool) -> Entries {
    let mut entries = typed("object");
    entries.push(("properties".to_owned(), Value::Map(properties)));
    if !required.is_empty() {
        let required = required.iter().map(|name| string(name)).collect();
        entries.push(("required".to_owned(), Value::List(required)));
    }
    entries.extend(given.then(|| ("additionalProperties".to_owned(), Value::Bool(false))));
    entries
}

/// The same, or null.
fn or_null(mut entries: Entries) -> Entries {
    match entries.first_mut() {
        Some((key, of @ Value::Text(_))) if key == "type" => {
            *of = Value::List(vec![of.clone(), string("null")]);
            entries
        }
        Some((key, Value::List(words))) if key == "enum" => {
            words.push(Value::Null);
            entries
        }
        Some((key, Value::List(either))) if key == "anyOf" => {
            either.push(Value::Map(typed("null")));
            entries
        }
        _ => {
            let either = vec![Value::Map(entries), Value::Map(typed("null"))];
            vec![("anyOf".to_owned(), Value::List(either))]
        }
    }
}

fn number(of: &Number) -> Entries {
    let mut entries = typed(if of.whole { "integer" } else { "number" });
    let (above, below) = of.open;
    let min = if above { "exclusiveMinimum" } else { "minimum" };
    let max = if below { "exclusiveMaximum" } else { "maximum" };
    entries.extend(of.min.map(|value| (min.to_owned(), Value::Number(value))));
    entries.extend(of.max.map(|value| (max.to_owned(), Value::Number(value))));
    entries
}

fn texts(of: Text) -> Entries {
    let pattern = match of {
        Text::Any => return typed("string"),
        Text::Currency => return one_of(currency::codes().map(string).collect()),
        Text::Visible => r"\S".to_owned(),
        Text::Day => DAY.to_owned(),
        Text::Pointer => pointers(),
    };
    let mut entries = typed("string");
    entries.push(("pattern".to_owned(), string(&pattern)));
    entries
}

/// The JSON pointers to the numbers that a plan can have.
fn pointers() -> String {
    let fields = |group| Field::of(group).map(Field::id).collect::<Vec<_>>().join("|");
    let tiers: Vec<String> = (0..MAX_TIERS).map(|at| at.to_string()).collect();
    let below = |group: Group| format!("{}/({})", group.path(), fields(group));
    let tier = format!("{}/({})/({})", Group::Tier.path(), tiers.join("|"), fields(Group::Tier));
    format!("^({tier}|{})$", [Group::Direct, Group::Economics, Group::Plan].map(below).join("|"))
}

/// A number of the plan.
fn input(kind: Kind) -> Shape {
    let number = || Shape::Number(of_kind(kind));
    let range = ["low", "likely", "high"].map(|end| is(end, number(), "")).to_vec();
    super::shape::or_null(Shape::AnyOf(vec![number(), Shape::Object(range)]))
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Money => "Money",
        Kind::Count => "Count",
        Kind::Rate => "Share",
        Kind::Period => "Period",
        Kind::Months => "Months",
        Kind::Years => "Years",
    }
}

fn about_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Money => {
            "Money in the currency of the plan: a number, a range with low ≤ likely ≤ high, or nothing."
        }
        Kind::Count => {
            "How many, also fractional in a forecast: a number, a range with low ≤ likely ≤ high, or nothing."
        }
        Kind::Rate => "A share, where 1 is 100 %: a number, a range with low ≤ likely ≤ high, or nothing.",
        Kind::Period | Kind::Months => "Months: a number, a range with low ≤ likely ≤ high, or nothing.",
        Kind::Years => "Years: a number, a range with low ≤ likely ≤ high, or nothing.",
    }
}

fn about(text: &str) -> Entries {
    if text.is_empty() { Vec::new() } else { vec![("description".to_owned(), string(text))] }
}

fn typed(of: &str) -> Entries {
    vec![("type".to_owned(), string(of))]
}

fn one_of(values: Vec<Value>) -> Entries {
    vec![("enum".to_owned(), Value::List(values))]
}

fn string(text: &str) -> Value {
    Value::Text(text.to_owned())
}
