//! Which parts a workbook has, and what its sheets are called.

use super::xml::{Piece, walk};
use crate::Wrong;
use crate::archive::Archive;

/// A sheet as the workbook lists it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// The part that holds it.
    pub(super) part: String,
}

/// What the workbook says of itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) sheets: Vec<Listed>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    /// Days are counted from 1904, as old Macs did.
    pub(super) from_1904: bool,
}

/// A relation of a part to another: its id, the last word of its type, and the other's place.
struct Relation {
    id: String,
    kind: String,
    part: String,
}

pub(super) fn read(archive: &Archive) -> Result<Package, Wrong> {
    let top = relations(archive, "")?;
    let workbook = top.iter().find(|relation| relation.kind == "officeDocument").map(|found| &found.part);
    let workbook = workbook.filter(|part| part.ends_with(".xml")).ok_or(Wrong::NotAWorkbook)?;
    let others = relations(archive, workbook)?;
    let named = |kind: &str| others.iter().find(|other| other.kind == kind).map(|other| other.part.clone());
    let mut package =
        Package { strings: named("sharedStrings"), styles: named("styles"), ..Package::default() };
    let is_there = walk(archive, workbook, &mut |piece| {
        match piece {
            Piece::Begin("workbookPr", tag) => package.from_1904 = tag.says("date1904"),
            Piece::Begin("sheet", tag) => {
                let id = tag.get("id").unwrap_or_default();
                // Sheets of macros and of charts are no tables.
                let part = others.iter().find(|other| other.id == id && other.kind == "worksheet");
                package.sheets.extend(part.map(|other| Listed {
                    name: tag.get("name").unwrap_or_default(),
                    hidden: tag.get("state").is_some_and(|state| state != "visible"),
                    part: other.part.clone(),
                }));
            }
            _ => {}
        }
        Ok(())
    })?;
    if !is_there || package.sheets.is_empty() {
        return Err(Wrong::NotAWorkbook);
    }
    Ok(package)
}

/// What a part is related to; of no part, what the archive begins with.
fn relations(archive: &Archive, part: &str) -> Result<Vec<Relation>, Wrong> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = [folder, if folder.is_empty() { "" } else { "/" }, "_rels/", name, ".rels"].concat();
    let mut all = Vec::new();
    walk(archive, &list, &mut |piece| {
        if let Piece::Begin("Relationship", tag) = piece {
            let kind = tag.get("Type").unwrap_or_default();
            all.push(Relation {
                id: tag.get("Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                part: place(folder, &tag.get("Target").unwrap_or_default()),
            });
        }
        Ok(())
    })?;
    Ok(all)
}

/// The place of a target that is written as seen from a folder.
fn place(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        assert_eq!(place("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(place("xl/worksheets", "../styles.xml"), "xl/styles.xml");
        assert_eq!(place("xl", "/xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(place("", "../../x.xml"), "x.xml");
    }
}
