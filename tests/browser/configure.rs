//! The configurator: what is set is seen, and what is copied works.

use crate::access::violations;
use crate::page::Page;
use crate::session::{Feature, Setup, env, lacks};
use serde_json::json;

pub(crate) fn open() -> Page {
    let page = Page::open("/configure.html");
    page.until("the lines are there", "document.getElementById('code').value.includes('integrity')");
    page
}

/// Changes a control as a person does, by its own events.
#[track_caller]
pub(crate) fn set(page: &Page, id: &str, value: &str) {
    page.eval_with(
        "((control) => {
            if (control.type === 'checkbox' || control.type === 'radio') return control.click();
            control.value = args[1];
            for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
        })(document.getElementById(args[0]))",
        json!([id, value]),
    );
}

/// The lines to copy.
#[track_caller]
pub(crate) fn code(page: &Page) -> String {
    page.text("document.getElementById('code').value")
}

#[track_caller]
fn lines(page: &Page, id: &str) -> Vec<String> {
    let all = format!("[...document.querySelectorAll('#{id} li')].map((line) => line.textContent)");
    serde_json::from_value(page.eval(&all)).expect("texts")
}

/// Serves the lines as a page of a host's that has nothing else, and opens it.
#[track_caller]
fn open_copied(page: &Page) {
    let lines = code(page);
    page.site.put(
        "/made.html",
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>A host</title></head>\n<body>\n{lines}\n</body>\n</html>"
        ),
    );
    page.session().go(&page.site.url("/made.html"));
}

/// Settings of every kind, with what a careless writer of HTML would trip over.
#[track_caller]
pub(crate) fn set_much(page: &Page) {
    set(page, "mode", "sheet");
    set(page, "lock-mode", "");
    set(page, "locale", "de-CH");
    set(page, "currency", "CHF");
    set(page, "theme", "dark");
    set(page, "heading-level", "3");
    set(page, "color-accent", "#ffb000");
    set(page, "radius", "12px");
    set(page, "font-family", "\"</style>\", monospace");
    set(page, "cta-href", "https://partner.example/?a=1&b=\"2\"");
    set(page, "cta-label", "Talk <b>now</b> & \"here\"");
    let plan = json!({ "version": 1, "currency": "CHF", "tiers": [{ "name": "</script><script>alert(1)</script>", "mdfSpent": 1000, "leads": 40 }] });
    set(page, "plan", &plan.to_string());
}

/// Whether the widget is as [`set_much`] wants it.
#[track_caller]
pub(crate) fn obeys(page: &Page) {
    page.until("the plan is there", "el?.plan?.tiers[0].mdfSpent === 1000 && el.plan.currency === 'CHF'");
    let attributes =
        "['mode', 'lock-mode', 'locale', 'currency', 'theme', 'heading-level', 'cta-href', 'cta-label']
        .map((name) => el.getAttribute(name))";
    page.until_it_is(
        "the settings",
        attributes,
        &json!([
            "sheet",
            "",
            "de-CH",
            "CHF",
            "dark",
            "3",
            "https://partner.example/?a=1&b=\"2\"",
            "Talk <b>now</b> & \"here\""
        ]),
    );
    page.until("it is drawn", "$('.root').dataset.theme === 'dark'");
    page.until("the title has its level", "$('.title').localName === 'h3'");
    assert_eq!(page.text("el.plan.tiers[0].name"), "</script><script>alert(1)</script>");
    let style = "[getComputedStyle(el).getPropertyValue('--cmroi-color-accent').trim(), getComputedStyle($('.root')).fontFamily]";
    // A frame is told its colors after it has been drawn.
    page.until_it_is("the style of the host", style, &json!(["#ffb000", "\"</style>\", monospace"]));
}

/// The hash that a browser asks for, worked out in another one's way than the page's.
#[track_caller]
fn integrity(page: &Page, name: &str) -> String {
    let hash = "const [name, done] = arguments;
        fetch(`/${name}`).then((answer) => answer.arrayBuffer()).then((bytes) => crypto.subtle.digest('SHA-384', bytes))
            .then((digest) => new Response(new Blob([digest])).blob())
            .then((blob) => { const reader = new FileReader(); reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(blob); });";
    format!("sha384-{}", page.session().later(hash, vec![json!(name)]).as_str().expect("a hash"))
}

/// A file as the lines name it.
#[track_caller]
fn named(page: &Page, name: &str) -> String {
    format!(
        "{}{name}\" integrity=\"{}\" crossorigin=\"anonymous\">",
        page.site.url("/"),
        integrity(page, name)
    )
}

#[test]
fn untouched_it_writes_the_shortest_snippet() {
    let page = open();
    let base = page.site.url("/");
    assert_eq!(
        code(&page),
        format!(
            "<comarketing-roi>\n  <p>Estimate the return of a joint campaign. <a href=\"{base}\">Open the calculator</a></p>\n\
             </comarketing-roi>\n<link rel=\"modulepreload\" href=\"{}\n\
             <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" href=\"{}\n\
             <script type=\"module\" async src=\"{}</script>",
            named(&page, "comarketing-roi.js"),
            named(&page, "comarketing-roi_bg.wasm"),
            named(&page, "embed.js")
        )
    );
    let origin = page.site.url("");
    assert_eq!(
        lines(&page, "policy"),
        [format!("script-src {origin} 'wasm-unsafe-eval'"), format!("connect-src {origin}")]
    );
    assert!(lines(&page, "cautions")[0].contains("preload"), "what they cost is said");
    set(&page, "loading", "eager");
    assert_eq!(lines(&page, "cautions"), Vec::<String>::new());
    assert_eq!(page.eval("probe.violations"), json!([]), "under the strict policy of the hosted page");
    assert_eq!(page.eval("[localStorage.length, sessionStorage.length, location.hash]"), json!([0, 0, ""]));
}

#[test]
fn what_is_set_is_seen_and_the_copied_script_does_the_same() {
    let page = open();
    set_much(&page);
    obeys(&page);
    assert!(code(&page).len() > 700);
    assert!(!code(&page).contains("</script><script>alert"), "{}", code(&page));
    assert_eq!(lines(&page, "cautions").len(), 2, "the lines with preload, and the style element");
    assert_eq!(page.eval("probe.violations"), json!([]));
    open_copied(&page);
    page.until_ready();
    obeys(&page);
    assert_eq!(page.eval("probe.warnings"), json!([]));
}

#[test]
fn the_copied_frame_does_the_same() {
    let page = open();
    set_much(&page);
    set(&page, "way-frame", "");
    assert_eq!(lines(&page, "policy"), [format!("frame-src {}", page.site.url(""))]);
    assert!(lines(&page, "cautions")[0].contains("helper script"), "{:?}", lines(&page, "cautions"));
    assert!(code(&page).starts_with("<iframe ") && code(&page).lines().count() == 1, "{}", code(&page));
    set(&page, "helper", "");
    assert_eq!(lines(&page, "policy").len(), 2);
    open_copied(&page);
    page.until("the frame follows its content", "document.querySelector('iframe').clientHeight > 760");
    page.session().enter_frame(page.element("document.querySelector('iframe')"));
    page.until_ready();
    obeys(&page);
    assert_eq!(page.eval("probe.warnings"), json!([]));
    assert_eq!(page.eval("probe.violations"), json!([]));
}

#[test]
fn a_frame_without_a_script_carries_what_an_address_can() {
    let page = open();
    set_much(&page);
    for id in ["color-accent", "radius", "font-family"] {
        set(&page, id, "");
    }
    set(&page, "way-frame", "");
    assert_eq!(lines(&page, "cautions"), Vec::<String>::new());
    open_copied(&page);
    page.session().enter_frame(page.element("document.querySelector('iframe')"));
    page.until_ready();
    page.until("the plan is there", "el.plan?.tiers[0].mdfSpent === 1000");
    assert_eq!(page.text("el.getAttribute('cta-label')"), "Talk <b>now</b> & \"here\"");
    assert_eq!(page.eval("probe.warnings"), json!([]));
}

/// What a visitor finds: the way on screen, and what is offered of links and keeping.
const FOUND: &str = "[$('[id^=mode-][aria-current]').id, ...['keep', 'link'].map((deed) => !!$(`[data-do=${deed}]`) && getComputedStyle($(`[data-do=${deed}]`)).display !== 'none')]";

#[test]
fn the_copied_frame_is_what_the_preview_is_whatever_is_left_as_it_was() {
    let all = [
        ("", ""),
        ("mode", "campaign"),
        ("mode", "call"),
        ("mode", "sheet"),
        ("persist", "session"),
        ("persist", "local"),
        ("share", "none"),
        ("share", "hash"),
    ];
    let page = open();
    for helper in [false, true] {
        for (id, value) in all {
            page.session().go(&page.site.url("/configure.html"));
            page.until_ready();
            page.until("the lines are there", "document.getElementById('code').value.includes('integrity')");
            if !id.is_empty() {
                set(&page, id, value);
                page.until("the preview follows", &format!("el.getAttribute('{id}') === '{value}'"));
            }
            set(&page, "way-frame", "");
            if helper {
                set(&page, "helper", "");
            }
            page.until("it is drawn", "$('[id^=mode-][aria-current]') && $('[data-do=keep]')");
            let mode = page.text("el.getAttribute('mode') || 'assessment'");
            page.until("the way is on screen", &format!("$('#mode-{mode}').ariaCurrent === 'true'"));
            let preview = page.eval(FOUND);
            let what = format!("{id}={value}, helper {helper}");
            open_copied(&page);
            page.session().enter_frame(page.element("document.querySelector('iframe')"));
            page.until_ready();
            // A frame with a helper is told its settings after it is ready.
            page.until_it_is(&what, FOUND, &preview);
            page.session().leave_frame();
        }
    }
}

/// How often a file was asked for, whatever the query.
fn asked(page: &Page, name: &str) -> usize {
    page.site.requests().iter().filter(|path| path.split('?').next() == Some(name)).count()
}

/// What the calculator waits for.
const EARLY: [&str; 2] = ["/comarketing-roi.js", "/comarketing-roi_bg.wasm"];

/// Opens a page that has all but the script that runs the calculator, and then the whole page: what it names early is
/// fetched without the script, and with it once all the same.
#[track_caller]
fn is_fetched_early_and_once(page: &Page, html: &str) {
    if lacks(Feature::Preload) {
        return;
    }
    let script =
        html.lines().find(|line| line.contains("embed.js") && line.starts_with("<script")).expect("its line");
    let counts = || EARLY.map(|name| asked(page, name));
    let before = counts();
    page.site.put("/early.html", html.replace(script, ""));
    page.session().go(&page.site.url("/early.html"));
    let begun = std::time::Instant::now();
    while counts() != before.map(|count| count + 1) {
        assert!(begun.elapsed().as_secs() < 20, "the page alone fetches them: {:?}", page.site.requests());
    }
    page.site.put("/whole.html", html.to_owned());
    page.session().go(&page.site.url("/whole.html"));
    page.until_ready();
    page.until("it can be used", "el.report");
    assert_eq!(counts(), before.map(|count| count + 2), "once: {:?}", page.site.requests());
    assert_eq!(page.eval("[probe.warnings, probe.violations]"), json!([[], []]));
}

#[test]
fn what_the_lines_fetch_early_is_used_and_fetched_once() {
    let page = open();
    set(&page, "loading", "eager");
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>A host</title></head>\n<body>\n{}\n</body>\n</html>",
        code(&page)
    );
    is_fetched_early_and_once(&page, &html);
}

#[test]
fn what_the_hosted_page_fetches_early_is_used_and_fetched_once() {
    let page = Page::open("/pages/plain.html");
    let html =
        std::fs::read_to_string(std::path::Path::new(&env("DIST_DIR")).join("index.html")).expect("the page");
    assert_eq!(html.matches("preload\" href=").count(), 3, "the two, and the settings");
    // The worker fetches a copy of its own.
    let html: Vec<&str> = html.lines().filter(|line| !line.contains("offline.js")).collect();
    let html = html.join("\n");
    assert_eq!(html.matches(" integrity=\"sha384-").count(), 2);
    is_fetched_early_and_once(&page, &html);
}

#[test]
fn the_package_and_another_address_are_written() {
    let page = open();
    set(&page, "base", "https://cdn.example.com/comarketing-roi/1.0.0");
    assert!(code(&page).contains(" src=\"https://cdn.example.com/comarketing-roi/1.0.0/embed.js\""));
    assert!(
        code(&page).contains(&integrity(&page, "embed.js")),
        "the hash is that of this release, wherever it is"
    );
    assert_eq!(lines(&page, "policy")[1], "connect-src https://cdn.example.com");
    set(&page, "way-npm", "");
    set(&page, "reserve-height", "900");
    set(&page, "loading", "interaction");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        code(&page),
        format!(
            "<!-- npm install comarketing-roi@{version} -->\n<comarketing-roi loading=\"interaction\" reserve-height=\"900\">\n  \
             <p>Estimate the return of a joint campaign. <a href=\"https://cdn.example.com/comarketing-roi/1.0.0/\">Open the calculator</a></p>\n\
             </comarketing-roi>\n<script type=\"module\">\n  import 'comarketing-roi';\n</script>"
        )
    );
    assert_eq!(lines(&page, "policy"), ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"]);
    assert!(
        page.is("!el.hasAttribute('reserve-height') && el.getAttribute('loading') === 'eager'"),
        "not of the preview"
    );
}

#[test]
fn events_that_are_ticked_are_heard_by_the_copied_page() {
    let page = open();
    set(&page, "cmroi-ready", "");
    set(&page, "cmroi-lead", "");
    let listens = "for (const name of ['cmroi-lead', 'cmroi-ready']) {";
    set(&page, "way-frame", "");
    assert!(!code(&page).contains(listens), "an address alone hears nothing");
    assert!(lines(&page, "cautions")[0].contains("Events"), "{:?}", lines(&page, "cautions"));
    for way in ["way-script", "way-tag", "way-npm", "helper"] {
        if way == "helper" {
            set(&page, "way-frame", "");
        }
        set(&page, way, "");
        assert!(code(&page).contains(listens), "{way}: {}", code(&page));
    }
    // The probe keeps warnings; what is logged is kept here.
    let log = "<script>window.logged = []; console.log = (name) => window.logged.push(name);</script>";
    page.site.put(
        "/made.html",
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>A host</title>{log}</head>\n<body>\n{}\n</body>\n</html>",
            code(&page)
        ),
    );
    page.session().go(&page.site.url("/made.html"));
    page.until("it is heard", "window.logged.includes('cmroi-ready')");
}

#[test]
fn where_the_clipboard_is_denied_the_lines_are_selected() {
    let page = open();
    page.eval(
        "(Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('denied')) } }),
          document.execCommand = () => false, 0)",
    );
    page.eval("document.getElementById('copy').click()");
    page.until("it is said", "document.getElementById('status').textContent.includes('Ctrl+C')");
    assert_eq!(page.text("document.activeElement.id"), "code");
    let selected = "((code) => code.value.slice(code.selectionStart, code.selectionEnd))(document.getElementById('code'))";
    assert_eq!(page.text(selected), code(&page));
}

#[test]
fn the_lines_are_copied() {
    let page = open();
    page.eval(
        "(Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } }), 0)",
    );
    page.eval("document.getElementById('copy').click()");
    page.until("it is said", "document.getElementById('status').textContent === 'Lines copied.'");
    assert_eq!(page.text("window.copied"), code(&page));
}

/// Every control has a name of its own, and nothing scrolls sideways.
#[track_caller]
fn is_accessible(page: &Page) {
    set(page, "locale", "de_DE");
    set(page, "radius", "12px");
    set(page, "way-frame", "");
    let found = violations(page);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let wide = page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert!(wide[0].as_u64() <= wide[1].as_u64(), "scrolls sideways: {wide}");
}

#[test]
fn everyone_can_use_it_in_light() {
    is_accessible(&open());
}

#[test]
fn everyone_can_use_it_in_dark() {
    let page = Page::open_in("/configure.html", Setup { dark: true, ..Setup::default() });
    is_accessible(&page);
}

#[test]
fn everyone_can_use_it_on_a_phone() {
    let page = Page::load("/pages/plain.html", Setup::default());
    page.site.put(
        "/small.html",
        "<!doctype html><html lang=\"en\"><head><title>Small</title></head><body><iframe title=\"Small\" src=\"/configure.html\" width=\"320\" height=\"700\"></iframe></body></html>"
            .to_owned(),
    );
    page.session().go(&page.site.url("/small.html"));
    page.session().enter_frame(page.element("document.querySelector('iframe')"));
    page.until_ready();
    assert_eq!(page.eval("innerWidth"), 320);
    is_accessible(&page);
}

#[test]
fn it_asks_for_its_own_files_and_sends_nothing() {
    let page = open();
    set_much(&page);
    page.eval("document.getElementById('copy').click()");
    page.until("it is said", "document.getElementById('status').textContent");
    let elsewhere = "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin)).length";
    assert_eq!(page.eval(elsewhere), 0);
    let dist = std::path::PathBuf::from(env("DIST_DIR"));
    for request in page.site.requests() {
        assert!(dist.join(request.trim_start_matches('/')).is_file(), "{request} is no file of ours");
    }
    assert_eq!(page.eval("[localStorage.length, sessionStorage.length, document.cookie]"), json!([0, 0, ""]));
}
