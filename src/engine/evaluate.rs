//! Plan → report: the pure function that everything else is built around.

use crate::formula::NoValue;
use crate::message;
use crate::metric::{METRICS, Metric, Stated};
use crate::plan::{Field, FieldPath, Plan, Switch, ValidPlan};
use crate::report::{Assumption, Example, Gap, Outcome, Part, Report, Scope, Warning, WarningKind};
use crate::resolve::{
    self, ASSUMED_ZERO, Basis, Coverage, OF_PLAN, Quantities, RELATIONS, Relation, Sums, none_in_total,
    quantities, value, work_out,
};
use crate::symbol::{Symbol, SymbolSet};

/// Over-determined figures may differ by this share before a warning is due.
pub const TOLERANCE: f64 = 0.05;

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
        let value = value.map_err(|none| none_in_total(metric, coverage, tiers, known, none));
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
            let holds = !(relation.by_value && plan.holds(Switch::WinRateByCount))
                && relation.unless.is_none_or(|there| !q.set.has(there));
            if let (Some(figure), Ok(others)) = (q.get(relation.figure), given)
                && holds
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
    found.extend(margins_exceed_revenue(shared));
    found
}

fn margins_exceed_revenue(shared: &Quantities) -> Option<Warning> {
    let values = [shared.get(Symbol::G)?.value, shared.get(Symbol::Pm)?.value];
    (values.iter().sum::<f64>() > 1.0 + 1e-9).then(|| Warning {
        kind: WarningKind::MarginsExceedRevenue,
        place: FieldPath::plan(Field::GrossMargin),
        tier: String::new(),
        values,
    })
}

/// Whether the figures of a relation stand in the plan themselves.
fn entered(relation: &Relation, q: &Quantities) -> bool {
    let others = relation.formula.symbols().chain([relation.figure]);
    others.into_iter().all(|symbol| q.get(symbol).is_some_and(|known| known.from.is_empty()))
}

fn more_influenced_than_direct(plan: &Plan, tiers: &[Quantities], shared: &Quantities) -> Vec<Warning> {
    if !plan.holds(Switch::IncludesInfluenced) {
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
    let credits = tiers.iter().any(influenced);
    if credits {
        default(Symbol::C, message::USUAL_CREDIT);
    }
    // Where a figure of direct's cost is there for some of it to move.
    if credits && [Symbol::Ca, Symbol::Sa].iter().any(|cost| shared.set.has(*cost)) {
        default(Symbol::Phi, message::COST_FOLLOWS);
    }
    if shared.set.has(Symbol::Churn) || tiers.iter().any(|q| q.set.has(Symbol::OwnChurn)) {
        default(Symbol::Y, message::LIFETIME_CAP);
    }
    // Where direct's CAC, which holds commissions, is held against a CAC that does not.
    let commission = |q: &Quantities| q.get(Symbol::Cc).is_some_and(|known| known.from == ASSUMED_ZERO);
    if shared.set.has(Symbol::Ca) && tiers.iter().any(commission) {
        let place = FieldPath::plan(Field::PartnerMargin);
        all.push(Assumption::new(place, 0.0, message::NO_COMMISSION));
    }
    for (at, q) in tiers.iter().enumerate() {
        for symbol in Symbol::ALL.iter().copied().filter(|symbol| !OF_PLAN.has(*symbol)) {
            let Some(known) = q.get(symbol).filter(|known| known.basis >= Basis::Assumed) else { continue };
            let why = if known.from == ASSUMED_ZERO {
                message::NO_FIGURE
            } else if symbol == Symbol::A && known.from == "M" {
                message::NO_ALLOCATION
            } else if plan.holds(Switch::WinRateByCount) && symbol == Symbol::Rs && known.from == "S * w" {
                message::WON_AS_LARGE
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
