//! The columns of a table: what each is, in what currency and scale, and what is wrong with its head.

use super::head::{Heading, key};
use super::question::Question;
use super::told::Told;
use super::unit::{self, Unit};
use super::{Setting, Wrong, known, note, problem};
use crate::campaign::CampaignField;
use crate::message::{campaigns as words, fill};
use crate::name::Fold;
use crate::read::shown;

pub(super) struct Column {
    pub(super) head: String,
    pub(super) field: Option<CampaignField>,
    /// The currency that the head states, or a line above it.
    pub(super) currency: Option<String>,
    /// The column in which the currency of its amounts stands.
    pub(super) currency_at: Option<usize>,
    /// How much one of the column is, where that is not one.
    pub(super) scale: Option<f64>,
    /// Whether somebody said how much one of it is.
    pub(super) is_scaled: bool,
    /// Texts whose word is known already.
    pub(super) words: Vec<(String, &'static str)>,
    /// Whether its head is “Type” alone, which is the partner's for us and the campaign's elsewhere.
    pub(super) may_be_activity: bool,
    /// Whether its head alone does not say that it holds amounts: one of its cells must show it.
    pub(super) needs_amounts: bool,
    /// The amount of which it says the currency.
    currency_of: Option<CampaignField>,
    /// The word by which the head is in another scale, if nobody has said how large it is.
    unsaid: Option<String>,
    /// The sign of the head that several currencies have.
    doubtful: Option<String>,
}

impl Column {
    /// What it is, for the report.
    pub(super) fn named(self) -> (String, Option<CampaignField>) {
        let field = self.field.or(self.currency_of.map(|_| CampaignField::Currency));
        (self.head, field)
    }

    fn is_money(&self) -> bool {
        self.field.is_some_and(CampaignField::is_money)
    }
}

/// The columns of a head, as the question means them.
pub(super) fn columns(asked: &Question, fold: Fold, headings: Vec<Heading>, above: &[String]) -> Vec<Column> {
    let column = |Heading { name, field, unit, currency_of, said, .. }: Heading| {
        let scale = scale_of(asked, &name, fold);
        let unsaid = unit.scale.filter(|_| scale.is_none());
        let may_be_activity = field == Some(CampaignField::Type) && !said && key(&name, fold) == "type";
        let is_bare = |head: &str| key(head, fold) == key(&name, fold);
        let needs_amounts = !said && known::AMOUNTS.iter().any(|(head, _)| is_bare(head));
        Column {
            head: name,
            field,
            currency: unit.currency,
            currency_at: None,
            scale,
            is_scaled: scale.is_some(),
            words: Vec::new(),
            may_be_activity,
            needs_amounts,
            currency_of,
            unsaid,
            doubtful: unit.doubtful,
        }
    };
    let mut columns: Vec<Column> = headings.into_iter().map(column).collect();
    let at: Vec<Option<usize>> = columns
        .iter()
        .map(|column| {
            let field = column.field?;
            columns.iter().position(|other| other.currency_of == Some(field))
        })
        .collect();
    let fields: Vec<CampaignField> = columns.iter().filter_map(|column| column.field).collect();
    let has_currency = fields.contains(&CampaignField::Currency);
    let above = above.iter().filter_map(|line| note::said(line, &asked.currency)).fold(
        Unit::default(),
        |one, other| {
            // Two lines that disagree leave it open.
            let both = one.currency.as_ref().zip(other.currency.as_ref()).filter(|(one, other)| one != other);
            let open = both.map(|(one, other)| [one, ", ", other].concat());
            Unit {
                currency: one.currency.clone().or(other.currency.clone()).filter(|_| open.is_none()),
                doubtful: one.doubtful.or(other.doubtful).or(open),
                scale: one.scale.or(other.scale),
                counts: false,
            }
        },
    );
    for (column, at) in columns.iter_mut().zip(at) {
        column.currency_at = at;
        column.currency_of = column.currency_of.filter(|field| fields.contains(field));
        if !column.is_money() {
            continue;
        }
        if column.scale.is_none() && column.unsaid.is_none() {
            column.unsaid.clone_from(&above.scale);
        }
        if column.currency.is_none() && column.doubtful.is_none() && at.is_none() && !has_currency {
            column.currency.clone_from(&above.currency);
            column.doubtful = above.doubtful.clone().filter(|_| above.currency.is_none());
        }
    }
    for column in &mut columns {
        column.scale = column.scale.filter(|scale| (scale - 1.0).abs() > 0.0);
    }
    columns
}

/// How much one in a column is, as the question says it of its head: of its very letters, or of what is left of them
/// without signs.
fn scale_of(asked: &Question, name: &str, fold: Fold) -> Option<f64> {
    let exact = asked.scales.iter().find(|(of, _)| of.trim() == name);
    let alike = || asked.scales.iter().find(|(of, _)| key(of, fold) == key(name, fold));
    exact.or_else(alike).map(|(_, scale)| *scale)
}

/// Tells what is wrong with the heads, takes the field from columns that cannot be used, and says which fields are left.
pub(super) fn check(
    columns: &mut [Column],
    line: usize,
    asked: &Question,
    fold: Fold,
    told: &mut Told,
) -> Vec<CampaignField> {
    let mut fields: Vec<CampaignField> = Vec::new();
    for (at, column) in columns.iter_mut().enumerate() {
        let Some(field) = column.field else { continue };
        let wrong = if let Some(sign) = &column.doubtful {
            Some(Wrong::new("unknownCurrency", fill(words::TABLE_HEAD_SIGN, &[&shown(sign)])))
        } else if let Some(scale) = &column.unsaid {
            let message = fill(words::TABLE_HEAD_SCALE, &[&shown(scale)]);
            Some(Wrong::new("ambiguous", message).settled_by(Setting::Scales))
        } else if fields.contains(&field) {
            let message = fill(words::TABLE_TWICE, &[field.label()]);
            Some(Wrong::new("duplicateField", message).settled_by(Setting::Columns))
        } else {
            None
        };
        match wrong {
            Some(wrong) => {
                let name = &column.head;
                told.problem(problem(line, Some(at + 1), name, wrong, name));
                column.field = None;
            }
            None => fields.push(field),
        }
    }
    // A head that nobody has written is a slip of the pen, and what it was to say is not said.
    let is_there = |name: &str| {
        let own = key(name, fold);
        let without_unit =
            |head: &str| unit::parted(head, &asked.currency).is_some_and(|(name, _)| key(name, fold) == own);
        columns.iter().any(|column| {
            let head = &column.head;
            head == name.trim() || key(head, fold) == own || without_unit(head)
        })
    };
    let used = asked.columns.iter().filter(|(_, field)| field.is_some()).map(|(name, _)| name);
    for name in used.chain(asked.scales.iter().map(|(name, _)| name)).filter(|name| !is_there(name)) {
        let message = fill(words::TABLE_NO_SUCH_HEAD, &[&shown(name)]);
        told.problem(problem(line, None, name, Wrong::new("unknownField", message), name));
    }
    fields
}
