//! The form of the configurator: what is wrong in it, what it undoes, and how it is taken along.

use crate::configure::{code, obeys, open, set, set_much};
use crate::page::Page;
use serde_json::json;

/// What is said beside a field.
#[track_caller]
fn said(page: &Page, id: &str) -> String {
    page.text(&format!("document.getElementById('{id}-error').innerText"))
}

#[test]
fn what_is_wrong_is_told_beside_its_field_and_left_out() {
    let page = open();
    let untouched = code(&page);
    let wrong = [
        ("locale", "de_DE", "language tag"),
        ("currency", "XYZ", "three letters"),
        ("cta-href", "javascript:alert(1)", "https:// or mailto:"),
        ("privacy-href", "http://x.example", "https://"),
        ("reserve-height", "12px", "whole number"),
        ("color-accent", "var(--x)", "color"),
        ("radius", "1rem", "px or em"),
        ("font-family", "a; b", "names of fonts"),
        ("plan", "{ tiers: 1 }", "not JSON"),
        ("benchmarks", "5", "object in JSON"),
        ("labels", "null", "object in JSON"),
    ];
    for (id, value, part) in wrong {
        set(&page, id, value);
        assert!(said(&page, id).contains(part), "{id}: {}", said(&page, id));
        let told = "(control) => control.ariaInvalid === 'true' && control.getAttribute('aria-describedby').includes(`${control.id}-error`)";
        assert!(page.is(&format!("({told})(document.getElementById('{id}'))")), "{id}");
        assert_eq!(code(&page), untouched, "{id}");
        set(&page, id, "");
        assert_eq!(said(&page, id), "", "{id}");
    }
    set(&page, "base", "ftp://x");
    assert!(said(&page, "base").contains("https:"));
    set(&page, "currency", "XYZ");
    assert_eq!(
        page.text("document.getElementById('todo').innerText"),
        "2 things to fix first: Currency, Where the files of this release are"
    );
    set(&page, "currency", "");
    // JSON, but no plan: the engine says where.
    set(
        &page,
        "plan",
        "{\"version\": 1, \"currency\": \"EUR\", \"tiers\": [{\"name\": \"A\", \"mdfSpent\": -5}]}",
    );
    page.until(
        "the engine's own word",
        "document.getElementById('plan-error').innerText.includes('/tiers/0/mdfSpent')",
    );
    set(&page, "radius", "8px");
    assert!(said(&page, "plan").contains("/tiers/0/mdfSpent"), "another field does not mend it");
    // Colors that nobody could read are told, and stay the host's decision.
    set(&page, "color-accent", "#ffff00");
    set(&page, "color-on-accent", "white");
    assert!(said(&page, "color-on-accent").contains("1.0:1"), "{}", said(&page, "color-on-accent"));
    assert!(page.is("!document.getElementById('color-on-accent').ariaInvalid"), "told, not refused");
    assert!(code(&page).contains("--cmroi-color-on-accent: white;"));
    assert_eq!(page.eval("probe.violations"), json!([]));
}

#[test]
fn a_preview_loses_what_is_taken_back() {
    let page = open();
    set_much(&page);
    obeys(&page);
    // The figures of a visitor in the preview become start values.
    page.fill("mdfSpent-0", "4321");
    page.until("it is taken", "el.plan.tiers[0].mdfSpent === 4321");
    page.eval("document.getElementById('take-plan').click()");
    assert!(page.is("JSON.parse(document.getElementById('plan').value).tiers[0].mdfSpent === 4321"));
    page.eval("document.getElementById('reset').click()");
    page.until(
        "it is as it comes",
        "el.state === 'ready' && el.attributes.length === 3 && el.getAttribute('style') === ''",
    );
    assert!(code(&page).starts_with("<comarketing-roi>\n"));
    assert!(page.is("el.plan?.tiers[0].mdfSpent !== 4321"));
}

#[test]
fn settings_are_made_by_keys_and_the_focus_stays() {
    let page = open();
    page.eval("document.getElementById('mode').focus()");
    page.session().keys("C");
    page.until(
        "the preview follows",
        "el.getAttribute('mode') === 'campaign' && $('#mode-campaign').ariaCurrent === 'true'",
    );
    assert_eq!(page.text("document.activeElement.id"), "mode", "the preview does not take the focus");
    // How the program starts, the language, the currency, and whether visitors may switch.
    page.session().keys("\u{E004}\u{E004}fr\u{E004}\u{E004} ");
    assert_eq!(page.eval("[el.hasAttribute('lock-mode'), el.getAttribute('locale')]"), json!([true, "fr"]));
    assert_eq!(page.text("document.activeElement.id"), "lock-mode");
    // Undo goes back one change at a time and keeps the focus, also when there is nothing left to undo.
    page.eval("document.getElementById('undo').focus()");
    page.session().keys(" ");
    assert_eq!(page.eval("[el.hasAttribute('lock-mode'), el.getAttribute('locale')]"), json!([false, "fr"]));
    page.session().keys("  ");
    assert!(page.is("!el.hasAttribute('mode') && !el.hasAttribute('locale')"));
    assert_eq!(
        page.eval("[document.activeElement.id, document.activeElement.ariaDisabled]"),
        json!(["undo", "true"])
    );
}

#[test]
fn a_mistake_is_told_when_the_field_is_left_and_what_was_meant_is_one_press_away() {
    let page = open();
    for (id, typed, meant) in [
        ("cta-href", "acme.example/review", "https://acme.example/review"),
        ("cta-href", "sales@acme.example", "mailto:sales@acme.example"),
        ("locale", "de_DE", "de-DE"),
        ("currency", "eur", "EUR"),
        ("color-accent", "0b6b5c", "#0b6b5c"),
        ("radius", "12", "12px"),
        ("reserve-height", "640px", "640"),
    ] {
        page.eval_with(
            "((control) => {
                control.value = args[1];
                control.dispatchEvent(new Event('input', { bubbles: true }));
            })(document.getElementById(args[0]))",
            json!([id, typed]),
        );
        assert!(page.is(&format!("document.getElementById('{id}-error').hidden")), "{id}: still typing");
        set(&page, id, typed);
        page.eval(&format!("document.querySelector('#{id}-error button').click()"));
        assert_eq!(page.text(&format!("document.getElementById('{id}').value")), meant);
        assert_eq!(page.text("document.activeElement.id"), id, "the focus goes to the field");
        assert!(page.is(&format!("!document.getElementById('{id}').ariaInvalid")), "{id}");
        assert!(code(&page).contains(meant), "{}", code(&page));
    }
    assert!(page.is("document.getElementById('todo').hidden"));
}

#[test]
fn the_start_is_chosen_and_seen() {
    let page = open();
    let begins = "$('.root').textContent.includes('5 numbers to go')";
    page.until("five numbers", begins);
    set(&page, "start", "full");
    page.until("the steps", &format!("el.state === 'ready' && !{begins}"));
    assert!(code(&page).starts_with("<comarketing-roi start=\"full\">\n"), "{}", code(&page));
    set(&page, "start", "");
    page.until("five numbers again", &format!("el.state === 'ready' && {begins}"));
}

#[test]
fn the_preview_is_as_wide_and_as_dark_as_a_page_of_the_hosts() {
    let page = open();
    let press = |button: &str| page.eval(&format!("document.querySelector('[data-{button}]').click()"));
    let width = "el.getBoundingClientRect().width";
    press("width=phone");
    page.until("a phone", &format!("{width} < 400"));
    press("width=full");
    page.until(
        "the whole page",
        &format!("{width} > document.documentElement.clientWidth - 120 || {width} > 1000"),
    );
    press("theme=dark");
    page.until("dark", "$('.root').dataset.theme === 'dark'");
    assert!(code(&page).starts_with("<comarketing-roi>\n"), "neither is a setting");
    // A color that cannot be read in the dark is not used there, which is said and seen.
    set(&page, "color-accent", "#0b6b5c");
    assert!(said(&page, "color-accent").contains("In dark the calculator uses its own colors."));
    let accent = "getComputedStyle($('.root')).getPropertyValue('--cmroi--accent')";
    page.until("its own", &format!("!{accent}.includes('#0b6b5c')"));
    press("theme=light");
    page.until("the host's", &format!("{accent}.includes('#0b6b5c')"));
}

#[test]
fn settings_are_saved_as_a_file_and_opened_again() {
    let page = open();
    set_much(&page);
    let before = code(&page);
    page.eval(
        "(HTMLAnchorElement.prototype.click = () => {},
          URL.createObjectURL = (file) => { window.saved = file; return ''; },
          document.getElementById('save').click())",
    );
    let take = "const done = arguments[0]; window.saved.text().then(done)";
    let file = page.session().later(take, vec![]);
    page.eval("document.getElementById('reset').click()");
    page.until("it is as it comes", "document.getElementById('code').value.startsWith('<comarketing-roi>')");
    let choose = |text: &str| {
        page.eval_with(
            "((input, files) => {
                input.click = () => {};
                document.getElementById('load').click();
                files.items.add(new File([args[0]], 'settings.json'));
                input.files = files.files;
                input.dispatchEvent(new Event('change'));
            })(document.getElementById('file'), new DataTransfer())",
            json!([text]),
        );
    };
    choose(file.as_str().expect("text"));
    page.until("the lines are back", "document.getElementById('code').value.includes('sheet')");
    assert_eq!(code(&page), before);
    page.eval("document.getElementById('undo').click()");
    assert!(code(&page).starts_with("<comarketing-roi>\n"));
    choose("{\"settings\": {\"mode\": \"call\"}}");
    page.until("it is said", "document.getElementById('status').textContent.includes('no file of settings')");
    assert!(code(&page).starts_with("<comarketing-roi>\n"));
}

#[test]
fn the_form_goes_into_a_link_when_asked_to() {
    let page = open();
    set_much(&page);
    set(&page, "way-frame", "");
    set(&page, "helper", "");
    let before = code(&page);
    assert_eq!(page.text("location.hash"), "");
    page.eval("document.getElementById('link').click()");
    page.until("it is said", "document.getElementById('status').textContent");
    assert!(page.text("location.hash").starts_with("#c="));
    page.session().reload();
    page.until_ready();
    page.until("the lines are back", "document.getElementById('code').value.includes('iframe')");
    assert_eq!(code(&page), before);
    obeys(&page);
    // A link that was cut, or that somebody made up, fills in nothing.
    for hash in ["#c=%%%", "#c=e30", "#c=bnVsbA", "#c=eyJtb2RlIjp7fSwiX19wcm90b19fIjp7fX0", "#c=x\u{fffd}"] {
        page.session().go("about:blank");
        page.session().go(&page.site.url(&format!("/configure.html{hash}")));
        page.until_ready();
        page.until("the lines are there", "document.getElementById('code').value.includes('integrity')");
        assert!(code(&page).starts_with("<comarketing-roi>\n"), "{hash}");
    }
}
