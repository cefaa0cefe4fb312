//! Workbooks as other programs write them, and such as none would: parts by name, in a zip archive.

use miniz_oxide::deflate::compress_to_vec;

/// What takes long to pack.
const LARGE: usize = 100 * 1024 * 1024;

/// Parts by name.
#[derive(Default)]
pub(crate) struct Archive(Vec<(String, String)>);

impl Archive {
    pub(crate) fn put(&mut self, name: &str, text: &str) {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), text.to_owned()));
    }

    pub(crate) fn part(&self, name: &str) -> String {
        self.0.iter().find(|(other, _)| other == name).expect("a part").1.clone()
    }

    /// The archive, every other part stored as it is.
    pub(crate) fn finish(&self) -> Vec<u8> {
        let (mut out, mut list) = (Vec::new(), Vec::new());
        for (at, (name, text)) in self.0.iter().enumerate() {
            let stored = at % 2 == 1 && text.len() < 1000;
            let data = if stored {
                text.clone().into_bytes()
            } else {
                compress_to_vec(text.as_bytes(), if text.len() > LARGE { 1 } else { 9 })
            };
            let start = out.len() as u32;
            // Of what is refused before its end nobody asks.
            let check = if text.len() > LARGE { 0 } else { crc(text.as_bytes()) };
            let mut head = vec![20, 0, 0, 0, if stored { 0 } else { 8 }, 0, 0, 0, 0x21, 0];
            for number in [check, data.len() as u32, text.len() as u32, name.len() as u32] {
                head.extend(number.to_le_bytes());
            }
            out.extend([b"PK\x03\x04", head.as_slice(), name.as_bytes(), &data].concat());
            list.extend(
                [b"PK\x01\x02\x14\0", head.as_slice(), &[0; 10], &start.to_le_bytes(), name.as_bytes()]
                    .concat(),
            );
        }
        let (count, start) = (self.0.len() as u16, out.len() as u32);
        out.extend(&list);
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
        out.extend([(list.len() as u32).to_le_bytes(), start.to_le_bytes()].concat());
        out.extend([0; 2]);
        out
    }
}

/// The check sum, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 0 { crc >> 1 } else { 0xedb8_8320 ^ (crc >> 1) };
        }
    }
    !crc
}

/// A workbook of sheets, each with its name and its rows; `state` is that of the last.
pub(crate) fn workbook(sheets: &[(&str, &str)], strings: &str, styles: &str, state: &str) -> Archive {
    let mut archive = Archive::default();
    let relations = |all: &str| format!("<?xml version=\"1.0\"?><Relationships>{all}</Relationships>");
    archive.put(
        "_rels/.rels",
        &relations("<Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"/xl/workbook.xml\"/>"),
    );
    let (mut listed, mut related) = (String::new(), String::new());
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let state = if at + 1 == sheets.len() { state } else { "" };
        let at = at + 1;
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"s{at}\" {state}/>");
        related += &format!(
            "<Relationship Id=\"s{at}\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
        archive.put(
            &format!("xl/worksheets/sheet{at}.xml"),
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    archive.put("xl/workbook.xml", &format!("<workbook><sheets>{listed}</sheets></workbook>"));
    related += "<Relationship Id=\"t\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    related += "<Relationship Id=\"u\" Type=\"http://x/styles\" Target=\"styles.xml\"/>";
    archive.put("xl/_rels/workbook.xml.rels", &relations(&related));
    archive.put("xl/sharedStrings.xml", strings);
    archive.put("xl/styles.xml", styles);
    archive
}
