//! Reading workbooks: of every writer as far as the format goes, and hostile ones.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

#[path = "support/archive.rs"]
mod archive;

use archive::{Archive, workbook};
use comarketing_roi_workbook::Wrong;
use comarketing_roi_workbook::read::{Opening, Sheet, Workbook};

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy hh:mm\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
const STRINGS: &str = "<sst><si><t>Gold, \"old\"</t></si><si><r><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r>\
    <rPh><t>read aloud</t></rPh></si><si><t>a_x000D_b &amp; &#x43;</t></si></sst>";

fn read(rows: &str) -> Result<Sheet, Wrong> {
    let bytes = workbook(&[("Sheet", rows)], STRINGS, STYLES, "").finish();
    Workbook::open(bytes).and_then(|workbook| workbook.sheet(0))
}

fn text(rows: &str) -> String {
    read(rows).expect("a sheet").text
}

#[test]
fn each_kind_of_cell_becomes_text() {
    for (cell, expected) in [
        ("<c r=\"A1\"><v>1234.5</v></c>", "1234.5"),
        ("<c r=\"A1\"><v>0.28999999999999998</v></c>", "0.29"),
        ("<c r=\"A1\"><v>1.5E-3</v></c>", "0.0015"),
        ("<c r=\"A1\" t=\"n\"><v>1e15</v></c>", "1000000000000000"),
        ("<c r=\"A1\" s=\"1\"><v>45747</v></c>", "2025-03-31"),
        ("<c r=\"A1\" s=\"3\"><v>45747.75</v></c>", "2025-03-31 18:00:00"),
        ("<c r=\"A1\" s=\"2\"><v>0.125</v></c>", "12.5%"),
        ("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE"),
        ("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A"),
        ("<c r=\"A1\" t=\"s\"><v>0</v></c>", "\"Gold, \"\"old\"\"\""),
        ("<c r=\"A1\" t=\"s\"><v>1</v></c>", "\"rich \""),
        ("<c r=\"A1\" t=\"s\"><v>2</v></c>", "\"a\rb & C\""),
        ("<c r=\"A1\" t=\"inlineStr\"><is><t>in place</t></is></c>", "in place"),
        ("<c r=\"A1\" t=\"str\"><f>A2&amp;\"x\"</f><v>of a formula</v></c>", "of a formula"),
        ("<c r=\"A1\" t=\"d\"><v>2025-03-31T00:00:00</v></c>", "2025-03-31T00:00:00"),
        ("<x:c r=\"A1\"><x:v><![CDATA[7]]></x:v></x:c>", "7"),
    ] {
        assert_eq!(text(&format!("<row r=\"1\">{cell}</row>")), expected, "{cell}");
    }
}

#[test]
fn cells_stand_in_their_rows_and_columns() {
    let sheet = read(
        "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row><row r=\"4\" hidden=\"1\"><c r=\"A4\"><v>3</v></c></row>\
         <row><c><v>4</v></c><c><v>5</v></c></row><row r=\"9\"><c r=\"C9\" s=\"1\"/></row>",
    )
    .expect("a sheet");
    assert_eq!(sheet.text, "\n,1,,2\n\n3\n4,5");
    assert_eq!((sheet.rows, sheet.columns, sheet.hidden_rows), (5, 4, vec![4]));
}

/// A page that reads a long workbook has its turns in between, wherever that is.
#[test]
fn what_is_read_in_slices_is_what_is_read_at_once() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t><t>b</t></is></c></row>";
    let whole = read(rows).expect("a sheet");
    let bytes = workbook(&[("Sheet", rows)], STRINGS, STYLES, "").finish();
    for pieces in 1..12 {
        let mut opening = Opening::begin(bytes.clone()).expect("a workbook");
        while opening.go_on(pieces).expect("texts") {}
        let mut reader = opening.end().begin_sheet(0).expect("a sheet");
        let mut turns = 1;
        while reader.go_on(pieces).expect("cells") {
            turns += 1;
        }
        assert!(turns >= 24 / pieces, "{turns} turns of {pieces}");
        assert_eq!(reader.end(), whole);
    }
}

#[test]
fn merged_cells_and_hidden_sheets_are_told() {
    let merged = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells><sheetData>";
    let archive = workbook(&[("One", merged), ("Two", "")], STRINGS, STYLES, "state=\"hidden\"");
    let workbook = Workbook::open(archive.finish()).expect("a workbook");
    assert_eq!(workbook.sheets().collect::<Vec<_>>(), [("One", false), ("Two", true)]);
    assert_eq!(workbook.sheet(0).expect("a sheet").merged, ["A1:B2"]);
    assert_eq!(workbook.sheet(1).expect("a sheet"), Sheet::default());
    assert_eq!(workbook.sheet(2), Err(Wrong::NoSheet));
}

#[test]
fn days_may_be_counted_from_1904() {
    let mut archive =
        workbook(&[("A", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44285</v></c></row>")], STRINGS, STYLES, "");
    let part = archive.part("xl/workbook.xml").replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    archive.put("xl/workbook.xml", &part);
    let workbook = Workbook::open(archive.finish()).expect("a workbook");
    assert_eq!(workbook.sheet(0).expect("a sheet").text, "2025-03-31");
}

#[test]
fn what_is_no_workbook_is_refused() {
    let mut protected = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let old = protected.clone();
    protected.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
    let mut other = Archive::default();
    other.put("content.xml", "<office/>");
    let binary = {
        let mut archive = Archive::default();
        archive.put("_rels/.rels", "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>");
        archive
    };
    for (bytes, wrong) in [
        (old, Wrong::OldFormat),
        (protected, Wrong::Protected),
        (Vec::new(), Wrong::NotAWorkbook),
        (b"name,mdf\nGold,1\n".to_vec(), Wrong::NotAWorkbook),
        (other.finish(), Wrong::NotAWorkbook),
        (binary.finish(), Wrong::NotAWorkbook),
        (b"PK\x03\x04 and then nothing".to_vec(), Wrong::Broken),
        (vec![b'P'; 17 * 1024 * 1024], Wrong::TooLarge),
    ] {
        assert_eq!(Workbook::open(bytes).err(), Some(wrong));
    }
}

#[test]
fn a_file_that_ends_early_is_broken_wherever_it_ends() {
    let whole =
        workbook(&[("A", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")], STRINGS, STYLES, "").finish();
    for end in 1..whole.len() {
        let read = Workbook::open(whole[..end].to_vec()).and_then(|workbook| workbook.sheet(0));
        assert!(read.is_err(), "{end} of {} bytes", whole.len());
    }
}

#[test]
fn no_byte_that_changes_ends_in_a_panic_or_in_other_cells() {
    let whole =
        workbook(&[("A", "<row r=\"1\"><c r=\"A1\"><v>12345</v></c></row>")], STRINGS, STYLES, "").finish();
    for at in 0..whole.len() {
        for change in [1, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            if let Ok(sheet) = Workbook::open(bytes).and_then(|workbook| workbook.sheet(0)) {
                assert!(matches!(sheet.text.as_str(), "12345" | ""), "{at}: {}", sheet.text);
            }
        }
    }
}

#[test]
fn a_bomb_is_refused_before_it_fills_the_memory() {
    // 300 MB of blanks in 1.43 MB, as the writer packs them: well below the largest file that is read.
    let blanks = " ".repeat(300 * 1024 * 1024);
    let bytes = workbook(&[("A", &blanks)], STRINGS, STYLES, "").finish();
    assert!(bytes.len() < 1_500_000, "{}", bytes.len());
    let workbook = Workbook::open(bytes).expect("its list is small");
    assert_eq!(workbook.sheet(0), Err(Wrong::UnpacksTooLarge));
    // The texts that cells share are unpacked at once.
    let strings = format!("<sst><si><t>{blanks}</t></si></sst>");
    let bytes = workbook_of(&strings);
    assert_eq!(Workbook::open(bytes).err(), Some(Wrong::UnpacksTooLarge));
}

fn workbook_of(strings: &str) -> Vec<u8> {
    workbook(&[("A", "")], strings, STYLES, "").finish()
}

#[test]
fn a_text_that_many_cells_share_is_no_bomb_either() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1024 * 1024));
    let cells: String =
        (1..=80).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let bytes = workbook(&[("A", &cells)], &strings, STYLES, "").finish();
    assert_eq!(Workbook::open(bytes).expect("small").sheet(0), Err(Wrong::TooManyCells));
}

#[test]
fn a_million_empty_rows_are_no_rows() {
    let empty: String =
        (1..=1_000_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let sheet = read(&empty).expect("a sheet");
    assert_eq!((sheet.rows, sheet.text.as_str()), (0, ""));
}

#[test]
fn rows_and_cells_have_limits() {
    let last = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>");
    assert_eq!(read(&last(100_000)).map(|sheet| sheet.rows), Ok(100_000));
    assert_eq!(read(&last(100_001)), Err(Wrong::TooManyRows));
    assert_eq!(read("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), Err(Wrong::TooManyCells));
    let wide: String =
        (1..=400).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    assert_eq!(read(&wide), Err(Wrong::TooManyCells));
}

#[test]
fn cells_out_of_order_are_not_put_anywhere() {
    let twice = "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>2</v></c></row>";
    assert_eq!(read(twice), Err(Wrong::Broken));
    assert_eq!(
        read("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
        Err(Wrong::Broken)
    );
    assert_eq!(read("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>"), Err(Wrong::Broken));
}

#[test]
fn entities_of_a_files_own_are_not_looked_up() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    let mut archive = workbook(
        &[("A", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row>")],
        STRINGS,
        STYLES,
        "",
    );
    let part = archive.part("xl/worksheets/sheet1.xml");
    archive.put("xl/worksheets/sheet1.xml", &[laughs, &part].concat());
    assert_eq!(Workbook::open(archive.finish()).expect("a workbook").sheet(0), Err(Wrong::Broken));
}
