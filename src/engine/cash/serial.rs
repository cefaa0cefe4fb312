//! The calendar as plain data.

use super::{Calendar, Ledger, Month, Movement};
use crate::answer::{Row, write_rows};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Calendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("discountRate", &self.discount_rate)?;
        let (first, back, own) = (Ok(self.paid_first), Ok(self.reimbursed), Ok(self.own_money()));
        let waiting = Ok(self.waiting_months);
        let rows = [
            Row("paidFirst", &first, "own money + MDF"),
            Row("reimbursed", &back, "MDF"),
            Row("ownMoney", &own, "paid first − MDF"),
            Row("waitingMonths", &waiting, "months to the claim + months from the claim to the money"),
            Row("waitingCost", &self.waiting_cost, "MDF × r × waiting months ÷ 12"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("reconciliation", &self.reconciliation())?;
        map.serialize_entry("movements", &self.movements)?;
        map.serialize_entry("vendor", &Side(&self.vendor, ["MDF + vendor's own cost", "g × (Rs + c × Ri)"]))?;
        map.serialize_entry("partner", &Side(&self.partner, ["own money", "pm × Rs + pmi × Ri + services"]))?;
        let joint = ["own money + MDF + vendor's own cost", "what vendor and partner get back"];
        map.serialize_entry("joint", &Side(&self.joint, joint))?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

/// A ledger, and how what it puts in and gets back is worked out.
struct Side<'a>(&'a Ledger, [&'static str; 2]);

impl Serialize for Side<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(ledger, [puts_in, gets_back]) = self;
        let mut map = serializer.serialize_map(None)?;
        let rows = [
            Row("putsIn", &ledger.puts_in, puts_in),
            Row("getsBack", &ledger.gets_back, gets_back),
            Row("sum", &ledger.sum, "gets back − puts in"),
            Row("deepest", &ledger.deepest, "min of the balance"),
            Row("deepestMonth", &ledger.deepest_month, "first month with the lowest balance"),
            Row("returnMonth", &ledger.return_month, "month from which the balance stays ≥ 0"),
            Row("financingCost", &ledger.financing_cost, "Σ balance below 0 × months × r ÷ 12"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("months", &ledger.months)?;
        map.end()
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("net", &self.net)?;
        map.serialize_entry("cumulative", &self.cumulative)?;
        map.serialize_entry("lowest", &self.lowest)?;
        map.end()
    }
}

impl Serialize for Movement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("cause", self.cause.id())?;
        map.serialize_entry("at", &self.at)?;
        map.serialize_entry("month", &self.month())?;
        map.serialize_entry("vendor", &self.vendor)?;
        map.serialize_entry("partner", &self.partner)?;
        map.end()
    }
}
