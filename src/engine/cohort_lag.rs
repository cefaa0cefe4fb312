//! How much of a campaign can be judged by now.
//!
//! Co-marketing pays late: of the deals that a campaign will win, only a share has had time to close by a given age.
//! The time from lead to win is taken as lognormal, or as log-logistic (a logistic curve in the logarithm of time, so
//! that nothing closes before the campaign starts), with the given median. Both have one spread: the standard
//! deviation of the logarithm of the cycle.
//!
//! The normal distribution goes through `erfc` of `libm` (the mathematics of musl in plain Rust, part of the Rust
//! project), so that every machine gives the same bits.

use crate::answer::{Premise, Row, Stated, Taken, needs, ratio, stated, write_rows};
use crate::plan::Kind;
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Below this share it is too early to judge a campaign by what it has won.
pub const TOO_EARLY: f64 = 0.5;
/// The spread when none is given; an assumption: half of the wins then take between 0.71 and 1.40 times the median,
/// nine of ten at most 1.90 times.
pub const DEFAULT_SPREAD: f64 = 0.5;
/// The largest spread.
pub const MAX_SPREAD: f64 = 5.0;
/// The oldest campaign, in months.
pub const MAX_AGE: f64 = 600.0;

/// How the time from lead to win is spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Its logarithm is normal.
    Lognormal,
    /// Its logarithm is logistic: fatter tails.
    Logistic,
}

impl Distribution {
    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lognormal => "lognormal",
            Self::Logistic => "logistic",
        }
    }

    /// The share of cycles that have ended by `age`.
    ///
    /// Lognormal: `Φ(ln(age ÷ median) ÷ spread)`. Logistic: `1 ÷ (1 + (median ÷ age)^(π ÷ (√3 · spread)))`. Without
    /// spread every cycle ends at the median. Ages and medians are in one unit, 0 or more.
    pub fn share_by(self, age: f64, median: f64, spread: f64) -> f64 {
        if age <= 0.0 {
            return 0.0;
        }
        if median <= 0.0 || spread <= 0.0 {
            return if age >= median { 1.0 } else { 0.0 };
        }
        let deviations = libm::log(age / median) / spread;
        match self {
            Self::Lognormal => 0.5 * libm::erfc(-deviations * core::f64::consts::FRAC_1_SQRT_2),
            Self::Logistic => {
                let to_logistic = core::f64::consts::PI / 3.0_f64.sqrt();
                1.0 / (1.0 + libm::exp(-deviations * to_logistic))
            }
        }
    }
}

/// The question: a campaign as it stands.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Campaign {
    /// Months since it started, 0–[`MAX_AGE`].
    pub age_months: f64,
    /// Months by which half of its wins have closed, 0–120.
    pub median_cycle_months: f64,
    /// Standard deviation of the logarithm of the cycle, 0–[`MAX_SPREAD`]; [`DEFAULT_SPREAD`] if `None`.
    pub spread: Option<f64>,
    /// The form of the distribution; lognormal if `None`.
    pub distribution: Option<Distribution>,
    /// What the campaign cost, in money.
    pub cost: Option<f64>,
    /// All the pipeline that it opened, closed or not, in money.
    pub pipeline: Option<f64>,
    /// The share of pipeline, by value, that is won in the end.
    pub win_rate: Option<f64>,
    /// The share of revenue that is gross profit.
    pub gross_margin: Option<f64>,
    /// First-year revenue won so far.
    pub won_revenue_to_date: Option<f64>,
}

/// The answer. Serialized flat: each figure a number or `null`, with `reasons` and `formulas` by the same names.
#[derive(Clone, Debug, PartialEq)]
pub struct Maturity {
    /// The share of the campaign's wins that can have closed by its age, 0–1.
    pub share_matured: f64,
    /// Whether that is less than [`TOO_EARLY`].
    pub too_early: bool,
    /// Months until it is not too early any more; 0 if it is not.
    pub months_to_judgement: f64,
    /// The share of pipeline that can have closed, in money.
    pub pipeline_matured: Stated,
    /// Revenue to be expected by now.
    pub expected_revenue_to_date: Stated,
    /// Revenue to be expected once every deal has closed, seen from the start.
    pub expected_revenue: Stated,
    /// Revenue to be expected once every deal has closed, seen from now: what was won, and the rest as expected.
    pub matured_revenue: Stated,
    /// What was won so far against what was to be expected by now; 1 is on course.
    pub pace: Stated,
    /// Return on what was won so far.
    pub roi_to_date: Stated,
    /// Return once every deal has closed, seen from now.
    pub roi_matured: Stated,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Tells how mature a campaign is, and what it has returned and can be expected to return.
pub fn mature(campaign: &Campaign) -> Maturity {
    let mut assumptions = Vec::new();
    let spread = campaign.spread.unwrap_or_else(|| {
        let why = "No spread given: nine of ten wins close within 1.9 times the median.";
        assumptions.push(Premise::new("/spread", DEFAULT_SPREAD, why));
        DEFAULT_SPREAD
    });
    let distribution = campaign.distribution.unwrap_or_else(|| {
        let (field, value) = ("/distribution".to_owned(), Taken::Word(Distribution::Lognormal.id()));
        let why = "No form given: times to close are many short ones and a few long ones.".to_owned();
        assumptions.push(Premise { field, value, why });
        Distribution::Lognormal
    });
    let share = distribution.share_by(campaign.age_months, campaign.median_cycle_months, spread);
    let given = |figure: Option<f64>, name: &str| figure.ok_or_else(|| needs(&[name]));
    let cost = given(campaign.cost, "the campaign's cost");
    let pipeline = given(campaign.pipeline, "pipeline");
    let margin = given(campaign.gross_margin, "gross margin");
    let won = given(campaign.won_revenue_to_date, "the revenue won so far");
    let expected =
        all([&pipeline, &given(campaign.win_rate, "win rate")], |[pipeline, rate]| stated(pipeline * rate));
    let to_date = all([&expected], |[expected]| stated(share * expected));
    // Without a word on what was won the start's expectation stands.
    let matured = match won {
        Ok(_) => all([&won, &expected, &to_date], |[won, all, by_now]| stated(won + (all - by_now))),
        Err(_) => {
            if expected.is_ok() {
                let why =
                    "No revenue to date given: what was won so far is taken to be what was to be expected.";
                let value = to_date.clone().unwrap_or_default();
                assumptions.push(Premise::new("/wonRevenueToDate", value, why));
            }
            expected.clone()
        }
    };
    let roi = |revenue: &Stated| {
        all([&cost, &margin, revenue], |[cost, margin, revenue]| {
            ratio(margin * revenue - cost, cost, "the campaign's cost")
        })
    };
    let too_early = share < TOO_EARLY;
    Maturity {
        share_matured: share,
        too_early,
        // Half of the wins have closed at the median, whatever the spread.
        months_to_judgement: if too_early { campaign.median_cycle_months - campaign.age_months } else { 0.0 },
        pipeline_matured: all([&pipeline], |[pipeline]| stated(share * pipeline)),
        pace: all([&won, &to_date], |[won, to_date]| {
            ratio(won, to_date, "the revenue to be expected by now")
        }),
        roi_to_date: roi(&won),
        roi_matured: roi(&matured),
        expected_revenue_to_date: to_date,
        expected_revenue: expected,
        matured_revenue: matured,
        assumptions,
    }
}

/// Works with all of the figures, or says what every absent one needs.
fn all<const N: usize>(figures: [&Stated; N], with: impl FnOnce([f64; N]) -> Stated) -> Stated {
    let mut reasons: Vec<&str> = Vec::new();
    for reason in figures.iter().filter_map(|figure| figure.as_ref().err()) {
        if !reasons.contains(&reason.as_str()) {
            reasons.push(reason);
        }
    }
    if reasons.is_empty() {
        with(figures.map(|figure| figure.as_ref().copied().unwrap_or_default()))
    } else {
        Err(reasons.join(" "))
    }
}

impl Campaign {
    /// Reads `{ ageMonths, medianCycleMonths, spread?, distribution?, cost?, pipeline?, winRate?, grossMargin?,
    /// wonRevenueToDate? }`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: an age or a median that is absent, a number outside its range, a
    /// distribution other than `lognormal` and `logistic`, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("campaign");
        let mut campaign = Self::default();
        let entries = reader.entries("", value);
        if reader.problems.is_empty() {
            for (required, message) in [
                ("ageMonths", "A campaign states its age in months."),
                (
                    "medianCycleMonths",
                    "A campaign states the months from lead to win, half of its wins below.",
                ),
            ] {
                if !entries.iter().any(|(key, value)| key == required && *value != Value::Null) {
                    reader.missing(&format!("/{required}"), message);
                }
            }
        }
        for (key, value) in entries {
            let path = format!("/{key}");
            let mut number = |(min, max): (f64, f64)| reader.number_in(&path, value, min, max);
            match (key.as_str(), value) {
                (
                    "ageMonths" | "medianCycleMonths" | "spread" | "distribution" | "cost" | "pipeline"
                    | "winRate" | "grossMargin" | "wonRevenueToDate",
                    Value::Null,
                ) => {}
                ("ageMonths", _) => campaign.age_months = number((0.0, MAX_AGE)).unwrap_or_default(),
                ("medianCycleMonths", _) => {
                    campaign.median_cycle_months = number(Kind::Months.range()).unwrap_or_default();
                }
                ("spread", _) => campaign.spread = number((0.0, MAX_SPREAD)),
                ("cost", _) => campaign.cost = number(Kind::Money.range()),
                ("pipeline", _) => campaign.pipeline = number(Kind::Money.range()),
                ("winRate", _) => campaign.win_rate = number(Kind::Rate.range()),
                ("grossMargin", _) => campaign.gross_margin = number(Kind::Rate.range()),
                ("wonRevenueToDate", _) => campaign.won_revenue_to_date = number(Kind::Money.range()),
                ("distribution", value) => campaign.distribution = reader.distribution(value),
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(campaign)
    }
}

impl Reader {
    fn distribution(&mut self, value: &Value) -> Option<Distribution> {
        let known = [Distribution::Lognormal, Distribution::Logistic];
        let found = match value {
            Value::Text(text) => known.into_iter().find(|d| d.id() == text),
            _ => None,
        };
        if found.is_none() {
            let message = "distribution is “lognormal” or “logistic”.".to_owned();
            self.fail("/distribution", ProblemKind::WrongType, value, message);
        }
        found
    }
}

impl Serialize for Maturity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let (share, wait) = (Ok(self.share_matured), Ok(self.months_to_judgement));
        map.serialize_entry("tooEarly", &self.too_early)?;
        map.serialize_entry("tooEarlyBelow", &TOO_EARLY)?;
        let rows = [
            Row("shareMatured", &share, "F(age), with F(median) = 50%"),
            Row("monthsToJudgement", &wait, "median − age while share matured < 50%, else 0"),
            Row("pipelineMatured", &self.pipeline_matured, "share matured × pipeline"),
            Row(
                "expectedRevenueToDate",
                &self.expected_revenue_to_date,
                "share matured × pipeline × win rate",
            ),
            Row("expectedRevenue", &self.expected_revenue, "pipeline × win rate"),
            Row("maturedRevenue", &self.matured_revenue, "won + (1 − share matured) × pipeline × win rate"),
            Row("pace", &self.pace, "won ÷ (share matured × pipeline × win rate)"),
            Row("roiToDate", &self.roi_to_date, "(gross margin × won − cost) ÷ cost"),
            Row("roiMatured", &self.roi_matured, "(gross margin × matured revenue − cost) ÷ cost"),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("assumptions", &self.assumptions)?;
        map.end()
    }
}
