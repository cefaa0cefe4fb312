//! LibreOffice, which calculates workbooks in a test.

use crate::{apt, paths, run};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Its spreadsheet, without a screen.
const PACKAGES: [&str; 1] = ["libreoffice-calc-nogui"];
const NAMES: [&str; 2] = ["soffice", "libreoffice"];

/// Where it is, or why this machine has none.
pub(crate) fn program() -> Result<Result<PathBuf, String>> {
    let here = || NAMES.into_iter().find_map(paths::on_path);
    if let Some(program) = here() {
        return Ok(Ok(program));
    }
    if let Some(reason) = apt::refuses(&PACKAGES)? {
        return Ok(Err(format!("LibreOffice is not installed, and {reason}")));
    }
    apt::install(&PACKAGES)?;
    run::say("LibreOffice is installed");
    here().map(Ok).context("LibreOffice was not installed")
}
