//! `cargo xtask serve`: the page on this machine, built again on every change.

use crate::{http, paths, run, site, tools, versions};
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread::{self, sleep};
use std::time::{Duration, SystemTime};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

pub(crate) const PORT: u16 = 8080;

pub(crate) fn run(port: u16) -> Result<()> {
    if !http::is_free(port) {
        let next = port.checked_add(1).unwrap_or(PORT);
        bail!("port {port} is already in use: try `cargo xtask serve --port {next}`");
    }
    tools::wasm_target()?;
    run::say("building the page, then serving it (2 to 3 minutes the first time, then about one)");
    let mut built = SystemTime::now();
    build()?;
    start(port)?;
    println!("\nServing on http://127.0.0.1:{port}\nCtrl-C ends it.\n");
    while !run::interrupted() {
        sleep(Duration::from_millis(200));
        if site::changed()?.is_some_and(|changed| changed > built) {
            built = SystemTime::now();
            run::say("a source has changed: building the page");
            match build() {
                Ok(()) => run::say("the page is new"),
                // Whoever types has mistakes on the way; the page of before stays.
                Err(error) => eprintln!("{error:#}\nThe page is still the one of before."),
            }
        }
    }
    println!("\nStopped.");
    Ok(())
}

/// Not dist/: what is served here is not minified, and `cargo xtask size` measures dist/.
fn folder() -> PathBuf {
    paths::target().join("serve")
}

/// Writes the page beside the one that is served, and puts it into its place as a whole.
fn build() -> Result<()> {
    let (folder, next) = (folder(), folder().with_extension("next"));
    emptied(&next)?;
    site::write(&next)?;
    emptied(&folder)?;
    fs::rename(&next, &folder).with_context(|| format!("cannot write {}", paths::shown(&folder)))
}

fn emptied(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", paths::shown(folder)))?;
    }
    Ok(())
}

/// Serves the folder on a thread of its own, under the policy that docs/embed.md promises for the hosted page: what breaks
/// under it breaks here first. A file that is missing is a 404, as on a real server.
fn start(port: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).context("the port was taken meanwhile")?;
    listener.set_nonblocking(true)?;
    let policy = HeaderValue::from_str(&versions::policy()?).context("the policy is no value of a header")?;
    let always = |name: HeaderName, value| SetResponseHeaderLayer::overriding(name, value);
    let site = Router::new()
        .fallback_service(ServeDir::new(folder()))
        .layer(always(header::CONTENT_SECURITY_POLICY, policy))
        // Each build is another page under the same names.
        .layer(always(header::CACHE_CONTROL, HeaderValue::from_static("no-store")));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, site).await
        });
        if let Err(error) = served {
            eprintln!("The server has ended: {error}");
        }
    });
    Ok(())
}
