//! `cargo xtask pictures`: every screen as a picture, and a page that shows them beside those of a design.

mod choice;
mod sheet;

use crate::browser::{self, Browser, Engine};
use crate::driver::Drivers;
use crate::{paths, run, site};
use anyhow::{Context, Result, bail};
use choice::{Choice, screens};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// The pictures that the options ask for, into `target/pictures/`.
pub(crate) fn run(words: &[&str]) -> Result<()> {
    let choice = choice::read(words)?;
    if choice.list {
        for screen in &screens::SCREENS {
            println!("{}", screen.name);
        }
        return Ok(());
    }
    let browser = found(&choice)?;
    site::build_if_stale()?;
    let folder = paths::target().join("pictures");
    let pictures = choice.pictures();
    make_room(&folder, &choice)?;
    let begun = Instant::now();
    run::say(format!("{} pictures, {}", pictures.len(), browser.kind.name()));
    let taken = take(&browser, &pictures, &folder);
    // What was taken is shown, whatever happened to the rest.
    sheet::write(&folder, choice.beside.as_deref())?;
    taken?;
    run::say(format!(
        "{} pictures in {:.0} s: {}",
        pictures.len(),
        begun.elapsed().as_secs_f64(),
        folder.join("index.html").display()
    ));
    Ok(())
}

fn found(choice: &Choice) -> Result<Browser> {
    let engine = match choice.engine {
        None | Some("chromium") => browser::required()?,
        Some("firefox") => browser::firefox()?,
        _ => browser::webkit()?,
    };
    match engine {
        Engine::Here(browser) => Ok(browser),
        Engine::Absent(reason) => bail!("{reason}"),
    }
}

/// A picture of a screen that is gone must not be taken for a new one; those of screens that were not asked for stay.
fn make_room(folder: &Path, choice: &Choice) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", folder.display()))?;
    for file in paths::files_below(folder)? {
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let stays = looks_of(name).is_some_and(|screen| !choice.screens.iter().any(|one| one.name == screen));
        if file.extension().is_some_and(|ending| ending == "png") && !stays {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

/// The screen of a picture's name, if there is one.
fn looks_of(name: &str) -> Option<&str> {
    let (screen, _) = choice::looks::Look::read(name)?;
    screens::SCREENS.iter().any(|one| one.name == screen).then_some(screen)
}

/// The tests know how to drive a browser, so one of them takes the pictures; no other runs.
fn take(browser: &Browser, pictures: &[String], folder: &Path) -> Result<()> {
    let test = ["--package", "comarketing-roi", "--features", "browser-tests", "--test", "browser"];
    // Compiled first: a driver that waits for the compiler may time out.
    run::run(run::cargo().args(["test", "--no-run"]).args(test))?;
    let drivers = Drivers::start(browser)?;
    let mut command = run::cargo();
    command.arg("test").arg("--quiet").args(test);
    command.args(["--", "--exact", "--ignored", "--nocapture", "pictures::are_taken"]);
    command.env("WEBDRIVER_URL", drivers.urls()).env("DIST_DIR", paths::dist());
    command.env("BROWSER", browser.kind.name()).env("BROWSER_BINARY", &browser.binary);
    command.env("PICTURES", pictures.join(" ")).env("PICTURES_DIR", folder);
    run::run(&mut command)
}
