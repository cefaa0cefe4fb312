//! The questions of the assessment as a form: the levels' own sentences are the answers to choose from.

use super::Insight;
use super::activity::answers;
use crate::app::Questions;
use crate::markup::{Tree, el, line, of};
use crate::text;
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
            let one = Pillar::ALL.iter().map(|pillar| {
                let row = pillar.row();
                let path = format!("/pillars/{}", pillar.id());
                ladder(&path, row.name, row.question, &row.ladder, known.pillar(*pillar))
            });
            one.collect()
        }
        Questions::Controls => {
            let one = Control::ALL.iter().map(|control| {
                let row = control.row();
                let path = format!("/controls/{}", control.id());
                let chosen = known.control(*control);
                let choices = [
                    ("yes", text::PANEL_YES.get(), chosen == Some(true)),
                    ("no", text::PANEL_NO.get(), chosen == Some(false)),
                    ("", text::PANEL_DO_NOT_KNOW.get(), chosen.is_none()),
                ];
                question(&path, row.name, row.question, &choices)
            });
            one.collect()
        }
    };
    of("div", "questions").children(sets)
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
    question(path, name, asked, &[rung("1", one), rung("2", two), rung("3", three), unknown])
}

/// One question; `choices` are values, sentences, and which of them holds.
fn question(
    path: &str,
    name: &'static str,
    asked: &'static str,
    choices: &[(&'static str, &'static str, bool)],
) -> Tree {
    let legend = el("legend").child(line("strong", "", text::term(name))).child(line(
        "span",
        "",
        format!(" {}", text::term(asked)),
    ));
    let choice = |(value, said, on): &(&'static str, &'static str, bool)| {
        let radio = el("input")
            .set("type", "radio")
            .set("name", path.to_owned())
            .set("value", *value)
            .checked(*on)
            .changes(answers(path));
        of("label", "check").child(radio).child(line("span", "", *said))
    };
    // The line above the question and the room around it are those of the block: a legend is no box like others, and
    // browsers draw the border of a fieldset through it.
    of("div", "question")
        .keyed(path.to_owned())
        .child(el("fieldset").child(legend).children(choices.iter().map(choice)))
}
