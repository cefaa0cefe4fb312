//! Options → horizon.

use super::{Extra, Horizon, MAX_MONTHS};
use crate::plan::Kind;
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::value::Value;

/// The highest growth or gain that is taken for one: eleven times as much.
const MAX_GAIN: f64 = 10.0;

impl Horizon {
    /// Reads `{ months?, fundedMonths?, productivityGrowth?, depthOrBreadth? }`; nothing at all is the default.
    ///
    /// # Errors
    /// Every problem with its JSON pointer into the options: a number outside its range, `months` that are not whole,
    /// an extra budget that is not named, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("projection");
        let mut horizon = Self::default();
        let most = f64::from(MAX_MONTHS);
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("months" | "fundedMonths" | "productivityGrowth" | "depthOrBreadth", Value::Null) => {}
                ("months", value) => {
                    if let Some(months) = reader.number_in("/months", value, 1.0, most) {
                        if months.fract() > 0.0 {
                            let kind = ProblemKind::OutOfRange { min: 1.0, max: most };
                            let message = "months must be a whole number between 1 and 120.".to_owned();
                            reader.fail("/months", kind, value, message);
                        }
                        horizon.months = months as u16;
                    }
                }
                ("fundedMonths", value) => {
                    horizon.funded_months = reader.number_in("/fundedMonths", value, 0.0, most);
                }
                ("productivityGrowth", value) => {
                    horizon.productivity_growth =
                        reader.number_in("/productivityGrowth", value, 0.0, MAX_GAIN);
                }
                ("depthOrBreadth", value) => horizon.depth_or_breadth = Some(reader.extra(value)),
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(horizon)
    }
}

impl Reader {
    fn extra(&mut self, value: &Value) -> Extra {
        let mut extra = Extra::default();
        let mut named = false;
        for (key, value) in self.entries("/depthOrBreadth", value) {
            let path = format!("/depthOrBreadth/{key}");
            let months = Kind::Months.range();
            let (slot, (min, max)) = match key.as_str() {
                "extraBudget" => {
                    if *value != Value::Null {
                        named = true;
                        let (min, max) = Kind::Money.range();
                        extra.budget = self.number_in(&path, value, min, max).unwrap_or_default();
                    }
                    continue;
                }
                "productivityGain" => (&mut extra.productivity_gain, (0.0, MAX_GAIN)),
                "enablementMonths" => (&mut extra.enablement_months, months),
                "costPerRecruit" => (&mut extra.cost_per_recruit, Kind::Money.range()),
                "activationRate" => (&mut extra.activation_rate, Kind::Rate.range()),
                "rampMonths" => (&mut extra.ramp_months, months),
                key => {
                    self.unknown("/depthOrBreadth", key, value);
                    continue;
                }
            };
            if *value != Value::Null {
                *slot = self.number_in(&path, value, min, max);
            }
        }
        if !named && !self.problems.iter().any(|p| p.path.starts_with("/depthOrBreadth")) {
            let message = "Depth or breadth is a question about an extra budget: name it.";
            self.missing("/depthOrBreadth/extraBudget", message);
        }
        extra
    }
}
