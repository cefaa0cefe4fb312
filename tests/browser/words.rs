//! The widget in other languages: German, one whose words are long, and one that runs from right to left.

use crate::looks::Language;
use crate::page::Page;
use crate::session::Setup;
use serde_json::json;
use std::path::Path;

#[allow(dead_code, reason = "the build script and xtask use the rest")]
#[path = "../../src/text/catalogue.rs"]
mod catalogue;

/// A language that no translator has written, in the place of German: what the server answers for `path`.
pub(crate) fn made(path: &str) -> Option<String> {
    let (tag, direction) = match path {
        "/x-long/text/de.js" => ("en-x-long", "ltr"),
        "/x-rtl/text/de.js" => ("en-x-rtl", "rtl"),
        _ => return None,
    };
    let all = catalogue::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").as_path()).ok()?;
    let english = &all["en"];
    let mut texts: catalogue::Texts = english.iter().map(|(key, text)| (key.clone(), longer(text))).collect();
    texts.insert("direction".to_owned(), direction.to_owned());
    Some(catalogue::script(english, tag, &texts))
}

/// The words of a key of the catalogue, as they are on screen; English where a language has no catalogue.
pub(crate) fn said(key: &str, language: Language) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let all = catalogue::read(&folder).expect("right");
    let of = |tag: &str| all.get(tag).unwrap_or(&all["en"])[key].clone();
    match language {
        Language::Rtl | Language::Long => longer(&of("en")),
        spoken => of(spoken.name()),
    }
}

/// Each word two fifths longer and accented, so that nobody takes it for English; gaps stay.
fn longer(text: &str) -> String {
    let mut out = String::new();
    let (mut letters, mut in_gap) = (0, false);
    for sign in text.chars().chain([' ']) {
        in_gap = sign == '{' || in_gap && sign != '}';
        if !in_gap && sign.is_alphabetic() {
            letters += 1;
        } else {
            out.extend(std::iter::repeat_n('ö', (letters * 2_usize).div_ceil(5)));
            letters = 0;
        }
        out.push(match sign {
            'a' if !in_gap => 'á',
            'e' if !in_gap => 'é',
            other => other,
        });
    }
    out.pop();
    out
}

/// Opens what is folded, and an explanation with a benchmark in it.
fn open_everything(page: &Page) {
    page.eval("$$('.inputs > .actions button')[1].click()");
    page.eval("$$('.results .block > .actions button')[0].click()");
    page.until("all is unfolded", "$('#mqls-0') && $('#why-3-total-maxCostPerLead-button')");
    page.eval("$('details').open = true");
}

/// Every text of the widget, but what is left in its own language.
const TEXTS: &str = "(() => {
    const walker = document.createTreeWalker($('.root'), NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (data.trim() && !parentElement.closest('[lang=en], :not(.root)[translate=no]')) texts.push(data.trim());
    }
    for (const label of $$('[aria-label]')) texts.push(label.ariaLabel);
    return texts;
})()";

/// Tells a sentence of the English catalogue that German says otherwise.
fn english() -> impl Fn(&str) -> bool {
    let all =
        catalogue::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").as_path()).expect("right");
    move |text: &str| {
        let (english, german) = (&all["en"], &all["de"]);
        english.iter().any(|(key, english)| {
            let same = text == english || text.strip_suffix('.') == Some(english.as_str());
            same && german[key] != *english && !german.values().any(|german| german == english)
        })
    }
}

/// Whether every panel is drawn.
const DRAWN: &str = "$('[data-panel]') && $$('[data-panel]').every((panel) => panel.dataset.drawn === '')";

#[test]
fn every_way_is_german() {
    let page = Page::open("/pages/german.html");
    let is_english = english();
    let look = |state: &str| {
        page.until("all is drawn", DRAWN);
        page.eval("$$('details').forEach((details) => { details.open = true; })");
        let texts = page.eval(TEXTS);
        let texts: Vec<&str> =
            texts.as_array().expect("texts").iter().filter_map(|text| text.as_str()).collect();
        assert!(texts.len() > 40, "{state}: {}", texts.len());
        let left: Vec<&&str> = texts.iter().filter(|text| is_english(text)).collect();
        assert!(left.is_empty(), "{state}: still English: {left:?}");
    };
    page.press("Diagramme zeigen");
    look("charts");
    page.takes("call");
    look("call");
    page.takes("campaign");
    page.press("Beispiel zeigen");
    look("campaign");
    page.press("Als Prognose");
    look("claim");
    page.takes("assessment");
    for step in 1..7 {
        page.press("Weiter");
        page.until(
            "the next step",
            &format!("$('.progress').innerText.includes('Schritt {} von 7')", step + 1),
        );
        if step >= 5 {
            look(&format!("step {}", step + 1));
        }
    }
    page.press("Ergebnis ansehen");
    look("result");
}

#[test]
fn german_is_german_throughout() {
    let page = Page::open("/pages/german.html");
    assert!(page.is("$('.root').lang === 'de' && $('.root').dir === 'ltr'"));
    assert_eq!(page.value("mdfSpent-0"), "180.000");
    open_everything(&page);
    let is_english = english();
    for metric in ["roi", "mdfPerLead", "mdfUtilisation", "cacPaybackMonths", "pipelinePerDollar", "ltv"] {
        page.eval(&format!("$('#why-3-total-{metric}-button').click()"));
        page.until("it is explained", &format!("$('#why-3-total-{metric} .terms')"));
        let texts = page.eval(TEXTS);
        let texts: Vec<&str> =
            texts.as_array().expect("texts").iter().filter_map(|text| text.as_str()).collect();
        assert!(texts.len() > 200, "{}", texts.len());
        let left: Vec<&&str> = texts.iter().filter(|text| is_english(text)).collect();
        assert!(left.is_empty(), "{metric}: still English: {left:?}");
    }
    page.fill("winRate-0", "120");
    page.until(
        "the error is German",
        "$('#winRate-0-error').innerText.startsWith('Abschlussquote: Erlaubt ist')",
    );
}

#[test]
fn the_language_changes_while_it_lives() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "1,200.50");
    page.until("it is written out", "$('#mdfSpent-0').value === '1,200.5'");
    page.eval("el.setAttribute('locale', 'de-AT')");
    page.until(
        "the words are German",
        "$('.root').lang === 'de' && $('.title').innerText === 'Co-Marketing-ROI'",
    );
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), json!(1200.5));
    page.eval("el.setAttribute('locale', 'pl')");
    page.until("there is no Polish, so it is English again", "$('.root').lang === 'en'");
    let loads = page.site.requests().iter().filter(|path| path.starts_with("/text/de")).count();
    assert_eq!(loads, 1, "a language is loaded once, and only one that there is");
}

#[test]
fn widgets_of_one_page_speak_different_languages() {
    let page = Page::load("/pages/two-widgets.html", Setup::default());
    page.look_at("#second").until_ready();
    assert_eq!(page.text("$('.root').lang"), "de");
    page.look_at("#first").until_ready();
    page.fill("mdfSpent-0", "2000");
    assert!(page.is("$('.root').lang === 'en' && button('Undo')"));
    page.look_at("#second");
    page.fill("mdfSpent-0", "2000");
    page.until(
        "it still speaks its own",
        "button('Rückgängig') && $('.headline .tag').innerText.endsWith('noch Beispiel')",
    );
}

#[test]
fn a_language_that_cannot_be_had_is_english() {
    let page = Page::open("/pages/missing-text.html");
    assert!(page.is("$('.root').lang === 'en' && button('Undo')"));
    assert_eq!(page.value("mdfSpent-0"), "180.000", "numbers need no words");
}

/// What is wider than its place: text that is cut, or reaches over its element's edge.
const CUT: &str = "$$('*').filter((at) => {
    const style = getComputedStyle(at);
    if (at.closest('.hidden, .scroll, .modes, svg, [hidden]') || style.position === 'absolute' || at.localName === 'input') return false;
    return at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0 && style.display !== 'inline';
}).map((at) => `${at.localName}.${at.className}: ${at.innerText}`)";

#[test]
fn longer_words_fit_a_phone() {
    let page = Page::load("/pages/long-narrow.html", Setup::default());
    page.session().enter_frame(page.element("document.getElementById('frame')"));
    page.until_ready();
    assert_eq!(page.eval("innerWidth"), 375);
    page.until("its language is there", "$('.root').lang === 'en-x-long'");
    open_everything(&page);
    page.eval("$('#why-0-total-roi-button').click()");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    assert!(page.is("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways");
    assert_eq!(page.eval(CUT), json!([]), "nothing is cut");
}

#[test]
fn it_runs_from_right_to_left() {
    let page = Page::open("/pages/x-rtl.html");
    page.until(
        "its language is there",
        "$('.root').dir === 'rtl' && getComputedStyle($('.title')).direction === 'rtl'",
    );
    assert!(page.is("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways");
    let mirrored = "$('.tiers-table th').getBoundingClientRect().left > $('.tiers-table td.direct').getBoundingClientRect().left";
    assert!(page.is(mirrored), "the names of rows are at the right");
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi code')");
    assert!(
        page.is("getComputedStyle($('#why-0-total-roi code')).direction === 'ltr'"),
        "formulas are not turned"
    );
    assert_eq!(page.eval(CUT), json!([]), "nothing is cut");
}

/// Every way holds texts that are 40 % longer at 375 px, and runs from right to left: nothing scrolls the page sideways.
#[test]
fn every_way_holds_longer_texts_and_the_other_direction() {
    for path in ["/pages/long-narrow.html", "/pages/x-rtl.html"] {
        let page = Page::load(path, Setup::default());
        if path.contains("narrow") {
            page.session().enter_frame(page.element("document.getElementById('frame')"));
        }
        page.until_ready();
        for mode in ["call", "campaign", "assessment"] {
            page.takes(mode);
            page.until(
                "all is drawn",
                &format!("$('.{mode}') && $$('[data-panel]').every((panel) => panel.dataset.drawn === '')"),
            );
            let wide =
                page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
            assert!(wide[0].as_u64() <= wide[1].as_u64(), "{path}, {mode}: {wide}");
        }
    }
}
