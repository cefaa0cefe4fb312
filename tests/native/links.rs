//! Links: every plan comes back, nothing breaks the reader, and what was once written is read for ever.

use comarketing_roi::format::Format;
use comarketing_roi::insight::Insight;
use comarketing_roi::insight::link::file_of;
use comarketing_roi::insight::link::{LinkError, read, write, write_workspace};
use comarketing_roi::workspace::{Answer, Mode, Opened, Restored, Saved, Scenario, Workspace};
use comarketing_roi_engine::draft::{Entry, Input, Origin};
use comarketing_roi_engine::number::Unread;
use comarketing_roi_engine::plan::{Assumed, Kind, Switch};
use comarketing_roi_engine::{Draft, Field, MetricId, Number, Plan, Tier, evaluate};
use std::path::Path;

/// A source of numbers that is the same on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A value of a field: an end of its range, one as people type it, or any.
    fn value(&mut self, kind: Kind) -> f64 {
        let (low, high) = kind.range();
        match self.below(5) {
            0 => low,
            1 => high,
            2 => low + (high - low) * self.share(),
            3 => low + (high - low) * (self.below(1000) as f64 / 1000.0),
            _ => low.max((self.below(5_000_000) as f64 / 100.0).min(high)),
        }
    }

    fn number(&mut self, kind: Kind) -> Number {
        let mut ends = [self.value(kind), self.value(kind), self.value(kind)];
        ends.sort_by(f64::total_cmp);
        let [low, likely, high] = ends;
        if self.below(4) == 0 { Number::Range { low, likely, high } } else { Number::Exact(likely) }
    }

    fn plan(&mut self) -> Plan {
        const NAMES: [&str; 5] = ["Strategic", "Größe & Co.", "日本のパートナー", "a\u{1F600}b", "-"];
        let mut plan = Plan::new(["USD", "EUR", "JPY"][self.below(3) as usize]);
        plan.say(Switch::IncludesInfluenced, [None, Some(false), Some(true)][self.below(3) as usize]);
        plan.say(
            Switch::ProgrammeCostIncludesCommission,
            [None, Some(false), Some(true)][self.below(3) as usize],
        );
        for at in 0..=self.below(12) {
            plan.tiers.push(Tier::named(format!("{} {at}", NAMES[self.below(5) as usize])));
        }
        for place in plan.places().collect::<Vec<_>>() {
            if self.below(3) > 0 {
                let number = self.number(place.field.kind());
                plan.set(place, number);
            }
        }
        for _ in 0..self.below(3) {
            plan.assumed
                .push(Assumed { field: "/influenceCredit".to_owned(), why: "Because “so”.".to_owned() });
        }
        let given: Vec<_> = plan.places().filter(|place| plan.get(*place).is_some()).collect();
        plan.examples = given.into_iter().filter(|_| self.below(5) == 0).collect();
        plan.costs_withheld = self.below(6) == 0;
        plan
    }

    fn form(&mut self) -> Draft {
        let mut form = Draft::of(&self.plan(), &Origin::Yours);
        for place in form.places().collect::<Vec<_>>() {
            if self.below(9) == 0 {
                let input = Input::Unread { text: "1.2.3".to_owned(), why: Unread::NotANumber };
                form.set(place, Entry { input, origin: Origin::Yours });
            }
        }
        form
    }

    fn workspace(&mut self) -> Workspace {
        let mut workspace = Workspace::new(self.form(), self.form());
        if self.below(2) == 0 {
            let forecast = self.plan().validate().expect("a plan");
            workspace.campaign.forecast = Some(std::rc::Rc::new(forecast));
        }
        let scenarios =
            (0..self.below(7)).map(|at| Scenario { name: format!("Größe {at}"), form: self.form().into() });
        workspace.scenarios = std::rc::Rc::new(scenarios.collect());
        for path in ["/definition/clarity", "/campaign/target", "/call/target", "/controls/preApproval"] {
            if self.below(3) > 0 {
                workspace.set_answer(path.to_owned(), Answer::kept(path, "2"));
            }
        }
        workspace
    }
}

#[test]
fn every_workspace_comes_back() {
    let mut dice = Dice(5);
    for at in 0..200 {
        let (workspace, mode) = (dice.workspace(), Mode::ALL[at % 4]);
        let link = write_workspace(&Saved { workspace: &workspace, mode, step: at % 8, start: false });
        let expected = Restored { workspace, mode, step: at % 8, start: false };
        assert_eq!(read(&link), Ok(Opened::Workspace(Box::new(expected))));
    }
}

#[test]
fn a_link_without_costs_shows_its_receiver_the_ratios_and_no_cost() {
    let tier = Tier::named("Gold")
        .with(Field::MdfSpent, 123_456.0)
        .with(Field::ProgrammeCost, 65_432.0)
        .with(Field::PipelineSourced, 1e6)
        .with(Field::WinRate, 0.25)
        .with(Field::DealSize, 2e4);
    let mut plan = Plan::new("USD").with(Field::GrossMargin, 0.731).with_tier(tier);
    plan.assumed
        .push(Assumed { field: "/economics/grossMargin".to_owned(), why: "73.1 % last year".to_owned() });
    let insight = Insight::new(plan.validate().expect("a plan"), Format::new("en", "USD"));
    let own = Workspace::new(Draft::new("USD", &[]), Draft::new("USD", &[]));
    let saved = Saved { workspace: &own, mode: Mode::Sheet, step: 0, start: false };
    let sent = plan_in(&insight.link(&saved, true));
    assert!(sent.costs_withheld);
    let report = evaluate(&sent.clone().validate().expect("a plan"));
    let (roi, real) = (report.total.value(MetricId::Roi), insight.report.total.value(MetricId::Roi));
    assert!((roi.expect("a value") - real.expect("a value")).abs() < 1e-6);
    assert_eq!(report.total.value(MetricId::VendorCost), None);
    let text = serde_json::to_string(&sent).expect("JSON");
    for told in ["123456", "65432", "0.731", "73.1"] {
        assert!(!text.contains(told), "{told} stands in {text}");
    }
}

#[track_caller]
fn plan_in(text: &str) -> Plan {
    match read(text) {
        Ok(Opened::Plan(plan, _)) => plan.into_inner(),
        other => panic!("no plan: {other:?}"),
    }
}

#[test]
fn every_plan_comes_back() {
    let mut dice = Dice(1);
    for _ in 0..500 {
        let plan = dice.plan();
        let link = write(&plan);
        assert!(link.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{link}");
        assert_eq!(plan_in(&link), plan);
        let address = format!("https://calc.example.com/page?a=1#cmroi={link}&b=2");
        assert_eq!(plan_in(&address), plan);
    }
}

#[test]
fn nothing_breaks_the_reader() {
    let mut dice = Dice(2);
    let good = write(&dice.plan());
    for end in 0..good.len() {
        let why = read(&good[..end]).expect_err("what is cut off is no plan");
        assert_eq!(why, if end < 2 { LinkError::Foreign } else { LinkError::Broken });
    }
    for _ in 0..5_000 {
        let mut bytes = good.clone().into_bytes();
        let at = dice.below(bytes.len() as u64) as usize;
        bytes[at] = dice.below(128) as u8;
        let text = String::from_utf8(bytes).expect("ASCII");
        if let Ok(Opened::Plan(plan, _)) = read(&text) {
            assert!(plan.tiers.len() <= 12);
        }
    }
    for _ in 0..5_000 {
        let length = dice.below(60);
        let letters = (0..length).map(|_| char::from(b"ABCxyz019-_. %#="[dice.below(16) as usize]));
        let letters = letters.collect::<String>();
        for layout in 1..4 {
            let _ = read(&format!("{layout}.{letters}"));
        }
    }
}

#[test]
fn what_is_wrong_with_a_link_is_said() {
    let insight = Insight::new(
        Plan::new("USD").with_tier(Tier::named("A")).validate().expect("a plan"),
        Format::new("en", "USD"),
    );
    let said = |text: &str| file_of(text).expect("an answer");
    assert!(said("hello").contains("This link is not from this calculator."));
    assert!(said("7.AAAA").contains("newer version"));
    let link = write(&insight.plan);
    assert!(said(&link[..link.len() - 3]).contains("is cut off"));
    assert!(said(&link).contains("\"currency\":\"USD\""));
}

#[test]
fn eight_full_tiers_fit_an_address() {
    let mut plan = Plan::new("USD");
    for at in 0..8 {
        plan.tiers.push(Tier::named(format!("Partner tier {at}")));
    }
    for (at, place) in plan.places().collect::<Vec<_>>().into_iter().enumerate() {
        let (low, high) = place.field.kind().range();
        let value = match place.field.kind() {
            Kind::Rate => 0.123 + at as f64 / 1000.0,
            Kind::Money => 1_234_567.0 + at as f64,
            _ => (12.5 + at as f64).clamp(low, high),
        };
        plan.set(place, Number::Exact(value));
    }
    for (field, why) in
        [("/influenceCredit", 90), ("/economics/grossMargin", 120), ("/economics/annualChurn", 120)]
    {
        plan.assumed.push(Assumed { field: field.to_owned(), why: "x".repeat(why) });
    }
    let link = write(&plan);
    assert!(link.len() <= 2_000, "{}", link.len());
}

/// The files stay as they are: a link that somebody has sent must open as long as there is a calculator.
#[test]
fn links_of_old_are_read() {
    let mut seen = 0;
    for entry in Path::new("tests/links").read_dir().expect("the folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a link");
        let plan = std::fs::read_to_string(path.with_extension("json")).expect("its plan");
        let value = serde_json::from_str(&plan).expect("JSON");
        if let Ok(Opened::Workspace(whole)) = Opened::read(&value) {
            assert_eq!(read(&text), Ok(Opened::Workspace(whole)), "{}", path.display());
            seen += 1;
            continue;
        }
        let plan = Plan::read(&value).expect("a plan");
        assert_eq!(plan_in(&text), *plan, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 7, "{seen}");
}

/// Writes the files of this version, once: `cargo test --test native write_links -- --ignored`.
#[test]
#[ignore = "the files are written once for each version of the links"]
fn write_links() {
    let mut dice = Dice(3);
    let folder = Path::new("tests/links");
    for at in 0..2 {
        let file = folder.join(format!("2-{at}.txt"));
        let plan = dice.plan();
        std::fs::write(&file, write(&plan)).expect("a file");
        let text = serde_json::to_string_pretty(&plan).expect("JSON") + "\n";
        std::fs::write(file.with_extension("json"), text).expect("a file");
    }
    let workspace = dice.workspace();
    let saved = Saved { workspace: &workspace, mode: Mode::Campaign, step: 3, start: false };
    let file = folder.join("2-workspace.txt");
    std::fs::write(&file, write_workspace(&saved)).expect("a file");
    let text = serde_json::to_string_pretty(&saved).expect("JSON") + "\n";
    std::fs::write(file.with_extension("json"), text).expect("a file");
}
