//! Ranges as people type them: `80..120`, `80..100..140`, `80–120`, `80 - 120`, `100 ± 20` and `100 ± 20 %`.
//!
//! A range is taken apart first, and each part is read as any number is, so that all that a number may have beside it is
//! known here too. Ends that fall are never put in order: they are asked about.

mod parted;

use self::parted::{Between, parted};
use super::decimal::Decimal;
use super::read::{Reading, Unread, read};
use super::said::Said;
use super::text::Parts;
use super::word::Meaning;
use super::{Convention, clamp, format_fixed, sign};
use crate::kind::Kind;

/// What is put between ends where it must be certain.
const TO: &str = "..";
/// The digits of a decimal that a double keeps.
const DIGITS: usize = 15;
/// No number of a plan is as large; from here on decimals are none.
const MOST: f64 = 1e15;

/// The ends of a range and the value between them that is the most likely one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// Lowest.
    pub low: f64,
    /// Most likely.
    pub likely: f64,
    /// Highest.
    pub high: f64,
}

impl Ends {
    /// Two ends; their middle is the likely value.
    pub fn between(low: f64, high: f64) -> Self {
        // A middle of more digits than are kept is rounded, and could leave a narrow range.
        Self { low, likely: clamp(tidy((low + high) / 2.0, high), low, high), high }
    }

    /// Whether the two ends say all of it: the likely value is their middle.
    pub fn are_all(&self) -> bool {
        Self::between(self.low, self.high).likely.to_bits() == self.likely.to_bits()
    }

    /// The same range about another likely value, cut short at what is allowed.
    #[must_use]
    pub fn moved(self, likely: f64, min: f64, max: f64) -> Self {
        let low = tidy(likely - (self.likely - self.low), likely.max(self.high)).max(min).min(likely);
        let high = tidy(likely + (self.high - self.likely), likely.max(self.high)).min(max).max(likely);
        Self { low, likely, high }
    }

    fn rise(&self) -> bool {
        self.low <= self.likely && self.likely <= self.high
    }

    fn bits(&self) -> [u64; 3] {
        [self.low, self.likely, self.high].map(f64::to_bits)
    }
}

/// The parts of a range as they were typed, each of them a number's text; `None` where a text is none, or says how far the
/// ends are from the middle.
pub fn ends_of(text: &str) -> Option<Vec<String>> {
    let parted = parted(text)?;
    let good = parted.between != Between::Spread && parted.is_range();
    good.then_some(parted.parts)
}

/// Reads a range that a person typed into a field of `kind`, as [`read`] reads a number; `None` where the text has nothing
/// of a range in it. A sign, a unit or a size beside the last part counts for those that have none.
///
/// # Errors
/// As [`read`]; and ends that do not rise, with the same in order as an offer.
pub fn read_range(
    text: &str,
    kind: Kind,
    convention: &Convention,
    code: &str,
) -> Option<Result<Ends, Unread>> {
    let parted = parted(text)?;
    let reader = Reader { kind, convention, code, between: parted.between };
    Some(if parted.is_range() { reader.range(parted.parts) } else { Err(Unread::NotANumber) })
}

/// What stands beside a number and measures it: a size, per cent, months, years.
struct Mark {
    before: String,
    after: String,
    sized: bool,
    /// It is the unit that the field has anyway.
    own: bool,
    percent: bool,
}

impl Mark {
    fn on(&self, part: &str) -> String {
        [&self.before, part.trim(), &self.after].concat()
    }
}

/// A possible range, and how it is typed so that it has no other reading.
struct Candidate {
    ends: Ends,
    typed: String,
}

struct Reader<'a> {
    kind: Kind,
    convention: &'a Convention,
    code: &'a str,
    between: Between,
}

impl Reader<'_> {
    fn read(&self, text: &str, kind: Kind) -> Result<f64, Unread> {
        match read(text, kind, self.convention, self.code)? {
            Reading::Value(value) => Ok(value),
            Reading::Blank => Err(Unread::NotANumber),
        }
    }

    fn range(&self, mut parts: Vec<String>) -> Result<Ends, Unread> {
        let mut mended = false;
        for part in &mut parts {
            if let Err(Unread::Grouping(meant)) = self.read(part, self.kind) {
                *part = meant;
                mended = true;
            }
        }
        let ends = self.decide(&parts).map_err(|unread| match unread {
            Unread::Grouping(_) => Unread::NotANumber,
            unread => unread,
        })?;
        if mended { Err(Unread::Grouping(self.joined(&parts))) } else { Ok(ends) }
    }

    fn joined(&self, parts: &[String]) -> String {
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
        parts.join(if self.between == Between::Spread { " ± " } else { TO })
    }

    /// One range, where the parts can be no other.
    fn decide(&self, parts: &[String]) -> Result<Ends, Unread> {
        let found = self.candidates(parts)?;
        let possible = |candidate: &&Candidate| {
            candidate.ends.rise() && (self.between != Between::Spread || candidate.ends.low >= 0.0)
        };
        let mut left: Vec<&Candidate> = Vec::new();
        for candidate in found.iter().filter(possible) {
            if !left.iter().any(|known| known.ends.bits() == candidate.ends.bits()) {
                left.push(candidate);
            }
        }
        match (left.as_slice(), found.first()) {
            ([one], _) => Ok(one.ends),
            ([one, other, ..], _) => Err(Unread::Ambiguous(one.typed.clone(), other.typed.clone())),
            // More off than there is: the low end is out of what the field takes, which says so.
            ([], Some(first)) if first.ends.rise() => Ok(first.ends),
            ([], Some(first)) => Err(Unread::Disordered(first.typed.clone())),
            ([], None) => Err(Unread::NotANumber),
        }
    }

    fn candidates(&self, parts: &[String]) -> Result<Vec<Candidate>, Unread> {
        let marks: Vec<Option<Mark>> = parts.iter().map(|part| self.mark(part)).collect();
        if self.between == Between::Spread
            && let Some(relative) = self.relative(parts, &marks)
        {
            return relative;
        }
        let shared = |mark: &Mark| {
            let each = parts.iter().zip(&marks);
            let whole = each.map(|(part, own)| if own.is_some() { part.clone() } else { mark.on(part) });
            self.literal(&whole.collect::<Vec<_>>())
        };
        if let Some(Some(mark)) = marks.last() {
            // “500–2k” begins at 500, as it would fall otherwise.
            let found = shared(mark);
            let rises = |found: &Vec<Candidate>| found.iter().any(|candidate| candidate.ends.rise());
            return if mark.sized && !found.as_ref().is_ok_and(rises) {
                self.literal(parts).or(found)
            } else {
                found
            };
        }
        match marks.iter().flatten().next() {
            Some(mark) if mark.own => shared(mark),
            Some(mark) => match (shared(mark), self.literal(parts)) {
                // A reading that falls is none: “80k–120” is 80,000 to 120,000.
                (Ok(found), Ok(more)) => {
                    Ok(found.into_iter().chain(more).map(|candidate| self.certain(candidate)).collect())
                }
                (Ok(found), Err(_)) => Ok(found),
                (Err(_), found) => found,
            },
            None => self.literal(parts),
        }
    }

    /// The ranges that these parts can mean as they stand: two where parts have two readings.
    fn literal(&self, parts: &[String]) -> Result<Vec<Candidate>, Unread> {
        let readings: Vec<Vec<(f64, String)>> =
            parts.iter().map(|part| self.readings(part, self.kind)).collect::<Result<_, _>>()?;
        let most = readings.iter().map(Vec::len).max().unwrap_or(0);
        let of = |at: usize| {
            let chosen = readings.iter().filter_map(|all| all.get(at).or(all.last())).cloned();
            let (values, texts): (Vec<f64>, Vec<String>) = chosen.unzip();
            self.candidate(&values, texts)
        };
        (0..most).map(of).collect()
    }

    fn candidate(&self, values: &[f64], mut texts: Vec<String>) -> Result<Candidate, Unread> {
        let ends = match *values {
            [likely, off] if self.between == Between::Spread => {
                if off < 0.0 {
                    return Err(Unread::NotANumber);
                }
                around(likely, off)
            }
            [low, high] => Ends::between_any(low, high),
            [low, likely, high] => Ends { low, likely, high },
            _ => return Err(Unread::NotANumber),
        };
        if !ends.rise() {
            let mut order: Vec<(f64, String)> = values.iter().copied().zip(texts).collect();
            order.sort_by(|one, other| one.0.total_cmp(&other.0));
            texts = order.into_iter().map(|(_, text)| text).collect();
        }
        Ok(Candidate { ends, typed: self.joined(&texts) })
    }

    /// What a part can mean, each with a text that means nothing else.
    fn readings(&self, part: &str, kind: Kind) -> Result<Vec<(f64, String)>, Unread> {
        match self.read(part, kind) {
            Ok(value) => Ok(vec![(value, part.trim().to_owned())]),
            Err(Unread::Ambiguous(one, other)) => {
                [one, other].into_iter().map(|text| Ok((self.read(&text, kind)?, text))).collect()
            }
            Err(unread) => Err(unread),
        }
    }

    /// `100 ± 20 %`, which is a share of what stands before; `None` where no per cent is there. In a field of shares it may
    /// be points as well, and then it is asked.
    fn relative(&self, parts: &[String], marks: &[Option<Mark>]) -> Option<Result<Vec<Candidate>, Unread>> {
        let [likely, off] = parts else { return None };
        let points = match marks.last() {
            Some(Some(mark)) if mark.percent => {
                let whole = |part: &String, own: &Option<Mark>| {
                    if own.is_some() { part.clone() } else { mark.on(part) }
                };
                let parts: Vec<String> =
                    parts.iter().zip(marks).map(|(part, own)| whole(part, own)).collect();
                self.literal(&parts).unwrap_or_default()
            }
            _ if self.read(off, self.kind) == Err(Unread::NoPercent) => Vec::new(),
            _ => return None,
        };
        let shares = match self.readings(off, Kind::Rate) {
            Ok(shares) if shares.iter().all(|(share, _)| *share >= 0.0) => shares,
            Ok(_) => return Some(Err(Unread::NotANumber)),
            Err(unread) => return Some(Err(unread)),
        };
        let readings = match self.readings(likely, self.kind) {
            Ok(readings) => readings,
            Err(unread) => return Some(Err(unread)),
        };
        let of_it = readings.into_iter().flat_map(|(value, _)| {
            shares.iter().map(move |(share, _)| around(value, tidy(value.abs() * share, value)))
        });
        let both: Vec<Ends> = points.into_iter().map(|candidate| candidate.ends).chain(of_it).collect();
        if both.iter().any(|ends| ends.high >= MOST) {
            return Some(Err(Unread::TooManyDigits));
        }
        Some(Ok(both.into_iter().map(|ends| Candidate { ends, typed: self.spelt(ends) }).collect()))
    }

    /// The same, written without what could count for one part or for all.
    fn certain(&self, candidate: Candidate) -> Candidate {
        let ends = candidate.ends;
        if ends.rise() && ends.high < MOST { Candidate { ends, typed: self.spelt(ends) } } else { candidate }
    }

    /// Ends in digits.
    fn spelt(&self, ends: Ends) -> String {
        let (scale, sign) = if self.kind == Kind::Rate { (100.0, " %") } else { (1.0, "") };
        let text = |value: f64| {
            let minus = if value < 0.0 { "-" } else { "" };
            let digits =
                decimal(value.abs() * scale, value.abs() * scale).typed(0, self.convention.number.decimal);
            [minus, &digits, sign].concat()
        };
        if ends.are_all() {
            [ends.low, ends.high].map(text).join(TO)
        } else {
            [ends.low, ends.likely, ends.high].map(text).join(TO)
        }
    }

    /// What measures a part; none where nothing does, or where it cannot be read.
    fn mark(&self, part: &str) -> Option<Mark> {
        let signs = sign::plain(part);
        let parts = Parts::of(&signs, self.convention, self.code).ok()?;
        let heard = |signs: &[char], behind: bool| {
            let mut said = Said::new(self.kind, self.convention, self.code);
            said.hear(signs, behind).ok()?;
            let unit = said.unit.map(|(unit, _)| unit);
            (said.sized || unit.is_some()).then_some((said.sized, unit))
        };
        let (before, after) = (heard(parts.before, false), heard(parts.after, true));
        let written =
            |signs: &[char], there: bool| if there { signs.iter().collect() } else { String::new() };
        let own = match self.kind {
            Kind::Rate => Some(Meaning::Percent),
            Kind::Period | Kind::Months => Some(Meaning::Months),
            Kind::Years => Some(Meaning::Years),
            Kind::Money | Kind::Count => None,
        };
        let sized = [&before, &after].into_iter().flatten().any(|(sized, _)| *sized);
        let unit = [&before, &after].into_iter().flatten().find_map(|(_, unit)| *unit);
        (before.is_some() || after.is_some()).then(|| Mark {
            before: written(parts.before, before.is_some()),
            after: written(parts.after, after.is_some()),
            sized,
            own: !sized && unit == own,
            percent: unit == Some(Meaning::Percent),
        })
    }
}

impl Ends {
    /// The same of two ends in any order.
    fn between_any(low: f64, high: f64) -> Self {
        if low <= high { Self::between(low, high) } else { Self { low, likely: low, high } }
    }
}

/// So far to both sides of a value.
fn around(likely: f64, off: f64) -> Ends {
    let most = likely.abs().max(off);
    Ends { low: tidy(likely - off, most), likely, high: tidy(likely + off, most) }
}

/// The decimal that a sum or a product of decimals is: 0.3 less 0.1 is 0.2, and its double is not the difference of theirs.
/// `most` is the largest number that went into it, which says how many decimals of it are right.
fn tidy(value: f64, most: f64) -> f64 {
    let most = value.abs().max(most.abs());
    if most >= MOST {
        return value;
    }
    let size = decimal(value.abs(), most).value(0).unwrap_or(value.abs());
    if value < 0.0 { -size } else { size }
}

/// The decimal that a double of a calculation with numbers up to `most` is.
fn decimal(size: f64, most: f64) -> Decimal {
    let whole = format_fixed(most.floor(), 0).trim_start_matches('0').len();
    let text = format_fixed(size, DIGITS.saturating_sub(whole));
    let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
    Decimal::with_decimals(&text, decimals)
}

#[cfg(test)]
mod tests;
