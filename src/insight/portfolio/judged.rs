//! The campaigns of a table, judged and put in order.

use super::ReadRows;
use crate::fold::fold;
use crate::format::Format;
use crate::insight::Insight;
use crate::text;
use crate::workspace::{Answer, CampaignRows, Choices};
use comarketing_roi_engine::campaign::{Campaign, CampaignField, DatedRate, LARGEST_RATE, LEAST_RATE};
use comarketing_roi_engine::date::Date;
use comarketing_roi_engine::portfolio::{Class, Dimension, Filter, Portfolio, PortfolioReport, Row, Terms};
use comarketing_roi_engine::{Field, FieldPath, Number};
use std::cmp::Ordering;
use std::rc::Rc;

/// Campaigns as they are judged, looked at in one way.
pub(in crate::insight) struct Judged {
    /// The table that they are from.
    pub(super) rows: Rc<ReadRows>,
    /// What was chosen for them.
    pub(super) source: Rc<CampaignRows>,
    /// All of them, whatever is looked at.
    pub(super) whole: Rc<Portfolio>,
    /// What all of them say.
    pub(super) all: Rc<PortfolioReport>,
    /// What those that are looked at say.
    pub(super) report: Rc<PortfolioReport>,
    /// The places of those that are looked at, in the order in which they are shown.
    pub(super) order: Rc<Vec<usize>>,
    look: (Filter, Sort),
}

/// By what rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Campaign,
    Activity,
    Tier,
    Quarter,
    Spent,
    Unclaimed,
    Credited,
    Return,
}

impl Column {
    pub(super) const ALL: [Self; 8] = [
        Self::Campaign,
        Self::Activity,
        Self::Tier,
        Self::Quarter,
        Self::Spent,
        Self::Unclaimed,
        Self::Credited,
        Self::Return,
    ];

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Activity => "activity",
            Self::Tier => "tier",
            Self::Quarter => "quarter",
            Self::Spent => "spent",
            Self::Unclaimed => "unclaimed",
            Self::Credited => "credited",
            Self::Return => "return",
        }
    }

    /// Whether the largest stands first unless the other way is asked for.
    pub(super) fn falls(self) -> bool {
        matches!(self, Self::Spent | Self::Unclaimed | Self::Credited | Self::Return)
    }
}

/// An order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) column: Column,
    pub(super) falls: bool,
}

impl Sort {
    /// The order that is looked at: by return, the highest first, unless another is chosen.
    fn of(look: &Choices) -> Self {
        let (falls, id) = match look.word("/sort") {
            Some(word) => (word.starts_with('-'), word.trim_start_matches('-')),
            None => (true, "return"),
        };
        let column = Column::ALL.into_iter().find(|column| column.id() == id).unwrap_or(Column::Return);
        Self { column, falls }
    }
}

impl Judged {
    /// Judges the campaigns of `rows`; what is as it was `before` stays.
    pub(super) fn of(
        rows: Rc<ReadRows>,
        source: &Rc<CampaignRows>,
        insight: &Insight,
        look: &Choices,
        before: Option<&Rc<Self>>,
    ) -> Rc<Self> {
        let terms = terms(&rows, source, insight);
        let (filter, sort) = (filter(look), Sort::of(look));
        // Of a hundred thousand campaigns each of these takes a tenth of a second and more.
        let before =
            before.filter(|before| Rc::ptr_eq(&before.rows, &rows) && *before.whole.terms() == terms);
        let same_look = before.filter(|before| before.look == (filter.clone(), sort));
        if let Some(before) = same_look.filter(|before| before.source == *source) {
            return Rc::clone(before);
        }
        let judge = |filter: &Filter| {
            let mut portfolio = Portfolio::new_in(Terms { filter: filter.clone(), ..terms.clone() }, fold);
            rows.campaigns.iter().for_each(|(_, campaign)| portfolio.add(campaign));
            portfolio
        };
        let (whole, all) = match before {
            Some(before) => (Rc::clone(&before.whole), Rc::clone(&before.all)),
            None => {
                let whole = judge(&Filter::default());
                let all = whole.report();
                (Rc::new(whole), Rc::new(all))
            }
        };
        let report = match before.filter(|before| before.look.0 == filter) {
            Some(before) => Rc::clone(&before.report),
            None if filter == Filter::default() => Rc::clone(&all),
            None => Rc::new(judge(&filter).report()),
        };
        let order = match same_look {
            Some(before) => Rc::clone(&before.order),
            None => Rc::new(in_order(&rows, &whole, &filter, sort)),
        };
        Rc::new(Self { rows, source: Rc::clone(source), whole, all, report, order, look: (filter, sort) })
    }

    /// Which rows are looked at.
    pub(super) fn filter(&self) -> &Filter {
        &self.look.0
    }

    /// In which order.
    pub(super) fn sort(&self) -> Sort {
        self.look.1
    }

    /// A campaign at a place of the order, as it is judged.
    pub(super) fn row(&self, at: usize) -> Option<Row> {
        let place = *self.order.get(at)?;
        let (_, campaign) = self.rows.campaigns.get(place)?;
        Some(self.whole.row(campaign, place as u64))
    }

    /// The campaign itself, with its line in the table.
    pub(super) fn campaign(&self, row: &Row) -> Option<&(usize, Campaign)> {
        self.rows.campaigns.get(usize::try_from(row.number).ok()?)
    }

    /// Whether only some of the campaigns are looked at.
    pub(super) fn is_filtered(&self) -> bool {
        !self.filter().groups.is_empty() || self.filter().class.is_some()
    }

    /// How the amounts of a campaign are written: those without a rate are in its own currency still.
    pub(super) fn format_of(&self, insight: &Insight, row: &Row) -> Format {
        let own = self.campaign(row).filter(|_| row.class == Class::OtherCurrency);
        own.map_or_else(
            || insight.format.clone(),
            |(_, campaign)| Format::new(insight.format.locale(), &campaign.currency),
        )
    }

    /// What a campaign is called: by its name, its id, or the line at which it stands.
    pub(super) fn called(&self, insight: &Insight, row: &Row) -> String {
        let line =
            || self.campaign(row).map(|(line, _)| text::panel_reading_line(&insight.count(*line as f64)));
        match (row.name.as_str(), row.id.as_str()) {
            ("", "") => line().unwrap_or_default(),
            ("", id) => id.to_owned(),
            (name, _) => name.to_owned(),
        }
    }
}

/// The places of the rows that a filter takes: what is ranked first, then what is not, each in the order asked for.
fn in_order(rows: &ReadRows, whole: &Portfolio, filter: &Filter, sort: Sort) -> Vec<usize> {
    let taken = rows.campaigns.iter().enumerate().filter(|(_, (_, one))| whole.takes(filter, one));
    let mut keyed: Vec<(Row, usize)> =
        taken.map(|(at, (_, campaign))| (whole.row(campaign, at as u64), at)).collect();
    // By return only what is ranked can be compared.
    let rank = |row: &Row| match (sort.column, row.class) {
        (Column::Return, Class::Ranked) => 0,
        (Column::Return, Class::TooYoung) => 1,
        (Column::Return, Class::BrandOnly) => 2,
        (Column::Return, _) => 3,
        _ => 0,
    };
    keyed.sort_by(|(one, at), (other, other_at)| {
        let by = match sort.falls {
            true => compare(sort.column, other, one),
            false => compare(sort.column, one, other),
        };
        rank(one).cmp(&rank(other)).then(by).then(at.cmp(other_at))
    });
    keyed.into_iter().map(|(_, at)| at).collect()
}

fn compare(column: Column, one: &Row, other: &Row) -> Ordering {
    let number = |of: fn(&Row) -> Option<f64>| {
        of(one).unwrap_or(f64::NEG_INFINITY).total_cmp(&of(other).unwrap_or(f64::NEG_INFINITY))
    };
    match column {
        Column::Campaign => one.name.cmp(&other.name),
        Column::Activity => one.activity.map(|a| a.label()).cmp(&other.activity.map(|a| a.label())),
        Column::Tier => one.tier.cmp(&other.tier),
        Column::Quarter => one.quarter.cmp(&other.quarter),
        Column::Spent => number(|row| row.spent),
        Column::Unclaimed => number(|row| row.unclaimed),
        Column::Credited => number(|row| row.credited),
        Column::Return => number(|row| row.returns.credited.as_ref().ok().copied()),
    }
}

/// The rows that are looked at: `/filter/tier` and `=Strategic`, or `=` for rows that do not say.
fn filter(look: &Choices) -> Filter {
    let mut filter = Filter::default();
    for (id, answer) in look.below("/filter/") {
        let word = answer.word();
        let word = word.strip_prefix('=').unwrap_or(word);
        match Dimension::named(id) {
            Some(dimension) => filter = filter.and(&Filter::of(dimension, word)),
            None if id == "class" => filter.class = Class::named(word),
            None => {}
        }
    }
    filter
}

/// By what the campaigns are judged: what was chosen here, and else what the program says.
fn terms(rows: &ReadRows, source: &CampaignRows, insight: &Insight) -> Terms {
    let choices = &source.choices;
    let of_plan = |field| insight.plan.get(FieldPath::plan(field)).map(Number::likely);
    let within = |value: Option<f64>, most: f64| value.filter(|value| (0.0..=most).contains(value));
    let currency = choices.word("/table/currency").unwrap_or(insight.format.currency());
    let today = choices.word("/terms/today").and_then(Date::read).or_else(|| latest(rows));
    Terms {
        influence_credit: within(choices.number("/terms/credit"), 1.0).or(of_plan(Field::InfluenceCredit)),
        cycle_months: within(choices.number("/terms/cycle"), 120.0).or(of_plan(Field::SalesCycleMonths)),
        signed_partners: within(choices.number("/terms/signed"), 1e9),
        rates: rates(choices),
        ..Terms::new(currency, today.unwrap_or(Date::EPOCH))
    }
}

/// Exchange rates that were given, each with its day: `/terms/rates/USD/rate` and `/terms/rates/USD/on`.
fn rates(choices: &Choices) -> Vec<(String, DatedRate)> {
    let one = |(path, answer): (&str, &Answer)| {
        let currency = path.strip_suffix("/rate")?;
        let on = choices.word(&["/terms/rates/", currency, "/on"].concat()).and_then(Date::read)?;
        let rate = answer.number().filter(|rate| (LEAST_RATE..=LARGEST_RATE).contains(rate))?;
        Some((currency.to_owned(), DatedRate { rate, on }))
    };
    choices.below("/terms/rates/").filter_map(one).collect()
}

/// The last day that any row tells.
fn latest(rows: &ReadRows) -> Option<Date> {
    let days = [CampaignField::Start, CampaignField::End];
    rows.campaigns.iter().flat_map(|(_, one)| days.map(|day| one.day(day))).flatten().max()
}
