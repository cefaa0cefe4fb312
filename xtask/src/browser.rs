//! A browser together with a driver that fits it.

use crate::browser_paths::{self, Kind};
use crate::{apt, display, install, paths, run, tools, versions};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// What the browser tests are run with.
pub(crate) struct Browser {
    pub(crate) kind: Kind,
    pub(crate) binary: PathBuf,
    pub(crate) driver: PathBuf,
}

/// An engine that the tests may be run in, or why this machine has none.
pub(crate) enum Engine {
    Here(Browser),
    Absent(String),
}

/// Asks for one browser: chromium, edge, firefox or webkit.
const CHOICE: &str = "COMARKETING_ROI_BROWSER";

/// The browser that the tests cannot do without: one of the Chromium family, unless another is asked for.
pub(crate) fn required() -> Result<Engine> {
    let choice = std::env::var(CHOICE).ok();
    let wanted = match choice.as_deref() {
        None => vec![Kind::Chromium, Kind::Edge],
        Some(choice) => match Kind::ALL.into_iter().find(|kind| kind.name() == choice) {
            Some(Kind::Firefox) => return insisted(firefox()?),
            Some(Kind::WebKit) => return insisted(webkit()?),
            Some(kind) => vec![kind],
            None => bail!("{CHOICE} is `{choice}`: it may be chromium, edge, firefox or webkit"),
        },
    };
    chromium(&wanted).map(Engine::Here)
}

fn insisted(engine: Engine) -> Result<Engine> {
    match engine {
        Engine::Absent(reason) => bail!("{reason}"),
        here @ Engine::Here(_) => Ok(here),
    }
}

fn chromium(wanted: &[Kind]) -> Result<Browser> {
    // A pair that is there needs nothing.
    if let Some(browser) = wanted.iter().find_map(|kind| paired(*kind)) {
        return Ok(browser);
    }
    let mut reasons = Vec::new();
    for kind in wanted {
        if let Some(binary) = browser_paths::browsers(*kind).into_iter().next() {
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
        bail!("no browser was found for the tests: install Chromium, Chrome or Edge");
    }
    bail!("{}", reasons.join("; "))
}

pub(crate) fn firefox() -> Result<Engine> {
    // Debian's name for it; on Ubuntu the package installs something else, and this one is not there.
    const PACKAGES: [&str; 1] = ["firefox-esr"];
    if browser_paths::browsers(Kind::Firefox).is_empty() {
        if let Some(reason) = apt::refuses(&PACKAGES)? {
            return Ok(Engine::Absent(format!("Firefox is not installed, and {reason}")));
        }
        apt::install_with_recommended(&PACKAGES)?;
    }
    if let Some(browser) = paired(Kind::Firefox) {
        return Ok(Engine::Here(browser));
    }
    let binary =
        browser_paths::browsers(Kind::Firefox).into_iter().next().context("Firefox was not installed")?;
    Ok(Engine::Here(Browser { kind: Kind::Firefox, binary, driver: tools::geckodriver()? }))
}

pub(crate) fn webkit() -> Result<Engine> {
    // Its driver brings the browser; the others are a screen that nobody looks at and the bus that GTK asks for.
    const PACKAGES: [&str; 3] = ["webkit2gtk-driver", "xvfb", "dbus-x11"];
    if !cfg!(target_os = "linux") {
        return Ok(Engine::Absent("WebKitGTK is there for Linux only".to_owned()));
    }
    let here = || paired(Kind::WebKit).filter(|_| paths::on_path(display::SERVER).is_some());
    if let Some(browser) = here() {
        return Ok(Engine::Here(browser));
    }
    if let Some(reason) = apt::refuses(&PACKAGES)? {
        let reason = format!("WebKitWebDriver, MiniBrowser and Xvfb are not all installed, and {reason}");
        return Ok(Engine::Absent(reason));
    }
    apt::install_with_recommended(&PACKAGES)?;
    here().map(Engine::Here).context("WebKitWebDriver, MiniBrowser and Xvfb are not all where they should be")
}

/// A browser and a driver that are both there and fit.
fn paired(kind: Kind) -> Option<Browser> {
    browser_paths::browsers(kind).into_iter().find_map(|binary| {
        let driver = browser_paths::drivers(kind).into_iter().find(|driver| fits(kind, driver, &binary))?;
        Some(Browser { kind, binary, driver })
    })
}

/// Drivers of the Chromium family refuse any other major version; geckodriver takes them all, and that of WebKit,
/// which does not tell its version, comes with its browser.
fn fits(kind: Kind, driver: &Path, binary: &Path) -> bool {
    let major = || browser_paths::major(driver);
    match kind {
        Kind::Chromium | Kind::Edge => major().is_some() && major() == browser_paths::major(binary),
        Kind::Firefox => major().is_some(),
        Kind::WebKit => true,
    }
}

fn bring_driver(kind: Kind, binary: &Path) -> Result<PathBuf> {
    match kind {
        Kind::Firefox | Kind::WebKit => bail!("{} brings its own driver", kind.name()),
        Kind::Edge => bail!(
            "Edge is there without a msedgedriver of its version: put Microsoft's WebDriver for it on PATH"
        ),
        Kind::Chromium => {
            if of_the_distribution(binary) && apt::can_install() {
                apt::install(&["chromium-driver"])?;
                if let Some(browser) = paired(kind) {
                    return Ok(browser.driver);
                }
            }
            let major = browser_paths::major(binary)
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
        |home| place(home).and_then(|driver| browser_paths::major(&driver)) == Some(major),
        |home| {
            run::say(format!("chromedriver {major}: fetching it (seconds)"));
            let npx = paths::on_path("npx").context("npx is missing: install Node.js 20 or newer")?;
            let package = format!("@puppeteer/browsers@{}", versions::PUPPETEER_BROWSERS);
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
    if !apt::can_install() {
        bail!(
            "no browser was found for the tests: install Chromium and its driver (on Debian or Ubuntu: \
             `sudo apt-get install -y chromium chromium-driver`), or Chrome or Edge"
        );
    }
    apt::install(&["chromium", "chromium-driver"])
}

fn of_the_distribution(binary: &Path) -> bool {
    binary.starts_with("/usr/bin") && binary.file_name().is_some_and(|name| name == "chromium")
}
