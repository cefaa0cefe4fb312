//! What cannot be read: said at the field once it is left, never lost, mended without a trace.

use crate::page::{Page, key};
use serde_json::json;

const ROI: &str = "why-0-total-roi-button";

fn cleared() -> Page {
    let page = Page::open("/");
    page.clear();
    page
}

/// Types a text that cannot be read, and looks at everything that must follow.
#[track_caller]
fn is_refused(page: &Page, id: &str, text: &str, says: &[&str]) {
    page.write(id, text);
    assert_eq!(page.error(id), "", "nothing is said of {text:?} while it is typed");
    assert!(page.is(&format!("!$('#{id}').ariaInvalid && $('.problems').hidden")), "nor is it marked");
    page.session().keys(&key::TAB.to_string());
    page.until("the message stands at the field", &format!("$('#{id}-error').innerText.trim()"));
    let message = page.error(id);
    for part in says {
        assert!(message.contains(part), "{text:?}: {part:?} is missing from {message:?}");
    }
    assert_eq!(page.value(id), text, "what was typed stays");
    assert!(page.is(&format!("$('#{id}').ariaInvalid === 'true'")), "{text:?} is marked as invalid");
    let described = page.text(&format!("$('#{id}').getAttribute('aria-describedby')"));
    assert!(
        described.split(' ').any(|part| part == format!("{id}-error")),
        "the message describes the field"
    );
    let summary = page.text("$('.problems').innerText");
    assert!(summary.contains(&message), "the summary says the same: {summary}");
    assert!(
        page.is("el.report === null && el.plan === null"),
        "the host gets no figure of a form that cannot be read"
    );
}

/// Replaces it with something right; nothing may be left of the error.
#[track_caller]
fn is_mended(page: &Page, id: &str, text: &str) {
    page.write(id, text);
    assert_eq!(page.error(id), "");
    assert!(page.is(&format!("!$('#{id}').ariaInvalid && $('.problems').hidden && $('.stale-note').hidden")));
    assert!(page.is("el.report !== null"));
}

#[test]
fn letters_are_no_number() {
    let page = cleared();
    is_refused(&page, "mdfSpent-0", "abc", &["MDF spent", "needs a number"]);
    is_mended(&page, "mdfSpent-0", "1000");
}

#[test]
fn a_number_that_could_mean_two_things_is_asked_about() {
    let page = cleared();
    is_refused(&page, "mdfSpent-0", "1.234", &["1234", "1.234"]);
    is_mended(&page, "mdfSpent-0", "1234");
}

#[test]
fn a_share_above_the_whole_names_what_is_allowed() {
    let page = cleared();
    is_refused(&page, "plan-grossMargin", "120", &["0%", "100%"]);
    is_mended(&page, "plan-grossMargin", "80");
}

#[test]
fn a_share_below_one_is_asked_about() {
    let page = cleared();
    is_refused(&page, "winRate-0", "0.3", &["30 %", "0.3 %"]);
    is_mended(&page, "winRate-0", "30");
}

#[test]
fn less_than_nothing_is_refused() {
    let page = cleared();
    is_refused(&page, "mdfSpent-0", "-5", &["0 or more"]);
    is_mended(&page, "mdfSpent-0", "5");
}

#[test]
fn another_currency_is_named() {
    let page = cleared();
    is_refused(&page, "mdfSpent-0", "€ 1,200", &["€", "not this plan’s currency"]);
    is_mended(&page, "mdfSpent-0", "$ 1,200");
}

#[test]
fn too_long_a_text_does_no_harm() {
    let page = cleared();
    is_refused(&page, "mdfSpent-0", &"9".repeat(60), &["long"]);
    is_mended(&page, "mdfSpent-0", "9");
}

#[test]
fn the_last_good_results_stay_and_are_marked_as_such() {
    let page = Page::open("/");
    let before = page.figure(ROI);
    page.fill("mdfSpent-0", "abc");
    page.until("the results are marked", "!$('.stale-note').hidden");
    assert!(page.text("$('.stale-note').innerText").contains("last readable numbers"));
    assert!(page.is("$('.results').classList.contains('stale')"));
    assert_eq!(page.figure(ROI), before);
    is_mended(&page, "mdfSpent-0", "90000");
    assert_ne!(page.figure(ROI), before, "the results follow again");
}

#[test]
fn the_summary_leads_to_each_field() {
    let page = cleared();
    page.fill("mdfSpent-0", "abc");
    page.fill("winRate-1", "120");
    page.fill("plan-grossMargin", "x");
    page.until("three are listed", "$$('.problems li').length === 3");
    for (at, id) in ["mdfSpent-0", "winRate-1", "plan-grossMargin"].iter().enumerate() {
        page.click(&format!(".problems li:nth-child({}) button", at + 1));
        page.until_active(id);
    }
    let names = page.eval("$$('.problems li button').map((button) => button.innerText)");
    assert_eq!(names, json!(["MDF spent, Strategic", "Win rate, Focus", "Gross margin"]));
}

#[test]
fn mending_one_of_two_leaves_the_other() {
    let page = cleared();
    page.fill("mdfSpent-0", "abc");
    page.fill("leads-0", "x");
    page.until("both are listed", "$$('.problems li').length === 2");
    page.fill("mdfSpent-0", "12");
    page.until("one is left", "$$('.problems li').length === 1");
    assert_eq!(page.error("mdfSpent-0"), "");
    assert_ne!(page.error("leads-0"), "");
}

#[test]
fn what_people_paste_is_understood_and_written_out() {
    let page = cleared();
    page.more_detail();
    for (id, pasted, written, path, value) in [
        ("mdfSpent-0", "$1,200", "1,200", "tiers[0].mdfSpent", 1200.0),
        ("pipelineSourced-0", "1.2m", "1,200,000", "tiers[0].pipelineSourced", 1.2e6),
        ("pipelineInfluenced-0", " 2\u{a0}500 ", "2,500", "tiers[0].pipelineInfluenced", 2500.0),
        ("dealSize-0", "1200 USD", "1,200", "tiers[0].dealSize", 1200.0),
        ("winRate-0", "15 %", "15", "tiers[0].winRate", 0.15),
        ("plan-grossMargin", "72.5%", "72.5", "economics.grossMargin", 0.725),
        ("leads-0", "1,250", "1,250", "tiers[0].leads", 1250.0),
    ] {
        page.enter(id);
        page.eval("root.activeElement.select()");
        // Text that arrives at once, as by the clipboard.
        page.eval_with("document.execCommand('insertText', false, args[0])", json!([pasted]));
        assert_eq!(page.value(id), pasted);
        assert_eq!(page.eval(&format!("el.plan.{path}")).as_f64(), Some(value), "{pasted:?}");
        page.session().keys(&key::TAB.to_string());
        page.until("it is written out", &format!("$('#{id}').value === '{written}'"));
        let after = page.eval(&format!("el.plan.{path}")).as_f64();
        assert_eq!(after, Some(value), "{pasted:?} means the same after leaving");
    }
}

#[test]
fn nothing_spent_gives_reasons_and_no_nonsense() {
    let page = cleared();
    page.fill("mdfSpent-0", "0");
    page.fill("leads-0", "0");
    page.fill("pipelineSourced-0", "1000");
    page.press("Show all metrics");
    assert_eq!(page.total("roi"), None);
    assert!(page.is("el.report.total.metrics.roi.reason.length > 10"));
    assert!(["not yet", "not defined"].contains(&page.figure(ROI).as_str()));
    assert!(page.is("!/NaN|Infinity|undefined|null/.test($('.root').innerText)"));
    page.click(&format!("#{ROI}"));
    page.until("the reason is explained", "$('#why-0-total-roi .reason')?.innerText.length > 10");
}

/// An explanation that a visitor has scrolled away from is drawn later than what is in sight. Where there is nothing to
/// draw by then, because the form has a mistake, the last one stays.
#[test]
fn an_explanation_out_of_sight_stays_while_a_figure_is_wrong() {
    let page = Page::open("/");
    page.click("#why-3-0-costPerLead-button");
    page.until("it is explained", "$('#why-3-0-costPerLead .terms')");
    // Idle is when the test says so.
    page.eval(
        "(window.requestIdleCallback = (work) => { window.idle = work; },
          el.style.display = 'block', el.style.paddingTop = '5000px', scrollTo(0, 0), 0)",
    );
    let typed = |text: &str| {
        page.eval_with(
            "((box) => {
                box.value = args[0];
                for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true }));
            })($('#mdfSpent-0'))",
            serde_json::json!([text]),
        );
    };
    // Typed anew until the browser has noticed that it is out of sight.
    let mut amount = 5000;
    page.until_after(
        "it waits for an idle moment",
        "$('.explanation .panel[data-old]') && window.idle",
        || {
            amount += 1;
            typed(&amount.to_string());
        },
    );
    typed("abc");
    page.until("the mistake is named", "$('.problems').checkVisibility()");
    // The mistake itself asks for an idle moment too, before or after this one.
    page.until_after(
        "what was there is there",
        "getComputedStyle($('.explanation .panel')).visibility === 'visible'",
        || {
            page.eval("(window.idle(), 0)");
        },
    );
    assert!(page.is("$('#why-3-0-costPerLead .terms').innerText.length > 20"));
}
