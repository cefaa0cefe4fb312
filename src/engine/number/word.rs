//! The words and signs that people write beside a number.

use super::sign::{folded, is_letter, is_unspaced, plain};
use std::cell::OnceCell;
use std::rc::Rc;

/// What a word beside a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Multiplies by this power of ten.
    Times(u8),
    /// Per cent.
    Percent,
    /// Months.
    Months,
    /// Years.
    Years,
    /// The plan's currency.
    Currency,
}

/// A word of a language.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    signs: Vec<char>,
    means: Meaning,
    /// It stands before the digits, which matters for sizes: “B$” is a currency, and no thousand million dollars.
    leads: bool,
    alone: Option<u8>,
}

impl Word {
    /// A word that stands behind the digits.
    pub fn new(text: &str, means: Meaning) -> Self {
        Self { signs: spelt(text), means, leads: false, alone: None }
    }

    /// The same word where it stands before the digits.
    #[must_use]
    pub fn leading(self) -> Self {
        Self { leads: true, ..self }
    }

    /// The same word where it says a number by itself, as in languages that have a word for two months.
    #[must_use]
    pub fn alone_for(self, number: u8) -> Self {
        Self { alone: Some(number), ..self }
    }

    /// What it says of the number.
    pub fn means(&self) -> Meaning {
        self.means
    }

    /// Whether it stands before the digits.
    pub fn leads(&self) -> bool {
        self.leads
    }

    /// The number that it says by itself.
    pub fn alone(&self) -> Option<u8> {
        self.alone
    }

    /// How it is written, without marks.
    pub fn text(&self) -> String {
        self.signs.iter().collect()
    }

    /// Whether the two are the same letters and may both stand beside one number: “M” for months is no rival of “M” for
    /// millions.
    fn rivals(&self, other: &Self) -> bool {
        let measures = |word: &Self| match word.means {
            Meaning::Times(_) | Meaning::Currency => 0,
            Meaning::Months | Meaning::Years => 1,
            Meaning::Percent => 2,
        };
        measures(self) == measures(other)
            && self.signs.iter().copied().map(folded).eq(other.signs.iter().copied().map(folded))
    }
}

/// A word without marks, and without the point of an abbreviation, which many leave out.
fn spelt(text: &str) -> Vec<char> {
    let mut signs = plain(text);
    while signs.last().is_some_and(|last| matches!(last, '.' | ' ')) {
        signs.pop();
    }
    signs
}

type Source = Box<dyn Fn() -> Vec<Word>>;

/// The words of a language, which are asked for when the first of them is met: most texts have none.
#[derive(Clone)]
pub struct Vocabulary(Option<Rc<(OnceCell<Vec<Word>>, Source)>>);

impl Vocabulary {
    /// No words at all.
    pub const NONE: Self = Self(None);

    /// The words that `source` knows.
    pub fn new(source: impl Fn() -> Vec<Word> + 'static) -> Self {
        Self(Some(Rc::new((OnceCell::new(), Box::new(source)))))
    }

    /// The words.
    pub fn words(&self) -> &[Word] {
        match &self.0 {
            Some(kept) => kept.0.get_or_init(|| kept.1()),
            None => &[],
        }
    }
}

/// The words of a page's language with those of another one that cannot contradict them.
///
/// A word that the language has is its own. Where its billion is a million millions, and the other's is not, the other's
/// word for a thousand millions has both meanings, so that the visitor is asked, and that for a thousand of these none.
pub fn with_words_of(mut own: Vec<Word>, other: &[Word]) -> Vec<Word> {
    let doubtful = has_long_billion(&own) && !has_long_billion(other);
    let language = own.clone();
    for word in other {
        if language.iter().any(|known| known.rivals(word)) {
            continue;
        }
        match word.means {
            Meaning::Times(9) if doubtful => {
                own.push(Word { means: Meaning::Times(12), ..word.clone() });
                own.push(word.clone());
            }
            Meaning::Times(12) if doubtful => {}
            _ => own.push(word.clone()),
        }
    }
    own
}

/// Whether the word for a million millions is the language's billion: “Billion”, “bilion”, “билион”.
fn has_long_billion(words: &[Word]) -> bool {
    let billion = |word: &&Word| word.means == Meaning::Times(12) && word.signs.len() > 1;
    words
        .iter()
        .filter(billion)
        .any(|word| word.signs.first().is_some_and(|b| matches!(folded(*b), 'b' | 'б')))
}

/// The longest word at the start of `signs`: how long it is there, and all that it means. Letters that are written as the
/// word is come before those of another case. The plan's currency may stand on it without a space, as some languages
/// write it: `own` are its sign and its code.
pub(super) fn longest<'a>(
    signs: &[char],
    words: impl Iterator<Item = &'a Word>,
    own: &[Word; 2],
) -> Option<(usize, Vec<&'a Word>)> {
    // A single letter is rather part of another word.
    let own = || own.iter().map(|word| word.signs.as_slice()).filter(|sign| sign.len() > 1);
    let mut best = (0, false);
    let mut found = Vec::new();
    for word in words {
        let Some(there) = signs.get(..word.signs.len()).filter(|there| !there.is_empty()) else { continue };
        let glued = || {
            let rest = signs.get(there.len()..).unwrap_or_default();
            own().any(|sign| sign == there || rest.starts_with(sign))
        };
        if !there.iter().zip(&word.signs).all(|(one, other)| folded(*one) == folded(*other))
            || !ends(signs, there.len()) && !glued()
        {
            continue;
        }
        let this = (there.len(), there == word.signs);
        if this > best {
            found.clear();
        }
        if this >= best {
            best = this;
            found.push(word);
        }
    }
    (best.0 > 0).then_some((best.0, found))
}

/// Whether a word can end before the sign at `end`.
fn ends(signs: &[char], end: usize) -> bool {
    let letter = |at: usize| signs.get(at).copied().filter(|sign| is_letter(*sign));
    match (end.checked_sub(1).and_then(letter), letter(end)) {
        (Some(last), Some(next)) => is_unspaced(last) || is_unspaced(next),
        _ => true,
    }
}

/// Signs that several currencies share, or that their countries use beside what CLDR has, in small letters.
const SIGNS: &[(&str, &str)] = &[
    (
        "$",
        "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ARS CLP COP DOP MXN UYU",
    ),
    ("us$", "USD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("€", "EUR"),
    ("£", "GBP EGP FKP GIP LBP SHP SSP SYP"),
    ("¥", "JPY CNY"),
    ("￥", "JPY CNY"),
    ("₹", "INR"),
    ("rs", "INR PKR LKR NPR MUR SCR"),
    ("₩", "KRW KPW"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("kr", "SEK NOK DKK ISK"),
    ("fr", "CHF"),
    ("kd", "KWD"),
    ("bd", "BHD"),
    ("jd", "JOD"),
];

/// Whose sign a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The plan's currency.
    Own,
    /// Another one.
    Other,
}

/// Whether `text` is a known sign or code of the currency of the plan, or of another one. `None` if it is of none.
pub(super) fn currency(text: &[char], own: &str) -> Option<Whose> {
    let text: String = spelt(&text.iter().collect::<String>()).into_iter().map(folded).collect();
    if text.is_empty() {
        return None;
    }
    if text.eq_ignore_ascii_case(own) {
        return Some(Whose::Own);
    }
    if let Some((_, codes)) = SIGNS.iter().find(|(sign, _)| *sign == text) {
        let ours = codes.split(' ').any(|code| code == own);
        return Some(if ours { Whose::Own } else { Whose::Other });
    }
    crate::currency::is_currency(&text.to_ascii_uppercase()).then_some(Whose::Other)
}

/// The codes of the currencies that have this sign, which may be letters as well (`kr`); none of what is no sign.
pub(crate) fn currencies_of(sign: &str) -> Option<impl Iterator<Item = &'static str> + Clone> {
    let sign: String = spelt(sign).into_iter().map(folded).collect();
    SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, codes)| codes.split(' '))
}

/// Signs that stand for a currency and for nothing else.
pub(crate) fn is_currency_sign(sign: char) -> bool {
    matches!(sign, '$' | '¢'..='¥' | '֏' | '؋' | '৳' | '฿' | '៛' | '\u{20A0}'..='\u{20CF}' | '﷼' | '＄' | '￠' | '￡' | '￥' | '￦')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Meaning::Times;

    fn word(text: &str, exponent: u8) -> Word {
        Word::new(text, Times(exponent))
    }

    #[test]
    fn words_of_another_language_never_contradict_the_languages_own() {
        let english = [word("K", 3), word("B", 9), word("billion", 9), word("trillion", 12)];
        let meanings = |words: &[Word], text: &str| -> Vec<Meaning> {
            words.iter().filter(|known| known.text() == text).map(Word::means).collect()
        };
        // Turkish: B is thousand. Its trilyon is a million millions, so “billion” can only be the English one.
        let turkish = with_words_of(vec![word("B", 3), word("Tn", 12), word("trilyon", 12)], &english);
        assert_eq!(meanings(&turkish, "B"), [Times(3)]);
        assert_eq!(meanings(&turkish, "billion"), [Times(9)]);
        assert_eq!(meanings(&turkish, "K"), [Times(3)]);
        // German: its own.
        let german = with_words_of(vec![word("Billion", 12)], &english);
        assert_eq!(meanings(&german, "Billion"), [Times(12)]);
        assert_eq!(meanings(&german, "billion"), []);
        // Polish: bilion is a million millions, so “billion” is doubtful, and “trillion” nothing.
        let polish = with_words_of(vec![word("bln", 12), word("bilion", 12)], &english);
        assert_eq!(meanings(&polish, "billion"), [Times(12), Times(9)]);
        assert_eq!(meanings(&polish, "trillion"), []);
    }

    #[test]
    fn the_longest_word_counts_and_its_case_before_another() {
        let words = [word("m", 3), word("M", 6), word("mil M", 9), word("万", 4)];
        let own = [Word::new("kr", Meaning::Currency), Word::new("SEK", Meaning::Currency)];
        let found = |text: &str| {
            let signs: Vec<char> = text.chars().collect();
            longest(&signs, words.iter(), &own)
                .map(|(long, all)| (long, all.into_iter().map(Word::means).collect::<Vec<_>>()))
        };
        assert_eq!(found("M"), Some((1, vec![Times(6)])));
        assert_eq!(found("m €"), Some((1, vec![Times(3)])));
        assert_eq!(found("mil m"), Some((5, vec![Times(9)])));
        assert_eq!(found("mrd"), None);
        assert_eq!(found("Mkr"), Some((1, vec![Times(6)])));
        assert_eq!(found("MSEK"), Some((1, vec![Times(6)])));
        assert_eq!(found("万円"), Some((1, vec![Times(4)])));
    }

    #[test]
    fn tells_the_plans_currency_from_others() {
        for (text, own, whose) in [
            ("US$", "USD", Some(Whose::Own)),
            ("usd", "USD", Some(Whose::Own)),
            ("$", "CAD", Some(Whose::Own)),
            ("$", "EUR", Some(Whose::Other)),
            ("Rs.", "INR", Some(Whose::Own)),
            ("EUR", "USD", Some(Whose::Other)),
            ("Q$", "USD", None),
            ("cr", "USD", None),
        ] {
            assert_eq!(currency(&text.chars().collect::<Vec<_>>(), own), whose, "{text}");
        }
    }
}
