//! `cargo xtask docs`: what is written from the engine's own tables, so that it cannot disagree with them.

use crate::{generate, licenses, locales, paths, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;

/// Each generated file and its text. They are committed, so that they can be read without building.
fn files() -> Result<Vec<(PathBuf, String)>> {
    let root = paths::root();
    let mut files = vec![
        (root.join("docs").join("formulas.md"), generate::formulas()?),
        (root.join("docs").join("campaigns.md"), generate::campaigns()?),
        (root.join("src").join("embed").join("engine.d.ts"), generate::types()?),
        (root.join("docs").join("labels.md"), locales::labels()?),
    ];
    files.extend(generate::schemas()?.into_iter().map(|(name, text)| (schema_folder().join(name), text)));
    Ok(files)
}

/// The folder of the schemas, below `docs/` and in the package.
pub(crate) const SCHEMA: &str = "schema";

/// Where the schemas are.
pub(crate) fn schema_folder() -> PathBuf {
    paths::root().join("docs").join(SCHEMA)
}

/// Schemas that nothing is generated for any more: a question has gone, or is called something else.
fn left_over(files: &[(PathBuf, String)]) -> Result<Vec<PathBuf>> {
    let mut there = if schema_folder().is_dir() { paths::files_below(&schema_folder())? } else { Vec::new() };
    there.retain(|file| !files.iter().any(|(known, _)| known == file));
    Ok(there)
}

pub(crate) fn write() -> Result<()> {
    let files = files()?;
    for file in left_over(&files)? {
        fs::remove_file(&file)?;
        run::say(format!("{} is gone", paths::shown(&file)));
    }
    for (file, text) in files {
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
    let files = files()?;
    let stale = files.iter().filter(|file| stale(file)).map(|(file, _)| file);
    let stale: Vec<String> = stale.chain(&left_over(&files)?).map(|file| paths::shown(file)).collect();
    ensure!(stale.is_empty(), "{} is stale: run `cargo xtask docs`", stale.join(" and "));
    run::say("the generated files are up to date");
    licenses::check()
}

/// A checkout on Windows may have other line ends.
fn same(there: &str, text: &str) -> bool {
    there.lines().eq(text.lines())
}
