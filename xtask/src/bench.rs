//! `cargo xtask bench`: tables of speed. They inform; nothing fails by a time.

use crate::{paths, run, site, tools};
use anyhow::Result;

pub(crate) fn run() -> Result<()> {
    run::say("native (five minutes)");
    // For speed, as a native program would be built; the release profile is made for the bytes of the Wasm.
    let fast = "profile.bench.package.comarketing-roi-engine.opt-level=3";
    let engine = ["--package", "comarketing-roi-engine", "--config", fast];
    for bench in ["evaluate", "project", "what_if", "simulate"] {
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
