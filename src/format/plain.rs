//! English by hand, for tests of views that run without a browser.

use super::Shape;
use comarketing_roi_engine::number::fixed;

pub(super) struct Platform {
    sign: String,
    comma: bool,
}

impl Platform {
    pub(super) fn new(locale: &str, currency: &str) -> Self {
        let sign = match currency {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            other => other,
        };
        Self { sign: sign.to_owned(), comma: locale.starts_with("de") }
    }

    pub(super) fn write(&self, shape: Shape, value: f64) -> String {
        let minus = if value < 0.0 { "-" } else { "" };
        let size = value.abs();
        let plural =
            |word: &str, text: String| format!("{text} {word}{}", if text == "1" { "" } else { "s" });
        match shape {
            Shape::MoneyWhole => format!("{minus}{}{}", self.sign, self.grouped(size, 0)),
            Shape::MoneyExact => format!("{minus}{}{}", self.sign, self.cents(size)),
            Shape::MoneyShort if size >= 1e9 => {
                format!("{minus}{}{}B", self.sign, self.grouped(size / 1e9, 1))
            }
            Shape::MoneyShort if size >= 1e6 => {
                format!("{minus}{}{}M", self.sign, self.grouped(size / 1e6, 2))
            }
            Shape::MoneyShort => format!("{minus}{}{}K", self.sign, self.grouped(size / 1e3, 0)),
            Shape::PercentWhole => self.grouped(value * 100.0, 0) + "%",
            Shape::PercentTenth => self.grouped(value * 100.0, 1) + "%",
            Shape::PercentExact => self.grouped(value * 100.0, 4) + "%",
            Shape::Whole => self.grouped(value, 0),
            Shape::Tenth => self.grouped(value, 1),
            Shape::Hundredth => self.grouped(value, 2),
            Shape::Months => plural("month", self.grouped(value, 1)),
            Shape::Years => plural("year", self.grouped(value, 1)),
            Shape::Input => self.grouped(value, 10),
        }
    }

    fn cents(&self, value: f64) -> String {
        let text = self.grouped(value, 2);
        let point = if self.comma { ',' } else { '.' };
        match text.split_once(point) {
            None => format!("{text}{point}00"),
            Some((_, part)) if part.len() == 1 => text + "0",
            Some(_) => text,
        }
    }

    fn grouped(&self, value: f64, decimals: usize) -> String {
        let text = fixed(value, decimals);
        let (minus, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let (point, comma) = if self.comma { (',', '.') } else { ('.', ',') };
        let mut out = minus.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(comma);
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push(point);
            out.push_str(part);
        }
        out
    }
}
