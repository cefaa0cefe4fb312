//! The WebDrivers of a browser: started on free ports, ended with this value and all that they started.

use crate::browser::Browser;
use crate::browser_paths::Kind;
use crate::display::Display;
use crate::{http, paths, run};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(30);

/// As many as the tests can use at a time. In the order in which they end: drivers, displays, what browsers left.
pub(crate) struct Drivers {
    drivers: Vec<Driver>,
    _displays: Vec<Display>,
    _profiles: Scratch,
}

impl Drivers {
    pub(crate) fn start(browser: &Browser) -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // Those of the Chromium family serve several browsers, the others one.
        let count = if browser.kind.is_chromium() { 1 } else { cores.min(4) };
        let profiles = Scratch::make()?;
        let (mut drivers, mut displays) = (Vec::new(), Vec::new());
        for at in 0..count {
            // One each: two windows on one display would take the focus from each other.
            let display = if browser.kind == Kind::WebKit { Some(Display::start()?) } else { None };
            drivers.push(Driver::start(browser, at, display.as_ref(), &profiles)?);
            displays.extend(display);
        }
        Ok(Self { drivers, _displays: displays, _profiles: profiles })
    }

    /// Their addresses, with a blank between them.
    pub(crate) fn urls(&self) -> String {
        let urls: Vec<String> =
            self.drivers.iter().map(|driver| format!("http://127.0.0.1:{}", driver.port)).collect();
        urls.join(" ")
    }
}

struct Driver {
    process: run::Background,
    port: u16,
    has_shutdown: bool,
}

impl Driver {
    fn start(browser: &Browser, at: usize, display: Option<&Display>, profiles: &Scratch) -> Result<Self> {
        let port = http::free_port()?;
        let log = paths::target().join(format!("webdriver-{}-{at}.log", browser.kind.name()));
        let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = run::command(&browser.driver);
        command.arg(format!("--port={port}")).stdout(output.try_clone()?).stderr(output);
        if browser.kind == Kind::Firefox {
            command.arg("--profile-root").arg(&profiles.0);
        }
        if let Some(display) = display {
            // A person's own screen stays as it is, whichever way it is driven.
            command.env("DISPLAY", display.name()).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
            // Without a language WebKit speaks C, which groups no digits. The language need not be installed.
            command.env("LC_ALL", "en_US.UTF-8").env_remove("LANGUAGE");
        }
        let process = run::Background::start(&mut command)?;
        // The others have no such address and end their browser on the signal.
        let mut driver = Self { process, port, has_shutdown: browser.kind.is_chromium() };
        driver.wait_until_ready().with_context(|| format!("its log is {}", log.display()))?;
        Ok(driver)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && !run::interrupted() {
            if let Some(status) = self.process.ended()? {
                bail!("the WebDriver ended at once ({status})");
            }
            let ready = |text: &str| text.replace(' ', "").contains("\"ready\":true");
            if http::get(self.port, "/status").is_some_and(|(code, text)| code == 200 && ready(&text)) {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        bail!("the WebDriver did not answer on port {} within {} s", self.port, PATIENCE.as_secs())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked first, so that it closes the browsers it has opened; they are not in its process group.
        if self.has_shutdown && http::get(self.port, "/shutdown").is_some() {
            self.process.ends_within(Duration::from_secs(5));
        }
    }
}

/// A folder for what browsers write, which those that are ended by a signal leave behind.
struct Scratch(PathBuf);

impl Scratch {
    fn make() -> Result<Self> {
        let folder = paths::target().join(format!("profiles-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot write {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed lies in the build folder, where it harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
