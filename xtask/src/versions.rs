//! Which version of each tool. What a manifest already says is read from there, so that it is said once.

use crate::paths;
use anyhow::{Context, Result, ensure};

/// Only the tests need these, so no manifest names them.
pub(crate) const AXE: &str = "4.14.1";
/// Holds what the tests ask, and what is answered, against the schemas: five packages, where a crate that does it brings
/// three times as many.
pub(crate) const AJV: &str = "8.20.0";
pub(crate) const TYPESCRIPT: &str = "7.0.2";
/// Lays out the scripts; `.prettierrc.json` says how.
pub(crate) const PRETTIER: &str = "3.10.1";
/// Knows what bundlers and runtimes stumble over in a package.
pub(crate) const PUBLINT: &str = "0.3.25";
pub(crate) const GECKODRIVER: &str = "0.37.1";
pub(crate) const PUPPETEER_BROWSERS: &str = "3.2.6";
/// Only `cargo xtask fuzz` needs it.
pub(crate) const CARGO_FUZZ: &str = "0.13.2";
/// Only `cargo xtask mutants` needs it.
pub(crate) const CARGO_MUTANTS: &str = "27.1.0";
/// Judges licenses, sources, versions and advisories of crates.
pub(crate) const CARGO_DENY: &str = "0.20.2";
/// Only `cargo xtask licenses` needs it.
pub(crate) const CARGO_ABOUT: &str = "0.9.3";
/// Makes the three shipped scripts small.
pub(crate) const ESBUILD: &str = "0.28.2";

/// What writes the glue must be of the very version of the crate that it is written for: the two speak a private format.
/// For Trunk, which brings the writer as a program, Trunk.toml says the version.
pub(crate) fn wasm_bindgen() -> Result<String> {
    let lock = paths::read(&paths::root().join("Cargo.lock"))?;
    let locked = |package| {
        locked(&lock, package)
            .with_context(|| format!("Cargo.lock does not name {package}: run `cargo generate-lockfile`"))
    };
    let (version, writer) = (locked("wasm-bindgen")?, locked("wasm-bindgen-cli-support")?);
    let stated = trunk_toml("wasm_bindgen")?;
    ensure!(
        version == stated && version == writer,
        "wasm-bindgen is {version} in Cargo.lock, its writer {writer}, and Trunk.toml says {stated}: they must be the same"
    );
    Ok(version)
}

pub(crate) fn trunk() -> Result<String> {
    Ok(trunk_toml("trunk-version")?.trim_start_matches('=').to_owned())
}

/// Binaryen's number, `132` in `version_132`.
pub(crate) fn wasm_opt() -> Result<String> {
    Ok(trunk_toml("wasm_opt")?.trim_start_matches("version_").to_owned())
}

/// The Content Security Policy of the hosted page, which Trunk states for its own server.
pub(crate) fn policy() -> Result<String> {
    trunk_toml("Content-Security-Policy")
}

fn trunk_toml(key: &str) -> Result<String> {
    let text = paths::read(&paths::root().join("Trunk.toml"))?;
    value(&text, key).with_context(|| format!("Trunk.toml does not say `{key} = \"…\"`"))
}

/// The text after `key = ` in a line of TOML.
pub(crate) fn value(toml: &str, key: &str) -> Option<String> {
    toml.lines().find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == key).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The version of one package in a lock file.
fn locked(lock: &str, package: &str) -> Option<String> {
    lock.split("[[package]]")
        .find(|entry| value(entry, "name").as_deref() == Some(package))
        .and_then(|entry| value(entry, "version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_of_that_package_only() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(locked(lock, "yew"), None);
    }

    #[test]
    fn a_value_keeps_its_own_equals_sign() {
        assert_eq!(value("trunk-version = \"=0.21.14\"", "trunk-version").as_deref(), Some("=0.21.14"));
    }
}
