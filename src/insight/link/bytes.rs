//! The bytes of a link: counts, numbers and texts, a check sum, and Base64 for addresses.

/// RFC 4648, section 5: no sign that an address would have to escape, and no padding.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// The exponent that says: eight bytes of a double follow.
const RAW: u64 = 31;
/// What is added to a decimal exponent, so that it is not below zero.
const BIAS: i32 = 15;
/// The most decimal digits behind the point, and zeros before it.
const EXPONENTS: core::ops::RangeInclusive<i32> = -15..=15;
/// Integers up to here are exact as doubles.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// `digits × 10^exponent` by one exact multiplication or division, so that every machine gets the same double.
fn decimal(digits: u64, exponent: i32) -> f64 {
    let power = (0..exponent.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { digits as f64 / power } else { digits as f64 * power }
}

/// The shortest digits and exponent that give exactly this number.
fn shortest(value: f64) -> Option<(u64, i32)> {
    EXPONENTS.rev().find_map(|exponent| {
        let power = decimal(1, exponent.abs());
        let digits = if exponent < 0 { value * power } else { value / power }.round();
        let fits =
            (0.0..EXACT).contains(&digits) && decimal(digits as u64, exponent).to_bits() == value.to_bits();
        fits.then_some((digits as u64, exponent))
    })
}

/// Fletcher's sum: finds a missing end, and letters that changed or swapped places.
fn check(bytes: &[u8]) -> [u8; 2] {
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 255;
        (a, (b + a) % 255)
    });
    [a as u8, b as u8]
}

/// Writes the bytes.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    /// Seven bits a byte, the lowest first.
    pub(super) fn count(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub(super) fn number(&mut self, value: f64) {
        match shortest(value) {
            Some((digits, exponent)) => self.count(digits << 5 | (exponent + BIAS).unsigned_abs() as u64),
            None => {
                self.count(RAW);
                self.0.extend(value.to_le_bytes());
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    /// All of it behind its check sum.
    pub(super) fn checked(self) -> Vec<u8> {
        [&check(&self.0)[..], &self.0].concat()
    }
}

/// Reads them. `None` is the end, or what no writer wrote.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// What stands behind the check sum, if that fits.
    pub(super) fn checked(bytes: &'a [u8]) -> Option<Self> {
        let (sum, rest) = bytes.split_first_chunk::<2>()?;
        (*sum == check(rest)).then_some(Self(rest))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn count(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7F);
            if bits << shift >> shift != bits {
                return None;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(super) fn number(&mut self) -> Option<f64> {
        let head = self.count()?;
        let (digits, exponent) = (head >> 5, head & 31);
        if exponent != RAW {
            return Some(decimal(digits, exponent as i32 - BIAS));
        }
        let (bytes, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        // A negative zero is no number of a plan.
        (digits == 0).then(|| f64::from_le_bytes(*bytes) + 0.0)
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.count()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        core::str::from_utf8(text).ok().map(str::to_owned)
    }
}

/// Bytes as Base64.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for at in 0..=chunk.len() {
            let letter = ALPHABET.get((bits >> (18 - 6 * at) & 63) as usize);
            out.push(letter.copied().map_or('A', char::from));
        }
    }
    out
}

/// Base64 as bytes; `None` where a sign is none of the alphabet, or the last bits are not as a writer leaves them.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for (at, letter) in chunk.iter().enumerate() {
            let value = ALPHABET.iter().position(|known| known == letter)?;
            bits |= (value as u32) << (18 - 6 * at);
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        let (kept, left) = bytes.split_at_checked(chunk.len().checked_sub(1)?)?;
        if chunk.len() == 1 || left.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend(kept);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_short_and_every_number_comes_back() {
        let numbers =
            [0.0, 1.0, 0.27, 42e3, 2.1e6, 0.1 + 0.2, 1e13, 1.0 / 3.0, 123_456.789, f64::MIN_POSITIVE];
        for value in numbers {
            let mut writer = Writer::default();
            writer.number(value);
            let bytes = writer.checked();
            let mut reader = Reader::checked(&bytes).expect("the sum fits");
            assert_eq!(reader.number().expect("a number").to_bits(), value.to_bits());
            assert!(reader.is_empty());
        }
        let length = |value: f64| {
            let mut writer = Writer::default();
            writer.number(value);
            writer.0.len()
        };
        assert_eq!([length(0.27), length(42e3), length(2.1e6), length(1.0 / 3.0)], [2, 2, 2, 9]);
    }

    #[test]
    fn base64_comes_back_at_every_length() {
        for length in 0..40u8 {
            let bytes: Vec<u8> = (0..length).map(|at| at.wrapping_mul(97).wrapping_add(length)).collect();
            assert_eq!(from_base64(&to_base64(&bytes)), Some(bytes));
        }
        for wrong in ["A", "AAAAA", "A=", "AB", "ä", "AA AA"] {
            assert_eq!(from_base64(wrong), None, "{wrong}");
        }
    }
}
