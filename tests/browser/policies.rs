//! The policies that docs/embed.md gives a host, word for word, and hosts that forbid or lack something.

use crate::page::Page;
use crate::session::Setup;
use crate::site::{ISOLATED, Site};
use serde_json::json;

const DOCS: &str = include_str!("../../docs/embed.md");

/// The policy in the row of docs/embed.md that begins so.
#[track_caller]
fn documented(row: &str) -> &'static str {
    let line = DOCS.lines().find(|line| line.starts_with(&format!("| {row} |"))).expect("a row of the docs");
    line.split('`').nth(1).expect("a policy in the row")
}

/// A host's page with one widget. The policy comes after the probe, which is no host's.
fn host(policy: &str, script: &str, element: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<title>A host</title>\n{script}\n</head>\n\
         <body>\n<comarketing-roi mode=\"sheet\" loading=\"eager\" {element}>\n\
         <p>Estimate the return of a joint campaign.</p>\n</comarketing-roi>\n</body>\n</html>\n"
    )
}

/// Opens a page that is written for the test.
#[track_caller]
fn open(html: &str) -> Page {
    let page = Page::load("/pages/probe.js", Setup::default());
    page.site.put("/written.html", html.to_owned());
    page.session().go(&page.site.url("/written.html"));
    page
}

/// A visit: typing, a panel, a chart. Nothing of it breaks a policy.
#[track_caller]
fn works(page: &Page) {
    page.until_ready();
    page.fill("mdfSpent-0", "4321");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 4321);
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    assert_eq!(page.eval("probe.violations"), json!([]));
}

const OWN: &str = "<script type=\"module\" async src=\"/embed.js\"></script>";

#[test]
fn files_on_the_hosts_own_server() {
    works(&open(&host(
        &format!("default-src 'none'; img-src data:; {}", documented("files on your own server")),
        OWN,
        "",
    )));
}

#[test]
fn files_on_a_cdn() {
    let cdn = Site::start();
    let origin = cdn.url("");
    let policy = documented("files on a CDN").replace("https://cdn.example.com", &origin);
    let script = format!(
        "<script type=\"module\" async src=\"{origin}/embed.js\" crossorigin=\"anonymous\"></script>"
    );
    let page = open(&host(&format!("default-src 'none'; img-src data:; {policy}"), &script, "locale=\"de\""));
    works(&page);
    assert_eq!(page.text("$('.root').lang"), "de", "words come from there, too");
    let own = page.site.requests();
    assert_eq!(own, ["/written.html"], "nothing of ours is asked of the host");
}

#[test]
fn a_cdn_that_the_policy_lets_scripts_from_and_nothing_else() {
    let cdn = Site::start();
    let origin = cdn.url("");
    let script = format!(
        "<script type=\"module\" async src=\"{origin}/embed.js\" crossorigin=\"anonymous\"></script>"
    );
    let policy = format!("default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src 'self'");
    let page = open(&host(&policy, &script, ""));
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'error')");
    let detail = &page.events("error")[0]["detail"];
    assert_eq!(detail["code"], "wasm_fetch_failed");
    assert!(detail["hint"].as_str().is_some_and(|hint| hint.contains("connect-src")), "{detail}");
    assert!(page.is("el.querySelector('p').checkVisibility()"));
    // The browser says of its own accord what it has blocked.
    page.eval("(probe.errors.length = 0)");
}

#[test]
fn a_nonce_and_strict_dynamic() {
    let policy = "default-src 'none'; img-src data:; script-src 'nonce-c2VjcmV0' 'strict-dynamic' 'wasm-unsafe-eval'; \
                  connect-src 'self'; require-trusted-types-for 'script'";
    works(&open(&host(
        policy,
        "<script type=\"module\" async nonce=\"c2VjcmV0\" src=\"/embed.js\"></script>",
        "",
    )));
}

#[test]
fn a_page_that_is_isolated_from_other_origins() {
    let cdn = Site::start();
    let origin = cdn.url("");
    let script = format!(
        "<script type=\"module\" async src=\"{origin}/embed.js\" crossorigin=\"anonymous\"></script>"
    );
    let page = Page::load("/pages/probe.js", Setup::default());
    page.site.put(ISOLATED, host("img-src data:", &script, ""));
    page.session().go(&page.site.url(ISOLATED));
    works(&page);
    assert!(page.is("crossOriginIsolated"), "the page is what the test takes it for");
}

#[test]
fn a_server_that_does_not_know_wasm() {
    let script = "<script type=\"module\" async src=\"/untyped/embed.js\"></script>";
    let page = open(&host("img-src data:", script, ""));
    works(&page);
    assert_eq!(page.eval("[probe.errors, probe.warnings]"), json!([[], []]), "which is nothing to speak of");
}

#[test]
fn a_browser_without_web_assembly() {
    let script = format!("<script>delete globalThis.WebAssembly;</script>{OWN}");
    let page = open(&host("img-src data:", &script, ""));
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'error')");
    assert_eq!(page.events("error")[0]["detail"]["code"], "wasm_unsupported");
    assert!(page.is("el.querySelector('p').checkVisibility()"));
}

#[test]
fn a_browser_that_cannot_tell_what_is_in_view() {
    let script = format!("<script>delete globalThis.IntersectionObserver;</script>{OWN}");
    works(&open(&host("img-src data:", &script, "loading=\"lazy\"")));
}

/// Asks for the figures to be kept, and hears why they are not.
#[track_caller]
fn keeps_nothing(page: &Page) {
    page.until_ready();
    page.press("Save or share");
    page.press("Keep on this device");
    page.until("the visitor is told", "$('.notice').textContent.includes('does not let')");
    page.until("and the host", "probe.events.some((event) => event.detail.code === 'storage_unavailable')");
    page.fill("mdfSpent-0", "4321");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 4321, "and the calculator goes on");
}

#[test]
fn a_device_that_is_full() {
    let script = format!(
        "<script>Storage.prototype.setItem = () => {{ throw new DOMException('full', 'QuotaExceededError'); }};</script>{OWN}"
    );
    keeps_nothing(&open(&host("img-src data:", &script, "persist=\"local\"")));
}

#[test]
fn a_frame_without_an_origin_of_its_own() {
    let page = Page::load("/pages/probe.js", Setup::default());
    page.site.put("/inner.html", host("img-src data:", OWN, "persist=\"local\""));
    let outer = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<link rel=\"icon\" href=\"data:,\">\n\
                 <title>A sandbox</title>\n</head>\n<body>\n<iframe id=\"frame\" title=\"Calculator\" sandbox=\"allow-scripts\" \
                 width=\"1100\" height=\"900\" src=\"/inner.html\"></iframe>\n</body>\n</html>\n";
    page.site.put("/written.html", outer.to_owned());
    page.session().go(&page.site.url("/written.html"));
    page.session().enter_frame(page.element("document.getElementById('frame')"));
    keeps_nothing(&page);
}

/// Notes errors of the element where the probe may not run.
const NOTES: &str = "<script>window.told = []; document.addEventListener('cmroi-error', ({ detail }) => told.push(detail));</script>";
const BODY: &str = "<comarketing-roi mode=\"sheet\" loading=\"eager\" locale=\"de\">\
                    <p>Estimate the return of a joint campaign.</p></comarketing-roi>";

/// Opens a page that lets no script run without its hash; with or without the map of docs/embed.md.
#[track_caller]
fn hashed(mapped: bool) -> Page {
    let page = Page::load("/pages/probe.js", Setup::default());
    let names: Vec<String> = ["embed", "comarketing-roi", "panels", "keep", "host", "text/de"]
        .map(|name| format!("/{name}.js"))
        .to_vec();
    let hashes = page.session().later(
        "const [names, done] = arguments;
         Promise.all(names.map(async (name) => {
             const bytes = await (await fetch(name)).arrayBuffer();
             const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
             return [name, `sha384-${btoa(String.fromCharCode(...hash))}`];
         })).then((all) => done(Object.fromEntries(all)));",
        vec![json!(names)],
    );
    let map = if mapped {
        format!("<script type=\"importmap\">{}</script>", json!({ "integrity": hashes }))
    } else {
        String::new()
    };
    let embed = hashes["/embed.js"].as_str().expect("a hash");
    let script = format!(
        "<script type=\"module\" async src=\"/embed.js\" integrity=\"{embed}\" crossorigin=\"anonymous\"></script>"
    );
    let html = Page::html(&format!("{NOTES}{map}{script}"), BODY);
    page.site.put_with("/hashed.html", "Integrity-Policy: blocked-destinations=(script)\r\n", html);
    page.session().go(&page.site.url("/hashed.html"));
    page.until("it is settled", "['ready', 'error'].includes(el?.state)");
    page
}

#[test]
fn a_policy_that_asks_for_every_hash() {
    let page = hashed(true);
    page.until_ready();
    page.until("it speaks German", "$('.root').lang === 'de'");
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    assert_eq!(page.eval("told"), json!([]));
}

#[test]
fn without_the_hashes_the_hint_says_where_they_belong() {
    let page = hashed(false);
    // The server's own script has no hash: where the browser does not know the policy, it has run.
    if page.is("globalThis.probe") {
        page.until_ready();
        return;
    }
    assert_eq!(page.text("told[0].code"), "wasm_fetch_failed");
    assert!(page.text("told[0].hint").contains("Integrity-Policy"));
    assert!(page.is("el.querySelector('p').checkVisibility()"));
}

#[test]
fn a_script_that_is_run_from_a_copy_says_why_it_finds_nothing() {
    let copy = "<script type=\"module\">
        const text = await (await fetch('/embed.js')).text();
        await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    </script>";
    let page = Page::written(copy, BODY);
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
    let detail = &page.events("error")[0]["detail"];
    assert_eq!(detail["code"], "wasm_fetch_failed");
    assert!(detail["message"].as_str().is_some_and(|text| text.contains("blob:")), "{detail}");
    assert!(page.is("el.querySelector('p').checkVisibility()"));
}

#[test]
fn a_script_that_has_lost_its_type_leaves_the_children() {
    let page = Page::written("<script async src=\"/embed.js\"></script>", BODY);
    page.until("the browser says why", "probe.errors.some((error) => error.includes('import.meta'))");
    assert!(page.is("el.querySelector('p').checkVisibility() && probe.events.length === 0"));
    page.eval("(probe.errors.length = 0)");
}
