//! Which reviewed rows are held against which figure, and what is said beside them.
//!
//! The one place for this choice. The build script (`build.rs`) reads it and compiles in the rows named here and no
//! others; it stops when a row is not in `benchmarks.json`, and the compiler stops when a metric or field is not in
//! its table. `docs/benchmarks.md` says how rows are chosen.

/// What is said about one metric or input.
pub(crate) struct Use {
    /// The variant of `MetricId` or `Field`.
    pub(crate) of: Of,
    /// How the published definitions stand to ours; empty where there is nothing to hold it against.
    pub(crate) definition: &'static str,
    /// That there is no public benchmark, and why; empty where there is one.
    pub(crate) note: &'static str,
    /// The rows, in the order in which they are shown.
    pub(crate) rows: &'static [Pick],
}

/// A metric or an input, by the name of its variant.
pub(crate) enum Of {
    Metric(&'static str),
    Field(&'static str),
}

/// A row, how its figure is read, and how its definition differs from ours (empty where it does not).
pub(crate) struct Pick {
    pub(crate) row: &'static str,
    pub(crate) reading: Reading,
    pub(crate) differs: &'static str,
}

/// The variants of `benchmark::Reading`.
#[derive(Debug, PartialEq)]
pub(crate) enum Reading {
    AsIs,
    Complement,
    TimesDealSize,
}

/// A starting value for an input. `what` completes “… of (sample)”.
pub(crate) struct Start {
    pub(crate) field: &'static str,
    pub(crate) row: &'static str,
    pub(crate) what: &'static str,
}

const fn alike(row: &'static str) -> Pick {
    Pick { row, reading: Reading::AsIs, differs: "" }
}

const fn differs(row: &'static str, differs: &'static str) -> Pick {
    Pick { row, reading: Reading::AsIs, differs }
}

/// The row states the rest to 100 %: unspent for spent, kept for lost.
const fn rest(row: &'static str) -> Pick {
    Pick { row, reading: Reading::Complement, differs: "" }
}

const fn times_deal_size(row: &'static str, differs: &'static str) -> Pick {
    Pick { row, reading: Reading::TimesDealSize, differs }
}

const fn metric(name: &'static str, definition: &'static str, rows: &'static [Pick]) -> Use {
    Use { of: Of::Metric(name), definition, note: "", rows }
}

const fn field(name: &'static str, definition: &'static str, rows: &'static [Pick]) -> Use {
    Use { of: Of::Field(name), definition, note: "", rows }
}

const fn none(name: &'static str, note: &'static str) -> Use {
    Use { of: Of::Metric(name), definition: "", note, rows: &[] }
}

/// Nothing measured, but something near enough to be shown beside the figure.
const fn nearest(
    name: &'static str,
    note: &'static str,
    definition: &'static str,
    rows: &'static [Pick],
) -> Use {
    Use { of: Of::Metric(name), definition, note, rows }
}

const NO_RETURN: &str = "No public benchmark: no measured return on co-marketing was found.";
const NO_STEP: &str = "No public benchmark: no figure with a source was found for this step.";
const NO_YIELD: &str = "No public benchmark: nothing measured was found, only one company’s thresholds.";
const PROGRAMME_SPEND: &str = "program spend without people and time";

pub(crate) const USES: &[Use] = &[
    metric(
        "MdfUtilisation",
        "Yours is MDF spent out of MDF allocated; the bands are what vendors did not report as unspent.",
        &[
            alike("mdf.utilisation.dayta2025"),
            rest("mdf.unspent.crn2017_low"),
            rest("mdf.unspent.crn2017_mid"),
            rest("mdf.unspent.crn2017_high"),
        ],
    ),
    metric(
        "MdfPerLead",
        "Published figures count advertising spend alone, so they are compared with MDF and not with all cost.",
        &[
            alike("cpl.linkedin2025.amer.single_image"),
            alike("cpl.linkedin2025.single_image.emea"),
            alike("cpl.linkedin2025.single_image.apac"),
            alike("cpl.linkedin2025.amer.message"),
            differs("cpl.search_ads.2025", "mostly local and consumer advertisers"),
        ],
    ),
    none(
        "CostPerLead",
        "No public benchmark for all cost: published figures count advertising spend alone, as MDF per lead does.",
    ),
    none("CostPerMql", NO_STEP),
    none("CostPerOpportunity", NO_STEP),
    none(
        "CostPerInfluencedPipelineDollar",
        "No public benchmark: no source relates MDF to the pipeline that partners influenced.",
    ),
    metric(
        "LeadToMql",
        "Every company sets its own bar for a qualified lead.",
        &[alike("funnel.lead_to_mql.aberdeen2014_spread")],
    ),
    nearest(
        "MqlToOpportunity",
        "No public benchmark for this step: published rates end before there is an opportunity.",
        "The published step ends earlier than yours, so expect yours to be lower.",
        &[differs("funnel.mql_to_sal.aberdeen2014", "ends when sales accepts the lead")],
    ),
    metric(
        "OpportunityToWin",
        "Published win rates differ in what they divide by, and none says that it goes by value, as yours does.",
        &[
            differs("funnel.opportunity_to_win.hubspot", "of all opportunities"),
            differs("funnel.opportunity_to_win.rain", "of those that reached a proposal or quote"),
        ],
    ),
    none(
        "LeadToCustomer",
        "No public benchmark: the only rate found multiplies three stages of a 2009 survey of marketers.",
    ),
    metric(
        "PipelinePerMdfDollar",
        "Yours counts influenced pipeline at your influence credit; the source does not say which deals it credits.",
        &[alike("mdf.pipeline_per_dollar.dayta2025"), alike("mdf.pipeline_per_dollar.target")],
    ),
    nearest(
        "PipelinePerDollar",
        NO_YIELD,
        "Compare it first with your own direct program, with the same costs and the same rules of credit.",
        &[
            differs("direct.pipeline_per_dollar.marketo.break_even", PROGRAMME_SPEND),
            differs("direct.pipeline_per_dollar.marketo.good", PROGRAMME_SPEND),
            differs("direct.pipeline_per_dollar.marketo.excellent", PROGRAMME_SPEND),
        ],
    ),
    none("Roi", NO_RETURN),
    none("RoiRevenue", NO_RETURN),
    none("RoiPartner", NO_RETURN),
    none("RoiJoint", NO_RETURN),
    none("Ropi", NO_RETURN),
    nearest(
        "PartnerCac",
        "No public benchmark for customers won through partners: no figure has a source.",
        "What software companies spend for each dollar of new-customer annual revenue, times your deal size.",
        &[times_deal_size("cac_ratio.new.benchmarkit2024", "all sales and marketing of a company")],
    ),
    none(
        "CacReduction",
        "No public benchmark: savings through partners are often claimed, but no claim has a source.",
    ),
    metric(
        "LtvToCac",
        "A common rule of thumb; your lifetime value is gross profit over a capped lifetime.",
        &[alike("ltv_cac.rule3")],
    ),
    metric(
        "CacPaybackMonths",
        "Both count gross profit; the survey covers whole companies, your figure covers what you spend through partners.",
        &[alike("cac_payback.aleph2026")],
    ),
    none("PartnerSourcedRevenueShare", "No public benchmark: the only figures are from 2008 and 2019."),
    field(
        "GrossMargin",
        "Yours is also after the partner's commission.",
        &[
            differs("gross_margin.aleph2026.total", "not said to be after commission"),
            differs("gross_margin.aleph2026.software", "software revenue only"),
        ],
    ),
    field(
        "AnnualChurn",
        "By revenue, before expansion; the survey states what is kept, and this is the rest.",
        &[rest("grr.aleph2026")],
    ),
];

pub(crate) const STARTS: &[Start] = &[
    Start {
        field: "GrossMargin",
        row: "gross_margin.aleph2026.total",
        what: "Median gross margin on total revenue",
    },
    Start { field: "AnnualChurn", row: "revenue_churn.aleph2026", what: "Median annual revenue churn" },
];
