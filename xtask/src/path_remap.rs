//! No path of the machine that builds is shipped. A panic tells where it arose, so the compiler puts the path of a
//! source into the module; it is told to leave the folders of this machine out, and what it wrote is looked through.

use crate::{paths, run};
use anyhow::{Result, ensure};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The compiler's flags for all that is shipped, for `CARGO_ENCODED_RUSTFLAGS`; with those that the user has set.
///
/// They are given here and not in `.cargo/config.toml`, which cannot name a folder of the user's. Cargo keeps what was
/// compiled with other flags beside it, so a build by hand and one by xtask do not undo one another's work.
pub(crate) fn flags() -> OsString {
    let mut flags = OsString::new();
    for flag in set_by_user().into_iter().chain(remaps().into_iter().map(|(from, to)| remap(&from, to))) {
        if !flags.is_empty() {
            flags.push("\x1f");
        }
        flags.push(flag);
    }
    flags
}

fn set_by_user() -> Vec<OsString> {
    let (encoded, plain) = (env::var("CARGO_ENCODED_RUSTFLAGS"), env::var("RUSTFLAGS"));
    let flags: Vec<String> = match (&encoded, &plain) {
        (Ok(flags), _) => flags.split('\x1f').map(str::to_owned).collect(),
        (_, Ok(flags)) => flags.split_whitespace().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    flags.into_iter().filter(|flag| !flag.is_empty()).map(OsString::from).collect()
}

fn remap(from: &Path, to: &str) -> OsString {
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(from);
    flag.push("=");
    flag.push(to);
    flag
}

/// Folders and what stands for them. The compiler takes the last that fits, so the narrower ones come later.
fn remaps() -> Vec<(PathBuf, &'static str)> {
    let mut remaps = Vec::new();
    remaps.extend(toolchain().map(|folder| (folder, "rust")));
    remaps.extend(paths::cargo_home().map(|folder| (folder, "cargo")));
    remaps.push((paths::root(), ""));
    remaps.push((paths::target(), "target"));
    // Each registry has a folder named after its host; `yew-0.23.0/src/…` says enough.
    let registries =
        paths::cargo_home().and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    for entry in registries.into_iter().flatten().flatten() {
        remaps.push((entry.path(), ""));
    }
    remaps
}

fn toolchain() -> Option<PathBuf> {
    let folder = run::answer(run::command("rustc").args(["--print", "sysroot"]))?;
    Some(PathBuf::from(folder.trim()))
}

/// Fails if a shipped file names a folder of this machine.
pub(crate) fn check() -> Result<()> {
    let mut private: Vec<String> = remaps()
        .iter()
        .map(|(folder, _)| folder)
        .chain(&paths::home())
        .map(|path| path.display().to_string())
        .collect();
    private.push(".cargo/registry".to_owned());
    let mut found = Vec::new();
    for file in paths::files_below(&paths::dist())?.into_iter().chain(paths::files_below(&paths::pkg())?) {
        let bytes = fs::read(&file)?;
        for folder in private.iter().filter(|folder| names(&bytes, folder)) {
            found.push(format!("{} holds {folder}", paths::shown(&file)));
        }
    }
    ensure!(found.is_empty(), "a path of this machine would be shipped: {}", found.join(", "));
    run::say("no shipped file names a folder of this machine");
    Ok(())
}

/// Whether a text names a folder or something in it, also with the separators of the other systems.
/// `src/app/root/x.rs` does not name `/root`.
fn names(bytes: &[u8], folder: &str) -> bool {
    let plain = |byte: &u8| if *byte == b'\\' { b'/' } else { *byte };
    let folder: Vec<u8> = folder.trim_end_matches(['/', '\\']).bytes().map(|byte| plain(&byte)).collect();
    // The root of the file system is in every path.
    if folder.len() < 2 {
        return false;
    }
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    bytes.windows(folder.len()).enumerate().any(|(at, window)| {
        let same = window.iter().map(plain).eq(folder.iter().copied());
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        same && !before.is_some_and(in_word) && !bytes.get(at + folder.len()).is_some_and(in_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_as_a_whole_only() {
        for text in ["at /root/x.rs", "\0/root\0", "C:\\root\\x"] {
            let folder = if text.starts_with('C') { "C:/root" } else { "/root" };
            assert!(names(text.as_bytes(), folder), "{text}");
        }
        for text in ["src/app/root/x.rs", "src/app/root.rs", "/root.rs", "/rooted/x"] {
            assert!(!names(text.as_bytes(), "/root"), "{text}");
        }
        assert!(!names(b"a/b", "/"));
    }

    #[test]
    fn the_registries_come_after_the_folder_that_holds_them() {
        let remaps = remaps();
        let place = |wanted: &Path| remaps.iter().rposition(|(folder, _)| folder == wanted);
        let home = paths::cargo_home().unwrap();
        for (at, (folder, to)) in remaps.iter().enumerate() {
            if folder.starts_with(home.join("registry")) {
                assert_eq!(*to, "");
                assert!(place(&home).is_some_and(|home| home < at));
            }
        }
        assert!(place(&paths::root()) < place(&paths::target()));
    }
}
