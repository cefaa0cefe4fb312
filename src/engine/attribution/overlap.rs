//! What partners have in common, as a union: a deal or an account that two partners touched is one.

use crate::apportion::from_units;
use crate::name::Fold;
use crate::roster::Roster;
use std::collections::{BTreeMap, BTreeSet};

/// The most pairs of partners that are told apart.
pub const MAX_PAIRS: usize = 20_000;
/// The most accounts that are told apart.
pub const MAX_ACCOUNTS: usize = 20_000;

/// What partners have in common. Amounts are of all deals that any partner touched.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// Deals that at least one partner touched, each once.
    pub deals: u64,
    /// What they are worth, each once.
    pub value: f64,
    /// Deals that two partners or more touched.
    pub shared_deals: u64,
    /// What those are worth, each once.
    pub shared_value: f64,
    /// What each partner's deals would add up to. Shared deals are in it more than once: it is no total.
    pub added_up: f64,
    /// Accounts of those deals, each once; none where deals tell no account, or where there are more than
    /// [`MAX_ACCOUNTS`].
    pub accounts: Option<u64>,
    /// Accounts of two partners or more.
    pub shared_accounts: Option<u64>,
    /// Each partner, in the order in which they came.
    pub partners: Vec<Touched>,
    /// Pairs of partners with a deal in common, the most valuable first, then by their order.
    pub pairs: Vec<Pair>,
    /// Deals in common of pairs beyond [`MAX_PAIRS`], which are not told apart.
    pub pairs_left_out: u64,
}

/// What one partner touched, others or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touched {
    /// Deals, each once however often it was touched.
    pub deals: u64,
    /// What they are worth in full. Not to be added up over partners.
    pub value: f64,
    /// Deals that no other partner touched.
    pub alone_deals: u64,
    /// What those are worth.
    pub alone_value: f64,
    /// Accounts, where they are known.
    pub accounts: Option<u64>,
}

/// Two partners and what they have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Their places in the list of partners, the smaller first.
    pub partners: (usize, usize),
    /// Deals that both touched.
    pub deals: u64,
    /// What those are worth.
    pub value: f64,
}

/// A number of deals and what they are worth in the smallest units.
#[derive(Clone, Copy, Default)]
struct Count {
    deals: u64,
    units: i128,
}

impl Count {
    fn add(&mut self, units: i64) {
        self.deals += 1;
        self.units += i128::from(units);
    }
}

pub(super) struct Counter {
    union: Count,
    shared: Count,
    by_partner: Vec<(Count, Count)>,
    pairs: BTreeMap<(usize, usize), Count>,
    pairs_left_out: u64,
    accounts: Roster,
    /// Which partners each account met.
    of_account: Vec<BTreeSet<usize>>,
    /// Whether a deal told no account, or one too many.
    accounts_open: bool,
}

impl Counter {
    pub(super) fn new(fold: Fold) -> Self {
        Self {
            union: Count::default(),
            shared: Count::default(),
            by_partner: Vec::new(),
            pairs: BTreeMap::new(),
            pairs_left_out: 0,
            accounts: Roster::new(MAX_ACCOUNTS, fold),
            of_account: Vec::new(),
            accounts_open: false,
        }
    }

    /// A deal and the partners that touched it, some more than once.
    pub(super) fn add(&mut self, account: &str, mut partners: Vec<usize>, units: i64) {
        crate::order::by(&mut partners, usize::cmp);
        partners.dedup();
        let Some(last) = partners.last() else { return };
        if self.by_partner.len() <= *last {
            self.by_partner.resize(last + 1, Default::default());
        }
        self.union.add(units);
        let alone = partners.len() == 1;
        if !alone {
            self.shared.add(units);
        }
        for (at, partner) in partners.iter().enumerate() {
            if let Some((all, own)) = self.by_partner.get_mut(*partner) {
                all.add(units);
                if alone {
                    own.add(units);
                }
            }
            for other in partners.iter().skip(at + 1) {
                self.pair((*partner, *other), units);
            }
        }
        match self.accounts.number(account) {
            Some(number) if !crate::name::is_blank(account) => {
                if self.of_account.len() <= number {
                    self.of_account.resize(number + 1, BTreeSet::new());
                }
                if let Some(met) = self.of_account.get_mut(number) {
                    met.extend(partners);
                }
            }
            _ => self.accounts_open = true,
        }
    }

    fn pair(&mut self, pair: (usize, usize), units: i64) {
        if let Some(count) = self.pairs.get_mut(&pair) {
            count.add(units);
        } else if self.pairs.len() < MAX_PAIRS {
            self.pairs.insert(pair, Count { deals: 1, units: units.into() });
        } else {
            self.pairs_left_out += 1;
        }
    }

    pub(super) fn answer(&self, partners: &Roster, digits: u32) -> Overlap {
        let amount = |units: i128| from_units(units, digits);
        let known = !self.accounts_open && self.union.deals > 0;
        let count = |fits: &dyn Fn(&BTreeSet<usize>) -> bool| {
            known.then(|| self.of_account.iter().filter(|met| fits(met)).count() as u64)
        };
        let of = |at: usize| self.by_partner.get(at).copied().unwrap_or_default();
        let mut pairs: Vec<Pair> = self
            .pairs
            .iter()
            .map(|(pair, count)| Pair { partners: *pair, deals: count.deals, value: amount(count.units) })
            .collect();
        pairs.sort_by(|one, other| other.value.total_cmp(&one.value));
        Overlap {
            deals: self.union.deals,
            value: amount(self.union.units),
            shared_deals: self.shared.deals,
            shared_value: amount(self.shared.units),
            added_up: amount(self.by_partner.iter().map(|(all, _)| all.units).sum()),
            accounts: count(&|met| !met.is_empty()),
            shared_accounts: count(&|met| met.len() > 1),
            partners: (0..partners.len())
                .map(|at| {
                    let (all, own) = of(at);
                    Touched {
                        deals: all.deals,
                        value: amount(all.units),
                        alone_deals: own.deals,
                        alone_value: amount(own.units),
                        accounts: count(&|met| met.contains(&at)),
                    }
                })
                .collect(),
            pairs,
            pairs_left_out: self.pairs_left_out,
        }
    }
}
