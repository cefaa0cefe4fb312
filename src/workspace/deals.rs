//! Deals that several partners touched, as a visitor has typed them, and the rule by which they are to be credited.

use super::Answer;
use comarketing_roi_engine::Value;
use comarketing_roi_engine::attribution::MAX_TOUCHES;
use comarketing_roi_engine::number::format_decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::rc::Rc;

/// As many deals can be typed; a year of them is a question for the headless API.
pub const MAX_TYPED_DEALS: usize = 50;
/// The longest text of a field, in characters.
const MAX_TEXT: usize = 200;

/// Everything that was typed of deals. What could not be read as a number stays as it was.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deals {
    /// The rule that is agreed on, by its name for machines; empty where none is.
    pub rule: String,
    /// Days in which a touch loses half of its weight; blank where they are not said.
    pub half_life: Answer,
    /// The deals.
    pub deals: Vec<TypedDeal>,
}

/// A deal.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TypedDeal {
    /// By which it is known as long as it is on the page, among deals and touches.
    pub key: u32,
    /// What the CRM calls it.
    pub id: String,
    /// The account.
    pub account: String,
    /// What it is worth.
    pub value: Answer,
    /// Whether that is an example.
    pub is_example: bool,
    /// What led to it, in order.
    pub touches: Vec<TypedTouch>,
}

/// What a partner did for a deal.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TypedTouch {
    /// By which it is known, as a deal is.
    pub key: u32,
    /// The partner.
    pub partner: String,
    /// The day, written 2026-03-31.
    pub on: String,
    /// The agreed weight.
    pub weight: Answer,
    /// Whether the partner is one of an example.
    pub is_example: bool,
}

/// A change of the deals. Deals and touches are told by their keys, so that it does not matter when it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum DealEdit {
    /// Shows these as an example.
    Example(Rc<Vec<TypedDeal>>),
    /// Takes all deals away.
    Clear,
    /// Says which rule is agreed on.
    Rule(String),
    /// Says the half-life.
    HalfLife(Answer),
    /// Begins a deal.
    AddDeal,
    /// Takes a deal away.
    RemoveDeal(u32),
    /// Says what a deal is called.
    Deal(u32, DealField, String),
    /// Says what a deal is worth.
    Value(u32, Answer),
    /// Adds a touch at the end of a deal.
    AddTouch(u32),
    /// Adds touches that were pasted, in place of those that are empty at the end.
    Paste(u32, Rc<Vec<TypedTouch>>),
    /// Says whose a touch was, and when.
    Touch(u32, TouchField, String),
    /// Says the weight of a touch.
    Weight(u32, Answer),
    /// Moves a touch one place up, or down.
    MoveTouch(u32, bool),
    /// Takes a touch away.
    RemoveTouch(u32),
}

/// What is said of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealField {
    /// Its name.
    Id,
    /// Its account.
    Account,
}

/// What is said of a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchField {
    /// Its partner.
    Partner,
    /// Its day.
    On,
}

impl TypedDeal {
    /// Whether anything of it is an example.
    pub fn has_example(&self) -> bool {
        self.is_example || self.touches.iter().any(|touch| touch.is_example)
    }
}

impl TypedTouch {
    /// Whether nothing is said of it.
    pub fn is_blank(&self) -> bool {
        self.partner.is_empty() && self.on.is_empty() && self.weight.is_blank()
    }
}

/// The ids of the controls that a change can move the focus to.
pub mod ids {
    /// The button that adds a deal.
    pub const ADD_DEAL: &str = "deal-add";
    /// The button that adds a touch.
    pub const ADD_TOUCH: &str = "touch-add";

    /// The box of a deal or touch: `deal-3-value`.
    pub fn of(kind: &str, key: u32, field: &str) -> String {
        [kind, "-", &key.to_string(), "-", field].concat()
    }

    /// A button that moves or removes a touch: `touch-3-up-2`. It names the place of the touch as well, counted from 0, so
    /// that a button that is asked for after a change is none that stands there before.
    pub fn button(key: u32, does: &str, at: usize) -> String {
        [&of("touch", key, does), "-", &at.to_string()].concat()
    }
}

impl Deals {
    /// Makes a change. Answers where the focus goes, empty where it stays; `None` where there is nothing to change.
    pub fn edit(&mut self, edit: &DealEdit) -> Option<String> {
        let mut key = self.next_key();
        let mut focus = String::new();
        match edit {
            DealEdit::Example(deals) => {
                let shown = Self { deals: (**deals).clone(), ..self.clone() };
                *self = shown.numbered();
            }
            DealEdit::Clear => *self = Self::default(),
            DealEdit::Rule(rule) => self.rule.clone_from(rule),
            DealEdit::HalfLife(days) => self.half_life = kept(days),
            DealEdit::AddDeal => {
                if self.deals.len() >= MAX_TYPED_DEALS {
                    return None;
                }
                focus = ids::of("deal", key, "value");
                let touches = [1, 2].map(|at| TypedTouch { key: key + at, ..TypedTouch::default() });
                self.deals.push(TypedDeal { key, touches: touches.into(), ..TypedDeal::default() });
            }
            DealEdit::RemoveDeal(of) => {
                let at = self.deals.iter().position(|deal| deal.key == *of)?;
                self.deals.remove(at);
                focus = ids::ADD_DEAL.to_owned();
            }
            DealEdit::Deal(of, field, text) => {
                let deal = self.deals.iter_mut().find(|deal| deal.key == *of)?;
                let slot = match field {
                    DealField::Id => &mut deal.id,
                    DealField::Account => &mut deal.account,
                };
                *slot = short(text);
            }
            DealEdit::Value(of, value) => {
                let deal = self.deals.iter_mut().find(|deal| deal.key == *of)?;
                (deal.value, deal.is_example) = (kept(value), false);
            }
            DealEdit::AddTouch(of) => {
                let deal = self.deals.iter_mut().find(|deal| deal.key == *of)?;
                if deal.touches.len() >= MAX_TOUCHES {
                    return None;
                }
                focus = ids::of("touch", key, "partner");
                deal.touches.push(TypedTouch { key, ..TypedTouch::default() });
            }
            DealEdit::Paste(of, pasted) => {
                let deal = self.deals.iter_mut().find(|deal| deal.key == *of)?;
                while deal.touches.last().is_some_and(TypedTouch::is_blank) {
                    deal.touches.pop();
                }
                let room = MAX_TOUCHES.saturating_sub(deal.touches.len());
                for touch in pasted.iter().take(room) {
                    deal.touches.push(TypedTouch { key, ..touch.clone() });
                    key += 1;
                }
                focus = ids::ADD_TOUCH.to_owned();
            }
            DealEdit::Touch(of, field, text) => {
                let touch = self.touch(*of)?;
                let slot = match field {
                    TouchField::Partner => &mut touch.partner,
                    TouchField::On => &mut touch.on,
                };
                *slot = short(text);
                touch.is_example &= *field != TouchField::Partner;
            }
            DealEdit::Weight(of, weight) => self.touch(*of)?.weight = kept(weight),
            DealEdit::MoveTouch(of, up) => {
                let (touches, at) = self.among(*of)?;
                let other = if *up { at.checked_sub(1)? } else { at + 1 };
                if other >= touches.len() {
                    return None;
                }
                touches.swap(at, other);
                // The button that was pressed, or the other where there is no further to go.
                let ends = if *up { other == 0 } else { other + 1 == touches.len() };
                focus = ids::button(*of, if *up == ends { "down" } else { "up" }, other);
            }
            DealEdit::RemoveTouch(of) => {
                let (touches, at) = self.among(*of)?;
                touches.remove(at);
                focus = match touches.get(at) {
                    Some(next) => ids::button(next.key, "remove", at),
                    None => ids::ADD_TOUCH.to_owned(),
                };
            }
        }
        Some(focus)
    }

    /// What is called that a change takes away.
    pub fn name_of(&self, edit: &DealEdit) -> String {
        let touches = || self.deals.iter().flat_map(|deal| &deal.touches);
        let name = match edit {
            DealEdit::RemoveDeal(key) => self.deals.iter().find(|deal| deal.key == *key).map(|deal| &deal.id),
            DealEdit::RemoveTouch(key) => {
                touches().find(|touch| touch.key == *key).map(|touch| &touch.partner)
            }
            _ => None,
        };
        name.cloned().unwrap_or_default()
    }

    fn next_key(&self) -> u32 {
        let keys =
            self.deals.iter().flat_map(|deal| deal.touches.iter().map(|touch| touch.key).chain([deal.key]));
        keys.max().map_or(1, |key| key + 1)
    }

    fn among(&mut self, key: u32) -> Option<(&mut Vec<TypedTouch>, usize)> {
        self.deals.iter_mut().find_map(|deal| {
            let at = deal.touches.iter().position(|touch| touch.key == key)?;
            Some((&mut deal.touches, at))
        })
    }

    fn touch(&mut self, key: u32) -> Option<&mut TypedTouch> {
        let (touches, at) = self.among(key)?;
        touches.get_mut(at)
    }

    /// Reads what a file or a link holds: as much of it as can be typed.
    pub fn read(value: &Value) -> Option<Self> {
        let Value::Map(entries) = value else { return None };
        let one = |deal: &Value| {
            let Value::Map(entries) = deal else { return None };
            let touch = |touch: &Value| {
                let Value::Map(entries) = touch else { return None };
                Some(TypedTouch {
                    key: 0,
                    partner: text(entries, "partner"),
                    on: text(entries, "on"),
                    weight: answer(entries, "weight"),
                    is_example: is_example(entries),
                })
            };
            Some(TypedDeal {
                key: 0,
                id: text(entries, "id"),
                account: text(entries, "account"),
                value: answer(entries, "value"),
                is_example: is_example(entries),
                touches: list(entries, "touches").iter().filter_map(touch).take(MAX_TOUCHES).collect(),
            })
        };
        let deals = list(entries, "deals").iter().filter_map(one).take(MAX_TYPED_DEALS).collect();
        let read = Self { rule: text(entries, "rule"), half_life: answer(entries, "halfLifeDays"), deals };
        Some(read.numbered())
    }

    /// Whether that much can be typed.
    pub fn within_limits(&self) -> bool {
        self.deals.len() <= MAX_TYPED_DEALS && self.deals.iter().all(|deal| deal.touches.len() <= MAX_TOUCHES)
    }

    /// With a key for each deal and touch.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        let mut key = 0;
        let mut next = || {
            key += 1;
            key
        };
        for deal in &mut self.deals {
            deal.key = next();
            deal.touches.iter_mut().for_each(|touch| touch.key = next());
        }
        self
    }
}

fn short(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

/// What is kept of an answer.
fn kept(answer: &Answer) -> Answer {
    match answer {
        Answer::Word(word) => Answer::Word(short(word)),
        Answer::Number(number) => Answer::Number(*number),
    }
}

fn entry<'a>(entries: &'a [(String, Value)], key: &str) -> Option<&'a Value> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

fn text(entries: &[(String, Value)], key: &str) -> String {
    match entry(entries, key) {
        Some(Value::Text(text)) => short(text),
        Some(Value::Number(number)) => format_decimal(*number),
        _ => String::new(),
    }
}

fn answer(entries: &[(String, Value)], key: &str) -> Answer {
    match entry(entries, key) {
        Some(Value::Text(text)) => Answer::plain(&short(text)),
        Some(Value::Number(number)) => Answer::Number(*number),
        _ => Answer::default(),
    }
}

fn list<'a>(entries: &'a [(String, Value)], key: &str) -> &'a [Value] {
    match entry(entries, key) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

fn is_example(entries: &[(String, Value)]) -> bool {
    entry(entries, "example") == Some(&Value::Bool(true))
}

impl Serialize for Deals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.rule.is_empty() {
            map.serialize_entry("rule", &self.rule)?;
        }
        number(&mut map, "halfLifeDays", &self.half_life)?;
        map.serialize_entry("deals", &self.deals)?;
        map.end()
    }
}

impl Serialize for TypedDeal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, text) in [("id", &self.id), ("account", &self.account)] {
            if !text.is_empty() {
                map.serialize_entry(key, text)?;
            }
        }
        number(&mut map, "value", &self.value)?;
        if self.is_example {
            map.serialize_entry("example", &true)?;
        }
        map.serialize_entry("touches", &self.touches)?;
        map.end()
    }
}

impl Serialize for TypedTouch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("partner", &self.partner)?;
        if !self.on.is_empty() {
            map.serialize_entry("on", &self.on)?;
        }
        number(&mut map, "weight", &self.weight)?;
        if self.is_example {
            map.serialize_entry("example", &true)?;
        }
        map.end()
    }
}

fn number<M: SerializeMap>(map: &mut M, key: &'static str, answer: &Answer) -> Result<(), M::Error> {
    if answer.is_blank() { Ok(()) } else { map.serialize_entry(key, answer) }
}
