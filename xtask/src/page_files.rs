//! What the hosted page consists of: the files that it names, and those that they name in turn.

use crate::{locales, paths};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names, from the site's folder, of all that a page of `site` may ask for; the page itself is not among them.
pub(crate) fn of(site: &Path, page: &str) -> Result<BTreeSet<String>> {
    let mut all = Vec::new();
    for file in paths::files_below(site)? {
        let name = file.strip_prefix(site).context("a file of the site")?;
        all.push(name.to_string_lossy().replace('\\', "/"));
    }
    let mut found = BTreeSet::new();
    let mut open = vec![page.to_owned()];
    while let Some(name) = open.pop() {
        // A module or a picture names nothing.
        let Ok(text) = String::from_utf8(fs::read(site.join(&name)).with_context(|| format!("no {name}"))?)
        else {
            continue;
        };
        for other in &all {
            if other != page && is_named(&text, other) && found.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    ensure!(!found.is_empty(), "{page} names no file of its site");
    Ok(found)
}

/// Whether a text names a file as `./name`, to the end of the name; a language by its folder.
fn is_named(text: &str, name: &str) -> bool {
    let language = name.split_once('/').is_some_and(|(folder, _)| folder == locales::FOLDER);
    let address = if language { format!("./{}/", locales::FOLDER) } else { format!("./{name}") };
    text.match_indices(&address).any(|(at, _)| {
        let after = text.get(at + address.len()..).and_then(|rest| rest.chars().next());
        language || after.is_some_and(|sign| "\"'`".contains(sign))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_as_a_whole() {
        assert!(
            is_named("import('./commands.js')", "commands.js")
                && is_named("src=\"./commands.js\"", "commands.js")
        );
        assert!(
            !is_named("import('./commands.json')", "commands.js") && !is_named("commands.js", "commands.js")
        );
        assert!(is_named("`./text/${tag}.js`", "text/de.js") && !is_named("text", "text/de.js"));
    }

    #[test]
    fn what_a_part_names_is_a_part() {
        let site = paths::target().join("test-parts");
        fs::create_dir_all(site.join("text")).unwrap();
        for (name, text) in [
            ("page.html", "<script src=\"./a.js\">"),
            ("a.js", "import('./b.js'); `./text/${x}.js`"),
            ("b.js", "fetch('./b.wasm'); './page.html'"),
            ("b.wasm", "\0asm"),
            ("other.js", "import('./a.js')"),
            ("text/de.js", ""),
        ] {
            fs::write(site.join(name), text).unwrap();
        }
        let parts = of(&site, "page.html").unwrap();
        assert_eq!(
            parts.iter().map(String::as_str).collect::<Vec<_>>(),
            ["a.js", "b.js", "b.wasm", "text/de.js"]
        );
    }
}
