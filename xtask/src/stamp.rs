//! The version of the release in the shipped scripts: the manifest says it once, and they are told by the build.

use crate::paths;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// The version of the workspace, which this package shares.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

const PLACEHOLDER: &str = "__VERSION__";
/// Where the placeholder stands in a script, and nowhere else.
const LINE: &str = "export const version = '__VERSION__';";

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
    let there = text.lines().any(|line| line == LINE) && text.matches(PLACEHOLDER).count() == 1;
    ensure!(there, "it must hold the line `{LINE}` once, and `{PLACEHOLDER}` nowhere else");
    Ok(text.replace(PLACEHOLDER, VERSION))
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
