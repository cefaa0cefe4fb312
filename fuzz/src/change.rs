//! Changing an input: mostly the tree that its text says, so that the outcome is read as far as the input was.

use crate::dice::Dice;
use crate::draw;
use crate::tree::Json;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, Value};

/// Draws an input for one question, given the one so far.
pub type Draw = fn(&mut Dice, &Value) -> Value;

/// Characters that mean something to some reader.
const CHARACTERS: [char; 31] = [
    '0', '1', '5', '9', '.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}', '-', '−', '+', '%', '٪', '$', '€',
    'k', 'm', 'e', 'b', 'n', 'é', '٫', '١', '/', '~', '"', '🙂', '\u{200f}',
];

/// Changes the first `size` bytes of `data`, which holds `most`, and gives the new size.
pub fn change(data: &mut [u8], size: usize, most: usize, seed: u32, draw: Draw) -> usize {
    let mut dice = Dice::new(seed);
    if dice.once_in(24) {
        return libfuzzer_sys::fuzzer_mutate(data, size, most);
    }
    let mut tree = match data.get(..size).and_then(|text| serde_json::from_slice(text).ok()) {
        Some(tree) if !dice.once_in(200) => tree,
        _ => draw(&mut dice, &Value::Null),
    };
    for _ in 0..1 + dice.below(3) {
        step(&mut tree, &mut dice, draw);
    }
    let text = serde_json::to_vec(&Json(&tree)).unwrap_or_default();
    match data.get_mut(..text.len()).filter(|room| room.len() <= most && !room.is_empty()) {
        Some(room) => {
            room.copy_from_slice(&text);
            text.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, most),
    }
}

fn step(tree: &mut Value, dice: &mut Dice, draw: Draw) {
    match dice.below(12) {
        0..=3 => plan(tree, dice),
        4..=6 => renew(tree, draw(dice, tree), dice),
        7 | 8 => number(tree, dice),
        9 => remove(tree, dice),
        10 => repeat(tree, dice),
        _ => odd(tree, dice),
    }
}

/// Puts a part of another input into this one, at the depth of one or two objects.
fn renew(tree: &mut Value, mut fresh: Value, dice: &mut Dice) {
    let (Value::Map(entries), Value::Map(other)) = (&mut *tree, &mut fresh) else {
        *tree = fresh;
        return;
    };
    if other.is_empty() {
        return;
    }
    // A question follows its plan, so that it fits.
    let at = if other.len() == 2 && !dice.once_in(6) { 1 } else { dice.below(other.len()) };
    let (key, value) = other.swap_remove(at);
    match entries.iter_mut().find(|(name, _)| *name == key) {
        Some((_, slot @ Value::Map(_))) if matches!(value, Value::Map(_)) && !dice.once_in(3) => {
            renew(slot, value, dice)
        }
        Some((_, slot)) => *slot = value,
        None => entries.push((key, value)),
    }
}

/// Changes a plan by its table of fields.
fn plan(tree: &mut Value, dice: &mut Dice) {
    let mut plans = Vec::new();
    find_plans(tree, &mut plans);
    if plans.is_empty() {
        return number(tree, dice);
    }
    let at = dice.below(plans.len());
    let Value::Map(entries) = plans.swap_remove(at) else { return };
    let group =
        *dice.pick(&[Group::Tier, Group::Tier, Group::Tier, Group::Direct, Group::Economics, Group::Plan]);
    let fields: Vec<Field> = Field::of(group).collect();
    let field = *dice.pick(&fields);
    let part = match group {
        Group::Plan => Some(entries),
        Group::Direct => object(entries, "direct"),
        Group::Economics => object(entries, "economics"),
        Group::Tier => match entries.iter_mut().find(|(key, _)| key == "tiers") {
            Some((_, Value::List(tiers))) if tiers.is_empty() || dice.once_in(12) => {
                let name = format!("T{}", tiers.len());
                tiers.push(draw::tier(dice, &name));
                None
            }
            Some((_, Value::List(tiers))) => {
                let at = dice.below(tiers.len());
                match tiers.get_mut(at) {
                    Some(Value::Map(tier)) => Some(tier),
                    _ => None,
                }
            }
            _ => None,
        },
    };
    let Some(part) = part else { return };
    let at = part.iter().position(|(key, _)| key == field.id());
    match at {
        Some(at) if dice.once_in(3) => {
            part.remove(at);
        }
        Some(at) => part[at].1 = draw::figure_of(dice, field.kind()),
        None => part.push((field.id().to_owned(), draw::figure_of(dice, field.kind()))),
    }
}

fn object<'a>(entries: &'a mut Vec<(String, Value)>, key: &str) -> Option<&'a mut Vec<(String, Value)>> {
    if !entries.iter().any(|(name, _)| name == key) {
        entries.push((key.to_owned(), Value::Map(Vec::new())));
    }
    match entries.iter_mut().find(|(name, _)| name == key) {
        Some((_, Value::Map(part))) => Some(part),
        _ => None,
    }
}

fn find_plans<'a>(tree: &'a mut Value, found: &mut Vec<&'a mut Value>) {
    let Value::Map(entries) = tree else { return };
    if entries.iter().any(|(key, _)| key == "tiers") {
        found.push(tree);
    } else {
        let Value::Map(entries) = tree else { return };
        entries.iter_mut().for_each(|(_, value)| find_plans(value, found));
    }
}

/// Every value of the tree, itself the first.
fn values<'a>(tree: &'a mut Value, fits: fn(&Value) -> bool, found: &mut Vec<&'a mut Value>) {
    if fits(tree) {
        found.push(tree);
        return;
    }
    match tree {
        Value::List(items) => items.iter_mut().for_each(|item| values(item, fits, found)),
        Value::Map(entries) => entries.iter_mut().for_each(|(_, value)| values(value, fits, found)),
        _ => {}
    }
}

/// Changes one number or one text.
fn number(tree: &mut Value, dice: &mut Dice) {
    let mut found = Vec::new();
    values(tree, |value| matches!(value, Value::Number(_) | Value::Text(_)), &mut found);
    if found.is_empty() {
        return;
    }
    let others: Vec<f64> =
        found.iter().filter_map(|value| if let Value::Number(x) = value { Some(*x) } else { None }).collect();
    let at = dice.below(found.len());
    match &mut *found[at] {
        Value::Number(x) => {
            *x = match dice.below(14) {
                0 => 0.0,
                1 => 1.0,
                2 => x.next_up(),
                3 => x.next_down(),
                4 => *x * 10.0,
                5 => *x / 10.0,
                6 => *x * (1.0 + (dice.share() - 0.5) / 5.0),
                7 => x.round(),
                8 => 1.0 - *x,
                9 => *x * 1e-300,
                10 => dice.within((0.0, 1e13)),
                11 => dice.within((0.0, 1.0)),
                _ => *dice.pick(&others),
            };
            // JSON has no other numbers.
            if !x.is_finite() {
                *x = f64::MAX;
            }
        }
        Value::Text(text) => {
            let mut characters: Vec<char> = text.chars().collect();
            let at = dice.below(characters.len() + 1);
            match dice.below(3) {
                0 if at < characters.len() => {
                    characters.remove(at);
                }
                1 if at < characters.len() => characters[at] = *dice.pick(&CHARACTERS),
                _ => characters.insert(at, *dice.pick(&CHARACTERS)),
            }
            *text = characters.into_iter().collect();
        }
        _ => {}
    }
}

fn holds(value: &Value) -> bool {
    match value {
        Value::List(items) => !items.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
        _ => false,
    }
}

/// Goes down the tree by chance, to a list or an object that holds something.
fn descend<'a>(tree: &'a mut Value, dice: &mut Dice) -> &'a mut Value {
    let inner = match tree {
        Value::List(items) => items.iter().positions(holds),
        Value::Map(entries) => entries.iter().map(|(_, value)| value).positions(holds),
        _ => Vec::new(),
    };
    if inner.is_empty() || dice.once_in(3) {
        return tree;
    }
    let at = *dice.pick(&inner);
    match tree {
        Value::List(items) => descend(&mut items[at], dice),
        Value::Map(entries) => descend(&mut entries[at].1, dice),
        other => other,
    }
}

trait Positions<'a>: Iterator<Item = &'a Value> + Sized {
    fn positions(self, fits: fn(&Value) -> bool) -> Vec<usize> {
        self.enumerate().filter(|(_, value)| fits(value)).map(|(at, _)| at).collect()
    }
}

impl<'a, I: Iterator<Item = &'a Value>> Positions<'a> for I {}

/// Takes one item or entry away.
fn remove(tree: &mut Value, dice: &mut Dice) {
    match descend(tree, dice) {
        Value::List(items) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
        }
        Value::Map(entries) if !entries.is_empty() => {
            entries.remove(dice.below(entries.len()));
        }
        _ => {}
    }
}

/// Repeats an item of a list, or of an object under another key.
fn repeat(tree: &mut Value, dice: &mut Dice) {
    match descend(tree, dice) {
        Value::List(items) if !items.is_empty() && items.len() < 100 => {
            let item = dice.pick(items).clone();
            items.insert(dice.below(items.len() + 1), item);
        }
        Value::Map(entries) if entries.len() > 1 => {
            let value = dice.pick(entries).1.clone();
            let at = dice.below(entries.len());
            entries[at].1 = value;
        }
        _ => {}
    }
}

/// Puts something in that no reader expects.
fn odd(tree: &mut Value, dice: &mut Dice) {
    if !dice.once_in(4) {
        return number(tree, dice);
    }
    let fresh = match dice.below(9) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => Value::Text(String::new()),
        3 => Value::Text("/tiers/0/winRate".to_owned()),
        4 => Value::Number(-1.0),
        5 => Value::Number(-0.0),
        6 => Value::Number(1e300),
        7 => Value::List(Vec::new()),
        _ => Value::Map(Vec::new()),
    };
    match descend(tree, dice) {
        Value::List(items) if !items.is_empty() => {
            let at = dice.below(items.len());
            items[at] = fresh;
        }
        Value::Map(entries) if !entries.is_empty() => {
            let at = dice.below(entries.len());
            match dice.below(3) {
                0 => entries.push(("other".to_owned(), fresh)),
                1 => entries.push(entries[at].clone()),
                _ => entries[at].1 = fresh,
            }
        }
        other => *other = fresh,
    }
}
