//! `pkg/`, the npm package: the element of `dist/`, with its script as bundlers want it, and the engine without a view.

use crate::element::{self, Importer};
use crate::files::{EMBED, LATE, LATE_PARTS, WORKBOOK};
use crate::{
    bundle, docs, licenses, locales, module, paths, run,
    stamp::{self, VERSION},
};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// What `npx comarketing-roi` runs.
const COMMAND: &str = "command.js";

/// Everything that the package must hold beside the scripts that come late; licenses come on top, under their own names.
pub(crate) const FILES: [&str; 19] = [
    "package.json",
    "README.md",
    "embed.js",
    "embed.d.ts",
    "comarketing-roi.js",
    "comarketing-roi_bg.wasm",
    "comarketing-roi_panels.wasm",
    "comarketing-roi_shared.wasm",
    "comarketing-roi_campaigns.wasm",
    "workbook_glue.js",
    "workbook_glue_bg.wasm",
    "engine.js",
    COMMAND,
    "engine.d.ts",
    "engine_glue.js",
    "engine_glue_bg.wasm",
    "frame.js",
    "frame.d.ts",
    "custom-elements.json",
];

/// The scripts that a host imports, by the names under which it does; each has its types beside it. Those that are not
/// among the files are left out.
const ENTRIES: [(&str, &str); 3] = [(".", "embed"), ("./engine", "engine"), ("./frame", "frame")];

/// Tells bundlers to leave an import as it is. Minifying would drop it.
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
    module::headless(&pkg)?;
    let program = ["comarketing-roi.js", "comarketing-roi_bg.wasm"].into_iter().chain(LATE_PARTS);
    for name in program.chain(WORKBOOK) {
        copy(&paths::dist().join(name))?;
    }
    let embed = paths::root().join("src").join("embed");
    // Not minified: whoever bundles them does that.
    let written = ["embed.d.ts", "engine.js", COMMAND, "engine.d.ts", "custom-elements.json"];
    for name in written.into_iter().chain(LATE) {
        copy(&embed.join(name))?;
    }
    for name in ["frame.js", "frame.d.ts"] {
        copy(&paths::root().join("src").join("page").join(name))?;
    }
    stamp::late(&pkg)?;
    stamp::stamp(&pkg.join("engine.js"))?;
    let texts = locales::write(&pkg)?;
    for name in LATE {
        bundle::rewrite(&pkg.join(name), &pkg, &texts)?;
    }
    element::write(&pkg, &texts, Importer::Bundler)?;
    for name in [EMBED, "engine.js"] {
        let text = paths::read(&pkg.join(name))?;
        let in_one_line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
        ensure!(in_one_line.contains(BUNDLERS), "{name} must tell bundlers: `{BUNDLERS}`");
    }
    fs::create_dir_all(pkg.join(docs::SCHEMA))?;
    for schema in paths::files_below(&docs::schema_folder())? {
        let name = schema.file_name().context("a file has a name")?;
        fs::copy(&schema, pkg.join(docs::SCHEMA).join(name))?;
    }
    // Its own: that of the checkout leads to files that are not in the package.
    fs::copy(embed.join("npm.md"), pkg.join("README.md")).context("the package needs src/embed/npm.md")?;
    let licences = licenses::files()?;
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

fn manifest<'a>(licences: impl Iterator<Item = &'a str>) -> String {
    let shipped = FILES
        .into_iter()
        .filter(|name| *name != "package.json")
        .chain(LATE)
        .chain([locales::FOLDER, docs::SCHEMA])
        .chain(licences);
    let files: Vec<String> = shipped.map(|name| format!("    \"{name}\"")).collect();
    let exports: Vec<String> = ENTRIES
        .into_iter()
        .filter(|(_, file)| FILES.contains(&format!("{file}.js").as_str()))
        .map(|(entry, file)| {
            format!("    \"{entry}\": {{ \"types\": \"./{file}.d.ts\", \"default\": \"./{file}.js\" }},\n")
        })
        .collect();
    format!(
        r#"{{
  "name": "comarketing-roi",
  "version": "{VERSION}",
  "description": "Co-marketing ROI calculator: an embeddable WebAssembly widget, and its engine without a view",
  "keywords": ["calculator", "co-marketing", "custom-element", "mdf", "partner-marketing", "roi", "wasm", "web-component"],
  "license": "MIT OR Apache-2.0",
  "type": "module",
  "engines": {{ "node": ">=18" }},
  "main": "./embed.js",
  "types": "./embed.d.ts",
  "bin": {{ "comarketing-roi": "{COMMAND}" }},
  "customElements": "./custom-elements.json",
  "exports": {{
{}    "./custom-elements.json": "./custom-elements.json",
    "./{}/*": "./{}/*",
    "./package.json": "./package.json"
  }},
  "sideEffects": ["./embed.js"],
  "files": [
{}
  ]
}}
"#,
        exports.concat(),
        docs::SCHEMA,
        docs::SCHEMA,
        files.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_manifest_exports_scripts_with_their_types_and_the_schemas() {
        let manifest: Value = serde_json::from_str(&manifest(["LICENSE-MIT"].into_iter())).unwrap();
        assert_eq!(manifest["exports"]["./engine"]["types"], "./engine.d.ts");
        assert_eq!(manifest["exports"]["./schema/*"], "./schema/*");
        let files = manifest["files"].as_array().unwrap();
        for name in ["engine.js", docs::SCHEMA, locales::FOLDER, "LICENSE-MIT"] {
            assert!(files.iter().any(|file| file == name), "{name}");
        }
    }
}
