//! Why a cell is no number, and how to mend it, by what stands in it.

use super::number::Decimal;
use super::{Setting, Wrong};
use crate::campaign::{CampaignField, CampaignKind};
use crate::kind::Kind;
use crate::message::{self, campaigns as words, fill};
use crate::number::Unread;

/// A number as it can always be written.
const EXAMPLE: &str = "1200";

/// What is wrong.
pub(super) fn why(unread: &Unread, cell: &str, kind: Kind, field: CampaignField) -> Wrong {
    let no_number = |sentence: &str| Wrong::new("notANumber", sentence);
    match unread {
        Unread::Ambiguous(..) => {
            Wrong::new("ambiguous", words::TABLE_TWO_READINGS).settled_by(Setting::Decimal)
        }
        Unread::OtherCurrency(other) => {
            Wrong::new("contradiction", fill(words::TABLE_OTHER_CURRENCY, &[other]))
        }
        Unread::TooManyDigits => {
            let allowed = match field.kind() {
                CampaignKind::Rate => words::RATE_ALLOWED,
                _ => kind.allowed(),
            };
            Wrong::new("outOfRange", fill(message::OUT_OF_RANGE, &[field.label(), allowed]))
        }
        Unread::TooLong => no_number(&fill(message::TOO_LONG, &[field.label()])),
        Unread::Unseen(code) => no_number(&fill(message::UNSEEN, &[field.label(), code])),
        Unread::NoPercent => no_number(&fill(message::NO_PERCENT, &[field.label()])),
        Unread::NoCurrency => no_number(&fill(message::NO_CURRENCY, &[field.label()])),
        Unread::Grouping(meant) => no_number(&fill(message::GROUPING, &[cell, meant])),
        _ if cell.starts_with('=') => no_number(words::TABLE_FORMULA),
        _ if !cell.chars().any(char::is_numeric) => no_number(words::TABLE_NO_NUMBER),
        _ if is_range(cell) => no_number(words::TABLE_RANGE),
        Unread::UnknownWord(word) => no_number(&fill(message::UNKNOWN_WORD, &[word, EXAMPLE])),
        Unread::NotANumber | Unread::Disordered(_) => no_number(words::TABLE_ALONE),
    }
}

/// Whether two numbers stand there with a dash between them.
fn is_range(cell: &str) -> bool {
    let is_dash = |sign: char| matches!(sign, '-' | '–' | '—' | '~' | '…' | '～');
    let has_digit = |text: &str| text.chars().any(char::is_numeric);
    let point = [Decimal::Point.sign(), Decimal::Comma.sign()];
    cell.split_once(is_dash).is_some_and(|(from, to)| {
        has_digit(from) && has_digit(to) && !from.ends_with(point) && !from.ends_with(['e', 'E'])
    })
}
