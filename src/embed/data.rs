//! JavaScript value → plain data, without the deserialiser of serde: its error texts would bring float printing along,
//! the dearest code in the widget.

use comarketing_roi_engine::Value;
use comarketing_roi_engine::value::MAX_DEPTH;
use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

/// The plain data in `value`; `None` for functions, symbols, big integers and what is nested too deeply or in a circle.
pub(super) fn plain_data(value: &JsValue) -> Option<Value> {
    read(value, 0)
}

fn read(value: &JsValue, depth: usize) -> Option<Value> {
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
