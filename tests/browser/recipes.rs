//! The examples that hosts copy, each with a stand-in for the other side: what a visitor agrees to arrives there, and
//! nothing else does.

use crate::lead::{answer, ask, open};
use crate::page::Page;
use serde_json::{Value, json};

/// What no recipe may tell a data layer.
const PERSONAL: [&str; 5] = ["Ada", "Lovelace", "ada@example.com", "Engines", "#cmroi="];

#[track_caller]
fn recipe(name: &str) -> Page {
    let page = open(&format!("/examples/{name}"));
    let elsewhere =
        "performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin))";
    assert_eq!(
        page.eval(&format!("{elsewhere}.map((entry) => entry.name)")),
        json!([]),
        "all is stood in for"
    );
    page
}

/// The one lead that was sent.
#[track_caller]
fn sent(page: &Page) -> Value {
    page.until("the lead is sent", "performance.getEntriesByName(location.origin + '/api/leads').length > 0");
    let posts = page.site.posts();
    let [(path, body)] = posts.as_slice() else { panic!("one lead: {posts:?}") };
    assert_eq!(path, "/api/leads");
    serde_json::from_str(body).expect("JSON")
}

#[track_caller]
fn is_the_lead(lead: &Value) {
    assert_eq!([&lead["name"], &lead["email"]], [&json!("Ada Lovelace"), &json!("ada@example.com")]);
    assert_eq!([&lead["company"], &lead["currency"]], [&json!("Engines Ltd"), &json!("EUR")]);
    assert_eq!(lead["headline"]["detail"], json!("bands"));
    assert!(lead["consent"].as_str().is_some_and(|text| text.starts_with("I agree")), "{lead}");
    assert!(lead["shareUrl"].as_str().is_some_and(|url| url.contains("#cmroi=")), "{lead}");
}

#[test]
fn plain_sends_what_was_agreed_to() {
    let page = recipe("plain.html");
    ask(&page);
    answer(&page, true);
    is_the_lead(&sent(&page));
}

#[test]
fn next_starts_from_what_the_server_sends_and_sends_what_was_agreed_to() {
    let page = recipe("next.html");
    ask(&page);
    answer(&page, true);
    is_the_lead(&sent(&page));
    // The page and the component are one tag.
    let component = include_str!("../../examples/next/app/calculator.jsx");
    for name in page.eval("el.getAttributeNames()").as_array().expect("a list") {
        let name = name.as_str().expect("text");
        let value = page.text(&format!("el.getAttribute({name:?})"));
        assert!(component.contains(&format!("{name}=\"{value}\"")), "{name}");
    }
}

#[test]
fn without_consent_nothing_is_sent() {
    for name in ["plain.html", "next.html"] {
        let page = recipe(name);
        ask(&page);
        answer(&page, false);
        assert_eq!(page.events("lead").len(), 1, "the page hears of it");
        assert!(page.site.posts().is_empty(), "{name}");
    }
}

#[test]
fn a_tag_manager_sends_what_consent_mode_allows() {
    let page = recipe("gtm-ga4.html");
    page.until("it hears of the widget", "stub.pushed.some((item) => item.event === 'cmroi_ready')");
    page.fill("mdfSpent-0", "180001");
    page.until("and of the figures", "stub.pushed.some((item) => item.event === 'cmroi_change')");
    assert_eq!(page.eval("stub.sent"), json!([]), "statistics are not allowed yet");
    page.click_outside("#allow");
    ask(&page);
    answer(&page, true);
    assert_eq!(page.eval("stub.sent"), json!(["generate_lead", "cmroi_export"]));
    let lead = page.eval("stub.pushed.find((item) => item.event === 'generate_lead')");
    assert_eq!([&lead["value"], &lead["currency"]], [&json!(500_000), &json!("EUR")]);
    is_only_ours_and_impersonal(&page);
}

#[test]
fn a_tag_manager_hears_of_no_lead_without_consent() {
    let page = recipe("gtm-ga4.html");
    page.click_outside("#allow");
    ask(&page);
    answer(&page, false);
    page.until("it hears of the report", "stub.pushed.some((item) => item.event === 'cmroi_export')");
    assert!(page.is("!stub.pushed.some((item) => item.event === 'generate_lead')"));
    is_only_ours_and_impersonal(&page);
}

#[track_caller]
fn is_only_ours_and_impersonal(page: &Page) {
    let pushed = page.eval("stub.pushed");
    for item in pushed.as_array().expect("a list") {
        let event = item["event"].as_str().expect("a name");
        assert!(event == "generate_lead" || event.starts_with("cmroi_"), "{item}");
        for key in item.as_object().expect("an object").keys() {
            assert!(
                ["event", "value", "currency"].contains(&key.as_str()) || key.starts_with("cmroi_"),
                "{item}"
            );
        }
    }
    let text = pushed.to_string();
    for personal in PERSONAL {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
}

/// What a form of HubSpot's should hold.
fn hubspot() -> Value {
    json!({ "firstname": "Ada", "lastname": "Lovelace", "email": "ada@example.com", "company": "Engines Ltd" })
}

#[track_caller]
fn holds(values: &Value, prefix: &str) {
    for (name, value) in hubspot().as_object().expect("an object") {
        assert_eq!(&values[format!("{prefix}{name}")], value, "{name}: {values}");
    }
    assert_eq!(values[format!("{prefix}cmroi_roi")], json!("0-50%"), "{values}");
    assert!(values[format!("{prefix}cmroi_link")].as_str().is_some_and(|url| url.contains("#cmroi=")));
}

#[test]
fn a_new_hubspot_form_is_filled_in_and_left_to_the_visitor() {
    let page = recipe("hubspot-new.html");
    ask(&page);
    answer(&page, true);
    holds(&page.eval("stub.values('11111111-2222-3333-4444-555555555555')"), "0-1/");
    let other = page.eval("Object.values(stub.values('99999999-9999-9999-9999-999999999999')).join('')");
    assert_eq!(other, json!(""), "the form in the footer is none of ours");
    assert_eq!(page.eval("stub.sent"), json!([]), "the visitor sends it, nobody else");
    page.click_outside(".hs-form-html button");
    holds(&page.eval("stub.sent[0]"), "0-1/");
}

#[test]
fn a_legacy_hubspot_form_is_filled_in_once_it_says_so_itself() {
    let page = recipe("hubspot-legacy.html");
    ask(&page);
    answer(&page, true);
    page.eval("(stub.others(), 0)");
    page.until("messages of others have come", "stub.heard === 2");
    assert_eq!(page.eval("stub.values"), json!({}), "another form's and another origin's say nothing");
    page.eval("(stub.ready(), 0)");
    page.until("it is filled in", "stub.values.email");
    holds(&page.eval("stub.values"), "");
    assert_eq!(page.eval("stub.sent"), json!([]), "the visitor sends it, nobody else");
}

#[test]
fn no_form_of_hubspots_is_filled_in_without_consent() {
    let page = recipe("hubspot-new.html");
    ask(&page);
    answer(&page, false);
    let values = page.eval("Object.values(stub.values('11111111-2222-3333-4444-555555555555')).join('')");
    assert_eq!(values, json!(""));
    drop(page);
    let page = recipe("hubspot-legacy.html");
    ask(&page);
    answer(&page, false);
    page.eval("(stub.ready(), 0)");
    page.until("its message has come", "stub.heard === 1");
    assert_eq!(page.eval("stub.values"), json!({}));
}

#[test]
fn no_other_form_is_filled_in_without_consent() {
    for (name, form) in [("wordpress.html", ".wpcf7-form"), ("webflow.html", "#wf-form-Talk")] {
        let page = recipe(name);
        ask(&page);
        answer(&page, false);
        let fields = format!(
            "[...document.querySelectorAll('{form} :is([type=text], [type=email], [type=hidden], textarea)')]"
        );
        assert!(page.eval(&format!("{fields}.length")).as_u64() >= Some(3), "{name}");
        assert_eq!(page.eval(&format!("{fields}.map((field) => field.value).join('')")), json!(""), "{name}");
    }
}

#[test]
fn a_form_of_wordpress_is_filled_in() {
    let page = recipe("wordpress.html");
    ask(&page);
    answer(&page, true);
    let value = |name: &str| page.text(&format!("document.querySelector('.wpcf7-form [name={name}]').value"));
    assert_eq!([value("your-name"), value("your-email")], ["Ada Lovelace", "ada@example.com"]);
    let message = value("your-message");
    assert!(message.contains("Engines Ltd\nROI: 0-50%\n") && message.contains("#cmroi="), "{message}");
    // The shortcode writes the tag that stands in the page.
    let plugin = include_str!("../../examples/wordpress/comarketing-roi.php");
    for name in page.eval("el.getAttributeNames()").as_array().expect("a list") {
        assert!(plugin.contains(&format!("'{}'", name.as_str().expect("text"))), "{name}");
    }
}

#[test]
fn a_form_of_webflow_is_filled_in() {
    let page = recipe("webflow.html");
    ask(&page);
    answer(&page, true);
    let value =
        |name: &str| page.text(&format!("document.querySelector('#wf-form-Talk [data-name={name}]').value"));
    assert_eq!(
        [value("Name"), value("Email"), value("Company")],
        ["Ada Lovelace", "ada@example.com", "Engines Ltd"]
    );
    assert!(value("Result").starts_with("ROI: 0-50%, pipeline: 1m-5m, http"), "{}", value("Result"));
}

#[test]
fn a_module_of_hubspots_cms_shows_the_widget() {
    let page = recipe("hubspot-module/comarketing-roi.module/module.html");
    assert_eq!(page.eval("[el.getAttribute('mode'), el.plan.currency]"), json!(["assessment", "EUR"]));
    assert_eq!(page.text("el.querySelector('p').textContent"), "Estimate the return of a joint campaign.");
    ask(&page);
    answer(&page, true);
    assert_eq!(page.events("lead").len(), 1);
}

/// A page builder holds code of at most 10,000 letters, and what a person copies should be no wall.
#[test]
fn a_snippet_fits_where_it_is_put() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("examples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "html") {
            let text = std::fs::read_to_string(&path).expect("a page");
            assert!(text.len() < 5_000, "{}: {}", path.display(), text.len());
            let tag = text
                .split("<comarketing-roi")
                .nth(1)
                .and_then(|rest| rest.split("</comarketing-roi>").next());
            assert!(tag.is_some_and(|tag| tag.len() < 1_000 && tag.contains("<p>")), "{}", path.display());
            seen += 1;
        }
    }
    assert_eq!(seen, 7);
}
