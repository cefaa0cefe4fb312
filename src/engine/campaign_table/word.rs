//! The word of a field that a text stands for.

use super::head::key;
use super::number::Read;
use super::{Setting, Wrong, known, unit};
use crate::campaign::{CampaignField, words_of};
use crate::message::{campaigns as words, fill};
use crate::name::Fold;

/// The word, as the question says (`values`, by their keys), or by its id or label, or as others write it.
pub(super) fn word(
    field: CampaignField,
    cell: &str,
    values: &[(String, String)],
    fold: Fold,
) -> Read<&'static str> {
    let plain = key(cell, fold);
    let wanted = values.iter().find(|(of, _)| *of == plain).map_or(&plain, |(_, word)| word);
    let words = words_of(field);
    let known = |(id, label): &&(&'static str, &str)| key(id, fold) == *wanted || key(label, fold) == *wanted;
    let other = || known::words(field).find(|(text, _)| key(text, fold) == *wanted).map(|(_, id)| id);
    // What the question says of a text is said of its signs, too.
    let is_doubted = wanted == &plain && unit::is_doubted(cell);
    match words.iter().find(known).map(|(id, _)| *id).or_else(other) {
        Some(id) if !is_doubted => Ok(id),
        _ => {
            let ids: Vec<&str> = words.iter().map(|(id, _)| *id).collect();
            let message = fill(words::NO_WORD, &[field.label(), &ids.join(", ")]);
            Err(Wrong::new("wrongType", message).settled_by(Setting::Values))
        }
    }
}
