//! Deals that several partners touched as bytes: what was typed, one after the other.

use super::bytes::{Reader, Writer};
use super::{read_answer, write_answer};
use crate::workspace::Answer;
use crate::workspace::deals::{Deals, TypedDeal, TypedTouch};

/// Longer deals, in bytes, are for files: no link would be opened that has them.
const MOST: usize = 64 * 1024;

/// Whether there is something for a link, and room for it.
pub(super) fn fit(deals: &Deals) -> bool {
    // A number takes nine bytes and one for what it is.
    let of_answer = |answer: &Answer| answer.word().len() + 10;
    let of_touch = |touch: &TypedTouch| touch.partner.len() + touch.on.len() + of_answer(&touch.weight) + 8;
    let of_deal = |deal: &TypedDeal| {
        let own = deal.id.len() + deal.account.len() + of_answer(&deal.value) + 16;
        own + deal.touches.iter().map(of_touch).sum::<usize>()
    };
    *deals != Deals::default() && deals.deals.iter().map(of_deal).sum::<usize>() <= MOST
}

pub(super) fn write(out: &mut Writer, deals: &Deals) {
    out.text(&deals.rule);
    write_answer(out, &deals.half_life);
    out.count(deals.deals.len() as u64);
    for deal in &deals.deals {
        out.text(&deal.id);
        out.text(&deal.account);
        write_answer(out, &deal.value);
        out.count(u64::from(deal.is_example));
        out.count(deal.touches.len() as u64);
        for touch in &deal.touches {
            out.text(&touch.partner);
            out.text(&touch.on);
            write_answer(out, &touch.weight);
            out.count(u64::from(touch.is_example));
        }
    }
}

pub(super) fn read(reader: &mut Reader) -> Option<Deals> {
    let mut deals = Deals { rule: reader.text()?, half_life: read_answer(reader)?, ..Deals::default() };
    for _ in 0..reader.count()? {
        let mut deal = TypedDeal {
            id: reader.text()?,
            account: reader.text()?,
            value: read_answer(reader)?,
            is_example: reader.count()? == 1,
            ..TypedDeal::default()
        };
        for _ in 0..reader.count()? {
            deal.touches.push(TypedTouch {
                partner: reader.text()?,
                on: reader.text()?,
                weight: read_answer(reader)?,
                is_example: reader.count()? == 1,
                ..TypedTouch::default()
            });
        }
        deals.deals.push(deal);
    }
    deals.within_limits().then(|| deals.numbered())
}
