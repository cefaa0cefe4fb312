//! The questions of the assessment, what each answer means, and what to do next. To change the assessment, change a row.
//!
//! The dimensions, their three stages, the pillars and the four controls are those that the trade checks an ecosystem
//! against; the sentences are this product's. What a step moves is named by field and metric, so that a row cannot name
//! an input that no plan has.

use super::{Control, Dimension, Matrix, Pillar};
use crate::metric::MetricId;
use crate::plan::Field;

/// Three sentences, lowest level first, and what leads from each of the first two to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// A sentence for each level, in which a person can recognize their company.
    pub levels: [&'static str; 3],
    /// One concrete action for the step from level 1 to 2, and one from 2 to 3.
    pub steps: [&'static str; 2],
}

/// What a step bears on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An input of the plan; of every tier, where tiers have it.
    Input(Field),
    /// A metric of the report.
    Metric(MetricId),
}

/// How a step bears on its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It goes up.
    Rises,
    /// It goes down.
    Falls,
    /// It can be stated where it was a guess before; whichever way that changes it.
    Known,
}

/// What a step would move, and why one expects it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// What is moved.
    pub target: Target,
    /// Which way.
    pub effect: Effect,
    /// Why, in a sentence.
    pub why: &'static str,
}

/// A row of [`MATRICES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The matrix.
    pub matrix: Matrix,
    /// Its name for people.
    pub name: &'static str,
    /// One sentence on what it asks.
    pub about: &'static str,
    /// Id and name of each stage, lowest first.
    pub stages: [(&'static str, &'static str); 3],
}

/// A row of [`DIMENSIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DimensionRow {
    /// The dimension.
    pub dimension: Dimension,
    /// The matrix that it belongs to.
    pub matrix: Matrix,
    /// Its name for people.
    pub name: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// The answers, and the steps between them.
    pub ladder: Ladder,
    /// What the steps would move.
    pub moves: &'static [Move],
}

/// A row of [`PILLARS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PillarRow {
    /// The pillar.
    pub pillar: Pillar,
    /// Its name for people.
    pub name: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// The answers, and the steps between them.
    pub ladder: Ladder,
    /// The dimensions that say how it stands where it was not answered itself.
    pub draws_on: &'static [Dimension],
}

/// A row of [`CONTROLS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ControlRow {
    /// The control.
    pub control: Control,
    /// Its name for people.
    pub name: &'static str,
    /// What is asked; yes means that the control is in place.
    pub question: &'static str,
    /// What is missing where it is not.
    pub missing: &'static str,
    /// What having it would move.
    pub moves: &'static [Move],
}

macro_rules! moves {
    ($( $target:ident($name:ident) $effect:ident $why:literal; )*) => {
        &[ $( Move { target: moves!(@ $target $name), effect: Effect::$effect, why: $why }, )* ]
    };
    (@ Input $name:ident) => { Target::Input(Field::$name) };
    (@ Metric $name:ident) => { Target::Metric(MetricId::$name) };
}

/// Both matrices.
pub static MATRICES: [MatrixRow; Matrix::ALL.len()] = [
    MatrixRow {
        matrix: Matrix::Definition,
        name: "Ecosystem definition",
        about: "Whether it is clear which partners you want, why, and how you know that it works.",
        stages: [("undefined", "Undefined"), ("emerging", "Emerging"), ("strategic", "Strategic")],
    },
    MatrixRow {
        matrix: Matrix::Operations,
        name: "Ecosystem operations",
        about: "Whether people, systems and procedures carry the work with partners.",
        stages: [
            ("sideJob", "Side job"),
            ("centralised", "Centralized partner operations"),
            ("integrated", "Integrated ecosystem operations"),
        ],
    },
];

/// Every dimension, those of the definition first.
pub static DIMENSIONS: [DimensionRow; Dimension::ALL.len()] = [
    DimensionRow {
        dimension: Dimension::Clarity,
        matrix: Matrix::Definition,
        name: "Clarity",
        question: "Who belongs to your partner ecosystem, and why?",
        ladder: Ladder {
            levels: [
                "Partners join when they ask or when a deal needs them, and nobody could say what makes a good one.",
                "We name kinds of partner and know some of the firms that our customers rely on, but not all.",
                "A written definition says which partners we want at each point of the customer’s journey, and for which growth goal.",
            ],
            steps: [
                "List the partners behind your last twenty won deals, group them by kind, and write one sentence per kind on what qualifies a partner.",
                "Finish the map of partners around your ideal customer from first contact to renewal, give each kind a growth goal, and review it twice a year.",
            ],
        },
        moves: moves! {
            Input(OpportunitiesSourced) Rises "Partners that customers already rely on find more opportunities.";
            Input(WinRate) Rises "More deals have a partner in them that the customer trusts.";
        },
    },
    DimensionRow {
        dimension: Dimension::Segmentation,
        matrix: Matrix::Definition,
        name: "Segmentation",
        question: "How do you tell partners apart?",
        ladder: Ladder {
            levels: [
                "Every partner gets the same program, attention and terms.",
                "We sort partners by type, though each team draws the lines differently.",
                "Every partner has one segment by role, influence, customer fit and effect on revenue, and all teams use it.",
            ],
            steps: [
                "Agree with sales and marketing on one list of types and tiers, and put each active partner in exactly one.",
                "Score each partner on role, influence, customer fit and effect on revenue, and move it to the tier that the score gives.",
            ],
        },
        moves: moves! {
            Metric(PipelinePerMdfDollar) Rises "Funds go deep where influence is large and stay small elsewhere.";
            Metric(LeadToMql) Rises "Campaigns run with partners that sell to the same kind of customer.";
            Input(ProgrammeCost) Falls "Partners with little effect move to self-service.";
        },
    },
    DimensionRow {
        dimension: Dimension::Prioritisation,
        matrix: Matrix::Definition,
        name: "Prioritization",
        question: "What decides which partners get time and money first?",
        ladder: Ladder {
            levels: [
                "Whoever argues best, or is closest to us, gets time and money.",
                "Criteria are written down, but most choices are made without them.",
                "A scorecard of product fit, route to market and revenue decides, and people follow it.",
            ],
            steps: [
                "Choose five criteria, score your twenty largest partners, and compare the ranking with where time and MDF go today.",
                "Tie the scorecard to planning: no change of tier and no MDF without a current score.",
            ],
        },
        moves: moves! {
            Input(PipelineSourced) Rises "The partners that can bring most are worked with first.";
            Metric(Roi) Rises "The same money goes to partners that return more of it.";
            Metric(PartnerCac) Falls "Less is spent on partners that bring no customers.";
        },
    },
    DimensionRow {
        dimension: Dimension::ProgrammeDesign,
        matrix: Matrix::Definition,
        name: "Program design",
        question: "How do joint campaigns come about?",
        ladder: Ladder {
            levels: [
                "Joint campaigns come up one at a time, each invented from scratch.",
                "Some groups of partners have a program on paper; the others improvise.",
                "Every segment has its program and tried plays that capture leads, with the goal fixed before each start.",
            ],
            steps: [
                "Write your best joint campaign down as a play with lead capture, follow-up and a target, and run it with three partners.",
                "Give each segment two or three plays of its own, and stop activity without lead capture unless its stated goal is brand.",
            ],
        },
        moves: moves! {
            Input(Leads) Rises "Each play captures leads by design.";
            Input(Mqls) Rises "Follow-up and the definition of a qualified lead are part of the play.";
            Metric(CostPerLead) Falls "A play that exists costs less to run again.";
        },
    },
    DimensionRow {
        dimension: Dimension::Measurement,
        matrix: Matrix::Definition,
        name: "Measurement",
        question: "What can you say today about what partners bring?",
        ladder: Ladder {
            levels: [
                "Nobody can say what partners did last quarter or which revenue they touched.",
                "Some partner touches are in the CRM; the others live in inboxes and memories.",
                "One dashboard that finance reads too shows sourced and influenced pipeline, contract value and net retention.",
            ],
            steps: [
                "Make “sourced by” and “influenced by” required fields of every opportunity, with one sentence on when each applies.",
                "Build one report of pipeline, contract value and retention by tier, and settle the influence credit with finance.",
            ],
        },
        moves: moves! {
            Input(PipelineInfluenced) Known "Influence is recorded with the deal, not remembered.";
            Input(RevenueInfluenced) Known "Won deals carry the partner that helped.";
            Input(InfluenceCredit) Known "The credit is agreed with finance where it was assumed.";
            Metric(PipelineCredited) Rises "Influence that went unrecorded is counted.";
        },
    },
    DimensionRow {
        dimension: Dimension::Ownership,
        matrix: Matrix::Operations,
        name: "Ownership",
        question: "Who is responsible for the result of partnering?",
        ladder: Ladder {
            levels: [
                "Several people each do a part, and nobody is responsible for the whole.",
                "A partner team handles deal registration and plain reports, but not how partnering works as a whole.",
                "One named function is responsible for how we work with partners, from recruiting to renewal, and for its numbers.",
            ],
            steps: [
                "Name one person who is responsible for the partner numbers, and list who does which part today.",
                "Widen that mandate to recruiting, enablement, MDF, co-selling and renewal, under one target.",
            ],
        },
        moves: moves! {
            Input(ActivePartners) Rises "Partners that know whom to ask take part.";
            Metric(MdfUtilisation) Rises "Somebody makes sure that allocated funds are used.";
            Input(ProgrammeCost) Rises "The owner’s time is a cost of the program.";
        },
    },
    DimensionRow {
        dimension: Dimension::Organisation,
        matrix: Matrix::Operations,
        name: "Organization",
        question: "How are the people who work with partners organized?",
        ladder: Ladder {
            levels: [
                "People do partnering when their own job leaves time for it.",
                "A small central team supports partners but plans apart from revenue operations.",
                "A central core sets the standard, and specialists in regions and sales motions work to it.",
            ],
            steps: [
                "Turn the scattered hours into set roles, and give those roles a seat in the weekly pipeline review.",
                "Keep planning and data in the center, and place a specialist with a pipeline target in each region or motion.",
            ],
        },
        moves: moves! {
            Input(OpportunitiesInfluenced) Rises "Partners are called into deals while it still helps.";
            Input(SalesCycleMonths) Falls "A specialist on the deal saves the search for the right partner.";
            Input(ProgrammeCost) Rises "Specialists are paid for.";
        },
    },
    DimensionRow {
        dimension: Dimension::SystemsAndData,
        matrix: Matrix::Operations,
        name: "Systems and data",
        question: "Where does partner data live?",
        ladder: Ladder {
            levels: [
                "In tools and spreadsheets that know nothing of each other and do not agree.",
                "PRM and CRM exchange some records, and credit is put together by hand.",
                "Sales, partner, marketing and customer-success systems work on one set of records.",
            ],
            steps: [
                "Give each partner and each registered deal one identifier in both PRM and CRM, and clear out the duplicates.",
                "Connect marketing automation and customer success to the same records, and take the credit from them, not from a spreadsheet.",
            ],
        },
        moves: moves! {
            Input(OpportunitiesInfluenced) Known "A deal shows which partners touched it.";
            Metric(MqlToOpportunity) Rises "Leads reach the seller without a detour through a spreadsheet.";
            Input(ProgrammeCost) Falls "Nobody puts the reports together by hand.";
        },
    },
    DimensionRow {
        dimension: Dimension::ProcessAndGovernance,
        matrix: Matrix::Operations,
        name: "Process and governance",
        question: "How are deals registered and MDF granted?",
        ladder: Ladder {
            levels: [
                "It depends on the region and on whom you ask.",
                "Some procedures are written down, and the exception is the rule.",
                "Registration, MDF, co-selling and co-marketing follow standards with response times that are kept and checked.",
            ],
            steps: [
                "Write one page each on registering a deal and asking for MDF: who decides, by what, within how many days.",
                "Publish response times for all four procedures, report monthly how often they are kept, and let each exception need a signature.",
            ],
        },
        moves: moves! {
            Metric(MdfUtilisation) Rises "Partners use funds whose rules they know.";
            Input(OpportunitiesSourced) Rises "Partners register deals where they trust the answer.";
            Input(SalesCycleMonths) Falls "Registered deals do not wait for a decision.";
        },
    },
    DimensionRow {
        dimension: Dimension::BusinessValue,
        matrix: Matrix::Operations,
        name: "Business value",
        question: "How do you show what partnering is worth?",
        ladder: Ladder {
            levels: [
                "We tell stories of good partner deals, with no number behind them.",
                "In some channels we can trace partner work to pipeline.",
                "Leadership plans with what partners add to pipeline, retention and the lifetime value of customers.",
            ],
            steps: [
                "Take the channel with the best records and show its pipeline for each unit of cost next to direct’s, every quarter.",
                "Add retention and lifetime value with and without a partner, and put these numbers into the annual plan.",
            ],
        },
        moves: moves! {
            Metric(PipelineIndex) Known "Partners and direct show on one scale.";
            Input(AnnualChurn) Known "Retention is looked at for customers that came through partners.";
            Metric(Ropi) Known "Lifetime value is compared with all cost of supporting partners.";
            Input(MdfAllocated) Rises "Funds follow a case that finance believes.";
        },
    },
];

/// The six pillars.
pub static PILLARS: [PillarRow; Pillar::ALL.len()] = [
    PillarRow {
        pillar: Pillar::Strategy,
        name: "Strategy",
        question: "What part do partners play in your growth plan?",
        ladder: Ladder {
            levels: [
                "The growth plan does not mention partners.",
                "The growth plan counts on partners, without a target of their own.",
                "Partners carry targets in the growth plan that are reviewed as often as those of direct sales.",
            ],
            steps: [
                "Write down which growth goal partners serve, and for which customers.",
                "Set a target for sourced and for influenced pipeline by tier, and review both with direct’s.",
            ],
        },
        draws_on: &[Dimension::Clarity, Dimension::Segmentation, Dimension::Prioritisation],
    },
    PillarRow {
        pillar: Pillar::People,
        name: "People",
        question: "Do people have the role, the skill and a reason to work with partners?",
        ladder: Ladder {
            levels: [
                "People learn partnering by doing it, and nobody is measured on it.",
                "There are partner roles, but the sellers and marketers around them gain nothing by helping.",
                "Roles, training and incentives are set, and a direct seller gains from a deal with a partner in it.",
            ],
            steps: [
                "Describe the partner roles, fill them, and train them in what partners sell.",
                "Let sellers earn the same on a deal with a partner, and give marketing a share of the partner target.",
            ],
        },
        draws_on: &[Dimension::Ownership, Dimension::Organisation],
    },
    PillarRow {
        pillar: Pillar::Process,
        name: "Process",
        question: "Would two teams run the same joint campaign the same way?",
        ladder: Ladder {
            levels: [
                "No: each starts from its own habits.",
                "In part: there are templates, and most people adapt them.",
                "Yes: plays and approvals are standard, and each ends with a review that improves them.",
            ],
            steps: [
                "Put the steps of one joint campaign, from request to report, on a page that both teams sign.",
                "Make that page the only way to get a budget, and change it after each review.",
            ],
        },
        draws_on: &[Dimension::ProgrammeDesign, Dimension::ProcessAndGovernance],
    },
    PillarRow {
        pillar: Pillar::Technology,
        name: "Technology",
        question: "What do your systems do for the work with partners?",
        ladder: Ladder {
            levels: [
                "Email and spreadsheets.",
                "A partner portal or PRM is in use, and people copy between it and the CRM.",
                "What a partner enters is seen by sales and marketing at once, and nobody copies anything.",
            ],
            steps: [
                "Move deal registration and MDF requests out of email into one system.",
                "Replace the copying between systems with a connection, the most frequent one first.",
            ],
        },
        draws_on: &[Dimension::SystemsAndData],
    },
    PillarRow {
        pillar: Pillar::Customer,
        name: "Customer",
        question: "What do customers notice of your partners?",
        ladder: Ladder {
            levels: [
                "They meet partners by chance and have to put the pieces together themselves.",
                "Partners help at some points, mostly up to the signature.",
                "From first contact to renewal the customer has the right partner at hand, and we ask how it went.",
            ],
            steps: [
                "Ask ten customers which firms they rely on besides you, and bring two of these firms into the next deals.",
                "Name a partner motion for adoption and renewal, and measure satisfaction with and without it.",
            ],
        },
        draws_on: &[Dimension::Clarity, Dimension::Segmentation],
    },
    PillarRow {
        pillar: Pillar::Results,
        name: "Results",
        question: "Would your finance team sign the partner numbers?",
        ladder: Ladder {
            levels: [
                "There are no numbers to sign.",
                "It accepts sourced deals and doubts the rest.",
                "It uses sourced, influenced and the credit between them in its own forecast.",
            ],
            steps: [
                "Report sourced pipeline and what it cost, by tier, each quarter.",
                "Agree on the influence credit, and show every return with the band from none to full credit.",
            ],
        },
        draws_on: &[Dimension::Measurement, Dimension::BusinessValue],
    },
];

/// The four controls of good MDF governance.
pub static CONTROLS: [ControlRow; Control::ALL.len()] = [
    ControlRow {
        control: Control::TransparentAllocation,
        name: "Transparent allocation",
        question: "Can a partner see from your rules how it earns MDF and what it may spend it on?",
        missing: "Publish how MDF is earned by tier, and a list of what it pays for.",
        moves: moves! {
            Metric(MdfUtilisation) Rises "Partners request funds that they know they have.";
            Input(ActivePartners) Rises "Partners without a contact inside get their share too.";
        },
    },
    ControlRow {
        control: Control::PreApproval,
        name: "Pre-approval",
        question: "Is every funded activity approved against criteria before it runs?",
        missing: "Approve before the start, against a lead definition, a pipeline target and a rule of credit; reimburse nothing else.",
        moves: moves! {
            Input(Mqls) Rises "What captures no leads is sent back before it costs money.";
            Metric(CostPerMql) Falls "What captures no leads is sent back before it costs money.";
        },
    },
    ControlRow {
        control: Control::PerformanceLinkedDisbursement,
        name: "Performance-linked disbursement",
        question: "Does part of a partner’s next MDF depend on its last result?",
        missing: "Hold back a stated part of the next allocation, and release it by the pipeline of the last.",
        moves: moves! {
            Metric(PipelinePerMdfDollar) Rises "Funds move to the activities that brought pipeline.";
        },
    },
    ControlRow {
        control: Control::MeasureAndReport,
        name: "Measure and report",
        question: "Does every funded activity end with a report from spend through leads and pipeline to revenue?",
        missing: "Ask for the report with the claim: spend, leads, pipeline and revenue of the activity.",
        moves: moves! {
            Input(Leads) Known "The lead list comes with the claim.";
            Input(PipelineSourced) Known "The report follows the leads into pipeline.";
            Input(RevenueSourced) Known "The report follows the pipeline to what was won.";
        },
    },
];
