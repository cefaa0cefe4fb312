//! Deals that several partners touched as bytes: what was typed, text after text.

use super::bytes::{Reader, Writer};
use crate::workspace::deals::{Deals, TypedDeal, TypedTouch};

/// Longer deals, in bytes, are for files: no link would be opened that has them.
const MOST: usize = 64 * 1024;

/// Whether there is something for a link, and room for it.
pub(super) fn fit(deals: &Deals) -> bool {
    let of_touch = |touch: &TypedTouch| touch.partner.len() + touch.on.len() + touch.weight.len() + 8;
    let of_deal = |deal: &TypedDeal| {
        let own = deal.id.len() + deal.account.len() + deal.value.len() + 16;
        own + deal.touches.iter().map(of_touch).sum::<usize>()
    };
    *deals != Deals::default() && deals.deals.iter().map(of_deal).sum::<usize>() <= MOST
}

pub(super) fn write(out: &mut Writer, deals: &Deals) {
    out.text(&deals.rule);
    out.text(&deals.half_life);
    out.count(deals.deals.len() as u64);
    for deal in &deals.deals {
        [&deal.id, &deal.account, &deal.value].into_iter().for_each(|text| out.text(text));
        out.count(u64::from(deal.is_example));
        out.count(deal.touches.len() as u64);
        for touch in &deal.touches {
            [&touch.partner, &touch.on, &touch.weight].into_iter().for_each(|text| out.text(text));
            out.count(u64::from(touch.is_example));
        }
    }
}

pub(super) fn read(reader: &mut Reader) -> Option<Deals> {
    let mut deals = Deals { rule: reader.text()?, half_life: reader.text()?, ..Deals::default() };
    for _ in 0..reader.count()? {
        let mut deal = TypedDeal {
            id: reader.text()?,
            account: reader.text()?,
            value: reader.text()?,
            is_example: reader.count()? == 1,
            ..TypedDeal::default()
        };
        for _ in 0..reader.count()? {
            deal.touches.push(TypedTouch {
                partner: reader.text()?,
                on: reader.text()?,
                weight: reader.text()?,
                is_example: reader.count()? == 1,
                ..TypedTouch::default()
            });
        }
        deals.deals.push(deal);
    }
    deals.within_limits().then(|| deals.numbered())
}
