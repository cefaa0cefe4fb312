//! Starting other programs, and ending them.

use crate::paths;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

/// How long a child may take to follow a Ctrl-C that the terminal has sent to it as well.
const GRACE: Duration = Duration::from_secs(3);
const TICK: Duration = Duration::from_millis(20);

static INTERRUPTS: AtomicUsize = AtomicUsize::new(0);

/// Ctrl-C ends the command in good order, a second one without patience for what it has started.
pub(crate) fn catch_interrupts() -> Result<()> {
    ctrlc::set_handler(|| {
        INTERRUPTS.fetch_add(1, Ordering::SeqCst);
    })
    .context("cannot listen for Ctrl-C")
}

pub(crate) fn interrupted() -> bool {
    interrupts() > 0
}

fn interrupts() -> usize {
    INTERRUPTS.load(Ordering::SeqCst)
}

/// Tells the reader what is being done, in the order it happens.
pub(crate) fn say(text: impl AsRef<str>) {
    println!("· {}", text.as_ref());
    // Standard output is buffered when it is not a terminal, and the children write past the buffer.
    let _ = std::io::stdout().flush();
}

/// A program that starts in the root of the checkout, wherever the command was given.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    command
}

/// The Cargo that runs this, and so the toolchain of the checkout.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end; its output goes straight to the reader.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = start(command)?;
    finish(command, wait(&mut child)?)
}

/// Like [`run`], and hands over every line of standard output as well.
pub(crate) fn run_reading(command: &mut Command, mut line: impl FnMut(&str)) -> Result<()> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    let (sender, lines) = mpsc::channel();
    let output = child.stdout.take();
    // A thread, because a read cannot be interrupted and what is read may be silent for long.
    thread::spawn(move || {
        for bytes in
            output.into_iter().flat_map(|output| BufReader::new(output).split(b'\n')).map_while(Result::ok)
        {
            let text = String::from_utf8_lossy(&bytes).trim_end_matches('\r').to_owned();
            if sender.send(text).is_err() {
                break;
            }
        }
    });
    while !interrupted() {
        match lines.recv_timeout(TICK) {
            Ok(text) => {
                println!("{text}");
                line(&text);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    finish(command, wait(&mut child)?)
}

/// What a program prints; for questions such as `--version`.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn start(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| format!("cannot start `{}`", line_of(command)))
}

fn wait(child: &mut Child) -> Result<ExitStatus> {
    let mut stopped = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if interrupted() {
            let waited = stopped.get_or_insert_with(Instant::now).elapsed();
            if waited > GRACE || interrupts() > 1 {
                child.kill()?;
            }
        }
        sleep(TICK);
    }
}

fn finish(command: &Command, status: ExitStatus) -> Result<()> {
    if interrupted() {
        bail!("stopped");
    }
    if !status.success() {
        bail!("`{}` failed ({status})", line_of(command));
    }
    Ok(())
}

/// The command as one would type it, without the folders of this machine.
fn line_of(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// A program in the background, with whatever it starts: all of it ends with this value.
pub(crate) struct Background {
    child: Child,
}

impl Background {
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        // Its own group: Ctrl-C then reaches it through us alone, and one signal reaches its children.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Self { child: start(command.stdin(Stdio::null()))? })
    }

    /// Whether it has ended by itself, and how.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits until it ends by itself, for a while.
    pub(crate) fn ends_within(&mut self, patience: Duration) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return true;
            }
            sleep(TICK);
        }
        false
    }

    fn signal(&self, name: &str) {
        let id = self.child.id();
        let mut command = if cfg!(windows) {
            let mut command = Command::new("taskkill");
            command.args(["/PID", &id.to_string(), "/T", "/F"]);
            command
        } else {
            let mut command = Command::new("kill");
            command.args([&format!("-{name}"), "--", &format!("-{id}")]);
            command
        };
        // The group may be gone already, which is what is wanted.
        let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.signal("TERM");
        if !self.ends_within(GRACE) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        // What it has started may have outlived it.
        self.signal("KILL");
    }
}
