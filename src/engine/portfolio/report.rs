//! From the sums to the answer.

use super::concentration::Brings;
use super::spread::Days;
use super::time::add;
use super::trend::{TrendPoint, trend};
use super::{
    Activation, Apart, Band, Check, Class, Concentration, Dimension, Duration, Fences, Filter, Funds,
    MoreRates, Outlier, PartnerSums, Portfolio, RateUsed, Row, Span, Sums, Terms, WORDS,
};
use crate::answer::{Premise, Stated, needs, ratio};
use crate::campaign::words_of;
use crate::date::Quarter;
use crate::message::{self, campaigns as words, english};

/// The answer. Money is in the portfolio's currency.
#[derive(Clone, Debug, PartialEq)]
pub struct PortfolioReport {
    /// By what the campaigns were judged.
    pub terms: Terms,
    /// Rows that came.
    pub seen: u64,
    /// Rows that the filter took.
    pub taken: u64,
    /// All of them.
    pub total: Group,
    /// How the rows are judged, in the order of [`Class::ALL`].
    pub classes: Vec<ClassSums>,
    /// The ranked campaigns with the highest return, highest first.
    pub best: Vec<Row>,
    /// Those with the lowest, lowest first.
    pub worst: Vec<Row>,
    /// The campaigns of each class that is not ranked, by what they spent.
    pub others: Vec<(Class, Vec<Row>)>,
    /// Groups by each dimension, the best return first; those without one last. Quarters stand in their order.
    pub groups: Vec<Groups>,
    /// The quarters that have campaigns and those between them, in their order.
    pub trend: Vec<TrendPoint>,
    /// How few partners bring how much.
    pub concentration: Concentration,
    /// Where returns lie; none with fewer than [`super::FEWEST_FOR_FENCES`].
    pub fences: Option<Fences>,
    /// Campaigns that stand out: by their return first, then by what does not fit within them.
    pub outliers: Vec<Outlier>,
    /// How many have something that does not fit within them, kept or not.
    pub odd: u64,
    /// How long things take.
    pub durations: Vec<Duration>,
    /// From signature to result.
    pub activation: Activation,
    /// What is worth saying against vanity.
    pub checks: Vec<Check>,
    /// The rates by which money was converted.
    pub rates: Vec<RateUsed>,
    /// Further rates, by currency.
    pub more_rates: Vec<MoreRates>,
    /// What could not be converted, by currency.
    pub apart: Vec<Apart>,
    /// Rows that tell neither start nor end, so that their age is not known.
    pub undated: u64,
    /// Rows of partners beyond [`super::MAX_PARTNERS`].
    pub partners_left_out: u64,
    /// Rows of tiers beyond [`super::MAX_TIERS_TOLD`].
    pub tiers_left_out: u64,
    /// Rows whose ids were not compared with those of others: beyond [`super::MAX_IDS`] ids.
    pub ids_left_out: u64,
    /// What was taken because it was not given.
    pub assumptions: Vec<Premise>,
}

/// Rows of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassSums {
    /// The class.
    pub class: Class,
    /// How many.
    pub rows: u64,
    /// MDF that they spent; 0 of those that did not run or cannot be converted.
    pub spent: f64,
    /// Credited pipeline, likewise.
    pub credited: f64,
    /// The filter that finds them.
    pub filter: Filter,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The group, as [`Dimension::of`] writes it; empty for rows that do not say, and for all rows.
    pub key: String,
    /// What its rows add up to.
    pub sums: Sums,
    /// Credited pipeline.
    pub credited: Stated,
    /// Its share of all credited pipeline, 0–1.
    pub share: Stated,
    /// Pipeline for each unit of MDF, over all rows that tell it.
    pub returns: Band,
    /// The same over the rows that are ranked.
    pub ranked: Band,
    /// Its place by the return of its ranked rows, from 1; the same for equal returns, none without one.
    pub rank: Option<usize>,
    /// Where its MDF stands.
    pub funds: Funds,
    /// The filter that finds its rows.
    pub filter: Filter,
}

/// The groups of one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// By what they are grouped.
    pub dimension: Dimension,
    /// The groups.
    pub groups: Vec<Group>,
}

impl Portfolio {
    /// What the rows say so far.
    pub fn report(&self) -> PortfolioReport {
        let credit = self.terms.credit();
        let total = self.group(&self.total, String::new(), Filter::default());
        let fences = Fences::of(&self.returns);
        let activation = self.activation();
        PortfolioReport {
            seen: self.seen,
            taken: self.taken,
            classes: self.class_sums(credit),
            best: self.best.sorted(),
            worst: self.worst.sorted(),
            others: self.others.iter().map(|(class, kept)| (*class, kept.sorted())).collect(),
            groups: Dimension::ALL.into_iter().map(|dimension| self.groups(dimension)).collect(),
            trend: trend(&self.quarter_sums(), credit),
            concentration: self.concentration(credit),
            outliers: self.outliers(fences.as_ref()),
            fences,
            odd: self.odd_count,
            durations: self.durations(),
            checks: self.checks(&activation, credit),
            activation,
            rates: self.money.used(),
            more_rates: self.money.more(),
            apart: self.money.apart(),
            undated: self.undated,
            partners_left_out: self.partners_left_out,
            tiers_left_out: self.tiers_left_out,
            ids_left_out: self.ids.left_out,
            assumptions: self.assumptions(),
            terms: self.terms.clone(),
            total,
        }
    }

    fn group(&self, sums: &Sums, key: String, filter: Filter) -> Group {
        let credit = self.terms.credit();
        let all = self.total.credited_pipeline(credit);
        let credited = sums.credited_pipeline(credit);
        Group {
            share: credited.clone().and_then(|own| ratio(own, all?, english(words::CREDITED))),
            credited,
            returns: sums.per_mdf(credit),
            ranked: sums.ranked_per_mdf(credit),
            rank: None,
            funds: sums.funds(self.claims),
            filter: self.terms.filter.and(&filter),
            key,
            sums: sums.clone(),
        }
    }

    fn groups(&self, dimension: Dimension) -> Groups {
        let make = |key: String, sums: &Sums| {
            let filter = Filter::of(dimension, key.clone());
            self.group(sums, key, filter)
        };
        let mut groups: Vec<Group> = match dimension {
            Dimension::Tier => {
                let tiers = self.tier_sums.iter().enumerate();
                tiers.map(|(at, (sums, _))| make(self.tiers.name(at).to_owned(), sums)).collect()
            }
            Dimension::Partner => {
                let partners = self.partner_sums.iter().enumerate();
                partners.map(|(at, one)| make(self.partners.name(at).to_owned(), &one.sums)).collect()
            }
            Dimension::Quarter => {
                let key = |quarter: &Option<Quarter>| quarter.map_or_else(String::new, |q| q.to_string());
                self.quarters.iter().map(|(quarter, sums)| make(key(quarter), sums)).collect()
            }
            of_words => {
                let at = WORDS.iter().position(|dimension| *dimension == of_words).unwrap_or_default();
                let ids = of_words.words().map(words_of).unwrap_or_default();
                let ids = core::iter::once("").chain(ids.into_iter().map(|(id, _)| id));
                let sums = self.words.get(at).into_iter().flatten();
                ids.zip(sums).map(|(id, sums)| make(id.to_owned(), sums)).collect()
            }
        };
        groups.retain(|group| group.sums.rows > 0);
        rank(&mut groups, dimension == Dimension::Quarter);
        Groups { dimension, groups }
    }

    fn class_sums(&self, credit: f64) -> Vec<ClassSums> {
        let counts = Class::ALL.into_iter().zip(&self.classes);
        let sums = counts.map(|(class, count)| ClassSums {
            class,
            rows: count.rows,
            spent: count.spent,
            credited: count.sourced + credit * count.influenced,
            filter: self.terms.filter.and(&Filter { groups: Vec::new(), class: Some(class) }),
        });
        sums.collect()
    }

    fn concentration(&self, credit: f64) -> Concentration {
        let brings = |(partner, one): (&str, &PartnerSums)| Brings {
            partner: partner.to_owned(),
            credited: one.sums.credited_pipeline(credit).unwrap_or_default(),
            spent: one.sums.spent().unwrap_or_default(),
        };
        let blank = self.partners.find("").and_then(|at| self.partner_sums.get(at));
        let unnamed = blank.and_then(|one| one.sums.credited_pipeline(credit).ok());
        Concentration::of(self.named_partners().map(brings).collect(), unnamed.unwrap_or_default())
    }

    fn outliers(&self, fences: Option<&Fences>) -> Vec<Outlier> {
        let mut all: Vec<Outlier> = Vec::new();
        for row in self.best.sorted().into_iter().chain(self.worst.sorted()) {
            let why = fences.and_then(|fences| fences.judge(&row));
            if let Some(why) = why
                && !all.iter().any(|other| other.row.number == row.number)
            {
                all.push(Outlier { row, why });
            }
        }
        all.extend(self.odd.sorted().into_iter().map(|(row, why)| Outlier { row, why }));
        all
    }

    fn durations(&self) -> Vec<Duration> {
        let mut all = self.times.answer();
        let (mut activation, mut lead, mut win) = (Days::default(), Days::default(), Days::default());
        for (_, one) in self.named_partners() {
            add(&mut activation, one.signed_on, one.first_start);
            add(&mut lead, one.signed_on, one.first_lead);
            add(&mut win, one.signed_on, one.first_win);
        }
        let spans = [Span::Activation, Span::PartnerFirstLead, Span::TimeToValue];
        all.extend(
            spans.into_iter().zip([activation, lead, win]).map(|(span, days)| Duration::of(span, &days)),
        );
        all
    }

    fn activation(&self) -> Activation {
        let active = self.named_partners().filter(|(_, one)| one.started > 0).count();
        let producing = self.named_partners().filter(|(_, one)| one.produces()).count();
        let told = self.named_partners().filter(|(_, one)| one.signed_on.is_some()).count();
        let signed = match self.terms.signed_partners {
            Some(signed) => Ok(signed),
            None if told > 0 => Ok(told as f64),
            None => Err(needs(&[english(words::SIGNED)])),
        };
        Activation {
            activation: signed.clone().and_then(|signed| {
                if active as f64 > signed {
                    return Err(english(words::MORE_ACTIVE).to_owned());
                }
                ratio(active as f64, signed, english(words::SIGNED))
            }),
            production: ratio(producing as f64, active as f64, english(words::ACTIVE)),
            signed,
            active,
            producing,
        }
    }

    fn checks(&self, activation: &Activation, credit: f64) -> Vec<Check> {
        let active = activation.active as f64;
        let signed =
            activation.signed.clone().ok().and_then(|signed| Check::found(Check::SIGNED, signed, active));
        let credited = self.total.credited_pipeline(credit).ok();
        let spent = self.total.spent().ok().zip(credited);
        let spent = spent.and_then(|(spent, credited)| Check::found(Check::SPENT, spent, credited));
        let producing = Check::found(Check::ACTIVE, active, activation.producing as f64);
        let paid = Check::found(Check::PAID, self.paid_not_run, 0.0);
        signed.into_iter().chain(spent).chain(producing).chain(paid).collect()
    }

    fn assumptions(&self) -> Vec<Premise> {
        let mut all = Vec::new();
        if self.terms.influence_credit.is_none() {
            let why = english(message::USUAL_CREDIT);
            all.push(Premise::new("/influenceCredit", self.terms.credit(), why));
        }
        if self.money.untold > 0 {
            let rows = self.money.untold as f64;
            all.push(Premise::new("/campaigns/currency", rows, english(words::WHY_CURRENCY)));
        }
        if self.terms.cycle_months.is_none() && self.tier_cycles.iter().any(Option::is_none) {
            all.push(Premise::new("/cycleMonths", 0.0, english(words::WHY_NO_CYCLE)));
        }
        all
    }
}

/// Puts the best return first and gives ranks, the same to the same return; in place where the order is that of time.
fn rank(groups: &mut [Group], in_order: bool) {
    let mut order: Vec<(usize, f64)> = groups
        .iter()
        .enumerate()
        .filter_map(|(at, group)| Some((at, group.ranked.credited.clone().ok()?)))
        .collect();
    order.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    // Equal returns share a rank; sums of the same amounts may differ in their last digit.
    let equal = |one: f64, other: f64| (one - other).abs() <= 1e-12 * one.abs().max(other.abs());
    let mut shared: Option<(usize, f64)> = None;
    for (place, (at, value)) in order.iter().enumerate() {
        let (rank, first) = shared.filter(|(_, first)| equal(*first, *value)).unwrap_or((place + 1, *value));
        shared = Some((rank, first));
        if let Some(group) = groups.get_mut(*at) {
            group.rank = Some(rank);
        }
    }
    if !in_order {
        groups.sort_by_key(|group| group.rank.unwrap_or(usize::MAX));
    }
}
