//! What happens on the way: files that fail, stall or come from another release, pages that are left and come back.

use crate::engine::Engine;
use crate::page::{Page, SCRIPT, WRITTEN};
use crate::session::{Feature, Setup, lacks};
use crate::site::Trouble;
use serde_json::{Value, json};

const ELEMENT: &str = "<comarketing-roi mode=\"sheet\" loading=\"eager\">\
                       <p>Estimate the return of a joint campaign.</p></comarketing-roi>";
const WASM: &str = "/comarketing-roi_bg.wasm";
/// The clock of the page runs faster, so that a silence that counts as one is short.
const HASTE: &str = "<script>{ const real = setInterval; window.setInterval = (work, time) => real(work, time / 20); }</script>";

fn codes(page: &Page) -> Value {
    page.eval("probe.events.filter(({ type }) => type === 'error').map(({ detail }) => detail.code)")
}

/// A page whose files get into trouble before it is opened.
#[track_caller]
fn troubled(head: &str, body: &str, prepare: impl FnOnce(&Page)) -> Page {
    let page = Page::load("/pages/probe.js", Setup::default());
    prepare(&page);
    page.site.put(WRITTEN, Page::html(head, body));
    page.session().go(&page.site.url(WRITTEN));
    page
}

/// Whether a panel says that it cannot be had.
fn sorry(panel: &str) -> String {
    format!("$('{panel}')?.innerText.startsWith('This part did not load.')")
}

#[track_caller]
fn explains(page: &Page) {
    page.click("#why-0-total-roi-button");
    page.until("it is explained", "$('#why-0-total-roi .terms')");
}

#[test]
fn every_late_script_is_asked_for_again_after_a_failure() {
    const NAME: &str = "/comarketing-roi_panels.wasm";
    for trouble in [Trouble::Fails, Trouble::Drops] {
        // Before the page is open: what paper needs is fetched as soon as nothing else is going on.
        let page = troubled(SCRIPT, ELEMENT, |page| page.site.trouble(NAME, trouble));
        page.until_ready();
        page.click("#why-0-total-roi-button");
        page.until("the visitor is told", &sorry("[data-panel]"));
        assert_eq!(codes(&page), json!(["wasm_fetch_failed"]), "{trouble:?}");
        page.site.release(NAME);
        page.press("Close");
        explains(&page);
        page.eval("(probe.errors.length = 0)"); // what the browser says of a failed request
    }
}

#[test]
fn methods_work_once_the_connection_does() {
    for name in ["/host-api.js", "/comarketing-roi_panels.wasm", "/commands.js"] {
        let page = troubled(SCRIPT, ELEMENT, |page| page.site.trouble(name, Trouble::Fails));
        page.until_ready();
        let ask =
            "const done = arguments[0]; document.querySelector('comarketing-roi').shareUrl().then(done);";
        assert_eq!(page.session().later(ask, vec![])["errors"][0]["code"], "wasm_fetch_failed", "{name}");
        page.site.release(name);
        assert_eq!(page.session().later(ask, vec![])["ok"], true, "{name}");
        page.eval("(probe.errors.length = 0)");
    }
}

#[test]
fn a_language_that_failed_is_there_when_the_network_is_back() {
    let body = ELEMENT.replace("mode=", "locale=\"de\" mode=");
    let page = troubled(SCRIPT, &body, |page| page.site.trouble("/text/de.js", Trouble::Fails));
    page.until_ready();
    assert_eq!(page.text("$('.root').lang"), "en");
    page.fill("mdfSpent-0", "4321");
    page.site.release("/text/de.js");
    page.eval("dispatchEvent(new Event('online'))");
    page.until("it is German", "$('.root').lang === 'de'");
    page.until("and so are the numbers", "$('#mdfSpent-0').value === '4.321'");
    page.eval("(probe.errors.length = 0)");
}

#[test]
fn what_keeps_arriving_is_not_late() {
    let page = troubled(&format!("{HASTE}{SCRIPT}"), ELEMENT, |page| {
        // 0.75 s of silence are too much; the whole takes longer than that by far.
        page.site.trouble(WASM, Trouble::Trickles(20_000, 100));
    });
    page.until_ready();
    assert_eq!(codes(&page), json!([]));
    assert_eq!(page.site.requests().iter().filter(|path| *path == WASM).count(), 1);
    assert!(page.eval("probe.events[0].detail.loadMs").as_f64().is_some_and(|time| time > 750.0));
}

#[test]
fn silence_ends_in_a_timeout_and_the_return_of_the_network_in_the_widget() {
    for back in [
        "dispatchEvent(new Event('online'))",
        "el.dispatchEvent(new PointerEvent('pointerdown'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
    ] {
        let page = troubled(&format!("{HASTE}{SCRIPT}"), ELEMENT, |page| {
            page.site.trouble(WASM, Trouble::HeldAfter(20_000));
        });
        page.until("the silence was too long", "el.state === 'error'");
        assert_eq!(codes(&page), json!(["timeout"]), "{back}");
        assert!(page.is("el.querySelector('p').checkVisibility()"));
        page.site.release(WASM);
        page.eval(&format!("({back}, null)"));
        page.until_ready();
    }
}

#[test]
fn a_page_that_slept_while_it_loaded_goes_on() {
    let page = troubled(&format!("{HASTE}{SCRIPT}"), ELEMENT, |page| {
        page.site.trouble(WASM, Trouble::HeldAfter(20_000));
    });
    page.until("it loads", "el.state === 'loading'");
    // As a sleeping page, one that is busy hears nothing of the time that passes: twice as long as a silence may be.
    page.session().script("const end = Date.now() + 1500; while (Date.now() < end);", vec![]);
    page.site.release(WASM);
    page.until_ready();
    assert_eq!(codes(&page), json!([]));
}

#[test]
fn a_page_that_comes_back_from_the_cache_of_pages_starts_again() {
    let page = troubled(SCRIPT, ELEMENT, |page| page.site.trouble(WASM, Trouble::Drops));
    page.until("it has failed", "el.state === 'error'");
    page.site.release(WASM);
    page.eval("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    page.until_ready();
    page.eval("(probe.errors.length = 0)");
}

#[test]
fn left_while_it_loads_and_come_back_to_it_is_there() {
    let page = troubled(SCRIPT, ELEMENT, |page| page.site.trouble(WASM, Trouble::HeldAfter(20_000)));
    page.until("it loads", "el.state === 'loading'");
    page.session().go(&page.site.url("/pages/probe.js"));
    page.site.release(WASM);
    page.session().back();
    page.until_ready();
    page.eval("(probe.errors.length = 0)");
}

/// Each file of the program, and what of it a page must show to need it.
const PARTS: [(&str, &str); 4] = [
    (WASM, "sheet"),
    ("/comarketing-roi_panels.wasm", "explanation"),
    ("/comarketing-roi_shared.wasm", "explanation"),
    ("/comarketing-roi_campaigns.wasm", "portfolio"),
];

#[test]
fn each_fault_of_a_module_has_its_code_in_every_part() {
    let whole = "\0asm\u{1}\0\0\0";
    for (name, shown) in PARTS {
        let body = if shown == "portfolio" { &ELEMENT.replace("sheet", shown) } else { ELEMENT };
        let code = |head: &str, prepare: &dyn Fn(&Page)| {
            let page = troubled(&format!("{head}{SCRIPT}"), body, prepare);
            if name != WASM {
                page.until_ready();
            }
            if shown == "explanation" {
                page.click("#why-0-total-roi-button");
            }
            page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
            let codes = codes(&page);
            page.eval("(probe.errors.length = 0)");
            codes
        };
        for (text, expected) in [
            ("<!doctype html><title>Not found</title>", "wasm_invalid"),
            ("", "wasm_invalid"),
            (whole, "wasm_integrity"),
        ] {
            for head in [
                "",
                "<script>Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });</script>",
            ] {
                let told = code(head, &|page| page.site.put(name, text.to_owned()));
                assert_eq!(told, json!([expected]), "{name} {text:?} {head}");
            }
        }
        let told = code("", &|page| page.site.trouble(name, Trouble::Drops));
        assert_eq!(told, json!(["wasm_fetch_failed"]), "{name}");
    }
}

/// The glue, whose panels stop the engine as often as the page says, as a panic in a chart would: by an instruction of Wasm
/// that ends it.
const TRAP: &str = "const real = await import('/real.js' + new URL(import.meta.url).search);
    export default real.default;
    const trap = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(
        0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11))).exports.t;
    const { draw_panel } = real.Instance.prototype;
    real.Instance.prototype.draw_panel = function (id) {
        if (this.panel_name(id) === window.trapped && window.traps-- > 0) {
            if (window.exception) throw window.exception;
            trap();
        }
        return draw_panel.call(this, id);
    };
    export const { styles, mount, panel_styles, check_benchmarks, late_part_is_here } = real;";

#[track_caller]
fn trapped(name: &str, times: u32) -> Page {
    let script = format!("<script>window.trapped = '{name}'; window.traps = {times};</script>{SCRIPT}");
    let page = troubled(&script, ELEMENT, |page| {
        page.site.put("/real.js", page.site.text("comarketing-roi.js"));
        page.site.put("/comarketing-roi.js", TRAP.to_owned());
    });
    page.until_ready();
    page
}

#[test]
fn a_panic_in_a_chart_is_told_and_recovered_with_the_figures_intact() {
    let page = trapped("funnel", 1000);
    page.fill("mdfSpent-0", "4321");
    page.press("Show charts");
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
    let error = &page.events("error")[0]["detail"];
    assert_eq!(
        [&error["code"], &error["phase"], &error["recoverable"]],
        [&json!("engine_panic"), &json!("run"), &json!(true)]
    );
    page.until_ready();
    assert_eq!(page.value("mdfSpent-0"), "4,321");
    if page.is("!$('.charts [data-panel]')") {
        page.press("Show charts");
    }
    page.until(
        "the others are drawn, and where it would stand it is said",
        "(() => {
            const charts = $$('.charts [data-panel]');
            const [failed, ...others] = charts.sort((a) => (a.dataset.panel === 'funnel' ? -1 : 1));
            return failed?.innerText.startsWith('This part did not load.') && others.filter((at) => at.dataset.drawn === '').length >= 5;
        })()",
    );
    assert_eq!(codes(&page), json!(["engine_panic"]), "what stopped the engine is not asked for again");
    page.eval("(window.trapped = '')");
    page.fill("mdfSpent-0", "5000");
    page.until("at the next change it is drawn", "$('.charts [data-panel=funnel] svg')");
    assert_eq!(codes(&page), json!(["engine_panic"]));
}

#[test]
fn an_exception_of_any_kind_that_comes_through_wasm_ends_the_engine_and_the_figures_stay() {
    // As where the stack is used up: what the program was doing is half done.
    let page = trapped("funnel", 1);
    page.eval("(window.exception = new RangeError('Maximum call stack size exceeded'))");
    page.press("Show charts");
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
    assert_eq!(page.events("error")[0]["detail"]["phase"], "run", "the engine has stopped");
    page.until_ready();
    drop(page);

    // As where a page's own library throws while a panel is put into the document.
    let page = Page::open("/pages/plain.html");
    page.fill("mdfSpent-0", "4321");
    page.eval(
        "(() => { const { insertBefore } = Node.prototype;
            Node.prototype.insertBefore = function (...nodes) {
                if (!this.dataset?.panel) return insertBefore.apply(this, nodes);
                Node.prototype.insertBefore = insertBefore;
                throw new Error('broken by the test');
            }; })()",
    );
    page.click("#why-0-total-roi-button");
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
    assert_eq!(page.events("error")[0]["detail"]["code"], "engine_panic");
    page.until("it is back", "el.state === 'ready'");
    assert_eq!(page.eval("el.plan.tiers[0].mdfSpent"), 4321);
    page.eval("(probe.errors.length = 0)");
}

#[test]
fn a_panel_that_stopped_the_engine_is_asked_for_again_in_another_language() {
    let page = trapped("funnel", 1);
    page.press("Show charts");
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
    page.until_ready();
    if page.is("!$('.charts [data-panel]')") {
        page.press("Show charts");
    }
    page.until(
        "it says so",
        "$('.charts [data-panel=funnel]')?.innerText && !$('.charts [data-panel=funnel] svg')",
    );
    page.eval("el.setAttribute('locale', 'de')");
    page.until("it is drawn", "$('.charts [data-panel=funnel] svg')");
}

#[test]
fn a_chart_that_panics_for_ever_leaves_the_figures_as_text() {
    let page = trapped("funnel", 1000);
    let stopped = |times: u32| {
        page.until(
            "the engine has stopped and begun again, or not",
            &format!(
                "probe.events.filter(({{ type }}) => type === 'error').length === {times} && /ready|error/.test(el.state)"
            ),
        );
    };
    page.press("Show charts");
    stopped(1);
    for times in [2, 3] {
        if page.is("!$('.charts [data-panel]')") {
            page.press("Show charts");
        }
        page.until("it is said", "$('.charts [data-panel=funnel]')?.innerText");
        // By one press: what is filled in would be read back, and its box may be gone by then.
        page.press("Add a tier");
        stopped(times);
    }
    page.until("it is given up", "probe.events.some(({ detail }) => detail.code === 'recovery_exhausted')");
    assert!(
        page.is(r"el.state === 'error' && /\d ?%/.test(root.lastElementChild.innerText)"),
        "the last results stay"
    );
}

#[test]
fn a_part_of_another_build_is_not_linked() {
    let page = troubled(SCRIPT, ELEMENT, |page| {
        let script = page.site.text("embed.js");
        let name = script
            .split("comarketing-roi-")
            .nth(1)
            .and_then(|rest| rest.get(..16))
            .expect("the build's name");
        page.site.put("/embed.js", script.replace(name, "0000000000000000"));
    });
    page.until_ready();
    page.click("#why-0-total-roi-button");
    page.until("the visitor is told", &sorry("[data-panel]"));
    assert_eq!(codes(&page), json!(["wasm_integrity"]));
    assert_eq!(page.eval("[el.state, el.report !== null]"), json!(["ready", true]), "the page is whole");
}

#[test]
fn scripts_of_two_releases_do_not_meet() {
    let page = Page::open("/pages/plain.html");
    page.site.put(
        "/commands.js",
        "export const version = '9.9.9'; export const act = (deed, host) => host.somethingNew();".to_owned(),
    );
    page.press("Save or share");
    page.press("Copy a link");
    page.until("the host hears of it", "probe.events.some(({ type }) => type === 'error')");
    assert_eq!(codes(&page), json!(["wasm_integrity"]));
    page.until("the visitor is told what helps", "$('.notice').textContent.includes('Reload the page')");
}

#[test]
fn a_script_of_before_out_of_a_cache_is_passed_by() {
    let page = Page::open("/pages/plain.html");
    // A server that goes by the query answers the new one.
    let right = page.site.text("commands.js");
    page.site.put("/commands.js", "export const version = '0.0.1';".to_owned());
    page.press("Save or share");
    page.press("Copy a link");
    page.until("it is refused", "probe.events.some(({ type }) => type === 'error')");
    page.site.put("/commands.js", right);
    page.press("Copy a link");
    page.until("it is copied, or may not be", "/copied|blocks copying/i.test($('.notice').textContent)");
}

#[test]
fn a_device_without_memory_is_told_so_and_nothing_is_downloaded_twice() {
    for what in [
        "new RangeError('WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory')",
        "new Error('out of memory')",
    ] {
        let head = format!(
            "<script>
                window.full = true;
                const instantiate = WebAssembly.instantiate;
                WebAssembly.instantiate = function (module, imports) {{
                    return imports && window.full ? Promise.reject({what}) : instantiate.call(this, module, imports);
                }};
            </script>{SCRIPT}"
        );
        let page = Page::written(&head, ELEMENT);
        page.until("the host hears of it", "el.state === 'error'");
        assert_eq!(codes(&page), json!(["wasm_memory"]));
        assert_eq!(page.site.requests().iter().filter(|path| *path == WASM).count(), 1);
        page.eval("(window.full = false, el.dispatchEvent(new PointerEvent('pointerdown')))");
        page.until_ready();
        assert_eq!(page.site.requests().iter().filter(|path| *path == WASM).count(), 1);
    }
}

#[test]
fn data_further_down_a_slow_page_is_waited_for() {
    for (name, data, seen) in [
        (
            "plan",
            r#"{"version":1,"currency":"GBP","tiers":[{"name":"Late","mdfSpent":77}]}"#,
            "el.plan.tiers[0].name === 'Late'",
        ),
        ("labels", r#"{"undo":"Take it back"}"#, "button('Take it back')"),
        ("benchmarks", r#"{"version":1}"#, "true"),
    ] {
        let page = Page::load("/pages/probe.js", Setup::default());
        // WebKit shows a page once it has its first kilobytes.
        let slow = Page::html(
            &format!("{SCRIPT}<!--{}-->", " ".repeat(8192)),
            &format!(
                "<comarketing-roi mode=\"sheet\" loading=\"eager\" {name}=\"#mine\"><p>Text</p></comarketing-roi>\
                 <script type=\"application/json\" id=\"mine\">{data}</script>"
            ),
        );
        // In the middle of the data.
        let cut = slow.find(&data[8..]).expect("the data");
        page.site.put("/slow.html", slow);
        page.site.put(WRITTEN, Page::html("", ""));
        page.session().go(&page.site.url(WRITTEN));
        // The probe comes first in it.
        page.site.trouble(
            "/slow.html",
            Trouble::HeldAfter(cut + "<script src=\"/pages/probe.js\"></script>".len()),
        );
        page.eval(
            "(() => { const frame = document.createElement('iframe'); frame.width = 1200; frame.height = 900;
            frame.src = '/slow.html'; document.body.append(frame); })()",
        );
        let inner = "document.querySelector('iframe').contentDocument?.querySelector('comarketing-roi')";
        page.until(
            "half of the data is there",
            &format!("{inner} && frames[0].document.querySelector('#mine')"),
        );
        // WebKit runs no module before the page is whole.
        if Engine::here() != Engine::WebKit {
            page.until("it loads", &format!("{inner}.state === 'loading'"));
            let begun = std::time::Instant::now();
            while !page.site.requests().iter().any(|path| path == WASM) {
                assert!(
                    begun.elapsed().as_secs() < 20,
                    "its files are asked for: {:?}",
                    page.site.requests()
                );
            }
            assert!(page.is(&format!("{inner}.state === 'loading'")), "{name}");
        }
        page.site.release("/slow.html");
        page.until("it is ready", &format!("{inner}.state === 'ready'"));
        let seen = seen.replace("el.", &format!("{inner}.")).replace(
            "button('Take it back')",
            &format!("[...{inner}.shadowRoot.querySelectorAll('button')].some((at) => at.textContent === 'Take it back')"),
        );
        page.until("and has the data", &seen);
        assert_eq!(
            page.eval("frames[0].probe.events.filter(({ type, detail }) => type === 'error' && /no script|JSON/.test(detail.message)).length"),
            json!(0),
            "{name}"
        );
    }
}

#[test]
fn an_attribute_that_is_set_again_is_read_again() {
    let page = Page::written(SCRIPT, &ELEMENT.replace("mode=", "plan=\"#mine\" labels=\"#texts\" mode="));
    page.until_ready();
    assert_eq!(codes(&page), json!(["config_invalid", "config_invalid"]));
    page.eval(
        "(() => {
            for (const [id, data] of [['mine', { version: 1, currency: 'GBP', tiers: [{ name: 'Late' }] }], ['texts', { undo: 'Take it back' }]]) {
                const script = document.createElement('script');
                script.type = 'application/json';
                script.id = id;
                script.textContent = JSON.stringify(data);
                document.body.append(script);
            }
            for (const name of ['plan', 'labels']) el.setAttribute(name, el.getAttribute(name));
        })()",
    );
    page.until("both are read", "el.plan?.tiers[0].name === 'Late' && button('Take it back')");
}

#[test]
fn loading_by_a_touch_begins_once_under_an_old_zone() {
    let zone = "<script>
        const add = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, listener, options) {
            if (options && typeof options === 'object' && 'signal' in options) { options = { ...options }; delete options.signal; }
            return add.call(this, type, listener, options);
        };
    </script>";
    let page = Page::written(&format!("{zone}{SCRIPT}"), &ELEMENT.replace("eager", "interaction"));
    let touch = "for (const type of ['pointerover', 'pointerdown', 'focusin', 'pointerover'])
        document.querySelector('comarketing-roi').dispatchEvent(new Event(type, { bubbles: true }));";
    page.until("the element is there", "el?.state === 'idle'");
    page.session().script(touch, vec![]);
    page.session().script(touch, vec![]);
    page.until_ready();
    page.fill("mdfSpent-0", "4321");
    for _ in 0..3 {
        page.session().script(touch, vec![]);
        page.session().later("const done = arguments[0]; setTimeout(() => setTimeout(done));", vec![]);
    }
    assert_eq!(page.events("ready").len(), 1);
    assert_eq!(page.eval("[$$('.root').length, el.plan.tiers[0].mdfSpent]"), json!([1, 4321]));
}

#[test]
fn ready_comes_first() {
    let page = Page::open("/pages/move.html");
    page.fill("mdfSpent-0", "4321");
    page.eval("(el.plan = { version: 1, currency: 'USD', tiers: [] }, null)");
    page.until("it is refused", "probe.events.some(({ type }) => type === 'invalid')");
    page.eval("(window.before = probe.events.length, document.getElementById('remove').click())");
    page.until("it is out", "!document.querySelector('comarketing-roi')");
    page.look_at("body").eval("document.getElementById('insert').click()");
    page.look_at("comarketing-roi").until_ready();
    page.until("the host hears of it", "probe.events.length > window.before");
    assert_eq!(page.text("probe.events[window.before].type"), "ready");
}

const OTHER: &str = "<iframe id=\"other\" title=\"Other\" srcdoc=\"&lt;!doctype html&gt;&lt;title&gt;Other&lt;/title&gt;&lt;body&gt;\" \
                     width=\"1200\" height=\"700\"></iframe><div id=\"here\"></div>";
/// The background that our sheet gives, and the padding that the sheet of panels gives.
const DRESSED: &str = "[getComputedStyle($('.root')).display, getComputedStyle($('.box')).borderTopStyle]";

#[test]
fn in_another_document_it_is_dressed_and_lives() {
    let page = Page::written(SCRIPT, &format!("{ELEMENT}{OTHER}"));
    page.until_ready();
    page.eval("(el.setAttribute('theme', 'dark'), window.kept = el)");
    page.until("it is dark", "$('.root').dataset.theme === 'dark'");
    explains(&page);
    let dressed = page.eval(DRESSED);
    assert_eq!(dressed, json!(["block", "solid"]));
    let sheets = page.eval("root.adoptedStyleSheets.length");
    page.eval("(el.id = 'moved', document.getElementById('other').contentDocument.body.append(el))");
    let look = |expression: &str| {
        let inner = expression
            .replace("$$(", "[...window.kept.shadowRoot.querySelectorAll(")
            .replace("$(", "window.kept.shadowRoot.querySelector(")
            .replace("root.", "window.kept.shadowRoot.")
            .replace("el.", "window.kept.");
        page.look_at("body").eval(&inner)
    };
    assert_eq!(look("root.adoptedStyleSheets.length"), sheets);
    assert_eq!(look(DRESSED), dressed);
    look(
        "($('#mdfSpent-0').value = '4321', $('#mdfSpent-0').dispatchEvent(new InputEvent('input', { bubbles: true })))",
    );
    page.until("it goes on", "window.kept.plan.tiers[0].mdfSpent === 4321");
    look("document.getElementById('here').append(window.kept)");
    assert_eq!(look(DRESSED), dressed, "and back");
    // Taken out, and put there later: it begins anew.
    look("window.kept.remove()");
    page.until("it is out", "window.kept.state === 'idle'");
    look("document.getElementById('other').contentDocument.body.append(window.kept)");
    page.until("it is there again", "window.kept.state === 'ready'");
    assert_eq!(look(DRESSED), dressed);
    assert_eq!(look("el.plan.tiers[0].mdfSpent"), 4321);
}

#[test]
fn moved_to_another_document_while_it_loads_it_begins_there_and_the_others_go_on() {
    let others: String = ["one", "two"]
        .map(|id| ELEMENT.replacen("<comarketing-roi", &format!("<comarketing-roi id=\"{id}\""), 1))
        .concat();
    let page = Page::written(SCRIPT, &format!("{others}{OTHER}"));
    page.look_at("#one").until_ready();
    page.look_at("#two").until_ready();
    page.fill("mdfSpent-0", "4321");
    page.eval(
        "(() => {
            window.third = document.createElement('comarketing-roi');
            third.setAttribute('loading', 'eager');
            third.setAttribute('mode', 'sheet');
            document.body.append(third);
            document.getElementById('other').contentDocument.body.append(third);
        })()",
    );
    page.until("the third is ready", "third.state === 'ready'");
    assert_eq!(
        page.eval("getComputedStyle(third.shadowRoot.querySelector('.box')).borderTopStyle"),
        json!("solid"),
        "and dressed"
    );
    assert_eq!(codes(&page), json!([]));
    assert_eq!(
        page.eval("[document.querySelector('#one').state, el.plan.tiers[0].mdfSpent]"),
        json!(["ready", 4321])
    );
}

#[test]
fn what_the_page_preloads_is_used_and_asked_for_once() {
    if lacks(Feature::Preload) {
        return;
    }
    let preload = "<link rel=\"modulepreload\" href=\"/comarketing-roi.js\">\
        <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin=\"anonymous\" href=\"/comarketing-roi_bg.wasm\">";
    let page = Page::written(&format!("{preload}{SCRIPT}"), ELEMENT);
    page.until_ready();
    let mut all = page.site.requests();
    all.sort();
    // What paper needs comes once the page is at rest.
    let at_rest = |path: &str| path.contains("panels") || path.contains("shared") || path == "/print.js";
    all.retain(|path| (path.ends_with(".js") || path.ends_with(".wasm")) && !at_rest(path));
    assert_eq!(all, ["/comarketing-roi.js", WASM, "/embed.js"], "each once");
}
