//! What all questions share: reading their arguments, collecting what is wrong with all of them, and the one shape of
//! every answer.

use crate::embed::data::plain_data;
use crate::embed::json::to_js;
use crate::embed::plan_of;
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::{Problem, ValidPlan, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::JsValue;

/// What was asked for, or everything that is wrong.
pub(super) type Found<T> = Result<T, Vec<Problem>>;

/// Where problems of the second argument stand; those of the plan keep their own paths.
pub(super) const OPTIONS: &str = "/options";

/// `{ ok: true, <key>: … }` or `{ ok: false, errors }`.
pub(super) fn answer<T: Serialize>(key: &'static str, found: Found<T>) -> JsValue {
    to_js(&Answer { key, found })
}

struct Answer<T> {
    key: &'static str,
    found: Found<T>,
}

impl<T: Serialize> Serialize for Answer<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("ok", &self.found.is_ok())?;
        match &self.found {
            Ok(good) => map.serialize_entry(self.key, good)?,
            Err(errors) => map.serialize_entry("errors", errors)?,
        }
        map.end()
    }
}

/// Answers a question that needs no plan.
pub(super) fn alone<Q, A: Serialize>(
    question: &JsValue,
    reads: impl Fn(&Value) -> Found<Q>,
    ask: impl Fn(&Q) -> A,
) -> JsValue {
    answer("answer", read(question, "", reads).map(|question| ask(&question)))
}

/// Answers a question about a plan. Problems of the plan and of the options come together.
pub(super) fn about_plan<Q, A: Serialize>(
    plan: &JsValue,
    options: &JsValue,
    reads: impl Fn(&Value) -> Found<Q>,
    ask: impl Fn(&ValidPlan, &Q) -> Found<A>,
) -> JsValue {
    let given = both(plan_of(plan), read(options, OPTIONS, reads));
    let found = given.and_then(|(plan, options)| below(OPTIONS, ask(&plan, &options)));
    answer("answer", found)
}

/// Reads an argument; its problems stand below `path`.
pub(super) fn read<Q>(value: &JsValue, path: &str, reads: impl Fn(&Value) -> Found<Q>) -> Found<Q> {
    let Some(value) = plain_data(value) else {
        let message = "This must be plain data: objects, lists, text, numbers, true and false.";
        return Err(vec![Problem::new(path, ProblemKind::WrongType, "", message)]);
    };
    below(path, reads(&value))
}

/// The same with problems below `path`.
pub(super) fn below<T>(path: &str, found: Found<T>) -> Found<T> {
    let moved = |problem: Problem| Problem { path: format!("{path}{}", problem.path), ..problem };
    found.map_err(|problems| problems.into_iter().map(moved).collect())
}

/// Both, or the problems of both.
pub(super) fn both<A, B>(a: Found<A>, b: Found<B>) -> Found<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => Err([a.err(), b.err()].into_iter().flatten().flatten().collect()),
    }
}
