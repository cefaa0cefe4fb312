//! Plain data → campaigns. Every problem is collected; a row with a problem is left out and told.

use super::{Campaign, CampaignField, CampaignKind, DatedRate, words_of};
use crate::date::Date;
use crate::message::{campaigns as words, english, fill};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Reader, given, join, shown};
use crate::value::Value;

/// The most campaigns of one list. A longer table is streamed, row by row.
pub const MAX_CAMPAIGNS: usize = 100_000;

/// What was read of a list: the campaigns that are sound, each with its place, and what is wrong with the others.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CampaignList {
    /// Place in the list, from 0, and the campaign.
    pub campaigns: Vec<(usize, Campaign)>,
    /// Every problem of every other row, in the order of the list.
    pub problems: Vec<Problem>,
}

impl Campaign {
    /// Reads one campaign: an object whose keys are the ids of [`CampaignField`].
    ///
    /// # Errors
    /// Every problem with its JSON pointer: a value of another type, a word that the field does not have, a text that is no
    /// day, a number outside its range, an end before the start, a rate without its day, a row without id, name and
    /// partner, an unknown field.
    pub fn read(value: &Value) -> Result<Self, Vec<Problem>> {
        Self::read_at("", value)
    }

    fn read_at(path: &str, value: &Value) -> Result<Self, Vec<Problem>> {
        let mut reader = match path.rsplit_once('/') {
            Some((list, _)) => Reader::of_item("campaign", list),
            None => Reader::of("campaign"),
        };
        if *value == Value::Null {
            reader.wrong_type(path, value, "an object");
        }
        let campaign = reader.campaign(path, value);
        let mut problems = reader.problems;
        // Of what could not be read at all one word is enough.
        let said = |at: &str| problems.iter().any(|problem| problem.path == at || at == path);
        let more: Vec<Problem> =
            campaign.check(path).into_iter().filter(|problem| !said(&problem.path)).collect();
        problems.extend(more);
        if problems.is_empty() { Ok(campaign) } else { Err(problems) }
    }
}

/// Reads `{ campaigns: [...] }`. A row with a problem is left out; its problems have paths such as
/// `/campaigns/3/mdfPaid`.
///
/// # Errors
/// That there is no such list, or that it has more than [`MAX_CAMPAIGNS`] rows.
pub fn read_campaigns(value: &Value) -> Result<CampaignList, Vec<Problem>> {
    let mut reader = Reader::of("portfolio");
    let mut read = CampaignList::default();
    let entries = reader.entries("", value);
    let sound = reader.problems.is_empty();
    for (key, value) in &entries {
        match (key.as_str(), value) {
            ("campaigns", Value::Null) => {}
            ("campaigns", value) => read = reader.campaigns(value),
            (key, value) => reader.unknown("", key, value),
        }
    }
    if sound && given(&entries, "campaigns").is_none() {
        reader.missing("/campaigns", english(words::NO_LIST));
    }
    reader.finish(read)
}

impl Reader {
    /// The list under `campaigns`; the rows' problems stand with what was read.
    pub(crate) fn campaigns(&mut self, value: &Value) -> CampaignList {
        let items = self.list("/campaigns", value);
        let mut read = CampaignList::default();
        if items.len() > MAX_CAMPAIGNS {
            let kind = ProblemKind::Count { min: 0, max: MAX_CAMPAIGNS };
            self.fail("/campaigns", kind, value, english(words::TOO_MANY).to_owned());
            return read;
        }
        for (at, item) in items.iter().enumerate() {
            match Campaign::read_at(&format!("/campaigns/{at}"), item) {
                Ok(campaign) => read.campaigns.push((at, campaign)),
                Err(problems) => read.problems.extend(problems),
            }
        }
        read
    }

    fn campaign(&mut self, path: &str, value: &Value) -> Campaign {
        let mut campaign = Campaign::default();
        let (mut rate, mut on) = (None, None);
        for (key, value) in self.entries(path, value) {
            let at = join(path, key);
            let Some(field) = CampaignField::named(key) else {
                self.unknown(path, key, value);
                continue;
            };
            match (field, field.kind()) {
                _ if *value == Value::Null => {}
                (CampaignField::ExchangeRateOn, _) => on = self.day(&at, value),
                (_, CampaignKind::Rate) => rate = self.figure(&at, value),
                (_, CampaignKind::Number(_)) => campaign.set(field, self.figure(&at, value)),
                (_, CampaignKind::Day) => campaign.set_day(field, self.day(&at, value)),
                (_, CampaignKind::Text | CampaignKind::Currency) => {
                    campaign.set_text(field, self.text(&at, value).trim());
                }
                (_, CampaignKind::Word) => self.campaign_word(&at, field, value, &mut campaign),
            }
        }
        campaign.exchange_rate = DatedRate::of(rate, on).unwrap_or_else(|(field, message)| {
            self.absent(&join(path, field.id()), english(message));
            None
        });
        campaign
    }

    /// A number of any size; its range is checked with the whole.
    fn figure(&mut self, path: &str, value: &Value) -> Option<f64> {
        match value {
            // JavaScript has a negative zero that JSON has not.
            Value::Number(number) => return Some(*number + 0.0),
            other => self.wrong_type(path, other, "a number"),
        }
        None
    }

    /// A day, written 2025-03-31.
    pub(crate) fn day(&mut self, path: &str, value: &Value) -> Option<Date> {
        let Value::Text(text) = value else {
            self.wrong_type(path, value, "a day like \"2025-03-31\"");
            return None;
        };
        let day = Date::read(text);
        if day.is_none() {
            let message = fill(english(words::NO_DAY), &[&shown(text)]);
            self.fail(path, ProblemKind::WrongType, value, message);
        }
        day
    }

    fn campaign_word(&mut self, path: &str, field: CampaignField, value: &Value, campaign: &mut Campaign) {
        let known = matches!(value, Value::Text(id) if campaign.set_word(field, id));
        if !known {
            let ids: Vec<&str> = words_of(field).into_iter().map(|(id, _)| id).collect();
            let message = fill(english(words::NO_WORD), &[field.id(), &ids.join(", ")]);
            self.fail(path, ProblemKind::WrongType, value, message);
        }
    }
}
