//! A workspace as plain data: what files and the device keep.

use super::deals::Deals;
use super::{Answer, Answers, Evidence, Mode, Scenario, Workspace};
use comarketing_roi_engine::FieldPath;
use comarketing_roi_engine::draft::DraftTier;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// The version of the shape. Files of version 1 hold a plan and answers.
pub(super) const VERSION: u8 = 2;
/// The key of the version, which tells a file of ours.
pub(super) const MARK: &str = "comarketing-roi";

/// A workspace with the mode that it was left in.
pub struct Saved<'a> {
    /// What the visitor has made.
    pub workspace: &'a Workspace,
    /// Where the visitor was.
    pub mode: Mode,
    /// The step of the assessment.
    pub step: usize,
    /// Whether the assessment is at its start.
    pub start: bool,
}

impl Serialize for Saved<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Workspace { program, campaign, scenarios, .. } = self.workspace;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(MARK, &VERSION)?;
        map.serialize_entry("mode", self.mode.id())?;
        map.serialize_entry("step", &(self.step as u32))?;
        if self.start {
            map.serialize_entry("start", &true)?;
        }
        // What hosts and the first release look for in a file; it is not read back.
        map.serialize_entry("plan", &self.workspace.form(self.mode.plan()).to_plan())?;
        map.serialize_entry("program", &**program)?;
        map.serialize_entry("campaign", &*campaign.form)?;
        if let Some(forecast) = &campaign.forecast {
            map.serialize_entry("forecast", &***forecast)?;
        }
        map.serialize_entry("scenarios", &**scenarios)?;
        if let Some(rows) = self.workspace.rows.as_ref().filter(|rows| rows.is_kept()) {
            map.serialize_entry("rows", &**rows)?;
        }
        if !self.workspace.evidence.is_empty() {
            map.serialize_entry("evidence", &Places(&self.workspace.evidence, &program.tiers))?;
        }
        let deals = &*self.workspace.deals;
        if *deals != Deals::default() {
            map.serialize_entry("deals", deals)?;
        }
        map.serialize_entry("answers", &Groups(self.workspace.answers().cloned().collect()))?;
        map.end()
    }
}

/// Evidence with the places of tiers: their keys are of this visit.
struct Places<'a>(&'a [Evidence], &'a [DraftTier]);

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(evidence, tiers) = self;
        let told = evidence.iter().filter_map(|one| {
            let tier = match one.tier {
                Some(key) => Some(tiers.iter().position(|tier| tier.key == key)?),
                None => None,
            };
            let place = FieldPath { tier, field: one.field };
            Some((place.path(), [one.value, f64::from(one.rows), f64::from(one.of)]))
        });
        serializer.collect_map(told)
    }
}

impl Serialize for Scenario {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Scenario", 2)?;
        map.serialize_field("name", &self.name)?;
        map.serialize_field("form", &*self.form)?;
        map.end()
    }
}

/// Answers as objects by the first part of their path: `{ definition: { clarity: "2" }, call: { target: 45 } }`.
pub(crate) struct Groups(pub(crate) Answers);

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut groups: Vec<(&str, Vec<(&str, &Answer)>)> = Vec::new();
        for (path, answer) in &self.0 {
            let Some((group, id)) = path.strip_prefix('/').and_then(|path| path.split_once('/')) else {
                continue;
            };
            match groups.iter_mut().find(|(known, _)| *known == group) {
                Some((_, entries)) => entries.push((id, answer)),
                None => groups.push((group, vec![(id, answer)])),
            }
        }
        let mut map = serializer.serialize_map(Some(groups.len()))?;
        for (group, entries) in groups {
            map.serialize_entry(group, &Entries(&entries))?;
        }
        map.end()
    }
}

struct Entries<'a>(&'a [(&'a str, &'a Answer)]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
