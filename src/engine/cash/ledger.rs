//! A balance on its way through the calendar: how deep it goes, and when it is back.

use super::{Ledger, Month, Movement, SAME, month};
use crate::answer::{Stated, stated};
use crate::number::format_decimal;

/// The share of all money moved that binary fractions may be off by.
const ROUNDING: f64 = 1e-12;

impl Ledger {
    /// A ledger that lacks a figure.
    fn without(puts_in: f64, reason: &str) -> Self {
        let none = || Err(reason.to_owned());
        Self {
            puts_in: stated(puts_in),
            gets_back: none(),
            sum: none(),
            deepest: none(),
            deepest_month: none(),
            return_month: none(),
            financing_cost: none(),
            months: Vec::new(),
        }
    }

    /// The ledger that the movements make, in the months up to `last`.
    pub(super) fn of(
        puts_in: f64,
        gain: Stated,
        movements: &[Movement],
        of: fn(&Movement) -> Option<f64>,
        (last, rate): (usize, f64),
    ) -> Self {
        let gain = match gain {
            Ok(gain) => gain,
            Err(reason) => return Self::without(puts_in, &reason),
        };
        let amounts: Vec<(f64, f64)> = movements.iter().filter_map(|m| Some((m.at, of(m)?))).collect();
        let walk = Walk::along(&amounts, last);
        let short = format_decimal(0.0 - walk.balance);
        let never = "The balance is never below zero, so nothing has to come back.";
        Self {
            puts_in: stated(puts_in),
            gets_back: stated(gain),
            sum: stated(gain - puts_in),
            deepest: stated(walk.deepest.map_or(0.0, |(_, balance)| balance)),
            deepest_month: walk.deepest.map(|(at, _)| month(at) as f64).ok_or_else(|| never.to_owned()),
            return_month: match (walk.deepest, walk.back) {
                (None, _) => Err(never.to_owned()),
                (Some(_), Some(at)) => Ok(month(at) as f64),
                (Some(_), None) => Err(format!(
                    "What comes back does not cover what is paid: {short} is missing in the end."
                )),
            },
            financing_cost: stated(walk.owed_months * rate / 12.0),
            months: walk.months,
        }
    }
}

/// A balance on its way through the calendar.
struct Walk {
    balance: f64,
    months: Vec<Month>,
    /// When the balance is lowest, and how low; none while it never is below zero.
    deepest: Option<(f64, f64)>,
    /// Since when the balance is back at zero or above; none while it is below.
    back: Option<f64>,
    /// Money below zero times the months that it is so.
    owed_months: f64,
}

impl Walk {
    /// Follows amounts in order of time; those of one moment move together.
    fn along(amounts: &[(f64, f64)], last: usize) -> Self {
        let mut walk = Self { balance: 0.0, months: Vec::new(), deepest: None, back: None, owed_months: 0.0 };
        let (mut rest, mut before, mut turnover) = (amounts, 0.0, 0.0);
        for number in 0..=last {
            let opening = walk.balance;
            let mut lowest = opening;
            while let [(at, _), ..] = rest
                && month(*at) <= number
            {
                let together = rest.iter().take_while(|(other, _)| other - at <= SAME).count();
                let (now, later) = rest.split_at_checked(together).unwrap_or((rest, &[]));
                rest = later;
                let net: f64 = now.iter().map(|(_, amount)| amount).sum();
                // What comes and goes in one moment moves nothing: joint cash does not know of reimbursement.
                if net == 0.0 {
                    continue;
                }
                walk.owed_months += (0.0 - walk.balance).max(0.0) * (at - before);
                turnover += net.abs();
                before = *at;
                let after = walk.balance + net;
                // Binary fractions do not add up exactly: what is left of rounding is no debt.
                walk.balance = if after.abs() <= ROUNDING * turnover { 0.0 } else { after };
                walk.note(*at);
                lowest = lowest.min(walk.balance);
            }
            let cumulative = walk.balance;
            walk.months.push(Month { net: cumulative - opening, cumulative, lowest });
        }
        walk
    }

    /// Notes where the balance stands after a moment.
    fn note(&mut self, at: f64) {
        if self.balance >= 0.0 {
            self.back = self.back.or(Some(at));
        } else {
            self.back = None;
            if self.deepest.is_none_or(|(_, lowest)| self.balance < lowest) {
                self.deepest = Some((at, self.balance));
            }
        }
    }
}
