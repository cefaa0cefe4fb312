//! Plain data → JavaScript objects, by way of JSON text that the platform parses.
//!
//! One call into the platform for a whole report instead of one for each of its values: two thirds of the time and two
//! kilobytes less Wasm than a serializer that builds the objects itself (docs/performance.md).

pub(super) use crate::json::text;
use js_sys::JSON;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The data as JavaScript has it; `undefined` where it holds what JSON cannot, which none of ours does.
pub(super) fn to_js<T: Serialize + ?Sized>(data: &T) -> JsValue {
    text(data).and_then(|text| JSON::parse(&text).ok()).unwrap_or(JsValue::UNDEFINED)
}
