//! The steps of `cargo xtask test`, quick ones first.

use crate::browser::{self, Engine};
use crate::counts::Counts;
use crate::driver::Drivers;
use crate::{docs, module, npm, office, path_remap, paths, rules, run, site, tools};
use anyhow::{Result, ensure};
use std::fs;

pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) run: fn(&mut Counts) -> Result<()>,
}

pub(crate) const STEPS: [Step; 15] = [
    Step {
        name: "fmt",
        what: "the layout of the sources, in Rust and in JavaScript (seconds)",
        run: |_| fmt(),
    },
    Step { name: "rules", what: "what the sources must not contain (seconds)", run: |_| rules::check() },
    Step {
        name: "docs",
        what: "the generated files agree with the engine (seconds)",
        run: |_| docs::check(),
    },
    Step { name: "clippy", what: "lints, for this machine (a minute or two)", run: |_| clippy_native() },
    Step {
        name: "wasm",
        what: "lints, for every module of WebAssembly (a minute or two)",
        run: |_| clippy_wasm(),
    },
    Step {
        name: "deny",
        what: "licenses, sources, versions and advisories of every crate (seconds, once its tool is there)",
        run: deny,
    },
    Step { name: "native", what: "tests that need no browser (a minute or two)", run: native },
    Step {
        name: "workbook",
        what: "LibreOffice calculates the workbooks of hundreds of plans (a minute or two)",
        run: workbook,
    },
    Step {
        name: "build",
        what: "dist/ and pkg/ (1 to 4 minutes the first time)",
        run: |_| site::build_if_stale().and_then(|()| path_remap::check()),
    },
    Step { name: "node", what: "the headless engine in Node (seconds)", run: node },
    Step {
        name: "types",
        what: "the types of our scripts, and those of the package as a user meets them (seconds)",
        run: |_| types(),
    },
    Step {
        name: "npm",
        what: "the package packed, installed into sites and built with them (a minute or two)",
        run: |_| npm::build_if_stale(),
    },
    Step {
        name: "browser",
        what: "the widget in Chromium, or the browser that is asked for (10 to 15 minutes)",
        run: |counts| in_browser(browser::required, counts),
    },
    Step {
        name: "firefox",
        what: "what an engine decides, in Firefox (about 8 minutes)",
        run: |counts| some_in_browser(browser::firefox, &ENGINE_TESTS, counts),
    },
    Step {
        name: "webkit",
        what: "what an engine decides, in WebKitGTK (about 8 minutes)",
        run: |counts| some_in_browser(browser::webkit, &ENGINE_TESTS, counts),
    },
];

/// What `cargo xtask test --quick` runs: under five minutes once everything is compiled, for daily work.
pub(crate) fn quick() -> Vec<&'static Step> {
    let daily = ["fmt", "rules", "docs", "native", "node"];
    STEPS.iter().filter(|step| daily.contains(&step.name)).chain([&JOURNEYS]).collect()
}

/// Of the tests in a browser those that walk through the widget as its users do.
const JOURNEYS: Step = Step {
    name: "journeys",
    what: "the ways through the widget in one browser (a minute or two)",
    run: |counts| some_in_browser(browser::required, &JOURNEY_TESTS, counts),
};
const JOURNEY_TESTS: [&str; 6] = ["element::", "errors::", "examples::", "journey::", "keyboard::", "ways::"];

/// Of the tests in a browser those whose outcome an engine decides: layout, focus, keys, names, loading, policies, storage,
/// paper. The others try our own logic through a page (tables, tiers, snippets, recipes, built sites), once and in one browser.
/// So does axe, which looks at markup and colors: what it reads is the same in every engine.
const ENGINE_TESTS: [&str; 23] = [
    "access::a_",
    "access::every_input",
    "access::text_spacing",
    "contract::",
    "element::",
    "frames::",
    "geometry::every_screen_stands_right_in_every_language",
    "geometry::every_screen_stands_right_from_right_to_left",
    "geometry::nothing_jumps",
    "geometry::what_stands_wrong",
    "hosts::",
    "journey::the_slider",
    "journey::typing_in",
    "keyboard::",
    "layout::",
    "lead::a_visitor_gets_the_report_by_keys",
    "loading::",
    "numbers::",
    "offline::",
    "paper::",
    "policies::",
    "surroundings::",
    "ways::",
];

fn fmt() -> Result<()> {
    run::run(run::cargo().args(["fmt", "--all", "--check"]))?;
    // To lay them out: the same program with `--write` instead of `--check`.
    run::run(run::command(tools::prettier()?).args(["--check", "src/**/*.js"]))
}

fn clippy_native() -> Result<()> {
    run::run(run::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn clippy_wasm() -> Result<()> {
    tools::wasm_target()?;
    let alone = |feature| vec!["--no-default-features", "--features", feature];
    for features in [Vec::new(), alone("ui,split"), alone("api"), alone("probe")] {
        run::run(
            run::cargo()
                .args(["clippy", "--package", "comarketing-roi", "--target", "wasm32-unknown-unknown"])
                .args(["--lib", "--bins"])
                .args(features)
                .args(["--", "--deny", "warnings"]),
        )?;
    }
    run::run(
        run::cargo()
            .args(["clippy", "--package", "comarketing-roi-workbook", "--target", "wasm32-unknown-unknown"])
            .args(["--lib", "--bins", "--", "--deny", "warnings"]),
    )
}

/// `deny.toml` says what is allowed. The advisories lie in a repository on GitHub, which not every machine may ask.
fn deny(counts: &mut Counts) -> Result<()> {
    let program = tools::cargo_deny()?;
    let check = |what: &str| {
        run::run(run::command(&program).args(["deny", "--workspace", "--all-features", "check", what]))
    };
    for what in ["bans", "licenses", "sources"] {
        check(what)?;
        counts.passed += 1;
    }
    if run::run(run::command(&program).args(["deny", "fetch", "db"])).is_err() {
        run::say("advisories are not looked up: the database of RustSec is out of reach");
        counts.ignored += 1;
        return Ok(());
    }
    check("advisories")?;
    counts.passed += 1;
    Ok(())
}

/// Two runs: xtask alone keeps the very program that is running, which Windows would not let anyone replace.
fn native(counts: &mut Counts) -> Result<()> {
    for packages in [&["--workspace", "--exclude", "xtask"] as &[&str], &["--package", "xtask"]] {
        run::run_reading(run::cargo().args(["test", "--no-fail-fast"]).args(packages), |line| {
            counts.read_cargo(line);
        })?;
    }
    some(counts)
}

fn workbook(counts: &mut Counts) -> Result<()> {
    let program = match office::program()? {
        Ok(program) => program,
        Err(reason) => {
            run::say(&reason);
            counts.not_run = Some(reason);
            return Ok(());
        }
    };
    let test = ["test", "--package", "comarketing-roi-workbook", "--features", "libreoffice-tests"];
    // One at a time: a profile has one program.
    let options = ["--test", "workbook_recalculated", "--", "--nocapture", "--test-threads=1"];
    run::run_reading(run::cargo().args(test).args(options).env("SOFFICE", program), |line| {
        counts.read_cargo(line);
    })?;
    some(counts)
}

fn node(counts: &mut Counts) -> Result<()> {
    site::build_if_stale()?;
    let folder = paths::root().join("tests").join("node");
    let mut files = paths::files_below(&folder)?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    ensure!(!files.is_empty(), "there is no tests/node/*.test.mjs");
    let mut command = run::command(tools::node()?);
    command.args(["--test", "--test-reporter=spec"]).args(files.iter().map(|file| paths::shown(file)));
    command.env("PKG_DIR", paths::pkg()).env("DIST_DIR", paths::dist()).env("PROBE_DIR", module::probe()?);
    command.env("AJV_DIR", tools::ajv()?);
    run::run_reading(&mut command, |line| counts.read_node(line))?;
    some(counts)
}

fn types() -> Result<()> {
    types_of_scripts()?;
    types_of_package()
}

/// The types that the comments of our scripts state, against what the scripts do.
fn types_of_scripts() -> Result<()> {
    let source = paths::root().join("src");
    let mut scripts = paths::files_below(&source)?;
    scripts.retain(|file| file.extension().is_some_and(|ending| ending == "js"));
    ensure!(!scripts.is_empty(), "there is no script below src/");
    let mut command = run::command(tools::tsc()?);
    command.args(["--noEmit", "--allowJs", "--checkJs", "--strict", "--skipLibCheck", "--target", "es2023"]);
    command.args(["--lib", "es2023,dom,dom.iterable,dom.asynciterable"]);
    command.args(["--module", "esnext", "--moduleResolution", "bundler"]);
    run::run(command.arg(source.join("built.d.ts")).args(scripts))
}

/// Installs the package beside the file as npm would, so that `exports` is what finds the types.
fn types_of_package() -> Result<()> {
    site::build_if_stale()?;
    let source = paths::root().join("tests").join("node").join("types.ts");
    ensure!(source.is_file(), "there is no tests/node/types.ts");
    let home = paths::target().join("types");
    let installed = home.join("node_modules").join("comarketing-roi");
    if installed.exists() {
        fs::remove_dir_all(&installed)?;
    }
    fs::create_dir_all(&installed)?;
    for file in paths::files_below(&paths::pkg())? {
        if let Some(name) = file.file_name() {
            fs::copy(&file, installed.join(name))?;
        }
    }
    fs::write(home.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    fs::copy(source, home.join("types.ts"))?;
    // What the engine really answers, as literals: the types must say neither less nor more.
    run::run(
        run::command(tools::node()?)
            .arg("tests/node/literals.mjs")
            .arg(home.join("literals.ts"))
            .env("PKG_DIR", paths::pkg()),
    )?;
    let tsc = tools::tsc()?;
    // The two ways in which today's tools look a package up.
    for (module, resolution) in [("nodenext", "nodenext"), ("esnext", "bundler")] {
        let mut command = run::command(&tsc);
        command.args(["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"]);
        command.args(["--module", module, "--moduleResolution", resolution, "types.ts", "literals.ts"]);
        run::run(command.current_dir(&home))?;
    }
    Ok(())
}

fn in_browser(find: fn() -> Result<Engine>, counts: &mut Counts) -> Result<()> {
    some_in_browser(find, &[], counts)
}

/// All tests in a browser, or those whose names hold one of `names`.
fn some_in_browser(find: fn() -> Result<Engine>, names: &[&str], counts: &mut Counts) -> Result<()> {
    let browser = match find()? {
        Engine::Here(browser) => browser,
        Engine::Absent(reason) => {
            run::say(&reason);
            counts.not_run = Some(reason);
            return Ok(());
        }
    };
    site::build_if_stale()?;
    if names.is_empty() {
        npm::build_if_stale()?;
    }
    let probe = module::probe()?;
    let axe = tools::axe()?;
    // Compiled first: a driver that waits for the compiler may time out.
    let test = ["--package", "comarketing-roi", "--features", "browser-tests", "--test", "browser"];
    run::run(run::cargo().args(["test", "--no-run"]).args(test))?;
    let mut places = vec![
        ("DIST_DIR", paths::dist()),
        ("PKG_DIR", paths::pkg()),
        ("NPM_DIR", npm::folder()),
        ("AXE_PATH", axe),
        ("PROBE_DIR", probe),
    ];
    if names.is_empty() {
        places.extend(site::by_trunk()?.map(|folder| ("TRUNK_DIR", folder)));
    }
    // Its drivers end with it: what a failed test has left open would be in the way of the next.
    let tests = |options: &[&str], counts: &mut Counts| {
        let drivers = Drivers::start(&browser)?;
        run::say(format!("{} at {}", browser.kind.name(), drivers.urls()));
        let mut command = run::cargo();
        command
            .arg("test")
            .args(test)
            .args(options)
            .envs(places.clone())
            .env("WEBDRIVER_URL", drivers.urls());
        command.env("BROWSER", browser.kind.name()).env("BROWSER_BINARY", &browser.binary);
        run::run_reading(&mut command, |line| counts.read_cargo(line))
    };
    let chosen: Vec<&str> = ["--"].into_iter().chain(names.iter().copied()).collect();
    let result = tests(&chosen, counts);
    // What failed has failed. It is run once more without others beside it only to say where to look: at the test and
    // the product, or at what other tests and a busy machine do to it.
    if result.is_err() && !run::interrupted() && (1..=MOST_AGAIN).contains(&counts.names.len()) {
        run::say(format!("to tell why, once more and one at a time: {}", counts.names.join(", ")));
        let options: Vec<&str> = ["--", "--exact", "--test-threads=1"]
            .into_iter()
            .chain(counts.names.iter().map(String::as_str))
            .collect();
        let mut again = Counts::default();
        // How it ends is in its counts.
        let _ = tests(&options, &mut again);
        counts.diagnose(&again);
    }
    result?;
    some(counts)
}

/// More failures than these have one reason, and a second run would only take time.
const MOST_AGAIN: usize = 4;

/// A run without a single test is a mistake in the set-up, not a success.
fn some(counts: &Counts) -> Result<()> {
    ensure!(counts.passed > 0, "not a single test was run");
    Ok(())
}
