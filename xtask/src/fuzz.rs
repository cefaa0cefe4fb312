//! `cargo xtask fuzz`: libFuzzer looks for inputs that break the engine, for a bounded time.

use crate::{paths, run, seeds, tools};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long each target runs when nobody says, in seconds.
const SECONDS: u32 = 30;

/// What is asked for.
#[derive(Debug, PartialEq)]
enum Asked {
    /// To look, in one target or in all, so many seconds in each.
    Look { target: Option<String>, seconds: u32 },
    /// To run one input again.
    Again { target: String, input: PathBuf },
}

pub(crate) fn run(words: &[&str]) -> Result<()> {
    let targets = targets()?;
    let asked = asked(words, &targets)?;
    let program = tools::cargo_fuzz()?;
    match asked {
        Asked::Again { target, input } => again(&program, &target, &input),
        Asked::Look { target, seconds } => {
            let chosen = targets.iter().filter(|name| target.as_ref().is_none_or(|only| only == *name));
            look(&program, &chosen.map(String::as_str).collect::<Vec<_>>(), seconds)
        }
    }
}

fn home() -> PathBuf {
    paths::root().join("fuzz")
}

/// The targets: one for each file of `fuzz/targets`.
fn targets() -> Result<Vec<String>> {
    let files = paths::files_below(&home().join("targets"))?;
    Ok(files.iter().filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect())
}

fn asked(words: &[&str], targets: &[String]) -> Result<Asked> {
    let (mut seconds, mut rest, mut words) = (None, Vec::new(), words.iter());
    while let Some(word) = words.next() {
        match *word {
            "--seconds" => match words.next().and_then(|text| text.parse::<u32>().ok()) {
                Some(given) if given > 0 => seconds = Some(given),
                _ => bail!("--seconds takes a whole number above 0"),
            },
            option if option.starts_with('-') => {
                bail!("`{option}` is not understood; see `cargo xtask help`")
            }
            word => rest.push(word),
        }
    }
    let known = |name: &str| {
        ensure!(
            targets.iter().any(|other| other == name),
            "there is no target `{name}`: {}",
            targets.join(", ")
        );
        Ok(name.to_owned())
    };
    match (rest.as_slice(), seconds) {
        ([], _) => Ok(Asked::Look { target: None, seconds: seconds.unwrap_or(SECONDS) }),
        ([name], _) => Ok(Asked::Look { target: Some(known(name)?), seconds: seconds.unwrap_or(SECONDS) }),
        ([name, input], None) => Ok(Asked::Again { target: known(name)?, input: PathBuf::from(input) }),
        _ => bail!("fuzz takes a target, and an input or --seconds; see `cargo xtask help`"),
    }
}

fn look(program: &Path, targets: &[&str], seconds: u32) -> Result<()> {
    let work = paths::target().join("fuzz").join("seeds");
    seeds::write(&work)?;
    run::say("compiling the targets (2 minutes the first time)");
    run::run(&mut cargo_fuzz(program, "build")).context(
        "the targets do not compile; libFuzzer itself needs a compiler of C++, such as g++ or clang++",
    )?;
    let mut broken = Vec::new();
    for (index, target) in targets.iter().enumerate() {
        println!();
        run::say(format!("{} of {}  {target}: {seconds} s", index + 1, targets.len()));
        let (corpus, found) = (home().join("corpus").join(target), home().join("artifacts").join(target));
        for folder in [&corpus, &found] {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot write to {}", paths::shown(folder)))?;
        }
        let before = paths::files_below(&found)?;
        let mut command = cargo_fuzz(program, "run");
        // New inputs go to the first folder; the seeds are only read.
        command.arg(target).arg(&corpus).arg(work.join(target)).arg("--");
        command
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-dict={}", work.join("words").display()));
        command.args([
            "-max_len=16384",
            "-timeout=20",
            "-verbosity=0",
            "-print_final_stats=1",
            "-reduce_inputs=0",
        ]);
        match run::run(&mut command) {
            Ok(()) => {}
            Err(error) if run::interrupted() => return Err(error),
            // libFuzzer has said above what it is.
            Err(_) => {
                run::say(format!("{target} is broken"));
                let mut inputs = paths::files_below(&found)?;
                inputs.retain(|input| !before.contains(input));
                broken.push((*target, inputs));
            }
        }
    }
    println!();
    if broken.is_empty() {
        run::say("no input was found that breaks the engine");
        return Ok(());
    }
    bail!("{}", advice(&broken))
}

/// What to do about the inputs that were found.
fn advice(broken: &[(&str, Vec<PathBuf>)]) -> String {
    let mut text =
        String::from("the engine breaks on an input. What was found is JSON text; to run it again:");
    for (target, inputs) in broken {
        for input in inputs {
            text.push_str(&format!("\n  cargo xtask fuzz {target} {}", paths::shown(input)));
        }
        if inputs.is_empty() {
            text.push_str(&format!("\n  cargo xtask fuzz {target}   (it stopped before it had an input)"));
        }
    }
    text + "\nMend the engine, and keep the input as a test in tests/."
}

/// Runs one input.
fn again(program: &Path, target: &str, input: &Path) -> Result<()> {
    // As it was typed, or from the root of the checkout as it was printed.
    let input = if input.is_file() { std::path::absolute(input)? } else { paths::root().join(input) };
    ensure!(input.is_file(), "there is no file {}", paths::shown(&input));
    run::run(cargo_fuzz(program, "run").arg(target).arg(&input).args(["--", "-timeout=20"]))?;
    run::say("this input breaks nothing");
    Ok(())
}

/// No sanitizer: the engine forbids `unsafe`, so there is no memory to watch over, and the compiler need not be a
/// nightly one. Overflow checks are on.
fn cargo_fuzz(program: &Path, what: &str) -> Command {
    let mut command = run::command(program);
    command.arg(what).arg("--fuzz-dir").arg(home());
    command.arg("--target-dir").arg(paths::target().join("fuzz"));
    command.args(["--sanitizer", "none"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(words: &[&str]) -> Result<Asked> {
        asked(words, &["plan".to_owned(), "solve".to_owned()])
    }

    fn looks(target: Option<&str>, seconds: u32) -> Asked {
        Asked::Look { target: target.map(str::to_owned), seconds }
    }

    #[test]
    fn a_target_and_a_time_are_taken_in_any_order() {
        assert_eq!(ask(&[]).unwrap(), looks(None, SECONDS));
        assert_eq!(ask(&["--seconds", "5"]).unwrap(), looks(None, 5));
        assert_eq!(ask(&["solve"]).unwrap(), looks(Some("solve"), SECONDS));
        assert_eq!(ask(&["--seconds", "5", "plan"]).unwrap(), looks(Some("plan"), 5));
        let again = Asked::Again { target: "plan".to_owned(), input: PathBuf::from("a/crash") };
        assert_eq!(ask(&["plan", "a/crash"]).unwrap(), again);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for words in [
            &["nonsense"] as &[&str],
            &["--seconds"],
            &["--seconds", "0"],
            &["--minutes", "1"],
            &["plan", "a", "b"],
            &["plan", "a", "--seconds", "1"],
        ] {
            assert!(ask(words).is_err(), "{words:?}");
        }
        assert!(ask(&["nonsense"]).unwrap_err().to_string().contains("plan, solve"));
    }

    #[test]
    fn each_target_is_built() {
        let manifest = paths::read(&home().join("Cargo.toml")).unwrap();
        let targets = targets().unwrap();
        assert!(targets.contains(&"plan".to_owned()));
        for target in targets {
            assert!(manifest.contains(&format!("path = \"targets/{target}.rs\"")), "{target}");
        }
    }

    #[test]
    fn the_advice_names_each_input() {
        let input = home().join("artifacts").join("plan").join("crash-1");
        let text = advice(&[("plan", vec![input]), ("solve", Vec::new())]);
        assert!(text.contains("\n  cargo xtask fuzz plan fuzz/artifacts/plan/crash-1\n"), "{text}");
        assert!(text.contains("\n  cargo xtask fuzz solve "), "{text}");
    }
}
