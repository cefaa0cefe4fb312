//! One browser for one test, spoken to in plain blocking calls.

use serde_json::{Value, json};
use std::sync::{Condvar, Mutex};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{Capabilities, ElementId, SessionId, WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};

/// A variable that `cargo xtask test` sets. Without it there is nothing to test with, which is no success.
#[track_caller]
pub(crate) fn env(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => value,
        _ => panic!("{name} is not set: run `cargo xtask test browser`, which brings browser and driver"),
    }
}

/// Whether the browser speaks the DevTools protocol.
pub(crate) fn is_chromium() -> bool {
    env("BROWSER") != "firefox"
}

/// How the person has set up the browser.
#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) struct Setup {
    /// The system is dark.
    pub(crate) dark: bool,
}

/// A browser. Starting one costs more than most tests, so a test that went well leaves its browser to the next one;
/// those that are left at the end are ended by the driver.
pub(crate) struct Session {
    runtime: Runtime,
    // Taken out only when the session ends.
    driver: Option<WebDriver>,
}

static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

impl Session {
    pub(crate) fn start(setup: Setup) -> Self {
        if setup == Setup::default()
            && let Some(session) = IDLE.lock().expect("no thread panics with it").pop()
        {
            return session;
        }
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let opening = async { WebDriver::new(env("WEBDRIVER_URL"), capabilities(setup)).await };
        let driver = runtime.block_on(opening).expect("the driver opens a browser");
        let session = Self { runtime, driver: Some(driver) };
        if setup.dark && is_chromium() {
            let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
            session.devtools("Emulation.setEmulatedMedia", json!({ "features": dark }));
        }
        session
    }

    /// Makes it ready for the next test. Storage needs nothing: each test has an origin of its own.
    pub(crate) fn leave(self) {
        self.wait(self.driver().delete_all_cookies());
        self.go("about:blank");
        IDLE.lock().expect("no thread panics with it").push(self);
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the session has not ended")
    }

    /// Does one thing and waits for it.
    #[track_caller]
    fn wait<T>(&self, work: impl Future<Output = thirtyfour::error::WebDriverResult<T>>) -> T {
        match self.runtime.block_on(work) {
            Ok(answer) => answer,
            Err(error) => panic!("the browser refuses: {error}"),
        }
    }

    #[track_caller]
    pub(crate) fn go(&self, url: &str) {
        self.wait(self.driver().goto(url));
    }

    #[track_caller]
    pub(crate) fn reload(&self) {
        self.wait(self.driver().refresh());
    }

    /// Closes the page for good, which leaving it is not: browsers keep a page that one may go back to.
    #[track_caller]
    pub(crate) fn close_tab(&self) {
        self.wait(async {
            let next = self.driver().new_tab().await?;
            self.driver().close_window().await?;
            self.driver().switch_to_window(next).await
        });
    }

    #[track_caller]
    fn run(&self, script: &str, arguments: Vec<Value>) -> ScriptRet {
        self.wait(self.driver().execute(script, arguments))
    }

    /// The answer of a function body.
    #[track_caller]
    pub(crate) fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.run(script, arguments).json().clone()
    }

    /// The answer of a function body that calls its last argument when it is done.
    #[track_caller]
    pub(crate) fn later(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.wait(self.driver().execute_async(script, arguments)).json().clone()
    }

    #[track_caller]
    pub(crate) fn element(&self, script: &str, arguments: Vec<Value>) -> WebElement {
        match self.run(script, arguments).element() {
            Ok(element) => element,
            Err(error) => panic!("no element: {error}"),
        }
    }

    #[track_caller]
    pub(crate) fn click(&self, element: &WebElement) {
        self.wait(element.click());
    }

    #[track_caller]
    pub(crate) fn enter_frame(&self, frame: WebElement) {
        self.wait(frame.enter_frame());
    }

    /// Back to the page around the frame.
    #[track_caller]
    pub(crate) fn leave_frame(&self) {
        self.wait(self.driver().enter_default_frame());
    }

    /// Presses keys, one after the other, on whatever has the focus.
    #[track_caller]
    pub(crate) fn keys(&self, text: &str) {
        self.wait(self.driver().action_chain().send_keys(text).perform());
    }

    /// Holds `held`, presses `key`, and lets go.
    #[track_caller]
    pub(crate) fn chord(&self, held: &[char], key: char) {
        let mut chain = self.driver().action_chain();
        for modifier in held {
            chain = chain.key_down(*modifier);
        }
        chain = chain.send_keys(key);
        for modifier in held {
            chain = chain.key_up(*modifier);
        }
        self.wait(chain.perform());
    }

    /// The name that the browser tells assistive technology.
    #[track_caller]
    pub(crate) fn accessible_name(&self, element: &WebElement) -> String {
        let answer = self.wait(self.driver().cmd(ComputedLabel(element.element_id())));
        answer.value().expect("a name is text")
    }

    /// A command of the DevTools protocol, for the Chromium family only.
    #[track_caller]
    pub(crate) fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.wait(self.driver().cdp().send_raw(method, parameters))
    }

    #[track_caller]
    pub(crate) fn cookies(&self) -> usize {
        self.wait(self.driver().get_all_cookies()).len()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // A browser that is gone already needs no end; the test has failed at the call before.
            let _ = self.runtime.block_on(driver.quit());
        }
    }
}

/// `Get Computed Label` of WebDriver, which thirtyfour does not have.
#[derive(Debug)]
struct ComputedLabel(ElementId);

impl FormatRequestData for ComputedLabel {
    fn format_request(&self, session: &SessionId) -> RequestData {
        // The default method is GET.
        RequestData::new(Default::default(), format!("session/{session}/element/{}/computedlabel", self.0))
    }
}

fn capabilities(setup: Setup) -> Capabilities {
    let binary = env("BROWSER_BINARY");
    let (name, key, options) = match env("BROWSER").as_str() {
        "firefox" => {
            let mut preferences = json!({ "intl.accept_languages": "en-US" });
            if setup.dark {
                preferences["layout.css.prefers-color-scheme.content-override"] = json!(0);
            }
            let options = json!({ "binary": binary, "args": ["-headless", "-width", "1280", "-height", "1000"],
                "prefs": preferences });
            ("firefox", "moz:firefoxOptions", options)
        }
        family => {
            let options = json!({ "binary": binary, "args": chromium_arguments() });
            let edge = family == "edge";
            (
                if edge { "MicrosoftEdge" } else { "chrome" },
                if edge { "ms:edgeOptions" } else { "goog:chromeOptions" },
                options,
            )
        }
    };
    let all = [("browserName".to_owned(), json!(name)), (key.to_owned(), options)];
    serde_json::Map::from_iter(all).into()
}

fn chromium_arguments() -> Vec<&'static str> {
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
    arguments
}

fn is_root() -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    cfg!(unix) && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// A place among the tests that run at the same time: on a large machine they would open dozens of browsers.
pub(crate) struct Place;

static TAKEN: Mutex<usize> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();

impl Place {
    pub(crate) fn take() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // geckodriver serves one browser.
        let most = if is_chromium() { cores.min(4) } else { 1 };
        let taken = TAKEN.lock().expect("no thread panics with it");
        *LEFT.wait_while(taken, |taken| *taken >= most).expect("no thread panics with it") += 1;
        Self
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *TAKEN.lock().expect("no thread panics with it") -= 1;
        LEFT.notify_one();
    }
}
