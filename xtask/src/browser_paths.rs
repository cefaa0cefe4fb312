//! Where browsers and their drivers usually lie on Linux, macOS and Windows.

use crate::{paths, run};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser that the tests can drive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Chromium,
    Edge,
    Firefox,
    /// WebKitGTK: the engine of Safari, in the plain browser that comes with it.
    WebKit,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Chromium, Self::Edge, Self::Firefox, Self::WebKit];

    /// Whether it is of the family that the tests cannot do without.
    pub(crate) fn is_chromium(self) -> bool {
        matches!(self, Self::Chromium | Self::Edge)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Edge => "edge",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    pub(crate) fn driver_name(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Edge => "msedgedriver",
            Self::Firefox => "geckodriver",
            Self::WebKit => "WebKitWebDriver",
        }
    }

    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => {
                &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
            }
            Self::Edge => &["microsoft-edge", "microsoft-edge-stable", "msedge"],
            Self::Firefox => &["firefox", "firefox-esr"],
            // It lies beside the engine, and no system puts it on PATH.
            Self::WebKit => &[],
        }
    }

    fn mac_bundles(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["Google Chrome", "Chromium"],
            Self::Edge => &["Microsoft Edge"],
            Self::Firefox => &["Firefox"],
            Self::WebKit => &[],
        }
    }

    fn windows_files(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"],
            Self::Edge => &["Microsoft/Edge/Application/msedge.exe"],
            Self::Firefox => &["Mozilla Firefox/firefox.exe"],
            Self::WebKit => &[],
        }
    }

    /// The variables by which hosted CI machines name the folder of the driver.
    fn driver_variable(self) -> Option<&'static str> {
        match self {
            Self::Chromium => Some("CHROMEWEBDRIVER"),
            Self::Edge => Some("EDGEWEBDRIVER"),
            Self::Firefox => Some("GECKOWEBDRIVER"),
            Self::WebKit => None,
        }
    }
}

/// Every copy of the browser on this machine.
pub(crate) fn browsers(kind: Kind) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = kind.programs().iter().filter_map(|name| paths::on_path(name)).collect();
    if cfg!(target_os = "macos") {
        let roots =
            [Some(PathBuf::from("/Applications")), folder("HOME").map(|home| home.join("Applications"))];
        for (root, bundle) in pairs(&roots, kind.mac_bundles()) {
            let program = if kind == Kind::Firefox { "firefox" } else { bundle };
            found.push(root.join(format!("{bundle}.app/Contents/MacOS/{program}")));
        }
    }
    if cfg!(windows) {
        let roots = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].map(folder);
        found.extend(pairs(&roots, kind.windows_files()).map(|(root, file)| root.join(file)));
    }
    if cfg!(target_os = "linux") {
        found.extend(kind.programs().iter().map(|name| Path::new("/snap/bin").join(name)));
        if kind == Kind::WebKit {
            found.extend(mini_browsers());
        }
    }
    found.retain(|path| path.is_file());
    found
}

/// Where distributions put the browser of WebKitGTK: in a folder named after its version, with or without one named
/// after the machine.
fn mini_browsers() -> Vec<PathBuf> {
    let roots = ["/usr/lib", "/usr/lib64", "/usr/libexec"].map(PathBuf::from);
    let below =
        |root: &PathBuf| std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path());
    let folders: Vec<PathBuf> = roots.iter().flat_map(below).chain(roots.clone()).collect();
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let places = versions.iter().flat_map(|version| folders.iter().map(move |folder| folder.join(version)));
    places.map(|folder| folder.join("MiniBrowser")).collect()
}

/// Every copy of its driver.
pub(crate) fn drivers(kind: Kind) -> Vec<PathBuf> {
    let name = kind.driver_name();
    let folders = [
        kind.driver_variable().and_then(folder),
        Some(PathBuf::from("/usr/lib/chromium")),
        Some(PathBuf::from("/usr/lib/chromium-browser")),
        Some(PathBuf::from("/opt/homebrew/bin")),
        Some(PathBuf::from("/usr/local/bin")),
    ];
    let elsewhere = folders.iter().flatten().filter_map(|folder| paths::program_in(folder, name));
    paths::on_path(name).into_iter().chain(elsewhere).collect()
}

/// The major version that a program reports, or that the folder beside it is named after.
pub(crate) fn major(program: &Path) -> Option<u32> {
    // A browser on Windows answers `--version` by opening a window.
    if cfg!(windows) && !program.to_string_lossy().contains("driver") {
        let siblings = std::fs::read_dir(program.parent()?).ok()?;
        return siblings.flatten().filter_map(|entry| first_number(entry.file_name().to_str()?)).max();
    }
    run::answer(Command::new(program).arg("--version"))?.split_whitespace().find_map(first_number)
}

/// `156` of `156.0.8078.79`; words without a point are not versions.
fn first_number(word: &str) -> Option<u32> {
    let (major, _) = word.split_once('.')?;
    major.parse().ok()
}

fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn pairs<'a>(
    roots: &'a [Option<PathBuf>],
    names: &'a [&'static str],
) -> impl Iterator<Item = (&'a PathBuf, &'static str)> {
    roots.iter().flatten().flat_map(move |root| names.iter().map(move |name| (root, *name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_number_before_the_first_point() {
        let answer = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(answer.split_whitespace().find_map(first_number), Some(156));
        assert_eq!("Mozilla Firefox 153.7.0esr".split_whitespace().find_map(first_number), Some(153));
        assert_eq!(first_number("Application"), None);
    }
}
