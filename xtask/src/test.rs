//! `cargo xtask test`: the steps in order, and the count of tests in the last line.

use crate::counts::Counts;
use crate::run;
use crate::steps::{self, STEPS, Step};
use anyhow::{Result, anyhow, bail};
use std::process::ExitCode;
use std::time::{Duration, Instant};

struct Done {
    name: &'static str,
    counts: Counts,
    time: Duration,
}

pub(crate) fn run(options: &[&str]) -> Result<ExitCode> {
    if options == ["--list"] {
        for step in &STEPS {
            println!("{:<10} {}", step.name, step.what);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let steps = chosen(options)?;
    let mut done = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!();
        run::say(format!("{} of {}  {}: {}", index + 1, steps.len(), step.name, step.what));
        let begun = Instant::now();
        let mut counts = Counts::default();
        let mut result = (step.run)(&mut counts);
        if let Some(reason) = counts.not_run.as_ref().filter(|_| !options.is_empty()) {
            result = Err(anyhow!("it was asked for, and cannot be run: {reason}"));
        }
        let name = step.name;
        let unstable = counts.unstable.clone();
        done.push(Done { name, counts, time: begun.elapsed() });
        if let Err(error) = result {
            let mut total = summary(&done);
            // A step that breaks without a failed test, such as the formatting, counts as one failure.
            total.failed = total.failed.max(1);
            for test in unstable {
                println!(
                    "unstable in {name}: {test} failed among others and passed alone; it counts as failed"
                );
            }
            println!("\nstep `{name}` failed: {error:#}");
            if STEPS.iter().any(|step| step.name == name) {
                println!("`cargo xtask test --only {name}` repeats it alone");
            }
            last_line(total);
            return Ok(ExitCode::FAILURE);
        }
    }
    last_line(summary(&done));
    Ok(ExitCode::SUCCESS)
}

fn chosen(options: &[&str]) -> Result<Vec<&'static Step>> {
    if options == ["--quick"] {
        return Ok(steps::quick());
    }
    let mut names = Vec::new();
    let mut words = options.iter();
    while let Some(word) = words.next() {
        match (*word, words.next()) {
            ("--only", Some(name)) if STEPS.iter().any(|step| step.name == *name) => names.push(*name),
            ("--only", Some(name)) => bail!("there is no step `{name}`; see `cargo xtask test --list`"),
            _ => bail!("`{word}` is not understood; see `cargo xtask help`"),
        }
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)).collect())
}

fn summary(done: &[Done]) -> Counts {
    let mut total = Counts::default();
    println!("\n{:<10} {:>8} {:>8} {:>8} {:>8}", "step", "passed", "failed", "ignored", "seconds");
    for Done { name, counts, time } in done {
        match counts {
            Counts { not_run: Some(reason), .. } => println!("{name:<10} not run: {reason}"),
            Counts { passed, failed, ignored, .. } => {
                println!("{name:<10} {passed:>8} {failed:>8} {ignored:>8} {:>8.1}", time.as_secs_f64());
            }
        }
        total += counts;
    }
    total
}

/// Scripts read it: exactly this, alone, at the end.
fn last_line(total: Counts) {
    println!("\n{} passed, {} failed", total.passed, total.failed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name_and_run_in_their_own_order() {
        let names =
            |options: &[&str]| chosen(options).unwrap().iter().map(|step| step.name).collect::<Vec<_>>();
        assert_eq!(names(&["--only", "node", "--only", "fmt"]), ["fmt", "node"]);
        assert_eq!(names(&[]).len(), STEPS.len());
        assert_eq!(names(&["--quick"]), ["fmt", "rules", "docs", "native", "node", "journeys"]);
        assert!(chosen(&["--only", "nonsense"]).is_err());
        assert!(chosen(&["--only"]).is_err());
    }
}
