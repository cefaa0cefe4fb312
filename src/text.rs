//! Every sentence of the page, in the language that is spoken.
//!
//! The sentences stand in `locales/`; the build script makes the constants and functions below of `en.json`, and stops
//! where a language lacks one. English is compiled in. Another language comes as one text, which `embed.js` loads
//! beside the engine. What the engine says is English, and found by that in the other language: [`term`].

mod mark;

use comarketing_roi_engine::answer::reason_in;
use comarketing_roi_engine::formula::NoValue;
use comarketing_roi_engine::message::{Translate, fill};
use mark::mark;
use std::cell::Cell;

/// A text of the page: its line in each table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(u16);

impl Text {
    /// The text in the language that is spoken.
    #[inline(never)]
    pub fn get(self) -> &'static str {
        let (lines, at) = (&spoken().0.lines, usize::from(self.0));
        lines.get(at).or_else(|| late().get(at.checked_sub(lines.len())?)).copied().unwrap_or_default()
    }
}

/// The tag of the language that is spoken.
pub const LANGUAGE: Text = Text(1);

#[allow(missing_docs, reason = "each sentence stands above its function")]
mod generated {
    use super::{Text, put};
    include!(concat!(env!("OUT_DIR"), "/text.rs"));
}
use generated::English;
pub use generated::*;

/// The texts of one language. There is one of each in a page, and it stays: what is drawn borrows from it.
struct Table {
    /// What it was made from.
    source: &'static str,
    /// The texts of the page, then those of the engine, each behind the mark of its English.
    lines: Vec<&'static str>,
    /// The one that was read before.
    before: Option<Language>,
}

/// A language that the page can speak. Cheap to copy; two are equal if they are the same.
#[derive(Clone, Copy)]
pub struct Language(&'static Table);

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

thread_local! {
    /// The English of the late part, once that is there.
    static LATE: Cell<&'static [&'static str]> = const { Cell::new(&[]) };
    /// The table that was read last, and through it all others. Nothing of a visitor is in them.
    static LAST: Cell<Option<Language>> = const { Cell::new(None) };
    /// The language of the widget that is at work: each sets its own before it draws or acts.
    static SPOKEN: Cell<Option<Language>> = const { Cell::new(None) };
}

impl Language {
    /// The language whose table `source` is; English where it is another build's, or none at all.
    pub fn of(source: &str) -> Self {
        // Another build's, or none.
        let source = if source.starts_with(English::CHECK) { source } else { English::TABLE };
        let last = LAST.try_with(Cell::get).ok().flatten();
        let mut known = last;
        while let Some(language) = known {
            if language.0.source == source {
                return language;
            }
            known = language.0.before;
        }
        let source: &str = source.to_owned().leak();
        let lines = source.split('\n').collect();
        let made = Self(Box::leak(Box::new(Table { source, lines, before: last })));
        let _ = LAST.try_with(|last| last.set(Some(made)));
        made
    }

    /// Makes this the language of all that is said from here on.
    pub fn speak(self) {
        let _ = SPOKEN.try_with(|spoken| spoken.set(Some(self)));
    }
}

/// The English of the late part, which only the late part may name: a text that the page does not have to carry.
pub const fn late_english() -> &'static str {
    English::LATE
}

/// Has the English of the late part from here on.
pub fn take_late_english(texts: &'static str) {
    let _ = LATE.try_with(|late| {
        if late.get().is_empty() {
            late.set(texts.split('\n').collect::<Vec<_>>().leak());
        }
    });
}

fn late() -> &'static [&'static str] {
    #[cfg(all(feature = "ui", not(feature = "split")))]
    take_late_english(late_english());
    LATE.try_with(Cell::get).unwrap_or_default()
}

#[inline(never)]
fn spoken() -> Language {
    SPOKEN.try_with(Cell::get).ok().flatten().unwrap_or_else(|| {
        let english = Language::of("");
        english.speak();
        english
    })
}

/// A sentence with its gaps filled.
#[inline(never)]
fn put(line: u16, parts: &[&str]) -> String {
    fill(Text(line).get(), parts)
}

/// A text of the engine in the language that is spoken; none where it has no translation, or is nobody's.
pub fn translated(english: &str) -> Option<&'static str> {
    let terms = spoken().0.lines.get(English::HEAD..).filter(|terms| !terms.is_empty())?;
    let mark = mark(english);
    terms.iter().find(|line| line.as_bytes().starts_with(&mark))?.get(mark.len()..)
}

/// A text of the engine in the language that is spoken, or as it is.
#[inline(never)]
pub fn term(english: &'static str) -> &'static str {
    translated(english).unwrap_or(english)
}

/// A reason that an answer keeps in English, in the language that is spoken: as a whole or by its parts.
pub fn reason(english: &str) -> String {
    reason_in(english, translated)
}

/// How the engine's sentences are said.
pub const TRANSLATE: Translate = term;

/// Why the influence credit is what it is until somebody chooses. A plan keeps it in English, as it keeps what the
/// engine says; it is translated where it is shown.
pub const WHY_CREDIT: &str =
    "Most programs credit influenced deals at 25% to 50%; 40% is used until you choose.";

/// Sentences one after the other, as the language sets them apart. What is empty is left out, as in all of these.
pub fn sentences<T: AsRef<str>>(all: &[T]) -> String {
    row(all, join_sentences)
}

/// Names in a row, without a word before the last: “a, b”.
pub fn items<T: AsRef<str>>(all: &[T]) -> String {
    row(all, join_items)
}

/// The same of what has commas in it: “a, b; c”.
pub fn groups<T: AsRef<str>>(all: &[T]) -> String {
    row(all, join_groups)
}

fn row<T: AsRef<str>>(all: &[T], join: fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    for one in all.iter().map(AsRef::as_ref).filter(|one| !one.is_empty()) {
        out = if out.is_empty() { one.to_owned() } else { join(&out, one) };
    }
    out
}

/// The two ends of a band; one value where both read the same.
pub fn ends(low: &str, high: &str) -> String {
    if low == high { band_flat(low) } else { band(low, high) }
}

/// A published figure: what it is, whom it covers, whether it was measured, and where ours stands.
pub fn published(stat: &str, segment: &str, kind: &str, standing: Option<&str>) -> String {
    let mut text = stat.to_owned();
    if !segment.is_empty() {
        text = join_items(&text, segment);
    }
    if !kind.is_empty() {
        text = join_aside(&text, kind);
    }
    match standing {
        Some(standing) => published_yours(&text, standing),
        None => join_stop(&text),
    }
}

/// What a file that is none of ours holds; `kind` is what the engine calls it.
pub fn file_holds(kind: &str) -> &'static str {
    match kind {
        "nothing" => FILE_HOLDS_NOTHING,
        "true or false" => FILE_HOLDS_BOOLEAN,
        "a number" => FILE_HOLDS_NUMBER,
        "text" => FILE_HOLDS_TEXT,
        "a list" => FILE_HOLDS_LIST,
        _ => FILE_HOLDS_OBJECT,
    }
    .get()
}

/// What stands in place of a figure: nothing yet where a number is missing, otherwise that there can be none.
pub fn no_value(why: NoValue) -> Text {
    match why {
        NoValue::Missing(_) | NoValue::Apart | NoValue::NoWeight(_) => NOT_YET,
        NoValue::CostsWithheld => HIDDEN_INPUT,
        _ => NOT_DEFINED,
    }
}

/// How many things of a form are wrong.
pub fn problems(count: usize) -> String {
    if count == 1 { PROBLEMS_ONE.get().to_owned() } else { problems_other(&count.to_string()) }
}

/// What a visitor is told after a deed of the element, by its name there; `what` is what a problem says.
pub fn notice(name: &str, what: &str) -> Option<String> {
    let notice = match name {
        "fileWrong" => return Some(file_wrong(what)),
        "fileOpenedExcept" => return Some(file_opened_except(what)),
        "said" => return Some(what.to_owned()),
        "linkWrong" => return Some(link_wrong(what)),
        "mendFirst" => return Some(mend_first(what)),
        "linkOpened" => LINK_OPENED,
        "fileOpened" => FILE_OPENED,
        "fileSaved" => FILE_SAVED,
        "rowsTooLarge" => ROWS_TOO_LARGE,
        "rowsNoText" => ROWS_NO_TEXT,
        "workbookOpening" => WORKBOOK_OPENING,
        "fileUnreadable" => FILE_UNREADABLE,
        "workbookPrivate" => WORKBOOK_PRIVATE,
        "fileLetters" => FILE_LETTERS,
        "tableCopied" => TABLE_COPIED,
        "linkCopied" => LINK_COPIED,
        "linkCopiedRedacted" => LINK_COPIED_REDACTED,
        "notCopied" => NOT_COPIED,
        "kept" => KEPT,
        "forgotten" => FORGOTTEN,
        "notKept" => NOT_KEPT,
        "notPrinted" => NOT_PRINTED,
        "notLoaded" => NOT_LOADED,
        "newRelease" => NEW_RELEASE,
        "recovered" => RECOVERED,
        _ => return None,
    };
    Some(notice.get().to_owned())
}
