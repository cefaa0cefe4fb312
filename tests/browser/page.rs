//! A page with the widget in it, as a visitor and as a host's script meet it.

use crate::session::{Place, Session, Setup};
use crate::site::Site;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::thread::{panicking, sleep};
use std::time::{Duration, Instant};
use thirtyfour::WebElement;

/// Longest wait for anything. Generous, because it only delays failures.
const PATIENCE: Duration = Duration::from_secs(60);

/// The WebDriver codes of keys that are not characters.
pub(crate) mod key {
    pub(crate) const ENTER: char = '\u{E007}';
    pub(crate) const TAB: char = '\u{E004}';
    pub(crate) const SHIFT: char = '\u{E008}';
    pub(crate) const CONTROL: char = '\u{E009}';
    pub(crate) const ESCAPE: char = '\u{E00C}';
    pub(crate) const BACKSPACE: char = '\u{E003}';
    pub(crate) const LEFT: char = '\u{E012}';
    pub(crate) const RIGHT: char = '\u{E014}';
}

/// What each script may use: the element, its shadow root, `$`, `$$` and `button` within it, and the arguments.
const PRELUDE: &str = "
    const el = document.querySelector(arguments[0]), root = el?.shadowRoot, args = arguments[1];
    const $ = (query) => root.querySelector(query), $$ = (query) => [...root.querySelectorAll(query)];
    const named = (element) => element.getAttribute('aria-label') ?? element.textContent.trim();
    const isExample = () => !!$('.headline:is(.is-example, .is-mixed)');
    const button = (name) => $$('button, summary').find((button) => named(button).startsWith(name));
";

/// Where a page stands that a test has written.
pub(crate) const WRITTEN: &str = "/written.html";
/// The script as a host loads it.
pub(crate) const SCRIPT: &str = "<script type=\"module\" async src=\"/embed.js\"></script>";

/// The worker of the hosted page must not meet a later test, whose server may have the same port.
// A frame without an origin has nothing to forget, and may not even ask.
const FORGET: &str = "return location.protocol === 'http:' && origin !== 'null' && Promise.all([
    navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister()))),
    caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one)))),
]).then(() => true);";

pub(crate) struct Page {
    // Taken out only at the end.
    session: Option<Session>,
    pub(crate) site: Site,
    /// Which element of the page is looked at.
    element: RefCell<String>,
    place: Place,
}

/// The hosted page with all figures, which is what most tests look at; those of the start say so: `/?mode=assessment`.
fn hosted(path: &str) -> &str {
    if path == "/" { "/?mode=sheet" } else { path }
}

impl Page {
    /// Opens a page in a browser of its own and waits for the widget.
    #[track_caller]
    pub(crate) fn open(path: &str) -> Self {
        Self::open_in(path, Setup::default())
    }

    #[track_caller]
    pub(crate) fn open_in(path: &str, setup: Setup) -> Self {
        let page = Self::load(path, setup);
        page.until_ready();
        page
    }

    /// Opens the hosted page 320 px wide: in a frame, because windows do not get so narrow.
    #[track_caller]
    pub(crate) fn open_narrow() -> Self {
        let page = Self::load("/pages/narrow.html", Setup::default());
        page.session().enter_frame(page.element("document.getElementById('frame')"));
        page.until_ready();
        assert_eq!(page.eval("innerWidth"), 320);
        page
    }

    /// Opens a page as wide as that, in a frame: windows do not get so narrow.
    #[track_caller]
    pub(crate) fn open_at(path: &str, width: u32) -> Self {
        let page = Self::load("/pages/phone.html", Setup::default());
        page.eval_with(
            "((frame) => { frame.width = args[1]; frame.src = args[0]; })(document.getElementById('frame'))",
            serde_json::json!([hosted(path), width]),
        );
        page.until(
            "the page is there",
            "((frame) => frame.contentWindow.location.href !== 'about:blank' && frame.contentDocument.readyState === 'complete')(document.getElementById('frame'))",
        );
        page.session().enter_frame(page.element("document.getElementById('frame')"));
        page.until_ready();
        page
    }

    /// Opens a page without waiting for more than its document.
    #[track_caller]
    pub(crate) fn load(path: &str, setup: Setup) -> Self {
        Self::load_from(Site::start, hosted(path), setup)
    }

    /// Opens a page of a site of another kind.
    #[track_caller]
    pub(crate) fn load_from(site: impl FnOnce() -> Site, path: &str, setup: Setup) -> Self {
        let mut place = Place::take(setup);
        let (site, session) = (site(), Session::start(&mut place, setup));
        // A page on this machine's disk has no site.
        session.go(&if path.starts_with("file:") { path.to_owned() } else { site.url(path) });
        let element = RefCell::new("comarketing-roi".to_owned());
        Self { session: Some(session), site, element, place }
    }

    /// Opens a page that is written for the test: what stands in its head, and what in its body.
    #[track_caller]
    pub(crate) fn written(head: &str, body: &str) -> Self {
        Self::written_with("", &Self::html(head, body))
    }

    /// A page of a test as text.
    pub(crate) fn html(head: &str, body: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>A host</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
        )
    }

    /// Opens a page that is written for the test as a whole, with headers of its own.
    #[track_caller]
    pub(crate) fn written_with(headers: &str, html: &str) -> Self {
        let page = Self::load("/pages/probe.js", Setup::default());
        page.site.put_with(WRITTEN, headers, html.to_owned());
        page.session().go(&page.site.url(WRITTEN));
        page
    }

    pub(crate) fn session(&self) -> &Session {
        self.session.as_ref().expect("the test has not ended")
    }

    /// Looks at another element from here on.
    pub(crate) fn look_at(&self, selector: &str) -> &Self {
        selector.clone_into(&mut self.element.borrow_mut());
        self
    }

    #[track_caller]
    pub(crate) fn until_ready(&self) {
        self.until("the widget is ready", "el?.state === 'ready'");
    }

    fn arguments(&self, arguments: Value) -> Vec<Value> {
        vec![json!(*self.element.borrow()), arguments]
    }

    /// The value of an expression of JavaScript.
    #[track_caller]
    pub(crate) fn eval(&self, expression: &str) -> Value {
        self.eval_with(expression, json!([]))
    }

    /// The value of an expression of JavaScript over `args`.
    #[track_caller]
    pub(crate) fn eval_with(&self, expression: &str, args: Value) -> Value {
        self.session().script(&format!("{PRELUDE} return ({expression});"), self.arguments(args))
    }

    #[track_caller]
    pub(crate) fn text(&self, expression: &str) -> String {
        match self.eval(expression) {
            Value::String(text) => text,
            other => panic!("`{expression}` is {other}, not text"),
        }
    }

    #[track_caller]
    pub(crate) fn is(&self, expression: &str) -> bool {
        self.eval(&format!("Boolean({expression})")) == json!(true)
    }

    /// Waits until an expression holds: on a condition, never for a time.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, expression: &str) {
        let begun = Instant::now();
        while !self.is(expression) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited in vain until {what}: `{expression}`; {}",
                self.situation()
            );
            sleep(Duration::from_millis(10));
        }
    }

    /// Where a wait ended: what a failure has to tell to be understood without being seen again.
    fn situation(&self) -> Value {
        self.eval(
            "({ at: location.href, entries: history.length, page: document.readyState, visibility: document.visibilityState, state: el?.state,
                events: window.probe?.events.map(({ type, detail }) => [type, detail?.code]).slice(-8),
                errors: window.probe?.errors.slice(-4) })",
        )
    }

    /// Does something, and again every now and then, until an expression holds.
    #[track_caller]
    pub(crate) fn until_after(&self, what: &str, expression: &str, mut work: impl FnMut()) {
        let begun = Instant::now();
        while !self.is(expression) {
            assert!(
                begun.elapsed() < PATIENCE,
                "waited without success until {what}: `{expression}`; {}",
                self.situation()
            );
            work();
            sleep(Duration::from_millis(200));
        }
    }

    /// Waits until an expression has a value.
    #[track_caller]
    pub(crate) fn until_it_is(&self, what: &str, expression: &str, wanted: &Value) {
        let begun = Instant::now();
        loop {
            let found = self.eval(expression);
            if found == *wanted {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{what}: `{expression}` is {found}, and not {wanted}");
            sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    pub(crate) fn element(&self, expression: &str) -> WebElement {
        self.session().element(&format!("{PRELUDE} return ({expression});"), self.arguments(json!([])))
    }

    /// Scrolls what an expression finds into the middle, out of the way of what sticks to an edge, and clicks it.
    #[track_caller]
    fn click_on(&self, expression: &str) {
        let scrolled = format!("((at) => (at.scrollIntoView({{ block: 'center' }}), at))({expression})");
        self.session().click(&self.element(&scrolled));
    }

    /// Clicks what a selector finds in the widget.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        self.click_on(&format!("$({})", json!(selector)));
    }

    /// Takes another way through the plan; out of a call leads a button of its own.
    #[track_caller]
    pub(crate) fn takes(&self, mode: &str) {
        if self.is("$('#leave-button')?.checkVisibility()") {
            self.click("#leave-button");
            self.until("the call is left", "!$('.frame.in-call')");
        }
        // It may be where the call was entered from.
        if !self.is(&format!("$('#mode-{mode}').ariaCurrent === 'true'")) {
            self.click(&format!("#mode-{mode}"));
        }
    }

    /// Clicks what a selector finds in the host's page.
    #[track_caller]
    pub(crate) fn click_outside(&self, selector: &str) {
        self.click_on(&format!("document.querySelector({})", json!(selector)));
    }

    /// Clicks the button whose name begins so; one of the menu, once that is unfolded.
    #[track_caller]
    pub(crate) fn press(&self, name: &str) {
        let button = format!("button({})", json!(name));
        if self.is(&format!("{button}?.closest('.menuwrap[hidden]')")) {
            self.click("#menu-button");
            self.until("the menu unfolds", "!$('.menuwrap').hidden");
        }
        self.click_on(&button);
    }

    /// Clicks the button whose name begins so, where there is one.
    #[track_caller]
    pub(crate) fn press_if_there(&self, name: &str) {
        if self.is(&format!("button({})", json!(name))) {
            self.press(name);
        }
    }

    /// Puts the focus into a field by a click.
    #[track_caller]
    pub(crate) fn enter(&self, id: &str) {
        self.click(&format!("#{id}"));
        assert_eq!(self.active(), id, "the clicked field has the focus");
    }

    /// Replaces what stands in a field, by keys; the focus stays in it.
    #[track_caller]
    pub(crate) fn write(&self, id: &str, text: &str) {
        self.enter(id);
        self.eval("root.activeElement.select()");
        if text.is_empty() {
            self.session().keys(&key::BACKSPACE.to_string());
        } else {
            self.session().keys(text);
        }
        assert_eq!(self.value(id), text, "what was typed into {id}");
    }

    /// Replaces what stands in a field and leaves it.
    #[track_caller]
    pub(crate) fn fill(&self, id: &str, text: &str) {
        self.write(id, text);
        self.session().keys(&key::TAB.to_string());
    }

    /// The id of the control that has the focus.
    #[track_caller]
    pub(crate) fn active(&self) -> String {
        self.text("root.activeElement?.id ?? ''")
    }

    /// Waits for the focus: the widget moves it once it has drawn what has changed.
    #[track_caller]
    pub(crate) fn until_active(&self, id: &str) {
        self.until(&format!("{id} has the focus"), &format!("root.activeElement?.id === '{id}'"));
    }

    #[track_caller]
    pub(crate) fn value(&self, id: &str) -> String {
        self.text(&format!("$('#{id}').value"))
    }

    /// The message at a field; empty where there is none to be seen.
    #[track_caller]
    pub(crate) fn error(&self, id: &str) -> String {
        self.text(&format!("$('#{id}-error').innerText.trim()"))
    }

    /// A figure of the total, as the host's script reads it.
    #[track_caller]
    pub(crate) fn total(&self, metric: &str) -> Option<f64> {
        self.eval(&format!("el.report.total.metrics.{metric}.value")).as_f64()
    }

    /// The text of a figure on screen.
    #[track_caller]
    pub(crate) fn figure(&self, id: &str) -> String {
        self.text(&format!("$('#{id} .value').innerText"))
    }

    /// The events of a type since the page was opened.
    #[track_caller]
    pub(crate) fn events(&self, kind: &str) -> Vec<Value> {
        let all = self.eval(&format!("probe.events.filter((event) => event.type === '{kind}')"));
        all.as_array().expect("a list").clone()
    }

    /// Unfolds every field of the tiers.
    #[track_caller]
    pub(crate) fn more_detail(&self) {
        self.press("More detail");
        self.until("the fields unfold", "button('More detail').ariaExpanded === 'true'");
    }

    /// Empties the form.
    #[track_caller]
    pub(crate) fn clear(&self) {
        self.press("Clear all numbers");
        self.until("the form is empty", "$('#mdfSpent-0').value === ''");
    }
}

/// Whatever a test looks at, nothing may go wrong beside it.
impl Drop for Page {
    fn drop(&mut self) {
        if panicking() {
            return;
        }
        // What is opened without its server, or from a disk, has no probe.
        let errors = self.eval("globalThis.probe?.errors ?? []");
        if let Some(session) = self.session.take() {
            session.script(FORGET, vec![]);
            session.leave(&mut self.place);
        }
        assert_eq!(errors, json!([]), "errors in the page");
    }
}
