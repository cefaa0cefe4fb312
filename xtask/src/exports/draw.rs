//! Campaigns drawn from a seed.

use comarketing_roi_engine::Date;

/// One campaign; money in cents.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) partner: String,
    pub(super) tier: &'static str,
    /// The word in English and in German.
    pub(super) activity: (&'static str, &'static str),
    pub(super) start: Date,
    pub(super) end: Date,
    pub(super) paid: u64,
    pub(super) leads: u64,
    pub(super) pipeline: u64,
}

/// Numbers that are the same for the same seed (Steele, Lea and Flood, “Fast splittable pseudorandom number generators”,
/// 2014: SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn pick<T: Copy>(&mut self, list: &[T], other: T) -> T {
        let at = self.below(list.len() as u64) as usize;
        list.get(at).copied().unwrap_or(other)
    }
}

const TIERS: [&str; 3] = ["Strategic", "Focus", "Scale"];
const ACTIVITIES: [(&str, &str); 5] = [
    ("Webinar", "Webinar"),
    ("content", "Inhalte"),
    ("Targeted event", "Veranstaltung"),
    ("Trade show", "Messe"),
    ("Email", "E-Mail"),
];
const NAMES: [&str; 6] = [
    "Webinar on security",
    "“Cloud first”, part 2",
    "Roundtable; Munich",
    "E-book:\nten steps",
    "Booth \"B12\"",
    "Frühlingskampagne",
];
const PARTNERS: [&str; 8] = [
    "Acme",
    "Müller & Söhne",
    "Nord, Süd",
    "Beta \"Labs\"",
    "Straße AG",
    "東京パートナー",
    "O’Neil",
    "Gamma",
];

/// So many campaigns of one year.
pub(super) fn rows(count: usize, dice: &mut Dice) -> Vec<Row> {
    (1..=count).map(|number| row(number, dice)).collect()
}

/// A campaign.
pub(super) fn row(number: usize, dice: &mut Dice) -> Row {
    let partner = dice.pick(&PARTNERS, "Acme");
    let place = PARTNERS.iter().position(|name| *name == partner).unwrap_or_default();
    // A few large partners bring most.
    let size = 1 + 40 / (place as u64 + 1);
    let month = 1 + dice.below(12) as u32;
    let first = 1 + dice.below(20) as u32;
    let start = Date::new(2025, month, first).unwrap_or(Date::EPOCH);
    let end = Date::new(2025, month, first + dice.below(8) as u32).unwrap_or(start);
    let paid = 50_000 + dice.below(100_000) * size;
    Row {
        id: format!("EX-{number}"),
        name: dice.pick(&NAMES, "Webinar").to_owned(),
        partner: partner.to_owned(),
        tier: TIERS.get(place / 3).copied().unwrap_or("Scale"),
        activity: dice.pick(&ACTIVITIES, ("Webinar", "Webinar")),
        start,
        end,
        paid,
        leads: 5 + dice.below(200),
        pipeline: paid * dice.below(12) + dice.below(100),
    }
}
