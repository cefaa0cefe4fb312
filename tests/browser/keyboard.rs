//! Everything by keys alone.

use crate::page::{Page, key};

/// Presses Tab until the focus is where it is wanted.
#[track_caller]
fn tab_to(page: &Page, wanted: &str) {
    for _ in 0..150 {
        page.session().keys(&key::TAB.to_string());
        if page.is(&format!("root.activeElement && ({wanted})(root.activeElement)")) {
            return;
        }
    }
    panic!("Tab never gets to {wanted}");
}

#[test]
fn a_tier_is_filled_an_error_mended_and_a_figure_explained() {
    let page = Page::open("/");
    tab_to(&page, "(at) => at.id === 'menu-button'");
    page.session().keys(&key::ENTER.to_string());
    tab_to(&page, "(at) => at.innerText.trim() === 'Clear all numbers'");
    page.session().keys(&key::ENTER.to_string());
    page.until("the form is empty", "$('#mdfSpent-0').value === ''");
    tab_to(&page, "(at) => at.id === 'mdfSpent-0'");
    for text in ["10000", "400", "200000", "100000", "a quarter", "5000"] {
        page.session().keys(text);
        page.session().keys(&key::TAB.to_string());
    }
    page.until("the error is shown", "$('#winRate-0-error').innerText.trim()");
    // Backwards to the field, whose text is selected by the way of getting there.
    while page.active() != "winRate-0" {
        page.session().chord(&[key::SHIFT], key::TAB);
    }
    page.session().chord(&[key::CONTROL], 'a');
    page.session().keys("25");
    assert!(page.is("$('.problems').hidden && el.report !== null"));
    assert!(page.total("roi").is_some());
    tab_to(&page, "(at) => at.id === 'why-0-total-roi-button'");
    page.session().keys(" ");
    page.until("the explanation opens", "$('#why-0-total-roi')");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("it closes", "!$('#why-0-total-roi')");
    assert_eq!(page.active(), "why-0-total-roi-button", "the focus is at the figure");
}

/// Opens an explanation by its figure, goes into it, and closes it.
#[track_caller]
fn closes_back_to(figure: &str, close: impl Fn(&Page)) {
    let page = Page::open("/");
    let button = format!("{figure}-button");
    // Twice: asking for the focus where it was asked for before must work too.
    for _ in 0..2 {
        page.eval(&format!("$('#{button}').focus()"));
        page.session().keys(&key::ENTER.to_string());
        page.until("the explanation opens", &format!("$('#{figure}')"));
        page.eval(&format!("$('#{figure} button').focus()"));
        close(&page);
        page.until("it closes", &format!("!$('#{figure}')"));
        page.until_active(&button);
    }
}

#[test]
fn escape_within_an_explanation_returns_to_its_figure() {
    closes_back_to("why-0-total-roi", |page| page.session().keys(&key::ESCAPE.to_string()));
}

#[test]
fn escape_within_an_explanation_in_the_table_returns_to_its_figure() {
    closes_back_to("why-3-1-roi", |page| page.session().keys(&key::ESCAPE.to_string()));
}

#[test]
fn the_close_button_returns_to_the_figure() {
    closes_back_to("why-2-total-partnerCac", |page| page.session().keys(&key::ENTER.to_string()));
}

#[test]
fn opening_an_explanation_leaves_the_focus_on_its_figure() {
    let page = Page::open("/");
    let mut lost = Vec::new();
    for figure in [
        "why-0-total-roi",
        "why-1-total-pipelineSourced",
        "why-2-total-ltvToCac",
        "why-3-1-roi",
        "why-4-total-blendedCac",
    ] {
        page.eval(&format!("(window.figure = $('#{figure}-button'), window.figure.focus())"));
        for opens in [true, false] {
            page.session().keys(&key::ENTER.to_string());
            page.until("the figure answers", &format!("Boolean($('#{figure}')) === {opens}"));
            if !page.is("root.activeElement === window.figure") {
                lost.push(format!("{figure} when it {}", if opens { "opens" } else { "closes" }));
                page.eval(&format!("(window.figure = $('#{figure}-button'), window.figure.focus())"));
            }
        }
    }
    assert!(lost.is_empty(), "the focus is lost: {lost:?}");
}

#[test]
fn escape_in_a_field_closes_and_leaves_the_focus_there() {
    let page = Page::open("/");
    page.click("#why-0-total-roi-button");
    page.until("the explanation opens", "$('#why-0-total-roi')");
    page.write("mdfSpent-0", "5000");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("it closes", "!$('#why-0-total-roi')");
    assert_eq!(page.active(), "mdfSpent-0");
    assert_eq!(page.value("mdfSpent-0"), "5000");
}

/// Goes through the whole widget by Tab.
#[track_caller]
fn every_stop_is_seen(page: &Page) {
    page.more_detail();
    let ring = "((at) => { const box = at.matches('.box input') ? at.closest('.box') : at, style = getComputedStyle(box);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; })(root.activeElement)";
    // What lies in the middle of it is itself, not what sticks to an edge; of what is scrolled to only in part, such as
    // a table higher than the window, the middle of the part that is there.
    let uncovered = "((at) => { const { left, right, top, bottom } = at.getBoundingClientRect();
        const window = at.closest('.scroll')?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
        const x = (Math.max(left, window.left) + Math.min(right, window.right)) / 2;
        const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
        const hit = root.elementFromPoint(x, y);
        return hit && (at.contains(hit) || hit.contains(at)); })(root.activeElement)";
    let mut stops = 0;
    // From just before it; the element itself must not be given the focus, which WebKit would not let in then.
    page.eval(
        "((start) => (el.before(start), start.focus(), window.stops = new Set(), null))(document.createElement('button'))",
    );
    loop {
        page.session().keys(&key::TAB.to_string());
        if page.is("document.activeElement !== el") {
            break;
        }
        let stop = page.text("root.activeElement.id || root.activeElement.outerHTML.slice(0, 200)");
        assert!(page.is(ring), "the focus cannot be seen at {stop}");
        page.until(&format!("{stop} is scrolled into sight"), uncovered);
        assert!(
            page.is("!window.stops.has(root.activeElement) && window.stops.add(root.activeElement)"),
            "{stop} comes twice"
        );
        stops += 1;
    }
    assert!(stops > 100, "{stops} stops only");
}

#[test]
fn the_focus_is_seen_at_every_stop_and_leaves_at_the_end() {
    every_stop_is_seen(&Page::open("/pages/plain.html"));
}

#[test]
fn the_focus_is_seen_at_every_stop_at_320_pixels() {
    every_stop_is_seen(&Page::open_narrow());
}
