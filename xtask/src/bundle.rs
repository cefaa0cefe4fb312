//! `embed.js` as a bundler can follow it. From a server of ours it finds its files by its own address; a bundler gives
//! files new names and places, and sees only what stands in the source as a whole name.

use crate::paths;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// A name that is put together. webpack and Vite do not look for its files below `node_modules`.
const TEXT: &str = "import(`./text/${tag}.js`)";
/// Where the calculator's own page lies. Nothing lies beside a bundle but its chunks.
const BESIDE: &str = "new URL('./', import.meta.url).href";
/// The glue is imported by its address and never bundled: after a panic a fresh copy comes from the same file with another
/// query, and a chunk has only one copy.
const GLUE: &str = "import(/* webpackIgnore: true */ /* @vite-ignore */ address)";
/// How a file is asked for so that a bundler takes it along as it is.
const FILE: &str = "new URL('./";

/// Rewrites the element's script of the package, in place, and checks that the package holds all that it names.
pub(crate) fn rewrite(script: &Path, tags: &[String]) -> Result<()> {
    let text = for_bundlers(&paths::read(script)?, tags)
        .with_context(|| format!("{} is not as bundlers need it", paths::shown(script)))?;
    let folder = script.parent().context("a script lies in a folder")?;
    for name in named(&text) {
        ensure!(folder.join(&name).is_file(), "{} names {name}, which is not there", paths::shown(script));
    }
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
}

fn for_bundlers(text: &str, tags: &[String]) -> Result<String> {
    for piece in [TEXT, BESIDE, GLUE] {
        ensure!(text.matches(piece).count() == 1, "it must hold `{piece}` once");
    }
    let languages = text
        .lines()
        .find(|line| line.starts_with("export const languages = "))
        .context("it must export its languages")?;
    let imports: Vec<String> =
        tags.iter().map(|tag| format!("  '{tag}': () => import('./text/{tag}.js'),\n")).collect();
    let table = format!(
        "{languages}\n/** @type {{Record<string, () => Promise<{{ default: string }}>>}} */\nconst TEXTS = {{\n{}}};",
        imports.concat()
    );
    let text =
        text.replacen(languages, &table, 1).replace(TEXT, "TEXTS[tag]()").replace(BESIDE, "location.href");
    let unknown = text
        .match_indices("import(")
        .filter_map(|(at, _)| text.get(at..))
        .find(|rest| !rest.starts_with(GLUE) && !rest.starts_with("import('./"));
    if let Some(rest) = unknown {
        let line = rest.lines().next().unwrap_or_default();
        anyhow::bail!("`{line}` does not name its script: write `import('./name.js')`");
    }
    Ok(text)
}

/// The files that a script names.
fn named(text: &str) -> Vec<String> {
    ["import('./", FILE]
        .iter()
        .flat_map(|before| text.split(before).skip(1))
        .filter_map(|rest| rest.split_once('\'').map(|(name, _)| name.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "export const languages = 'de';\nimport(`./text/${tag}.js`);\nx(new URL('./', import.meta.url).href);\n\
                          y(new URL('./a.wasm', import.meta.url));\n\
                          import(/* webpackIgnore: true */ /* @vite-ignore */ address);\nimport('./b.js');\n";

    #[test]
    fn every_file_is_named_as_a_whole() {
        let text = for_bundlers(SCRIPT, &["de".to_owned(), "pt-BR".to_owned()]).unwrap();
        assert_eq!(named(&text), ["text/de.js", "text/pt-BR.js", "b.js", "a.wasm"]);
        assert!(text.contains("\nTEXTS[tag]();\nx(location.href);\n"), "{text}");
    }

    #[test]
    fn a_script_that_bundlers_cannot_follow_is_refused() {
        for text in [
            SCRIPT.replace("'./b.js'", "name"),
            SCRIPT.replace("`./text/${tag}.js`", "text(tag)"),
            SCRIPT.replace("export const languages", "const languages"),
        ] {
            assert!(for_bundlers(&text, &[]).is_err(), "{text}");
        }
    }
}
