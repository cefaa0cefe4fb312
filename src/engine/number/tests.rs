//! What the reader takes, what it asks, and what it refuses.

use super::*;
use crate::kind::Kind;
use Meaning::{Currency, Months, Percent, Times, Years};

pub(super) const FRENCH: Separators = Separators { decimal: ',', group: '\u{202F}', digits: 3 };
pub(super) const SWISS: Separators = Separators { decimal: '.', group: '’', digits: 3 };
const AUSTRIAN: Separators = Separators { decimal: ',', group: '\u{A0}', digits: 3 };

pub(super) fn english() -> Convention {
    speaking(
        Separators::POINT,
        &[
            ("K", Times(3)),
            ("M", Times(6)),
            ("B", Times(9)),
            ("bn", Times(9)),
            ("million", Times(6)),
            ("billion", Times(9)),
            ("months", Months),
            ("m", Months),
            ("years", Years),
            ("percent", Percent),
        ],
    )
}

pub(super) fn german() -> Convention {
    speaking(
        Separators::COMMA,
        &[("Mio.", Times(6)), ("Milliarden", Times(9)), ("Billion", Times(12)), ("Monate", Months)],
    )
}

fn speaking(separators: Separators, words: &'static [(&'static str, Meaning)]) -> Convention {
    let words = move || words.iter().map(|(text, means)| Word::new(text, *means)).collect();
    Convention { words: Vocabulary::new(words), ..Convention::of(separators) }
}

#[track_caller]
fn reads(text: &str, kind: Kind, convention: &Convention, currency: &str, value: f64) {
    assert_eq!(read(text, kind, convention, currency), Ok(Reading::Value(value)), "{text}");
}
#[track_caller]
fn money(text: &str, value: f64) {
    reads(text, Kind::Money, &english(), "USD", value);
}
#[track_caller]
fn refused(text: &str, kind: Kind, convention: &Convention) -> Unread {
    read(text, kind, convention, "EUR").expect_err(text)
}
pub(super) fn both(a: &str, b: &str) -> Unread {
    Unread::Ambiguous(a.to_owned(), b.to_owned())
}

#[test]
fn a_reader_without_a_currency_comes_to_an_end() {
    for text in ["1 $", "1 €", "1 x", "1 ", "$1", "1 §", "x 1", "1 .", "1 US$"] {
        let found = read(text, Kind::Money, &Convention::POINT, "");
        assert!(text.trim() == "1" || found.is_err(), "{text}: {found:?}");
    }
}

#[test]
fn reads_numbers_of_each_language() {
    money("1,234.5", 1234.5);
    money("1234567.89", 1_234_567.89);
    money("12,34,567", 1_234_567.0);
    money("1,234,567", 1_234_567.0);
    money("1,234", 1234.0);
    money("0.1", 0.1);
    money(".5", 0.5);
    money("0.125", 0.125);
    money("  42 ", 42.0);
    money("4.", 4.0);
    money("10000000000000", 1e13);
    money("-5", -5.0);
    money("−5", -5.0);
    money("- 5", -5.0);
    money("–5", -5.0);
    let comma = &Convention::COMMA;
    reads("1.234,5", Kind::Money, comma, "EUR", 1234.5);
    reads("1.234.567", Kind::Money, comma, "EUR", 1_234_567.0);
    for text in ["1 234,5", "1\u{202F}234,5", "1\u{A0}234,5", "1\u{2007}234,5", "1\u{2009}234,5"] {
        reads(text, Kind::Money, &Convention::of(FRENCH), "EUR", 1234.5);
    }
    for text in ["1'234.5", "1’234.5", "1´234.5", "1`234.5"] {
        reads(text, Kind::Money, &Convention::of(SWISS), "CHF", 1234.5);
    }
    for (text, value) in [
        ("١٢٣٤٫٥", 1234.5),
        ("۱۲٫۵۰۰", 12.5),
        ("१,२००", 1200.0),
        ("১২০০", 1200.0),
        ("１２", 12.0),
        ("三", 3.0),
    ] {
        money(text, value);
    }
    money("١٬٢٣٤٬٥٦٧٫٥", 1_234_567.5);
}

#[test]
fn reads_the_other_convention_where_only_one_reading_is_possible() {
    money("1.234,56", 1234.56);
    money("1.234.567", 1_234_567.0);
    money("12,5", 12.5);
    money("0,008", 0.008);
    money("12,34", 12.34);
    reads("1,234.56", Kind::Money, &Convention::COMMA, "EUR", 1234.56);
    reads("99.90", Kind::Money, &Convention::COMMA, "EUR", 99.9);
    reads("99.90", Kind::Money, &Convention::of(FRENCH), "EUR", 99.9);
    reads("2,5", Kind::Count, &Convention::POINT, "USD", 2.5);
    reads("7,25 %", Kind::Rate, &Convention::POINT, "USD", 0.0725);
}

#[test]
fn money_may_have_signs_of_its_own() {
    let austrian = Convention { money: Separators::COMMA, ..Convention::of(AUSTRIAN) };
    reads("12.345", Kind::Money, &austrian, "EUR", 12345.0);
    reads("€ 12.345", Kind::Money, &austrian, "EUR", 12345.0);
    reads("12 345", Kind::Money, &austrian, "EUR", 12345.0);
    assert_eq!(read("12.345", Kind::Count, &austrian, "EUR"), Err(both("12345", "12,3450")));
    // Toki Pona groups by two.
    let pairs = Convention::of(Separators { decimal: '.', group: ' ', digits: 2 });
    reads("1 23 45.5", Kind::Money, &pairs, "EUR", 12345.5);
    reads("1 00", Kind::Money, &pairs, "EUR", 100.0);
    // In Cape Verde the sign of the escudo is the decimal sign.
    let escudo = Separators { decimal: '$', group: '\u{A0}', digits: 3 };
    let convention = Convention { money: escudo, ..Convention::COMMA };
    reads("1 234$50", Kind::Money, &convention, "CVE", 1234.5);
    reads("1 234$567", Kind::Money, &convention, "CVE", 1234.567);
}

#[test]
fn three_decimals_are_a_currencys_own_where_it_has_them() {
    let dinar = |separators| Convention { minor: 3, ..Convention::of(separators) };
    reads("250.850", Kind::Money, &dinar(Separators::POINT), "KWD", 250.85);
    reads("KD 12.500", Kind::Money, &dinar(Separators::POINT), "KWD", 12.5);
    reads("1,250", Kind::Money, &dinar(Separators::COMMA), "TND", 1.25);
    reads("1,250", Kind::Money, &dinar(Separators::POINT), "KWD", 1250.0);
    // A number of leads has no currency.
    assert!(read("1.250", Kind::Count, &dinar(Separators::POINT), "KWD").is_err());
}

#[test]
fn reads_units_and_sizes() {
    money("$1,200", 1200.0);
    money("US$ 1,200.50", 1200.5);
    money("US$1,200 USD", 1200.0);
    money("1200 USD", 1200.0);
    money("usd1200", 1200.0);
    money("1k", 1000.0);
    money("1.2m", 1_200_000.0);
    money("$2.345 million", 2_345_000.0);
    money("USD34.6 million", 34_600_000.0);
    money("3 bn", 3e9);
    money("3bn$", 3e9);
    reads("€1.200,5", Kind::Money, &german(), "EUR", 1200.5);
    reads("1,2 Mio. €", Kind::Money, &german(), "EUR", 1_200_000.0);
    reads("1,2 MIO €", Kind::Money, &german(), "EUR", 1_200_000.0);
    reads("1,5 Milliarden", Kind::Money, &german(), "EUR", 1.5e9);
    reads("1 Billion", Kind::Money, &german(), "EUR", 1e12);
    reads("R$ 10", Kind::Money, &Convention::COMMA, "BRL", 10.0);
    let percent = |text: &str, value: f64| reads(text, Kind::Rate, &english(), "TRY", value);
    for (text, value) in [
        ("15 %", 0.15),
        ("15", 0.15),
        ("%10", 0.1),
        ("% 10", 0.1),
        ("10 ٪", 0.1),
        ("10％", 0.1),
        ("12 percent", 0.12),
        ("+12%", 0.12),
        ("0.5 %", 0.005),
        ("33.333%", 0.33333),
        ("0", 0.0),
        ("29.3", 0.293),
        ("1,234 %", 12.34),
    ] {
        percent(text, value);
    }
    reads("2.5k", Kind::Count, &english(), "USD", 2500.0);
    for kind in [Kind::Period, Kind::Months] {
        reads("12 months", kind, &english(), "USD", 12.0);
        reads("12m", kind, &english(), "USD", 12.0);
        reads("2 years", kind, &english(), "USD", 24.0);
        reads("6 Monate", kind, &german(), "USD", 6.0);
    }
    reads("5 years", Kind::Years, &english(), "USD", 5.0);
    reads("18 months", Kind::Years, &english(), "USD", 1.5);
}

#[test]
fn a_word_may_stand_before_the_digits_or_instead_of_them_where_the_language_has_it_so() {
    let words = || {
        vec![
            Word::new("elfu", Times(3)).leading(),
            Word::new("K", Times(3)),
            Word::new("K", Currency),
            Word::new("שנתיים", Years).alone_for(2),
        ]
    };
    let convention = Convention { words: Vocabulary::new(words), ..Convention::POINT };
    let kwacha = |text: &str| read(text, Kind::Money, &convention, "ZMW");
    assert_eq!(kwacha("elfu 12"), Ok(Reading::Value(12_000.0)));
    assert_eq!(kwacha("K12"), Ok(Reading::Value(12.0)));
    assert_eq!(kwacha("K12K"), Ok(Reading::Value(12_000.0)));
    // Kwacha, or thousands?
    assert_eq!(kwacha("12K"), Err(both("12", "12000")));
    assert_eq!(kwacha("12 K ZMW"), Ok(Reading::Value(12_000.0)));
    assert_eq!(read("שנתיים", Kind::Years, &convention, "ILS"), Ok(Reading::Value(2.0)));
    assert_eq!(read("K", Kind::Money, &convention, "ZMW"), Err(Unread::NotANumber));
}

#[test]
fn only_one_size_counts_and_a_sign_of_a_currency_is_none() {
    assert_eq!(refused("1 K M", Kind::Money, &english()), Unread::UnknownWord("M".to_owned()));
    assert_eq!(refused("mm 5", Kind::Money, &english()), Unread::UnknownWord("mm".to_owned()));
    assert_eq!(refused("B$100", Kind::Money, &english()), Unread::OtherCurrency("B$".to_owned()));
    assert_eq!(refused("M 1.2", Kind::Money, &english()), Unread::UnknownWord("M".to_owned()));
    assert_eq!(refused("12 Br", Kind::Money, &english()), Unread::UnknownWord("Br".to_owned()));
    assert_eq!(refused("12 months", Kind::Money, &english()), Unread::UnknownWord("months".to_owned()));
}

#[test]
fn rupees_are_written_as_in_india() {
    let words = &[("L", Times(5)), ("lakh", Times(5)), ("Cr", Times(7)), ("crore", Times(7))];
    let rupees =
        |text: &str, value: f64| reads(text, Kind::Money, &speaking(Separators::POINT, words), "INR", value);
    rupees("Rs. 1,20,000", 120_000.0);
    rupees("Rs.1,20,000/-", 120_000.0);
    rupees("₹1.2L", 120_000.0);
    rupees("1.2 lakh", 120_000.0);
    rupees("₹ 1.2 crore", 12_000_000.0);
    rupees("1.2 Cr", 12_000_000.0);
    assert_eq!(refused("1.2 Cr", Kind::Money, &english()), Unread::UnknownWord("Cr".to_owned()));
    assert_eq!(refused("1200/-", Kind::Money, &english()), Unread::NotANumber);
}

#[test]
fn a_dash_behind_the_decimal_sign_is_no_cents() {
    for text in ["1'200.–", "CHF 1’200.--", "1200.-", "1'200.—", "Fr. 1'200.–"] {
        reads(text, Kind::Money, &Convention::of(SWISS), "CHF", 1200.0);
    }
    for text in ["1.200,- €", "€ 1.200,-", "1200,--"] {
        reads(text, Kind::Money, &Convention::COMMA, "EUR", 1200.0);
    }
}

#[test]
fn scientific_notation_has_one_reading() {
    money("1.2E+06", 1_200_000.0);
    money("1e5", 1e5);
    money("1.23457E+12", 1_234_570_000_000.0);
    money("1.5E-3", 0.0015);
    money("1.234E+06", 1_234_000.0);
    reads("1,2E+06", Kind::Money, &Convention::COMMA, "EUR", 1_200_000.0);
    // A thousand times a million, or a little more than a million?
    assert_eq!(refused("1.234E+06", Kind::Money, &Convention::COMMA), both("1234000000", "1234000"));
    for text in ["1e", "1e+", "1e5.5", "1e1e1", "e5", "1.2E+06E"] {
        assert!(read(text, Kind::Money, &english(), "USD").is_err(), "{text}");
    }
    assert_eq!(refused("1e300", Kind::Money, &english()), Unread::TooManyDigits);
}

#[test]
fn signs_that_nobody_sees_are_skipped_or_named() {
    for text in [
        "\u{202d}1,234\u{202c}",
        "\u{2066}$1,234\u{2069}",
        "1,234\u{200b}",
        "\u{ad}1234",
        "1\u{2060}234",
        "\u{feff}1234",
        "1,234\u{fe0f}",
    ] {
        money(text, 1234.0);
    }
    for (text, name) in [("1\u{3164}", "U+3164"), ("\u{7}12", "U+0007"), ("12\u{2800}", "U+2800")] {
        assert_eq!(refused(text, Kind::Money, &english()), Unread::Unseen(name.to_owned()));
    }
}

#[test]
fn accountants_write_what_is_negative_in_their_own_way() {
    for text in ["(1,200.00)", "$(1,200.00)", "($1,200.00)", "1,200.00-", "1,200-$", "−$1,200", "$-1,200"] {
        money(text, -1200.0);
    }
    money("+1200", 1200.0);
    for text in ["(1200", "1200)", "(-5)", "+-5", "--5", "5+"] {
        assert_eq!(refused(text, Kind::Money, &english()), Unread::NotANumber, "{text}");
    }
}

#[test]
fn nothing_typed_is_blank_and_not_zero() {
    for text in ["", "  ", "\u{A0}", "\u{FEFF}", "\u{200b}\u{200b}"] {
        assert_eq!(read(text, Kind::Money, &english(), "USD"), Ok(Reading::Blank));
    }
}

#[test]
fn refuses_what_has_two_readings_and_offers_both() {
    let (point, comma, french) = (english(), german(), Convention::of(FRENCH));
    for (text, kind, convention, offers) in [
        ("1.234", Kind::Money, &point, both("1234", "1.2340")),
        ("-1.234", Kind::Money, &point, both("-1234", "-1.2340")),
        ("1,234", Kind::Count, &comma, both("1234", "1,2340")),
        ("1.234", Kind::Money, &french, both("1234", "1,2340")),
        ("0.2", Kind::Rate, &point, both("20 %", "0.2 %")),
        ("0.25", Kind::Rate, &point, both("25 %", "0.25 %")),
        ("0,25", Kind::Rate, &comma, both("25 %", "0,25 %")),
        ("0.00000004", Kind::Rate, &point, both("0.000004 %", "0.00000004 %")),
        ("33,333", Kind::Rate, &point, both("33333 %", "33.3330 %")),
        ("1,234", Kind::Months, &point, both("1234", "1.2340")),
    ] {
        let Err(Unread::Ambiguous(one, other)) = read(text, kind, convention, "EUR") else {
            panic!("{text}")
        };
        assert_eq!(Unread::Ambiguous(one.clone(), other.clone()), offers, "{text}");
        // Each offer has one reading.
        for offer in [one, other] {
            assert!(matches!(read(&offer, kind, convention, "EUR"), Ok(Reading::Value(_))), "{offer}");
        }
    }
    let sized = speaking(FRENCH, &[("M", Times(6))]);
    assert_eq!(refused("1.234 M€", Kind::Money, &sized), both("1234000000", "1234000"));
}

#[test]
fn a_word_with_two_meanings_is_asked_about() {
    let polish = with_words_of(
        vec![Word::new("bilion", Times(12)), Word::new("mld", Times(9))],
        &[Word::new("billion", Times(9)), Word::new("thousand", Times(3))],
    );
    let convention = Convention { words: Vocabulary::new(move || polish.clone()), ..Convention::COMMA };
    assert_eq!(refused("1,5 billion", Kind::Money, &convention), both("1500000000000", "1500000000"));
    reads("2 thousand", Kind::Money, &convention, "PLN", 2000.0);
    // Letters alone do not tell a thousand from a million where the language has both.
    let tongan = speaking(Separators::POINT, &[("m", Times(4)), ("M", Times(6))]);
    reads("2m", Kind::Money, &tongan, "TOP", 20_000.0);
    reads("2M", Kind::Money, &tongan, "TOP", 2e6);
}

#[test]
fn refuses_misplaced_groups_and_says_what_was_probably_meant() {
    let english = english();
    for (text, meant) in
        [("1,2345", "1.2345"), ("1,23,4", "1234"), ("100,0,00.00", "10000000"), ("12 34", "12.34")]
    {
        assert_eq!(refused(text, Kind::Money, &english), Unread::Grouping(meant.to_owned()), "{text}");
    }
}

#[test]
fn refuses_what_is_no_number() {
    let english = english();
    for text in [
        "abc", "-", "$", "1-2", "0x10", "1.2.3.4x", "🙂", "1 2 3", "1/2", "12 34", "--5", "NaN", ".", "4..",
        "#5", "5 %%",
    ] {
        assert!(read(text, Kind::Money, &english, "USD").is_err(), "{text}");
    }
    assert_eq!(refused(&"9".repeat(400), Kind::Money, &english), Unread::TooLong);
    assert_eq!(refused(&"9".repeat(41), Kind::Money, &english), Unread::TooLong);
    assert_eq!(refused("9007199254740993", Kind::Money, &english), Unread::TooManyDigits);
    money("1234567890.1234567", 1_234_567_890.123_456_7);
    assert_eq!(refused("1 lakh", Kind::Money, &english), Unread::UnknownWord("lakh".to_owned()));
    assert_eq!(refused("10%", Kind::Money, &english), Unread::NoPercent);
    assert_eq!(refused("$10", Kind::Money, &english), Unread::OtherCurrency("$".to_owned()));
    assert_eq!(refused("10 USD", Kind::Money, &english), Unread::OtherCurrency("USD".to_owned()));
    assert_eq!(refused("€10", Kind::Count, &english), Unread::NoCurrency);
    assert_eq!(refused("$10", Kind::Count, &english), Unread::NoCurrency);
    assert_eq!(refused("5k", Kind::Rate, &english), Unread::UnknownWord("k".to_owned()));
}

#[test]
fn writes_plain_decimals() {
    for (x, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (1234.5, "1234.5"),
        (-0.0625, "-0.0625"),
        (0.1 + 0.2, "0.3"),
        (1e13, "10000000000000"),
        (1e15, "1000000000000000"),
        (-0.00001, "0"),
        (99.99995, "100"),
        (1e300, "a number of more than 15 digits"),
        (f64::NAN, "not a number"),
        (f64::INFINITY, "infinite"),
    ] {
        assert_eq!(format_decimal(x), text, "{x}");
    }
    assert_eq!(format_fixed(1.005, 2), "1");
    assert_eq!(format_fixed(2.5, 0), "3");
    assert_eq!(format_fixed(1.05, 2), "1.05");
}

#[test]
fn every_sign_for_plus_is_one() {
    for text in ["+5", "\u{FF0B}5"] {
        assert_eq!(
            read(text, Kind::Money, &english(), "USD"),
            read("+5", Kind::Money, &english(), "USD"),
            "{text}"
        );
    }
    assert!(read("\u{FF0B}5", Kind::Money, &english(), "USD").is_ok());
}

#[test]
fn letters_before_a_sign_are_the_currencys_and_no_size() {
    // A language that writes the size first.
    let words = || vec![Word::new("B", Times(9)).leading()];
    let convention = Convention { words: Vocabulary::new(words), ..english() };
    assert_eq!(read("B 5", Kind::Money, &convention, "BND"), Ok(Reading::Value(5e9)));
    assert_ne!(read("B$5", Kind::Money, &convention, "BND"), Ok(Reading::Value(5e9)));
}

#[test]
fn groups_have_one_sign() {
    for text in ["1,2.3", "1,234.5,678", "12,3.4", "1,2.3,456", "1'2,3", "1,23.456"] {
        let found = read(text, Kind::Money, &english(), "USD");
        assert!(found.is_err(), "{text}: {found:?}");
    }
}

#[test]
fn what_stands_between_digits_is_a_separator_or_a_mistake() {
    for text in ["1/2e3", "1x2e3", "1_0e3", "1/2", "1_000", "1;5"] {
        assert_eq!(refused(text, Kind::Money, &english()), Unread::NotANumber, "{text}");
    }
}

#[test]
fn decimals_of_nineteen_digits_are_the_nearest_doubles() {
    // The standard library rounds correctly, and shares nothing with the reader. A fixed sequence: each digit by a
    // generator of which every run makes the same.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut digit = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'0' + (state % 10) as u8)
    };
    for decimals in [16, 17, 18, 20, 23] {
        for _ in 0..4_000 {
            let digits: String = (0..decimals).map(|_| digit()).collect();
            let text = format!("1.{digits}");
            let nearest: f64 = text.parse().expect("a decimal");
            let found = read(&text, Kind::Count, &Convention::POINT, "");
            // Beyond nineteen digits it may be the double on the other side.
            let right = match found {
                Ok(Reading::Value(value)) if decimals <= 18 => value.to_bits() == nearest.to_bits(),
                Ok(Reading::Value(value)) => value.to_bits().abs_diff(nearest.to_bits()) <= 1,
                _ => false,
            };
            assert!(right, "{text}: {found:?}, and not {nearest}");
        }
    }
    // Just beyond the middle between two whole numbers that doubles hold, by a digit that is not kept.
    reads("9007199254740993.0001", Kind::Money, &Convention::POINT, "", 9_007_199_254_740_994.0);
}
