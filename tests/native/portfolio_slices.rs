//! A long table of campaigns: read in slices, stopped, replaced, read again.

use super::portfolio::{GERMAN, choose, insight, looked_at, rows, words};
use super::*;
use comarketing_roi::app::{Panel, Progress};
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::portfolio::{Reached, Underway};
use comarketing_roi::workspace::Mode;

/// A table that is long: German, with a row that cannot be used, and a cell of two lines at the end.
fn long() -> String {
    let mut text = "Campaign;Partner;MDF claimed;Start\n".to_owned();
    for at in 0..8000 {
        text.push_str(&format!("Kampagne {at};Nördlich {};1.{:03},50;31.03.2025\n", at % 50, at % 1000));
    }
    text + "Kaputt;Halden;viel;\n\"zwei\nZeilen\";Halden;1,5;\n"
}

/// Reads what waits, in slices of so many bytes, and says it to the state.
#[track_caller]
fn read_on(state: &State, before: Insight, bytes: usize) -> (State, Insight) {
    let (mut insight, mut underway) = (before, None);
    let mut last = 0.0;
    loop {
        match insight.read_rows(&mut underway, bytes).expect("something waits") {
            Reached::Part(progress) => {
                assert!(progress.share > last && progress.share < 1.0);
                last = progress.share;
            }
            Reached::Whole(rows) => {
                assert!(underway.is_none());
                let state = act(state, Action::RowsRead(rows));
                let insight =
                    Insight::of(&state, None).expect("figures").with_campaigns(&state, Some(&insight));
                return (state, insight);
            }
        }
    }
}

fn drawn(insight: &Insight) -> String {
    insight.panel(Panel::Portfolio).expect("drawn").words()
}

#[test]
fn a_long_table_is_read_in_slices_of_any_size() {
    let looked = looked_at(&long());
    assert!(looked.portfolio.pending.is_none() && looked.portfolio.coming.is_some());
    assert!(words(&looked).starts_with("Reading your table year.csv"), "{}", words(&looked));
    let (state, whole) = read_on(&looked, insight(&looked), usize::MAX);
    for part in
        ["Rows: 8,002. Ready: 8,001; to look at: 1.", "Line 8,002, MDF claimed:", "“31.03.2025” read as"]
    {
        assert!(drawn(&whole).contains(part), "{part}: {}", drawn(&whole));
    }
    for bytes in [7001, 1 << 16] {
        assert_eq!(drawn(&read_on(&looked, insight(&looked), bytes).1), drawn(&whole), "{bytes}");
    }
    // What is read is not read again, whatever is done with it.
    let taken = act(&state, Action::TakeRows(String::new()));
    let after = Insight::of(&taken, None).expect("figures").with_campaigns(&taken, Some(&whole));
    assert!(drawn(&after).contains("Campaigns: 8,001, from year.csv."));
    let back = act(&taken, Action::Undo);
    let after = Insight::of(&back, None).expect("figures").with_campaigns(&back, Some(&after));
    let again = act(&back, Action::Redo);
    let mut lost = Insight::of(&again, None).expect("figures").with_campaigns(&again, Some(&after));
    // Undone and brought back it is read once more, and nobody is asked whether it may.
    assert!(drawn(&lost).starts_with("Reading your table") && !drawn(&lost).contains("Cancel"));
    let (_, after) = read_on(&again, core::mem::replace(&mut lost, insight(&fresh())), 1 << 18);
    assert!(drawn(&after).contains("Campaigns: 8,001, from year.csv."));
}

#[test]
fn reading_can_be_stopped_and_what_stood_before_is_there_again() {
    let before = looked_at(&GERMAN.replace("Won", "closed"));
    let shown = insight(&before);
    let coming = act(&before, Action::OpenRows(rows(&long(), false)));
    let mut underway: Option<Underway> = None;
    let mut reading = Insight::of(&coming, None).expect("figures").with_campaigns(&coming, Some(&shown));
    // Rows are read once it is settled, by the beginning, how the table is written.
    let Some(Reached::Part(progress)) = reading.read_rows(&mut underway, 280_000) else { panic!("a part") };
    let told = act(&coming, Action::ReadSoFar(Progress { per_second: 1234.4, ..progress }));
    // The page hears of it without a change of what the visitor has made.
    assert_eq!(told.revision, coming.revision);
    let told = Insight::of(&told, None).expect("figures").with_campaigns(&told, Some(&reading));
    assert!(told.waits_for(underway.as_ref().expect("underway")));
    assert!(
        drawn(&told).contains(", 1,234 per second") && drawn(&told).contains("Cancel"),
        "{}",
        drawn(&told)
    );
    let stopped = act(&coming, Action::StopReading);
    let after = Insight::of(&stopped, None).expect("figures").with_campaigns(&stopped, Some(&told));
    assert_eq!(drawn(&after), drawn(&shown));
    assert!(!after.waits_for(underway.as_ref().expect("underway")));
    assert_eq!(stopped.notice, "Reading was canceled. What was here before is back.");
    // What is stopped is not read behind the visitor's back.
    let late = act(&stopped, Action::RowsRead(coming.portfolio.coming.expect("the long one")));
    assert_eq!(late.portfolio.pending, before.portfolio.pending);
    assert!(stopped.apply(Action::StopReading).is_none());
}

#[test]
fn another_table_takes_the_place_of_one_that_is_being_read() {
    let first = looked_at(&long());
    let (mut reading, mut underway) = (insight(&first), None);
    reading.read_rows(&mut underway, 1 << 18);
    let second = act(&first, Action::OpenRows(rows(&long().replace("Halden", "Corvus"), false)));
    // It may have been read to its end by then.
    let ended = act(&second, Action::RowsRead(first.portfolio.coming.expect("the first")));
    assert!(ended.portfolio.pending.is_none());
    let mut reading = Insight::of(&ended, None).expect("figures").with_campaigns(&ended, Some(&reading));
    let Some(Reached::Part(progress)) = reading.read_rows(&mut underway, 100) else { panic!("a part") };
    assert!(progress.share < 0.001, "it begins anew");
    assert!(drawn(&read_on(&ended, reading, 1 << 18).1).contains("Ready: 8,001"));
    // A short one is there at once.
    let short = act(&second, Action::OpenRows(rows(GERMAN, false)));
    assert!(short.portfolio.coming.is_none() && words(&short).contains("Rows: 3."));
}

#[test]
fn a_choice_about_a_long_table_reads_it_again_and_gives_the_focus_back() {
    let looked = looked_at(&long());
    let (state, whole) = read_on(&looked, insight(&looked), usize::MAX);
    let path = "/table/columns/MDF claimed";
    let chosen = choose(&state, path, "mdfPaid");
    let waiting = Insight::of(&chosen, None).expect("figures").with_campaigns(&chosen, Some(&whole));
    assert!(drawn(&waiting).starts_with("Reading your table"));
    let focus = |state: &State| state.focus.as_ref().map(|focus| focus.id.clone());
    assert_eq!(focus(&chosen).as_deref(), Some("portfolio-title"));
    let (read, after) = read_on(&chosen, waiting, 1 << 20);
    let id = "-table-columns-MDF_32claimed";
    assert_eq!(focus(&read).as_deref(), Some(id));
    let html = after.panel(Panel::Portfolio).expect("drawn").html();
    assert!(html.contains(&format!("id=\"{id}\"")) && html.contains("value=\"mdfPaid\" selected"), "{html}");
    // Stopped, it is as it was chosen before.
    let stopped = act(&chosen, Action::StopReading);
    assert_eq!((stopped.portfolio.pending, focus(&read).as_deref()), (state.portfolio.pending, Some(id)));
    // Elsewhere on the page the focus stays where it is.
    let away = act(&chosen, Action::Mode(Mode::Sheet));
    let before = focus(&away);
    let rows = away.portfolio.coming.clone().expect("the table");
    assert_eq!(focus(&act(&away, Action::RowsRead(rows))), before);
}
