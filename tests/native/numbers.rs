//! What people type (`tests/numbers/cases.tsv`), and that a number comes back from its text, by captured conventions.

use comarketing_roi::format::Format;
use comarketing_roi_engine::draft::{Draft, Entry, Input, Origin};
use comarketing_roi_engine::number::{Reading, Unread, read};
use comarketing_roi_engine::plan::Kind;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Field, FieldPath};
use proptest::prelude::*;

const CASES: &str = include_str!("../numbers/cases.tsv");

fn cases() -> impl Iterator<Item = [&'static str; 6]> {
    CASES.lines().map(|line| line.split('\t').collect::<Vec<_>>().try_into().expect("six columns"))
}

fn kind(name: &str) -> Kind {
    Kind::ALL.into_iter().find(|kind| format!("{kind:?}") == name).expect(name)
}

#[test]
fn what_people_type_is_read_asked_or_refused() {
    for [name, locale, currency, of, text, right] in cases() {
        let text: String = serde_json::from_str(text).expect("JSON text");
        let format = Format::new(locale, currency);
        let got = read(&text, kind(of), format.convention(), currency);
        let told = format!("{name} {locale} {text:?}: {got:?}, and {right} is right");
        let number = right.split(' ').next().and_then(|number| number.parse::<f64>().ok());
        match (&got, number) {
            (Ok(Reading::Value(value)), _) if right.contains("0 or more") => assert!(*value < 0.0, "{told}"),
            (Ok(Reading::Value(value)), Some(number)) => {
                assert!((value - number).abs() <= 1e-12 * number.abs(), "{told}");
            }
            (Err(Unread::OtherCurrency(_)), None) => assert!(right.contains("other currency"), "{told}"),
            (Err(Unread::Ambiguous(one, other)), None) => {
                assert!(right.contains(&format!("{one} and {other}")), "{told}");
            }
            (Err(_), None) => assert_eq!(right, "refuse", "{told}"),
            _ => panic!("{told}"),
        }
    }
    assert!(cases().count() > 60);
}

#[test]
fn a_negative_amount_is_refused_with_its_range() {
    for text in ["(1,200.00)", "1,200-", "−5"] {
        let mut draft = Draft::new("USD", &["A"]);
        let place = FieldPath::tier(0, Field::MdfSpent);
        let format = Format::new("en", "USD");
        let input = Input::read(text, place.field.kind(), format.convention(), "USD");
        draft.set(place, Entry { input, origin: Origin::Yours });
        let problems = draft.plan().expect_err(text);
        assert!(matches!(problems[0].kind, ProblemKind::OutOfRange { .. }), "{problems:?}");
        assert!(problems[0].message.contains("0 or more"), "{problems:?}");
    }
}

#[test]
fn small_shares_and_three_decimals_come_back() {
    for (locale, currency) in [("en", "USD"), ("de", "EUR"), ("en", "KWD")] {
        let format = Format::new(locale, currency);
        for kind in Kind::ALL {
            for value in [
                0.0, 0.001, 0.005, 0.008, 0.0099, 0.01, 0.29, 0.0725, 1.0, 1.234, 12.345, 250.125, 999.999,
                1e13,
            ] {
                let text = format.input(kind, value);
                let back = read(&text, kind, format.convention(), currency);
                assert_eq!(back, Ok(Reading::Value(value)), "{locale} {currency} {kind:?} {text}");
            }
        }
    }
    assert_eq!(Format::new("en", "USD").input(Kind::Rate, 0.008), "0.8%");
    assert_eq!(Format::new("de", "EUR").input(Kind::Count, 250.125), "250,1250");
}

proptest! {
    #[test]
    fn every_number_comes_back(digits in 1e-3f64..1.0, exponent in 0i32..14, german: bool) {
        let value = digits * 10f64.powi(exponent);
        let format = if german { Format::new("de", "EUR") } else { Format::new("en", "USD") };
        for kind in Kind::ALL {
            let value = if kind == Kind::Rate { digits } else { value };
            let text = format.input(kind, value);
            prop_assert_eq!(read(&text, kind, format.convention(), format.currency()), Ok(Reading::Value(value)), "{}", text);
        }
    }
}
