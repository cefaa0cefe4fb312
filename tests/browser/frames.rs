//! The calculator in a frame of another origin's page: alone, and in conversation with it.

use crate::page::Page;
use crate::session::Setup;
use crate::site::Site;
use serde_json::{Value, json};

/// A page of one origin that frames `path` of another. Its policy allows the frame and its own script, nothing else.
struct Framed {
    page: Page,
    // Serves the frame until the test ends.
    calculator: Site,
}

impl Framed {
    #[track_caller]
    fn open(path: &str) -> Self {
        Self::open_at(|_, calculator| calculator.url(path))
    }

    /// The address may name the port of the page around the frame, which is known when its server is.
    #[track_caller]
    fn open_at(address: impl FnOnce(&Site, &Site) -> String) -> Self {
        let page = Page::load("/pages/plain.html", Setup::default());
        let calculator = Site::start();
        let at = page.text(&format!("encodeURIComponent({})", json!(address(&page.site, &calculator))));
        page.session().go(&page.site.url(&format!("/pages/frame.html?at={at}")));
        page.until("the frame is made", "document.getElementById('frame')");
        Self { page, calculator }
    }

    /// Begins the conversation and waits for the calculator.
    #[track_caller]
    fn connect(&self, options: &Value) {
        self.page.eval_with("host.connect(args)", options.clone());
        self.page.until("the calculator answers", "host.ready");
        assert_eq!(self.page.text("host.ready.version"), env!("CARGO_PKG_VERSION"));
    }

    /// Does something in the frame.
    #[track_caller]
    fn inside<T>(&self, look: impl FnOnce(&Page) -> T) -> T {
        self.page.session().enter_frame(self.page.element("document.getElementById('frame')"));
        self.page.until_ready();
        let found = look(&self.page);
        assert_eq!(self.page.eval("probe.errors"), json!([]), "errors in the frame");
        self.page.session().leave_frame();
        found
    }

    /// What the conversation answers.
    #[track_caller]
    fn ask(&self, question: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             Promise.resolve(host.connection.{question}).then(done, (error) => done({{ failed: String(error) }}));"
        );
        self.page.session().later(&script, vec![])
    }

    /// The types of the messages that came from the frame.
    #[track_caller]
    fn heard(&self) -> Vec<String> {
        let all = self.page.eval("host.messages.map(({ data }) => data.type)");
        all.as_array().expect("a list").iter().map(|kind| kind.as_str().expect("a type").to_owned()).collect()
    }

    /// Types a figure and waits until the page around the frame hears of it.
    #[track_caller]
    fn type_and_hear(&self, text: &str) {
        self.inside(|frame| frame.fill("mdfSpent-0", text));
        let heard = format!("host.of('change').at(-1)?.detail.plan?.tiers[0].mdfSpent === {text}");
        self.page.until("the page around the frame hears of it", &heard);
    }
}

const START: &str = "/?mode=sheet&locale=en";

fn plan(spent: u32) -> Value {
    json!({ "version": 1, "currency": "EUR", "tiers": [{ "name": "Gold", "mdfSpent": spent, "leads": 40 }] })
}

#[test]
fn a_frame_needs_no_script_around_it() {
    let framed = Framed::open(
        "/?mode=campaign&locale=de-DE&currency=EUR&lock-mode&theme=light&cta-href=https%3A%2F%2Fpartner.example%2Fnext\
         &cta-label=Termin&heading-level=3&mode-lock=1&share=everywhere",
    );
    framed.inside(|frame| {
        let set = "Object.fromEntries([...el.attributes].map(({ name, value }) => [name, value]))";
        let mut attributes = frame.eval(set);
        let all = attributes.as_object_mut().expect("attributes");
        all.remove("loading");
        all.remove("reserve-height");
        assert_eq!(
            attributes,
            json!({ "mode": "campaign", "locale": "de-DE", "currency": "EUR", "lock-mode": "", "theme": "light",
                "cta-href": "https://partner.example/next", "cta-label": "Termin", "heading-level": "3",
                "share": "hash", "persist": "local" })
        );
        assert_eq!(frame.text("$('.cta').innerText"), "Termin");
        assert_eq!(frame.text("$('.title').localName"), "h3");
        let warned: Vec<String> = serde_json::from_value(frame.eval("probe.warnings")).expect("texts");
        assert_eq!(warned.len(), 1, "once for all: {warned:?}");
        assert!(warned[0].contains("\"mode-lock\", \"share\""), "{warned:?}");
        assert!(!warned[0].contains("everywhere"), "no values: {warned:?}");
        // The calculator alone, and nothing of a page behind it.
        assert!(frame.is("!document.querySelector('header').checkVisibility()"));
        assert!(frame.is("!document.querySelector('footer').checkVisibility()"));
        assert_eq!(frame.text("getComputedStyle(document.body).backgroundColor"), "rgba(0, 0, 0, 0)");
        assert_eq!(frame.eval("probe.violations"), json!([]));
    });
    assert_eq!(framed.heard(), ["hello"], "whoever has not spoken is told nothing");
    assert_eq!(framed.page.eval("host.messages[0].data.payload"), Value::Null);
    assert_eq!(framed.page.eval("probe.violations"), json!([]), "frame-src is enough");
}

#[test]
fn an_address_sets_what_it_may() {
    let page = Page::open(
        "/?mode=call&locale=de-CH&theme=dark&cta-href=https%3A%2F%2Fevil.example&cta-label=Win&gate=after-result\
         &labels=%7B%22a%22%3A1%7D&privacy-href=https%3A%2F%2Fevil.example&onclick=x&heading-level=9",
    );
    let all = page.eval("[...el.attributes].map(({ name, value }) => `${name}=${value}`).sort()");
    assert_eq!(
        all,
        json!(["loading=eager", "locale=de-CH", "mode=call", "persist=local", "share=hash", "theme=dark"])
    );
    // Words and addresses of a stranger's would seem to be this page's own.
    assert!(page.is("!$('.cta')"));
    assert_eq!(page.eval("probe.warnings.length"), 1);
    assert!(page.is("document.querySelector('header').checkVisibility()"));
    assert_eq!(
        page.text("document.documentElement.dataset.theme"),
        "dark",
        "the page goes with the calculator"
    );
}

#[test]
fn without_parameters_the_page_is_as_it_was() {
    let page = Page::open("/index.html");
    let all = page.eval("[...el.attributes].map(({ name, value }) => `${name}=${value}`).sort()");
    assert_eq!(all, json!(["loading=eager", "mode=assessment", "persist=local", "share=hash"]));
    assert!(page.is("$$('.assessment input').length === 5"), "it begins with five numbers");
    assert_eq!(page.eval("probe.warnings"), json!([]));
    assert!(page.is("!('framed' in document.documentElement.dataset)"));
}

#[test]
fn in_a_frame_every_figure_is_there_unless_the_address_says_otherwise() {
    for (path, mode) in [("/?locale=en", "sheet"), ("/?locale=en&mode=assessment", "assessment")] {
        let framed = Framed::open(path);
        framed.inside(|frame| assert_eq!(frame.text("el.getAttribute('mode')"), mode));
    }
}

#[test]
fn the_page_around_the_frame_sets_and_hears() {
    let framed = Framed::open(START);
    framed.connect(&json!({
        "plan": plan(1000),
        "attributes": { "locale": "de", "currency": "EUR", "onload": "x", "theme": "purple" },
        "properties": { "--cmroi-color-accent": "#b3005e", "--cmroi-radius": "url(x)", "color": "red" },
    }));
    framed.inside(|frame| {
        frame.until("the plan is there", "el.plan?.tiers[0].mdfSpent === 1000");
        assert_eq!(frame.text("el.getAttribute('locale')"), "de");
        assert!(frame.is("!el.hasAttribute('onload') && !el.hasAttribute('theme')"));
        assert_eq!(frame.text("el.getAttribute('style').trim()"), "--cmroi-color-accent: #b3005e;");
        let warned: Vec<String> = serde_json::from_value(frame.eval("probe.warnings")).expect("texts");
        assert_eq!(warned.len(), 1, "{warned:?}");
        for name in ["onload", "theme", "--cmroi-radius", "color"] {
            assert!(warned[0].contains(&format!("\"{name}\"")), "{name}: {warned:?}");
        }
    });
    assert_eq!(framed.page.eval("host.of('ready').length"), 1);
    framed.type_and_hear("2500");
    assert!(framed.page.is("host.events.every((event) => event.frozen)"), "details cannot be changed");
    let report = framed.ask("getReport()");
    let shown = framed.inside(|frame| frame.eval("el.report"));
    assert_eq!(report, shown);
    assert_eq!(report["total"]["metrics"]["costPerLead"]["value"], 62.5);
    framed.page.eval(
        "host.connection.theme({ theme: 'dark', properties: { '--cmroi-color-accent': 'rgb(255 200 0)' } })",
    );
    framed.inside(|frame| {
        frame.until(
            "it is dark",
            "el.getAttribute('theme') === 'dark' && $('.root').dataset.theme === 'dark'",
        );
        assert_eq!(frame.text("el.style.getPropertyValue('--cmroi-color-accent')"), "rgb(255 200 0)");
    });
    // What is wrong with a plan is an event, as it is of the element.
    framed.page.eval("(host.connect({ plan: { version: 1, currency: 'EUR', tiers: 5 } }), 0)");
    framed.page.until("it is told", "host.of('invalid').length === 1");
    assert_eq!(framed.page.text("host.of('invalid')[0].detail.errors[0].path"), "/tiers");
}

#[test]
fn a_part_of_the_plan_is_handed_to_the_element_and_its_answer_back() {
    let framed = Framed::open(START);
    framed.connect(&json!({ "plan": plan(1000) }));
    // What the element makes of it is tested with the element.
    framed.inside(|frame| {
        frame.eval(
            "el.patch = async (part) => part.currency === 'GBP'
                ? { ok: true } : { ok: false, errors: [{ path: '/currency', code: 'wrong_type', message: 'No.', allowed: null }] }",
        )
    });
    assert_eq!(framed.ask("patch({ currency: 'GBP' })"), json!({ "ok": true }));
    let refused = framed.ask("patch({ currency: 5 })");
    assert_eq!([&refused["ok"], &refused["errors"][0]["path"]], [&json!(false), &json!("/currency")]);
    // An answer that comes after the end of its conversation is nobody's.
    framed.inside(|frame| {
        frame.eval("el.patch = () => new Promise((resolve) => window.settle = () => resolve({ ok: true }))")
    });
    framed.page.eval("(host.connection.patch({}).catch(() => {}), 0)");
    framed.inside(|frame| frame.until("it was asked", "window.settle"));
    framed.page.eval("(host.connection.destroy(), 0)");
    framed.connect(&json!({}));
    framed.inside(|frame| frame.eval("settle()"));
    assert!(framed.ask("getReport()")["total"].is_object());
    let answers = "host.messages.filter(({ data }) => data.payload?.name === 'cmroi-answer').map(({ data }) => data.payload.request)";
    assert_eq!(framed.page.eval(answers), json!([1, 2, 1]), "the third is of the new conversation");
}

/// How high the frame should be, by its content.
#[track_caller]
fn content(framed: &Framed) -> i64 {
    let needed = "Math.ceil(document.querySelector('main').getBoundingClientRect().height) + 1";
    let height = framed.inside(|frame| {
        frame.until("everything is drawn", "$$('[data-panel]').every((panel) => panel.hasChildNodes())");
        frame.eval(needed)
    });
    height.as_i64().expect("a height")
}

#[track_caller]
fn follows(framed: &Framed) {
    let needed = content(framed);
    framed.page.until(
        "the frame is as high as its content",
        &format!("document.getElementById('frame').clientHeight === {needed}"),
    );
    framed.inside(|frame| {
        assert!(frame.is("document.documentElement.scrollHeight <= innerHeight"), "no second scroll bar");
    });
}

/// By script: a pointer of WebKit's driver does not reach into a frame that is higher than the window.
#[test]
fn the_frame_is_as_high_as_its_content() {
    let framed = Framed::open(START);
    framed.connect(&json!({ "plan": plan(1000) }));
    follows(&framed);
    framed.inside(|frame| {
        frame.eval("button('Show all metrics').click()");
        frame.eval("button('Add a tier').click()");
        frame.until("it is there", "$$('.tier').length === 2");
    });
    follows(&framed);
    framed.inside(|frame| {
        frame.eval("button('Undo').click()");
        frame.until("it is gone", "$$('.tier').length === 1");
    });
    follows(&framed);
    let heights: Vec<i64> = serde_json::from_value(framed.page.eval("host.heights()")).expect("numbers");
    assert!(heights.windows(2).all(|pair| (pair[0] - pair[1]).abs() > 1), "each says something: {heights:?}");
}

/// Changes the height of the frame's content.
const PAD: &str = "document.querySelector('main').style.setProperty('padding-bottom',";

#[test]
fn heights_are_told_ten_times_a_second_at_most() {
    let framed = Framed::open(START);
    framed.connect(&json!({ "plan": plan(1000) }));
    follows(&framed);
    let before = framed.page.eval("host.messages.length");
    // A content that cannot decide: it changes at every frame.
    let begun = framed.page.eval("performance.now()").as_f64().expect("a time");
    framed.inside(|frame| {
        let storm = format!(
            "const done = arguments[arguments.length - 1];
             let frames = 0;
             const step = () => {{
                 {PAD} frames % 2 ? '0px' : `${{100 + frames}}px`);
                 if (frames++ < 90) requestAnimationFrame(step);
                 else done(0);
             }};
             step();"
        );
        frame.session().later(&storm, vec![]);
        frame.eval(&format!("{PAD} '31px')"));
    });
    follows(&framed);
    let told = framed.page.eval_with("host.messages.slice(args).length", before).as_u64().expect("a count");
    let lasted = framed.page.eval("host.messages.at(-1).at").as_f64().expect("a time") - begun;
    assert!(told >= 2, "it follows");
    #[allow(clippy::cast_precision_loss, reason = "a handful of messages")]
    let most = lasted / 100.0 + 1.0;
    #[allow(clippy::cast_precision_loss, reason = "a handful of messages")]
    let told = told as f64;
    assert!(told <= most, "{told} messages in {lasted} ms");
}

#[test]
fn a_height_of_the_hosts_own_starts_no_loop() {
    let framed = Framed::open(START);
    framed.connect(&json!({ "plan": plan(1000), "resize": false }));
    framed.page.until("a height is told", "host.heights().length > 0");
    let last = |framed: &Framed| framed.page.eval("host.heights().at(-1)").as_i64().expect("a height");
    framed.page.until("it is the content's", &format!("host.heights().at(-1) === {}", content(&framed)));
    let count = framed.page.eval("host.heights().length").as_u64().expect("a count");
    for height in [4000, 3000, 5000] {
        framed.page.eval_with(
            "document.getElementById('frame').style.setProperty('height', `${args}px`)",
            json!(height),
        );
        assert_eq!(
            framed.page.eval("document.getElementById('frame').clientHeight"),
            height,
            "the helper keeps out"
        );
    }
    let before = last(&framed);
    framed.inside(|frame| frame.eval(&format!("{PAD} '50px')")));
    framed.page.until("the content is followed", &format!("host.heights().at(-1) === {}", before + 50));
    assert_eq!(framed.page.eval("host.heights().length"), count + 1, "nothing but the content was told");
}

/// Messages that a hostile page sends: nothing, nonsense, far too much, and the right shape with something wrong.
const STORM: &str = "
    const deep = {}; let at = deep; for (let i = 0; i < 2000; i++) at = at.next = {};
    const round = {}; round.round = round;
    const message = (more) => ({ ns: 'cmroi', v: 1, id: 'guessed-guessed', type: 'patch', payload: { plan: { currency: 'JPY' } }, ...more });
    const storm = [null, undefined, 0, '', 'init', 'x'.repeat(1e6), [], {}, [[[]]], new Map([[1, 2]]), new ArrayBuffer(8), new Date(),
        10n, deep, round, message(), message({ v: 2 }), message({ v: '1' }), message({ ns: 'other', type: 'init' }),
        message({ type: 'init', id: '' }), message({ type: 'init', id: 5 }), message({ type: 'init', id: 'short' }),
        message({ type: 'init', id: '<img src=x onerror=alert(1)>' }), message({ type: '__proto__' }), message({ type: 'constructor' }),
        message({ type: {} }), message({ type: 'navigate', payload: { href: 'https://evil.example' } }),
        message({ type: 'theme', payload: { theme: 'dark' } }), message({ type: 'destroy' }), message({ type: 'get-report', payload: { request: 1 } }),
        message({ type: 'hello' }), message({ type: 'height', payload: { height: 9000 } }),
        message({ type: 'ready', payload: { version: '0' } }), message({ type: 'event', payload: { name: 'cmroi-change', detail: { plan: null } } }),
        message({ type: 'event', payload: { name: 'cmroi-answer', request: 1, detail: { report: 'forged' } } })];";

#[test]
fn a_storm_of_messages_changes_nothing() {
    let framed = Framed::open(START);
    let (page, origin) = (&framed.page, framed.calculator.url(""));
    framed.inside(|_| ());
    // From the page around the frame, before it has begun and after; then as if from elsewhere, into both.
    let outside = format!(
        "(() => {{ {STORM}
            const frame = document.getElementById('frame').contentWindow;
            for (let round = 0; round < 40; round++) for (const data of storm) frame.postMessage(data, '*');
            const other = document.createElement('iframe');
            other.id = 'other';
            document.body.append(other);
            for (const data of storm) {{
                probe.forge(data, args, '');
                probe.forge(data, args, 'self');
                probe.forge(data, args, 'other');
                for (const origin of ['null', '', 'https://evil.example', `${{args}}.evil.example`]) {{
                    probe.forge(data, origin, 'frame');
                }}
            }}
            other.remove();
        }})()"
    );
    page.eval_with(&outside, json!(origin));
    let inside = format!(
        "(() => {{ {STORM}
            const own = {{ ns: 'cmroi', v: 1, id: 'guessed-guessed', type: 'init', payload: {{ attributes: {{ mode: 'call' }} }} }};
            for (const origin of ['null', '', 'file://x', 'https://evil.example', `${{args}}.evil.example`]) {{
                for (const data of [...storm, own]) {{
                    probe.forge(data, origin, 'parent');
                    probe.forge(data, args, 'self');
                    probe.forge(data, args, '');
                }}
            }}
            for (const data of [...storm, 'the end of the storm']) parent.postMessage(data, '*');
        }})()"
    );
    framed.connect(&json!({ "plan": plan(1000) }));
    let before =
        framed.inside(|frame| frame.eval("[el.plan, [...el.attributes].map((one) => one.name + one.value)]"));
    page.eval_with(&outside, json!(origin));
    page.eval("(addEventListener('message', ({ data }) => { window.over ||= data === 'the end of the storm'; }), null)");
    framed.inside(|frame| frame.eval_with(&inside, json!(page.site.url(""))));
    // The frame's own page has said hello in it, as one that is loaded anew does: what was asked before that is not answered.
    page.until("the storm is over", "window.over");
    // One true exchange behind it all.
    let answer = framed.ask("getReport()");
    assert_eq!(answer["total"]["metrics"]["costPerLead"]["value"], 25.0, "{answer}");
    let after =
        framed.inside(|frame| frame.eval("[el.plan, [...el.attributes].map((one) => one.name + one.value)]"));
    assert_eq!(before, after);
    assert!(page.is("document.getElementById('frame').clientHeight !== 9000"));
    assert!(page.is("host.events.every(({ type, detail }) => type !== 'ready' || detail.version !== '0')"));
    assert_eq!(page.eval("host.of('change').filter(({ detail }) => !detail.plan).length"), 0);
    framed.type_and_hear("2500");
    assert!(page.is("({}).polluted === undefined && !document.querySelector('img')"));
}

#[test]
fn too_large_a_plan_is_not_looked_at() {
    let framed = Framed::open(START);
    framed.connect(&json!({ "plan": plan(1000) }));
    page_sends(&framed, "'x'.repeat(300_000)");
    page_sends(&framed, "Array.from({ length: 100_000 }, () => 0)");
    page_sends(&framed, "new Map()");
    assert_eq!(framed.ask("getReport()")["total"]["metrics"]["costPerLead"]["value"], 25.0);
    assert_eq!(framed.page.eval("[host.of('error').length, host.of('invalid').length]"), json!([0, 0]));
    framed.type_and_hear("2500");
}

/// Sends a plan in a conversation of its own, rightly but for what it says.
#[track_caller]
fn page_sends(framed: &Framed, plan: &str) {
    framed.page.eval_with(
        &format!(
            "document.getElementById('frame').contentWindow.postMessage(
                {{ ns: 'cmroi', v: 1, id: 'another-one-{}', type: 'init', payload: {{ plan: {plan} }} }}, args)",
            plan.len()
        ),
        json!(framed.calculator.url("")),
    );
}

#[test]
fn an_origin_that_is_not_listed_gets_the_public_calculator_and_no_more() {
    // Another port of this machine is listed.
    let framed = Framed::open("/listed/1/page.html?mode=sheet&locale=en");
    framed
        .page
        .eval_with("host.connect(args)", json!({ "plan": plan(1000), "attributes": { "mode": "call" } }));
    framed.inside(|frame| {
        frame.until("it is refused", "probe.warnings.length > 0");
        assert!(frame.text("probe.warnings[0]").contains("may show this page, but not speak with it"));
        assert_eq!(frame.text("el.getAttribute('mode')"), "sheet");
        frame.fill("mdfSpent-0", "77");
        frame.until("it works for who visits it", "el.plan?.tiers[0].mdfSpent === 77");
        frame.until("a listener here has heard", "probe.events.some((event) => event.type === 'change')");
    });
    let heard = framed.heard();
    assert!(!heard.is_empty() && heard.iter().all(|kind| kind == "hello"), "{heard:?}");
    assert_eq!(framed.page.eval("[host.ready, host.events]"), json!([null, []]));
    framed.page.eval("host.connection.destroy()");
}

#[test]
fn an_origin_that_is_listed_is_answered() {
    let framed = Framed::open_at(|page, calculator| {
        calculator.url(&format!("/listed/{}/page.html?mode=sheet&locale=en", page.port()))
    });
    framed.connect(&json!({ "plan": plan(1000) }));
    framed.type_and_hear("2500");
}

#[test]
fn a_frame_is_removed_and_made_again() {
    let framed = Framed::open(START);
    framed.connect(&json!({ "plan": plan(1000) }));
    framed.type_and_hear("2500");
    // The conversation ends, the frame stays: it speaks no more, and may be spoken to anew.
    framed.page.eval("host.connection.destroy()");
    let before = framed.page.eval("host.messages.length");
    framed.inside(|frame| {
        frame.fill("mdfSpent-0", "3500");
        frame
            .until("it would have been told", "probe.events.at(-1)?.detail.plan?.tiers[0].mdfSpent === 3500");
    });
    assert_eq!(framed.page.eval("host.messages.length"), before, "nothing after the end");
    assert!(framed.ask("getReport()")["failed"].as_str().is_some_and(|text| text.contains("destroyed")));
    framed.connect(&json!({}));
    assert_eq!(
        framed.ask("getReport()")["total"]["metrics"]["costPerLead"]["value"],
        87.5,
        "its figures are kept"
    );
    // The frame goes, and another comes.
    framed.page.eval("(host.connection.destroy(), host.make(), host.events.length = 0)");
    framed.connect(&json!({ "plan": plan(400) }));
    assert_eq!(framed.ask("getReport()")["total"]["metrics"]["costPerLead"]["value"], 10.0);
    // The page in it is loaded anew: it gets the same start as before.
    framed.page.session().enter_frame(framed.page.element("document.getElementById('frame')"));
    framed.page.eval("setTimeout(() => location.reload())");
    framed.page.session().leave_frame();
    framed.page.until("it is there again", "host.of('ready').length === 2");
    assert_eq!(framed.ask("getReport()")["total"]["metrics"]["costPerLead"]["value"], 10.0);
}

/// Where a dialog of the frame's is in the window around it: how far above and below what is seen of it.
#[track_caller]
fn beyond_the_window(framed: &Framed) -> [f64; 2] {
    let dialog = "((rect) => [rect.top, rect.bottom])($('dialog:modal').getBoundingClientRect())";
    let inside: [f64; 2] =
        serde_json::from_value(framed.inside(|frame| frame.eval(dialog))).expect("two numbers");
    let window = "[document.getElementById('frame').getBoundingClientRect().top, innerHeight]";
    let [top, height]: [f64; 2] = serde_json::from_value(framed.page.eval(window)).expect("two numbers");
    [-(top + inside[0]), top + inside[1] - height]
}

#[test]
fn a_dialog_opens_where_the_visitor_looks() {
    let framed = Framed::open(START);
    let attributes = json!({ "gate": "after-result", "privacy-href": "https://www.example.com/privacy" });
    framed.connect(&json!({ "plan": plan(1000), "attributes": attributes }));
    framed.inside(|frame| {
        frame.eval("(button('Save or share').click(), 0)");
        frame.until("the menu is open", "$('[data-do=print]').checkVisibility()");
        // A table of somebody's comes through the chooser.
        frame.eval(
            "(HTMLInputElement.prototype.click = function () {
                if (this.type !== 'file') return;
                const data = new DataTransfer();
                data.items.add(new File(['Tier;MDF spent\\nGold;100\\n'], 'x.csv'));
                this.files = data.files;
                this.dispatchEvent(new Event('change'));
            }, 0)",
        );
    });
    follows(&framed);
    for opener in ["[data-do=print]", "[data-do=open]"] {
        for from_top in ["20", "innerHeight - 60"] {
            let at = framed.inside(|frame| frame.eval(&format!("$('{opener}').getBoundingClientRect().top")));
            framed.page.eval_with(
                &format!("scrollBy(0, document.getElementById('frame').getBoundingClientRect().top + args - ({from_top}))"),
                at,
            );
            framed.inside(|frame| {
                frame.eval(&format!(
                    "($('{opener}').focus({{ preventScroll: true }}), $('{opener}').click(), 0)"
                ));
                frame.until("the dialog is open", "$('dialog:modal')?.innerText.trim()");
            });
            // It is put there once the browser has said which part of the frame is on screen.
            let begun = std::time::Instant::now();
            let mut beyond = beyond_the_window(&framed);
            while beyond.iter().any(|pixels| *pixels > 0.0) {
                assert!(
                    begun.elapsed().as_secs() < 20,
                    "{opener} from {from_top}: beyond the window by {beyond:?}"
                );
                beyond = beyond_the_window(&framed);
            }
            framed.inside(|frame| {
                frame.eval("($('dialog').close(), 0)");
                frame.until("it is closed", "!$('dialog:modal')");
            });
        }
    }
}

/// What a consent manager holds back.
#[test]
fn a_frame_that_is_let_go_late_is_spoken_with() {
    let framed = Framed::open(START);
    let page = &framed.page;
    // Long waits are over at once, so that nobody has to sit through them.
    page.eval(
        "((later) => window.setTimeout = (work, time, ...rest) => later(work, time >= 30000 && time < 100000 ? 1 : time, ...rest))(setTimeout)",
    );
    page.eval("(document.getElementById('frame').src = 'about:blank', 0)");
    page.until("it is empty", "document.getElementById('frame').contentDocument?.URL === 'about:blank'");
    page.eval_with(
        "(document.getElementById('frame').removeAttribute('src'), host.connect({ origin: args[0], plan: args[1] }), 0)",
        json!([framed.calculator.url(""), plan(1000)]),
    );
    let turns = "const done = arguments[arguments.length - 1]; setTimeout(() => setTimeout(done, 5), 5);";
    page.session().later(turns, vec![]);
    assert_eq!(page.eval("host.ready"), Value::Null, "what is held back has not failed");
    // A page that answers nothing: it is given up.
    page.eval_with(
        "(document.getElementById('frame').src = args, 0)",
        json!(framed.calculator.url("/pages/plain.html")),
    );
    page.until("it is given up", "host.ready?.failed?.includes('did not answer')");
    assert!(framed.ask("getReport()")["failed"].as_str().is_some_and(|text| text.contains("did not answer")));
    // And the calculator comes after all.
    page.eval_with("(document.getElementById('frame').src = args, 0)", json!(framed.calculator.url(START)));
    page.until("it is there", "host.of('ready').length > 0");
    assert_eq!(framed.ask("ready")["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(framed.ask("getReport()")["total"]["metrics"]["costPerLead"]["value"], 25.0);
    assert_eq!(framed.ask("patch({ currency: 'GBP' })")["ok"], true);
}
