//! Contact details before the report, for hosts that want them: asked once, by keys alone, and told to the page only.

use crate::access::violations;
use crate::page::{Page, key};
use serde_json::json;

const GATE: &str = "/pages/gate.html";

/// A page with figures of its visitor, and what can be kept of them.
#[track_caller]
pub(crate) fn open(path: &str) -> Page {
    let page = Page::open(path);
    page.press_if_there("Show me an example");
    // The same figures, and nobody's example any more.
    page.eval("void (el.plan = { ...el.plan, examples: [] })");
    page.until("the figures are the visitor's", "el.report && !el.report.example");
    page.press("Save or share");
    page
}

/// Presses for the report until its dialog is there.
#[track_caller]
pub(crate) fn ask(page: &Page) {
    if !page.is("button('Print the report').checkVisibility()") {
        page.press("Save or share");
    }
    page.press("Print the report");
    page.until("the dialog is open", "$('dialog:modal #lead-name')");
}

/// Answers what must be answered.
#[track_caller]
pub(crate) fn answer(page: &Page, consents: bool) {
    for (id, text) in
        [("lead-name", "Ada Lovelace"), ("lead-email", "ada@example.com"), ("lead-company", "Engines Ltd")]
    {
        page.write(id, text);
    }
    if consents {
        page.click("#lead-consent");
    }
    page.press("Get the report");
    page.until("the report is given", "probe.papers === 1 && !$('dialog')");
}

#[test]
fn a_visitor_gets_the_report_by_keys_and_is_asked_once() {
    let page = open(GATE);
    page.eval("button('Print the report').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until_active("lead-name");
    assert_eq!(page.eval("probe.papers"), json!(0));
    assert!(page.is("!$('#lead-consent').checked"), "nothing is ticked beforehand");
    assert_eq!(page.session().accessible_name(&page.element("$('dialog')")), "Get the report");
    assert_eq!(page.session().accessible_name(&page.element("$('#lead-phone')")), "Phone (optional)");
    let found = violations(&page);
    assert!(found.is_empty(), "the dialog: {}", found.join("\n"));
    // A submit in vain says what is wrong, and a way leads to each field.
    page.write("lead-email", "ada");
    page.session().keys(&key::ENTER.to_string());
    page.until_active("lead-problems");
    assert_eq!(page.eval("$$('.contact .problems li').length"), json!(3));
    assert_eq!(
        page.text("$('#lead-email-error').innerText"),
        "Work email needs an address, such as name@example.com."
    );
    assert_eq!(page.value("lead-email"), "ada", "what was typed stays");
    let found = violations(&page);
    assert!(found.is_empty(), "the dialog with errors: {}", found.join("\n"));
    page.session().keys(&key::TAB.to_string());
    page.session().keys(&key::ENTER.to_string());
    page.until_active("lead-name");
    page.session().keys(&format!("Ada Lovelace{0}.lovelace@example.com{0}Engines Ltd{0}{0}{0} ", key::TAB));
    assert!(page.is("$('#lead-consent').checked"), "a space ticks it");
    assert_eq!(page.value("lead-email"), ".lovelace@example.com", "Tab selects what is in a field");
    page.write("lead-email", "ada.lovelace@example.com");
    page.session().keys(&key::ENTER.to_string());
    page.until("the report is given", "probe.papers === 1");
    assert!(
        page.is("!$('dialog') && root.activeElement === button('Print the report')"),
        "the focus is back"
    );
    let leads = page.events("lead");
    assert_eq!(leads.len(), 1);
    let detail = &leads[0]["detail"];
    assert_eq!(leads[0]["frozen"], json!(true));
    assert_eq!(
        detail["fields"],
        json!({ "name": "Ada Lovelace", "email": "ada.lovelace@example.com", "company": "Engines Ltd" })
    );
    assert_eq!(detail["consent"]["given"], json!(true));
    assert!(
        detail["consent"]["text"].as_str().is_some_and(|text| text.starts_with("I agree to be contacted"))
    );
    assert_eq!(detail["currency"], json!("EUR"));
    assert_eq!(
        detail["headline"],
        json!({ "detail": "bands", "roi": "0-50%", "pipeline": "1m-5m", "spend": "500k-1m" })
    );
    assert!(detail["shareUrl"].as_str().is_some_and(|url| url.contains("/#cmroi=2.")));
    // Nobody is asked twice.
    page.press("Print the report");
    page.until("the report is given again", "probe.papers === 2");
    assert_eq!(page.events("lead").len(), 1);
    assert_eq!(
        page.eval("[typeof dataLayer, localStorage.length, document.cookie]"),
        json!(["undefined", 0, ""])
    );
    assert_eq!(page.eval("probe.violations"), json!([]));
    assert!(page.site.posts().is_empty(), "nothing is sent");
}

#[test]
fn of_an_example_a_lead_says_that_it_is_one_and_nothing_else() {
    let page = Page::open(GATE);
    page.press("Show me an example");
    page.press("Save or share");
    ask(&page);
    assert!(page.text("$('dialog').innerText").contains("none of it is sent"));
    answer(&page, true);
    let leads = page.events("lead");
    assert_eq!(leads[0]["detail"]["headline"], json!({ "detail": "bands", "example": true }));
    assert_eq!(leads[0]["detail"]["shareUrl"], json!(null));
}

#[test]
fn escape_and_cancel_lose_nothing() {
    let page = open(GATE);
    let before = page.eval("JSON.stringify(el.plan)");
    ask(&page);
    page.write("lead-name", "Ada");
    page.click("#lead-consent");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("it is closed", "!$('dialog')");
    assert!(page.is("root.activeElement === button('Print the report')"), "the focus is back");
    ask(&page);
    assert_eq!(page.value("lead-name"), "Ada");
    assert!(page.is("$('#lead-consent').checked"));
    page.press("Cancel");
    page.until("it is closed", "!$('dialog')");
    assert_eq!(page.eval("probe.papers"), json!(0));
    assert_eq!(page.events("lead").len(), 0);
    assert_eq!(page.eval("JSON.stringify(el.plan)"), before);
    // Taken away around the open dialog and put back, the page is free, and may ask anew.
    ask(&page);
    page.eval("((parent) => (el.remove(), parent.append(el)))(el.parentNode)");
    page.until_ready();
    page.until("the dialog holds nothing back", "!$('dialog')?.matches(':modal')");
    // Some browsers still show it, as a part of the page.
    page.eval("$('dialog')?.checkVisibility() && button('Cancel').click()");
    ask(&page);
    page.click("#lead-consent");
    answer(&page, false);
    assert_eq!(
        page.events("lead")[0]["detail"]["consent"]["given"],
        json!(false),
        "the report needs no consent"
    );
}

#[test]
fn a_host_may_take_over() {
    let page = open(GATE);
    page.eval("(el.setAttribute('analytics-detail', 'exact'), el.addEventListener('cmroi-lead', (event) => event.preventDefault()), 0)");
    ask(&page);
    assert!(page.text("$('.contact').innerText").contains("exact numbers"), "the visitor is told");
    for (id, text) in
        [("lead-name", "Ada"), ("lead-email", "ada@example.com"), ("lead-company", "Engines Ltd")]
    {
        page.write(id, text);
    }
    page.press("Get the report");
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'lead')");
    page.until("the dialog is gone", "!$('dialog')");
    assert_eq!(page.eval("probe.papers"), json!(0), "the report is the host's to give");
    let headline = &page.events("lead")[0]["detail"]["headline"];
    assert_eq!(headline["detail"], json!("exact"));
    assert_eq!(headline["roi"], page.eval("el.report.total.metrics.roi.value"));
    page.press("Print the report");
    page.until("and is given when asked for again", "probe.papers === 1");
}

#[test]
fn without_a_gate_nobody_is_asked() {
    let page = open(GATE);
    page.eval("(el.setAttribute('gate', 'off'), 0)");
    page.press("Print the report");
    page.until("the report is given", "probe.papers === 1");
    assert!(page.is("!$('dialog')"));
    assert!(
        !page.site.requests().iter().any(|path| path.contains("lead.js")),
        "nor is anything loaded for it"
    );
}

#[test]
fn german_fits_a_narrow_page() {
    let page = open(GATE);
    page.eval("(el.setAttribute('locale', 'de'), document.body.style.width = '320px', 0)");
    page.until("the page is German", "button('Bericht drucken')");
    page.press("Bericht drucken");
    page.until("the dialog is open", "$('dialog:modal #lead-name')");
    page.press("Bericht öffnen");
    page.until_active("lead-problems");
    assert!(page.text("$('.contact').innerText").contains("Geschäftliche E-Mail-Adresse fehlt."));
    assert!(page.is("$('dialog').scrollWidth <= $('dialog').clientWidth"), "nothing is cut");
}
