//! A plan as a short text for a link, and back.
//!
//! `1.` and then Base64 for addresses (RFC 4648, section 5) of: a check sum of what follows, the currency, flags, the
//! tiers, the shared figures, the assumptions. A number that has few decimal digits, as those that people type, takes two
//! to four bytes. What this version wrote is read for ever (tests/links): a new layout gets a new number before the point.

mod bytes;

use super::{Insight, word};
use crate::json;
use crate::text;
use bytes::{Reader, Writer, from_base64, to_base64};
use comarketing_roi_engine::plan::{Assumed, MAX_TIERS};
use comarketing_roi_engine::{Field, Number, Place, Plan, Tier, ValidPlan, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What stands before the text.
const VERSION: &str = "1";
/// How a link of a page names the text.
const NAME: &str = "cmroi=";
/// A longer text was never written by this.
const MOST: usize = 16 * 1024;

/// What says what somebody spends or earns: left out where a link goes to strangers.
const PRIVATE: [Field; 7] = [
    Field::MdfAllocated,
    Field::MdfSpent,
    Field::PartnerContribution,
    Field::ProgrammeCost,
    Field::DirectCost,
    Field::GrossMargin,
    Field::PartnerMargin,
];

/// The order of the fields in a link. It stays when the table of fields gets another: new fields go to the end.
const OF_TIER: [Field; 17] = [
    Field::MdfSpent,
    Field::Leads,
    Field::PipelineSourced,
    Field::PipelineInfluenced,
    Field::WinRate,
    Field::DealSize,
    Field::MdfAllocated,
    Field::ProgrammeCost,
    Field::PartnerContribution,
    Field::ActivePartners,
    Field::Mqls,
    Field::OpportunitiesSourced,
    Field::OpportunitiesInfluenced,
    Field::CustomersSourced,
    Field::CustomersInfluenced,
    Field::RevenueSourced,
    Field::RevenueInfluenced,
];
/// The same of the figures that stand once.
const SHARED: [Field; 12] = [
    Field::DirectCost,
    Field::DirectPipeline,
    Field::DirectCustomers,
    Field::DirectRevenue,
    Field::GrossMargin,
    Field::PartnerMargin,
    Field::AnnualChurn,
    Field::MaxLifetimeYears,
    Field::DiscountRate,
    Field::SalesCycleMonths,
    Field::InfluenceCredit,
    Field::PeriodMonths,
];

/// The plan without its private figures.
pub(super) fn redacted(plan: &Plan) -> Plan {
    let mut public = plan.clone();
    let hidden: Vec<Place> = plan.places().filter(|place| PRIVATE.contains(&place.field)).collect();
    for place in &hidden {
        public.set(*place, None);
    }
    public.assumed.retain(|assumed| !hidden.iter().any(|place| place.path() == assumed.field));
    public
}

/// The text of a plan.
pub fn write(plan: &Plan) -> String {
    let mut out = Writer::default();
    out.text(&plan.currency);
    out.count(match plan.includes_influenced {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    });
    out.count(plan.tiers.len() as u64);
    for tier in &plan.tiers {
        out.text(&tier.name);
        figures(&mut out, &OF_TIER, |field| tier.get(field));
    }
    figures(&mut out, &SHARED, |field| plan.get(Place::plan(field)));
    out.count(plan.assumed.len() as u64);
    for assumed in &plan.assumed {
        out.text(&assumed.field);
        out.text(&assumed.why);
    }
    [VERSION, ".", &to_base64(&out.checked())].concat()
}

/// Which of the fields are given, which of these are ranges, and the numbers.
fn figures(out: &mut Writer, fields: &[Field], get: impl Fn(Field) -> Option<Number>) {
    let mask = |holds: &dyn Fn(Option<Number>) -> bool| {
        let bits = fields.iter().enumerate().filter(|(_, field)| holds(get(**field)));
        bits.fold(0u64, |mask, (at, _)| mask | 1 << at)
    };
    let given = mask(&|number| number.is_some());
    let ranges = mask(&|number| matches!(number, Some(Number::Range { .. })));
    // One bit says whether there are ranges at all: mostly there are none.
    out.count(given << 1 | u64::from(ranges != 0));
    if ranges != 0 {
        out.count(ranges);
    }
    for number in fields.iter().filter_map(|field| get(*field)) {
        match number {
            Number::Exact(value) => out.number(value),
            Number::Range { low, likely, high } => {
                [low, likely, high].iter().for_each(|end| out.number(*end))
            }
        }
    }
}

/// Why a text is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlinked {
    /// Nothing that this calculator wrote.
    Foreign,
    /// Written by a newer one.
    Newer,
    /// Its end is missing, or a part was changed.
    Broken,
}

impl Unlinked {
    /// What to do about it, as a sentence.
    fn message(self) -> &'static str {
        match self {
            Self::Foreign => text::PANEL_LINK_FOREIGN,
            Self::Newer => text::PANEL_LINK_NEWER,
            Self::Broken => text::PANEL_LINK_BROKEN,
        }
        .get()
    }
}

/// Reads a text, or an address that holds one.
///
/// # Errors
/// Why it is no plan.
pub fn read(text: &str) -> Result<ValidPlan, Unlinked> {
    let text = text.trim();
    let text = text.rsplit_once(NAME).map_or(text, |(_, text)| text);
    let text = text.split('&').next().unwrap_or_default();
    let (version, body) = text.split_once('.').ok_or(Unlinked::Foreign)?;
    if version != VERSION {
        let number = !version.is_empty() && version.len() <= 3 && version.bytes().all(|b| b.is_ascii_digit());
        return Err(if number && version != "0" { Unlinked::Newer } else { Unlinked::Foreign });
    }
    if body.len() > MOST {
        return Err(Unlinked::Broken);
    }
    let bytes = from_base64(body).ok_or(Unlinked::Broken)?;
    let mut reader = Reader::checked(&bytes).ok_or(Unlinked::Broken)?;
    let plan = plan(&mut reader).filter(|_| reader.is_empty()).ok_or(Unlinked::Broken)?;
    plan.validate().map_err(|_| Unlinked::Broken)
}

fn plan(reader: &mut Reader) -> Option<Plan> {
    let mut plan = Plan::new(reader.text()?);
    plan.includes_influenced = match reader.count()? {
        0 => None,
        1 => Some(false),
        2 => Some(true),
        _ => return None,
    };
    let tiers = reader.count()?;
    if tiers > MAX_TIERS as u64 {
        return None;
    }
    for _ in 0..tiers {
        let mut tier = Tier::named(reader.text()?);
        for (field, number) in read_figures(reader, &OF_TIER)? {
            tier.set(field, number);
        }
        plan.tiers.push(tier);
    }
    for (field, number) in read_figures(reader, &SHARED)? {
        plan.set(Place::plan(field), number);
    }
    for _ in 0..reader.count()? {
        plan.assumed.push(Assumed { field: reader.text()?, why: reader.text()? });
    }
    Some(plan)
}

fn read_figures(reader: &mut Reader, fields: &[Field]) -> Option<Vec<(Field, Number)>> {
    let head = reader.count()?;
    let given = head >> 1;
    let ranges = if head & 1 == 1 { reader.count()? } else { 0 };
    if given >> fields.len() != 0 || ranges & !given != 0 {
        return None;
    }
    let mut read = Vec::new();
    for (at, field) in fields.iter().enumerate().filter(|(at, _)| given >> at & 1 == 1) {
        let number = if ranges >> at & 1 == 1 {
            Number::Range { low: reader.number()?, likely: reader.number()?, high: reader.number()? }
        } else {
            Number::Exact(reader.number()?)
        };
        read.push((*field, number));
    }
    Some(read)
}

/// The text of the plan at hand: `{ redact }`.
pub(super) fn text(insight: &Insight, redact: bool) -> String {
    if redact { write(&redacted(&insight.plan)) } else { write(&insight.plan) }
}

/// The plan in `{ text }` as JSON, or `{ errors }`.
pub(super) fn unlink(wish: &Value) -> Option<String> {
    match read(word(wish, "text").unwrap_or_default()) {
        Ok(plan) => json::text(&*plan),
        Err(why) => json::text(&Errors(why)),
    }
}

/// Problems in the shape in which the API tells them.
struct Errors(Unlinked);

impl Serialize for Errors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("errors", &[Error(self.0.message())])?;
        map.end()
    }
}

struct Error(&'static str);

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("path", "")?;
        map.serialize_entry("code", "link_invalid")?;
        map.serialize_entry("message", self.0)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comarketing_roi_engine::plan::Group;

    #[test]
    fn every_field_has_one_place_in_a_link() {
        for field in Field::ALL {
            let order: &[Field] = if field.group() == Group::Tier { &OF_TIER } else { &SHARED };
            assert_eq!(order.iter().filter(|other| *other == field).count(), 1, "{}", field.id());
        }
        assert_eq!(OF_TIER.len() + SHARED.len(), Field::ALL.len());
    }
}
