//! The report on paper: by its own button and by the browser's print command, whatever the page around it does.

use crate::page::Page;
use crate::session::{Feature, Setup, lacks};
use crate::site::Site;
use serde_json::json;

/// Counts the pages of a PDF, whose objects Firefox packs into compressed streams.
pub(crate) const PAGES: &str = "const [data, done] = arguments, file = atob(data);
    const bytes = Uint8Array.from(file, (sign) => sign.charCodeAt(0));
    const unpacked = (part) =>
        new Response(new Blob([part]).stream().pipeThrough(new DecompressionStream('deflate'))).text();
    const starts = [...file.matchAll(/\\/ObjStm[^]*?stream\\r?\\n/g)].map(({ index, 0: { length } }) => index + length);
    Promise.all(starts.map((start) => unpacked(bytes.subarray(start, file.indexOf('\\nendstream', start))))).then(
        (texts) => done([file, ...texts].join(' ').match(/\\/Type ?\\/Page\\b/g)?.length ?? 0),
        (error) => done(String(error)));";

/// How many pages the browser prints of what it shows, as its own command does.
#[track_caller]
pub(crate) fn printed(page: &Page) -> u64 {
    let paper = page.session().paper();
    if let Ok(folder) = std::env::var("PAPERS_DIR") {
        let name = page.text("location.search.replace(/\\W/g, '') || 'page'");
        let _ = std::fs::write(format!("{folder}/{name}.pdf.b64"), &paper);
    }
    let pages = page.session().later(PAGES, vec![json!(paper)]);
    pages.as_u64().unwrap_or_else(|| panic!("{pages}"))
}

/// Waits until the browser's own command gives a paper.
#[track_caller]
fn until_printable(page: &Page) {
    page.until(
        "its script is there",
        "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/print.js'))",
    );
    page.until("a paper is made when the browser is about to print", &format!("{ABOUT_TO_PRINT} && {DONE}"));
}

/// The browser begins to print, and has a paper.
const ABOUT_TO_PRINT: &str = "(dispatchEvent(new Event('beforeprint')), document.querySelector('[data-cmroi-paper]') ?? $('[data-cmroi-paper]'))";
/// It ends, and the visitor goes on.
const DONE: &str = "(dispatchEvent(new Event('afterprint')), dispatchEvent(new Event('pointerdown')), true)";

#[track_caller]
fn ask_for_the_report(page: &Page) {
    page.press("Save or share");
    page.press("Print the report");
}

/// The papers that are in the page and in the widget.
const PAPERS: &str =
    "[document.querySelectorAll('[data-cmroi-paper]').length, $$('[data-cmroi-paper]').length]";

const RULES: [&str; 16] = [
    "plain",
    "clipped",
    "important",
    "fixed",
    "flexrow",
    "grid",
    "columns",
    "hideall",
    "invisible",
    "nobody",
    "nothing",
    "zoom",
    "transform",
    "writing",
    "contained",
    "dark",
];

#[test]
fn the_paper_is_the_same_in_every_page_by_button_and_by_command() {
    if lacks(Feature::Paper) {
        return;
    }
    let page = Page::open("/pages/shells.html?rule=plain");
    let mut wanted = 0;
    let mut wrong = Vec::new();
    for rule in RULES {
        page.session().go(&page.site.url(&format!("/pages/shells.html?rule={rule}")));
        page.until_ready();
        page.until("the panels are there", "$$('[data-panel]').every((panel) => panel.dataset.drawn === '')");
        until_printable(&page);
        let command = printed(&page);
        // As a visitor who goes on does.
        page.eval("(dispatchEvent(new Event('pointerdown')), 0)");
        assert_eq!(page.eval(PAPERS), json!([0, 0]), "{rule}: the page is as before");
        page.eval("(window.print = () => {}, button('Save or share').click(), 0)");
        page.until("the menu is open", "$('[data-do=print]')?.checkVisibility() || true");
        page.eval("($('[data-do=print]').click(), 0)");
        page.until("it is laid out", "document.querySelector('[data-cmroi-paper]')");
        let button = printed(&page);
        if rule == "plain" {
            wanted = button;
            assert!((2..=4).contains(&wanted), "{wanted} pages");
        }
        if [command, button] != [wanted; 2] {
            wrong.push(format!(
                "{rule}: {command} pages by command and {button} by button instead of {wanted}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn in_an_article_the_report_stands_in_the_calculators_place() {
    let page = Page::open("/pages/article.html");
    assert!(
        !page.site.requests().iter().any(|path| path.contains("panels")),
        "nothing is fetched for who only reads"
    );
    page.enter("mdfSpent-0");
    until_printable(&page);
    page.eval("(dispatchEvent(new Event('beforeprint')), 0)");
    assert_eq!(page.eval(PAPERS), json!([0, 1]), "the page keeps its text");
    assert!(page.is("$('[data-cmroi-paper]').shadowRoot.querySelector('[data-panel=summary] table')"));
    if !lacks(Feature::Paper) {
        let pages = printed(&page);
        assert!(pages > 8, "{pages} pages: the article is among them");
    }
    page.eval("(dispatchEvent(new Event('afterprint')), dispatchEvent(new Event('keydown')), 0)");
    assert_eq!(page.eval(PAPERS), json!([0, 0]));
}

#[test]
fn a_paper_outlives_a_browser_that_says_too_early_that_it_is_done() {
    let page = Page::open("/pages/plain.html");
    page.eval("(window.print = () => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); }, 0)");
    ask_for_the_report(&page);
    page.until("it is laid out", "document.querySelector('[data-cmroi-paper]')");
    assert!(
        page.is("document.querySelector('[data-cmroi-paper]').shadowRoot.querySelector('table')"),
        "and stays for its lay-out"
    );
    // The second takes the place of the first, which has gone at the press.
    page.press("Print the report");
    page.until("it is laid out again", "document.querySelectorAll('[data-cmroi-paper]').length === 1");
    page.eval("(dispatchEvent(new Event('pointerdown')), 0)");
    assert_eq!(page.eval(&format!("[...{PAPERS}, document.adoptedStyleSheets.length]")), json!([0, 0, 0]));
}

#[test]
fn a_browser_without_printing_is_told_of() {
    let page = Page::open("/pages/plain.html");
    page.eval("(Object.defineProperty(window, 'print', { value: undefined, configurable: true }), 0)");
    ask_for_the_report(&page);
    page.until("the visitor is told", "$('.notice').innerText.includes('cannot print here')");
    assert_eq!(page.eval(PAPERS), json!([0, 0]));
    page.until(
        "and the host",
        "probe.events.some(({ detail }) => detail.code === 'print_unavailable' && detail.recoverable)",
    );
    assert!(page.is("!probe.events.some(({ detail }) => detail.code === 'wasm_fetch_failed')"));
    let answer = page.session().later(
        "const done = arguments[arguments.length - 1];
         document.querySelector('comarketing-roi').print().then(({ ok, errors }) => done([ok, errors[0].code]));",
        vec![],
    );
    assert_eq!(answer, json!([false, "print_unavailable"]));
}

/// A frame whose sandbox has what docs/frame.md says, and one that has less.
#[test]
fn a_sandbox_that_forbids_the_dialog_is_told_of_and_the_documented_one_does_not() {
    let page = Page::load("/pages/plain.html", Setup::default());
    let tokens = {
        let text = include_str!("../../docs/frame.md").replace('\n', " ");
        let (_, rest) = text.split_once("With `sandbox`, add `").expect("the tokens");
        rest.split_once('`').expect("their end").0.to_owned()
    };
    assert!(tokens.split(' ').any(|token| token == "allow-modals"), "{tokens}");
    let calculator = Site::start();
    for (sandbox, forbidden) in [(tokens.replace(" allow-modals", ""), true), (tokens, false)] {
        page.eval_with(
            "(document.getElementById('frame')?.remove(), ((frame) => {
                frame.id = 'frame';
                frame.title = 'Calculator';
                frame.width = 1000;
                frame.height = 900;
                frame.setAttribute('sandbox', args[0]);
                frame.src = args[1];
                document.body.prepend(frame);
            })(document.createElement('iframe')), 0)",
            json!([sandbox, calculator.url("/?mode=sheet&locale=en")]),
        );
        page.session().enter_frame(page.element("document.getElementById('frame')"));
        page.until_ready();
        // The browser's own again; a dialog that it really opens would wait for ever, so it is seen by its event alone.
        if forbidden {
            page.eval("(window.print = probe.print, 0)");
        }
        page.eval("(button('Save or share').click(), 0)");
        page.eval("($('[data-do=print]').click(), 0)");
        if forbidden {
            page.until("the visitor is told", "$('.notice').innerText.includes('cannot print here')");
            assert_eq!(
                page.eval(&format!("[...{PAPERS}, document.adoptedStyleSheets.length]")),
                json!([0, 0, 0])
            );
        } else {
            page.until("it is printed", "probe.papers === 1");
            assert!(page.is("!$('.notice').innerText.includes('cannot print')"));
        }
        page.session().leave_frame();
    }
}
