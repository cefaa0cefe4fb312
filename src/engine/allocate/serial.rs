//! The answer as plain data.

use super::{Allocation, Excluded, METHOD, Point, Share, Sum};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl Serialize for Allocation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("budget", &self.budget)?;
        map.serialize_entry("beta", &self.beta)?;
        map.serialize_entry("maxMove", &self.max_move)?;
        map.serialize_entry("today", &self.today)?;
        map.serialize_entry("sameMix", &self.same_mix)?;
        map.serialize_entry("best", &self.best)?;
        map.serialize_entry("gain", &self.gain())?;
        map.serialize_entry("lambda", &self.lambda)?;
        if !self.margin_known {
            map.serialize_entry("reason", "Needs gross margin to state gross profit; the split does not.")?;
        }
        map.serialize_entry("tiers", &self.tiers)?;
        map.serialize_entry("excluded", &self.excluded)?;
        map.serialize_entry("formula", "max Σ g × R × (m / M)^β, Σ m = budget, floor ≤ m ≤ cap")?;
        map.serialize_entry("method", &METHOD)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}

impl Allocation {
    /// Gross profit of the best split less that of today's spending in today's mix; none without a gross margin. With
    /// another budget than today's it holds what the budget itself brings; [`Self::best`] less [`Self::same_mix`] is what
    /// the mix brings. It counts all revenue as brought by MDF.
    pub fn gain(&self) -> Option<f64> {
        self.best.gross_profit.zip(self.today.gross_profit).map(|(best, today)| best - today)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("tier", &self.tier)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("floor", &self.floor)?;
        map.serialize_entry("cap", &self.cap)?;
        map.serialize_entry("today", &self.today)?;
        map.serialize_entry("best", &self.best)?;
        map.serialize_entry("bound", &self.bound.map(super::Bound::id))?;
        map.end()
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("spend", &self.spend)?;
        map.serialize_entry("revenue", &self.revenue)?;
        map.serialize_entry("grossProfit", &self.gross_profit)?;
        map.serialize_entry("marginalReturn", &self.marginal)?;
        map.end()
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("spend", &self.spend)?;
        map.serialize_entry("revenue", &self.revenue)?;
        map.serialize_entry("grossProfit", &self.gross_profit)?;
        map.end()
    }
}

impl Serialize for Excluded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("tier", &self.tier)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("reason", &self.reason)?;
        map.serialize_entry("spend", &self.spend)?;
        map.end()
    }
}
