//! The catalogues in `locales/`: what is checked of them, and the forms in which they are shipped.
//!
//! The build script, xtask and the tests share this file; it is no part of the widget.

#[path = "mark.rs"]
mod mark;

use mark::mark;
use std::collections::BTreeMap;
use std::path::Path;

/// The language that is compiled in and that the others are held against.
pub(crate) const ENGLISH: &str = "en";
/// The categories of `Intl.PluralRules`, as endings of keys.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// How the keys begin whose texts only the second module says.
const LATE: [&str; 2] = ["panel.", "chart."];

/// Key → sentence, in the order of the keys, which is the order of every table.
pub(crate) type Texts = BTreeMap<String, String>;

/// Every language in `folder`, by its tag; each complete and right, also those that are an overlay of another.
///
/// # Errors
/// What is wrong, as a sentence for the translator.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<String, Texts>, String> {
    let mut all = BTreeMap::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let shown = path.display();
        let tag = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json"));
        let tag = tag.ok_or_else(|| {
            format!("{shown} is no catalogue: they are called by their language, like de.json")
        })?;
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{shown}: {error}"))?;
        let texts: Texts = serde_json::from_str(&text).map_err(|error| format!("{shown}: {error}"))?;
        all.insert(tag.to_owned(), texts);
    }
    complete(&mut all)?;
    let english = all.get(ENGLISH).ok_or("locales/en.json is missing")?;
    check_english(english)?;
    for (tag, texts) in all.iter().filter(|(tag, _)| *tag != ENGLISH) {
        check(english, texts).map_err(|wrong| format!("locales/{tag}.json: {wrong}"))?;
    }
    Ok(all)
}

/// The language that an overlay changes: the one whose tag is the longest beginning of its own. `en-GB` changes `en`, and
/// would `de-AT` change `de`; `pt-BR` is a language by itself as long as there is no `pt`.
pub(crate) fn base(tag: &str, known: impl Fn(&str) -> bool) -> Option<&str> {
    let mut rest = tag;
    while let Some((base, _)) = rest.rsplit_once('-') {
        if known(base) {
            return Some(base);
        }
        rest = base;
    }
    None
}

/// Puts the texts of its base under each overlay, which has only those that differ from it.
fn complete(all: &mut BTreeMap<String, Texts>) -> Result<(), String> {
    // The shorter tags come first, so a base is complete before what changes it.
    for tag in all.keys().cloned().collect::<Vec<_>>() {
        let Some(base) = base(&tag, |base| all.contains_key(base)).map(str::to_owned) else { continue };
        let (Some(under), Some(over)) = (all.get(&base), all.get(&tag)) else { continue };
        let wrong = |key: &str, why: &str| Err(format!("locales/{tag}.json: {key} {why}"));
        let mut texts = under.clone();
        for (key, text) in over {
            match under.get(key) {
                None => return wrong(key, &format!("is not in {base}.json")),
                Some(same) if same == text => {
                    return wrong(key, &format!("is the same in {base}.json: leave it out"));
                }
                // The hosted page is written in English, and loads no words for it.
                Some(_) if base == ENGLISH && is_hosted(key) => {
                    return wrong(key, "is written in the page itself, in one English");
                }
                Some(_) => texts.insert(key.clone(), text.clone()),
            };
        }
        all.insert(tag, texts);
    }
    Ok(())
}

/// How the keys begin of what stands around the element on the hosted page; the widget does not carry it.
const HOSTED: &str = "page.";

/// Whether a key names a text of the hosted page around the element.
pub(crate) fn is_hosted(key: &str) -> bool {
    key.starts_with(HOSTED)
}

/// Whether a key names a text of the engine, which speaks English by itself, and not one of the page.
pub(crate) fn is_term(key: &str) -> bool {
    !is_late(key) && !is_hosted(key) && key.rsplit_once('.').is_some_and(|(_, last)| !PLURALS.contains(&last))
}

/// Whether a key names a text that only the second module says; the first one ships without its English.
fn is_late(key: &str) -> bool {
    LATE.iter().any(|group| key.starts_with(group))
}

/// The texts of the page in the order of every table: those of the first module, then those of the second.
fn page(english: &Texts) -> Vec<(&String, &String)> {
    let said = |key: &str| !is_term(key) && !is_hosted(key);
    let of = |late: bool| english.iter().filter(move |(key, _)| said(key) && is_late(key) == late);
    of(false).chain(of(true)).collect()
}

/// The names in the gaps of a sentence, each once, in the order in which they stand.
pub(crate) fn gaps(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for name in text.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn check_english(english: &Texts) -> Result<(), String> {
    let mut marks = BTreeMap::new();
    for (key, text) in english {
        let parts = key.split('.').all(|part| !part.is_empty());
        if !parts || !is_term(key) && !key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.') {
            return Err(format!("locales/en.json: {key} is no key"));
        }
        if gaps(text).len() > 9 {
            return Err(format!("locales/en.json: {key} has more than nine gaps"));
        }
        if is_term(key) && *marks.entry(marked(text)).or_insert(text) != text {
            return Err(format!("locales/en.json: {key} shares its number with another text; reword it"));
        }
    }
    Ok(())
}

fn check(english: &Texts, texts: &Texts) -> Result<(), String> {
    if let Some(key) = english.keys().find(|key| !texts.contains_key(*key)) {
        return Err(format!("{key} is missing"));
    }
    let mut terms: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (key, text) in texts {
        let source = english.get(key).ok_or_else(|| format!("{key} is not in en.json"))?;
        let (mut wanted, mut found) = (gaps(source), gaps(text));
        wanted.sort_unstable();
        found.sort_unstable();
        if wanted != found {
            return Err(format!("{key} has the gaps {found:?}, and en.json {wanted:?}"));
        }
        if text.trim().is_empty() || text.contains(['\n', '\r']) {
            return Err(format!("{key} is empty or has more than one line"));
        }
        if key == "direction" && !["ltr", "rtl"].contains(&text.as_str()) {
            return Err("direction is ltr or rtl".to_owned());
        }
        if is_term(key) {
            let (other, same) = terms.entry(source).or_insert((text, key));
            if *other != text {
                return Err(format!("{same} and {key} are one text in English, so they must be one here"));
            }
        }
    }
    Ok(())
}

/// Changes whenever a table of one build would be read wrongly by another: with the keys of the page and their gaps.
pub(crate) fn check_value(english: &Texts) -> String {
    let page = page(english).into_iter();
    marked(&page.map(|(key, text)| format!("{key} {}\n", gaps(text).join(" "))).collect::<String>())
}

/// A language as the widget takes it, one text a line: the check value, the tag, the texts of the page in the order of
/// [`page`], then those of the engine that differ from English, each behind the number of its English text.
pub(crate) fn lines(english: &Texts, tag: &str, texts: &Texts) -> String {
    let mut lines = vec![check_value(english), tag.to_owned()];
    let text = |key: &String, source: &String| numbered(texts.get(key).unwrap_or(source), &gaps(source));
    lines.extend(page(english).into_iter().map(|(key, source)| text(key, source)));
    let terms = english.iter().filter(|(key, source)| is_term(key) && texts.get(*key) != Some(*source));
    let terms: BTreeMap<String, String> =
        terms.map(|(key, source)| (marked(source), text(key, source))).collect();
    lines.extend(terms.iter().map(|(mark, text)| format!("{mark}{text}")));
    lines.join("\n")
}

/// The mark of a text, as it stands before a line.
fn marked(text: &str) -> String {
    mark(text).iter().copied().map(char::from).collect()
}

/// The sentence with the signs that `fill` of the engine takes for its gaps, by the order in which English has them.
fn numbered(text: &str, gaps: &[&str]) -> String {
    let mut text = text.to_owned();
    for (at, name) in gaps.iter().enumerate() {
        text = text.replace(&format!("{{{name}}}"), &char::from(at as u8 + 1).to_string());
    }
    text
}

/// The keys in the order of [`lines`] from its third on, each with its gaps as English has them; then an empty line and
/// the keys of the engine's texts, each with its number and its gaps. `labels.js` finds a host's texts their place by it.
pub(crate) fn keys(english: &Texts) -> String {
    let with_gaps =
        |start: String, text: &String| gaps(text).iter().fold(start, |line, gap| [&line, " ", gap].concat());
    let mut lines: Vec<String> =
        page(english).into_iter().map(|(key, text)| with_gaps(key.clone(), text)).collect();
    lines.push(String::new());
    let terms = english.iter().filter(|(key, _)| is_term(key));
    lines.extend(terms.map(|(key, text)| with_gaps([key, " ", &marked(text)].concat(), text)));
    lines.join("\n")
}

/// A language as a script that `embed.js` imports.
pub(crate) fn script(english: &Texts, tag: &str, texts: &Texts) -> String {
    exported(&lines(english, tag, texts))
}

/// What stands around the element on the hosted page, in every language that is not English, as a script that `page.js` imports:
/// `{ de: { heading: "…" } }`. The page itself has the English.
pub(crate) fn around(languages: &BTreeMap<String, Texts>) -> String {
    let of = |texts: &Texts| -> Texts {
        let own = texts.iter().filter_map(|(key, text)| Some((key.strip_prefix(HOSTED)?, text)));
        own.map(|(key, text)| (key.to_owned(), text.clone())).collect()
    };
    let is_english = |tag: &str| tag == ENGLISH || base(tag, |base| base == ENGLISH).is_some();
    let others = languages.iter().filter(|(tag, _)| !is_english(tag));
    let all: BTreeMap<String, Texts> = others.map(|(tag, texts)| (tag.to_lowercase(), of(texts))).collect();
    format!("export default {};\n", serde_json::json!(all))
}

/// A text as a script that exports it.
pub(crate) fn exported(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
    format!("export default `{text}`;\n")
}

/// The functions of the page's texts, as Rust for `src/text.rs`.
pub(crate) fn code(english: &Texts) -> String {
    let page = page(english);
    let first = page.iter().filter(|(key, _)| !is_late(key)).count() + 2;
    let table = lines(english, ENGLISH, english);
    let lines: Vec<&str> = table.lines().collect();
    let (of_first, of_late) = lines.split_at(first);
    // A type, because no key can be called like it.
    let mut code = format!(
        "pub(super) struct English;\nimpl English {{\n\
         /// The texts of the page.\n\
         pub(super) const TABLE: &str = {:?};\n\
         /// The texts of the late part, which come after them.\n\
         pub(super) const LATE: &str = {:?};\n\
         /// The first line of every table that fits this build.\n\
         pub(super) const CHECK: &str = \"{}\\n\";\n\
         /// The lines before the terms of the engine.\n\
         pub(super) const HEAD: usize = {};\n}}\n",
        of_first.join("\n"),
        of_late.join("\n"),
        check_value(english),
        page.len() + 2,
    );
    for (at, (key, text)) in page.iter().enumerate() {
        let line = at + 2;
        let names = gaps(text);
        let parameters: Vec<String> = names.iter().map(|name| format!("{}: &str", snake(name))).collect();
        let arguments: Vec<String> = names.iter().map(|name| snake(name)).collect();
        let (parameters, arguments) = (parameters.join(", "), arguments.join(", "));
        code += &format!("/// {text}\n");
        code += &if names.is_empty() {
            format!("pub const {}: Text = Text({line});\n", snake(key).to_uppercase())
        } else {
            format!("pub fn {}({parameters}) -> String {{ put({line}, &[{arguments}]) }}\n", snake(key))
        };
    }
    code
}

/// What the columns of a visitor's table may be called in the languages other than English, as Rust for
/// `src/insight/import/columns.rs`: English name and name. A colleague's table is in his language, not in the page's.
pub(crate) fn heads(english: &Texts, languages: &BTreeMap<String, Texts>) -> String {
    let is_head = |key: &str| match key.split_once('.') {
        Some(("field", _)) => !key.ends_with(".help"),
        Some(("metric", rest)) => !rest.contains('.'),
        _ => ["chart.tier", "panel.tier", "metric", "total", "directColumn"].contains(&key),
    };
    let others = languages.iter().filter(|(tag, _)| *tag != ENGLISH);
    let mut pairs: Vec<String> = others
        .flat_map(|(_, texts)| texts.iter())
        .filter(|(key, _)| is_head(key))
        .filter_map(|(key, text)| Some((english.get(key)?, text)))
        .filter(|(source, text)| source != text)
        .map(|(source, text)| format!("    ({source:?}, {text:?}),\n"))
        .collect();
    pairs.sort();
    pairs.dedup();
    format!(
        "/// English names and those in the other languages.\nstatic HEADS: &[(&str, &str)] = &[\n{}];\n",
        pairs.concat()
    )
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(if c == '.' { '_' } else { c.to_ascii_lowercase() });
    }
    out
}
