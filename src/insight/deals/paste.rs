//! Touches as pasted lines: a partner, and in any order its day and its weight.

use crate::format::Format;
use crate::text;
use crate::workspace::Answer;
use crate::workspace::deals::TypedTouch;
use comarketing_roi_engine::name::{is_blank, isolated};
use comarketing_roi_engine::plan::Kind;

use super::read::{WEIGHT, day, number};

/// What was read, and what is wrong with the lines that were not.
#[derive(Default)]
pub(super) struct Pasted {
    pub(super) touches: Vec<TypedTouch>,
    pub(super) wrong: Vec<String>,
}

/// Reads lines. Cells are parted by tabs, else by semicolons, else by commas.
pub(super) fn read(pasted: &str, format: &Format) -> Pasted {
    let mut read = Pasted::default();
    for (at, text) in pasted.lines().enumerate().filter(|(_, text)| !is_blank(text)) {
        let parts = ['\t', ';', ','].into_iter().find(|sign| text.contains(*sign)).unwrap_or('\t');
        let cells: Vec<&str> = text.split(parts).map(|cell| cell.trim().trim_matches('"').trim()).collect();
        let (partner, rest) = cells.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        let told = || rest.iter().filter(|cell| !cell.is_empty());
        // A head names columns and tells no number.
        if at == 0 && told().next().is_some() && !text.chars().any(char::is_numeric) {
            continue;
        }
        match touch(partner, told().copied(), format) {
            Ok(touch) => read.touches.push(touch),
            Err(cell) => {
                let number = (at + 1).to_string();
                read.wrong.push(match cell {
                    "" => text::panel_deals_line_partner(&number),
                    cell => text::panel_deals_line(
                        &number,
                        &isolated(cell),
                        &format.input(Kind::Count, WEIGHT.0),
                        &format.input(Kind::Count, WEIGHT.1),
                    ),
                });
            }
        }
    }
    read
}

/// The touch of a line, or the cell that says nothing; an empty one stands for the partner.
fn touch<'a>(
    partner: &str,
    cells: impl Iterator<Item = &'a str>,
    format: &Format,
) -> Result<TypedTouch, &'a str> {
    let mut touch = TypedTouch { partner: partner.to_owned(), ..TypedTouch::default() };
    if is_blank(partner) {
        return Err("");
    }
    for cell in cells {
        let weight = Answer::read(cell, Kind::Count, format.convention(), format.currency());
        if touch.on.is_empty() && day(cell).is_ok() {
            touch.on = cell.to_owned();
        } else if touch.weight.is_blank() && number(&weight, WEIGHT).is_ok() {
            touch.weight = weight;
        } else {
            return Err(cell);
        }
    }
    Ok(touch)
}
