//! One browser for one test, spoken to in plain blocking calls.

use crate::engine::{Engine, capabilities};
use serde_json::{Value, json};
use std::cell::Cell;
use std::sync::{Condvar, LazyLock, Mutex};
use std::time::Duration;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::common::print::PrintParameters;
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{ElementId, SessionId, WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};

pub(crate) use crate::engine::{Feature, Setup, env, is_chromium, lacks};

/// A browser. Starting one costs more than most tests, so a test that went well leaves its browser to the next one;
/// those that are left at the end are ended by the driver.
pub(crate) struct Session {
    runtime: Runtime,
    // Taken out only when the session ends.
    driver: Option<WebDriver>,
    setup: Setup,
    /// A test has set it up further, in ways that only it knows.
    bent: Cell<bool>,
}

impl Session {
    /// The browser that the last test has left at this place, if it is set up so, else a new one.
    pub(crate) fn start(place: &mut Place, setup: Setup) -> Self {
        if let Some(session) = place.idle.take_if(|idle| idle.setup == setup && !setup.alone) {
            return session;
        }
        // Most drivers serve one browser: that of another setup ends first.
        place.idle = None;
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let opening = async { WebDriver::new(&place.url, capabilities(setup)).await };
        let driver = runtime.block_on(opening).expect("the driver opens a browser");
        // Longest wait for a script; generous, because it only delays failures.
        let patience = driver.set_script_timeout(Duration::from_secs(120));
        runtime.block_on(patience).expect("the driver takes a timeout");
        let session = Self { runtime, driver: Some(driver), setup, bent: Cell::new(false) };
        match Engine::here() {
            Engine::Chromium if setup.dark => {
                let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
                session.devtools("Emulation.setEmulatedMedia", json!({ "features": dark }));
                session.bent.set(false);
            }
            // The others are told by an argument.
            Engine::WebKit => session.wait(session.driver().set_window_rect(0, 0, 1280, 1000)),
            Engine::Chromium | Engine::Firefox => {}
        }
        session
    }

    /// Makes it ready for the next test. Storage needs nothing: each test has an origin of its own.
    pub(crate) fn leave(self, place: &mut Place) {
        if self.bent.get() || self.setup.alone {
            return;
        }
        self.wait(self.driver().delete_all_cookies());
        self.wait(self.driver().enter_default_frame());
        self.go("about:blank");
        place.idle = Some(self);
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

    /// By the driver, never by a script's `history.back()`: when the page goes away below a script, a driver may run the
    /// script once more, and the visitor is a page too far back.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.wait(self.driver().back());
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
        if Engine::here() != Engine::WebKit {
            return self.wait(element.click());
        }
        // Its own click takes a text box in a shadow root for covered: by its inner part. A pointer does not ask, and so
        // lands elsewhere where the page moves between the look and the press; a visitor would press again.
        for _ in 0..5 {
            self.point_at_rest(element);
            let pointer = self.driver().action_chain_with_delay(None, Some(Duration::ZERO));
            self.wait(pointer.move_to_element_center(element).click().perform());
            let reference = element.to_json().expect("a reference to an element");
            let missed = self.driver().execute(
                "const [at] = arguments; return at.hit === false || (at.clicked === false && at.isConnected)",
                vec![reference],
            );
            // What the press has taken away cannot have been missed.
            if !self.runtime.block_on(missed).is_ok_and(|answer| answer.json() == &Value::Bool(true)) {
                return;
            }
        }
        panic!("the page moves away from under the pointer");
    }

    /// Waits until an element no longer moves: what was scrolled to for the last key may still be on its way. It then notes
    /// whether the next press hits it, and becomes a click: a page that moves while the button is down takes that away.
    #[track_caller]
    fn point_at_rest(&self, element: &WebElement) {
        self.later(
            "const [at, done] = arguments;
             let before = '';
             const look = () => {
                 at.scrollIntoView({ block: 'center' });
                 const { left, top } = at.getBoundingClientRect();
                 const now = `${left} ${top}`;
                 if (now !== before) {
                     before = now;
                     return requestAnimationFrame(() => requestAnimationFrame(look));
                 }
                 at.hit = at.clicked = undefined;
                 const view = at.ownerDocument.defaultView;
                 const note = (event) => {
                     at.hit = event.composedPath().includes(at);
                     if (at.hit) at.clicked = false;
                 };
                 const click = (event) => { at.clicked = event.composedPath().includes(at); };
                 view.addEventListener('pointerdown', note, { capture: true, once: true });
                 view.addEventListener('click', click, { capture: true, once: true });
                 done();
             };
             look();",
            vec![element.to_json().expect("a reference to an element")],
        );
    }

    /// Takes the pointer off whatever a click has left it over.
    #[track_caller]
    pub(crate) fn point_away(&self) {
        self.wait(self.driver().action_chain().move_to(2, 2).perform());
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
        self.bent.set(true);
        self.wait(self.driver().cdp().send_raw(method, parameters))
    }

    /// The page as paper: a PDF in base64.
    #[track_caller]
    pub(crate) fn paper(&self) -> String {
        self.wait(self.driver().print_page_base64(PrintParameters::default()))
    }

    /// The picture of an element, as a PNG; all of it, if the window is as large.
    #[track_caller]
    pub(crate) fn picture(&self, element: &WebElement) -> Vec<u8> {
        self.wait(element.screenshot_as_png())
    }

    /// Makes the window so large, with what the browser has around the page. The next test has it as it was.
    #[track_caller]
    pub(crate) fn enlarge(&self, width: u32, height: u32) {
        self.bent.set(true);
        self.wait(self.driver().set_window_rect(0, 0, width, height));
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

/// A place at a driver, which tests that run at the same time take one of. Chromium's driver serves several browsers,
/// the others' serve one, so there are several of those; on a large machine there would be dozens without a limit.
pub(crate) struct Place {
    url: String,
    idle: Option<Session>,
}

static FREE: LazyLock<Mutex<Vec<Place>>> = LazyLock::new(|| {
    let drivers: Vec<String> = env("WEBDRIVER_URL").split_whitespace().map(str::to_owned).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let each = if is_chromium() { cores.min(4) } else { 1 };
    let urls = drivers.into_iter().flat_map(|url| std::iter::repeat_n(url, each));
    Mutex::new(urls.map(|url| Place { url, idle: None }).collect())
});
static LEFT: Condvar = Condvar::new();

thread_local! {
    /// Whether this test has a page open.
    static TAKEN: Cell<bool> = const { Cell::new(false) };
}

impl Place {
    /// Waits for a free one; best is one whose browser is set up already, or has none.
    ///
    /// # Panics
    ///
    /// When the test has a page already: with one browser it would wait for itself for ever.
    #[track_caller]
    pub(crate) fn take(setup: Setup) -> Self {
        assert!(
            !TAKEN.replace(true),
            "a test has one page at a time: drop the first before opening the second"
        );
        let free = FREE.lock().expect("no thread panics with it");
        let mut free = LEFT.wait_while(free, |free| free.is_empty()).expect("no thread panics with it");
        let rank = |place: &Place| match &place.idle {
            Some(idle) if idle.setup == setup => 0,
            None => 1,
            Some(_) => 2,
        };
        let best = (0..free.len()).min_by_key(|at| rank(&free[*at])).expect("there is one");
        free.swap_remove(best)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let place = Self { url: std::mem::take(&mut self.url), idle: self.idle.take() };
        FREE.lock().expect("no thread panics with it").push(place);
        LEFT.notify_one();
        TAKEN.set(false);
    }
}
