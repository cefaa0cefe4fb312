//! `cargo xtask size`: how many bytes a visitor downloads, against the budget.

use crate::{compress, path_remap, paths, run, site};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

#[derive(Clone, Copy)]
enum Unit {
    Raw,
    Gzip,
    Brotli,
}

struct Budget {
    what: &'static str,
    files: &'static [&'static str],
    unit: Unit,
    bytes: usize,
}

/// The only place where a limit is written. Each is lowered to a release's figure plus 2 %, never raised silently.
const BUDGETS: [Budget; 15] = [
    // What must arrive before the first field can be typed into; 10 KB are 53 ms on Slow 4G. 30 KB more than in the release of
    // 2026-11-21, for one workspace that files, links and the device take whole, numbers by the words of every language,
    // marks of examples and of what totals leave out, and hostile pages. 4 of them came when the program became one in two
    // parts: the page's part exports what the late one shares, and no function is cut out of it after linking any more. The
    // way back to 124 KB: what the page does not need before the first key moves to the late part. 4.7 KB of it are what draws
    // panels, a component of Yew's and the painter, where a script of its own stood before, in the late part. 32 of them came on
    // 2026-11-27 with the design: every way opens with its own first screen, the start, the steps with the answer beside
    // them, the ledgers of a campaign, the bar of a call; 5 are the style sheet, 3 read ranges. What only the campaign, the
    // call or the result draw is the next to move to the late part. 6 more are the state of the portfolio and what the late part
    // asks of the first, and 7 the deals that several partners touched, which files and undo take along, and tables that are
    // read in slices. The way back for these: what changes deals, 4 KB, moves to the campaigns' part.
    Budget {
        what: "before usable",
        files: &["dist/embed.js", "dist/comarketing-roi.js", "dist/comarketing-roi_bg.wasm"],
        unit: Unit::Brotli,
        bytes: 222_000,
    },
    // Every page of the host loads it, also the pages on which nobody scrolls to the widget. 2.6 of its kilobytes are what
    // hostile pages cost: failures that pass, silence, keys, other documents, old libraries. 0.2 are the hashes of two more
    // files, which do not shrink.
    Budget { what: "embed.js", files: &["dist/embed.js"], unit: Unit::Brotli, bytes: 9_500 },
    // What is loaded when the first chart or explanation is shown: every question of the engine that the page does not ask,
    // eight charts, the sheets and their words, a host's own benchmarks, the tables that a visitor opens. 60 KB less than as a
    // module of its own, which carried the engine a second time. Of the second file the campaigns call something too.
    Budget {
        what: "panels, loaded late",
        files: &["dist/comarketing-roi_panels.wasm", "dist/comarketing-roi_shared.wasm"],
        unit: Unit::Brotli,
        bytes: 283_000,
    },
    // The portfolio, once it is on screen: the reader of campaigns, what they say, the scorecard, deals that several partners
    // touched, and their views. 25 KB of it are what a table can be doubtful in (totals, units, currencies, days, open quotes),
    // 10 KB the screen of deals, and 13 KB the standard library's parser of numbers, which boxes of settings use.
    Budget {
        what: "campaigns, loaded late",
        files: &["dist/comarketing-roi_campaigns.wasm"],
        unit: Unit::Brotli,
        bytes: 170_000,
    },
    // Files and links at the first press, print with the first panel; a table that is opened takes the rest. 1.4 KB are
    // the paper, with all that it needs to be the same in every page, and dialogs that are where the visitor looks; 0.4 KB
    // make a long file into text in slices.
    Budget {
        what: "files, tables, print and dialogs, loaded late",
        files: &["dist/commands.js", "dist/print.js", "dist/dialog.js", "dist/import.js", "dist/letters.js"],
        unit: Unit::Brotli,
        bytes: 6_900,
    },
    // Tables of campaigns: once the portfolio is on screen.
    Budget { what: "rows.js, loaded late", files: &["dist/rows.js"], unit: Unit::Brotli, bytes: 2_000 },
    // Workbooks, when one is opened or downloaded: the reader and the writer of .xlsx are one module, which share the archive.
    // Maintained crates do not fit: calamine 0.38 is 229 KB where a reader may have 150, rust_xlsxwriter 0.102 272 KB where a writer
    // may have 200.
    Budget {
        what: "workbooks, loaded late",
        files: &["dist/workbook.js", "dist/workbook_glue.js", "dist/workbook_glue_bg.wasm"],
        unit: Unit::Brotli,
        bytes: 90_000,
    },
    // For hosts that set labels: the script, English as a table, and where each text stands. 3 KB are the keys of what is said
    // of campaigns and of deals.
    Budget {
        what: "labels",
        files: &["dist/labels.js", "dist/text/en.js", "dist/text/keys.js"],
        unit: Unit::Brotli,
        bytes: 31_300,
    },
    // Methods and what attributes ask beyond the settings: when a host does.
    Budget {
        what: "host-api.js, loaded late",
        files: &["dist/host-api.js"],
        unit: Unit::Brotli,
        bytes: 2_500,
    },
    // Contact details before the report, and the data layer: for hosts who want them.
    Budget {
        what: "lead and data layer, loaded late",
        files: &["dist/lead.js", "dist/announce.js", "dist/bands.js"],
        unit: Unit::Brotli,
        bytes: 3_000,
    },
    // The page as one file, as it is mailed and copied: all parts, every language. Wasm stands in it packed by gzip, a
    // third larger as text; unpacked it would be 3.1 MB. 78 KB are the texts of licenses, and each language is some 90 KB.
    Budget {
        what: "the single file",
        files: &["dist/comarketing-roi.html"],
        unit: Unit::Raw,
        bytes: 1_880_000,
    },
    // What a host's page loads to speak with a frame.
    Budget { what: "frame.js", files: &["dist/frame.js"], unit: Unit::Brotli, bytes: 2_000 },
    // What the hosted page reads its address by, before the element begins.
    Budget {
        what: "the hosted page's own",
        files: &["dist/page.js", "dist/settings.js"],
        unit: Unit::Brotli,
        bytes: 3_000,
    },
    // Another language, for those who read it. 4.5 KB are what is said of campaigns, the portfolio, the scorecard and deals. The way
    // back: a second file for what only the late part says, which is more than half of a language.
    Budget { what: "a language", files: &["dist/text/de.js"], unit: Unit::Brotli, bytes: 34_100 },
    // What an integrator adds to a site of his own; gzip, because many of those servers have no brotli. `calculate` alone
    // was 38 KB; the ten questions that came beside it (simulation, projection, solving, allocation, assessment …) are the
    // rest. 15 KB are `serde-wasm-bindgen`, which reads the arguments, with the printing of floats in its error texts. 100 KB came on
    // 2026-11-27 with campaigns: seven questions with answers of many parts (85 KB), and the reader of tables (15 KB); 21 KB
    // more with tables of any length (readPortfolio, 12 KB) and the heads, words and units of other systems and languages; 69 KB
    // are speed: the engine is compiled for it here, as long tables then take a third less time. 40 are what a table can be
    // doubtful in, so that nothing of it is guessed. The way back: a module of
    // their own for campaigns, loaded when the first of them is asked, and only that one compiled for speed. The element does
    // not load this module before it can be used.
    Budget {
        what: "headless engine",
        files: &["pkg/engine.js", "pkg/engine_glue.js", "pkg/engine_glue_bg.wasm"],
        unit: Unit::Gzip,
        bytes: 492_000,
    },
];

struct Size {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

pub(crate) fn run() -> Result<()> {
    site::build_if_stale()?;
    path_remap::check()?;
    run::say("compressing every file as a server would (seconds)");
    let mut sizes = Vec::new();
    for folder in [paths::dist(), paths::pkg()] {
        for file in paths::files_below(&folder)? {
            sizes.push(measure(&file)?);
        }
    }
    println!("\n{:<34} {:>10} {:>10} {:>10}", "file", "raw", "gzip -9", "brotli 11");
    for size in &sizes {
        println!("{:<34} {:>10} {:>10} {:>10}", size.name, size.raw, size.gzip, size.brotli);
    }
    println!("\n{:<34} {:>10} {:>10} {:>10}", "budget", "bytes", "limit", "headroom");
    let mut over = Vec::new();
    for budget in &BUDGETS {
        let bytes = total(budget, &sizes)?;
        let unit = match budget.unit {
            Unit::Raw => "raw",
            Unit::Gzip => "gzip",
            Unit::Brotli => "brotli",
        };
        let (room, sign) = match budget.bytes.checked_sub(bytes) {
            Some(room) => (room, ""),
            None => {
                over.push(format!("{} is {} bytes over", budget.what, bytes.abs_diff(budget.bytes)));
                (bytes.abs_diff(budget.bytes), "-")
            }
        };
        let what = format!("{} ({unit})", budget.what);
        println!("{what:<34} {bytes:>10} {:>10} {:>10}", budget.bytes, format!("{sign}{room}"));
    }
    if !over.is_empty() {
        bail!("size: {}", over.join(", "));
    }
    println!("\nsize: pass");
    Ok(())
}

fn total(budget: &Budget, sizes: &[Size]) -> Result<usize> {
    let mut bytes = 0;
    for name in budget.files {
        let size = sizes.iter().find(|size| size.name == *name);
        let size = size.with_context(|| format!("{name} is missing: run `cargo xtask build`"))?;
        bytes += match budget.unit {
            Unit::Raw => size.raw,
            Unit::Gzip => size.gzip,
            Unit::Brotli => size.brotli,
        };
    }
    Ok(bytes)
}

fn measure(file: &Path) -> Result<Size> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let (gzip, brotli) = (compress::gzip(&bytes)?.len(), compress::brotli(&bytes)?.len());
    Ok(Size { name: paths::shown(file), raw: bytes.len(), gzip, brotli })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_budget_is_one_that_the_build_writes() {
        for name in BUDGETS.iter().flat_map(|budget| budget.files) {
            let (folder, file) = name.split_once('/').unwrap();
            let written: &[&str] =
                if folder == "dist" { &crate::files::FILES } else { &crate::package::FILES };
            // Languages are written from the catalogues.
            let locale = file.strip_prefix("text/").map(|script| script.replace(".js", ".json"));
            let spoken = locale.is_some_and(|name| paths::root().join("locales").join(name).is_file());
            let script = crate::files::LATE.contains(&file) || crate::files::PAGES.contains(&file);
            assert!(spoken || script || written.contains(&file), "{name}");
        }
    }
}
