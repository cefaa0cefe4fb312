//! `cargo xtask mutants`: changes the sources in small ways, one at a time, and looks whether a test notices.
//!
//! Which files and how long a mutant may take are in `.cargo/mutants.toml`. It takes hours, so it is for the night and
//! no step of `test`; a limit on the whole gives another sample each time, because the order is a random one.

use crate::{paths, run, tools};
use anyhow::{Result, bail};
use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the whole may take when nobody says.
const MINUTES: u64 = 240;
/// How cargo-mutants ends where a mutant lived, and where one ran into its limit.
const FOUND: [i32; 2] = [2, 3];

#[derive(Debug, PartialEq)]
struct Asked {
    /// The files to change, instead of those that the configuration names.
    files: Vec<String>,
    minutes: u64,
}

pub(crate) fn run(words: &[&str]) -> Result<()> {
    let asked = asked(words)?;
    let program = tools::cargo_mutants()?;
    let mut command = run::command(program);
    command
        .args(["mutants", "--workspace", "--colors", "never", "--shuffle", "--output"])
        .arg(paths::target());
    for file in &asked.files {
        command.args(["--file", file]);
    }
    run::say(format!("changing the sources, {} minutes at most", asked.minutes));
    let begun = Instant::now();
    let limit = Duration::from_secs(60 * asked.minutes);
    let mut work = run::Background::start(&mut command)?;
    let status = loop {
        if run::interrupted() {
            bail!("stopped");
        }
        if let Some(status) = work.ended()? {
            break Some(status);
        }
        if begun.elapsed() >= limit {
            break None;
        }
        sleep(Duration::from_millis(200));
    };
    drop(work);
    let [caught, missed, late] = ["caught", "missed", "timeout"].map(list);
    let tested = caught.len() + missed.len() + late.len();
    println!();
    if status.is_none() {
        run::say("the time is up: the mutants that were not tried are not in these numbers");
    }
    for (what, mutants) in [("no test noticed", &missed), ("no end within its time", &late)] {
        for mutant in mutants {
            println!("{what}: {mutant}");
        }
    }
    run::say(format!(
        "{} mutants, {} noticed by a test, {} not, {} out of time, in {:.0} s; the whole is in {}",
        tested,
        caught.len(),
        missed.len(),
        late.len(),
        begun.elapsed().as_secs_f64(),
        paths::shown(&folder())
    ));
    match status.and_then(|status| status.code()) {
        Some(code) if code != 0 && !FOUND.contains(&code) => {
            bail!("cargo-mutants stopped with {code}: the tests fail without any change, or it cannot run")
        }
        _ if !missed.is_empty() => {
            bail!("write a test for each that lived, or say in .cargo/mutants.toml why none can")
        }
        _ if tested == 0 => bail!("not a single mutant was tried"),
        _ => Ok(()),
    }
}

/// Where cargo-mutants writes what it has done, while it does it.
fn folder() -> PathBuf {
    paths::target().join("mutants.out")
}

/// The mutants of one outcome, one a line.
fn list(outcome: &str) -> Vec<String> {
    let text = fs::read_to_string(folder().join(format!("{outcome}.txt"))).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

fn asked(words: &[&str]) -> Result<Asked> {
    let mut asked = Asked { files: Vec::new(), minutes: MINUTES };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match (*word, words.next()) {
            ("--file", Some(file)) => asked.files.push((*file).to_owned()),
            ("--minutes", Some(text)) => match text.parse() {
                Ok(minutes) if minutes > 0 => asked.minutes = minutes,
                _ => bail!("--minutes takes a whole number above 0"),
            },
            _ => bail!(
                "mutants takes --file <path or glob>, as often as you like, and --minutes; `{word}` is neither"
            ),
        }
    }
    Ok(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_a_limit_are_taken_in_any_order() {
        assert_eq!(asked(&[]).unwrap(), Asked { files: Vec::new(), minutes: MINUTES });
        let some =
            asked(&["--file", "src/app/mode.rs", "--minutes", "5", "--file", "src/app/ways.rs"]).unwrap();
        let files = ["src/app/mode.rs", "src/app/ways.rs"].map(str::to_owned).to_vec();
        assert_eq!(some, Asked { files, minutes: 5 });
        for words in
            [&["--minutes", "0"] as &[&str], &["--minutes"], &["--file"], &["src/app"], &["--hours", "1"]]
        {
            assert!(asked(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn what_is_changed_is_there() {
        let text = paths::read(&paths::root().join(".cargo").join("mutants.toml")).unwrap();
        for name in ["src/app", "src/engine/number.rs", "src/engine/number"] {
            assert!(text.contains(name) && paths::root().join(name).exists(), "{name}");
        }
    }
}
