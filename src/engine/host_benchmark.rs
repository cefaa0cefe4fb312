//! A host's own figures to hold ours against: by metric and by tier, with the number of partners behind each.
//!
//! They are read like a plan: every problem is collected, nothing is guessed. What fewer than [`ENOUGH`] partners stand
//! behind is taken as data and never given out again, because such a figure tells of single partners.

use crate::benchmark::{Spread, Standing, Why, beside};
use crate::metric::{MetricId, Stated};
use crate::name::same;
use crate::plan::{MAX_NAME, is_currency};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, join, named};
use crate::symbol::Unit;
use crate::value::Value;

/// The version of the shape.
pub const VERSION: u32 = 1;
/// The fewest partners behind a figure that is shown.
pub const ENOUGH: f64 = 5.0;
/// The most rows.
pub const MAX_ROWS: usize = 500;
/// The longest text of `source` and of `period`, in characters.
pub const MAX_TEXT: usize = 120;
/// Beyond this no figure of a plan reaches either.
const LARGEST: f64 = 1e13;

/// The figures of one host.
#[derive(Clone, Debug, PartialEq)]
pub struct HostBenchmarks {
    /// Who says so.
    pub source: String,
    /// What time they cover.
    pub period: String,
    /// The currency of those that are money.
    pub currency: String,
    /// Whether they stand in place of the public ones, not beside them.
    pub replace_public: bool,
    /// The figures.
    pub rows: Vec<HostRow>,
}

/// One figure of a host.
#[derive(Clone, Debug, PartialEq)]
pub struct HostRow {
    /// What it measures.
    pub metric: MetricId,
    /// The tier that it covers; `None` for all partners.
    pub tier: Option<String>,
    /// How many partners stand behind it.
    pub partners: f64,
    /// What a single figure is: `median` or `mean`; `quartiles` where there are these; empty where the host says nothing.
    pub stat: &'static str,
    spread: Option<Spread>,
}

impl HostRow {
    /// The figure; `None` where too few partners stand behind it.
    pub fn spread(&self) -> Option<Spread> {
        self.spread.filter(|_| self.partners >= ENOUGH)
    }
}

impl HostBenchmarks {
    /// Reads what a host states.
    ///
    /// # Errors
    /// Every problem, with its path.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("benchmark");
        let read = reader.benchmarks(value);
        reader.finish(read)
    }

    /// The figures for a metric: that of the tier, or of all partners where there is none of the tier or none is asked for.
    pub fn of(&self, metric: MetricId, tier: Option<&str>) -> Option<&HostRow> {
        let mut rows = self.rows.iter().filter(|row| row.metric == metric);
        let all = rows.clone().find(|row| row.tier.is_none());
        let own = tier.and_then(|tier| rows.find(|row| row.tier.as_deref().is_some_and(|of| same(of, tier))));
        own.or(all)
    }

    /// Where `value`, in `currency` if it is money, stands against a figure; `None` where that is not shown.
    pub fn compare(&self, row: &HostRow, value: f64, currency: &str) -> Option<Standing> {
        let metric = row.metric.metric();
        let spread = row.spread()?;
        if metric.unit == Unit::Currency && self.currency != currency {
            return Some(Standing::NoVerdict(Why::Currency));
        }
        Some(beside(spread, row.stat, value, metric.better))
    }
}

impl Reader {
    fn benchmarks(&mut self, value: &Value) -> HostBenchmarks {
        let mut read = HostBenchmarks {
            source: String::new(),
            period: String::new(),
            currency: String::new(),
            replace_public: false,
            rows: Vec::new(),
        };
        if *value == Value::Null {
            self.wrong_type("", value, "an object");
            return read;
        }
        let entries = self.entries("", value);
        if entries.is_empty() && !self.problems.is_empty() {
            return read; // no object: one word on that is enough
        }
        for (key, value) in entries {
            let path = join("", key);
            match key.as_str() {
                "version" => self.version_of_benchmarks(value),
                "source" => read.source = self.stated(&path, value, MAX_TEXT),
                "period" => read.period = self.stated(&path, value, MAX_TEXT),
                "currency" => read.currency = self.currency(&path, value),
                "replacePublic" => read.replace_public = self.yes(&path, value),
                "rows" => read.rows = self.rows(&path, value),
                key => self.unknown("", key, value),
            }
        }
        let stated = |key: &str| entries_have(value, key);
        if !stated("version") {
            self.absent("/version", "Benchmarks state their version: add \"version\": 1.");
        }
        if !stated("source") {
            self.absent("/source", "Benchmarks name their source, like \"source\": \"Partner program\".");
        }
        if !stated("period") {
            self.absent("/period", "Benchmarks name their period, like \"period\": \"2025\".");
        }
        if !stated("rows") {
            self.absent("/rows", "Benchmarks have a list of rows.");
        }
        let money = read.rows.iter().any(|row| row.metric.metric().unit == Unit::Currency);
        if money && !stated("currency") {
            self.absent("/currency", "A figure in money needs its currency, like \"currency\": \"USD\".");
        }
        read
    }

    fn version_of_benchmarks(&mut self, value: &Value) {
        // By its bits, as the version of a plan.
        let ours = matches!(value, Value::Number(number) if number.to_bits() == f64::from(VERSION).to_bits());
        if !ours && *value != Value::Null {
            let message = "This calculator reads benchmarks of version 1.".to_owned();
            self.fail("/version", ProblemKind::UnknownVersion, value, message);
        }
    }

    /// A text that says something and is not too long.
    fn stated(&mut self, path: &str, value: &Value, max: usize) -> String {
        let text = match value {
            Value::Text(text) => text.trim(),
            Value::Null => return String::new(),
            other => {
                self.wrong_type(path, other, "text");
                return String::new();
            }
        };
        if text.is_empty() || text.chars().count() > max {
            let message = format!("{} takes 1 to {max} characters.", named(path));
            self.fail(path, ProblemKind::Length { max }, value, message);
        }
        text.to_owned()
    }

    fn currency(&mut self, path: &str, value: &Value) -> String {
        let code = self.text(path, value);
        if matches!(value, Value::Text(_)) && !is_currency(&code) {
            let message =
                format!("“{}” is no currency code of ISO 4217, like USD.", crate::read::shown(&code));
            self.fail(path, ProblemKind::UnknownCurrency, value, message);
        }
        code
    }

    fn yes(&mut self, path: &str, value: &Value) -> bool {
        match value {
            Value::Bool(yes) => return *yes,
            Value::Null => {}
            other => self.wrong_type(path, other, "true or false"),
        }
        false
    }

    fn rows(&mut self, path: &str, value: &Value) -> Vec<HostRow> {
        let items = self.list(path, value);
        if items.len() > MAX_ROWS {
            let message = format!("Benchmarks have at most {MAX_ROWS} rows.");
            self.fail(path, ProblemKind::Count { min: 0, max: MAX_ROWS }, value, message);
            return Vec::new();
        }
        let mut rows: Vec<HostRow> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let at = format!("{path}/{at}");
            let Some(row) = self.row(&at, item) else { continue };
            let twin = |other: &HostRow| match (&row.tier, &other.tier) {
                (Some(one), Some(other)) => same(one, other),
                (one, other) => one == other,
            };
            if rows.iter().any(|other| other.metric == row.metric && twin(other)) {
                let message = "There are two rows of one metric and tier. Keep one.".to_owned();
                self.fail(&at, ProblemKind::DuplicateName, item, message);
            }
            rows.push(row);
        }
        rows
    }

    fn row(&mut self, path: &str, value: &Value) -> Option<HostRow> {
        if *value == Value::Null {
            self.wrong_type(path, value, "an object");
            return None;
        }
        let before = self.problems.len();
        let (mut metric, mut tier, mut partners, mut stat) = (None, None, None, "");
        let [mut p25, mut median, mut p75, mut single] = [None; 4];
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            if *value == Value::Null {
                continue; // as if it were not there
            }
            let slot = match key.as_str() {
                "metric" => {
                    metric = self.metric(&at, value);
                    continue;
                }
                "tier" => {
                    tier = Some(self.stated(&at, value, MAX_NAME));
                    continue;
                }
                "n" => {
                    partners = self.partners(&at, value);
                    continue;
                }
                "stat" => {
                    stat = self.stat(&at, value);
                    continue;
                }
                "p25" => &mut p25,
                "median" => &mut median,
                "p75" => &mut p75,
                "value" => &mut single,
                key => {
                    self.unknown(path, key, value);
                    continue;
                }
            };
            *slot = self.number_in(&at, value, -LARGEST, LARGEST);
        }
        if self.problems.len() > before {
            return None; // the rest of what is wrong may follow from that
        }
        let Some(metric) = metric else {
            self.missing(&join(path, "metric"), "A row names its metric, like \"metric\": \"roi\".");
            return None;
        };
        let Some(partners) = partners else {
            self.missing(&join(path, "n"), "A row says how many partners stand behind it, like \"n\": 12.");
            return None;
        };
        if tier.is_some() && metric.metric().stated != Stated::Each {
            let message = format!("{} has no figure by tier. Leave the tier out.", metric.text());
            self.fail(&join(path, "tier"), ProblemKind::UnknownScope, value, message);
        }
        let spread = match (p25, median, p75, single) {
            (Some(p25), Some(median), Some(p75), None) if stat.is_empty() => {
                if !(p25 <= median && median <= p75) {
                    let message = "p25, median and p75 must be in that order: the smallest number first.";
                    self.fail(path, ProblemKind::Disordered, value, message.to_owned());
                }
                stat = "quartiles";
                Some(Spread::Quartiles { p25, median, p75 })
            }
            (None, Some(median), None, None) if stat.is_empty() => {
                stat = "median";
                Some(Spread::Value(median))
            }
            (None, None, None, Some(value)) => Some(Spread::Value(value)),
            // What is not shown need not be told.
            (None, None, None, None) if partners < ENOUGH => None,
            _ => {
                let message = "A row takes p25, median and p75, or median alone, or value with stat \"median\" or \"mean\".";
                self.missing(path, message);
                None
            }
        };
        Some(HostRow { metric, tier, partners, stat, spread })
    }

    fn partners(&mut self, path: &str, value: &Value) -> Option<f64> {
        let count = self.number_in(path, value, 0.0, 1e9)?;
        if count.fract().abs() > 0.0 {
            self.wrong_type(path, value, "a whole number of partners");
            return None;
        }
        Some(count)
    }

    fn stat(&mut self, path: &str, value: &Value) -> &'static str {
        match value {
            Value::Text(text) if text == "median" => "median",
            Value::Text(text) if text == "mean" => "mean",
            other => {
                let message = "stat takes \"median\" or \"mean\".".to_owned();
                self.fail(path, ProblemKind::WrongType, other, message);
                ""
            }
        }
    }
}

/// Whether an object has something under a key.
fn entries_have(value: &Value, key: &str) -> bool {
    match value {
        Value::Map(entries) => entries.iter().any(|(name, value)| name == key && *value != Value::Null),
        _ => false,
    }
}
