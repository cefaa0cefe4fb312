//! The model of co-marketing returns: a [`Plan`] in, a [`Report`] out.
//!
//! Nothing here knows a browser, a clock or a source of randomness, so the same plan gives the same report on every
//! machine. Data flows one way: text → [`Draft`] → [`Plan`] → [`ValidPlan`] → [`evaluate()`] → [`Report`]. A module uses
//! those above it in this list, never those below; [`formula`] and [`metric`] alone, which are one idea, use each other:
//!
//! - [`message`]: sentences with gaps, and how a page says them in another language;
//! - [`value`]: a tree of plain data, as JSON or a JavaScript object gives it;
//! - [`problem`]: what is wrong with an input, where, and what is allowed;
//! - [`name`]: names of tiers, when one is blank and when two are the same;
//! - [`currency`], [`symbol`], [`kind`]: the currencies, the quantities of formulas, the kinds of numbers and their ranges;
//! - [`number`]: decimal text to number and back, by the conventions of a language;
//! - [`formula`], [`metric`]: the language of formulas, and the one table of metrics;
//! - [`plan`]: the inputs, their table of fields, and the checks;
//! - [`date`], [`campaign`]: days, and one row of a year's campaigns;
//! - [`campaign_table`]: a table as text, as campaigns with every problem by line and column;
//! - [`draft`]: what a person typed: a number, or text with the reason why it is none;
//! - [`resolve`]: what follows from the figures that were given;
//! - [`report`]: the answer, where each figure explains itself;
//! - [`evaluate`](mod@evaluate): from the one to the other;
//! - [`benchmark`]: public figures with their sources, and what may be compared with what;
//! - [`host_benchmark`]: a host's own figures, read and checked like a plan;
//! - [`metric_ref`]: a metric in one scope;
//! - [`answer`], [`discounted_cash_flow`], [`project`], [`cohort_lag`], [`variance`], [`simulate`](mod@simulate): what money
//!   over time is worth, how a forecast came out, and how sure a figure is;
//! - [`channels`](mod@channels): partners against direct, opportunity by opportunity;
//! - [`proportions`], [`credit_evidence`](mod@credit_evidence), [`holdout`](mod@holdout): what would have happened without
//!   partners, by deals or by an experiment, and how sure that is;
//! - [`cash`](mod@cash): the cash calendar of one campaign, of the vendor, the partner and both;
//! - [`target`]: what is to come back for each unit of cost, as people write it;
//! - [`credit_for_target`](mod@credit_for_target), [`agreement`](mod@agreement): the influence credit at which a target is
//!   met, and the MDF share or margin at which both sides reach theirs;
//! - [`apportion`], [`attribution`]: an amount in whole parts that add up, and several partners on one deal;
//! - [`solve`](mod@solve), [`switching_value`], [`sensitivity`](mod@sensitivity), [`allocate`](mod@allocate): what if an input,
//!   or the split of the budget, were another;
//! - [`workbook`]: a plan as sheets of cells with live formulas;
//! - [`portfolio`], [`plan_from_campaigns`]: a year of campaigns in, answers out, and a plan that
//!   holds what they add up to;
//! - [`response`]: how much more comes back when more is spent, measured from periods;
//! - [`scorecard`]: partners scored, tiers proposed, and the next period's MDF;
//! - [`assess`](mod@assess): how mature an ecosystem is by what its people say of it.
#![forbid(unsafe_code)]

pub mod agreement;
pub mod allocate;
pub mod answer;
pub mod apportion;
pub mod assess;
pub mod attribution;
pub mod benchmark;
pub mod campaign;
pub mod campaign_table;
pub mod cash;
pub mod channels;
pub mod cohort_lag;
mod costs;
pub mod credit_evidence;
pub mod credit_for_target;
pub mod currency;
pub mod date;
pub mod discounted_cash_flow;
pub mod draft;
pub mod evaluate;
pub mod formula;
pub mod guard;
pub mod holdout;
pub mod host_benchmark;
pub mod kind;
pub mod message;
pub mod metric;
pub mod metric_ref;
pub mod name;
pub mod number;
mod order;
pub mod plan;
pub mod plan_from_campaigns;
pub mod portfolio;
pub mod problem;
pub mod project;
pub mod proportions;
mod read;
pub mod report;
pub mod resolve;
pub mod response;
mod roster;
pub mod scorecard;
pub mod sensitivity;
pub mod simulate;
pub mod solve;
mod student_t;
pub mod switching_value;
pub mod symbol;
pub mod target;
pub mod value;
pub mod variance;
pub mod workbook;

pub use campaign::{Campaign, CampaignField};
pub use date::Date;
pub use draft::Draft;
pub use evaluate::evaluate;
pub use metric::{METRICS, Metric, MetricId};
pub use plan::{Field, FieldPath, Number, Plan, Tier, ValidPlan};
pub use problem::Problem;
pub use report::{Figure, Report};
pub use value::Value;
