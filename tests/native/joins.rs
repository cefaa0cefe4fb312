//! What is put together of several texts reads as the language writes it: Japanese sets no blank between sentences, and its
//! own comma between names.

use super::private::panels;
use super::view::html;
use super::words::speak;
use super::*;
use comarketing_roi::app::{Panel, Start, Toggle};
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::portfolio::EXAMPLE;
use comarketing_roi::text;
use comarketing_roi::workspace::{CampaignRows, Choices, Mode};
use std::rc::Rc;

/// Elements that stand within a line; every other begins one of its own.
const INLINE: [&str; 9] = ["strong", "b", "span", "small", "bdi", "code", "a", "button", "tspan"];

fn is_japanese(sign: char) -> bool {
    matches!(sign, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}

/// The lines of a page as they are read, and its attributes.
fn lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut tags = String::new();
    for piece in html.split('<') {
        let Some((tag, rest)) = piece.split_once('>') else { continue };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            text.push('\n');
        }
        text.push_str(rest);
        tags.push_str(tag);
        tags.push('\n');
    }
    let isolates = |sign: &char| !matches!(sign, '\u{2066}'..='\u{2069}');
    text.push_str(&tags);
    text.chars().filter(isolates).collect::<String>().lines().map(str::to_owned).collect()
}

/// Where a line is joined as English is.
fn joined_as_english(line: &str) -> bool {
    let signs: Vec<char> = line.chars().collect();
    signs.windows(4).any(|four| match four {
        ['。', ',' | ';' | '.', ..] => true,
        ['。', ' ', next, _] | [_, '。', ' ', next] => !next.is_ascii_punctuation(),
        [before, ',' | ';' | ':', ' ', after] => is_japanese(*before) && is_japanese(*after),
        [before, ' ', '(', _] => is_japanese(*before),
        _ => false,
    })
}

#[track_caller]
fn is_joined_well(html: &str, what: &str) {
    let wrong: Vec<String> = lines(html).into_iter().filter(|line| joined_as_english(line)).collect();
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

fn japanese(mode: Mode, quick: bool) -> State {
    let state = State::open(Format::new("ja", "USD"), mode, Start { quick, ..Start::default() });
    (0..)
        .zip(["戦略", "重点", "拡大"])
        .fold(state, |state, (at, name)| state.apply(Action::Rename(at, name.to_owned())).unwrap_or(state))
}

#[test]
fn japanese_is_joined_as_japanese_is_written() {
    assert!(
        joined_as_english("一つ。 二つ")
            && joined_as_english("一つ, 二つ")
            && joined_as_english("一つ。; 二")
    );
    assert!(!joined_as_english("一つ。二つ、三つ（四つ）") && !joined_as_english("MDF使用額 $1,200"));
    speak("ja");
    assert_eq!(text::sentences(&["一つ。", "", "二つ。"]), "一つ。二つ。");
    let wrong = |state: &State| act(&typed(state, WIN, "120"), Action::Commit(WIN));
    let gap = |state: &State| typed(&typed(state, MDF, ""), WIN, "");
    for mode in Mode::ALL {
        is_joined_well(&html(&japanese(mode, true)), "the start");
        let state = japanese(mode, false);
        let filled = state.apply(Action::Sample).unwrap_or(state.clone());
        let shown = [&state, &filled].map(html);
        shown.iter().for_each(|page| is_joined_well(page, mode.id()));
        is_joined_well(&html(&wrong(&filled)), mode.id());
        is_joined_well(&html(&gap(&filled)), mode.id());
        if let Some(private) = filled.apply(Action::Toggle(Toggle::Private)) {
            is_joined_well(&html(&private), mode.id());
        }
    }
    is_joined_in_a_portfolio();
    let sheet = japanese(Mode::Sheet, false);
    let allocated = FieldPath::tier(0, Field::MdfAllocated);
    let warned = typed(&typed(&sheet, allocated, "1000"), MDF, "2000");
    assert!(!warned.report().expect("a report").warnings.is_empty());
    for state in [&sheet, &gap(&sheet), &warned] {
        is_joined_well(&html(state), "all figures");
        let insight = Insight::of(state, None).expect("a plan").with_campaigns(state, None);
        for panel in panels() {
            if let Some(tree) = insight.panel(panel) {
                is_joined_well(&tree.html(), &format!("{panel:?}"));
            }
        }
    }
}

/// A table as it was read, with rows that cannot be used, and the example as it is judged and printed.
#[track_caller]
fn is_joined_in_a_portfolio() {
    let rows = |text: &str| {
        let source = CampaignRows {
            file: "年.csv".to_owned(),
            text: text.into(),
            is_example: false,
            choices: Choices::default(),
        };
        act(&japanese(Mode::Portfolio, false), Action::OpenRows(Rc::new(source)))
    };
    let drawn = |state: &State, panel| {
        let insight = Insight::of(state, None).expect("a plan").with_campaigns(state, None);
        is_joined_well(&insight.panel(panel).expect("drawn").html(), "the portfolio");
        insight
    };
    let looked = rows(
        "Campaign,Partner,Tier,Start,MDF claimed\n展示会,北社,戦略,31/11/2025,x\n合計,,,,9\nTotal,,,,9\n",
    );
    drawn(&looked, Panel::Portfolio);
    let odd = EXAMPLE.replace("Joint ABM sequence", "共同施策").replace("Northwind", "北社");
    let taken = act(&rows(&odd), Action::TakeRows(String::new()));
    let insight = drawn(&taken, Panel::Portfolio);
    is_joined_well(
        &insight.paper(Panel::Board, Some("2025年12月31日")).expect("a sheet").html(),
        "the board",
    );
    let apart = "Campaign,Partner,Tier,Currency,MDF claimed\nA,北社,Gold,EUR,1000\nB,南社,Gold,GBP,1000\n";
    drawn(&act(&rows(apart), Action::TakeRows(String::new())), Panel::Portfolio);
    drawn(&japanese(Mode::Portfolio, false), Panel::Portfolio);
}
