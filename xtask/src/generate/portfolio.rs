//! The figures of the answers about campaigns, read from the answers themselves.

use super::asked::{Figure, data, field, figures};
use anyhow::{Context, Result};
use comarketing_roi_engine::portfolio::{Portfolio, Terms};
use comarketing_roi_engine::scorecard::{Question, scorecard};
use comarketing_roi_engine::{Campaign, CampaignField, Date, Value, response};

/// The figures of each answer, in its order.
pub(super) struct Answers {
    pub(super) group: Vec<Figure>,
    pub(super) band: Vec<Figure>,
    pub(super) funds: Vec<Figure>,
    pub(super) trend: Vec<Figure>,
    pub(super) concentration: Vec<Figure>,
    pub(super) activation: Vec<Figure>,
    pub(super) response: Vec<Figure>,
    pub(super) card: Vec<Figure>,
    pub(super) evidence: Vec<Figure>,
    pub(super) next: Vec<Figure>,
    pub(super) next_partner: Vec<Figure>,
}

impl Answers {
    /// Asks about a single campaign: figures without a value state their formulas, too.
    pub(super) fn read() -> Result<Self> {
        let mut portfolio = Portfolio::new(Terms::new("USD", Date::EPOCH));
        let campaign = Campaign::named("A", "A", "A").with(CampaignField::MdfPaid, 1.0);
        portfolio.add(&campaign.on(CampaignField::Start, Date::EPOCH));
        let report = data(&serde_json::to_string(&portfolio.report())?)?;
        let scores = scorecard(&portfolio, &Question::default()).ok().context("nothing is out of range")?;
        let scores = data(&serde_json::to_string(&scores)?)?;
        let total = field(&report, "total")?;
        let card = first(field(&scores, "cards")?)?;
        let part = first(field(card, "parts")?)?;
        let next = field(&scores, "next")?;
        Ok(Self {
            group: figures(total)?,
            band: figures(field(total, "perMdf")?)?,
            funds: figures(field(total, "funds")?)?,
            trend: figures(first(field(&report, "trend")?)?)?,
            concentration: figures(field(&report, "concentration")?)?,
            activation: figures(field(&report, "activation")?)?,
            response: figures(&data(&serde_json::to_string(&response::response(&[]))?)?)?,
            card: figures(card)?,
            evidence: figures(first(field(part, "evidence")?)?)?,
            next: figures(next)?,
            next_partner: figures(first(field(next, "partners")?)?)?,
        })
    }
}

/// The first item of a list.
fn first(list: &Value) -> Result<&Value> {
    match list {
        Value::List(items) => items.first().context("the list is empty"),
        _ => anyhow::bail!("this is no list"),
    }
}
