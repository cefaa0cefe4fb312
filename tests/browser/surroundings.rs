//! What stands around the element: wrappers, styles, policies of keys, old libraries, frameworks, old browsers.

use crate::page::{Page, SCRIPT, key};
use crate::session::Setup;
use serde_json::{Value, json};

const ELEMENT: &str = "<comarketing-roi mode=\"sheet\" loading=\"eager\">\
                       <p>Estimate the return of a joint campaign.</p></comarketing-roi>";

fn element(attributes: &str) -> String {
    ELEMENT.replace("mode=\"sheet\"", attributes)
}

#[test]
fn no_wrapper_makes_it_narrow() {
    // Each is as wide as its content, or lays out its content as items.
    const WRAPPERS: [(&str, &str); 18] = [
        ("div", "display:flex;justify-content:center"),
        ("div", "display:flex;flex-direction:column;align-items:center"),
        ("div", "display:grid;justify-items:center"),
        ("div", "display:grid;place-content:center"),
        ("div", "display:inline-block;max-width:100%"),
        ("div", "display:inline-flex;max-width:100%"),
        ("div", "display:inline-grid"),
        ("div", "float:left"),
        ("div", "float:right;white-space:nowrap"),
        ("div", "width:fit-content;margin:auto"),
        ("div", "position:absolute;left:0;max-width:100%"),
        ("div", "display:table"),
        ("div", "display:table-cell"),
        ("div", "display:grid;grid-template-columns:auto"),
        ("div", "display:flex;text-indent:40px;letter-spacing:2px;text-align:center"),
        ("fieldset", "width:fit-content"),
        ("dialog open", "position:static"),
        ("td", ""),
    ];
    let mut body = String::new();
    for width in [1000, 375] {
        body.push_str(&format!("<div data-room=\"{width}\" style=\"width:{width}px;position:relative\">"));
        for (tag, style) in WRAPPERS {
            let name = tag.split(' ').next().expect("a name");
            let (before, after) = if tag == "td" { ("<table><tr>", "</tr></table>") } else { ("", "") };
            body.push_str(&format!(
                "<div style=\"position:relative;overflow:hidden\">{before}<{tag} style=\"{style}\" data-in=\"{tag} {style}\">\
                 {}</{name}>{after}</div>",
                element("mode=\"campaign\"")
            ));
        }
        body.push_str("</div>");
    }
    // And laid out by rules at the element itself.
    for style in [
        "display:flex",
        "display:grid;justify-items:center",
        "display:flex;align-items:center",
        "width:fit-content",
        "float:left",
    ] {
        body.push_str(&format!(
            "<div data-room=\"1000\" style=\"width:1000px;overflow:hidden\">{}</div>",
            element(&format!("mode=\"campaign\" style=\"{style}\" data-in=\"{style}\""))
        ));
    }
    let page = Page::written(SCRIPT, &body);
    page.until(
        "all are ready",
        "[...document.querySelectorAll('comarketing-roi')].every((at) => at.state === 'ready')",
    );
    let odd = page.eval(
        "[...document.querySelectorAll('comarketing-roi')].map((at) => {
            const most = Number(at.closest('[data-room]').dataset.room);
            const { width } = at.shadowRoot.querySelector('.root').getBoundingClientRect();
            // Frames of dialogs, fieldsets and cells take some of it.
            return width <= most && width >= most - 80 ? null : `${width} of ${most}: ${at.dataset.in ?? at.parentElement.dataset.in}`;
        }).filter(Boolean)",
    );
    assert_eq!(odd, json!([]));
}

#[test]
fn places_that_the_browser_lays_out_show_it_in_full_width() {
    let page = Page::written(
        SCRIPT,
        &format!("<dialog id=\"dialog\">{ELEMENT}</dialog><div id=\"popover\" popover>{ELEMENT}</div>"),
    );
    for (id, open) in [("dialog", "showModal"), ("popover", "showPopover")] {
        page.eval(&format!("document.getElementById('{id}').{open}()"));
        page.look_at(&format!("#{id} comarketing-roi")).until_ready();
        assert!(page.is("$('.root').getBoundingClientRect().width > 800"), "{id}");
        page.eval(&format!(
            "document.getElementById('{id}').{}()",
            open.replace("showModal", "close").replace("show", "hide")
        ));
    }
}

#[test]
fn under_a_hidden_ancestor_nothing_is_seen_pressed_or_come_to() {
    let page = Page::written(
        SCRIPT,
        &format!(
            "<p><button id=\"under\" onclick=\"this.dataset.clicked='yes'\">Under the closed pop-up</button></p>\
             <div id=\"popup\" style=\"position:fixed;inset:0;visibility:hidden;opacity:0;pointer-events:none;overflow:auto;background:#fff\">{ELEMENT}</div>\
             <div id=\"tab\" style=\"visibility:hidden\">{ELEMENT}</div><button id=\"last\">Last</button>"
        ),
    );
    for place in ["#popup", "#tab"] {
        page.look_at(&format!("{place} comarketing-roi")).until_ready();
        assert_eq!(
            page.eval(
                "$$('.root, .root *').filter((at) => getComputedStyle(at).visibility !== 'hidden').length"
            ),
            0,
            "{place} is not seen"
        );
    }
    page.click_outside("#under");
    assert_eq!(page.text("document.getElementById('under').dataset.clicked"), "yes");
    page.session().keys(&key::TAB.to_string());
    assert_eq!(page.text("document.activeElement.id"), "last", "Tab passes by");
    // Opened, it is there.
    page.eval("Object.assign(document.getElementById('popup').style, { visibility: 'visible', opacity: 1, pointerEvents: 'auto' })");
    page.look_at("#popup comarketing-roi").fill("mdfSpent-0", "4321");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 4321);
}

/// Everything about each element that a style could spoil.
const LOOKS: &str = "$$('.root, .root *').map((at) => {
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    const names = ['color', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'borderTopStyle', 'borderTopLeftRadius',
        'fontSize', 'fontWeight', 'lineHeight', 'textAlign', 'whiteSpace', 'paddingLeft', 'paddingTop', 'marginTop', 'rowGap',
        'columnGap', 'outlineStyle', 'textDecorationColor', 'fill', 'stroke', 'accentColor'];
    return [at.localName, at.className.baseVal ?? at.className, ...names.map((name) => `${name}: ${style[name]}`),
        `${Math.round(box.width)} x ${Math.round(box.height)}`].join('; ');
})";

/// Where two lists of looks differ, the first few.
fn differences(one: &Value, other: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().expect("looks").clone();
    let (one, other) = (list(one), list(other));
    let mut found: Vec<String> =
        one.iter().zip(&other).filter(|(a, b)| a != b).take(3).map(|(a, b)| format!("{a}\n{b}")).collect();
    if one.len() != other.len() {
        found.push(format!("{} elements, {}", one.len(), other.len()));
    }
    found
}

/// The looks of the sheet with charts and an explanation, in a page.
#[track_caller]
fn looks_in(html: &str) -> Value {
    let page = Page::written_with("", html);
    page.until_ready();
    page.click("#why-0-total-roi-button");
    page.press("Show charts");
    page.until("all is drawn", "$$('[data-panel]').length > 5 && $('#why-0-total-roi .terms')");
    page.eval("(scrollTo(0, 0), root.activeElement?.blur())");
    page.session().point_away();
    page.eval("(document.documentElement.style.pointerEvents = 'none', null)");
    page.until("nothing is pointed at", "!$('.frame *:hover')");
    page.eval("($('.root').getAnimations({ subtree: true }).forEach((one) => one.finish()), null)");
    page.eval(LOOKS)
}

#[test]
fn registered_properties_of_the_page_change_nothing() {
    // Each name that our sheets know, and some that a design system has.
    let mut names: Vec<String> = Vec::new();
    for sheet in ["tokens", "charts"] {
        let css = std::fs::read_to_string(format!("{}/styles/{sheet}.css", env!("CARGO_MANIFEST_DIR")))
            .expect("a sheet");
        names.extend(css.split("--").skip(1).map(|rest| {
            rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect::<String>()
        }));
    }
    names.retain(|name| !name.is_empty() && !name.starts_with("cmroi-"));
    names.sort();
    names.dedup();
    assert!(names.len() > 12, "{names:?}");
    let rules: String = names
        .iter()
        .map(|name| {
            let (syntax, value) = if ["space", "radius"].contains(&name.as_str()) {
                ("<length>", "0px")
            } else {
                ("<color>", "#777")
            };
            format!(
                "@property --{name} {{ syntax: \"{syntax}\"; inherits: false; initial-value: {value}; }}\n"
            )
        })
        .collect();
    let plain = looks_in(&Page::html(SCRIPT, ELEMENT));
    let registered = looks_in(&Page::html(&format!("<style>{rules}</style>{SCRIPT}"), ELEMENT));
    assert_eq!(differences(&plain, &registered), Vec::<String>::new());
}

#[test]
fn without_a_doctype_it_looks_the_same() {
    let head = format!("<style>body {{ color: #111; background: #fff; font-size: 13px }}</style>{SCRIPT}");
    let body = element("mode=\"sheet\" theme=\"dark\"");
    let plain = Page::html(&head, &body);
    let quirks = plain.replace("<!doctype html>\n", "");
    // Lines are higher or lower by a pixel there, which hides nothing.
    let look = |html: &str| {
        let looks = looks_in(html);
        let all = looks.as_array().expect("looks").iter().filter_map(Value::as_str);
        json!(all.map(|look| look.rsplit_once("; ").expect("a size").0).collect::<Vec<_>>())
    };
    assert_eq!(differences(&look(&plain), &look(&quirks)), Vec::<String>::new());
}

#[test]
fn a_browser_of_2023_shows_colours_lines_and_focus() {
    // What those browsers do not know: a declaration with it is invalid, and so is a rule that asks for it.
    let old = "<script>
        const replaceSync = CSSStyleSheet.prototype.replaceSync;
        CSSStyleSheet.prototype.replaceSync = function (css) {
            for (const word of ['light-dark(', 'subgrid', 'text-wrap', '::details-content', ':has(', 'interactivity'])
                css = css.replaceAll(word, `${word.startsWith('::') ? '::' : word.startsWith(':') ? ':' : ''}-unknown-${word.replace(/^:+/, '')}`);
            return replaceSync.call(this, css);
        };
    </script>";
    for theme in ["light", "dark", "auto"] {
        let body = element(&format!("mode=\"campaign\" theme=\"{theme}\""));
        let now = looks_in_campaign(&Page::html(SCRIPT, &body));
        let then = looks_in_campaign(&Page::html(&format!("{old}{SCRIPT}"), &body));
        assert_eq!(differences(&now, &then), Vec::<String>::new(), "{theme}");
    }
}

#[track_caller]
fn looks_in_campaign(html: &str) -> Value {
    let page = Page::written_with("", html);
    page.until_ready();
    page.until(
        "the panels are drawn",
        "$$('[data-panel]').length > 0 && $$('[data-panel]').every((at) => at.dataset.drawn === '')",
    );
    page.eval("(scrollTo(0, 0), $('.modes button').focus({ focusVisible: true }))");
    page.eval("($('.root').getAnimations({ subtree: true }).forEach((one) => one.finish()), null)");
    page.eval(LOOKS)
}

#[test]
fn no_field_is_so_small_that_a_phone_enlarges_the_page() {
    let page = Page::written(
        "",
        "<iframe title=\"On its side\" src=\"/inner.html\" width=\"844\" height=\"390\"></iframe>\
         <iframe title=\"Upright\" src=\"/inner.html\" width=\"390\" height=\"844\"></iframe>",
    );
    for mode in ["sheet", "call", "campaign", "assessment"] {
        page.site.put("/inner.html", Page::html(SCRIPT, &element(&format!("mode=\"{mode}\""))));
        page.session().reload();
        page.until(
            "both are ready",
            "[0, 1].every((at) => frames[at]?.document.querySelector('comarketing-roi')?.state === 'ready')",
        );
        page.until("and drawn", "[0, 1].every((at) => [...frames[at].document.querySelector('comarketing-roi').shadowRoot.querySelectorAll('[data-panel]')].every((panel) => panel.dataset.drawn === '' || panel.getBoundingClientRect().top > 1000))");
        let small = page.eval(
            "[0, 1].flatMap((at) => [...frames[at].document.querySelector('comarketing-roi').shadowRoot
                .querySelectorAll('input:not([type=radio], [type=checkbox], [type=range]), select, textarea')]
                .filter((field) => parseFloat(frames[at].getComputedStyle(field).fontSize) < 16).map((field) => field.id || field.name))",
        );
        assert_eq!(small, json!([]), "{mode}");
    }
}

/// A page whose slides go by keys, and that closes something on Escape.
const SLIDES: &str = "<script>
    window.heard = [];
    for (const type of ['keydown', 'keyup', 'keypress']) document.addEventListener(type, (event) => heard.push(`${type} ${event.key}`));
    document.addEventListener('pointerdown', () => heard.push('pointerdown'));
</script>";

fn heard(page: &Page) -> Value {
    page.eval("heard.splice(0).filter((what) => !what.endsWith('Tab'))")
}

#[test]
fn keys_that_a_control_uses_do_not_turn_the_pages_slides() {
    let page = Page::written(&format!("{SLIDES}{SCRIPT}"), &element("mode=\"call\""));
    page.until_ready();
    page.eval("$('input[type=range]').focus()");
    let before = page.text("$('input[type=range]').value");
    for arrow in [key::RIGHT, key::RIGHT, key::LEFT] {
        page.session().keys(&arrow.to_string());
    }
    assert_eq!(heard(&page), json!([]), "the slider has them");
    assert_ne!(page.text("$('input[type=range]').value"), before);
    page.session().keys("p");
    page.until("our own shortcut acts", "$('.root').hasAttribute('data-presenter')");
    assert_eq!(heard(&page), json!([]), "and is ours");
    page.eval("$('#private-button').focus()");
    page.session().keys(" ");
    page.until("Space presses", "$('#plan-grossMargin')");
    assert_eq!(heard(&page), json!([]), "and is the button's");
    page.takes("sheet");
    page.until("every figure is there", "$('.results .scroll')");
    page.eval("heard.splice(0)");
    page.eval("$('.results .scroll').focus()");
    page.session().keys(&key::RIGHT.to_string());
    assert_eq!(heard(&page), json!([]), "a box scrolls by arrows");
    page.eval("$('#mdfSpent-0').focus()");
    page.session().keys("1 ?j");
    page.session().chord(&[key::CONTROL], 'z');
    let heard_then = heard(&page);
    let keys: Vec<&str> = heard_then.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(keys.iter().all(|key| key.ends_with("Control")), "typing and undo are ours: {keys:?}");
    // What nothing of ours uses is the page's.
    page.eval("$('#mode-sheet').focus()");
    page.session().keys(&key::RIGHT.to_string());
    page.session().keys("j");
    let left = heard(&page).to_string();
    assert!(left.contains("ArrowRight") && left.contains("keydown j"), "{left}");
    page.eval("heard.splice(0)");
    page.takes("call");
    page.until("the call is back", "$('input[type=range]')");
    page.eval("heard.splice(0)");
    page.click("input[type=range]");
    assert_eq!(heard(&page), json!([]), "a slide is not dragged by our slider");
}

#[test]
fn an_escape_that_closed_something_closes_nothing_else() {
    let page =
        Page::written(&format!("{SLIDES}{SCRIPT}"), &format!("<dialog id=\"dialog\">{ELEMENT}</dialog>"));
    page.eval("document.getElementById('dialog').showModal()");
    page.until_ready();
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
    page.eval("heard.splice(0)");
    page.session().keys(&key::ESCAPE.to_string());
    page.until("the explanation is closed", "!$('#why-0-total-roi')");
    assert!(page.is("document.getElementById('dialog').open"), "and the dialog around it is not");
    assert_eq!(heard(&page), json!([]));
    page.session().keys(&key::ESCAPE.to_string());
    page.until("the next one is the page's", "!document.getElementById('dialog').open");
}

#[test]
fn a_key_that_ends_a_composition_does_nothing_else() {
    let page = Page::written(SCRIPT, &element("mode=\"assessment\" start=\"full\""));
    page.until_ready();
    let step = page.text("$('.progress').innerText");
    for (field, init) in [
        ("[id^=name-]", "{ key: 'Enter', keyCode: 229, isComposing: true }"),
        ("[id^=name-]", "{ key: 'Enter', keyCode: 13, isComposing: true }"),
        // Safari ends the composition first.
        ("[id^=name-]", "{ key: 'Enter', keyCode: 229, isComposing: false }"),
        (".tab", "{ key: 'Process', keyCode: 229, isComposing: true }"),
        (".tab", "{ key: '2', keyCode: 229, isComposing: true }"),
    ] {
        page.eval(&format!(
            "($('{field}').focus(), $('{field}').dispatchEvent(new KeyboardEvent('keydown', Object.assign({init}, {{ bubbles: true, composed: true, cancelable: true }}))))"
        ));
        page.session().later("const done = arguments[0]; setTimeout(() => setTimeout(done));", vec![]);
        assert_eq!(page.text("$('.progress').innerText"), step, "{field} {init}");
    }
    page.eval("$('[id^=name-]').focus()");
    page.session().keys(&key::ENTER.to_string());
    page.until("an Enter of its own goes on", &format!("$('.progress').innerText !== {}", json!(step)));
}

#[test]
fn false_is_off() {
    let page = Page::written(
        SCRIPT,
        &element("mode=\"sheet\" disabled=\"false\" readonly=\"false\" lock-mode=\"FALSE\""),
    );
    page.until_ready();
    page.fill("mdfSpent-0", "4321");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 4321);
    assert_eq!(page.eval("getComputedStyle($('.root')).opacity"), "1");
    assert!(page.is("button('Clear all numbers') && button('Campaign')"));
    page.press("Show charts");
    page.until("panels are drawn", "$$('[data-panel]').every((at) => at.dataset.drawn === '' || at.getBoundingClientRect().top > innerHeight)");
    for (name, off) in
        [("readonly", "$('#mdfSpent-0').readOnly"), ("disabled", "$('.root').parentNode.inert")]
    {
        page.eval(&format!("el.setAttribute('{name}', 'true')"));
        page.until("true is on", off);
        page.eval(&format!("el.setAttribute('{name}', 'false')"));
        page.until("and false off again", &format!("!({off})"));
    }
}

/// What old libraries do to every page that they are on.
const LIBRARIES: [(&str, &str); 7] = [
    (
        "Prototype.js up to 1.6",
        "Array.prototype.toJSON = function () { return '[' + this.map((item) => JSON.stringify(item)).join(', ') + ']'; };
         Array.from = function (iterable) {
             if (!iterable) return [];
             if ('toArray' in Object(iterable)) return iterable.toArray();
             let length = iterable.length || 0;
             const results = new Array(length);
             while (length--) results[length] = iterable[length];
             return results;
         };
         Array.prototype.toArray = Array.prototype.clone = function () { return this.slice(); };
         Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
         Array.prototype.entries = Array.prototype.toArray;
         Object.keys = (object) => { const keys = []; for (const key in object) keys.push(key); return keys; };
         Object.values = (object) => { const values = []; for (const key in object) values.push(object[key]); return values; };
         HTMLElement.prototype.remove = function () { this.parentNode.removeChild(this); return this; };",
    ),
    (
        "MooTools",
        "Array.from = (item) => item == null ? [] : Array.isArray(item) ? item : [item];
         Array.prototype.associate = function () {}; Number.from = parseFloat;
         Function.prototype.extend = function () { return this; };",
    ),
    ("toJSON on everything", "Object.prototype.toJSON = function () { return 'nothing'; };"),
    ("a JSON of its own", "JSON.stringify = () => 'undefined';"),
    ("JSON that throws", "JSON.stringify = () => { throw new TypeError('mine'); };"),
    (
        "shims that count",
        "for (const name of ['plan', 'mode', 'currency', 'checked', 'extra']) Object.prototype[name] = 'nonsense';",
    ),
    (
        "an old zone.js",
        "const add = EventTarget.prototype.addEventListener;
         EventTarget.prototype.addEventListener = function (type, listener, options) {
             if (options && typeof options === 'object') { options = { capture: options.capture, passive: options.passive }; }
             return add.call(this, type, listener, options);
         };",
    ),
];

#[test]
fn old_libraries_break_nothing() {
    for (name, script) in LIBRARIES {
        let page = Page::written(SCRIPT, "");
        // After the probe, and undone before the driver speaks again: it needs a page in order.
        let whole = format!(
            "const page = document.createElement('iframe');
             page.width = 1200; page.height = 900;
             page.srcdoc = {};
             document.body.append(page);",
            json!(format!(
                "<!doctype html><html lang=\"en\"><title>Old</title><script>window.told = []; document.addEventListener('cmroi-error', ({{ detail }}) => told.push(detail.message)); \
                 addEventListener('error', ({{ message }}) => told.push(message)); {script}</script>{SCRIPT}<body>{}",
                element("mode=\"sheet\" currency=\"USD\"")
            ))
        );
        page.session().script(&whole, vec![]);
        page.until(
            "the element has begun",
            "['ready', 'error'].includes(frames[0]?.document.querySelector('comarketing-roi')?.state)",
        );
        assert_eq!(page.eval("[...frames[0].told]"), json!([]), "{name}");
        let patch = page.session().later(
            "const done = arguments[0], el = frames[0].document.querySelector('comarketing-roi');
             const told = async () => {
                 const text = (answer) => answer.ok ? 'ok' : answer.errors.map(({ message }) => message).join();
                 const all = [text(await el.patch({ tiers: [{ name: 'Gold', mdfSpent: 1000, leads: 10 }], economics: { grossMargin: 0.5 } }))];
                 all.push(el.plan.tiers.length, el.plan.tiers[0].mdfSpent, el.plan.economics.grossMargin);
                 const link = await el.shareUrl({ redact: false });
                 all.push(link.ok && link.url.includes('#cmroi='));
                 all.push(text(await el.loadShared(link.url)));
                 all.push((await (await el.exportJson()).blob.text()).includes('Gold'));
                 const button = el.shadowRoot.querySelector('#why-0-total-roi-button');
                 button.click();
                 return all;
             };
             told().then(done, (error) => done(String(error)));",
            vec![],
        );
        assert_eq!(patch, json!(["ok", 1, 1000, 0.5, true, "ok", true]), "{name}");
        page.until(
            "it is explained",
            "frames[0].document.querySelector('comarketing-roi').shadowRoot.querySelector('#why-0-total-roi .terms')",
        );
    }
}

#[test]
fn what_is_filled_in_without_an_input_event_is_taken() {
    let page = Page::open("/pages/plain.html");
    for (events, value) in [(&["change"] as &[&str], "4321"), (&["keyup", "change"], "5321"), (&[], "6321")] {
        page.enter("mdfSpent-0");
        page.eval(&format!("($('#mdfSpent-0').value = '{value}')"));
        for event in events {
            page.eval(&format!("$('#mdfSpent-0').dispatchEvent(new Event('{event}', {{ bubbles: true }}))"));
        }
        page.session().keys(&key::TAB.to_string());
        page.until("it is taken", &format!("el.plan?.tiers[0].mdfSpent === {value}"));
        page.until("and written out", &format!("$('#mdfSpent-0').value === '{},321'", &value[..1]));
    }
    // Names, too.
    page.enter("name-0");
    page.eval("($('#name-0').value = 'Filled in', $('#name-0').dispatchEvent(new Event('change', { bubbles: true })))");
    page.until("it is taken", "el.plan?.tiers[0].name === 'Filled in'");
}

#[test]
fn thousands_of_anything_are_refused_at_once() {
    let page = Page::open("/pages/plain.html");
    let before = page.eval("el.plan");
    let time = page.session().script(
        "const el = document.querySelector('comarketing-roi'), begun = performance.now();
         const tiers = Array.from({ length: 9000 }, (_, at) => ({ name: `Tier ${at}`, mdfSpent: at }));
         const assumed = Array.from({ length: 9000 }, (_, at) => ({ field: `/tiers/${at}/leads`, why: 'x' }));
         el.plan = { version: 1, currency: 'USD', tiers };
         return performance.now() - begun;",
        vec![],
    );
    assert!(time.as_f64().is_some_and(|time| time < 500.0), "{time}");
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'invalid')");
    let errors = page.events("invalid")[0]["detail"]["errors"].clone();
    assert_eq!(errors.as_array().map(Vec::len), Some(1), "{errors}");
    assert_eq!(errors[0]["path"], "/tiers");
    for (data, code) in [
        (
            "{ version: 1, currency: 'USD', tiers: [{ name: 'A' }], assumed: Array.from({ length: 9000 }, () => ({})) }",
            "invalid",
        ),
        ("Array.from({ length: 9000 }, () => Array.from({ length: 9000 }, () => 0))", "error"),
        ("{ tiers: 'x'.repeat(5e7) }", "error"),
    ] {
        page.eval(&format!("((data) => {{ probe.events.length = 0; window.begun = performance.now(); el.plan = data; }})({data})"));
        page.until("the host hears of it", &format!("probe.events.some(({{ type }}) => type === '{code}')"));
        assert!(page.is("probe.events[0].at - window.begun < 2000"), "{data}");
    }
    assert_eq!(page.eval("el.plan"), before);
}

#[test]
fn a_link_is_read_once_and_a_new_one_at_once() {
    let link = |spent: u32| {
        let page = Page::open("/pages/plain.html");
        page.eval(&format!("(el.plan = {{ version: 1, currency: 'EUR', tiers: [{{ name: 'Gold', mdfSpent: {spent} }}] }}, null)"));
        page.until("it is shown", &format!("$('#mdfSpent-0').value.replace(',', '') === '{spent}'"));
        let url = page.session().later(
            "const done = arguments[0]; document.querySelector('comarketing-roi').shareUrl().then(done);",
            vec![],
        );
        let url = url["url"].as_str().expect("a link").to_owned();
        url.split_once('#').expect("a hash").1.to_owned()
    };
    let (one, two) = (link(7001), link(7002));
    let page = Page::load("/pages/probe.js", Setup::default());
    page.site.put(
        "/written.html",
        Page::html(SCRIPT, &format!("<div id=\"here\">{}</div>", element("mode=\"sheet\" share=\"hash\""))),
    );
    page.session().go(&format!("{}#{one}", page.site.url("/written.html")));
    page.until("the link is open", "el?.plan?.tiers[0].mdfSpent === 7001");
    page.fill("mdfSpent-0", "4321");
    // Another, in the same tab.
    page.eval(&format!("(location.hash = '{two}')"));
    page.until("it is open as well", "el.plan?.tiers[0].mdfSpent === 7002");
    page.fill("mdfSpent-0", "4321");
    // What a page does with its own anchors is no link.
    page.eval("(location.hash = 'contents')");
    page.eval("(window.kept = el, el.remove())");
    page.until("it is out", "window.kept.state === 'idle'");
    page.eval(&format!("(location.hash = '{two}', document.getElementById('here').append(window.kept))"));
    page.until_ready();
    page.session().later("const done = arguments[0]; setTimeout(() => setTimeout(done, 100));", vec![]);
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 4321, "what was typed since is not overwritten");
    page.eval(&format!("(location.hash = '{one}')"));
    page.until("a new one is read", "el.plan?.tiers[0].mdfSpent === 7001");
}
