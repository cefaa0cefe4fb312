//! The check of one activity: its verdicts, whose comes first, what it asks before it answers, and what is kept of it.

use super::view::html;
use super::*;
use comarketing_roi::app::{ACTIVITIES, Panel, Side, Start};
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::link::{read, write_workspace};
use comarketing_roi::view::page::{Frame, page};
use comarketing_roi::workspace::{Answer, Mode, Opened, Restored, Saved};
use comarketing_roi_engine::number::Convention;

fn opened() -> State {
    State::open(Format::new("en", "USD"), Mode::Campaign, Start::default())
}

/// The example, with answers.
fn sample(answers: &[(&str, &str)]) -> State {
    let answer = |state: State, (path, word): &(&str, &str)| {
        act(&state, Action::Answer((*path).to_owned(), (*word).to_owned()))
    };
    answers.iter().fold(act(&opened(), Action::Sample), answer)
}

fn says(state: &State, panel: Panel) -> String {
    Insight::of(state, None).expect("a plan").panel(panel).expect("drawn").words()
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "“{part}” is not in: {text}");
}

// The example costs the vendor 17,000 and returns 73.8 % on sourced deals, 120 % at a credit of 40 % and 190 % at full credit.
#[test]
fn a_verdict_goes_by_the_target_and_says_from_which_credit_it_is_met() {
    let at = |target: &str| says(&sample(&[("/campaign/target", target)]), Panel::Verdict);
    let yes = at("100");
    has(&yes, "Worth funding at your 40% credit: ROI of 120.2% against a target of 100%");
    has(&yes, "On sourced deals alone it returns 73.8%, which pays back but misses the target.");
    has(&yes, "It meets the target from a credit of 22.6%");
    let alone = at("50");
    has(&alone, "Worth funding on sourced deals alone: ROI of 73.8% against a target of 50%");
    has(&alone, "No credit for influenced deals is needed. At your 40% credit it is 120.2%.");
    let depends = at("150");
    has(&depends, "Depends on the influence credit: 120.2% at your 40%, against a target of 150%");
    has(&depends, "It meets the target from a credit of 65.7%");
    let no = at("200");
    has(&no, "Not worth funding on these numbers: ROI of 120.2% against a target of 200%");
    has(
        &no,
        "Even with full influence credit it returns 189.7%. It would take 14 sourced opportunities in place of 9",
    );
    has(&no, "a win rate of 32.7% in place of 24%");
    has(&says(&sample(&[]), Panel::Verdict), "they pay the cost back, with ROI of 73.8%");
}

#[test]
fn what_captures_no_leads_is_not_judged_by_its_return() {
    let brand = sample(&[("/campaign/activity", "sponsorship")]);
    has(&says(&brand, Panel::Verdict), "Brand only, so ROI cannot judge it");
    // What was said weighs more than the kind, whichever came first.
    for answers in [
        [("/campaign/activity", "sponsorship"), ("/campaign/kind", "aligned")],
        [("/campaign/kind", "aligned"), ("/campaign/activity", "sponsorship")],
    ] {
        has(&says(&sample(&answers), Panel::Verdict), "Worth funding");
    }
    let empty = act(&opened(), Action::Answer("/campaign/kind".into(), "awareness".into()));
    has(&html(&empty), "Brand only, so ROI cannot judge it");
}

#[test]
fn the_side_of_the_visitor_comes_first() {
    let vendor = sample(&[("/campaign/target", "100")]);
    let partner = act(&vendor, Action::Answer(Side::PATH.to_owned(), Side::PARTNER.to_owned()));
    has(&says(&partner, Panel::Verdict), "Worth it for the partner: ROI of 62% on its own money");
    has(&says(&partner, Panel::Verdict), "It puts in $8,000 and gets back $12,960: +$4,960.");
    let first = |state: &State| {
        let page = html(state);
        let at = |side: &str| {
            page.find(&format!("<p class=\"h3\" part=\"result-label\">{side}<")).expect("a ledger")
        };
        at("Vendor") < at("Partner") && at("Partner") < at("Together")
    };
    assert!(first(&vendor) && !first(&partner));
    has(&says(&vendor, Panel::Agreement), "The partner can agree as it stands");
    has(&says(&partner, Panel::Agreement), "The vendor can agree as it stands");
    let high = act(&partner, Action::Answer("/campaign/target".into(), "150".into()));
    has(&says(&high, Panel::Agreement), "What has to change for the vendor to agree");
    // The headline stays where it is looked for.
    assert!(html(&partner).contains("id=\"why-0-total-roi-button\""));
    assert!(act(&partner, Action::Undo).workspace.answer(Side::PATH).is_none());
}

#[test]
fn each_ledger_says_what_goes_in_and_what_comes_back() {
    let state = sample(&[("/campaign/delayDays", "60")]);
    for (side, parts) in [
        (Side::Vendor, ["$17,000", "$37,428", "+$20,428"]),
        (Side::Partner, ["$8,000", "$12,960", "+$4,960"]),
        (Side::Both, ["$25,000", "$50,388", "+$25,388"]),
    ] {
        let said = says(&state, Panel::Ledger(side));
        for part in parts {
            has(&said, part);
        }
    }
    let partner = says(&state, Panel::Ledger(Side::Partner));
    has(&partner, "At 20% partner margin. Waiting 60 days");
    let lacking = typed(&state, FieldPath::plan(Field::PartnerMargin), "");
    has(&says(&lacking, Panel::Ledger(Side::Partner)), "Still needed for this ledger: Partner margin");
    has(&says(&lacking, Panel::Ledger(Side::Vendor)), "$37,428");
}

#[test]
fn an_empty_check_asks_for_four_numbers_by_name() {
    let empty = opened();
    let tree = |state: &State| page(state, &Frame { level: 2, spoken: "", locked: false, cta: ("", "") });
    let asked = |state: &State| {
        let goes = |action: Action| match action {
            Action::GoTo(place) => Some(place.field),
            _ => None,
        };
        tree(state).actions("").into_iter().filter_map(goes).collect::<Vec<_>>()
    };
    let all = [Field::MdfSpent, Field::OpportunitiesSourced, Field::WinRate, Field::DealSize];
    assert_eq!(asked(&empty), all);
    let page = html(&empty);
    has(&page, "Four numbers are enough for an answer.");
    has(&page, "Show me an example");
    has(&page, "placeholder=\"e.g. 12,000\"");
    assert!(!page.contains("no value"), "{page}");
    let one = typed(&empty, MDF, "12000");
    assert_eq!(asked(&one), all[1..]);
    has(&html(&one), "3 numbers to go");
    let four = [("9", Field::OpportunitiesSourced), ("24", Field::WinRate), ("18000", Field::DealSize)];
    let four =
        four.into_iter().fold(one, |state, (text, field)| typed(&state, FieldPath::tier(0, field), text));
    assert!(total(&four, MetricId::Roi).is_some(), "four numbers are enough");
    has(&html(&four), "Worth funding");
}

#[test]
fn what_is_told_of_a_campaign_is_kept_by_file_link_and_undo() {
    for (id, _) in ACTIVITIES {
        let state = act(&opened(), Action::Answer("/campaign/activity".into(), id.into()));
        let state = act(&state, Action::Answer("/campaign/attendees".into(), "1,200".into()));
        let saved = Saved { workspace: &state.workspace, mode: state.mode, step: 0, start: false };
        let Ok(Opened::Workspace(of_link)) = read(&write_workspace(&saved)) else {
            panic!("{id} does not come by link")
        };
        let file = serde_json::from_str(&serde_json::to_string(&saved).expect("writes")).expect("JSON");
        let Some(Restored { workspace, .. }) = Restored::kept(&file, &Convention::POINT) else {
            panic!("{id} does not come back")
        };
        for workspace in [&workspace, &of_link.workspace] {
            assert_eq!(workspace.answer("/campaign/activity"), Some(&Answer::Word(id.to_owned())));
            assert_eq!(workspace.answer("/campaign/attendees"), Some(&Answer::Number(1200.0)));
        }
        let listed = Insight::of(&state, None).expect("a plan").panel(Panel::Activity).expect("drawn").html();
        has(&listed, &format!("value=\"{id}\" selected=\"\""));
        let undone = act(&act(&state, Action::Undo), Action::Undo);
        assert!(undone.workspace.answer("/campaign/activity").is_none());
    }
}

#[test]
fn a_request_says_which_of_its_lines_are_missing_and_what_was_fixed_beforehand() {
    let state = sample(&[
        ("/campaign/start", "2027-03-15"),
        ("/campaign/leadDefinition", "A named buyer with a budget"),
        ("/campaign/attribution", "sourced"),
        ("/campaign/registrations", "320"),
        ("/campaign/attendees", "160"),
    ]);
    let said = says(&state, Panel::Request);
    has(&said, "6 of 14 lines are filled from this page. Missing: Campaign, Partner,");
    has(&said, "Start date 2027-03-15");
    has(&said, "What counts as a qualified lead A named buyer with a budget");
    has(&said, "Attribution rule Partner-sourced only");
    has(&said, "Attendees: 50% of the step before.");
    // On paper the sheet stands alone.
    let paper =
        Insight::of(&state, None).expect("a plan").paper(Panel::Request, Some("1 May")).expect("a sheet");
    assert!(!paper.html().contains("<details") && !paper.words().contains("lines are filled"));
}

#[test]
fn a_claim_holds_what_was_approved_against_what_is_claimed() {
    let frozen = act(&sample(&[]), Action::Freeze);
    let page = html(&frozen);
    has(&page, "MDF claimed");
    has(&page, "MDF approved");
    let approved = typed(&frozen, FieldPath::tier(0, Field::MdfAllocated), "10000");
    let said = says(&typed(&approved, MDF, "9000"), Panel::Claim);
    for part in ["Requested $12,000", "Approved $10,000", "Claimed $9,000"] {
        has(&said, part);
    }
}
