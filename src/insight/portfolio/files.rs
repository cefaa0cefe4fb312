//! Campaigns as files: as they were read, as they are ranked, and what could not be used.

use super::{Judged, ReadRows};
use crate::insight::Insight;
use crate::insight::export::{PLAIN, Sheet, style};
use crate::text;
use comarketing_roi_engine::campaign::{Campaign, CampaignField, CampaignKind};
use comarketing_roi_engine::number::format_decimal;

/// A file of campaigns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFile {
    /// Every campaign that was read, by the names of the fields: any program reads it.
    Clean,
    /// The same with the portfolio, as JSON.
    Json,
    /// The list as it is ranked, as spreadsheets of the page's language have it.
    Ranked,
    /// The rows that cannot be used, each with its line, its column and the reason.
    Rejected,
    /// The columns that are known, without rows.
    Template,
}

impl TableFile {
    /// The file of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "clean" => Some(Self::Clean),
            "json" => Some(Self::Json),
            "ranked" => Some(Self::Ranked),
            "rejected" => Some(Self::Rejected),
            "template" => Some(Self::Template),
            _ => None,
        }
    }
}

/// The text of a file; none where there is nothing to write.
pub fn file(
    insight: &Insight,
    which: TableFile,
    separator: Option<char>,
    decimal: Option<char>,
) -> Option<String> {
    let judged = insight.year.judged.as_deref();
    let read = insight.year.pending.as_deref().or(judged.map(|judged| &*judged.rows));
    match which {
        TableFile::Clean => judged.map(clean),
        TableFile::Json => judged.and_then(json),
        TableFile::Ranked => judged.map(|judged| ranked(insight, judged, separator, decimal)),
        TableFile::Rejected => read.map(rejected),
        TableFile::Template => Some(template()),
    }
}

/// The fields that any campaign tells.
fn told(rows: &ReadRows) -> Vec<CampaignField> {
    let tells =
        |field: &CampaignField| rows.campaigns.iter().any(|(_, campaign)| plain(campaign, *field).is_some());
    CampaignField::ALL.iter().copied().filter(tells).collect()
}

/// What a campaign says in a field, for machines.
fn plain(campaign: &Campaign, field: CampaignField) -> Option<String> {
    match field.kind() {
        CampaignKind::Number(_) => campaign.get(field).and_then(exact),
        CampaignKind::Rate => campaign.exchange_rate.and_then(|dated| exact(dated.rate)),
        CampaignKind::Day if field == CampaignField::ExchangeRateOn => {
            campaign.exchange_rate.map(|dated| dated.on.to_string())
        }
        CampaignKind::Day => campaign.day(field).map(|day| day.to_string()),
        CampaignKind::Word => campaign.word(field).map(str::to_owned),
        CampaignKind::Text | CampaignKind::Currency => {
            campaign.text(field).filter(|text| !text.is_empty()).map(str::to_owned)
        }
    }
}

/// The number with all of its digits, as far as our reader takes them.
fn exact(value: f64) -> Option<String> {
    crate::json::text(&value).map(|text| unmistakable(&text))
}

/// The most digits that the engine reads.
const DIGITS: u32 = 15;

/// A number as programs write it, such as 1.085 or 2.5e-7, with a decimal point, without a power of ten, and so that it
/// has one reading: three decimals alone may be thousands.
fn unmistakable(text: &str) -> String {
    let (mantissa, power) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (Ok(power), Ok(mut digits)) = (power.parse::<i32>(), [whole, part].concat().parse::<u64>()) else {
        return text.to_owned();
    };
    let mut decimals = part.len() as i32 - power;
    let beyond = digits.checked_ilog10().map_or(0, |most| (most + 1).saturating_sub(DIGITS));
    if beyond > 0 && decimals >= beyond as i32 {
        let step = 10_u64.pow(beyond);
        digits = (digits + step / 2) / step;
        decimals -= beyond as i32;
    }
    while decimals > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        decimals -= 1;
    }
    let mut out = digits.to_string();
    (decimals..0).for_each(|_| out.push('0'));
    if decimals > 0 {
        let decimals = decimals as usize;
        out.insert_str(0, &"0".repeat((decimals + 1).saturating_sub(out.len())));
        out.insert(out.len() - decimals, '.');
        if decimals == 3 {
            out.push('0');
        }
    }
    out
}

/// Says in a cell that nothing is given.
const NOTHING: &str = "n/a";

/// The campaigns, as they are read back: a row without a day and without a word of ours could be taken for a total or a remark,
/// so that its status says that none is given.
fn clean(judged: &Judged) -> String {
    let mut fields = told(&judged.rows);
    let is_bare = |campaign: &Campaign| {
        let tells = |field: &CampaignField| matches!(field.kind(), CampaignKind::Day | CampaignKind::Word);
        !CampaignField::ALL.iter().any(|field| tells(field) && plain(campaign, *field).is_some())
    };
    let any = judged.rows.campaigns.iter().any(|(_, campaign)| is_bare(campaign));
    if any && !fields.contains(&CampaignField::Status) {
        fields.push(CampaignField::Status);
    }
    let mut sheet = Sheet::new(PLAIN);
    fields.iter().for_each(|field| sheet.cell(field.id()));
    sheet.end();
    for (_, campaign) in &judged.rows.campaigns {
        for field in &fields {
            match plain(campaign, *field) {
                Some(said) if field.kind() == CampaignKind::Text => sheet.text(&said),
                None if *field == CampaignField::Status && is_bare(campaign) => sheet.cell(NOTHING),
                said => sheet.cell(said.as_deref().unwrap_or_default()),
            }
        }
        sheet.end();
    }
    sheet.into_text()
}

fn json(judged: &Judged) -> Option<String> {
    let campaigns: Vec<&Campaign> = judged.rows.campaigns.iter().map(|(_, one)| one).collect();
    crate::json::text(&AsJson { campaigns, judged })
}

struct AsJson<'a> {
    campaigns: Vec<&'a Campaign>,
    judged: &'a Judged,
}

impl serde::ser::Serialize for AsJson<'_> {
    fn serialize<S: serde::ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("campaigns", &self.campaigns)?;
        map.serialize_entry("portfolio", &*self.judged.report)?;
        map.end()
    }
}

fn ranked(insight: &Insight, judged: &Judged, separator: Option<char>, decimal: Option<char>) -> String {
    let mut sheet = Sheet::new(style(insight, separator, decimal));
    let heads = [
        text::PANEL_YEAR_CAMPAIGN,
        text::PANEL_YEAR_PARTNER,
        text::PANEL_YEAR_TIER,
        text::PANEL_YEAR_ACTIVITY,
        text::PANEL_YEAR_QUARTER,
        text::PANEL_YEAR_SPENT,
        text::PANEL_YEAR_CREDITED,
    ];
    heads.iter().for_each(|head| sheet.cell(head.get()));
    sheet.cell(&text::panel_year_each(&insight.format.whole_unit()));
    sheet.cell(text::PANEL_YEAR_JUDGED.get());
    sheet.end();
    for row in (0..judged.order.len()).filter_map(|at| judged.row(at)) {
        sheet.text(&judged.called(insight, &row));
        sheet.text(&row.partner);
        sheet.text(&row.tier);
        sheet.cell(row.activity.map_or("", |activity| text::term(activity.label())));
        sheet.cell(&row.quarter.map(|quarter| quarter.to_string()).unwrap_or_default());
        for value in [row.spent, row.credited, row.returns.credited.ok()] {
            sheet.number(value.map(format_decimal));
        }
        sheet.cell(text::term(row.class.text()));
        sheet.end();
    }
    sheet.into_text()
}

/// The rows that cannot be used, as they came, behind their lines and the reasons; then the lines that are no campaigns.
fn rejected(rows: &ReadRows) -> String {
    let mut sheet = Sheet::new(PLAIN);
    ["line", "reason"].iter().for_each(|head| sheet.cell(head));
    rows.table.columns.iter().for_each(|(head, _)| sheet.text(head));
    sheet.end();
    for (line, cells, why) in &rows.rejected {
        sheet.cell(&line.to_string());
        sheet.text(why);
        cells.iter().for_each(|cell| sheet.text(cell));
        sheet.end();
    }
    for line in &rows.table.set_aside {
        sheet.cell(&line.line.to_string());
        sheet.text(line.reason);
        sheet.text(&line.text);
        sheet.end();
    }
    sheet.into_text()
}

fn template() -> String {
    let mut sheet = Sheet::new(PLAIN);
    CampaignField::ALL.iter().for_each(|field| sheet.cell(field.id()));
    sheet.end();
    sheet.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_reading_and_all_digits() {
        for (text, written) in [
            ("0", "0"),
            ("1.085", "1.0850"),
            ("12.345", "12.3450"),
            ("1234.5", "1234.5"),
            ("2.5e-7", "0.00000025"),
            ("1.23e-7", "0.000000123"),
            ("1e-9", "0.000000001"),
            ("10000000000000", "10000000000000"),
            ("70.00000000000001", "70"),
            ("0.30000000000000004", "0.3"),
            ("1234567890123.4567", "1234567890123.46"),
        ] {
            assert_eq!(unmistakable(text), written);
        }
    }
}
