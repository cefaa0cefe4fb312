//! `cargo xtask bench`: tables of speed. They inform; nothing fails by a time.

use crate::browser::{self, Engine};
use crate::{npm, paths, run, site, tools};
use anyhow::{Result, bail, ensure};

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
