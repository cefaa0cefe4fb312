//! A screen for a browser that cannot do without one, though nobody looks at it.

use crate::{paths, run};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

pub(crate) const SERVER: &str = "Xvfb";
const PATIENCE: Duration = Duration::from_secs(20);

/// It ends with this value.
pub(crate) struct Display {
    _server: run::Background,
    name: String,
}

impl Display {
    pub(crate) fn start() -> Result<Self> {
        let program = paths::on_path(SERVER).with_context(|| format!("{SERVER} is missing"))?;
        // It takes the first number that is free, and writes it to what it is told is its standard output.
        let note = paths::target().join("display");
        let mut command = run::command(program);
        command.args(["-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp"]);
        command.stdout(File::create(&note)?).stderr(Stdio::null());
        let mut server = run::Background::start(&mut command)?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && !run::interrupted() {
            let written = fs::read_to_string(&note)?;
            if let Some(number) = written.strip_suffix('\n') {
                return Ok(Self { _server: server, name: format!(":{number}") });
            }
            if let Some(status) = server.ended()? {
                bail!("{SERVER} ended at once ({status})");
            }
            sleep(Duration::from_millis(20));
        }
        bail!("{SERVER} did not say its number within {} s", PATIENCE.as_secs())
    }

    /// What `DISPLAY` has to be.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
