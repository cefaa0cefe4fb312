//! What the report says beside its figures: warnings and assumptions.

use super::in_words;
use crate::message::{self, Translate, english, fill};
use crate::name::isolated;
use crate::number::format_decimal;
use crate::plan::{Field, FieldPath};
use crate::symbol::{Symbol, Unit};

/// Figures that disagree, or that cannot be.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// What is wrong.
    pub kind: WarningKind,
    /// The field to look at.
    pub place: FieldPath,
    /// The tier's name; empty where the warning is about the whole plan.
    pub tier: String,
    /// The two values that do not fit, the field's own first.
    pub values: [f64; 2],
}

/// The kinds of warning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WarningKind {
    /// A figure differs by more than 5 % from what others give.
    Disagree {
        /// The figure.
        figure: Symbol,
        /// The formula of the others.
        formula: &'static str,
    },
    /// More MDF was spent than allocated.
    Overspent,
    /// A step of the funnel converts more than everything.
    OverHundredPercent {
        /// The later figure.
        of: Symbol,
        /// The earlier figure.
        before: Symbol,
    },
    /// Partners influenced more than direct's report holds, though it is said to hold it.
    MoreInfluencedThanDirect {
        /// Direct's figure.
        direct: Symbol,
    },
    /// Vendor and partner together are said to keep more than all revenue.
    MarginsExceedRevenue,
}

impl WarningKind {
    /// Every [`WarningKind::code`], in the order of the kinds.
    pub const CODES: &'static [&'static str] =
        &["disagree", "overspent", "overHundredPercent", "moreInfluencedThanDirect", "marginsExceedRevenue"];

    /// The stable name for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::Disagree { .. } => "disagree",
            Self::Overspent => "overspent",
            Self::OverHundredPercent { .. } => "overHundredPercent",
            Self::MoreInfluencedThanDirect { .. } => "moreInfluencedThanDirect",
            Self::MarginsExceedRevenue => "marginsExceedRevenue",
        }
    }
}

impl Warning {
    /// The stable name for machines.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// A sentence in the language of `translate` that names both values, written by `write`.
    pub fn message(&self, write: &dyn Fn(Unit, f64) -> String, translate: Translate) -> String {
        let [first, second] = self.values;
        let value = |symbol: Symbol, value: f64| write(symbol.unit(), value);
        let named = |symbol: Symbol, amount: f64| {
            fill(translate(message::WITH_VALUE), &[translate(symbol.label()), &value(symbol, amount)])
        };
        let put = |template: &'static str, parts: &[&str]| fill(translate(template), parts);
        let text = match self.kind {
            WarningKind::Disagree { figure, formula } => put(
                message::DISAGREE,
                &[
                    translate(figure.label()),
                    &value(figure, first),
                    &in_words(formula, translate),
                    &value(figure, second),
                ],
            ),
            WarningKind::Overspent => {
                put(message::OVERSPENT, &[&named(Symbol::M, first), &named(Symbol::A, second)])
            }
            WarningKind::OverHundredPercent { of, before } => {
                put(message::OVER_HUNDRED, &[&named(of, first), &named(before, second)])
            }
            WarningKind::MoreInfluencedThanDirect { direct } => {
                put(message::MORE_INFLUENCED, &[&named(direct, first), &value(direct, second)])
            }
            WarningKind::MarginsExceedRevenue => {
                put(message::OVER_REVENUE, &[&named(Symbol::G, first), &named(Symbol::Pm, second)])
            }
        };
        match self.tier.as_str() {
            "" => capital(&text),
            tier => fill(translate(message::IN_TIER), &[&isolated(tier), &text]),
        }
    }

    /// The message in English, with numbers as plain decimals.
    pub fn plain_message(&self) -> String {
        let write = |unit, value| match unit {
            Unit::Ratio => format_decimal(value * 100.0) + "%",
            _ => format_decimal(value),
        };
        self.message(&write, english)
    }
}

/// The text with its first letter as a capital, in any alphabet that has them. In a browser only plain letters, which are
/// all that the model's own English begins with: the table of all others is five kilobytes of the download, and for texts in
/// other languages the page asks the platform (`src/fold.rs`).
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    #[cfg(not(target_family = "wasm"))]
    let first: String = first.to_uppercase().collect();
    #[cfg(target_family = "wasm")]
    let first = String::from(first.to_ascii_uppercase());
    first + letters.as_str()
}

/// A value that stands in for one that was not given.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// The field it stands in.
    pub place: FieldPath,
    /// The value.
    pub value: f64,
    /// Why this value.
    pub why: String,
}

/// An input that is still that of an example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// The field it stands in.
    pub place: FieldPath,
    /// The value.
    pub value: f64,
}

impl Assumption {
    pub(crate) fn new(place: FieldPath, value: f64, why: &str) -> Self {
        Self { place, value, why: why.to_owned() }
    }
}

/// The field that gives a quantity.
pub(crate) fn field_of(symbol: Symbol) -> Option<Field> {
    Field::giving(symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind after this one. A new kind does not compile here until it is in the row.
    fn next(kind: WarningKind) -> Option<WarningKind> {
        Some(match kind {
            WarningKind::Disagree { .. } => WarningKind::Overspent,
            WarningKind::Overspent => WarningKind::OverHundredPercent { of: Symbol::Q, before: Symbol::L },
            WarningKind::OverHundredPercent { .. } => {
                WarningKind::MoreInfluencedThanDirect { direct: Symbol::Kd }
            }
            WarningKind::MoreInfluencedThanDirect { .. } => WarningKind::MarginsExceedRevenue,
            WarningKind::MarginsExceedRevenue => return None,
        })
    }

    #[test]
    fn the_list_of_codes_has_every_kind() {
        let first = WarningKind::Disagree { figure: Symbol::S, formula: "Ns * D" };
        let codes: Vec<_> =
            std::iter::successors(Some(first), |kind| next(*kind)).map(WarningKind::code).collect();
        assert_eq!(codes, WarningKind::CODES);
    }
}
