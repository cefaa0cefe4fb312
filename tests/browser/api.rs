//! What a host's script gives, gets and hears.

use crate::page::Page;
use serde_json::json;

const PLAN: &str =
    "{ version: 1, currency: 'USD', tiers: [{ name: 'Gold', mdfSpent: 1000, revenueSourced: 9000 }] }";

#[test]
fn a_plan_is_taken_as_a_property() {
    let page = Page::open("/pages/plain.html");
    page.eval(&format!("(el.plan = {PLAN}, null)"));
    page.until("the form shows it", "$('#name-0').value === 'Gold'");
    assert_eq!(page.value("mdfSpent-0"), "1,000");
    assert!(page.is("!isExample()"), "the host's figures are no sample");
    assert_eq!(page.total("roiRevenue"), Some(8.0));
}

#[test]
fn a_plan_is_taken_as_an_attribute() {
    let page = Page::open("/pages/plain.html");
    page.eval(&format!("el.setAttribute('plan', JSON.stringify({PLAN}))"));
    page.until("the form shows it", "$('#name-0').value === 'Gold'");
    page.press("Undo");
    page.until("the visitor may take it back", "$('#name-0').value === 'Strategic'");
}

#[test]
fn an_invalid_plan_is_told_and_changes_nothing() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "4321");
    let before = page.eval("$$('input').map((input) => input.value)");
    for (plan, path, code) in [
        (
            "{ version: 1, currency: 'USD', tiers: [{ name: 'Gold', winRate: 1.5 }] }",
            "/tiers/0/winRate",
            "outOfRange",
        ),
        (
            "{ version: 1, currency: 'USD', tiers: [{ name: 'Gold', mdfSpend: 1 }] }",
            "/tiers/0/mdfSpend",
            "unknownField",
        ),
        (
            "{ version: 1, currency: 'USD', tiers: [{ name: 'Gold', mdfSpent: NaN }] }",
            "/tiers/0/mdfSpent",
            "notFinite",
        ),
        ("{ version: 9, currency: 'USD', tiers: [{ name: 'Gold' }] }", "/version", "unknownVersion"),
        ("{ version: 1, currency: 'USD', tiers: [] }", "/tiers", "count"),
        ("[]", "", "wrongType"),
    ] {
        let heard = page.events("invalid").len();
        page.eval(&format!("(el.plan = {plan}, null)"));
        page.until(
            "the host hears of it",
            &format!("probe.events.filter((e) => e.type === 'invalid').length > {heard}"),
        );
        let event = page.events("invalid")[heard].clone();
        let error = &event["detail"]["errors"][0];
        assert_eq!([&error["path"], &error["code"]], [&json!(path), &json!(code)], "{plan}");
        assert!(event["frozen"] == true, "the detail is frozen");
        assert_eq!(page.eval("$$('input').map((input) => input.value)"), before, "{plan}");
    }
    assert_eq!(page.eval("Object.keys(Object.prototype)"), json!([]));
}

#[test]
fn what_is_no_data_is_told_as_a_mistake_of_the_page() {
    let page = Page::open("/pages/plain.html");
    for given in [
        "'{ not JSON'",
        "'x'.repeat(70000)",
        "{ tiers: () => 1 }",
        "(() => { const a = {}; a.a = a; return a; })()",
    ] {
        let heard = page.events("error").len();
        page.eval(&format!("(el.plan = {given}, null)"));
        page.until(
            "the host hears of it",
            &format!("probe.events.filter((e) => e.type === 'error').length > {heard}"),
        );
        assert_eq!(page.events("error")[heard]["detail"]["code"], "config_invalid", "{given}");
    }
    assert!(page.is("el.state === 'ready' && $('#name-0').value === 'Strategic'"), "the widget goes on");
}

#[test]
fn the_host_hears_once_after_a_quiet_moment() {
    let page = Page::open("/pages/plain.html");
    page.eval(
        "(window.typed = [], root.addEventListener('input', () => typed.push(performance.now())), null)",
    );
    page.write("mdfSpent-0", "1000");
    let heard = "probe.events.filter((event) => event.type === 'change' && event.at > typed.at(-1))";
    page.until("the host hears of it", &format!("{heard}.length > 0"));
    // However slowly a busy machine types: never within the quiet moment after a key, and once after the last.
    let within = "probe.events.filter(({ type, at }) => type === 'change' && typed.some((key) => key < at && at < key + 290))";
    assert_eq!(page.eval(&format!("[typed.length, {within}.length, {heard}.length]")), json!([4, 0, 1]));
    let events = page.events("change");
    let last = events.len() - 1;
    let detail = &events[last]["detail"];
    assert_eq!([&detail["valid"], &detail["source"]], [&json!(true), &json!("user")]);
    assert_eq!(detail["plan"]["tiers"][0]["mdfSpent"], 1000);
    assert_eq!(detail["report"], page.eval("el.report"));
    assert_eq!(events[last]["frozen"], true);
    assert_eq!(events[0]["id"], "", "the event comes from the element, not from within");
}

#[test]
fn the_host_hears_what_is_wrong_and_whose_change_it_was() {
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "abc");
    page.until("the host hears of it", "probe.events.some((event) => event.type === 'invalid')");
    assert_eq!(page.events("invalid")[0]["detail"]["errors"][0]["path"], "/tiers/0/mdfSpent");
    assert_eq!(page.events("change").len(), 0);
    page.eval(&format!("(el.plan = {PLAN}, null)"));
    page.until("and of its own plan", "probe.events.some((event) => event.type === 'change')");
    assert_eq!(page.events("change")[0]["detail"]["source"], "host");
}

#[test]
fn what_the_host_gets_cannot_be_changed() {
    let page = Page::open("/pages/plain.html");
    let frozen = "[el.plan, el.plan.tiers, el.plan.tiers[0], el.report, el.report.total.metrics.roi].every(Object.isFrozen)";
    assert!(page.is(frozen));
    let before = page.eval("el.plan");
    page.eval("(() => { try { el.plan.tiers[0].mdfSpent = 1; } catch { /* strict code may throw */ } })()");
    assert_eq!(page.eval("el.plan"), before);
    // A figure is a number or null with a reason, at every depth.
    let odd = "(function odd(v) { return typeof v === 'number' ? !Number.isFinite(v)
        : v !== null && typeof v === 'object' && Object.values(v).some(odd); })(el.report)";
    assert!(!page.is(odd));
}

#[test]
fn a_listener_may_ask_at_once() {
    let page = Page::open("/pages/plain.html");
    page.eval("el.addEventListener('cmroi-change', () => { window.asked = [el.plan !== null, el.report !== null]; })");
    page.fill("leads-0", "9");
    page.until("it was asked", "window.asked");
    assert_eq!(page.eval("window.asked"), json!([true, true]));
}

#[test]
fn the_hosts_hotkeys_do_not_see_what_is_typed() {
    let page = Page::open("/pages/plain.html");
    page.eval(
        "(window.seen = [], document.addEventListener('keydown', (event) => window.seen.push(event.key)))",
    );
    page.write("leads-0", "7k");
    assert_eq!(page.eval("window.seen"), json!([]));
}
