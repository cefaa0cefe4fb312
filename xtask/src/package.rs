//! `pkg/`, the npm package: the element of `dist/`, with its script as bundlers want it, and the engine without a view.

use crate::{
    module, paths, run,
    site::LATE,
    stamp::{self, VERSION},
    words,
};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything that the package must hold beside the scripts that come late; licences come on top, under their own names.
pub(crate) const FILES: [&str; 12] = [
    "package.json",
    "README.md",
    "embed.js",
    "embed.d.ts",
    "comarketing-roi.js",
    "comarketing-roi_bg.wasm",
    "comarketing-roi_panels.js",
    "comarketing-roi_panels_bg.wasm",
    "engine.js",
    "engine.d.ts",
    "engine_glue.js",
    "engine_glue_bg.wasm",
];

/// Tells bundlers to leave an import as it is. Minifying would drop it, so the two scripts that hold it are shipped as
/// they are written: whoever bundles them minifies them.
const BUNDLERS: &str = "import(/* webpackIgnore: true */ /* @vite-ignore */";

/// Writes the package; `dist/` must be there.
pub(crate) fn build() -> Result<()> {
    let pkg = paths::pkg();
    if pkg.exists() {
        fs::remove_dir_all(&pkg).context("cannot empty pkg/")?;
    }
    fs::create_dir_all(&pkg).context("cannot write pkg/")?;
    // The engine as a module of its own: no view in it, for Node and for sites that draw for themselves.
    run::say("pkg/: building the headless engine (a minute the first time)");
    module::build("api", module::HEADLESS, &pkg)?;
    for name in [
        "comarketing-roi.js",
        "comarketing-roi_bg.wasm",
        "comarketing-roi_panels.js",
        "comarketing-roi_panels_bg.wasm",
    ]
    .into_iter()
    .chain(LATE)
    {
        copy(&paths::dist().join(name))?;
    }
    let embed = paths::root().join("src").join("embed");
    for name in ["embed.js", "embed.d.ts", "engine.js", "engine.d.ts"] {
        copy(&embed.join(name))?;
    }
    for name in ["embed.js", "engine.js"] {
        let script = pkg.join(name);
        stamp::stamp(&script)?;
        ensure!(paths::read(&script)?.contains(BUNDLERS), "{name} must tell bundlers: `{BUNDLERS}`");
    }
    words::write(&pkg)?;
    copy(&paths::root().join("README.md"))?;
    let licences = licences()?;
    for licence in &licences {
        copy(licence)?;
    }
    let names = licences.iter().filter_map(|path| path.file_name()?.to_str());
    fs::write(pkg.join("package.json"), manifest(names))?;
    for name in FILES.into_iter().chain(LATE) {
        ensure!(pkg.join(name).is_file(), "pkg/{name} was not written");
    }
    Ok(())
}

fn copy(file: &Path) -> Result<()> {
    let name = file.file_name().context("a file has a name")?;
    fs::copy(file, paths::pkg().join(name))
        .map(|_| ())
        .with_context(|| format!("the package needs {}, which cannot be read", paths::shown(file)))
}

/// Every `LICENSE*` of the root: the manifest names the licences, so their texts must be there.
fn licences() -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(paths::root())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("LICENSE") {
            found.push(entry.path());
        }
    }
    found.sort();
    ensure!(!found.is_empty(), "the package needs its licence: there is no LICENSE file in the root");
    Ok(found)
}

fn manifest<'a>(licences: impl Iterator<Item = &'a str>) -> String {
    let shipped = FILES
        .into_iter()
        .filter(|name| *name != "package.json")
        .chain(LATE)
        .chain([words::FOLDER])
        .chain(licences);
    let files: Vec<String> = shipped.map(|name| format!("    \"{name}\"")).collect();
    format!(
        r#"{{
  "name": "comarketing-roi",
  "version": "{VERSION}",
  "description": "Co-marketing ROI calculator: an embeddable WebAssembly widget, and its engine without a view",
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "main": "./embed.js",
  "types": "./embed.d.ts",
  "exports": {{
    ".": {{ "types": "./embed.d.ts", "default": "./embed.js" }},
    "./engine": {{ "types": "./engine.d.ts", "default": "./engine.js" }},
    "./package.json": "./package.json"
  }},
  "sideEffects": ["./embed.js"],
  "files": [
{}
  ]
}}
"#,
        files.join(",\n")
    )
}
