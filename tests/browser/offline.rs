//! Without a connection: the hosted page that was opened once, and the single file.

use crate::page::Page;
use crate::session::{Setup, env};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

const ALONE: Setup = Setup { dark: false, alone: true };

/// Opens the hosted page in a browser that has stored nothing yet.
#[track_caller]
fn open() -> Page {
    Page::open_in("/", ALONE)
}

/// Waits until the hosted page's worker has all that it keeps, and names it.
pub(crate) fn kept(page: &Page) -> Vec<String> {
    let names = page.session().later(
        "const done = arguments[arguments.length - 1];
         (async () => {
             const { scope } = await navigator.serviceWorker.ready;
             const [store, ...others] = await caches.keys();
             if (others.length) throw new Error(`kept twice: ${others}`);
             if (!store) return [];
             const files = await (await caches.open(store)).keys();
             return files.map(({ url }) => url.slice(scope.length).split('?')[0]);
         })().then(done, (error) => done(`${error}`));",
        vec![],
    );
    let names = names.as_array().unwrap_or_else(|| panic!("{names}"));
    names.iter().map(|name| name.as_str().expect("a name").to_owned()).collect()
}

/// Waits until as many files are kept as that.
#[track_caller]
fn until_kept(page: &Page, count: usize) {
    let begun = Instant::now();
    loop {
        let there = kept(page).len();
        if there == count {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{there} files are kept, and not {count}");
    }
}

/// Opens the hosted page, and again once its worker serves it; with the number of files that are kept.
#[track_caller]
fn open_served() -> (Page, usize) {
    let page = open();
    let files = kept(&page).len();
    start_again_until(&page, "the worker serves the page", "navigator.serviceWorker.controller");
    until_kept(&page, files);
    (page, files)
}

/// What a visitor does: types, reads why, and changes the language.
fn is_usable(page: &Page) {
    page.fill("mdfSpent-0", "250000");
    page.until("the figures follow", "el.report?.total.metrics.roi.value > 0");
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    page.press("Close");
    page.eval("(el.setAttribute('locale', 'de'), 0)");
    page.until("it is German", "$('.root').lang === 'de' && $('.root').innerText.includes('Stufe')");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(250_000));
}

#[test]
fn the_hosted_page_opens_without_its_server() {
    let page = open();
    let kept = kept(&page);
    let late = ["panels", "shared", "campaigns"].map(|part| format!("comarketing-roi_{part}.wasm"));
    for name in ["index.html", "embed.js", "text/de.js", "commands.js"]
        .into_iter()
        .chain(late.iter().map(String::as_str))
    {
        assert!(kept.iter().any(|file| file == name), "{name} is not kept: {kept:?}");
    }
    page.site.end();
    start_again(&page);
    is_usable(&page);
    // A link of the page's has a query, and the worker knows the page with it.
    page.session().go(&page.site.url("/?mode=call"));
    page.until_ready();
}

/// Closes the page and opens it anew.
fn start_again(page: &Page) {
    page.session().close_tab();
    page.session().go(&page.site.url("/?mode=sheet"));
    page.until_ready();
}

/// Closes the page and opens it anew until something holds of it. A browser notices in its own time that a page is gone,
/// and a start before that is none: the old page is still there beside the new one.
fn start_again_until(page: &Page, what: &str, expression: &str) {
    let begun = Instant::now();
    loop {
        start_again(page);
        if page.is(expression) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "started again in vain until {what}");
    }
}

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(&env("DIST_DIR")).join(name)).expect("a file of the site")
}

fn hash(page: &Page, text: &str) -> String {
    let hashed = page.session().later(
        "const done = arguments[arguments.length - 1];
         crypto.subtle.digest('SHA-384', new TextEncoder().encode(arguments[0]))
             .then((bytes) => done(btoa(String.fromCharCode(...new Uint8Array(bytes)))));",
        vec![json!(text)],
    );
    hashed.as_str().expect("a hash").to_owned()
}

/// A release with another style: the style, and a worker that knows it by its hash.
struct Release {
    style: String,
    worker: String,
}

impl Release {
    fn make(page: &Page) -> Self {
        let style = read("page.css") + "\nh1 { letter-spacing: 7px; }\n";
        let (before, after) = (hash(page, &read("page.css")), hash(page, &style));
        let worker = read("sw.js");
        assert_eq!(worker.matches(&before).count(), 1, "the worker knows the style by its hash");
        Self { style, worker: worker.replace(&before, &after) }
    }

    /// Serves it. The worker comes last, as in any release: a browser looks for one whenever it likes, and what it names
    /// must be there.
    fn serve(self, page: &Page) {
        page.site.put("/page.css", self.style);
        page.site.put("/sw.js", self.worker);
    }
}

const SPACING: &str = "getComputedStyle(document.querySelector('h1')).letterSpacing";

#[test]
fn a_new_release_is_there_at_the_next_start_and_not_before() {
    let (page, files) = open_served();
    let release = Release::make(&page);
    // From here on: the browser may look for a new worker by itself before it is told to.
    let before = page.site.requests().len();
    release.serve(&page);
    let waits = page.session().later(
        "const done = arguments[arguments.length - 1];
         navigator.serviceWorker.getRegistration().then(async (registration) => {
             await registration.update();
             const next = registration.installing ?? registration.waiting;
             if (!next) return done('no new worker');
             const look = () => next.state === 'installing' ? 0 : done([next.state, registration.waiting === next]);
             next.addEventListener('statechange', look);
             look();
         }).catch((error) => done(`${error}`));",
        vec![],
    );
    assert_eq!(waits, json!(["installed", true]), "it waits while the page is open");
    let mut asked = page.site.requests().split_off(before);
    // The page is asked for at each start and each release: an operator may have changed it.
    asked.retain(|path| path != "/index.html");
    asked.sort();
    asked.dedup();
    assert_eq!(asked, ["/page.css", "/sw.js"], "what did not change is not fetched again");
    // By the page itself: Firefox's driver reloads past the worker.
    page.eval("(window.before = true, setTimeout(() => location.reload()))");
    page.until("the page is loaded again", "!window.before && el?.state === 'ready'");
    assert!(page.is("navigator.serviceWorker.controller"));
    assert_eq!(page.text(SPACING), "normal", "nothing changes under a visitor's hands");
    start_again_until(&page, "the new release is there", &format!("{SPACING} === '7px'"));
    // What is no longer used is dropped.
    until_kept(&page, files);
}

#[test]
fn what_a_browser_has_dropped_is_kept_again_at_the_next_start() {
    let (page, files) = open_served();
    let dropped = page.session().later(
        "const done = arguments[arguments.length - 1];
         caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one)))).then(done);",
        vec![],
    );
    assert_eq!(dropped, json!([true]));
    start_again(&page);
    until_kept(&page, files);
    page.site.end();
    start_again(&page);
    is_usable(&page);
}

/// An operator lists origins in the page, or a network adds to it: it is kept as it is served.
#[test]
fn a_page_that_its_operator_has_edited_opens_without_its_server() {
    let page = Page::open_in("/pages/plain.html", ALONE);
    let edited = |origin: &str| {
        let meta = format!("<meta name=\"cmroi-allowed-origins\" content=\"{origin}\">");
        read("index.html").replacen("</head>", &format!("{meta}</head>"), 1)
    };
    let serve = |origin: &str| {
        for path in ["/", "/index.html"] {
            page.site.put(path, edited(origin));
        }
    };
    serve("https://one.example");
    page.session().go(&page.site.url("/?mode=sheet"));
    page.until_ready();
    kept(&page);
    page.until("the footer says so", "document.getElementById('kept').checkVisibility()");
    // Edited again within the release: the next start but one has it.
    serve("https://two.example");
    let listed = "document.querySelector('meta[name=cmroi-allowed-origins]').content";
    start_again_until(&page, "the list is the new one", &format!("{listed} === 'https://two.example'"));
    page.site.end();
    start_again(&page);
    assert_eq!(page.text(listed), "https://two.example");
    is_usable(&page);
}

#[test]
fn a_file_that_was_changed_on_its_way_promises_nothing() {
    let page = Page::open("/pages/plain.html");
    page.site.put("/page.css", read("page.css") + "/* by an optimiser */");
    page.session().go(&page.site.url("/?mode=sheet"));
    page.until_ready();
    page.until("the console says so", "probe.warnings.some((text) => text.includes('without a connection'))");
    assert!(page.is("!document.getElementById('kept').checkVisibility()"), "nothing is promised");
    let all = page.session().later(
        "const done = arguments[arguments.length - 1];
         navigator.serviceWorker.getRegistrations().then((all) => done(all.filter(({ active }) => active).length));",
        vec![],
    );
    assert_eq!(all, json!(0));
}

#[test]
fn nothing_is_installed_where_another_page_frames_ours() {
    let page = Page::open_narrow();
    page.fill("mdfSpent-0", "250000");
    let all = page.session().later(
        "const done = arguments[arguments.length - 1];
         navigator.serviceWorker.getRegistrations().then((all) => done(all.length));",
        vec![],
    );
    assert_eq!(all, json!(0));
    assert!(!page.site.requests().iter().any(|path| path == "/sw.js"));
}

#[test]
fn the_single_file_works_from_a_disk_and_asks_for_nothing() {
    let file = Path::new(&env("DIST_DIR")).join("comarketing-roi.html");
    let page = Page::open(&format!("file://{}", file.display()));
    assert_eq!(page.text("document.title"), "Co-marketing ROI");
    page.takes("sheet");
    is_usable(&page);
    page.eval("(el.setAttribute('locale', 'en'), 0)");
    page.until("it is English again", "$('.root').lang === 'en'");
    page.eval(
        "(window.links = [], el.addEventListener('cmroi-share', (event) => links.push(event.detail.url)), 0)",
    );
    page.press("Save or share");
    page.press("Copy a link");
    page.until("the link is in the address", "links.length === 1 && location.href === links[0]");
    page.session().reload();
    page.until_ready();
    page.until("and brings the figures back", "el.plan?.tiers[0].mdfSpent === 250000");
    assert_eq!(page.eval("performance.getEntriesByType('resource').map((entry) => entry.name)"), json!([]));
    assert!(page.site.requests().is_empty());
    let policy = page.text("document.querySelector('meta[http-equiv]').content");
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("connect-src"), "{policy}");
    assert!(page.is("!document.querySelector('footer').innerText.includes('keeps the files')"));
}
