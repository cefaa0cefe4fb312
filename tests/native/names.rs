//! Names of tiers on the page: compared by what is seen, and isolated from the words around them.

use super::drawn::{GOAL, total};
use super::*;
use comarketing_roi::app::Panel;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::{Plan, Tier, Value};

fn renamed(first: &str, second: &str) -> State {
    let state = act(&fresh(), Action::Rename(0, first.to_owned()));
    act(&state, Action::Rename(1, second.to_owned()))
}

#[test]
fn names_that_look_alike_are_one() {
    for (one, other) in [
        ("Gold", "Go\u{200B}ld"),
        ("Gold", "GOLD"),
        ("Gold", "Ｇｏｌｄ"),
        ("Händler", "HA\u{308}NDLER"),
        ("Gold", "Gold\u{200F}"),
    ] {
        let state = renamed(one, other);
        let codes: Vec<_> =
            state.outcome().problems.iter().map(|p| (p.path.as_str(), p.kind.code())).collect();
        assert_eq!(codes, [("/tiers/1/name", "duplicateName")], "{one:?} and {other:?}");
    }
    assert!(renamed("Gold", "Silver").outcome().problems.is_empty());
}

#[test]
fn a_name_of_which_nothing_is_seen_is_none() {
    for name in ["\u{200B}", "\u{AD}\u{2060}", "\u{202E}", "\u{3164}"] {
        let state = act(&fresh(), Action::Rename(0, name.to_owned()));
        assert_eq!(state.outcome().problems[0].path, "/tiers/0/name", "{name:?}");
    }
}

#[test]
fn a_table_takes_no_name_twice_and_none_that_is_not_seen() {
    let at = Insight::new(plan("A").validate().expect("valid"), Format::new("en", "USD"));
    let table = "Tier,MDF spent\nGold,100\nGo\u{200B}ld,200\n\u{200B},300\nSilver,400\n";
    let wish = Value::Map(vec![("text".to_owned(), Value::Text(table.to_owned()))]);
    let said = at.import(&wish).expect("a preview").words();
    assert!(said.contains("3 rows left out") && said.contains("Rows 2 and 3 belong to one tier"), "{said}");
}

fn plan(name: &str) -> Plan {
    Plan::new("USD")
        .with(Field::GrossMargin, 0.5)
        .with_tier(Tier::named(name).with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 400.0))
        .with_tier(Tier::named("Plain").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 300.0))
}

/// Turns all that follows it, unless it is isolated.
const TURNED: &str = "\u{202E}dloG";

#[test]
fn a_name_that_turns_the_direction_is_isolated_wherever_it_stands() {
    let at = Insight::new(plan(TURNED).validate().expect("valid"), Format::new("en", "USD"));
    for panel in [
        Panel::TierFinding,
        Panel::Tiers(MetricId::Roi),
        GOAL,
        Panel::Tornado(MetricId::Roi),
        Panel::Summary,
        Panel::Allocation,
        total(MetricId::Roi),
    ] {
        let html = at.panel(panel).unwrap_or_else(|| panic!("no {panel:?}")).html();
        assert!(html.contains(TURNED), "{panel:?} names it: {html}");
        for (found, _) in html.match_indices(TURNED) {
            let before = &html[..found];
            assert!(
                before.ends_with("<bdi>") || before.ends_with('\u{2068}'),
                "{panel:?}: …{}",
                &before[before.len() - 60..]
            );
            assert!(html[found + TURNED.len()..].starts_with(['\u{2069}', '<']), "{panel:?}");
        }
    }
    // Files have it as it was given.
    let csv = at.csv(None, None);
    assert!(csv.contains(TURNED) && !csv.contains('\u{2068}'));
}

#[test]
fn the_page_isolates_it_too() {
    let state = act(&fresh(), Action::Rename(0, TURNED.to_owned()));
    let page = super::view::html(&act(&state, Action::AllMetrics));
    // What a box holds is its own paragraph.
    let page = page.replace(&format!("value=\"{TURNED}\""), "");
    assert!(page.contains(&format!("<bdi>{TURNED}</bdi>")), "in the head of the table");
    for (found, _) in page.match_indices(TURNED) {
        let before = &page[..found];
        assert!(
            before.ends_with("<bdi>") || before.ends_with('\u{2068}'),
            "…{}",
            &before[before.len().saturating_sub(80)..]
        );
    }
    let removed = act(&state, Action::RemoveTier(0));
    assert_eq!(removed.notice, format!("\u{2068}{TURNED}\u{2069} is removed. Undo brings it back."));
}
