//! What would lift a refusal: the fields to fill in, each a way to it, in one line.

use super::Insight;
use super::phrases::label_alone;
use crate::app::Action;
use crate::markup::{Tree, button, el, of};
use crate::text;
use comarketing_roi_engine::formula::NoValue;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::symbol::{Symbol, SymbolSet};
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// What stands in a sentence where the fields are to stand.
const HERE: &str = "\u{0}";
/// The most fields that are named.
const MOST: usize = 4;

/// “Add deal size and direct cost to compare what a customer costs”; nothing where nothing is missing. `say` is given the
/// fields.
pub(super) fn lift(insight: &Insight, metrics: &[MetricId], say: fn(&str) -> String) -> Option<Tree> {
    let mut places: Vec<FieldPath> = Vec::new();
    for place in metrics.iter().flat_map(|metric| lacking(insight, *metric)) {
        if !places.contains(&place) && places.len() < MOST {
            places.push(place);
        }
    }
    if places.is_empty() {
        return None;
    }
    let said = say(HERE);
    let (before, after) = said.split_once(HERE)?;
    let mut sentence = of("p", "lift small").text(before.to_owned());
    let last = places.len() - 1;
    for (at, place) in places.into_iter().enumerate() {
        let between = match at {
            0 => String::new(),
            _ if at == last => text::panel_list("", ""),
            _ => text::join_items("", ""),
        };
        sentence =
            sentence.text(between).child(button("link", label_alone(place.field), Action::GoTo(place)));
    }
    Some(el("div").child(sentence.text(after.to_owned())))
}

/// The empty fields that a figure lacks.
fn lacking(insight: &Insight, metric: MetricId) -> Vec<FieldPath> {
    let report = &insight.report;
    let Some(figure) = report.total.figure(metric).or_else(|| report.direct.figure(metric)) else {
        return Vec::new();
    };
    let Err(NoValue::Missing(first)) = figure.value else { return Vec::new() };
    let missing =
        |symbol: &Symbol| figure.metric.rests_on().has(*symbol) && figure.symbol(*symbol).value.is_none();
    let mut symbols: Vec<Symbol> = vec![first];
    symbols.extend(Symbol::ALL.iter().copied().filter(missing));
    let places = symbols.into_iter().flat_map(fields_of).filter_map(|field| empty(insight, *field));
    places.collect()
}

/// The fields that give a quantity, where it is no input that most people have.
fn fields_of(symbol: Symbol) -> &'static [Field] {
    use Field::{
        AnnualChurn, DealSize, DirectCost, DirectCustomers, DirectPipeline, GrossMargin, MdfAllocated,
        MdfSpent, PipelineInfluenced, PipelineSourced, ProgrammeCost, WinRate,
    };
    let of = |symbols: &[Symbol]| {
        symbols.iter().fold(SymbolSet::EMPTY, |set, symbol| set.with(*symbol)).has(symbol)
    };
    match symbol {
        Symbol::M => &[MdfSpent],
        Symbol::O => &[ProgrammeCost],
        Symbol::Cv => &[MdfSpent],
        Symbol::A => &[MdfAllocated],
        Symbol::S => &[PipelineSourced],
        Symbol::I => &[PipelineInfluenced],
        Symbol::W => &[WinRate],
        Symbol::D => &[DealSize],
        Symbol::G | Symbol::Gc => &[GrossMargin],
        Symbol::Churn | Symbol::Life | Symbol::Retained => &[AnnualChurn],
        Symbol::Cd => &[DirectCost],
        Symbol::Sd | Symbol::SdOwn | Symbol::Sb => &[DirectPipeline],
        Symbol::Kd | Symbol::KdOwn | Symbol::Kb => &[DirectCustomers],
        _ if of(&[Symbol::Ks, Symbol::Ki, Symbol::K]) => &[PipelineSourced, WinRate, DealSize],
        _ if of(&[Symbol::Rs, Symbol::Ri, Symbol::R]) => &[PipelineSourced, WinRate],
        _ if of(&[Symbol::Ck, Symbol::Ca, Symbol::Cs, Symbol::Sa]) => &[DirectCost],
        _ => &[],
    }
}

/// Where a field is empty: in the first tier that has other figures and lacks it, or in the plan.
fn empty(insight: &Insight, field: Field) -> Option<FieldPath> {
    let plan = &insight.plan;
    let mut places: Vec<FieldPath> = match field.group() {
        Group::Tier => {
            let begun = |tier: &usize| {
                plan.places().any(|place| place.tier == Some(*tier) && plan.get(place).is_some())
            };
            let tiers: Vec<usize> = (0..plan.tiers.len()).filter(begun).collect();
            let tiers = if tiers.is_empty() { vec![0] } else { tiers };
            tiers.into_iter().map(|tier| FieldPath::tier(tier, field)).collect()
        }
        _ => vec![FieldPath::plan(field)],
    };
    places.retain(|place| plan.get(*place).is_none());
    places.into_iter().next()
}
