//! What the other side needs: the MDF share or the partner's margin at which both ledgers reach their targets.
//!
//! `agreement(plan, { vendorRoi?, partnerRoi?, scope? })`. Two things can be agreed on, and both ledgers are linear in each,
//! so the answer is an interval in closed form, or the reason why none exists.
//!
//! - **The share** `s` of the campaign's cost `E = M + P` that MDF reimburses, at today's margins. With the targets `v` and
//!   `p`, the vendor accepts `s ≤ (g × R ÷ (1 + v) − O) ÷ E`, and the partner needs `s ≥ 1 − (Pe + Ps) ÷ ((1 + p) × E)`.
//! - **The margin** `m` that the partner keeps, at today's share. Gross margin is what is left after it, so `m` more for the
//!   partner is `m` less for the vendor: `g(m) = g + pm − m`. The vendor accepts `m ≤ g + pm − (1 + v) × Cv ÷ R`, and the
//!   partner needs `m ≥ pm + ((1 + p) × P − Pe − Ps) ÷ (Rs + Ri)`. A margin of its own on influenced deals moves along.
//!
//! A target counts as met where what is left is at least the target times what was put in, also of a side that puts in
//! nothing. What MDF reimburses goes from one side to the other, so no share helps where both together fall short.

mod serial;
mod way;

use crate::answer::{Premise, Stated, needs, premises, ratio};
use crate::message::COSTS_WITHHELD;
use crate::metric::MetricId;
use crate::metric_ref::{MetricRef, ScopeId};
use crate::plan::{Field, FieldPath, ValidPlan};
use crate::problem::{Problem, ProblemKind};
use crate::read::Reader;
use crate::resolve::{self, Quantities};
use crate::symbol::Symbol;
use crate::value::Value;
pub use way::{Apart, Found, Interval, Why};
use way::{HalfLine, Limits};

/// The range of a target: −100 % is any loss at all.
pub const TARGETS: (f64, f64) = (-1.0, 1e6);

/// A question: where do both reach their targets?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The vendor's ROI that is to be reached; 0.2 is 20 %.
    pub vendor: f64,
    /// The partner's.
    pub partner: f64,
    /// A tier, or the total.
    pub at: ScopeId,
}

impl Default for Question {
    /// Both get their money back, in total.
    fn default() -> Self {
        Self { vendor: 0.0, partner: 0.0, at: ScopeId::Total }
    }
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was asked.
    pub question: Question,
    /// The vendor's ROI today.
    pub vendor_roi: Stated,
    /// The partner's.
    pub partner_roi: Stated,
    /// The MDF share.
    pub share: Interval,
    /// The partner's margin.
    pub margin: Interval,
    /// What was taken because it was not given, and how one margin follows the other.
    pub assumptions: Vec<Premise>,
}

impl Question {
    /// Reads `{ vendorRoi?, partnerRoi?, scope? }`; nothing at all asks where both get their money back.
    ///
    /// # Errors
    /// Every problem, with its JSON pointer into the question.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader::of("question");
        let mut question = Self::default();
        let (min, max) = TARGETS;
        for (key, value) in reader.entries("", value) {
            match (key.as_str(), value) {
                ("vendorRoi" | "partnerRoi" | "scope", Value::Null) => {}
                ("vendorRoi", value) => {
                    question.vendor = reader.number_in("/vendorRoi", value, min, max).unwrap_or_default();
                }
                ("partnerRoi", value) => {
                    question.partner = reader.number_in("/partnerRoi", value, min, max).unwrap_or_default();
                }
                ("scope", value) => {
                    question.at = ScopeId::read(&mut reader, "/scope", value).unwrap_or(ScopeId::Total);
                }
                (key, value) => reader.unknown("", key, value),
            }
        }
        reader.finish(question)
    }

    fn check(&self) -> Vec<Problem> {
        let (min, max) = TARGETS;
        let targets = [("/vendorRoi", self.vendor), ("/partnerRoi", self.partner)];
        let bad = targets.into_iter().filter(|(_, target)| !(min..=max).contains(target));
        let problem = |(path, target): (&str, f64)| {
            let message = "A target is an ROI between -1 and 1000000; 0 is the money back.";
            let value = crate::number::format_decimal(target);
            Problem::new(path, ProblemKind::OutOfRange { min, max }, &value, message)
        };
        bad.map(problem).collect()
    }
}

/// The figures of both ledgers in one scope.
struct Ledgers {
    mdf: f64,
    own_cost: f64,
    contribution: f64,
    /// Credited revenue, which the vendor counts.
    credited: f64,
    /// All revenue on which the partner keeps a margin.
    shared: f64,
    gross_margin: f64,
    margin: f64,
    /// The margin on influenced deals, where there are any.
    margin_influenced: Option<f64>,
    /// What the partner earns today, services included.
    earnings: f64,
}

impl Ledgers {
    fn of(q: &Quantities) -> Result<Self, String> {
        let value =
            |symbol: Symbol| q.get(symbol).map(|known| known.value).ok_or_else(|| needs(&[symbol.need()]));
        let influenced = value(Symbol::Ri)?;
        Ok(Self {
            mdf: value(Symbol::M)?,
            own_cost: value(Symbol::O)?,
            contribution: value(Symbol::P)?,
            credited: value(Symbol::R)?,
            shared: value(Symbol::Rs)? + influenced,
            gross_margin: value(Symbol::G)?,
            margin: value(Symbol::Pm)?,
            margin_influenced: if influenced > 0.0 { Some(value(Symbol::Pmi)?) } else { None },
            earnings: value(Symbol::Pe)? + value(Symbol::Ps)?,
        })
    }

    /// What the partner pays first: all that MDF could reimburse.
    fn campaign(&self) -> f64 {
        self.mdf + self.contribution
    }

    fn vendor_roi(&self, gross_margin: f64, mdf: f64) -> Stated {
        let cost = mdf + self.own_cost;
        ratio(gross_margin * self.credited - cost, cost, "vendor cost")
    }

    fn partner_roi(&self, earnings: f64, own_money: f64) -> Stated {
        ratio(earnings - own_money, own_money, "the partner's own money")
    }

    /// Where both agree on a share.
    fn share(&self, question: &Question, shows_money: bool) -> Interval {
        let (campaign, kept) = (self.campaign(), self.gross_margin * self.credited);
        let (vendor, partner) = (1.0 + question.vendor, 1.0 + question.partner);
        if campaign <= 0.0 {
            let reason = "The campaign costs nothing that MDF could reimburse.".to_owned();
            return Interval::none(Err(reason.clone()), Why::NoValue, reason);
        }
        let today = self.mdf / campaign;
        let limits = Limits {
            vendor: HalfLine::of(kept - vendor * self.own_cost, -vendor * campaign),
            partner: HalfLine::of(self.earnings - partner * campaign, partner * campaign),
            range: (0.0, 1.0),
        };
        let words = ["an MDF share", "Even without MDF", "Even with the whole campaign reimbursed"];
        Interval::of(today, &limits, words, |share| {
            let (mdf, own) = (share * campaign, (1.0 - share) * campaign);
            let shown = if shows_money { vec![("mdf", mdf), ("ownMoney", own)] } else { Vec::new() };
            Found {
                value: share,
                vendor_roi: self.vendor_roi(self.gross_margin, mdf),
                partner_roi: self.partner_roi(self.earnings, own),
                with: shown,
            }
        })
    }

    /// Where both agree on a margin.
    fn margin(&self, question: &Question) -> Interval {
        let (vendor, partner) = (1.0 + question.vendor, 1.0 + question.partner);
        let both = self.gross_margin + self.margin;
        // Each margin stays between 0 and 1: the partner's, the vendor's, and the one on influenced deals.
        let apart = self.margin_influenced.map_or(0.0, |other| self.margin - other);
        let range = (0.0_f64.max(both - 1.0).max(apart), 1.0_f64.min(both).min(1.0 + apart));
        let earned = self.earnings - self.margin * self.shared;
        let limits = Limits {
            vendor: HalfLine::of(both * self.credited - vendor * (self.mdf + self.own_cost), -self.credited),
            partner: HalfLine::of(earned - partner * self.contribution, self.shared),
            range,
        };
        let words = ["a partner margin", "Even at the lowest margin", "Even at the highest margin"];
        Interval::of(self.margin, &limits, words, |margin| {
            let gross_margin = both - margin;
            Found {
                value: margin,
                vendor_roi: self.vendor_roi(gross_margin, self.mdf),
                partner_roi: self.partner_roi(earned + margin * self.shared, self.contribution),
                with: vec![("grossMargin", gross_margin)],
            }
        })
    }
}

/// Finds where both sides reach their targets.
///
/// # Errors
/// That the plan does not have the scope, or a target is out of range.
pub fn agreement(plan: &ValidPlan, question: &Question) -> Result<Agreement, Vec<Problem>> {
    let joint = MetricRef { metric: MetricId::RoiJoint, at: question.at };
    let mut problems = joint.check(plan).err().unwrap_or_default();
    problems.extend(question.check());
    if !problems.is_empty() {
        return Err(problems);
    }
    let (tiers, shared) = resolve::quantities(plan);
    let q = match question.at {
        ScopeId::Tier(at) => tiers.get(at).cloned().unwrap_or(Quantities::NONE),
        _ => {
            let covers = resolve::coverage(joint.metric.metric(), &tiers);
            resolve::sums(covers, &tiers, &shared).quantities
        }
    };
    // The report says best what is missing.
    let missing = |needs: String| joint.reason(&crate::evaluate(plan)).unwrap_or(needs);
    let (vendor_roi, partner_roi, share, margin) = match Ledgers::of(&q) {
        Ok(ledgers) => {
            let withheld = || {
                let reason = COSTS_WITHHELD.to_owned();
                Interval::none(Err(reason.clone()), Why::NoValue, reason)
            };
            (
                ledgers.vendor_roi(ledgers.gross_margin, ledgers.mdf),
                ledgers.partner_roi(ledgers.earnings, ledgers.contribution),
                ledgers.share(question, !plan.costs_withheld),
                if plan.costs_withheld { withheld() } else { ledgers.margin(question) },
            )
        }
        Err(needs) => {
            let reason = missing(needs);
            let none = || Interval::none(Err(reason.clone()), Why::NoValue, reason.clone());
            (Err(reason.clone()), Err(reason.clone()), none(), none())
        }
    };
    let used = [Symbol::C, Symbol::M, Symbol::O, Symbol::P, Symbol::G, Symbol::Pm, Symbol::Rs, Symbol::Ri];
    let mut assumptions = premises("", plan, &tiers, &shared, &used);
    if !plan.costs_withheld {
        assumptions.extend(one_for_one(&q));
    }
    Ok(Agreement { question: *question, vendor_roi, partner_roi, share, margin, assumptions })
}

/// How one margin follows the other.
fn one_for_one(q: &Quantities) -> Vec<Premise> {
    let path = |field: Field| FieldPath::plan(field).path();
    let premise = |symbol: Symbol, field: Field, why: &str| {
        q.get(symbol).map(|known| Premise::new(&path(field), known.value, why))
    };
    let margin = "Gross margin is what is left after the partner's margin: what one side keeps more, the other keeps less.";
    let influenced = "The margin on influenced deals moves with the one on sourced deals, by as much.";
    let both = [
        premise(Symbol::G, Field::GrossMargin, margin),
        premise(Symbol::Pmi, Field::PartnerMarginInfluenced, influenced),
    ];
    both.into_iter().flatten().collect()
}
