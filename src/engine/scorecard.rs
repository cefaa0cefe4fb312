//! From a partner's evidence to a score, a proposed tier, and the next period's MDF.
//!
//! Four parts are scored from 0 to 100: fit, impact, momentum and health. Each is the mean of its items, each item one
//! figure with a printed rule ([`Rule`]): a share, a figure beside that of the portfolio, or the last two quarters beside
//! the two before. The score is the mean of the parts by their weights, which add up to 100.
//!
//! **No evidence is a gap and not a zero.** An item without a figure is left out of its part, a part without items out of
//! the score; the weights of the rest are scaled up to 100, and the card says how much of the weight is known. With less
//! than [`LEAST_KNOWN`] no tier is proposed.
//!
//! The next period's MDF stands twice, side by side ([`NextPeriod`]): by a rule that links a part of it to results, and by
//! the engine's allocation.

mod card;
mod evidence;
mod item;
mod next;
mod read;
mod serial;

use crate::answer::{Premise, Stated};
use crate::kind::Kind;
use crate::message::{campaigns as words, english, fill};
use crate::number::format_decimal;
use crate::portfolio::Portfolio;
use crate::problem::{Problem, ProblemKind};
pub use evidence::Evidence;
pub use item::{Item, Part, Rule};
pub use next::{BetaFrom, NextPartner, NextPeriod, NextTier};
use std::collections::{BTreeMap, BTreeSet};

/// The weights where the question does not say, in the order of [`Part::ALL`]: an assumption.
pub const DEFAULT_WEIGHTS: [f64; 4] = [25.0; 4];
/// The share of the weight that must be known for a tier to be proposed.
pub const LEAST_KNOWN: f64 = 50.0;
/// The tiers where the question does not say, each with the score from which it is proposed: 60 is one and a half times as
/// much as the portfolio, 40 two thirds of it. An assumption.
pub const DEFAULT_TIERS: [(&str, f64); 3] = [("Strategic", 60.0), ("Focus", 40.0), ("Scale", 0.0)];
/// The share of MDF that follows results where the question does not say: an assumption.
pub const DEFAULT_PERFORMANCE_SHARE: f64 = 0.3;
/// The most partners of a question.
pub const MAX_PROFILES: usize = 10_000;

/// What somebody says of a partner; each a share, 0–1.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Profile {
    /// Its name, as in the campaigns.
    pub partner: String,
    /// What is said, in the order of [`Item::asked`].
    pub said: [Option<f64>; 5],
}

impl Profile {
    /// What is said of an item; none of one that follows from the campaigns.
    pub fn get(&self, item: Item) -> Option<f64> {
        let at = Item::asked().position(|asked| asked == item)?;
        self.said.get(at).copied().flatten()
    }

    /// Says it. An item that follows from the campaigns changes nothing.
    pub fn set(&mut self, item: Item, share: impl Into<Option<f64>>) {
        let at = Item::asked().position(|asked| asked == item);
        if let Some(slot) = at.and_then(|at| self.said.get_mut(at)) {
            *slot = share.into();
        }
    }
}

/// The question: how partners are scored, and what is to be given out.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Question {
    /// In the order of [`Part::ALL`], each 0–100, together 100; [`DEFAULT_WEIGHTS`] if `None`.
    pub weights: Option<[f64; 4]>,
    /// Tiers and the score from which each is proposed, highest first, the last from 0; [`DEFAULT_TIERS`] if empty.
    pub tiers: Vec<(String, f64)>,
    /// What somebody says of partners.
    pub profiles: Vec<Profile>,
    /// The next period's MDF, 0–1e13; what was spent if `None`.
    pub budget: Option<f64>,
    /// The share of it that follows results, 0–1; [`DEFAULT_PERFORMANCE_SHARE`] if `None`.
    pub performance_share: Option<f64>,
    /// The exponent of diminishing returns, above 0 and below 1; measured from the portfolio's quarters, or assumed, if
    /// `None`.
    pub beta: Option<f64>,
    /// How far a partner's MDF may move, 0–1; [`crate::allocate::DEFAULT_MAX_MOVE`] if `None`.
    pub max_move: Option<f64>,
}

/// A part of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct PartScore {
    /// Which.
    pub part: Part,
    /// Its weight, of 100.
    pub weight: f64,
    /// The mean of the items that are known, 0–100, or what is missing.
    pub score: Stated,
    /// Its items, known or not.
    pub evidence: Vec<Evidence>,
}

/// One partner's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The partner.
    pub partner: String,
    /// The tier of its latest campaign; empty where none is told.
    pub tier: String,
    /// The four parts.
    pub parts: Vec<PartScore>,
    /// How much of the weight is known, 0–100: the weights of known parts are scaled by 100 ÷ this.
    pub known_weight: f64,
    /// The mean of the known parts by their weights, 0–100.
    pub score: Stated,
    /// The tier that the score proposes, or why none is proposed.
    pub proposed: Result<String, String>,
    /// What would change that, one part at a time.
    pub changes: Vec<Change>,
}

/// A score of one part at which another tier would be proposed, all else as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The part.
    pub part: Part,
    /// Its score today; none where it is not known.
    pub from: Option<f64>,
    /// The score from which, or below which, the tier is proposed, 0–100.
    pub to: f64,
    /// Whether the score has to rise to it; otherwise it has to fall below it.
    pub rises: bool,
    /// The tier that would be proposed.
    pub tier: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// The weights, in the order of [`Part::ALL`].
    pub weights: [f64; 4],
    /// The tiers and the score from which each is proposed.
    pub tiers: Vec<(String, f64)>,
    /// Each partner, the highest score first, those without one last.
    pub cards: Vec<Card>,
    /// The next period's MDF.
    pub next: NextPeriod,
    /// Partners of whom something is said and who have no campaign.
    pub unknown_partners: Vec<String>,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Scores the partners of a portfolio.
///
/// # Errors
/// A weight out of range or weights that do not add up to 100, tiers whose scores are not in order or do not begin at 0, a
/// figure out of its range, a tier or a partner that stands twice.
pub fn scorecard(portfolio: &Portfolio, question: &Question) -> Result<Scorecard, Vec<Problem>> {
    let mut problems = question.check();
    problems.extend(question.repeated(portfolio));
    if !problems.is_empty() {
        return Err(problems);
    }
    let weights = question.weights.unwrap_or(DEFAULT_WEIGHTS);
    let tiers = question.tiers_or_default();
    let evidence = evidence::Collected::of(portfolio);
    let of_partner: BTreeMap<usize, &Profile> = question
        .profiles
        .iter()
        .filter_map(|profile| Some((portfolio.partner_number(&profile.partner)?, profile)))
        .collect();
    let mut cards: Vec<Card> = portfolio
        .named_partners()
        .map(|(partner, sums)| {
            let number = portfolio.partner_number(partner);
            let said = number.and_then(|number| of_partner.get(&number)).copied();
            let tier = portfolio.tier_of(sums).to_owned();
            Card::of(partner, tier, evidence.of_partner(sums, said), weights, &tiers)
        })
        .collect();
    cards.sort_by(|one, other| {
        let score = |card: &Card| card.score.clone().unwrap_or(-1.0);
        score(other).total_cmp(&score(one))
    });
    let unknown = |one: &&Profile| portfolio.partner_number(&one.partner).is_none();
    Ok(Scorecard {
        weights,
        cards,
        next: next::next_period(portfolio, question),
        unknown_partners: question.profiles.iter().filter(unknown).map(|one| one.partner.clone()).collect(),
        assumptions: question.assumptions(),
        tiers,
    })
}

impl Question {
    fn tiers_or_default(&self) -> Vec<(String, f64)> {
        if self.tiers.is_empty() {
            return DEFAULT_TIERS.iter().map(|(tier, from)| ((*tier).to_owned(), *from)).collect();
        }
        self.tiers.clone()
    }

    /// Everything that scoring relies on.
    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut within = |path: String, value: f64, max: f64| {
            if !(0.0..=max).contains(&value) {
                let kind = ProblemKind::OutOfRange { min: 0.0, max };
                let message = fill(english(words::BETWEEN), &[&format_decimal(max)]);
                problems.push(Problem::new(path, kind, &format_decimal(value), message));
            }
        };
        for (part, weight) in Part::ALL.iter().zip(self.weights.iter().flatten()) {
            within(format!("/weights/{}", part.id()), *weight, 100.0);
        }
        for (at, (_, from)) in self.tiers.iter().enumerate() {
            within(format!("/tiers/{at}/from"), *from, 100.0);
        }
        for (at, profile) in self.profiles.iter().enumerate() {
            for (item, share) in Item::asked().zip(profile.said) {
                within(format!("/partners/{at}/{}", item.id()), share.unwrap_or_default(), 1.0);
            }
        }
        let (_, most) = Kind::Money.range();
        within("/budget".to_owned(), self.budget.unwrap_or_default(), most);
        within("/performanceShare".to_owned(), self.performance_share.unwrap_or_default(), 1.0);
        within("/maxMove".to_owned(), self.max_move.unwrap_or_default(), 1.0);
        problems.extend(self.beta.and_then(crate::allocate::bad_beta));
        let sum: f64 = self.weights.iter().flatten().sum();
        if self.weights.is_some() && (sum - 100.0).abs() > 1e-6 {
            let message = fill(english(words::WEIGHTS_SUM), &[&format_decimal(sum)]);
            problems.push(Problem::new(
                "/weights",
                ProblemKind::Contradiction,
                &format_decimal(sum),
                message,
            ));
        }
        let falls = self.tiers.windows(2).all(|pair| matches!(pair, [(_, one), (_, next)] if one > next));
        if !falls || self.tiers.last().is_some_and(|(_, from)| *from > 0.0) {
            let message = english(words::TIERS_IN_ORDER);
            problems.push(Problem::new("/tiers", ProblemKind::Disordered, "", message));
        }
        problems
    }

    /// Tiers and partners that stand twice, in whatever spelling: one of them would be dropped.
    fn repeated(&self, portfolio: &Portfolio) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut find = |names: &mut dyn Iterator<Item = (String, &String)>, message: &'static str| {
            let mut met = BTreeSet::new();
            for (path, name) in names {
                if !met.insert(portfolio.key(name)) {
                    let message = fill(english(message), &[name]);
                    problems.push(Problem::new(path, ProblemKind::DuplicateName, name, message));
                }
            }
        };
        let tiers = self.tiers.iter().enumerate();
        let mut tiers = tiers.map(|(at, (tier, _))| (format!("/tiers/{at}/name"), tier));
        find(&mut tiers, crate::message::DUPLICATE_NAME);
        let partners = self.profiles.iter().enumerate();
        let mut partners = partners.map(|(at, one)| (format!("/partners/{at}/partner"), &one.partner));
        find(&mut partners, words::PARTNER_TWICE);
        problems
    }

    fn assumptions(&self) -> Vec<Premise> {
        let mut all = Vec::new();
        if self.weights.is_none() {
            all.push(Premise::new("/weights", 25.0, english(words::WHY_WEIGHTS)));
        }
        if self.tiers.is_empty() {
            all.push(Premise::new("/tiers", 60.0, english(words::WHY_TIERS)));
        }
        all
    }
}
