//! The version of the release in the shipped scripts: the manifest says it once, and they are told by the build.

use crate::{hash, paths};
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
const INTEGRITY: &str = "__INTEGRITY__";
const INTEGRITY_LINE: &str = "export const integrity = '__INTEGRITY__';";

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

/// Writes the tags of the languages beside English into the element's script, in place.
pub(crate) fn languages(script: &Path, tags: &str) -> Result<()> {
    let text = put(&paths::read(script)?, LANGUAGES_LINE, LANGUAGES, tags)
        .with_context(|| format!("{} cannot be given its languages", paths::shown(script)))?;
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
}

/// Writes the hash of a module into the script that loads it, in place; both as they are shipped but for that.
pub(crate) fn integrity(script: &Path, module: &Path) -> Result<()> {
    let text = put(&paths::read(script)?, INTEGRITY_LINE, INTEGRITY, &hash::of_file(module)?)
        .with_context(|| format!("{} cannot be given the hash of its module", paths::shown(script)))?;
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
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
    fn both_scripts_that_load_a_module_can_be_told_its_hash() {
        for name in ["embed.js", "panels.js"] {
            let script = paths::read(&paths::root().join("src/embed").join(name)).unwrap();
            let text = put(&script, INTEGRITY_LINE, INTEGRITY, "sha384-x").unwrap();
            assert!(text.contains("export const integrity = 'sha384-x';"), "{name}");
        }
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
