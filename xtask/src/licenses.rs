//! The license texts of what is shipped: of this project, and of the crates in it (`cargo xtask licenses`, by cargo-about).

use crate::{paths, run, sbom, tools};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Committed, so that a build needs no further tool.
const OF_DEPENDENCIES: &str = "LICENSES-OF-DEPENDENCIES.txt";

/// What parts the texts (`about.hbs`).
const RULE: &str = "================================================================================\n";

/// How the names of our own crates begin.
const OWN: &str = "comarketing-roi";

/// Every license text of the root: a manifest names the licenses, so their texts must be there.
pub(crate) fn files() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(paths::root())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("LICENSE") {
            found.push(entry.path());
        }
    }
    found.sort();
    ensure!(found.len() > 1, "what is shipped needs its licenses: they are missing in the root");
    Ok(found)
}

/// Copies them into a folder that is shipped.
pub(crate) fn copy(folder: &Path) -> Result<()> {
    for file in files()? {
        let name = file.file_name().context("a file has a name")?;
        fs::copy(&file, folder.join(name)).with_context(|| format!("cannot copy {}", paths::shown(&file)))?;
    }
    Ok(())
}

/// All of them as one text.
pub(crate) fn text() -> Result<String> {
    let texts = files()?.iter().map(|file| paths::read(file)).collect::<Result<Vec<_>>>()?;
    Ok(texts.join("\n"))
}

/// Writes those of the crates anew.
pub(crate) fn write() -> Result<()> {
    let file = paths::root().join(OF_DEPENDENCIES);
    let about = tools::cargo_about()?;
    let of = |manifest: &[&str]| -> Result<String> {
        let mut command = run::command(&about);
        command.args(["about", "generate", "--offline"]).args(manifest).arg("--output-file");
        run::run(command.arg(&file).arg("about.hbs").current_dir(paths::root()))?;
        paths::read(&file)
    };
    let page = of(&["--features", "ui,split,api"])?;
    let workbooks = of(&["--manifest-path", "src/workbook/Cargo.toml"])?;
    // The second begins as the first does; what it has in common with that is there twice.
    let (_, workbooks) =
        workbooks.split_once(RULE).context("the list of the module for workbooks is empty")?;
    // Some texts end their lines with blanks, which no editor keeps.
    let text = [page.trim_end(), "\n\n", RULE, workbooks].concat();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    fs::write(&file, lines.join("\n") + "\n")?;
    check()
}

/// Fails unless every crate that is shipped is named with its version.
pub(crate) fn check() -> Result<()> {
    let text = paths::read(&paths::root().join(OF_DEPENDENCIES))?;
    let lacks: Vec<String> = sbom::crates()?
        .into_iter()
        .filter(|(name, _)| !name.starts_with(OWN))
        .map(|(name, version)| format!("{name} {version}"))
        .filter(|named| !text.lines().any(|line| line == named))
        .collect();
    ensure!(lacks.is_empty(), "{OF_DEPENDENCIES} lacks {}: run `cargo xtask licenses`", lacks.join(", "));
    run::say("the licenses of all crates that are shipped are there");
    Ok(())
}
