//! Charts: each says its finding as a sentence, draws it, and has the figures as a table.
//!
//! A drawing is as wide as its container and so many pixels high. What stands in it is placed by per cent across and by
//! pixels down, so that text keeps its size at every width; only lines and areas are stretched ([`draw::layer`]).

mod allocation;
mod credit_band;
mod distribution;
mod draw;
mod frame;
mod funnel;
mod maturity;
mod path;
mod projection;
mod scale;
mod tiers;
mod tornado;

use super::{Insight, Tree};
use comarketing_roi_engine::Value;

/// Draws the chart of that name; `None` where there is none.
pub(super) fn panel(insight: &Insight, name: &str, wish: &Value) -> Option<Tree> {
    match name {
        "funnel" => Some(funnel::chart(insight, wish)),
        "tiers" => tiers::chart(insight, wish),
        "corridor" => Some(credit_band::chart(insight, wish)),
        "projection" => Some(projection::chart(insight, wish)),
        "tornado" => tornado::chart(insight, wish),
        "distribution" => distribution::chart(insight, wish),
        "allocation" => Some(allocation::chart(insight, wish)),
        "maturity" => Some(maturity::chart(insight)),
        _ => None,
    }
}
