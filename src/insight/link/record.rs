//! A plan and a form as bytes: which fields are given, which of these are ranges, and the numbers.

use super::bytes::{Reader, Writer};
use comarketing_roi_engine::draft::{Entry, Input, Origin};
use comarketing_roi_engine::number::Unread;
use comarketing_roi_engine::plan::{Assumed, MAX_TIERS, Switch};
use comarketing_roi_engine::{Draft, Field, FieldPath, Number, Plan, Tier};

/// The order of the fields in a link. It stays when the table of fields gets another: new fields go to the end.
const OF_TIER: [Field; 22] = [
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
    Field::WinRateInfluenced,
    Field::SignedPartners,
    Field::BaselineShare,
    Field::TierChurn,
    Field::TierCycle,
];
/// The same of the figures that stand once.
const SHARED: [Field; 23] = [
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
    Field::DirectProgrammeSpend,
    Field::PartnerMarginInfluenced,
    Field::CostFollowsCredit,
    Field::AnnualExpansion,
    Field::PartnerServicesPerDeal,
    Field::PartnerServicesMargin,
    Field::DirectOpportunities,
    Field::DirectWinRate,
    Field::DirectDealSize,
    Field::DirectChurn,
    Field::DirectCycle,
];

/// What a plan of the second layout has beside one of the first.
pub(super) const WITHHELD: u64 = 4;
/// Which bits say that a switch does not hold, and that it holds.
const SWITCHES: [(Switch, u64, u64); 2] =
    [(Switch::ProgrammeCostIncludesCommission, 8, 16), (Switch::WinRateByCount, 32, 64)];
/// The one switch of the first layout.
const INCLUDES: (Switch, u64, u64) = (Switch::IncludesInfluenced, 1, 2);

/// A plan as both layouts have it; the second has flags for more and the list of examples at its end.
pub(super) fn write_plan(out: &mut Writer, plan: &Plan) {
    out.text(&plan.currency);
    let said = |(switch, no, yes): (Switch, u64, u64)| {
        plan.said(switch).map_or(0, |holds| if holds { yes } else { no })
    };
    let switches = SWITCHES.into_iter().chain([INCLUDES]).map(said).sum::<u64>();
    out.count(switches | if plan.costs_withheld { WITHHELD } else { 0 });
    out.count(plan.tiers.len() as u64);
    for tier in &plan.tiers {
        out.text(&tier.name);
        figures(out, &OF_TIER, |field| tier.get(field));
    }
    figures(out, &SHARED, |field| plan.get(FieldPath::plan(field)));
    out.count(plan.assumed.len() as u64);
    for assumed in &plan.assumed {
        out.text(&assumed.field);
        out.text(&assumed.why);
    }
    let examples = |tier: Option<usize>, fields: &[Field]| {
        let marked = |field: &Field| plan.examples.contains(&FieldPath { tier, field: *field });
        mask(fields, marked)
    };
    for at in 0..plan.tiers.len() {
        out.count(examples(Some(at), &OF_TIER));
    }
    out.count(examples(None, &SHARED));
}

fn mask(fields: &[Field], holds: impl Fn(&Field) -> bool) -> u64 {
    let bits = fields.iter().enumerate().filter(|(_, field)| holds(field));
    bits.fold(0u64, |mask, (at, _)| mask | 1 << at)
}

fn figures(out: &mut Writer, fields: &[Field], get: impl Fn(Field) -> Option<Number>) {
    let given = mask(fields, |field| get(*field).is_some());
    let ranges = mask(fields, |field| matches!(get(*field), Some(Number::Range { .. })));
    // One bit says whether there are ranges at all: mostly there are none.
    out.count(given << 1 | u64::from(ranges != 0));
    if ranges != 0 {
        out.count(ranges);
    }
    for number in fields.iter().filter_map(|field| get(*field)) {
        match number {
            Number::Exact(value) => out.number(value),
            Number::Range { low, likely, high } => {
                [low, likely, high].iter().for_each(|end| out.number(*end));
            }
        }
    }
}

/// The plan of a layout: the first ends before the examples.
pub(super) fn read_plan(reader: &mut Reader, layout: u8) -> Option<Plan> {
    let mut plan = Plan::new(reader.text()?);
    let flags = reader.count()?;
    plan.costs_withheld = layout > 1 && flags & WITHHELD != 0;
    let later = if layout > 1 { &SWITCHES[..] } else { &[] };
    let mut left = if layout > 1 { flags & !WITHHELD } else { flags };
    for (switch, no, yes) in later.iter().copied().chain([INCLUDES]) {
        plan.say(
            switch,
            match left & (no | yes) {
                0 => None,
                said if said == no => Some(false),
                said if said == yes => Some(true),
                _ => return None,
            },
        );
        left &= !(no | yes);
    }
    if left != 0 {
        return None;
    }
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
        plan.set(FieldPath::plan(field), number);
    }
    for _ in 0..reader.count()? {
        plan.assumed.push(Assumed { field: reader.text()?, why: reader.text()? });
    }
    // Older links may hold an assumption about a field that there is not: it never said anything, and they open for ever.
    let tiers = plan.tiers.len();
    let there = |place: FieldPath| place.tier.is_none_or(|tier| tier < tiers);
    plan.assumed.retain(|assumed| FieldPath::named(&assumed.field).is_some_and(there));
    if layout > 1 {
        let scopes = (0..plan.tiers.len()).map(|at| (Some(at), &OF_TIER[..])).chain([(None, &SHARED[..])]);
        for (tier, fields) in scopes {
            let marked = reader.count()?;
            if marked >> fields.len() != 0 {
                return None;
            }
            let places = fields.iter().enumerate().filter(|(at, _)| marked >> at & 1 == 1);
            for (_, field) in places {
                plan.examples.push(FieldPath { tier, field: *field });
            }
        }
        // Fields that came later stand at the end of a link, and where they belong in a plan.
        plan.examples.sort_by_key(|place| (place.tier.is_none(), place.tier, place.field as u8));
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

/// A form: its numbers as a plan, then what could not be read.
pub(super) fn write_form(out: &mut Writer, form: &Draft) {
    write_plan(out, &form.to_plan());
    let unread: Vec<(String, &String)> = form
        .places()
        .filter_map(|place| match &form.get(place).input {
            Input::Unread { text, .. } => Some((place.path(), text)),
            Input::Blank | Input::Number(_) => None,
        })
        .collect();
    out.count(unread.len() as u64);
    for (path, text) in unread {
        out.text(&path);
        out.text(text);
    }
}

pub(super) fn read_form(reader: &mut Reader) -> Option<Draft> {
    let mut form = Draft::of(&read_plan(reader, 2)?, &Origin::Yours);
    for _ in 0..reader.count()? {
        let place = FieldPath::named(&reader.text()?)
            .filter(|place| place.tier.is_none_or(|at| at < form.tiers.len()))?;
        let input = Input::Unread { text: reader.text()?, why: Unread::NotANumber };
        form.set(place, Entry { input, origin: Origin::Yours });
    }
    Some(form)
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
