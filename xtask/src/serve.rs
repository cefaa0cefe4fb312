//! `cargo xtask serve`: the page on this machine, built again on every change.

use crate::{http, module, paths, run, site, stamp, tools, words};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

pub(crate) const PORT: u16 = 8080;

pub(crate) fn run(port: u16) -> Result<()> {
    if !http::is_free(port) {
        let next = port.checked_add(1).unwrap_or(PORT);
        bail!("port {port} is already in use: try `cargo xtask serve --port {next}`");
    }
    tools::wasm_target()?;
    tools::crates()?;
    // Not dist/: what is served here is not minified, and `cargo xtask size` measures dist/.
    let folder = paths::target().join("serve");
    fs::create_dir_all(&folder).with_context(|| format!("cannot write {}", folder.display()))?;
    // The script of an earlier run has its version already.
    let script = folder.join("embed.js");
    if script.exists() {
        fs::remove_file(&script).with_context(|| format!("cannot remove {}", script.display()))?;
    }
    run::say("building the page, then serving it (1 to 3 minutes the first time, then seconds)");
    let mut command = site::trunk()?;
    command.args(["serve", "--release", "--offline", "--address", "127.0.0.1", "--port", &port.to_string()]);
    let mut server = run::Background::start(command.arg("--dist").arg(&folder))?;
    let mut stamped = None;
    let mut announced = false;
    while !run::interrupted() {
        if let Some(status) = server.ended()? {
            bail!("the server ended by itself ({status})");
        }
        // Each build writes the script anew, without its version.
        if written(&script).is_some_and(|time| Some(time) != stamped) {
            stamp::stamp(&script)?;
            words::write(&folder)?;
            words::write_around(&folder)?;
            module::build("panels", module::PANELS, &folder)?;
            stamped = written(&script);
        }
        // Once it answers it is left alone: Trunk reports each later build itself.
        if !announced && stamped.is_some() && http::get(port, "/").is_some_and(|(status, _)| status == 200) {
            announced = true;
            println!("\nServing on http://127.0.0.1:{port}\nCtrl-C ends it.\n");
        }
        sleep(Duration::from_millis(200));
    }
    println!("\nStopped.");
    Ok(())
}

fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|data| data.modified()).ok()
}
