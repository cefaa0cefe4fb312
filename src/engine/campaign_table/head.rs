//! The head of a table: the line with the most columns that are known, and the sign between cells with it. Two lines are one
//! head where the words of both are needed to know its columns, and a line of units below it belongs to it.

use super::cells::{Row, Rows, trim};
use super::known;
use super::question::{DELIMITERS, Question};
use super::unit::{self, Unit};
use crate::campaign::CampaignField;
use crate::name::Fold;

/// How far from the beginning a head is looked for, in rows.
const SEARCHED: usize = 25;

/// The head.
pub(super) struct Head {
    /// The place of its first line among the rows.
    pub(super) at: usize,
    /// The place of the first row behind it.
    pub(super) end: usize,
    /// The line that has the names of most columns.
    pub(super) line: usize,
    /// What stands in its lines.
    pub(super) rows: Vec<Vec<String>>,
    /// What stands above it, line by line.
    pub(super) above: Vec<String>,
    /// What it calls the columns, and what each is.
    pub(super) columns: Vec<Heading>,
}

/// A column as its head calls it.
pub(super) struct Heading {
    pub(super) name: String,
    pub(super) field: Option<CampaignField>,
    /// What the head says of the numbers below it.
    pub(super) unit: Unit,
    /// The amount of which the column says the currency, as CRMs write it: “MDF Claimed Currency”.
    pub(super) currency_of: Option<CampaignField>,
    /// Whether the question says what it is.
    pub(super) said: bool,
    /// How particular the name is: of two columns that are known by another's names, the lower is taken. 0 is our own name,
    /// or what the question says; two of those contradict each other.
    pub(super) rank: usize,
}

/// What texts have in common that differ in case, spaces, underscores and other signs alone.
pub(super) fn key(text: &str, fold: Fold) -> String {
    fold(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Whether the [`key`] of a text is one of these. Nearly no cell is, and folding costs, so that plain letters are compared
/// as they stand.
pub(super) fn is_one_of(text: &str, keys: &[&str], fold: Fold) -> bool {
    if !text.is_ascii() {
        let own = key(text, fold);
        return keys.contains(&own.as_str());
    }
    let letters = || text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    keys.iter().any(|key| letters().eq(key.bytes()))
}

/// Why a table has no head.
pub(super) enum NoHead {
    /// No column is known.
    Unknown,
    /// The fields stand one below the other, from this line on.
    Turned(usize),
}

/// The sign between cells and the head. Looked for in the beginning of a table, which may be the whole.
///
/// # Errors
/// It has none.
pub(super) fn find(sample: &str, whole: bool, asked: &Question, fold: Fold) -> Result<(char, Head), NoHead> {
    // Spreadsheets state the sign in a line of its own.
    let stated = sample.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    let stated = stated.and_then(|(sign, _)| sign.trim_end_matches('\r').chars().next());
    let all: Vec<char> = match asked.delimiter.or(stated) {
        Some(sign) => vec![sign],
        None => DELIMITERS.to_vec(),
    };
    let mut best: Option<(usize, char, Head)> = None;
    let mut turned = None;
    for sign in all {
        let rows = first_rows(sample, whole, sign);
        let known = Known::of(asked, fold, &rows);
        for at in 0..rows.len().min(SEARCHED) {
            for head in [known.single(&rows, at), known.double(&rows, at)].into_iter().flatten() {
                let count = head.known();
                if count > best.as_ref().map_or(0, |(count, ..)| *count) {
                    let mut head = known.with_units(head, &rows);
                    head.above = rows.iter().take(at).map(|(_, cells)| cells.join(" ")).collect();
                    turned = known.turned(&rows, &head).map(NoHead::Turned);
                    best = Some((count, sign, head));
                }
            }
        }
    }
    if let Some(turned) = turned {
        return Err(turned);
    }
    let (_, sign, mut head) = best.ok_or(NoHead::Unknown)?;
    head.choose();
    Ok((sign, head))
}

/// A row of the beginning, with its line.
type FirstRow = (usize, Vec<String>);

/// The rows in which a head is looked for, and what may belong to it.
fn first_rows(sample: &str, whole: bool, sign: char) -> Vec<FirstRow> {
    let mut first: Vec<FirstRow> = Vec::new();
    let mut keep = |row: Row<'_>| {
        first.push((row.line, row.cells().map(|cell| trim(cell).to_owned()).collect()));
        first.len() < SEARCHED + 2
    };
    let mut rows = Rows::new(sign);
    let mut more = whole;
    rows.push(sample, |row| {
        let on = keep(row);
        more &= on;
        on
    });
    if more {
        rows.finish(keep);
    }
    first
}

impl Head {
    /// How many fields its columns are.
    fn known(&self) -> usize {
        let mut fields: Vec<CampaignField> = Vec::new();
        for field in self.columns.iter().filter_map(|column| column.field) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields.len()
    }

    /// Of columns that are known by another's names, one is taken for each field. Two that are amounts in two currencies
    /// stay, so that it is told.
    fn choose(&mut self) {
        let best = |field, columns: &[Heading]| {
            columns.iter().filter(|one| one.field == Some(field)).map(|one| one.rank).min()
        };
        let currencies = |field, columns: &[Heading]| {
            let mut of_field = columns.iter().filter(|one| one.field == Some(field));
            let first = of_field.next().map(|one| one.unit.currency.clone());
            of_field.any(|one| Some(&one.unit.currency) != first.as_ref())
        };
        for at in 0..self.columns.len() {
            let Some(Heading { field: Some(field), rank, .. }) = self.columns.get(at) else { continue };
            let (field, rank) = (*field, *rank);
            let earlier =
                self.columns.iter().take(at).any(|one| one.field == Some(field) && one.rank == rank);
            let lower = best(field, &self.columns).is_some_and(|best| best < rank);
            if rank > 0
                && (lower || earlier)
                && !currencies(field, &self.columns)
                && let Some(column) = self.columns.get_mut(at)
            {
                column.field = None;
            }
        }
    }
}

/// Whether figures stand in a row: then it is none of a head.
fn has_figures(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.starts_with(|sign: char| sign.is_ascii_digit()))
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// What heads mean: as the question says, by the ids and labels of fields, or by the names that others have for them.
struct Known<'a> {
    fold: Fold,
    /// How the table is meant; its heads are compared as they stand there first.
    asked: &'a Question,
    /// What it says of heads that do not stand there letter by letter, by their keys.
    said: Vec<(String, Option<CampaignField>)>,
    own: Vec<(String, String, CampaignField)>,
    others: Vec<(String, CampaignField)>,
}

impl<'a> Known<'a> {
    fn of(asked: &'a Question, fold: Fold, rows: &[FirstRow]) -> Self {
        let stands = |name: &str| rows.iter().any(|(_, cells)| cells.iter().any(|cell| cell == name));
        // Of two heads that are alike but for a sign each can be named by its own letters.
        let others = asked.columns.iter().filter(|(of, _)| !stands(trim(of)));
        let said = others.map(|(of, field)| (key(of, fold), *field)).collect();
        let field = |field: &CampaignField| (key(field.id(), fold), key(field.label(), fold), *field);
        let own = CampaignField::ALL.iter().map(field).collect();
        let others = known::heads().map(|(head, field)| (key(head, fold), field)).collect();
        Self { fold, asked, said, own, others }
    }

    /// The line from which on fields stand one below the other, if a table with this head is on its side: as many of them
    /// as the head knows begin other rows. What stands above a head may say whose table it is; what stands below is of its
    /// rows.
    fn turned(&self, rows: &[FirstRow], head: &Head) -> Option<usize> {
        let field = |cells: &[String]| {
            cells.first().filter(|_| filled(cells) > 1).and_then(|cell| self.heading(cell).field)
        };
        let (mut fields, mut first, mut is_below) = (Vec::new(), head.line, false);
        for (at, (line, cells)) in rows.iter().enumerate() {
            let Some(field) = field(cells).filter(|_| !(head.at..head.end).contains(&at)) else { continue };
            first = first.min(*line);
            is_below |= at >= head.end;
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        (is_below && fields.len() >= head.known()).then_some(first)
    }

    /// A row as a head by itself.
    fn single(&self, rows: &[FirstRow], at: usize) -> Option<Head> {
        let (line, cells) = rows.get(at)?;
        let columns = cells.iter().map(|cell| self.heading(cell)).collect();
        Some(Head { at, end: at + 1, line: *line, rows: vec![cells.clone()], above: Vec::new(), columns })
    }

    /// A row and the one below it as a head: what stands below a word may need it, such as “claimed” below “MDF”. None where
    /// one of the two says as much by itself.
    fn double(&self, rows: &[FirstRow], at: usize) -> Option<Head> {
        let (upper, lower) = (self.single(rows, at)?, self.single(rows, at + 1)?);
        let ([above], [below]) = (upper.rows.as_slice(), lower.rows.as_slice()) else { return None };
        if has_figures(below) {
            return None;
        }
        let (mut columns, mut group, mut needs_both) = (Vec::new(), "", false);
        for at in 0..above.len().max(below.len()) {
            let [above, below] = [above, below].map(|cells| cells.get(at).map_or("", String::as_str));
            if !above.is_empty() {
                group = above;
            }
            let alone = self.heading(if below.is_empty() { above } else { below });
            let both = self.heading(&[group, " ", below].concat());
            let is_one = !below.is_empty() && !group.is_empty() && both.field.is_some();
            needs_both |= is_one && both.field != alone.field;
            columns.push(if is_one && both.field != alone.field { both } else { alone });
        }
        let rows = vec![above.clone(), below.clone()];
        let head = Head { at, end: at + 2, line: lower.line, rows, above: Vec::new(), columns };
        let (known, most) = (head.known(), upper.known().max(lower.known()));
        // A title alone qualifies nothing.
        let is_qualified = needs_both && filled(above) > 1 && known > upper.known();
        (known > most || known == most && is_qualified).then_some(head)
    }

    /// The head with the units that stand in the row below it, if all that stands there is units of its columns.
    fn with_units(&self, mut head: Head, rows: &[FirstRow]) -> Head {
        let Some((_, cells)) = rows.get(head.end) else { return head };
        let with_unit = |(at, cell): (usize, &String)| {
            let column = head.columns.get(at)?;
            let whole = [&column.name, " (", cell, ")"].concat();
            unit::parted(&whole, &self.asked.currency)?;
            let with_unit = self.heading(&whole);
            (column.field.is_some() && with_unit.field == column.field).then_some((at, with_unit))
        };
        let units = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let Some(units) = units.map(with_unit).collect::<Option<Vec<_>>>() else { return head };
        if !units.is_empty() {
            head.end += 1;
            head.rows.push(cells.clone());
        }
        for (at, with_unit) in units {
            if let Some(column) = head.columns.get_mut(at) {
                *column = with_unit;
            }
        }
        head
    }

    fn heading(&self, cell: &str) -> Heading {
        let name = trim(cell);
        let said = self.said(name);
        let plain = || (!unit::has_sign(name)).then(|| self.field(name)).flatten();
        if let (None, Some((field, rank))) = (said, plain()) {
            return Heading { field, rank, ..Heading::unknown(name) };
        }
        let parted = unit::parted(name, &self.asked.currency);
        let known = match (said, &parted) {
            (Some(field), _) => Some((field, 0)),
            (None, Some((name, _))) => self.field(name),
            (None, None) => None,
        };
        let unit = parted.map(|(_, unit)| unit).unwrap_or_default();
        // A unit belongs to a number, and a currency to an amount.
        let fits = |field: CampaignField| field.in_numbers().is_some() && unit.fits(field.is_money());
        let is_said = said.is_some();
        match known {
            Some((Some(field), rank)) if fits(field) => {
                Heading { field: Some(field), rank, unit, said: is_said, ..Heading::unknown(name) }
            }
            // What somebody says of a column is more than what its head looks like.
            Some((field, rank)) if is_said => Heading { field, rank, said: true, ..Heading::unknown(name) },
            _ => Heading { currency_of: self.currency_of(name), ..Heading::unknown(name) },
        }
    }

    /// What the question says of a head: of its very letters first, of what is left of others without their signs then.
    fn said(&self, name: &str) -> Option<Option<CampaignField>> {
        // A percent sign or a currency makes it another head.
        self.exact(name).or_else(|| {
            let own = key(name, self.fold);
            let alike = |of: &String| !own.is_empty() && *of == own && !unit::has_sign(name);
            self.said.iter().find(|(of, _)| alike(of)).map(|(_, field)| *field)
        })
    }

    /// What the question says of a head letter by letter.
    fn exact(&self, name: &str) -> Option<Option<CampaignField>> {
        self.asked.columns.iter().find(|(of, _)| trim(of) == name).map(|(_, field)| *field)
    }

    /// The amount of which a head names the currency.
    fn currency_of(&self, name: &str) -> Option<CampaignField> {
        let own = key(name, self.fold);
        let behind = || CURRENCY.iter().find_map(|word| own.strip_prefix(word));
        let amount = CURRENCY.iter().find_map(|word| own.strip_suffix(word)).or_else(behind)?;
        let (field, _) = self.field(amount)?;
        field.filter(|field| field.is_money())
    }

    /// What a name means and how particular it is; none where it is not known.
    fn field(&self, name: &str) -> Option<(Option<CampaignField>, usize)> {
        let own = key(name, self.fold);
        if own.is_empty() {
            return None;
        }
        let loosely = || self.said.iter().find(|(of, _)| *of == own).map(|(_, field)| *field);
        if let Some(field) = self.exact(name).or_else(loosely) {
            return Some((field, 0));
        }
        if let Some((.., field)) = self.own.iter().find(|(id, label, _)| *id == own || *label == own) {
            return Some((Some(*field), 0));
        }
        let at = self.others.iter().position(|(head, _)| *head == own)?;
        self.others.get(at).map(|(_, field)| (Some(*field), at + 1))
    }
}

/// What the name of an amount's currency ends or begins with, as [`key`] leaves it, the longer before the shorter.
const CURRENCY: [&str; 8] =
    ["currencyisocode", "currencycode", "currencyof", "currency", "währung", "devise", "moneda", "通貨"];

impl Heading {
    /// A column that is not known.
    fn unknown(name: &str) -> Self {
        let (unit, name) = (Unit::default(), name.to_owned());
        Self { name, field: None, unit, currency_of: None, said: false, rank: 0 }
    }
}
