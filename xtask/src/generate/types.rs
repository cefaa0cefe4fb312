//! `engine.d.ts`: the shapes of plan, report and answer, as TypeScript users meet them.

use super::once;
use super::questions::{FUNCTIONS, questions};
use super::shapes::{FIGURES, HEAD, INPUTS, TAIL};
use anyhow::Result;
use comarketing_roi_engine::metric::Stated;
use comarketing_roi_engine::plan::{Group, Switch, VERSION};
use comarketing_roi_engine::problem::ProblemKind;
use comarketing_roi_engine::report::{WarningKind, capital};
use comarketing_roi_engine::resolve::{Basis, DEFAULT_CREDIT};
use comarketing_roi_engine::symbol::Symbol;
use comarketing_roi_engine::{Field, METRICS, Metric, Report};

/// `engine.d.ts`: the types of the headless engine.
pub(crate) fn types() -> Result<String> {
    let parts =
        [HEAD, &unions(), INPUTS, &plan(), FIGURES, &scopes(), &report(), &questions()?, TAIL, FUNCTIONS];
    Ok(parts.concat())
}

/// A union of texts.
fn union(about: &str, name: &str, texts: &[&str]) -> String {
    let members: String = texts.iter().map(|text| format!("\n  | '{text}'")).collect();
    format!("/** {about} */\nexport type {name} ={members};\n")
}

fn unions() -> String {
    let units = METRICS.iter().map(|row| row.unit).chain(Symbol::ALL.iter().map(|symbol| symbol.unit()));
    let units = once(units.map(|unit| unit.id()));
    let bases = Basis::ALL.map(Basis::id);
    let ids: Vec<&str> = METRICS.iter().map(|row| row.id.text()).collect();
    // The engine itself cannot report that it has stopped; engine.js does.
    let problems = [ProblemKind::CODES, &["internal"]].concat();
    [
        union("The public name of a metric.", "MetricId", &ids),
        union("What a figure is measured in. A ratio of 1 is 100 %; money is in the plan's currency.", "Unit", &units),
        union("How well a figure is known: entered, worked out from what was entered, resting on an assumption, or resting on a figure of an example. What rests on several is known as well as the worst of them.", "Basis", &bases),
        union("What is wrong with a field. `internal`: the engine has stopped because of a defect.", "ProblemCode", &problems),
        union("Why figures do not fit together.", "WarningCode", WarningKind::CODES),
    ]
    .join("\n")
}

fn plan() -> String {
    [
        object("A group of partners that is funded and measured as one.", "Tier", Group::Tier, TIER_NAME),
        object("The company's own direct marketing and sales, for comparison.", "Direct", Group::Direct, ""),
        object("What holds for all tiers.", "Economics", Group::Economics, ""),
        object(
            "The inputs. Keys that are not listed here are refused.",
            "Plan",
            Group::Plan,
            &format!("  version: {VERSION};\n  /** ISO 4217, like `USD`. Nothing is converted. */\n  currency: string;\n{PARTS}"),
        ),
    ]
    .concat()
}

const TIER_NAME: &str =
    "  /** 1 to 60 characters that can be seen; no other tier's, whatever the case. */\n  name: string;\n";
const PARTS: &str = "  /** 1 to 12. */
  tiers: readonly Tier[];
  direct?: Direct | null | undefined;
  economics?: Economics | null | undefined;
  /** Which of the values are assumptions. */
  assumed?: readonly Assumed[] | null | undefined;
  /** Which of the values are those of an example, as JSON pointers such as `/tiers/0/mdfSpent`. */
  examples?: readonly string[] | null | undefined;
  /**
   * Whether costs and margins are known in proportion to one another only, as in a link without costs. Ratios are right
   * then; a figure that would tell a cost or a margin has no value.
   */
  costsWithheld?: boolean | null | undefined;
";

fn object(about: &str, name: &str, group: Group, before: &str) -> String {
    let inputs: String = Field::of(group)
        .map(|field| format!("  /** {} {} */\n  {}?: Input;\n", field.help(), takes(field), field.id()))
        .collect();
    let switches: String = Switch::of(group)
        .map(|switch| {
            format!("  /** {} */\n  {}?: boolean | null | undefined;\n", switch.help(), switch.id())
        })
        .collect();
    format!("\n/** {about} */\nexport interface {name} {{\n{before}{inputs}{switches}}}\n")
}

fn takes(field: Field) -> String {
    let default = match field.symbol() {
        Some(Symbol::C) => format!("; {DEFAULT_CREDIT} unless given"),
        _ => String::new(),
    };
    capital(&super::takes(field.kind())) + &default + "."
}

/// Which metrics a tier, the total and direct state.
fn scopes() -> String {
    let of = |about: &str, name: &str, extends: &str, stated: Stated| {
        let rows = METRICS.iter().filter(|row| row.stated == stated);
        let rows: String = rows.map(metric).collect();
        format!("\n/** {about} */\nexport interface {name} {extends}{{\n{rows}}}\n")
    };
    [
        of("The metrics of a tier.", "TierMetrics", "", Stated::Each),
        of("The metrics of all tiers together.", "TotalMetrics", "extends TierMetrics ", Stated::Total),
        of("The metrics of direct.", "DirectMetrics", "", Stated::Direct),
    ]
    .concat()
}

fn metric(row: &Metric) -> String {
    format!("  /** {}: {} */\n  {}: Figure<'{}'>;\n", row.name, row.about(), row.id.text(), row.unit.id())
}

fn report() -> String {
    let texts = |texts: Vec<&str>| -> String {
        texts.iter().map(|text| format!("'{text}'")).collect::<Vec<_>>().join(" | ")
    };
    let better = texts(once(METRICS.iter().map(|row| row.better.id())));
    let stated = texts(once(METRICS.iter().map(|row| row.stated.id())));
    let version = Report::VERSION;
    format!(
        "
/** Figures that belong together. */
export interface Scope<Metrics = Partial<Record<MetricId, Figure>>> {{
  metrics: Metrics;
}}

export interface TierScope extends Scope<TierMetrics> {{
  name: string;
}}

/** Figures that disagree, or that cannot be. */
export interface Warning {{
  code: WarningCode;
  /** JSON pointer to the field to look at. */
  field: string;
  message: string;
  /** The two values that do not fit, the field's own first. */
  values: [number, number];
}}

/** A value that stands in for one that was not given. */
export interface Assumption {{
  /** JSON pointer to the field. */
  field: string;
  value: number;
  why: string;
}}

/** An input that is still that of an example. */
export interface Example {{
  /** JSON pointer to the field. */
  field: string;
  value: number;
}}

/** The answer to a plan: plain data. */
export interface Report {{
  version: {version};
  currency: string;
  /** In the order of the plan. */
  tiers: TierScope[];
  total: Scope<TotalMetrics>;
  direct: Scope<DirectMetrics>;
  warnings: Warning[];
  assumptions: Assumption[];
  /** Whether some of its inputs are still those of an example. */
  example: boolean;
  examples: Example[];
}}

/** A row of the table of metrics. */
export interface Metric {{
  id: MetricId;
  name: string;
  /** One sentence on what it says. */
  about: string;
  unit: Unit;
  better: {better};
  stated: {stated};
  formula: string;
}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_and_field_has_its_type() {
        let text = types().unwrap();
        for row in &METRICS {
            let line = format!("\n  {}: Figure<'{}'>;", row.id.text(), row.unit.id());
            assert_eq!(text.matches(&line).count(), 1, "{}", row.id.text());
        }
        for field in Field::ALL {
            assert!(text.contains(&format!("\n  {}?: Input;", field.id())), "{}", field.id());
        }
    }

    #[test]
    fn nothing_ends_a_comment_early() {
        for text in METRICS.iter().map(|row| row.about()).chain(Field::ALL.iter().map(|field| field.help())) {
            assert!(!text.contains("*/"), "{text}");
        }
    }
}
