//! How much more comes back when more is spent, measured from the periods that were.
//!
//! The allocation takes returns to follow spending as `R = a × m^β`, with β assumed where nobody knows it
//! ([`crate::allocate::DEFAULT_BETA`]). Where spending varied over at least [`FEWEST`] periods, β can be measured: in
//! logarithms the curve is a line, `ln R = ln a + β ln m`, and ordinary least squares give its slope
//! `β = Sxy ÷ Sxx`, with the standard error `√(s² ÷ Sxx)`, `s² = (Syy − β Sxy) ÷ (n − 2)`, and the 95 % interval
//! `β ± t × error` by Student's t with n − 2 degrees of freedom (any textbook of regression, such as Draper and Smith,
//! Applied Regression Analysis, chapter 1).
//!
//! Periods without spending or without a result have no logarithm: they are left out and counted. Spending was not set by
//! lot: [`CAUTION`] goes with every answer.

use crate::allocate::DEFAULT_BETA;
use crate::answer::{Premise, Row, Stated, stated, write_rows};
use crate::kind::Kind;
use crate::message::{campaigns as words, english};
use crate::portfolio::{Portfolio, QuarterSums};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, given, join};
use crate::student_t::two_sided;
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The fewest periods from which a response is measured.
pub const FEWEST: usize = 6;
/// The most periods of a question.
pub const MAX_PERIODS: usize = 240;
/// The confidence of the interval.
pub const CONFIDENCE: f64 = 0.95;
/// Logarithms of spending that differ by less in all are no variation: half a percent.
const LEAST_VARIATION: f64 = 0.005;
/// What a reader must know before using the exponent.
pub const CAUTION: &str = words::RESPONSE_CAUTION;

/// One period.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Period {
    /// What was spent, 0–1e13.
    pub spent: f64,
    /// What came of it, 0–1e13: pipeline or revenue, in every period the same.
    pub outcome: f64,
}

/// What the periods say of the exponent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval is above zero and the exponent below 1: more brings more, and less each time.
    Supports,
    /// The interval spans zero: it cannot be told whether more brings more.
    Uncertain,
    /// The exponent is 1 or more: returns do not diminish here, which more periods or another cause may explain.
    NotDiminishing,
    /// The whole interval is below zero: more went with less.
    Against,
    /// Too few periods with spending and a result, or spending that does not vary.
    NotMeasured,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] =
        [Self::Supports, Self::Uncertain, Self::NotDiminishing, Self::Against, Self::NotMeasured];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Uncertain => "uncertain",
            Self::NotDiminishing => "notDiminishing",
            Self::Against => "against",
            Self::NotMeasured => "notMeasured",
        }
    }

    /// What it says, in words.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Supports => words::RESPONSE_SUPPORTS,
            Self::Uncertain => words::RESPONSE_UNCERTAIN,
            Self::NotDiminishing => words::RESPONSE_NOT_DIMINISHING,
            Self::Against => words::RESPONSE_AGAINST,
            Self::NotMeasured => words::RESPONSE_NOT_MEASURED,
        }
    }
}

/// The answer. Serialized flat: each figure a number or `null`, with `reasons` and `formulas` by the same names.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// What the periods say.
    pub verdict: Verdict,
    /// The exponent that was measured.
    pub beta: Stated,
    /// The lower end of its interval.
    pub beta_low: Stated,
    /// The upper end.
    pub beta_high: Stated,
    /// `a`: what one unit of money brings by the curve. Far outside of what was spent, so only for drawing the curve.
    pub scale: Stated,
    /// The share of the variation that the line explains, 0–1.
    pub r_squared: Stated,
    /// Periods with spending and a result.
    pub periods: usize,
    /// Periods without either.
    pub left_out: usize,
    /// Periods that are too young to judge, and not in it either.
    pub too_young: usize,
    /// The exponent to be used: the measured one where the verdict is [`Verdict::Supports`], else the assumed one.
    pub usable_beta: f64,
    /// That the exponent is assumed, where it is.
    pub assumptions: Vec<Premise>,
}

/// Measures the exponent.
pub fn response(periods: &[Period]) -> Response {
    let points: Vec<(f64, f64)> = periods
        .iter()
        .filter(|period| period.spent > 0.0 && period.outcome > 0.0)
        .map(|period| (libm::log(period.spent), libm::log(period.outcome)))
        .collect();
    let line = Line::through(&points);
    let of = |figure: fn(&Line) -> f64| match &line {
        Ok(line) => stated(figure(line)),
        Err(reason) => Err((*reason).to_owned()),
    };
    // A result that never varies lies on any level line: there is no scatter from which to tell how sure that is.
    let varied = |figure: fn(&Line) -> f64| match &line {
        Ok(line) if !line.varies => Err(english(words::RESPONSE_SAME_RESULT).to_owned()),
        _ => of(figure),
    };
    let verdict = match &line {
        Err(_) => Verdict::NotMeasured,
        Ok(line) if !line.varies => Verdict::Uncertain,
        Ok(line) if line.slope + line.reach < 0.0 => Verdict::Against,
        Ok(line) if line.slope - line.reach <= 0.0 => Verdict::Uncertain,
        Ok(line) if line.slope >= 1.0 => Verdict::NotDiminishing,
        Ok(_) => Verdict::Supports,
    };
    let measured = line.as_ref().ok().filter(|_| verdict == Verdict::Supports).map(|line| line.slope);
    Response {
        verdict,
        beta: of(|line| line.slope),
        beta_low: varied(|line| line.slope - line.reach),
        beta_high: varied(|line| line.slope + line.reach),
        scale: of(|line| libm::exp(line.start)),
        r_squared: varied(|line| line.explained),
        periods: points.len(),
        left_out: periods.len() - points.len(),
        too_young: 0,
        usable_beta: measured.unwrap_or(DEFAULT_BETA),
        assumptions: match measured {
            Some(_) => Vec::new(),
            None => vec![Premise::new("/beta", DEFAULT_BETA, english(words::WHY_BETA))],
        },
    }
}

/// A line by least squares.
struct Line {
    start: f64,
    slope: f64,
    /// How far the ends of the slope's interval are from it.
    reach: f64,
    explained: f64,
    /// Whether the result varies.
    varies: bool,
}

impl Line {
    fn through(points: &[(f64, f64)]) -> Result<Self, &'static str> {
        let count = points.len();
        if count < FEWEST {
            return Err(english(words::RESPONSE_TOO_FEW));
        }
        let n = count as f64;
        let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
        let (mean_x, mean_y) = (sum_x / n, sum_y / n);
        let (mut sxx, mut sxy, mut syy) = (0.0, 0.0, 0.0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut farthest = 0.0_f64;
        for (x, y) in points {
            let (x, y) = (x - mean_x, y - mean_y);
            sxx += x * x;
            sxy += x * y;
            syy += y * y;
            (least, most) = (least.min(x), most.max(x));
            farthest = farthest.max(y.abs());
        }
        if most - least < LEAST_VARIATION {
            return Err(english(words::RESPONSE_NO_VARIATION));
        }
        let slope = sxy / sxx;
        let freedom = count - 2;
        let rest = (syy - slope * sxy).max(0.0);
        let error = (rest / freedom as f64 / sxx).sqrt();
        let reach = error * two_sided(CONFIDENCE, u32::try_from(freedom).unwrap_or(u32::MAX));
        // The mean of equal logarithms may differ from them in its last digits.
        let varies = farthest > 1e-12;
        let explained = if varies { (1.0 - rest / syy).clamp(0.0, 1.0) } else { 0.0 };
        let slope = if varies { slope } else { 0.0 };
        Ok(Self { start: mean_y - slope * mean_x, slope, reach, explained, varies })
    }
}

impl Response {
    /// What the quarters of a portfolio say, by credited pipeline: of one tier, or of all. Quarters that have not ended for
    /// the length of the sales cycle are left out as too young.
    pub fn of_portfolio(portfolio: &Portfolio, tier: Option<&str>) -> Self {
        let terms = portfolio.terms();
        let quarters: Vec<QuarterSums> = match tier {
            Some(tier) => portfolio.quarters_of_tier(tier).unwrap_or_default().to_vec(),
            None => portfolio.quarter_sums(),
        };
        let own = tier.and_then(|tier| {
            let mut cycles = terms.tier_cycles.iter();
            cycles.find(|(of, _)| portfolio.same(of, tier)).map(|(_, cycle)| *cycle)
        });
        let cycle = own.or(terms.cycle_months).unwrap_or_default();
        // In whole quarters: the last one has just ended, the one before it three months ago.
        let wait = (cycle / 3.0).ceil() as i32;
        let last = terms.today.last_whole_quarter();
        let is_old = |sums: &&QuarterSums| last.since(sums.quarter) >= wait;
        let old: Vec<Period> = quarters
            .iter()
            .filter(is_old)
            .map(|sums| Period { spent: sums.spent, outcome: sums.credited(terms.credit()) })
            .collect();
        Self { too_young: quarters.len() - old.len(), ..response(&old) }
    }

    /// What the curve brings for so much spending; none where nothing was measured.
    pub fn at(&self, spent: f64) -> Option<f64> {
        let (beta, scale) = (self.beta.as_ref().ok()?, self.scale.as_ref().ok()?);
        Some(scale * libm::pow(spent, *beta)).filter(|brings| brings.is_finite())
    }
}

/// Reads `{ periods: [{ spent, outcome }] }`.
///
/// # Errors
/// Every problem with its JSON pointer: no list, too many periods, a figure that is absent or out of its range, an unknown
/// field.
pub fn read_periods(value: &Value) -> Result<Vec<Period>, Vec<Problem>> {
    let mut reader = Reader::of("question");
    let mut periods = Vec::new();
    let entries = reader.entries("", value);
    let sound = reader.problems.is_empty();
    for (key, value) in &entries {
        match (key.as_str(), value) {
            ("periods", Value::Null) => {}
            ("periods", value) => periods = reader.periods(value),
            (key, value) => reader.unknown("", key, value),
        }
    }
    if sound && given(&entries, "periods").is_none() {
        reader.missing("/periods", english(words::NO_PERIODS));
    }
    reader.finish(periods)
}

impl Reader {
    fn periods(&mut self, value: &Value) -> Vec<Period> {
        let items = self.list("/periods", value);
        if items.len() > MAX_PERIODS {
            let kind = ProblemKind::Count { min: 0, max: MAX_PERIODS };
            self.fail("/periods", kind, value, english(words::TOO_MANY_PERIODS).to_owned());
            return Vec::new();
        }
        items.iter().enumerate().map(|(at, item)| self.period(&format!("/periods/{at}"), item)).collect()
    }

    fn period(&mut self, path: &str, value: &Value) -> Period {
        let (least, most) = Kind::Money.range();
        let before = self.problems.len();
        let mut period = Period::default();
        let entries = self.entries(path, value);
        let sound = self.problems.len() == before;
        for (key, value) in &entries {
            let slot = match key.as_str() {
                "spent" => &mut period.spent,
                "outcome" => &mut period.outcome,
                key => {
                    self.unknown(path, key, value);
                    continue;
                }
            };
            if *value != Value::Null {
                *slot = self.number_in(&join(path, key), value, least, most).unwrap_or_default();
            }
        }
        for (key, message) in [("spent", words::NO_SPENT), ("outcome", words::NO_OUTCOME)] {
            if sound && given(&entries, key).is_none() {
                self.missing(&join(path, key), english(message));
            }
        }
        period
    }
}

impl Serialize for Response {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict", self.verdict.id())?;
        map.serialize_entry("text", self.verdict.text())?;
        map.serialize_entry("confidence", &CONFIDENCE)?;
        map.serialize_entry("periods", &self.periods)?;
        map.serialize_entry("leftOut", &self.left_out)?;
        map.serialize_entry("tooYoung", &self.too_young)?;
        map.serialize_entry("usableBeta", &self.usable_beta)?;
        let interval = "β ± t × √(s² ÷ Sxx), with n − 2 degrees of freedom";
        let rows = [
            Row("beta", &self.beta, "Sxy ÷ Sxx, of ln R on ln m"),
            Row("betaLow", &self.beta_low, interval),
            Row("betaHigh", &self.beta_high, interval),
            Row("scale", &self.scale, "e^(mean of ln R − β × mean of ln m)"),
            Row("rSquared", &self.r_squared, "β × Sxy ÷ Syy"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("caution", CAUTION)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}
