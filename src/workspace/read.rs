//! Plain data → workspace: what this release and the one before it wrote, or a plan alone.

use super::deals::Deals;
use super::write::{MARK, VERSION};
use super::{
    Answer, Answers, Campaign, CampaignRows, Choices, Evidence, MAX_KEPT_ROWS, MAX_SCENARIO_NAME,
    MAX_SCENARIOS, Mode, Scenario, Workspace, kind_of,
};
use comarketing_roi_engine::number::{Convention, format_decimal};
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Draft, Plan, Problem, ValidPlan, Value};
use std::rc::Rc;

/// The most answers that are kept; the page asks half as many questions.
const MAX_ANSWERS: usize = 100;
/// The longest answer, in characters.
const MAX_ANSWER: usize = 200;

/// Why data is nothing that can be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// Neither a file of this calculator nor a plan; with what it is instead.
    Foreign(&'static str),
    /// Written by a newer release.
    Newer,
    /// What is wrong with it.
    Wrong(Vec<Problem>),
}

impl From<Vec<Problem>> for ReadError {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Wrong(problems)
    }
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// A workspace, and where the visitor was in it.
    Workspace(Box<Restored>),
    /// A plan and its answers, for the workspace that is there.
    Plan(Box<ValidPlan>, Answers),
}

/// A workspace that comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    /// What the visitor has made.
    pub workspace: Workspace,
    /// Where the visitor was.
    pub mode: Mode,
    /// The step of the assessment.
    pub step: usize,
    /// Whether the assessment is at its start.
    pub start: bool,
}

impl Opened {
    /// Reads a file, or what was kept on the device.
    ///
    /// # Errors
    /// Why it is nothing that can be opened.
    pub fn read(value: &Value) -> Result<Self, ReadError> {
        let Value::Map(entries) = value else { return Err(ReadError::Foreign(value.kind())) };
        match get(entries, MARK) {
            Some(version) if is(version, 1) => {
                let plan = Plan::read(get(entries, "plan").unwrap_or(&Value::Null))?;
                Ok(Self::Plan(Box::new(plan), answers(get(entries, "answers"))?))
            }
            Some(version) if is(version, VERSION) => {
                workspace(entries).map(|restored| Self::Workspace(Box::new(restored)))
            }
            Some(Value::Number(version)) if *version > f64::from(VERSION) => Err(ReadError::Newer),
            Some(other) => Err(ReadError::Foreign(other.kind())),
            None if get(entries, "tiers").is_some() || get(entries, "version").is_some() => {
                Ok(Self::Plan(Box::new(Plan::read(value)?), Answers::new()))
            }
            None => Err(ReadError::Foreign("an object of another program")),
        }
    }
}

impl Restored {
    /// Reads what was kept on the device: by this release, or by the first, which kept one form as texts.
    pub fn kept(value: &Value, language: &Convention) -> Option<Self> {
        match Opened::read(value) {
            Ok(Opened::Workspace(restored)) => Some(*restored),
            Ok(Opened::Plan(..)) => None,
            Err(_) => {
                let program = Draft::restore_texts(value, language)?;
                let campaign = Draft::new(&program.currency, &[crate::text::CAMPAIGN_NAME.get()]);
                let mut workspace = Workspace::new(program, campaign);
                workspace.share_company(super::PlanKind::Program, None);
                Some(Self { workspace, mode: Mode::Sheet, step: 0, start: false })
            }
        }
    }
}

fn get<'a>(entries: &'a [(String, Value)], key: &str) -> Option<&'a Value> {
    entries.iter().find(|(name, value)| name == key && *value != Value::Null).map(|(_, value)| value)
}

fn is(value: &Value, version: u8) -> bool {
    // By its bits: a version is a name written as a number.
    matches!(value, Value::Number(number) if number.to_bits() == f64::from(version).to_bits())
}

fn workspace(entries: &[(String, Value)]) -> Result<Restored, ReadError> {
    let form = |key: &'static str| {
        Draft::restore(get(entries, key).unwrap_or(&Value::Null)).map_err(|problems| below(key, problems))
    };
    let forecast = match get(entries, "forecast") {
        Some(plan) => Some(Rc::new(Plan::read(plan).map_err(|problems| below("forecast", problems))?)),
        None => None,
    };
    let campaign = Campaign { form: Rc::new(form("campaign")?), answers: Rc::default(), forecast };
    let mut workspace = Workspace::new(form("program")?, Draft::new("", &[]));
    workspace.campaign = campaign;
    workspace.scenarios = Rc::new(scenarios(get(entries, "scenarios"))?);
    for (path, answer) in answers(get(entries, "answers"))? {
        workspace.set_answer(path, answer);
    }
    workspace.rows = rows(get(entries, "rows"))?.map(Rc::new);
    workspace.evidence = Rc::new(evidence(get(entries, "evidence"), &workspace.program));
    if let Some(value) = get(entries, "deals") {
        let read = Deals::read(value);
        let read =
            read.ok_or_else(|| wrong("/deals".to_owned(), "Deals are an object with a list of deals."));
        workspace.deals = Rc::new(read?);
    }
    let mode = match get(entries, "mode") {
        Some(Value::Text(id)) => Mode::named(id),
        _ => Mode::Sheet,
    };
    let step = match get(entries, "step") {
        Some(Value::Number(step)) if (0.0..100.0).contains(step) => *step as usize,
        _ => 0,
    };
    let start = matches!(get(entries, "start"), Some(Value::Bool(true)));
    Ok(Restored { workspace, mode, step, start })
}

/// Problems of a part, at their place in the whole.
fn below(key: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let moved = |problem: Problem| Problem { path: ["/", key, &problem.path].concat(), ..problem };
    problems.into_iter().map(moved).collect()
}

fn wrong(path: String, message: &str) -> ReadError {
    ReadError::Wrong(vec![Problem::new(path, ProblemKind::WrongType, "", message)])
}

fn scenarios(value: Option<&Value>) -> Result<Vec<Scenario>, ReadError> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let Value::List(items) = value else {
        return Err(wrong("/scenarios".to_owned(), "Scenarios are a list."));
    };
    if items.len() > MAX_SCENARIOS {
        let message =
            ["A workspace keeps at most ", &format_decimal(MAX_SCENARIOS as f64), " scenarios."].concat();
        let kind = ProblemKind::Count { min: 0, max: MAX_SCENARIOS };
        let shown = format_decimal(items.len() as f64);
        return Err(vec![Problem::new("/scenarios", kind, &shown, message)].into());
    }
    let one = |(at, item): (usize, &Value)| {
        let path = ["scenarios/", &format_decimal(at as f64)].concat();
        let Value::Map(entries) = item else {
            return Err(wrong(["/", &path].concat(), "A scenario has a name and a form."));
        };
        let name = match get(entries, "name") {
            Some(Value::Text(name)) => name.chars().take(MAX_SCENARIO_NAME).collect(),
            _ => return Err(wrong(["/", &path, "/name"].concat(), "A scenario has a name.")),
        };
        let form = Draft::restore(get(entries, "form").unwrap_or(&Value::Null));
        let form = form.map_err(|problems| below(&[&path, "/form"].concat(), problems))?;
        Ok(Scenario { name, form: Rc::new(form) })
    };
    items.iter().enumerate().map(one).collect()
}

/// The rows of the portfolio: what they say is read where it is shown.
fn rows(value: Option<&Value>) -> Result<Option<CampaignRows>, ReadError> {
    let Some(value) = value else { return Ok(None) };
    let Value::Map(entries) = value else {
        return Err(wrong("/rows".to_owned(), "Rows are an object with a text."));
    };
    let text = |key| match get(entries, key) {
        Some(Value::Text(text)) if text.len() <= MAX_KEPT_ROWS => Some(text.as_str()),
        _ => None,
    };
    let table =
        text("text").ok_or_else(|| wrong("/rows/text".to_owned(), "Rows have a text of at most 512 KB."))?;
    let choices = match get(entries, "choices") {
        Some(Value::Map(choices)) => choices.as_slice(),
        _ => &[],
    };
    let said = choices.iter().filter_map(|(path, said)| {
        let answer = match said {
            // A number was kept as text by earlier releases.
            Value::Text(word) if kind_of(path).is_some() => Answer::plain(word),
            Value::Text(word) => Answer::Word(word.clone()),
            Value::Number(number) => Answer::of(path, *number),
            _ => return None,
        };
        Some((path.clone(), answer))
    });
    Ok(Some(CampaignRows {
        file: text("file").unwrap_or_default().to_owned(),
        text: table.into(),
        is_example: matches!(get(entries, "example"), Some(Value::Bool(true))),
        choices: Choices::kept(said),
    }))
}

/// What figures of the program add up; what is none of its places says nothing.
fn evidence(value: Option<&Value>, program: &Draft) -> Vec<Evidence> {
    let Some(Value::Map(entries)) = value else { return Vec::new() };
    let one = |(path, told): &(String, Value)| {
        let place = program.places().find(|place| place.path() == *path)?;
        let Value::List(told) = told else { return None };
        let [Value::Number(value), Value::Number(rows), Value::Number(of)] = told.as_slice() else {
            return None;
        };
        let tier = place.tier.and_then(|at| program.tiers.get(at)).map(|tier| tier.key);
        Some(Evidence { tier, field: place.field, value: *value, rows: *rows as u32, of: *of as u32 })
    };
    entries.iter().filter_map(one).collect()
}

/// Answers in groups; a level may be written as a number.
fn answers(value: Option<&Value>) -> Result<Answers, ReadError> {
    let Some(value) = value else { return Ok(Answers::new()) };
    let Value::Map(groups) = value else {
        return Err(wrong("/answers".to_owned(), "Answers are an object of groups."));
    };
    let mut answers = Answers::new();
    for (group, entries) in groups {
        let Value::Map(entries) = entries else {
            return Err(wrong(["/answers/", group].concat(), "A group of answers is an object."));
        };
        for (id, word) in entries {
            let path = ["/", group, "/", id].concat();
            let answer = match word {
                Value::Text(word) if word.chars().count() <= MAX_ANSWER => Answer::kept(&path, word),
                Value::Number(value) => Answer::of(&path, *value),
                Value::Null => continue,
                _ => {
                    return Err(wrong(
                        ["/answers", &path].concat(),
                        "An answer is a word of at most 200 characters.",
                    ));
                }
            };
            if answers.len() == MAX_ANSWERS {
                return Err(wrong("/answers".to_owned(), "There are more answers than questions."));
            }
            answers.push((path, answer));
        }
    }
    Ok(answers)
}
