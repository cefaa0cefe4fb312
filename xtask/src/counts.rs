//! How many tests passed, read from what the test runners print.

use std::ops::AddAssign;

#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
    /// The tests that failed.
    pub(crate) names: Vec<String>,
    /// Those of the failed tests that passed when they were run again, alone. They have failed all the same.
    pub(crate) unstable: Vec<String>,
    /// Why this machine cannot run the step at all.
    pub(crate) not_run: Option<String>,
    /// Tests that have returned without looking at anything; the runner is about to count them as passed.
    returned: u64,
}

impl AddAssign<&Self> for Counts {
    fn add_assign(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl Counts {
    /// Adds what a line of `cargo test` says: `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
    ///
    /// The harness cannot leave a test out while it runs. One that its browser cannot stage says so in a line of its
    /// own (`tests/browser/engine.rs`), and then returns; it has passed nothing, so it counts as ignored.
    pub(crate) fn read_cargo(&mut self, line: &str) {
        if line.contains("not staged in ") {
            self.returned += 1;
            return;
        }
        let name = line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED"));
        self.names.extend(name.map(str::to_owned));
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        let parts = result.split([';', '.']).filter_map(|part| part.trim().split_once(' '));
        for (number, kind) in parts {
            self.add(kind, number);
        }
        let returned = std::mem::take(&mut self.returned).min(self.passed);
        self.passed -= returned;
        self.ignored += returned;
    }

    /// Tells apart what fails alone as well and what passes alone; the counts stay as they were. A second run that did
    /// not come to its end tells nothing.
    pub(crate) fn diagnose(&mut self, again: &Self) {
        let known = u64::try_from(self.names.len()).is_ok_and(|all| all == again.total());
        if known {
            let passed = self.names.iter().filter(|name| !again.names.contains(name));
            self.unstable = passed.cloned().collect();
        }
    }

    fn total(&self) -> u64 {
        self.passed + self.failed + self.ignored
    }

    /// Adds what a line of Node's summary says: `ℹ pass 3`, or `# pass 3` in its other format.
    pub(crate) fn read_node(&mut self, line: &str) {
        let Some(summary) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else {
            return;
        };
        if let Some((kind, number)) = summary.split_once(' ') {
            self.add(kind, number);
        }
    }

    fn add(&mut self, kind: &str, number: &str) {
        let Ok(number) = number.trim().parse::<u64>() else {
            return;
        };
        match kind {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.ignored += number,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_add_up() {
        let mut counts = Counts::default();
        counts.read_cargo("running 6 tests");
        counts.read_cargo(
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        counts.read_cargo("test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s");
        assert_eq!(counts, Counts { passed: 7, failed: 3, ignored: 1, ..Counts::default() });
    }

    #[test]
    fn a_test_that_its_browser_cannot_stage_has_not_passed() {
        let mut counts = Counts::default();
        counts.read_cargo(
            "not staged in webkit: ways::the_report_is_one_to_three_pages: its driver cannot print",
        );
        counts.read_cargo("test ways::the_report_is_one_to_three_pages ... ok");
        counts.read_cargo("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!(counts, Counts { passed: 2, ignored: 1, ..Counts::default() });
    }

    #[test]
    fn what_failed_and_passes_alone_is_named_and_has_failed() {
        let mut counts = Counts::default();
        for line in [
            "test ways::a_link ... FAILED",
            "test ways::a_file ... ok",
            "test ways::a_table ... FAILED",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            counts.read_cargo(line);
        }
        assert_eq!(counts.names, ["ways::a_link", "ways::a_table"]);
        let mut again = Counts::default();
        again.read_cargo("test ways::a_table ... FAILED");
        again.read_cargo("test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 1 filtered out");
        counts.diagnose(&again);
        assert_eq!((counts.passed, counts.failed), (1, 2), "the second run forgives nothing");
        assert_eq!(counts.unstable, ["ways::a_link"]);
    }

    #[test]
    fn a_second_run_that_broke_off_tells_nothing() {
        let mut counts = Counts { failed: 1, names: vec!["ways::a_link".to_owned()], ..Counts::default() };
        counts.diagnose(&Counts::default());
        assert_eq!(counts.unstable, Vec::<String>::new());
    }

    #[test]
    fn node_summaries_of_both_formats_are_read() {
        let mut counts = Counts::default();
        for line in ["ℹ tests 4", "ℹ pass 3", "ℹ fail 0", "ℹ skipped 1", "ℹ duration_ms 60.5", "# pass 2"]
        {
            counts.read_node(line);
        }
        assert_eq!(counts, Counts { passed: 5, ignored: 1, ..Counts::default() });
    }
}
