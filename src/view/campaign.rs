//! The check of one activity: is it worth it, for whom, and what did it return. The form stands at one side, the answer at the
//! other.

use super::cards::cards;
use super::field::{EDIT, Shown};
use super::figure::Results;
use super::form::{FINANCE, Form, check, credit, inputs, name_field, numbers, of_direct, problems};
use super::icon::{DONE, FILE, RING, icon};
use super::label_of;
use super::ledgers::{brand_only, ledgers, missing};
use super::results::{answers, warnings};
use crate::app::{Action, CAMPAIGN_DETAILS, Goal, Panel, Questions, Section, Side};
use crate::markup::{Tree, button, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::plan::{Group, Switch};
use comarketing_roi_engine::{Field, FieldPath, MetricId};

/// What else is known of the activity, beside the three returns.
pub(super) const FURTHER: [(ScopeId, MetricId); 5] = [
    (ScopeId::Total, MetricId::BreakEvenInfluenceCredit),
    (ScopeId::Total, MetricId::PipelinePerDollar),
    (ScopeId::Total, MetricId::CostPerLead),
    (ScopeId::Total, MetricId::PartnerCac),
    (ScopeId::Direct, MetricId::DirectCac),
];

/// The four numbers that are enough for an answer, and what each is.
const NEEDED: [(Field, Text); 4] = [
    (Field::MdfSpent, text::CAMPAIGN_NEEDS_MDF),
    (Field::OpportunitiesSourced, text::CAMPAIGN_NEEDS_SOURCED),
    (Field::WinRate, text::CAMPAIGN_NEEDS_WIN_RATE),
    (Field::DealSize, text::CAMPAIGN_NEEDS_DEAL_SIZE),
];

/// The form of the activity beside what follows from it.
pub fn campaign(form: &Form, results: Option<Results>, cta: Option<Tree>) -> Tree {
    of("div", "split even").child(activity(form)).child(worth(form, results, cta))
}

/// What is asked of the activity.
fn activity(form: &Form) -> Tree {
    let tier = form.state.draft().tiers.first();
    let key = tier.map_or(0, |tier| tier.key);
    let frozen = form.state.workspace.campaign.forecast.is_some();
    let number = |field: Field| form.number(FieldPath::tier(0, field), key, "");
    let named = |field: Field, label: Text| {
        let place = FieldPath::tier(0, field);
        super::field::number_field(place, key, "", Shown { label: label.get(), ..form.shown(place) })
    };
    let paid = if frozen { text::CAMPAIGN_CLAIMED } else { text::CAMPAIGN_MDF };
    let approved = frozen.then(|| named(Field::MdfAllocated, text::CAMPAIGN_APPROVED));
    inputs()
        .child(
            asks(form, text::CAMPAIGN_ACTIVITY)
                .child(of("div", "named").children(tier.map(|tier| name_field(form, 0, tier, false))))
                .place(Panel::Activity),
        )
        .child(
            asks(form, text::CAMPAIGN_WHO)
                .child(
                    of("div", "cols2")
                        .child(named(Field::MdfSpent, paid))
                        .child(named(Field::PartnerContribution, text::CAMPAIGN_OWN))
                        .child(named(Field::ProgrammeCost, text::CAMPAIGN_COST))
                        .place(Panel::PaidBack)
                        .children(approved),
                )
                .place(Panel::Payers),
        )
        .child(
            asks(form, text::CAMPAIGN_EXPECT)
                .child(
                    of("div", "cols2")
                        .child(number(Field::Leads))
                        .child(number(Field::DealSize))
                        .child(number(Field::OpportunitiesSourced))
                        .child(number(Field::OpportunitiesInfluenced))
                        .child(number(Field::WinRate))
                        .place(Panel::Target),
                )
                .child(more(form, key, !frozen)),
        )
        .child(asks(form, text::CAMPAIGN_CHECKS).place(Panel::Questions(Questions::Controls)))
        .child(
            of("div", "asks folds")
                .child(fold(form, text::ECONOMICS.get(), &margins(), economics(form)))
                .child(fold(form, text::FINANCE.get(), &[], finance(form)))
                .child(fold(form, text::DIRECT.get(), &[], of_direct(form))),
        )
}

/// A titled group of what is asked.
fn asks(form: &Form, title: Text) -> Tree {
    of("div", "asks").set("role", "group").set("aria-label", title).child(line(form.heading, "group", title))
}

/// The plan's own fields among the details: the partner's margin, the sales cycle.
const DETAILS: [Field; 2] = [Field::PartnerMargin, Field::SalesCycleMonths];

/// What few fill in, and how much of it is: folded, but for what is wrong in it.
fn more(form: &Form, key: u32, plans: bool) -> Tree {
    let state = form.state;
    let mql = FieldPath::tier(0, Field::Mqls);
    let places = DETAILS.map(FieldPath::plan).into_iter().chain([mql]);
    let filled = places.clone().filter(|place| !state.draft().get(*place).is_blank()).count();
    let answered = CAMPAIGN_DETAILS.iter().filter(|path| state.workspace.answer(path).is_some()).count();
    let all = places.clone().count() + CAMPAIGN_DETAILS.len();
    let wrong = places.into_iter().any(|place| form.problem(&place.path()).is_some());
    let words = text::campaign_more(&(filled + answered).to_string(), &all.to_string());
    let numbers = of("div", "cols2")
        .child(form.number(mql, key, ""))
        .children(DETAILS.map(|field| form.number(FieldPath::plan(field), 0, "")));
    el("details")
        .flag("open", wrong || !plans)
        .child(line("summary", "", words))
        .child(numbers)
        .place(Panel::Planned)
}

/// The margins that are not asked for among the details.
fn margins() -> Vec<Field> {
    let known = |field: &Field| !FINANCE.contains(field) && !DETAILS.contains(field);
    Field::of(Group::Economics).filter(known).collect()
}

fn economics(form: &Form) -> [Tree; 4] {
    [
        numbers(form, margins()),
        check(form, text::PROGRAMME_COST_INCLUDES_COMMISSION, Switch::ProgrammeCostIncludesCommission),
        check(form, text::WIN_RATE_BY_COUNT, Switch::WinRateByCount),
        credit(form),
    ]
}

fn finance(form: &Form) -> [Tree; 3] {
    let fields = FINANCE.into_iter().filter(|field| !DETAILS.contains(field));
    [line("p", "hint", text::FINANCE_HELP), numbers(form, fields), el("div").place(Panel::Finance)]
}

/// What is folded away, but for what is wrong in it.
fn fold(form: &Form, title: &'static str, fields: &[Field], within: impl IntoIterator<Item = Tree>) -> Tree {
    let wrong = fields.iter().any(|field| form.problem(&FieldPath::plan(*field).path()).is_some());
    el("details").flag("open", wrong).child(line("summary", "", title)).children(within)
}

/// Whether it is worth it and for whom; once the forecast is locked, what it returned.
fn worth(form: &Form, results: Option<Results>, cta: Option<Tree>) -> Tree {
    let state = form.state;
    let sheet = answers(state).child(problems(form));
    let known = results.filter(|results| results.value(ScopeId::Total, MetricId::Roi).is_some());
    let brand = brand_only(state);
    let (Some(results), true) = (results, known.is_some() || brand) else {
        return sheet.child(empty(form, results)).child(of("div", "cta").children(cta));
    };
    let frozen = state.workspace.campaign.forecast.is_some();
    let (words, said, paper) = match frozen {
        true => (text::CAMPAIGN_THAW, text::CAMPAIGN_FROZEN, Panel::Claim),
        false => (text::CAMPAIGN_FREEZE, text::CAMPAIGN_FREEZE_HINT, Panel::Request),
    };
    let freeze =
        button("", words, Action::Freeze).says("aria-pressed", frozen).flag("disabled", state.is_stale());
    let closer = el("details")
        .child(line("summary", "", text::CAMPAIGN_CLOSER))
        .place(Panel::Goal(Goal::Campaign))
        .child(cards(results, Section::Acquisition, text::CAMPAIGN_FURTHER, None, &FURTHER))
        .place(Panel::CreditBand);
    sheet
        .child(of("div", "answer judged").child(side(form)).place(Panel::Verdict))
        .children(known.map(ledgers))
        .child(warnings(results))
        .children(known.map(|_| of("div", "section").place(Panel::Agreement)))
        .children(known.map(|_| of("div", "section").place(Panel::Cash)))
        .children(known.map(|_| of("div", "section folds").child(closer)))
        .child(
            of("div", "section")
                .place(paper)
                .child(of("div", "row").child(freeze))
                .child(line("p", "tiny", said)),
        )
        .child(of("div", "cta").children(cta))
}

/// On which side the visitor is: whose verdict and ledger come first.
fn side(form: &Form) -> Tree {
    let partner = super::ledgers::is_partner(form.state);
    let choice = |words: Text, answer: &'static str, on: bool| {
        button("", words, Action::Answer(Side::PATH.to_owned(), answer.to_owned())).says("aria-pressed", on)
    };
    of("div", "row side").child(line("span", "small", text::CAMPAIGN_SIDE).set("aria-hidden", "true")).child(
        of("div", "segmented")
            .set("role", "group")
            .set("aria-label", text::CAMPAIGN_SIDE)
            .child(choice(text::CAMPAIGN_SIDE_VENDOR, "", !partner))
            .child(choice(text::CAMPAIGN_SIDE_PARTNER, Side::PARTNER, partner)),
    )
}

/// What is still needed for an answer, each with the way to its field, and what the answer will be.
fn empty(form: &Form, results: Option<Results>) -> Tree {
    let state = form.state;
    let draft = state.draft();
    let need = |(field, what): &(Field, Text)| {
        let place = FieldPath::tier(0, *field);
        let label = if *field == Field::MdfSpent { text::CAMPAIGN_MDF.get() } else { label_of(*field) };
        let blank = draft.get(place).is_blank();
        let name = match blank {
            true => button("link", label, Action::GoTo(place)),
            false => line("span", "", label),
        };
        let what = line("span", "small", *what);
        el("li")
            .child(icon(if blank { RING } else { DONE }))
            .child(el("span").child(name).text(" ").child(what))
    };
    let left = NEEDED.iter().filter(|(field, ..)| draft.get(FieldPath::tier(0, *field)).is_blank()).count();
    let lead = match left {
        4 => text::CAMPAIGN_EMPTY_LEAD.get().to_owned(),
        1 => text::START_ONE_TO_GO.get().to_owned(),
        0 => missing(results),
        some => text::start_to_go(&some.to_string()),
    };
    let example = button("", text::FILL_SAMPLE, Action::Sample)
        .set("part", EDIT)
        .flag("hidden", draft.has_own_figures());
    let open = of("button", "quiet")
        .set("type", "button")
        .set("data-do", "open")
        .set("part", EDIT)
        .child(icon(FILE))
        .child(line("span", "", text::CAMPAIGN_OPEN));
    of("div", "answer headline stick")
        .child(line(form.heading, "h2", text::CAMPAIGN_EMPTY))
        .child(line("p", "lead", lead))
        .child(of("ul", "needs").children(NEEDED.iter().map(need)))
        .child(of("hr", "rule"))
        .child(line("p", "eyebrow", text::CAMPAIGN_WILL_SEE))
        .child(super::ledgers::ghost())
        .child(line("p", "small", text::CAMPAIGN_WILL_SEE_WHAT))
        .child(of("div", "row").child(example).child(open))
}
