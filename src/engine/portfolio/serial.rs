//! The answer as plain data.

use super::{
    Activation, Age, Apart, Band, Check, ClassSums, Concentration, Duration, Fences, Filter, Funds, Group,
    Groups, MoreRates, Outlier, PortfolioReport, RateUsed, Row, Sums, Tail, TrendPoint,
};
use crate::answer::{Row as Line, Stated, write_rows};
use crate::campaign::{CampaignField, DatedRate};
use crate::message::english;
use crate::number::format_decimal;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Writes an object from its fields.
macro_rules! object {
    ($serializer:expr, $( $key:literal : $value:expr ),* $(,)?) => {{
        let mut map = $serializer.serialize_map(None)?;
        $( map.serialize_entry($key, &$value)?; )*
        map.end()
    }};
}

impl Serialize for PortfolioReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let others: Vec<Others<'_>> =
            self.others.iter().map(|(class, rows)| Others(class.id(), rows)).collect();
        object!(serializer,
            "currency": self.terms.currency,
            "today": self.terms.today,
            "influenceCredit": self.terms.credit(),
            "cycleMonths": self.terms.cycle_months,
            "seen": self.seen,
            "taken": self.taken,
            "total": self.total,
            "classes": self.classes,
            "best": self.best,
            "worst": self.worst,
            "others": others,
            "groups": self.groups,
            "trend": self.trend,
            "concentration": self.concentration,
            "fences": self.fences,
            "outliers": self.outliers,
            "oddRows": self.odd,
            "durations": self.durations,
            "activation": self.activation,
            "checks": self.checks,
            "rates": self.rates,
            "moreRates": self.more_rates,
            "apart": self.apart,
            "undatedRows": self.undated,
            "partnersLeftOut": self.partners_left_out,
            "tiersLeftOut": self.tiers_left_out,
            "idsLeftOut": self.ids_left_out,
            "assumptions": self.assumptions,
        )
    }
}

/// Kept rows of one class.
struct Others<'a>(&'static str, &'a [Row]);

impl Serialize for Others<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "class": self.0, "rows": self.1)
    }
}

impl Serialize for ClassSums {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer,
            "class": self.class.id(),
            "text": self.class.text(),
            "rows": self.rows,
            "spent": self.spent,
            "credited": self.credited,
            "filter": self.filter,
        )
    }
}

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "dimension": self.dimension.id(), "groups": self.groups)
    }
}

impl Serialize for Group {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &self.key)?;
        map.serialize_entry("rank", &self.rank)?;
        map.serialize_entry("rows", &self.sums.rows)?;
        map.serialize_entry("standingRows", &self.sums.standing)?;
        map.serialize_entry("rankedRows", &self.sums.ranked_rows)?;
        map.serialize_entry("silentRows", &self.sums.silent_rows)?;
        map.serialize_entry("silentSpent", &self.sums.silent_spent)?;
        map.serialize_entry("sums", &SumsOf(&self.sums))?;
        map.serialize_entry("perMdf", &self.returns)?;
        map.serialize_entry("rankedPerMdf", &self.ranked)?;
        map.serialize_entry("funds", &self.funds)?;
        map.serialize_entry("filter", &self.filter)?;
        let rows = [
            Line("credited", &self.credited, "S + c × I"),
            Line("share", &self.share, "credited ÷ credited of all"),
        ];
        write_rows(&mut map, &rows)?;
        map.end()
    }
}

/// The sums that rows tell, each with how many of them do.
struct SumsOf<'a>(&'a Sums);

/// A sum and how many rows tell it.
struct Sum(f64, u32);

impl Serialize for SumsOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told =
            |field: CampaignField| Some((field.id(), Sum(self.0.get(field).ok()?, self.0.rows_with(field))));
        serializer.collect_map(CampaignField::numbers().filter_map(told))
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "value": self.0, "rows": self.1)
    }
}

impl Serialize for Band {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let rows = [
            Line("sourcedOnly", &self.sourced_only, "S ÷ M"),
            Line("credited", &self.credited, "(S + c × I) ÷ M"),
            Line("fullCredit", &self.full_credit, "(S + I) ÷ M"),
        ];
        write_rows(&mut map, &rows)?;
        map.end()
    }
}

impl Serialize for Funds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unused: Stated = self.unused();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("excess", &self.excess)?;
        let rows = [
            Line("allocated", &self.allocated, "Σ allocated"),
            Line("requested", &self.requested, "Σ requested, else approved, else spent"),
            Line("pending", &self.pending, "Σ max(requested − approved, 0)"),
            Line("refused", &self.refused, "Σ requested of what was denied or canceled"),
            Line("approved", &self.approved, "Σ approved"),
            Line("spent", &self.spent, "Σ claimed, else paid"),
            Line("unclaimed", &self.unclaimed, "Σ max(approved − spent, 0)"),
            Line("neverRequested", &self.never_requested, "allocated − requested"),
            Line("unused", &unused, "allocated − spent"),
            Line("utilization", &self.utilization, "spent ÷ allocated"),
        ];
        write_rows(&mut map, &rows)?;
        map.end()
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (dimension, group) in &self.groups {
            map.serialize_entry(dimension.id(), group)?;
        }
        if let Some(class) = self.class {
            map.serialize_entry("class", class.id())?;
        }
        map.end()
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer,
            "number": self.number,
            "id": self.id,
            "name": self.name,
            "partner": self.partner,
            "tier": self.tier,
            "activity": self.activity.map(|activity| activity.id()),
            "quarter": self.quarter,
            "class": self.class.id(),
            "age": self.age,
            "spent": self.spent,
            "unclaimed": self.unclaimed,
            "pipelineSourced": self.pipeline_sourced,
            "pipelineInfluenced": self.pipeline_influenced,
            "credited": self.credited,
            "perMdf": self.returns,
        )
    }
}

impl Serialize for Age {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "months": self.months, "matured": self.matured)
    }
}

impl Serialize for TrendPoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("quarter", &self.quarter)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("spent", &self.spent)?;
        map.serialize_entry("sourced", &self.sourced)?;
        map.serialize_entry("influenced", &self.influenced)?;
        let rows = [
            Line("perMdf", &self.per_mdf, "(S + c × I) ÷ M"),
            Line("change", &self.change, "now ÷ the quarter before − 1"),
            Line("changeOfYear", &self.change_of_year, "now ÷ the quarter a year before − 1"),
        ];
        write_rows(&mut map, &rows)?;
        map.end()
    }
}

impl Serialize for Concentration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shares: Vec<Share<'_>> = self.shares.iter().map(Share).collect();
        let reach = |reach: Option<super::Reach>| reach.map(|reach| Reach(reach.partners, reach.share));
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("partners", &self.partners)?;
        map.serialize_entry("withoutPipeline", &self.without)?;
        map.serialize_entry("unnamed", &self.unnamed)?;
        map.serialize_entry("half", &reach(self.half))?;
        map.serialize_entry("eightyPercent", &reach(self.most))?;
        map.serialize_entry("shares", &shares)?;
        map.serialize_entry("tail", &self.tail)?;
        write_rows(&mut map, &[Line("credited", &self.credited, "Σ (S + c × I) of partners")])?;
        map.end()
    }
}

struct Share<'a>(&'a super::PartnerShare);

impl Serialize for Share<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let one = self.0;
        object!(serializer,
            "partner": one.partner, "credited": one.credited, "share": one.share, "running": one.running)
    }
}

struct Reach(usize, f64);

impl Serialize for Reach {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "partners": self.0, "share": self.1)
    }
}

impl Serialize for Tail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "partners": self.partners, "share": self.share, "shareOfMdf": self.share_of_mdf)
    }
}

impl Serialize for Fences {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer,
            "quartile": self.quartile,
            "median": self.median,
            "upperQuartile": self.upper_quartile,
            "low": self.low,
            "high": self.high,
            "accuracy": super::ACCURACY,
        )
    }
}

impl Serialize for Outlier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = self.why.message(&|_, value| format_decimal(value), english);
        object!(serializer,
            "code": self.why.code(), "message": message, "values": self.why.values(), "row": self.row)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer,
            "id": self.span.id(),
            "text": self.span.text(),
            "count": self.count,
            "backwards": self.backwards,
            "medianDays": self.median,
            "quartileDays": self.quartiles.map(|(low, high)| [low, high]),
        )
    }
}

impl Serialize for Activation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("active", &self.active)?;
        map.serialize_entry("producing", &self.producing)?;
        let rows = [
            Line("signed", &self.signed, "as given, or partners that tell when they signed"),
            Line("activation", &self.activation, "active ÷ signed"),
            Line("production", &self.production, "producing ÷ active"),
        ];
        write_rows(&mut map, &rows)?;
        map.end()
    }
}

impl Serialize for Check {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "id": self.id, "text": self.text, "value": self.value, "against": self.against)
    }
}

impl Serialize for DatedRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "rate": self.rate, "on": self.on)
    }
}

impl Serialize for RateUsed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer,
            "currency": self.currency, "rate": self.rate, "ofRows": self.of_rows, "rows": self.rows)
    }
}

impl Serialize for MoreRates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer,
            "currency": self.currency, "lowest": self.lowest, "highest": self.highest, "rows": self.rows)
    }
}

impl Serialize for Apart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [sourced, influenced] = self.revenue;
        object!(serializer,
            "currency": self.currency,
            "rows": self.rows,
            "mdfAllocated": self.allocated,
            "mdfRequested": self.requested,
            "paidNotRun": self.paid_not_run,
            "spent": self.spent,
            "pipelineSourced": self.pipeline_sourced,
            "pipelineInfluenced": self.pipeline_influenced,
            "revenueSourced": sourced,
            "revenueInfluenced": influenced,
        )
    }
}
