//! What stands beside figures that are not what they may seem: examples, and totals that do not run over every tier.
//!
//! The page and the second module say the same of them, so the words are put together in one place.

use crate::fold::capital;
use crate::text;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, Figure, Report};

/// “Examples left: MDF spent of Strategic; win rate.” Empty where none is left. The tiers are named where only some of
/// them hold an example.
pub(crate) fn examples_left(report: &Report) -> String {
    let mut fields = Vec::new();
    for field in Field::ALL {
        let left = || report.examples.iter().filter(|example| example.place.field == *field);
        let tiers: Vec<&str> = left()
            .filter_map(|example| report.tiers.get(example.place.tier?))
            .map(|tier| tier.name.as_str())
            .collect();
        let label = &*label_alone(*field);
        if left().next().is_none() {
            continue;
        }
        fields.push(match tiers.len() {
            some if some > 0 && some < report.tiers.len() => text::example_of(label, &text::items(&tiers)),
            _ => label.to_owned(),
        });
    }
    if fields.is_empty() { String::new() } else { text::examples_left(&text::groups(&fields)) }
}

/// An input's name where no heading says what it belongs to: “All cost” is direct's.
pub(crate) fn label_alone(field: Field) -> String {
    match field {
        Field::DirectCost => capital(text::term(Symbol::Cd.label())),
        _ => text::term(field.label()).to_owned(),
    }
}

/// “1 of 3 tiers”, to stand beside a total that does not run over every tier; empty where it does.
pub(crate) fn part(figure: &Figure) -> String {
    let Some(covers) = figure.covers.as_ref().filter(|_| !figure.gaps.is_empty()) else {
        return String::new();
    };
    let (counted, all) = (covers.len().to_string(), (covers.len() + figure.gaps.len()).to_string());
    let say = if figure.without.is_some() { text::part_return } else { text::part_of };
    say(&counted, &all)
}
