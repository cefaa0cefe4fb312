//! Digits with their separators → the number they write.

use super::{Convention, Separators, power, sign};
use crate::kind::Kind;

/// The most significant digits of a whole number: with more, neighboring numbers would become one.
const DIGITS: usize = 15;
/// The most digits that are looked at behind a decimal sign; 17 tell every double from its neighbors.
const LONGEST: usize = 19;

/// Digits without separators, and how many of them are decimals.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decimal {
    digits: String,
    decimals: i32,
}

/// What digits and separators say.
#[derive(Debug, PartialEq)]
pub(super) enum Amount {
    /// One number.
    One(Decimal),
    /// One of two: with groups, or with decimals.
    Two(Decimal, Decimal),
    /// Groups where the language has none, and the number that was probably meant.
    Misplaced(Decimal),
}

impl Decimal {
    /// Digits without separators.
    pub(super) fn whole(text: &str) -> Self {
        Self { digits: text.chars().filter(char::is_ascii_digit).collect(), decimals: 0 }
    }

    /// Digits of which the last are decimals.
    pub(super) fn with_decimals(text: &str, decimals: usize) -> Self {
        Self { decimals: decimals as i32, ..Self::whole(text) }
    }

    /// The number itself.
    pub(super) fn from_units(units: u8) -> Self {
        Self { digits: units.to_string(), decimals: 0 }
    }

    /// The double that is nearest to the number times ten to the `shift`; of more than nineteen digits, one of the two around
    /// it. Nothing where that would lose digits of a whole
    /// number, or where no double of ours reaches.
    pub(super) fn value(&self, shift: i32) -> Option<f64> {
        let digits = self.digits.trim_start_matches('0');
        let significant = digits.trim_end_matches('0');
        let kept = significant.get(..LONGEST).unwrap_or(significant);
        let whole = kept.bytes().fold(0u64, |n, b| n * 10 + u64::from(b - b'0'));
        if whole == 0 {
            return Some(0.0);
        }
        let exponent = shift - self.decimals + (digits.len() - kept.len()) as i32;
        let few = significant.len() <= DIGITS;
        let scale = power(exponent.unsigned_abs() as usize);
        match exponent {
            // Both operands are exact, so the one operation rounds correctly.
            0.. if few && scale.is_finite() => Some(whole as f64 * scale),
            0.. => None,
            _ if few && scale.is_finite() => Some(whole as f64 / scale),
            _ => quotient(whole, exponent.unsigned_abs(), kept.len() < significant.len()),
        }
    }

    /// The number times ten to the `shift` as it can be typed without doubt, with the decimal sign `point`.
    pub(super) fn typed(&self, shift: i32, point: char) -> String {
        let mut digits = self.digits.trim_start_matches('0').to_owned();
        let mut decimals = self.decimals - shift;
        while decimals < 0 {
            digits.push('0');
            decimals += 1;
        }
        while (digits.len() as i32) <= decimals {
            digits.insert(0, '0');
        }
        let whole = digits.len() - decimals as usize;
        let (whole, part) = digits.split_at_checked(whole).unwrap_or((&digits, ""));
        let kept = part.trim_end_matches('0');
        let mut text = whole.to_owned();
        if !kept.is_empty() {
            text.push(point);
            text.push_str(kept);
            if kept.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" {
                text.push('0'); // three decimals could be a group
            }
        }
        text
    }
}

/// The double nearest to `whole` over ten to the `exponent`, by long division: the standard library's parser would be one
/// of the two dearest functions of the widget. `more` if the digits went on.
fn quotient(whole: u64, exponent: u32, more: bool) -> Option<f64> {
    let divisor = 10u128.checked_pow(exponent)?;
    // As many bits behind the point as give the quotient 64 or 65 of them; a double keeps 53.
    let behind = 64 + (128 - divisor.leading_zeros()) - (64 - whole.leading_zeros());
    let (mut quotient, mut rest) = (0u128, 0u128);
    for bit in 0..64 + behind {
        let next = if bit < 64 { whole >> (63 - bit) & 1 } else { 0 };
        rest = rest << 1 | u128::from(next);
        quotient <<= 1;
        if rest >= divisor {
            rest -= divisor;
            quotient |= 1;
        }
    }
    // What is left over, however small, decides where the quotient lies just between two doubles.
    let rounded = (quotient | u128::from(rest > 0 || more)) as f64;
    Some(rounded * f64::from_bits(u64::from(1023 - behind) << 52))
}

/// What stands beside the digits and bears on their separators.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing, or a currency.
    Nothing,
    /// A size or a unit.
    Word,
    /// A power of ten.
    Exponent,
}

/// Reads digits and separators.
pub(super) fn amount(text: &str, kind: Kind, convention: &Convention, beside: Beside) -> Amount {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let Some(&last) = signs.last() else { return Amount::One(Decimal::whole(text)) };
    let (number, money) = (plain(convention.number), plain(convention.money));
    // Anii groups percentages alone by two; no share has thousands that this could be taken for.
    let pairs = kind == Kind::Rate && number.group == ' ';
    let size = if pairs { 2 } else { usize::from(number.digits) };
    let own = |of: fn(Separators) -> char| of(number) == last || kind == Kind::Money && of(money) == last;
    let (own_decimal, own_group) = (own(|s| s.decimal), own(|s| s.group));
    let after = text.rsplit(last).next().map_or(0, str::len);
    let whole = text.get(..text.len() - after - last.len_utf8()).unwrap_or_default();
    // What a sign of the language's own, or the Arabic decimal sign, may be; elsewhere points and commas are both.
    let can_be_decimal = matches!(last, '.' | ',' | '٫') || own_decimal && last != '\'' && last != ' ';
    let as_decimal = || Decimal::with_decimals(text, after);
    if signs.len() > 1 {
        // Two kinds of sign: the last is the decimal sign. One kind, repeated: groups.
        let once = signs.iter().filter(|sign| **sign == last).count() == 1;
        if once && can_be_decimal && grouped(whole, None, size) {
            return Amount::One(as_decimal());
        }
        let whole = Decimal::whole(text);
        return if last != '٫' && grouped(text, Some(last), size) {
            Amount::One(whole)
        } else {
            Amount::Misplaced(whole)
        };
    }
    let three = after == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if !can_be_decimal {
        return Amount::One(Decimal::whole(text)).only_if(three || grouped(text, None, size), as_decimal);
    }
    // A sign that is a decimal sign wherever it stands.
    if !matches!(last, '.' | ',') && !own_group {
        return Amount::One(as_decimal());
    }
    if !three {
        // No language has a group of one or two digits, or one behind a zero. More than three behind the sign of groups
        // are rather a slip.
        let slip = own_group && !own_decimal && after > 3;
        return if slip { Amount::Misplaced(as_decimal()) } else { Amount::One(as_decimal()) };
    }
    let counted = matches!(kind, Kind::Money | Kind::Count);
    let settled = match (own_decimal, own_group) {
        // “1.234” in English may be a pasted 1.234 that means 1234 elsewhere. A size, a share or a currency with three
        // decimals settles it.
        (true, false)
            if beside != Beside::Nothing || !counted || kind == Kind::Money && convention.minor == 3 =>
        {
            Some(as_decimal())
        }
        // A share or a duration has no thousands, but where its unit is written they are the language's. Before a power of
        // ten there are none.
        (false, true) if beside == Beside::Word || counted && beside == Beside::Nothing => {
            Some(Decimal::whole(text))
        }
        _ => None,
    };
    settled.map_or_else(|| Amount::Two(Decimal::whole(text), as_decimal()), Amount::One)
}

impl Amount {
    fn only_if(self, good: bool, meant: impl Fn() -> Decimal) -> Self {
        if good { self } else { Self::Misplaced(meant()) }
    }
}

fn plain(separators: Separators) -> Separators {
    let [decimal, group] = [separators.decimal, separators.group].map(sign::separator);
    Separators { decimal, group, ..separators }
}

/// Whether `text` is digits in groups by one sign (`only`, or any): threes throughout, two by two before the last three as
/// in India, or as the language has them.
pub(super) fn grouped(text: &str, only: Option<char>, size: usize) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_ascii_digit());
    let Some(sign) = signs.next() else { return true };
    if signs.any(|s| s != sign) || only.is_some_and(|o| o != sign) {
        return false;
    }
    let groups: Vec<usize> = text.split(sign).map(str::len).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let by = |size: usize| (1..=size).contains(first) && middle.iter().chain([last]).all(|g| *g == size);
    let indian = matches!(sign, ',' | '٬') && (1..=2).contains(first) && middle.iter().all(|g| *g == 2);
    (by(3) || *last == 3 && indian || by(size)) && !text.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nearest(text: &str) -> Option<f64> {
        let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
        Decimal::with_decimals(text, decimals).value(0)
    }

    #[test]
    fn long_decimals_are_the_nearest_double() {
        for text in [
            "0.1",
            "1234.5600000000002",
            "24.999999999999996",
            "0.24999999999999997",
            "0.30000000000000004",
            "1.7976931348623157",
            "4503599627370496.5",
            "4503599627370497.5",
            "0.0000000000000000001234567890123456789",
            "0.3333333333333333333333333333333333",
            "2.00000000000000000000000000000000001",
        ] {
            assert_eq!(nearest(text), text.parse().ok(), "{text}");
        }
        assert_eq!(nearest("9007199254740993"), None);
    }

    #[test]
    fn a_number_is_typed_without_doubt() {
        let number = Decimal::with_decimals("12345", 3);
        for (shift, text) in [(0, "12.3450"), (3, "12345"), (6, "12345000"), (-3, "0.012345"), (1, "123.45")]
        {
            assert_eq!(number.typed(shift, '.'), text, "{shift}");
        }
        assert_eq!(Decimal::with_decimals("025", 2).typed(2, ','), "25");
        assert_eq!(Decimal::with_decimals("0125", 3).typed(0, ','), "0,125");
    }

    proptest! {
        #[test]
        fn what_a_double_prints_is_read_as_that_double(x in 1e-3f64..1e13) {
            let text = x.to_string();
            prop_assert_eq!(nearest(&text), Some(x), "{}", text);
        }
    }
}
