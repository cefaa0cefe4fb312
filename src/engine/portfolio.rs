//! A year of campaigns in, answers out: what comes back for each unit of MDF, and from whom.
//!
//! A [`Portfolio`] takes campaigns one by one and forgets them: it keeps sums by group, a bounded number of rows and two
//! histograms, so its memory grows with partners and quarters and not with rows. Every sum carries the filter that finds
//! its rows again.
//!
//! - **Return**: `(S + c × I) ÷ M`, pipeline for each unit of MDF, always with its band from sourced pipeline only to full
//!   credit ([`Band`]). Sums are added up first and divided afterwards. Absent is not zero: a row that tells no MDF is
//!   left out above and below the line; a row that tells MDF and no pipeline counts as cost, and the group says so.
//! - **Ranked** is what can be judged ([`Class`]): not what is for the brand alone, not what is too young by its sales
//!   cycle, not what tells no MDF or no pipeline.
//! - **Money** in another currency is converted by a dated rate, which the answer prints, or stands apart ([`Apart`]).
//! - **Today** is given: there is no clock here.

mod access;
mod class;
mod concentration;
mod filter;
mod ids;
mod kept;
mod money;
mod outlier;
mod partner;
mod read;
mod report;
mod returns;
mod row;
mod serial;
mod spread;
mod sums;
mod time;
mod trend;

use crate::campaign::{Campaign, CampaignField, DatedRate};
use crate::date::{Date, Quarter};
use crate::name::{self, Fold};
use crate::resolve::DEFAULT_CREDIT;
use crate::roster::Roster;
pub use class::{Age, Class};
pub use concentration::{Concentration, MAX_SHARES, PartnerShare, Reach, Tail};
pub use filter::{Dimension, Filter};
pub use ids::MAX_IDS;
use kept::Kept;
pub use money::{Apart, MAX_RATES, MoreRates, RateUsed};
pub use outlier::{FEWEST_FOR_FENCES, Fences, Outlier};
pub use partner::{MAX_PARTNER_QUARTERS, MAX_QUARTERS, QuarterSums};
pub(crate) use partner::{PartnerSums, Quarters};
pub use read::MAX_TERM_RATES;
pub use report::{ClassSums, Group, Groups, PortfolioReport};
pub use returns::{Band, Funds};
pub use row::{Oddity, Row};
pub use spread::ACCURACY;
use spread::Returns;
use std::collections::BTreeMap;
pub(crate) use sums::Addend;
pub use sums::Sums;
pub use time::{Activation, Check, Duration, Span};
pub use trend::TrendPoint;

/// The most partners that are told apart; rows of further ones count in every other sum and are reported.
pub const MAX_PARTNERS: usize = 10_000;
/// The most tiers that are told apart.
pub const MAX_TIERS_TOLD: usize = 100;
/// How many rows each list of the answer keeps, where the question does not say.
pub const DEFAULT_KEEP: usize = 50;
/// The most rows of a list.
pub const MAX_KEEP: usize = 500;

/// The question: by what the campaigns are judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// ISO 4217 code of the portfolio.
    pub currency: String,
    /// The day by which ages are counted.
    pub today: Date,
    /// The share of influenced pipeline that is credited, 0–1; the model's default, which is assumed, if `None`.
    pub influence_credit: Option<f64>,
    /// Months from a lead to a won deal, 0–120. Without it no campaign that has started is called too young.
    pub cycle_months: Option<f64>,
    /// The same of single tiers, which goes before it.
    pub tier_cycles: Vec<(String, f64)>,
    /// What one unit of another currency is in the portfolio's; a row's own rate goes before it.
    pub rates: Vec<(String, DatedRate)>,
    /// Partners under contract, active or not, where that is known.
    pub signed_partners: Option<f64>,
    /// Which rows are looked at.
    pub filter: Filter,
    /// How many rows each list of the answer keeps, at most [`MAX_KEEP`]; [`DEFAULT_KEEP`] if `None`.
    pub keep: Option<usize>,
}

impl Terms {
    /// All that must be said; the rest as it is where nothing is said.
    pub fn new(currency: impl Into<String>, today: Date) -> Self {
        Self {
            currency: currency.into(),
            today,
            influence_credit: None,
            cycle_months: None,
            tier_cycles: Vec::new(),
            rates: Vec::new(),
            signed_partners: None,
            filter: Filter::default(),
            keep: None,
        }
    }

    /// The influence credit, said or assumed.
    pub fn credit(&self) -> f64 {
        self.influence_credit.unwrap_or(DEFAULT_CREDIT)
    }
}

/// Takes campaigns one by one.
pub struct Portfolio {
    terms: Terms,
    fold: Fold,
    /// Rows that came, and those that the filter took.
    seen: u64,
    taken: u64,
    classes: [ClassCount; Class::ALL.len()],
    total: Sums,
    tiers: Roster,
    tier_sums: Vec<(Sums, Quarters)>,
    tier_cycles: Vec<Option<f64>>,
    tiers_left_out: u64,
    partners: Roster,
    partner_sums: Vec<PartnerSums>,
    partners_left_out: u64,
    /// By the place of the word in its table, behind the rows that do not say.
    words: [Vec<Sums>; 5],
    quarters: BTreeMap<Option<Quarter>, Sums>,
    money: money::Money,
    /// Whether any row tells what was claimed or paid.
    claims: bool,
    undated: u64,
    returns: Returns,
    best: Kept<Row>,
    worst: Kept<Row>,
    /// The rows of each class that is not ranked, by what they spent.
    others: BTreeMap<Class, Kept<Row>>,
    odd: Kept<(Row, Oddity)>,
    odd_count: u64,
    times: time::Times,
    ids: ids::Ids,
    /// MDF that was paid for what did not run.
    paid_not_run: f64,
}

/// Rows of one class and what they add up to.
#[derive(Clone, Copy, Debug, Default)]
struct ClassCount {
    rows: u64,
    spent: f64,
    sourced: f64,
    influenced: f64,
}

/// A row as it is judged.
struct Judged {
    tier: Option<usize>,
    age: Age,
    class: Class,
    factor: f64,
    rate: Option<(DatedRate, bool)>,
}

/// The dimensions that are words, in the order of [`Dimension`].
const WORDS: [Dimension; 5] =
    [Dimension::Role, Dimension::Type, Dimension::Layer, Dimension::Lifecycle, Dimension::Activity];

impl Portfolio {
    /// Nothing added yet.
    pub fn new(terms: Terms) -> Self {
        Self::new_in(terms, name::fold)
    }

    /// The same, with names compared by `fold`.
    pub fn new_in(terms: Terms, fold: Fold) -> Self {
        let keep = terms.keep.unwrap_or(DEFAULT_KEEP).min(MAX_KEEP);
        Self {
            fold,
            seen: 0,
            taken: 0,
            classes: Default::default(),
            total: Sums::default(),
            tiers: Roster::new(MAX_TIERS_TOLD, fold),
            tier_sums: Vec::new(),
            tier_cycles: Vec::new(),
            tiers_left_out: 0,
            partners: Roster::new(MAX_PARTNERS, fold),
            partner_sums: Vec::new(),
            partners_left_out: 0,
            words: Default::default(),
            quarters: BTreeMap::new(),
            money: money::Money::default(),
            claims: false,
            undated: 0,
            returns: Returns::default(),
            best: Kept::new(keep),
            worst: Kept::new(keep),
            others: Class::ALL.into_iter().map(|class| (class, Kept::new(keep))).collect(),
            odd: Kept::new(keep),
            odd_count: 0,
            times: time::Times::default(),
            ids: ids::Ids::default(),
            paid_not_run: 0.0,
            terms,
        }
    }

    /// By what the campaigns are judged.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Whether two names mean the same here.
    pub(crate) fn same(&self, one: &str, other: &str) -> bool {
        one == other || name::key(one, self.fold) == name::key(other, self.fold)
    }

    /// What spellings of one name have in common here.
    pub(crate) fn key(&self, name: &str) -> String {
        name::key(name, self.fold)
    }

    /// Adds a campaign that has passed its checks.
    pub fn add(&mut self, row: &Campaign) {
        let number = self.seen;
        self.seen += 1;
        if !self.terms.filter.takes(row, self.fold) {
            return;
        }
        let tier = self.tier(&row.tier);
        let judged = self.judge(row, tier);
        if self.terms.filter.class.is_some_and(|class| class != judged.class) {
            return;
        }
        self.taken += 1;
        self.count(row, &judged);
        if judged.class == Class::OtherCurrency {
            self.money.set_apart(row);
        } else {
            self.money.count(row, judged.rate);
            self.add_to_groups(row, &judged);
        }
        if judged.class == Class::NotRun {
            self.paid_not_run += row.get(CampaignField::MdfPaid).unwrap_or_default() * judged.factor;
        }
        let repeats = self.ids.repeats(&row.id);
        self.keep(row, number, &judged, repeats);
    }

    /// How a campaign is judged, and what is said of it, added or not. `number` is its place among the rows.
    pub fn row(&self, row: &Campaign, number: u64) -> Row {
        let Judged { age, class, factor, .. } = self.judge(row, self.tiers.find(&row.tier));
        Row::of(row, number, class, age, factor, self.terms.credit())
    }

    /// Whether a filter takes a row, its class too.
    pub fn takes(&self, filter: &Filter, row: &Campaign) -> bool {
        let class = |class| class == self.judge(row, self.tiers.find(&row.tier)).class;
        filter.takes(row, self.fold) && filter.class.is_none_or(class)
    }

    /// The number of a tier, with its sums and its cycle.
    fn tier(&mut self, name: &str) -> Option<usize> {
        let tier = self.tiers.number(name)?;
        if tier >= self.tier_sums.len() {
            self.tier_sums.resize(tier + 1, Default::default());
            self.tier_cycles.resize(tier + 1, self.own_cycle(name));
        }
        Some(tier)
    }

    fn own_cycle(&self, tier: &str) -> Option<f64> {
        let key = |name| name::key(name, self.fold);
        let mut cycles = self.terms.tier_cycles.iter();
        cycles.find(|(of, _)| key(of) == key(tier)).map(|(_, cycle)| *cycle)
    }

    fn judge(&self, row: &Campaign, tier: Option<usize>) -> Judged {
        let own = match tier.and_then(|tier| self.tier_cycles.get(tier)) {
            Some(cycle) => *cycle,
            None => self.own_cycle(&row.tier),
        };
        let age = Age::of(row, own.or(self.terms.cycle_months), self.terms.today);
        let found = money::factor(row, &self.terms);
        let class = class::class_of(row, age, found.is_some());
        let (factor, rate) = found.unwrap_or((1.0, None));
        Judged { tier, age, class, factor, rate }
    }

    fn count(&mut self, row: &Campaign, judged: &Judged) {
        let Some(count) = self.classes.get_mut(judged.class as usize) else { return };
        let of = |amount: Option<f64>| amount.unwrap_or_default() * judged.factor;
        count.rows += 1;
        if judged.class.counts() {
            count.spent += of(row.spent());
            count.sourced += of(row.get(CampaignField::PipelineSourced));
            count.influenced += of(row.get(CampaignField::PipelineInfluenced));
        }
    }

    fn add_to_groups(&mut self, row: &Campaign, judged: &Judged) {
        let Judged { tier, class, factor, .. } = *judged;
        let addend = Addend::of(row, class, factor);
        let quarter = row.day(CampaignField::Start).map(Date::quarter);
        self.claims |= row.spent().is_some();
        self.total.add(&addend);
        match tier.and_then(|tier| self.tier_sums.get_mut(tier)) {
            Some((sums, quarters)) => {
                sums.add(&addend);
                if class != Class::NotRun {
                    quarters.add(quarter, &addend, MAX_QUARTERS);
                }
            }
            None => self.tiers_left_out += 1,
        }
        match self.partners.number(&row.partner) {
            Some(at) => {
                if at >= self.partner_sums.len() {
                    self.partner_sums.resize_with(at + 1, PartnerSums::default);
                }
                if let Some(partner) = self.partner_sums.get_mut(at) {
                    partner.add(row, &addend, tier, self.terms.today);
                }
            }
            None => self.partners_left_out += 1,
        }
        for (dimension, sums) in WORDS.iter().zip(&mut self.words) {
            let word = dimension.words().and_then(|field| row.word_number(field));
            let at = word.map_or(0, |word| word + 1);
            if at >= sums.len() {
                sums.resize(at + 1, Sums::default());
            }
            if let Some(sums) = sums.get_mut(at) {
                sums.add(&addend);
            }
        }
        self.quarters.entry(quarter).or_default().add(&addend);
        if class != Class::NotRun {
            self.undated += u64::from(judged.age.months.is_none());
            self.times.add(row);
        }
    }

    fn keep(&mut self, row: &Campaign, number: u64, judged: &Judged, repeats: bool) {
        let Judged { age, class, factor, .. } = *judged;
        let credit = self.terms.credit();
        let make = || Row::of(row, number, class, age, factor, credit);
        let spent = row.spent().unwrap_or_default() * factor;
        if class == Class::Ranked {
            let gained = row.pipeline(credit).unwrap_or_default() * factor / spent;
            self.best.offer(gained, number, make);
            self.worst.offer(-gained, number, make);
            if gained > 0.0 {
                self.returns.add(gained);
            }
        } else if let Some(kept) = self.others.get_mut(&class) {
            kept.offer(spent, number, make);
        }
        let repeats = repeats.then_some(Oddity::RepeatedId);
        if let Some(oddity) = repeats.or_else(|| Oddity::within(row, class, factor)) {
            self.odd_count += 1;
            self.odd.offer(oddity.weight(), number, || (make(), oddity));
        }
    }

    /// About how many bytes it takes on the heap: for showing that it does not grow with rows.
    pub fn bytes(&self) -> usize {
        const ROW: usize = size_of::<(f64, u64, (Row, Oddity))>() + 4 * 32;
        let kept = self.best.len() + self.worst.len() + self.odd.len();
        let kept = kept + self.others.values().map(Kept::len).sum::<usize>();
        let quarters: usize = self.partner_sums.iter().map(|partner| partner.quarters.bytes()).sum();
        let tiers: usize = self.tier_sums.iter().map(|(_, quarters)| quarters.bytes()).sum();
        self.partners.bytes()
            + self.tiers.bytes()
            + self.partner_sums.capacity() * size_of::<PartnerSums>()
            + self.tier_sums.capacity() * size_of::<(Sums, Quarters)>()
            + quarters
            + tiers
            + self.ids.bytes()
            + (self.quarters.len() + self.words.iter().map(Vec::len).sum::<usize>()) * size_of::<Sums>() * 2
            + kept * ROW
    }
}
