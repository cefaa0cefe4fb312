//! Nothing from a file, a link, an attribute or a message reaches a prototype: keys that JavaScript knows are put at every
//! depth of what comes in through every door.

use crate::page::{Page, SCRIPT};
use serde_json::{Value, json};

/// Notes what every page has, and makes poisoned copies of a value: a key of each kind at each place.
const POISON: &str = "<script>
    window.known = [Object, Array, Function, String, Number, Boolean, Map, Promise].map((made) =>
        [made, made.prototype, Reflect.ownKeys(made).length, Reflect.ownKeys(made.prototype).length]);
    window.polluted = () => known.flatMap(([made, prototype, own, inherited]) =>
        Reflect.ownKeys(made).length === own && Reflect.ownKeys(prototype).length === inherited ? [] : [made.name])
        .concat(['polluted', 'x', '0'].filter((name) => name in {}), [].polluted ? ['list'] : []);
    const KEYS = ['__proto__', 'constructor', 'prototype'];
    const VALUES = ['{\"polluted\":\"yes\",\"x\":1}', '{\"prototype\":{\"polluted\":\"yes\"}}', '[1]', '\"yes\"', 'null'];
    // As JSON text: in JavaScript `__proto__` would not be a key.
    window.poisoned = (value) => {
        const found = [];
        const visit = (at, put) => {
            if (typeof at !== 'object' || at === null) return;
            const list = Array.isArray(at), keys = Object.keys(at);
            for (const key of list ? [] : KEYS) for (const bad of VALUES) {
                const inner = keys.map((name) => `${JSON.stringify(name)}:${JSON.stringify(at[name])}`);
                found.push(put(`{${[`${JSON.stringify(key)}:${bad}`, ...inner].join()}}`));
            }
            for (const name of keys) {
                visit(at[name], (text) => put(list
                    ? `[${at.map((item, index) => String(index) === name ? text : JSON.stringify(item)).join()}]`
                    : `{${keys.map((key) => `${JSON.stringify(key)}:${key === name ? text : JSON.stringify(at[key])}`).join()}}`));
            }
        };
        visit(value, (text) => text);
        return found;
    };
    window.PLAN = { version: 1, currency: 'EUR', influenceCredit: 0.3, direct: { cost: 5, leads: 2 }, economics: { grossMargin: 0.5 },
        tiers: [{ name: 'Gold', mdfSpent: 1000, winRate: { low: 0.1, likely: 0.2, high: 0.3 } }],
        assumed: [{ field: '/economics/grossMargin', why: 'x' }] };
    window.FIGURES = { version: 1, source: 'Ours', period: '2025', currency: 'USD', rows: [{ metric: 'roi', tier: 'Gold', median: 1.4 }] };
    window.LABELS = { undo: 'Take it back', 'metric.roi': 'Return' };
    window.FILE = { plan: PLAN, answers: { definition: { clarity: 2 }, campaign: { name: 'x' }, call: { goal: '2' } } };
    window.until = (condition) => new Promise((done) => { const look = () => condition() ? done() : setTimeout(look, 5); look(); });
    window.turn = () => new Promise((done) => setTimeout(done));
</script>";

const BODY: &str =
    "<comarketing-roi mode=\"sheet\" loading=\"eager\" share=\"hash\"><p>Text</p></comarketing-roi>";

fn page() -> Page {
    let page = Page::written(&format!("{POISON}{SCRIPT}"), BODY);
    page.until_ready();
    page
}

/// Runs a script for each poisoned copy; the answer is what was polluted and how many there were.
#[track_caller]
fn each(page: &Page, of: &str, work: &str) {
    let told = page.session().later(
        &format!(
            "const done = arguments[0], el = document.querySelector('comarketing-roi');
             const all = {of};
             (async () => {{
                 for (const text of all) {{
                     {work}
                     if (polluted().length) return [text, ...polluted()];
                 }}
                 return all.length;
             }})().then(done, (error) => done(String(error)));"
        ),
        vec![],
    );
    assert!(told.as_u64().is_some_and(|count| count > 5), "{told}");
    page.until("the widget lives", "el.state === 'ready'");
    assert_eq!(page.eval("polluted()"), json!([]));
    assert_eq!(
        page.eval("probe.events.filter(({ detail }) => /panic|exhausted/.test(detail.code)).length"),
        0
    );
}

#[test]
fn attributes() {
    let page = page();
    for (name, of) in [("plan", "PLAN"), ("benchmarks", "FIGURES"), ("labels", "LABELS")] {
        each(&page, &format!("poisoned({of})"), &format!("el.setAttribute('{name}', text); await turn();"));
        page.eval(&format!("el.removeAttribute('{name}')"));
    }
}

#[test]
fn property_and_methods() {
    let page = page();
    each(&page, "poisoned(PLAN)", "el.plan = text; await turn(); el.plan = JSON.parse(text); await turn();");
    each(&page, "poisoned(PLAN)", "await el.patch(JSON.parse(text));");
    // What a plan holds is merged into is looked at as well.
    each(
        &page,
        "poisoned({ economics: { grossMargin: 0.4 } })",
        "await el.patch(JSON.parse(text)); void el.plan; void el.report;",
    );
    each(&page, "poisoned({ redact: true })", "await el.shareUrl(JSON.parse(text));");
    each(
        &page,
        "[...poisoned(PLAN), '__proto__', 'constructor', '1-0-__proto__']",
        "await el.loadShared(text);",
    );
}

#[test]
fn links() {
    let page = page();
    let link = page.session().later(
        "const done = arguments[0]; document.querySelector('comarketing-roi').shareUrl().then(done);",
        vec![],
    );
    let hash = link["url"]
        .as_str()
        .and_then(|url| url.split_once('#'))
        .map(|(_, hash)| hash.to_owned())
        .expect("a link");
    // Words of a link that mean something to JavaScript, in each of its places.
    let cut = format!("(() => {{ const text = {}; return Array.from({{ length: 40 }}, (_, at) => at * Math.ceil(text.length / 40)).flatMap((at) =>
        ['__proto__', 'constructor', '(__proto__)', '~__proto__~'].map((word) => text.slice(0, at) + word + text.slice(at))); }})()", json!(hash));
    each(&page, &cut, "location.hash = text; await turn();");
}

#[test]
fn files() {
    let page = page();
    // What the visitor chooses in the system's dialog.
    page.eval(
        "(HTMLInputElement.prototype.click = function () {
            const chosen = new DataTransfer();
            chosen.items.add(new File([window.chosen], 'plan.json', { type: 'application/json' }));
            this.files = chosen.files;
            this.dispatchEvent(new Event('change'));
            window.opened = true;
        }, null)",
    );
    page.press("Save or share");
    each(
        &page,
        "[...poisoned(FILE), '{\"plan\":' + JSON.stringify(PLAN) + ',\"answers\":{\"__proto__\":{\"polluted\":\"yes\"},\"constructor\":{\"prototype\":\"yes\",\"x\":\"1\"}}}']",
        "window.chosen = text; window.opened = false;
         [...el.shadowRoot.querySelectorAll('[data-do=open]')][0].click();
         await until(() => window.opened);
         await new Promise((done) => setTimeout(done, 80));",
    );
}

#[test]
fn messages() {
    let page = Page::written(
        POISON,
        "<iframe id=\"frame\" title=\"Calculator\" src=\"/?mode=sheet\" width=\"1200\" height=\"900\"></iframe>",
    );
    page.eval(
        "(import('/frame.js').then(({ connect }) => {
            window.calculator = connect(document.getElementById('frame'), { plan: PLAN });
            calculator.ready.then(() => { window.there = true; });
        }), null)",
    );
    page.until("they speak", "window.there");
    let inside = "['polluted', 'x', '0'].filter((name) => name in frames[0].Object.prototype)";
    for (of, work) in [
        ("poisoned(PLAN)", "await calculator.patch(JSON.parse(text));"),
        ("poisoned({ theme: 'dark', properties: { '--cmroi-radius': '2px' } })", "calculator.theme(JSON.parse(text)); await turn();"),
        (
            "poisoned({ plan: PLAN, attributes: { mode: 'sheet' }, properties: { '--cmroi-space': '4px' }, labels: LABELS, benchmarks: FIGURES })",
            "const { connect } = await import('/frame.js');
             const other = connect(document.getElementById('frame'), { origin: location.origin, ...JSON.parse(text) });
             await Promise.race([other.ready, new Promise((done) => setTimeout(done, 300))]);
             other.destroy();",
        ),
    ] {
        let told: Value = page.session().later(
            &format!(
                "const done = arguments[0], all = {of};
                 (async () => {{
                     for (const text of all) {{
                         {work}
                         const found = [...polluted(), ...{inside}];
                         if (found.length) return [text, ...found];
                     }}
                     return all.length;
                 }})().then(done, (error) => done(String(error)));"
            ),
            vec![],
        );
        assert!(told.as_u64().is_some_and(|count| count > 5), "{told}");
    }
}
