//! What a head says beside the name of its column: a currency, a scale, that it is a percentage.
//!
//! Only what is understood is taken off a head. `Pipeline ($M)` read in units would be wrong by a million.

use super::cells::is_invisible;
use super::names::plain;
use comarketing_roi_engine::number::{Convention, Reading, Unread, read};
use comarketing_roi_engine::plan::{Kind, is_currency};

/// What a head says of the cells below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Note {
    /// The currency, as a code or as its sign.
    pub(super) currency: Option<String>,
    /// The power of ten that the cells are to be multiplied by.
    pub(super) zeros: Option<i32>,
    /// Whether a rate is a share (`true`) or a percentage.
    pub(super) share: Option<bool>,
}

impl Note {
    /// Adds another note; `None` where they contradict each other.
    pub(super) fn and(mut self, other: Self) -> Option<Self> {
        let fits = |same: bool| same.then_some(());
        fits(self.currency.is_none() || other.currency.is_none() || self.currency == other.currency)?;
        fits(self.zeros.is_none() || other.zeros.is_none())?;
        fits(self.share.is_none() || other.share.is_none() || self.share == other.share)?;
        self.currency = self.currency.or(other.currency);
        self.zeros = self.zeros.or(other.zeros);
        self.share = self.share.or(other.share);
        Some(self)
    }

    /// Whether a column of this kind can have it.
    pub(super) fn fits(&self, kind: Kind) -> bool {
        match kind {
            Kind::Money => self.share.is_none(),
            Kind::Rate => self.currency.is_none() && self.zeros.is_none(),
            _ => self.currency.is_none() && self.share.is_none(),
        }
    }
}

/// Words that say nothing about the size of a number.
const SILENT: &str = " in of per the number numbers count counts amount value no nr nb num qty quantity pcs anzahl anz stück \
stk zahl betrag wert nombre montant nombres número numero importe net netto nett gross brutto annual annually yearly jährlich \
jahr year ytd actual actuals ist total gesamt sum summe currency währung unit units einheit einheiten given given angaben \
amounts beträge all alle are figures q1 q2 q3 q4 h1 h2 fy ";
/// Words for sizes that mean the same wherever they are used; “billion” does not.
const SIZES: [(&str, i32); 25] = [
    ("k", 3),
    ("000", 3),
    ("000s", 3),
    ("thousand", 3),
    ("thousands", 3),
    ("tsd", 3),
    ("tausend", 3),
    ("m", 6),
    ("mm", 6),
    ("mn", 6),
    ("mln", 6),
    ("mio", 6),
    ("mill", 6),
    ("million", 6),
    ("millions", 6),
    ("millionen", 6),
    ("bn", 9),
    ("mrd", 9),
    ("mia", 9),
    ("milliard", 9),
    ("milliarde", 9),
    ("milliarden", 9),
    ("milliards", 9),
    ("1000", 3),
    ("1000000", 6),
];

/// What the words of a note mean; `None` where one of them is not understood.
pub(super) fn note(text: &str) -> Option<Note> {
    // Groups and apostrophes stand within a size: '000, 1.000, 1'000.
    let text = text.replace(['\'', '’', '‘', '`'], "");
    let pieces =
        text.split(|c: char| c.is_whitespace() || matches!(c, '/' | ':' | ';' | '(' | ')' | '[' | ']' | '_'));
    let mut found = Note::default();
    for piece in
        pieces.map(|piece| piece.trim_matches(['.', ',', '-', '–'])).filter(|piece| !piece.is_empty())
    {
        found = found.and(word(piece)?)?;
    }
    Some(found)
}

fn word(written: &str) -> Option<Note> {
    let small = written.to_lowercase();
    match small.as_str() {
        "%" | "％" | "٪" | "percent" | "percentage" | "prozent" | "pct" | "pourcent" => {
            return Some(Note { share: Some(false), ..Note::default() });
        }
        "share" | "ratio" | "fraction" | "anteil" | "0-1" | "0–1" | "01" => {
            return Some(Note { share: Some(true), ..Note::default() });
        }
        "#" => return Some(Note::default()),
        _ => {}
    }
    // Years, quarters and silent words.
    let is_silent = |name: &str| SILENT.split(' ').any(|known| known == name);
    let year = small.trim_start_matches("fy").trim_start_matches("q").trim_start_matches("h");
    let year = year.len() <= 4
        && year != "000"
        && year != "1000"
        && !year.is_empty()
        && year.bytes().all(|b| b.is_ascii_digit());
    if is_silent(&small) || year {
        return Some(Note::default());
    }
    // The rest is a currency, a size or both at once: €, USD, $M, k€, TEUR.
    let digits: String = small.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    if let Some(zeros) = size(&digits) {
        return Some(Note { zeros: Some(zeros), ..Note::default() });
    }
    let (currency, rest) = currency(written)?;
    let zeros = match rest.to_lowercase().trim_matches(['.', ' ']) {
        "" => None,
        // German accounts: T€, TEUR. With a dollar it may be a trillion.
        "t" if matches!(currency.as_str(), "EUR" | "CHF") => Some(3),
        rest => Some(size(rest)?),
    };
    Some(Note { currency: Some(currency), zeros, share: None })
}

fn size(word: &str) -> Option<i32> {
    SIZES.iter().find(|(known, _)| *known == word).map(|(_, zeros)| *zeros)
}

/// The currency at either end of a word, and what is left of it.
fn currency(word: &str) -> Option<(String, String)> {
    if let Some(code) = named(word) {
        return Some((code.to_owned(), String::new()));
    }
    let ends = |length: usize| {
        let before = word.get(..length).zip(word.get(length..));
        let after = word.len().checked_sub(length).and_then(|at| word.get(at..).zip(word.get(..at)));
        [before, after]
    };
    for (code, rest) in ends(3).into_iter().flatten() {
        if is_currency(code) {
            return Some((code.to_owned(), rest.to_owned()));
        }
    }
    let signs: String = word.chars().filter(|c| !c.is_alphanumeric()).collect();
    // A size beside a sign comes first: “k€”. US$, A$ and the like have letters of their own, which are no size.
    for length in [signs.len(), signs.len() + 1, signs.len() + 2] {
        for (sign, rest) in ends(length).into_iter().flatten() {
            let is_sign = !signs.is_empty() && sign.contains(signs.as_str());
            if is_sign
                && (rest.is_empty() || size(&rest.to_lowercase()).is_some() || rest.eq_ignore_ascii_case("t"))
                && is_money(sign)
            {
                return Some((named(sign).unwrap_or(sign).to_owned(), rest.to_owned()));
            }
        }
    }
    is_money(word).then(|| (word.to_owned(), String::new()))
}

/// Whether all of a sign is that of some currency.
fn is_money(sign: &str) -> bool {
    // A plan without a currency: every sign is that of another.
    let found = read(&["1 ", sign].concat(), Kind::Money, &Convention::POINT, "");
    matches!(found, Err(Unread::OtherCurrency(word)) if word == sign)
}

/// The code of a currency by its code, its sign or its name, where only one has it.
pub(super) fn named(written: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 22] = [
        ("€", "EUR"),
        ("euro", "EUR"),
        ("euros", "EUR"),
        ("eur", "EUR"),
        ("us$", "USD"),
        ("usd", "USD"),
        ("us dollar", "USD"),
        ("us dollars", "USD"),
        ("us-dollar", "USD"),
        ("u.s. dollar", "USD"),
        ("£", "GBP"),
        ("gbp", "GBP"),
        ("chf", "CHF"),
        ("sfr", "CHF"),
        ("sfr.", "CHF"),
        ("₹", "INR"),
        ("₺", "TRY"),
        ("₴", "UAH"),
        ("₪", "ILS"),
        ("₫", "VND"),
        ("zł", "PLN"),
        ("kč", "CZK"),
    ];
    let small = written.trim().to_lowercase();
    NAMES.iter().find(|(name, _)| *name == small).map(|(_, code)| *code)
}

/// The currency that a cell names: a code, a sign or a name. `None` where it is none.
pub(super) fn currency_of(cell: &str) -> Option<String> {
    let cell = cell.trim();
    if let Some(code) = named(cell) {
        return Some(code.to_owned());
    }
    // “USD - U.S. Dollar”, “EUR (€)”: the code stands first.
    let code = cell.get(..3).unwrap_or_default().to_ascii_uppercase();
    let alone = cell.get(3..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric));
    if is_currency(&code) && alone {
        return Some(code);
    }
    (!cell.is_empty() && is_money(cell)).then(|| cell.to_owned())
}

/// Whether a currency, by its code or its sign, is that of the plan.
pub(super) fn is_of(currency: &str, plan: &str) -> bool {
    currency == plan
        || read(&["1 ", currency].concat(), Kind::Money, &Convention::POINT, plan) == Ok(Reading::Value(1.0))
}

/// A head taken apart: the name without its notes, and what they say; each way in which that can be done.
pub(super) fn parted(head: &str) -> Vec<(String, Option<Note>)> {
    // As it is, unless a sign in it may say something.
    let silent = |c: char| {
        c.is_alphanumeric() || c.is_whitespace() || is_invisible(c) || " _-–.,:;'’\"*()[]{}/&+?!".contains(c)
    };
    let mut ways = Vec::new();
    if head.chars().all(silent) {
        ways.push((head.to_owned(), Some(Note::default())));
    }
    // What stands in brackets.
    let (mut name, mut inner, mut depth) = (String::new(), String::new(), 0);
    for c in head.chars() {
        match c {
            '(' | '[' | '{' | '（' => depth += 1,
            ')' | ']' | '}' | '）' => {
                depth = (depth - 1).max(0);
                inner.push(' ');
            }
            c if depth > 0 => inner.push(c),
            c => name.push(c),
        }
    }
    if !inner.is_empty() {
        ways.push((name.clone(), note(&inner)));
    }
    // Words at the end or at the start: “MDF spent, EUR”, “Win rate in %”, “Number of leads”, “% win rate”.
    let name = name.replace(['_', ',', ':'], " ").replace('%', " % ").replace('#', " # ");
    let pieces: Vec<&str> = name.split_whitespace().collect();
    for count in 1..=3.min(pieces.len().saturating_sub(1)) {
        let at = pieces.len() - count;
        for (said, name) in [(pieces.get(at..), pieces.get(..at)), (pieces.get(..count), pieces.get(count..))]
        {
            let (Some(said), Some(name)) = (said, name) else { continue };
            let found = note(&said.join(" ")).and_then(|one| one.and(note(&inner)?));
            if found.is_some() {
                ways.push((name.join(" "), found));
            }
        }
    }
    ways.retain(|(name, _)| !plain(name).is_empty());
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(currency: &str, zeros: i32, share: Option<bool>) -> Option<Note> {
        Some(Note {
            currency: (!currency.is_empty()).then(|| currency.to_owned()),
            zeros: (zeros > 0).then_some(zeros),
            share,
        })
    }

    #[test]
    fn a_note_is_understood_whole_or_not_at_all() {
        for (text, note) in [
            ("EUR", said("EUR", 0, None)),
            ("€", said("EUR", 0, None)),
            ("$M", said("$", 6, None)),
            ("$m", said("$", 6, None)),
            ("k€", said("EUR", 3, None)),
            ("€k", said("EUR", 3, None)),
            ("T€", said("EUR", 3, None)),
            ("TEUR", said("EUR", 3, None)),
            ("kEUR", said("EUR", 3, None)),
            ("USDk", said("USD", 3, None)),
            ("US$ k", said("USD", 3, None)),
            ("'000", said("", 3, None)),
            ("$'000", said("$", 3, None)),
            ("€000s", said("EUR", 3, None)),
            ("in thousands", said("", 3, None)),
            ("in Tsd. €", said("EUR", 3, None)),
            ("Mio. EUR", said("EUR", 6, None)),
            ("EUR, Mio.", said("EUR", 6, None)),
            ("%", said("", 0, Some(false))),
            ("in %", said("", 0, Some(false))),
            ("number", said("", 0, None)),
            ("#", said("", 0, None)),
            ("annual", said("", 0, None)),
            ("2024", said("", 0, None)),
            ("Q1 2024", said("", 0, None)),
            ("£m", said("GBP", 6, None)),
            ("$T", None),
            ("T", None),
            ("billion", None),
            ("тыс.", None),
            ("万円", None),
            ("k M", None),
            ("EUR USD", None),
            ("lakh", None),
            ("by value", None),
        ] {
            assert_eq!(super::note(text), note, "{text}");
        }
    }

    #[test]
    fn a_head_is_parted_into_name_and_notes() {
        for (head, name, note) in [
            ("MDF spent (EUR)", "mdfspent", said("EUR", 0, None)),
            ("MDF spent [k€]", "mdfspent", said("EUR", 3, None)),
            ("MDF spent in Tsd. €", "mdfspent", said("EUR", 3, None)),
            ("MDF_spent_EUR", "mdfspent", said("EUR", 0, None)),
            ("Win rate %", "winrate", said("", 0, Some(false))),
            ("Win rate, in %", "winrate", said("", 0, Some(false))),
            ("%Win rate", "winrate", said("", 0, Some(false))),
            ("Number of leads", "leads", said("", 0, None)),
            ("Leads (#)", "leads", said("", 0, None)),
        ] {
            let ways = parted(head);
            assert!(
                ways.iter().any(|(found, said)| plain(found) == name && *said == note),
                "{head}: {ways:?}"
            );
        }
        let ways = parted("Leads (lakh)");
        assert!(ways.iter().all(|(name, said)| plain(name) != "leads" || said.is_none()), "{ways:?}");
    }

    #[test]
    fn currencies_are_known_by_code_sign_and_name() {
        for (cell, code) in [
            ("EUR", "EUR"),
            ("eur", "EUR"),
            ("€", "EUR"),
            ("Euro", "EUR"),
            ("USD - U.S. Dollar", "USD"),
            ("US Dollar", "USD"),
            ("$", "$"),
            ("GBP (£)", "GBP"),
        ] {
            assert_eq!(currency_of(cell).as_deref(), Some(code), "{cell}");
        }
        assert_eq!(currency_of("Euphoria"), None);
        assert_eq!(currency_of(""), None);
        assert!(is_of("$", "USD") && is_of("$", "CAD") && !is_of("$", "EUR") && !is_of("EUR", "USD"));
    }
}
