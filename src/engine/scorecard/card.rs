//! From evidence to a score, and from a score to a tier.

use super::{Card, Change, Evidence, LEAST_KNOWN, Part, PartScore};
use crate::answer::Stated;
use crate::message::{campaigns as words, english};

impl Card {
    pub(super) fn of(
        partner: &str,
        tier: String,
        evidence: Vec<Evidence>,
        weights: [f64; 4],
        tiers: &[(String, f64)],
    ) -> Self {
        let parts: Vec<PartScore> = Part::ALL
            .into_iter()
            .zip(weights)
            .map(|(part, weight)| {
                let own: Vec<Evidence> =
                    evidence.iter().filter(|one| one.item.part() == part).cloned().collect();
                PartScore { part, weight, score: mean(&own), evidence: own }
            })
            .collect();
        let known = Known::of(&parts);
        let score = known.score();
        let proposed = match &score {
            Err(reason) => Err(reason.clone()),
            Ok(_) if known.weight < LEAST_KNOWN => Err(english(words::TOO_LITTLE_KNOWN).to_owned()),
            Ok(score) => tier_at(tiers, *score)
                .map(|at| tiers.get(at).map_or_else(String::new, |(tier, _)| tier.clone()))
                .ok_or_else(|| english(words::TOO_LITTLE_KNOWN).to_owned()),
        };
        let changes = match (&score, &proposed) {
            (Ok(score), Ok(_)) => changes(&parts, known, *score, tiers),
            _ => Vec::new(),
        };
        Self {
            partner: partner.to_owned(),
            tier,
            known_weight: known.weight,
            parts,
            score,
            proposed,
            changes,
        }
    }
}

/// The mean of the items that have a score.
fn mean(evidence: &[Evidence]) -> Stated {
    let scores: Vec<f64> = evidence.iter().filter_map(|one| one.score.clone().ok()).collect();
    if scores.is_empty() {
        return Err(english(words::NO_EVIDENCE).to_owned());
    }
    Ok(scores.iter().sum::<f64>() / scores.len() as f64)
}

/// The weight of the parts that have a score, and their scores times their weights.
#[derive(Clone, Copy)]
struct Known {
    weight: f64,
    sum: f64,
}

impl Known {
    fn of(parts: &[PartScore]) -> Self {
        parts.iter().fold(Self { weight: 0.0, sum: 0.0 }, |known, part| match part.score {
            Ok(score) => Self { weight: known.weight + part.weight, sum: known.sum + part.weight * score },
            Err(_) => known,
        })
    }

    fn score(self) -> Stated {
        if self.weight > 0.0 {
            Ok(self.sum / self.weight)
        } else {
            Err(english(words::NO_EVIDENCE).to_owned())
        }
    }
}

/// The first tier whose score is reached. Tiers stand with the highest first, and the last is from 0.
fn tier_at(tiers: &[(String, f64)], score: f64) -> Option<usize> {
    tiers.iter().position(|(_, from)| score >= *from)
}

/// For each part the score at which the next higher tier is reached, and the one below which the present tier is lost: where
/// they lie within 0 and 100.
fn changes(parts: &[PartScore], known: Known, score: f64, tiers: &[(String, f64)]) -> Vec<Change> {
    let Some(at) = tier_at(tiers, score) else { return Vec::new() };
    let tier = |at: usize| tiers.get(at).cloned();
    // Upwards the edge of the tier above, downwards that of this one.
    let above = at.checked_sub(1).and_then(tier).map(|(tier, edge)| (tier, edge, true));
    let below = tier(at).zip(tier(at + 1)).map(|((_, edge), (tier, _))| (tier, edge, false));
    let mut all = Vec::new();
    for (tier, edge, rises) in above.into_iter().chain(below) {
        for part in parts.iter().filter(|part| part.weight > 0.0) {
            // The sum without the part, and the weight with it.
            let (rest, weight) = match part.score {
                Ok(score) => (known.sum - part.weight * score, known.weight),
                Err(_) => (known.sum, known.weight + part.weight),
            };
            let to = (edge * weight - rest) / part.weight;
            // What falls must be able to fall below it.
            let reaches = if rises { (0.0..=100.0).contains(&to) } else { to > 0.0 && to <= 100.0 };
            if reaches {
                all.push(Change {
                    part: part.part,
                    from: part.score.clone().ok(),
                    to,
                    rises,
                    tier: tier.clone(),
                });
            }
        }
    }
    all
}
