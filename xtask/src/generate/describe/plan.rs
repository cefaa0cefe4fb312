//! The plan, from the engine's table of fields.

use super::super::shape::{Body, Def, Member, Shape, Text, given, is, number, opt, some, text};
use comarketing_roi_engine::Field;
use comarketing_roi_engine::name::MAX_NAME;
use comarketing_roi_engine::plan::{Group, MAX_ASSUMED, MAX_MARKS, MAX_TIERS, Switch, VERSION};
use comarketing_roi_engine::resolve::DEFAULT_CREDIT;
use comarketing_roi_engine::symbol::Symbol;

pub(super) fn defs() -> Vec<Def> {
    let pointer = || Shape::Text(Text::Pointer);
    let range = ["low", "likely", "high"].map(|end| is(end, number(""), "")).to_vec();
    let input = Body::TypeScript("export type Input = number | Range | null | undefined;");
    let name = format!("1 to {MAX_NAME} characters that can be seen; no other tier's, whatever the case.");
    let mut tier = vec![is("name", Shape::Text(Text::Visible), &name)];
    tier.extend(fields(Group::Tier));
    let mut plan = vec![
        is("version", Shape::Numbers(vec![VERSION]), ""),
        is("currency", Shape::Text(Text::Currency), "ISO 4217, like `USD`. Nothing is converted."),
    ];
    plan.extend(fields(Group::Plan));
    let examples = Shape::List { of: Box::new(pointer()), min: 0, max: Some(MAX_MARKS), distinct: true };
    plan.extend([
        is("tiers", some(Shape::Named("Tier"), 1, MAX_TIERS), ""),
        opt("direct", Shape::Named("Direct"), ""),
        opt("economics", Shape::Named("Economics"), ""),
        opt(
            "assumed",
            some(Shape::Named("Assumed"), 0, MAX_ASSUMED),
            "Which of the values are assumptions.",
        ),
        opt(
            "examples",
            examples,
            "Which of the values are those of an example, as JSON pointers such as `/tiers/0/mdfSpent`.",
        ),
        opt("costsWithheld", Shape::Bool, "Whether costs and margins are known in proportion to one another only, as in a link without costs. Ratios are right then; a figure that would tell a cost or a margin has no value."),
    ]);
    vec![
        given(
            "Range",
            "A number that is known only within a range. Single figures are worked out with the likely value.",
            range,
        ),
        Def {
            body: input,
            ..given("Input", "A number, a range, or nothing: absent is not zero.", Vec::new())
        },
        given(
            "Assumed",
            "A value that stands for one that nobody knows.",
            vec![
                is("field", pointer(), "JSON pointer to the field, such as `/economics/grossMargin`."),
                opt("why", text(), "Where the value comes from."),
            ],
        ),
        given("Tier", "A group of partners that is funded and measured as one.", tier),
        given(
            "Direct",
            "The company's own direct marketing and sales, for comparison.",
            fields(Group::Direct),
        ),
        given("Economics", "What holds for all tiers.", fields(Group::Economics)),
        given("Plan", "The inputs. Keys that are not listed here are refused.", plan),
    ]
}

fn fields(group: Group) -> Vec<Member> {
    let member = |field: Field| {
        let member = opt(field.id(), Shape::Input(field.kind()), field.help());
        match field.symbol() {
            Some(Symbol::C) => member.or(DEFAULT_CREDIT),
            _ => member,
        }
    };
    let switch = |switch: Switch| opt(switch.id(), Shape::Bool, switch.help());
    Field::of(group).map(member).chain(Switch::of(group).map(switch)).collect()
}
