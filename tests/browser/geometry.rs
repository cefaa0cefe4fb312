//! Where controls stand: in their column, on the screen, as wide as their words, and not over one another.

use crate::page::Page;
use crate::session::{Feature, Setup, lacks};
use serde_json::json;

const LOOK: &str = include_str!("geometry.js");

/// What is wrong with where the controls of the widget stand, as sentences.
#[track_caller]
pub(crate) fn misplaced(page: &Page) -> Vec<String> {
    let found = page.session().script(
        &format!("{LOOK} return misplaced(document.querySelector('comarketing-roi').shadowRoot);"),
        vec![],
    );
    serde_json::from_value(found).expect("sentences")
}

/// Fails where a control is not where a visitor can read and use it.
#[track_caller]
pub(crate) fn stands_right(page: &Page, state: &str) {
    let found = misplaced(page);
    assert!(found.is_empty(), "{state}:\n  {}", found.join("\n  "));
}

/// Opens a page of the site in a frame of a width: windows do not get narrow. The test is in the frame from here on.
#[track_caller]
pub(crate) fn open_sized(path: &str, width: u32) -> Page {
    let page = Page::load("/pages/plain.html", Setup::default());
    let at = page.text(&format!("encodeURIComponent({})", json!(path)));
    page.session().go(&page.site.url(&format!("/pages/sized.html?width={width}&at={at}")));
    page.until("the frame is made", "document.getElementById('frame')");
    page.session().enter_frame(page.element("document.getElementById('frame')"));
    page.until_ready();
    assert_eq!(page.eval("innerWidth"), width);
    page
}

/// By script: what is pressed here is looked at, not tried.
#[track_caller]
fn press(page: &Page, control: &str) {
    page.eval(&format!("({control}.click(), 0)"));
}

#[track_caller]
fn until_drawn(page: &Page) {
    page.until(
        "every panel is drawn",
        "$$('[data-panel]').every((panel) => panel.dataset.drawn === '' && panel.hasChildNodes())",
    );
}

const LANGUAGES: [&str; 2] = ["en", "de"];

/// On a phone and on a desk, in both languages; every fault of a mode is told at once.
#[track_caller]
fn walk(mode: &str, through: impl Fn(&Page, &mut dyn FnMut(&str))) {
    let mut found = Vec::new();
    for width in [390, 1280] {
        for language in LANGUAGES {
            let page = open_sized(&format!("/?mode={mode}&locale={language}"), width);
            page.until("its language is there", &format!("$('.root').lang.startsWith('{language}')"));
            through(&page, &mut |state| {
                until_drawn(&page);
                found.extend(
                    misplaced(&page).iter().map(|fault| format!("{width} px, {language}, {state}: {fault}")),
                );
            });
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_assessment_stands_right_at_every_step() {
    walk("assessment", |page, look| {
        look("the start");
        press(page, "$('.way .primary')");
        for step in 0..7 {
            page.until("the step", &format!("$$('.progress .on').length === {step} && $('.progress .now')"));
            look(&format!("step {}", step + 1));
            press(page, "$('.way .primary')");
        }
        page.until("the result", "!$('.progress')");
        look("the result");
    });
}

/// What every mode has beside its own: the menu, and an explanation.
fn opened(page: &Page, look: &mut dyn FnMut(&str)) {
    look("as it opens");
    press(page, "$('.toolbar [aria-expanded=false], .top [aria-expanded=false]')");
    page.until("it is open", "$('[data-do=save]').checkVisibility()");
    look("with its menu");
    if page.is("$('[id^=why-][id$=-button]')") {
        press(page, "$('[id^=why-][id$=-button]')");
        page.until("it is explained", "$('.explanation .terms')");
        look("with an explanation");
    }
}

#[test]
fn the_check_of_a_campaign_stands_right() {
    walk("campaign", |page, look| opened(page, look));
}

#[test]
fn the_call_stands_right() {
    walk("call", |page, look| opened(page, look));
}

#[test]
fn every_figure_stands_right() {
    walk("sheet", |page, look| {
        opened(page, look);
        press(page, "$('.more, [aria-controls][aria-expanded=false]') ?? document.createElement('i')");
        look("with more detail");
    });
}

/// The look itself must see what it is for.
#[test]
fn what_stands_wrong_is_seen() {
    let page = open_sized("/?mode=sheet&locale=en", 390);
    let faults = [
        ("is off the screen", "$('#mode-assessment').style.setProperty('transform', 'translateX(500px)')"),
        ("stands outside its column", "$('#mode-call').style.setProperty('transform', 'translateX(-280px)')"),
        (
            "is narrower than its word",
            "(($('#mode-campaign').style.overflowWrap = 'anywhere'), $('#mode-campaign').style.width = '20px')",
        ),
        ("overlaps", "$('#mode-call').style.setProperty('margin-left', '-40px')"),
        ("is narrower than its value", "$('#mdfSpent-0').style.setProperty('max-width', '12px')"),
        ("is clipped", "(($('.modes').style.overflow = 'hidden'), $('.modes').style.height = '10px')"),
    ];
    stands_right(&page, "before");
    for (fault, change) in faults {
        page.eval(&format!("({change}, 0)"));
        let found = misplaced(&page);
        assert!(found.iter().any(|text| text.contains(fault)), "{fault}: {found:?}");
        page.eval("($$('[style]').forEach((at) => at.removeAttribute('style')), 0)");
        stands_right(&page, "taken back");
    }
}

/// The rules that docs/embed.md gives to a host's style sheet.
fn documented() -> String {
    let (_, rest) = include_str!("../../docs/embed.md")
        .split_once("```css\ncomarketing-roi:not(:defined)")
        .expect("rules");
    let (rules, _) = rest.split_once("```").expect("their end");
    format!("comarketing-roi:not(:defined){rules}")
}

/// What follows the calculator is pushed by nothing that the visitor sees, in any mode, with the host's rules and without.
#[test]
fn nothing_jumps_in_any_mode_at_any_width() {
    if lacks(Feature::LayoutShift) {
        return;
    }
    let mut found = Vec::new();
    for (width, height) in [(375, 812), (1280, 860)] {
        for mode in ["assessment", "campaign", "call", "sheet"] {
            // A host's rules hold from the first frame on; without them the script must come before it.
            for (rules, script) in [(documented(), "async"), (String::new(), "blocking=\"render\"")] {
                let page = Page::load("/pages/plain.html", Setup::default());
                page.site.put(
                    "/mode.html",
                    format!(
                        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A host</title><style>{rules}</style>\
                         <script type=\"module\" {script} src=\"/embed.js\"></script></head><body><h1>A host</h1>\
                         <comarketing-roi mode=\"{mode}\" loading=\"eager\"><p>Estimate the return of a joint campaign.</p>\
                         </comarketing-roi><p>What follows the calculator.</p></body></html>"
                    ),
                );
                page.session().go(&page
                    .site
                    .url(&format!("/pages/sized.html?width={width}&height={height}&at=/mode.html")));
                page.until("the frame is made", "document.getElementById('frame')");
                page.session().enter_frame(page.element("document.getElementById('frame')"));
                page.until_ready();
                until_drawn(&page);
                let frames = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));";
                page.session().later(frames, vec![]);
                let shift = page.eval("probe.shift").as_f64().expect("a number");
                let by = if rules.is_empty() { "by default" } else { "with the documented rules" };
                if shift > 0.02 {
                    found.push(format!("{mode} at {width} px {by}: {shift}"));
                }
                // What was kept free is given back.
                let room = page.eval("parseFloat(getComputedStyle(el).minHeight)").as_f64().expect("pixels");
                assert!(room <= 640.0, "{mode} at {width} px {by}: {room} px stay free");
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
