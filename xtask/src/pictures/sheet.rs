//! The page that shows all pictures, each beside that of the design.

use super::choice::looks::Look;
use super::choice::screens::SCREENS;
use crate::paths;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<title>Pictures of every screen</title>
<style>
body { margin: 24px; font: 14px/1.5 system-ui, sans-serif; background: #808080; color: #fff; }
.screen { display: flex; gap: 16px; overflow-x: auto; align-items: flex-start; padding-bottom: 16px; }
figure { margin: 0; flex: none; }
figcaption { white-space: nowrap; }
img { display: block; height: 420px; width: auto; background: #fff; }
.design img { outline: 3px dashed #ffd54d; }
a { color: inherit; }
</style>
</head>
<body>
";

/// Writes `index.html` over the pictures that lie in the folder; those of the design are copied beside them.
pub(crate) fn write(folder: &Path, beside: Option<&Path>) -> Result<()> {
    let design = folder.join("design");
    if design.is_dir() {
        fs::remove_dir_all(&design).with_context(|| format!("cannot empty {}", design.display()))?;
    }
    let mut names: Vec<String> = paths::files_below(folder)?
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "png"))
        .filter_map(|file| file.file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    let shot_of = |shot: &str| {
        let from = beside?.join(shot);
        from.is_file().then_some(from)
    };
    let html = page(&names, |shot| {
        let Some(from) = shot_of(shot) else { return Ok(false) };
        fs::create_dir_all(&design)?;
        fs::copy(&from, design.join(shot)).with_context(|| format!("cannot copy {}", from.display()))?;
        Ok(true)
    })?;
    fs::write(folder.join("index.html"), html).context("cannot write index.html")
}

/// The page, in the order of the screens; `brought` says whether the design has a picture of that name.
fn page(names: &[String], mut brought: impl FnMut(&str) -> Result<bool>) -> Result<String> {
    let mut html = HEAD.to_owned();
    for screen in &SCREENS {
        let mut figures = String::new();
        let (mut shown, mut last) = (false, None);
        for name in names {
            let Some((_, look)) = Look::read(name).filter(|(of, _)| *of == screen.name) else { continue };
            shown = true;
            // The design's is shown once, though two widths may have the same.
            if let Some(shot) = look.shot(screen.shot).filter(|shot| last.as_ref() != Some(shot))
                && brought(&shot)?
            {
                write!(
                    figures,
                    "<figure class=\"design\"><a href=\"design/{shot}\"><img loading=\"lazy\" src=\"design/{shot}\" alt=\"\"></a><figcaption>Design: {shot}</figcaption></figure>"
                )?;
                last = Some(shot);
            }
            write!(
                figures,
                "<figure><a href=\"{name}.png\"><img loading=\"lazy\" src=\"{name}.png\" alt=\"\"></a><figcaption>{look}</figcaption></figure>"
            )?;
        }
        if shown {
            writeln!(html, "<h2 id=\"{0}\">{0}</h2>\n<div class=\"screen\">{figures}</div>", screen.name)?;
        }
    }
    html.push_str("</body>\n</html>\n");
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stand_below_their_screens_beside_those_of_the_design() {
        let names = ["start-1440-light-en", "start-320-light-long", "gone-1440-light-en"].map(str::to_owned);
        let html = page(&names, |shot| Ok(shot == "01-start-light.png")).unwrap();
        assert_eq!(html.matches("<h2").count(), 1, "a screen without pictures has no heading");
        assert_eq!(html.matches("class=\"design\"").count(), 1);
        assert!(html.contains("src=\"start-320-light-long.png\"") && !html.contains("gone"));
        let design = html.find("design/01-start-light.png").unwrap();
        assert!(design < html.find("src=\"start-1440-light-en.png\"").unwrap());
    }
}
