//! Installing with the package manager of Debian and its relatives.

use crate::{paths, run};
use anyhow::{Context, Result};
use std::process::Command;

/// Why these packages cannot be installed here by themselves, if they cannot.
pub(crate) fn refuses(packages: &[&str]) -> Result<Option<String>> {
    if !can_install() {
        return Ok(Some(format!(
            "only root on Debian and its relatives can have it installed ({})",
            by_hand(packages)
        )));
    }
    // A fresh machine has no list of packages yet.
    run::say(format!("{}: looking whether apt-get has it (seconds)", packages.join(" and ")));
    run::run(apt_get().args(["update", "--quiet"]))?;
    let known = |package: &&&str| {
        run::answer(run::command("apt-cache").args(["show", "--no-all-versions", package])).is_some()
    };
    let unknown: Vec<&str> = packages.iter().filter(|package| !known(package)).copied().collect();
    Ok((!unknown.is_empty()).then(|| format!("this system has no package {}", unknown.join(" and "))))
}

/// Only root may, and only Debian's relatives do it this way.
pub(crate) fn can_install() -> bool {
    let root = || run::answer(run::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    cfg!(target_os = "linux") && paths::on_path("apt-get").is_some() && root()
}

/// Installs what the packages need.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    install_with(&["--no-install-recommends"], packages)
}

/// Installs what they are recommended to be used with, too: drivers for drawing, without which some draw nothing.
pub(crate) fn install_with_recommended(packages: &[&str]) -> Result<()> {
    install_with(&[], packages)
}

fn install_with(options: &[&str], packages: &[&str]) -> Result<()> {
    run::say(format!("{}: installing with apt-get (1 to 3 minutes)", packages.join(" and ")));
    run::run(apt_get().args(["update", "--quiet"]))?;
    run::run(apt_get().args(["install", "-y", "--quiet"]).args(options).args(packages))
        .with_context(|| format!("something is missing; try {}", by_hand(packages)))
}

fn by_hand(packages: &[&str]) -> String {
    format!("`sudo apt-get install -y {}`", packages.join(" "))
}

fn apt_get() -> Command {
    let mut command = run::command("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
