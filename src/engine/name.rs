//! Names of tiers: when nothing of one can be seen, when two are the same, and how one stands among other words.

/// The longest name of a tier, in characters.
pub const MAX_NAME: usize = 60;

/// Makes the spellings of a name that mean the same one: compatible forms of letters (NFKC) and case. It needs the tables
/// of Unicode, some hundred kilobytes that every browser has already: there the boundary hands in the platform's own
/// (`src/fold.rs`), elsewhere it is [`fold`].
pub type Fold = fn(&str) -> String;

/// The code points that are drawn as nothing: `Default_Ignorable_Code_Point` of Unicode. A test holds them against the
/// table of a crate that follows the standard.
const IGNORABLE: [(char, char); 17] = [
    ('\u{AD}', '\u{AD}'),
    ('\u{34F}', '\u{34F}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{202A}', '\u{202E}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFA0}', '\u{FFA0}'),
    ('\u{FFF0}', '\u{FFF8}'),
    ('\u{1BCA0}', '\u{1BCA3}'),
    ('\u{1D173}', '\u{1D17A}'),
    ('\u{E0000}', '\u{E0FFF}'),
];
/// A sign of six dots of which none is there: drawn, and empty.
const BLANK_BRAILLE: char = '\u{2800}';
/// The first sign of the scripts that run from right to left; all marks of direction stand behind it.
const FIRST_RIGHT_TO_LEFT: char = '\u{590}';
/// Begins an isolate that takes its direction from what stands in it, and ends it.
pub const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// Whether a sign is drawn as nothing, like a zero-width space, a soft hyphen or a mark of direction.
pub fn is_ignorable(sign: char) -> bool {
    IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&sign))
}

/// The signs of a name that count.
fn visible(name: &str) -> impl Iterator<Item = char> {
    name.trim().chars().filter(|sign| !is_ignorable(*sign) && !sign.is_control())
}

/// Whether nothing of a text can be seen.
pub fn is_blank(name: &str) -> bool {
    visible(name).all(|sign| sign.is_whitespace() || sign == BLANK_BRAILLE)
}

/// Whether a name has more signs than one may have; those that are not seen count where they are a crowd.
pub(crate) fn is_long(name: &str) -> bool {
    visible(name).nth(MAX_NAME).is_some() || name.trim().chars().nth(4 * MAX_NAME).is_some()
}

/// What two spellings of one name have in common: letters in one form and case, without what is not seen, each gap one
/// space.
pub fn key(name: &str, fold: Fold) -> String {
    let folded = fold(&visible(name).collect::<String>());
    let mut key = String::new();
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// Whether two names mean the same.
pub fn same(one: &str, other: &str) -> bool {
    one == other || key(one, fold) == key(other, fold)
}

/// A name to be put among other words: where it holds signs that run from right to left or turn the direction, it is
/// isolated, so that what stands around it stays where it is.
pub fn isolated(name: &str) -> String {
    let (begin, end) = ISOLATE;
    if name.chars().all(|sign| sign < FIRST_RIGHT_TO_LEFT) {
        return name.to_owned();
    }
    let mut out = String::from(begin);
    // An isolate of the name's own would end ours.
    out.extend(name.chars().filter(|sign| !('\u{2066}'..='\u{2069}').contains(sign)));
    out.push(end);
    out
}

/// Compatible forms and case by the tables of a crate.
#[cfg(not(target_family = "wasm"))]
pub fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Up and down again, so that ß and SS, or the two small sigmas, meet.
    let lower = |text: String| text.to_uppercase().to_lowercase();
    lower(name.nfkc().collect()).nfkc().collect()
}

/// Plain letters only: a plan of which more is asked comes through the boundary, which hands in the platform's tables.
#[cfg(target_family = "wasm")]
pub fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_as_nothing_is_what_unicode_says() {
        let class = regex_syntax::parse(r"\p{Default_Ignorable_Code_Point}").expect("a property of Unicode");
        let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) = class.into_kind()
        else {
            panic!("it is a class");
        };
        let ranges: Vec<(char, char)> = class.iter().map(|range| (range.start(), range.end())).collect();
        assert_eq!(ranges, IGNORABLE);
    }

    #[test]
    fn a_name_of_which_nothing_is_seen_is_blank() {
        for name in [
            "",
            " ",
            "\u{200B}",
            "\u{2060} \u{AD}",
            "\u{200E}",
            "\u{202E}",
            "\u{3164}",
            "\u{2800}",
            "\u{FEFF}\t",
            "\u{7}",
        ] {
            assert!(is_blank(name), "{name:?}");
        }
        for name in ["a", "-", "\u{200B}.", "金", "👍\u{FE0F}"] {
            assert!(!is_blank(name), "{name:?}");
        }
    }

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (one, other) in [
            ("Gold", "gold "),
            ("Gold", "Go\u{200B}ld"),
            ("Gold", "G\u{AD}old"),
            ("Gold", "\u{FF27}\u{FF4F}\u{FF4C}\u{FF44}"),
            ("Händler", "ha\u{308}ndler"),
            ("HÄNDLER", "händler"),
            ("Straße", "STRASSE"),
            ("ﬁrst", "First"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("Top 1", "Top\u{A0}\u{2009}1"),
            ("Tier ①", "Tier 1"),
            ("\u{2068}Gold\u{2069}", "Gold"),
        ] {
            assert!(same(one, other), "{one:?} and {other:?}");
        }
        for (one, other) in [("Gold", "Golds"), ("Gold 1", "Gold 2"), ("Handler", "Händler"), ("o", "0")] {
            assert!(!same(one, other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn a_name_that_may_turn_the_direction_is_isolated_and_no_other() {
        assert_eq!(isolated("Gold & Söhne"), "Gold & Söhne");
        assert_eq!(isolated("ذهب"), "\u{2068}ذهب\u{2069}");
        assert_eq!(isolated("\u{202E}dlog"), "\u{2068}\u{202E}dlog\u{2069}");
        assert_eq!(isolated("a\u{2069}\u{202E}b"), "\u{2068}a\u{202E}b\u{2069}", "it cannot end the isolate");
        assert_eq!(isolated(&isolated("ذهب")), isolated("ذهب"), "once is enough");
    }

    #[test]
    fn length_is_that_of_what_is_seen() {
        let long = "x".repeat(MAX_NAME);
        assert!(!is_long(&isolated(&format!("{long}\u{200E}"))));
        assert!(is_long(&format!("{long}x")));
        assert!(is_long(&"\u{200B}".repeat(4 * MAX_NAME + 1).replace("\u{200B}", "\u{2060}")));
    }
}
