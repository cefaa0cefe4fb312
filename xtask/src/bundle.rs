//! The scripts of the package as bundlers can follow them. From a server of ours a script finds what it brings by its own
//! address. A bundler gives files new names and places: it sees a script only where `import('./name.js')` says so, and any
//! other file where `new URL('./name.wasm', import.meta.url)` does.

use crate::paths;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::Path;

/// How a script imports another: this, the address, and a bracket.
const BRINGS: [&str; 2] = ["importSibling(", "import(/* webpackIgnore: true */ /* @vite-ignore */ "];
/// Before and after the name in an address.
const ADDRESS: (&str, &str) = ("new URL(", ", import.meta.url)");
/// The glue of either module stays an address. After a panic a fresh copy comes from the same file with another query, and
/// a script that was bundled has only one copy.
const GLUE: [&str; 1] = ["'./comarketing-roi.js'"];
/// Where the calculator's own page lies. Beside a bundle there is none, so that links lead to the page that they are on.
const BESIDE: &str = "new URL('./', import.meta.url).href";

/// Rewrites a script in place, and checks that what it names is in `folder` or beside it. `texts` are the files of words.
pub(crate) fn rewrite(script: &Path, folder: &Path, texts: &[String]) -> Result<()> {
    let text = rewritten(&paths::read(script)?, texts)
        .with_context(|| format!("{} is not as bundlers need it", paths::shown(script)))?;
    let beside = script.parent().context("a script lies in a folder")?;
    for name in named(&text) {
        let there = [folder, beside].iter().any(|folder| folder.join(&name).is_file());
        ensure!(there, "{} names {name}, which is not there", paths::shown(script));
    }
    fs::write(script, text).with_context(|| format!("cannot write {}", paths::shown(script)))
}

fn rewritten(text: &str, texts: &[String]) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut reads_texts = false;
    while let Some((before, after)) = rest.split_once(ADDRESS.0) {
        out.push_str(before);
        rest = after;
        let Some((name, after)) = literal(after) else {
            out.push_str(ADDRESS.0);
            continue;
        };
        if let Some(opening) = BRINGS.iter().find(|opening| out.ends_with(**opening)) {
            let after = after.strip_prefix(".href").unwrap_or(after);
            rest = after.strip_prefix(')').with_context(|| format!("{name} stands in no `{opening}…)`"))?;
            out.truncate(out.len() - opening.len());
            ensure!(
                !out.ends_with('.'),
                "`{opening}{name}…)` is a method's: an import in its place would be none"
            );
            match name.strip_prefix("`./text/${").and_then(|name| name.strip_suffix("}.js`")) {
                Some(variable) => {
                    out.extend(["TEXTS[", variable, "]()"]);
                    reads_texts = true;
                }
                None => out.extend(["import(", name, ")"]),
            }
        } else {
            ensure!(
                !name.ends_with(".js'") || GLUE.contains(&name),
                "import {name} by the call that it stands in"
            );
            ensure!(!name.starts_with('`'), "{name} is put together, which bundlers do not follow");
            out.extend([ADDRESS.0, name, ADDRESS.1]);
            rest = after;
        }
    }
    out.push_str(rest);
    let mut out = out.replace(BESIDE, "location.href");
    if reads_texts {
        // A name that is put together is followed by some bundlers, and by others not below `node_modules`.
        let table: Vec<String> =
            texts.iter().map(|name| format!("  '{name}': () => import('./text/{name}.js'),\n")).collect();
        let kind = "/** @type {Record<string, () => Promise<{ default: string }>>} */";
        out = format!("{kind}\nconst TEXTS = {{\n{}}};\n\n{out}", table.concat());
    }
    if let Some(name) = out.split("import('").skip(1).find(|name| !name.starts_with("./")) {
        bail!("`import('{}` is not beside it", name.lines().next().unwrap_or_default());
    }
    Ok(out)
}

/// The name in quotes that an address begins with, and what follows the address; none where it is made of anything else.
fn literal(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|first| ['\'', '`'].contains(first))?;
    let end = text.get(1..)?.find(quote)? + 2;
    let (name, after) = text.split_at_checked(end)?;
    Some((name, after.strip_prefix(ADDRESS.1)?))
}

/// The files that a script names; what a comment takes a type from is for the checker of types alone.
fn named(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("* @typedef")).collect();
    let code = code.join("\n");
    ["import('./", "new URL('./"]
        .iter()
        .flat_map(|before| code.split(before).skip(1))
        .filter_map(|rest| rest.split_once('\'').map(|(name, _)| name.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Vec<String> {
        vec!["de".to_owned(), "pt-BR".to_owned()]
    }

    #[test]
    fn a_script_is_brought_by_its_name_and_another_file_by_its_address() {
        let script = "const tag = new URL(import.meta.url).search;\n\
                      const a = new URL('./comarketing-roi.js', import.meta.url).href + more;\nimportSibling(a);\n\
                      importSibling(new URL('./print.js', import.meta.url)).then(x);\n\
                      fetch(new URL('./a.wasm', import.meta.url), { signal });\n\
                      await import(/* webpackIgnore: true */ /* @vite-ignore */ new URL('./commands.js', import.meta.url).href);\n\
                      y(new URL('./', import.meta.url).href, new URL(page));\n";
        let text = rewritten(script, &texts()).unwrap();
        assert_eq!(
            text,
            "const tag = new URL(import.meta.url).search;\n\
             const a = new URL('./comarketing-roi.js', import.meta.url).href + more;\nimportSibling(a);\n\
             import('./print.js').then(x);\n\
             fetch(new URL('./a.wasm', import.meta.url), { signal });\n\
             await import('./commands.js');\n\
             y(location.href, new URL(page));\n"
        );
        assert_eq!(named(&text), ["print.js", "commands.js", "comarketing-roi.js", "a.wasm"]);
    }

    #[test]
    fn a_type_names_no_file() {
        assert_eq!(named("/**\n * @typedef {import('./a.js').A} A\n */\nimport('./b.js');\n"), ["b.js"]);
    }

    #[test]
    fn every_language_is_named_as_a_whole() {
        let text =
            rewritten("importSibling(new URL(`./text/${tag}.js`, import.meta.url)).then(x);\n", &texts())
                .unwrap();
        assert!(text.ends_with("\n\nTEXTS[tag]().then(x);\n"), "{text}");
        assert_eq!(named(&text), ["text/de.js", "text/pt-BR.js"]);
    }

    #[test]
    fn what_bundlers_cannot_follow_is_refused() {
        for script in [
            "const address = new URL('./print.js', import.meta.url);",
            "fetch(new URL(`./${name}.wasm`, import.meta.url));",
            "import('print.js')",
            "host.importSibling(new URL('./letters.js', import.meta.url));",
        ] {
            assert!(rewritten(script, &texts()).is_err(), "{script}");
        }
    }
}
