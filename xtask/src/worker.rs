//! `dist/sw.js`: the worker of the hosted page, told the files that it keeps.

use crate::files::WORKER;
use crate::{hash, page_files, paths, stamp};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

const PAGE: &str = "index.html";

/// Writes the worker into `site`, whose other files must be as they are shipped.
pub(crate) fn write(site: &Path) -> Result<()> {
    let mut files = Vec::new();
    // The browser keeps the worker itself.
    let names = page_files::of(site, PAGE)?.into_iter().filter(|name| name != WORKER);
    for name in names.chain([PAGE.to_owned()]) {
        let hash = hash::of_file(&site.join(&name))?;
        files.push((name, hash));
    }
    let worker = paths::read(&paths::root().join("src").join("page").join(WORKER))?;
    let text = told(&worker, &files)?;
    fs::write(site.join(WORKER), text).with_context(|| format!("cannot write {WORKER}"))
}

fn told(worker: &str, files: &[(String, String)]) -> Result<String> {
    let list = serde_json::to_string(files)?;
    stamp::put(worker, "const FILES = JSON.parse('__FILES__');", "__FILES__", &list)
        .context("sw.js cannot be told its files")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_is_told_names_and_hashes() {
        let worker = paths::read(&paths::root().join("src/page/sw.js")).unwrap();
        let text = told(&worker, &[("a.js".to_owned(), hash::integrity(b"a"))]).unwrap();
        assert!(text.contains("JSON.parse('[[\"a.js\",\"sha384-"), "{text}");
        assert!(told("", &[]).is_err());
    }
}
