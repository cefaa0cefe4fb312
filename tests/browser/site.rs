//! A web server for one test: `dist/` at `/`, the host pages at `/pages/`, and a record of what was asked for.

use crate::session::env;
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the examples load from elsewhere, and what stands in for it.
const ELSEWHERE: [(&str, &str); 4] = [
    ("https://cdn.example.com/comarketing-roi/1.0.0/", "/"),
    ("https://www.googletagmanager.com/gtm.js", "/pages/stubs/gtm.js"),
    ("https://js.hsforms.net/forms/embed/developer/123456.js", "/pages/stubs/hubspot-new.js"),
    ("https://js.hsforms.net/forms/embed/v2.js", "/pages/stubs/hubspot-legacy.js"),
];
/// A module of HubSpot's CMS, and the page that HubSpot makes of it.
const MODULE: &str = "/examples/hubspot-module/comarketing-roi.module/module.html";

/// Notes in each page what happens before a test can listen. Named here so that audits can leave it out.
const PROBE: &str = "/pages/probe.js";

/// Below it the module of the page is not the one that its script knows.
const TAMPERED: &str = "/tampered/";

/// A page that takes from elsewhere only what is meant for it.
pub(crate) const ISOLATED: &str = "/isolated.html";

/// Below it the server knows no type for Wasm.
const UNTYPED: &str = "/untyped/";

pub(crate) struct Site {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    dist: PathBuf,
    pages: PathBuf,
    policy: String,
    requests: Mutex<Vec<String>>,
    /// What a test has written, by paths: pages, and what is answered instead of a file.
    written: Mutex<HashMap<String, String>>,
    /// What is wrong with the connection to a file.
    troubles: Mutex<HashMap<String, Trouble>>,
    /// Headers beside the usual ones.
    headers: Mutex<HashMap<String, String>>,
    posts: Mutex<Vec<(String, String)>>,
    ended: AtomicBool,
}

/// What a network does to a file until it is [released](Site::release). Nothing here is counted: an engine asks again by
/// itself as often as it likes (Firefox ten times), and a test that counts would count that.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Trouble {
    /// The answer is 503.
    Fails,
    /// The connection ends without an answer.
    Drops,
    /// The first bytes come, and the rest afterwards.
    HeldAfter(usize),
    /// It comes in pieces of so many bytes, with so many milliseconds after each.
    Trickles(usize, u64),
}

impl Site {
    pub(crate) fn start() -> Self {
        Self::of(PathBuf::from(env("DIST_DIR")), policy())
    }

    /// Serves another folder than `dist/` at `/`: a site that has no policy, or states it in its pages.
    pub(crate) fn elsewhere(root: PathBuf) -> Self {
        Self::of(root, String::new())
    }

    fn of(root: PathBuf, policy: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let pages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
        let shared = Arc::new(Shared {
            dist: root,
            pages,
            policy,
            requests: Mutex::default(),
            written: Mutex::default(),
            troubles: Mutex::default(),
            headers: Mutex::default(),
            posts: Mutex::default(),
            ended: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if accepting.ended.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&accepting);
                // The browser may leave in the middle of an answer; that is no failure of a test.
                thread::spawn(move || shared.answer(&stream));
            }
        });
        Self { port, shared }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Answers a text for a path from here on: a page of the test's, or a file as after a new release.
    pub(crate) fn put(&self, path: &str, text: String) {
        self.shared.written.lock().expect("no thread panicked").insert(path.to_owned(), text);
    }

    /// Answers a text with headers of its own.
    pub(crate) fn put_with(&self, path: &str, headers: &str, text: String) {
        self.shared.headers.lock().expect("no thread panicked").insert(path.to_owned(), headers.to_owned());
        self.put(path, text);
    }

    /// Troubles the connection to a file from here on.
    pub(crate) fn trouble(&self, path: &str, trouble: Trouble) {
        self.shared.troubles.lock().expect("no thread panicked").insert(path.to_owned(), trouble);
    }

    /// Ends the trouble with a file; what was held comes.
    pub(crate) fn release(&self, path: &str) {
        self.shared.troubles.lock().expect("no thread panicked").remove(path);
    }

    /// The text of a file of the site, as it is sent.
    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.shared.dist.join(name)).expect("a script of the site")
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked for so far, with its query: without the probe, and without the favicon, for which browsers ask
    /// on their own, some of them always and others never.
    pub(crate) fn requests(&self) -> Vec<String> {
        let all = self.shared.requests.lock().expect("no thread panicked");
        all.iter().filter(|path| !path.starts_with(PROBE) && *path != "/favicon.ico").cloned().collect()
    }

    /// Whether it is a file of the site.
    pub(crate) fn is_file(&self, name: &str) -> bool {
        self.shared.dist.join(name).is_file()
    }

    /// Ends the server: from here on there is no connection to be had.
    pub(crate) fn end(&self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        while TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
            thread::yield_now();
        }
    }
}

impl Site {
    /// What was sent so far: where to, and its text.
    pub(crate) fn posts(&self) -> Vec<(String, String)> {
        self.shared.posts.lock().expect("no thread panicked").clone()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    fn answer(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream);
        let first = line(&mut reader)?;
        // All is read, because closing with unread data resets the connection.
        let (mut length, mut by_script) = (0, false);
        loop {
            let header = line(&mut reader)?.to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            by_script |= header == "sec-fetch-dest: empty";
            length =
                header.strip_prefix("content-length:").map_or(Some(length), |n| n.trim().parse().ok())?;
        }
        let mut sent = vec![0; length];
        reader.read_exact(&mut sent).ok()?;
        let target = first.split(' ').nth(1)?.to_owned();
        self.requests.lock().ok()?.push(target.clone());
        let path = target.split('?').next()?;
        if first.starts_with("POST ") {
            self.posts.lock().ok()?.push((path.to_owned(), String::from_utf8(sent).ok()?));
        }
        let written = self.written.lock().ok()?.get(path).cloned();
        let made = written.or_else(|| crate::words::made(path)).or_else(|| self.listed(path));
        // A folder is its page.
        let named = if path.ends_with('/') { "/index.html" } else { path };
        let made = made.map(|text| (text.into_bytes(), PathBuf::from(named)));
        let (status, kind, body) =
            match made.or_else(|| self.file(path).and_then(|file| fs::read(&file).ok().zip(Some(file)))) {
                // A script that asks for a page wants the file itself, by its hash.
                Some((body, file)) if by_script => ("200 OK", mime(&file), tampered(path, body)),
                Some((body, file)) => ("200 OK", mime(&file), with_probe(&file, example(path, body))),
                None => ("404 Not Found", "text/plain", Vec::new()),
            };
        let kind = if path.starts_with(UNTYPED) && path.ends_with(".wasm") { "text/plain" } else { kind };
        // The pages of ours are tested under the policy that they are promised to work under.
        let ours = matches!(path, "/" | "/index.html" | "/configure.html") || path.starts_with("/listed/");
        let policy = match path {
            _ if ours => self.policy.as_str(),
            ISOLATED => {
                "Cross-Origin-Embedder-Policy: require-corp\r\nCross-Origin-Opener-Policy: same-origin\r\n"
            }
            _ => "",
        };
        let more = self.headers.lock().ok()?.get(path).cloned().unwrap_or_default();
        let trouble = self.troubles.lock().ok()?.get(path).copied();
        let (status, body) = match trouble {
            Some(Trouble::Fails) => ("503 Service Unavailable", Vec::new()),
            Some(Trouble::Drops) => return None,
            _ => (status, body),
        };
        let mut stream = stream;
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\n\
             Cross-Origin-Resource-Policy: cross-origin\r\n{policy}{more}Connection: close\r\n\r\n",
            body.len(),
        )
        .ok()?;
        match trouble {
            Some(Trouble::HeldAfter(first)) => {
                let (before, after) = body.split_at_checked(first)?;
                stream.write_all(before).ok()?;
                while self.troubles.lock().ok()?.contains_key(path) && !self.ended.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(5));
                }
                stream.write_all(after).ok()
            }
            Some(Trouble::Trickles(bytes, pause)) => body.chunks(bytes).try_for_each(|piece| {
                stream.write_all(piece).and_then(|()| stream.flush()).ok()?;
                thread::sleep(Duration::from_millis(pause));
                Some(())
            }),
            _ => stream.write_all(&body).ok(),
        }
    }

    /// The hosted page with a list of who may speak with it: one port of this machine.
    fn listed(&self, path: &str) -> Option<String> {
        let port = path.strip_prefix("/listed/")?.strip_suffix("/page.html")?;
        let html = fs::read_to_string(self.dist.join("index.html")).ok()?;
        let meta = format!(
            "<meta name=\"cmroi-allowed-origins\" content=\"https://partner.example http://127.0.0.1:{port}\">"
        );
        Some(html.replacen("<head>", &format!("<head>{meta}"), 1))
    }

    /// The file for a path; the rules are those of `tests/pages/README.md`.
    fn file(&self, path: &str) -> Option<PathBuf> {
        if path.contains("..") {
            return None;
        }
        let of =
            |folder: &PathBuf, name: &str| folder.join(if name.is_empty() { "index.html" } else { name });
        if let Some(name) = path.strip_prefix("/pages/") {
            return Some(of(&self.pages, name));
        }
        if let Some(name) = path.strip_prefix("/examples/") {
            return Some(examples().join(name));
        }
        if path == "/missing-text/text/de.js" {
            return None;
        }
        for folder in ["/x-long/", "/x-rtl/", "/missing-text/", TAMPERED, UNTYPED] {
            if let Some(name) = path.strip_prefix(folder) {
                return Some(of(&self.dist, name));
            }
        }
        if let Some((_, name)) = path.strip_prefix("/listed/").and_then(|rest| rest.split_once('/')) {
            return Some(of(&self.dist, name));
        }
        match path.strip_prefix("/missing-wasm/") {
            Some(name @ ("embed.js" | "comarketing-roi.js")) => Some(of(&self.dist, name)),
            Some(_) => None,
            None => {
                let file = of(&self.dist, path.strip_prefix('/')?);
                // As servers of static sites do: a page is found without its ending.
                let page = file.with_extension("html");
                Some(if file.is_file() || !page.is_file() { file } else { page })
            }
        }
    }
}

/// A line of a request's head.
fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    line.strip_suffix("\r\n").map(str::to_owned)
}

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// An example as its reader copies it, but for where things come from.
fn example(path: &str, body: Vec<u8>) -> Vec<u8> {
    if !path.starts_with("/examples/") {
        return body;
    }
    let mut text = String::from_utf8(body).expect("examples are UTF-8");
    if path == MODULE {
        text = page_of_module(&text);
    }
    for (from, to) in ELSEWHERE {
        text = text.replace(from, to);
    }
    text.into_bytes()
}

/// What HubSpot makes of a module whose fields are as they were: a variable is its default.
fn page_of_module(module: &str) -> String {
    let fields = fs::read_to_string(examples().join("hubspot-module/comarketing-roi.module/fields.json"));
    let fields: serde_json::Value = serde_json::from_str(&fields.expect("fields")).expect("JSON");
    let mut text = module.to_owned();
    for field in fields.as_array().expect("a list") {
        let part = |key: &str| field[key].as_str().expect("text");
        for filter in ["escape_attr", "escape_html"] {
            text = text.replace(&format!("{{{{ module.{}|{filter} }}}}", part("name")), part("default"));
        }
    }
    assert!(!text.contains("{{"), "a variable without a field: {text}");
    format!("<!doctype html><html lang=\"en\"><head><title>HubSpot</title></head><body>{text}</body></html>")
}

fn mime(file: &std::path::Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A module with a section of a stranger's at its end: a browser would run it.
fn tampered(path: &str, mut body: Vec<u8>) -> Vec<u8> {
    if path.starts_with(TAMPERED) && path.ends_with("/comarketing-roi_bg.wasm") {
        body.extend([0, 2, 1, b'x']);
    }
    body
}

fn with_probe(file: &std::path::Path, body: Vec<u8>) -> Vec<u8> {
    if file.extension().is_none_or(|ending| ending != "html") {
        return body;
    }
    let text = String::from_utf8(body).expect("pages are UTF-8");
    assert!(text.contains("<head>"), "{} has no <head> to put the probe into", file.display());
    text.replacen("<head>", &format!("<head><script src=\"{PROBE}\"></script>"), 1).into_bytes()
}

/// The header that `Trunk.toml` serves the page with.
fn policy() -> String {
    let text = include_str!("../../Trunk.toml");
    let line = text
        .lines()
        .find(|line| line.starts_with("Content-Security-Policy"))
        .expect("a policy in Trunk.toml");
    let (_, policy) = line.split_once('=').expect("a value");
    format!("Content-Security-Policy: {}\r\n", policy.trim().trim_matches('"'))
}
