//! `dist/text/`: each language beside English as a script that `embed.js` imports.

use crate::{paths, stamp};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::Path;

#[allow(dead_code, reason = "the build script and the tests use the rest")]
#[path = "../../src/text/catalogue.rs"]
mod catalogue;

/// The folder of them, in `dist/` and in `pkg/`.
pub(crate) const FOLDER: &str = "text";

/// Writes the scripts below `site`, and their tags into its `embed.js`; the answer is the tags.
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
    stamp::languages(&site.join("embed.js"), &tags.join(" "))?;
    Ok(tags)
}
