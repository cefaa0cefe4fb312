//! Charts: each says its finding as a sentence, draws it, and has the figures as a table.
//!
//! A drawing is as wide as its container and so many pixels high. What stands in it is placed by per cent across and by
//! pixels down, so that text keeps its size at every width; only lines and areas are stretched ([`draw::layer`]).

mod acquisition;
mod allocation;
mod cash;
mod concentration;
mod credit_band;
mod credited;
mod distribution;
mod draw;
mod frame;
mod funds;
mod funnel;
mod path;
mod points;
mod projection;
mod quarters;
mod scale;
mod tiers;
mod tornado;

pub(super) use acquisition::chart as acquisition;
pub(super) use allocation::chart as allocation;
pub(super) use cash::chart as cash;
pub(super) use concentration::chart as concentration;
pub(super) use credit_band::chart as credit_band;
pub(super) use credited::chart as credited;
pub(super) use distribution::chart as distribution;
pub(super) use draw::share_bar;
pub(super) use funds::chart as funds;
pub(super) use funnel::chart as funnel;
pub(super) use projection::chart as projection;
pub(super) use quarters::chart as quarters;
pub(super) use tiers::chart as tiers;
pub(super) use tornado::chart as tornado;
