//! The texts that are generated from the engine's public tables.

mod asked;
mod beyond;
mod campaign;
mod campaigns;
mod checked;
mod describe;
mod formulas;
mod json;
mod json_schema;
mod portfolio;
mod question;
mod shape;
mod types;
mod typescript;

pub(crate) use campaigns::campaigns;
use comarketing_roi_engine::plan::Kind;
pub(crate) use formulas::formulas;
pub(crate) use question::schemas;
pub(crate) use types::types;

/// A Markdown table.
pub(crate) fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: [String; N]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(head.map(str::to_owned)) + &line(head.map(|_| "---".to_owned()));
    text.extend(rows.into_iter().map(line));
    text
}

/// What a field takes: `money, 0 to 1e13`.
fn takes(kind: Kind) -> String {
    shape::of_kind(kind).takes().unwrap_or_default()
}

/// Each value once, in the order in which it comes first.
fn once<T: PartialEq>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_head_and_a_line_for_each_row() {
        let text = table(["a", "b"], [["1".to_owned(), "2".to_owned()]]);
        assert_eq!(text, "| a | b |\n| --- | --- |\n| 1 | 2 |\n");
    }

    #[test]
    fn the_first_of_equal_values_stays() {
        assert_eq!(once([2, 1, 2, 3, 1]), [2, 1, 3]);
    }
}
