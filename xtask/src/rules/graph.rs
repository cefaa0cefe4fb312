//! Which of the widget's modules may use which: each those before it, never those after it. So there is no circle, and a
//! stranger can read them in that order.

use crate::paths;
use anyhow::{Result, ensure};

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
        let mut files = vec![source.join(format!("{module}.rs"))];
        let folder = source.join(module);
        if folder.is_dir() {
            files.extend(paths::files_below(&folder)?);
        }
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs")) {
            for used in used(&paths::read(file)?) {
                if ORDER.iter().position(|other| *other == used).is_some_and(|place| place > at) {
                    broken.push(format!(
                        "{}: `{module}` stands before `{used}` and may not use it\n    {} is the order",
                        paths::shown(file),
                        ORDER.join(", "),
                    ));
                }
            }
        }
    }
    Ok(broken)
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
    fn names_are_found_alone_and_in_lists() {
        assert_eq!(used("use crate::app::{Action, State};\nlet a = crate::text::A;"), ["app", "text"]);
        assert_eq!(used("use crate::{marks, text::{self, b}, format};"), ["format", "marks", "text"]);
        assert_eq!(declared("pub mod embed;\n#[cfg(x)]\nmod fold;\nuse fold::a;"), ["embed", "fold"]);
    }
}
