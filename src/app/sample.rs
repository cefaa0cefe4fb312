//! What a visitor finds on first view.

use comarketing_roi_engine::benchmark::prefills;
use comarketing_roi_engine::draft::{Entry, Input, Origin};
use comarketing_roi_engine::resolve::DEFAULT_CREDIT;
use comarketing_roi_engine::{Draft, Field, FieldPath, Number, Plan, Tier};

use crate::format::Format;
use crate::text::{self, Text};

/// The tiers that a program starts with.
pub(super) const TIERS: [Text; 3] = [text::TIER_STRATEGIC, text::TIER_FOCUS, text::TIER_SCALE];

/// A filled plan, so that nobody meets an empty form: last year's figures of a company that does not exist.
pub fn sample(format: &Format) -> Draft {
    use Field::{
        DealSize, DirectCost, DirectCustomers, DirectPipeline, DirectRevenue, Leads, MdfSpent,
        PipelineInfluenced, PipelineSourced, ProgrammeCost, WinRate,
    };
    // What the assessment asks, and no more: an example that no step shows could not be replaced there.
    let fields = [MdfSpent, ProgrammeCost, Leads, PipelineSourced, PipelineInfluenced, WinRate, DealSize];
    let figures = [
        [180e3, 210e3, 620.0, 2.1e6, 1.9e6, 0.27, 42e3],
        [120e3, 90e3, 840.0, 1.15e6, 640e3, 0.22, 24e3],
        [60e3, 35e3, 1150.0, 310e3, 120e3, 0.18, 9e3],
    ];
    let mut plan = Plan::new(format.currency())
        .with(DirectCost, 2.4e6)
        .with(DirectPipeline, 9.6e6)
        .with(DirectCustomers, 88.0)
        .with(DirectRevenue, 2.2e6);
    for (name, values) in TIERS.iter().zip(figures) {
        let figures = fields.iter().zip(values);
        plan.tiers
            .push(figures.fold(Tier::named(name.get()), |tier, (field, value)| tier.with(*field, value)));
    }
    let mut draft = Draft::of(&plan, &Origin::Sample);
    assume(&mut draft);
    draft
}

/// What the start asks, and the same company's totals as examples of it: a tier of all partners.
pub const QUICK: [Field; 5] = [
    Field::MdfSpent,
    Field::ProgrammeCost,
    Field::PipelineSourced,
    Field::PipelineInfluenced,
    Field::WinRate,
];

/// The form of the start: five examples that give way to what is typed, and what may be assumed.
pub(super) fn quick(format: &Format) -> Draft {
    let totals = QUICK.iter().zip([360e3, 335e3, 3.56e6, 2.66e6, 0.25]);
    let tier = Tier::named(text::TIER_ALL.get());
    let mut plan = Plan::new(format.currency());
    plan.tiers.push(totals.fold(tier, |tier, (field, value)| tier.with(*field, value)));
    let mut draft = Draft::of(&plan, &Origin::Sample);
    assume(&mut draft);
    draft
}

/// What stands in for a win rate that nobody knows: the spread of published ones, from 15% to 47%, and no point in it, for they
/// divide by different things. The middle is where the figures are drawn.
pub(super) fn unknown_win_rate() -> Entry {
    let input = Input::Number(Number::Range { low: 0.15, likely: 0.31, high: 0.47 });
    Entry { input, origin: Origin::Assumed(text::SPREAD_OF_WIN_RATES.get().to_owned()) }
}

/// The form without figures: the usual tiers, and the assumptions that a visitor may keep.
pub(super) fn blank(format: &Format) -> Draft {
    let mut draft = Draft::new(format.currency(), &TIERS.map(Text::get));
    assume(&mut draft);
    draft
}

/// The form of a campaign without figures.
pub(super) fn campaign(format: &Format) -> Draft {
    let mut draft = Draft::new(format.currency(), &[text::CAMPAIGN_NAME.get()]);
    assume(&mut draft);
    draft
}

/// A joint webinar of a company that does not exist.
pub(super) fn sample_campaign(format: &Format) -> Draft {
    use Field::{
        DealSize, DirectCost, DirectCustomers, DirectPipeline, DirectRevenue, Leads, MdfSpent,
        OpportunitiesInfluenced, OpportunitiesSourced, PartnerContribution, PartnerMargin, ProgrammeCost,
        SalesCycleMonths, WinRate,
    };
    let tier = Tier::named(text::CAMPAIGN_NAME.get())
        .with(MdfSpent, 12e3)
        .with(PartnerContribution, 8e3)
        .with(ProgrammeCost, 5e3)
        .with(Leads, 140.0)
        .with(OpportunitiesSourced, 9.0)
        .with(OpportunitiesInfluenced, 6.0)
        .with(WinRate, 0.24)
        .with(DealSize, 18e3);
    let mut plan = Plan::new(format.currency())
        .with(DirectCost, 2.4e6)
        .with(DirectPipeline, 9.6e6)
        .with(DirectCustomers, 88.0)
        .with(DirectRevenue, 2.2e6)
        // Without it the partner's own return and the joint one have no value.
        .with(PartnerMargin, 0.2)
        // Without it no money would come in later than it goes out.
        .with(SalesCycleMonths, 5.0);
    plan.tiers.push(tier);
    let mut draft = Draft::of(&plan, &Origin::Sample);
    assume(&mut draft);
    draft
}

/// Fills in what nobody should have to look up, marked as assumed.
fn assume(draft: &mut Draft) {
    for place in Field::ALL.iter().map(|field| FieldPath::plan(*field)) {
        if let Some(entry) = stand_in(place) {
            draft.set(place, entry);
        }
    }
}

/// What stands in for a number of the plan that nobody knows: the published one with its source, or common practice.
pub fn stand_in(place: FieldPath) -> Option<Entry> {
    let (value, why) = match place.field {
        Field::InfluenceCredit => (DEFAULT_CREDIT, text::WHY_CREDIT),
        field => prefills()
            .iter()
            .find(|prefill| prefill.field == field)
            .map(|prefill| (prefill.value, prefill.why))?,
    };
    Some(Entry::number(value, Origin::Assumed(why.to_owned())))
}
