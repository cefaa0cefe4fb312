//! The cash of a campaign as steps: the partner's above, the vendor's below, each around the line of what it began with.

use super::draw::{Anchor, label, level, upright};
use super::frame::{Chart, Drawing, Table};
use super::points::Point;
use super::scale::Scale;
use crate::fold::capital;
use crate::format::{Format, MonthShape};
use crate::insight::Insight;
use crate::insight::cash::Cash;
use crate::insight::ledger::signed;
use crate::markup::{Tree, of};
use crate::text::{self, Text};
use comarketing_roi_engine::Date;
use comarketing_roi_engine::cash::{Calendar, Cause, Ledger, Movement};
use comarketing_roi_engine::number::format_fixed;
use comarketing_roi_engine::symbol::Unit;

/// The height of one side's lane, and the room above it for its name.
const LANE: f64 = 92.0;
const NAME: f64 = 40.0;
/// Two steps that are closer than this share of the width leave no room for the words of the first.
const CLOSE: f64 = 22.0;

/// From tick to tick, so many months.
const STEPS: [f64; 7] = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 36.0];
/// At most so many months' names beside one another, for a phone.
const NAMES: f64 = 4.0;

/// The months of the calendar: by their names where the first day is known, otherwise counted.
struct Months<'a> {
    format: &'a Format,
    start: Option<Date>,
}

impl Months<'_> {
    fn day(&self, at: f64) -> Option<Date> {
        self.start?.months_later(at)
    }

    /// The month of a moment, in a cell: “May 2027”, or how many have passed.
    fn cell(&self, at: f64) -> String {
        match self.day(at) {
            Some(day) => self.format.month(MonthShape::WithYear, day),
            None => self.format.tick(Unit::Count, at.floor()),
        }
    }

    /// The same by itself: “May 2027”, or “Month 2”.
    fn alone(&self, at: f64) -> String {
        match self.day(at) {
            Some(_) => capital(&self.cell(at)),
            None => [text::PANEL_CASH_MONTH.get(), " ", &self.cell(at)].concat(),
        }
    }

    /// The ticks up to a month, each with the lines of its words; the year stands below the first month of it.
    fn ticks(&self, last: f64) -> Vec<(f64, [String; 2])> {
        if self.day(last).is_none() {
            let months = Scale::over([0.0, last]).ticks(8).into_iter();
            let whole = months.filter(|month| month.fract().abs() < 1e-9);
            return whole.map(|at| (at, [self.cell(at), String::new()])).collect();
        }
        let step = STEPS.into_iter().find(|step| last / step <= NAMES).unwrap_or(last.max(1.0));
        let mut year = String::new();
        let ticks = (0..).map(|at| f64::from(at) * step).take_while(|at| *at <= last);
        ticks
            .filter_map(|at| {
                let day = self.day(at)?;
                let own = self.format.month(MonthShape::Year, day);
                let below = if own == year { String::new() } else { own.clone() };
                year = own;
                Some((at, [self.format.month(MonthShape::Short, day), below]))
            })
            .collect()
    }
}

/// A balance after a moment.
struct Step {
    at: f64,
    balance: f64,
    cause: Cause,
}

pub(in crate::insight) fn chart(insight: &Insight, cash: &Cash) -> Tree {
    let found = &cash.found;
    let partner = steps(found, |movement| movement.partner);
    let vendor = steps(found, |movement| movement.vendor);
    let last = found.movements.last().map_or(0.0, |movement| movement.at);
    // A part of a month before and after, so that no step stands at the edge.
    let (from, to) = (-0.4, last.max(1.0) + 0.8);
    let x = move |at: f64| (at - from) / (to - from) * 100.0;
    let mut shapes = Vec::new();
    let months = Months { format: &insight.format, start: cash.start };
    let below = 2.0 * (LANE + NAME);
    let mut height = below + 28.0;
    for (month, [name, year]) in months.ticks(last.max(1.0)) {
        shapes.push(upright("grid", x(month), NAME / 2.0, below + 6.0));
        // The first one has no room to its left for half of a name.
        let anchor = if x(month) < 8.0 { Anchor::Start } else { Anchor::Middle };
        shapes.push(label("", x(month), 0.0, below + 22.0, anchor, name));
        if !year.is_empty() {
            shapes.push(label("", x(month), 0.0, below + 38.0, anchor, year));
            height = below + 44.0;
        }
    }
    // Whoever prefinances is what there is to see.
    let lanes = [
        (0.0, text::PANEL_CASH_PARTNER, &partner, "own-line"),
        (LANE + NAME, text::PANEL_CASH_VENDOR, &vendor, "context-line"),
    ];
    for (top, name, steps, class) in lanes {
        shapes.push(label("name", 0.0, 0.0, top + 20.0, Anchor::Start, name.get()));
        lane(insight, &mut shapes, steps, (top + NAME, class), x);
    }
    Chart {
        finding: finding(insight, &months, &found.partner),
        what: text::PANEL_CASH_WHAT.get().to_owned(),
        drawing: Drawing { sides: "cash", height, shapes },
        notes: notes(insight, cash),
        table: Table {
            head: [
                text::PANEL_CASH_MONTH,
                text::PANEL_CASH_EVENT,
                text::PANEL_CASH_PARTNER,
                text::PANEL_CASH_VENDOR,
            ]
            .map(|head| head.get().to_owned())
            .into(),
            rows: rows(insight, &months, found).into_iter().map(|(_, row)| row.into()).collect(),
        },
    }
    .pointed(0.0, told(insight, &months, found, x))
}

/// What both sides have from each moment to the next.
fn told(insight: &Insight, months: &Months, found: &Calendar, x: impl Fn(f64) -> f64) -> Vec<Point> {
    let rows = rows(insight, months, found);
    let mut points: Vec<Point> = Vec::new();
    for (row, (at, [_, what, partner, vendor])) in rows.iter().enumerate() {
        let next = rows.get(row + 1).map_or(100.0, |(next, _)| x(*next).min(100.0));
        // What happens at one moment is told as it stands after the last of it.
        if next - x(*at) < 0.01 {
            continue;
        }
        let head = text::join_items(&months.alone(*at), what);
        let side = |name: Text, money: &str| [name.get(), " ", money].concat();
        let sides = [side(text::PANEL_CASH_PARTNER, partner), side(text::PANEL_CASH_VENDOR, vendor)];
        points.push(Point {
            ends: (next, 2.0 * (LANE + NAME)),
            at: None,
            words: text::join_named(&head, &text::items(&sides)),
        });
    }
    points
}

/// The balances of one side, those of one moment as one.
fn steps(found: &Calendar, of: impl Fn(&Movement) -> Option<f64>) -> Vec<Step> {
    let mut all: Vec<Step> = Vec::new();
    let mut balance = 0.0;
    for movement in &found.movements {
        let amount = of(movement).unwrap_or_default();
        if amount.abs() <= 0.0 {
            continue;
        }
        balance += amount;
        match all.last_mut() {
            Some(step) if (step.at - movement.at).abs() < 1e-9 => {
                step.balance = balance;
                step.cause = movement.cause;
            }
            _ => all.push(Step { at: movement.at, balance, cause: movement.cause }),
        }
    }
    all
}

/// Draws the steps of one side, with what is in hand after each and what for.
fn lane(
    insight: &Insight,
    shapes: &mut Vec<Tree>,
    steps: &[Step],
    (top, class): (f64, &'static str),
    x: impl Fn(f64) -> f64,
) {
    let scale = Scale::with_zero(steps.iter().map(|step| step.balance));
    let y = |balance: f64| top + 14.0 + scale.down(balance) * (LANE - 28.0) / 100.0;
    let across = |from: f64, to: f64, at: f64| {
        of("line", class)
            .set("x1", format_fixed(from, 2) + "%")
            .set("x2", format_fixed(to, 2) + "%")
            .set("y1", format_fixed(at, 2))
            .set("y2", format_fixed(at, 2))
    };
    shapes.push(level("zero", y(0.0)));
    let (mut place, mut before) = (0.0, 0.0);
    for (at, step) in steps.iter().enumerate() {
        let here = x(step.at);
        let next = steps.get(at + 1).map_or(100.0, |next| x(next.at));
        shapes.push(across(place, here, y(before)));
        shapes.push(upright(class, here, y(before).min(y(step.balance)), y(before).max(y(step.balance))));
        let down = step.balance < before;
        let words = [&signed(insight, step.balance), " ", why(step.cause).get()].concat();
        let below = y(step.balance) + if down { 14.0 } else { -6.0 };
        // To the right of the step while there is room before the next, else to its left where the lane is free.
        if next - here >= CLOSE && here < 70.0 {
            shapes.push(label("", here, 6.0, below, Anchor::Start, words));
        } else if next >= 100.0 {
            shapes.push(label("", here, -6.0, below.min(y(step.balance) + 4.0), Anchor::End, words));
        }
        (place, before) = (here, step.balance);
    }
    shapes.push(across(place, 100.0, y(before)));
}

/// What money moves for.
fn why(cause: Cause) -> Text {
    match cause {
        Cause::VendorCost => text::PANEL_CASH_OWN_COST,
        Cause::Event | Cause::Claim => text::PANEL_CASH_PAYS,
        Cause::Reimbursement => text::PANEL_CASH_MDF,
        Cause::Deals => text::PANEL_CASH_DEALS,
    }
}

/// How deep the partner is out of pocket, and when it is back.
fn finding(insight: &Insight, months: &Months, ledger: &Ledger) -> String {
    let deepest = ledger.deepest.as_ref().map_or(0.0, |deepest| deepest.abs());
    let money = insight.money(deepest);
    match &ledger.return_month {
        _ if deepest <= 0.0 => text::PANEL_CASH_NEVER_OUT.get().to_owned(),
        Ok(month) if months.day(*month).is_some() => text::panel_cash_out_until(&money, &months.cell(*month)),
        Ok(month) => text::panel_cash_out(&money, &insight.format.figure(Unit::Months, *month)),
        Err(_) => text::panel_cash_lost(&money),
    }
}

/// How the partner's money fits together, and what was taken for granted.
fn notes(insight: &Insight, cash: &Cash) -> Vec<String> {
    let found = &cash.found;
    let money = |value: f64| insight.money(value);
    let reconciled = text::panel_cash_reconciles(
        &money(found.paid_first),
        &money(found.reimbursed),
        &money(found.own_money()),
    );
    let days = (!cash.knows_days).then(|| text::PANEL_CASH_NO_DAYS.get().to_owned());
    let cycle = (!cash.knows_cycle).then(|| text::PANEL_CASH_NO_CYCLE.get().to_owned());
    [Some(reconciled), days, cycle].into_iter().flatten().collect()
}

/// Each movement of money, and what both have after it.
fn rows(insight: &Insight, months: &Months, found: &Calendar) -> Vec<(f64, [String; 4])> {
    let (mut partner, mut vendor) = (0.0, 0.0);
    let moving = found.movements.iter().filter(|movement| movement.cause != Cause::Claim);
    moving
        .map(|movement| {
            partner += movement.partner.unwrap_or_default();
            vendor += movement.vendor.unwrap_or_default();
            let row = [
                months.cell(movement.at),
                why(movement.cause).get().to_owned(),
                signed(insight, partner),
                signed(insight, vendor),
            ];
            (movement.at, row)
        })
        .collect()
}
