//! A slider beside a number box.

use super::form::Form;
use crate::app::Action;
use crate::markup::{Control, Tree, of};
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::{FieldPath, Number};
use std::rc::Rc;

/// Turns the number at a place; `of_tier` completes its name: the tier.
pub(super) fn slider(form: &Form, place: FieldPath, of_tier: &str) -> Tree {
    let (state, kind) = (form.state, place.field.kind());
    let now = state.draft().get(place).input.number().map(Number::likely);
    let base = state.slider_base(place).or(now).unwrap_or(0.0);
    let (most, step) = match kind {
        Kind::Rate => (1.0, 0.01),
        _ => reach(base),
    };
    let turned = move |text: String| {
        let steps = f64::from(text.parse::<u32>().ok()?);
        // A step of a hundredth by multiplication would end in a tail of digits.
        let value = if step < 1.0 { steps / (1.0 / step).round() } else { steps * step };
        Some(Action::Slide(place, value))
    };
    let unit = super::results::unit_of(place);
    let said = now.map(|now| state.format.figure(unit, now)).unwrap_or_default();
    let comma = if of_tier.is_empty() { "" } else { ", " };
    let label = concat(&[super::label_of(place.field), ", ", of_tier, comma, text::SLIDER.get()]);
    of("input", "slider")
        .set("type", "range")
        .set("min", "0")
        .set("max", format_fixed(most / step, 0))
        .set("aria-label", label)
        .set("aria-valuetext", said)
        .value(format_fixed(now.unwrap_or(0.0).min(most) / step, 0))
        .controls(Control::Turn(Rc::new(turned)))
}

/// How far a dial goes and in which steps: to about twice the value, in round numbers.
fn reach(value: f64) -> (f64, f64) {
    let mut size = 1.0;
    while size * 10.0 <= value {
        size *= 10.0;
    }
    let most = [2.0, 5.0, 10.0, 20.0].into_iter().map(|n| n * size).find(|most| *most >= 1.8 * value);
    (most.unwrap_or(20.0 * size), size / 10.0)
}

#[cfg(test)]
mod tests {
    use super::reach;

    #[test]
    fn a_dial_reaches_about_twice_the_value_in_round_steps() {
        for value in [0.0, 0.4, 1.0, 9.0, 42.0, 180_000.0, 7_650_000.0] {
            let (most, step) = reach(value);
            assert!(most >= 1.8 * value && most <= 20.0 * value.max(1.0), "{value}: {most}");
            assert!((most / step).fract() < 1e-9 && most / step <= 200.5, "{value}: {most} by {step}");
        }
    }
}
