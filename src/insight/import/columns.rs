//! What the columns of a table are: by the ids of files, by their names in English, or by those on the page.

use crate::text;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, MetricId, Place};

/// How columns begin that hold inputs in a table of our own, beside the results.
pub(crate) const INPUT: &str = "input.";
/// The column of ours that says whether direct's report holds the influenced deals.
pub(crate) const INCLUDES: &str = "direct.includesInfluenced";

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// The name of the tier.
    Name,
    /// Of our own tables: what the row is.
    Scope,
    /// Of our own tables: the plan's currency.
    Currency,
    /// An input of the tier.
    Tier(Field),
    /// An input that the plan has once.
    Shared(Field),
    /// Whether direct's report already holds the influenced deals.
    Includes,
    /// A result, which is worked out anew.
    Result,
    /// Nothing that we know, or what another column says already.
    Unknown,
}

/// A column.
pub(super) struct Column {
    pub(super) head: String,
    pub(super) target: Target,
}

/// A name without what people write differently: capitals, spaces and signs.
fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || !c.is_ascii()).collect()
}

/// Whether two names mean the same; what stands in brackets may be left out.
fn same(written: &str, name: &str) -> bool {
    let written = plain(written);
    written == plain(name) || name.split_once('(').is_some_and(|(name, _)| written == plain(name))
}

fn target(head: &str) -> Target {
    if let Some(input) = head.strip_prefix(INPUT) {
        if input == INCLUDES {
            return Target::Includes;
        }
        if let Some(field) = Field::named(Group::Tier, input) {
            return Target::Tier(field);
        }
        let place = Place::named(&["/", &input.replace('.', "/")].concat());
        return place.map_or(Target::Unknown, |place| Target::Shared(place.field));
    }
    let field = Field::of(Group::Tier).find(|field| {
        same(head, field.id()) || same(head, field.label()) || same(head, text::term(field.label()))
    });
    if let Some(field) = field {
        return Target::Tier(field);
    }
    let name = |names: &[&str]| names.iter().any(|name| same(head, name));
    if name(&["name", "tier", "tier name", "partner tier", text::CHART_TIER.get()]) {
        return Target::Name;
    }
    match head {
        "scope" => Target::Scope,
        "currency" => Target::Currency,
        head if MetricId::named(head).is_some() => Target::Result,
        _ => Target::Unknown,
    }
}

/// How many of these heads are known.
pub(super) fn known(heads: &[String]) -> usize {
    heads.iter().filter(|head| target(head) != Target::Unknown).count()
}

/// The columns below these heads, and whether it is a table of our own with all inputs.
pub(super) fn columns(heads: &[String]) -> (Vec<Column>, bool) {
    let ours = heads.iter().any(|head| head.starts_with(INPUT)) && heads.iter().any(|head| head == "scope");
    let mut columns: Vec<Column> = Vec::new();
    for head in heads {
        let mut found = target(head);
        // Beside inputs under their own names, the rest is results, some of which have an input's name.
        if ours && matches!(found, Target::Tier(_)) && !head.starts_with(INPUT) {
            found = Target::Result;
        }
        if found != Target::Result && columns.iter().any(|column| column.target == found) {
            found = Target::Unknown;
        }
        columns.push(Column { head: head.clone(), target: found });
    }
    // A table that people make has the names at its left, often below an empty cell.
    if !columns.iter().any(|column| column.target == Target::Name)
        && let Some(first) = columns.first_mut().filter(|column| column.target == Target::Unknown)
    {
        first.target = Target::Name;
    }
    (columns, ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_its_id_and_by_its_name() {
        for (head, target) in [
            ("mdfSpent", Target::Tier(Field::MdfSpent)),
            ("MDF spent", Target::Tier(Field::MdfSpent)),
            ("mdf_spent", Target::Tier(Field::MdfSpent)),
            ("Deal size", Target::Tier(Field::DealSize)),
            ("Deal size (annual)", Target::Tier(Field::DealSize)),
            ("Partner Tier", Target::Name),
            ("input.winRate", Target::Tier(Field::WinRate)),
            ("input.economics.grossMargin", Target::Shared(Field::GrossMargin)),
            ("input.influenceCredit", Target::Shared(Field::InfluenceCredit)),
            ("input.direct.includesInfluenced", Target::Includes),
            ("input.__proto__", Target::Unknown),
            ("roi", Target::Result),
            ("", Target::Unknown),
            ("Region", Target::Unknown),
        ] {
            assert_eq!(super::target(head), target, "{head}");
        }
    }

    #[test]
    fn an_input_is_taken_once_and_names_stand_at_the_left() {
        let heads = ["", "leads", "Leads", "x"].map(str::to_owned);
        let targets: Vec<Target> = columns(&heads).0.into_iter().map(|column| column.target).collect();
        assert_eq!(targets, [Target::Name, Target::Tier(Field::Leads), Target::Unknown, Target::Unknown]);
    }
}
