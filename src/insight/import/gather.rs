//! Rows → tiers: a row for each, or several rows of one tier added up where the visitor says so.

use super::figure::Cell;
use super::rows::{Figures, LeftOut, Sorted};
use crate::insight::phrases::{label, list};
use crate::text;
use comarketing_roi_engine::plan::{Kind, MAX_TIERS};
use comarketing_roi_engine::{Field, Number, Plan, Tier};

/// What is done with several rows of one tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Several {
    /// Nobody has said: none of them is taken.
    Ask,
    /// Money and counts are added up.
    Add,
}

/// The tiers of a table.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) tiers: Vec<Tier>,
    /// How many rows are in them.
    pub(super) rows: usize,
    /// Whether a tier has several rows.
    pub(super) several: bool,
    /// What was done beside reading, as sentences.
    pub(super) said: Vec<String>,
}

/// A name as it is compared.
fn alike(name: &str) -> String {
    let name: String =
        name.chars().filter(|c| !super::cells::is_invisible(*c)).flat_map(char::to_lowercase).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes tiers of rows. Where `named` is false, they have no names and are counted.
pub(super) fn gather(sorted: &mut Sorted, named: bool, several: Several, currency: &str) -> Gathered {
    let mut gathered = Gathered::default();
    let mut groups: Vec<(String, Vec<Figures>)> = Vec::new();
    for row in core::mem::take(&mut sorted.figures) {
        let name = alike(&row.name);
        match groups.iter_mut().find(|(known, _)| named && *known == name) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((name, vec![row])),
        }
    }
    let mut lost: Vec<(String, usize)> = Vec::new();
    lost.extend(sorted.left.iter().filter(|left| left.loses).map(|left| (alike(&left.name), left.line)));
    let mut plan = Plan::new(currency);
    for (name, rows) in groups {
        let lines: Vec<usize> = rows.iter().map(|row| row.line).collect();
        let Some(first) = rows.first() else { continue };
        // Of a tier of which a row cannot be read, the others are only a part.
        let lost = lost.iter().find(|(of, _)| named && *of == name);
        let lost = lost.map(|(_, line)| text::panel_import_part(&line.to_string()));
        let mut leave = |why: &str| {
            for row in &rows {
                let (line, name) = (row.line, row.name.clone());
                sorted.left.push(LeftOut { line, name, why: why.to_owned(), doubtful: false, loses: true });
            }
        };
        if let Some(why) = lost {
            leave(&why);
            continue;
        }
        let spelled: Vec<String> = lines.iter().map(usize::to_string).collect();
        if rows.len() > 1 {
            gathered.several = true;
            if several == Several::Ask {
                leave(&text::panel_import_several(&list(&spelled)));
                continue;
            }
        }
        if plan.tiers.len() == MAX_TIERS {
            leave(&text::panel_import_most(&MAX_TIERS.to_string()));
            continue;
        }
        let called = match named {
            true => first.name.clone(),
            false => [text::CHART_TIER.get(), " ", &(plan.tiers.len() + 1).to_string()].concat(),
        };
        let mut said = Vec::new();
        let tier = tier(&called, &rows, &mut said);
        let at = plan.tiers.len();
        plan.tiers.push(tier);
        match plan.clone().validate_in(text::TRANSLATE, crate::fold::fold) {
            Ok(_) => {
                gathered.rows += rows.len();
                if rows.len() > 1 {
                    gathered.said.push(text::panel_import_added(&called, &list(&spelled)));
                    gathered.said.append(&mut said);
                }
            }
            Err(problems) => {
                plan.tiers.pop();
                let own = ["/tiers/", &at.to_string(), "/"].concat();
                let found = problems.into_iter().filter(|found| found.path.starts_with(&own));
                let found: Vec<String> = found.map(|found| found.message).collect();
                leave(&text::sentences(&found));
            }
        }
    }
    gathered.tiers = plan.tiers;
    // By their lines; almost all are in order, and a sort of the standard library is a kilobyte or more.
    let mut ordered: Vec<LeftOut> = Vec::new();
    for left in core::mem::take(&mut sorted.left) {
        let at = ordered.iter().rposition(|before| before.line <= left.line).map_or(0, |at| at + 1);
        ordered.insert(at, left);
    }
    sorted.left = ordered;
    gathered
}

/// The number of a cell.
fn number(cell: &Cell) -> Option<Number> {
    match cell {
        Cell::Figure(number) | Cell::Short(number) => Some(*number),
        Cell::Zero => Some(Number::Exact(0.0)),
        Cell::Empty | Cell::Nothing | Cell::Wrong(_) => None,
    }
}

fn given(row: &Figures, field: Field) -> Option<Number> {
    row.cells.iter().find(|(of, _)| *of == field).and_then(|(_, cell)| number(cell))
}

/// One tier of its rows.
fn tier(name: &str, rows: &[Figures], said: &mut Vec<String>) -> Tier {
    let mut tier = Tier::named(name);
    let fields: Vec<Field> =
        rows.first().map(|row| row.cells.iter().map(|(field, _)| *field).collect()).unwrap_or_default();
    let [row] = rows else {
        let (mut weighted, mut lost) = (Vec::new(), Vec::new());
        for field in fields {
            let numbers: Vec<Number> = rows.iter().filter_map(|row| given(row, field)).collect();
            let Some(first) = numbers.first() else { continue };
            if numbers.len() < rows.len() {
                let (some, all) = (numbers.len().to_string(), rows.len().to_string());
                said.push(text::panel_import_given_in(label(field), &some, &all));
            }
            match together(field, &numbers) {
                Together::Sum(sum) => tier.set(field, Number::Exact(sum)),
                Together::Same => tier.set(field, *first),
                Together::Differ => match mean(field, rows) {
                    Some(mean) => {
                        tier.set(field, Number::Exact(mean));
                        weighted.push(label(field));
                    }
                    None => lost.push(label(field)),
                },
            }
        }
        if !weighted.is_empty() {
            said.push(text::panel_import_weighted(&list(&weighted)));
        }
        if !lost.is_empty() {
            said.push(text::panel_import_not_added(&list(&lost)));
        }
        return tier;
    };
    for field in fields {
        tier.set(field, given(row, field));
    }
    tier
}

/// What several figures of one input make.
enum Together {
    Sum(f64),
    /// They are all the same, and no quantity that adds up.
    Same,
    Differ,
}

fn together(field: Field, numbers: &[Number]) -> Together {
    // The size of a deal is an average, and the same partner may stand in several rows.
    let adds = matches!(field.kind(), Kind::Money | Kind::Count)
        && !matches!(field, Field::DealSize | Field::ActivePartners);
    let exact = numbers.iter().all(|number| matches!(number, Number::Exact(_)));
    if adds && exact {
        // Cents that were added are cents.
        let sum: f64 = numbers.iter().map(|number| number.likely()).sum();
        return Together::Sum(if sum < 1e11 { (sum * 1e4).round() / 1e4 } else { sum });
    }
    if numbers.iter().all(|number| Some(number) == numbers.first()) {
        Together::Same
    } else {
        Together::Differ
    }
}

/// The mean of what cannot be added: win rates by the pipeline that they are of, deal sizes by customers.
fn mean(field: Field, rows: &[Figures]) -> Option<f64> {
    let by: &[Field] = match field {
        Field::WinRate => &[Field::PipelineSourced, Field::PipelineInfluenced],
        Field::DealSize => &[Field::CustomersSourced, Field::CustomersInfluenced],
        _ => return None,
    };
    let (mut sum, mut weights) = (0.0, 0.0);
    for row in rows {
        let Some(value) = given(row, field) else { continue };
        let weight: Vec<f64> = by.iter().filter_map(|by| given(row, *by)).map(Number::likely).collect();
        if weight.is_empty() {
            return None;
        }
        let weight: f64 = weight.iter().sum();
        sum += value.likely() * weight;
        weights += weight;
    }
    (weights > 0.0).then(|| (sum / weights * 1e12).round() / 1e12)
}
