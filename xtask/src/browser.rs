//! A browser together with a driver that fits it.

use crate::places::{self, Kind};
use crate::{install, paths, pins, run, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// What the browser tests are run with.
pub(crate) struct Browser {
    pub(crate) kind: Kind,
    pub(crate) binary: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Asks for one browser where several are there: chromium, edge or firefox.
const CHOICE: &str = "COMARKETING_ROI_BROWSER";

pub(crate) fn find_or_install() -> Result<Browser> {
    let wanted = wanted()?;
    // A pair that is there needs nothing.
    if let Some(browser) = wanted.iter().find_map(|kind| paired(*kind)) {
        return Ok(browser);
    }
    let mut reasons = Vec::new();
    for kind in &wanted {
        if let Some(binary) = places::browsers(*kind).into_iter().next() {
            match bring_driver(*kind, &binary) {
                Ok(driver) => return Ok(Browser { kind: *kind, binary, driver }),
                Err(error) if run::interrupted() => return Err(error),
                Err(error) => reasons.push(format!("{error:#}")),
            }
        }
    }
    if reasons.is_empty() && wanted.contains(&Kind::Chromium) {
        install_chromium()?;
        if let Some(browser) = paired(Kind::Chromium) {
            return Ok(browser);
        }
    }
    if reasons.is_empty() {
        bail!("no browser was found for the tests: install Chromium, Chrome, Edge or Firefox");
    }
    bail!("{}", reasons.join("; "))
}

fn wanted() -> Result<Vec<Kind>> {
    let Ok(choice) = std::env::var(CHOICE) else {
        return Ok(Kind::ALL.to_vec());
    };
    match Kind::ALL.into_iter().find(|kind| kind.name() == choice) {
        Some(kind) => Ok(vec![kind]),
        None => bail!("{CHOICE} is `{choice}`: it may be chromium, edge or firefox"),
    }
}

/// A browser and a driver that are both there and fit.
fn paired(kind: Kind) -> Option<Browser> {
    places::browsers(kind).into_iter().find_map(|binary| {
        let driver = places::drivers(kind).into_iter().find(|driver| fits(kind, driver, &binary))?;
        Some(Browser { kind, binary, driver })
    })
}

/// Drivers of the Chromium family refuse any other major version; geckodriver takes them all.
fn fits(kind: Kind, driver: &Path, binary: &Path) -> bool {
    let major = places::major(driver);
    major.is_some() && (kind == Kind::Firefox || major == places::major(binary))
}

fn bring_driver(kind: Kind, binary: &Path) -> Result<PathBuf> {
    match kind {
        Kind::Firefox => tools::geckodriver(),
        Kind::Edge => bail!(
            "Edge is there without a msedgedriver of its version: put Microsoft's WebDriver for it on PATH"
        ),
        Kind::Chromium => {
            if of_the_distribution(binary) && can_apt() {
                apt(&["chromium-driver"])?;
                if let Some(browser) = paired(kind) {
                    return Ok(browser.driver);
                }
            }
            let major = places::major(binary)
                .with_context(|| format!("{} does not tell its version", binary.display()))?;
            chromedriver(major)
        }
    }
}

/// The driver that the makers of Chrome publish for each major version.
fn chromedriver(major: u32) -> Result<PathBuf> {
    let version = major.to_string();
    let place = |home: &Path| {
        let files = paths::files_below(home).unwrap_or_default();
        files.into_iter().find(|file| file.file_stem().is_some_and(|name| name == "chromedriver"))
    };
    let home = install::cached(
        "chromedriver",
        &version,
        |home| place(home).and_then(|driver| places::major(&driver)) == Some(major),
        |home| {
            run::say(format!("chromedriver {major}: fetching it (seconds)"));
            let npx = paths::on_path("npx").context("npx is missing: install Node.js 20 or newer")?;
            let package = format!("@puppeteer/browsers@{}", pins::PUPPETEER_BROWSERS);
            let mut command = run::command(npx);
            command
                .args(["--yes", &package, "install", &format!("chromedriver@{major}"), "--path"])
                .arg(home);
            run::run(&mut command).with_context(|| {
                format!("there is a browser of version {major} but no chromedriver {major}: put one on PATH")
            })
        },
    )?;
    place(&home).context("chromedriver is not where it was installed")
}

fn install_chromium() -> Result<()> {
    if !can_apt() {
        bail!(
            "no browser was found for the tests: install Chromium and its driver (on Debian or Ubuntu: \
             `sudo apt-get install -y chromium chromium-driver`), or Chrome, Edge or Firefox"
        );
    }
    apt(&["chromium", "chromium-driver"])
}

fn of_the_distribution(binary: &Path) -> bool {
    binary.starts_with("/usr/bin") && binary.file_name().is_some_and(|name| name == "chromium")
}

/// Only root may install, and only Debian's relatives do it this way.
fn can_apt() -> bool {
    let root = || run::answer(run::command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    cfg!(target_os = "linux") && paths::on_path("apt-get").is_some() && root()
}

fn apt(packages: &[&str]) -> Result<()> {
    run::say(format!("{}: installing with apt-get (1 to 3 minutes)", packages.join(" and ")));
    let apt = || {
        let mut command = run::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::run(apt().args(["update", "--quiet"]))?;
    run::run(apt().args(["install", "-y", "--quiet", "--no-install-recommends"]).args(packages)).with_context(
        || format!("the browser is missing; try `sudo apt-get install -y {}`", packages.join(" ")),
    )
}
