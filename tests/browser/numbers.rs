//! Numbers as people type them, on the platform's own data.

use crate::page::Page;
use crate::session::{Setup, env};
use crate::site::Site;
use serde_json::{Value, json};
use std::path::PathBuf;

#[test]
fn what_the_page_prints_can_be_read_again_in_every_language() {
    let site = || {
        let site = Site::elsewhere(PathBuf::from(env("PROBE_DIR")));
        site.put("/breadth.mjs", include_str!("../numbers/breadth.mjs").to_owned());
        let script = "import start, * as probe from '/probe.js';
            import { check, locales } from '/breadth.mjs';
            await start({ module_or_path: '/probe_bg.wasm' });
            window.asked = locales().length;
            window.steps = 0;
            window.wrong = (await check(probe, () => { window.steps++; })).slice(0, 20);";
        site.put("/start.mjs", script.to_owned());
        site.put(
            "/numbers.html",
            "<!doctype html><html lang=en><head><title>Numbers</title><script type=module src=/start.mjs></script></head>".to_owned(),
        );
        site
    };
    let page = Page::load_from(site, "/numbers.html", Setup::default());
    // Hundreds of languages take their time on a slow machine; each by itself does not.
    while !page.is("window.wrong !== undefined") {
        let steps = page.eval("window.steps ?? 0");
        page.until("it goes on", &format!("window.wrong !== undefined || window.steps > {steps}"));
    }
    assert_eq!(page.eval("window.wrong"), json!([]));
    assert!(page.eval("window.asked").as_u64() > Some(50), "the platform knows some languages");
}

#[test]
fn a_doubtful_share_is_asked_and_an_offer_takes_it() {
    let page = Page::open("/pages/plain.html");
    // Every keypad has a decimal sign, those of counts too.
    let modes = "$$('.field:not(.name) .box input:not([inputmode=text])').map((input) => input.inputMode)";
    assert_eq!(page.eval(&format!("[...new Set({modes})]")), json!(["decimal"]));
    page.fill("winRate-0", "0.25");
    let offers = "$$('.wrong .actions:not([hidden]) button').map((button) => button.innerText)";
    page.until("both readings are offered", &format!("({offers}).length === 2"));
    assert_eq!(page.eval(offers), json!(["Use 25 %", "Use 0.25 %"]));
    page.press("Use 0.25 %");
    page.until_active("winRate-0");
    assert_eq!(page.value("winRate-0"), "0.25%");
    assert_eq!(page.eval(offers), Value::Array(Vec::new()));
}
