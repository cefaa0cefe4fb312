//! Pages that forbid, break or bend things, and what the widget asks of the network.

use crate::engine::Engine;
use crate::offline::kept;
use crate::page::Page;
use crate::session::{Feature, Setup, lacks};
use serde_json::{Value, json};

/// The children are what a visitor sees, and the host hears why.
#[track_caller]
fn shows_the_children(page: &Page, code: &str) {
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'error')");
    let events = page.events("error");
    assert_eq!(events.len(), 1);
    let detail = &events[0]["detail"];
    assert_eq!([&detail["code"], &detail["phase"]], [&json!(code), &json!("load")]);
    assert!(detail["hint"].as_str().is_some_and(|hint| hint.len() > 20), "the hint helps: {detail}");
    assert_eq!(page.text("el.state"), "error");
    assert!(page.is(
        "el.querySelector('p').checkVisibility() && el.querySelector('p').getBoundingClientRect().height > 10"
    ));
    assert_eq!(page.text("el.innerText"), "Estimate the return of a joint campaign.");
    let rejected = page.session().later(
        "const done = arguments[arguments.length - 1];
         document.querySelector('comarketing-roi').ready.then(() => done('ready'), (error) => done(error.code));",
        vec![],
    );
    assert_eq!(rejected, code, "whoever waits learns the same");
    assert!(page.is("el.plan === null && el.report === null"));
}

#[test]
fn the_strictest_policy_that_allows_it_is_kept() {
    let page = Page::open("/pages/csp-ok.html");
    page.fill("mdfSpent-0", "abc");
    page.press("Add a tier");
    page.click("#why-0-total-roi-button");
    page.until("everything is drawn", "$('#why-0-total-roi') && $$('.tier').length === 4");
    assert_eq!(page.eval("probe.violations"), json!([]));
    assert!(page.is("$('[style], style') === null"), "no style that a policy would refuse");
}

#[test]
fn a_policy_without_wasm_leaves_the_children_and_loads_nothing() {
    let page = Page::load("/pages/csp-strict.html", Setup::default());
    shows_the_children(&page, "csp_wasm_blocked");
    assert_eq!(page.site.requests(), ["/pages/csp-strict.html", "/embed.js"]);
}

#[test]
fn a_missing_file_leaves_the_children() {
    let page = Page::load("/pages/missing-wasm.html", Setup::default());
    shows_the_children(&page, "wasm_fetch_failed");
    let tries = page.site.requests().iter().filter(|path| path.ends_with(".wasm")).count();
    assert_eq!(tries, 2, "one retry");
}

#[test]
fn a_module_that_was_changed_on_its_way_is_not_run() {
    let page = Page::load("/pages/tampered.html", Setup::default());
    shows_the_children(&page, "wasm_integrity");
}

#[test]
fn a_panel_whose_module_was_changed_says_so_and_the_figures_stay() {
    // Changed before anything of the page's is loaded: one that was whole would be counted with the others.
    let page = Page::load("/pages/probe.js", Setup::default());
    page.site.put("/comarketing-roi_panels.wasm", "another module".to_owned());
    page.session().go(&page.site.url("/pages/plain.html"));
    page.until_ready();
    let tries = || page.site.requests().iter().filter(|path| path.ends_with("_panels.wasm")).count();
    page.click("#why-0-total-roi-button");
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'error')");
    assert_eq!(page.events("error")[0]["detail"]["phase"], "panel");
    page.until(
        "the visitor is told",
        "$('.explanation [data-panel]')?.innerText.startsWith('This part did not load.')",
    );
    // By itself, for print, it may have been asked for before, and at the touch; each time once more past the cache.
    // What print has asked for at the touch may still be on its way.
    let begun = std::time::Instant::now();
    while tries() % 2 != 0 {
        assert!(begun.elapsed().as_secs() < 20, "one retry each, past the cache: {}", tries());
    }
    assert!(
        (2..=6).contains(&tries()),
        "for print at rest, for print at the touch, for the panel: {}",
        tries()
    );
    page.fill("mdfSpent-0", "250000");
    assert_eq!(page.eval("el.report.total.metrics.roi.value !== null"), json!(true));
}

/// What a style sheet of the host's could spoil, at the places that would show it.
const LOOKS: &str = "Object.fromEntries(['.title', '#mdfSpent-0', '.box', '.headline button', '.headline .meaning',
    '.tiers-table td', '#add-tier'].map((query) => {
        const style = getComputedStyle($(query)), box = $(query).getBoundingClientRect();
        const names = ['fontSize', 'fontFamily', 'fontWeight', 'letterSpacing', 'wordSpacing', 'lineHeight', 'textTransform',
            'textIndent', 'textAlign', 'color', 'backgroundColor', 'float', 'display', 'marginTop', 'paddingLeft', 'borderTopWidth'];
        return [query, [...names.map((name) => `${name}: ${style[name]}`), `size: ${box.width} x ${box.height}`]];
    }))";

#[test]
fn a_style_sheet_that_reaches_for_everything_changes_nothing() {
    let page = Page::open("/pages/plain.html");
    // The hostile page takes the margin from the body, and has no settings.
    page.eval(
        "(document.body.style.margin = 0, el.removeAttribute('locale'), el.removeAttribute('currency'))",
    );
    // The plan says so first, and the page is drawn a moment later.
    page.until("the settings are gone", "el.plan.currency === 'USD' && $('.box .unit').innerText === '$'");
    let plain = page.eval(LOOKS);
    page.session().go(&page.site.url("/pages/hostile-css.html"));
    page.until_ready();
    let hostile = page.eval(LOOKS);
    for (query, style) in plain.as_object().expect("styles") {
        assert_eq!(&hostile[query], style, "{query}");
    }
}

fn sorted(mut requests: Vec<String>) -> Vec<String> {
    // Browsers look at an app's manifest and icon on their own, some of them always and others never.
    requests.retain(|path| path != "/manifest.webmanifest" && !path.starts_with("/icon"));
    requests.sort();
    requests
}

/// What draws panels comes once the page has come to rest, for the browser's own print command.
const LATE: [&str; 3] = ["/comarketing-roi_panels.wasm", "/comarketing-roi_shared.wasm", "/print.js"];

#[test]
fn a_hosts_page_asks_for_three_files_of_ours_and_its_language() {
    let page = Page::open("/pages/plain.html");
    let mut requests = sorted(page.site.requests());
    requests.retain(|path| path != "/pages/plain.html" && !LATE.contains(&path.as_str()));
    // The page is British, and so are its words.
    let ours = ["/comarketing-roi.js", "/comarketing-roi_bg.wasm", "/embed.js", "/text/en-GB.js"];
    assert_eq!(requests, ours);
}

#[test]
fn the_hosted_page_asks_for_its_files_and_then_for_nothing() {
    // Its own sheet is for what stands around the element.
    const FILES: [&str; 7] = [
        "/?mode=sheet",
        "/comarketing-roi.js",
        "/comarketing-roi_bg.wasm",
        "/embed.js",
        "/page.css",
        "/page.js",
        "/settings.js",
    ];
    let page = Page::open("/");
    let first = page.site.requests();
    let late = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/print.js'))";
    page.until("the second module is there", late);
    let kept = kept(&page);
    // Then the worker comes, and fetches each file that it keeps: those of before again, because this server forbids
    // the browser's cache, and the others once.
    let mut expected: Vec<String> =
        FILES.iter().chain(&LATE).chain(&["/offline.js", "/sw.js"]).map(|path| (*path).to_owned()).collect();
    expected.extend(kept.iter().map(|name| format!("/{name}")));
    // This engine fetches for itself what the page has preloaded.
    if Engine::here() == Engine::WebKit {
        expected.push("/comarketing-roi_bg.wasm".to_owned());
    }
    assert_eq!(sorted(page.site.requests()), sorted(expected.clone()));
    for path in FILES {
        assert!(first.iter().any(|asked| asked == path), "{path} is asked for before the page can be used");
    }
    // A visit with everything in it.
    page.fill("mdfSpent-0", "250000");
    page.fill("winRate-0", "abc");
    page.fill("winRate-0", "30");
    page.press("Add a tier");
    page.press("Undo");
    page.more_detail();
    page.press("Show all metrics");
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    page.press("Close");
    page.clear();
    page.until(
        "the host would have heard",
        "probe.events.at(-1)?.detail.plan?.tiers[0].mdfSpent === undefined",
    );
    // Nothing else, whatever is typed.
    assert_eq!(sorted(page.site.requests()), sorted(expected));
    // What went elsewhere would not be in our record.
    let elsewhere =
        "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin))";
    assert_eq!(page.eval(&format!("{elsewhere}.map((entry) => entry.name)")), json!([]));
    assert_eq!(page.eval("probe.violations"), json!([]), "nor did its policy have to stop anything");
}

#[test]
fn nothing_is_kept_on_the_visitors_machine() {
    let page = Page::open("/");
    page.fill("mdfSpent-0", "250000");
    page.until("the change is through", "probe.events.some((event) => event.type === 'change')");
    assert_eq!(page.session().cookies(), 0);
    assert_eq!(page.eval("[localStorage.length, sessionStorage.length, document.cookie]"), json!([0, 0, ""]));
    // But for the files of the program, none of which knows what was typed.
    let files = kept(&page);
    assert!(files.iter().all(|name| page.site.is_file(name)), "{files:?}");
    let kept = page.session().later(
        "const done = arguments[arguments.length - 1];
         Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])
             .then((lists) => done(lists.map((list) => list.length)));",
        vec![],
    );
    assert_eq!(kept, json!([0, 1, 1]));
}

#[test]
fn nothing_of_ours_is_kept_beside_a_hosts_page() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "250000");
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    let kept = page.session().later(
        "const done = arguments[arguments.length - 1];
         Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()])
             .then((lists) => done(lists.map((list) => list.length)));",
        vec![],
    );
    assert_eq!(kept, json!([0, 0, 0]));
}

/// How far things have jumped, once the page has been drawn.
fn shift(page: &Page) -> f64 {
    let frames = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(done));";
    page.session().later(frames, vec![]);
    assert!(page.is("PerformanceObserver.supportedEntryTypes.includes('layout-shift')"), "it is measured");
    page.eval("probe.shift").as_f64().expect("a number")
}

#[test]
fn nothing_jumps_on_the_hosted_page() {
    if lacks(Feature::LayoutShift) {
        return;
    }
    let shift = shift(&Page::open("/"));
    assert!(shift < 0.02, "layout shift {shift}");
}

#[test]
fn nothing_jumps_where_the_host_keeps_the_height_free() {
    if lacks(Feature::LayoutShift) {
        return;
    }
    let shift = shift(&Page::open("/pages/reserved.html"));
    assert!(shift < 0.02, "layout shift {shift}");
}

#[test]
fn results_keep_their_place_while_figures_change() {
    let page = Page::open("/");
    let places =
        "['.headline', '.metrics', '.tiers-table'].map((query) => $(query).getBoundingClientRect().top)";
    page.enter("mdfSpent-0");
    let before: Value = page.eval(places);
    page.eval("root.activeElement.select()");
    for key in ["1", "8", "8", "0", "0", "0"] {
        page.session().keys(key);
    }
    assert_eq!(page.eval(places), before);
}
