//! `dist/comarketing-roi.html`: the hosted page as one file that opens from a disk and asks for nothing.
//!
//! Scripts that the page imports late become functions in its one script, and Wasm becomes packed text beside it;
//! `src/page/single.js` hands both out. Its policy allows that one script by its hash and no request at all.

use crate::files::SINGLE;
use crate::{compress, hash, licenses, page_files, paths, run, tools};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// Marks lines of the hosted page that make no sense without a server.
const ONLINE: &str = "data-online";
/// How late scripts are imported, and what stands for it in the single file.
const IMPORT: [&str; 2] = ["import(", "importing("];
const SCRIPTS: &str = "/** @type {any} */ ('__SCRIPTS__')";

/// What only attributes ask for that a file on a disk has none of: a host's texts and its data layer.
const HOSTS: [&str; 4] = ["labels.js", "text/en.js", "text/keys.js", "announce.js"];

/// Writes the file into `site`, from what is there.
pub(crate) fn write(site: &Path) -> Result<()> {
    let page = Page::read(&paths::read(&site.join("index.html"))?)?;
    let work = paths::target().join("single");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join(crate::locales::FOLDER))?;
    let mut names = page_files::of(site, "index.html")?;
    names.retain(|name| !HOSTS.contains(&name.as_str()));
    let mut scripts = Vec::new();
    for name in names.iter().filter(|name| name.ends_with(".js")) {
        let text = paths::read(&site.join(name))?.replace(IMPORT[0], IMPORT[1]);
        fs::write(work.join(name), &text)?;
        scripts.push((name.as_str(), text));
    }
    let first: String = page.scripts.iter().map(|name| format!("import \"./{name}\";\n")).collect();
    fs::write(work.join("first.js"), first)?;
    let mut late = String::new();
    for (name, _) in scripts.iter().filter(|(name, _)| is_late(name, &page.scripts, &scripts)) {
        let made = bundle(&work, name, &["--global-name=made"])?;
        late.push_str(&format!("\"{name}\":()=>{{{made}return made}},"));
    }
    let stand_in = paths::read(&paths::root().join("src").join("page").join("single.js"))?;
    ensure!(stand_in.matches(SCRIPTS).count() == 1, "single.js must hold `{SCRIPTS}` once");
    let whole = stand_in.replace(SCRIPTS, &format!("{{{late}}}")) + &bundle(&work, "first.js", &[])?;
    fs::write(work.join("whole.js"), whole)?;
    let program = minified(&work.join("whole.js"))?;
    let mut data = String::new();
    for name in names.iter().filter(|name| name.ends_with(".wasm")) {
        let bytes = fs::read(site.join(name)).with_context(|| format!("cannot read {name}"))?;
        data.push_str(&format!(
            "<script type=\"text/plain\" data-file=\"{name}\">{}</script>\n",
            hash::base64(&compress::gzip(&bytes)?)
        ));
    }
    // Where there is one file, what it owes stands in it, too.
    data.push_str(&format!("<script type=\"text/plain\" id=\"licenses\">\n{}</script>\n", licenses::text()?));
    let style = page.styles.iter().map(|name| paths::read(&site.join(name))).collect::<Result<String>>()?;
    fs::write(site.join(SINGLE), page.with(&style, &data, &program)?)
        .with_context(|| format!("cannot write {SINGLE}"))
}

/// The hosted page without what it loads.
struct Page {
    /// Up to where the style belongs, up to where the script belongs, and the rest.
    pieces: [String; 3],
    styles: Vec<String>,
    scripts: Vec<String>,
}

impl Page {
    fn read(html: &str) -> Result<Self> {
        let (mut styles, mut scripts) = (Vec::new(), Vec::new());
        let mut kept = String::new();
        for line in html.lines().filter(|line| !line.contains(ONLINE) && !line.trim().is_empty()) {
            if let Some(name) = named(line, "<link rel=\"stylesheet\"", "href") {
                styles.push(name);
            } else if let Some(name) = named(line, "<script", "src") {
                scripts.push(name);
            } else {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        ensure!(!scripts.is_empty(), "index.html loads no script");
        ensure!(!kept.contains("=\"./"), "index.html names a file that the single file cannot hold");
        let (head, rest) = kept.split_once("</head>").context("index.html has no </head>")?;
        let (body, end) = rest.split_once("</body>").context("index.html has no </body>")?;
        let pieces = [head.to_owned(), format!("</head>{body}"), format!("</body>{end}")];
        Ok(Self { pieces, styles, scripts })
    }

    fn with(&self, style: &str, data: &str, program: &str) -> Result<String> {
        let [head, body, end] = &self.pieces;
        for (text, tag) in [(style, "</style"), (program, "</script"), (program, "<!--")] {
            ensure!(!text.contains(tag), "`{tag}` in it would end the single file's script or style");
        }
        let policy = format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; base-uri 'none'; \
             form-action 'none'",
            hash::source(program),
            hash::source(style)
        );
        let (begin, head) = head.split_once("<head>").context("index.html has no <head>")?;
        Ok(format!(
            "{begin}<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{head}\
             <style>{style}</style>\n{body}{data}<script type=\"module\">{program}</script>\n{end}"
        ))
    }
}

/// The file that a tag of one line loads.
fn named(line: &str, tag: &str, attribute: &str) -> Option<String> {
    let (_, rest) = line.trim().strip_prefix(tag)?.split_once(&format!("{attribute}=\"./"))?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}

/// Whether a script is imported late by another; one that is imported at the top of another is part of that.
fn is_late(name: &str, first: &[String], scripts: &[(&str, String)]) -> bool {
    if first.iter().any(|first| first == name) {
        return false;
    }
    let address = format!("./{name}");
    let at_top = scripts.iter().any(|(_, text)| {
        text.match_indices(&address).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default().trim_end_matches(['"', '\'']).trim_end();
            before.ends_with("from") || before.ends_with("import")
        })
    });
    !at_top
}

fn bundle(folder: &Path, name: &str, options: &[&str]) -> Result<String> {
    let to = folder.join("bundled").join(name);
    esbuild(
        &folder.join(name),
        &to,
        &[&["--bundle", "--format=iife", "--define:import.meta.url=document.baseURI"], options].concat(),
    )
}

fn minified(script: &Path) -> Result<String> {
    // It ends without the line break that esbuild adds, so that its hash is that of what stands between the tags.
    Ok(esbuild(script, &script.with_extension("min.js"), &["--format=esm"])?.trim_end().to_owned())
}

fn esbuild(script: &Path, to: &Path, options: &[&str]) -> Result<String> {
    run::run(
        run::command(tools::esbuild()?)
            .arg(script)
            .args(["--minify", "--charset=utf8", "--log-level=warning"])
            .args(options)
            .arg(format!("--outfile={}", to.display())),
    )?;
    paths::read(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<html>\n<head>\n<meta charset=\"utf-8\">\n<link rel=\"stylesheet\" href=\"./page.css\">\n\
                        <script data-online type=\"module\" src=\"./offline.js\"></script>\n\
                        <script type=\"module\" async src=\"./embed.js\"></script>\n</head>\n<body>\n<p>Text</p>\n\
                        <p data-online>Files are kept.</p>\n</body>\n</html>\n";

    #[test]
    fn what_the_page_loads_is_put_into_it_and_allowed_by_hash() {
        let page = Page::read(HTML).unwrap();
        assert_eq!(
            (&page.styles[..], &page.scripts[..]),
            (&["page.css".to_owned()][..], &["embed.js".to_owned()][..])
        );
        let file = page.with("p{}", "<script type=\"text/plain\">x</script>\n", "run()").unwrap();
        for part in [hash::source("run()"), hash::source("p{}"), "<style>p{}</style>".to_owned()] {
            assert!(file.contains(&part), "{part} in {file}");
        }
        assert!(file.contains("<script type=\"module\">run()</script>\n</body>"), "{file}");
        assert!(!file.contains("src=\"") && !file.contains("href") && !file.contains("kept"), "{file}");
        let policy = file.find("Content-Security-Policy").unwrap();
        assert!(policy < file.find("<style").unwrap(), "it rules what follows it: {file}");
    }

    #[test]
    fn what_would_end_the_script_is_refused() {
        let page = Page::read(HTML).unwrap();
        assert!(page.with("", "", "'</script>'").is_err());
        assert!(page.with("</style>", "", "").is_err());
    }

    #[test]
    fn a_reference_that_was_not_put_in_is_refused() {
        assert!(Page::read(&HTML.replace("<p>Text</p>", "<img src=\"./x.png\">")).is_err());
    }

    #[test]
    fn a_script_that_another_begins_with_is_part_of_it() {
        let scripts = [
            ("embed.js", "import(new URL(\"./print.js\",x))".to_owned()),
            ("print.js", "import a from\"./glue.js\";".to_owned()),
            ("glue.js", String::new()),
        ];
        let late: Vec<&str> = scripts
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| is_late(name, &["embed.js".to_owned()], &scripts))
            .collect();
        assert_eq!(late, ["print.js"]);
    }
}
