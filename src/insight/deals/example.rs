//! Deals of companies that do not exist. Two of them have partners in common.

use crate::workspace::deals::{TypedDeal, TypedTouch};

type Touches = &'static [(&'static str, &'static str, &'static str)];
/// Name, account and value; of each touch the partner, the day and the weight.
const DEALS: [(&str, &str, &str, Touches); 3] = [
    (
        "D-1041",
        "Lakeside Foods",
        "120000",
        &[
            ("Northwind", "2025-06-03", "40"),
            ("Brightwell", "2025-07-15", "20"),
            ("Halden", "2025-08-05", "25"),
            ("Northwind", "2025-08-20", "15"),
        ],
    ),
    (
        "D-1057",
        "Harbor Logistics",
        "80000",
        &[("Halden", "2025-05-12", "50"), ("Northwind", "2025-06-30", "50")],
    ),
    ("D-1063", "Orchard Clinics", "45000", &[("Corvus", "2025-09-09", "100")]),
];

/// The example; whoever takes it gives keys.
pub(super) fn deals() -> Vec<TypedDeal> {
    let touch = |(partner, on, weight): &(&str, &str, &str)| TypedTouch {
        partner: (*partner).to_owned(),
        on: (*on).to_owned(),
        weight: (*weight).to_owned(),
        is_example: true,
        ..TypedTouch::default()
    };
    let deal = |(id, account, value, touches): (&str, &str, &str, Touches)| TypedDeal {
        id: id.to_owned(),
        account: account.to_owned(),
        value: value.to_owned(),
        is_example: true,
        touches: touches.iter().map(touch).collect(),
        ..TypedDeal::default()
    };
    DEALS.map(deal).into()
}
