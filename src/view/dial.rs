//! A slider beside a number box.

use super::form::Form;
use crate::app::Action;
use crate::markup::{Control, Tree, el, line, number, of};
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{FieldPath, Number};
use std::rc::Rc;

/// How far the slider at a place goes, and in which steps.
fn scale(form: &Form, place: FieldPath, now: Option<f64>) -> (f64, f64) {
    match place.field.kind() {
        Kind::Rate => (1.0, 0.01),
        _ => reach(form.state.slider_base(place).or(now).unwrap_or(0.0)),
    }
}

/// What a slider is called; `of_tier` completes its name: the tier.
fn name(place: FieldPath, of_tier: &str) -> String {
    text::items(&[super::label_of(place.field), of_tier, text::SLIDER.get()])
}

/// A range whose steps are counted from nothing.
fn range(steps: f64, at: f64, label: String, said: String) -> Tree {
    of("input", "slider")
        .set("type", "range")
        .set("min", "0")
        .set("max", format_fixed(steps, 0))
        .set("aria-label", label)
        .set("aria-valuetext", said)
        .value(format_fixed(at, 0))
}

/// Turns the number at a place; `of_tier` completes its name: the tier.
pub(super) fn slider(form: &Form, place: FieldPath, of_tier: &str) -> Tree {
    let state = form.state;
    let now = state.draft().get(place).input.number().map(Number::likely);
    let (most, step) = scale(form, place, now);
    let turned = move |text: String| {
        let steps = f64::from(text.parse::<u32>().ok()?);
        // A step of a hundredth by multiplication would end in a tail of digits.
        let value = if step < 1.0 { steps / (1.0 / step).round() } else { steps * step };
        Some(Action::Slide(place, value))
    };
    let unit = super::results::unit_of(place);
    let said = now.map(|now| state.format.figure(unit, now)).unwrap_or_default();
    range(most / step, now.unwrap_or(0.0).min(most) / step, name(place, of_tier), said)
        .controls(Control::Turn(Rc::new(turned)))
}

/// Where today's value lies along the slider, where the dial was turned away from it.
pub(super) fn today(form: &Form, place: FieldPath) -> Option<Tree> {
    let now = form.state.draft().get(place).input.number().map(Number::likely);
    let today = form.state.today(place).filter(|today| now != Some(*today))?;
    let (most, _) = scale(form, place, now);
    let said = form.state.format.figure(super::results::unit_of(place), today);
    Some(tick(today / most, text::today_at(&said)))
}

/// A mark under a slider with words, at a share of its length.
fn tick(share: f64, words: String) -> Tree {
    let share = share.clamp(0.0, 1.0);
    let class = match share {
        share if share < 0.2 => "",
        share if share > 0.8 => "e",
        _ => "m",
    };
    // The drawing runs from left to right, and the slider as the language does.
    let mirrored = text::DIRECTION.get() == "rtl";
    let class = match class {
        "" if mirrored => "e",
        "e" if mirrored => "",
        class => class,
    };
    let x = concat(&[&format_fixed(100.0 * if mirrored { 1.0 - share } else { share }, 2), "%"]);
    let mark = of("line", "zero").set("x1", x.clone()).set("x2", x.clone()).set("y1", "-3").set("y2", "4");
    let words = if class.is_empty() { el("text") } else { of("text", class) }.text(words);
    of("svg", "plot")
        .set("height", "18")
        .set("aria-hidden", "true")
        .child(mark)
        .child(words.set("x", x).set("y", "16"))
}

/// How many steps of a hundredth a dial of a hidden number has: up to twice what it is today.
const HUNDREDTHS: f64 = 200.0;

/// A dial of a number that is hidden: by how much it is changed from today's is turned and said, and no amount.
pub(super) fn change(form: &Form, place: FieldPath, of_tier: &str) -> Option<Tree> {
    let state = form.state;
    let today = state.today(place).filter(|today| *today > 0.0)?;
    let now = state.draft().get(place).input.number().map_or(0.0, Number::likely);
    let turned = move |text: String| {
        let hundredths = text.parse::<u32>().ok()?;
        // Turned back to today's it is today's to the last digit.
        let value = if hundredths == 100 { today } else { today * f64::from(hundredths) / 100.0 };
        Some(Action::Slide(place, value))
    };
    let share = now / today - 1.0;
    let said = match share {
        share if share.abs() < 0.0005 => text::AS_TODAY.get().to_owned(),
        share => {
            let part = state.format.figure(Unit::Ratio, share.abs());
            if share > 0.0 { text::more_than_today(&part) } else { text::less_than_today(&part) }
        }
    };
    let slider = range(HUNDREDTHS, (now / today * 100.0).min(HUNDREDTHS), name(place, of_tier), said.clone())
        .controls(Control::Turn(Rc::new(turned)));
    let label = line("span", "label", super::label_of(place.field));
    let row = of("div", "row apart").child(label).child(number("span", "changed", said));
    let mark = (share.abs() >= 0.0005).then(|| tick(0.5, text::BASELINE.get().to_owned()));
    Some(of("div", "dial").keyed(place.field.id()).child(row).child(slider).children(mark))
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
