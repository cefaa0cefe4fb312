//! The questions of the assessment as a form: the levels' own sentences are the answers to choose from.

use super::Insight;
use super::activity::answers;
use crate::app::{Action, Questions};
use crate::markup::{Tree, button, el, line, of};
use crate::text::{self, Text};
use comarketing_roi_engine::assess::table::Ladder;
use comarketing_roi_engine::assess::{Control, Level, Pillar};

/// Draws a set of them.
pub(super) fn panel(insight: &Insight, asked: Questions) -> Tree {
    let known = insight.known_answers();
    let sets: Vec<Tree> = match asked {
        Questions::Matrix(matrix) => {
            let one = matrix.dimensions().map(|dimension| {
                let row = dimension.row();
                let path = format!("/{}/{}", matrix.id(), dimension.id());
                ladder(&path, row.name, row.question, &row.ladder, known.dimension(dimension))
            });
            one.collect()
        }
        Questions::Pillars => {
            // Skipped as a block: without answers, the pillars follow from the questions above.
            let answered = Pillar::ALL.iter().filter(|pillar| known.pillar(**pillar).is_some()).count();
            let said = text::panel_pillars_folded(&answered.to_string(), &Pillar::ALL.len().to_string());
            let one = Pillar::ALL.iter().map(|pillar| {
                let row = pillar.row();
                let path = format!("/pillars/{}", pillar.id());
                ladder(&path, row.name, row.question, &row.ladder, known.pillar(*pillar))
            });
            let folded = el("details").child(line("summary", "", said)).children(one);
            return of("div", "questions").child(folded);
        }
        Questions::Controls => {
            return controls(|control| known.control(control));
        }
    };
    of("div", "questions").children(sets)
}

/// What finance checks before it approves: a row each, with its answer as three buttons in a row.
fn controls(chosen: impl Fn(Control) -> Option<bool>) -> Tree {
    let row = |control: &Control| {
        let row = control.row();
        let path = format!("/controls/{}", control.id());
        let now = chosen(*control);
        let choice = |word: &'static str, words: Text, on: bool| {
            button("", words, Action::Answer(path.clone(), word.to_owned())).says("aria-pressed", on)
        };
        let name = text::term(row.name);
        let answers = of("span", "segmented")
            .set("role", "group")
            .set("aria-label", name)
            .child(choice("yes", text::PANEL_YES, now == Some(true)))
            .child(choice("no", text::PANEL_NO, now == Some(false)))
            .child(choice("", text::PANEL_DO_NOT_KNOW, now.is_none()));
        let asked =
            el("span").child(line("b", "", name)).child(line("span", "tiny", text::term(row.question)));
        el("li")
            .keyed(path.clone())
            .child(asked.set("data-sign", if now == Some(true) { "yes" } else { "open" }))
            .child(answers)
    };
    let answered = Control::ALL.iter().filter(|control| chosen(**control).is_some()).count();
    let counted = text::panel_answered(&answered.to_string(), &Control::ALL.len().to_string());
    of("div", "controls")
        .child(line("p", "small", counted))
        .child(of("ul", "checks").children(Control::ALL.iter().map(row)))
}

fn ladder(
    path: &str,
    name: &'static str,
    asked: &'static str,
    ladder: &Ladder,
    chosen: Option<Level>,
) -> Tree {
    let rung = |value: &'static str, level: Level| {
        (value, text::term(ladder.sentence(level)), chosen == Some(level))
    };
    let [one, two, three] = Level::ALL;
    let unknown = ("", text::PANEL_DO_NOT_KNOW.get(), chosen.is_none());
    let stages = [rung("1", one), rung("2", two), rung("3", three)];
    let choice = |(value, said, on): &(&'static str, &'static str, bool), class: &'static str| {
        of("label", class).child(radio(path, value, *on)).child(line("span", "", *said))
    };
    // Three stages beside one another, to be read as a line; who does not know says so below them.
    let fieldset = el("fieldset")
        .child(legend(name, asked))
        .child(of("div", "options stages3").children(stages.iter().map(|stage| choice(stage, "option"))))
        .child(choice(&unknown, "check small"));
    of("div", "question one").keyed(path.to_owned()).child(fieldset)
}

fn legend(name: &'static str, asked: &'static str) -> Tree {
    el("legend").child(line("strong", "", text::term(name))).child(line(
        "span",
        "",
        format!(" {}", text::term(asked)),
    ))
}

fn radio(path: &str, value: &'static str, on: bool) -> Tree {
    el("input")
        .set("type", "radio")
        .set("name", path.to_owned())
        .set("value", value)
        .checked(on)
        .changes(answers(path))
}
