//! Which modules may use which. Those of the widget have an order: each uses those before it, never those after it, so that a
//! stranger can read them in that order. In the other packages there is no circle, whatever the order is.

use crate::paths;
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};

/// The top-level modules of `src/`, in their order. The engine, a package of its own, stands before all of them.
const ORDER: [&str; 11] =
    ["json", "fold", "text", "format", "marks", "workspace", "app", "markup", "insight", "view", "embed"];

/// What is wrong with who uses whom; empty where nothing is.
pub(super) fn broken() -> Result<Vec<String>> {
    let source = paths::root().join("src");
    let declared: Vec<String> = declared(&paths::read(&source.join("lib.rs"))?);
    for module in &declared {
        ensure!(
            ORDER.contains(&module.as_str()),
            "xtask/src/rules/graph.rs: {module} has no place in the order"
        );
    }
    let mut broken = Vec::new();
    for (at, module) in ORDER.iter().enumerate() {
        ensure!(
            declared.iter().any(|other| other == module),
            "xtask/src/rules/graph.rs: {module} is no module"
        );
        for file in files(&source, module)? {
            for used in used(&paths::read(&file)?) {
                if ORDER.iter().position(|other| *other == used).is_some_and(|place| place > at) {
                    broken.push(format!(
                        "{}: `{module}` stands before `{used}` and may not use it\n    {} is the order",
                        paths::shown(&file),
                        ORDER.join(", "),
                    ));
                }
            }
        }
    }
    broken.extend(circles()?);
    Ok(broken)
}

/// The other packages, by the folder of their sources, and the file that declares their modules.
const OTHERS: [(&str, &str); 3] =
    [("src/engine", "lib.rs"), ("xtask/src", "main.rs"), ("fuzz/src", "lib.rs")];
/// The only modules that use each other: the language of formulas, and the table that is written in it.
const ONE_IDEA: (&str, &str) = ("formula", "metric");

/// The modules of the other packages that use each other, directly or through others.
fn circles() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (folder, library) in OTHERS {
        let source = paths::root().join(folder);
        let modules = declared(&paths::read(&source.join(library))?);
        let mut uses = Vec::new();
        for module in modules {
            let mut of_it: Vec<String> = Vec::new();
            for file in files(&source, &module)?.iter().filter(|file| !file.ends_with("tests.rs")) {
                of_it.extend(used(&code(&paths::read(file)?)));
            }
            of_it.retain(|other| *other != module && (module.as_str(), other.as_str()) != ONE_IDEA);
            uses.push((module, of_it));
        }
        let left = in_circles(uses);
        if !left.is_empty() {
            found.push(format!("{folder}: these use each other, some through others: {}", left.join(", ")));
        }
    }
    Ok(found)
}

/// What is left when modules that use none of those that are left are taken away, one after the other.
fn in_circles(mut uses: Vec<(String, Vec<String>)>) -> Vec<String> {
    loop {
        let left: Vec<String> = uses.iter().map(|(module, _)| module.clone()).collect();
        uses.retain(|(_, used)| used.iter().any(|other| left.contains(other)));
        if uses.len() == left.len() {
            return left;
        }
    }
}

/// A file without its tests, which may look wherever they want, and without what its comments point to.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    lines.join("\n")
}

/// The files of a module.
fn files(source: &Path, module: &str) -> Result<Vec<PathBuf>> {
    let mut files = vec![source.join(format!("{module}.rs"))];
    let folder = source.join(module);
    if folder.is_dir() {
        files.extend(paths::files_below(&folder)?);
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "rs"));
    Ok(files)
}

/// The modules that a crate declares.
fn declared(library: &str) -> Vec<String> {
    let name = |line: &str| {
        let rest = line.trim_start_matches("pub ").strip_prefix("mod ")?;
        Some(rest.strip_suffix(';')?.to_owned())
    };
    library.lines().filter_map(name).collect()
}

/// The top-level modules that a file names, by `crate::name` or in a list, `crate::{name, name::Item}`.
fn used(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => found.extend(heads(list)),
            None => found.push(word(rest)),
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The first word of each item of a list in braces, of which the first is open already.
fn heads(list: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut begins) = (1, true);
    for (at, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => begins = true,
            sign if begins && sign.is_ascii_lowercase() => {
                found.push(word(&list[at..]));
                begins = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_uses_itself_through_others_is_found() {
        let uses = |rows: &[(&str, &[&str])]| {
            let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            in_circles(rows.iter().map(|(name, used)| ((*name).to_owned(), own(used))).collect())
        };
        assert!(uses(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &["other"])]).is_empty());
        assert_eq!(
            uses(&[("a", &["b"]), ("b", &["c"]), ("c", &["a"]), ("d", &["e"]), ("e", &[])]),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn names_are_found_alone_and_in_lists() {
        assert_eq!(used("use crate::app::{Action, State};\nlet a = crate::text::A;"), ["app", "text"]);
        assert_eq!(used("use crate::{marks, text::{self, b}, format};"), ["format", "marks", "text"]);
        assert_eq!(declared("pub mod embed;\n#[cfg(x)]\nmod fold;\nuse fold::a;"), ["embed", "fold"]);
    }
}
