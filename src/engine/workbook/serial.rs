//! A book as plain data, for the script that has it written: lists rather than words, as there are thousands of cells.

use super::{Book, Cell, Chart, Content, Name, Sheet};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

impl Serialize for Book {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("title", &self.title)?;
        map.serialize_entry("created", &self.created)?;
        map.serialize_entry("currency", &self.currency)?;
        map.serialize_entry("sheets", &self.sheets)?;
        map.serialize_entry("names", &self.names)?;
        map.end()
    }
}

impl Serialize for Sheet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("widths", &self.widths)?;
        map.serialize_entry("frozen", &[self.frozen.0, self.frozen.1])?;
        map.serialize_entry("cells", &self.cells)?;
        map.serialize_entry("charts", &self.charts)?;
        map.end()
    }
}

/// `[row, column, look, unit, number, text, formula]`: a number alone, a text alone, or a formula with its number.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (number, text, formula) = match &self.content {
            Content::Text(text) => (None, Some(text), None),
            Content::Number(number) => (Some(*number), None, None),
            Content::Formula(formula, number) => (*number, None, Some(formula)),
        };
        let mut list = serializer.serialize_seq(Some(7))?;
        list.serialize_element(&self.row)?;
        list.serialize_element(&self.column)?;
        list.serialize_element(&(self.look as u32))?;
        list.serialize_element(&self.unit.map(|unit| unit as u32))?;
        list.serialize_element(&number)?;
        list.serialize_element(&text)?;
        list.serialize_element(&formula)?;
        list.end()
    }
}

/// `[name, sheet, row, column]`
impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(4))?;
        list.serialize_element(&self.name)?;
        list.serialize_element(&(self.sheet as u32))?;
        list.serialize_element(&self.row)?;
        list.serialize_element(&self.column)?;
        list.end()
    }
}

/// `[title, unit, firstRow, lastRow, wordColumn, figureColumn, atRow, atColumn]`
impl Serialize for Chart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let places = [self.rows.0, self.rows.1, self.columns.0, self.columns.1, self.at.0, self.at.1];
        let mut list = serializer.serialize_seq(Some(8))?;
        list.serialize_element(&self.title)?;
        list.serialize_element(&(self.unit as u32))?;
        places.iter().try_for_each(|place| list.serialize_element(place))?;
        list.end()
    }
}
