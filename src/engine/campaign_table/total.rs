//! Rows that add up others, told by a word in a name.

use super::month;
use crate::name::Fold;

/// What names only a sum, in small letters.
const STRONG: [&str; 17] = [
    "subtotal",
    "subtotals",
    "grandtotal",
    "grandtotals",
    "gesamtsumme",
    "gesamtergebnis",
    "zwischensumme",
    "zwischensummen",
    "teilergebnis",
    "endsumme",
    "soustotal",
    "sumatotal",
    "totalgeneral",
    "totalgénéral",
    "gesamtbetrag",
    "итого",
    "計",
];
/// What names a sum or an average, and may be a part of a name: “Total Energies”.
const WEAK: [&str; 31] = [
    "total",
    "totals",
    "sum",
    "sums",
    "summe",
    "gesamt",
    "ergebnis",
    "insgesamt",
    "totale",
    "totali",
    "totaal",
    "totales",
    "totaux",
    "suma",
    "somme",
    "average",
    "averages",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "promedio",
    "avg",
    "mean",
    "median",
    "ø",
    "count",
    "razem",
    "totalt",
    "mwst",
    "ust",
    "vat",
];
/// Words of a script without spaces, which stand anywhere.
const UNSPACED: [&str; 6] = ["合計", "総計", "小計", "総合計", "平均", "合计"];
/// What says nothing more beside them; so do numbers, and what begins with a digit or is a quarter.
const BESIDE: [&str; 60] = [
    "grand",
    "sub",
    "sous",
    "general",
    "général",
    "générale",
    "overall",
    "all",
    "of",
    "for",
    "the",
    "and",
    "de",
    "du",
    "des",
    "del",
    "der",
    "die",
    "für",
    "von",
    "pro",
    "per",
    "alle",
    "aller",
    "rows",
    "row",
    "records",
    "record",
    "campaigns",
    "campaign",
    "kampagnen",
    "campagnes",
    "campañas",
    "zeilen",
    "lignes",
    "filas",
    "count",
    "year",
    "jahr",
    "quarter",
    "quartal",
    "mdf",
    "partner",
    "partners",
    "amount",
    "amounts",
    "betrag",
    "budget",
    "importe",
    "net",
    "gross",
    "netto",
    "brutto",
    "prior",
    "previous",
    "last",
    "vorjahr",
    "ytd",
    "fiscal",
    "spend",
];
/// The longest text that is looked at, in bytes.
const LONGEST: usize = 160;

/// What is no sum of rows though it stands among totals: averages, taxes, other years, heads of groups.
const NOT_OF_ROWS: [&str; 22] = [
    "average",
    "averages",
    "avg",
    "mean",
    "median",
    "ø",
    "count",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "promedio",
    "mwst",
    "ust",
    "vat",
    "brutto",
    "gross",
    "budget",
    "prior",
    "previous",
    "last",
    "vorjahr",
    "ytd",
];

/// Whether a total of this name is to be the sum of the rows above it.
pub(super) fn adds_rows(name: &str) -> bool {
    let small = name.to_lowercase();
    !counts_rows(name) && !name.contains("平均") && !words(&small).any(|word| among(&NOT_OF_ROWS, word))
}

/// What a name says of a row.
#[derive(Debug, PartialEq)]
pub(super) enum Says {
    /// Nothing of a sum.
    Nothing,
    /// It may be one, as well as a name: the mark of the rest of it.
    Perhaps(u64),
    /// It is one.
    Sum,
}

/// What a name says.
pub(super) fn says(name: &str, fold: Fold) -> Says {
    if name.len() > LONGEST {
        return Says::Nothing;
    }
    if counts_rows(name) {
        return Says::Sum;
    }
    if name.is_ascii() {
        // Nearly every name is none, and folding costs.
        return if words(name).any(may_be_one) {
            of_words(&name.to_ascii_lowercase())
        } else {
            Says::Nothing
        };
    }
    of_words(&fold(name))
}

/// Whether a name ends as the heads of groups in reports do: “Partner: Acme (2 records)”.
fn counts_rows(name: &str) -> bool {
    let inside = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let Some((count, word)) = inside.and_then(|(_, inside)| inside.split_once(' ')) else { return false };
    let all = [
        "record",
        "records",
        "rows",
        "datensätze",
        "zeilen",
        "enregistrements",
        "lignes",
        "registros",
        "filas",
    ];
    count.bytes().all(|byte| byte.is_ascii_digit()) && all.contains(&word.to_lowercase().as_str())
}

fn of_words(name: &str) -> Says {
    let joined: String = name.chars().filter(|sign| sign.is_alphanumeric()).collect();
    if UNSPACED.iter().any(|word| name.contains(word)) || STRONG.contains(&joined.as_str()) {
        return Says::Sum;
    }
    let is_weak = |word: &&str| among(&WEAK, word);
    if words(name).any(|word| among(&STRONG, word)) {
        return Says::Sum;
    }
    if !words(name).any(|word| is_weak(&word)) {
        return Says::Nothing;
    }
    let mut rest = words(name).filter(|word| !is_weak(word) && !is_beside(word)).peekable();
    match rest.peek() {
        None => Says::Sum,
        Some(_) => Says::Perhaps(mark(rest.flat_map(str::chars))),
    }
}

/// Whether a word begins as one of these does; a test compares it with all of them.
fn may_be_one(word: &str) -> bool {
    const BEGIN: [&[u8; 2]; 21] = [
        b"su", b"gr", b"ge", b"zw", b"te", b"en", b"so", b"to", b"er", b"in", b"av", b"du", b"mi", b"mo",
        b"pr", b"me", b"co", b"ra", b"mw", b"us", b"va",
    ];
    let [one, two, ..] = word.as_bytes() else { return false };
    BEGIN.contains(&&[one.to_ascii_lowercase(), two.to_ascii_lowercase()])
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn is_beside(word: &str) -> bool {
    let is_period =
        |rest: Option<&str>| rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let periods = ["q", "h", "fy", "t", "s"].iter().any(|period| is_period(word.strip_prefix(period)));
    let is_digit = |sign: char| sign.is_ascii_digit();
    BESIDE.contains(&word) || word.starts_with(is_digit) || periods || month::is_one(word)
}

/// What names have in common that differ in case and in signs that are no letters: a number, so that many of them are
/// little.
pub(super) fn mark(name: impl Iterator<Item = char>) -> u64 {
    // The hash of Fowler, Noll and Vo.
    name.filter(|sign| sign.is_alphanumeric()).fold(0xcbf2_9ce4_8422_2325, |mark, sign| {
        let small = if sign.is_ascii() { sign.to_ascii_lowercase() as u64 } else { small(sign) };
        (mark ^ small).wrapping_mul(0x0100_0000_01b3)
    })
}

fn small(sign: char) -> u64 {
    sign.to_lowercase().next().map_or(0, u64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::fold;

    #[test]
    fn every_word_is_looked_for() {
        for word in STRONG.iter().chain(&WEAK).filter(|word| word.is_ascii()) {
            assert!(may_be_one(word) && says(word, fold) == Says::Sum, "{word}");
        }
    }

    #[test]
    fn a_word_for_a_sum_is_found_anywhere() {
        for name in [
            "Total",
            "TOTALS:",
            "Grand Totals (2 records)",
            "Total (2)",
            "Sub-total",
            "Subtotal Acme",
            "Total 2025",
            "Total for Q1",
            "Zwischensumme Müller",
            "Gesamtsumme",
            "Ergebnis",
            "Summe aller Kampagnen",
            "Total général",
            "Sous-total",
            "Suma total",
            "Totale",
            "Totaal",
            "Insgesamt",
            "Average",
            "総合計",
            "東京 合計",
            "山田 計",
            "Avg.",
            "Median",
            "Ø",
            "Count",
            "Gesamtbetrag",
            "Importe total",
            "Summe netto",
            "Prior year total",
            "January total",
            "Total März 2025",
            "Partner: Acme (2 records)",
        ] {
            assert_eq!(says(name, fold), Says::Sum, "{name}");
        }
        for name in ["Acme Total", "Total Acme", "Total - ACME", "total, acme"] {
            assert_eq!(says(name, fold), Says::Perhaps(mark("Acme".chars())), "{name}");
        }
        for name in [
            "Acme",
            "Totally",
            "Summit AG",
            "All",
            "Q1",
            "Grand Hotel",
            "Sous Vide",
            "2025",
            "",
            "会計",
            "Acme (records)",
            "Countess",
        ] {
            assert_eq!(says(name, fold), Says::Nothing, "{name}");
        }
        assert_eq!(says("Müller gesamt", fold), Says::Perhaps(mark("müller".chars())));
    }
}
