//! A workspace, or a plan alone, as a short text for a link, and back.
//!
//! A number, a point, and Base64 for addresses (RFC 4648, section 5) of a check sum and what it is of. A number that has
//! few decimal digits, as those that people type, takes two to four bytes. Layout 1 is a plan, as the release of
//! 2026-11-21 wrote it; layout 2 is a plan or a whole workspace, and layout 3 a workspace with deals behind it. What was written once is read for ever (tests/links): a
//! new layout gets a new number before the point.

mod bytes;
mod deals;
mod record;

use super::Insight;
use crate::json;
use crate::text;
use crate::workspace::{Answer, Mode, Opened, Restored, Saved, Scenario, Workspace};
use bytes::{Reader, Writer, from_base64, to_base64};
use comarketing_roi_engine::{Draft, Plan, ValidPlan};
use record::{read_form, read_plan, write_form, write_plan};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::rc::Rc;

/// What stands before the text that is written.
const LAYOUT: &str = "2";
/// The same of a workspace with deals.
const LAYOUT_WITH_DEALS: &str = "3";
/// How a link of a page names the text.
const NAME: &str = "cmroi=";
/// A longer text was never written by this: nine forms of twelve tiers in which every figure is a range are shorter, and so
/// are the deals that go along.
const MOST: usize = 256 * 1024;

/// The text of a plan.
pub fn write(plan: &Plan) -> String {
    let mut out = Writer::default();
    out.count(0);
    write_plan(&mut out, plan);
    finished(out)
}

/// The text of a workspace.
pub fn write_workspace(saved: &Saved) -> String {
    let Workspace { program, campaign, scenarios, .. } = saved.workspace;
    let mut out = Writer::default();
    out.count(1);
    out.text(saved.mode.id());
    out.count(saved.step as u64);
    write_form(&mut out, program);
    write_form(&mut out, &campaign.form);
    out.count(u64::from(campaign.forecast.is_some()));
    if let Some(forecast) = &campaign.forecast {
        write_plan(&mut out, forecast);
    }
    out.count(scenarios.len() as u64);
    for scenario in scenarios.iter() {
        out.text(&scenario.name);
        write_form(&mut out, &scenario.form);
    }
    let answers: Vec<_> = saved.workspace.answers().collect();
    out.count(answers.len() as u64);
    for (path, answer) in answers {
        out.text(path);
        write_answer(&mut out, answer);
    }
    let deals = &saved.workspace.deals;
    match deals::fit(deals) {
        true => {
            deals::write(&mut out, deals);
            text_of(LAYOUT_WITH_DEALS, out)
        }
        false => finished(out),
    }
}

/// How an answer is kept.
const WORD: u64 = 0;
const NUMBER: u64 = 1;

fn write_answer(out: &mut Writer, answer: &Answer) {
    match answer {
        Answer::Word(word) => {
            out.count(WORD);
            out.text(word);
        }
        Answer::Number(value) => {
            out.count(NUMBER);
            out.number(*value);
        }
    }
}

fn read_answer(reader: &mut Reader) -> Option<Answer> {
    match reader.count()? {
        WORD => Some(Answer::Word(reader.text()?)),
        NUMBER => Some(Answer::Number(reader.number()?)),
        _ => None,
    }
}

fn finished(out: Writer) -> String {
    text_of(LAYOUT, out)
}

fn text_of(layout: &str, out: Writer) -> String {
    [layout, ".", &to_base64(&out.checked())].concat()
}

/// Why a text is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Nothing that this calculator wrote.
    Foreign,
    /// Written by a newer one.
    Newer,
    /// Its end is missing, or a part was changed.
    Broken,
}

impl LinkError {
    /// What to do about it, as a sentence.
    fn message(self) -> &'static str {
        match self {
            Self::Foreign => text::PANEL_LINK_FOREIGN,
            Self::Newer => text::PANEL_LINK_NEWER,
            Self::Broken => text::PANEL_LINK_BROKEN,
        }
        .get()
    }
}

/// Reads a text, or an address that holds one.
///
/// # Errors
/// Why it is no link.
pub fn read(text: &str) -> Result<Opened, LinkError> {
    let text = text.trim();
    let text = text.rsplit_once(NAME).map_or(text, |(_, text)| text);
    let text = text.split('&').next().unwrap_or_default();
    let (layout, body) = text.split_once('.').ok_or(LinkError::Foreign)?;
    let layout = match layout {
        "1" => 1,
        LAYOUT => 2,
        LAYOUT_WITH_DEALS => 3,
        other => {
            let number = !other.is_empty() && other.len() <= 3 && other.bytes().all(|b| b.is_ascii_digit());
            return Err(if number && other != "0" { LinkError::Newer } else { LinkError::Foreign });
        }
    };
    if body.len() > MOST {
        return Err(LinkError::Broken);
    }
    let bytes = from_base64(body).ok_or(LinkError::Broken)?;
    let mut reader = Reader::checked(&bytes).ok_or(LinkError::Broken)?;
    let opened = content(&mut reader, layout).filter(|_| reader.is_empty());
    opened.ok_or(LinkError::Broken)
}

fn content(reader: &mut Reader, layout: u8) -> Option<Opened> {
    let whole = layout > 1 && reader.count()? == 1;
    if layout > 2 && !whole {
        return None;
    }
    if !whole {
        return Some(Opened::Plan(Box::new(valid(reader, layout)?), Vec::new()));
    }
    let id = reader.text()?;
    let mode = Mode::ALL.into_iter().find(|mode| mode.id() == id)?;
    let step = usize::try_from(reader.count()?).ok()?;
    let mut workspace = Workspace::new(read_form(reader)?, Draft::new("", &[]));
    workspace.campaign.form = Rc::new(read_form(reader)?);
    if reader.count()? == 1 {
        workspace.campaign.forecast = Some(Rc::new(valid(reader, layout)?));
    }
    let scenarios = (0..reader.count()?)
        .map(|_| Some(Scenario { name: reader.text()?, form: Rc::new(read_form(reader)?) }));
    workspace.scenarios = Rc::new(scenarios.collect::<Option<_>>()?);
    for _ in 0..reader.count()? {
        let path = reader.text()?;
        let answer = match read_answer(reader)? {
            Answer::Number(number) => Answer::of(&path, number),
            word => word,
        };
        workspace.set_answer(path, answer);
    }
    if layout > 2 {
        workspace.deals = Rc::new(deals::read(reader)?);
    }
    Some(Opened::Workspace(Box::new(Restored { workspace, mode, step, start: false })))
}

fn valid(reader: &mut Reader, layout: u8) -> Option<ValidPlan> {
    read_plan(reader, layout)?.validate().ok()
}

/// The text of a link: all of the workspace, or without costs and margins the plan at hand alone.
pub(super) fn text(insight: &Insight, saved: &Saved, redact: bool) -> String {
    match redact || insight.plan.costs_withheld {
        true => write(&insight.plan.without_costs()),
        false => write_workspace(saved),
    }
}

/// What is in the text of a link, as the file that would hold it, or `{ errors }`.
pub fn file_of(text: &str) -> Option<String> {
    match read(text) {
        Ok(Opened::Plan(plan, _)) => json::text(&**plan),
        Ok(Opened::Workspace(restored)) => {
            let Restored { workspace, mode, step, start } = *restored;
            json::text(&Saved { workspace: &workspace, mode, step, start })
        }
        Err(why) => json::text(&Errors(why)),
    }
}

/// Problems in the shape in which the API tells them.
struct Errors(LinkError);

impl Serialize for Errors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("errors", &[Error(self.0.message())])?;
        map.end()
    }
}

struct Error(&'static str);

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("path", "")?;
        map.serialize_entry("code", "link_invalid")?;
        map.serialize_entry("message", self.0)?;
        map.end()
    }
}
