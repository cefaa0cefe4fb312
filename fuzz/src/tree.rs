//! What the engine answers, as its host sees it: a tree of plain data, in which every number is finite.

use comarketing_roi_engine::Value;
use serde::ser::{self, Impossible, Serialize};
use std::fmt;

/// The tree of an answer.
///
/// # Panics
/// At a number that is not finite and at a key that stands twice in one object. JSON text would hide both.
#[track_caller]
pub fn of<T: Serialize + ?Sized>(answer: &T) -> Value {
    match answer.serialize(Writer) {
        Ok(tree) => tree,
        Err(Failed(why)) => panic!("{why}"),
    }
}

/// A key and its value.
pub type Entry = (String, Value);

/// Calls `look` with every object of a tree.
pub fn each_object(tree: &Value, look: &mut dyn FnMut(&[Entry])) {
    match tree {
        Value::List(items) => items.iter().for_each(|item| each_object(item, look)),
        Value::Map(entries) => {
            look(entries);
            entries.iter().for_each(|(_, value)| each_object(value, look));
        }
        _ => {}
    }
}

/// The value of a key.
pub fn get<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Value> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// A tree that is written as JSON.
pub struct Json<'a>(pub &'a Value);

impl Serialize for Json<'_> {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(yes) => serializer.serialize_bool(*yes),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items.iter().map(Json)),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, Json(value))))
            }
        }
    }
}

/// Why an answer cannot be written.
#[derive(Debug)]
struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

struct Writer;

struct List(Vec<Value>);

#[derive(Default)]
struct Map {
    entries: Vec<Entry>,
    key: String,
}

impl Map {
    fn put(&mut self, key: String, value: Value) -> Result<(), Failed> {
        if self.entries.iter().any(|(other, _)| *other == key) {
            return Err(Failed(format!("the key `{key}` stands twice in one object")));
        }
        self.entries.push((key, value));
        Ok(())
    }
}

type Tree = Result<Value, Failed>;

impl ser::Serializer for Writer {
    type Ok = Value;
    type Error = Failed;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeMap = Map;
    type SerializeStruct = Map;
    type SerializeTupleStruct = Impossible<Value, Failed>;
    type SerializeTupleVariant = Impossible<Value, Failed>;
    type SerializeStructVariant = Impossible<Value, Failed>;

    fn serialize_bool(self, value: bool) -> Tree {
        Ok(Value::Bool(value))
    }
    fn serialize_i8(self, value: i8) -> Tree {
        Ok(Value::Number(value.into()))
    }
    fn serialize_i16(self, value: i16) -> Tree {
        Ok(Value::Number(value.into()))
    }
    fn serialize_i32(self, value: i32) -> Tree {
        Ok(Value::Number(value.into()))
    }
    fn serialize_i64(self, value: i64) -> Tree {
        Ok(Value::Number(value as f64))
    }
    fn serialize_u8(self, value: u8) -> Tree {
        Ok(Value::Number(value.into()))
    }
    fn serialize_u16(self, value: u16) -> Tree {
        Ok(Value::Number(value.into()))
    }
    fn serialize_u32(self, value: u32) -> Tree {
        Ok(Value::Number(value.into()))
    }
    fn serialize_u64(self, value: u64) -> Tree {
        Ok(Value::Number(value as f64))
    }
    fn serialize_f32(self, value: f32) -> Tree {
        self.serialize_f64(value.into())
    }
    fn serialize_f64(self, value: f64) -> Tree {
        if value.is_finite() {
            Ok(Value::Number(value))
        } else {
            Err(Failed(format!("an answer has {value}")))
        }
    }
    fn serialize_char(self, value: char) -> Tree {
        Ok(Value::Text(value.to_string()))
    }
    fn serialize_str(self, value: &str) -> Tree {
        Ok(Value::Text(value.to_owned()))
    }
    fn serialize_bytes(self, _: &[u8]) -> Tree {
        Err(Failed("JSON has no bytes".to_owned()))
    }
    fn serialize_none(self) -> Tree {
        Ok(Value::Null)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Tree {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Tree {
        Ok(Value::Null)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Tree {
        Ok(Value::Null)
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Tree {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Tree {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Tree {
        Ok(Value::Map(vec![(variant.to_owned(), value.serialize(self)?)]))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List, Failed> {
        Ok(List(Vec::new()))
    }
    fn serialize_tuple(self, _: usize) -> Result<List, Failed> {
        Ok(List(Vec::new()))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Map, Failed> {
        Ok(Map::default())
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Map, Failed> {
        Ok(Map::default())
    }
    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Failed> {
        Err(ser::Error::custom(name))
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Failed> {
        Err(ser::Error::custom(name))
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Failed> {
        Err(ser::Error::custom(name))
    }
}

impl ser::SerializeSeq for List {
    type Ok = Value;
    type Error = Failed;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        self.0.push(value.serialize(Writer)?);
        Ok(())
    }
    fn end(self) -> Tree {
        Ok(Value::List(self.0))
    }
}

impl ser::SerializeTuple for List {
    type Ok = Value;
    type Error = Failed;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        ser::SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Tree {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeMap for Map {
    type Ok = Value;
    type Error = Failed;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        match key.serialize(Writer)? {
            Value::Text(text) => self.key = text,
            other => return Err(Failed(format!("{} is no key", other.kind()))),
        }
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        let key = std::mem::take(&mut self.key);
        let value = value.serialize(Writer).map_err(|Failed(why)| Failed(format!("{key}: {why}")))?;
        self.put(key, value)
    }
    fn end(self) -> Tree {
        Ok(Value::Map(self.entries))
    }
}

impl ser::SerializeStruct for Map {
    type Ok = Value;
    type Error = Failed;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Failed> {
        self.key = key.to_owned();
        ser::SerializeMap::serialize_value(self, value)
    }
    fn end(self) -> Tree {
        Ok(Value::Map(self.entries))
    }
}
