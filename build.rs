//! Makes the widget's style sheet small, for its comments and white space are for those who edit it, and the functions
//! of its texts out of `locales/`.

#[allow(dead_code, reason = "what it writes for the browser is for xtask and the tests")]
#[path = "src/text/catalogue.rs"]
mod catalogue;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "styles";
/// In the order of the cascade.
const SHEETS: [&str; 7] =
    ["tokens.css", "base.css", "controls.css", "form.css", "results.css", "modes.css", "call.css"];
/// What only the late part draws, adopted when it does.
const PANEL_SHEETS: [&str; 7] =
    ["panels.css", "papers.css", "campaign.css", "charts.css", "import.css", "portfolio.css", "result.css"];
/// The sheets of the hosted page and of the configurator, which are not the widget's.
const PAGES: [&str; 2] = ["page.css", "configure.css"];

/// The catalogues.
const LOCALES: &str = "locales";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LOCALES}");
    println!("cargo::rerun-if-changed=src/text");
    let out = env::var("OUT_DIR")?;
    let languages = match catalogue::read(Path::new(LOCALES)) {
        Ok(languages) => languages,
        Err(wrong) => {
            // As Cargo shows it: the sentence, not how an error prints itself.
            println!("cargo::error={wrong}");
            return Ok(());
        }
    };
    let english = languages.get(catalogue::ENGLISH).ok_or("no English")?;
    fs::write(Path::new(&out).join("text.rs"), catalogue::code(english))?;
    fs::write(Path::new(&out).join("heads.rs"), catalogue::heads(english, &languages))?;
    println!("cargo::rerun-if-changed={FOLDER}");
    for entry in fs::read_dir(FOLDER)? {
        let name = entry?.file_name();
        let known = SHEETS.iter().chain(&PANEL_SHEETS).chain(&PAGES).any(|sheet| name == *sheet);
        if !known {
            return Err(format!("{FOLDER}/{} is in no list of build.rs", name.display()).into());
        }
    }
    fs::write(Path::new(&out).join("styles.css"), small(&SHEETS)?)?;
    fs::write(Path::new(&out).join("panels.css"), small(&PANEL_SHEETS)?)?;
    Ok(())
}

/// Sheets as one text without comments and white space.
fn small(sheets: &[&str]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for name in sheets {
        text += &scoped(&fs::read_to_string(Path::new(FOLDER).join(name))?);
    }
    let small = minifier::css::minify(&text)?.to_string();
    if visible(&small) != visible(&text) {
        return Err("the minifier has changed more of the style sheet than comments and white space".into());
    }
    Ok(small.trim().to_owned())
}

/// What a custom property of ours is called outside of our sheets.
const SCOPE: &str = "cmroi-";

/// The sheet with a name of ours for each custom property: a page that registers one of a plain name (`@property --text`)
/// would set its type and its start for us, too. The names that hosts set have it already.
fn scoped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("--") {
        out.push_str(before);
        out.push_str("--");
        let begins = !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
        let named = after.starts_with(|letter: char| letter.is_ascii_alphabetic());
        if begins && named && !after.starts_with(SCOPE) {
            out.push_str(SCOPE);
            out.push('-');
        }
        rest = after;
    }
    out + rest
}

/// A style sheet without comments and white space.
fn visible(css: &str) -> String {
    let code = css.split("*/").filter_map(|part| part.split("/*").next());
    code.flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect()
}
