//! Tiers come, go and come back, and nobody loses a figure or the place.

use crate::page::{Page, key};
use serde_json::json;

const NAMES: &str = "$$('.tier .name input').map((input) => input.value)";
const FIGURES: &str = "$$('.tier .cell input').map((input) => [input.id, input.value])";

#[test]
fn a_new_tier_has_a_free_name_and_the_focus() {
    let page = Page::open("/");
    page.press("Add a tier");
    page.until_active("name-3");
    assert_eq!(page.eval(NAMES), json!(["Strategic", "Focus", "Scale", "Tier 4"]));
    assert_eq!(page.text("$('.notice').innerText"), "Tier 4 is added.");
    page.fill("name-3", "Tier 5");
    page.press("Add a tier");
    page.until_active("name-4");
    assert_eq!(page.value("name-4"), "Tier 6", "a name that is taken is not given again");
}

#[test]
fn a_new_name_stands_everywhere() {
    let page = Page::open("/");
    page.write("name-0", "Gold");
    page.until("the table follows", "$('.tiers-table thead th:nth-child(2)').innerText === 'Gold'");
    assert!(page.is("$('.tier').ariaLabel === 'Gold'"), "the group is called so");
    assert!(page.is("$('.tier label[for=mdfSpent-0]').textContent.includes('Gold')"), "and each field in it");
    assert_eq!(page.text("el.report.tiers[0].name"), "Gold");
}

#[test]
fn two_tiers_of_one_name_are_refused() {
    let page = Page::open("/");
    page.write("name-1", "strategic");
    assert_eq!(page.error("name-1"), "", "nothing is said while it is typed");
    page.write("name-1", "Strategic");
    page.session().keys(&key::TAB.to_string());
    page.until("the message stands at the name", "$('#name-1-error').innerText.trim()");
    assert!(page.is("$('#name-1').ariaInvalid === 'true'"));
    assert!(page.is("$('#name-1').getAttribute('aria-describedby') === 'name-1-error'"));
    page.click(".problems li button");
    page.until_active("name-1");
    page.write("name-1", "Silver");
    assert!(page.is("$('.problems').hidden && el.report !== null"));
}

#[test]
fn a_host_is_told_of_names_that_mean_the_same() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "4321");
    for other in ["gold", "\u{FF27}old", "GO\u{AD}LD", "Gold\u{200B}"] {
        let patch = format!(
            "const done = arguments[0]; document.querySelector('comarketing-roi')
                .patch({{ tiers: [{{ name: 'Gold', mdfSpent: 1 }}, {{ name: {other:?}, mdfSpent: 2 }}] }}).then(done);"
        );
        let answer = page.session().later(&patch, vec![]);
        assert_eq!(answer["ok"], false, "{other:?}");
        assert_eq!(answer["errors"][0]["path"], "/tiers/1/name", "{other:?}: {answer}");
        assert_eq!(page.eval("el.plan?.tiers[0].mdfSpent"), 4321, "nothing has changed");
    }
}

#[test]
fn a_tier_needs_a_name() {
    let page = Page::open("/");
    page.fill("name-0", "");
    page.until("the message stands at the name", "$('#name-0-error').innerText.trim()");
    page.press("Undo");
    page.until("the name is back", "$('#name-0').value === 'Strategic'");
    assert_eq!(page.error("name-0"), "");
}

#[test]
fn a_removed_tier_comes_back_with_its_figures() {
    let page = Page::open("/");
    let before = page.eval(FIGURES);
    page.press("Remove Focus");
    page.until("it is gone", "$$('.tier').length === 2");
    page.until_active("name-0"); // beside the gap
    assert_eq!(page.text("$('.notice').innerText"), "Focus is removed. Undo brings it back.");
    assert!(page.is("el.report.tiers.length === 2"));
    page.press("Undo");
    page.until("it is back", "$$('.tier').length === 3");
    assert_eq!(page.eval(FIGURES), before);
    page.press("Redo");
    page.until("it is gone again", "$$('.tier').length === 2");
}

#[test]
fn without_a_tier_the_form_says_how_to_begin() {
    let page = Page::open("/");
    page.press("Remove Strategic");
    page.until_active("name-1"); // it took its place
    page.press("Remove Focus");
    page.press("Remove Scale");
    page.until_active("add-tier");
    assert_eq!(page.text("$('.inputs .empty').innerText"), "No tiers yet. Add one to begin.");
    assert!(page.is("el.report === null"), "a plan without tiers is none");
    for _ in 0..3 {
        page.press("Undo");
    }
    page.until("all are back", "$$('.tier').length === 3 && el.report !== null");
}

#[test]
fn twelve_tiers_are_the_most() {
    let page = Page::open("/");
    for count in 4..=12 {
        page.press("Add a tier");
        page.until("it is there", &format!("$$('.tier').length === {count}"));
    }
    assert!(page.is("$('#add-tier').disabled"));
    assert_eq!(page.text("$('#add-tier').title"), "A plan has at most twelve tiers.");
    assert!(
        page.is("$$('.tiers-table thead th').length === 15"),
        "twelve tiers between metric, total and direct"
    );
    assert!(page.is("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    page.press("Remove Tier 12");
    page.until("there is room again", "!$('#add-tier').disabled");
}

#[test]
fn undo_and_redo_work_by_keys() {
    let page = Page::open("/");
    let (before, roi) = (page.value("mdfSpent-0"), page.total("roi"));
    page.write("mdfSpent-0", "777000");
    let changed = page.total("roi");
    assert_ne!(changed, roi);
    page.session().chord(&[key::CONTROL], 'z');
    page.until("one step takes the whole number back", &format!("$('#mdfSpent-0').value === '{before}'"));
    assert_eq!(page.total("roi"), roi);
    assert_eq!(page.active(), "mdfSpent-0", "the focus stays");
    page.session().chord(&[key::CONTROL, key::SHIFT], 'z');
    page.until("it is made again", "$('#mdfSpent-0').value === '777,000'");
    assert_eq!(page.total("roi"), changed);
    page.session().chord(&[key::CONTROL], 'z');
    page.session().chord(&[key::CONTROL], 'y');
    page.until("the other usual key", "$('#mdfSpent-0').value === '777,000'");
}

#[test]
fn undo_and_redo_work_by_buttons() {
    let page = Page::open("/");
    assert!(page.is("button('Undo').disabled && button('Redo').disabled"));
    let before = page.value("leads-1");
    page.fill("leads-1", "1");
    page.fill("leads-2", "2");
    page.press("Undo");
    page.press("Undo");
    page.until("both are back", &format!("$('#leads-1').value === '{before}' && button('Undo').disabled"));
    page.press("Redo");
    page.until("the first is made again", "$('#leads-1').value === '1'");
    page.fill("leads-0", "3");
    page.until("a new change ends what could be redone", "button('Redo').disabled");
}

#[test]
fn a_tick_can_be_undone() {
    let page = Page::open("/");
    let cac = "el.report.direct.metrics.directCac.value";
    let before = page.eval(cac);
    page.click(".check input");
    page.until("it is off", "!$('.check input').checked && el.plan.direct.includesInfluenced === false");
    assert_ne!(page.eval(cac), before, "fewer or more customers are direct's own");
    page.press("Undo");
    page.until("it is on again", "$('.check input').checked");
    assert_eq!(page.eval(cac), before);
}

#[test]
fn clearing_can_be_undone() {
    let page = Page::open("/");
    let before = page.eval(FIGURES);
    page.clear();
    page.press("Undo");
    page.until("the sample is back", "isExample()");
    assert_eq!(page.eval(FIGURES), before);
}

#[test]
fn folding_the_details_loses_nothing() {
    let page = Page::open("/");
    page.more_detail();
    page.fill("mqls-0", "77");
    page.press("More detail");
    page.until("the fields fold", "!$('#mqls-0')?.checkVisibility()");
    assert!(page.is("el.plan.tiers[0].mqls === 77"));
    page.more_detail();
    assert_eq!(page.value("mqls-0"), "77");
}
