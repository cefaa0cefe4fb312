//! The sheet on which MDF is asked for: one activity, what it costs, what it should bring, and whether it is worth it.
//! The plan has one tier, the activity.

mod lines;
pub(super) mod verdict;

use super::narrative::{band, break_even};
use super::phrases::{entry as line_of, example, heading, inline, known, paper};
use super::stage::{assessment, readiness};
use super::{Insight, activity, campaign};
use crate::markup::{Tree, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::cash::{Campaign, Mdf, cash};
use comarketing_roi_engine::discounted_cash_flow::DEFAULT_DISCOUNT_RATE;
use comarketing_roi_engine::report::Scope;
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// The days of a year, for interest.
const YEAR: f64 = 365.0;

/// Draws how far the sheet is filled in, and the sheet folded below it; for paper, where it has a date, the sheet alone.
pub(super) fn panel(insight: &Insight, date: Option<&str>) -> Option<Tree> {
    let sheet = paper_of(insight, date)?;
    if date.is_some() {
        return Some(sheet);
    }
    let fold = of("details", "opens").child(line("summary", "", text::PANEL_REQUEST_OPEN)).child(sheet);
    Some(
        of("div", "")
            .child(line("h3", "h2", text::PANEL_REQUEST))
            .child(lines::filled(insight, &Told::of(insight)))
            .child(fold),
    )
}

/// The sheet.
fn paper_of(insight: &Insight, date: Option<&str>) -> Option<Tree> {
    let scope = insight.report.tiers.first()?;
    let told = Told::of(insight);
    let verdict = verdict::of_vendor(insight, &told, scope);
    let found = assessment(insight);
    Some(
        paper("request", insight.report.is_example())
            .child(heading("h3", text::PANEL_REQUEST.get()))
            .children(date.map(|date| line("p", "hint", date.to_owned())))
            .children(example(insight))
            .child(parties(insight, &told, scope))
            .child(
                of("section", "verdict")
                    .child(heading("h4", text::PANEL_VERDICT.get()))
                    .child(line("p", "meaning", verdict.said))
                    .children((!verdict.behind.is_empty()).then(|| line("p", "", verdict.behind)))
                    .children(verdict.reasons.into_iter().map(|reason| line("p", "", reason))),
            )
            .child(sheet(text::PANEL_MONEY, money(insight)))
            .child(sheet(text::PANEL_EXPECTED, expected(insight, scope)))
            .child(sheet(text::PANEL_FIXED, fixed(insight, &told)))
            .child(returns(insight, scope))
            .child(waiting(insight, &told))
            .child(readiness(&found.governance, "h4"))
            .child(signatures()),
    )
}

/// What is told of the activity beside its figures: by what was typed on the page.
pub(super) struct Told {
    partner: Option<String>,
    tier: Option<String>,
    segment: Option<String>,
    start: Option<String>,
    end: Option<String>,
    /// What counts as a qualified lead.
    lead: Option<String>,
    days: Option<f64>,
    /// The return that is wanted, as a share.
    pub(super) target: Option<f64>,
}

impl Told {
    pub(super) fn of(insight: &Insight) -> Self {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let text = |path: &str| given(activity::typed(insight, path));
        Self {
            partner: text("/campaign/partner"),
            tier: text("/campaign/tier"),
            segment: text("/campaign/segment"),
            start: text("/campaign/start"),
            end: text("/campaign/end"),
            lead: text("/campaign/leadDefinition"),
            days: activity::days(insight, "/campaign/delayDays").filter(|days| *days >= 0.0),
            target: activity::target(insight, "/campaign/target"),
        }
    }
}

/// A titled table of two columns.
pub(super) fn sheet(title: Text, rows: Vec<Tree>) -> Tree {
    of("section", "sheet").child(heading("h4", title.get())).child(
        of("table", "sheet").child(line("caption", "hidden", title.get())).child(el("tbody").children(rows)),
    )
}

/// Who asks, for what.
pub(super) fn parties(insight: &Insight, told: &Told, scope: &Scope) -> Tree {
    let blank = || text::PANEL_TO_FILL.get().to_owned();
    let kind = match campaign::captures(insight) {
        Some(false) => text::PANEL_KIND_AWARENESS.get().to_owned(),
        Some(true) => text::PANEL_KIND_ALIGNED.get().to_owned(),
        None => blank(),
    };
    let library = campaign::kind(insight).map_or_else(blank, str::to_owned);
    let or_blank = |told: &Option<String>| told.clone().unwrap_or_else(blank);
    let rows = [
        line_of(text::PANEL_ACTIVITY.get(), scope.name.clone()),
        line_of(text::PANEL_PARTNER.get(), or_blank(&told.partner)),
        line_of(text::PANEL_TIER.get(), or_blank(&told.tier)),
        line_of(text::PANEL_LIBRARY.get(), library),
        line_of(text::PANEL_KIND.get(), kind),
        line_of(text::PANEL_SEGMENT.get(), or_blank(&told.segment)),
        line_of(text::PANEL_START.get(), or_blank(&told.start)),
        line_of(text::PANEL_END.get(), or_blank(&told.end)),
        line_of(text::PANEL_CURRENCY.get(), insight.report.currency.clone()),
    ];
    of("table", "sheet")
        .child(line("caption", "hidden", text::PANEL_PARTIES.get()))
        .child(el("tbody").children(rows))
}

/// What the activity costs, and who pays which part.
fn money(insight: &Insight) -> Vec<Tree> {
    let q = insight.quantities(0);
    let of = |symbol| known(&q, symbol);
    let (mdf, programme, partner) = (of(Symbol::M), of(Symbol::O), of(Symbol::P));
    let parts = [mdf, programme, partner];
    let total = parts.iter().any(Option::is_some).then(|| parts.iter().flatten().sum::<f64>());
    let none = || text::NO_VALUE.get().to_owned();
    let part = |value: Option<f64>| match (value, total.filter(|total| *total > 0.0)) {
        (Some(value), Some(total)) => {
            text::panel_of_total(&insight.money(value), &insight.share(value / total))
        }
        (Some(value), None) => insight.money(value),
        (None, _) => none(),
    };
    vec![
        line_of(text::PANEL_TOTAL_COST.get(), total.map_or_else(none, |total| insight.money(total))),
        line_of(text::PANEL_MDF_ASKED.get(), part(mdf)),
        line_of(text::PANEL_MATCH.get(), part(partner)),
        line_of(super::phrases::label(Field::ProgrammeCost), part(programme)),
    ]
}

/// The funnel that is expected, as far as it is known.
fn expected(insight: &Insight, scope: &Scope) -> Vec<Tree> {
    let q = insight.quantities(0);
    let steps = [
        (Symbol::L, Field::Leads),
        (Symbol::Q, Field::Mqls),
        (Symbol::Ns, Field::OpportunitiesSourced),
        (Symbol::Ni, Field::OpportunitiesInfluenced),
        (Symbol::S, Field::PipelineSourced),
        (Symbol::I, Field::PipelineInfluenced),
        (Symbol::W, Field::WinRate),
        (Symbol::Ks, Field::CustomersSourced),
    ];
    let step = |(symbol, field): (Symbol, Field)| {
        let value = known(&q, symbol)?;
        Some(line_of(super::phrases::label(field), insight.input(field, value)))
    };
    let people = [
        ("/campaign/registrations", text::PANEL_REGISTRATIONS),
        ("/campaign/attendees", text::PANEL_ATTENDEES),
    ];
    let person = |(path, name): (&str, Text)| {
        activity::number(insight, path).map(|value| line_of(name.get(), insight.count(value)))
    };
    let mut rows: Vec<Tree> =
        people.into_iter().filter_map(person).chain(steps.into_iter().filter_map(step)).collect();
    rows.extend(campaign::funnel(insight).map(|said| line_of(text::PANEL_FUNNEL.get(), said)));
    let revenue = MetricId::RevenueCredited;
    rows.extend(insight.stated(scope, revenue).map(|figure| line_of(insight.format.name(revenue), figure)));
    if rows.is_empty() {
        rows.push(line_of(text::PANEL_EXPECTED.get(), text::NO_VALUE.get()));
    }
    rows
}

/// What both fix before it runs, so that nobody has to argue about it afterwards.
fn fixed(insight: &Insight, told: &Told) -> Vec<Tree> {
    let blank = || text::PANEL_TO_FILL.get().to_owned();
    vec![
        line_of(text::PANEL_LEAD_DEFINITION.get(), told.lead.clone().unwrap_or_else(blank)),
        line_of(text::PANEL_RULE.get(), campaign::rule(insight).map_or_else(blank, str::to_owned)),
        line_of(
            text::PANEL_CAMPAIGN_TARGET.get(),
            told.target.map_or_else(blank, |target| insight.share(target)),
        ),
    ]
}

/// What each side gets out of it, and where it stands against direct.
fn returns(insight: &Insight, scope: &Scope) -> Tree {
    let direct = &insight.report.direct;
    let ours = [MetricId::Roi, MetricId::RoiPartner, MetricId::RoiJoint];
    let mut rows: Vec<Tree> = ours.iter().map(|id| figure(insight, scope, *id)).collect();
    rows.push(figure(insight, scope, MetricId::BreakEvenInfluenceCredit));
    for id in [MetricId::PipelinePerDollar, MetricId::PartnerCac] {
        rows.push(figure(insight, scope, id));
        rows.extend(id.of_direct().map(|theirs| figure(insight, direct, theirs)));
    }
    let band =
        band(insight, scope).map(|band| text::panel_band_of(&insight.format.name(MetricId::Roi), &band));
    sheet(text::PANEL_RETURNS, rows)
        .children(band.into_iter().chain(break_even(insight, scope)).map(|said| line("p", "hint", said)))
}

/// A figure, or why there is none.
fn figure(insight: &Insight, scope: &Scope, id: MetricId) -> Tree {
    match insight.stated(scope, id) {
        Some(figure) => line_of(insight.format.name(id), figure),
        None => super::phrases::row(
            insight.format.name(id),
            [line("td", "reason", super::phrases::reason(scope, id))],
        ),
    }
}

/// What it costs the partner to wait for the money: interest on the MDF for the days between paying and being paid.
fn waiting(insight: &Insight, told: &Told) -> Tree {
    let given = insight.plan.get(FieldPath::plan(Field::DiscountRate)).map(|rate| rate.likely());
    let rate = given.unwrap_or(DEFAULT_DISCOUNT_RATE);
    let section = of("section", "waiting").child(heading("h4", text::PANEL_WAITING.get()));
    let (Some(days), Some(mdf)) = (told.days, known(&insight.quantities(0), Symbol::M)) else {
        return section.child(line("p", "hint", text::PANEL_WAITING_UNKNOWN.get()));
    };
    let (money, share) = (insight.money(mdf), insight.share(rate));
    // The calendar of a campaign that waits so long, of which this is the special case without any other money.
    let paid_after = Some(days * 12.0 / YEAR);
    let calendar = cash(&Campaign {
        discount_rate: Some(rate),
        paid_first: mdf,
        mdf: Some(Mdf { amount: mdf, paid_after, ..Mdf::default() }),
        ..Campaign::default()
    });
    let Ok(cost) = calendar.waiting_cost else {
        return section.child(line("p", "hint", text::PANEL_WAITING_UNKNOWN.get()));
    };
    let cost = insight.money(cost);
    let assumed = given.is_none().then(|| line("p", "hint", text::panel_waiting_assumed(&share)));
    section
        .child(line("p", "", text::panel_waiting_cost(&insight.format.days(days), &cost)))
        .child(line(
            "p",
            "hint",
            text::panel_waiting_formula(&money, &share, &insight.count(days), &insight.count(YEAR), &cost),
        ))
        .children(assumed)
}

/// Where both sides sign.
pub(super) fn signatures() -> Tree {
    let columns = [text::PANEL_SIDE, text::PANEL_NAME, text::PANEL_DATE, text::PANEL_SIGNATURE];
    let side = |name: Text| super::phrases::row(name.get(), (0..3).map(|_| of("td", "blank")));
    let table = of("table", "sheet signatures")
        .child(super::phrases::head(columns.map(Text::get)))
        .child(el("tbody").child(side(text::PANEL_PARTNER)).child(side(text::PANEL_VENDOR)));
    of("section", "sign").child(heading("h4", text::PANEL_SIGN_OFF.get())).child(table)
}

/// The name of a metric inside a sentence.
fn said(insight: &Insight, id: MetricId) -> String {
    inline(&insight.format.name(id))
}
