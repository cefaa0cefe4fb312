//! `cargo xtask release`: the folder that a host or a CDN serves, named after its version, with what one needs to check it.

use crate::{compress, hash, path_remap, paths, run, sbom, site, stamp::VERSION};
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is text, or compresses like it; a picture does not.
const COMPRESSIBLE: [&str; 7] = ["html", "js", "css", "wasm", "svg", "json", "webmanifest"];
const BILL: &str = "sbom.cdx.json";
const INTEGRITY: &str = "integrity.json";
const MANIFEST: &str = "release.json";
const SUMS: &str = "SHA384SUMS";

/// Where the releases of a checkout are written.
fn folder(root: &Path) -> PathBuf {
    root.join("release").join("comarketing-roi").join(VERSION)
}

/// Writes the release, built anew if a source has changed.
pub(crate) fn write() -> Result<()> {
    site::build_if_stale()?;
    path_remap::check()?;
    let release = folder(&paths::root());
    if release.exists() {
        fs::remove_dir_all(&release).with_context(|| format!("cannot empty {}", paths::shown(&release)))?;
    }
    fs::create_dir_all(&release).with_context(|| format!("cannot write {}", paths::shown(&release)))?;
    run::say("release/: packing every file as a server would (seconds)");
    let mut served = BTreeMap::new();
    for (name, file) in below(&paths::dist())? {
        let bytes = fs::read(&file)?;
        served.insert(name.clone(), described(&bytes)?);
        put(&release, &name, &bytes)?;
        if is_compressible(&name) {
            put(&release, &format!("{name}.br"), &compress::brotli(&bytes)?)?;
            put(&release, &format!("{name}.gz"), &compress::gzip(&bytes)?)?;
        }
    }
    let package = pack(&release)?;
    put(&release, BILL, sbom::make()?.as_bytes())?;
    let hashes: Map<String, Value> =
        served.iter().map(|(name, file)| (name.clone(), file["integrity"].clone())).collect();
    put(&release, INTEGRITY, pretty(&Value::Object(hashes))?.as_bytes())?;
    let manifest = json!({
        "name": "comarketing-roi", "version": VERSION, "package": package, "sbom": BILL, "files": served,
    });
    put(&release, MANIFEST, pretty(&manifest)?.as_bytes())?;
    put(&release, SUMS, sums(&release)?.as_bytes())?;
    tell(&release, &served)
}

fn put(release: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let file = release.join(name);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&file, bytes).with_context(|| format!("cannot write {}", paths::shown(&file)))
}

fn is_compressible(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| COMPRESSIBLE.iter().any(|known| ending == *known))
}

/// Size, what is downloaded of it, and the hash that a browser checks.
fn described(bytes: &[u8]) -> Result<Value> {
    Ok(json!({
        "bytes": bytes.len(),
        "brotli": compress::brotli(bytes)?.len(),
        "gzip": compress::gzip(bytes)?.len(),
        "integrity": hash::integrity(bytes),
    }))
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// The npm package; npm gives every file the same date and owner, so that it is the same each time.
fn pack(release: &Path) -> Result<String> {
    let npm = paths::on_path("npm").context("npm is missing: install Node.js 20 or newer")?;
    let mut command = run::command(npm);
    command.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(release);
    run::run(command.current_dir(paths::pkg()))?;
    let name = format!("comarketing-roi-{VERSION}.tgz");
    ensure!(release.join(&name).is_file(), "npm has not written {name}");
    Ok(name)
}

/// For `sha384sum --check`.
fn sums(release: &Path) -> Result<String> {
    let mut text = String::new();
    for (name, file) in below(release)? {
        text.push_str(&format!("{}  {name}\n", hash::hex(&fs::read(file)?)));
    }
    Ok(text)
}

/// Every file below a folder, by its name from there.
fn below(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    for file in paths::files_below(folder)? {
        let name = file.strip_prefix(folder)?.display().to_string().replace('\\', "/");
        files.insert(name, file);
    }
    Ok(files)
}

fn tell(release: &Path, served: &BTreeMap<String, Value>) -> Result<()> {
    let embed = served.get("embed.js").and_then(|file| file["integrity"].as_str()).context("no embed.js")?;
    println!("\n{:<34} {:>10} {:>10} {:>10}", "file", "raw", "gzip -9", "brotli 11");
    for (name, file) in served {
        let [raw, gzip, brotli] = ["bytes", "gzip", "brotli"].map(|key| file[key].to_string());
        println!("{name:<34} {raw:>10} {gzip:>10} {brotli:>10}");
    }
    println!("\nThe tag for a page, with the address of your host:\n");
    println!("<script type=\"module\" async src=\"https://…/comarketing-roi/{VERSION}/embed.js\"");
    println!("  integrity=\"{embed}\" crossorigin=\"anonymous\"></script>\n");
    run::say(format!("{} is written", paths::shown(release)));
    Ok(())
}

/// Writes the release twice, the second time from a copy of the sources in another folder with nothing compiled, and
/// fails unless both are the same to the byte.
pub(crate) fn verify() -> Result<()> {
    write()?;
    let copy = paths::target().join("verify").join("another-place");
    if copy.exists() {
        fs::remove_dir_all(&copy).context("cannot remove the copy of an earlier run")?;
    }
    run::say("the same from another folder, from nothing (as long as a first build)");
    let listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let names = run::answer(run::command("git").args(listed))
        .context("git does not list the sources: a release is made from a checkout")?;
    for name in names.split('\0').filter(|name| paths::root().join(name).is_file()) {
        let to = copy.join(name);
        fs::create_dir_all(to.parent().unwrap_or(&copy))?;
        fs::copy(paths::root().join(name), to).with_context(|| format!("cannot copy {name}"))?;
    }
    let mut again = Command::new(std::env::current_exe()?);
    // Where it finds the checkout and its build folder (paths.rs).
    again.env("CARGO_MANIFEST_DIR", copy.join("xtask")).env("CARGO_TARGET_DIR", copy.join("built"));
    run::run(again.arg("release").current_dir(&copy))?;
    let differ = different(&folder(&paths::root()), &folder(&copy))?;
    ensure!(differ.is_empty(), "two builds differ: {}", differ.join(", "));
    fs::remove_dir_all(&copy).context("cannot remove the copy")?;
    run::say("two builds in different folders are the same to the byte");
    Ok(())
}

/// The names of files that are not in both folders with the same bytes.
fn different(one: &Path, other: &Path) -> Result<Vec<String>> {
    let (one, other) = (below(one)?, below(other)?);
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    let mut differ = Vec::new();
    for name in names {
        let bytes = |files: &BTreeMap<String, PathBuf>| files.get(name).map(fs::read).transpose();
        if bytes(&one)? != bytes(&other)? {
            differ.push(name.clone());
        }
    }
    Ok(differ)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = paths::target().join("test-release").join(name);
        for (file, text) in files {
            put(&folder, file, text.as_bytes()).unwrap();
        }
        folder
    }

    #[test]
    fn a_file_that_differs_or_is_missing_is_named() {
        let one = scratch("one", &[("a", "1"), ("text/b", "2"), ("only", "")]);
        let other = scratch("other", &[("a", "1"), ("text/b", "3")]);
        assert_eq!(different(&one, &other).unwrap(), ["only", "text/b"]);
        assert!(different(&one, &one).unwrap().is_empty());
    }

    #[test]
    fn sums_are_as_the_tool_of_that_name_reads_them() {
        let folder = scratch("sums", &[("text/abc", "abc")]);
        let text = sums(&folder).unwrap();
        assert!(
            text.starts_with("cb00753f45a35e8bb5a03d699ac65007") && text.ends_with("  text/abc\n"),
            "{text}"
        );
    }

    #[test]
    fn pictures_are_served_as_they_are() {
        assert!(
            is_compressible("text/de.js") && is_compressible("x_bg.wasm") && is_compressible("m.webmanifest")
        );
        assert!(!is_compressible("icon-192.png") && !is_compressible("LICENSE"));
    }

    #[test]
    fn a_file_is_described_for_hosts_and_browsers() {
        let said = described("ten bytes ".repeat(100).as_bytes()).unwrap();
        assert_eq!(said["bytes"], 1000);
        assert!(said["gzip"].as_u64() < Some(100) && said["brotli"].as_u64() < Some(100));
        assert!(said["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha384-")));
    }
}
