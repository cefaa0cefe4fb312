//! Which pictures the options ask for.

use anyhow::{Context, Result, bail};
use std::path::PathBuf;

// The tests walk through the same screens; what they need beside their names is not needed here.
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../../tests/browser/looks.rs"]
pub(crate) mod looks;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../../tests/browser/screens.rs"]
pub(crate) mod screens;

use screens::{SCREENS, Screen};

const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

#[derive(Default, Debug)]
pub(crate) struct Choice {
    pub(crate) screens: Vec<&'static Screen>,
    pub(crate) engine: Option<&'static str>,
    /// A folder with the pictures of a design.
    pub(crate) beside: Option<PathBuf>,
    /// Every width, theme and language with one another.
    pub(crate) all: bool,
    /// The names of the screens instead of pictures.
    pub(crate) list: bool,
}

pub(crate) fn read(words: &[&str]) -> Result<Choice> {
    let mut choice = Choice::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--all" => choice.all = true,
            "--list" => choice.list = true,
            "--engine" => {
                let engine = words.next().context("--engine needs one: chromium, firefox or webkit")?;
                let known = ENGINES.into_iter().find(|known| known == engine);
                choice.engine =
                    Some(known.with_context(|| format!("`{engine}` may be chromium, firefox or webkit"))?);
            }
            "--beside" => {
                let folder = PathBuf::from(words.next().context("--beside needs a folder")?);
                choice.beside = Some(
                    folder
                        .canonicalize()
                        .with_context(|| format!("there is no folder {}", folder.display()))?,
                );
            }
            option if option.starts_with('-') => {
                bail!("`{option}` is not understood; see `cargo xtask help`")
            }
            name => match SCREENS.iter().find(|screen| screen.name == name) {
                Some(screen) => choice.screens.push(screen),
                None => bail!("there is no screen `{name}`; see `cargo xtask pictures --list`"),
            },
        }
    }
    if choice.screens.is_empty() {
        choice.screens = SCREENS.iter().collect();
    }
    Ok(choice)
}

impl Choice {
    /// The names of the pictures.
    pub(crate) fn pictures(&self) -> Vec<String> {
        let looks: Vec<looks::Look> =
            if self.all { looks::every().collect() } else { looks::COVERING.into() };
        let of = |screen: &&'static Screen| {
            let name = screen.name;
            let from = screen.from;
            looks.iter().filter(move |look| look.width >= from).map(move |look| format!("{name}-{look}"))
        };
        self.screens.iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::looks::{COVERING, Language, Look, Theme, WIDTHS, every};
    use super::*;

    #[test]
    fn every_width_theme_and_language_is_in_the_covering_set() {
        for width in WIDTHS {
            assert!(COVERING.iter().any(|look| look.width == width), "{width}");
        }
        for theme in Theme::ALL {
            assert!(COVERING.iter().any(|look| look.theme == theme), "{theme:?}");
        }
        for language in Language::ALL {
            assert!(COVERING.iter().any(|look| look.language == language), "{language:?}");
        }
        assert_eq!(every().count(), WIDTHS.len() * Theme::ALL.len() * Language::ALL.len());
    }

    #[test]
    fn options_choose_screens_and_engine() {
        let of = |words: &[&str]| read(words).unwrap();
        assert_eq!(of(&[]).screens.len(), SCREENS.len());
        let chosen = of(&["result", "--engine", "firefox", "start", "--all"]);
        let names: Vec<&str> = chosen.screens.iter().map(|screen| screen.name).collect();
        assert_eq!((names, chosen.engine, chosen.all), (vec!["result", "start"], Some("firefox"), true));
        assert_eq!(chosen.pictures().len(), 2 * every().count());
        assert_eq!(of(&["start"]).pictures().len(), COVERING.len());
        for wrong in
            [&["nonsense"] as &[&str], &["--engine"], &["--engine", "edge"], &["--beside"], &["--big"]]
        {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
        assert!(read(&["--beside", "no/such/folder"]).is_err());
    }

    #[test]
    fn a_screen_is_not_shown_where_it_is_not_for() {
        let names = read(&["report"]).unwrap().pictures();
        assert!(names.contains(&"report-1440-light-en".to_owned()), "{names:?}");
        assert!(!names.iter().any(|name| name.contains("-390-")), "{names:?}");
    }

    #[test]
    fn names_of_pictures_are_read_as_they_are_written() {
        for look in every() {
            assert_eq!(Look::read(&format!("step-tiers-{look}")), Some(("step-tiers", look)));
        }
        assert_eq!(Look::read("step-tiers-1440-light"), None);
        assert_eq!(Look::read("index"), None);
    }

    #[test]
    fn names_of_screens_are_told_apart() {
        let mut names: Vec<&str> = SCREENS.iter().map(|screen| screen.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SCREENS.len());
        let plain = |name: &str| name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-');
        assert!(names.iter().all(|name| plain(name)), "{names:?}");
    }

    #[test]
    fn a_picture_is_shown_beside_the_designs_of_the_same_look() {
        let shot = |name: &str| {
            let (_, look) = Look::read(name).unwrap();
            look.shot("01-start")
        };
        assert_eq!(shot("start-1440-dark-en").as_deref(), Some("01-start-dark.png"));
        assert_eq!(shot("start-390-light-en").as_deref(), Some("01-start-phone.png"));
        assert_eq!(shot("start-1440-light-rtl").as_deref(), Some("01-start-rtl.png"));
        assert_eq!(shot("start-390-light-de"), None);
        assert_eq!(Look::read("start-1440-dark-en").unwrap().1.shot(""), None);
    }
}
