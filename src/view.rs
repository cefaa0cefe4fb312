//! The page: functions from state to markup. No view computes a figure.

mod answer;
pub mod assessment;
pub mod call;
pub mod campaign;
pub mod cards;
mod dial;
pub mod explain;
pub mod field;
pub mod figure;
pub mod form;
mod icon;
mod ledgers;
mod live;
pub mod modes;
pub mod page;
mod result;
pub mod results;
pub(crate) mod start;
pub mod table;
mod worth;

use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::{Field, MetricId, Report};
use std::rc::Rc;

/// A shared value that is equal to itself only: comparing a report by its figures would cost more than drawing it.
#[derive(Clone)]
pub struct Shared<T>(pub Rc<T>);

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> core::ops::Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// The name of a metric in the language that is spoken.
pub(crate) fn name_of(metric: MetricId) -> &'static str {
    crate::text::term(metric.metric().name)
}

/// The name of an input in the language that is spoken.
pub(crate) fn label_of(field: Field) -> &'static str {
    crate::text::term(field.label())
}

/// The name of a column.
pub(crate) fn column_name(report: &Report, column: ScopeId) -> String {
    match column {
        ScopeId::Tier(at) => report.tiers.get(at).map(|tier| isolated(&tier.name)).unwrap_or_default(),
        ScopeId::Total => crate::text::TOTAL.get().to_owned(),
        ScopeId::Direct => crate::text::DIRECT_COLUMN.get().to_owned(),
    }
}
