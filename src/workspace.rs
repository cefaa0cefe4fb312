//! Everything that a visitor has made: one value, which undo, files, links, storage and recovery take and give whole.

mod answer;
pub mod deals;
mod mode;
mod read;
mod rows;
mod write;

pub use answer::{Answer, Answers, kind_of};
use comarketing_roi_engine::draft::Origin;
use comarketing_roi_engine::plan::{FieldPath, Group, Switch};
use comarketing_roi_engine::{Draft, Field, Plan, ValidPlan};
use deals::Deals;
pub use mode::Mode;
pub use read::{Opened, ReadError, Restored};
pub use rows::{CampaignRows, Choices, Evidence, Filled, MAX_KEPT_ROWS};
use std::rc::Rc;
pub use write::Saved;

/// Which of the two plans of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanKind {
    /// The program with all partner tiers.
    Program,
    /// One activity.
    Campaign,
}

impl PlanKind {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Program => Self::Campaign,
            Self::Campaign => Self::Program,
        }
    }
}

/// A plan that was put aside to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// Its inputs.
    pub form: Rc<Draft>,
}

/// One activity, from the request to the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// The plan of the activity; once the forecast is frozen, the actual figures.
    pub form: Rc<Draft>,
    /// What was answered about the activity.
    pub answers: Rc<Answers>,
    /// The plan as it was when it was frozen.
    pub forecast: Option<Rc<ValidPlan>>,
}

/// What a visitor has made. Independent of the language: a number is a number in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// The program.
    pub program: Rc<Draft>,
    /// The campaign.
    pub campaign: Campaign,
    /// Plans that were put aside.
    pub scenarios: Rc<Vec<Scenario>>,
    /// What was answered about maturity and controls.
    pub assessment: Rc<Answers>,
    /// What was answered in a call.
    pub call: Rc<Answers>,
    /// The campaigns of the portfolio, as they were given.
    pub rows: Option<Rc<CampaignRows>>,
    /// Which figures of the program they have filled.
    pub evidence: Rc<Vec<Evidence>>,
    /// Deals that several partners touched.
    pub deals: Rc<Deals>,
}

/// How many plans can stand aside.
pub const MAX_SCENARIOS: usize = 6;
/// The longest name of a scenario, in characters.
pub const MAX_SCENARIO_NAME: usize = 60;

impl Workspace {
    /// A workspace of these two forms, with nothing answered or put aside.
    pub fn new(program: Draft, campaign: Draft) -> Self {
        Self {
            program: Rc::new(program),
            campaign: Campaign { form: Rc::new(campaign), answers: Rc::default(), forecast: None },
            scenarios: Rc::default(),
            assessment: Rc::default(),
            call: Rc::default(),
            rows: None,
            evidence: Rc::default(),
            deals: Rc::default(),
        }
    }

    /// One of the two forms.
    pub fn form(&self, kind: PlanKind) -> &Rc<Draft> {
        match kind {
            PlanKind::Program => &self.program,
            PlanKind::Campaign => &self.campaign.form,
        }
    }

    /// One of the two forms, to be changed.
    pub fn form_mut(&mut self, kind: PlanKind) -> &mut Draft {
        Rc::make_mut(self.form_slot(kind))
    }

    /// Puts another form in the place of one of the two.
    pub fn set_form(&mut self, kind: PlanKind, form: Rc<Draft>) {
        *self.form_slot(kind) = form;
    }

    fn form_slot(&mut self, kind: PlanKind) -> &mut Rc<Draft> {
        match kind {
            PlanKind::Program => &mut self.program,
            PlanKind::Campaign => &mut self.campaign.form,
        }
    }

    /// Puts a plan that was given into the workspace: in a campaign a plan of one tier is the campaign's, anything else the
    /// program's. Answers which it became.
    pub fn take_plan(&mut self, plan: &Plan, mode: Mode) -> PlanKind {
        let kind = if plan.tiers.len() == 1 { mode.plan() } else { PlanKind::Program };
        self.set_form(kind, Rc::new(Draft::of(plan, &Origin::Yours)));
        self.share_company(kind, None);
        kind
    }

    /// Every answer, in groups of where it was given.
    pub fn answers(&self) -> impl Iterator<Item = &(String, Answer)> {
        self.assessment.iter().chain(self.campaign.answers.iter()).chain(self.call.iter())
    }

    /// The answer at a path, if there is one.
    pub fn answer(&self, path: &str) -> Option<&Answer> {
        self.answers().find(|(at, _)| at == path).map(|(_, answer)| answer)
    }

    /// Gives the answer at a path, or takes it back with an empty word.
    pub fn set_answer(&mut self, path: String, answer: Answer) {
        let answers = if path.starts_with("/campaign/") {
            &mut self.campaign.answers
        } else if path.starts_with("/call/") {
            &mut self.call
        } else {
            &mut self.assessment
        };
        let answers = Rc::make_mut(answers);
        answers.retain(|(at, _)| *at != path);
        if !answer.is_blank() {
            answers.push((path, answer));
        }
    }

    /// Copies what belongs to the company, and not to a program or an activity, from one plan to the other: what is
    /// different from `before`, or else all that is filled in. Money of another currency is not copied: nothing is
    /// converted. A form without figures of its own takes the currency over.
    pub fn share_company(&mut self, from: PlanKind, before: Option<&Draft>) {
        let source = Rc::clone(self.form(from));
        let target = self.form(from.other());
        if target.currency != source.currency && target.has_figures() {
            return;
        }
        // What stands in proportion only is nobody's cost.
        let withheld = source.costs_withheld || target.costs_withheld;
        let moves = |place: &FieldPath| {
            if withheld && place.field.is_cost_or_margin() {
                return false;
            }
            let ours = source.get(*place);
            let said = before.map_or(!ours.is_blank(), |before| before.get(*place) != ours);
            // An example is nobody's company.
            said && ours.origin != Origin::Sample && target.get(*place) != ours
        };
        let company = [Group::Direct, Group::Economics].into_iter().flat_map(Field::of);
        let moved: Vec<FieldPath> =
            company.chain([Field::InfluenceCredit]).map(FieldPath::plan).filter(moves).collect();
        let turned = |switch: &Switch| {
            let holds = source.holds(*switch);
            target.holds(*switch) != holds && before.is_none_or(|before| before.holds(*switch) != holds)
        };
        let turned: Vec<Switch> = Switch::ALL.into_iter().filter(turned).collect();
        if moved.is_empty() && target.currency == source.currency && turned.is_empty() {
            return;
        }
        let target = self.form_mut(from.other());
        for place in moved {
            target.set(place, source.get(place).clone());
        }
        for switch in turned {
            target.say(switch, source.holds(switch));
        }
        target.currency.clone_from(&source.currency);
    }
}
