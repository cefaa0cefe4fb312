//! Plan → report: the pure function that everything else is built around.

use crate::formula::NoValue;
use crate::message;
use crate::metric::{METRICS, Metric, MetricId, Stated};
use crate::plan::{FieldPath, Plan, ValidPlan};
use crate::report::{Assumption, Example, Gap, Outcome, Part, Report, Scope, Warning, WarningKind};
use crate::resolve::{self, ASSUMED_ZERO, Basis, Coverage, OF_PLAN, Quantities, RELATIONS, Relation, Sums};
use crate::symbol::{self, Symbol, SymbolSet};

/// Over-determined figures may differ by this share before a warning is due.
pub const TOLERANCE: f64 = 0.05;

/// Every quantity of the plan: of each tier, and what the plan has once.
fn quantities(plan: &ValidPlan) -> (Vec<Quantities>, Quantities) {
    let mut shared = resolve::shared(plan);
    let mut tiers: Vec<Quantities> =
        (0..plan.tiers.len()).map(|at| resolve::tier(plan, at, &shared)).collect();
    for (symbol, own) in resolve::direct_own(plan, &tiers, &shared) {
        if let Some(known) = own {
            shared.set(symbol, known);
            tiers.iter_mut().for_each(|q| q.set(symbol, known));
        }
    }
    (tiers, shared)
}

/// The warnings of a plan, without the rest of its report.
pub(crate) fn warnings_of(plan: &ValidPlan) -> Vec<Warning> {
    let (tiers, shared) = quantities(plan);
    warnings(plan, &tiers, &shared)
}

/// Works out every metric of the plan, per tier, in total and for direct.
pub fn evaluate(plan: &ValidPlan) -> Report {
    let (tiers, shared) = quantities(plan);
    let mut report = Report {
        currency: plan.currency.clone(),
        warnings: warnings(plan, &tiers, &shared),
        assumptions: assumptions(plan, &tiers, &shared),
        examples: examples(plan),
        total: total(plan, &tiers, &shared),
        direct: scope(String::new(), Stated::Direct, shared),
        tiers: plan
            .tiers
            .iter()
            .zip(tiers)
            .map(|(tier, q)| scope(tier.name.clone(), Stated::Each, q))
            .collect(),
    };
    if plan.costs_withheld {
        withhold_costs(&mut report);
    }
    report
}

/// Takes out of a report what would tell costs or margins. They stand in the plan in proportion to one another only, so
/// what is left is right and what is taken out would be wrong.
fn withhold_costs(report: &mut Report) {
    let Report { tiers, total, direct, warnings, assumptions, .. } = report;
    for scope in tiers.iter_mut().chain([total, direct]) {
        scope.costs_withheld = true;
        for (id, part) in &mut scope.parts {
            part.without = part.without.filter(|_| !id.tells_costs());
            for gap in &mut part.gaps {
                gap.cost = None;
                gap.left_out.retain(|(symbol, _)| !symbol.is_cost_or_margin());
            }
        }
        for outcome in scope.outcomes.iter_mut().filter(|outcome| outcome.id.tells_costs()) {
            outcome.value = outcome.value.and(Err(NoValue::CostsWithheld));
        }
    }
    warnings.retain(|warning| !warning.place.field.is_cost_or_margin());
    assumptions.retain(|assumption| !assumption.place.field.is_cost_or_margin());
}

/// The value of one metric on these quantities, and how well it is known.
pub(crate) fn work_out(metric: &Metric, q: &Quantities) -> (Result<f64, NoValue>, Basis) {
    (value(metric, q), basis(metric, q))
}

/// The value of one metric on these quantities.
pub(crate) fn value(metric: &Metric, q: &Quantities) -> Result<f64, NoValue> {
    let symbol = |s: Symbol| match q.value(s) {
        // Direct's own figure is absent while the reported one is there only if credit exceeds it.
        Err(_) if s == Symbol::KdOwn && q.set.has(Symbol::Kd) => Err(NoValue::CreditExceedsDirect(s)),
        Err(_) if s == Symbol::SdOwn && q.set.has(Symbol::Sd) => Err(NoValue::CreditExceedsDirect(s)),
        known => known,
    };
    metric.formula.evaluate(symbol, |id: MetricId| value(id.metric(), q))
}

fn basis(metric: &Metric, q: &Quantities) -> Basis {
    let of_symbols = q.basis_of(&metric.formula);
    let of_metrics = metric.formula.metrics().map(|id| basis(id.metric(), q)).max();
    let least = if metric.formula.is_one_symbol() { Basis::Given } else { Basis::Derived };
    of_symbols.max(of_metrics.unwrap_or(Basis::Given)).max(least)
}

/// The metrics of one tier, or of direct.
fn scope(name: String, stated: Stated, quantities: Quantities) -> Scope {
    let outcome = |metric: &Metric| {
        let (value, basis) = work_out(metric, &quantities);
        Outcome { id: metric.id, value, basis, sums: 0 }
    };
    let outcomes = METRICS.iter().filter(|m| m.stated == stated).map(outcome).collect();
    let known = quantities.set;
    let sums = vec![Sums { coverage: Coverage::default(), quantities }];
    Scope { name, outcomes, sums, tiers: Vec::new(), known, parts: Vec::new(), costs_withheld: false }
}

fn total(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> Scope {
    let known = tiers.iter().fold(shared.set, |set, q| set.union(q.set));
    let mut sums: Vec<Sums> = Vec::new();
    let mut outcomes = Vec::with_capacity(METRICS.len());
    let mut parts = Vec::new();
    for metric in METRICS.iter().filter(|m| m.stated != Stated::Direct) {
        let coverage = resolve::coverage(metric, tiers);
        let at = sums.iter().position(|s| s.coverage == coverage).unwrap_or_else(|| {
            sums.push(resolve::sums(coverage, tiers, shared));
            sums.len() - 1
        });
        let Some(found) = sums.get(at) else { continue };
        let (value, basis) = work_out(metric, &found.quantities);
        let value = value.map_err(|none| none_in_total(metric, coverage, known, none));
        if value.is_ok() && coverage.full.count_ones() as usize != tiers.len() {
            parts.push((metric.id, part(metric, coverage, tiers, shared)));
        }
        outcomes.push(Outcome { id: metric.id, value, basis, sums: at });
    }
    let tiers = Report::names(plan);
    Scope { name: String::new(), outcomes, sums, tiers, known, parts, costs_withheld: false }
}

/// What a total leaves out, tier by tier, and what it would be without the cost of tiers that give no return.
fn part(metric: &Metric, coverage: Coverage, tiers: &[Quantities], shared: &Quantities) -> Part {
    let needs = metric.rests_on();
    let left = tiers.iter().enumerate().filter(|(at, q)| {
        // A tier without any figure of its own has nothing that could be left out.
        coverage.full & 1 << at == 0 && q.set.without(OF_PLAN) != SymbolSet::EMPTY
    });
    let gaps = left.map(|(at, q)| Gap::of(needs, at, q, coverage.cost & 1 << at != 0)).collect();
    let without = (coverage.cost != 0).then(|| {
        let full = Coverage { cost: 0, ..coverage };
        let sums = resolve::sums(full, tiers, shared);
        value(metric, &sums.quantities).ok()
    });
    Part { gaps, without: without.flatten() }
}

/// Why a total has no value, where `known` is what at least one tier has.
fn none_in_total(metric: &Metric, coverage: Coverage, known: SymbolSet, none: NoValue) -> NoValue {
    match none {
        // A figure that no tier has, or figures that no tier has together.
        NoValue::Missing(_) if coverage.full == 0 => {
            metric.rests_on().first_outside(known).map_or(NoValue::Apart, NoValue::Missing)
        }
        // Each tier has it, but they differ.
        NoValue::Missing(mean) if mean.scope() == symbol::Scope::Mean => NoValue::NoWeight(mean),
        none => none,
    }
}

/// The value of one metric in total: the same steps as in [`evaluate`], for one figure.
pub(crate) fn value_in_total(
    metric: &Metric,
    tiers: &[Quantities],
    shared: &Quantities,
) -> Result<f64, NoValue> {
    let coverage = resolve::coverage(metric, tiers);
    let needs = resolve::in_total(metric);
    let sums = resolve::sums_of(|symbol| needs.has(symbol), coverage, tiers, shared);
    value(metric, &sums.quantities).map_err(|none| {
        let known = tiers.iter().fold(shared.set, |set, q| set.union(q.set));
        none_in_total(metric, coverage, known, none)
    })
}

fn warnings(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> Vec<Warning> {
    let mut found = Vec::new();
    for (at, (q, tier)) in tiers.iter().zip(&plan.tiers).enumerate() {
        let mut warn = |kind, symbol: Symbol, values| {
            if let Some(field) = crate::report::field_of(symbol) {
                found.push(Warning {
                    kind,
                    place: FieldPath::tier(at, field),
                    tier: tier.name.clone(),
                    values,
                });
            }
        };
        for relation in RELATIONS {
            let given = relation.formula.evaluate(|s| q.value(s), |_| Err(NoValue::TooLarge));
            if let (Some(figure), Ok(others)) = (q.get(relation.figure), given)
                && figure.from != ASSUMED_ZERO
                && (!relation.entered || entered(relation, q))
                && (figure.value - others).abs() > TOLERANCE * figure.value.max(others)
            {
                let kind =
                    WarningKind::Disagree { figure: relation.figure, formula: relation.formula.source() };
                warn(kind, relation.figure, [figure.value, others]);
            }
        }
        let over = |of: Symbol, before: Symbol| {
            let (of, before) = (q.get(of)?.value, q.get(before)?.value);
            (of > before * (1.0 + 1e-9)).then_some([of, before])
        };
        if let Some(values) = over(Symbol::M, Symbol::A) {
            warn(WarningKind::Overspent, Symbol::M, values);
        }
        for (of, before) in [
            (Symbol::Q, Symbol::L),
            (Symbol::Ns, Symbol::Q),
            (Symbol::Ks, Symbol::L),
            (Symbol::Ks, Symbol::Ns),
            (Symbol::Rs, Symbol::S),
            (Symbol::Ri, Symbol::I),
        ] {
            if let Some(values) = over(of, before) {
                warn(WarningKind::OverHundredPercent { of, before }, of, values);
            }
        }
    }
    found.extend(more_influenced_than_direct(plan, tiers, shared));
    found
}

/// Whether the figures of a relation stand in the plan themselves.
fn entered(relation: &Relation, q: &Quantities) -> bool {
    let others = relation.formula.symbols().chain([relation.figure]);
    others.into_iter().all(|symbol| q.get(symbol).is_some_and(|known| known.from.is_empty()))
}

fn more_influenced_than_direct(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> Vec<Warning> {
    if !plan.includes_influenced.unwrap_or(true) {
        return Vec::new();
    }
    let pairs = [(Symbol::Sd, Symbol::I), (Symbol::Kd, Symbol::Ki)];
    let warning = |(direct, influenced): (Symbol, Symbol)| {
        let reported = shared.get(direct)?.value;
        let moved: f64 = tiers.iter().filter_map(|q| q.get(influenced)).map(|k| k.value).sum();
        let place = FieldPath::plan(crate::report::field_of(direct)?);
        let kind = WarningKind::MoreInfluencedThanDirect { direct };
        (moved > reported * (1.0 + 1e-9)).then(|| Warning {
            kind,
            place,
            tier: String::new(),
            values: [reported, moved],
        })
    };
    pairs.into_iter().filter_map(warning).collect()
}

/// What stands in for figures that were not given.
pub(crate) fn assumptions(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> Vec<Assumption> {
    let mut all = Vec::new();
    for assumed in &plan.assumed {
        let place = plan.places().find(|place| place.path() == assumed.field);
        if let Some((place, number)) = place.and_then(|place| Some((place, plan.get(place)?))) {
            all.push(Assumption::new(place, number.likely(), &assumed.why));
        }
    }
    let influenced = |q: &Quantities| {
        [Symbol::Ni, Symbol::I, Symbol::Ki, Symbol::Ri]
            .iter()
            .any(|s| q.get(*s).is_some_and(|k| k.value > 0.0))
    };
    let mut default = |symbol: Symbol, why: &str| {
        if let (Some(known), Some(field)) = (shared.get(symbol), crate::report::field_of(symbol))
            && known.from == "default"
        {
            all.push(Assumption::new(FieldPath::plan(field), known.value, why));
        }
    };
    if tiers.iter().any(influenced) {
        default(Symbol::C, message::USUAL_CREDIT);
    }
    if shared.set.has(Symbol::Churn) {
        default(Symbol::Y, message::LIFETIME_CAP);
    }
    for (at, q) in tiers.iter().enumerate() {
        for symbol in Symbol::ALL.iter().copied() {
            let Some(known) = q.get(symbol).filter(|known| known.basis >= Basis::Assumed) else { continue };
            let why = if known.from == ASSUMED_ZERO {
                message::NO_FIGURE
            } else if symbol == Symbol::A && known.from == "M" {
                message::NO_ALLOCATION
            } else {
                continue;
            };
            if let Some(field) = crate::report::field_of(symbol) {
                all.push(Assumption::new(FieldPath::tier(at, field), known.value, why));
            }
        }
    }
    all
}

/// The inputs that are still those of an example, in the order of the plan.
fn examples(plan: &Plan) -> Vec<Example> {
    if plan.examples.is_empty() {
        return Vec::new();
    }
    let places = plan.places().filter(|place| plan.examples.contains(place));
    places.filter_map(|place| Some(Example { place, value: plan.get(place)?.likely() })).collect()
}
