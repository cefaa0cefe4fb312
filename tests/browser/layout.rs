//! Where things stand: in their column, on the screen, and wide enough for their words.

use crate::page::{Page, key};
use serde_json::json;

/// The widths that are looked at: two phones, and a desk.
const PHONE: u32 = 390;
const SMALL_PHONE: u32 = 375;
const DESK: u32 = 1240;

/// What of a page in view is out of place, as sentences; nothing where all is well. What stands in a window of its own that
/// scrolls (a table) may be wider than it.
const CROOKED: &str = "(() => {
    const wrong = [], width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) wrong.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    const seen = (at) => at.checkVisibility({ visibilityProperty: true }) && !at.closest('.hidden, .scroll, .dock, [hidden]');
    const name = (at) => `${at.localName}.${at.className} “${(named(at) || at.id).slice(0, 40)}”`;
    for (const at of $$('input, select, textarea, button, summary, a[href], label, legend, .hint, .error, p, li').filter(seen)) {
        const own = at.getBoundingClientRect();
        // The ways scroll sideways by themselves.
        if (own.width === 0 || at.closest('.modes')) continue;
        if (own.left < -0.5 || own.right > width + 0.5) wrong.push(`${name(at)} is off the screen: ${own.left} to ${own.right}`);
        const column = at.parentElement.closest('fieldset, .question, .field, .panel, .actions, .assessment, .inputs, .results, .frame');
        const around = column.getBoundingClientRect();
        if (own.left < around.left - 1 || own.right > around.right + 1) wrong.push(`${name(at)} is outside ${column.className || column.localName}`);
        if (at.matches('button, summary, label, legend') && at.scrollWidth > at.clientWidth + 1 && getComputedStyle(at).display !== 'inline') {
            wrong.push(`${name(at)} is narrower than its words`);
        }
        // Words that take several lines use the room that there is.
        const line = parseFloat(getComputedStyle(at).lineHeight) || 20;
        if (at.matches('label:not(.option), legend, p') && own.height > 2.6 * line && own.width < 0.6 * Math.min(around.width, 400)) {
            wrong.push(`${name(at)} is ${own.width} px wide in ${around.width}`);
        }
    }
    return wrong;
})()";

#[track_caller]
fn is_straight(page: &Page, state: &str) {
    page.until("all is drawn", "$$('[data-panel]').every((panel) => panel.dataset.drawn === '')");
    let wrong = page.eval(CROOKED);
    assert_eq!(wrong, json!([]), "{state}");
}

/// Walks through the assessment, in English and in German.
fn assessment_at(width: u32) {
    for (path, next, last) in [
        ("/pages/ways.html", "Continue", "See the result"),
        ("/pages/german.html", "Weiter", "Ergebnis ansehen"),
    ] {
        let page = Page::open_at(path, width);
        page.takes("assessment");
        page.until("the assessment", "$('.progress')");
        for step in 1..8 {
            let state = format!("{path} at {width}, step {step}");
            is_straight(&page, &state);
            page.press(if step == 7 { last } else { next });
            let there = if step == 7 {
                "!$('.progress')".to_owned()
            } else {
                format!("$('.progress').innerText.includes('{} ')", step + 1)
            };
            page.until("the next step", &there);
        }
        is_straight(&page, &format!("{path} at {width}, the result"));
    }
}

#[test]
fn every_question_of_the_assessment_stands_in_its_column_on_a_phone() {
    assessment_at(PHONE);
}

#[test]
fn every_question_of_the_assessment_stands_in_its_column_on_a_desk() {
    assessment_at(DESK);
}

#[test]
fn every_way_fits_a_phone() {
    for path in ["/pages/ways.html", "/pages/german.html"] {
        let page = Page::open_at(path, PHONE);
        for mode in ["campaign", "call", "sheet"] {
            page.takes(mode);
            page.until("the mode is on screen", &format!("$('.{mode}')"));
            page.press_if_there("Show me an example");
            page.press_if_there("Beispiel zeigen");
            is_straight(&page, &format!("{path}, {mode}"));
        }
    }
}

/// An answer of a question and the one below it begin at one edge.
#[test]
fn the_answers_of_a_question_stand_in_one_line() {
    for width in [PHONE, DESK] {
        let page = Page::open_at("/pages/ways.html", width);
        page.takes("assessment");
        for step in 2..7 {
            page.press("Continue");
            page.until("the next step", &format!("$('.progress').innerText.includes('{step} of')"));
        }
        page.until("the questions are drawn", "$$('fieldset').length === 5");
        let edges = page.eval(
            "$$('fieldset').map((set) => new Set([...set.querySelectorAll('legend, .options, .check')].map((at) => at.getBoundingClientRect().left)).size)",
        );
        assert_eq!(edges, json!([1, 1, 1, 1, 1]), "at {width}");
        let beside = page.eval(
            "$$('fieldset').some((set) => set.querySelector('label').getBoundingClientRect().top < set.querySelector('legend').getBoundingClientRect().bottom - 1)",
        );
        assert_eq!(beside, json!(false), "no answer stands beside its question, at {width}");
    }
}

#[test]
fn an_explanation_in_the_table_is_read_and_closed_on_a_phone() {
    let page = Page::open_at("/", PHONE);
    for button in ["why-3-0-roi-button", "why-3-total-roi-button"] {
        page.eval(&format!("($('.tiers-table').parentElement.scrollLeft = 0, $('#{button}').scrollIntoView({{ block: 'center' }}))"));
        page.click(&format!("#{button}"));
        page.until("it is drawn", "$('.why [data-panel]')?.dataset.drawn === ''");
        let edges = page.eval(
            "(() => { const { left, right } = $('.why .explanation').getBoundingClientRect(); return left >= 0 && right <= innerWidth; })()",
        );
        assert_eq!(edges, json!(true), "{button}: all of it is on the screen");
        let hit = "(() => {
            const close = $('.why .explanation button');
            close.scrollIntoView({ block: 'center' });
            const { left, top, width, height } = close.getBoundingClientRect();
            return root.elementFromPoint(left + width / 2, top + height / 2) === close;
        })()";
        page.until("Close can be reached", hit);
        page.click(".why .explanation button");
        page.until("it is closed", "!$('.why')");
    }
}

#[test]
fn the_dock_repeats_the_headline_only_while_that_is_out_of_sight() {
    let page = Page::open_at("/", PHONE);
    let dock = "$('.dock').checkVisibility({ visibilityProperty: true })";
    page.until("the headline is far below", dock);
    assert_eq!(page.text("$('.dock strong').innerText"), page.figure("why-0-total-roi-button"));
    page.eval("($('.headline').scrollIntoView({ block: 'center' }), 0)");
    page.until("the headline is on screen", &format!("!{dock}"));
    page.eval("(scrollTo(0, 0), 0)");
    page.until("the headline is away", dock);
    // Another way of the page has another headline.
    page.takes("assessment");
    page.until("its answer is below the questions", &format!("$('.assessment .headline') && {dock}"));
    page.eval("($('.headline').scrollIntoView({ block: 'center' }), 0)");
    page.until("the answer is on screen", &format!("!{dock}"));
}

#[test]
fn a_table_that_goes_on_says_so_and_keeps_its_first_column() {
    let page = Page::open_at("/", PHONE);
    assert!(page.is("((at) => at.scrollWidth > at.clientWidth)($('.tiers-table').parentElement)"));
    let look = page.text("getComputedStyle($('.tiers-table').parentElement).backgroundAttachment");
    assert!(look.contains("local") && look.contains("scroll"), "{look}");
    // Nothing opaque stands on the shadow at the right edge.
    let covered = page.eval(
        "(() => {
            const box = $('.tiers-table').parentElement, { right, top } = box.getBoundingClientRect();
            const cells = $$('.tiers-table td, .tiers-table thead th:not(:first-child)');
            return cells.filter((cell) => /^rgb\\(/.test(getComputedStyle(cell).backgroundColor)).length;
        })()",
    );
    assert_eq!(covered, json!(0));
    page.eval("$('.tiers-table').parentElement.scrollLeft = 9999");
    page.until(
        "the names of the rows stay",
        "$('.tiers-table tbody th').getBoundingClientRect().left >= $('.tiers-table').parentElement.getBoundingClientRect().left - 1",
    );
}

const LONG: [&str; 3] = [
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsges",
];

#[test]
fn sixty_letters_without_a_blank_never_scroll_the_page() {
    let narrow = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    let page = Page::open_at("/", SMALL_PHONE);
    for (at, name) in LONG.iter().enumerate() {
        page.eval_with(
            &format!("((at) => (at.value = args[0], at.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}))))($('#name-{at}'))"),
            json!([name]),
        );
    }
    page.until("the report follows", "el.report?.tiers[2].name.startsWith('Rind')");
    page.press("Show charts");
    page.press("Show all metrics");
    for mode in ["sheet", "call", "assessment"] {
        page.takes(mode);
        page.until("the mode is on screen", &format!("$('.{mode}')"));
        if mode == "assessment" {
            page.press("Skip to the result");
        }
        if mode == "call" {
            page.press("Keep as scenario");
        }
        page.until("all is drawn", "$$('[data-panel]').every((panel) => panel.dataset.drawn === '')");
        page.eval("$$('details').forEach((at) => { at.open = true; })");
        assert!(page.is(narrow), "{mode}: {}", page.eval("document.documentElement.scrollWidth"));
    }
    page.takes("campaign");
    page.press("Show me an example");
    page.eval_with(
        "((at) => (at.value = args[0], at.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))))($('.named input'))",
        json!([LONG[0]]),
    );
    page.until("the sheet follows", "$('[data-panel=request]').textContent.includes('WWWWWWWW')");
    assert!(page.is(narrow), "campaign: {}", page.eval("document.documentElement.scrollWidth"));
}

#[test]
fn what_is_out_of_sight_is_current_without_being_scrolled_to() {
    let page = Page::open("/pages/ways.html");
    page.takes("campaign");
    page.press("Show me an example");
    page.until("the request is drawn", "$('[data-panel=request] table')");
    page.enter("mdfSpent-0");
    page.until(
        "it is out of sight",
        "$('[data-panel=request]').getBoundingClientRect().top > innerHeight + 300",
    );
    let place = "Math.round($('#mdfSpent-0').getBoundingClientRect().top)";
    let (before, there) = (page.text("$('[data-panel=request]').textContent"), page.eval(place));
    page.write("mdfSpent-0", "77123");
    // Until it is drawn anew, nobody finds or hears what is old in it.
    let stale = "$('[data-panel=request]').textContent === args[0] && $('[data-panel=request]').checkVisibility({ visibilityProperty: true })
        && $('.headline').innerText.length > 0 && el.plan?.tiers[0].mdfSpent === 77123";
    page.until("it is current where it stands", "$('[data-panel=request]').textContent.includes('77,123')");
    assert!(page.eval_with(stale, json!([before])) == json!(false));
    assert!(
        page.is("$('[data-panel=request]').checkVisibility({ visibilityProperty: true })"),
        "and to be seen"
    );
    assert_eq!(page.eval(place), there, "nobody has scrolled");
}

#[test]
fn escape_closes_keys_and_menu() {
    let page = Page::open("/pages/ways.html");
    page.takes("call");
    page.press("Keys");
    page.until("the sheet is open", "$('.keysheet')");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("it is closed", "!$('.keysheet') && button('Keys').ariaPressed === 'false'");
    page.press("Send after the call");
    page.until("the menu is open", "!$('.menuwrap').hidden");
    page.session().keys(&key::TAB.to_string());
    page.until("the focus is in the menu", "root.activeElement?.closest('.menu')");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("it is closed", "$('.menuwrap').hidden");
    page.until_active("menu-button");
}

/// What is shared on a screen is seen whole: the bar of the browser takes the rest of 768 px.
#[test]
fn a_call_is_seen_whole() {
    let page = Page::open_at("/pages/ways.html", 1366);
    page.takes("call");
    page.press("Show me an example");
    for (at, value) in [(0, "150000"), (1, "120000")] {
        page.press("Keep as scenario");
        page.until("it is kept", &format!("$$('[data-panel=scenarios] input').length === {}", at + 1));
        page.press("Show");
        page.until("costs are shown", "$('#mdfSpent-0')");
        page.fill("mdfSpent-0", value);
        page.press("Hide costs");
        page.until("and hidden", "!$('#mdfSpent-0')");
    }
    page.press("Keep as scenario");
    for costs in ["hidden", "shown"] {
        page.until("all is drawn", "$$('[data-panel]').every((panel) => panel.dataset.drawn === '')");
        let height = page.eval("$('.frame').getBoundingClientRect().height");
        assert!(height.as_f64().is_some_and(|height| height <= 768.0), "costs {costs}: {height} px");
        page.press_if_there("Show");
    }
    let size = "parseFloat(getComputedStyle($('.headline .figure')).fontSize)";
    let before = page.eval(size).as_f64().expect("a size");
    page.press("Larger");
    page.until("it is larger", &format!("{size} > 1.3 * {before}"));
    assert!(page.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
}

#[test]
fn a_target_is_typed_as_people_write_it() {
    let page = Page::open("/pages/ways.html");
    page.takes("call");
    page.press("Show me an example");
    page.until("the box is there", "$('[data-panel=goal-box]').innerText.includes('against 3:1')");
    page.fill("-call-target", "300%");
    page.until("it is taken", "$('[data-panel=goal-box]').innerText.includes('against 4:1')");
    assert!(page.is("$('#-call-target').getAttribute('aria-invalid') !== 'true'"));
    page.press("Show");
    page.until("pipeline may be asked for", "!button('Pipeline').disabled");
    page.press("Pipeline");
    page.until("it names of what", "$('[data-panel=goal-box]').innerText.includes('Pipeline stands at')");
    page.fill("-call-target", "three");
    page.until(
        "it is refused with what is allowed",
        "$('#-call-target-said')?.innerText.includes('between 0% and 100,000%')",
    );
    assert!(page.is("$('#-call-target').ariaInvalid === 'true'"));
}

#[test]
fn the_hosted_page_speaks_the_language_of_the_widget() {
    let page = Page::open("/?locale=de-AT&currency=EUR");
    page.until(
        "the page is German",
        "document.querySelector('h1').innerText === 'Was hat das Co-Marketing gebracht?'",
    );
    assert_eq!(page.text("document.documentElement.lang"), "de");
    assert_eq!(page.text("document.title"), "Co-Marketing-ROI");
    assert!(page.text("document.querySelector('header p').innerText").starts_with("Rendite von MDF"));
    assert!(
        page.text("document.querySelector('footer').innerText").starts_with("Ihr Browser berechnet alles.")
    );
    drop(page);
    let page = Page::open("/?locale=pl");
    page.until(
        "the words were looked for",
        "performance.getEntriesByName(new URL('page-text.js', location).href).length === 1",
    );
    assert_eq!(
        page.text("document.documentElement.lang"),
        "en",
        "a language that is not there stays English"
    );
}

/// The page must not jump when the first panel is drawn: what holds no panel has the same size without their sheet.
#[test]
fn the_sheet_of_panels_changes_nothing_of_the_page() {
    for mode in ["assessment", "campaign", "call"] {
        let page = Page::open_at("/pages/ways.html", DESK);
        page.takes(mode);
        page.until("the mode is on screen", &format!("$('.{mode}')"));
        page.press_if_there("Show me an example");
        page.press_if_there("Skip to the result");
        page.until(
            "all is drawn",
            "$('[data-panel]') && $$('[data-panel]').every((panel) => panel.dataset.drawn === '')",
        );
        let moved = page.eval(
            "(() => {
                const own = [...root.querySelectorAll('.frame *')].filter((at) => !at.closest('.panel') && !at.querySelector('.panel'));
                const sizes = () => own.map((at) => at.getBoundingClientRect()).map(({ width, height }) => `${width.toFixed(1)} × ${height.toFixed(1)}`);
                const sheets = [...root.adoptedStyleSheets], before = sizes();
                const isOfPanels = (sheet) => [...sheet.cssRules].some((rule) => rule.cssText.includes('[data-old]'));
                root.adoptedStyleSheets = sheets.filter((sheet) => !isOfPanels(sheet));
                if (root.adoptedStyleSheets.length === sheets.length) return 'no sheet of panels';
                const after = sizes();
                root.adoptedStyleSheets = sheets;
                return own.flatMap((at, i) => before[i] === after[i] ? [] : [`${at.localName}.${at.className}: ${after[i]}, then ${before[i]}`]);
            })()",
        );
        assert_eq!(moved, json!([]), "{mode}");
    }
}
