//! What the columns of a table are: by the ids of files, by their names in every language of the product, by what other
//! systems call them where that has one meaning, or as the visitor says.
//!
//! What a row stands for is decided here alone: a table of another kind of rows has another list of targets.

use super::names::{plain, words};
use super::note::{self, Note, parted};
use crate::text;
use comarketing_roi_engine::message::fill;
use comarketing_roi_engine::plan::{Group, Switch};
use comarketing_roi_engine::{Field, FieldPath, METRICS};

/// How columns begin that hold inputs in a table of our own, beside the results.
pub(crate) const INPUT: &str = "input.";
/// The column of ours that lists which inputs of its row are examples, by their ids.
pub(crate) const EXAMPLES: &str = "examples";
/// The column of ours that says whether the whole is an example.
pub(crate) const MARK: &str = "mark";
/// How the columns of ours begin that say how well a figure is known.
pub(crate) const BASIS: &str = "basis.";

/// The column of ours in which a switch of the plan stands.
pub(crate) fn column_of(switch: Switch) -> String {
    [switch.group().path().trim_start_matches('/'), ".", switch.id()].concat()
}

include!(concat!(env!("OUT_DIR"), "/heads.rs"));

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// The name of the tier.
    Name,
    /// Of our own tables: what the row is.
    Scope,
    /// The currency of the row.
    Currency,
    /// The currency of one input.
    CurrencyOf(Field),
    /// An input of the tier.
    Tier(Field),
    /// An input that the plan has once.
    Shared(Field),
    /// A switch of the plan.
    Switch(Switch),
    /// Of our own tables: which inputs of the row are examples.
    Examples,
    /// A result, which is worked out anew.
    Result,
    /// Nothing that is used.
    Unused,
}

/// Why a column is not used, where that is not plain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Why {
    /// It is used, or its name means nothing here.
    Plain,
    /// Another column says the same.
    Twice,
    /// What stands beside its name is not understood.
    Note,
    /// Its name and several others mean the same input, each with something else beside it.
    Several,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// As it stands in the table.
    pub(super) head: String,
    /// What tells it from the others, also from those of the same head.
    pub(super) key: String,
    pub(super) target: Target,
    pub(super) note: Note,
    pub(super) why: Why,
}

/// What other systems call an input, where that can mean nothing else. “Requested” and “Approved” are neither spent nor
/// allocated, so they are nobody's.
const ELSEWHERE: [(Field, &[&str]); 10] = [
    (
        Field::MdfAllocated,
        &[
            "Allocated Amount",
            "Total Allocated Funds",
            "Allocated Funds",
            "Allocated MDF",
            "MDF Allocation",
            "Total MDF Allocated",
        ],
    ),
    (
        Field::MdfSpent,
        &[
            "Reimbursed Amount",
            "Total Reimbursed Amount",
            "Paid Amount",
            "Amount Paid",
            "Total Paid Amount",
            "Total Reimbursed Fund Claims",
            "Reimbursed Fund Claims",
            "Spent MDF",
            "Total MDF Spent",
        ],
    ),
    (
        Field::ProgrammeCost,
        &["Program cost", "Programme cost", "Program costs", "Programme costs", "Programmkosten"],
    ),
    (Field::PipelineSourced, &["Pipeline sourced", "Sourced pipeline"]),
    (Field::PipelineInfluenced, &["Pipeline influenced", "Influenced pipeline"]),
    (
        Field::DealSize,
        &["Average deal size", "Avg deal size", "Deal size", "Deal size (annual)", "Dealgröße"],
    ),
    (Field::Mqls, &["MQL", "Marketing qualified leads"]),
    (Field::Leads, &["Lead"]),
    (Field::PartnerContribution, &["Partner contribution", "Partnerbeitrag"]),
    (Field::WinRateInfluenced, &["Win rate, influenced", "Abschlussquote, beeinflusst"]),
];
/// What results were called in tables of ours before.
const BEFORE: [&str; 18] = [
    "CAC through partners",
    "CAC direct",
    "CAC reduction",
    "CAC saving",
    "MDF utilisation",
    "MDF utilization",
    "Pipeline per dollar",
    "Pipeline per MDF dollar",
    "Direct pipeline per dollar",
    "Revenue per dollar",
    "CAC über Partner",
    "CAC direkt",
    "CAC-Senkung",
    "CAC-Ersparnis",
    "MDF-Ausschöpfung",
    "Pipeline je Geldeinheit",
    "Pipeline je MDF-Geldeinheit",
    "Umsatz je Geldeinheit",
];
/// What the names of tiers stand under; the first that a table has.
const NAMES: [&str; 14] = [
    "tier",
    "partnertier",
    "tiername",
    "tierlevel",
    "partnertiername",
    "partnerlevel",
    "programtier",
    "programmetier",
    "partnerprogramtier",
    "stufe",
    "partnerstufe",
    "partnerlevelname",
    "level",
    "name",
];
/// What currencies stand under.
const CURRENCIES: [&str; 12] = [
    "currency",
    "currencycode",
    "currencyisocode",
    "isocode",
    "währung",
    "währungscode",
    "waehrung",
    "devise",
    "moneda",
    "valuta",
    "waluta",
    "moeda",
];

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    /// An input; `true` where that is its own name and not one that others have for it.
    Input(Field, bool),
    /// The names of tiers; the lower, the surer.
    Name(usize),
    Currency,
    Result,
}

/// Every name that means something, in all languages of the product and as a host has put it. Made once for a table,
/// because every cell of its first rows is looked up.
pub(super) struct Names(Vec<(String, Meaning)>);

impl Names {
    pub(super) fn new() -> Self {
        let mut names = Vec::new();
        // What our own has in brackets may be left out.
        let mut add = |name: &str, meaning: Meaning| {
            let short = name.split_once('(').map(|(name, _)| name);
            names.extend([Some(name), short].into_iter().flatten().map(|name| (plain(name), meaning)));
        };
        let others =
            |english: &'static str| HEADS.iter().filter(move |(of, _)| *of == english).map(|(_, name)| *name);
        for field in Field::of(Group::Tier) {
            let own = [field.id(), field.label(), text::term(field.label())];
            own.into_iter()
                .chain(others(field.label()))
                .for_each(|name| add(name, Meaning::Input(field, true)));
        }
        for (field, elsewhere) in ELSEWHERE {
            elsewhere.iter().for_each(|name| add(name, Meaning::Input(field, false)));
        }
        NAMES.iter().enumerate().for_each(|(rank, name)| add(name, Meaning::Name(rank)));
        for (english, spoken) in [("Tier", text::CHART_TIER), ("Metric", text::METRIC)] {
            others(english).chain([english, spoken.get()]).for_each(|name| add(name, Meaning::Name(0)));
        }
        CURRENCIES.iter().for_each(|name| add(name, Meaning::Currency));
        for metric in &METRICS {
            let own = [metric.id.text(), metric.name, text::term(metric.name)];
            own.into_iter().chain(others(metric.name)).for_each(|name| {
                add(name, Meaning::Result);
                // A table says `$1` or `1 €` where the name has a gap, of which the number is what counts here.
                if name.contains(['{', '\u{1}']) {
                    add(&fill(name, &["1"]), Meaning::Result);
                }
            });
        }
        BEFORE.iter().for_each(|name| add(name, Meaning::Result));
        Self(names)
    }

    fn meaning(&self, name: &str) -> Option<Meaning> {
        let name = plain(name);
        // Of two meanings the first counts. A search through all of them costs less than the code of sorting.
        self.0.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
    }

    fn input(&self, name: &str) -> Option<Field> {
        match self.meaning(name) {
            Some(Meaning::Input(field, _)) => Some(field),
            _ => None,
        }
    }

    /// The input of which a column gives the currency: “MDF Spent Currency”.
    fn currency_of(&self, head: &str) -> Option<Field> {
        let pieces: Vec<String> = words(head).collect();
        let (last, rest) = pieces.split_last()?;
        let (first, other) = pieces.split_first()?;
        let is_currency = |word: &str| self.meaning(word) == Some(Meaning::Currency);
        let rest = match (is_currency(last), is_currency(first)) {
            (true, _) => rest,
            (_, true) => other,
            _ => return None,
        };
        self.input(&rest.join(" "))
    }

    fn rank(&self, head: &str) -> usize {
        match self.meaning(head) {
            Some(Meaning::Name(rank)) => rank,
            _ => usize::MAX,
        }
    }

    fn is_exact(&self, head: &str) -> bool {
        !head.contains(|c: char| "%€$£¥".contains(c))
            && matches!(self.meaning(head), Some(Meaning::Input(_, true)))
    }
}

/// What a head says, and the note beside it.
fn target(names: &Names, head: &str) -> (Target, Note, Why) {
    let plainly = |target| (target, Note::default(), Why::Plain);
    if let Some(input) = head.strip_prefix(INPUT) {
        if let Some(switch) = Switch::ALL.into_iter().find(|switch| input == column_of(*switch)) {
            return plainly(Target::Switch(switch));
        }
        if input == EXAMPLES {
            return plainly(Target::Examples);
        }
        if let Some(field) = Field::named(Group::Tier, input) {
            return plainly(Target::Tier(field));
        }
        let place = FieldPath::named(&["/", &input.replace('.', "/")].concat());
        return plainly(place.map_or(Target::Unused, |place| Target::Shared(place.field)));
    }
    let meaning = names.meaning(head);
    match meaning {
        _ if head == "scope" => return plainly(Target::Scope),
        Some(Meaning::Currency) => return plainly(Target::Currency),
        Some(Meaning::Name(_)) => return plainly(Target::Name),
        _ => {}
    }
    if let Some(field) = names.currency_of(head) {
        return plainly(Target::CurrencyOf(field));
    }
    let mut lost = false;
    for (name, note) in parted(head) {
        let Some(field) = names.input(&name) else { continue };
        match note.filter(|note| note.fits(field.kind())) {
            Some(note) => return (Target::Tier(field), note, Why::Plain),
            None => lost = true,
        }
    }
    if lost {
        return (Target::Unused, Note::default(), Why::Note);
    }
    plainly(if meaning == Some(Meaning::Result) { Target::Result } else { Target::Unused })
}

/// How many of these heads are inputs, and how many are known at all, each once.
pub(super) fn known(names: &Names, heads: &[String]) -> (usize, usize) {
    let mut found: Vec<Target> = Vec::new();
    for head in heads.iter().filter(|head| !head.is_empty()) {
        let (target, ..) = target(names, head);
        if target != Target::Unused && (target == Target::Result || !found.contains(&target)) {
            found.push(target);
        }
    }
    let inputs = found.iter().filter(|target| matches!(target, Target::Tier(_) | Target::Shared(_))).count();
    (inputs, found.len())
}

/// Whether these heads are those of a table of our own, with all inputs.
pub(super) fn is_ours(heads: &[String]) -> bool {
    heads.iter().any(|head| head.starts_with(INPUT)) && heads.iter().any(|head| head == "scope")
}

/// The columns below these heads. `texts` says of a column whether it holds texts, and `chosen` what a visitor has said
/// of one, by its key.
pub(super) fn columns(
    names: &Names,
    heads: &[String],
    texts: &dyn Fn(usize) -> bool,
    chosen: &dyn Fn(&str) -> Option<Target>,
) -> Vec<Column> {
    let ours = is_ours(heads);
    let mut columns: Vec<Column> = Vec::new();
    for head in heads {
        let before = columns.iter().filter(|column| column.head == *head).count();
        let key = if before == 0 { head.clone() } else { [head, "\u{1F}", &before.to_string()].concat() };
        let (mut target, note, why) = target(names, head);
        // Beside inputs under their own names, the rest is results, some of which have an input's name.
        let beside = matches!(target, Target::Tier(_)) && !head.starts_with(INPUT);
        if ours && (beside || head == MARK || head.starts_with(BASIS)) {
            target = Target::Result;
        }
        // Only in a table of ours a scope tells rows apart.
        if !ours && target == Target::Scope {
            target = Target::Unused;
        }
        columns.push(Column { head: head.clone(), key, target, note, why });
    }
    settle(names, &mut columns);
    let said: Vec<Option<Target>> = columns.iter().map(|column| chosen(&column.key)).collect();
    for (at, target) in said.iter().enumerate() {
        let Some(target) = *target else { continue };
        for (other, column) in columns.iter_mut().enumerate() {
            if other == at {
                let note = note_of(&column.head, target);
                (column.target, column.why, column.note) = (target, Why::Plain, note);
            } else if target != Target::Unused
                && column.target == target
                && said.get(other).is_none_or(Option::is_none)
            {
                (column.target, column.why) = (Target::Unused, Why::Twice);
            }
        }
    }
    twice(&mut columns);
    // A table that people make has the names at its left, often below an empty cell.
    if !columns.iter().any(|column| column.target == Target::Name)
        && texts(0)
        && said.first().is_none_or(Option::is_none)
        && let Some(first) = columns.first_mut().filter(|column| column.target == Target::Unused)
        && first.why == Why::Plain
    {
        first.target = Target::Name;
    }
    columns
}

/// What a head says beside its name, for a column that a visitor has named.
fn note_of(head: &str, target: Target) -> Note {
    let Target::Tier(field) = target else { return Note::default() };
    let notes = parted(head).into_iter().filter_map(|(_, note)| note);
    notes.filter(|note| note.fits(field.kind())).find(|note| *note != Note::default()).unwrap_or_default()
}

/// Of several columns for the same thing one is used: the surest name, the first of equal heads; none where the heads
/// differ in what stands beside the name, such as two years.
fn settle(names: &Names, columns: &mut [Column]) {
    let tiers = columns.iter().enumerate().filter(|(_, column)| column.target == Target::Name);
    let best = tiers.min_by_key(|(at, column)| (names.rank(&column.head), *at)).map(|(at, _)| at);
    for (at, column) in columns.iter_mut().enumerate() {
        if column.target == Target::Name && Some(at) != best {
            (column.target, column.why) = (Target::Unused, Why::Twice);
        }
    }
    for field in Field::of(Group::Tier) {
        let heads: Vec<String> = columns
            .iter()
            .filter(|column| column.target == Target::Tier(field))
            .map(|column| plain(&column.head))
            .collect();
        let one = heads.first().cloned().unwrap_or_default();
        let exact = |head: &str| names.is_exact(head);
        if heads.iter().all(|head| *head == one)
            || columns.iter().any(|column| column.target == Target::Tier(field) && exact(&column.head))
        {
            // The one that is called exactly so goes before those with a note.
            let best = columns
                .iter()
                .position(|column| column.target == Target::Tier(field) && exact(&column.head))
                .or_else(|| columns.iter().position(|column| column.target == Target::Tier(field)));
            for (at, column) in columns.iter_mut().enumerate() {
                if column.target == Target::Tier(field) && Some(at) != best {
                    (column.target, column.why) = (Target::Unused, Why::Twice);
                }
            }
        } else {
            for column in columns.iter_mut().filter(|column| column.target == Target::Tier(field)) {
                (column.target, column.why) = (Target::Unused, Why::Several);
            }
        }
    }
}

/// Leaves the first of what stands there twice.
fn twice(columns: &mut [Column]) {
    let mut seen: Vec<Target> = Vec::new();
    for column in columns {
        if matches!(column.target, Target::Unused | Target::Result) {
            continue;
        }
        if seen.contains(&column.target) {
            (column.target, column.why) = (Target::Unused, Why::Twice);
        } else {
            seen.push(column.target);
        }
    }
}

/// What a visitor may say of a column, by the name that the control has for it.
pub(super) fn choice(name: &str) -> Option<Target> {
    match name {
        "" => Some(Target::Unused),
        "name" => Some(Target::Name),
        "currency" => Some(Target::Currency),
        id => Field::named(Group::Tier, id).map(Target::Tier),
    }
}

/// The same the other way round.
pub(super) fn name_of(target: Target) -> &'static str {
    match target {
        Target::Name => "name",
        Target::Currency => "currency",
        Target::Tier(field) => field.id(),
        _ => "",
    }
}

/// Whether a row says something of the columns above it and holds neither a name nor a figure: a row of units.
pub(super) fn is_units(cells: &[String]) -> bool {
    let notes = || cells.iter().filter(|cell| !cell.is_empty()).map(|cell| note::note(cell));
    let named = cells.first().is_some_and(|first| note::note(first) != Some(Note::default()));
    let figures = cells.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit() && c != '0'));
    !named
        && !figures
        && notes().all(|note| note.is_some())
        && notes().flatten().any(|note| note != Note::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(heads: &[&str]) -> Vec<Target> {
        let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
        columns(&Names::new(), &heads, &|_| true, &|_| None).into_iter().map(|column| column.target).collect()
    }

    #[test]
    fn a_column_is_known_by_its_id_and_by_its_name() {
        for (head, target) in [
            ("mdfSpent", Target::Tier(Field::MdfSpent)),
            ("MDF spent", Target::Tier(Field::MdfSpent)),
            ("MDF\u{A0}spent", Target::Tier(Field::MdfSpent)),
            ("Win\u{A0}rate\u{200B}", Target::Tier(Field::WinRate)),
            ("mdf_spent", Target::Tier(Field::MdfSpent)),
            ("Ausgegebene MDF", Target::Tier(Field::MdfSpent)),
            ("Deal size", Target::Tier(Field::DealSize)),
            ("Deal size (annual)", Target::Tier(Field::DealSize)),
            ("Leads (number)", Target::Tier(Field::Leads)),
            ("MDF spent (EUR)", Target::Tier(Field::MdfSpent)),
            ("Total Reimbursed Fund Claims", Target::Tier(Field::MdfSpent)),
            ("Allocated Amount", Target::Tier(Field::MdfAllocated)),
            ("Requested Amount", Target::Unused),
            ("Approved Amount", Target::Unused),
            ("Amount", Target::Unused),
            ("Sourced pipeline (lakh)", Target::Unused),
            ("Leads (%)", Target::Unused),
            ("Partner Tier", Target::Name),
            ("Stufe", Target::Name),
            ("MDF Spent Currency", Target::CurrencyOf(Field::MdfSpent)),
            ("Currency", Target::Currency),
            ("input.winRate", Target::Tier(Field::WinRate)),
            ("input.economics.grossMargin", Target::Shared(Field::GrossMargin)),
            ("input.influenceCredit", Target::Shared(Field::InfluenceCredit)),
            ("input.direct.includesInfluenced", Target::Switch(Switch::IncludesInfluenced)),
            ("input.economics.winRateByCount", Target::Switch(Switch::WinRateByCount)),
            ("input.__proto__", Target::Unused),
            ("roi", Target::Result),
            ("", Target::Unused),
            ("Region", Target::Unused),
            // As they were called before, and as British tables call them.
            ("Programme cost", Target::Tier(Field::ProgrammeCost)),
            ("Other programme cost", Target::Tier(Field::ProgrammeCost)),
            ("Sourced pipeline", Target::Tier(Field::PipelineSourced)),
            ("Deal size (annual)", Target::Tier(Field::DealSize)),
            ("Partner contribution", Target::Tier(Field::PartnerContribution)),
            ("MDF utilisation", Target::Result),
            ("Pipeline per MDF dollar", Target::Result),
            ("Pipeline for each $1 of cost", Target::Result),
            ("Pipeline je 1 € Kosten", Target::Result),
        ] {
            assert_eq!(super::target(&Names::new(), head).0, target, "{head}");
        }
    }

    #[test]
    fn an_input_is_taken_once_and_names_stand_at_the_left() {
        use Target::{Name, Tier, Unused};
        assert_eq!(found(&["", "leads", "Leads", "x"]), [Name, Tier(Field::Leads), Unused, Unused]);
        assert_eq!(found(&["Name", "Tier", "Leads"]), [Unused, Name, Tier(Field::Leads)]);
        assert_eq!(found(&["Tier", "Leads (2023)", "Leads (2024)"]), [Name, Unused, Unused]);
        assert_eq!(found(&["Tier", "Leads (2023)", "Leads"]), [Name, Unused, Tier(Field::Leads)]);
        assert_eq!(found(&["tier", "scope", "leads"]), [Name, Unused, Tier(Field::Leads)]);
    }

    #[test]
    fn what_a_visitor_says_goes_before_what_is_found() {
        let heads = ["Partner", "Requested", "Leads", "MDF spent"].map(str::to_owned);
        let chosen = |key: &str| match key {
            "Requested" => choice("mdfSpent"),
            "Leads" => choice(""),
            _ => None,
        };
        let targets: Vec<Target> = columns(&Names::new(), &heads, &|_| true, &chosen)
            .into_iter()
            .map(|column| column.target)
            .collect();
        assert_eq!(targets, [Target::Name, Target::Tier(Field::MdfSpent), Target::Unused, Target::Unused]);
        assert_eq!(choice("grossMargin"), None);
        assert_eq!(name_of(Target::Tier(Field::Leads)), "leads");
    }
}
