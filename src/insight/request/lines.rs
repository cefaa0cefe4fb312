//! Which lines of a request are filled in, and which are still missing.

use super::Told;
use crate::insight::Insight;
use crate::insight::campaign::{captures, kind, rule};
use crate::insight::phrases::{known, list};
use crate::markup::{Tree, line};
use crate::text::{self, Text};
use comarketing_roi_engine::symbol::Symbol;

/// Every line of the sheet that somebody has to fill in, and whether it is.
fn lines(insight: &Insight, told: &Told) -> Vec<(&'static str, bool)> {
    let q = insight.quantities(0);
    let has = |symbol: Symbol| known(&q, symbol).is_some();
    let named = insight.report.tiers.first().is_some_and(|tier| tier.name != text::CAMPAIGN_NAME.get());
    let word = |words: Text, there: bool| (words.get(), there);
    vec![
        word(text::PANEL_ACTIVITY, named),
        word(text::PANEL_PARTNER, told.partner.is_some()),
        word(text::PANEL_LIBRARY, kind(insight).is_some()),
        word(text::PANEL_CAMPAIGN_KIND, captures(insight).is_some()),
        word(text::PANEL_START, told.start.is_some()),
        word(text::PANEL_END, told.end.is_some()),
        word(text::PANEL_SEGMENT, told.segment.is_some()),
        word(text::PANEL_MDF_ASKED, has(Symbol::M)),
        word(text::PANEL_MATCH, has(Symbol::P)),
        word(text::PANEL_CAMPAIGN_DELAY, told.days.is_some()),
        word(text::PANEL_EXPECTED, has(Symbol::S) || has(Symbol::Rs)),
        word(text::PANEL_LEAD_DEFINITION, told.lead.is_some()),
        word(text::PANEL_RULE, rule(insight).is_some()),
        word(text::PANEL_CAMPAIGN_TARGET, told.target.is_some()),
    ]
}

/// How many lines are filled in, and the names of the others.
pub(super) fn filled(insight: &Insight, told: &Told) -> Tree {
    let lines = lines(insight, told);
    let missing: Vec<&str> = lines.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect();
    let all = lines.len();
    let counted = text::panel_lines(&(all - missing.len()).to_string(), &all.to_string());
    let said = match missing.as_slice() {
        [] => counted,
        names => text::sentences(&[counted, text::panel_lines_missing(&list(names))]),
    };
    line("p", "small", said)
}
