//! What cells look like: one format for each look with each unit.

use super::Style;
use super::parts::PREFIX;

/// The number formats of the model's units in the order of its list: money, counts, shares, multiples, months, years.
pub(super) const FORMATS: [&str; 6] = ["#,##0.00", "#,##0.0", "0.0%", "#,##0.00\"×\"", "0.0", "0.0"];
/// The first number of a format that is not built in.
const FIRST: u32 = 164;

/// For each of the model's looks its font, its fill, and whether its text wraps: plain, strong, title, head, note, and inputs
/// that are given, assumed and of an example.
const LOOKS: [(u32, u32, bool); 8] = [
    (0, 0, false),
    (1, 0, false),
    (2, 0, false),
    (1, 2, true),
    (3, 0, false),
    (4, 3, false),
    (4, 4, false),
    (4, 5, false),
];
const FONTS: [&str; 5] = [
    "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>",
    "<b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>",
    "<b/><sz val=\"16\"/><name val=\"Calibri\"/><family val=\"2\"/>",
    "<i/><sz val=\"11\"/><color rgb=\"FF595959\"/><name val=\"Calibri\"/><family val=\"2\"/>",
    // Blue: the custom of finance for what is to be changed.
    "<sz val=\"11\"/><color rgb=\"FF0000C0\"/><name val=\"Calibri\"/><family val=\"2\"/>",
];
/// Behind the two fills that every workbook begins with.
const FILLS: [&str; 4] = ["FFE7EAEE", "FFFFF8DC", "FFFCE3C8", "FFE9DDF3"];

/// The place of a style in the list.
pub(super) fn index(style: Style) -> u32 {
    let units = FORMATS.len() as u32 + 1;
    let look = style.look.min(LOOKS.len() as u32 - 1);
    look * units + style.unit.map_or(0, |unit| unit + 1).min(units - 1)
}

/// The part with all of them.
pub(super) fn xml() -> String {
    let mut out =
        [PREFIX, "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"].concat();
    let list = |out: &mut String, name: &str, items: &[String]| {
        out.extend([
            "<",
            name,
            " count=\"",
            &items.len().to_string(),
            "\">",
            &items.concat(),
            "</",
            name,
            ">",
        ]);
    };
    let formats = (FIRST..).zip(FORMATS).map(|(id, code)| {
        let code = code.replace('"', "&quot;");
        ["<numFmt numFmtId=\"", &id.to_string(), "\" formatCode=\"", &code, "\"/>"].concat()
    });
    list(&mut out, "numFmts", &formats.collect::<Vec<_>>());
    list(&mut out, "fonts", &FONTS.map(|font| ["<font>", font, "</font>"].concat()));
    let mut fills = ["none", "gray125"]
        .map(|kind| ["<fill><patternFill patternType=\"", kind, "\"/></fill>"].concat())
        .to_vec();
    fills.extend(FILLS.map(|color| {
        [
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"",
            color,
            "\"/><bgColor indexed=\"64\"/></patternFill></fill>",
        ]
        .concat()
    }));
    list(&mut out, "fills", &fills);
    out += "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>";
    out += "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>";
    let mut styles = Vec::new();
    for (font, fill, wraps) in LOOKS {
        for format in core::iter::once(0).chain((FIRST..).take(FORMATS.len())) {
            let [font, fill, format] = [font, fill, format].map(|number| number.to_string());
            let alignment = if wraps { "<alignment vertical=\"top\" wrapText=\"1\"/>" } else { "" };
            styles.push(
                [
                    "<xf numFmtId=\"", &format, "\" fontId=\"", &font, "\" fillId=\"", &fill,
                    "\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">",
                    alignment, "</xf>",
                ]
                .concat(),
            );
        }
    }
    list(&mut out, "cellXfs", &styles);
    out + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
}
