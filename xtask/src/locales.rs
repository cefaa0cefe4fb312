//! `dist/text/`: each language beside English as a script that `embed.js` imports.

use crate::files::PAGE_TEXT;
use crate::{generate, paths};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::Path;

#[allow(dead_code, reason = "the build script and the tests use the rest")]
#[path = "../../src/text/catalogue.rs"]
mod catalogue;

/// The folder of them, in `dist/` and in `pkg/`.
pub(crate) const FOLDER: &str = "text";

/// What `labels.js` needs of them beside the languages: English as a table, and the keys.
const FOR_LABELS: [&str; 2] = ["en.js", "keys.js"];

/// Writes the scripts below `site`; the answer is the tags.
pub(crate) fn write(site: &Path) -> Result<Vec<String>> {
    let languages = catalogue::read(&paths::root().join("locales")).map_err(|wrong| anyhow!("{wrong}"))?;
    let english = languages.get(catalogue::ENGLISH).context("there is no English")?;
    let folder = site.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let mut tags = Vec::new();
    for (tag, texts) in languages.iter().filter(|(tag, _)| *tag != catalogue::ENGLISH) {
        fs::write(folder.join(format!("{tag}.js")), catalogue::script(english, tag, texts))?;
        tags.push(tag.clone());
    }
    let [table, keys] = FOR_LABELS.map(|name| folder.join(name));
    fs::write(table, catalogue::script(english, catalogue::ENGLISH, english))?;
    fs::write(keys, catalogue::exported(&catalogue::keys(english)))?;
    Ok(tags)
}

/// Writes that into `site`.
pub(crate) fn write_around(site: &Path) -> Result<()> {
    let languages = catalogue::read(&paths::root().join("locales")).map_err(|wrong| anyhow!("{wrong}"))?;
    let file = site.join(PAGE_TEXT);
    fs::write(&file, catalogue::around(&languages))
        .with_context(|| format!("cannot write {}", file.display()))
}

/// `docs/labels.md`: every key with its English text, for a host that wants to find one.
pub(crate) fn labels() -> Result<String> {
    let languages = catalogue::read(&paths::root().join("locales")).map_err(|wrong| anyhow!("{wrong}"))?;
    let english = languages.get(catalogue::ENGLISH).context("there is no English")?;
    let rows = |terms: bool| {
        let of = english.iter().filter(move |(key, _)| catalogue::is_term(key) == terms);
        // A host has no say in what stands around the element on our own page.
        of.filter(|(key, _)| *key != "direction" && !catalogue::is_hosted(key))
            .map(|(key, text)| [format!("`{key}`"), cell(text)])
    };
    Ok(format!(
        "# Keys of labels\n\n\
         Written by `cargo xtask docs` from `locales/en.json`. How a host sets them stands in\n\
         [translating.md](translating.md#labels-of-a-host).\n\n\
         ## The page\n\n{}\n\
         ## What the engine says: names, questions, reasons, benchmarks\n\n{}",
        generate::table(["key", "English"], rows(false)),
        generate::table(["key", "English"], rows(true)),
    ))
}

/// A text in a cell of a Markdown table, where it means nothing but itself.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if matches!(letter, '|' | '<' | '*' | '_' | '`' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_and_ends_no_row() {
        assert_eq!(cell("a | b <c> d_e"), "a \\| b \\<c> d\\_e");
    }

    #[test]
    fn the_list_of_keys_has_the_order_and_the_gaps_of_the_tables() {
        let languages = catalogue::read(&paths::root().join("locales")).unwrap();
        let english = &languages[catalogue::ENGLISH];
        let keys = catalogue::keys(english);
        let (page, terms) = keys.split_once("\n\n").unwrap();
        let table = catalogue::lines(english, catalogue::ENGLISH, english);
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(page.lines().count(), lines.len());
        for (key, line) in page.lines().zip(lines) {
            let mut parts = key.split(' ');
            let source = &english[parts.next().unwrap()];
            let mut filled = source.clone();
            for (at, gap) in parts.enumerate() {
                filled = filled.replace(&format!("{{{gap}}}"), &char::from(at as u8 + 1).to_string());
            }
            assert_eq!(filled, line);
        }
        let german = catalogue::lines(english, "de", &languages["de"]);
        for term in terms.lines() {
            let (key, mark) = (term.split(' ').next().unwrap(), term.split(' ').nth(1).unwrap());
            let differs = english[key] != languages["de"][key];
            assert_eq!(german.lines().skip(2).any(|line| line.starts_with(mark)), differs, "{term}");
        }
    }
}
