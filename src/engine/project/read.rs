//! Options → horizon, and what a horizon is checked for.

use super::{Extra, Horizon, MAX_GAIN, MAX_MONTHS, ValidHorizon};
use crate::number::format_decimal;
use crate::plan::Kind;
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::value::Value;

impl Horizon {
    /// Reads `{ months?, fundedMonths?, productivityGrowth?, depthOrBreadth? }`; nothing at all is the default.
    ///
    /// # Errors
    /// Every problem with its JSON pointer into the options: a number outside its range, `months` that are not whole,
    /// `fundedMonths` beyond `months`, an extra budget that is not named, an unknown field.
    pub fn read(value: &Value) -> Result<ValidHorizon, Vec<Problem>> {
        let mut reader = Reader::of("projection");
        let mut horizon = Self::default();
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("months" | "fundedMonths" | "productivityGrowth" | "depthOrBreadth", Value::Null) => {}
                // What the months should have been is not known: the other numbers are held against the longest.
                ("months", value) => horizon.months = reader.months(value).unwrap_or(MAX_MONTHS),
                ("fundedMonths", value) => horizon.funded_months = reader.any_number("/fundedMonths", value),
                ("productivityGrowth", value) => {
                    horizon.productivity_growth = reader.any_number("/productivityGrowth", value);
                }
                ("depthOrBreadth", value) => horizon.depth_or_breadth = Some(reader.extra(value)),
                (key, value) => reader.unknown("", key, value),
            }
        }
        horizon.check(f64::from(horizon.months), &mut reader);
        reader.finish(ValidHorizon(horizon))
    }

    /// Checks a horizon that was written in code.
    ///
    /// # Errors
    /// Every number outside its range, with its JSON pointer.
    pub fn validate(self) -> Result<ValidHorizon, Vec<Problem>> {
        let mut reader = Reader::of("projection");
        let (months, longest) = (f64::from(self.months), f64::from(MAX_MONTHS));
        let months = reader.number_in("/months", &Value::Number(months), 1.0, longest).unwrap_or(longest);
        self.check(months, &mut reader);
        if let Some(extra) = &self.depth_or_breadth {
            extra.check(&mut reader);
        }
        reader.finish(ValidHorizon(self))
    }

    /// The numbers beside the months, of which there are `months`.
    fn check(&self, months: f64, reader: &mut Reader) {
        match self.funded_months {
            Some(funded) if funded.is_finite() && funded > months => {
                let kind = ProblemKind::OutOfRange { min: 0.0, max: months };
                let most = format_decimal(months);
                let message =
                    format!("fundedMonths must be between 0 and {most}, the months of the projection.");
                reader.fail("/fundedMonths", kind, &Value::Number(funded), message);
            }
            funded => reader.check("/fundedMonths", funded, (0.0, months)),
        }
        reader.check("/productivityGrowth", self.productivity_growth, (0.0, MAX_GAIN));
    }
}

impl Extra {
    fn check(&self, reader: &mut Reader) {
        let (money, months) = (Kind::Money.range(), Kind::Months.range());
        reader.check("/depthOrBreadth/extraBudget", Some(self.budget), money);
        reader.check("/depthOrBreadth/productivityGain", self.productivity_gain, (0.0, MAX_GAIN));
        reader.check("/depthOrBreadth/enablementMonths", self.enablement_months, months);
        reader.check("/depthOrBreadth/costPerRecruit", self.cost_per_recruit, money);
        reader.check("/depthOrBreadth/activationRate", self.activation_rate, Kind::Rate.range());
        reader.check("/depthOrBreadth/rampMonths", self.ramp_months, months);
    }
}

impl Reader {
    /// The months of a projection.
    fn months(&mut self, value: &Value) -> Option<u16> {
        let longest = f64::from(MAX_MONTHS);
        let months = self.number_in("/months", value, 1.0, longest)?;
        if months.fract() > 0.0 {
            let kind = ProblemKind::OutOfRange { min: 1.0, max: longest };
            let message = "months must be a whole number between 1 and 120.".to_owned();
            self.fail("/months", kind, value, message);
            return None;
        }
        Some(months as u16)
    }

    /// A finite number; its range is checked when all are read.
    fn any_number(&mut self, path: &str, value: &Value) -> Option<f64> {
        self.number_in(path, value, f64::MIN, f64::MAX)
    }

    fn check(&mut self, path: &str, number: Option<f64>, (min, max): (f64, f64)) {
        if let Some(number) = number {
            self.number_in(path, &Value::Number(number), min, max);
        }
    }

    fn extra(&mut self, value: &Value) -> Extra {
        let mut extra = Extra::default();
        let mut named = false;
        let before = self.problems.len();
        for (key, value) in self.entries("/depthOrBreadth", value) {
            let path = format!("/depthOrBreadth/{key}");
            let slot = match key.as_str() {
                "extraBudget" => {
                    if *value != Value::Null {
                        named = true;
                        extra.budget = self.any_number(&path, value).unwrap_or_default();
                    }
                    continue;
                }
                "productivityGain" => &mut extra.productivity_gain,
                "enablementMonths" => &mut extra.enablement_months,
                "costPerRecruit" => &mut extra.cost_per_recruit,
                "activationRate" => &mut extra.activation_rate,
                "rampMonths" => &mut extra.ramp_months,
                key => {
                    self.unknown("/depthOrBreadth", key, value);
                    continue;
                }
            };
            if *value != Value::Null {
                *slot = self.any_number(&path, value);
            }
        }
        extra.check(self);
        if !named && self.problems.len() == before {
            let message = "Depth or breadth is a question about an extra budget: name it.";
            self.missing("/depthOrBreadth/extraBudget", message);
        }
        extra
    }
}
