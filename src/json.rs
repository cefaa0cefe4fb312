//! Plain data → JSON text. Numbers are written by the platform, so no float printing is compiled in.

use core::fmt;
use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

/// The number as JavaScript writes it.
#[cfg(target_arch = "wasm32")]
fn digits(value: f64) -> Option<String> {
    js_sys::Number::from(value).to_string_with_radix(10).ok().map(String::from)
}

/// The same natively, for tests.
#[cfg(not(target_arch = "wasm32"))]
fn digits(value: f64) -> Option<String> {
    Some(value.to_string())
}

/// The data as JSON text; none where it holds what JSON cannot, which none of ours does.
#[cfg(not(all(feature = "api", target_arch = "wasm32")))]
pub(crate) fn text(data: &(impl Serialize + ?Sized)) -> Option<String> {
    let mut writer = Writer::default();
    data.serialize(&mut writer).ok()?;
    Some(writer.text)
}

/// The same in the memory of JavaScript: a long answer would take more of the module's than what it tells of, and memory of a
/// module is never given back.
#[cfg(all(feature = "api", target_arch = "wasm32"))]
pub(crate) fn js_text(data: &(impl Serialize + ?Sized)) -> Option<js_sys::JsString> {
    let mut writer = Writer::default();
    data.serialize(&mut writer).ok()?;
    Some(writer.sent.0.concat(&writer.text.into()))
}

/// How much text is kept until it is handed over, in bytes.
#[cfg(all(feature = "api", target_arch = "wasm32"))]
const PART: usize = 1 << 16;

/// What JSON text cannot hold, or our data never does.
#[derive(Debug)]
struct Unsupported;

impl fmt::Display for Unsupported {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not plain data")
    }
}

impl core::error::Error for Unsupported {}

impl ser::Error for Unsupported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Done = Result<(), Unsupported>;

#[derive(Default)]
struct Writer {
    text: String,
    /// What was handed over already.
    #[cfg(all(feature = "api", target_arch = "wasm32"))]
    sent: Sent,
}

#[cfg(all(feature = "api", target_arch = "wasm32"))]
struct Sent(js_sys::JsString);

#[cfg(all(feature = "api", target_arch = "wasm32"))]
impl Default for Sent {
    fn default() -> Self {
        Self("".into())
    }
}

impl Writer {
    #[cfg(all(feature = "api", target_arch = "wasm32"))]
    fn hand_over(&mut self) {
        if self.text.len() >= PART {
            self.sent.0 = self.sent.0.concat(&self.text.as_str().into());
            self.text.clear();
        }
    }

    fn string(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(c);
                }
                c if c < ' ' => {
                    self.text.push_str("\\u00");
                    self.text.push(if c < '\u{10}' { '0' } else { '1' });
                    self.text.push(char::from_digit(c as u32 % 16, 16).unwrap_or('0'));
                }
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    fn number(&mut self, value: f64) -> Done {
        if !value.is_finite() {
            return Err(Unsupported);
        }
        self.text.push_str(&digits(value).ok_or(Unsupported)?);
        Ok(())
    }

    fn open(&mut self, open: char, close: char) -> Items<'_> {
        self.text.push(open);
        Items { writer: self, first: true, close }
    }
}

/// A list or an object that is being written.
struct Items<'a> {
    writer: &'a mut Writer,
    first: bool,
    close: char,
}

impl Items<'_> {
    fn next(&mut self) {
        if !core::mem::take(&mut self.first) {
            self.writer.text.push(',');
        }
        #[cfg(all(feature = "api", target_arch = "wasm32"))]
        self.writer.hand_over();
    }

    fn close(self) -> Done {
        self.writer.text.push(self.close);
        Ok(())
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Unsupported;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Done {
        self.next();
        item.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close()
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Unsupported;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Done {
        SerializeSeq::serialize_element(self, item)
    }
    fn end(self) -> Done {
        self.close()
    }
}

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Unsupported;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.next();
        key.serialize(&mut *self.writer)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.writer.text.push(':');
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close()
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Unsupported;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.serialize_entry(key, value)
    }
    fn end(self) -> Done {
        self.close()
    }
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeTupleStruct = Impossible<(), Unsupported>;
    type SerializeTupleVariant = Impossible<(), Unsupported>;
    type SerializeStructVariant = Impossible<(), Unsupported>;

    fn serialize_bool(self, value: bool) -> Done {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_f64(self, value: f64) -> Done {
        self.number(value)
    }
    fn serialize_u64(self, value: u64) -> Done {
        self.number(value as f64)
    }
    fn serialize_i64(self, value: i64) -> Done {
        self.number(value as f64)
    }
    fn serialize_u8(self, value: u8) -> Done {
        self.number(value.into())
    }
    fn serialize_u16(self, value: u16) -> Done {
        self.number(value.into())
    }
    fn serialize_u32(self, value: u32) -> Done {
        self.number(value.into())
    }
    fn serialize_i8(self, value: i8) -> Done {
        self.number(value.into())
    }
    fn serialize_i16(self, value: i16) -> Done {
        self.number(value.into())
    }
    fn serialize_i32(self, value: i32) -> Done {
        self.number(value.into())
    }
    fn serialize_f32(self, value: f32) -> Done {
        self.number(value.into())
    }
    fn serialize_str(self, value: &str) -> Done {
        self.string(value);
        Ok(())
    }
    fn serialize_char(self, _: char) -> Done {
        Err(Unsupported)
    }
    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(Unsupported)
    }
    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.text.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Done {
        Err(Unsupported)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        Err(Unsupported)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unsupported> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Unsupported> {
        Ok(self.open('[', ']'))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Unsupported> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unsupported> {
        Ok(self.open('{', '}'))
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unsupported> {
        Err(Unsupported)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(Unsupported)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unsupported> {
        Err(Unsupported)
    }
}
