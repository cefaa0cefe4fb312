//! Plain data → JavaScript objects, by way of JSON text that the platform parses.
//!
//! One call into the platform for a whole report instead of one for each of its values: two thirds of the time and two
//! kilobytes less Wasm than a serializer that builds the objects itself (docs/performance.md).

#[cfg(not(all(feature = "api", target_arch = "wasm32")))]
pub(super) use crate::json::text;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The data as JavaScript has it; `undefined` where it holds what JSON cannot, which none of ours does.
#[cfg(not(all(feature = "api", target_arch = "wasm32")))]
pub(super) fn to_js<T: Serialize + ?Sized>(data: &T) -> JsValue {
    text(data).and_then(|text| js_sys::JSON::parse(&text).ok()).unwrap_or(JsValue::UNDEFINED)
}

/// The same, of an answer that may be long.
#[cfg(all(feature = "api", target_arch = "wasm32"))]
pub(super) fn to_js<T: Serialize + ?Sized>(data: &T) -> JsValue {
    crate::json::js_text(data).and_then(|text| parse(&text).ok()).unwrap_or(JsValue::UNDEFINED)
}

#[cfg(all(feature = "api", target_arch = "wasm32"))]
#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    /// Parses what is a text of JavaScript already.
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &js_sys::JsString) -> Result<JsValue, JsValue>;
}
