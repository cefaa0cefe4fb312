//! What stands first: the finding, what is looked at, four figures, and the charts of partners, funds and quarters.

use super::Judged;
use super::box_of::choice;
use super::empty::deed;
use super::title;
use crate::app::Action;
use crate::insight::phrases::quarter_name;
use crate::insight::{Insight, chart};
use crate::markup::{Tree, button, el, line, number, of};
use crate::text;
use crate::workspace::{Evidence, Filled};
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::campaign::words_of;
use comarketing_roi_engine::date::Quarter;
use comarketing_roi_engine::plan_from_campaigns::plan_from_campaigns;
use comarketing_roi_engine::portfolio::{Class, Dimension, Funds, Group, PortfolioReport};
use comarketing_roi_engine::symbol::Unit;
use comarketing_roi_engine::{Plan, Problem};
use std::rc::Rc;

/// By what the campaigns can be looked at.
const FILTERS: [Dimension; 6] = [
    Dimension::Tier,
    Dimension::Partner,
    Dimension::Activity,
    Dimension::Quarter,
    Dimension::Role,
    Dimension::Type,
];
/// As many groups can be chosen from a list; a longer one is reached through the table of groups.
const CHOICES: usize = 500;

/// What a dimension is called.
pub(super) fn name_of(dimension: Dimension) -> &'static str {
    text::term(match dimension {
        Dimension::Tier => "Tier",
        Dimension::Partner => "Partner",
        Dimension::Role => "Role",
        Dimension::Type => "Partner type",
        Dimension::Layer => "Layer",
        Dimension::Lifecycle => "Lifecycle motion",
        Dimension::Activity => "Activity",
        Dimension::Quarter => return text::PANEL_YEAR_QUARTER.get(),
    })
}

/// What a group is called: a name as it was given, or a word.
pub(super) fn group_name(dimension: Dimension, key: &str) -> String {
    if key.is_empty() {
        return text::PANEL_YEAR_NOT_SAID.get().to_owned();
    }
    let field = match dimension {
        Dimension::Role => comarketing_roi_engine::campaign::CampaignField::Role,
        Dimension::Type => comarketing_roi_engine::campaign::CampaignField::Type,
        Dimension::Layer => comarketing_roi_engine::campaign::CampaignField::Layer,
        Dimension::Lifecycle => comarketing_roi_engine::campaign::CampaignField::Lifecycle,
        Dimension::Activity => comarketing_roi_engine::campaign::CampaignField::Activity,
        Dimension::Quarter => return Quarter::read(key).map_or_else(|| key.to_owned(), quarter_name),
        Dimension::Tier | Dimension::Partner => return key.to_owned(),
    };
    let word = words_of(field).into_iter().find(|(id, _)| *id == key);
    word.map_or_else(|| key.to_owned(), |(_, label)| text::term(label).to_owned())
}

/// The groups of a dimension in all campaigns, whatever is looked at.
fn groups_of(judged: &Judged, dimension: Dimension) -> &[Group] {
    let groups = judged.all.groups.iter().find(|groups| groups.dimension == dimension);
    groups.map(|groups| groups.groups.as_slice()).unwrap_or_default()
}

/// A figure, or what stands where there is none.
pub(super) fn figure(insight: &Insight, unit: Unit, value: &Stated) -> String {
    match value {
        Ok(value) => insight.format.short(unit, *value),
        Err(_) => text::NO_VALUE.get().to_owned(),
    }
}

/// What comes back for each unit of MDF reads as money.
pub(super) fn each(insight: &Insight, value: &Stated) -> String {
    let unit = insight.format.unit(comarketing_roi_engine::MetricId::PipelinePerMdfDollar);
    match value {
        Ok(value) => insight.format.figure(unit, *value),
        Err(_) => text::NO_VALUE.get().to_owned(),
    }
}

/// The finding, where the rows are from, and what can be done with them.
pub(super) fn panel(insight: &Insight, judged: &Judged) -> Tree {
    let report = &judged.report;
    let count = |n: u64| insight.count(n as f64);
    let from = match judged.source.file.as_str() {
        _ if judged.source.is_example => text::PANEL_YEAR_FROM_EXAMPLE.get().to_owned(),
        "" => text::panel_year_from_paste(&count(report.seen)),
        file => text::panel_year_from(&count(report.seen), file),
    };
    let left = judged.rows.table.rejected;
    let left = (left > 0).then(|| {
        el("span")
            .text(text::join_sentences("", ""))
            .child(line("span", "", text::panel_year_left(&insight.count(left as f64))))
            .text(text::join_sentences("", ""))
            .child(
                line("button", "link inl", text::PANEL_YEAR_LEFT_SEE)
                    .set("type", "button")
                    .set("part", "button")
                    .set("data-do", "rows-rejected"),
            )
    });
    let kept = (!judged.source.is_kept()).then(|| line("p", "hint", text::PANEL_YEAR_NOT_KEPT));
    let looked =
        judged.is_filtered().then(|| text::panel_year_looked(&count(report.taken), &count(report.seen)));
    let looked = looked.map(|said| line("p", "small", said).set("role", "status"));
    let example = judged.source.is_example.then(|| line("p", "tag", text::EXAMPLE));
    of("div", "overview")
        .children(example)
        .child(title(finding(insight, judged)))
        .child(line("p", "small", from).children(left))
        .children(kept)
        .child(filters(insight, judged))
        .children(looked)
        .child(actions(insight, judged))
        .child(stats(insight, judged))
}

/// The most important sentence.
pub(super) fn finding(insight: &Insight, judged: &Judged) -> String {
    let report = &judged.report;
    let unused = report.total.funds.unused().ok().filter(|unused| *unused > 0.0);
    let unused = unused.map(|unused| insight.format.figure(Unit::Currency, unused));
    let half = report.concentration.half.filter(|_| report.concentration.partners > 2);
    match (half, unused) {
        (Some(half), unused) if half.partners == 1 => {
            let share = insight.format.figure(Unit::Ratio, half.share);
            match unused {
                Some(unused) => text::panel_year_find_one_both(&share, &unused),
                None => text::panel_year_find_one(&share),
            }
        }
        (Some(half), Some(unused)) => {
            text::panel_year_find_both(&insight.count(half.partners as f64), &unused)
        }
        (Some(half), None) => text::panel_year_find_half(&insight.count(half.partners as f64)),
        (None, Some(unused)) => text::panel_year_find_unused(&unused),
        (None, None) => text::panel_year_find_count(&insight.count(report.taken as f64)),
    }
}

/// What of the campaigns is looked at.
fn filters(_insight: &Insight, judged: &Judged) -> Tree {
    let chosen = |dimension: Dimension| {
        judged.filter().groups.iter().find(|(of, _)| *of == dimension).map(|(_, group)| group.as_str())
    };
    let one = |dimension: &Dimension| {
        let dimension = *dimension;
        let groups = groups_of(judged, dimension);
        if groups.len() < 2 || groups.len() > CHOICES {
            return None;
        }
        let mut groups: Vec<&Group> = groups.iter().collect();
        if dimension != Dimension::Quarter {
            groups.sort_by_key(|group| crate::fold::fold(&group_name(dimension, &group.key)));
        }
        let all = (String::new(), text::PANEL_YEAR_ALL.get().to_owned());
        let options =
            groups.iter().map(|group| (["=", &group.key].concat(), group_name(dimension, &group.key)));
        let now = chosen(dimension).map_or_else(String::new, |group| ["=", group].concat());
        let path = ["/filter/", dimension.id()].concat();
        let looks = move |word| Action::Look(path.clone(), word);
        Some(choice(name_of(dimension), [all].into_iter().chain(options), &now, looks))
    };
    let clear = judged.is_filtered().then(|| button("quiet", text::PANEL_YEAR_CLEAR, Action::LookAtAll));
    of("div", "filters")
        .set("role", "group")
        .set("aria-label", text::PANEL_YEAR_FILTERS)
        .children(FILTERS.iter().filter_map(one))
        .children(clear)
}

/// What can be done with all of them.
fn actions(insight: &Insight, judged: &Judged) -> Tree {
    let fill = match filled(insight, judged) {
        // The program takes all of them, whatever is looked at.
        Ok(filled) => {
            let words = match judged.is_filtered() {
                true => text::panel_year_use_all(&insight.count(judged.all.taken as f64)),
                false => text::PANEL_YEAR_USE.get().to_owned(),
            };
            button("primary", words, Action::FillProgram(Rc::new(filled)))
        }
        Err(problems) => {
            let said: Vec<String> = problems.iter().map(|problem| text::reason(&problem.message)).collect();
            line("p", "hint", text::sentences(&said))
        }
    };
    of("div", "actions")
        .child(fill)
        .child(deed("print", "", text::PANEL_YEAR_BOARD))
        .child(deed("rows-clean", "quiet", text::PANEL_YEAR_SAVE_CSV))
        .child(deed("rows-json", "quiet", text::PANEL_YEAR_SAVE_JSON))
        .child(deed("rows-open", "quiet", text::PANEL_YEAR_REPLACE))
}

/// The program as the campaigns fill it. The example of the program gives way: what rows do not tell stays open.
fn filled(insight: &Insight, judged: &Judged) -> Result<Filled, Vec<Problem>> {
    let mut base: Plan = (*insight.plan).clone();
    if base.costs_withheld {
        // Somebody's costs in proportion only are nothing to go on with.
        for place in base.places().filter(|place| place.field.is_cost_or_margin()).collect::<Vec<_>>() {
            base.set(place, None);
        }
        base.costs_withheld = false;
    }
    if insight.report.is_example() {
        for place in core::mem::take(&mut base.examples) {
            base.set(place, None);
        }
        base.tiers.clear();
        base.assumed.retain(|assumed| !assumed.field.starts_with("/tiers/"));
    }
    let filling = plan_from_campaigns(&judged.whole, &base)?;
    let evidence = filling.filled.iter().filter(|one| one.rows > 0).map(|one| Evidence {
        tier: one.place.tier.map(|at| at as u32),
        field: one.place.field,
        value: one.value,
        rows: one.rows,
        of: one.of,
    });
    Ok(Filled { evidence: evidence.collect(), plan: filling.plan.clone() })
}

/// One of the four figures: what it is, and what it says.
struct Stat {
    name: String,
    value: String,
    said: String,
    /// What opens the rows behind it.
    opens: Option<Action>,
}

impl Stat {
    fn tree(self) -> Tree {
        let value = match self.opens {
            Some(action) => el("dd").child(button("figure s28", self.value, action)),
            None => el("dd").child(number("span", "s28", self.value)),
        };
        of("div", "stat metric")
            .child(line("dt", "", self.name))
            .child(value)
            .child(line("dd", "small", self.said))
    }
}

fn stats(insight: &Insight, judged: &Judged) -> Tree {
    of("dl", "stats").children(four(insight, judged).map(Stat::tree))
}

fn four(insight: &Insight, judged: &Judged) -> [Stat; 4] {
    let report = &judged.report;
    let money = |value: f64| insight.format.figure(Unit::Currency, value);
    let count = |n: usize| insight.count(n as f64);
    let band = &report.total.returns;
    let ends = text::panel_range(&each(insight, &band.sourced_only), &each(insight, &band.full_credit));
    let unit = insight.format.whole_unit();
    let returns = Stat {
        name: text::panel_year_return(&unit),
        value: each(insight, &band.credited),
        said: match &band.credited {
            Ok(_) => text::panel_year_return_said(&insight.count(counted(report) as f64), &ends),
            Err(why) => text::reason(why),
        },
        opens: None,
    };
    let concentration = &report.concentration;
    let partners = match (concentration.half, concentration.most) {
        (Some(half), Some(most)) => Stat {
            name: match half.partners {
                1 => text::panel_year_largest_one(&count(concentration.partners)),
                few => text::panel_year_largest(&count(few), &count(concentration.partners)),
            },
            value: insight.format.figure(Unit::Ratio, half.share),
            said: match most.partners {
                1 => text::PANEL_YEAR_LARGEST_ALONE.get().to_owned(),
                few => text::panel_year_largest_said(
                    &count(few),
                    &insight.format.figure(Unit::Ratio, most.share),
                ),
            },
            opens: None,
        },
        _ => Stat {
            name: text::PANEL_YEAR_PARTNERS.get().to_owned(),
            value: count(concentration.partners),
            said: text::PANEL_YEAR_NO_SHARES.get().to_owned(),
            opens: None,
        },
    };
    let funds = &report.total.funds;
    let unused = Stat {
        name: text::PANEL_YEAR_UNUSED.get().to_owned(),
        value: figure(insight, Unit::Currency, &funds.unused()),
        said: unused_said(insight, funds),
        opens: None,
    };
    let brand = report.classes.iter().find(|class| class.class == Class::BrandOnly);
    let (spent, credited) = brand.map_or((0.0, 0.0), |class| (class.spent, class.credited));
    let all = report.total.funds.spent.clone().unwrap_or_default();
    let share = if all > 0.0 { spent / all } else { 0.0 };
    let brand_only = Stat {
        name: text::PANEL_YEAR_BRAND.get().to_owned(),
        value: insight.format.short(Unit::Currency, spent),
        said: text::panel_year_brand_said(&insight.format.figure(Unit::Ratio, share), &money(credited)),
        opens: (spent > 0.0)
            .then(|| Action::Look("/filter/class".to_owned(), ["=", Class::BrandOnly.id()].concat())),
    };
    [returns, partners, unused, brand_only]
}

/// What became of the MDF that was not used: parts that add up to it.
fn unused_said(insight: &Insight, funds: &Funds) -> String {
    if let Err(why) = funds.unused() {
        return text::reason(&why);
    }
    let part = |value: f64, said: fn(&str) -> String| {
        (value > 0.0).then(|| said(&insight.format.short(Unit::Currency, value)))
    };
    let of = |value: &Stated| value.clone().unwrap_or_default();
    let parts = [
        part(of(&funds.unclaimed), text::panel_year_unclaimed_said),
        part(of(&funds.pending), text::panel_year_pending_said),
        part(of(&funds.refused), text::panel_year_refused_said),
        part(of(&funds.never_requested), text::panel_year_never_said),
        part(funds.excess, text::panel_year_excess_said),
    ];
    text::items(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// How many campaigns are in the sums: those that took place, in a currency that is known.
fn counted(report: &PortfolioReport) -> u64 {
    let out = [Class::NotRun, Class::OtherCurrency];
    let left = report.classes.iter().filter(|class| out.contains(&class.class)).map(|class| class.rows);
    report.taken.saturating_sub(left.sum())
}

/// The three figures that a board asks for, as name, value and sentence.
pub(super) fn executive(insight: &Insight, judged: &Judged) -> Vec<(String, String, String)> {
    let of = |stat: Stat| (stat.name, stat.value, stat.said);
    four(insight, judged).into_iter().take(3).map(of).collect()
}

/// Partners, funds and quarters as charts.
pub(super) fn charts(insight: &Insight, judged: &Judged) -> Vec<Tree> {
    let duo = of("div", "duo")
        .children(chart::concentration(insight, &judged.report))
        .children(chart::funds(insight, &judged.report));
    let quarters = chart::quarters(insight, &judged.report);
    let mut all = vec![of("section", "section").child(duo)];
    all.extend(quarters.map(|chart| of("section", "section").child(chart)));
    all
}
