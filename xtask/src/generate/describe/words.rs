//! The words that the engine has in tables.

use super::super::once;
use super::super::shape::{Def, Shape, alias};
use comarketing_roi_engine::agreement;
use comarketing_roi_engine::allocate::Bound;
use comarketing_roi_engine::assess::table::Effect;
use comarketing_roi_engine::assess::{Control, Dimension, Matrix, Pillar};
use comarketing_roi_engine::attribution::{Gap, Rule};
use comarketing_roi_engine::campaign::{self, Activity, Layer, Lifecycle, PartnerType, Role};
use comarketing_roi_engine::cash::Cause;
use comarketing_roi_engine::cohort_lag::Distribution;
use comarketing_roi_engine::credit_for_target::{self, Of, Per};
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::proportions::Test;
use comarketing_roi_engine::report::WarningKind;
use comarketing_roi_engine::resolve::Basis;
use comarketing_roi_engine::sensitivity::Direction;
use comarketing_roi_engine::solve::Why;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::target::Form;
use comarketing_roi_engine::variance::{Component, Status};
use comarketing_roi_engine::{CampaignField, METRICS, MetricId, credit_evidence, holdout};
use comarketing_roi_engine::{portfolio, response, scorecard};

/// Those of plan and report.
pub(super) fn of_report() -> Vec<Def> {
    let units = METRICS.iter().map(|row| row.unit).chain(Symbol::ALL.iter().map(|symbol| symbol.unit()));
    // The engine itself cannot report that it has stopped; engine.js does.
    let problems = [ProblemKind::CODES, &["internal"]].concat();
    vec![
        words("MetricId", "The public name of a metric.", ids(MetricId::ALL, MetricId::text)),
        words(
            "Unit",
            "What a figure is measured in. A ratio of 1 is 100 %; money is in the plan's currency.",
            once(units.map(|unit| unit.id())),
        ),
        words(
            "Basis",
            "How well a figure is known: entered, worked out from what was entered, resting on an assumption, or resting on a figure of an example. What rests on several is known as well as the worst of them.",
            ids(&Basis::ALL, Basis::id),
        ),
        words(
            "ProblemCode",
            "What is wrong with a field. `internal`: the engine has stopped because of a defect.",
            problems,
        ),
        words("WarningCode", "Why figures do not fit together.", WarningKind::CODES.to_vec()),
    ]
}

/// Those of the other questions.
pub(super) fn of_questions() -> Vec<Def> {
    let directions =
        [Direction::Rises, Direction::Falls, Direction::Turns, Direction::None, Direction::Unknown];
    vec![
        words("Better", "Whether more or less of a metric is better.", better()),
        words("Unreached", "Why no value of an input reaches a target.", Why::CODES.to_vec()),
        words("Direction", "Which way a metric goes as an input goes up.", ids(&directions, Direction::id)),
        words("Bound", "What holds a tier in the best split.", ids(&[Bound::Floor, Bound::Cap], Bound::id)),
        words(
            "Distribution",
            "How the time from lead to win is spread.",
            ids(&[Distribution::Lognormal, Distribution::Logistic], Distribution::id),
        ),
        words("CashCause", "What money moves for; with a claim none does.", ids(&Cause::ALL, Cause::id)),
        words("CreditOf", "What a target is of.", ids(&Of::ALL, Of::id)),
        words("CreditPer", "The cost that it is held against.", ids(&Per::ALL, Per::id)),
        words("TargetForm", "How a target was written.", ids(&Form::ALL, Form::id)),
        words("CreditUnmet", "Why no credit meets a target.", credit_for_target::Why::CODES.to_vec()),
        words("AgreementUnmet", "Why nothing suits both sides.", agreement::Why::CODES.to_vec()),
        words(
            "BridgeComponent",
            "What a difference between forecast and actuals comes from.",
            ids(&Component::ALL, Component::id),
        ),
        words(
            "TierStatus",
            "Which of the plans has a tier.",
            ids(&[Status::Both, Status::Added, Status::Dropped], Status::id),
        ),
        words(
            "CreditVerdict",
            "What deals say for a credit; `tooFewDeals`: its interval spans zero.",
            ids(&credit_evidence::Verdict::ALL, credit_evidence::Verdict::id),
        ),
        words(
            "HoldoutVerdict",
            "What an experiment says; `tooFewAccounts`: the interval of the difference spans zero.",
            ids(&holdout::Verdict::ALL, holdout::Verdict::id),
        ),
        words(
            "HoldoutTest",
            "Which test a p value is of: the exact one where counts are small.",
            ids(&[Test::PooledZ, Test::FisherMidP], Test::id),
        ),
        words("Matrix", "A matrix of the assessment.", ids(Matrix::ALL, Matrix::id)),
        words("Dimension", "What a matrix asks about.", ids(Dimension::ALL, Dimension::id)),
        words("Pillar", "What an operating model stands on.", ids(Pillar::ALL, Pillar::id)),
        words("Control", "A control of good MDF governance.", ids(Control::ALL, Control::id)),
        words("YesNo", "Whether a control is in place.", vec!["yes", "no", "unknown"]),
        words(
            "Effect",
            "What a step does to a figure; `known`: it can be stated where it was a guess.",
            ids(&[Effect::Rises, Effect::Falls, Effect::Known], Effect::id),
        ),
    ]
}

/// Those of campaigns.
pub(super) fn of_campaigns() -> Vec<Def> {
    vec![
        words(
            "PartnerRole",
            "How a partner takes part in winning and keeping customers.",
            ids(Role::ALL, Role::id),
        ),
        words("PartnerType", "What kind of company a partner is.", ids(PartnerType::ALL, PartnerType::id)),
        words("PartnerLayer", "Where a partner stands in the ecosystem.", ids(Layer::ALL, Layer::id)),
        words(
            "Lifecycle",
            "The part of a customer's life that a campaign is for.",
            ids(Lifecycle::ALL, Lifecycle::id),
        ),
        words(
            "Activity",
            "What was done. `tradeShow`, `sponsorship`, `social` and `brand` capture no leads and are not ranked.",
            ids(Activity::ALL, Activity::id),
        ),
        words(
            "CampaignStatus",
            "Where the MDF request stands. What is denied or canceled did not run.",
            ids(campaign::Status::ALL, campaign::Status::id),
        ),
        words(
            "CampaignNumber",
            "A number of a campaign that is added up.",
            CampaignField::numbers().map(CampaignField::id).collect(),
        ),
        words(
            "CampaignDimension",
            "By what campaigns are grouped.",
            ids(&portfolio::Dimension::ALL, portfolio::Dimension::id),
        ),
        words(
            "CampaignClass",
            "How a campaign is judged: ranked, or why not.",
            ids(&portfolio::Class::ALL, portfolio::Class::id),
        ),
        words("Oddity", "Why a campaign stands out.", portfolio::Oddity::CODES.to_vec()),
        words("Span", "From where to where a time is.", ids(&portfolio::Span::ALL, portfolio::Span::id)),
        words("CreditRule", "By which rule a deal is split.", ids(&Rule::ALL, Rule::id)),
        words("CreditGap", "Why a rule cannot split a deal.", ids(&Gap::ALL, Gap::id)),
        words(
            "ResponseVerdict",
            "What periods say of the exponent.",
            ids(&response::Verdict::ALL, response::Verdict::id),
        ),
        words(
            "BetaFrom",
            "Where an exponent is from: the question, the quarters of the partner's tier, those of all campaigns, or assumed.",
            ids(&scorecard::BetaFrom::ALL, scorecard::BetaFrom::id),
        ),
        words("ScorePart", "A part of a score.", ids(&scorecard::Part::ALL, scorecard::Part::id)),
        words(
            "ScoreItem",
            "Something that is known of a partner.",
            ids(scorecard::Item::ALL, scorecard::Item::id),
        ),
    ]
}

/// Which way metrics are better.
pub(super) fn better() -> Vec<&'static str> {
    once(METRICS.iter().map(|row| row.better.id()))
}

fn words(name: &'static str, about: &str, words: Vec<&'static str>) -> Def {
    alias(name, about, Shape::Words(words))
}

fn ids<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| id(*one)).collect()
}
