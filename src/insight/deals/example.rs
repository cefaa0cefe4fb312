//! Deals of companies that do not exist. Two of them have partners in common.

use crate::workspace::Answer;
use crate::workspace::deals::{TypedDeal, TypedTouch};

type Touches = &'static [(&'static str, &'static str, f64)];
/// Name, account and value; of each touch the partner, the day and the weight.
const DEALS: [(&str, &str, f64, Touches); 3] = [
    (
        "D-1041",
        "Lakeside Foods",
        120_000.0,
        &[
            ("Northwind", "2025-06-03", 40.0),
            ("Brightwell", "2025-07-15", 20.0),
            ("Halden", "2025-08-05", 25.0),
            ("Northwind", "2025-08-20", 15.0),
        ],
    ),
    (
        "D-1057",
        "Harbor Logistics",
        80_000.0,
        &[("Halden", "2025-05-12", 50.0), ("Northwind", "2025-06-30", 50.0)],
    ),
    ("D-1063", "Orchard Clinics", 45_000.0, &[("Corvus", "2025-09-09", 100.0)]),
];

/// The example; whoever takes it gives keys.
pub(super) fn deals() -> Vec<TypedDeal> {
    let touch = |(partner, on, weight): &(&str, &str, f64)| TypedTouch {
        partner: (*partner).to_owned(),
        on: (*on).to_owned(),
        weight: Answer::Number(*weight),
        is_example: true,
        ..TypedTouch::default()
    };
    let deal = |(id, account, value, touches): (&str, &str, f64, Touches)| TypedDeal {
        id: id.to_owned(),
        account: account.to_owned(),
        value: Answer::Number(value),
        is_example: true,
        touches: touches.iter().map(touch).collect(),
        ..TypedDeal::default()
    };
    DEALS.map(deal).into()
}
