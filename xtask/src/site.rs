//! `cargo xtask build`: `dist/`, the static site, and with it `pkg/`; and whether both are fresh.

use crate::element::{self, Importer};
use crate::files::{EMBED, FILES, LATE, PAGES, WORKER};
use crate::{licenses, locales, module, optimise, package, paths, run, single, stamp, tools, worker};
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What the two folders are made from.
const SOURCES: [&str; 15] = [
    "build.rs",
    "docs/schema",
    "locales",
    "src",
    "styles",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "xtask/src",
    "README.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "LICENSES-OF-DEPENDENCIES.txt",
];

/// Builds both folders, whatever is there.
pub(crate) fn build_all() -> Result<()> {
    // Taken before the build: a source that is saved while it runs makes its result stale.
    let begun = SystemTime::now();
    tools::wasm_target()?;
    build_dist()?;
    package::build()?;
    let stamp = stamp();
    fs::create_dir_all(paths::target())?;
    fs::write(&stamp, since_epoch(begun).as_nanos().to_string())
        .with_context(|| format!("cannot write {}", stamp.display()))?;
    run::say("dist/ and pkg/ are written");
    Ok(())
}

/// Builds both folders unless they are newer than all that they are made from.
pub(crate) fn build_if_stale() -> Result<()> {
    if is_fresh()? {
        run::say("dist/ and pkg/ are newer than their sources: nothing to build");
        return Ok(());
    }
    build_all()
}

fn build_dist() -> Result<()> {
    run::say("dist/: building the page (1 to 3 minutes the first time)");
    let dist = paths::dist();
    // A file of an older build must not be shipped.
    if dist.exists() {
        fs::remove_dir_all(&dist).context("cannot empty dist/")?;
    }
    write(&dist)?;
    for name in [EMBED, "offline.js"].into_iter().chain(LATE).chain(PAGES) {
        optimise::minify(&dist.join(name))?;
    }
    stamp::preloads(&dist, "index.html")?;
    // The worker knows every other file by its hash, and the single file holds what the page consists of.
    worker::write(&dist)?;
    optimise::minify(&dist.join(WORKER))?;
    single::write(&dist)?;
    for name in FILES.into_iter().chain(LATE).chain(PAGES) {
        ensure!(dist.join(name).is_file(), "dist/{name} was not written");
    }
    Ok(())
}

/// Writes the page and all that it loads into `folder`, the scripts as they are written but for what the build tells them.
pub(crate) fn write(folder: &Path) -> Result<()> {
    module::page(folder)?;
    module::workbook(folder)?;
    let html = paths::read(&paths::root().join("index.html"))?;
    for source in copied(&html) {
        let name = Path::new(source).file_name().context("a file has a name")?;
        fs::copy(paths::root().join(source), folder.join(name))
            .with_context(|| format!("index.html names {source}, which cannot be copied"))?;
    }
    fs::write(folder.join("index.html"), without_builders_links(&html))
        .with_context(|| format!("cannot write {}", paths::shown(folder)))?;
    // A module is as it is shipped from here on, and the script that loads it is told its hash.
    stamp::late(folder)?;
    element::write(folder, &locales::write(folder)?, Importer::Browser)?;
    licenses::copy(folder)?;
    locales::write_around(folder)
}

/// The page as Trunk builds it, as one module; none where Trunk is not on PATH in its pinned version.
pub(crate) fn by_trunk() -> Result<Option<PathBuf>> {
    let Some(trunk) = tools::trunk()? else { return Ok(None) };
    let folder = paths::target().join("trunk");
    run::run(run::command(trunk).args(["build", "--release", "--dist"]).arg(&folder))?;
    Ok(Some(folder))
}

/// The files that the page's builder copies, as the page names them.
fn copied(html: &str) -> impl Iterator<Item = &str> {
    html.split("<link data-trunk rel=\"copy-file\" href=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// The page without what it says to its builder, `<link data-trunk …>`.
fn without_builders_links(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once("<link data-trunk") {
        let after = tag.split_once('>').map_or("", |(_, after)| after);
        kept.push_str(before.trim_end_matches([' ', '\t']));
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    kept + rest
}

fn stamp() -> PathBuf {
    paths::target().join("xtask-built")
}

/// Fresh: no source changed since the build began, and nobody else wrote the folders since it ended.
fn is_fresh() -> Result<bool> {
    let Some(begun) = fs::read_to_string(stamp()).ok().and_then(|text| text.parse::<u128>().ok()) else {
        return Ok(false);
    };
    let dist = FILES.into_iter().chain(LATE).chain(PAGES).map(|name| paths::dist().join(name));
    let pkg = package::FILES.into_iter().chain(LATE).map(|name| paths::pkg().join(name));
    if !dist.chain(pkg).all(|file| file.is_file()) {
        return Ok(false);
    }
    let ended = File::open(stamp())?.metadata()?.modified()?;
    let written = paths::newest(&paths::dist())?.max(paths::newest(&paths::pkg())?);
    let sources_older = changed()?.is_some_and(|time| since_epoch(time).as_nanos() <= begun);
    Ok(sources_older && written.is_some_and(|time| time <= ended))
}

/// When a source of the two folders was changed last.
pub(crate) fn changed() -> Result<Option<SystemTime>> {
    let mut changed = None;
    for source in SOURCES {
        changed = changed.max(paths::newest(&paths::root().join(source))?);
    }
    Ok(changed)
}

fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_of_the_builder_leave_the_page() {
        let html =
            "<head>\n  <link data-trunk rel=\"rust\"\n   href=\"Cargo.toml\">\n<title>x</title></head>";
        assert_eq!(without_builders_links(html), "<head>\n<title>x</title></head>");
        assert_eq!(copied(html).count(), 0);
        assert!(copied("<link data-trunk rel=\"copy-file\" href=\"src/a.js\">").eq(["src/a.js"]));
    }
}
