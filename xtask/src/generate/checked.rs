//! Which published sources the tests recompute each metric from.

use crate::paths;
use anyhow::{Context, Result};
use comarketing_roi_engine::MetricId;
use serde_json::Value;

/// The plans among the worked examples.
pub(super) struct Examples(Vec<Value>);

impl Examples {
    pub(super) fn read() -> Result<Self> {
        let text = paths::read(&paths::root().join("tests").join("worked-examples.json"))?;
        let cases: Vec<Value> =
            serde_json::from_str(&text).context("tests/worked-examples.json is no list of cases")?;
        Ok(Self(cases.into_iter().filter(|case| text_of(case, "/kind") == Some("plan")).collect()))
    }

    /// The sources whose figures include the metric, in the order of the file.
    pub(super) fn of(&self, id: MetricId) -> Vec<&str> {
        let expects = |case: &&Value| case.pointer(&format!("/expect/total/{}", id.text())).is_some();
        super::once(self.0.iter().filter(expects).filter_map(|case| text_of(case, "/source")))
    }
}

fn text_of<'a>(case: &'a Value, pointer: &str) -> Option<&'a str> {
    case.pointer(pointer)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_checked_against_a_source() {
        let examples = Examples::read().unwrap();
        assert!(!examples.of(MetricId::Roi).is_empty());
    }
}
