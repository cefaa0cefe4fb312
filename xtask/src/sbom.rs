//! The bill of materials of a release, as CycloneDX: every crate that is compiled into what is shipped.
//!
//! Written here and not by cargo-cyclonedx: that takes minutes to install, describes one set of features at a time,
//! counts what runs while compiling, and stamps each file with time and number, so that no two releases are the same.

use crate::{paths, run, stamp::VERSION, versions};
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "comarketing-roi";
const WORKBOOK: &str = "comarketing-roi-workbook";
/// What is shipped is the same package, three times (Cargo.toml), and that for workbooks.
const FEATURES: [&str; 3] = ["ui", "split", "api"];

/// Name and version; Cargo.lock holds no two of the same.
type Crate = (String, String);

/// The bill as JSON text, the same for the same sources and compiler.
pub(crate) fn make() -> Result<String> {
    let shipped = crates()?;
    let checksums = checksums(&paths::read(&paths::root().join("Cargo.lock"))?);
    let known: Value = serde_json::from_str(&asked(&[
        "metadata",
        "--format-version=1",
        "--filter-platform",
        TARGET,
        "--features",
        &FEATURES.join(","),
    ])?)?;
    let mut bill = bill(&shipped, &known, &checksums)?;
    let compiler =
        run::answer(run::command("rustc").arg("-vV")).context("rustc does not tell its version")?;
    let release = compiler.lines().find_map(|line| line.strip_prefix("release: ")).context("no release")?;
    let library = json!({
        "type": "library", "bom-ref": "rust-std", "name": "std", "version": release,
        "description": "The Rust standard library", "purl": format!("pkg:generic/rust-std@{release}"),
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    });
    if let Some(components) = bill.get_mut("components").and_then(Value::as_array_mut) {
        components.push(library);
    }
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

fn asked(words: &[&str]) -> Result<String> {
    run::answer(run::cargo().args(words).args(["--locked", "--offline"]))
        .with_context(|| format!("`cargo {}` does not answer", words.first().unwrap_or(&"")))
}

/// The crates whose code may be in one of the modules: not what only builds or tests them, nor macros.
pub(crate) fn crates() -> Result<BTreeSet<Crate>> {
    // Before the first build for browsers the crates that only it needs are not on the machine.
    run::answer(run::cargo().args(["fetch", "--locked", "--quiet", "--target", TARGET]))
        .context("the crates of the modules cannot be fetched")?;
    let mut all = BTreeSet::new();
    // The module for workbooks has no features.
    for (package, feature) in FEATURES.map(|feature| (PACKAGE, feature)).into_iter().chain([(WORKBOOK, "")]) {
        let tree = asked(&[
            "tree",
            "--package",
            package,
            "--target",
            TARGET,
            "--edges=normal,no-proc-macro",
            "--prefix=none",
            "--format={p}",
            "--no-default-features",
            "--features",
            feature,
        ])?;
        all.extend(tree.lines().filter_map(named));
    }
    ensure!(all.len() > FEATURES.len(), "`cargo tree` names no crate");
    Ok(all)
}

/// `yew v0.23.0`, with or without something behind it.
fn named(line: &str) -> Option<Crate> {
    let mut words = line.split_whitespace();
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    Some((name.to_owned(), version.to_owned()))
}

/// What crates.io said each crate's archive is, SHA-256.
fn checksums(lock: &str) -> BTreeMap<Crate, String> {
    let entry = |text: &str| {
        let [name, version, sum] = ["name", "version", "checksum"].map(|key| versions::value(text, key));
        Some(((name?, version?), sum?))
    };
    lock.split("[[package]]").filter_map(entry).collect()
}

fn bill(shipped: &BTreeSet<Crate>, known: &Value, checksums: &BTreeMap<Crate, String>) -> Result<Value> {
    let text = |of: &Value, key: &str| of[key].as_str().unwrap_or_default().to_owned();
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    // Cargo's ids hold folders of this machine; ours are the addresses of packages.
    let mut reference = BTreeMap::new();
    let mut components = BTreeMap::new();
    for package in list(&known["packages"]) {
        let named = (text(&package, "name"), text(&package, "version"));
        if shipped.contains(&named) {
            reference.insert(text(&package, "id"), address(&named));
            components.insert(named.clone(), component(&named, &package, checksums.get(&named)));
        }
    }
    ensure!(components.len() == shipped.len(), "`cargo metadata` does not know every crate that is shipped");
    let root = components.remove(&(PACKAGE.to_owned(), VERSION.to_owned())).context("the package itself")?;
    let mut depends: BTreeMap<&String, BTreeSet<&String>> = BTreeMap::new();
    let nodes = known.pointer("/resolve/nodes").map(list).unwrap_or_default();
    for node in &nodes {
        let Some(from) = node["id"].as_str().and_then(|id| reference.get(id)) else { continue };
        let on = node["deps"].as_array().into_iter().flatten().filter(|dep| {
            dep["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null())
        });
        let on = on.filter_map(|dep| reference.get(dep["pkg"].as_str()?));
        depends.entry(from).or_default().extend(on);
    }
    let depends: Vec<Value> =
        depends.iter().map(|(from, on)| json!({ "ref": from, "dependsOn": on })).collect();
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": root },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": depends,
    }))
}

fn address((name, version): &Crate) -> String {
    format!("pkg:cargo/{name}@{version}")
}

fn component(named: &Crate, package: &Value, checksum: Option<&String>) -> Value {
    let (name, version) = named;
    let mut component = Map::new();
    let kind = if name == PACKAGE { "application" } else { "library" };
    let address = address(named);
    for (key, value) in
        [("type", kind), ("bom-ref", &address), ("name", name), ("version", version), ("purl", &address)]
    {
        component.insert(key.to_owned(), json!(value));
    }
    if let Some(text) = package["description"].as_str() {
        component
            .insert("description".to_owned(), json!(text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if let Some(licence) = package["license"].as_str() {
        component.insert("licenses".to_owned(), json!([{ "expression": expression(licence) }]));
    }
    if let Some(sum) = checksum {
        component.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": sum }]));
    }
    if let Some(source) = package["repository"].as_str() {
        component.insert("externalReferences".to_owned(), json!([{ "type": "vcs", "url": source }]));
    }
    Value::Object(component)
}

/// Older manifests write `/` for `OR`, which SPDX does not know.
fn expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_described_by_what_cargo_knows_of_it() {
        let own = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        let shipped = BTreeSet::from([own(PACKAGE, VERSION), own("a", "1.0.0")]);
        let checksums = checksums("[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nchecksum = \"12ab\"\n");
        let known = json!({
            "packages": [
                { "id": "path+file:///home/me#a", "name": PACKAGE, "version": VERSION, "license": "MIT" },
                { "id": "registry+a", "name": "a", "version": "1.0.0", "license": "MIT/Apache-2.0" },
                { "id": "registry+b", "name": "b", "version": "2.0.0", "license": "MIT" },
            ],
            "resolve": { "nodes": [
                { "id": "path+file:///home/me#a", "deps": [
                    { "pkg": "registry+a", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "registry+b", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "registry+a", "deps": [] },
                { "id": "registry+b", "deps": [] },
            ] },
        });
        let bill = bill(&shipped, &known, &checksums).unwrap();
        let root = address(&own(PACKAGE, VERSION));
        assert_eq!(bill["metadata"]["component"]["purl"], json!(root));
        assert_eq!(
            bill["components"],
            json!([{
                "type": "library", "bom-ref": "pkg:cargo/a@1.0.0", "name": "a", "version": "1.0.0",
                "purl": "pkg:cargo/a@1.0.0", "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "hashes": [{ "alg": "SHA-256", "content": "12ab" }],
            }])
        );
        assert_eq!(
            bill["dependencies"],
            json!([{ "ref": "pkg:cargo/a@1.0.0", "dependsOn": [] }, { "ref": root, "dependsOn": ["pkg:cargo/a@1.0.0"] }])
        );
        assert!(!bill.to_string().contains("/home/me"), "no folder of this machine");
    }

    #[test]
    fn the_bill_of_this_checkout_names_what_runs_in_the_browser_and_nothing_else() {
        let names: BTreeSet<String> = crates().unwrap().into_iter().map(|(name, _)| name).collect();
        for name in ["yew", "wasm-bindgen", "comarketing-roi-engine", "talc", "serde"] {
            assert!(names.contains(name), "{name}");
        }
        for name in ["xtask", "minifier", "thirtyfour", "tokio", "yew-macro", "serde_derive", "brotli"] {
            assert!(!names.contains(name), "{name}");
        }
    }
}
