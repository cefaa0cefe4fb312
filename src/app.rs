//! The application: its state, what changes it, and what follows from a change.

mod action;
mod call;
mod change;
mod edit;
mod ids;
mod outcome;
mod panel;
mod portfolio;
mod sample;
mod split;
mod state;
mod steps;
mod workflow;

use crate::workspace::Mode;
pub use action::{Action, FigureRef, FocusRequest, Section, Source, Toggle};
pub use call::{DIALS, SHARED_DIALS};
pub use ids::{
    ADD_TIER, FIRST_FIELDS, KEYS_BUTTON, LEAVE_BUTTON, MENU_BUTTON, PRIVATE_BUTTON, button_id, choice_id,
    explanation_id, field_id, is_folded, name_id, name_path,
};
pub use outcome::Outcome;
pub use panel::{Goal, Panel, Questions, Side};
pub use portfolio::{OPEN_DEAL, PASTED_TOUCHES, PORTFOLIO_TITLE, PortfolioView, Progress};
pub use sample::{QUICK, sample, stand_in};
pub use state::{Start, State};
pub use steps::{
    ACTIVITIES, CAMPAIGN_DETAILS, CAMPAIGN_FIELDS, OF_DIRECT, OF_WORTH, STEPS, Step, captures_leads,
};
pub use workflow::STEP_TITLE;

/// What hands an action to the state; the same one for the life of a widget.
#[derive(Clone)]
pub struct Dispatch(std::rc::Rc<dyn Fn(Action)>);

impl Dispatch {
    /// Hands actions to `to`.
    pub fn new(to: impl Fn(Action) + 'static) -> Self {
        Self(std::rc::Rc::new(to))
    }

    /// Hands over one action.
    pub fn dispatch(&self, action: Action) {
        (self.0)(action);
    }
}

/// What the host page sets by attributes.
#[derive(Clone, PartialEq)]
pub struct Host {
    /// BCP 47: how numbers are written.
    pub locale: String,
    /// The language of the texts.
    pub language: crate::text::Language,
    /// ISO 4217, for a form that does not state its own.
    pub currency: String,
    /// `light`, `dark`, or `auto` to follow the page.
    pub theme: String,
    /// The way through the plan that the host asks for.
    pub mode: Mode,
    /// Whether the visitor stays in it.
    pub lock_mode: bool,
    /// What a visitor does next: address and words. Empty where the host names nothing.
    pub cta: (String, String),
    /// Whether the assessment begins with five numbers for a first answer.
    pub quick: bool,
    /// Whether figures are only for reading.
    pub readonly: bool,
    /// The level of the title, 2 to 4.
    pub heading_level: u8,
}

/// What reaches the widget.
pub enum Message {
    /// Somebody did something.
    Act(Action),
    /// It is time to tell screen readers.
    Announce,
    /// The page around us may look different now.
    RefreshTheme,
}
