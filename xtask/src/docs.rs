//! `cargo xtask docs`: what is written from the engine's own tables, so that it cannot disagree with them.

use crate::{generate, licenses, locales, paths, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;

/// Each generated file and its text. They are committed, so that they can be read without building.
fn files() -> Result<[(PathBuf, String); 3]> {
    let root = paths::root();
    Ok([
        (root.join("docs").join("formulas.md"), generate::formulas()?),
        (root.join("src").join("embed").join("engine.d.ts"), generate::types()?),
        (root.join("docs").join("labels.md"), locales::labels()?),
    ])
}

pub(crate) fn write() -> Result<()> {
    for (file, text) in files()? {
        let shown = paths::shown(&file);
        if fs::read_to_string(&file).is_ok_and(|there| same(&there, &text)) {
            run::say(format!("{shown} is up to date"));
            continue;
        }
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, text).with_context(|| format!("cannot write {shown}"))?;
        run::say(format!("{shown} is written"));
    }
    Ok(())
}

pub(crate) fn check() -> Result<()> {
    let stale =
        |(file, text): &(PathBuf, String)| !fs::read_to_string(file).is_ok_and(|there| same(&there, text));
    let stale: Vec<String> =
        files()?.iter().filter(|file| stale(file)).map(|(file, _)| paths::shown(file)).collect();
    ensure!(stale.is_empty(), "{} is stale: run `cargo xtask docs`", stale.join(" and "));
    run::say("the generated files are up to date");
    licenses::check()
}

/// A checkout on Windows may have other line ends.
fn same(there: &str, text: &str) -> bool {
    there.lines().eq(text.lines())
}
