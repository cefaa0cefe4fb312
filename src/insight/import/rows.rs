//! Rows → tiers: each is read as a form would be, and taken whole or not at all.

use super::columns::{Column, Target, columns};
use super::grid::{Row, grid};
use crate::insight::{Insight, word};
use crate::text;
use comarketing_roi_engine::draft::{Draft, Entry, Input, Origin};
use comarketing_roi_engine::number::{Convention, Reading, Separators, Unread, fixed, read};
use comarketing_roi_engine::plan::{Group, Kind, MAX_TIERS, is_currency};
use comarketing_roi_engine::{Field, Number, Place, Plan, Tier, Value};

/// What parts a range in a table of ours: `low..likely..high`.
pub(crate) const RANGE: &str = "..";
/// Names of rows that only add the others up.
const SUMS: [&str; 6] = ["total", "totals", "sum", "gesamt", "summe", "grand total"];

/// A row that is not taken, and why.
pub(super) struct Rejected {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) why: String,
}

/// A table as it was understood.
pub(super) struct Understood {
    pub(super) delimiter: char,
    pub(super) decimal: char,
    /// Whether rates without a percent sign are shares from 0 to 1.
    pub(super) shares: bool,
    /// Whether there are such rates.
    pub(super) bare_rates: bool,
    /// Whether it is a table that this calculator wrote, with the inputs that stand once.
    pub(super) ours: bool,
    pub(super) columns: Vec<Column>,
    /// Rows that are tiers, taken or not.
    pub(super) rows: usize,
    pub(super) tiers: Vec<Tier>,
    pub(super) rejected: Vec<Rejected>,
    /// The plan with the tiers; none where none was taken.
    pub(super) plan: Option<Plan>,
}

impl Understood {
    /// The inputs of a tier that have a column.
    pub(super) fn fields(&self) -> impl Iterator<Item = (Field, &Column)> {
        self.columns.iter().filter_map(|column| match column.target {
            Target::Tier(field) => Some((field, column)),
            _ => None,
        })
    }
}

/// How the numbers of a table are written.
struct Signs {
    convention: Convention,
    /// Whether that is certain, so that `1.234` has but one reading.
    settled: bool,
    shares: bool,
}

/// Reads a table; the name of what is wrong where it is none.
pub(super) fn understand(insight: &Insight, wish: &Value) -> Result<Understood, &'static str> {
    let first = |key: &str| word(wish, key).and_then(|text| text.chars().next());
    let grid = grid(word(wish, "text").unwrap_or_default(), first("delimiter"))?;
    let (columns, ours) = columns(&grid.head);
    let mut signs = signs(insight, &columns, &grid.rows, first("decimal"));
    if ours && grid.delimiter == ',' && first("decimal").is_none() {
        signs = Signs { convention: signs.convention.with(Separators::POINT), settled: true, ..signs };
    }
    let bare = bare_rates(&columns, &grid.rows, &signs.convention);
    signs.shares = match word(wish, "shares") {
        Some(chosen) => chosen == "share",
        None => ours || bare.iter().all(|value| *value <= 1.0) && bare.iter().any(|value| *value < 1.0),
    };
    let mut understood = Understood {
        delimiter: grid.delimiter,
        decimal: signs.convention.number.decimal,
        shares: signs.shares,
        bare_rates: !bare.is_empty(),
        ours,
        columns,
        rows: 0,
        tiers: Vec::new(),
        rejected: Vec::new(),
        plan: None,
    };
    understood.take(insight, &signs, &grid.rows);
    Ok(understood)
}

impl Understood {
    fn take(&mut self, insight: &Insight, signs: &Signs, rows: &[Row]) {
        let at = |target: Target| self.columns.iter().position(|column| column.target == target);
        let (name, scope, currency) = (at(Target::Name), at(Target::Scope), at(Target::Currency));
        let cell = |row: &Row, at: Option<usize>| at.and_then(|at| row.cells.get(at)).cloned();
        let code =
            rows.iter().find_map(|row| cell(row, currency)).filter(|code| self.ours && is_currency(code));
        let mut draft = Draft::new(code.as_deref().unwrap_or(&insight.plan.currency), &[]);
        let mut groups = Vec::new();
        for row in rows {
            let scope = cell(row, scope);
            let is_tier = scope.as_deref().is_none_or(|scope| scope == "tier");
            if self.ours && !is_tier {
                match scope.as_deref() {
                    Some("total") => groups.extend([Group::Plan, Group::Economics]),
                    Some("direct") => groups.push(Group::Direct),
                    _ => continue,
                }
                self.take_shared(&mut draft, signs, row);
                continue;
            }
            self.rows += 1;
            let written = cell(row, name).unwrap_or_default();
            let called = match name {
                Some(_) => unguarded(&written).to_owned(),
                None => [text::CHART_TIER.get(), " ", &self.rows.to_string()].concat(),
            };
            let sum = SUMS.iter().any(|sum| sum.eq_ignore_ascii_case(&called)) || called == text::TOTAL.get();
            let why = if !is_tier || sum {
                Some(text::PANEL_IMPORT_SUM.get().to_owned())
            } else if draft.tiers.len() == MAX_TIERS {
                Some(text::panel_import_most(&MAX_TIERS.to_string()))
            } else if row.cells.len() > self.columns.len() {
                Some(text::PANEL_IMPORT_WIDE.get().to_owned())
            } else {
                self.take_tier(&mut draft, signs, row, &called).err()
            };
            if let Some(why) = why {
                self.rejected.push(Rejected { line: row.line, name: called, why });
            }
        }
        if draft.tiers.is_empty() || self.fields().next().is_none() {
            return;
        }
        if let Ok(read) = draft.plan_in(text::SAY, crate::fold::fold) {
            let read = read.into_inner();
            self.tiers.clone_from(&read.tiers);
            self.plan = Some(self.merged(insight, read, &groups));
        }
    }

    /// Adds a tier to the draft; it is as before where something in the row cannot be read.
    fn take_tier(&self, draft: &mut Draft, signs: &Signs, row: &Row, name: &str) -> Result<(), String> {
        let at = draft.add_tier(name);
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            if let Target::Tier(field) = column.target {
                draft.set(Place::tier(at, field), entry(cell, field.kind(), signs, &draft.currency.clone()));
            }
        }
        let Err(problems) = draft.plan_in(text::SAY, crate::fold::fold) else { return Ok(()) };
        draft.tiers.pop();
        let own = ["/tiers/", &at.to_string(), "/"].concat();
        let said: Vec<String> = problems
            .into_iter()
            .filter(|found| found.path.starts_with(&own))
            .map(|found| found.message)
            .collect();
        Err(said.join(" "))
    }

    /// Takes the inputs of a row of ours that stand once.
    fn take_shared(&mut self, draft: &mut Draft, signs: &Signs, row: &Row) {
        let mut wrong = Vec::new();
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            match column.target {
                Target::Includes if !cell.is_empty() => draft.includes_influenced = cell != "false",
                Target::Shared(field) if !cell.is_empty() => {
                    let place = Place::plan(field);
                    draft.set(place, entry(cell, field.kind(), signs, &draft.currency.clone()));
                    if let Err(problems) = draft.plan_in(text::SAY, crate::fold::fold)
                        && let Some(found) = problems.into_iter().find(|found| found.path == place.path())
                    {
                        draft.set(place, Entry::default());
                        wrong.push(found.message);
                    }
                }
                _ => {}
            }
        }
        if !wrong.is_empty() {
            let name = row.cells.first().cloned().unwrap_or_default();
            self.rejected.push(Rejected { line: row.line, name, why: wrong.join(" ") });
        }
    }

    /// The plan on the page with what was read in it: the tiers, and of a table of ours the groups that it has a row for.
    fn merged(&self, insight: &Insight, read: Plan, groups: &[Group]) -> Plan {
        let mut plan: Plan = (*insight.plan).clone();
        if self.ours {
            plan.currency.clone_from(&read.currency);
            if groups.contains(&Group::Direct) {
                plan.includes_influenced = read.includes_influenced;
            }
            let fields = Field::ALL.iter().filter(|field| groups.contains(&field.group()));
            for place in fields.map(|field| Place::plan(*field)) {
                if plan.get(place) != read.get(place) {
                    plan.set(place, read.get(place));
                    // What another gave is no assumption of ours.
                    plan.assumed.retain(|assumed| assumed.field != place.path());
                }
            }
        }
        plan.tiers = read.tiers;
        plan.assumed.retain(|assumed| !assumed.field.starts_with("/tiers/"));
        plan
    }
}

/// A name without the mark that keeps a spreadsheet from reading it as a formula.
fn unguarded(name: &str) -> &str {
    name.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(name)
}

/// A cell as text of a form.
fn entry(cell: &str, kind: Kind, signs: &Signs, currency: &str) -> Entry {
    let parts: Vec<String> = cell.split(RANGE).map(|part| written(part, kind, signs)).collect();
    if let [low, likely, high] = parts.as_slice() {
        let number = |text: &str| match read(text, kind, &signs.convention, "") {
            Ok(Reading::Value(value)) => Some(value),
            _ => None,
        };
        if let (Some(low), Some(mid), Some(high)) = (number(low), number(likely), number(high)) {
            return Entry::number(Number::Range { low, likely: mid, high }, Origin::Yours);
        }
    }
    let typed = |text: &str| Entry {
        input: Input::read(text, kind, &signs.convention, currency),
        origin: Origin::Yours,
    };
    match parts.as_slice() {
        [one] => typed(one),
        _ => typed(cell),
    }
}

/// A number as a form takes it: shares as percentages, and no doubt where there is none.
fn written(cell: &str, kind: Kind, signs: &Signs) -> String {
    let cell = cell.trim();
    let point = signs.convention.number.decimal;
    if kind == Kind::Rate && signs.shares && !cell.contains(['%', '٪']) {
        if let Ok(Reading::Value(share)) = read(cell, Kind::Years, &signs.convention, "") {
            // Decimal shares are not exact, so the percentage is rounded to the digits that it had.
            let percent = fixed((share * 1e12).round() / 1e10, 10);
            return percent.replace('.', &point.to_string()) + " %";
        }
        return cell.to_owned();
    }
    match cell.split_once(point) {
        Some((whole, part)) if signs.settled && digits(whole) && digits(part) && part.len() == 3 => {
            [cell, "0"].concat()
        }
        _ => cell.to_owned(),
    }
}

fn digits(text: &str) -> bool {
    text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())
}

/// The cells under inputs.
fn figures<'a>(columns: &'a [Column], rows: &'a [Row]) -> impl Iterator<Item = (Field, &'a str)> {
    rows.iter().flat_map(move |row| {
        columns.iter().zip(&row.cells).filter_map(|(column, cell)| match column.target {
            Target::Tier(field) | Target::Shared(field) if !cell.is_empty() => Some((field, cell.as_str())),
            _ => None,
        })
    })
}

/// Which decimal sign the numbers have: the one that was chosen, that which more cells can only be read with, or the
/// page's.
fn signs(insight: &Insight, columns: &[Column], rows: &[Row], chosen: Option<char>) -> Signs {
    let page = insight.format.convention();
    let signs = |separators, settled| Signs { convention: page.with(separators), settled, shares: false };
    match chosen {
        Some('.') => return signs(Separators::POINT, true),
        Some(',') => return signs(Separators::COMMA, true),
        _ => {}
    }
    let (mut point, mut comma) = (0, 0);
    for cell in figures(columns, rows).flat_map(|(_, cell)| cell.split(RANGE)) {
        let bare: String = cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        match (bare.rfind('.'), bare.rfind(',')) {
            (Some(at), Some(other)) if at > other => point += 1,
            (Some(_), Some(_)) => comma += 1,
            _ => {
                let [as_point, as_comma] = [Convention::POINT, Convention::COMMA]
                    .map(|convention| read(&bare, Kind::Money, &convention, ""));
                let doubtful = |read: &Result<_, Unread>| matches!(read, Err(Unread::Ambiguous(..)));
                match (&as_point, &as_comma) {
                    (one, other) if doubtful(one) || doubtful(other) => {}
                    (Ok(_), Err(_)) => point += 1,
                    (Err(_), Ok(_)) => comma += 1,
                    _ => {}
                }
            }
        }
    }
    match (point, comma) {
        (0, 0) if page.number.decimal == ',' => signs(Separators::COMMA, false),
        (0, 0) => signs(Separators::POINT, false),
        (point, comma) if comma > point => signs(Separators::COMMA, point == 0),
        (_, comma) => signs(Separators::POINT, comma == 0),
    }
}

/// The rates of a tier that have no percent sign.
fn bare_rates(columns: &[Column], rows: &[Row], convention: &Convention) -> Vec<f64> {
    let rates = figures(columns, rows).filter(|(field, _)| field.kind() == Kind::Rate);
    let bare = rates.filter(|(_, cell)| !cell.contains(['%', '٪']));
    let values = bare.filter_map(|(_, cell)| match read(cell, Kind::Years, convention, "") {
        Ok(Reading::Value(value)) => Some(value),
        _ => None,
    });
    values.collect()
}
