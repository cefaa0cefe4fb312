//! The names of cells: words that a spreadsheet takes for a name, each once.

use crate::metric::MetricId;
use crate::plan::{Field, FieldPath, Group};
use crate::symbol::Symbol;

/// The longest part of a name that a tier's own name becomes.
const LONGEST: usize = 32;
/// What stands for a tier in the names of totals and of direct's figures.
const TAKEN: [&str; 2] = ["total", "direct"];

/// `mdfSpent` as `mdf_spent`, and `partner’s own money` as `partners_own_money`: letters, digits and single lines.
fn lined(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars().filter(|sign| !matches!(sign, '’' | '\'')) {
        if sign.is_ascii_uppercase() && out.ends_with(|last: char| last.is_ascii_lowercase()) {
            out.push('_');
        }
        match sign {
            sign if sign.is_ascii_alphanumeric() => out.push(sign.to_ascii_lowercase()),
            _ if out.ends_with('_') || out.is_empty() => {}
            _ => out.push('_'),
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

/// What stands for each tier in names: its own name as far as its signs can, or else its place.
pub(super) fn of_tiers<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (at, name) in names.enumerate() {
        let mut slug = String::new();
        for sign in name.chars().take(LONGEST) {
            match sign {
                sign if sign.is_ascii_alphanumeric() => slug.push(sign),
                _ if slug.ends_with('_') || slug.is_empty() => {}
                _ => slug.push('_'),
            }
        }
        slug.truncate(slug.trim_end_matches('_').len());
        // A name whose letters are lost would be told apart by what is left of it at best.
        let lost = !name.is_ascii() || slug.is_empty();
        let taken = |slug: &str| {
            TAKEN.iter().any(|word| slug.eq_ignore_ascii_case(word))
                || all.iter().any(|other| other.eq_ignore_ascii_case(slug))
        };
        if lost || taken(&slug) {
            slug = ["tier_", &(at + 1).to_string()].concat();
            while all.iter().any(|other| other.eq_ignore_ascii_case(&slug)) {
                slug.push('_');
            }
        }
        all.push(slug);
    }
    all
}

/// The first part of the name of a field's cell.
pub(super) fn of_field(field: Field) -> String {
    let id = lined(field.id());
    if field.group() == Group::Direct { ["direct_", &id].concat() } else { id }
}

/// The same of a quantity's.
pub(super) fn of_symbol(symbol: Symbol) -> String {
    match Field::giving(symbol) {
        Some(field) => of_field(field),
        None => lined(symbol.label()),
    }
}

/// The same of a metric's; a quantity of that name goes before it.
pub(super) fn of_metric(id: MetricId) -> String {
    let name = lined(id.text());
    match Symbol::ALL.iter().any(|symbol| of_symbol(*symbol) == name) {
        true => name + "_figure",
        false => name,
    }
}

/// The name of the cell of a number in the plan.
pub(super) fn of_place(place: FieldPath, tiers: &[String]) -> String {
    let base = of_field(place.field);
    match place.tier.and_then(|at| tiers.get(at)) {
        Some(tier) => [&base, "_", tier].concat(),
        None => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_with_lines() {
        assert_eq!(of_field(Field::MdfSpent), "mdf_spent");
        assert_eq!(of_field(Field::DirectCost), "direct_cost");
        assert_eq!(of_symbol(Symbol::Cv), "vendor_cost");
        assert_eq!(of_symbol(Symbol::Pe), "partners_margin_on_these_deals");
        assert_eq!(of_metric(MetricId::PipelinePerMdfDollar), "pipeline_per_mdf_dollar");
        assert_eq!(of_metric(MetricId::VendorCost), "vendor_cost_figure");
    }

    #[test]
    fn tiers_keep_their_names_as_far_as_a_formula_can() {
        let of = |names: &[&str]| of_tiers(names.iter().copied());
        assert_eq!(of(&["Strategic", "Focus A/B", " =1+1"]), ["Strategic", "Focus_A_B", "1_1"]);
        assert_eq!(of(&["Größe", "日本", "--", "tier 2"]), ["tier_1", "tier_2", "tier_3", "tier_4"]);
        assert_eq!(of(&["Total", "direct", "a b", "A-B"]), ["tier_1", "tier_2", "a_b", "tier_4"]);
    }
}
