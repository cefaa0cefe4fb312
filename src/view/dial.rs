//! A slider beside a number box.

use super::field::typed;
use super::form::Form;
use super::markup::{value, with_listeners};
use crate::app::Action;
use crate::text;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::{FieldPath, Number};
use std::rc::Rc;
use yew::html::oninput;
use yew::virtual_dom::Listener;
use yew::{Callback, Html};

/// Turns the number at a place; `of` completes its name: the tier.
pub(super) fn slider(form: &Form, place: FieldPath, of: &str) -> Html {
    let (state, kind) = (form.state, place.field.kind());
    let now = state.draft().get(place).input.number().map(Number::likely);
    let base = state.slider_base(place).or(now).unwrap_or(0.0);
    let (most, step) = match kind {
        Kind::Rate => (1.0, 0.01),
        _ => reach(base),
    };
    let dispatch = form.dispatch.clone();
    let input = Callback::from(move |event: web_sys::InputEvent| {
        let value = typed(event.target()).and_then(|text| text.parse::<u32>().ok());
        if let Some(steps) = value {
            // A step of a hundredth by multiplication would end in a tail of digits.
            let value =
                if step < 1.0 { f64::from(steps) / (1.0 / step).round() } else { f64::from(steps) * step };
            dispatch.dispatch(Action::Slide(place, value));
        }
    });
    let input: Rc<dyn Listener> = Rc::new(oninput::Wrapper::new(input));
    let unit = super::results::unit_of(place);
    let said = now.map(|now| state.format.figure(unit, now)).unwrap_or_default();
    let label = concat(&[
        super::label_of(place.field),
        ", ",
        of,
        if of.is_empty() { "" } else { ", " },
        text::SLIDER.get(),
    ]);
    let mut slider = with_listeners(
        "input",
        &["class", "type", "min", "max", "aria-label", "aria-valuetext"],
        &["slider", "range", "0"],
        vec![value(format_fixed(most / step, 0)), value(label), value(said)],
        vec![input],
        vec![],
    );
    slider.set_value(yew::AttrValue::from(format_fixed(now.unwrap_or(0.0).min(most) / step, 0)));
    slider.into()
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
