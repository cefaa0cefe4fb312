//! The contract with the host's script: methods, attributes beyond the settings, recovery, two versions, endurance.

use crate::page::{Page, key};
use crate::session::{Feature, Setup, lacks};
use serde_json::{Value, json};

const PLAN: &str = "{ version: 1, currency: 'EUR', tiers: [{ name: 'Gold', mdfSpent: 1000, revenueSourced: 9000, leads: 40 }] }";

/// What a method answers, when it does.
#[track_caller]
fn answer(page: &Page, call: &str) -> Value {
    page.session().later(
        &format!(
            "const done = arguments[arguments.length - 1], el = document.querySelector('comarketing-roi');
             ({call}).then(done, (error) => done('threw ' + error));"
        ),
        vec![],
    )
}

fn ok() -> Value {
    json!({ "ok": true })
}

#[test]
fn a_patch_changes_what_it_names() {
    let page = Page::open("/pages/plain.html");
    page.eval(&format!("(el.plan = {PLAN}, null)"));
    page.until("the form shows it", "$('#name-0').value === 'Gold'");
    assert_eq!(answer(&page, "el.patch({ economics: { grossMargin: 0.5 }, influenceCredit: 0.25 })"), ok());
    assert_eq!(page.eval("[el.plan.economics.grossMargin, el.plan.tiers[0].mdfSpent]"), json!([0.5, 1000]));
    page.until("the form shows it", "$('#plan-grossMargin').value === '50'");
    assert_eq!(answer(&page, "el.patch({ economics: { grossMargin: null } })"), ok());
    assert_eq!(page.eval("el.plan.economics?.grossMargin ?? null"), Value::Null);
    let before = page.eval("el.plan");
    let refused = answer(&page, "el.patch({ influenceCredit: 7 })");
    assert_eq!([&refused["ok"], &refused["errors"][0]["path"]], [&json!(false), &json!("/influenceCredit")]);
    assert!(refused["errors"][0]["message"].as_str().is_some_and(|text| text.len() > 10), "{refused}");
    for odd in ["'text'", "7", "null", "[1]", "undefined", "(() => { const a = {}; a.a = a; return a; })()"] {
        assert_eq!(answer(&page, &format!("el.patch({odd})"))["ok"], false, "{odd}");
    }
    let hostile = answer(&page, "el.patch(JSON.parse('{ \"__proto__\": { \"polluted\": 1 } }'))");
    assert_eq!(hostile["ok"], false, "a member like any other, and unknown");
    assert!(page.is("({}).polluted === undefined"));
    assert_eq!(page.eval("el.plan"), before, "what is refused changes nothing");
}

#[test]
fn calls_before_the_widget_is_there_wait_for_it() {
    let page = Page::load("/pages/queue.html", Setup::default());
    page.until("they are answered", "window.answers?.length === 3");
    assert_eq!(page.eval("[answers[0], answers[1]]"), json!([ok(), ok()]));
    assert!(page.is("answers[2].url.includes('#cmroi=')"));
    assert_eq!(page.eval("[el.plan.tiers[0].mdfSpent, el.plan.influenceCredit]"), json!([777, 0.2]));
}

#[test]
fn a_link_leads_to_the_same_figures() {
    let page = Page::open("/pages/plain.html");
    page.eval(&format!("(el.plan = {PLAN}, null)"));
    page.until("the form shows it", "$('#name-0').value === 'Gold'");
    let full = answer(&page, "el.shareUrl()");
    let redacted = answer(&page, "el.shareUrl({ redact: true })");
    assert_eq!([&full["ok"], &redacted["ok"]], [&json!(true), &json!(true)]);
    let report = page.eval("el.report");
    assert_eq!(answer(&page, "el.reset()"), ok());
    page.until("the host's plan is there again", "$('#name-0').value === 'Gold'");
    page.press("Clear all numbers");
    let url = &full["url"];
    assert_eq!(answer(&page, &format!("el.loadShared({url})")), ok());
    assert_eq!(page.eval("el.report"), report);
    page.until(
        "the host hears where it came from",
        "probe.events.some((e) => e.type === 'change' && e.detail.source === 'link')",
    );
    let url = &redacted["url"];
    assert_eq!(answer(&page, &format!("el.loadShared({url})")), ok());
    assert_eq!(page.eval("el.plan.costsWithheld"), true, "no costs in it");
    for wrong in ["''", "'nonsense'", "'https://example.com/#cmroi=1-0-zzz'", "null", "{}"] {
        assert_eq!(answer(&page, &format!("el.loadShared({wrong})"))["ok"], false, "{wrong}");
    }
    assert!(page.is("el.state === 'ready' && location.hash === ''"), "the address is the host's");
}

#[test]
fn the_host_hears_which_step_is_on_screen_and_no_figure() {
    let page = Page::open("/pages/plain.html");
    let steps = "probe.events.filter((e) => e.type === 'step').map((e) => [e.detail.workflow, e.detail.step, e.detail.of])";
    page.until("the first step is told", &format!("{steps}.length === 1"));
    page.eval("(el.setAttribute('mode', 'assessment'), 0)");
    page.until("the assessment is there", &format!("{steps}.at(-1)[0] === 'assessment'"));
    let of = page.eval(&format!("{steps}.at(-1)[2]")).as_u64().expect("a number");
    assert!(of > 3, "{of}");
    page.press("Continue");
    page.until("the second step is there", &format!("{steps}.at(-1).join() === 'assessment,2,{of}'"));
    page.eval("(el.setAttribute('mode', 'call'), 0)");
    page.until("the call is one step", &format!("{steps}.at(-1).join() === 'call,1,1'"));
    let details = "probe.events.filter((e) => e.type === 'step').every((e) => e.frozen && Object.keys(e.detail).join() === 'workflow,step,of')";
    assert!(page.is(details), "nothing but where the visitor is");
}

#[test]
fn without_sharing_there_is_no_link() {
    let page = Page::open("/pages/plain.html");
    page.press("Save or share");
    page.until("the menu is open", "button('Copy a link')?.checkVisibility()");
    page.eval("el.setAttribute('share', 'none')");
    page.until("there is none to press", "!button('Copy a link').checkVisibility()");
    assert_eq!(answer(&page, "el.shareUrl()")["errors"][0]["code"], "notAllowed");
}

#[test]
fn files_are_handed_over() {
    let page = Page::open("/pages/plain.html");
    let texts = answer(
        &page,
        "Promise.all([el.exportCsv(), el.exportJson()]).then((both) =>
            Promise.all(both.map(({ ok, blob }) => blob.text().then((text) => [ok, blob.type, text]))))",
    );
    assert_eq!([&texts[0][0], &texts[0][1]], [&json!(true), &json!("text/csv")]);
    assert!(texts[0][2].as_str().is_some_and(|text| text.contains("Strategic")));
    assert_eq!(texts[1][1], "application/json");
    let saved: Value = serde_json::from_str(texts[1][2].as_str().expect("text")).expect("JSON");
    assert_eq!(saved["plan"], page.eval("el.plan"));
    page.fill("mdfSpent-0", "abc");
    assert_eq!(answer(&page, "el.exportCsv()")["ok"], false, "no file of figures that cannot be read");
}

#[test]
fn the_end_gives_the_children_back() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "4321");
    assert_eq!(answer(&page, "el.destroy()"), ok());
    assert!(page.is("el.state === 'idle' && el.querySelector('p').checkVisibility() && el.report === null"));
    page.until("nothing of it is left", "root.querySelector('.root') === null");
    page.eval("(() => { const next = el.nextSibling, parent = el.parentNode; el.remove(); parent.insertBefore(el, next); })()");
    page.until_ready();
    assert_eq!(page.value("mdfSpent-0"), "4,321");
}

#[test]
fn what_is_only_for_reading_is_read_explained_and_taken_along() {
    let page = Page::open("/pages/plain.html");
    let before = page.eval("el.plan");
    page.eval("el.setAttribute('readonly', '')");
    page.until("it is", "$('#mdfSpent-0').readOnly");
    page.enter("mdfSpent-0");
    page.session().keys("99");
    page.session().chord(&[key::CONTROL], 'z');
    assert!(
        !page.is("button('Clear all numbers').checkVisibility() || button('Add a tier').checkVisibility()")
    );
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    assert_eq!(answer(&page, "el.exportCsv()")["ok"], true);
    assert_eq!(page.eval("el.plan"), before);
    page.press("Campaign");
    page.until("the questions are there", "$$('.panel input, .panel select').length > 2");
    assert!(page.is(
        "$$('.panel :is(input, select), .inputs input').every((field) => field.readOnly || field.disabled)"
    ));
    page.press("All figures");
    page.until("the form is there", "$('#mdfSpent-0')?.readOnly");
    page.eval("el.removeAttribute('readonly')");
    page.until("and ends with its attribute", "!$('#mdfSpent-0').readOnly");
    page.fill("mdfSpent-0", "99");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 99);
}

#[test]
fn disabled_it_cannot_be_reached() {
    let page = Page::open("/pages/plain.html");
    page.eval("el.setAttribute('disabled', '')");
    page.until("it is inert", "$('.root').closest('[inert]')");
    page.eval("(document.activeElement.blur(), $('#mdfSpent-0').focus())");
    assert!(page.is("root.activeElement === null"));
    page.eval("el.removeAttribute('disabled')");
    page.until("it is back", "!$('.root').closest('[inert]')");
}

/// Colors as they are drawn: text, its background.
const DRAWN: &str = "[getComputedStyle($('.root')).color, getComputedStyle($('.root')).backgroundColor]";

#[test]
fn colours_that_cannot_be_read_are_not_used() {
    let page = Page::load("/pages/colours.html", Setup::default());
    page.look_at("#good").until_ready();
    assert_eq!(page.eval(DRAWN), json!(["rgb(10, 20, 30)", "rgb(250, 250, 240)"]), "the host's own");
    page.look_at("#bad").until_ready();
    page.until("ours stand in", &format!("({DRAWN}).join() === 'rgb(18, 23, 31),rgb(255, 255, 255)'"));
    let warnings = page.eval("probe.warnings");
    assert_eq!(warnings.as_array().map(Vec::len), Some(1), "one warning: {warnings}");
    assert!(warnings[0].as_str().is_some_and(|text| text.contains("text on surface has 1.")), "{warnings}");
    page.eval("(el.style.setProperty('--cmroi-color-text', '#000'), el.setAttribute('theme', 'light'))");
    page.until("mended, they are used", &format!("({DRAWN})[0] === 'rgb(0, 0, 0)'"));
}

/// Breaks the page under the widget: the next element that is put into it throws.
const BREAK: &str = "(() => { const insert = Node.prototype.insertBefore;
    Node.prototype.insertBefore = function (...rest) {
        if (this.getRootNode() !== root) return insert.apply(this, rest);
        Node.prototype.insertBefore = insert;
        throw new Error('broken by the test');
    }; })()";

#[test]
fn a_panic_keeps_the_figures_and_the_third_leaves_them_as_text() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "4321");
    let headline = page.text("$('.headline .value').innerText");
    for time in [1, 2] {
        page.eval(BREAK);
        page.press("Add a tier");
        page.until(
            "a fresh one is there",
            &format!(
                "probe.events.filter((e) => e.type === 'ready').length === {} && el.state === 'ready'",
                time + 1
            ),
        );
        assert_eq!(page.value("mdfSpent-0"), "4,321");
        assert!(
            page.is("$('.notice').textContent.includes('Your numbers were kept')"),
            "and the visitor is told"
        );
        let errors = page.events("error");
        assert_eq!(errors.len(), time);
        assert_eq!(
            [&errors[time - 1]["detail"]["code"], &errors[time - 1]["detail"]["recoverable"]],
            [&json!("engine_panic"), &json!(true)]
        );
    }
    page.eval(BREAK);
    page.press("Add a tier");
    page.until("it gives up", "el.state === 'error'");
    assert_eq!(page.events("error")[2]["detail"]["code"], "recovery_exhausted");
    assert!(page.is("el.querySelector('p').checkVisibility()"), "the children are back");
    assert!(page.text("root.lastElementChild.innerText").contains(&headline), "and the figures with them");
    assert_eq!(answer(&page, "el.patch({})")["errors"][0]["code"], "recovery_exhausted");
    // The test threw; the browser tells of it.
    page.eval("(probe.errors.length = 0)");
}

#[test]
fn two_versions_live_in_one_page_by_two_names() {
    let page = Page::load("/pages/two-names.html", Setup::default());
    page.until_ready();
    page.look_at("comarketing-roi-next").until_ready();
    page.fill("mdfSpent-0", "1");
    assert_eq!(
        page.eval(
            "[el.plan.tiers[0].mdfSpent, document.querySelector('comarketing-roi').plan.tiers[0].mdfSpent]"
        ),
        json!([1, 180000])
    );
    assert_eq!(page.eval("probe.warnings"), json!([]));
}

#[test]
fn somebody_elses_element_of_that_name_is_left_alone() {
    let page = Page::load("/pages/taken.html", Setup::default());
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'error')");
    assert_eq!(page.events("error")[0]["detail"]["code"], "duplicate_version");
    assert!(page.is("el.querySelector('p').checkVisibility()"), "the children are what is seen");
}

#[test]
fn the_controls_of_panels_follow_what_is_only_for_reading() {
    let page = Page::open("/pages/plain.html");
    page.eval("el.setAttribute('mode', 'call')");
    // While costs are hidden, what would tell them cannot be asked for.
    page.press("Show");
    let ways = "$$('[data-panel=goal-box] button, [data-panel=goal-box] input')";
    page.until("the goal is drawn", &format!("{ways}.length > 1 && {ways}.every((at) => !at.disabled)"));
    page.eval("el.setAttribute('readonly', '')");
    page.until("none of them changes figures", &format!("{ways}.every((at) => at.disabled)"));
    page.eval("el.removeAttribute('readonly')");
    page.until("all of them do", &format!("{ways}.length > 1 && {ways}.every((at) => !at.disabled)"));
}

#[test]
fn inside_a_dialog_of_the_hosts_the_keyboard_reaches_every_field() {
    let page = Page::load("/pages/modal.html", Setup::default());
    page.until_ready();
    page.eval("(document.querySelector('dialog').showModal(), $('#mdfSpent-0').focus())");
    page.session().keys(&key::TAB.to_string());
    page.until_active("leads-0");
    page.session().keys("12");
    page.until("it is taken", "el.plan.tiers[0].leads === 12");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("Escape is the dialog's", "!document.querySelector('dialog').open");
}

#[test]
fn five_hundred_removals_leave_no_more_than_fifty() {
    if lacks(Feature::DevTools) {
        return;
    }
    let page = Page::open("/pages/move.html");
    let cycles = |count: u32| {
        let script =
            "const done = arguments[arguments.length - 1], el = document.querySelector('comarketing-roi');
            (async () => {
                for (let at = 0; at < 10; at += 1) {
                    el.remove();
                    await new Promise((next) => setTimeout(next));
                    document.getElementById('left').append(el);
                    while (el.state !== 'ready') await new Promise((next) => setTimeout(next));
                }
            })().then(() => done(true));";
        for _ in 0..count / 10 {
            page.session().later(script, vec![]);
        }
        page.until("the old slots are gone", "root.childElementCount === 1");
        page.session().devtools("HeapProfiler.collectGarbage", json!({}));
        let counts = page.session().devtools("Memory.getDOMCounters", json!({}));
        ["nodes", "jsEventListeners"].map(|name| counts[name].as_f64().expect("a count"))
    };
    let (few, many) = (cycles(50), cycles(450));
    for (few, many) in few.into_iter().zip(many) {
        assert!(many <= few * 1.05 + 50.0, "nodes and listeners: {few} after 50, {many} after 500");
    }
    page.fill("mdfSpent-0", "7");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 7);
}
