//! The version of the release in the shipped scripts: the manifest says it once, and they are told by the build.

use crate::{files, hash, paths};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// The version of the workspace, which this package shares.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

const PLACEHOLDER: &str = "__VERSION__";
/// Where the placeholder stands in a script, and nowhere else.
const LINE: &str = "export const version = '__VERSION__';";
const LANGUAGES: &str = "__LANGUAGES__";
const LANGUAGES_LINE: &str = "export const languages = '__LANGUAGES__';";
const WORKBOOK: &str = "__WORKBOOK_INTEGRITY__";
const WORKBOOK_LINE: &str = "export const integrity = '__WORKBOOK_INTEGRITY__';";
const BUILD: &str = "__BUILD__";
const BUILD_LINE: &str = "export const build = '__BUILD__';";
const INTEGRITY: &str = "__INTEGRITY__";
const INTEGRITY_LINE: &str = "export const integrity = '__INTEGRITY__';";

/// Tells the late scripts of `folder` their release, and the one for workbooks the hash of its module.
pub(crate) fn late(folder: &Path) -> Result<()> {
    for name in files::versioned() {
        stamp(&folder.join(name))?;
    }
    let [_, module] = files::WORKBOOK;
    write_hash(&folder.join("workbook.js"), WORKBOOK_LINE, WORKBOOK, &hash::of_file(&folder.join(module))?)
}

/// Writes the version into a script, in place.
pub(crate) fn stamp(script: &Path) -> Result<()> {
    let text = stamped(&paths::read(script)?)
        .with_context(|| format!("{} cannot be given its version", paths::shown(script)))?;
    // Renamed into its place: a server must not send half of it.
    let whole = script.with_extension("stamped");
    fs::write(&whole, text)
        .and_then(|()| fs::rename(&whole, script))
        .with_context(|| format!("cannot write {}", paths::shown(script)))
}

fn stamped(text: &str) -> Result<String> {
    put(text, LINE, PLACEHOLDER, VERSION)
}

/// Writes the tags of the languages beside English into the element's module of the release, in place.
pub(crate) fn languages(script: &Path, tags: &str) -> Result<()> {
    let text = put(&paths::read(script)?, LANGUAGES_LINE, LANGUAGES, tags)
        .with_context(|| format!("{} cannot be given its languages", paths::shown(script)))?;
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
}

/// Writes the hash of the program, as it is shipped, into the element's module of the release, in place.
pub(crate) fn integrity(script: &Path, hash: &str) -> Result<()> {
    write_hash(script, INTEGRITY_LINE, INTEGRITY, hash)
}

/// Writes the hash of a file of the program's late parts into it: `panels` for `panelsIntegrity`.
pub(crate) fn late_integrity(script: &Path, name: &str, hash: &str) -> Result<()> {
    let (line, placeholder) = late_line(name);
    write_hash(script, &line, &placeholder, hash)
}

/// The line of a late part's hash, and what stands in it for the hash.
fn late_line(name: &str) -> (String, String) {
    let placeholder = format!("__{}_INTEGRITY__", name.to_uppercase());
    (format!("export const {name}Integrity = '{placeholder}';"), placeholder)
}

fn write_hash(script: &Path, line: &str, placeholder: &str, hash: &str) -> Result<()> {
    let text = put(&paths::read(script)?, line, placeholder, hash)
        .with_context(|| format!("{} cannot be given the hash of its module", paths::shown(script)))?;
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
}

/// Writes the name under which a build's late parts ask for what they share into the script that links it, in place.
pub(crate) fn build(script: &Path, name: &str) -> Result<()> {
    let text = put(&paths::read(script)?, BUILD_LINE, BUILD, name)
        .with_context(|| format!("{} cannot be given the name of its build", paths::shown(script)))?;
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
}

/// What a page of ours lets start before its scripts ask for it.
const EARLY: [&str; 2] = ["comarketing-roi.js", "comarketing-roi_bg.wasm"];

/// Writes the hashes of what it preloads into a page of `site`, in place. The files must be as they are shipped.
pub(crate) fn preloads(site: &Path, page: &str) -> Result<()> {
    let page = site.join(page);
    let mut html = paths::read(&page)?;
    for name in EARLY {
        html = preload(&html, name, &hash::of_file(&site.join(name))?)
            .with_context(|| format!("{} cannot be given the hash of {name}", paths::shown(&page)))?;
    }
    fs::write(&page, html).with_context(|| format!("cannot write {}", paths::shown(&page)))
}

fn preload(html: &str, name: &str, hash: &str) -> Result<String> {
    let address = format!("preload\" href=\"./{name}\"");
    ensure!(html.matches(&address).count() == 1, "it must preload it in one line");
    Ok(html.replace(&address, &format!("{address} integrity=\"{hash}\"")))
}

/// Replaces a placeholder that must stand once, in its line.
pub(crate) fn put(text: &str, line: &str, placeholder: &str, value: &str) -> Result<String> {
    let there = text.lines().any(|other| other == line) && text.matches(placeholder).count() == 1;
    ensure!(there, "it must hold the line `{line}` once, and `{placeholder}` nowhere else");
    Ok(text.replace(placeholder, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_placeholder_becomes_the_version() {
        let text = stamped(&format!("// a\n{LINE}\n")).unwrap();
        assert_eq!(text, format!("// a\nexport const version = '{VERSION}';\n"));
    }

    #[test]
    fn the_element_can_be_told_the_hashes_of_all_parts() {
        let script = paths::read(&paths::root().join("src/embed/element/release.js")).unwrap();
        let first = (INTEGRITY_LINE.to_owned(), INTEGRITY.to_owned());
        for (line, placeholder) in ["panels", "shared", "campaigns"].map(late_line).into_iter().chain([first])
        {
            let told = put(&script, &line, &placeholder, "sha384-x").unwrap();
            assert!(told.contains("= 'sha384-x';"), "{line}");
        }
    }

    #[test]
    fn the_hosted_page_preloads_by_hash_what_the_calculator_waits_for() {
        let mut html = paths::read(&paths::root().join("index.html")).unwrap();
        for name in EARLY {
            html = preload(&html, name, "sha384-x").unwrap();
            assert!(html.contains(&format!("href=\"./{name}\" integrity=\"sha384-x\"")), "{name}");
        }
        assert!(preload("", "comarketing-roi.js", "").is_err());
    }

    #[test]
    fn a_placeholder_that_is_missing_elsewhere_or_twice_is_refused() {
        for text in [
            "",
            "const version = '__VERSION__';",
            &format!("{LINE}\n{LINE}"),
            &format!("{LINE}\n// __VERSION__"),
        ] {
            assert!(stamped(text).is_err(), "{text}");
        }
    }
}
