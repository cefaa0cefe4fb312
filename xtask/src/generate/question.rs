//! The questions of the engine: their functions in `engine.d.ts`, and their schemas.

use super::describe;
use super::json_schema::{File, file};
use super::shape::{Body, Def, Presence, find};
use anyhow::{Context, Result};

/// A function of the headless API.
struct Question {
    name: &'static str,
    about: &'static str,
    takes: Takes,
    /// The type of the answer.
    answer: &'static str,
}

/// What a question takes; types by their names.
enum Takes {
    /// One argument, called so.
    Alone(&'static str, &'static str),
    /// A plan, and options.
    Plan(&'static str),
    /// Two plans, as members of this type.
    Plans(&'static str),
    /// Campaigns with the terms of a portfolio, and options.
    Portfolio(&'static str),
    /// Campaigns with the terms of a portfolio, and a plan that may be left out, as members of this type.
    PortfolioAndPlan(&'static str),
    /// A table in pieces, and with what terms it is judged; answered later.
    Table(&'static str),
}

const QUESTIONS: [Question; 24] = [
    Question {
        name: "appraise",
        about: "What a stream of costs and benefits is worth today.",
        takes: Takes::Alone("question", "CashFlow"),
        answer: "Appraisal",
    },
    Question {
        name: "project",
        about: "The case over several years, month by month.",
        takes: Takes::Plan("ProjectOptions"),
        answer: "Projection",
    },
    Question {
        name: "solve",
        about: "Which value of one input brings a metric to a target.",
        takes: Takes::Plan("SolveOptions"),
        answer: "Solution",
    },
    Question {
        name: "flipPoints",
        about: "How far each input is from the value at which the verdict on a metric turns.",
        takes: Takes::Plan("FlipOptions"),
        answer: "FlipPoints",
    },
    Question {
        name: "channels",
        about: "Partners against direct, opportunity by opportunity: four lifts, and what each adds.",
        takes: Takes::Plan("ChannelsOptions"),
        answer: "Channels",
    },
    Question {
        name: "sensitivity",
        about: "Which input moves a metric most.",
        takes: Takes::Plan("SensitivityOptions"),
        answer: "Sensitivity",
    },
    Question {
        name: "simulate",
        about: "What the figures are when inputs are ranges.",
        takes: Takes::Plan("SimulateOptions"),
        answer: "Simulated",
    },
    Question {
        name: "allocate",
        about: "How a budget is best split over the tiers when returns diminish.",
        takes: Takes::Plan("AllocateOptions"),
        answer: "Allocation",
    },
    Question {
        name: "mature",
        about: "How much of a campaign can be judged by now.",
        takes: Takes::Alone("campaign", "Campaign"),
        answer: "Maturity",
    },
    Question {
        name: "cash",
        about: "When each side of a campaign has how much of its money.",
        takes: Takes::Alone("campaign", "CashCampaign"),
        answer: "CashCalendar",
    },
    Question {
        name: "creditForTarget",
        about: "The influence credit at which a target is met.",
        takes: Takes::Plan("CreditOptions"),
        answer: "CreditForTarget",
    },
    Question {
        name: "agreement",
        about: "The MDF share, or the partner's margin, at which both sides reach their targets.",
        takes: Takes::Plan("AgreementOptions"),
        answer: "Agreement",
    },
    Question {
        name: "settle",
        about: "Why the actuals differ from the forecast. Problems start with `/forecast` or `/actuals`.",
        takes: Takes::Plans("SettleQuestion"),
        answer: "Settlement",
    },
    Question {
        name: "creditEvidence",
        about: "What win rates say for an influence credit.",
        takes: Takes::Alone("question", "CreditQuestion"),
        answer: "CreditEvidence",
    },
    Question {
        name: "holdout",
        about: "What a program brought that would not have come anyway, by an experiment with a control group.",
        takes: Takes::Alone("question", "HoldoutQuestion"),
        answer: "Holdout",
    },
    Question {
        name: "assess",
        about: "How mature an ecosystem is by what its people say of it, and what to do next.",
        takes: Takes::Alone("answers", "Answers"),
        answer: "Assessment",
    },
    Question {
        name: "readCampaigns",
        about: "Plain rows as campaigns. A row with a problem is left out, and its problems are told.",
        takes: Takes::Alone("question", "CampaignRows"),
        answer: "ReadCampaigns",
    },
    Question {
        name: "readCampaignTable",
        about: "A table as text as campaigns. A row with a problem is left out; its problems are told by line and column.",
        takes: Takes::Alone("question", "CampaignText"),
        answer: "CampaignTable",
    },
    Question {
        name: "portfolio",
        about: "How a year of campaigns returns, from whom, and what cannot be judged. Every row must be sound.",
        takes: Takes::Alone("question", "PortfolioQuestion"),
        answer: "Portfolio",
    },
    Question {
        name: "readPortfolio",
        about: "The same from a table of any length, read in pieces: text, bytes, a file, a stream, or an iterable of pieces. Rows with problems are left out and told. Rejects only with what the source, the signal or a callback throws, or before `init()` has resolved.",
        takes: Takes::Table("PortfolioTableQuestion"),
        answer: "PortfolioOfTable",
    },
    Question {
        name: "scorecard",
        about: "Partners scored by their campaigns, the tier that follows, and the next period's MDF in two ways.",
        takes: Takes::Portfolio("ScorecardOptions"),
        answer: "Scorecard",
    },
    Question {
        name: "attribution",
        about: "Several partners on one deal: six rules side by side, each to the cent, and what partners have in common.",
        takes: Takes::Alone("question", "AttributionQuestion"),
        answer: "Attribution",
    },
    Question {
        name: "response",
        about: "How much more comes back when more is spent, measured from periods.",
        takes: Takes::Alone("question", "ResponseQuestion"),
        answer: "SpendingResponse",
    },
    Question {
        name: "planFromCampaigns",
        about: "A plan that holds what campaigns add up to, each figure with its rows; a new one without a plan. Problems start with `/portfolio` or `/plan`.",
        takes: Takes::PortfolioAndPlan("PlanFromCampaignsQuestion"),
        answer: "FilledPlan",
    },
];

impl Question {
    /// The type of what it takes beside a plan.
    fn asks(&self) -> &'static str {
        match self.takes {
            Takes::Alone(_, name)
            | Takes::Plan(name)
            | Takes::Plans(name)
            | Takes::Portfolio(name)
            | Takes::PortfolioAndPlan(name)
            | Takes::Table(name) => name,
        }
    }

    /// Its two declarations: for a question that the compiler checks, and for data that nobody has looked at.
    fn declared(&self, defs: &[Def]) -> Result<String> {
        let (checked, any) = match self.takes {
            Takes::Alone(argument, name) => (format!("{argument}: {name}"), format!("{argument}: unknown")),
            Takes::Plan(name) | Takes::Portfolio(name) => {
                let (first, of) = match self.takes {
                    Takes::Plan(_) => ("plan", "Plan"),
                    _ => ("portfolio", "PortfolioQuestion"),
                };
                let optional =
                    left_out(find(defs, name).with_context(|| format!("nothing is called {name}"))?);
                let (mark, null) = if optional { ("?", " | null") } else { ("", "") };
                (
                    format!("{first}: {of}, options{mark}: {name}{null}"),
                    format!("{first}: unknown, options{mark}: unknown"),
                )
            }
            Takes::PortfolioAndPlan(_) => (
                "portfolio: PortfolioQuestion, plan?: Plan | null".to_owned(),
                "portfolio: unknown, plan?: unknown".to_owned(),
            ),
            Takes::Table(name) => {
                let about =
                    |question| format!("source: TableSource, question: {question}, options?: TableReading");
                (about(name), about("unknown"))
            }
            Takes::Plans(_) => {
                ("forecast: Plan, actuals: Plan".to_owned(), "forecast: unknown, actuals: unknown".to_owned())
            }
        };
        let Self { name, about, answer, .. } = self;
        let answered = match self.takes {
            Takes::Table(_) => format!("Promise<Answered<{answer}>>"),
            _ => format!("Answered<{answer}>"),
        };
        let function = |takes| format!("export function {name}({takes}): {answered};\n");
        Ok(format!("\n/** {about} */\n{}{}", function(checked), function(any)))
    }
}

/// Whether every member of a question may be left out, and so the whole.
pub(super) fn left_out(def: &Def) -> bool {
    let given = |members: &[super::shape::Member]| members.iter().all(|m| m.presence == Presence::Given);
    matches!(&def.body, Body::Object { extends, members } if extends.is_empty() && given(members))
}

/// The functions of `engine.d.ts`.
pub(super) fn functions(defs: &[Def]) -> Result<String> {
    QUESTIONS.iter().map(|question| question.declared(defs)).collect()
}

/// The schemas, each with the name of its file.
pub(crate) fn schemas() -> Result<Vec<(String, String)>> {
    let defs = describe::defs()?;
    let mut files = vec![
        row("plan", "Plan", "What `calculate` and every question about a plan take.", "Plan"),
        row("report", "Report", "What `calculate` answers under `report`.", "Report"),
        row("problem", "Problem", "An item of `errors`, with which bad data is answered.", "Problem"),
    ];
    for question in &QUESTIONS {
        let Question { name, answer, takes, .. } = question;
        let (title, takes) = match takes {
            Takes::Alone(argument, _) => ("Question", format!("What `{name}({argument})` takes.")),
            Takes::Plan(_) => ("Options", format!("The options of `{name}(plan, options)`.")),
            Takes::Plans(_) => ("Question", format!("What `{name}(forecast, actuals)` takes.")),
            Takes::Portfolio(_) => ("Options", format!("The options of `{name}(portfolio, options)`.")),
            Takes::PortfolioAndPlan(_) => ("Question", format!("What `{name}(portfolio, plan)` takes.")),
            Takes::Table(_) => ("Question", format!("What `{name}(source, question)` takes.")),
        };
        files.push(row(&format!("{name}.question"), &format!("{title} of {name}"), &takes, question.asks()));
        let answers = format!("What `{name}` answers under `answer`.");
        files.push(row(&format!("{name}.answer"), &format!("Answer of {name}"), &answers, answer));
    }
    let text = |(name, title, about, of): (String, String, String, &str)| {
        let of = find(&defs, of).with_context(|| format!("nothing is called {of}"))?;
        let about = format!("{about} {}", of.about);
        let name = format!("{name}.schema.json");
        let text = file(&File { name: name.clone(), title, about, of }, &defs)?;
        Ok((name, text))
    };
    files.into_iter().map(text).collect()
}

/// A file: its name, title and description, and the type that it describes.
fn row<'a>(name: &str, title: &str, about: &str, of: &'a str) -> (String, String, String, &'a str) {
    (name.to_owned(), title.to_owned(), about.to_owned(), of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use comarketing_roi_engine::{Field, MetricId};
    use serde_json::Value;

    fn schema(name: &str) -> Value {
        let (_, text) = schemas().unwrap().into_iter().find(|(file, _)| file.starts_with(name)).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn every_field_has_its_range_and_what_to_enter() {
        let plan = schema("plan.");
        for field in Field::ALL {
            let group = match field.group().path() {
                "" => "/properties".to_owned(),
                "/tiers" => "/$defs/Tier/properties".to_owned(),
                "/direct" => "/$defs/Direct/properties".to_owned(),
                _ => "/$defs/Economics/properties".to_owned(),
            };
            let member = plan.pointer(&format!("{group}/{}", field.id())).unwrap();
            assert!(member["description"].as_str().unwrap().starts_with(field.help()), "{}", field.id());
            let kind = plan.pointer(member["$ref"].as_str().unwrap().trim_start_matches('#')).unwrap();
            let number = &kind["anyOf"][0];
            let range = [&number["minimum"], &number["maximum"]].map(|end| end.as_f64().unwrap());
            assert_eq!((range[0], range[1]), field.kind().range(), "{}", field.id());
        }
    }

    #[test]
    fn every_metric_has_its_unit() {
        let report = schema("report.");
        for id in MetricId::ALL {
            let of = ["TierMetrics", "TotalMetrics", "DirectMetrics"].map(|scope| {
                report.pointer(&format!("/$defs/{scope}/properties/{}/properties/unit/enum/0", id.text()))
            });
            let units: Vec<_> = of.into_iter().flatten().filter_map(Value::as_str).collect();
            assert!(units.first().is_some_and(|unit| *unit == id.metric().unit.id()), "{}", id.text());
        }
    }

    #[test]
    fn a_file_refers_to_nothing_outside_it() {
        for (name, text) in schemas().unwrap() {
            let schema: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(schema["$id"], name.as_str());
            for reference in text.split("\"$ref\": \"").skip(1) {
                let reference = reference.split('"').next().unwrap();
                let found = reference.strip_prefix('#').and_then(|pointer| schema.pointer(pointer));
                assert!(found.is_some(), "{name}: {reference}");
            }
        }
    }

    #[test]
    fn what_is_handed_in_is_closed_and_answers_are_open() {
        for (name, text) in schemas().unwrap() {
            let closed = text.contains("\"additionalProperties\": false");
            let asked = name.starts_with("plan.") || name.contains(".question.");
            let objects = text.matches("\"properties\": {").count();
            if asked {
                assert_eq!(text.matches("\"additionalProperties\": false").count(), objects, "{name}");
            } else {
                // A scope, a filter and a plan are objects that callers hand in, too.
                let handed_in = ["Where", "CampaignFilter", "Plan", "CampaignRow"];
                let holds = handed_in.iter().any(|of| text.contains(&format!("\"{of}\": {{")));
                assert!(!closed || holds, "{name}");
            }
        }
    }
}
