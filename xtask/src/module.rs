//! The Wasm modules: the page's program in its parts, the headless engine of `pkg/`, the one for workbooks, and one for tests
//! alone.
//!
//! Cargo compiles, the library of wasm-bindgen writes the glue, wasm-opt makes it small. Of the page's program parts are taken
//! out before the glue is written (`split.rs`).

use crate::files::LATE_PARTS;
use crate::{optimise, path_remap, paths, run, split, tools};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The page's program, without the endings that wasm-bindgen adds.
pub(crate) const PAGE: &str = "comarketing-roi";
/// The module of the headless engine.
pub(crate) const HEADLESS: &str = "engine_glue";
/// The module that reads and writes workbooks.
pub(crate) const WORKBOOK: &str = "workbook_glue";
/// The reader and the writer of numbers, for tests alone.
pub(crate) const PROBE: &str = "probe";

/// The simulation works on two draws at a time; every browser since Safari 16.4 has the instructions, and Node since 16.
const SIMD: &str = "-Ctarget-feature=+simd128";
/// How the engine is compiled for the page, where bytes decide when it can be used, and for programs, which read a million rows
/// by it: a half faster, for a fifth more bytes (docs/performance.md).
const SMALL: &str = "'z'";
const FAST: &str = "3";
/// What refers to what: without it no part can be taken out. For the linker alone, so that all modules share what they depend
/// on as it is compiled.
const RELOCATIONS: &[&str] = &["-Clink-args=--emit-relocs"];

/// Builds the page's program into `folder`: all its parts, and the glue of the first, minified.
pub(crate) fn page(folder: &Path) -> Result<()> {
    let whole = compile("ui,split", SMALL, RELOCATIONS)?;
    let first = split::take_out(&whole, folder)?;
    bind(&first, PAGE, folder)?;
    let module = folder.join(format!("{PAGE}_bg.wasm"));
    let late = LATE_PARTS.map(|name| folder.join(name));
    for part in late.iter().chain([&module]) {
        optimise::wasm(part)?;
    }
    let glue = folder.join(format!("{PAGE}.js"));
    optimise::minify(&glue)?;
    let exports = optimise::shorten(&module, &glue)?;
    late.iter().try_for_each(|late| split::join(late, &exports, &whole))
}

/// Builds the engine without a view into `folder`: the Wasm, and its glue, minified.
pub(crate) fn headless(folder: &Path) -> Result<()> {
    whole("api", HEADLESS, FAST, folder)
}

/// Builds the module for workbooks into `folder`: the Wasm, and its glue, minified.
pub(crate) fn workbook(folder: &Path) -> Result<()> {
    finish(&compile_package("comarketing-roi-workbook", "", SMALL, &[])?, WORKBOOK, folder)
}

/// Builds the module for tests and gives its folder. Cargo tells whether there is anything to do.
pub(crate) fn probe() -> Result<PathBuf> {
    tools::wasm_target()?;
    let folder = paths::target().join("probe-js");
    whole("probe", PROBE, SMALL, &folder)?;
    Ok(folder)
}

fn whole(feature: &str, name: &str, level: &str, folder: &Path) -> Result<()> {
    finish(&compile(feature, level, &[])?, name, folder)
}

/// Writes a program that is one module and its glue as they are shipped.
fn finish(program: &Path, name: &str, folder: &Path) -> Result<()> {
    bind(program, name, folder)?;
    let module = folder.join(format!("{name}_bg.wasm"));
    optimise::wasm(&module)?;
    let glue = folder.join(format!("{name}.js"));
    optimise::minify(&glue)?;
    optimise::shorten(&module, &glue).map(drop)
}

/// Compiles the widget's package with some of its features.
fn compile(features: &str, level: &str, linking: &[&str]) -> Result<PathBuf> {
    compile_package("comarketing-roi", features, level, linking)
}

/// Compiles a program, whose file the next one of the same package takes the place of.
fn compile_package(package: &str, features: &str, level: &str, linking: &[&str]) -> Result<PathBuf> {
    let target = paths::target().join("modules");
    // A program and not a library: link-time optimization runs for it alone.
    let what = ["--package", package, "--bin", package, "--no-default-features"];
    run::run(
        run::cargo()
            .args(["rustc", "--release", "--target", "wasm32-unknown-unknown"])
            .args(what)
            .args(["--config", &format!("profile.release.package.comarketing-roi-engine.opt-level={level}")])
            .args(["--features", features, "--target-dir"])
            .arg(&target)
            .arg("--")
            .args(linking)
            // The names of functions, by which the relocations go; wasm-opt drops both.
            .env("CARGO_PROFILE_RELEASE_STRIP", "none")
            .env("CARGO_ENCODED_RUSTFLAGS", with(path_remap::flags(), &[SIMD])),
    )?;
    Ok(target.join("wasm32-unknown-unknown").join("release").join(format!("{package}.wasm")))
}

fn with(mut all: OsString, flags: &[&str]) -> OsString {
    for flag in flags {
        if !all.is_empty() {
            all.push("\x1f");
        }
        all.push(flag);
    }
    all
}

/// Writes a module and its glue, as browsers import it.
fn bind(module: &Path, name: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", paths::shown(folder)))?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false).keep_lld_exports(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .with_context(|| format!("{name} has no glue"))
}
