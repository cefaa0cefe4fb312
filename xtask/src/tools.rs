//! The tools of the build and of the tests: found where they are, else installed into the cache.

use crate::{install, paths, run, versions};
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

/// The compiler's target for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    let folder = run::answer(run::command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    if paths::on_path("rustup").is_none() {
        bail!(
            "the compiler has no target {WASM} and rustup is missing: install rustup, or add the target by \
             the means that Rust was installed with"
        );
    }
    run::say(format!("{WASM}: adding the target (a minute at most)"));
    run::run(run::command("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("the target is missing; try `rustup target add {WASM}`"))
}

/// Trunk, if it is on PATH in its pinned version. Nothing of ours needs it; whoever works with it can.
pub(crate) fn trunk() -> Result<Option<PathBuf>> {
    let version = versions::trunk()?;
    Ok(paths::on_path("trunk").filter(|program| is_version(program, &version)))
}

pub(crate) fn geckodriver() -> Result<PathBuf> {
    from_crates("geckodriver", versions::GECKODRIVER, &[], VERSION)
}

/// Builds and runs the fuzz targets. Nothing else needs it, so `setup` leaves it out.
pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    if cfg!(windows) && !cfg!(target_env = "msvc") {
        bail!("libFuzzer is not there for this compiler: take the msvc toolchain of Rust, Linux or macOS");
    }
    from_crates("cargo-fuzz", versions::CARGO_FUZZ, &[], VERSION)
}

/// Changes sources and looks whether a test notices. Nothing else needs it, so `setup` leaves it out.
pub(crate) fn cargo_mutants() -> Result<PathBuf> {
    // It tells its version only as the subcommand that it is.
    from_crates("cargo-mutants", versions::CARGO_MUTANTS, &[], &["mutants", "--version"])
}

/// Judges the crates that we depend on.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    from_crates("cargo-deny", versions::CARGO_DENY, &[], &["deny", "--version"])
}

/// Collects the license texts of crates. Nothing else needs it, so `setup` leaves it out.
pub(crate) fn cargo_about() -> Result<PathBuf> {
    from_crates("cargo-about", versions::CARGO_ABOUT, &["cli"], &["about", "--version"])
}

pub(crate) fn wasm_opt() -> Result<PathBuf> {
    let version = versions::wasm_opt()?;
    match paths::on_path("wasm-opt").filter(|program| is_version(program, &version)) {
        Some(program) => Ok(program),
        None => npm_program("binaryen", &format!("{version}.0.0"), "wasm-opt", &version),
    }
}

pub(crate) fn esbuild() -> Result<PathBuf> {
    npm_program("esbuild", versions::ESBUILD, "esbuild", versions::ESBUILD)
}

pub(crate) fn tsc() -> Result<PathBuf> {
    npm_program("typescript", versions::TYPESCRIPT, "tsc", versions::TYPESCRIPT)
}

pub(crate) fn prettier() -> Result<PathBuf> {
    npm_program("prettier", versions::PRETTIER, "prettier", versions::PRETTIER)
}

/// The accessibility checker that the browser tests load into the page.
pub(crate) fn axe() -> Result<PathBuf> {
    let script = |home: &Path| home.join("node_modules").join("axe-core").join("axe.min.js");
    let home = install::cached(
        "axe-core",
        versions::AXE,
        |home| script(home).is_file(),
        |home| install::from_npm(home, "axe-core", versions::AXE),
    )?;
    Ok(script(&home))
}

/// The package of the validator of JSON Schema that the tests of the headless engine use.
pub(crate) fn ajv() -> Result<PathBuf> {
    let package = |home: &Path| home.join("node_modules").join("ajv");
    let home = install::cached(
        "ajv",
        versions::AJV,
        |home| package(home).join("package.json").is_file(),
        |home| install::from_npm(home, "ajv", versions::AJV),
    )?;
    Ok(package(&home))
}

/// Node runs the npm tools and the tests of the headless engine.
pub(crate) fn node() -> Result<PathBuf> {
    let Some(node) = paths::on_path("node") else {
        bail!("Node.js is missing: install version 20 or newer");
    };
    let version = run::answer(Command::new(&node).arg("--version")).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok());
    ensure!(major >= Some(20_u32), "Node.js {} is too old: install version 20 or newer", version.trim());
    Ok(node)
}

fn from_crates(program: &str, version: &str, features: &[&str], question: &[&str]) -> Result<PathBuf> {
    if let Some(found) = paths::on_path(program).filter(|found| answers(found, question, version)) {
        return Ok(found);
    }
    let place = |home: &Path| paths::program_in(&home.join("bin"), program);
    let home = install::cached(
        program,
        version,
        |home| place(home).is_some_and(|found| answers(&found, question, version)),
        |home| install::from_crates(home, program, version, features),
    )?;
    place(&home).with_context(|| format!("{program} is not where it was installed"))
}

fn npm_program(package: &str, version: &str, program: &str, reported: &str) -> Result<PathBuf> {
    node()?;
    let place = |home: &Path| paths::program_in(&home.join("node_modules").join(".bin"), program);
    let home = install::cached(
        package,
        version,
        |home| place(home).is_some_and(|found| is_version(&found, reported)),
        |home| install::from_npm(home, package, version),
    )?;
    place(&home).with_context(|| format!("{program} is not where it was installed"))
}

/// Whether a program says of itself that it is this version.
fn is_version(program: &Path, version: &str) -> bool {
    answers(program, VERSION, version)
}

/// How most programs are asked for their version.
const VERSION: &[&str] = &["--version"];

fn answers(program: &Path, question: &[&str], version: &str) -> bool {
    run::answer(Command::new(program).args(question))
        .is_some_and(|answer| answer.split_whitespace().any(|word| word == version))
}
