//! From the sample to figures of one's own.

use crate::page::{Page, key};
use serde_json::json;

const ROI: &str = "why-0-total-roi-button";

#[test]
fn the_first_view_is_a_sample_and_says_so() {
    let page = Page::open("/");
    assert_eq!(page.text("$('.headline .tag').innerText"), "example company");
    assert!(page.total("roi").is_some(), "the sample has a return");
    assert!(page.figure(ROI).ends_with('%'), "{}", page.figure(ROI));
    let marked = "$$('.tier .cell:not([hidden]) input').every((i) => i.closest('.field').classList.contains('sample'))";
    assert!(page.is(marked), "every figure of the sample is marked as one");
    assert!(page.is("$$('.tier .cell:not([hidden]) input').length === 18"), "three tiers of six fields");
}

#[test]
fn editing_a_sample_figure_makes_it_the_visitors_own() {
    let page = Page::open("/");
    page.fill("mdfSpent-0", "200000");
    assert!(page.is("!$('#mdfSpent-0').closest('.field').classList.contains('sample')"));
    assert!(
        page.is("$('#mdfSpent-1').closest('.field').classList.contains('sample')"),
        "the others stay a sample"
    );
}

#[test]
fn clearing_leaves_only_what_is_assumed() {
    let page = Page::open("/");
    page.clear();
    let filled = page
        .eval("$$('input[type=text]').filter((i) => i.value && !i.id.startsWith('name-')).map((i) => i.id)");
    assert_eq!(filled, json!(["plan-grossMargin", "plan-annualChurn", "plan-influenceCredit"]));
    for id in ["plan-grossMargin", "plan-annualChurn", "plan-influenceCredit"] {
        let mark = page.text(&format!("$('#{id}').closest('.box').querySelector('.mark').innerText"));
        assert_eq!(mark, "assumed", "{id}");
        let why = page.text(&format!("$('#{id}-hint').innerText.trim()"));
        assert!(!why.is_empty(), "{id} says why");
    }
    assert!(page.is("!isExample()"), "no sample figure is left");
    assert_eq!(page.text("$('.notice').innerText"), "All numbers are cleared. Undo brings them back.");
    // No figure rather than a wrong one.
    assert_eq!(page.figure(ROI), "not yet");
    assert!(page.is("$('.headline .meaning').innerText.length > 10"), "the reason stands under the headline");
    assert!(page.is("!/NaN|Infinity|undefined|null/.test($('.root').innerText)"));
}

#[test]
fn the_sample_can_be_had_back() {
    let page = Page::open("/");
    let before = page.figure(ROI);
    page.clear();
    page.press("Show me an example");
    page.until("the sample is there", "isExample()");
    assert_eq!(page.figure(ROI), before);
}

/// Types into the focused field one key at a time, and looks at everything between the keys.
#[track_caller]
fn type_watched(page: &Page, id: &str, text: &str, mut after: impl FnMut(&str)) {
    page.enter(id);
    page.eval("(window.field = root.activeElement, null)");
    let mut typed = String::new();
    for next in text.chars() {
        page.session().keys(&next.to_string());
        typed.push(next);
        let state = page.eval(
            "[window.field === root.activeElement, document.activeElement === el, window.field.value, \
              window.field.selectionStart, window.field.selectionEnd]",
        );
        assert_eq!(state, json!([true, true, typed, typed.len(), typed.len()]), "after {typed:?} in {id}");
        after(&typed);
    }
}

/// A share as the page writes it in English, by the platform's own formatter.
fn percent(page: &Page, share: f64) -> String {
    let decimals = i32::from(share.abs() < 10.0);
    page.text(&format!(
        "new Intl.NumberFormat('en', {{ style: 'percent', maximumFractionDigits: {decimals} }}).format({share})"
    ))
}

#[test]
fn a_published_roi_comes_out_digit_by_digit() {
    let page = Page::open("/");
    page.clear();
    page.more_detail();
    page.fill("plan-grossMargin", "");
    type_watched(&page, "plan-grossMargin", "33.3333333333", |_| {});
    type_watched(&page, "revenueSourced-0", "600000", |typed| {
        let plan = page.eval("el.plan.tiers[0].revenueSourced");
        assert_eq!(plan.as_f64(), typed.parse().ok(), "the plan follows each key");
    });
    type_watched(&page, "mdfSpent-0", "50000", |typed| {
        let spent: f64 = typed.parse().expect("digits");
        let expected = (600_000.0 * 0.333_333_333_333 - spent) / spent;
        let roi = page.total("roi").expect("a return");
        assert!((roi - expected).abs() < 1e-9 * expected, "ROI after {typed:?}: {roi}, not {expected}");
        assert_eq!(page.figure(ROI), percent(&page, expected), "on screen after {typed:?}");
    });
    assert_eq!(page.figure(ROI), "300%");
    assert_eq!(
        page.text("$('.headline .meaning').innerText"),
        "Every $1 spent brought back $4.00 of gross profit."
    );
    // Written out on leaving, not before.
    page.session().keys(&key::TAB.to_string());
    page.until("the number is written out", "$('#mdfSpent-0').value === '50,000'");
}

#[test]
fn a_published_ltv_to_cac_explains_itself() {
    let page = Page::open("/");
    page.clear();
    page.more_detail();
    for (id, text) in [
        ("mdfSpent-0", "10000"),
        ("programmeCost-0", "15000"),
        ("customersSourced-0", "100"),
        ("dealSize-0", "600"),
        ("plan-annualChurn", "60"),
        ("plan-maxLifetimeYears", "100"),
    ] {
        page.fill(id, text);
    }
    page.write("plan-grossMargin", "");
    type_watched(&page, "plan-grossMargin", "75", |_| {});
    let figure = "why-2-total-ltvToCac-button";
    assert_eq!(page.figure(figure), "3×");
    page.click(&format!("#{figure}"));
    page.until("the explanation opens", "$('#why-2-total-ltvToCac .terms')");
    assert!(page.is("$('#why-2-total-ltvToCac-button').ariaExpanded === 'true'"));
    let text = page.text("$('#why-2-total-ltvToCac').innerText");
    // The formula, the same with the numbers, and where each number comes from.
    for piece in ["With your numbers", "$750.00 / $250.00 = 3×", "Where each number comes from", "deal size"]
    {
        assert!(text.contains(piece), "{piece:?} is missing from: {text}");
    }
    page.press("Close");
    page.until("the explanation closes", "!$('#why-2-total-ltvToCac')");
}

#[test]
fn typing_in_the_middle_keeps_the_caret_there() {
    let page = Page::open("/");
    page.clear();
    page.write("mdfSpent-0", "1234");
    page.eval("root.activeElement.setSelectionRange(2, 2)");
    page.session().keys("9");
    assert_eq!(
        page.eval("[root.activeElement.value, root.activeElement.selectionStart]"),
        json!(["12934", 3])
    );
}

#[test]
fn the_slider_and_its_box_agree() {
    let page = Page::open("/");
    page.write("plan-influenceCredit", "55");
    assert!(page.is("$('.slider').value === '55' && $('.slider').ariaValueText === '55%'"));
    let before = page.total("roi").expect("a return");
    page.eval("$('.slider').focus()");
    page.session().keys(&key::RIGHT.to_string());
    assert_eq!(page.value("plan-influenceCredit"), "56");
    assert!(page.total("roi").expect("a return") > before, "more credit, more return");
}

#[test]
fn the_headline_is_spoken_once_typing_rests() {
    let page = Page::open("/");
    assert_eq!(page.text("$('[role=status]').textContent"), "");
    page.write("mdfSpent-0", "200000");
    page.until("the status is filled", "$('[role=status]').textContent");
    let (spoken, shown) = (page.text("$('[role=status]').textContent"), page.figure(ROI));
    assert!(spoken.contains(&shown), "{spoken:?} names {shown:?}");
    assert!(page.is("$$('[role=status], [aria-live], output').length === 1"), "one voice");
}
