//! What every chart has: the finding, the drawing, the value at each of its points, what is to be known of it, and the
//! figures as a table.

use super::draw::bar;
use super::points::{Point, points};
use crate::markup::{Tree, Words, el, line, number, of};
use crate::text;
use comarketing_roi_engine::number::format_fixed;

/// A chart before it is put together.
pub(super) struct Chart {
    /// What it shows, as a full sentence.
    pub(super) finding: String,
    /// What is drawn, for those who see it and for those who do not.
    pub(super) what: String,
    /// Its height in pixels and what stands in it.
    pub(super) drawing: Drawing,
    /// What is to be known of it, a sentence each.
    pub(super) notes: Vec<String>,
    /// The figures.
    pub(super) table: Table,
}

/// What is drawn.
pub(super) struct Drawing {
    /// How much room its sides leave: a class of the style sheet.
    pub(super) sides: &'static str,
    /// Pixels.
    pub(super) height: f64,
    /// The shapes.
    pub(super) shapes: Vec<Tree>,
}

/// Figures as text. The first cell of a row is its name.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Chart {
    /// For a drawing in which every value is written beside its mark.
    pub(super) fn tree(self) -> Tree {
        self.pointed(0.0, Vec::new())
    }

    /// The same with what each kind of mark stands for, by its class.
    pub(super) fn with_legend(self, marks: impl IntoIterator<Item = (&'static str, text::Text)>) -> Tree {
        let mark = |(class, name): (&'static str, text::Text)| {
            let swatch =
                of("svg", "drawing").set("aria-hidden", "true").child(bar(class, 0.0, 100.0, 1.0, 10.0));
            el("li").child(swatch).child(line("span", "", name))
        };
        let legend = of("ul", "legend tiny").children(marks.into_iter().map(mark));
        self.drawn(0.0, Vec::new(), Some(legend))
    }

    /// With the value at each of its points; the first are so many pixels below the top.
    pub(super) fn pointed(self, top: f64, told: Vec<Point>) -> Tree {
        self.drawn(top, told, None)
    }

    fn drawn(self, top: f64, told: Vec<Point>, legend: Option<Tree>) -> Tree {
        let sides = self.drawing.sides;
        let points = points(&self.what, sides, top, told);
        let svg = el("svg")
            .set("class", ["drawing ", sides].concat())
            .set("role", "img")
            .set("aria-label", self.finding.clone())
            .set("height", format_fixed(self.drawing.height, 0))
            .children(self.drawing.shapes);
        of("figure", "chart")
            .child(
                el("figcaption")
                    .child(line("p", "finding", self.finding))
                    .child(line("p", "hint", self.what.clone()))
                    .children(legend),
            )
            .child(match points {
                Some(points) => of("div", "pointed").child(svg).child(points),
                None => svg,
            })
            .children(self.notes.into_iter().map(|note| line("p", "hint", note)))
            .child(self.table.tree(self.what))
    }
}

impl Table {
    fn tree(self, caption: String) -> Tree {
        let head = self.head.into_iter().map(|name| line("th", "", name).set("scope", "col"));
        let rows = self.rows.into_iter().map(|row| {
            let mut cells = row.into_iter();
            let name = cells.next().unwrap_or_default();
            el("tr")
                .child(line("th", "", name).set("scope", "row"))
                .children(cells.map(|cell| number("td", "", cell)))
        });
        let table = el("table")
            .child(line("caption", "hidden", caption))
            .child(el("thead").child(el("tr").children(head)))
            .child(el("tbody").children(rows));
        of("details", "data").child(line("summary", "", text::CHART_TABLE.get())).child(table)
    }
}

/// A chart that has nothing to draw says why.
pub(super) fn sentence(why: impl Words) -> Tree {
    of("figure", "chart").child(el("figcaption").child(line("p", "empty", why)))
}

/// What a figure without value is called.
pub(super) fn or_none(value: Option<String>) -> String {
    value.unwrap_or_else(|| text::NO_VALUE.get().to_owned())
}
