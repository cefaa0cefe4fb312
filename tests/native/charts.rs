//! Charts: what they find, what their tables say, and that nothing breaks them.

use super::drawn::told;
use super::*;
use comarketing_roi::app::Panel;
use comarketing_roi::insight::Insight;
use comarketing_roi_engine::plan::{Group, Kind};
use comarketing_roi_engine::{Number, Plan, Tier, Value};

const ALL: [Panel; 7] = [
    Panel::Funnel,
    Panel::Tiers(MetricId::Roi),
    Panel::CreditBand,
    Panel::Projection,
    Panel::Tornado(MetricId::Roi),
    Panel::Distribution(MetricId::Roi),
    Panel::Allocation,
];

fn insight(plan: Plan) -> Insight {
    Insight::new(plan.validate().expect("a valid plan"), Format::new("en", "USD"))
}

fn wish(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[track_caller]
fn html(insight: &Insight, panel: Panel) -> String {
    insight.panel(panel).unwrap_or_else(|| panic!("{panel:?} draws nothing")).html()
}

/// The finding: what stands first in the caption.
#[track_caller]
fn finding(insight: &Insight, panel: Panel) -> String {
    let html = html(insight, panel);
    let (_, rest) = html.split_once("<figcaption><p class=\"").expect("a caption");
    let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</p>")).expect("its text").0;
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The cells of the table, row by row.
#[track_caller]
fn rows(insight: &Insight, panel: Panel) -> Vec<Vec<String>> {
    let html = html(insight, panel);
    let (_, body) = html.split_once("<tbody>").expect("a table");
    let cell = |cell: &str| {
        let (_, text) = cell.split_once('>').expect("a tag");
        let text = text.split("</t").next().expect("its end");
        text.replace("<bdi>", "").replace("</bdi>", "")
    };
    let row =
        |row: &str| row.split("<th ").nth(1).into_iter().chain(row.split("<td").skip(1)).map(cell).collect();
    body.split("<tr>").skip(1).map(row).collect()
}

/// One tier, all worked out by hand: at a margin of a half, 100 spent bring 150 sourced and 200 influenced.
fn by_hand() -> Plan {
    let tier = Tier::named("Alpha")
        .with(Field::MdfSpent, 100.0)
        .with(Field::RevenueSourced, 150.0)
        .with(Field::RevenueInfluenced, 200.0);
    Plan::new("USD").with(Field::GrossMargin, 0.5).with(Field::InfluenceCredit, 0.4).with_tier(tier)
}

#[test]
fn the_corridor_says_from_which_credit_on_it_pays_back() {
    let plan = insight(by_hand());
    assert_eq!(
        finding(&plan, Panel::CreditBand),
        "It pays back from a credit of 25%, within common practice."
    );
    let ends: Vec<String> = rows(&plan, Panel::CreditBand).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(ends, ["−25%", "0%", "25%", "50%", "75%"]);
    let sourced = |revenue: f64| {
        let mut plan = by_hand();
        plan.tiers[0].set(Field::RevenueSourced, Number::Exact(revenue));
        finding(&insight(plan), Panel::CreditBand)
    };
    assert!(sourced(300.0).starts_with("It pays back on sourced deals alone, at 50%;"));
    assert_eq!(sourced(0.0), "It pays back only from a credit of 100%, above common practice.");
    assert_eq!(sourced(180.0), "It pays back from a credit of 10%, below common practice.");
    let drawn = html(&plan, Panel::CreditBand);
    for said in ["common practice 25% to 50%", "pays back from 25%", ">15% at your 40%<"] {
        assert!(drawn.contains(said), "{said}: {drawn}");
    }
    assert_eq!(
        finding(&insight(by_hand().with(Field::GrossMargin, 0.2)), Panel::CreditBand),
        "It does not pay back at any credit: even with full credit ROI is −30%."
    );
}

#[test]
fn tiers_say_who_leads_and_by_how_much() {
    let other = Tier::named("Beta").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 100.0);
    let plan = insight(by_hand().with_tier(other));
    assert_eq!(
        finding(&plan, Panel::Tiers(MetricId::Roi)),
        "Co-marketing ROI: Alpha leads with 15%; next is Beta with −50%."
    );
    assert_eq!(rows(&plan, Panel::Tiers(MetricId::Roi)), [["Alpha", "15%"], ["Beta", "−50%"]]);
    // Beta has no customers and nothing else gives them.
    assert!(finding(&plan, Panel::Tiers(MetricId::PartnerCac)).starts_with("Not drawn yet."));
    assert!(plan.panel(Panel::Tiers(MetricId::DirectCac)).is_none());
}

#[test]
fn lower_costs_lead_and_direct_stands_beside() {
    let tier = |name: &str, customers: f64| {
        Tier::named(name).with(Field::MdfSpent, 1000.0).with(Field::CustomersSourced, customers)
    };
    let plan = Plan::new("USD")
        .with(Field::DirectCost, 4000.0)
        .with(Field::DirectCustomers, 10.0)
        .with_tier(tier("Alpha", 2.0))
        .with_tier(tier("Beta", 5.0));
    let plan = insight(plan);
    let asked = Panel::Tiers(MetricId::PartnerCac);
    assert_eq!(
        finding(&plan, asked),
        "Cost of a customer (CAC): Beta leads with $200.00; next is Alpha with $500.00."
    );
    assert_eq!(rows(&plan, asked)[2], ["Direct marketing and sales", "$400.00"]);
    assert!(html(&plan, asked).contains(">Direct $400.00<"));
}

#[test]
fn published_figures_are_hatched_where_they_count_differently() {
    let tier =
        |name: &str| Tier::named(name).with(Field::MdfSpent, 100.0).with(Field::PipelineSourced, 300.0);
    let plan = insight(Plan::new("USD").with_tier(tier("Alpha")));
    let alike = html(&plan, Panel::Tiers(MetricId::PipelinePerMdfDollar));
    assert!(alike.contains("class=\"band\"") && alike.contains("Dayta Advisory, 2025"), "{alike}");
    assert_eq!(
        finding(&plan, Panel::Tiers(MetricId::PipelinePerMdfDollar)),
        "Pipeline for each $1 of MDF: Alpha has $3.00."
    );
    // All sales and marketing of a company are not the cost of partners.
    let tier = tier("Alpha").with(Field::CustomersSourced, 1.0).with(Field::DealSize, 100.0);
    let plan = insight(Plan::new("USD").with_tier(tier));
    let differs = html(&plan, Panel::Tiers(MetricId::PartnerCac));
    assert!(differs.contains("class=\"published\""), "{differs}");
    assert!(
        differs.contains("It counts differently, so there is no verdict: all sales and marketing"),
        "{differs}"
    );
}

#[test]
fn the_funnel_names_its_narrowest_step_and_what_is_left_out() {
    let tier = Tier::named("Alpha")
        .with(Field::MdfSpent, 1.0)
        .with(Field::Leads, 1000.0)
        .with(Field::OpportunitiesSourced, 50.0)
        .with(Field::CustomersSourced, 20.0);
    let short = Tier::named("Beta").with(Field::MdfSpent, 1.0).with(Field::Leads, 500.0);
    let plan = insight(Plan::new("USD").with_tier(tier).with_tier(short.clone()));
    assert_eq!(
        finding(&plan, Panel::Funnel),
        "The narrowest step is from leads to sourced opportunities: 5% get through."
    );
    assert_eq!(
        rows(&plan, Panel::Funnel),
        [
            ["Leads", "1,000", "no value"],
            ["Sourced opportunities", "50", "5%"],
            ["Sourced customers", "20", "40%"]
        ]
    );
    let html = html(&plan, Panel::Funnel);
    assert!(html.contains("Left out, because there are no numbers: MQLs."));
    assert!(html.contains("Covers Alpha only"));
    let short = insight(Plan::new("USD").with_tier(short));
    assert!(finding(&short, Panel::Funnel).starts_with("A funnel needs numbers"));
}

#[test]
fn the_projection_says_when_it_pays_back_or_why_it_cannot_tell() {
    // 12 a year out, and 12 of gross profit a year for it.
    let tier = Tier::named("Alpha").with(Field::MdfSpent, 12.0).with(Field::RevenueSourced, 24.0);
    let plan = Plan::new("USD").with(Field::GrossMargin, 0.5).with_tier(tier);
    let without = insight(plan.clone());
    assert_eq!(finding(&without, Panel::Projection), "Not drawn yet. Needs annual churn.");
    let plan = insight(plan.with(Field::AnnualChurn, 0.0));
    // A month spends 1 and its wins bring 1/12 a month from the next on: after month n it stands at n(n + 1)/24 − (n + 1).
    assert_eq!(finding(&plan, Panel::Projection), "It pays back in month 24.");
    let table = rows(&plan, Panel::Projection);
    assert_eq!(table.len(), 36);
    assert_eq!(table[24], ["24", "$0.00"]);
    assert_eq!(table[35], ["35", "$16.50"]);
    assert!(html(&plan, Panel::Projection).contains("the numbers cover 12 months"));
}

#[test]
fn a_projection_of_ranges_has_a_band() {
    let mut plan = by_hand().with(Field::AnnualChurn, 0.1);
    plan.tiers[0].set(Field::MdfSpent, Number::Range { low: 80.0, likely: 100.0, high: 150.0 });
    let drawn = html(&insight(plan), Panel::Projection);
    assert!(drawn.contains("class=\"wedge\"") && drawn.contains("All at the worse end"), "{drawn}");
    assert!(!html(&insight(by_hand().with(Field::AnnualChurn, 0.1)), Panel::Projection).contains("wedge"));
}

#[test]
fn a_month_too_near_to_the_last_of_an_axis_gives_way() {
    let axis = |months: &str| {
        let plan = insight(by_hand().with(Field::AnnualChurn, 0.1));
        html(&told(plan, &format!(r#"{{ "finance": {{ "months": {months} }} }}"#)), Panel::Projection)
    };
    let months = |drawn: &str, class: &str| {
        let texts = drawn.split("<text").filter(|text| text.contains(class) && text.contains("y=\"270"));
        texts.filter_map(|text| text.split_once("</text>")?.0.rsplit('>').next()).map(str::to_owned).collect()
    };
    let all: Vec<String> = months(&axis("36"), "");
    assert_eq!(all, ["0", "12", "24", "Month 35"]);
    let wide: Vec<String> = months(&axis("36"), "wide-only");
    assert_eq!(wide, ["24"], "a phone has no room for it");
    let all: Vec<String> = months(&axis("24"), "");
    assert_eq!(all, ["0", "10", "Month 23"], "20 would meet the last");
}

#[test]
fn the_tornado_puts_the_largest_swing_first() {
    let plan = insight(by_hand());
    let found = finding(&plan, Panel::Tornado(MetricId::Roi));
    // ± 10 % of the margin is 0.45 × 230 and 0.55 × 230 on 100; the spend moves a little more, as it divides.
    assert_eq!(found, "MDF spent and gross margin move Co-marketing ROI most.");
    assert_eq!(rows(&plan, Panel::Tornado(MetricId::Roi))[1][0], "Gross margin");
    let other = Tier::named("Beta").with(Field::MdfSpent, 10.0).with(Field::RevenueSourced, 10.0);
    let two = insight(by_hand().with_tier(other));
    assert!(finding(&two, Panel::Tornado(MetricId::Roi)).contains("MDF spent of Alpha "));
    let drawn = html(&plan, Panel::Tornado(MetricId::Roi));
    assert!(drawn.contains("10% down (hollow)") && drawn.contains("<svg class=\"cut\""), "{drawn}");
    // What it moves by stands at its name, what that makes of the metric at its bar and where it is pointed at.
    assert!(drawn.contains(">Gross margin<") && drawn.contains("> 45% to 55%<"), "{drawn}");
    assert_eq!(points(&plan, Panel::Tornado(MetricId::Roi))[1], "Gross margin: 3.5% (45%) to 26.5% (55%)");
}

/// What is said at the points of a drawing, one after the other.
#[track_caller]
fn points(insight: &Insight, panel: Panel) -> Vec<String> {
    let html = html(insight, panel);
    let (_, points) = html.split_once("role=\"radiogroup\"").expect("points");
    let (points, _) = points.split_once("</div>").expect("their end");
    let word = |point: &str| {
        let (_, said) = point.split_once("<span>").expect("words");
        said.split("</span>").next().expect("their end").replace("<bdi>", "").replace("</bdi>", "")
    };
    points.split("<label").skip(1).map(word).collect()
}

#[test]
fn the_value_at_a_point_is_told_where_it_is_pointed_at() {
    let tier = Tier::named("Alpha").with(Field::MdfSpent, 12.0).with(Field::RevenueSourced, 24.0);
    let course = Plan::new("USD").with(Field::GrossMargin, 0.5).with(Field::AnnualChurn, 0.0).with_tier(tier);
    let course = insight(course);
    let told = points(&course, Panel::Projection);
    // As many as fit under a finger on a phone, the last month among them.
    assert_eq!((told.len(), &*told[8], &*told[12]), (13, "Month 24: $0.00", "Month 35: $16.50"));
    let plan = insight(by_hand());
    let told = points(&plan, Panel::CreditBand);
    assert_eq!((told.len(), &*told[3]), (11, "ROI 5% at a credit of 30%"));
    let told = points(&plan, Panel::Distribution(MetricId::Roi));
    let counts = told.iter().map(|said| said.split(": ").nth(1).and_then(|said| said.split(' ').next()));
    let drawn: u32 =
        counts.map(|count| count.expect("a count").replace(',', "").parse::<u32>().expect("digits")).sum();
    assert!(told.len() <= 14 && told[0].ends_with(" of 10,000 draws") && drawn > 9_600, "{told:?}");
    // One stop of the Tab key for a drawing: its points are of one group, and do nothing.
    let roi = Panel::Tornado(MetricId::Roi);
    for (plan, panel) in [(&course, Panel::Projection), (&plan, Panel::CreditBand), (&plan, roi)] {
        let tree = plan.panel(panel).expect("a chart");
        assert!(tree.actions("on").is_empty());
        let html = tree.html();
        let group = |radio: &str| {
            radio.split_once(" name=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()))
        };
        let mut groups: Vec<_> = html.split("<input type=\"radio\"").skip(1).map(group).collect();
        groups.dedup();
        assert!(groups.len() == 1 && groups[0].is_some(), "{panel:?}: {groups:?}");
    }
}

#[test]
fn a_drawing_is_called_by_its_finding() {
    let other = Tier::named("Beta").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 100.0);
    let plan = insight(by_hand().with(Field::AnnualChurn, 0.1).with_tier(other));
    for panel in ALL.into_iter().filter(|panel| *panel != Panel::Funnel) {
        let html = html(&plan, panel);
        let (_, label) = html.split_once("role=\"img\" aria-label=\"").expect("a drawing");
        let label = label.split('"').next().expect("its end").replace("&quot;", "\"").replace("&amp;", "&");
        let plain = finding(&plan, panel).replace("<bdi>", "").replace("</bdi>", "");
        assert_eq!(label.replace(['\u{2068}', '\u{2069}'], ""), plain, "{panel:?}");
    }
}

#[test]
fn what_is_flat_is_said_and_not_drawn() {
    let drawn = |plan: Plan, panel| html(&insight(plan), panel);
    let mut sourced = by_hand();
    sourced.tiers[0].set(Field::RevenueInfluenced, Number::Exact(0.0));
    let said = drawn(sourced, Panel::CreditBand);
    assert!(!said.contains("<svg") && said.contains("ROI is −25% at every credit"), "{said}");
    // One bar beside nothing, and bars that are all alike.
    let said = drawn(by_hand(), Panel::Tiers(MetricId::Roi));
    assert!(!said.contains("<svg") && said.contains("Alpha has 15%."), "{said}");
    let mut twin = by_hand().tiers[0].clone();
    "Beta".clone_into(&mut twin.name);
    let said = drawn(by_hand().with_tier(twin), Panel::Tiers(MetricId::Roi));
    assert!(!said.contains("<svg") && said.contains("lead with 15% each"), "{said}");
    // A budget of one tier cannot be divided, and nothing passes a step that nothing reaches.
    let said = drawn(by_hand(), Panel::Allocation);
    assert!(!said.contains("<svg") && said.contains("as good as it gets"), "{said}");
    let tier = Tier::named("Alpha").with(Field::Leads, 0.0).with(Field::CustomersSourced, 5.0);
    let said = drawn(Plan::new("USD").with_tier(tier.with(Field::MdfSpent, 1.0)), Panel::Funnel);
    assert!(!said.contains("<svg"), "{said}");
}

#[test]
fn a_distribution_says_what_it_assumes_and_how_often_the_target_is_reached() {
    let plan = insight(by_hand());
    let drawn = html(&plan, Panel::Distribution(MetricId::Roi));
    assert!(drawn.contains("so each varies by ±\u{a0}20%: an assumption"), "{drawn}");
    assert!(
        finding(&plan, Panel::Distribution(MetricId::Roi))
            .contains("of 100 draws Co-marketing ROI is at least 0%")
    );
    let thin = insight(by_hand().with(Field::GrossMargin, 0.1));
    assert_eq!(
        finding(&thin, Panel::Distribution(MetricId::Roi)),
        "In 0 of 100 draws Co-marketing ROI is at least 0%."
    );
    let mut given = by_hand();
    given.set(MARGIN, Number::Range { low: 0.45, likely: 0.5, high: 0.55 });
    let given = insight(given);
    assert!(!html(&given, Panel::Distribution(MetricId::Roi)).contains("assumption"));
    assert_eq!(
        finding(&given, Panel::Distribution(MetricId::Roi)),
        "In 100 of 100 draws Co-marketing ROI is at least 0%."
    );
}

#[test]
fn an_allocation_says_what_moves_where_and_what_it_assumes() {
    let other = Tier::named("Beta").with(Field::MdfSpent, 100.0).with(Field::RevenueSourced, 50.0);
    let idle = Tier::named("Gamma").with(Field::MdfSpent, 0.0).with(Field::RevenueSourced, 50.0);
    let plan = insight(by_hand().with_tier(other).with_tier(idle));
    assert!(finding(&plan, Panel::Allocation).starts_with("Moving MDF to Alpha ("));
    let drawn = html(&plan, Panel::Allocation);
    assert!(
        drawn.contains("an exponent of 0.7, so twice the MDF of a tier brings 62.5% more revenue"),
        "{drawn}"
    );
    assert!(drawn.contains("Gamma is left out. It spends no MDF today"));
    // g · β · R ÷ m: 0.5 × 0.7 × 230 ÷ 100.
    assert_eq!(rows(&plan, Panel::Allocation)[0][3], "$0.81");
}

#[test]
fn a_plan_without_figures_gets_a_sentence() {
    let plan = insight(Plan::new("USD").with_tier(Tier::named("Alpha")));
    for panel in ALL {
        let drawn = html(&plan, panel);
        assert!(!drawn.contains("<svg") && drawn.len() > 80, "{panel:?}: {drawn}");
    }
}

#[test]
fn a_chart_speaks_the_language_of_the_page() {
    words::speak("de");
    let mut plan = insight(by_hand().with(Field::AnnualChurn, 0.1));
    plan.answers = wish("{\"definition\":{\"clarity\":2,\"segmentation\":3,\"measurement\":2}}");
    let english = ["the", "of", "and", "is", "with", "tier", "not", "at"];
    for panel in ALL {
        let words = super::drawn::words(&plan, panel);
        let strange = words.split(|c: char| !c.is_alphabetic()).find(|word| english.contains(word));
        assert!(strange.is_none(), "{panel:?}: {strange:?} in {words}");
    }
}

/// Every chart that there is, whatever the plan.
fn check(plan: &Insight) {
    for panel in [
        Panel::Funnel,
        Panel::Tiers(MetricId::Roi),
        Panel::Tiers(MetricId::PartnerCac),
        Panel::Tiers(MetricId::PipelinePerMdfDollar),
        Panel::CreditBand,
        Panel::Projection,
        Panel::Tornado(MetricId::Roi),
        Panel::Allocation,
        Panel::Distribution(MetricId::PipelinePerDollar),
    ] {
        let drawn = html(plan, panel);
        for odd in ["NaN", "not a number", "infinite", "a number of more", "style="] {
            assert!(!drawn.contains(odd), "{panel:?} has {odd}: {drawn}");
        }
        assert_eq!(drawn.contains("<svg"), drawn.contains("<table"), "{panel:?}: a drawing has its table");
    }
}

/// Odd plans, always the same: absent figures, zeros, ends of ranges, tiny and huge numbers.
struct Odd(u64);

impl Odd {
    fn next(&mut self) -> u64 {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn figure(&mut self, kind: Kind) -> Option<Number> {
        let (min, max) = kind.range();
        let share = self.next() as f64 / f64::from(1u32 << 31);
        let usual = min + share * (max - min).min(1e6);
        Some(Number::Exact(match self.next() % 16 {
            0..=2 => return None,
            3 => min,
            4 => max,
            5 => min.max(1e-300),
            6 => return Some(Number::Range { low: min, likely: usual, high: max }),
            _ => usual,
        }))
    }

    fn plan(&mut self) -> Plan {
        let mut plan = Plan::new("USD");
        for at in 0..=self.next() % 3 {
            let mut tier = Tier::named(format!("Tier {at}"));
            for field in Field::of(Group::Tier) {
                tier.set(field, self.figure(field.kind()));
            }
            plan.tiers.push(tier);
        }
        for field in Field::ALL.iter().filter(|field| field.group() != Group::Tier) {
            let figure = self.figure(field.kind());
            plan.set(FieldPath::plan(*field), figure);
        }
        plan
    }
}

#[test]
fn no_plan_breaks_a_chart() {
    let mut odd = Odd(7);
    for _ in 0..40 {
        check(&insight(odd.plan()));
    }
}
