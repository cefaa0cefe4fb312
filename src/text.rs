//! Every sentence of the page. Names of fields and metrics come from the engine's tables.

/// The language of these sentences.
pub const LANGUAGE: &str = "en";
/// The name of the product.
pub const TITLE: &str = "Co-marketing ROI calculator";
/// Says that the figures on screen are nobody's.
pub const SAMPLE_BANNER: &str = "Sample figures: replace with yours.";
/// Empties the form.
pub const CLEAR: &str = "Clear all figures";
/// Fills the form with the sample.
pub const FILL_SAMPLE: &str = "Fill in sample figures";
/// Takes the last change back.
pub const UNDO: &str = "Undo";
/// Brings back what was undone.
pub const REDO: &str = "Redo";
/// The region of actions.
pub const ACTIONS: &str = "Actions";
/// The region of inputs.
pub const INPUTS: &str = "Your figures";
/// The region of results.
pub const RESULTS: &str = "Results";
/// The group of tiers.
pub const TIERS: &str = "Partner tiers";
/// Adds a tier.
pub const ADD_TIER: &str = "Add a tier";
/// Why no more can be added.
pub const ENOUGH_TIERS: &str = "Twelve tiers are the most.";
/// Where there is no tier.
pub const NO_TIERS: &str = "There is no tier. Add one to begin.";
/// The group of direct figures.
pub const DIRECT: &str = "Direct marketing and sales";
/// What the direct figures are for.
pub const DIRECT_HELP: &str =
    "Your own marketing and sales without partners: what co-marketing is compared with.";
/// The question about double counting.
pub const INCLUDES_INFLUENCED: &str = "These figures already include the deals that partners influenced";
/// The group of economics.
pub const ECONOMICS: &str = "Margin, churn and credit";
/// What the credit is.
pub const CREDIT_HELP: &str =
    "Share of each influenced deal that counts for the partner. Results show the band from 0 % to 100 %.";
/// What the slider sets.
pub const CREDIT_SLIDER: &str = "Influence credit, slider";
/// Why the credit is what it is.
pub const WHY_CREDIT: &str =
    "Practice credits influenced deals at 25 % to 50 %; 40 % is taken until you choose.";
/// Marks a field whose figure is part of the sample.
pub const SAMPLE: &str = "sample";
/// Marks a field or figure that rests on an assumption.
pub const ASSUMED: &str = "assumed";
/// Heads the list of problems.
pub const PROBLEMS: &str = "Something needs mending";
/// Says that results are older than the form.
pub const STALE: &str =
    "These results are from the last valid figures. They follow again once the form is mended.";
/// Where there are no results yet.
pub const NOTHING_YET: &str = "Results appear here as soon as the figures can be read.";
/// After clearing.
pub const CLEARED: &str = "All figures are cleared. Undo brings them back.";
/// After filling in the sample.
pub const SAMPLE_FILLED: &str = "Sample figures are filled in. Undo brings yours back.";
/// After undo.
pub const UNDONE: &str = "The last change is undone.";
/// After redo.
pub const REDONE: &str = "The change is made again.";
/// How to read and open figures.
pub const DOTTED: &str =
    "Every figure opens to its formula. A dotted underline marks what rests on an assumption.";
/// Closes an explanation.
pub const CLOSE: &str = "Close";
/// The three numbers.
pub const EXECUTIVE: &str = "What executives ask for";
/// Acquisition cost.
pub const ACQUISITION: &str = "What a customer costs";
/// The table of tiers.
pub const TABLE: &str = "Tiers side by side";
/// All tiers.
pub const TOTAL: &str = "Total";
/// The direct column.
pub const DIRECT_COLUMN: &str = "Direct";
/// The column of names.
pub const METRIC: &str = "Metric";
/// Where a figure has no value.
pub const NO_VALUE: &str = "no value";
/// A cell that no figure belongs to.
pub const NOT_STATED: &str = "not stated here";
/// More rows.
pub const ALL_METRICS: &str = "Show all metrics";
/// Fewer rows.
pub const FEWER_METRICS: &str = "Show the main metrics";
/// The best tier.
pub const BEST: &str = "best";
/// The worst tier.
pub const WORST: &str = "last";
/// Figures that disagree.
pub const WARNINGS: &str = "Figures to check";
/// How a figure is worked out.
pub const FORMULA: &str = "Formula";
/// The same with the numbers put in.
pub const WITH_NUMBERS: &str = "With your numbers";
/// The quantities in a formula.
pub const TERMS: &str = "Where each number comes from";
/// Public figures.
pub const BENCHMARK: &str = "Benchmark";
/// Basis of a figure that was entered.
pub const ENTERED: &str = "as entered";
/// Basis of a figure that was worked out.
pub const DERIVED: &str = "worked out";
/// Break-even.
pub const PROGRAMME: &str = "What must be true, and the whole programme";

/// The name of a new tier.
pub fn new_tier(number: usize) -> String {
    format!("Tier {number}")
}

/// The label of a tier's name, by its position.
pub fn tier_name(position: usize) -> String {
    format!("Name of tier {position}")
}

/// After adding a tier.
pub fn tier_added(name: &str) -> String {
    format!("{name} is added.")
}

/// After removing a tier.
pub fn tier_removed(name: &str) -> String {
    format!("{name} is removed. Undo brings it back.")
}

/// Removes a tier.
pub fn remove_tier(name: &str) -> String {
    format!("Remove {name}")
}

/// Opens or closes the fields beyond the first.
pub fn more_detail(filled: usize, of: usize) -> String {
    format!("More detail ({filled} of {of} filled)")
}

/// The band of the headline.
pub fn band(low: &str, high: &str) -> String {
    format!("between {low} on sourced deals alone and {high} with full influence credit")
}

/// What the headline means, for a return that is not negative.
pub fn gained(unit: &str, more: &str) -> String {
    format!("Each {unit} spent came back, and {more} of gross profit with it.")
}

/// What the headline means, for a loss.
pub fn lost(unit: &str, less: &str) -> String {
    format!("Of each {unit} spent, {less} has not come back as gross profit.")
}

/// What the headline means at break-even.
pub fn even(unit: &str) -> String {
    format!("Each {unit} spent came back as gross profit, and no more.")
}

/// Customers cost less through partners.
pub fn cheaper(partner: &str, direct: &str, share: &str, saving: &str) -> String {
    format!(
        "A customer costs {partner} through partners and {direct} direct: a reduction of {share}, {saving} in all."
    )
}

/// Customers cost more through partners.
pub fn dearer(partner: &str, direct: &str, share: &str, extra: &str) -> String {
    format!(
        "A customer costs {partner} through partners and {direct} direct: an increase of {share}, {extra} in all."
    )
}

/// Customers cost the same.
pub fn equal(partner: &str) -> String {
    format!("A customer costs {partner} through partners and direct alike.")
}

/// What stands in for what was not given.
pub fn assumptions(count: usize) -> String {
    format!("What was assumed ({count})")
}

/// A total that does not cover every tier.
pub fn covers(names: &str) -> String {
    format!("Covers {names} only: the other tiers lack figures that this needs.")
}

/// For screen readers, some time after typing.
pub fn spoken_headline(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// A published figure: what it is, whom it covers, whether it was measured, and where ours stands.
pub fn published(stat: &str, segment: &str, kind: &str, standing: Option<&str>) -> String {
    let mut text = stat.to_owned();
    if !segment.is_empty() {
        text = format!("{text}, {segment}");
    }
    if !kind.is_empty() {
        text = format!("{text} ({kind})");
    }
    match standing {
        Some(standing) => format!("{text}. Yours: {standing}."),
        None => format!("{text}."),
    }
}

/// Three quartiles.
pub fn quartiles(low: &str, median: &str, high: &str) -> String {
    format!("{low} / {median} / {high}")
}

/// A median and where the best quarter begins.
pub fn median_and_top(median: &str, top: &str) -> String {
    format!("{median}, best quarter from {top}")
}

/// From one figure to another.
pub fn range(low: &str, high: &str) -> String {
    format!("{low} to {high}")
}
