//! XML as the parts of a workbook hold it, piece by piece.

use crate::Wrong;
use crate::archive::Archive;
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

/// Goes through a part and lets `visit` see each piece; whether there is such a part.
pub(super) fn walk(
    archive: &Archive<'_>,
    part: &str,
    visit: &mut dyn FnMut(Piece<'_>) -> Result<(), Wrong>,
) -> Result<bool, Wrong> {
    let Some(source) = archive.part(part)? else { return Ok(false) };
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        // Text without anything between it and the next piece is one text: what is nothing else is passed over.
        match event.map_err(|_| if archive.is_spent() { Wrong::UnpacksTooLarge } else { Wrong::Broken })? {
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
            Event::Eof => return Ok(true),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}
