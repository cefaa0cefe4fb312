//! `cargo xtask bench`: tables of speed. They inform; nothing fails by a time.

use crate::browser::{self, Engine};
use crate::{exports, module, npm, paths, run, site, stamp, tools};
use anyhow::{Context, Result, bail, ensure};
use std::fs::{self, File};
use std::io::{BufWriter, Write};

pub(crate) fn run() -> Result<()> {
    run::say("native (five minutes)");
    // For speed, as a native program would be built; the release profile is made for the bytes of the Wasm.
    let fast = "profile.bench.package.comarketing-roi-engine.opt-level=3";
    let engine = ["--package", "comarketing-roi-engine", "--config", fast];
    for bench in ["evaluate", "project", "what_if", "simulate", "portfolio"] {
        run::run(run::cargo().arg("bench").args(engine).args(["--bench", bench]))?;
    }
    run::say("how the error of the simulation falls with the draws (a minute)");
    let table = ["--lib", "--", "--ignored", "--nocapture", "error_against_draws"];
    run::run(run::cargo().args(["test", "--release"]).args(engine).args(table))?;
    let node = tools::node()?;
    site::build_if_stale()?;
    run::say("WebAssembly in Node, and a plain JavaScript twin of the simulation (two minutes)");
    for script in ["benches/engine.mjs", "benches/simulate_twin.mjs"] {
        run::run(run::command(&node).arg(script).env("PKG_DIR", paths::pkg()))?;
    }
    Ok(())
}

/// How long a visitor waits until the page can be used, beside what a team would otherwise build.
pub(crate) fn browser() -> Result<()> {
    let browser = match browser::required()? {
        Engine::Here(browser) => browser,
        Engine::Absent(reason) => bail!("{reason}"),
    };
    ensure!(browser.kind.is_chromium(), "only browsers of the Chromium family can be made slower");
    let node = tools::node()?;
    site::build_if_stale()?;
    let home = paths::target().join("bench-browser");
    npm::site(&paths::root().join("benches").join("browser"), &home)?;
    run::say("building the peers, then five pages in nine rounds (five minutes)");
    let mut command = run::command(node);
    command.arg("run.mjs").current_dir(&home);
    run::run(command.env("DIST_DIR", paths::dist()).env("BROWSER_BINARY", &browser.binary))
}

/// How many rows are measured.
const ROWS: usize = 1_000_000;
const SEED: u64 = 1;

/// How long a million rows take from bytes to sums, and in how much memory, beside what a team would otherwise take.
pub(crate) fn rows() -> Result<()> {
    let node = tools::node()?;
    tools::wasm_target()?;
    // Beside the site, whose folder is emptied of everything else.
    let home = paths::target().join("bench-rows");
    let made = paths::target().join("bench-rows-made");
    let engine = made.join("engine");
    npm::site(&paths::root().join("benches").join("rows"), &home)?;
    run::say("building the headless engine (a minute the first time)");
    fs::create_dir_all(&engine).context("cannot write the engine")?;
    module::headless(&engine)?;
    let script = engine.join("engine.js");
    fs::copy(paths::root().join("src").join("embed").join("engine.js"), &script)?;
    stamp::stamp(&script)?;
    fs::write(engine.join("package.json"), "{ \"type\": \"module\" }\n")?;
    let table = made.join(format!("rows-{ROWS}-{SEED}.csv"));
    if !table.is_file() {
        run::say("writing a million rows (seconds)");
        let half = table.with_extension("half");
        let mut out = BufWriter::new(File::create(&half).context("cannot write the rows")?);
        exports::many(ROWS, SEED, &mut out)?;
        out.flush()?;
        drop(out);
        fs::rename(half, &table)?;
    }
    run::say("reading them in several ways, each in a process of its own (two minutes)");
    let mut command = run::command(node);
    command.arg("run.mjs").current_dir(&home);
    run::run(command.env("ENGINE_DIR", engine).env("ROWS_FILE", table))
}
