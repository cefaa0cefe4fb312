//! The names of the files that are shipped.

/// The script that defines the element.
pub(crate) const EMBED: &str = "embed.js";
/// The late parts of the program: what draws panels, what reads and judges campaigns, and what both of them call.
pub(crate) const LATE_PARTS: [&str; 3] =
    ["comarketing-roi_panels.wasm", "comarketing-roi_shared.wasm", "comarketing-roi_campaigns.wasm"];
/// What `page.js` puts around the element in another language.
pub(crate) const PAGE_TEXT: &str = "page-text.js";
/// The service worker of the hosted page.
pub(crate) const WORKER: &str = "sw.js";
/// The hosted page as one file.
pub(crate) const SINGLE: &str = "comarketing-roi.html";

/// The scripts that embed.js brings when something is asked of them.
pub(crate) const LATE: [&str; 12] = [
    "commands.js",
    "print.js",
    "dialog.js",
    "import.js",
    "workbook.js",
    "letters.js",
    "rows.js",
    "host-api.js",
    "labels.js",
    "lead.js",
    "announce.js",
    "bands.js",
];

/// The module that reads and writes workbooks, beside the script that starts it.
pub(crate) const WORKBOOK: [&str; 2] = ["workbook_glue.js", "workbook_glue_bg.wasm"];

/// Those of them that embed.js takes only of its own release: all but what is a part of another.
pub(crate) fn versioned() -> impl Iterator<Item = &'static str> {
    LATE.into_iter().filter(|name| *name != "bands.js")
}

/// The scripts of our own pages, and the one for who frames them.
pub(crate) const PAGES: [&str; 10] = [
    "settings.js",
    "page.js",
    "frame.js",
    "snippet.js",
    "configure.js",
    "preview.js",
    "exchange.js",
    "form-state.js",
    "fields.js",
    "colors.js",
];

/// What the site consists of beside those; the page is the same as on any other site that embeds the element.
pub(crate) const FILES: [&str; 22] = [
    "index.html",
    "page.css",
    EMBED,
    "comarketing-roi.js",
    "comarketing-roi_bg.wasm",
    "text/en.js",
    "text/keys.js",
    PAGE_TEXT,
    "comarketing-roi_panels.wasm",
    "comarketing-roi_shared.wasm",
    "comarketing-roi_campaigns.wasm",
    "workbook_glue.js",
    "workbook_glue_bg.wasm",
    "offline.js",
    "manifest.webmanifest",
    "icon.svg",
    "icon-192.png",
    "icon-512.png",
    WORKER,
    SINGLE,
    "configure.html",
    "configure.css",
];
