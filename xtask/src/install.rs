//! Installing a tool into the cache, whole or not at all.

use crate::{paths, run};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a tool in the cache; `fill` puts it there unless what is there `works` already.
///
/// The tool is installed beside its place and then renamed, so an installation that was broken off is
/// never taken for a finished one, and two that run at once do not meet.
pub(crate) fn cached(
    name: &str,
    version: &str,
    works: impl Fn(&Path) -> bool,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let tools = paths::cache()?.join("tools");
    let home = tools.join(format!("{name}-{version}"));
    if works(&home) {
        return Ok(home);
    }
    let partial = tools.join(format!("{name}-{version}.partial-{}", std::process::id()));
    remove(&partial)?;
    fs::create_dir_all(&partial).with_context(|| format!("cannot write to {}", tools.display()))?;
    let filled = fill(&partial).and_then(|()| {
        ensure!(works(&partial), "what was installed for {name} is not {name} {version}");
        Ok(())
    });
    if let Err(error) = filled {
        remove(&partial)?;
        return Err(error);
    }
    remove(&home)?;
    match fs::rename(&partial, &home) {
        Ok(()) => Ok(home),
        // Another run was quicker.
        Err(_) if works(&home) => remove(&partial).map(|()| home),
        Err(error) => Err(error).with_context(|| format!("cannot write {}", home.display())),
    }
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Installs a program from crates into `home/bin`, ready-made where cargo-binstall is at hand.
pub(crate) fn from_crates(home: &Path, package: &str, version: &str, features: &[&str]) -> Result<()> {
    let exact = format!("{package}@{version}");
    if paths::on_path("cargo-binstall").is_some() {
        run::say(format!("{exact}: fetching it ready-made (seconds)"));
        let fetched =
            run::run(run::cargo().args(["binstall", "--no-confirm", "--root"]).arg(home).arg(&exact));
        match fetched {
            Ok(()) => return Ok(()),
            Err(error) if run::interrupted() => return Err(error),
            Err(error) => run::say(format!("{error:#}; compiling it instead")),
        }
    }
    run::say(format!("{exact}: compiling it (2 to 10 minutes, once on this machine)"));
    let features = format!("--features={}", features.join(","));
    run::run(run::cargo().args(["install", "--locked", "--root"]).arg(home).arg(features).arg(&exact))
        .with_context(|| format!("{exact} could not be installed; try `cargo install --locked {exact}`"))
}

/// Installs one npm package into `home/node_modules`. Its scripts are not run: none that we use needs it.
pub(crate) fn from_npm(home: &Path, package: &str, version: &str) -> Result<()> {
    let exact = format!("{package}@{version}");
    run::say(format!("{exact}: fetching it with npm (seconds)"));
    let Some(npm) = paths::on_path("npm") else {
        bail!("npm is missing and {exact} is needed: install Node.js 20 or newer");
    };
    run::run(
        run::command(npm)
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
            .arg(home)
            .arg(&exact),
    )
    .with_context(|| format!("{exact} could not be fetched; is the npm registry within reach?"))
}
