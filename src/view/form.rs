//! The form: tiers, direct, economics.

use super::dial::slider;
use super::field::{EDIT, Shown, error, helped_field, number_field, row_name, text_box};
use super::icon::{CROSS, icon};
use super::label_of;
use crate::app::{ADD_TIER, Action, FIRST_FIELDS, OF_DIRECT, Panel, State, is_folded, name_id, name_path};
use crate::fold::capital;
use crate::markup::{Control, Tree, button, el, line, of, visually_hidden};
use crate::text::{self, Text};
use comarketing_roi_engine::draft::DraftTier;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::name::isolated;
use comarketing_roi_engine::plan::{Group, MAX_TIERS, Switch};
use comarketing_roi_engine::resolve::DEFAULT_CREDIT;
use comarketing_roi_engine::{Field, FieldPath, Number, Problem};
use std::rc::Rc;

/// What every part of the form needs.
pub struct Form<'a> {
    /// What is drawn.
    pub state: &'a State,
    /// The sign of the currency.
    pub sign: String,
    /// The tag of its headings.
    pub heading: &'static str,
}

impl Form<'_> {
    pub(super) fn problem(&self, path: &str) -> Option<&Problem> {
        self.state.problem(path)
    }

    pub(super) fn number(&self, place: FieldPath, key: u32, tier: &str) -> Tree {
        number_field(place, key, tier, self.shown(place))
    }

    /// A number of the plan with a line on what it is.
    pub(super) fn number_with_help(&self, place: FieldPath, help: Text) -> Tree {
        helped_field(place, self.shown(place), help)
    }

    /// What the field at a place shows.
    pub(super) fn shown(&self, place: FieldPath) -> Shown<'_> {
        let (state, problem) = (self.state, self.problem(&place.path()));
        let entry = state.draft().get(place);
        let hidden = place.field.is_cost_or_margin() && state.is_private() && !entry.is_blank();
        let (text, example) = (state.text(place), state.example(place));
        let evidence = state.evidence(place).map(|evidence| (evidence.rows, evidence.of));
        Shown {
            label: label_of(place.field),
            text,
            entry,
            hidden,
            sign: &self.sign,
            problem,
            example,
            evidence,
        }
    }
}

/// The side of the page on which a visitor enters.
pub(super) fn inputs() -> Tree {
    of("section", "inputs").set("aria-label", text::INPUTS)
}

/// Everything that a visitor enters.
pub fn form(form: &Form) -> Tree {
    let draft = form.state.draft();
    let folded: Vec<FieldPath> = draft.places().filter(|place| is_folded(*place)).collect();
    let filled = folded.iter().filter(|place| !draft.get(**place).is_blank()).count();
    // A problem in a folded field must be seen.
    let wrong = folded.iter().any(|place| form.state.problem(&place.path()).is_some());
    let open = form.state.more_detail || wrong;
    let rows: Vec<Field> =
        Field::of(Group::Tier).take(if open { usize::MAX } else { FIRST_FIELDS }).collect();
    let more = text::more_detail(&filled.to_string(), &folded.len().to_string());
    inputs()
        .child(line(form.heading, "group", text::TIERS))
        .child(
            scroll()
                .child(tiers(form, &rows))
                .child(line("p", "empty", text::NO_TIERS).flag("hidden", !draft.tiers.is_empty())),
        )
        .child(
            of("div", "actions").child(add_tier(form)).child(
                button("", more, Action::MoreDetail).says("aria-expanded", open).flag("disabled", wrong),
            ),
        )
        .child(line("p", "hint", text::RANGE_HELP))
        .child(group(text::DIRECT, form.heading, of_direct(form)))
        .child(group(text::ECONOMICS, form.heading, economics(form)))
        .child(finance(form, form.state.more_detail))
}

/// What holds the columns of the tiers, where they are too many for its width.
pub(super) fn scroll() -> Tree {
    of("div", "scroll").set("role", "group").set("aria-label", text::TIERS)
}

/// The columns of the tiers, with these fields of each.
pub(super) fn tiers(form: &Form, rows: &[Field]) -> Tree {
    let tiers = form.state.draft().tiers.iter().enumerate();
    of("div", "tiers").child(names(rows)).children(tiers.map(|(at, tier)| column(form, at, tier, rows)))
}

/// The button that splits the totals of all partners by tier, while nothing else is there.
pub(super) fn split_tiers(form: &Form) -> Option<Tree> {
    (form.state.draft().tiers.len() == 1)
        .then(|| button("", text::SPLIT_TIERS, Action::SplitTiers).set("part", EDIT))
}

/// The button that adds a tier.
pub(super) fn add_tier(form: &Form) -> Tree {
    let full = form.state.draft().tiers.len() >= MAX_TIERS;
    button("", text::ADD_TIER, Action::AddTier)
        .set("part", EDIT)
        .set("id", ADD_TIER)
        .flag("disabled", full)
        .set_some("title", full.then_some(text::ENOUGH_TIERS))
}

/// The names of the rows, for those who see them beside the columns; each field has its own label.
fn names(rows: &[Field]) -> Tree {
    of("div", "rows")
        .keyed("rows")
        .set("aria-hidden", "true")
        .child(of("div", "name").keyed("name"))
        .children(rows.iter().map(|field| row_name(FieldPath::tier(0, *field))))
}

fn column(form: &Form, at: usize, tier: &DraftTier, rows: &[Field]) -> Tree {
    let name = isolated(&tier.name);
    let cell = |field: &Field| {
        let number = form.number(FieldPath::tier(at, *field), tier.key, &name);
        of("div", "cell").keyed(field.id()).child(number)
    };
    let cells: Vec<Tree> = rows.iter().map(cell).collect();
    of("div", "tier")
        .keyed(tier.key.to_string())
        .set("role", "group")
        .set("aria-label", name)
        .child(name_field(form, at, tier, true))
        .children(cells)
}

/// The tier's name, and the button that removes the tier; a campaign's one partner stays.
pub(super) fn name_field(form: &Form, at: usize, tier: &DraftTier, removable: bool) -> Tree {
    let problem = form.problem(&name_path(at));
    let id = name_id(tier.key);
    let error_id = concat(&[&id, "-error"]);
    let remove = text::remove_tier(&isolated(&tier.name));
    let rename = move |name| Action::Rename(at, name);
    let input = text_box(id.clone(), tier.name.clone(), rename, Action::CommitName(at))
        .set("inputmode", "text")
        .set_some("aria-invalid", problem.map(|_| "true"))
        .set_some("aria-describedby", problem.map(|_| error_id.clone()));
    let remove = of("button", "quiet icon-only")
        .set("type", "button")
        .set("part", EDIT)
        .set("title", remove.clone())
        .flag("hidden", !removable)
        .presses(Action::RemoveTier(at))
        .child(icon(CROSS))
        .child(visually_hidden(remove));
    of("div", if problem.is_some() { "name wrong" } else { "name" })
        .keyed("name")
        .child(match removable {
            true => line("label", "hidden", text::tier_name(&(at + 1).to_string())).set("for", id),
            false => line("label", "label", text::CAMPAIGN_NAME).set("for", id),
        })
        .child(of("div", "box").child(input).child(remove))
        .child(error(error_id, problem))
}

/// A titled group of fields.
pub(super) fn group(title: Text, heading: &'static str, fields: impl IntoIterator<Item = Tree>) -> Tree {
    of("div", "plain")
        .set("role", "group")
        .set("aria-label", title)
        .child(line(heading, "group", title))
        .children(fields)
}

/// Numbers that stand once.
pub(super) fn numbers(form: &Form, fields: impl IntoIterator<Item = Field>) -> Tree {
    of("div", "fields").children(fields.into_iter().map(|field| form.number(FieldPath::plan(field), 0, "")))
}

/// What is asked of time and of how long a customer counts: few change it, and every figure has a default.
pub(super) const FINANCE: [Field; 6] = [
    Field::AnnualExpansion,
    Field::MaxLifetimeYears,
    Field::DiscountRate,
    Field::SalesCycleMonths,
    Field::CostFollowsCredit,
    Field::PeriodMonths,
];

/// What is asked of margins and churn, without some that stand elsewhere.
pub(super) fn margins(form: &Form, but: &[Field]) -> Tree {
    let asked = |field: &Field| !FINANCE.contains(field) && !but.contains(field);
    numbers(form, Field::of(Group::Economics).filter(asked))
}

/// What is asked of margins, churn and credit.
pub(super) fn economics(form: &Form) -> [Tree; 4] {
    [
        margins(form, &[]),
        check(form, text::PROGRAMME_COST_INCLUDES_COMMISSION, Switch::ProgrammeCostIncludesCommission),
        check(form, text::WIN_RATE_BY_COUNT, Switch::WinRateByCount),
        credit(form),
    ]
}

/// What finance asks about; the questions beside the plan's own fields come with the late part.
pub(super) fn finance(form: &Form, asks_more: bool) -> Tree {
    let fields = [line("p", "hint", text::FINANCE_HELP), numbers(form, FINANCE)];
    let group = group(text::FINANCE, form.heading, fields);
    if asks_more { group.place(Panel::Finance) } else { group }
}

/// A switch with its label.
pub(super) fn check(form: &Form, label: Text, switch: Switch) -> Tree {
    let says = move |holds| Action::Switch(switch, holds);
    let input = el("input")
        .set("type", "checkbox")
        .checked(form.state.draft().holds(switch))
        .controls(Control::Tick(Rc::new(says)));
    of("label", "check").child(input).child(line("span", "", label))
}

/// The step that asks for direct: the four totals, and the rest on demand.
pub(super) fn direct_step(form: &Form) -> [Tree; 5] {
    let open = form.state.more_detail;
    let rest = Field::of(Group::Direct).filter(|field| !OF_DIRECT.contains(field));
    let more = button("quiet", text::DIRECT_MORE, Action::MoreDetail).says("aria-expanded", open);
    [
        line("p", "lead", text::DIRECT_HELP),
        numbers(form, OF_DIRECT),
        check(form, text::INCLUDES_INFLUENCED, Switch::IncludesInfluenced),
        of("div", "actions").child(more),
        if open { numbers(form, rest) } else { el("div") },
    ]
}

/// What is asked of direct marketing and sales.
pub(super) fn of_direct(form: &Form) -> [Tree; 3] {
    [
        line("p", "hint", text::DIRECT_HELP),
        numbers(form, Field::of(Group::Direct)),
        check(form, text::INCLUDES_INFLUENCED, Switch::IncludesInfluenced),
    ]
}

/// The influence credit: a slider and its number box; the box is the truth. What there is for the claim comes with the
/// other details, so that the late part is not asked for by everyone who opens the form.
pub(super) fn credit(form: &Form) -> Tree {
    let place = FieldPath::plan(Field::InfluenceCredit);
    let credit = of("div", "credit")
        .child(form.number(place, 0, ""))
        .child(slider(form, place, ""))
        .child(line("p", "hint", text::CREDIT_HELP))
        .child(credit_claim(form));
    if form.state.more_detail { credit.place(Panel::Credit) } else { credit }
}

/// What the credit says would have happened without partners.
pub(super) fn credit_claim(form: &Form) -> Tree {
    let entry = form.state.draft().get(FieldPath::plan(Field::InfluenceCredit));
    let credit = entry.input.number().map_or(DEFAULT_CREDIT, Number::likely);
    line("p", "hint", form.state.format.credit_claim(credit))
}

/// The list of what is wrong, with a way to each field; hidden where there is nothing.
pub fn problems(form: &Form) -> Tree {
    let shown: Vec<&Problem> = form.state.shown_problems().collect();
    let row = |problem: &&Problem| {
        let row = el("li").keyed(problem.path.clone());
        let row = match target(form, problem) {
            Some((way, label)) => row.child(button("link", label, way)).text(text::join_named("", "")),
            None => row,
        };
        row.child(line("span", "", problem.message.clone()))
    };
    of("div", "problems")
        .flag("hidden", shown.is_empty())
        .child(line("strong", "", text::problems(shown.len())))
        .child(el("ul").children(shown.iter().map(row)))
}

/// The way to the control that a problem is about, which may be on another step, and its name.
fn target(form: &Form, problem: &Problem) -> Option<(Action, String)> {
    let draft = form.state.draft();
    if let Some(place) = draft.places().find(|place| place.path() == problem.path) {
        let label = label_of(place.field);
        let label = match place.tier.and_then(|at| draft.tiers.get(at)) {
            Some(tier) => text::join_items(label, &isolated(tier.name.trim())),
            None => label.to_owned(),
        };
        return Some((Action::GoTo(place), capital(&label)));
    }
    let mut tiers = draft.tiers.iter().enumerate();
    let tier = tiers.find(|(at, _)| problem.path == name_path(*at));
    tier.map(|(at, tier)| (Action::Focus(name_id(tier.key)), text::tier_name(&(at + 1).to_string())))
}
