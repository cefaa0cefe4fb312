//! The form for contact details: what it asks, in which words, and what it says of a wrong answer.

use super::words::speak;
use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi::markup::Tree;
use comarketing_roi_engine::{Plan, Tier};

#[track_caller]
fn form(wish: &str) -> Tree {
    let plan = Plan::new("EUR").with_tier(Tier::named("A")).validate().expect("a valid plan");
    let wish = serde_json::from_str(wish).expect("JSON");
    Insight::new(plan, Format::new("en", "EUR")).lead_form(&wish)
}

#[test]
fn every_field_has_a_label_and_tells_the_browser_what_it_asks() {
    let html = form("{}").html();
    for (id, autocomplete) in [
        ("name", "name"),
        ("email", "work email"),
        ("company", "organization"),
        ("phone", "work tel"),
        ("message", "off"),
    ] {
        assert!(html.contains(&format!("for=\"lead-{id}\"")), "{id}: {html}");
        let control = format!("id=\"lead-{id}\" name=\"{id}\" autocomplete=\"{autocomplete}\"");
        assert!(html.contains(&control), "{id}: {html}");
    }
    assert_eq!(html.matches("aria-required").count(), 3);
    assert_eq!(html.matches("(optional)").count(), 2);
    assert!(html.contains("tabindex=\"-1\" role=\"group\" aria-labelledby=\"lead-problems-title\" hidden"));
}

#[test]
fn consent_is_given_by_the_visitor_alone() {
    assert!(!form("{}").html().contains("checked"));
    assert!(!form("{ \"consent\": \"true\" }").html().contains("checked"));
    assert!(form("{ \"consent\": true }").html().contains("checked"), "what was ticked stays ticked");
}

#[test]
fn a_privacy_notice_is_a_link_where_the_host_has_one() {
    assert!(!form("{}").html().contains("href"));
    let html = form("{ \"privacy\": \"https://example.com/privacy\" }").html();
    assert!(
        html.contains("href=\"https://example.com/privacy\" target=\"_blank\" rel=\"noopener noreferrer\"")
    );
}

#[test]
fn a_wrong_answer_is_said_at_its_field_and_above_all() {
    let wrong = form(
        "{ \"errors\": { \"name\": \"missing\", \"email\": \"notAnAddress\", \"phone\": \"tooLong\" } }",
    );
    let (html, words) = (wrong.html(), wrong.words());
    for said in [
        "Name is missing.",
        "Work email needs an address, such as name@example.com.",
        "Phone is too long: it can have at most 50 characters.",
    ] {
        assert_eq!(words.matches(said).count(), 2, "{said}: {words}");
    }
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 3);
    assert_eq!(html.matches("data-to=\"lead-").count(), 3);
    assert!(html.contains("aria-describedby=\"lead-email-error\""));
    assert!(!form("{ \"errors\": { \"name\": \"whatever\" } }").html().contains("aria-invalid"));
}

#[test]
fn it_says_what_the_host_gets() {
    assert!(form("{}").words().contains("in broad bands"));
    assert!(form("{ \"exact\": true }").words().contains("in exact numbers"));
}

#[test]
fn german_addresses_the_visitor() {
    speak("de");
    let words = form("{ \"errors\": { \"email\": \"missing\" } }").words();
    for said in ["Geschäftliche E-Mail-Adresse fehlt.", "Telefon (freiwillig)", "Ihre Angaben gehen an"] {
        assert!(words.contains(said), "{said}: {words}");
    }
}
