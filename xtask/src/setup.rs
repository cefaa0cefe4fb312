//! `cargo xtask setup`: everything that the other commands would bring one by one.

use crate::browser::{self, Engine};
use crate::{office, run, tools};
use anyhow::Result;
use std::path::Path;

pub(crate) fn everything() -> Result<()> {
    run::say(
        "looking for each tool, installing what is missing (some minutes on a fresh machine, most of them for browsers, geckodriver and cargo-deny)",
    );
    tools::wasm_target()?;
    println!("  wasm32 target    there");
    found("Node.js", &tools::node()?);
    found("wasm-opt", &tools::wasm_opt()?);
    found("esbuild", &tools::esbuild()?);
    found("TypeScript", &tools::tsc()?);
    found("Prettier", &tools::prettier()?);
    found("axe-core", &tools::axe()?);
    found("ajv", &tools::ajv()?);
    found("cargo-deny", &tools::cargo_deny()?);
    for find in [browser::required, browser::firefox, browser::webkit] {
        match find()? {
            Engine::Here(browser) => {
                found(browser.kind.name(), &browser.binary);
                found("its driver", &browser.driver);
            }
            Engine::Absent(reason) => println!("  not to be had    {reason}"),
        }
    }
    match office::program()? {
        Ok(program) => found("LibreOffice", &program),
        Err(reason) => println!("  not to be had    {reason}"),
    }
    run::say("ready: `cargo xtask serve` shows the page, `cargo xtask test` runs every check");
    Ok(())
}

fn found(name: &str, place: &Path) {
    println!("  {name:<16} {}", place.display());
}
