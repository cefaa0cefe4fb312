//! The parts of the file, and how one refers to another.

use super::{Writer, chart, style};
use crate::archive::Packer;

pub(super) const PREFIX: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.";

/// An element with attributes and text in it; the text is not escaped again.
pub(super) fn put(name: &str, attributes: &[(&str, &str)], text: &str) -> String {
    let begin = open(name, attributes);
    match text {
        "" => [begin.trim_end_matches('>'), "/>"].concat(),
        text => [&begin, &escaped(text), "</", name, ">"].concat(),
    }
}

/// The beginning of an element.
pub(super) fn open(name: &str, attributes: &[(&str, &str)]) -> String {
    let mut out = ["<", name].concat();
    for (attribute, value) in attributes {
        out.extend([" ", attribute, "=\"", &escaped(value), "\""]);
    }
    out + ">"
}

/// Text as XML holds it. Signs that it cannot hold are left out, and what a spreadsheet would take for one that is written in
/// letters (`_x000D_`) is marked as text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (at, sign) in text.char_indices() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if is_code(text.get(at..).unwrap_or_default()) => out.push_str("_x005F_"),
            '\t' | '\n' | ' '.. if !matches!(sign, '\u{fffe}' | '\u{ffff}') => out.push(sign),
            _ => {}
        }
    }
    out
}

fn is_code(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|rest| rest.get(..5)).and_then(|rest| rest.strip_suffix('_'));
    code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The letters of a column, from 0.
pub(super) fn column(mut at: u32) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (at % 26) as u8));
        at /= 26;
        if at == 0 {
            return letters;
        }
        at -= 1;
    }
}

/// Some rows of a column of a sheet, from anywhere.
pub(super) fn range(sheet: &str, (first, last): (u32, u32), at: u32) -> String {
    let column = column(at);
    let cell = |row: u32| ["$", &column, "$", &(row + 1).to_string()].concat();
    let cells = if first == last { cell(first) } else { [&cell(first), ":", cell(last).as_str()].concat() };
    ["'", sheet, "'!", &cells].concat()
}

/// A list of relations, each with the last words of its type and its target.
fn relations(all: &[(&str, String)]) -> String {
    let each = (1..).zip(all).map(|(number, (kind, target))| {
        let kind =
            if kind.starts_with("http") { (*kind).to_owned() } else { [RELATIONS, "/", kind].concat() };
        let id = ["rId", &u32::to_string(&number)].concat();
        put("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)], "")
    });
    [
        PREFIX,
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        &each.collect::<String>(),
        "</Relationships>",
    ]
    .concat()
}

/// Writes every part.
pub(super) fn write(writer: &Writer, packer: &mut Packer) {
    let mut types: Vec<(String, String)> = Vec::new();
    let mut part = |name: &str, kind: &str, text: &str| {
        if !kind.is_empty() {
            let kind = if kind.contains('/') { kind.to_owned() } else { [TYPES, kind, "+xml"].concat() };
            types.push((["/", name].concat(), kind));
        }
        packer.add(name, text);
    };
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    part(
        "_rels/.rels",
        "",
        &relations(&[
            ("officeDocument", "xl/workbook.xml".to_owned()),
            (core, "docProps/core.xml".to_owned()),
        ]),
    );
    part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        &properties(writer),
    );
    part("xl/workbook.xml", "spreadsheetml.sheet.main", &workbook(writer));
    let mut targets: Vec<(&str, String)> = (1..=writer.sheets.len())
        .map(|at| ("worksheet", ["worksheets/sheet", &at.to_string(), ".xml"].concat()))
        .collect();
    targets.push(("styles", "styles.xml".to_owned()));
    part("xl/_rels/workbook.xml.rels", "", &relations(&targets));
    part("xl/styles.xml", "spreadsheetml.styles", &style::xml());
    let mut charts = 0;
    for (at, sheet) in (1..).zip(&writer.sheets) {
        let at = u32::to_string(&at);
        let (is_first, draws) = (at == "1", !sheet.charts.is_empty());
        part(
            &["xl/worksheets/sheet", &at, ".xml"].concat(),
            "spreadsheetml.worksheet",
            &sheet.xml(is_first, draws),
        );
        if !draws {
            continue;
        }
        let list = [("drawing", ["../drawings/drawing", &at, ".xml"].concat())];
        part(&["xl/worksheets/_rels/sheet", &at, ".xml.rels"].concat(), "", &relations(&list));
        part(&["xl/drawings/drawing", &at, ".xml"].concat(), "drawing", &chart::drawing(&sheet.charts));
        let mut list = Vec::new();
        for chart in &sheet.charts {
            charts += 1;
            let name = ["chart", &i32::to_string(&charts), ".xml"].concat();
            part(&["xl/charts/", &name].concat(), "drawingml.chart", &chart.xml());
            list.push(("chart", ["../charts/", &name].concat()));
        }
        part(&["xl/drawings/_rels/drawing", &at, ".xml.rels"].concat(), "", &relations(&list));
    }
    let overrides =
        types.iter().map(|(name, kind)| put("Override", &[("PartName", name), ("ContentType", kind)], ""));
    let content = [
        PREFIX,
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        &overrides.collect::<String>(),
        "</Types>",
    ]
    .concat();
    packer.add("[Content_Types].xml", &content);
}

fn properties(writer: &Writer) -> String {
    let day = match writer.created.as_str() {
        "" => String::new(),
        day => {
            let day = [day, "T00:00:00Z"].concat();
            ["created", "modified"]
                .map(|name| put(&["dcterms:", name].concat(), &[("xsi:type", "dcterms:W3CDTF")], &day))
                .concat()
        }
    };
    [
        PREFIX,
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
        &put("dc:title", &[], &writer.title),
        &day,
        "</cp:coreProperties>",
    ]
    .concat()
}

fn workbook(writer: &Writer) -> String {
    let sheets = (1..).zip(&writer.sheets).map(|(at, sheet)| {
        let at = u32::to_string(&at);
        put("sheet", &[("name", &sheet.name), ("sheetId", &at), ("r:id", &["rId", &at].concat())], "")
    });
    let names = writer.names.iter().map(|(name, place)| put("definedName", &[("name", name)], place));
    let names: String = names.collect();
    let names = if names.is_empty() { names } else { ["<definedNames>", &names, "</definedNames>"].concat() };
    [
        PREFIX,
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"",
        RELATIONS,
        "\"><bookViews><workbookView xWindow=\"240\" yWindow=\"15\" windowWidth=\"24000\" windowHeight=\"12000\"/></bookViews><sheets>",
        &sheets.collect::<String>(),
        "</sheets>",
        &names,
        "<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(column), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("<a & \"b\">\u{7}\u{ffff}"), "&lt;a &amp; &quot;b&quot;&gt;");
        assert_eq!(escaped("_x0041_ _x_"), "_x005F_x0041_ _x_");
    }
}
