//! Wasm modules beside Trunk's: the headless engine of `pkg/` and the panels of the page.

use crate::{optimise, paths, remap, run, tools};
use anyhow::Result;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The module that draws what is beyond the first screen, without the endings that wasm-bindgen adds.
pub(crate) const PANELS: &str = "comarketing-roi_panels";
/// The module of the headless engine.
pub(crate) const HEADLESS: &str = "engine_glue";

/// The reader and the writer of numbers, for tests alone.
pub(crate) const PROBE: &str = "probe";

/// Builds the module for tests and gives its folder. Cargo tells whether there is anything to do.
pub(crate) fn probe() -> Result<PathBuf> {
    tools::wasm_target()?;
    let folder = paths::target().join("probe-js");
    build("probe", PROBE, &folder)?;
    Ok(folder)
}

/// Builds the package with one feature into `folder`: the Wasm, and its glue, minified.
pub(crate) fn build(feature: &str, name: &str, folder: &Path) -> Result<()> {
    // Its own folder: the same package with other features would be compiled anew at every change of side.
    let target = paths::target().join(feature);
    // A program and not a library: link-time optimisation runs for it alone.
    let what = ["--package", "comarketing-roi", "--bin", "comarketing-roi", "--no-default-features"];
    run::run(
        run::cargo()
            .args(["build", "--release", "--target", "wasm32-unknown-unknown"])
            .args(what)
            .args(["--features", feature, "--target-dir"])
            .arg(&target)
            .env("CARGO_ENCODED_RUSTFLAGS", with_simd(remap::flags())),
    )?;
    let module = target.join("wasm32-unknown-unknown").join("release").join("comarketing-roi.wasm");
    run::run(
        run::command(tools::wasm_bindgen()?)
            .args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"])
            .arg(folder)
            .arg(module),
    )?;
    optimise::wasm(&folder.join(format!("{name}_bg.wasm")), &[])?;
    let glue = folder.join(format!("{name}.js"));
    optimise::minify(&glue)?;
    optimise::shorten(&folder.join(format!("{name}_bg.wasm")), &glue)
}

/// The simulation works on two draws at a time; every browser since Safari 16.4 has the instructions, and Node since 16.
fn with_simd(mut flags: OsString) -> OsString {
    if !flags.is_empty() {
        flags.push("\x1f");
    }
    flags.push("-Ctarget-feature=+simd128");
    flags
}
