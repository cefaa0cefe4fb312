//! No test: `cargo xtask pictures` has the browser take the pictures that it names.

use crate::looks::{Look, Theme};
use crate::screens::{SCREENS, Screen};
use crate::session::env;
use crate::stage::Stage;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Room for what a window has around its page; more is made where a browser has more.
const AROUND: u32 = 200;

/// Takes one picture; the screen is there in its width.
fn take(stage: &Stage, screen: &Screen, look: Look, file: &Path) {
    stage.show(screen, look);
    stage.make_room();
    let page = &stage.page;
    page.session().leave_frame();
    let size =
        page.eval("(({ width, height }) => [width, height].map(Number))(document.getElementById('frame'))");
    let [width, height] = [0, 1].map(|at| u32::try_from(size[at].as_u64().expect("pixels")).expect("a size"));
    page.session().enlarge(width.max(800) + AROUND, height + AROUND);
    page.until(
        "the window is as large as the screen",
        &format!("innerWidth >= {width} && innerHeight >= {height}"),
    );
    // What came into sight by that may be drawn only now.
    let frame = || page.element("document.getElementById('frame')");
    page.session().enter_frame(frame());
    stage.settle();
    page.session().leave_frame();
    std::fs::write(file, page.session().picture(&frame())).expect("the folder can be written");
}

fn say(line: &str) {
    writeln!(std::io::stdout().lock(), "{line}").expect("somebody reads");
}

#[test]
#[ignore = "writes files: cargo xtask pictures"]
fn are_taken() {
    let folder = PathBuf::from(env("PICTURES_DIR"));
    let names = env("PICTURES");
    let mut wanted: Vec<(&Screen, Look)> = names
        .split_whitespace()
        .map(|name| {
            let (screen, look) = Look::read(name).expect("a look");
            (SCREENS.iter().find(|one| one.name == screen).expect("a screen"), look)
        })
        .collect();
    // Those of one theme after the other: each theme has a browser of its own.
    wanted.sort_by_key(|(_, look)| look.theme == Theme::Dark);
    let (next, taken, open) = (AtomicUsize::new(0), AtomicUsize::new(0), Mutex::new(Vec::new()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut stage: Option<(Theme, Stage)> = None;
                while let Some((screen, look)) = wanted.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if stage.as_ref().is_none_or(|(theme, _)| *theme != look.theme) {
                        drop(stage.take());
                        stage = Some((look.theme, Stage::open(look.theme)));
                    }
                    let (_, there) = stage.as_ref().expect("it was opened");
                    let name = format!("{}-{look}", screen.name);
                    let file = folder.join(format!("{name}.png"));
                    let taking = std::panic::AssertUnwindSafe(|| take(there, screen, *look, &file));
                    if std::panic::catch_unwind(taking).is_err() {
                        // A stage on which something went wrong may be left badly, too.
                        let leaving = std::panic::AssertUnwindSafe(|| drop(stage.take()));
                        let _ = std::panic::catch_unwind(leaving);
                        open.lock().expect("no thread panics with it").push(name);
                        continue;
                    }
                    say(&format!(
                        "picture {} of {}: {name}",
                        taken.fetch_add(1, Ordering::SeqCst) + 1,
                        wanted.len()
                    ));
                }
            });
        }
    });
    let open = open.into_inner().expect("no thread panicked with it");
    assert!(open.is_empty(), "not taken: {}", open.join(", "));
}
