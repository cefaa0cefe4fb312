//! In which widths, themes and languages screens are looked at, and which of them together. xtask reads this file too.

use std::fmt;

/// Of the page, in CSS pixels: a desk, a shared screen of 1366 × 768, half a screen, and two phones.
pub(crate) const WIDTHS: [u32; 5] = [1440, 1366, 720, 390, 320];

/// How high the window is before a picture makes room for all of the page.
pub(crate) const fn height(width: u32) -> u32 {
    match width {
        1366 => 768,
        0..560 => 844,
        _ => 900,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub(crate) const ALL: [Self; 2] = [Self::Light, Self::Dark];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
    /// Its numbers and dates; its words are English until there is a catalogue.
    Japanese,
    /// Runs from right to left.
    Rtl,
    /// Has words that are 40 % longer.
    Long,
}

impl Language {
    pub(crate) const ALL: [Self; 5] = [Self::English, Self::German, Self::Japanese, Self::Rtl, Self::Long];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Japanese => "ja",
            Self::Rtl => "rtl",
            Self::Long => "long",
        }
    }
}

/// One way in which a screen can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) width: u32,
    pub(crate) theme: Theme,
    pub(crate) language: Language,
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.width, self.theme.name(), self.language.name())
    }
}

impl Look {
    const fn of(width: u32, theme: Theme, language: Language) -> Self {
        Self { width, theme, language }
    }

    /// The screen and the look that the name of a picture says.
    pub(crate) fn read(picture: &str) -> Option<(&str, Self)> {
        every().find_map(|look| {
            let screen = picture.strip_suffix(&look.to_string())?.strip_suffix('-')?;
            Some((screen, look))
        })
    }

    /// How the picture of a design is called that shows the same, for a screen whose pictures begin with `shot`.
    pub(crate) fn shot(self, shot: &str) -> Option<String> {
        let end = match (self.width, self.theme, self.language) {
            (1366 | 1440, theme, Language::English) => theme.name(),
            (390, Theme::Light, Language::English) => "phone",
            (390, Theme::Dark, Language::English) => "phone-dark",
            (720, Theme::Light, Language::English) => "720",
            (1440, Theme::Light, Language::Rtl) => "rtl",
            _ => return None,
        };
        (!shot.is_empty()).then(|| format!("{shot}-{end}.png"))
    }
}

/// Every width, every theme and every language once or more, and what designs have pictures of; not all of them with one
/// another, which would be six times as many.
pub(crate) const COVERING: [Look; 8] = [
    Look::of(1440, Theme::Light, Language::English),
    Look::of(1440, Theme::Dark, Language::English),
    Look::of(390, Theme::Light, Language::English),
    Look::of(720, Theme::Light, Language::English),
    Look::of(1366, Theme::Light, Language::German),
    Look::of(390, Theme::Dark, Language::Japanese),
    Look::of(320, Theme::Light, Language::Long),
    Look::of(1440, Theme::Light, Language::Rtl),
];

/// All of them with one another.
pub(crate) fn every() -> impl Iterator<Item = Look> {
    WIDTHS.into_iter().flat_map(|width| {
        Theme::ALL.into_iter().flat_map(move |theme| {
            Language::ALL.into_iter().map(move |language| Look::of(width, theme, language))
        })
    })
}
