//! The engine's report against the reference, figure by figure.

use std::fmt;
use std::sync::LazyLock;

use comarketing_roi_engine::formula::NoValue;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::{MetricId, ValidPlan, evaluate};

use crate::amount::{Absent, Figure, Reason};
use crate::metrics::{ROWS, Row, Stated};
use crate::names::Figures;
use crate::total::{Needs, Total};
use crate::{plan, tier, total};

/// How close two values are that agree.
const NEAR: f64 = 1e-9;

/// The engine's id of each metric and what the metric asks for, in the order of [`ROWS`].
static ASKED: LazyLock<Vec<(MetricId, Needs)>> = LazyLock::new(|| {
    let id = |row: &Row| MetricId::named(row.id).expect("an id of the engine");
    ROWS.iter().map(|row| (id(row), Needs::of(row))).collect()
});

/// A figure on which report and reference differ.
pub(crate) struct Difference {
    pub(crate) id: &'static str,
    place: String,
    engine: String,
    reference: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} of {}: the engine says {}, the reference {}",
            self.id, self.place, self.engine, self.reference
        )
    }
}

/// Every figure on which the engine's report and the reference differ.
pub(crate) fn differences(valid: &ValidPlan) -> Vec<Difference> {
    let report = evaluate(valid);
    let by_count = valid.said(Switch::WinRateByCount).unwrap_or(false);
    let bare: Vec<Figures> = valid.tiers.iter().map(|given| tier::of(given, by_count)).collect();
    let once = plan::of(valid, &bare, by_count);
    let commission = valid.said(Switch::ProgrammeCostIncludesCommission).unwrap_or(false);
    let tiers: Vec<Figures> =
        bare.iter().map(|bare| tier::credit(bare, &once, &plan::rates(valid), commission)).collect();
    let mut found = Vec::new();
    for (row, (id, needs)) in ROWS.iter().zip(ASKED.iter()) {
        for (q, scope) in tiers.iter().zip(&report.tiers) {
            let stated = row.stated == Stated::TiersAndTotal;
            found.extend(difference(row, *id, &scope.name, scope, stated.then(|| (row.formula)(q))));
        }
        let stated = row.stated == Stated::Direct;
        found.extend(difference(row, *id, "direct", &report.direct, stated.then(|| (row.formula)(&once))));
        if row.stated == Stated::Direct {
            found.extend(difference(row, *id, "the total", &report.total, None));
            continue;
        }
        let total = total::of(row, needs, &tiers);
        found.extend(coverage(row, *id, valid, &report.total, &total));
        found.extend(difference(row, *id, "the total", &report.total, Some(total.figure)));
    }
    found
}

fn difference(
    row: &Row,
    id: MetricId,
    place: &str,
    scope: &Scope,
    expected: Option<Figure>,
) -> Option<Difference> {
    let told = scope.figure(id);
    let same = match (&told, &expected) {
        (None, None) => true,
        (Some(told), Some(figure)) => same(told.value, figure),
        _ => false,
    };
    (!same).then(|| Difference {
        id: row.id,
        place: place.to_owned(),
        engine: format!("{:?}", told.map(|figure| (figure.value, figure.reason()))),
        reference: format!("{:?}", expected.map(|figure| figure.0)),
    })
}

/// Which tiers a total with a value covers, where they are not all; and what it is without cost that gave no return.
fn coverage(row: &Row, id: MetricId, plan: &ValidPlan, scope: &Scope, total: &Total) -> Option<Difference> {
    let figure = scope.figure(id).filter(|figure| figure.value.is_ok())?;
    let amount = total.figure.0.as_ref().ok()?;
    let names =
        plan.tiers.iter().zip(&total.covers).filter(|(_, full)| **full).map(|(tier, _)| tier.name.as_str());
    let covers = total.covers.contains(&false).then(|| names.collect::<Vec<_>>());
    let without = match (figure.without, total.without) {
        (Some(told), Some(expected)) => (told - expected).abs() <= NEAR * amount.scale.max(expected.abs()),
        (told, expected) => told.is_none() && expected.is_none(),
    };
    (!without || figure.covers != covers).then(|| Difference {
        id: row.id,
        place: "the total, as it covers tiers".to_owned(),
        engine: format!("{:?} {:?}", figure.covers, figure.without),
        reference: format!("{covers:?} {:?}", total.without),
    })
}

fn same(told: Result<f64, NoValue>, expected: &Figure) -> bool {
    match (told, &expected.0) {
        (Ok(value), Ok(amount)) => (value - amount.value).abs() <= NEAR * amount.scale,
        (Err(reason), Err(absent)) => is_among(reason, absent),
        _ => false,
    }
}

/// Whether the reason that the report gives is one of those that there are: the specification does not say which of them
/// a figure names.
fn is_among(told: NoValue, absent: &Absent) -> bool {
    match told {
        NoValue::Missing(symbol) => absent.missing.iter().any(|name| name.text() == symbol.text()),
        _ => absent.others.iter().any(|reason| match (told, reason) {
            (NoValue::ZeroDivisor(told), Reason::Zero(written)) => same_text(told, written),
            (NoValue::NoWeight(symbol), Reason::NoWeight(name))
            | (NoValue::CreditExceedsDirect(symbol), Reason::CreditExceedsDirect(name)) => {
                symbol.text() == name.text()
            }
            (NoValue::Apart, Reason::Apart)
            | (NoValue::NeverPaidBack, Reason::NeverPaidBack)
            | (NoValue::TooLarge, Reason::TooLarge) => true,
            _ => false,
        }),
    }
}

/// Whether two divisors are the same, but for parentheses.
fn same_text(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.replace(['(', ')', ' '], "");
    bare(one) == bare(other)
}
