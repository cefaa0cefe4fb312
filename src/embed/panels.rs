//! The late part's side of the boundary: when panels are drawn, and what is drawn outside of the page or made into text.
//!
//! `embed.js` says when, one panel after the other, and catches what a drawing throws. What is drawn goes into the page by
//! way of its board (`markup/place.rs`).

use super::data::plain_data;
use super::json::to_js;
use super::part::{Absent, now};
use super::widget::Instance;
use crate::app::{Dispatch, State};
use crate::insight::Insight;
use crate::markup::{Content, Painter, Place, PlaceProps, Wish, build, paint};
use crate::text::{Language, late_english, take_late_english};
use comarketing_roi_engine::host_benchmark::HostBenchmarks;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Problem, Value};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
#[cfg(feature = "split")]
use wasm_split_macros::wasm_split;
use web_sys::Element;
use yew::{AppHandle, Html};

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_styles() -> Result<&'static str, Absent> {
    Ok(include_str!(concat!(env!("OUT_DIR"), "/panels.css")))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_insight(state: &State, host: Option<HostBenchmarks>) -> Result<Option<Box<Insight>>, Absent> {
    take_late_english(late_english());
    Ok(Insight::of(state, host).map(Box::new))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_benchmarks(value: Option<Value>) -> Result<Result<HostBenchmarks, Vec<Problem>>, Absent> {
    Ok(host_benchmarks(value))
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_panel(
    insight: &Insight,
    name: &str,
    asked: &Value,
    dispatch: &Dispatch,
    readonly: bool,
) -> Result<Option<Html>, Absent> {
    Ok(insight.panel(name, asked).map(|tree| paint(tree, Painter { dispatch, board: None, readonly })))
}

/// Draws a panel into a place outside of the page. Places that are gone are forgotten.
#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_outside(
    insight: &Insight,
    panel: &'static str,
    asked: &JsValue,
    dispatch: &Dispatch,
    place: Element,
    outside: &mut Vec<(Element, AppHandle<Place>)>,
) -> Result<(), Absent> {
    let asked = plain_data(asked).unwrap_or(Value::Null);
    let drawn = insight
        .panel(panel, &asked)
        .map(|tree| paint(tree, Painter { dispatch, board: None, readonly: false }));
    let gone = outside.extract_if(.., |(at, _)| *at != place && !at.is_connected());
    gone.for_each(|(_, handle)| handle.destroy());
    let props = PlaceProps { wish: Wish { panel, asked }, board: None, content: Content::Drawn(drawn) };
    match outside.iter_mut().find(|(at, _)| *at == place) {
        Some((_, handle)) => handle.update(props),
        None => {
            let app = yew::Renderer::<Place>::with_root_and_props(place.clone(), props);
            outside.push((place, app.render()));
        }
    }
    Ok(())
}

/// Puts a panel into a place at once.
#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_paper(insight: &Insight, name: &str, asked: &JsValue, place: &Element) -> Result<(), Absent> {
    let asked = plain_data(asked).unwrap_or(Value::Null);
    if let (Some(tree), Some(document)) = (insight.panel(name, &asked), place.owner_document()) {
        // What a page puts in the way of its document is its own.
        let _ = build(&tree, place, &document);
    }
    Ok(())
}

#[cfg_attr(feature = "split", wasm_split(panels, fallible, wasm_split_path = super::part))]
fn late_text(state: &State, name: &str, asked: &JsValue) -> Result<Option<String>, Absent> {
    let asked = plain_data(asked).unwrap_or(Value::Null);
    Ok(Insight::of(state, None).and_then(|insight| insight.text(name, &asked)))
}

fn host_benchmarks(value: Option<Value>) -> Result<HostBenchmarks, Vec<Problem>> {
    let Some(value) = value else {
        let message = "Benchmarks are plain data: objects, lists, text, numbers, true and false.";
        return Err(vec![Problem::new("", ProblemKind::WrongType, "", message)]);
    };
    HostBenchmarks::read(&value)
}

/// The texts that take the figures on screen along.
const TAKES_FIGURES: [&str; 3] = ["csv", "link", "tsv"];

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

/// What a widget draws its panels from.
#[derive(Default)]
pub(super) struct Drawing {
    current: RefCell<Option<(Origin, Option<Box<Insight>>)>>,
    /// The panel that has stopped the engine before this one, and from what: it is not drawn from the same again.
    stopped: RefCell<Option<(String, Option<Origin>)>>,
    outside: RefCell<Vec<(Element, AppHandle<Place>)>>,
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
        due.retain(|(id, name)| {
            let would_stop = self.drawing.would_stop(name, origin);
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
        let Some(Wish { panel, asked }) = self.props.board.wish(id) else { return false };
        let current = self.drawing.current.borrow();
        let Some((origin, Some(insight))) = current.as_ref() else { return false };
        let drawn = now(late_panel(insight, panel, &asked, &self.dispatch(), origin.readonly));
        match drawn {
            Ok(drawn) => self.props.board.show(id, Content::Drawn(drawn)),
            Err(Absent) => return false,
        }
        true
    }

    /// The name of a panel that is due.
    pub fn panel_name(&self, id: u32) -> Option<String> {
        self.props.board.wish(id).map(|wish| wish.panel.to_owned())
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

    /// Draws a panel into an element of its own, outside of the page; again into the same one changes only what differs. It
    /// is there a moment later. What it is asked is plain data.
    pub fn draw_outside(&self, place: Element, name: &str, asked: &JsValue, benchmarks: &JsValue) {
        const NAMES: [&str; 2] = ["import", "lead"];
        let Some(panel) = NAMES.into_iter().find(|known| *known == name) else { return };
        self.speak();
        self.follow(benchmarks);
        let current = self.drawing.current.borrow();
        let Some((_, Some(insight))) = current.as_ref() else { return };
        let outside = &mut self.drawing.outside.borrow_mut();
        // Where the late part is not there, nobody has waited for it to be.
        let _ = now(late_outside(insight, panel, asked, &self.dispatch(), place, outside));
    }

    /// Puts a panel into an element of its own, for paper: it is there at once, and never changes. What it is asked is plain
    /// data.
    pub fn draw_paper(&self, place: &Element, name: &str, asked: &JsValue, benchmarks: &JsValue) {
        self.speak();
        self.follow(benchmarks);
        let current = self.drawing.current.borrow();
        let Some((_, Some(insight))) = current.as_ref() else { return };
        // Where the late part is not there, nobody has waited for it to be.
        let _ = now(late_paper(insight, name, asked, place));
    }

    /// Text for the clipboard or a file: CSV, a table for a spreadsheet. `undefined` where there is none of that name. What
    /// it is asked is plain data.
    pub fn text(&self, name: &str, asked: &JsValue) -> Option<String> {
        self.speak();
        let current = self.props.current.borrow();
        // What is half typed and wrong is no figure to take along.
        let state = current.as_ref().filter(|state| !(state.is_stale() && TAKES_FIGURES.contains(&name)))?;
        now(late_text(state, name, asked)).ok()?
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
        let Ok(insight) = now(late_insight(state, host)) else { return };
        *current = Some((origin, insight));
        self.props.board.outdate();
    }
}
