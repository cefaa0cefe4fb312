//! JavaScript value → plain data. Functions, symbols and what is nested too deeply or in a circle are none.

use comarketing_roi_engine::Value;
use wasm_bindgen::JsValue;

/// The plain data in `value`.
#[cfg(feature = "api")]
pub(super) fn plain_data(value: &JsValue) -> Option<Value> {
    serde_wasm_bindgen::from_value(value.clone()).ok()
}

/// The plain data in `value`: without the deserializer of serde, whose error texts would bring float printing along, the
/// dearest code in the widget.
#[cfg(not(feature = "api"))]
pub(super) fn plain_data(value: &JsValue) -> Option<Value> {
    by_hand::read(value, 0)
}

#[cfg(not(feature = "api"))]
mod by_hand {
    use comarketing_roi_engine::Value;
    use comarketing_roi_engine::value::MAX_DEPTH;
    use js_sys::{Array, Object};
    use wasm_bindgen::{JsCast, JsValue};

    pub(super) fn read(value: &JsValue, depth: usize) -> Option<Value> {
        if value.is_null() || value.is_undefined() {
            return Some(Value::Null);
        }
        if let Some(yes) = value.as_bool() {
            return Some(Value::Bool(yes));
        }
        if let Some(number) = value.as_f64() {
            return Some(Value::Number(number));
        }
        if let Some(text) = value.as_string() {
            return Some(Value::Text(text));
        }
        if depth == MAX_DEPTH || !value.is_object() || value.is_function() {
            return None;
        }
        if let Some(list) = value.dyn_ref::<Array>() {
            return list.iter().map(|item| read(&item, depth + 1)).collect::<Option<_>>().map(Value::List);
        }
        let entries = Object::entries(value.unchecked_ref());
        let entry = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            Some((pair.get(0).as_string()?, read(&pair.get(1), depth + 1)?))
        };
        entries.iter().map(entry).collect::<Option<_>>().map(Value::Map)
    }
}
