//! Scores, tiers and the next period's MDF: by hand, gaps, what would change a tier, and sums to the cent.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test answers"
)]

use comarketing_roi_engine::allocate::{self, allocate};
use comarketing_roi_engine::answer::Stated;
use comarketing_roi_engine::portfolio::{Portfolio, Terms};
use comarketing_roi_engine::response::Verdict;
use comarketing_roi_engine::scorecard::{
    BetaFrom, Card, Item, NextPartner, Part, Profile, Question, Scorecard, scorecard,
};
use comarketing_roi_engine::{Campaign, CampaignField, Date, Field, Plan, Tier, Value};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
}

#[track_caller]
fn value(figure: &Stated) -> f64 {
    *figure.as_ref().unwrap_or_else(|reason| panic!("no value: {reason}"))
}

fn row(partner: &str, month: u32, spent: f64, sourced: f64, leads: f64) -> Campaign {
    Campaign::named("c", partner, if partner == "A" { "Focus" } else { "Scale" })
        .on(CampaignField::Start, Date::new(2025, month, 1).expect("a day"))
        .with(CampaignField::MdfClaimed, spent)
        .with(CampaignField::PipelineSourced, sourced)
        .with(CampaignField::Leads, leads)
}

/// A earns 20 for each unit of MDF and grows, B earns 5 and does not; together 12.5.
fn two() -> Vec<Campaign> {
    vec![
        row("A", 1, 100.0, 1_000.0, 10.0),
        row("A", 8, 100.0, 3_000.0, 30.0),
        row("B", 4, 100.0, 500.0, 5.0),
        row("B", 11, 100.0, 500.0, 5.0),
    ]
}

fn portfolio(rows: &[Campaign]) -> Portfolio {
    let mut terms = Terms::new("USD", Date::read("2025-12-31").expect("a day"));
    terms.influence_credit = Some(0.4);
    let mut portfolio = Portfolio::new(terms);
    rows.iter().for_each(|row| portfolio.add(row));
    portfolio
}

fn score(rows: &[Campaign], question: &Question) -> Scorecard {
    scorecard(&portfolio(rows), question).expect("a scorecard")
}

#[track_caller]
fn card<'a>(answer: &'a Scorecard, partner: &str) -> &'a Card {
    answer.cards.iter().find(|card| card.partner == partner).expect("the partner")
}

#[track_caller]
fn part(card: &Card, part: Part) -> &comarketing_roi_engine::scorecard::PartScore {
    card.parts.iter().find(|one| one.part == part).expect("the part")
}

#[test]
fn two_partners_by_hand() {
    let answer = score(&two(), &Question::default());
    let [a, b] = [card(&answer, "A"), card(&answer, "B")];
    // 100 × 20 ÷ (20 + 12.5), and 100 × 4,000 ÷ (4,000 + 2,500).
    let impact = 100.0 * 20.0 / 32.5;
    near(value(&part(a, Part::Impact).score), impact);
    // One campaign as before, three times the leads and the pipeline.
    near(value(&part(a, Part::Momentum).score), (50.0 + 75.0 + 75.0) / 3.0);
    near(value(&a.score), (impact + 200.0 / 3.0) / 2.0);
    near(value(&part(b, Part::Impact).score), 100.0 * 5.0 / 17.5);
    near(value(&part(b, Part::Momentum).score), 50.0);
    assert_eq!((a.tier.as_str(), a.proposed.as_deref()), ("Focus", Ok("Strategic")));
    assert_eq!((b.tier.as_str(), b.proposed.as_deref()), ("Scale", Ok("Scale")));
    let names: Vec<_> = answer.cards.iter().map(|card| card.partner.as_str()).collect();
    assert_eq!(names, ["A", "B"], "the highest score first");
    let fields: Vec<_> = answer.assumptions.iter().map(|premise| premise.field.as_str()).collect();
    assert_eq!(fields, ["/weights", "/tiers"]);
}

#[test]
fn no_evidence_is_a_gap_and_not_a_zero() {
    let answer = score(&two(), &Question::default());
    let a = card(&answer, "A");
    near(a.known_weight, 50.0);
    assert_eq!(
        part(a, Part::Fit).score.as_ref().expect_err("a gap"),
        "No evidence, which is a gap and not a zero."
    );
    let of = |item: Item| {
        a.parts.iter().flat_map(|part| &part.evidence).find(|one| one.item == item).expect("the item")
    };
    assert!(of(Item::Revenue).score.is_err() && of(Item::Utilization).score.is_err());
    assert_eq!(of(Item::Opportunities).score.as_ref().expect_err("a gap"), "Needs Sourced opportunities.");
    assert_eq!((value(&of(Item::Leads).value), of(Item::Leads).reference), (30.0, Some(10.0)));
    // What is said joins at its weight.
    let mut said = Profile { partner: " a ".to_owned(), ..Profile::default() };
    said.set(Item::ProductFit, 0.9);
    said.set(Item::Satisfaction, 0.0);
    said.set(Item::Return, 1.0);
    let other = Profile { partner: "Nobody".to_owned(), ..Profile::default() };
    let answer = score(&two(), &Question { profiles: vec![said, other], ..Question::default() });
    let a = card(&answer, "A");
    near(a.known_weight, 100.0);
    near(value(&a.score), (90.0 + 100.0 * 20.0 / 32.5 + 200.0 / 3.0) / 4.0);
    near(value(&part(a, Part::Health).score), 0.0);
    near(card(&answer, "B").known_weight, 50.0);
    assert_eq!(answer.unknown_partners, ["Nobody"]);
}

#[test]
fn too_little_evidence_proposes_no_tier() {
    let weights = Some([40.0, 40.0, 10.0, 10.0]);
    let few = [row("A", 11, 100.0, 500.0, 5.0), row("B", 11, 100.0, 500.0, 5.0)];
    let answer = score(&few, &Question { weights, ..Question::default() });
    let a = card(&answer, "A");
    near(a.known_weight, 40.0);
    near(value(&a.score), 50.0);
    assert!(part(a, Part::Momentum).score.is_err(), "the rows do not reach back four quarters");
    assert!(a.proposed.as_ref().is_err_and(|why| why.starts_with("Less than half of the weight")));
    assert!(a.changes.is_empty());
}

#[test]
fn what_would_change_a_tier_is_said_part_by_part() {
    let answer = score(&two(), &Question::default());
    let found: Vec<_> =
        card(&answer, "B").changes.iter().map(|c| (c.part, c.rises, c.tier.as_str())).collect();
    assert_eq!(found, Part::ALL.map(|part| (part, true, "Focus")));
    let to: Vec<f64> = card(&answer, "B").changes.iter().map(|change| change.to).collect();
    let impact = 500.0 / 17.5;
    // Of the unknown parts, what they would have to be if they were known.
    let unknown = (40.0 * 75.0 - 25.0 * (impact + 50.0)) / 25.0;
    for (found, expected) in to.into_iter().zip([unknown, 30.0, 80.0 - impact, unknown]) {
        near(found, expected);
    }
    assert!(card(&answer, "A").changes.iter().all(|change| !change.rises && change.tier == "Focus"));
}

#[test]
fn the_next_period_stands_by_rule_and_by_allocation() {
    let question = Question {
        budget: Some(1_000.0),
        performance_share: Some(0.3),
        beta: Some(0.7),
        max_move: Some(0.25),
        ..Question::default()
    };
    let next = score(&two(), &question).next;
    let [a, b] = [&next.partners[0], &next.partners[1]];
    // 0.7 × 500 + 0.3 × 800, and 0.7 × 500 + 0.3 × 200.
    assert_eq!((a.by_rule, b.by_rule), (590.0, 410.0));
    // B keeps three quarters of its part.
    assert_eq!((a.by_response, b.by_response), (625.0, 375.0));
    assert!(next.assumptions.is_empty() && next.response.is_none());
    let tiers: Vec<_> = next.tiers.iter().map(|tier| (tier.tier.as_str(), tier.by_rule)).collect();
    assert_eq!(tiers, [("Focus", 590.0), ("Scale", 410.0)]);
    let untold = Campaign::named("c", "C", "Scale").with(CampaignField::MdfClaimed, 100.0);
    let mut rows = two();
    rows.push(untold);
    let next = score(&rows, &Question { budget: Some(1_000.0), ..question }).next;
    let c = &next.partners[2];
    assert_eq!((c.by_rule, c.by_response, c.responds), (200.0, 200.0, false), "absent is not zero");
    let bare = score(&two(), &Question::default()).next;
    let fields: Vec<_> = bare.assumptions.iter().map(|premise| premise.field.as_str()).collect();
    assert_eq!(fields, ["/performanceShare", "/maxMove", "/budget", "/beta"]);
    assert_eq!((value(&bare.budget), bare.beta), (400.0, 0.7));
    assert!(score(&[], &Question::default()).next.budget.is_err());
    let vast = score(&[row("A", 1, 9e12, 1.0, 0.0), row("B", 1, 9e12, 1.0, 0.0)], &Question::default()).next;
    assert_eq!(vast.budget.expect_err("none"), "The number is too large to show.");
}

/// Quarters of two tiers with exponents of their own, of two partners each, and one row of a third tier.
fn planted(betas: [(&str, f64); 2]) -> Vec<Campaign> {
    let mut seed = 11_u64;
    let mut noise = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
    };
    let mut rows = Vec::new();
    for (tier, beta) in betas {
        for quarter in 0..12 {
            let spent = 10_000.0 * (1.0 + 7.0 * f64::from((quarter * 5) % 12) / 12.0);
            let brings = 900.0 * f64::powf(spent, beta) * (0.1 * noise()).exp();
            let day = Date::new(2022 + quarter / 4, 1 + 3 * (quarter % 4) as u32, 9).expect("a day");
            for (partner, part) in [("1", 0.4), ("2", 0.6)] {
                let row =
                    Campaign::named("c", format!("{tier} {partner}"), tier).on(CampaignField::Start, day);
                let row = row.with(CampaignField::MdfClaimed, part * spent);
                rows.push(row.with(CampaignField::PipelineSourced, part * brings));
            }
        }
    }
    let few =
        Campaign::named("c", "New", "Young").on(CampaignField::Start, Date::new(2024, 2, 1).expect("a day"));
    rows.push(few.with(CampaignField::MdfClaimed, 9_000.0).with(CampaignField::PipelineSourced, 50_000.0));
    rows
}

#[test]
fn each_tier_has_the_exponent_that_its_own_quarters_measure() {
    let betas = [("Gold", 0.85), ("Silver", 0.35)];
    let next = score(&planted(betas), &Question::default()).next;
    for (name, beta) in betas {
        let tier = next.tiers.iter().find(|tier| tier.tier == name).expect(name);
        let found = tier.response.as_ref().expect("measured");
        let interval = value(&found.beta_low)..=value(&found.beta_high);
        assert!(interval.contains(&beta) && found.periods == 12, "{name}: {interval:?}");
        assert!(interval.end() - interval.start() < 0.2, "{name}: {interval:?}");
        assert_eq!((tier.beta, tier.beta_from), (value(&found.beta), BetaFrom::Tier));
        let own = next.partners.iter().filter(|one| one.tier == name);
        assert!(
            own.clone().count() == 2 && own.clone().all(|one| one.beta.to_bits() == tier.beta.to_bits()),
            "{name}"
        );
    }
    // One quarter measures nothing: all campaigns do, or nobody does.
    let young = next.tiers.iter().find(|tier| tier.tier == "Young").expect("Young");
    let all = next.response.as_ref().expect("measured");
    let expected = match all.verdict {
        Verdict::Supports => (value(&all.beta), BetaFrom::Portfolio),
        _ => (0.7, BetaFrom::Assumed),
    };
    assert_eq!((young.beta, young.beta_from), expected);
    assert_eq!(young.response.as_ref().map(|own| own.verdict), Some(Verdict::NotMeasured));
    // What a question gives is taken for all.
    let given = score(&planted(betas), &Question { beta: Some(0.6), ..Question::default() }).next;
    assert!(given.tiers.iter().all(|tier| (tier.beta, tier.beta_from) == (0.6, BetaFrom::Given)));
    assert!(given.tiers.iter().all(|tier| tier.response.is_none()) && given.response.is_none());
    // An exponent that is assumed for nobody is no assumption.
    let sound = planted(betas).into_iter().filter(|row| row.text(CampaignField::Tier) != Some("Young"));
    let sound = score(&sound.collect::<Vec<_>>(), &Question::default()).next;
    assert!(sound.assumptions.iter().all(|premise| premise.field != "/beta"), "{:?}", sound.assumptions);
}

#[test]
fn no_move_between_lines_of_different_exponents_brings_more() {
    for max_move in [0.25, 0.6, 1.0] {
        for budget in [None, Some(100_000.0), Some(2_000_000.0)] {
            let question = Question { max_move: Some(max_move), budget, ..Question::default() };
            let next = score(&planted([("Gold", 0.85), ("Silver", 0.35)]), &question).next;
            let budget = value(&next.budget);
            let today: f64 = next.partners.iter().map(|one| one.today).sum();
            let given: f64 = next.partners.iter().map(|one| one.by_response).sum();
            assert!((given - budget).abs() < 0.005, "{given} is not {budget}");
            let brings =
                |one: &NextPartner, spend: f64| value(&one.credited) * (spend / one.today).powf(one.beta);
            // A hundred units from any line to any other, where both may still move.
            for (from, to) in
                next.partners.iter().flat_map(|one| next.partners.iter().map(move |other| (one, other)))
            {
                let part = |one: &NextPartner| one.today * budget / today;
                let may_give = from.by_response - 100.0 >= (1.0 - max_move) * part(from);
                let may_take = max_move >= 1.0 || to.by_response + 100.0 <= part(to) / (1.0 - max_move);
                if from.partner == to.partner || !may_give || !may_take {
                    continue;
                }
                let before = brings(from, from.by_response) + brings(to, to.by_response);
                let after = brings(from, from.by_response - 100.0) + brings(to, to.by_response + 100.0);
                assert!(
                    after <= before + 1e-6,
                    "{} to {}: {after} is more than {before}",
                    from.partner,
                    to.partner
                );
            }
        }
    }
}

#[test]
fn a_question_is_read_with_every_problem() {
    let read = |json: &str| Question::read(&serde_json::from_str::<Value>(json).expect("JSON"));
    let question = read(
        r#"{ "weights": { "fit": 10, "impact": 50, "momentum": 20, "health": 20 }, "budget": 5000, "beta": 0.6,
            "tiers": [{ "name": "Gold", "from": 70 }, { "name": "Base", "from": 0 }],
            "partners": [{ "partner": "A", "productFit": 0.8, "satisfaction": 0.7 }], "performanceShare": 0.5, "maxMove": 1 }"#,
    )
    .expect("a question");
    assert_eq!(question.weights, Some([10.0, 50.0, 20.0, 20.0]));
    assert_eq!(question.profiles[0].get(Item::Satisfaction), Some(0.7));
    let codes = |json: &str| {
        let found = read(json).expect_err("problems");
        found.into_iter().map(|p| (p.path, p.kind.code())).collect::<Vec<_>>()
    };
    let one = |path: &str, code| vec![(path.to_owned(), code)];
    assert_eq!(
        codes(r#"{ "weights": { "fit": 10, "impact": 50, "momentum": 20, "health": 21 } }"#),
        one("/weights", "contradiction")
    );
    assert_eq!(
        codes(r#"{ "weights": { "fit": 10, "impact": 90, "momentum": 0 } }"#),
        one("/weights/health", "missing")
    );
    assert_eq!(
        codes(r#"{ "tiers": [{ "name": "a", "from": 10 }, { "name": "b", "from": 20 }] }"#),
        one("/tiers", "disordered")
    );
    assert_eq!(codes(r#"{ "tiers": [{ "name": "a", "from": 10 }] }"#), one("/tiers", "disordered"));
    assert_eq!(codes(r#"{ "tiers": [{ "name": "a" }] }"#), one("/tiers/0/from", "missing"));
    assert_eq!(
        codes(r#"{ "partners": [{ "productFit": 2 }] }"#),
        one("/partners/0/productFit", "outOfRange")
    );
    assert_eq!(codes(r#"{ "partners": [{ "productFit": 1 }] }"#), one("/partners/0/partner", "missing"));
    assert_eq!(
        codes(r#"{ "partners": [{ "partner": "A", "return": 1 }] }"#),
        one("/partners/0/return", "unknownField")
    );
    assert_eq!(codes(r#"{ "beta": 1 }"#), one("/beta", "outOfRange"));
    assert_eq!(codes(r#"{ "budget": -1 }"#), one("/budget", "outOfRange"));
    let json = serde_json::to_value(score(&two(), &question)).expect("JSON");
    assert_eq!(json["cards"][0]["partner"], "A");
    assert_eq!(json["weights"]["impact"], 50.0);
    assert!(json["cards"][1]["parts"][0]["reasons"]["score"].is_string());
}

fn any_rows() -> impl Strategy<Value = Vec<Campaign>> {
    let row = (0..5usize, 1..13u32, 1.0..1e5f64, prop::option::weighted(0.9, 0.0..1e6f64), 0.0..100.0f64)
        .prop_map(|(partner, month, spent, sourced, leads)| {
            let mut row = row(["A", "B", "C", "D", "E"][partner], month, spent, 0.0, leads);
            row.set(CampaignField::PipelineSourced, sourced);
            row
        });
    prop::collection::vec(row, 1..25)
}

/// The tier of a card if one part had another score.
fn tier_with(card: &Card, part: Part, score: f64, tiers: &[(String, f64)]) -> String {
    let scores = card.parts.iter().filter_map(|one| {
        let own = if one.part == part { Some(score) } else { one.score.clone().ok() };
        Some((one.weight, own?))
    });
    let (weight, sum) = scores.fold((0.0, 0.0), |(weight, sum), (of, score)| (weight + of, sum + of * score));
    tiers.iter().find(|(_, from)| sum / weight >= *from).expect("a tier").0.clone()
}

proptest! {
    #![proptest_config(Config {
        cases: 150, rng_algorithm: RngAlgorithm::ChaCha, rng_seed: RngSeed::Fixed(7), ..Config::default()
    })]

    #[test]
    fn both_ways_give_out_the_budget_to_the_cent(rows in any_rows(), budget in 0.0..1e6f64, share in 0.0..=1.0f64) {
        let question = Question { budget: Some(budget), performance_share: Some(share), ..Question::default() };
        let next = score(&rows, &question).next;
        let cents = |amount: f64| (amount * 100.0).round() as i64;
        prop_assert_eq!(next.partners.iter().map(|one| cents(one.by_rule)).sum::<i64>(), cents(budget));
        prop_assert_eq!(next.partners.iter().map(|one| cents(one.by_response)).sum::<i64>(), cents(budget));
        let today: f64 = next.partners.iter().map(|one| one.today).sum();
        for one in &next.partners {
            let part = one.today * budget / today;
            prop_assert!(one.by_rule >= (1.0 - share) * part - 0.011);
            prop_assert!(one.by_response >= 0.75 * part - 0.011 && one.by_response <= part / 0.75 + 0.011);
        }
    }

    #[test]
    fn the_allocation_is_the_engine_s(rows in any_rows(), beta in 0.2..0.9f64) {
        let question = Question { beta: Some(beta), ..Question::default() };
        let next = score(&rows, &question).next;
        // The same partners as tiers of a plan, with pipeline in the place of revenue.
        let mut plan = Plan::new("USD");
        for one in next.partners.iter().filter(|one| one.responds) {
            let tier = Tier::named(one.partner.clone()).with(Field::MdfSpent, one.today);
            plan = plan.with_tier(tier.with(Field::RevenueSourced, value(&one.credited)));
        }
        prop_assume!(!plan.tiers.is_empty());
        let question = allocate::Question { beta: Some(beta), max_move: Some(0.25), ..allocate::Question::default() };
        let best = allocate(&plan.validate().expect("valid"), &question).expect("a split");
        for (one, share) in next.partners.iter().filter(|one| one.responds).zip(&best.tiers) {
            prop_assert!((one.by_response - share.best.spend).abs() < 0.011, "{} is not {}", one.by_response, share.best.spend);
        }
    }

    #[test]
    fn scores_are_within_bounds_and_a_change_does_what_it_says(rows in any_rows(), fit in prop::option::of(0.0..1.0f64)) {
        let mut profile = Profile { partner: "A".to_owned(), ..Profile::default() };
        profile.set(Item::SharedAudience, fit);
        let answer = score(&rows, &Question { profiles: vec![profile], ..Question::default() });
        for card in &answer.cards {
            if let Ok(score) = &card.score {
                prop_assert!((0.0..=100.0).contains(score));
            }
            for change in &card.changes {
                // Just beyond the edge it is that tier.
                let to = if change.rises { change.to + 1e-6 } else { change.to - 1e-6 };
                prop_assert_eq!(&tier_with(card, change.part, to, &answer.tiers), &change.tier);
                prop_assert_ne!(card.proposed.as_ref().ok(), Some(&change.tier));
            }
        }
    }
}

#[test]
fn a_partner_or_a_tier_that_stands_twice_is_a_problem() {
    let mut question = Question::default();
    for (name, share) in [("A", 0.1), ("b", 0.5), ("a ", 0.9)] {
        let mut profile = Profile { partner: name.to_owned(), ..Profile::default() };
        profile.set(Item::Satisfaction, share);
        question.profiles.push(profile);
    }
    question.tiers = vec![("Top".to_owned(), 50.0), ("TOP".to_owned(), 0.0)];
    let problems = scorecard(&portfolio(&two()), &question).expect_err("twice");
    let found: Vec<_> =
        problems.iter().map(|one| (one.path.as_str(), one.kind.code(), one.value.as_str())).collect();
    assert_eq!(
        found,
        [("/tiers/1/name", "duplicateName", "TOP"), ("/partners/2/partner", "duplicateName", "a ")]
    );
}
