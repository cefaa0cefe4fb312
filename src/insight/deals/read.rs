//! What was typed as what the engine is asked, and what is wrong with it.

use crate::workspace::Answer;
use crate::workspace::deals::{TypedDeal, TypedTouch};
use comarketing_roi_engine::attribution::{Deal, LEAST_HALF_LIFE, MAX_HALF_LIFE, MAX_WEIGHT, Touch};
use comarketing_roi_engine::date::Date;
use comarketing_roi_engine::name::is_blank;
use comarketing_roi_engine::plan::Kind;

/// From least to most.
pub(super) type Range = (f64, f64);
/// What a half-life can be.
pub(super) const HALF_LIFE: Range = (LEAST_HALF_LIFE, MAX_HALF_LIFE);
/// What a weight can be.
pub(super) const WEIGHT: Range = (0.0, MAX_WEIGHT);

/// What a deal can be worth.
pub(super) fn value_range() -> Range {
    Kind::Money.range()
}

/// The number of an answer that lies in a range; none of a blank one.
///
/// # Errors
/// It is no such number.
pub(super) fn number(answer: &Answer, (least, most): Range) -> Result<Option<f64>, ()> {
    if answer.is_blank() {
        return Ok(None);
    }
    answer.number().filter(|value| (least..=most).contains(value)).map(Some).ok_or(())
}

/// The day of a text; none of an empty text.
///
/// # Errors
/// It is no day.
pub(super) fn day(text: &str) -> Result<Option<Date>, ()> {
    match text {
        "" => Ok(None),
        text => Date::read(text).map(Some).ok_or(()),
    }
}

/// The deal, where its value is known. A touch without a partner counts for nobody, and what cannot be read says nothing:
/// the form says both.
pub(super) fn deal(typed: &TypedDeal) -> Option<Deal> {
    let value = number(&typed.value, value_range()).ok().flatten()?;
    let touch = |touch: &TypedTouch| Touch {
        partner: touch.partner.clone(),
        on: day(&touch.on).ok().flatten(),
        weight: number(&touch.weight, WEIGHT).ok().flatten(),
    };
    let named = typed.touches.iter().filter(|touch| !is_blank(&touch.partner));
    Some(Deal {
        id: typed.id.clone(),
        account: typed.account.clone(),
        value,
        touches: named.map(touch).collect(),
    })
}
