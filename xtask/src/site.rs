//! `cargo xtask build`: `dist/`, the static site, and with it `pkg/`; and whether both are fresh.

use crate::{cut, module, optimise, package, paths, remap, run, single, stamp, tools, words, worker};
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

/// The scripts that embed.js brings when something is asked of them.
pub(crate) const LATE: [&str; 11] = [
    "panels.js",
    "keep.js",
    "print.js",
    "dialog.js",
    "import.js",
    "letters.js",
    "host.js",
    "labels.js",
    "lead.js",
    "announce.js",
    "bands.js",
];

/// Those of them that embed.js takes only of its own release: all but what is a part of another.
pub(crate) fn versioned() -> impl Iterator<Item = &'static str> {
    LATE.into_iter().filter(|name| *name != "bands.js")
}

/// The scripts of our own pages, and the one for who frames them.
pub(crate) const PAGES: [&str; 5] = ["settings.js", "page.js", "frame.js", "snippet.js", "configure.js"];

/// What the site consists of beside those; the page is the same as on any other site that embeds the element.
pub(crate) const FILES: [&str; 19] = [
    "index.html",
    "page.css",
    "embed.js",
    "comarketing-roi.js",
    "comarketing-roi_bg.wasm",
    "text/en.js",
    "text/keys.js",
    words::AROUND,
    "comarketing-roi_panels.js",
    "comarketing-roi_panels_bg.wasm",
    "offline.js",
    "manifest.webmanifest",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
    worker::FILE,
    single::FILE,
    "configure.html",
    "configure.css",
];

/// What the two folders are made from.
const SOURCES: [&str; 13] = [
    "build.rs",
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
];

/// Builds both folders, whatever is there.
pub(crate) fn build_all() -> Result<()> {
    // Taken before the build: a source that is saved while it runs makes its result stale.
    let begun = SystemTime::now();
    tools::wasm_target()?;
    tools::crates()?;
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

/// Trunk with its tools at hand, so that it need not fetch any.
pub(crate) fn trunk() -> Result<Command> {
    let trunk = tools::trunk()?;
    let (bindgen, optimiser) = (tools::wasm_bindgen()?, tools::wasm_opt()?);
    let mut command = run::command(trunk);
    command.env("PATH", tools::path_with(&[&bindgen, &optimiser])?);
    command.env("CARGO_ENCODED_RUSTFLAGS", remap::flags());
    // Trunk takes only `true` or `false` there, while the custom is any text at all.
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

fn build_dist() -> Result<()> {
    run::say("dist/: building the page with Trunk (1 to 3 minutes the first time)");
    // Trunk leaves what it did not make; a file of an older build must not be shipped.
    if paths::dist().exists() {
        fs::remove_dir_all(paths::dist()).context("cannot empty dist/")?;
    }
    run::run(trunk()?.args(["build", "--release", "--offline"]))?;
    let page = paths::dist().join("index.html");
    fs::write(&page, without_trunk_links(&paths::read(&page)?))?;
    let [module, glue, embed, panels] =
        ["comarketing-roi_bg.wasm", "comarketing-roi.js", "embed.js", "panels.js"]
            .map(|name| paths::dist().join(name));
    optimise::minify(&glue)?;
    optimise::wasm(&module, cut::PAGE)?;
    optimise::shorten(&module, &glue)?;
    run::say("dist/: building the module of the panels (a minute the first time)");
    module::build("panels", module::PANELS, &paths::dist())?;
    // A module is as it is shipped from here on, and the script that loads it is told its hash.
    stamp::stamp(&embed)?;
    for name in versioned() {
        stamp::stamp(&paths::dist().join(name))?;
    }
    stamp::integrity(&embed, &module)?;
    words::write(&paths::dist())?;
    words::write_around(&paths::dist())?;
    stamp::integrity(&panels, &paths::dist().join(format!("{}_bg.wasm", module::PANELS)))?;
    for name in ["embed.js", "offline.js"].into_iter().chain(LATE).chain(PAGES) {
        optimise::minify(&paths::dist().join(name))?;
    }
    stamp::preloads(&paths::dist(), "index.html")?;
    // The worker knows every other file by its hash, and the single file holds what the page consists of.
    worker::write(&paths::dist())?;
    optimise::minify(&paths::dist().join(worker::FILE))?;
    single::write(&paths::dist())?;
    for name in FILES.into_iter().chain(LATE).chain(PAGES) {
        ensure!(paths::dist().join(name).is_file(), "Trunk has not written dist/{name}");
    }
    Ok(())
}

/// With `inject_scripts = false` Trunk leaves its own `<link data-trunk …>` in the page.
fn without_trunk_links(html: &str) -> String {
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
    let mut changed = None;
    for source in SOURCES {
        changed = changed.max(paths::newest(&paths::root().join(source))?);
    }
    let written = paths::newest(&paths::dist())?.max(paths::newest(&paths::pkg())?);
    let sources_older = changed.is_some_and(|time| since_epoch(time).as_nanos() <= begun);
    Ok(sources_older && written.is_some_and(|time| time <= ended))
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
        assert_eq!(without_trunk_links(html), "<head>\n<title>x</title></head>");
    }
}
