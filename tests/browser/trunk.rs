//! The page as Trunk builds it: the program in one piece, without what the release is told.

use crate::engine::{Setup, not_staged};
use crate::page::Page;
use crate::site::Site;
use std::path::PathBuf;

#[test]
fn the_page_that_trunk_builds_shows_the_same_from_one_module() {
    let Some(folder) = std::env::var_os("TRUNK_DIR").map(PathBuf::from) else {
        return not_staged("Trunk is not on this machine, or not in its pinned version");
    };
    let page = Page::load_from(|| Site::elsewhere(folder), "/index.html?mode=sheet", Setup::default());
    page.until_ready();
    page.click("#why-0-total-roi-button");
    page.until("an explanation is there", "$('#why-0-total-roi .terms')");
    page.press("Show charts");
    page.until("a chart is there", "$('.charts [data-panel] svg')");
    let wasm: Vec<String> = page.site.requests().into_iter().filter(|path| path.ends_with(".wasm")).collect();
    assert_eq!(wasm, ["/comarketing-roi_bg.wasm"]);
}
