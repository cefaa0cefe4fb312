//! JSON text that people read: keys in the order in which they were said, short values in one line.

use comarketing_roi_engine::Value;

/// The widest line that is not broken up.
const WIDTH: usize = 110;

/// Appends the value, which stands `depth` levels deep.
pub(super) fn write(value: &Value, depth: usize, text: &mut String) {
    let line = in_line(value);
    let start = text.len() - text.rfind('\n').map_or(0, |end| end + 1);
    let parts: Vec<(String, &Value)> = match value {
        Value::List(items) => items.iter().map(|item| (String::new(), item)).collect(),
        Value::Map(entries) => entries.iter().map(|(key, item)| (quoted(key) + ": ", item)).collect(),
        _ => Vec::new(),
    };
    // The first level is always broken up: it is what a reader looks for.
    if parts.is_empty() || depth > 0 && start + line.chars().count() < WIDTH {
        text.push_str(&line);
        return;
    }
    if let Value::List(items) = value
        && items.iter().all(|item| !matches!(item, Value::List(_) | Value::Map(_)))
    {
        return fill(items, depth, text);
    }
    let (open, close) = if matches!(value, Value::Map(_)) { ('{', '}') } else { ('[', ']') };
    text.push(open);
    for (at, (key, item)) in parts.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(key);
        write(item, depth + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(close);
}

/// A list of short items, as many in a line as fit.
fn fill(items: &[Value], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth + 1);
    let mut line = indent.clone();
    text.push('[');
    for (at, item) in items.iter().enumerate() {
        let comma = if at + 1 < items.len() { "," } else { "" };
        let item = in_line(item) + comma;
        if line.len() > indent.len() && line.chars().count() + 1 + item.chars().count() > WIDTH {
            text.push('\n');
            text.push_str(&line);
            line.clone_from(&indent);
        }
        if line.len() > indent.len() {
            line.push(' ');
        }
        line.push_str(&item);
    }
    text.push('\n');
    text.push_str(&line);
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
    text.push(']');
}

fn in_line(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => quoted(text),
        Value::List(items) => format!("[{}]", items.iter().map(in_line).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entry = |(key, item): &(String, Value)| format!("{}: {}", quoted(key), in_line(item));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_in_its_order() {
        let long = Value::Text("x".repeat(WIDTH));
        let value = Value::Map(vec![
            ("z\"".to_owned(), Value::List(vec![Value::Number(1e13), Value::Null, Value::Bool(true)])),
            (
                "a".to_owned(),
                Value::Map(vec![("long".to_owned(), long), ("b".to_owned(), Value::Number(0.5))]),
            ),
        ]);
        let mut text = String::new();
        write(&value, 0, &mut text);
        assert!(text.starts_with("{\n  \"z\\\"\": [10000000000000, null, true],\n  \"a\": {\n"), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
