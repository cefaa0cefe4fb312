//! Faults of screens that are known and not mended yet. Each says why it is left, and a fault that is gone fails the tests
//! until its line is gone as well: the list only gets shorter.

use crate::engine::Engine;
use crate::looks::Language;

/// A fault that the geometry tests pass over.
#[derive(Debug)]
pub(crate) struct Known {
    screen: &'static str,
    /// What the sentence about it says.
    says: &'static str,
    /// Where it is found; everywhere if empty.
    languages: &'static [Language],
    engines: &'static [Engine],
}

impl Known {
    /// Whether a run in this language and engine must find it.
    pub(crate) fn concerns(&self, language: Language) -> bool {
        let one_of = |all: bool, some: bool| all || some;
        one_of(self.languages.is_empty(), self.languages.contains(&language))
            && one_of(self.engines.is_empty(), self.engines.contains(&Engine::here()))
    }

    pub(crate) fn is(&self, screen: &str, fault: &str) -> bool {
        self.screen == screen && fault.contains(self.says)
    }
}

/// Where there is little room, words that are two fifths longer than English: no language that is spoken has such names.
const fn of_made_words(screen: &'static str, says: &'static str) -> Known {
    Known { screen, says, languages: &[Language::Rtl, Language::Long], engines: &[] }
}

/// A choice that is cut ends in its own sign, and opens to its whole. The other engines give it less of a border.
const fn of_a_choice(screen: &'static str) -> Known {
    Known { engines: &[Engine::Chromium], ..of_made_words(screen, "is narrower than its choice") }
}

pub(crate) const KNOWN: [Known; 6] = [
    // A name in a drawing cannot break, and its figures are in the table below.
    of_made_words("everything", "of text.name is off the screen"),
    of_made_words("everything", "of text.strong is off the screen"),
    // Its unit and its sign take the room of the value, which scrolls.
    of_made_words("claim", "input#plan-salesCycleMonths"),
    of_a_choice("import-read"),
    // Here in every engine: the cell of a card leaves the choice less room.
    of_made_words("portfolio-read", "is narrower than its choice"),
    // WebKit keeps the height that an entry of the menu had before the page became narrow. No spoken language is as long.
    Known {
        screen: "result-menu",
        says: "are set over one another",
        languages: &[Language::Rtl],
        engines: &[Engine::WebKit],
    },
];
