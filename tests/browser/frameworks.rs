//! Sites that have installed the npm package and were built with it (`tests/npm/`): everything that the widget loads must
//! have come along.

use crate::page::Page;
use crate::session::{Setup, env};
use crate::site::Site;
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// Opens a page of a site, below the folder that its build has written.
fn open(site: &str, path: &str) -> Page {
    let folder = PathBuf::from(env("NPM_DIR")).join(site);
    assert!(folder.join("index.html").is_file(), "{site} was not built");
    let page = Page::load_from(|| Site::elsewhere(folder), path, Setup::default());
    page.until_ready();
    page
}

/// Figure, typing, words, panels, files: each comes from a file of its own.
fn works(page: &Page) {
    assert_eq!(page.text("$('.root').lang"), "de", "the words of the language came along");
    let before = page.figure("why-0-total-roi-button");
    assert!(before.contains('%'), "a return: {before}");
    page.write("mdfSpent-0", "50000");
    let shown = "$('#why-0-total-roi-button .value').innerText";
    page.until("what was typed counts", &format!("{shown} !== {}", json!(before)));

    page.click("#why-0-total-roi-button");
    page.until(
        "an explanation is drawn",
        "$('#why-0-total-roi [data-panel][data-drawn]')?.innerText.length > 100",
    );

    page.eval(
        "el.addEventListener('cmroi-export', (event) => {
             event.preventDefault();
             window.taken = event.detail.what;
         })",
    );
    page.eval("$('[data-do=csv]').click()");
    page.until("a file is made", "window.taken === 'comarketing-roi.csv'");

    page.eval("(el.exportCsv().then((answer) => { window.answer = answer; }), null)");
    page.until("a method answers", "window.answer?.ok && window.answer.blob.size > 100");

    page.eval(
        "(HTMLInputElement.prototype.click = function () {
            if (this.type !== 'file') return;
            const plan = '{\"version\":1,\"currency\":\"USD\",\"tiers\":[{\"name\":\"Opened\",\"mdfSpent\":1000}]}';
            const data = new DataTransfer();
            data.items.add(new File([plan], 'plan.json'));
            this.files = data.files;
            this.dispatchEvent(new Event('change'));
        }, 0)",
    );
    page.eval("$('[data-do=open]').click()");
    page.until("a file is opened", "el.plan?.tiers[0].name === 'Opened'");

    assert_eq!(page.events("error"), Vec::<serde_json::Value>::new());
    assert_eq!(page.eval("probe.warnings"), json!([]));
    assert_eq!(page.eval("probe.violations"), json!([]));
    // Browsers ask for the icon on their own.
    let missing = "performance.getEntriesByType('resource')
        .filter(({ name, responseStatus }) => responseStatus >= 400 && !name.endsWith('/favicon.ico'))
        .map(({ name }) => name)";
    assert_eq!(page.eval(missing), json!([]));
}

/// What the engine without a view has answered beside the widget.
fn the_engine_answers(page: &Page) {
    page.until("the engine answers", "document.querySelector('#alone').textContent === '1.533'");
}

fn hears_changes(page: &Page) {
    page.until("the site hears changes", "Number(document.querySelector('#changes').textContent) > 0");
}

/// Follows a link or button of the site.
fn follow(page: &Page, id: &str) {
    page.session().click(&page.element(&format!("document.getElementById('{id}')")));
}

/// Leaves the view with the widget and comes back, without loading the page anew.
fn leaves_and_returns(page: &Page) {
    page.eval("(window.first = el, null)");
    follow(page, "about");
    page.until("the widget is gone", "!el && document.querySelector('h1')?.textContent === 'About'");
    page.until("it has ended", "first.state === 'idle' && !first.shadowRoot.querySelector('.root')");
    follow(page, "home");
    page.until("another is there", "el?.state === 'ready' && el !== first");
    assert_eq!(page.eval("document.querySelectorAll('comarketing-roi').length"), 1);
    assert!(page.is("el.plan.tiers[0].mdfSpent === 120000"), "it has the plan of the site");
    works(page);
}

#[test]
fn a_page_without_a_bundler_works() {
    let page = open("plain", "/");
    the_engine_answers(&page);
    works(&page);
}

#[test]
fn a_site_built_by_vite_works_under_a_policy() {
    let page = open("vite/dist", "/");
    the_engine_answers(&page);
    works(&page);
}

#[test]
fn a_site_built_by_webpack_works_under_a_policy() {
    let page = open("webpack/dist", "/");
    the_engine_answers(&page);
    works(&page);
}

#[test]
fn react_in_strict_mode_hydrates_and_unmounts_the_element() {
    let page = open("vite/dist", "/react.html");
    page.until("effects have run twice", "document.querySelector('#effects').textContent === '2'");
    assert_eq!(page.eval("document.querySelectorAll('comarketing-roi').length"), 1);
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(120_000));
    works(&page);
    hears_changes(&page);
    leaves_and_returns(&page);
}

#[test]
fn a_site_built_by_next_works_and_its_server_sends_the_children() {
    let sent =
        fs::read_to_string(PathBuf::from(env("NPM_DIR")).join("next/out/index.html")).expect("it was built");
    let (_, rest) = sent.split_once("<comarketing-roi ").expect("the server has rendered the tag");
    let (tag, rest) = rest.split_once('>').expect("a tag ends");
    assert!(tag.contains("locale=\"de-DE\"") && !tag.contains("[object"), "{tag}");
    assert!(rest.starts_with("<p>Estimate the return of a joint campaign.</p></comarketing-roi>"));
    assert!(sent.contains("<output id=\"alone\">1.533</output>"), "the engine has answered on the server");

    let page = open("next/out", "/");
    the_engine_answers(&page);
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(120_000));
    works(&page);
    hears_changes(&page);
    follow(&page, "other");
    page.until("the element takes the plan of a new state", "el.plan?.tiers[0].mdfSpent === 7000");
    leaves_and_returns(&page);
}
