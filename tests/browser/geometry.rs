//! Where controls stand: in their column, on the screen, as wide as their words, and not over one another.

use crate::access::violations;
use crate::known::{KNOWN, Known};
use crate::looks::{Language, Look, Theme, WIDTHS};
use crate::page::Page;
use crate::screens::{At, SCREENS, Screen};
use crate::session::{Feature, Setup, is_chromium, lacks};
use crate::stage::Stage;
use serde_json::json;

const LOOK: &str =
    concat!(include_str!("geometry.js"), include_str!("lines.js"), include_str!("contrast.js"));

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

/// What is looked at together: a page of each screen is loaded once, and goes on in the next language on the same page.
struct Walk {
    language: Language,
    widths: &'static [u32],
    /// Colours are the same in every language.
    themes: bool,
}

/// Looks at every screen: in each width where things stand, and in each theme what can be read. Every fault is told at once.
#[track_caller]
fn walk(walks: &[Walk]) {
    let stage = Stage::open(Theme::Light);
    let mut found: Vec<(Language, &str, u32, String)> = Vec::new();
    for screen in &SCREENS {
        let mut shown = false;
        for Walk { language, widths, themes } in walks {
            let is_page = matches!(screen.at, At::Page(_));
            if is_page && *language != Language::English {
                continue;
            }
            // A dialog is drawn in the language in which it was opened.
            if !shown || stage.page.is("root?.querySelector('dialog:modal')") {
                stage.show(screen, Look { width: widths[0], theme: Theme::Light, language: *language });
            } else {
                stage.speak(*language);
            }
            shown = true;
            let mut look = |width: u32, what: &str| {
                let faults = stage.look(screen, width, LOOK, what);
                found.extend(faults.into_iter().map(|fault| (*language, screen.name, width, fault)));
            };
            for width in widths.iter().filter(|width| **width >= screen.from) {
                // But for what is hidden on a phone or on a desk.
                let colours = *themes && matches!(width, 390 | 1440);
                look(*width, if colours { ALL } else { PLACES });
                if colours && !is_page && screen.root.is_empty() {
                    stage.theme(Theme::Dark);
                    look(*width, "faint(root)");
                    stage.theme(Theme::Light);
                }
            }
        }
        assert_eq!(stage.page.eval("window.probe.errors"), json!([]), "errors in {}", screen.name);
    }
    drop(stage);
    for Walk { language, .. } in walks {
        let own = found.iter().filter(|(of, ..)| of == language);
        judge(
            *language,
            &own.map(|(_, screen, width, fault)| (*screen, *width, fault.clone())).collect::<Vec<_>>(),
        );
    }
}

/// Each fault once, with the widths it is found in; those that are known are left out, if they are all still there.
#[track_caller]
fn judge(language: Language, found: &[(&str, u32, String)]) {
    let mut told: Vec<(&str, String, Vec<u32>)> = Vec::new();
    let mut known: Vec<(&Known, bool)> =
        KNOWN.iter().filter(|known| known.concerns(language)).map(|known| (known, false)).collect();
    for (screen, width, fault) in found {
        let mut is_known = false;
        for (_, seen) in known.iter_mut().filter(|(known, _)| known.is(screen, fault)) {
            (*seen, is_known) = (true, true);
        }
        if is_known {
            continue;
        }
        // What is measured differs from width to width.
        let says = |fault: &str| fault.rsplit_once(": ").map_or(fault, |(says, _)| says).to_owned();
        match told.iter_mut().find(|(at, other, _)| at == screen && says(other) == says(fault)) {
            Some((.., widths)) if widths.contains(width) => {}
            Some((.., widths)) => widths.push(*width),
            None => told.push((*screen, fault.clone(), vec![*width])),
        }
    }
    let mut lines: Vec<String> =
        told.iter().map(|(screen, fault, widths)| format!("{screen} at {widths:?}: {fault}")).collect();
    lines.extend(
        known.iter().filter(|(_, seen)| !seen).map(|(known, _)| {
            format!("{known:?} is no fault any more: take it out of tests/browser/known.rs")
        }),
    );
    assert!(lines.is_empty(), "{}, {} faults:\n{}", language.name(), lines.len(), lines.join("\n"));
}

/// The screen of a name.
#[track_caller]
fn screen(name: &str) -> &'static Screen {
    SCREENS.iter().find(|screen| screen.name == name).expect("a screen")
}

const PLACES: &str = "[...misplaced(root), ...misprinted(root), ...missed(root)]";
const ALL: &str = "[...misplaced(root), ...misprinted(root), ...missed(root), ...faint(root)]";

/// In every width. Between engines letters differ by a pixel and controls by some, and colors not at all: the others look at
/// the widths that decide, in the language whose words are longest and the one that breaks lines in its own way.
#[test]
fn every_screen_stands_right_in_every_language() {
    if is_chromium() {
        return walk(&[
            Walk { language: Language::English, widths: &WIDTHS, themes: true },
            Walk { language: Language::German, widths: &WIDTHS, themes: false },
            Walk { language: Language::Japanese, widths: &[1440, 390], themes: false },
        ]);
    }
    walk(&[
        Walk { language: Language::English, widths: &WIDTHS, themes: false },
        Walk { language: Language::German, widths: &[1366, 320], themes: false },
        Walk { language: Language::Japanese, widths: &[390], themes: false },
    ]);
}

#[test]
fn every_screen_stands_right_with_longer_words() {
    walk(&[Walk { language: Language::Long, widths: &WIDTHS, themes: false }]);
}

/// With the longer words, too.
#[test]
fn every_screen_stands_right_from_right_to_left() {
    let widths: &'static [u32] = if is_chromium() { &[1440, 720, 320] } else { &[1440, 320] };
    walk(&[Walk { language: Language::Rtl, widths, themes: false }]);
}

/// The look itself must see what it is for.
#[test]
fn what_stands_wrong_is_seen() {
    let page = open_sized("/?mode=sheet&locale=en", 390);
    let faults = [
        ("is off the screen", "$('#menu-button').style.setProperty('transform', 'translateX(500px)')"),
        (
            "stands outside its column",
            "$('#mdfSpent-0').style.setProperty('transform', 'translateX(-280px)')",
        ),
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

#[track_caller]
fn until_drawn(page: &Page) {
    page.until(
        "every panel is drawn",
        "$$('[data-panel]').every((panel) => panel.dataset.drawn === '' && panel.hasChildNodes())",
    );
}

/// And so must the looks at words, targets and colours.
#[test]
fn what_is_cut_small_or_faint_is_seen() {
    let stage = Stage::open(Theme::Light);
    let look = Look { width: 720, theme: Theme::Light, language: Language::English };
    stage.show(screen("everything"), look);
    let page = &stage.page;
    let seen = |what: &str| stage.look(screen("everything"), look.width, LOOK, what);
    let faults = [
        (
            "misprinted(root)",
            "is off the screen",
            "$('h3').style.setProperty('transform', 'translateX(-400px)')",
        ),
        (
            "misprinted(root)",
            "is cut by",
            "(($('h3').style.overflow = 'hidden'), $('h3').style.cssText += '; display: block; padding: 0; min-height: 0; height: 4px')",
        ),
        (
            "misprinted(root)",
            "are set over one another",
            "((at, a, b) => at.style.setProperty('transform', `translate(${b.left - a.left}px, ${b.top - a.top}px)`))($$('h3')[0], $$('h3')[0].getBoundingClientRect(), $$('h3')[1].getBoundingClientRect())",
        ),
        (
            "missed(root)",
            "is too small a target",
            "$('.inputs .actions button').style.cssText = 'width: 6px; height: 6px; min-width: 0; min-height: 0; padding: 0; overflow: hidden'",
        ),
        ("faint(root)", "the text of", "$('h3').style.setProperty('color', '#999')"),
        ("faint(root)", "the text of", "$('h3').style.setProperty('opacity', '0.4')"),
        ("faint(root)", "the text of text", "$('svg text').style.setProperty('fill', '#999')"),
        ("faint(root)", "the value of", "$('#mdfSpent-0').style.setProperty('color', '#999')"),
        (
            "faint(root)",
            "the edge of",
            "$('#mdfSpent-0').closest('.box').style.setProperty('border-color', '#ddd', 'important')",
        ),
        ("faint(root)", "the mark of", "$('svg .own').style.cssText = 'fill: #ddd; stroke: #ddd'"),
    ];
    for (what, fault, change) in faults {
        assert_eq!(seen(what), Vec::<String>::new(), "before");
        page.eval(&format!("({change}, 0)"));
        stage.settle();
        let found = seen(what);
        assert!(found.iter().any(|text| text.contains(fault)), "{fault}: {found:?}");
        page.eval("($$('[style]').forEach((at) => at.removeAttribute('style')), 0)");
        stage.settle();
    }
}

/// What a machine knows of how people with other senses and hands meet the screens. Colours are computed above in every
/// language and both themes, so one look at each screen is enough.
#[test]
fn every_screen_is_clean_to_axe() {
    let stage = Stage::open(Theme::Light);
    let mut found = Vec::new();
    // The paper is not read on a screen.
    for screen in SCREENS.iter().filter(|screen| screen.root.is_empty()) {
        stage.show(screen, Look { width: 390, theme: Theme::Light, language: Language::English });
        found.extend(violations(&stage.page).into_iter().map(|fault| format!("{}: {fault}", screen.name)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
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
