//! Makes the widget's style sheet small: its comments and white space are for those who edit it.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "styles";
/// In the order of the cascade.
const SHEETS: [&str; 5] = ["tokens.css", "base.css", "controls.css", "form.css", "results.css"];
/// The sheet of the hosted page, which is not the widget's.
const PAGE: &str = "page.css";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    for entry in fs::read_dir(FOLDER)? {
        let name = entry?.file_name();
        if name != PAGE && !SHEETS.iter().any(|sheet| name == *sheet) {
            return Err(format!("{FOLDER}/{} is in no list of build.rs", name.display()).into());
        }
    }
    let mut text = String::new();
    for name in SHEETS {
        text += &fs::read_to_string(Path::new(FOLDER).join(name))?;
    }
    let small = minifier::css::minify(&text)?.to_string();
    if visible(&small) != visible(&text) {
        return Err("the minifier has changed more of the style sheet than comments and white space".into());
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("styles.css"), small.trim())?;
    Ok(())
}

/// A style sheet without comments and white space.
fn visible(css: &str) -> String {
    let code = css.split("*/").filter_map(|part| part.split("/*").next());
    code.flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect()
}
