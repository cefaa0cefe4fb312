//! What a program brought that would not have come anyway, by an experiment: some accounts were exposed to it, others
//! were held out.
//!
//! The control group says what would have happened: `incremental wins = wins − accounts × control's win rate` of the
//! exposed group, and likewise for revenue. What attribution credits beyond that would have come anyway.
//!
//! The interval of the difference in win rates is Newcombe's hybrid score; the p value is that of the pooled z test or,
//! where counts are small, of Fisher's exact test with the mid-p adjustment; formulas, sources and measured coverage
//! stand in [`proportions`]. The verdict goes by the interval. Close to the edge the p value, which
//! is another test, can fall on the other side of 5 %.

use crate::answer::{Row, Stated, needs, ratio, stated, write_rows};
use crate::plan::Kind;
use crate::problem::Problem;
use crate::proportions::{self, CONFIDENCE, MOST, POWER, Sample, Test};
use crate::read::{Reader, given, join};
use crate::value::Value;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What makes the control group say what would have happened.
pub const CAUTION: &str = "This holds if chance decided, before the program began, which accounts were exposed. If people chose them, the groups differed from the start.";

/// One of the two groups.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Arm {
    /// How many accounts are in it, whole, 1–[`MOST`].
    pub accounts: f64,
    /// How many of them were won, whole, 0 to the number of accounts.
    pub wins: f64,
    /// What they bought, in money.
    pub revenue: Option<f64>,
}

/// The question: an experiment that is over.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Question {
    /// The accounts that the program reached.
    pub exposed: Arm,
    /// The accounts that were held out.
    pub control: Arm,
    /// What the program cost, in money.
    pub cost: f64,
    /// The share of revenue that is gross profit, 0–1.
    pub gross_margin: Option<f64>,
}

/// What the experiment says of the win rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval of the difference is above zero.
    Supports,
    /// It spans zero: too few accounts to tell.
    TooFewAccounts,
    /// The whole interval is below zero: exposed accounts were won less often.
    Against,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Supports, Self::TooFewAccounts, Self::Against];

    /// The stable name for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::TooFewAccounts => "tooFewAccounts",
            Self::Against => "against",
        }
    }
}

/// The answer. Serialized flat: each figure a number or `null`, with `reasons` and `formulas` by the same names.
#[derive(Clone, Debug, PartialEq)]
pub struct Holdout {
    /// What the experiment says of the win rate.
    pub verdict: Verdict,
    /// The share of exposed accounts that were won, 0–1.
    pub exposed_win_rate: Stated,
    /// The share of held-out accounts that were won, 0–1.
    pub control_win_rate: Stated,
    /// The first less the second, −1 to 1.
    pub difference: Stated,
    /// The lower end of its interval.
    pub difference_low: Stated,
    /// The upper end of its interval.
    pub difference_high: Stated,
    /// Wins that would not have come without the program; negative where fewer came than without it.
    pub incremental_wins: Stated,
    /// The lower end of their interval.
    pub incremental_wins_low: Stated,
    /// The upper end of their interval.
    pub incremental_wins_high: Stated,
    /// Revenue that would not have come without the program, in money.
    pub incremental_revenue: Stated,
    /// Incremental revenue for each unit of cost.
    pub iroas: Stated,
    /// Incremental gross profit against cost; −1 loses all of it, 0 breaks even.
    pub incremental_roi: Stated,
    /// Incremental gross profit less cost, in money.
    pub incremental_profit: Stated,
    /// How likely rates at least as far apart would be if the program did nothing, two-sided, 0–1.
    pub p_value: Stated,
    /// The test that the p value is of; none where there is no p value.
    pub test: Option<Test>,
    /// How many accounts each group needs for a difference as observed, at 95 % and with a power of 80 %.
    pub accounts_per_arm: Stated,
}

/// Works out what an experiment says.
pub fn holdout(question: &Question) -> Holdout {
    let Question { exposed, control, cost, gross_margin } = *question;
    let sample = |arm: Arm, name: &str| {
        Sample::new(arm.wins, arm.accounts).ok_or_else(|| needs(&[&format!("accounts in the {name} group")]))
    };
    let (a, b) = (sample(exposed, "exposed"), sample(control, "control"));
    let pair = match (&a, &b) {
        (Ok(a), Ok(b)) => Ok((*a, *b)),
        _ => {
            let reasons: Vec<&str> =
                [&a, &b].iter().filter_map(|arm| arm.as_ref().err()).map(String::as_str).collect();
            Err(reasons.join(" "))
        }
    };
    let of = |figure: &dyn Fn(Sample, Sample) -> Stated| pair.clone().and_then(|(a, b)| figure(a, b));
    let interval = pair.clone().map(|(a, b)| proportions::difference(a, b));
    let verdict = match &interval {
        Ok(interval) if interval.above(0.0) => Verdict::Supports,
        Ok(interval) if interval.below(0.0) => Verdict::Against,
        _ => Verdict::TooFewAccounts,
    };
    let low = interval.clone().map(|interval| interval.low);
    let high = interval.map(|interval| interval.high);
    let wins = |by: &Stated| by.clone().and_then(|by| stated(by * exposed.accounts));
    let revenue = of(&|_, _| match (exposed.revenue, control.revenue) {
        (Some(of), Some(without)) => stated(of - exposed.accounts * (without / control.accounts)),
        _ => Err(needs(&["the revenue of both groups"])),
    });
    let profit = match (gross_margin, &revenue) {
        (Some(margin), Ok(revenue)) => stated(margin * revenue - cost),
        (Some(_), Err(reason)) => Err(reason.clone()),
        (None, Ok(_)) => Err(needs(&["gross margin"])),
        (None, Err(reason)) => Err(format!("{} {reason}", needs(&["gross margin"]))),
    };
    let over_cost =
        |figure: &Stated| figure.clone().and_then(|figure| ratio(figure, cost, "the program's cost"));
    let tested = pair.clone().map(|(a, b)| proportions::p_value(a, b));
    Holdout {
        verdict,
        exposed_win_rate: a.map(Sample::rate),
        control_win_rate: b.map(Sample::rate),
        difference: of(&|a, b| stated(a.rate() - b.rate())),
        // Whole wins first, so that 300 of 100,000 are 300 to the last digit.
        incremental_wins: of(&|_, _| {
            stated(exposed.wins - exposed.accounts * control.wins / control.accounts)
        }),
        incremental_wins_low: wins(&low),
        incremental_wins_high: wins(&high),
        difference_low: low,
        difference_high: high,
        iroas: over_cost(&revenue),
        incremental_revenue: revenue,
        incremental_roi: over_cost(&profit),
        incremental_profit: profit,
        test: tested.as_ref().ok().copied().flatten().map(|(_, test)| test),
        p_value: tested.and_then(|tested| {
            let reason = "Every account was won or none was: there is nothing to tell apart.";
            tested.map(|(p, _)| p).ok_or_else(|| reason.to_owned())
        }),
        accounts_per_arm: of(&|a, b| proportions::needed(a.rate(), b.rate())),
    }
}

impl Question {
    /// Reads `{ exposed: { accounts, wins, revenue? }, control: { accounts, wins, revenue? }, cost, grossMargin? }`.
    ///
    /// # Errors
    /// Every problem with its JSON pointer: a group, its accounts, its wins or the cost absent, a count that is not whole or
    /// out of its range, more wins than accounts, an amount out of its range, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut question = Self::default();
        let entries = reader.entries("", value);
        let sound = reader.problems.is_empty();
        for (key, value) in &entries {
            let mut number = |(min, max): (f64, f64)| reader.number_in(&join("", key), value, min, max);
            match key.as_str() {
                "exposed" | "control" | "cost" | "grossMargin" if *value == Value::Null => {}
                "exposed" => question.exposed = reader.arm("/exposed", value),
                "control" => question.control = reader.arm("/control", value),
                "cost" => question.cost = number(Kind::Money.range()).unwrap_or_default(),
                "grossMargin" => question.gross_margin = number(Kind::Rate.range()),
                _ => reader.unknown("", key, value),
            }
        }
        for (required, message) in [
            ("exposed", "A question states the accounts that the program reached: { accounts, wins }."),
            ("control", "A question states the accounts that were held out: { accounts, wins }."),
            ("cost", "A question states what the program cost."),
        ] {
            if sound && given(&entries, required).is_none() {
                reader.missing(&join("", required), message);
            }
        }
        reader.finish(question)
    }
}

impl Reader {
    fn arm(&mut self, path: &str, value: &Value) -> Arm {
        let before = self.problems.len();
        let entries = self.entries(path, value);
        if self.problems.len() > before {
            return Arm::default();
        }
        let mut arm = Arm::default();
        match given(&entries, "accounts") {
            Some(value) => {
                arm.accounts = self.whole_in(&join(path, "accounts"), value, 1.0, MOST).unwrap_or_default();
            }
            None => self.missing(&join(path, "accounts"), "How many accounts are in the group?"),
        }
        // Where the accounts are wrong, that is all there is to say.
        let most = if arm.accounts > 0.0 { arm.accounts } else { MOST };
        match given(&entries, "wins") {
            Some(value) => {
                arm.wins = self.whole_in(&join(path, "wins"), value, 0.0, most).unwrap_or_default();
            }
            None => self.missing(&join(path, "wins"), "How many of the accounts were won?"),
        }
        if let Some(value) = given(&entries, "revenue") {
            let (min, max) = Kind::Money.range();
            arm.revenue = self.number_in(&join(path, "revenue"), value, min, max);
        }
        for (key, value) in entries {
            if !["accounts", "wins", "revenue"].contains(&key.as_str()) {
                self.unknown(path, key, value);
            }
        }
        arm
    }
}

impl Serialize for Holdout {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict", self.verdict.id())?;
        map.serialize_entry("test", &self.test.map(Test::id))?;
        map.serialize_entry("confidence", &CONFIDENCE)?;
        map.serialize_entry("power", &POWER)?;
        let interval = "95% interval of the difference: Newcombe's hybrid score";
        let wins = "accounts × the end of the interval of the difference";
        let rows = [
            Row("exposedWinRate", &self.exposed_win_rate, "wins ÷ accounts, of the exposed group"),
            Row("controlWinRate", &self.control_win_rate, "wins ÷ accounts, of the control group"),
            Row("winRateDifference", &self.difference, "exposed win rate − control win rate"),
            Row("winRateDifferenceLow", &self.difference_low, interval),
            Row("winRateDifferenceHigh", &self.difference_high, interval),
            Row("incrementalWins", &self.incremental_wins, "wins − accounts × control win rate"),
            Row("incrementalWinsLow", &self.incremental_wins_low, wins),
            Row("incrementalWinsHigh", &self.incremental_wins_high, wins),
            Row(
                "incrementalRevenue",
                &self.incremental_revenue,
                "revenue − accounts × control revenue ÷ control accounts",
            ),
            Row("iroas", &self.iroas, "incremental revenue ÷ cost"),
            Row(
                "incrementalRoi",
                &self.incremental_roi,
                "(gross margin × incremental revenue − cost) ÷ cost",
            ),
            Row("incrementalProfit", &self.incremental_profit, "gross margin × incremental revenue − cost"),
            Row(
                "pValue",
                &self.p_value,
                "pooled z test where every expected count is 5 or more, else Fisher's exact test with mid-p; two-sided",
            ),
            Row(
                "accountsPerArm",
                &self.accounts_per_arm,
                "((1.96 √(2 p̄ (1 − p̄)) + 0.84 √(p₁ (1 − p₁) + p₂ (1 − p₂))) ÷ (p₁ − p₂))², rounded up",
            ),
        ];
        write_rows(&mut map, &rows)?;
        map.serialize_entry("caution", CAUTION)?;
        map.end()
    }
}
