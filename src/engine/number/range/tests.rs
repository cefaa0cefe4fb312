//! Which texts are ranges, which are asked about, and which are refused.

use super::*;
use crate::number::tests::{FRENCH, SWISS, both, english, german};
use proptest::prelude::*;

#[track_caller]
fn range(text: &str, kind: Kind, convention: &Convention, currency: &str, ends: [f64; 3]) {
    let [low, likely, high] = ends;
    let found = read_range(text, kind, convention, currency);
    assert_eq!(found, Some(Ok(Ends { low, likely, high })), "{text}");
}
#[track_caller]
fn no_range(text: &str, kind: Kind, convention: &Convention) -> Unread {
    match read_range(text, kind, convention, "EUR") {
        Some(Err(unread)) => unread,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn every_notation_of_a_range_is_read() {
    for text in [
        "80..120",
        "80–120",
        "80 – 120",
        "80 –120",
        "80—120",
        "80 - 120",
        "80 \u{2010} 120",
        "80…120",
        "80~120",
        "80～120",
        "100 ± 20",
        "100±20",
        "100 +/- 20",
        "100+/-20",
        "100 +/− 20",
        "100 ± 20%",
        "100 ± 20 %",
        "80..100..140",
        "80 .. 100 .. 140",
        " 80 .. 120 ",
        "\u{202d}80–120\u{202c}",
        "٨٠–١٢٠",
        "80.–..120.–",
    ] {
        let high = if text.contains("140") { 140.0 } else { 120.0 };
        range(text, Kind::Money, &english(), "USD", [80.0, 100.0, high]);
    }
    range("0.1..0.3", Kind::Money, &english(), "USD", [0.1, 0.2, 0.3]);
    range("0.3 ± 0.1", Kind::Count, &english(), "USD", [0.2, 0.3, 0.4]);
    range("100 ± 0", Kind::Count, &english(), "USD", [100.0; 3]);
    range("5..5", Kind::Count, &english(), "USD", [5.0; 3]);
}

#[test]
fn parts_of_a_range_are_written_as_numbers_of_the_language_are() {
    range("1,200..1,800", Kind::Money, &english(), "USD", [1200.0, 1500.0, 1800.0]);
    range("1.200,50–1.800,50", Kind::Money, &german(), "EUR", [1200.5, 1500.5, 1800.5]);
    range("1.200..1.800", Kind::Money, &german(), "EUR", [1200.0, 1500.0, 1800.0]);
    range("1.200 ± 5,5", Kind::Money, &german(), "EUR", [1194.5, 1200.0, 1205.5]);
    for blank in [' ', '\u{A0}', '\u{202F}'] {
        let text = format!("1{blank}200,5 - 1{blank}800,5");
        range(&text, Kind::Money, &Convention::of(FRENCH), "EUR", [1200.5, 1500.5, 1800.5]);
        range(
            &text.replace(" - ", "–"),
            Kind::Money,
            &Convention::of(FRENCH),
            "EUR",
            [1200.5, 1500.5, 1800.5],
        );
    }
    range("1’200 – 1’800", Kind::Money, &Convention::of(SWISS), "CHF", [1200.0, 1500.0, 1800.0]);
    range("1'200.– – 1'800.–", Kind::Money, &Convention::of(SWISS), "CHF", [1200.0, 1500.0, 1800.0]);
    range("1e3..2e3", Kind::Money, &english(), "USD", [1000.0, 1500.0, 2000.0]);
}

#[test]
fn what_stands_beside_the_last_part_counts_for_all() {
    let money = |text: &str, ends| range(text, Kind::Money, &english(), "USD", ends);
    money("$80–$120", [80.0, 100.0, 120.0]);
    money("$80–120", [80.0, 100.0, 120.0]);
    money("80–120 $", [80.0, 100.0, 120.0]);
    money("USD 80..120", [80.0, 100.0, 120.0]);
    money("$80k–120k", [80_000.0, 100_000.0, 120_000.0]);
    money("80–120k", [80_000.0, 100_000.0, 120_000.0]);
    money("1..1.5..3 million", [1e6, 1.5e6, 3e6]);
    money("$1.2m ± 0.2m", [1e6, 1.2e6, 1.4e6]);
    money("1.2 ± 0.2m", [1e6, 1.2e6, 1.4e6]);
    // It would fall otherwise.
    money("500–2k", [500.0, 1250.0, 2000.0]);
    money("80k–120", [80_000.0, 100_000.0, 120_000.0]);
    let share = |text: &str, ends| range(text, Kind::Rate, &english(), "USD", ends);
    for text in [
        "20–30%",
        "20%–30%",
        "20..30",
        "20 - 30 %",
        "20%..30",
        "%20–30",
        "25 ± 5",
        "25 % ± 5",
        "20–30 percent",
    ] {
        share(text, [0.2, 0.25, 0.3]);
    }
    share("0.5–0.9%", [0.005, 0.007, 0.009]);
    range("1–2 years", Kind::Months, &english(), "USD", [12.0, 18.0, 24.0]);
    range("6 months – 2 years", Kind::Months, &english(), "USD", [6.0, 15.0, 24.0]);
    range("12 ± 3 months", Kind::Months, &english(), "USD", [9.0, 12.0, 15.0]);
    range("12–18 months", Kind::Years, &english(), "USD", [1.0, 1.25, 1.5]);
    assert_eq!(
        no_range("1k–2000", Kind::Money, &english()),
        both("1000..2000000", "1000..2000"),
        "thousands to two millions, or to two thousand"
    );
}

#[test]
fn a_range_that_may_be_two_is_asked_about_and_each_offer_is_one() {
    for (text, kind, convention, offers) in [
        ("1.000..2.000", Kind::Money, english(), both("1000..2000", "1..2")),
        ("1,000..2,000", Kind::Money, german(), both("1000..2000", "1..2")),
        ("1.000 ± 0.100", Kind::Money, english(), both("1000 ± 0.100", "1 ± 0.100")),
        ("0.2–0.3", Kind::Rate, english(), both("20 %..30 %", "0.2 %..0.3 %")),
        ("25 ± 5%", Kind::Rate, english(), both("20 %..30 %", "23.75 %..26.25 %")),
        ("25% ± 5%", Kind::Rate, german(), both("20 %..30 %", "23,75 %..26,25 %")),
        ("1.000 ± 10%", Kind::Money, english(), both("900..1100", "0.9..1.1")),
        ("0.5 ± 0.1 percent", Kind::Rate, english(), both("0.4 %..0.6 %", "49.95 %..50.05 %")),
        ("1.234..2.345", Kind::Money, english(), both("1234..2345", "1.2340..2.3450")),
        ("24 months – 36", Kind::Years, english(), both("2..3", "2..36")),
    ] {
        assert_eq!(no_range(text, kind, &convention), offers, "{text}");
        let Unread::Ambiguous(one, other) = offers else { panic!("{text}") };
        for offer in [one, other] {
            let found = read_range(&offer, kind, &convention, "EUR");
            assert!(matches!(found, Some(Ok(_))), "{text}: {offer}: {found:?}");
        }
    }
    // Only one of the readings rises.
    range("1.500..2", Kind::Money, &english(), "USD", [1.5, 1.75, 2.0]);
    range("100 ± 2.500%", Kind::Money, &english(), "USD", [97.5, 100.0, 102.5]);
    range("25 ± 0.5", Kind::Rate, &english(), "USD", [0.245, 0.25, 0.255]);
    assert_eq!(no_range("1,2345..3", Kind::Money, &english()), Unread::Grouping("1.2345..3".to_owned()));
}

#[test]
fn ends_that_fall_are_not_put_in_order_unasked() {
    for (text, kind, offer) in [
        ("120..80", Kind::Money, "80..120"),
        ("120–80", Kind::Money, "80..120"),
        ("30–20%", Kind::Rate, "20%..30%"),
        ("80..200..140", Kind::Money, "80..140..200"),
        ("80..10..140", Kind::Money, "10..80..140"),
        ("80 – -120", Kind::Money, "-120..80"),
    ] {
        assert_eq!(no_range(text, kind, &english()), Unread::Disordered(offer.to_owned()), "{text}");
    }
    // More off than there is: the plan says what is allowed.
    range("100 ± 120", Kind::Money, &english(), "USD", [-20.0, 100.0, 220.0]);
    range("100 ± 120%", Kind::Money, &english(), "USD", [-20.0, 100.0, 220.0]);
    range("–80–120", Kind::Money, &english(), "USD", [-80.0, 20.0, 120.0]);
}

#[test]
fn dates_minuses_and_what_is_half_typed_are_no_ranges() {
    for text in [
        "2026-01-02",
        "80-120",
        "80 -120",
        "80- 120",
        "80 − 120",
        "-5",
        "–5",
        "- 5",
        "1,200.00-",
        "1200.–",
        "1200,- €",
        "555-1234",
        "4.",
        "80 to 120",
        "80 bis 120",
        "1.2.3",
        "±5",
        "1...5",
        "1e-3",
        "",
    ] {
        assert_eq!(read_range(text, Kind::Money, &english(), "EUR"), None, "{text}");
    }
    for text in [
        "2026 - 01 - 02",
        "2026–01–02",
        "01 - 02",
        "01.02.2026 - 03.04.2026",
        "0171 – 1234567",
        "4..",
        "..5",
        "80 ±",
        "80..120..",
        "80..100..120..140",
        "80..100–140",
        "100 ± 20..30",
        "100 ± 20 ± 5",
        "80 – 100 – 120",
        "a..b",
        "100 ± -20",
        "100 ± -20%",
        "80…",
        "……",
    ] {
        assert_eq!(no_range(text, Kind::Money, &english()), Unread::NotANumber, "{text}");
    }
    assert_eq!(no_range("80..x120", Kind::Money, &english()), Unread::UnknownWord("x".to_owned()));
    assert_eq!(no_range("£80..120", Kind::Money, &english()), Unread::OtherCurrency("£".to_owned()));
    assert_eq!(no_range("20–30%", Kind::Money, &english()), Unread::NoPercent);
    let long = ["1", "2"].map(|digit| digit.repeat(41)).join("..");
    assert_eq!(no_range(&long, Kind::Money, &english()), Unread::TooLong);
}

/// Texts of the signs that bear on ranges, and any others.
fn texts() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "0", "1", "2", "5", "80", "120", "1.000", "2,500", "0.5", ".", "..", "…", ",", "-", "–", " - ", "−",
        "±", " ± ", "+/-", "%", " %", "k", "m", "$", "€", " ", "\u{202F}", "'", "(", ")", "e", "months",
        " years", "٫", "٣", "~", "/-", "\u{200E}", "x",
    ]);
    prop_oneof![prop::collection::vec(sign, 0..9).prop_map(|signs| signs.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader_of_ranges_and_what_it_offers_has_one_reading(text in texts(), at in 0..6usize, which in 0..4usize) {
        let kind = Kind::ALL[at];
        let convention = [english(), german(), Convention::of(FRENCH), Convention::of(SWISS)][which].clone();
        for currency in ["USD", "INR", ""] {
            let again = |text: &str| {
                let single = read(text, kind, &convention, currency);
                read_range(text, kind, &convention, currency).map_or(single.is_ok(), |found| found.is_ok())
            };
            match read_range(&text, kind, &convention, currency) {
                Some(Ok(ends)) => {
                    prop_assert!(ends.low <= ends.likely && ends.likely <= ends.high, "{text:?}: {ends:?}");
                }
                Some(Err(Unread::Ambiguous(one, other))) => {
                    prop_assert!(again(&one) && again(&other), "{text:?}: {one:?} or {other:?}");
                }
                Some(Err(Unread::Grouping(meant) | Unread::Disordered(meant))) => {
                    prop_assert!(again(&meant), "{text:?}: {meant:?}");
                }
                Some(Err(_)) | None => {}
            }
            // In parts for a table as well.
            let _ = ends_of(&text);
        }
    }
}

proptest! {
    #[test]
    fn decimals_about_a_value_are_the_decimals_that_a_person_works_out(whole in 0..1_000_000_i64, off in 0..1_000_000_i64) {
        // In thousandths, which a double has exactly only after the last division.
        let [low, likely, high] = [whole - off, whole, whole + off].map(|n| n as f64 / 1000.0);
        let ends = Ends { low, likely, high };
        prop_assert_eq!(around(likely, off as f64 / 1000.0), ends);
        prop_assert_eq!(Ends::between(low, high), ends);
    }

    #[test]
    fn a_range_that_is_moved_keeps_its_width_and_leaves_no_bounds(low in 0..500_i64, off in 0..200_i64, to in 0..1000_i64) {
        let ends = around((low + off) as f64, off as f64);
        let [left, right] = [(to - off).max(0), (to + off).min(1000)].map(|n| n as f64);
        prop_assert_eq!(ends.moved(to as f64, 0.0, 1000.0), Ends { low: left, likely: to as f64, high: right });
        prop_assert_eq!(ends.moved(ends.likely, 0.0, 1000.0), ends);
    }
}
