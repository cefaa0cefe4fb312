//! XML as the parts of a workbook hold it, piece by piece.

use crate::Wrong;
use crate::archive::{Archive, Part};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What stands in a part. Names are those without their prefix, which every writer chooses as he likes.
pub(super) enum Piece<'a> {
    /// An element begins; one without anything in it ends at once.
    Begin(&'a str, Tag<'a>),
    End(&'a str),
    Text(&'a str),
}

/// The attributes of an element.
pub(super) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// The value of an attribute, by the name that it has without its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        // That one stands twice is no reason to look at each of them against all others.
        let found = all.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// The attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }

    /// Whether the attribute says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        matches!(self.get(name).as_deref(), Some("1" | "true" | "on"))
    }
}

/// What sees each piece.
pub(super) type Visit<'a> = &'a mut dyn FnMut(Piece<'_>) -> Result<(), Wrong>;

/// Goes through a part and lets `visit` see each piece; whether there is such a part.
pub(super) fn walk(archive: &Archive, part: &str, visit: Visit<'_>) -> Result<bool, Wrong> {
    let Some(mut walk) = Walk::begin(archive, part)? else { return Ok(false) };
    while walk.go_on(usize::MAX, visit)? {}
    Ok(true)
}

/// A way through a part.
pub(super) struct Walk {
    reader: Reader<Part>,
    buffer: Vec<u8>,
}

impl Walk {
    /// Stands before a part; none where there is none.
    pub(super) fn begin(archive: &Archive, part: &str) -> Result<Option<Self>, Wrong> {
        let begun = |source| Self { reader: Reader::from_reader(source), buffer: Vec::new() };
        Ok(archive.part(part)?.map(begun))
    }

    /// Lets `visit` see so many pieces; whether there are more.
    pub(super) fn go_on(&mut self, pieces: usize, visit: Visit<'_>) -> Result<bool, Wrong> {
        for _ in 0..pieces {
            if !self.next(visit)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Lets `visit` see the next piece, if there is one.
    fn next(&mut self, visit: Visit<'_>) -> Result<bool, Wrong> {
        self.buffer.clear();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) if self.reader.get_ref().is_spent() => return Err(Wrong::UnpacksTooLarge),
            Err(_) => return Err(Wrong::Broken),
        };
        // Text without anything between it and the next piece is one text: what is nothing else is passed over.
        match event {
            Event::Start(tag) => visit(Piece::Begin(tag.local_name().as_ref(), Tag(&tag)))?,
            Event::Empty(tag) => {
                visit(Piece::Begin(tag.local_name().as_ref(), Tag(&tag)))?;
                visit(Piece::End(tag.local_name().as_ref()))?;
            }
            Event::End(tag) => visit(Piece::End(tag.local_name().as_ref()))?,
            Event::Text(text) => visit(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => visit(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let named = |sign: char| Some(sign.to_string());
                let sign = match name.resolve_char_ref() {
                    Ok(Some(sign)) => named(sign),
                    _ => match name.as_ref() {
                        "amp" => named('&'),
                        "lt" => named('<'),
                        "gt" => named('>'),
                        "quot" => named('"'),
                        "apos" => named('\''),
                        // No workbook declares one of its own; what one stands for is not looked up.
                        _ => None,
                    },
                };
                visit(Piece::Text(&sign.ok_or(Wrong::Broken)?))?;
            }
            Event::Eof => return Ok(false),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        Ok(true)
    }
}
