//! Making what is shipped small: wasm-opt and the minifier, the same for the page and the headless engine.

use crate::{paths, run, tools};
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// For size, before all.
const LEVEL: &str = "-Oz";

/// Shrinks a module in place.
pub(crate) fn wasm(module: &Path) -> Result<()> {
    let page = paths::read(&paths::root().join("index.html"))?;
    let flags = attribute(&page, "data-wasm-opt-params").context("index.html has no data-wasm-opt-params")?;
    let smaller = module.with_extension("opt.wasm");
    run::run(
        run::command(tools::wasm_opt()?)
            .args(["--strip-debug", LEVEL])
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

/// Puts a script and the modules that it begins with into one file, as they are written but for comments. `outside` are
/// esbuild's options for what stays a file of its own, seen from `folder`.
pub(crate) fn bundle(script: &Path, to: &Path, folder: &Path, outside: &[String]) -> Result<()> {
    run::run(
        run::command(tools::esbuild()?)
            .current_dir(folder)
            .arg(script)
            .args(["--bundle", "--format=esm", "--charset=utf8", "--log-level=warning"])
            .args(outside)
            .arg(format!("--outfile={}", to.display())),
    )?;
    ensure!(to.is_file(), "{} was not written", paths::shown(to));
    Ok(())
}

/// Gives what module and glue call each other names of one letter or two, in place. The generator's are long, with a hash
/// that no compression takes away, and stand in both files: 3 KB of the page's download. The
/// answer is the short name of each export.
pub(crate) fn shorten(module: &Path, script: &Path) -> Result<BTreeMap<String, String>> {
    let page = paths::read(&paths::root().join("index.html"))?;
    let flags = attribute(&page, "data-wasm-opt-params").context("index.html has no data-wasm-opt-params")?;
    let shorter = module.with_extension("short.wasm");
    // Not shown to whoever builds: it is a list of every name.
    let said = run::answer(
        run::command(tools::wasm_opt()?)
            .args(flags.split_whitespace())
            // A second look after the first gives 0.6 KB more; what the tools say of themselves is of no use in a browser.
            .args(["-Os", "--strip-producers", "--strip-target-features"])
            .arg("--minify-imports-and-exports-and-modules")
            .arg(module)
            .arg("--output")
            .arg(&shorter),
    )
    .with_context(|| format!("wasm-opt could not shorten the names in {}", module.display()))?;
    let names: Names =
        serde_json::from_str(&said).context("wasm-opt did not list the names that it changed")?;
    fs::write(script, renamed(&paths::read(script)?, &names)?)?;
    fs::rename(&shorter, module).with_context(|| format!("cannot write {}", module.display()))?;
    let exports = names.get("exports").into_iter().flatten();
    exports
        .map(|row| match row.as_slice() {
            [old, new] => Ok((old.clone(), new.clone())),
            _ => bail!("an export has {} names", row.len()),
        })
        .collect()
}

/// What wasm-opt says of the names that it changed: under `imports` module, old name and new name, under `exports` old
/// name and new name.
type Names = BTreeMap<String, Vec<Vec<String>>>;

/// The glue with the new names: imports are keys of an object under their module's name, exports members of another.
fn renamed(glue: &str, names: &Names) -> Result<String> {
    let mut text = glue.to_owned();
    for row in names.get("imports").into_iter().flatten() {
        let [module, old, new] = row.as_slice() else { bail!("an import has {} names", row.len()) };
        ensure!(words(&text, old).next().is_some(), "the glue has no {old}");
        text = replaced(&text, old, "", new);
        text = text.replace(&format!("\"{module}\""), "\"a\"");
    }
    for row in names.get("exports").into_iter().flatten() {
        let [old, new] = row.as_slice() else { bail!("an export has {} names", row.len()) };
        text = replaced(&text, &format!(".{old}"), ".", new);
    }
    Ok(text)
}

/// Every place where `word` stands whole.
fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|rest| rest.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|rest| rest.chars().next());
        (word.starts_with('.') || !before.is_some_and(part)) && !after.is_some_and(part)
    })
}

fn replaced(text: &str, word: &str, before: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for at in words(text, word) {
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(before);
        out.push_str(new);
        done = at + word.len();
    }
    out + text.get(done..).unwrap_or_default()
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
    fn names_are_changed_where_they_stand_whole() {
        let said = r#"{"imports": [["./x_bg.js", "__wbg_new_1", "a"]], "exports": [["mount", "b"], ["memory", "c"]]}"#;
        let names: Names = serde_json::from_str(said).unwrap();
        let glue = "o={\"./x_bg.js\":{__wbg_new_1:f,__wbg_new_12:g}};w.mount(w.memory);w.mounted();export{m as mount}";
        let short = "o={\"a\":{a:f,__wbg_new_12:g}};w.b(w.c);w.mounted();export{m as mount}";
        assert_eq!(renamed(glue, &names).unwrap(), short);
        assert!(renamed("nothing", &names).is_err());
    }

    #[test]
    fn an_attribute_is_not_taken_for_a_longer_one() {
        let page = r#"<link data-wasm-opt-params="--enable-simd --x" data-wasm-opt="z">"#;
        assert_eq!(attribute(page, "data-wasm-opt"), Some("z"));
        assert_eq!(attribute(page, "data-wasm-opt-params"), Some("--enable-simd --x"));
        assert_eq!(attribute(page, "data-bin"), None);
    }
}
