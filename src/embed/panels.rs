//! The late parts' side of the boundary: when panels are drawn, and what is drawn outside of the page or made into text.
//!
//! `embed.js` says when, one panel after the other, and catches what a drawing throws. What is drawn goes into the page by
//! way of its board (`markup/place.rs`).

use super::data::plain_data;
use super::json::to_js;
use super::part::{Absent, now};
use super::widget::Instance;
use crate::app::{Action, Dispatch, Panel, State};
use crate::insight::portfolio::{EXAMPLE, TableFile, file, head_of};
use crate::insight::{Insight, link, unknown_answers};
use crate::markup::{Content, Painter, build, paint};
use crate::text::{Language, late_english, take_late_english};
use crate::workspace::{CampaignRows, Mode, Saved};
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Problem, Value};
use std::cell::{Ref, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
#[cfg(feature = "split")]
use wasm_split_macros::wasm_split;
use web_sys::Element;
use yew::virtual_dom::VTag;
use yew::{AppHandle, Component, Context, Html, Properties};

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_styles() -> Result<&'static str, Absent> {
    Ok(include_str!(concat!(env!("OUT_DIR"), "/panels.css")))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_insight(state: &State, host: Option<HostBenchmarks>) -> Result<Option<Box<Insight>>, Absent> {
    take_late_english(late_english());
    Ok(Insight::of(state, host).map(Box::new))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_campaigns(
    insight: Box<Insight>,
    state: &State,
    before: Option<&Insight>,
) -> Result<Box<Insight>, Absent> {
    Ok(Box::new(insight.with_campaigns(state, before)))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_rows_head(text: &str) -> Result<String, Absent> {
    Ok(head_of(text))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_rows_file(
    insight: &Insight,
    which: TableFile,
    separator: Option<char>,
    decimal: Option<char>,
) -> Result<Option<String>, Absent> {
    Ok(file(insight, which, separator, decimal))
}

#[cfg_attr(feature = "split", wasm_split(campaigns, fallible, wasm_split_path = super::part::campaigns))]
fn late_example_rows() -> Result<&'static str, Absent> {
    Ok(EXAMPLE)
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_benchmarks(value: Option<Value>) -> Result<Result<HostBenchmarks, Vec<Problem>>, Absent> {
    Ok(host_benchmarks(value))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_panel(
    insight: &Insight,
    panel: Panel,
    dispatch: &Dispatch,
    readonly: bool,
) -> Result<Option<Html>, Absent> {
    Ok(insight.panel(panel).map(|tree| paint(tree, Painter { dispatch, board: None, readonly })))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_import(insight: &Insight, asked: &JsValue, dispatch: &Dispatch) -> Result<Option<Html>, Absent> {
    let asked = plain_data(asked).unwrap_or(Value::Null);
    let painter = Painter { dispatch, board: None, readonly: false };
    Ok(insight.import(&asked).map(|tree| paint(tree, painter)))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_lead_form(insight: &Insight, asked: &JsValue, dispatch: &Dispatch) -> Result<Html, Absent> {
    let asked = plain_data(asked).unwrap_or(Value::Null);
    Ok(paint(insight.lead_form(&asked), Painter { dispatch, board: None, readonly: false }))
}

/// Puts a sheet into a place at once.
#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_paper(insight: &Insight, sheet: Panel, date: &str, place: &Element) -> Result<(), Absent> {
    if let (Some(tree), Some(document)) = (insight.paper(sheet, Some(date)), place.owner_document()) {
        // What a page puts in the way of its document is its own.
        let _ = build(&tree, place, &document);
    }
    Ok(())
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_csv(state: &State, separator: Option<char>, decimal: Option<char>) -> Result<Option<String>, Absent> {
    Ok(Insight::of(state, None).map(|insight| insight.csv(separator, decimal)))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_tsv(state: &State) -> Result<Option<String>, Absent> {
    Ok(Insight::of(state, None).map(|insight| insight.tsv()))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_workbook(state: &State, day: &str) -> Result<Option<String>, Absent> {
    Ok(Insight::of(state, None).and_then(|insight| insight.workbook(day)))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_link(state: &State, redact: bool) -> Result<Option<String>, Absent> {
    let saved =
        Saved { workspace: &state.workspace, mode: state.mode, step: state.step, start: state.is_at_start() };
    Ok(Insight::of(state, None).map(|insight| insight.link(&saved, redact)))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_file_of_link(text: &str) -> Result<Option<String>, Absent> {
    Ok(link::file_of(text))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_imported(state: &State, asked: &JsValue) -> Result<Option<String>, Absent> {
    let asked = plain_data(asked).unwrap_or(Value::Null);
    Ok(Insight::of(state, None).and_then(|insight| insight.imported(&asked)))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part::panels))]
fn late_unknown_answers(answers: &JsValue) -> Result<Option<String>, Absent> {
    Ok(plain_data(answers).and_then(|answers| unknown_answers(&answers)))
}

fn host_benchmarks(value: Option<Value>) -> Result<HostBenchmarks, Vec<Problem>> {
    let Some(value) = value else {
        let message = "Benchmarks are plain data: objects, lists, text, numbers, true and false.";
        return Err(vec![Problem::new("", ProblemKind::WrongType, "", message)]);
    };
    HostBenchmarks::read(&value)
}

/// What panels look like, beside the sheet of the page; empty while the late part is not there.
#[wasm_bindgen]
pub fn panel_styles() -> String {
    now(late_styles()).unwrap_or_default().to_owned()
}

/// What is wrong with a host's benchmarks: a list of `{ path, code, message, value, allowed }`, empty where nothing is.
#[wasm_bindgen]
pub fn check_benchmarks(benchmarks: &JsValue) -> JsValue {
    let read = now(late_benchmarks(plain_data(benchmarks)));
    to_js(&read.ok().and_then(Result::err).unwrap_or_default())
}

/// What panels are drawn from: where it is the same, so is what they show.
#[derive(Clone, PartialEq)]
struct Origin {
    revision: u32,
    language: Language,
    locale: String,
    currency: String,
    readonly: bool,
    is_private: bool,
    /// The very object that the host has given.
    benchmarks: JsValue,
}

/// What stands in an element outside of the page, as it is told by its properties.
struct Outside;

#[derive(Properties)]
struct OutsideProps {
    content: Option<Html>,
}

/// What is drawn is not compared here: Yew looks for what differs in it anyway.
impl PartialEq for OutsideProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Component for Outside {
    type Message = ();
    type Properties = OutsideProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let mut tag = VTag::new("div");
        tag.add_attribute("class", "panel");
        tag.add_children(ctx.props().content.clone());
        tag.into()
    }
}

/// What a widget draws its panels from.
#[derive(Default)]
pub(super) struct Drawing {
    current: RefCell<Option<(Origin, Option<Box<Insight>>)>>,
    /// The panel that has stopped the engine before this one, and from what: it is not drawn from the same again.
    stopped: RefCell<Option<(String, Option<Origin>)>>,
    outside: RefCell<Vec<(Element, AppHandle<Outside>)>>,
}

impl Drawing {
    /// `stopped` is the panel that has stopped the engine before this one, if one has.
    pub(super) fn new(stopped: Option<String>) -> Self {
        Self { stopped: RefCell::new(stopped.map(|name| (name, None))), ..Self::default() }
    }

    /// Whether a panel would stop the engine again. It may be drawn as soon as anything has changed.
    fn would_stop(&self, name: &str, origin: &Origin) -> bool {
        let mut stopped = self.stopped.borrow_mut();
        match &mut *stopped {
            Some((_, from)) if from.as_ref().is_some_and(|from| from != origin) => *stopped = None,
            Some((stopping, from)) => {
                from.get_or_insert_with(|| origin.clone());
                return stopping == name;
            }
            None => {}
        }
        false
    }
}

#[wasm_bindgen]
impl Instance {
    /// The panels that are to be drawn now: numbers for [`Instance::draw_panel`]. With `one_more` the first of those that are
    /// out of sight is among them. The host's own benchmarks are plain data or `undefined`; those that are not right are
    /// none, and [`check_benchmarks`] says why.
    pub fn due_panels(&self, benchmarks: &JsValue, one_more: bool) -> Vec<u32> {
        self.speak();
        self.follow(benchmarks);
        let current = self.drawing.current.borrow();
        // Without a valid plan the last drawings stay, as the last figures do.
        let Some((origin, Some(_))) = current.as_ref() else { return Vec::new() };
        let board = &self.props.board;
        let mut due = board.due(one_more);
        due.retain(|(id, panel)| {
            let would_stop = self.drawing.would_stop(panel.name(), origin);
            if would_stop {
                board.show(*id, Content::Failed);
            }
            !would_stop
        });
        due.into_iter().map(|(id, _)| id).collect()
    }

    /// Draws a panel that is due. Answers whether it could.
    pub fn draw_panel(&self, id: u32) -> bool {
        self.speak();
        let Some(panel) = self.props.board.panel(id) else { return false };
        let current = self.drawing.current.borrow();
        let Some((origin, Some(insight))) = current.as_ref() else { return false };
        let drawn = now(late_panel(insight, panel, &self.dispatch(), origin.readonly));
        match drawn {
            Ok(drawn) => self.props.board.show(id, Content::Drawn(drawn)),
            Err(Absent) => return false,
        }
        true
    }

    /// Whether campaigns are on screen, whose part of the program must be there before anything is drawn.
    pub fn wants_campaigns(&self) -> bool {
        self.props.current.borrow().as_ref().is_some_and(|state| state.mode == Mode::Portfolio)
    }

    /// The name of a panel that is due.
    pub fn panel_name(&self, id: u32) -> Option<String> {
        self.props.board.panel(id).map(|panel| panel.name().to_owned())
    }

    /// Whether a panel out of sight waits to be drawn.
    pub fn panels_wait(&self) -> bool {
        let has_plan = self.drawing.current.borrow().as_ref().is_some_and(|(_, insight)| insight.is_some());
        has_plan && self.props.board.waits()
    }

    /// Says in every panel that the late part cannot be had.
    pub fn fail_panels(&self) {
        self.props.board.fail();
    }

    /// Draws what was understood of a table into an element of its own, outside of the page; again into the same one changes
    /// only what differs. It is there a moment later. What is asked is plain data (see `insight/import.rs`).
    pub fn draw_import(&self, place: Element, asked: &JsValue, benchmarks: &JsValue) {
        let Some(insight) = self.insight(benchmarks) else { return };
        if let Ok(drawn) = now(late_import(&insight, asked, &self.dispatch())) {
            self.show_outside(place, drawn);
        }
    }

    /// Draws the form for contact details in the same way (see `insight/lead.rs`).
    pub fn draw_lead_form(&self, place: Element, asked: &JsValue, benchmarks: &JsValue) {
        let Some(insight) = self.insight(benchmarks) else { return };
        if let Ok(drawn) = now(late_lead_form(&insight, asked, &self.dispatch())) {
            self.show_outside(place, Some(drawn));
        }
    }

    /// Puts a sheet into an element of its own, for paper: it is there at once, and never changes. `name` is that of a panel
    /// that is one, or else the report is meant.
    pub fn draw_paper(&self, place: &Element, name: &str, date: &str, benchmarks: &JsValue) {
        let sheets = [Panel::Request, Panel::Claim, Panel::Board];
        let sheet = sheets.into_iter().find(|sheet| sheet.name() == name).unwrap_or(Panel::Summary);
        let Some(insight) = self.insight(benchmarks) else { return };
        // Where the late part is not there, nobody has waited for it to be.
        let _ = now(late_paper(&insight, sheet, date, place));
    }

    /// The figures as CSV; `undefined` where some are half typed and wrong, and none is to be taken along.
    pub fn csv(&self, separator: Option<char>, decimal: Option<char>) -> Option<String> {
        self.of_figures(|state| now(late_csv(state, separator, decimal)))
    }

    /// The figures as a table for a spreadsheet's clipboard, or `undefined` as with [`Self::csv`].
    pub fn tsv(&self) -> Option<String> {
        self.of_figures(|state| now(late_tsv(state)))
    }

    /// What stands in each cell of the plan's workbook, made on `day`, as JSON text; `undefined` as with [`Self::csv`], and
    /// where costs are private.
    pub fn workbook(&self, day: &str) -> Option<String> {
        self.of_figures(|state| now(late_workbook(state, day)))
    }

    /// The text of a link, or `undefined` as with [`Self::csv`].
    pub fn link(&self, redact: bool) -> Option<String> {
        self.of_figures(|state| now(late_link(state, redact)))
    }

    /// What is in the text of a link, as the file that would hold it, or `{ errors }`, as JSON text.
    pub fn file_of_link(&self, text: &str) -> Option<String> {
        self.speak();
        now(late_file_of_link(text)).ok()?
    }

    /// What would be taken of a table: `{ plan, rows, accepted, rejected }` as JSON text; `undefined` where nothing would.
    pub fn imported(&self, asked: &JsValue) -> Option<String> {
        self.speak();
        let current = self.props.current.borrow();
        now(late_imported(current.as_ref()?, asked)).ok()?
    }

    /// Shows a table of campaigns, to be looked at before it is taken: `name` is that of its file, `today` the day by which
    /// campaigns are judged, `letters` the encoding in which the file was read and those that it could be in, each parted
    /// by a comma, `sheets` the number of a workbook's sheet and the names of all, each parted by U+001F: a sheet has commas
    /// between cells and a decimal point. A table with a head that was seen before is read as the visitor said then.
    pub fn open_rows(&self, name: &str, text: &str, today: &str, letters: &str, sheets: &str) {
        self.speak();
        let Ok(head) = now(late_rows_head(text)) else { return };
        let mut choices = {
            let current = self.props.current.borrow();
            current.as_ref().map(|state| state.portfolio.remembered(&head)).unwrap_or_default()
        };
        choices.set("/terms/today", today.to_owned());
        let (now_in, others) = letters.split_once(',').unwrap_or((letters, ""));
        choices.set("/table/letters", now_in.to_owned());
        choices.set("/table/otherLetters", others.to_owned());
        if let Some((sheet, names)) = sheets.split_once('\u{1f}') {
            choices.set("/table/sheet", sheet.to_owned());
            choices.set("/table/sheets", names.to_owned());
            choices.set("/table/delimiter", ",".to_owned());
            choices.set("/table/decimal", ".".to_owned());
        }
        let rows = CampaignRows { file: name.to_owned(), text: text.into(), is_example: false, choices };
        self.dispatch().dispatch(Action::OpenRows(Rc::new(rows)));
    }

    /// Takes the example of a year of campaigns.
    pub fn take_example_rows(&self) {
        let Ok(text) = now(late_example_rows()) else { return };
        let mut choices = crate::workspace::Choices::default();
        // Its own last day: the example does not get older.
        choices.set("/terms/today", crate::insight::portfolio::EXAMPLE_DAY.to_owned());
        choices.set("/terms/cycle", "5".to_owned());
        let rows = CampaignRows { file: String::new(), text: text.into(), is_example: true, choices };
        self.dispatch().dispatch(Action::OpenRows(Rc::new(rows)));
        self.dispatch().dispatch(Action::TakeRows(String::new()));
    }

    /// A file of campaigns: `clean`, `json`, `ranked`, `rejected` or `template`; `undefined` where there is nothing to write.
    pub fn rows_file(&self, which: &str, separator: Option<char>, decimal: Option<char>) -> Option<String> {
        self.speak();
        // What is on screen was drawn from it.
        let current = self.drawing.current.borrow();
        let insight = current.as_ref()?.1.as_deref()?;
        now(late_rows_file(insight, TableFile::named(which)?, separator, decimal)).ok()?
    }

    /// Looks at the rows of a long list from another on.
    pub fn show_rows_from(&self, first: u32) {
        self.dispatch().dispatch(Action::Look("/first".to_owned(), first.to_string()));
    }

    /// The answers of a file that no question of this release asks for, as a list; `undefined` where there is none.
    pub fn unknown_answers(&self, answers: &JsValue) -> Option<String> {
        now(late_unknown_answers(answers)).ok()?
    }
}

impl Instance {
    /// Text that takes the figures on screen along.
    fn of_figures(&self, text: impl FnOnce(&State) -> Result<Option<String>, Absent>) -> Option<String> {
        self.speak();
        let current = self.props.current.borrow();
        // What is half typed and wrong is no figure to take along.
        text(current.as_ref().filter(|state| !state.is_stale())?).ok()?
    }

    /// What there is to draw from; none before the first form that can be read.
    fn insight(&self, benchmarks: &JsValue) -> Option<Ref<'_, Insight>> {
        self.speak();
        self.follow(benchmarks);
        let current = self.drawing.current.borrow();
        Ref::filter_map(current, |current| current.as_ref()?.1.as_deref()).ok()
    }

    /// Shows something in an element outside of the page. Those that are gone are forgotten.
    fn show_outside(&self, place: Element, content: Option<Html>) {
        let mut outside = self.drawing.outside.borrow_mut();
        let gone = outside.extract_if(.., |(at, _)| *at != place && !at.is_connected());
        gone.for_each(|(_, handle)| handle.destroy());
        let props = OutsideProps { content };
        match outside.iter_mut().find(|(at, _)| *at == place) {
            Some((_, handle)) => handle.update(props),
            None => {
                let app = yew::Renderer::<Outside>::with_root_and_props(place.clone(), props);
                outside.push((place, app.render()));
            }
        }
    }

    /// Looks what there is to draw from. Where it is another than before, every panel is old.
    fn follow(&self, benchmarks: &JsValue) {
        let state = self.props.current.borrow();
        let Some(state) = state.as_ref() else { return };
        let origin = Origin {
            revision: state.revision,
            language: self.props.host.language,
            locale: state.format.locale().to_owned(),
            currency: state.format.currency().to_owned(),
            readonly: state.readonly,
            is_private: state.is_private(),
            benchmarks: benchmarks.clone(),
        };
        let mut current = self.drawing.current.borrow_mut();
        if current.as_ref().is_some_and(|(before, _)| *before == origin) {
            return;
        }
        let host = if benchmarks.is_undefined() {
            None
        } else {
            now(late_benchmarks(plain_data(benchmarks))).ok().and_then(Result::ok)
        };
        let Ok(mut insight) = now(late_insight(state, host)) else { return };
        let before = current.as_ref().and_then(|(_, insight)| insight.as_deref());
        if state.mode == Mode::Portfolio {
            let Ok(read) = insight.map(|insight| now(late_campaigns(insight, state, before))).transpose()
            else {
                return;
            };
            insight = read;
        } else if let Some((insight, before)) = insight.as_deref_mut().zip(before) {
            insight.year = before.year.clone();
        }
        *current = Some((origin, insight));
        self.props.board.outdate();
    }
}
