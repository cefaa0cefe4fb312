//! What the portfolio says of its campaigns: sums that add up, whose currency, how many, and what is used.

use super::portfolio::{choose, insight, look, looked_at, taken, words};
use super::*;
use crate::view::html;
use comarketing_roi::app::Panel;
use comarketing_roi::insight::portfolio::EXAMPLE;

/// $470,000 was allocated and $360,000 claimed: the parts of the $110,000 between add up, also where one campaign claimed
/// more than was approved.
#[test]
fn what_became_of_unused_mdf_adds_up() {
    let said = words(&taken(EXAMPLE));
    let parts = "$44,000 approved and unclaimed, $68,000 never requested, less $2,000 beyond what was approved or requested";
    assert!(said.contains(parts), "{said}");
    let drawn = html(&taken(EXAMPLE));
    assert!(
        drawn.contains("legend")
            && drawn.contains("Never requested")
            && !drawn.contains("<span>Not decided yet"),
        "{drawn}"
    );
    let pending = "Partner,Tier,MDF allocated,MDF requested,MDF approved,MDF claimed,Status\n\
        A,Gold,100000,80000,50000,20000,open\nB,Gold,40000,30000,,,denied\n";
    let said = words(&taken(pending));
    let parts = "$30,000 approved and unclaimed, $30,000 not decided yet, $30,000 denied or canceled, \
        $30,000 never requested";
    assert!(said.contains("MDF unused $120K") && said.contains(parts), "{said}");
    // A campaign without a name is called by its line.
    assert!(said.contains("Line 2 not ranked A") && said.contains("Line 3 not ranked B"), "{said}");
}

/// Amounts without a rate are in their own currency, and are in no sum.
#[test]
fn amounts_of_another_currency_have_their_own_sign() {
    let text = "Campaign,Partner,Tier,Currency,MDF claimed,Partner-sourced pipeline\n\
        A,North,Gold,USD,1000,20000\nB,South,Gold,EUR,2000,30000\n";
    let said = words(&taken(text));
    assert!(said.contains("of credited pipeline, campaigns: 1;"), "{said}");
    assert!(said.contains("€2,000") && !said.contains("$2,000"), "{said}");
}

#[test]
fn what_a_return_needs_is_asked_for_before_the_table_is_taken() {
    let said = words(&looked_at("Campaign,Partner,Notes\nA,North,x\n"));
    assert!(said.contains("Not mapped yet: MDF claimed, Partner-sourced pipeline."), "{said}");
    let whole = words(&looked_at("Campaign,Partner Account,MDF paid,Influenced Opp Value\nA,North,5,50\n"));
    assert!(!whole.contains("Not mapped yet"), "{whole}");
}

#[test]
fn the_rate_of_activation_is_said_or_why_there_is_none() {
    let said = |signed: &str| words(&choose(&taken(EXAMPLE), "/terms/signed", signed));
    assert!(said("40").contains("27.5% of signed partners are active."), "{}", said("40"));
    let few = said("5");
    assert!(
        few.contains("More partners are active than signed. Check the number of signed partners."),
        "{few}"
    );
}

#[test]
fn one_partner_is_no_partners() {
    let text = "Campaign,Partner,Tier,MDF claimed,Partner-sourced pipeline\n\
        A,North,Gold,1000,80000\nB,South,Gold,1000,10000\nC,West,Gold,1000,10000\n";
    let said = words(&taken(text));
    for part in
        ["One partner brings 80% of the pipeline", "The largest of 3 partners", "1 of 3 partners brings 80%"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("1 partners"), "{said}");
}

/// A board, and a program, that hold other campaigns than those on screen say so.
#[test]
fn what_is_looked_at_is_said_where_it_matters() {
    let state = look(&taken(EXAMPLE), "/filter/partner", "=Corvus");
    let said = words(&state);
    assert!(said.contains("Use all 24 campaigns in the program"), "{said}");
    assert!(said.contains("Of all campaigns, whatever is looked at above."), "{said}");
    let board = insight(&state).paper(Panel::Board, Some("December 31, 2025")).expect("a sheet").words();
    let board = board.replace(['\u{2068}', '\u{2069}'], "");
    for part in ["You are looking at 3 of 24 campaigns.", "Partner: Corvus", "Influence credit: 40%"] {
        assert!(board.contains(part), "{part}: {board}");
    }
    assert!(!board.contains("Weakest campaigns"), "{board}");
    // When a partner began is no matter of what is looked at.
    let days = |state: &State| {
        let said = words(state);
        said.split("to its first campaign").nth(1).map(|rest| rest.chars().take(24).collect::<String>())
    };
    assert_eq!(days(&look(&taken(EXAMPLE), "/filter/quarter", "=2025-Q4")), days(&taken(EXAMPLE)));
}

#[test]
fn a_wrong_value_says_what_is_used_instead() {
    let said = words(&choose(&taken(EXAMPLE), "/terms/credit", "1.5"));
    assert!(said.contains("Influence credit must be between 0% and 100%. Used for now: 40%"), "{said}");
    let weights =
        choose(&choose(&taken(EXAMPLE), "/score/weights/fit", "200"), "/score/weights/impact", "30");
    assert!(words(&weights).contains("The weights add up to 105"), "{}", words(&weights));
}
