//! What the sources must not contain, where neither the compiler nor Clippy can tell.

mod graph;
mod lines;

use crate::{paths, run, versions};
use anyhow::{Result, bail};
use std::path::Path;

/// A rule looks at one line, without its comment, and answers whether the line breaks it.
struct Rule {
    folder: &'static str,
    ending: &'static str,
    /// Files, and folders that end in `/`, for which it does not hold.
    except: &'static [&'static str],
    breaks: fn(&str) -> bool,
    why: &'static str,
}

const RULES: [Rule; 17] = [
    Rule {
        folder: "src",
        ending: ".rs",
        // The styles of a workbook are an element of its own XML.
        except: &["src/workbook/"],
        breaks: lines::writes_style,
        why: "a style attribute is blocked by a host's CSP; use a class, an SVG attribute or the style property",
    },
    Rule {
        folder: "src/view",
        ending: ".rs",
        except: &[],
        breaks: |line| line.contains("\"style\""),
        why: "a style attribute is blocked by a host's CSP; use a class or an SVG attribute",
    },
    Rule {
        folder: "src",
        ending: ".rs",
        except: &[],
        breaks: lines::writes_html,
        why: "markup from text is a way in for a stranger's script, and Trusted Types refuse it",
    },
    Rule {
        folder: "src/embed",
        ending: ".js",
        except: &[],
        breaks: |line| lines::writes_html(line) || lines::writes_style(line),
        why: "neither markup from text nor a style attribute works under a host's CSP",
    },
    Rule {
        folder: "src/page",
        ending: ".js",
        // It writes lines for other pages, as text.
        except: &["src/page/snippet.js"],
        breaks: |line| lines::writes_html(line) || lines::writes_style(line),
        why: "neither markup from text nor a style attribute works under the page's own CSP",
    },
    Rule {
        folder: "styles",
        ending: ".css",
        except: &[],
        breaks: lines::uses_rem,
        why: "rem follows the host page through the shadow boundary; use em or px",
    },
    Rule {
        folder: "src/engine",
        ending: "Cargo.toml",
        except: &[],
        breaks: lines::names_web_crate,
        why: "the engine needs no browser, so that it runs natively and is tested there",
    },
    Rule {
        folder: "src/engine",
        ending: ".rs",
        except: &[],
        breaks: |line| ["SystemTime::now", "Instant::now"].iter().any(|clock| line.contains(clock)),
        why: "the engine has no clock: the same plan gives the same report, and the browser's target panics there",
    },
    Rule {
        folder: "src",
        ending: ".rs",
        except: &["src/embed/"],
        breaks: lines::reaches_window,
        why: "only embed/ touches the window, so that all else runs without a browser",
    },
    Rule {
        folder: "src/app",
        ending: ".rs",
        except: &[],
        breaks: lines::has_consequences,
        why: "the state and its actions are pure; what follows from a change stands in embed/effects.rs",
    },
    Rule {
        folder: "src/view",
        ending: ".rs",
        except: &[],
        breaks: lines::computes,
        why: "a view shows the report and works nothing out; what it needs belongs in the report",
    },
    Rule {
        folder: "src/view",
        ending: ".rs",
        except: &[],
        breaks: lines::unfolds_markup,
        why: "a view is a function from state to markup (src/markup.rs): the macro and components cost bytes (docs/architecture.md)",
    },
    Rule {
        folder: "src",
        ending: ".rs",
        except: &["src/embed/widget.rs", "src/embed/part.rs", "src/embed/headless/table.rs", "src/text.rs"],
        breaks: lines::is_global_state,
        why: "widgets of a page share nothing but the panic listeners of embed/widget.rs, whether the late part is there (embed/part.rs) and the languages of text.rs; the headless engine, which is no widget, keeps the tables that are open (embed/headless/table.rs)",
    },
    Rule {
        folder: "src",
        ending: "",
        // The worker passes on what the page asks of its own folder; the single file asks itself.
        except: &["src/engine/benchmark/", "src/page/sw.js", "src/page/single.js"],
        breaks: lines::sends,
        why: "nothing is sent (README.md, Privacy)",
    },
    Rule {
        folder: "src",
        ending: "",
        except: &["src/engine/benchmark/", "src/embed/element/storage.js", "src/embed/commands.js"],
        breaks: lines::keeps,
        why: "nothing is kept on the visitor's device but what commands.js keeps when the visitor asks for it (README.md, Privacy)",
    },
    Rule {
        folder: "src/embed",
        ending: ".js",
        // The command runs in a shell, beside nobody's script.
        except: &["src/embed/command.js"],
        breaks: lines::leans_on_what_hosts_replace,
        why: "old libraries of a host's page put their own function there (tests/browser/surroundings.rs); write a loop",
    },
    Rule {
        folder: "src",
        ending: ".js",
        except: &["src/page/sw.js", "src/page/offline.js"],
        breaks: lines::installs,
        why: "the program is kept for use without a connection by the hosted page alone, never by a host's (docs/hosting.md)",
    },
];

/// Reading and writing JSON text is left to the browser, which has it already.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "src/engine/Cargo.toml"];

pub(crate) fn check() -> Result<()> {
    versions::wasm_bindgen()?;
    let mut broken = graph::broken()?;
    for rule in &RULES {
        for file in paths::files_below(&paths::root().join(rule.folder))? {
            let shown = paths::shown(&file);
            // A picture has no lines.
            if shown.ends_with(rule.ending) && !shown.ends_with(".png") && !is_excepted(&shown, rule.except) {
                broken.extend(breaches(rule, &file, &paths::read(&file)?));
            }
        }
    }
    for name in MANIFESTS {
        if shipped(&paths::read(&paths::root().join(name))?).contains(&"serde_json") {
            broken.push(format!(
                "{name}: serde_json would be shipped\n    the browser reads and writes JSON text"
            ));
        }
    }
    if !broken.is_empty() {
        bail!("the source rules are broken:\n{}", broken.join("\n"));
    }
    run::say("the sources keep the rules");
    Ok(())
}

fn is_excepted(file: &str, except: &[&str]) -> bool {
    except.iter().any(|place| file == *place || place.ends_with('/') && file.starts_with(place))
}

/// `file:line: the line` and why not, for every line that breaks the rule.
fn breaches(rule: &Rule, file: &Path, text: &str) -> Vec<String> {
    let hash_comments = rule.ending == "Cargo.toml";
    let mut in_block = false;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = if hash_comments { without_hash(line) } else { without_comment(line, &mut in_block) };
        if (rule.breaks)(&code) {
            found.push(format!("{}:{}: {}\n    {}", paths::shown(file), index + 1, line.trim(), rule.why));
        }
    }
    found
}

/// The line without `// …` and `/* … */`, the latter over several lines.
fn without_comment(line: &str, in_block: &mut bool) -> String {
    let mut code = String::new();
    let mut rest = line;
    loop {
        if *in_block {
            let Some((_, after)) = rest.split_once("*/") else {
                return code;
            };
            *in_block = false;
            rest = after;
        }
        // An address such as `https://…` is no comment.
        let slashes = rest.match_indices("//").map(|(at, _)| at).find(|at| !rest[..*at].ends_with(':'));
        match (rest.find("/*"), slashes) {
            (Some(block), slashes) if slashes.is_none_or(|slashes| block < slashes) => {
                code.push_str(&rest[..block]);
                *in_block = true;
                rest = &rest[block + 2..];
            }
            (_, Some(slashes)) => return code + &rest[..slashes],
            _ => return code + rest,
        }
    }
}

fn without_hash(line: &str) -> String {
    line.split('#').next().unwrap_or_default().to_owned()
}

/// The crates that a manifest brings into the product, by its section `[dependencies]` or one for a target.
fn shipped(manifest: &str) -> Vec<&str> {
    let mut ships = false;
    let mut names = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            ships = line.ends_with("dependencies]") && !line.ends_with("-dependencies]");
        } else if ships && let Some((name, _)) = line.split_once('=') {
            names.push(name.trim());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_code() {
        let mut in_block = false;
        assert_eq!(without_comment("a // b", &mut in_block), "a ");
        assert_eq!(without_comment("a /* b */ c /* d", &mut in_block), "a  c ");
        assert!(in_block);
        assert_eq!(without_comment("e */ f", &mut in_block), " f");
        assert_eq!(without_comment("\"https://x\" // y", &mut in_block), "\"https://x\" ");
    }

    #[test]
    fn a_breach_names_its_file_and_line() {
        let [style, ..] = &RULES;
        let found = breaches(style, Path::new("src/view.rs"), "// style=\"a\"\n<p style=\"b\">\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("src/view.rs:2: "), "{}", found[0]);
    }

    #[test]
    fn crates_of_tests_and_builds_are_not_shipped() {
        let manifest = "[dependencies]\na = \"1\"\n[target.'cfg(x)'.dependencies]\nb = { version = \"1\" }\n\
                        [dev-dependencies]\nc = \"1\"\n[build-dependencies]\nd = \"1\"\n[lints]\nworkspace = true\n";
        assert_eq!(shipped(manifest), ["a", "b"]);
    }

    #[test]
    fn an_exception_covers_a_file_or_a_folder() {
        assert!(is_excepted("src/embed/widget.rs", &["src/embed/"]));
        assert!(is_excepted("src/embed/effects.rs", &["src/embed/effects.rs"]));
        assert!(!is_excepted("src/embed/effects_more.rs", &["src/embed/effects.rs"]));
    }
}
