//! The engines that the tests run in: how each is opened, and what it cannot do.

use serde_json::{Value, json};
use std::io::Write;
use thirtyfour::Capabilities;

/// A variable that `cargo xtask test` sets. Without it there is nothing to test with, which is no success.
#[track_caller]
pub(crate) fn env(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => value,
        _ => panic!("{name} is not set: run `cargo xtask test browser`, which brings browser and driver"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// That of this run.
    pub(crate) fn here() -> Self {
        match env("BROWSER").as_str() {
            "firefox" => Self::Firefox,
            "webkit" => Self::WebKit,
            _ => Self::Chromium,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

/// Whether the browser speaks the DevTools protocol.
pub(crate) fn is_chromium() -> bool {
    Engine::here() == Engine::Chromium
}

/// What a test may stand on that not every engine has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Feature {
    /// The DevTools protocol.
    DevTools,
    /// A PDF of the page, by the driver.
    Paper,
    /// A measure of what jumps while a page is drawn.
    LayoutShift,
    /// A `fetch` that takes what the page has preloaded for one.
    Preload,
}

impl Feature {
    fn missing(self, engine: Engine) -> Option<&'static str> {
        match (self, engine) {
            (_, Engine::Chromium) | (Self::Paper | Self::Preload, Engine::Firefox) => None,
            (Self::DevTools, _) => Some("its driver does not speak the DevTools protocol"),
            (Self::Paper, Engine::WebKit) => Some("its driver cannot print"),
            (Self::Preload, Engine::WebKit) => {
                Some("it never gives a fetch what a page has preloaded, whatever the attributes")
            }
            (Self::LayoutShift, _) => Some("it does not measure layout shifts"),
        }
    }
}

/// Whether this engine lacks what a test stands on. Such a test returns at once, and has not passed: the line written
/// here makes `cargo xtask test` count it as ignored. It goes past the test harness, which would keep it to itself.
#[must_use]
pub(crate) fn lacks(feature: Feature) -> bool {
    let engine = Engine::here();
    feature.missing(engine).is_some_and(|reason| {
        not_staged(reason);
        true
    })
}

/// Says that this test cannot be staged here, and why.
pub(crate) fn not_staged(reason: &str) {
    let engine = Engine::here();
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let line = format!("not staged in {}: {test}: {reason}\n", engine.name());
    std::io::stdout().lock().write_all(line.as_bytes()).expect("somebody reads");
}

/// How the person has set up the browser.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(crate) struct Setup {
    /// The system is dark.
    pub(crate) dark: bool,
    /// The browser was started for this test and is used by no other. WebKit's driver keeps what all pages store in one
    /// memory and, after a dozen tests, loses the files of a store whose name it still knows.
    pub(crate) alone: bool,
}

/// What the driver is asked for.
pub(crate) fn capabilities(setup: Setup) -> Capabilities {
    let (name, key, options) = match Engine::here() {
        Engine::Firefox => ("firefox", "moz:firefoxOptions", firefox(setup)),
        Engine::WebKit => ("MiniBrowser", "webkitgtk:browserOptions", webkit(setup)),
        Engine::Chromium if env("BROWSER") == "edge" => ("MicrosoftEdge", "ms:edgeOptions", chromium()),
        Engine::Chromium => ("chrome", "goog:chromeOptions", chromium()),
    };
    let mut options = options;
    options["binary"] = json!(env("BROWSER_BINARY"));
    let all = [("browserName".to_owned(), json!(name)), (key.to_owned(), options)];
    serde_json::Map::from_iter(all).into()
}

fn firefox(setup: Setup) -> Value {
    let mut preferences = json!({ "intl.accept_languages": "en-US" });
    if setup.dark {
        preferences["layout.css.prefers-color-scheme.content-override"] = json!(0);
    }
    json!({ "args": ["-headless", "-width", "1280", "-height", "1000"], "prefs": preferences })
}

fn webkit(setup: Setup) -> Value {
    let mut arguments = vec!["--automation"];
    if setup.dark {
        arguments.push("--dark-mode");
    }
    json!({ "args": arguments })
}

fn chromium() -> Value {
    let mut arguments = vec![
        "--headless=new",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1280,1000",
    ];
    // It refuses to run for root with its sandbox on, and nobody else should be without.
    if is_root() {
        arguments.push("--no-sandbox");
    }
    json!({ "args": arguments })
}

fn is_root() -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    cfg!(unix) && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
