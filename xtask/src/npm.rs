//! The npm package as its users meet it: packed, checked, installed into sites of several kinds, and built there.

use crate::{docs, files, install, locales, package, paths, run, site, tools, versions};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A site below `tests/npm/`.
struct Host {
    name: &'static str,
    /// The program among its dependencies that builds it, with its arguments; none where nothing is to be built.
    build: Option<(&'static str, &'static [&'static str])>,
    /// What it builds.
    page: &'static str,
}

const HOSTS: [Host; 4] = [
    Host { name: "plain", build: None, page: "index.html" },
    Host { name: "vite", build: Some(("vite", &["build"])), page: "dist/index.html" },
    Host { name: "webpack", build: Some(("node", &["build.mjs"])), page: "dist/index.html" },
    Host { name: "next", build: Some(("next", &["build"])), page: "out/index.html" },
];

/// What stays in the folder of a site from one run to the next.
const KEPT: [&str; 3] = ["node_modules", ".next", "next-env.d.ts"];

/// The sites, where they are built.
pub(crate) fn folder() -> PathBuf {
    paths::target().join("npm")
}

/// Packs and checks the package, and builds every site whose sources or whose package have changed.
pub(crate) fn build_if_stale() -> Result<()> {
    site::build_if_stale()?;
    fs::create_dir_all(folder())?;
    let tarball = pack()?;
    lint()?;
    for host in &HOSTS {
        let (from, home) = (origin(host), folder().join(host.name));
        let sources = sources(&from)?;
        let state = state(&sources, &tarball)?;
        let stamp = folder().join(format!("{}.state", host.name));
        if home.join(host.page).is_file() && fs::read_to_string(&stamp).ok().as_ref() == Some(&state) {
            run::say(format!("{}: built with this very package already", host.name));
            continue;
        }
        // A site that is half built must not be taken for a finished one.
        if stamp.exists() {
            fs::remove_file(&stamp)?;
        }
        copy_sources(&from, &sources, &home)?;
        install(host, &home, &tarball)?;
        build(host, &home)?;
        ensure!(home.join(host.page).is_file(), "{} has not written {}", host.name, host.page);
        fs::write(stamp, state)?;
    }
    Ok(())
}

/// The tarball that would be published. What is in it is what is in `pkg/`, no more and no less.
fn pack() -> Result<PathBuf> {
    run::say("pkg/: packing it as npm publishes it");
    let output = npm()?
        .args(["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination"])
        .arg(folder())
        .current_dir(paths::pkg())
        .output()
        .context("cannot start npm")?;
    ensure!(output.status.success(), "npm pack failed: {}", String::from_utf8_lossy(&output.stderr));
    let answer: Value =
        serde_json::from_slice(&output.stdout).context("npm pack did not answer with JSON")?;
    let packed = answer.get(0).context("npm pack names no package")?;
    let listed = packed.get("files").and_then(Value::as_array).context("npm pack lists no files")?;
    let listed: BTreeSet<&str> =
        listed.iter().filter_map(|file| file.get("path").and_then(Value::as_str)).collect();
    let there = paths::files_below(&paths::pkg())?;
    let there: BTreeSet<String> = there
        .iter()
        .filter_map(|file| file.strip_prefix(paths::pkg()).ok())
        .map(|file| file.display().to_string().replace('\\', "/"))
        .collect();
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    ensure!(listed == there, "npm packs {listed:?}\nand pkg/ holds {there:?}");
    let known = |name: &&&str| {
        package::FILES.contains(name)
            || files::LATE.contains(name)
            || name.starts_with("LICENSE")
            || [locales::FOLDER, docs::SCHEMA]
                .iter()
                .any(|folder| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    };
    let strange: Vec<_> = there.iter().filter(|name| !known(name)).collect();
    ensure!(strange.is_empty(), "pkg/ holds what the package does not name: {strange:?}");
    let file = packed.get("filename").and_then(Value::as_str).context("npm pack names no file")?;
    Ok(folder().join(file))
}

/// What the makers of bundlers know of packages that do not work somewhere.
fn lint() -> Result<()> {
    let script = |home: &Path| home.join("node_modules").join("publint").join("src").join("cli.js");
    let home = install::cached(
        "publint",
        versions::PUBLINT,
        |home| script(home).is_file(),
        |home| install::from_npm(home, "publint", versions::PUBLINT),
    )?;
    run::run(run::command(tools::node()?).arg(script(&home)).args(["run", "--strict"]).arg(paths::pkg()))
}

/// The files of a site, without what a run by hand has left among them.
fn sources(from: &Path) -> Result<Vec<PathBuf>> {
    let strange = ["node_modules", ".next", "dist", "out", "site"];
    let mut files = paths::files_below(from)?;
    files.retain(|file| {
        let first = file.strip_prefix(from).ok().and_then(|file| file.components().next());
        first.is_some_and(|first| !strange.iter().any(|name| first.as_os_str() == *name))
    });
    ensure!(!files.is_empty(), "there is no {}", paths::shown(from));
    Ok(files)
}

fn origin(host: &Host) -> PathBuf {
    paths::root().join("tests").join("npm").join(host.name)
}

/// A number that changes with any source of the site and with any byte of the package.
fn state(sources: &[PathBuf], tarball: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in sources.iter().map(PathBuf::as_path).chain([tarball]) {
        paths::shown(file).hash(&mut hasher);
        fs::read(file).with_context(|| format!("cannot read {}", paths::shown(file)))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn copy_sources(from: &Path, sources: &[PathBuf], home: &Path) -> Result<()> {
    fs::create_dir_all(home)?;
    for entry in fs::read_dir(home)? {
        let entry = entry?;
        if KEPT.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    for file in sources {
        let to = home.join(file.strip_prefix(from)?);
        fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
        fs::copy(file, &to).with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(())
}

/// Copies a site of ours to where its dependencies may lie, and installs these.
pub(crate) fn site(from: &Path, home: &Path) -> Result<()> {
    copy_sources(from, &sources(from)?, home)?;
    dependencies(from, home)
}

/// The dependencies that a lock names, where it has changed since they were installed.
fn dependencies(from: &Path, home: &Path) -> Result<()> {
    let lock = home.join("package-lock.json");
    if !lock.is_file() {
        return Ok(());
    }
    let wanted = paths::read(&lock)?;
    ensure!(
        !wanted.contains("\"resolved\""),
        "{}: package-lock.json names where packages came from: write it with the .npmrc beside it",
        paths::shown(from)
    );
    let installed = home.with_extension("lock");
    let there =
        home.join("node_modules").is_dir() && fs::read_to_string(&installed).ok().as_ref() == Some(&wanted);
    if !there {
        run::say(format!("{}: installing its dependencies (up to a minute, once)", paths::shown(from)));
        run::run(in_site(npm()?, home).args(["ci"]).args(QUIET))?;
        fs::write(&installed, &wanted)?;
    }
    Ok(())
}

/// Its dependencies, then the package.
fn install(host: &Host, home: &Path, tarball: &Path) -> Result<()> {
    dependencies(&origin(host), home)?;
    run::say(format!("{}: installing the package", host.name));
    let package = home.join("node_modules").join("comarketing-roi");
    // Under the same version npm may take what is there for what is wanted.
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    run::run(in_site(npm()?, home).args(["install", "--no-save", "--offline"]).args(QUIET).arg(tarball))?;
    for name in package::FILES.into_iter().chain(files::LATE) {
        let same = fs::read(package.join(name)).ok() == Some(fs::read(paths::pkg().join(name))?);
        ensure!(same, "{}: what npm has installed as {name} is not that of pkg/", host.name);
    }
    Ok(())
}

/// No scripts of dependencies: none of these needs its own.
const QUIET: [&str; 4] = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

fn build(host: &Host, home: &Path) -> Result<()> {
    let Some((program, arguments)) = host.build else {
        return Ok(());
    };
    run::say(format!("{}: building it (seconds)", host.name));
    let program = match program {
        "node" => tools::node()?,
        name => paths::program_in(&home.join("node_modules").join(".bin"), name)
            .with_context(|| format!("{} has no {name}", host.name))?,
    };
    let mut command = in_site(run::command(program), home);
    // Nothing is reported to anybody, and a mode of whoever runs this is not that of the site.
    command.args(arguments).env("NEXT_TELEMETRY_DISABLED", "1").env_remove("NODE_ENV");
    run::run(&mut command)
}

fn npm() -> Result<Command> {
    tools::node()?;
    let npm = paths::on_path("npm").context("npm is missing: install Node.js 20 or newer")?;
    Ok(run::command(npm))
}

fn in_site(mut command: Command, home: &Path) -> Command {
    command.current_dir(home);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_has_its_sources_and_a_lock_without_addresses() {
        for host in &HOSTS {
            let files = sources(&origin(host)).unwrap();
            assert!(files.iter().any(|file| file.ends_with("package.json")), "{}", host.name);
            if host.build.is_some() {
                let lock = paths::read(&origin(host).join("package-lock.json")).unwrap();
                assert!(!lock.contains("resolved"), "{}", host.name);
            }
        }
    }

    #[test]
    fn a_site_is_stale_once_the_package_is_another() {
        let folder = paths::target().join(format!("npm-test-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (source, tarball) = (folder.join("a.js"), folder.join("a.tgz"));
        fs::write(&source, "1").unwrap();
        fs::write(&tarball, "1").unwrap();
        let before = state(std::slice::from_ref(&source), &tarball).unwrap();
        assert_eq!(state(std::slice::from_ref(&source), &tarball).unwrap(), before);
        fs::write(&tarball, "2").unwrap();
        assert_ne!(state(&[source], &tarball).unwrap(), before);
        fs::remove_dir_all(folder).unwrap();
    }
}
