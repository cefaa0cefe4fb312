//! `cargo xtask bench`: tables of speed. They inform; nothing fails by a time.

use crate::{paths, run, site, tools};
use anyhow::Result;

pub(crate) fn run() -> Result<()> {
    run::say("native (a minute or two)");
    // For speed, as a native program would be built; the release profile is made for the bytes of the Wasm.
    let fast = "profile.bench.package.comarketing-roi-engine.opt-level=3";
    run::run(run::cargo().args([
        "bench",
        "--package",
        "comarketing-roi-engine",
        "--bench",
        "evaluate",
        "--config",
        fast,
    ]))?;
    let node = tools::node()?;
    site::build_if_stale()?;
    run::say("WebAssembly in Node (a minute)");
    run::run(run::command(node).arg("benches/engine.mjs").env("PKG_DIR", paths::pkg()))
}
