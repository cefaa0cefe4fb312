//! Making what is shipped small: wasm-opt and the minifier, the same for the page and the headless engine.

use crate::{paths, run, tools};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// Shrinks a module in place, with the level and the flags that Trunk uses for the page.
pub(crate) fn wasm(module: &Path) -> Result<()> {
    let page = paths::read(&paths::root().join("index.html"))?;
    let level = attribute(&page, "data-wasm-opt").context("index.html has no data-wasm-opt")?;
    let flags = attribute(&page, "data-wasm-opt-params").context("index.html has no data-wasm-opt-params")?;
    let smaller = module.with_extension("opt.wasm");
    run::run(
        run::command(tools::wasm_opt()?)
            .arg(format!("-O{level}"))
            .args(flags.split_whitespace())
            .arg(module)
            .arg("--output")
            .arg(&smaller),
    )?;
    fs::rename(&smaller, module).with_context(|| format!("cannot write {}", module.display()))
}

/// Shrinks a script in place. It stays an ES module: names that it exports are kept.
pub(crate) fn minify(script: &Path) -> Result<()> {
    let smaller = script.with_extension("min.js");
    run::run(
        run::command(tools::esbuild()?)
            .arg(script)
            .args(["--minify", "--format=esm", "--log-level=warning"])
            .arg(format!("--outfile={}", smaller.display())),
    )?;
    ensure!(smaller.is_file(), "{} was not minified", paths::shown(script));
    fs::rename(&smaller, script).with_context(|| format!("cannot write {}", script.display()))
}

/// The value of an attribute, wherever it stands in the page.
fn attribute<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_not_taken_for_a_longer_one() {
        let page = r#"<link data-wasm-opt-params="--enable-simd --x" data-wasm-opt="z">"#;
        assert_eq!(attribute(page, "data-wasm-opt"), Some("z"));
        assert_eq!(attribute(page, "data-wasm-opt-params"), Some("--enable-simd --x"));
        assert_eq!(attribute(page, "data-bin"), None);
    }
}
