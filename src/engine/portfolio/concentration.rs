//! How few partners bring how much.

use crate::answer::Stated;
use crate::message::{campaigns as words, english};

/// The most partners of the list, largest first.
pub const MAX_SHARES: usize = 100;

/// How credited pipeline is spread over partners.
#[derive(Clone, Debug, PartialEq)]
pub struct Concentration {
    /// Partners with a campaign that took place or may. Rows without a partner's name are not among them.
    pub partners: usize,
    /// Partners that brought no credited pipeline.
    pub without: usize,
    /// Credited pipeline of all partners.
    pub credited: Stated,
    /// Credited pipeline of rows that name no partner, which is nobody's share.
    pub unnamed: f64,
    /// The fewest partners that bring at least half.
    pub half: Option<Reach>,
    /// The fewest that bring at least 80 %.
    pub most: Option<Reach>,
    /// The largest partners, at most [`MAX_SHARES`], with the running total.
    pub shares: Vec<PartnerShare>,
    /// The others than those that bring 80 %; none where there is no other.
    pub tail: Option<Tail>,
}

/// So many partners bring so much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// How many.
    pub partners: usize,
    /// Their share, 0–1.
    pub share: f64,
}

/// One partner's part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartnerShare {
    /// Its name.
    pub partner: String,
    /// Credited pipeline.
    pub credited: f64,
    /// Its share of all, 0–1.
    pub share: f64,
    /// The share of it and all larger ones.
    pub running: f64,
}

/// The long tail: the partners beyond the fewest that bring 80 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tail {
    /// How many.
    pub partners: usize,
    /// Their share of credited pipeline, 0–1.
    pub share: f64,
    /// Their share of the MDF that partners spent, 0–1; none where nothing was spent.
    pub share_of_mdf: Option<f64>,
}

/// What one partner brings.
pub(super) struct Brings {
    pub(super) partner: String,
    pub(super) credited: f64,
    pub(super) spent: f64,
}

impl Concentration {
    pub(super) fn of(mut partners: Vec<Brings>, unnamed: f64) -> Self {
        // As long as there are partners, up to ten thousand.
        partners.sort_by(|one, other| {
            other.credited.total_cmp(&one.credited).then_with(|| one.partner.cmp(&other.partner))
        });
        let total: f64 = partners.iter().map(|one| one.credited).sum();
        let spent: f64 = partners.iter().map(|one| one.spent).sum();
        let without = partners.iter().filter(|one| one.credited <= 0.0).count();
        if total <= 0.0 {
            return Self {
                partners: partners.len(),
                without,
                credited: Err(english(words::NO_PIPELINE).to_owned()),
                unnamed,
                half: None,
                most: None,
                shares: Vec::new(),
                tail: None,
            };
        }
        let mut running = 0.0;
        let shares: Vec<PartnerShare> = partners
            .iter()
            .map(|one| {
                running += one.credited;
                PartnerShare {
                    partner: one.partner.clone(),
                    credited: one.credited,
                    share: one.credited / total,
                    running: running / total,
                }
            })
            .collect();
        let reach = |share: f64| {
            // A share is reached but for the rounding of sums.
            let at = shares.iter().position(|one| one.running >= share - 1e-12)?;
            Some(Reach { partners: at + 1, share: shares.get(at)?.running.min(1.0) })
        };
        let most = reach(0.8);
        let tail = most.filter(|most| most.partners < partners.len()).map(|most| {
            let rest = || partners.iter().skip(most.partners);
            let of_mdf: f64 = rest().map(|one| one.spent).sum();
            Tail {
                partners: rest().count(),
                share: rest().map(|one| one.credited).sum::<f64>() / total,
                share_of_mdf: (spent > 0.0).then(|| of_mdf / spent),
            }
        });
        Self {
            partners: partners.len(),
            without,
            credited: crate::answer::stated(total),
            unnamed,
            half: reach(0.5),
            most,
            tail,
            shares: shares.into_iter().take(MAX_SHARES).collect(),
        }
    }
}
