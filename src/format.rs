//! Numbers as the visitor's language writes them.
//!
//! In the browser the platform's `Intl` does the work, also for reading: it is asked how the language writes numbers, and
//! for its words beside them. Natively, for tests, a plain stand-in writes, with conventions that were captured from it.

use crate::text;
#[cfg(any(feature = "ui", not(target_arch = "wasm32")))]
use comarketing_roi_engine::Date;
use comarketing_roi_engine::MetricId;
use comarketing_roi_engine::credit_evidence::lift_of_credit;
use comarketing_roi_engine::message::{concat, fill};
use comarketing_roi_engine::number::{Convention, Ends, Reading, read, read_range};
use comarketing_roi_engine::plan::{Kind, Number};
use comarketing_roi_engine::symbol::Unit;
use std::cell::OnceCell;
use std::rc::Rc;

#[cfg(target_arch = "wasm32")]
#[path = "format/intl.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "format/plain.rs"]
mod platform;

/// What kind of text a number becomes; each is one formatter of the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Money, whole units.
    MoneyWhole,
    /// Money with up to its usual decimals.
    MoneyExact,
    /// Money shortened: `$1.2M`.
    MoneyShort,
    /// A percentage without decimals.
    PercentWhole,
    /// A percentage with up to one decimal.
    PercentTenth,
    /// A percentage with up to four decimals.
    PercentExact,
    /// A plain number without decimals.
    Whole,
    /// A plain number with up to one decimal.
    Tenth,
    /// A plain number with up to two decimals.
    Hundredth,
    /// Days in words.
    Days,
    /// Months in words.
    Months,
    /// Years in words.
    Years,
    /// A number for a text field: every digit, grouped.
    Input,
    /// The same without groups.
    InputUngrouped,
    /// The same with at least four decimals, as three could be taken for a group.
    InputFour,
    /// A percentage for a text field: every digit.
    InputPercent,
}

/// How a day is written: as its month, for most. Panels alone name months.
#[cfg(any(feature = "ui", not(target_arch = "wasm32")))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MonthShape {
    /// Its short name, for the tick of an axis.
    Short,
    /// Its name and its year, for a sentence or a cell.
    WithYear,
    /// The year alone.
    Year,
    /// The day with its month and its year.
    Day,
}

#[cfg(target_arch = "wasm32")]
impl Shape {
    /// Every shape.
    pub(crate) const ALL: [Self; 16] = [
        Self::MoneyWhole,
        Self::MoneyExact,
        Self::MoneyShort,
        Self::PercentWhole,
        Self::PercentTenth,
        Self::PercentExact,
        Self::Whole,
        Self::Tenth,
        Self::Hundredth,
        Self::Days,
        Self::Months,
        Self::Years,
        Self::Input,
        Self::InputUngrouped,
        Self::InputFour,
        Self::InputPercent,
    ];
}

/// Writes numbers for one language and one currency. Cheap to clone; two are equal if they are the same one.
#[derive(Clone)]
pub struct Format {
    shared: Rc<Shared>,
}

struct Shared {
    locale: String,
    currency: String,
    convention: OnceCell<Convention>,
    platform: platform::Platform,
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.shared, &other.shared)
    }
}

impl Format {
    /// A format for a BCP 47 `locale` (an invalid one falls back to English) and an ISO 4217 `currency`.
    pub fn new(locale: &str, currency: &str) -> Self {
        let platform = platform::Platform::new(locale, currency);
        let convention = OnceCell::new();
        let shared =
            Shared { locale: locale.to_owned(), currency: currency.to_owned(), convention, platform };
        Self { shared: Rc::new(shared) }
    }

    /// The language.
    pub fn locale(&self) -> &str {
        &self.shared.locale
    }

    /// The currency.
    pub fn currency(&self) -> &str {
        &self.shared.currency
    }

    /// How the language writes numbers, for reading them.
    pub fn convention(&self) -> &Convention {
        self.shared.convention.get_or_init(|| self.shared.platform.convention())
    }

    fn write(&self, shape: Shape, value: f64) -> String {
        let platform = &self.shared.platform;
        let mut text = platform.write(shape, value);
        // What rounds to nothing has no sign.
        if value <= 0.0 {
            let zero = platform.write(shape, 0.0);
            let digits = |text: &str| text.chars().filter(|sign| sign.is_numeric()).collect::<String>();
            if digits(&text) == digits(&zero) {
                text = zero;
            }
        }
        // Platforms write a hyphen for a minus, which is shorter than a plus and breaks from its digits. What a field holds
        // stays as a keyboard types it.
        let typed =
            matches!(shape, Shape::Input | Shape::InputUngrouped | Shape::InputFour | Shape::InputPercent);
        if value < 0.0 && !typed { text.replacen('-', "\u{2212}", 1) } else { text }
    }

    /// What an influence credit says would have happened without partners, as a lift in win rate.
    pub fn credit_claim(&self, credit: f64) -> String {
        let share = |value: f64| self.figure(Unit::Ratio, value);
        match lift_of_credit(credit) {
            Some(lift) => text::credit_claims(&share(credit), &share(lift)),
            None => text::CREDIT_CLAIMS_ALL.get().to_owned(),
        }
    }

    /// A figure as it stands on a card or in the table: as many digits as help.
    pub fn figure(&self, unit: Unit, value: f64) -> String {
        let size = value.abs();
        match unit {
            Unit::Currency if size >= 1000.0 || size == 0.0 => self.write(Shape::MoneyWhole, value),
            Unit::Currency => self.write(Shape::MoneyExact, value),
            Unit::Ratio if size >= 10.0 => self.write(Shape::PercentWhole, value),
            Unit::Ratio => self.write(Shape::PercentTenth, value),
            Unit::Multiple if size >= 100.0 => self.write(Shape::Whole, value) + "×",
            Unit::Multiple if size >= 10.0 => self.write(Shape::Tenth, value) + "×",
            Unit::Multiple => self.write(Shape::Hundredth, value) + "×",
            Unit::Count => self.write(Shape::Tenth, value),
            Unit::Months => self.write(Shape::Months, value),
            Unit::Years => self.write(Shape::Years, value),
        }
    }

    /// A figure where room is short, such as a cell of the table.
    pub fn short(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Currency if value.abs() >= 100_000.0 => self.write(Shape::MoneyShort, value),
            _ => self.figure(unit, value),
        }
    }

    /// A round figure beside a tick of an axis: short, for the ticks give the scale and not the figure.
    pub fn tick(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Currency if value.abs() >= 10_000.0 => self.write(Shape::MoneyShort, value),
            Unit::Currency if value.abs() >= 1.0 => self.write(Shape::MoneyWhole, value),
            _ => self.figure(unit, value),
        }
    }

    /// A number in a formula: every digit that matters.
    pub fn exact(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Currency => self.write(Shape::MoneyExact, value),
            Unit::Ratio => self.write(Shape::PercentExact, value),
            Unit::Multiple | Unit::Count => self.write(Shape::Hundredth, value),
            Unit::Months => self.write(Shape::Months, value),
            Unit::Years => self.write(Shape::Years, value),
        }
    }

    /// A number as text of a field; reading it gives the same number.
    pub fn input(&self, kind: Kind, value: f64) -> String {
        if kind == Kind::Rate {
            // The platform moves the decimal sign where a product would not be exact: 0.29 times 100.
            let text = self.write(Shape::InputPercent, value);
            // Below 1 % the sign stays, as a bare 0.8 could mean 80 %.
            let bare = value == 0.0 || value >= 0.01;
            return if bare { text.trim_matches(|c: char| !c.is_ascii_digit()).to_owned() } else { text };
        }
        let mut texts = [Shape::Input, Shape::InputUngrouped, Shape::InputFour]
            .into_iter()
            .map(|shape| self.write(shape, value));
        let reads = |text: &String| {
            let read = read(text, kind, self.convention(), self.currency());
            matches!(read, Ok(Reading::Value(read)) if read.to_bits() == value.to_bits())
        };
        texts.find(reads).unwrap_or_else(|| self.write(Shape::Input, value))
    }

    /// A number or a range as text of a field; reading it gives the same. Two ends are joined by a dash, as most languages
    /// do it; three values by the dots that are typed, as a second dash would say nothing of which is which.
    pub fn number(&self, kind: Kind, number: Number) -> String {
        let (low, likely, high) = match number {
            Number::Exact(value) => return self.input(kind, value),
            Number::Range { low, likely, high } => (low, likely, high),
        };
        let ends = Ends { low, likely, high };
        let write = |value: f64| self.input(kind, value);
        if ends.are_all() {
            let text = concat(&[&write(low), "–", &write(high)]);
            if read_range(&text, kind, self.convention(), self.currency()) == Some(Ok(ends)) {
                return text;
            }
        }
        concat(&[&write(low), "..", &write(likely), "..", &write(high)])
    }

    /// A figure of a metric as it stands on a card, or `short` as in a cell of the table. A credit below nothing is none,
    /// and what is left of a profit has its sign both ways.
    pub fn metric(&self, metric: MetricId, value: f64, short: bool) -> String {
        let unit = self.unit(metric);
        let said = if short { self.short(unit, value) } else { self.figure(unit, value) };
        match metric {
            MetricId::BreakEvenInfluenceCredit if value <= 0.0 => text::NONE_NEEDED.get().to_owned(),
            MetricId::GrossProfitLessCost if value > 0.0 => concat(&["+", &said]),
            _ => said,
        }
    }

    /// What a metric is written in: pipeline for each unit of money reads as money, `$4.81`, not as a multiple. Where the
    /// currency has no decimals that would be one digit, and it stays a multiple.
    pub fn unit(&self, metric: MetricId) -> Unit {
        match metric {
            MetricId::PipelinePerDollar
            | MetricId::PipelinePerMdfDollar
            | MetricId::PipelinePerMdfDollarSourcedOnly
            | MetricId::PipelinePerMdfDollarFullInfluence
            | MetricId::DirectPipelinePerDollar
            | MetricId::DirectPipelinePerProgrammeDollar
                if self.has_decimals() =>
            {
                Unit::Currency
            }
            _ => metric.metric().unit,
        }
    }

    /// Whether the currency has decimals.
    fn has_decimals(&self) -> bool {
        self.write(Shape::MoneyExact, 0.01) != self.write(Shape::MoneyExact, 0.0)
    }

    /// What a return means for each unit of money that was spent.
    pub fn meaning(&self, roi: f64) -> String {
        let (unit, total) = self.back(roi);
        // The sentence must not contradict the figure above it, which is rounded to tenths of a per cent.
        if roi.abs() < 0.0005 {
            text::even(&unit)
        } else if roi > 0.0 {
            text::gained(&unit, &total)
        } else {
            text::lost(&unit, &total)
        }
    }

    /// Two figures of one sentence that says how they differ: with every digit that matters where they read the same.
    pub fn pair(&self, unit: Unit, one: f64, other: f64) -> (String, String) {
        let (first, second) = (self.figure(unit, one), self.figure(unit, other));
        if first == second { (self.exact(unit, one), self.exact(unit, other)) } else { (first, second) }
    }

    /// Days in words.
    pub fn days(&self, days: f64) -> String {
        self.write(Shape::Days, days)
    }

    /// The month of a day: “May 2027”. A platform without names of months leaves the numbers.
    #[cfg(any(feature = "ui", not(target_arch = "wasm32")))]
    pub(crate) fn month(&self, shape: MonthShape, day: Date) -> String {
        let iso = || {
            let (year, month, _) = day.parts();
            concat(&[&year.to_string(), if month < 10 { "-0" } else { "-" }, &month.to_string()])
        };
        self.shared.platform.month(shape, day).unwrap_or_else(iso)
    }

    /// A day: “April 3, 2025”. A platform without names of months leaves the numbers.
    #[cfg(any(feature = "ui", not(target_arch = "wasm32")))]
    pub(crate) fn day(&self, day: Date) -> String {
        self.shared.platform.month(MonthShape::Day, day).unwrap_or_else(|| day.to_string())
    }

    /// So many units of the currency that `part` of each does not read as nothing, and that many: `$1` and `$0.45`, or
    /// `¥1,000` and `¥450`.
    pub fn each(&self, part: f64) -> (String, String) {
        let units = self.units(part);
        (self.write(Shape::MoneyWhole, units), self.figure(Unit::Currency, part * units))
    }

    /// So many units of the currency, and what comes back of them at a return of `roi`: `$1` and `$1.25`.
    pub fn back(&self, roi: f64) -> (String, String) {
        let units = self.units(roi.abs());
        (self.write(Shape::MoneyWhole, units), self.figure(Unit::Currency, (1.0 + roi) * units))
    }

    /// How many units of the currency are so many that `part` of each does not read as nothing.
    fn units(&self, part: f64) -> f64 {
        let none = self.write(Shape::MoneyExact, 0.0);
        // A currency without decimals has a thousand times smaller units.
        let mut units = if self.has_decimals() { 1.0 } else { 1e3 };
        while units < 1e6 && part > 0.0 && self.write(Shape::MoneyExact, part * units) == none {
            units *= 1e3;
        }
        units
    }

    /// One unit of the currency, in prose: `$1`.
    pub fn whole_unit(&self) -> String {
        self.write(Shape::MoneyWhole, 1.0)
    }

    /// The name of a metric in the language that is spoken, with one unit of the plan's currency where it has a place for it.
    pub fn name(&self, metric: MetricId) -> String {
        self.named(metric.metric().name)
    }

    /// The same of a name as the engine has it.
    pub fn named(&self, english: &'static str) -> String {
        let name = text::term(english);
        if name.contains(['{', '\u{1}']) { fill(name, &[&self.whole_unit()]) } else { name.to_owned() }
    }

    /// The sign of the currency, to stand beside a field.
    pub fn currency_sign(&self) -> String {
        self.convention().sign.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_as_many_digits_as_help() {
        let format = Format::new("en", "USD");
        for (unit, value, text) in [
            (Unit::Currency, 1_234_567.8, "$1,234,568"),
            (Unit::Currency, 0.08, "$0.08"),
            (Unit::Currency, -12.5, "−$12.50"),
            (Unit::Ratio, 1.4249, "142.5%"),
            (Unit::Ratio, -0.042, "−4.2%"),
            (Unit::Ratio, -0.000_01, "0%"),
            (Unit::Currency, -0.001, "$0.00"),
            (Unit::Count, -0.0, "0"),
            (Unit::Ratio, 14.249, "1,425%"),
            (Unit::Ratio, 0.125, "12.5%"),
            (Unit::Multiple, 12.345, "12.3×"),
            (Unit::Multiple, 3.0, "3×"),
            (Unit::Months, 7.5, "7.5 months"),
            (Unit::Count, 12.5, "12.5"),
        ] {
            assert_eq!(format.figure(unit, value), text);
        }
        assert_eq!(format.metric(MetricId::PipelinePerDollar, 4.811, false), "$4.81");
        assert_eq!(format.metric(MetricId::PipelineIndex, 1.9, false), "1.9×");
        assert_eq!(format.input(Kind::Money, -1234.5), "-1,234.5", "as a keyboard types it");
        assert_eq!(format.input(Kind::Rate, 0.29), "29");
        assert_eq!(format.input(Kind::Money, 1234.5), "1,234.5");
        assert_eq!(format.currency_sign(), "$");
    }
}
