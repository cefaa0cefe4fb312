//! The description as TypeScript.

use super::shape::{Base, Body, Def, Keys, Member, Presence, Shape};

/// The widest line of a union.
const WIDTH: usize = 110;

/// A named type, with an empty line before it.
pub(super) fn def(def: &Def) -> String {
    let about = comment("", &def.about);
    let (name, parameter) = (def.name, def.parameter);
    let export = if def.exported { "export " } else { "" };
    match &def.body {
        Body::Alias(shape) => {
            let line = format!("{export}type {name}{parameter} = {};", of(shape, def.given));
            let line = match shape {
                Shape::Words(words) if line.len() > WIDTH => {
                    let members: String = words.iter().map(|word| format!("\n  | '{word}'")).collect();
                    format!("{export}type {name}{parameter} ={members};")
                }
                Shape::AnyOf(shapes) if line.len() > WIDTH => {
                    let each = shapes.iter().map(|shape| format!("\n  | {}", of(shape, def.given)));
                    format!("{export}type {name}{parameter} ={};", each.collect::<String>())
                }
                _ => line,
            };
            format!("\n{about}{line}\n")
        }
        Body::Object { extends, members } => {
            let bases: Vec<String> = extends.iter().map(base).collect();
            let extends =
                if bases.is_empty() { String::new() } else { format!("extends {} ", bases.join(", ")) };
            if members.is_empty() {
                return format!("\n{about}{export}interface {name}{parameter} {extends}{{}}\n");
            }
            let head = format!("{export}interface {name}{parameter} {extends}{{\n");
            let members: String = members.iter().map(|member| line("  ", member, def.given)).collect();
            format!("\n{about}{head}{members}}}\n")
        }
        Body::Either { base, sets } => {
            let sets: String = sets.iter().map(|set| format!("\n    | {}", block(set, def.given))).collect();
            let argument = def.parameter.split_once([' ', '>']).map_or("", |(name, _)| name);
            let argument = if argument.is_empty() { String::new() } else { format!("{argument}>") };
            format!("\n{about}{export}type {name}{parameter} = {base}{argument} &\n  ({sets}\n  );\n")
        }
        Body::TypeScript(written) => format!("\n{about}{written}\n"),
    }
}

/// `/** … */`, if there is something to say.
fn comment(indent: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{indent}/** {text} */\n") }
}

fn base(base: &Base) -> String {
    match base {
        Base::Of(name) => (*name).to_owned(),
        Base::Accounts(figures) => format!("Accounts<{figures}>"),
        Base::Narrowed(name, _, by) => format!("{name}<{by}>"),
    }
}

/// An object over several lines, as one of several sets of members.
fn block(members: &[Member], given: bool) -> String {
    let members: String = members.iter().map(|member| line("        ", member, given)).collect();
    format!("{{\n{members}      }}")
}

fn line(indent: &str, member: &Member, given: bool) -> String {
    let about = if member.presence == Presence::Never { String::new() } else { member.says() };
    format!("{}{indent}{};\n", comment(indent, &about), typed(member, given))
}

/// `name?: number`.
fn typed(member: &Member, given: bool) -> String {
    let (name, shape) = (&member.name, of(&member.shape, given));
    match member.presence {
        Presence::Always => format!("{name}: {shape}"),
        Presence::Sometimes => format!("{name}?: {shape}"),
        // Its type has null and undefined already.
        Presence::Given if matches!(member.shape, Shape::Input(_)) => format!("{name}?: {shape}"),
        Presence::Given if matches!(member.shape, Shape::Null) => format!("{name}?: null | undefined"),
        Presence::Given => format!("{name}?: {shape} | null | undefined"),
        Presence::Never => format!("{name}?: undefined"),
    }
}

/// A shape where a type may stand; what is `given` is not changed, so its lists are read only.
fn of(shape: &Shape, given: bool) -> String {
    match shape {
        Shape::Number(_) => "number".to_owned(),
        Shape::Bool => "boolean".to_owned(),
        Shape::Text(_) => "string".to_owned(),
        Shape::Words(words) => quoted(words),
        Shape::Numbers(numbers) => numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" | "),
        Shape::Input(_) => "Input".to_owned(),
        Shape::List { of: item, .. } => {
            let readonly = if given { "readonly " } else { "" };
            let item_type = of(item, given);
            let united = matches!(**item, Shape::AnyOf(_) | Shape::OrNull(_) | Shape::Words(_));
            if united { format!("{readonly}({item_type})[]") } else { format!("{readonly}{item_type}[]") }
        }
        Shape::Pair { of: item, .. } => {
            let readonly = if given { "readonly " } else { "" };
            format!("{readonly}[{0}, {0}]", of(item, given))
        }
        Shape::Object(members) => {
            let members: Vec<String> = members.iter().map(|member| typed(member, given)).collect();
            format!("{{ {} }}", members.join("; "))
        }
        Shape::Map { keys, of: item } => mapped(keys, &of(item, given), given),
        Shape::AnyOf(shapes) => shapes.iter().map(|shape| of(shape, given)).collect::<Vec<_>>().join(" | "),
        Shape::Null => "null".to_owned(),
        Shape::OrNull(inner) => format!("{} | null", of(inner, given)),
        Shape::Named(name) => (*name).to_owned(),
        Shape::Narrowed { of: name, by, .. } => format!("{name}<{}>", of(by, given)),
        Shape::Parameter(name, _) => (*name).to_owned(),
    }
}

fn mapped(keys: &Keys, item: &str, given: bool) -> String {
    match (keys, given) {
        (Keys::Any(key), true) => format!("{{ readonly [{key}: string]: {item} }}"),
        (Keys::Any(_), false) => format!("Record<string, {item}>"),
        (Keys::Some(keys), true) => format!("{{ readonly [Id in {keys}]?: {item} }}"),
        (Keys::Of(words), _) => format!("{{ readonly [Id in {}]?: {item} }}", quoted(words)),
        (Keys::Some(keys), false) => format!("Partial<Record<{keys}, {item}>>"),
        (Keys::All(keys), _) => format!("Record<{keys}, {item}>"),
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::super::shape::{alias, answer, given, is, list, may, number, opt, or_null, text, whole};
    use super::*;

    #[test]
    fn what_is_given_is_read_only_and_may_be_left_out() {
        let taken = given("Q", "A question.", vec![is("a", list(number("")), ""), opt("b", text(), "B.")]);
        let written = "\n/** A question. */\nexport interface Q {\n  a: readonly number[];\n  /** B. */\n  \
                       b?: string | null | undefined;\n}\n";
        assert_eq!(def(&taken), written);
    }

    #[test]
    fn what_is_given_in_one_of_two_ways_says_which_member_is_not_there() {
        let either = Shape::AnyOf(vec![
            Shape::Object(vec![is("wins", number(""), ""), opt("rate", Shape::Null, "")]),
            Shape::Object(vec![is("between", Shape::Pair { of: Box::new(text()), distinct: true }, "")]),
        ]);
        let long = "AnAlias".repeat(12).leak();
        let written = def(&Def { given: true, ..alias(long, "", either) });
        let lines: Vec<&str> = written.lines().skip(2).collect();
        assert_eq!(
            lines,
            ["  | { wins: number; rate?: null | undefined }", "  | { between: readonly [string, string] };"]
        );
    }

    #[test]
    fn an_answer_is_there_or_says_that_it_is_not() {
        let answered =
            answer("A", "", vec![is("a", or_null(whole("months")), ""), may("b", list(text()), "")]);
        let written = "\nexport interface A {\n  /** Months. */\n  a: number | null;\n  b?: string[];\n}\n";
        assert_eq!(def(&answered), written);
    }
}
