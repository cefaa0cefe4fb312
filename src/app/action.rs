//! What a visitor or the host does, and the names that actions use.

use super::portfolio::Progress;
use crate::format::Format;
use crate::workspace::deals::DealEdit;
use crate::workspace::{Answer, CampaignRows, Filled, Mode, Opened};
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::plan::Switch;
use comarketing_roi_engine::{FieldPath, MetricId, Plan};
use std::rc::Rc;

/// A part of the results; a figure that stands in two of them opens where it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The headline.
    Headline,
    /// The numbers that executives ask for.
    Executive,
    /// Acquisition cost.
    Acquisition,
    /// The table of tiers.
    Table,
    /// Figures for the whole plan.
    Programme,
}

/// Where a figure stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureRef {
    /// The part of the results.
    pub area: Section,
    /// The scope that it is stated for.
    pub column: ScopeId,
    /// The metric.
    pub metric: MetricId,
}

/// Where a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The visitor typed, pressed or chose something.
    User,
    /// The host's page.
    Host,
    /// A shared link.
    Link,
    /// A file or a table.
    Import,
    /// What was kept on the device.
    Storage,
}

impl Source {
    /// Its name in the contract with the host.
    pub fn id(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Host => "host",
            Self::Link => "link",
            Self::Import => "import",
            Self::Storage => "storage",
        }
    }

    /// The source of that name; the host where it is none.
    pub fn named(id: &str) -> Self {
        match id {
            "user" => Self::User,
            "link" => Self::Link,
            "import" => Self::Import,
            "storage" => Self::Storage,
            _ => Self::Host,
        }
    }
}

/// What a visitor or the host does.
#[derive(Clone)]
pub enum Action {
    /// Types into a field.
    Edit(FieldPath, String),
    /// Turns the slider of a field.
    Slide(FieldPath, f64),
    /// Leaves a field: its number is written out, or what is wrong with it is shown.
    Commit(FieldPath),
    /// Takes what a problem offers instead of the text of a field.
    Offer(FieldPath, String),
    /// Leaves a field of the start out, or takes it back in.
    LeaveOut(FieldPath),
    /// Takes the published spread for a figure of the start that the visitor does not know.
    DoNotKnow(FieldPath),
    /// Goes from the start to the steps.
    Begin,
    /// Types a tier's name.
    Rename(usize, String),
    /// Leaves a tier's name.
    CommitName(usize),
    /// Splits the totals of all partners by tier: what is typed into a tier leaves the rest.
    SplitTiers,
    /// Adds a tier at the end.
    AddTier,
    /// Removes a tier.
    RemoveTier(usize),
    /// Says whether a switch of the plan holds.
    Switch(Switch, bool),
    /// Takes the last change back.
    Undo,
    /// Brings back what was undone.
    Redo,
    /// Empties the form.
    Clear,
    /// Fills the form with the sample.
    Sample,
    /// Opens the explanation of a figure, or closes it.
    Explain(FigureRef),
    /// Closes the explanation that is open, or else what was opened last. From inside it, the focus goes back to what opened
    /// it; from elsewhere it stays.
    Close {
        /// Whether the focus is in it.
        from_inside: bool,
    },
    /// Moves the focus to a control.
    Focus(String),
    /// Shows the field of an input, wherever the mode has it, and moves the focus there.
    GoTo(FieldPath),
    /// Unfolds or folds the fields beyond the first.
    MoreDetail,
    /// Shows every row of the table, or the main ones.
    AllMetrics,
    /// The host gives a plan.
    HostPlan(Rc<Plan>),
    /// Opens a file, a link or what the host saved.
    Open(Rc<Opened>, Source),
    /// The host sets language or currency.
    HostFormat(Format),
    /// Takes another way through the plan.
    Mode(Mode),
    /// Goes to a step of the assessment.
    Step(usize),
    /// Answers a question beside the figures; an empty word takes the answer back.
    Answer(String, String),
    /// Sets an input to a number that was worked out for it.
    Set(FieldPath, f64),
    /// Puts the plan aside as a scenario.
    AddScenario,
    /// Gives a scenario another name.
    RenameScenario(usize, String),
    /// Removes a scenario.
    RemoveScenario(usize),
    /// Makes a scenario the plan.
    TakeScenario(usize),
    /// Turns the dials of a call back to where it began.
    BackToToday,
    /// Turns to another tier's dials.
    Tier(usize),
    /// Turns a switch of the page.
    Toggle(Toggle),
    /// Tells the visitor something.
    Say(String),
    /// Freezes the campaign's figures as the forecast, or discards it.
    Freeze,
    /// Shows a table of campaigns, to be looked at before it is taken.
    OpenRows(Rc<CampaignRows>),
    /// Says how far the table that is being read was read.
    ReadSoFar(Progress),
    /// A table that was being read is read.
    RowsRead(Rc<CampaignRows>),
    /// Stops reading: what stood before is there again.
    StopReading,
    /// Takes the table that was looked at, by its head.
    TakeRows(String),
    /// Puts the table away that was looked at.
    DropRows,
    /// Chooses how campaigns are meant or judged, by path; an empty word takes the choice back.
    Choose(String, Answer),
    /// Looks at the campaigns in another way, by path; an empty word takes it back.
    Look(String, String),
    /// Looks at all of the campaigns again.
    LookAtAll,
    /// Fills the program with what campaigns add up to.
    FillProgram(Rc<Filled>),
    /// Changes the deals that several partners touched.
    Deal(DealEdit),
}

impl Action {
    /// Whether it changes figures or answers, which it may not where these are only for reading.
    pub fn is_edit(&self) -> bool {
        match self {
            Self::Explain(_)
            | Self::Close { .. }
            | Self::Focus(_)
            | Self::MoreDetail
            | Self::AllMetrics
            | Self::HostPlan(_)
            | Self::HostFormat(_)
            | Self::Mode(_)
            | Self::Step(_)
            | Self::Begin
            | Self::Tier(_)
            | Self::Toggle(_)
            | Self::DropRows
            | Self::ReadSoFar(_)
            | Self::RowsRead(_)
            | Self::StopReading
            | Self::Look(..)
            | Self::LookAtAll
            | Self::Say(_) => false,
            Self::Edit(..)
            | Self::Slide(..)
            | Self::Commit(_)
            | Self::Offer(..)
            | Self::LeaveOut(_)
            | Self::DoNotKnow(_)
            | Self::Rename(..)
            | Self::CommitName(_)
            | Self::SplitTiers
            | Self::AddTier
            | Self::RemoveTier(_)
            | Self::Switch(..)
            | Self::Undo
            | Self::Redo
            | Self::Clear
            | Self::Sample
            | Self::GoTo(_)
            | Self::Open(..)
            | Self::Answer(..)
            | Self::Set(..)
            | Self::AddScenario
            | Self::RenameScenario(..)
            | Self::RemoveScenario(_)
            | Self::TakeScenario(_)
            | Self::BackToToday
            | Self::OpenRows(_)
            | Self::TakeRows(_)
            | Self::Choose(..)
            | Self::FillProgram(_)
            | Self::Deal(_)
            | Self::Freeze => true,
        }
    }
}

/// What is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toggle {
    /// Larger, for a shared screen.
    Presenter,
    /// Private figures are out of sight.
    Private,
    /// The sheet of keys.
    Keys,
    /// The charts beneath the figures.
    Charts,
    /// What can be done with the plan: files, links, print.
    Menu,
}

/// Where the focus goes after a change that moves things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FocusRequest {
    /// Distinguishes a request from an equal one before it.
    pub count: u32,
    /// The id of the control.
    pub id: String,
}
