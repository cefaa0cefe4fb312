//! `embed.js`: one file made of the modules that the element is written in, `src/embed/embed.js` and `src/embed/element/`.
//!
//! What the element imports late stays in files of its own: an address that is worked out at run time is left as it is.

use crate::files::{EMBED, LATE, LATE_PARTS};
use crate::{bundle, hash, module, optimise, paths, split, stamp};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

const MODULES: &str = "element";
/// The module that is told the release.
const RELEASE: &str = "release.js";

/// An address as a module of the folder writes it, and as the one file does, which lies a step higher.
const STEPS: [(&str, &str); 2] = [("new URL('../", "new URL('./"), ("new URL(`../", "new URL(`./")];

/// Who imports what the element imports late.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Importer {
    /// The browser, by the address that the script gives it.
    Browser,
    /// A bundler, which must see each name.
    Bundler,
}

/// Writes the script into `folder`, in which all parts of the program are as they are shipped. It is told its release, the
/// hashes of these, the name of their build, and `languages`, the tags of those beside English.
pub(crate) fn write(folder: &Path, languages: &[String], importer: Importer) -> Result<()> {
    let source = paths::root().join("src").join("embed");
    let work = paths::target().join(MODULES);
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join(MODULES))?;
    fs::copy(source.join(EMBED), work.join(EMBED)).with_context(|| format!("cannot read {EMBED}"))?;
    for file in paths::files_below(&source.join(MODULES))? {
        let name = file.file_name().context("a file has a name")?;
        let text = lowered(&paths::read(&file)?)
            .with_context(|| format!("{} cannot be put into {EMBED}", paths::shown(&file)))?;
        fs::write(work.join(MODULES).join(name), text)?;
    }
    let release = work.join(MODULES).join(RELEASE);
    stamp::stamp(&release)?;
    stamp::integrity(&release, &hash::of_file(&folder.join(format!("{}_bg.wasm", module::PAGE)))?)?;
    for (name, constant) in LATE_PARTS.into_iter().zip(["panels", "shared", "campaigns"]) {
        let late = folder.join(name);
        stamp::late_integrity(&release, constant, &hash::of_file(&late)?)?;
    }
    stamp::build(&release, &split::build_name(&folder.join(LATE_PARTS[0]))?)?;
    stamp::languages(&release, &languages.join(" "))?;
    if importer == Importer::Bundler {
        for file in paths::files_below(&work.join(MODULES))? {
            bundle::rewrite(&file, folder, languages)?;
        }
    }
    // Beside the modules, so that the names of what stays outside are written as the modules write them.
    let whole = work.join(MODULES).join("whole.js");
    let outside: Vec<String> =
        LATE.iter().chain(&["text/*"]).map(|name| format!("--external:./{name}")).collect();
    optimise::bundle(&work.join(EMBED), &whole, &work.join(MODULES), &outside)?;
    fs::copy(&whole, folder.join(EMBED))
        .map(|_| ())
        .with_context(|| format!("cannot write {}", paths::shown(&folder.join(EMBED))))
}

/// A module with its addresses as they are from the place of the one file.
fn lowered(text: &str) -> Result<String> {
    let mut out = text.to_owned();
    for (from, to) in STEPS {
        ensure!(!text.contains(to), "`{to}` names nothing beside {EMBED}: write `{from}`");
        out = out.replace(from, to);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_the_step_to_the_folder_above() {
        let text =
            "f(new URL('../print.js', import.meta.url), new URL(`../text/${tag}.js`, import.meta.url));\n";
        let same =
            "f(new URL('./print.js', import.meta.url), new URL(`./text/${tag}.js`, import.meta.url));\n";
        assert_eq!(lowered(text).unwrap(), same);
        assert!(lowered(same).is_err());
        assert_eq!(lowered("import { a } from './a.js';").unwrap(), "import { a } from './a.js';");
    }
}
