//! The element in a page: several of them, moved, removed, early and late, in other languages and themes.

use crate::page::{Page, key};
use crate::session::Setup;
use serde_json::json;

#[test]
fn two_widgets_are_independent_and_share_one_download() {
    let page = Page::load("/pages/two-widgets.html", Setup::default());
    page.look_at("#second").until_ready();
    let second = page.eval("el.report");
    page.look_at("#first").until_ready();
    assert_eq!(
        page.eval("el.plan.tiers"),
        json!([{ "name": "Strategic", "mdfSpent": 1000, "revenueSourced": 5000 }])
    );
    page.fill("mdfSpent-0", "2000");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 2000);
    page.look_at("#second");
    assert_eq!(page.eval("el.report"), second);
    assert!(page.is("$('.title').localName === 'h3' && el.plan.currency === 'EUR'"), "its own settings");
    let downloads = page.site.requests().iter().filter(|path| path.ends_with("-roi_bg.wasm")).count();
    assert_eq!(downloads, 1);
    assert_eq!(page.eval("probe.warnings"), json!([]), "the same script twice is nothing to speak of");
}

#[test]
fn another_language_is_read_and_written() {
    let page = Page::load("/pages/two-widgets.html", Setup::default());
    page.look_at("#second").until_ready();
    page.write("mdfSpent-0", "1.200,50");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 1200.5);
    page.fill("leads-0", "10");
    page.until("it is written out", "$('#leads-0').value === '10' && $('#mdfSpent-0').value === '1.200,5'");
    page.until("the table follows", "$('#why-3-0-mdfSpent-button .value').innerText.startsWith('1.20')");
    let shown = page.figure("why-3-0-mdfSpent-button").replace(['\u{a0}', '\u{202f}'], " ");
    let expected = page.text(
        "new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(1200.5)",
    );
    assert_eq!(shown, expected.replace('\u{a0}', " "));
    assert!(shown.ends_with(" €"), "{shown}");
    page.fill("mdfSpent-0", "1,234");
    page.until(
        "the doubt is named as the language writes it",
        "$('#mdfSpent-0-error').innerText.includes('1,234')",
    );
}

#[test]
fn locale_and_currency_change_while_it_lives() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "1,200.50");
    page.until("it is written out", "$('#mdfSpent-0').value === '1,200.5'");
    page.eval("(el.setAttribute('locale', 'de-DE'), el.setAttribute('currency', 'CHF'))");
    page.until("the form is written anew", "$('#mdfSpent-0').value === '1.200,5'");
    assert_eq!(page.eval("[el.plan.currency, el.plan.tiers[0].mdfSpent]"), json!(["CHF", 1200.5]));
    assert!(page.figure("why-1-total-pipelineSourced-button").contains("CHF"));
    page.eval("el.setAttribute('locale', 'no such language!')");
    page.until("nonsense falls through to the page's language", "$('#mdfSpent-0').value === '1,200.5'");
}

#[test]
fn moving_it_keeps_the_living_widget() {
    let page = Page::open("/pages/move.html");
    page.write("mdfSpent-0", "4321");
    page.eval("(window.field = $('#mdfSpent-0'), document.getElementById('move').click())");
    page.until("it is in the other container", "el.parentNode.id === 'right'");
    // A turn of the event loop later the app would have ended, had it been taken for removed.
    page.session()
        .later("const done = arguments[arguments.length - 1]; setTimeout(() => setTimeout(done));", vec![]);
    assert!(page.is("el.state === 'ready' && $('#mdfSpent-0') === window.field"), "nothing was drawn anew");
    // Leaving the page for a moment, the field has lost the focus. Chromium tells it so, and its number is written out;
    // in the others it is when the visitor leaves it the next time.
    page.enter("mdfSpent-0");
    page.session().keys(&key::TAB.to_string());
    assert_eq!(page.value("mdfSpent-0"), "4,321");
    assert_eq!(page.events("ready").len(), 1);
    page.fill("mdfSpent-0", "5");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 5);
}

#[test]
fn what_was_typed_survives_removal() {
    let page = Page::open("/pages/move.html");
    page.fill("mdfSpent-0", "4321");
    page.fill("leads-0", "not a number");
    page.look_at("body").eval("document.getElementById('remove').click()");
    page.until("it is out", "!document.querySelector('comarketing-roi')");
    page.eval("document.getElementById('insert').click()");
    page.look_at("comarketing-roi").until_ready();
    assert_eq!(page.value("mdfSpent-0"), "4,321");
    assert_eq!(page.value("leads-0"), "not a number", "what cannot be read is kept too");
    assert_ne!(page.error("leads-0"), "", "and said");
    assert_eq!(page.events("ready")[1]["detail"]["restored"], true);
    page.fill("leads-0", "10");
    assert_eq!(page.eval("el.plan.tiers[0].leads"), 10);
}

#[test]
fn fifty_removals_leave_one_widget_that_works() {
    let page = Page::open("/pages/move.html");
    // By tens: all of them at once would be longer than a slow machine gives a script.
    let ten = "const done = arguments[arguments.length - 1], el = document.querySelector('comarketing-roi');
        (async () => {
            for (let at = 0; at < 10; at += 1) {
                el.remove();
                await new Promise((next) => setTimeout(next));
                document.getElementById('left').append(el);
                while (el.state !== 'ready') await new Promise((next) => setTimeout(next));
            }
        })().then(() => done(el.shadowRoot.childElementCount));";
    for _ in 0..5 {
        page.session().later(ten, vec![]);
    }
    page.until("the old slots are gone", "root.childElementCount === 1");
    page.fill("mdfSpent-0", "7");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 7);
}

#[test]
fn the_script_may_come_after_the_element_and_before_it() {
    let page = Page::load("/pages/late-script.html", Setup::default());
    page.until("the second is there", "document.getElementById('after')");
    page.look_at("#after").until_ready();
    assert!(page.is("isExample()"), "the second shows the sample");
    page.look_at("#before").until_ready();
    assert_eq!(
        page.eval("[el.plan.currency, el.plan.tiers]"),
        json!(["GBP", [{ "name": "Early", "mdfSpent": 1 }]])
    );
    assert!(page.is("!Object.hasOwn(el, 'plan')"), "the early property gave way to the element's own");
}

#[test]
fn the_theme_is_the_hosts_choice() {
    let page = Page::load("/pages/two-widgets.html", Setup::default());
    let dark = "getComputedStyle($('.root')).backgroundColor === 'rgb(17, 21, 27)'";
    page.look_at("#second").until_ready();
    page.until("theme=dark", dark);
    page.look_at("#first").until_ready();
    page.until("the other is light", &format!("!({dark})"));
    page.eval("el.setAttribute('theme', 'dark')");
    page.until("it follows", dark);
}

#[test]
fn without_a_choice_the_theme_is_that_of_the_page_behind() {
    let page = Page::open("/pages/move.html");
    page.eval("(el.remove(), document.body.style.background = 'rgb(17, 17, 17)')");
    page.session().later("const done = arguments[arguments.length - 1]; setTimeout(done);", vec![]);
    page.look_at("body").eval("document.getElementById('insert').click()");
    page.look_at("comarketing-roi").until_ready();
    page.until("it is dark", "$('.root').dataset.theme === 'dark'");
}

#[test]
fn without_any_sign_the_theme_is_the_systems() {
    let page = Page::open_in("/", Setup { dark: true, ..Setup::default() });
    page.until("it is dark", "getComputedStyle($('.root')).backgroundColor === 'rgb(17, 21, 27)'");
}

#[test]
fn reloading_begins_anew() {
    let page = Page::open("/");
    page.clear();
    page.session().reload();
    page.until_ready();
    assert!(page.is("isExample()"), "nothing is kept unless the visitor asks");
}
