//! What everyone can perceive and operate, as far as a machine can tell.

use crate::page::Page;
use crate::session::{Setup, env};
use serde_json::json;
use std::collections::HashMap;

/// What axe finds in the whole document; on a host's page, and in a frame of one, in the widget alone.
#[track_caller]
pub(crate) fn violations(page: &Page) -> Vec<String> {
    if !page.is("window.axe") {
        let source = std::fs::read_to_string(env("AXE_PATH")).expect("axe.min.js");
        page.session().script(&source, vec![]);
    }
    // What is out of sight is drawn later: axe would compare words of before with names of after.
    page.session().later(
        "const [selector, done] = arguments;
         const root = document.querySelector(selector)?.shadowRoot;
         const look = () => root?.querySelector('.panel[data-old]') ? later() : done();
         const later = () => requestAnimationFrame(() => setTimeout(look));
         later();",
        vec![json!("comarketing-roi")],
    );
    let run = "const done = arguments[arguments.length - 1];
        const whole = ['/', '/configure.html'].includes(location.pathname) && !('framed' in document.documentElement.dataset);
        const context = whole ? document : 'comarketing-roi';
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const node = ({ html, failureSummary }) => `    ${html.slice(0, 200)}\\n    ${failureSummary}`;
        const violation = ({ id, help, nodes }) =>
            `${id}: ${help} (${nodes.length})\\n` + nodes.slice(0, 2).map(node).join('\\n');
        axe.run(context, { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } }).then(
            ({ violations, passes }) => done([passes.length, violations.map(violation)]),
            (error) => done([0, [String(error)]]));";
    let answer = page.session().later(run, vec![]);
    let found = answer[1].as_array().expect("a list");
    assert!(answer[0].as_u64() > Some(20), "axe looked at next to nothing: {answer}");
    found.iter().filter_map(|text| text.as_str()).map(str::to_owned).collect()
}

/// Goes through the states of the page that a visitor meets, and says at the end what is wrong in which.
#[track_caller]
fn every_state_is_accessible(page: &Page) {
    let mut found = Vec::new();
    let mut look = |state: &str| {
        found.extend(violations(page).into_iter().map(|violation| format!("{state}: {violation}")));
        let wide = page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        if wide[0].as_u64() > wide[1].as_u64() {
            found.push(format!("{state}: the page scrolls sideways: {wide}"));
        }
    };
    look("the sample");
    page.click("#why-0-total-roi-button");
    page.until("the headline is explained", "$('#why-0-total-roi')");
    look("the headline explained");
    page.press("Show all metrics");
    page.click("#why-3-0-costPerLead-button");
    page.until("a figure of the table is explained", "$('#why-3-0-costPerLead')");
    look("every metric, and a figure of the table explained");
    page.more_detail();
    page.fill("winRate-0", "120");
    page.fill("mqls-0", "abc");
    page.until("the errors are shown", "$$('.problems li').length === 2");
    look("errors shown, every field unfolded");
    page.clear();
    look("cleared");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_state_in_light() {
    every_state_is_accessible(&Page::open("/"));
}

#[test]
fn every_state_in_dark() {
    every_state_is_accessible(&Page::open_in("/", Setup { dark: true, ..Setup::default() }));
}

#[test]
fn every_state_at_320_pixels() {
    every_state_is_accessible(&Page::open_narrow());
}

/// On a host's page.
#[test]
fn every_state_with_letters_twice_as_large() {
    let page = Page::open("/pages/plain.html");
    page.eval("el.style.setProperty('--cmroi-font-size', '32px')");
    page.until("the letters grow", "getComputedStyle($('.root')).fontSize === '32px'");
    every_state_is_accessible(&page);
}

#[test]
fn every_input_has_a_name_of_its_own() {
    let page = Page::open("/");
    page.more_detail();
    // What finance asks is folded, and drawn once it comes near: a folded box has no name, as nobody can reach it.
    page.eval("($('.panel[data-panel=finance]').scrollIntoView(), 0)");
    page.until("finance is drawn", "$('.panel[data-panel=finance] details')");
    page.eval("($$('.panel[data-panel=finance] details').forEach((group) => { group.open = true; }), 0)");
    let mut names: HashMap<String, usize> = HashMap::new();
    let count = page.eval("$$('input').length").as_u64().expect("a count");
    assert!(count > 60, "{count} inputs only");
    for at in 0..count {
        let name = page.session().accessible_name(&page.element(&format!("$$('input')[{at}]")));
        assert!(!name.trim().is_empty(), "input {at} has no name");
        *names.entry(name).or_default() += 1;
    }
    let twice: Vec<_> = names.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "names that several inputs share: {twice:?}");
}

/// A name without the blanks that browsers put around parts of it.
fn spoken(name: &str) -> String {
    name.replace(" ,", ",")
}

#[test]
fn a_field_says_its_tier_its_unit_and_whose_figure_it_is() {
    let page = Page::open("/");
    let is_called = |id: &str, name: &str| {
        let element = page.element(&format!("$('#{id}')"));
        assert_eq!(spoken(&page.session().accessible_name(&element)), name);
    };
    is_called("mdfSpent-0", "MDF spent, Strategic, $, example");
    is_called("leads-2", "Leads, Scale, example");
    page.fill("winRate-1", "20");
    is_called("winRate-1", "Win rate, Focus, %");
    is_called("plan-grossMargin", "Gross margin, %, assumed");
    assert_eq!(
        page.eval("[$('#leads-0').inputMode, $('#mdfSpent-0').inputMode]"),
        json!(["decimal", "decimal"])
    );
}

#[test]
fn a_figure_says_what_it_is() {
    let page = Page::open("/");
    let name = page.session().accessible_name(&page.element("$('#why-3-1-costPerLead-button')"));
    let value = page.figure("why-3-1-costPerLead-button");
    assert_eq!(spoken(&name), format!("{value} Example, Cost per lead, Focus"));
}

#[test]
fn what_rests_on_an_assumption_is_marked_and_nothing_else() {
    let page = Page::open("/pages/plain.html");
    // Figures of nobody's own are examples first.
    page.eval(
        "(el.plan = { version: 1, currency: 'USD', tiers: [{ name: 'Gold', mdfSpent: 10, programmeCost: 5, revenueSourced: 90, leads: 5 }],
            economics: { grossMargin: 0.5 }, assumed: [{ field: '/economics/grossMargin', why: 'A guess.' }] }, null)",
    );
    page.until("the plan is there", "$('#name-0').value === 'Gold' && $('button.figure.assumed')");
    let marks = "['.assumed', ':not(.assumed, .none)'].map((which) => {
        const style = getComputedStyle($(`button.figure${which}`));
        return [style.textDecorationLine, style.textDecorationStyle, style.textDecorationColor !== 'rgba(0, 0, 0, 0)'];
    })";
    assert_eq!(page.eval(marks), json!([["underline", "dotted", true], ["underline", "solid", false]]));
}

#[test]
fn a_line_stands_below_each_question_and_not_through_it() {
    let page = Page::open("/pages/ways.html");
    for _ in 0..5 {
        page.press("Continue");
    }
    page.until("the questions are drawn", "$$('.questions fieldset').length === 5");
    let places = "$$('.questions > .question').slice(0, -1).map((set) => {
        const box = set.getBoundingClientRect(), legend = set.querySelector('legend').getBoundingClientRect();
        const labels = [...set.querySelectorAll('label')].map((label) => label.getBoundingClientRect());
        return parseFloat(getComputedStyle(set).borderBottomWidth) > 0
            && labels.every((label) => label.top >= legend.bottom && label.bottom < box.bottom - 8);
    })";
    assert_eq!(page.eval(places), json!([true, true, true, true]));
}

#[test]
fn text_spacing_that_a_reader_sets_reaches_inside() {
    let page = Page::open("/pages/plain.html");
    page.eval("(document.body.style.letterSpacing = '2px', document.body.style.wordSpacing = '3px')");
    let spacing = "['#mdfSpent-0', '#add-tier', '.meaning'].every((query) => {
        const style = getComputedStyle($(query));
        return style.letterSpacing === '2px' && style.wordSpacing === '3px'; })";
    assert!(page.is(spacing));
}
