//! The scripts of the project: `cargo xtask help`. The same at home and in CI.
//!
//! Every command is idempotent, brings what it needs by itself where it can, and says in one sentence
//! what is missing where it cannot.
#![allow(clippy::print_stdout, reason = "a command-line tool talks to its terminal")]

mod apt;
mod bench;
mod browser;
mod browser_paths;
mod bundle;
mod compress;
mod counts;
mod display;
mod docs;
mod driver;
mod element;
mod exports;
mod files;
mod fuzz;
mod generate;
mod hash;
mod http;
mod install;
mod licenses;
mod locales;
mod module;
mod mutants;
mod npm;
mod office;
mod optimise;
mod package;
mod page_files;
mod path_remap;
mod paths;
mod pictures;
mod release;
mod rules;
mod run;
mod sbom;
mod seeds;
mod serve;
mod setup;
mod single;
mod site;
mod size;
mod split;
mod stamp;
mod steps;
mod test;
mod tools;
mod versions;
mod worker;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  setup                  install what is missing: wasm32 target, wasm-opt, esbuild, browsers, drivers
  serve [--port 8080]    serve the page on http://127.0.0.1:8080 and rebuild it on change
  build                  write dist/ (the static site) and pkg/ (the npm package)
  release [--verify]     write release/comarketing-roi/<version>/, what a host or a CDN serves; --verify builds twice
                         in different folders and compares
  size                   print raw, gzip and brotli bytes of dist/ and pkg/; fail over the budget
  test                   everything that CI runs; --only <step> runs one step and may be repeated, --list names them,
                         --quick runs the daily ones: what needs no browser, and the ways through the widget in one
  pictures [screen…]     a picture of every screen, or of some, in target/pictures/ with an index.html that shows them all:
                         every width (1440, 1366, 720, 390, 320), both themes and every language (English, German,
                         Japanese, from right to left, words 40 % longer), each once or more for each screen; --all makes
                         all of them with one another, six times as many; --list names the screens,
                         --engine firefox or webkit takes another browser, --beside <folder> shows the pictures of a
                         design (01-start-light.png) beside them
  docs [--check]         write docs/formulas.md and the types of the engine; --check fails if they are stale
  licenses               write the license texts of the crates that are shipped
  exports                a year of campaigns as exports of several kinds, broken rows among them, in target/exports/;
                         --rows 1000, --seed 1
  bench                  the speed tables: native, then WebAssembly in Node
  bench --browser        how long a visitor waits, beside React, Recharts and SurveyJS
  bench --rows           a million rows of campaigns, beside Papa Parse, d3-dsv and DuckDB-Wasm
  fuzz [target]          look for inputs that break the engine, 30 s for each target; --seconds takes another time
  fuzz <target> <file>   run an input again that was found
  mutants                change the state and the reader of numbers in small ways, one at a time, and name what no test
                         notices; hours, --minutes limits them, --file takes some of the files
  help                   this text

Tools that are not on PATH at the right version are kept in a per-user cache outside the checkout;
COMARKETING_ROI_CACHE puts it elsewhere.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run::catch_interrupts().and_then(|()| dispatch(&words)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[&str]) -> Result<ExitCode> {
    match words {
        // Its last line is the count of tests, so it reports a failure itself.
        ["test", options @ ..] => return test::run(options),
        [] | ["help" | "--help" | "-h"] => println!("{HELP}"),
        ["setup"] => setup::everything()?,
        ["serve"] => serve::run(serve::PORT)?,
        ["serve", "--port" | "-p", port] => match port.parse() {
            Ok(port) => serve::run(port)?,
            Err(_) => bail!("`{port}` is not a port: give a number from 1 to 65535"),
        },
        ["build"] => site::build_all()?,
        ["release"] => release::write()?,
        ["release", "--verify"] => release::verify()?,
        ["size"] => size::run()?,
        ["pictures", words @ ..] => pictures::run(words)?,
        ["docs"] => docs::write()?,
        ["docs", "--check"] => docs::check()?,
        ["licenses"] => licenses::write()?,
        ["exports", words @ ..] => exports::run(words)?,
        ["bench"] => bench::run()?,
        ["bench", "--browser"] => bench::browser()?,
        ["bench", "--rows"] => bench::rows()?,
        ["fuzz", words @ ..] => fuzz::run(words)?,
        ["mutants", words @ ..] => mutants::run(words)?,
        unknown => bail!("`cargo xtask {}` is not a command; see `cargo xtask help`", unknown.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}
