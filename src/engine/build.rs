//! Compiles the default benchmarks in: reads the reviewed rows (`benchmark/benchmarks.json`), takes those that
//! `benchmark/uses.rs` names, and writes them as Rust statics for `benchmark/table.rs`.
//!
//! A row that is named but not there, or that must not be shown by default, stops the build.
#![allow(clippy::print_stdout, reason = "a build script talks to Cargo by its output")]

#[path = "benchmark/uses.rs"]
mod uses;

use serde_json::Value;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use uses::{Of, Pick, Reading, STARTS, USES};

const REVIEWED: &str = "benchmark/benchmarks.json";

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    println!("cargo::rerun-if-changed={REVIEWED}");
    let reviewed: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(REVIEWED)?)?;
    let mut table = Table { reviewed, ..Table::default() };
    let mut subjects = String::new();
    for subject in USES {
        writeln!(subjects, "    {},", table.subject(subject)?)?;
    }
    let mut starts = String::new();
    for start in STARTS {
        writeln!(starts, "    {},", table.start(start)?)?;
    }
    let Table { sources, shipped, code, .. } = table;
    let text = format!(
        "// {} rows of {} sources.\n{code}\n\
         pub(super) static BENCHMARKS: [Benchmarks; {}] = [\n{subjects}];\n\
         pub(super) static PREFILLS: [Prefill; {}] = [\n{starts}];\n",
        shipped.len(),
        sources.len(),
        USES.len(),
        STARTS.len(),
    );
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("benchmarks.rs"), text)?;
    Ok(())
}

#[derive(Default)]
struct Table {
    reviewed: Vec<Value>,
    /// The ids of the rows that are written, each once; a row's static is named by its place here.
    shipped: Vec<String>,
    /// The sources that are written, as code; several rows share one.
    sources: Vec<String>,
    code: String,
}

impl Table {
    fn subject(&mut self, subject: &uses::Use) -> Outcome<String> {
        let mut held = Vec::new();
        for pick in subject.rows {
            held.push(self.held(pick)?);
        }
        let of = match subject.of {
            Of::Metric(name) => format!("Metric(MetricId::{name})"),
            Of::Field(name) => format!("Field(Field::{name})"),
        };
        Ok(format!(
            "Benchmarks {{ of: Subject::{of}, definition: {:?}, note: {:?}, rows: &[{}] }}",
            some(subject.definition),
            some(subject.note),
            held.join(", "),
        ))
    }

    fn held(&mut self, pick: &Pick) -> Outcome<String> {
        if pick.reading == Reading::TimesDealSize && pick.differs.is_empty() {
            return Err(format!("{}: a converted figure must say how it differs", pick.row).into());
        }
        let row = self.row(pick.row)?;
        Ok(format!(
            "Held {{ row: &{row}, reading: Reading::{:?}, differs: {:?} }}",
            pick.reading,
            some(pick.differs)
        ))
    }

    fn start(&mut self, start: &uses::Start) -> Outcome<String> {
        let row = self.row(start.row)?;
        let reviewed = self.find(start.row)?;
        let value = number(&reviewed, "value").ok_or("a starting value needs a single value")?;
        let (sample, publisher) = (text(&reviewed, "sample")?, text(&reviewed, "publisher")?);
        let dated = year(&reviewed)?.map_or_else(|| "undated".to_owned(), |year| year.to_string());
        let why = format!("{} of {sample} ({publisher}, {dated}).", start.what);
        Ok(format!(
            "Prefill {{ field: Field::{}, value: {value:?}, why: {why:?}, row: &{row} }}",
            start.field
        ))
    }

    fn find(&self, id: &str) -> Outcome<Value> {
        let found = self.reviewed.iter().find(|row| row.get("id").and_then(Value::as_str) == Some(id));
        Ok(found.cloned().ok_or_else(|| format!("{REVIEWED} has no row {id}"))?)
    }

    /// The name of the row's static, which is written the first time.
    fn row(&mut self, id: &str) -> Outcome<String> {
        if let Some(at) = self.shipped.iter().position(|shipped| shipped == id) {
            return Ok(format!("ROW_{at}"));
        }
        let row = self.find(id)?;
        let (kind, strength) = (kind(&row)?, text(&row, "strength")?);
        if kind == "Observed" && strength == "weak" {
            return Err(format!("{id} is weak, so it is not shown by default").into());
        }
        if row.get("currency").is_some_and(|currency| currency != "USD") {
            return Err(format!("{id} is not in US dollars, which `Row::currency` answers").into());
        }
        let source = self.source(&row)?;
        let at = self.shipped.len();
        writeln!(
            self.code,
            "static ROW_{at}: Row = Row {{ id: {id:?}, spread: {}, unit: Unit::{}, stat: {:?}, \
             segment: {:?}, caveat: {:?}, kind: Kind::{kind}, strength: Strength::{}, source: &{source} }};",
            spread(&row)?,
            capital(text(&row, "unit")?),
            text(&row, "stat")?,
            segment(&row)?,
            text(&row, "caveat")?,
            capital(strength),
        )?;
        self.shipped.push(id.to_owned());
        Ok(format!("ROW_{at}"))
    }

    /// The name of the source's static, which is written the first time.
    fn source(&mut self, row: &Value) -> Outcome<String> {
        let source = format!(
            "Source {{ publisher: {:?}, title: {:?}, year: {:?}, sample: {:?}, address: {:?}, \
             evidence: Evidence::{} }}",
            text(row, "publisher")?,
            text(row, "title")?,
            year(row)?,
            text(row, "sample")?,
            text(row, "address")?,
            capital(text(row, "evidence")?),
        );
        if let Some(at) = self.sources.iter().position(|other| *other == source) {
            return Ok(format!("SOURCE_{at}"));
        }
        let at = self.sources.len();
        writeln!(self.code, "static SOURCE_{at}: Source = {source};")?;
        self.sources.push(source);
        Ok(format!("SOURCE_{at}"))
    }
}

fn text<'a>(row: &'a Value, key: &str) -> Outcome<&'a str> {
    Ok(row.get(key).and_then(Value::as_str).ok_or_else(|| format!("no text {key} in {row}"))?)
}

fn number(row: &Value, key: &str) -> Option<f64> {
    row.get(key).and_then(Value::as_f64)
}

fn year(row: &Value) -> Outcome<Option<u16>> {
    Ok(row.get("year").and_then(Value::as_u64).map(u16::try_from).transpose()?)
}

fn spread(row: &Value) -> Outcome<String> {
    let figures = ["value", "low", "p25", "median", "p75", "high"].map(|key| number(row, key));
    Ok(match figures {
        [Some(value), None, None, None, None, None] => format!("Spread::Value({value:?})"),
        [None, Some(low), None, None, None, Some(high)] => {
            format!("Spread::Band {{ low: {low:?}, high: {high:?} }}")
        }
        [None, None, Some(p25), Some(median), Some(p75), None] => {
            format!("Spread::Quartiles {{ p25: {p25:?}, median: {median:?}, p75: {p75:?} }}")
        }
        [None, None, None, Some(median), Some(p75), None] => {
            format!("Spread::MedianAndTop {{ median: {median:?}, p75: {p75:?} }}")
        }
        _ => return Err(format!("neither value, quartiles nor band in {row}").into()),
    })
}

fn kind(row: &Value) -> Outcome<&'static str> {
    match text(row, "kind")? {
        "observed" => Ok("Observed"),
        "rule_of_thumb" => Ok("RuleOfThumb"),
        other => Err(format!("a row of kind {other} is not shown by default: {row}").into()),
    }
}

/// Whom the row covers, as one phrase.
fn segment(row: &Value) -> Outcome<String> {
    let parts = row.get("segment").and_then(Value::as_object).ok_or("no segment")?;
    let known = ["industry", "channel", "company_size", "region"];
    let words: Vec<&str> = known.iter().filter_map(|key| parts.get(*key)?.as_str()).collect();
    Ok(words.join(", "))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn some(text: &'static str) -> Option<&'static str> {
    (!text.is_empty()).then_some(text)
}
