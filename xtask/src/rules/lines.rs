//! What a line of a source says, by its words. Crude on purpose: a rule must be read at a glance.

/// `style="…"` or `style={…}` in markup, or the attribute set by hand; `let style = …` is something else.
pub(super) fn writes_style(line: &str) -> bool {
    let attribute = line.match_indices("style").any(|(at, word)| {
        let (before, after) = (&line[..at], line[at + word.len()..].trim_start());
        let begins = !before.ends_with(|last: char| last.is_alphanumeric() || "_-.".contains(last));
        let declared = before.trim_end().ends_with("let") || before.trim_end().ends_with("mut");
        let value = after.strip_prefix('=').map(str::trim_start);
        begins && !declared && value.is_some_and(|value| value.starts_with(['"', '{', '\\']))
    });
    let by_hand = ["set_attribute(\"style\"", "setAttribute(\"style\"", "setAttribute('style'", "<style"];
    attribute || by_hand.iter().any(|call| line.contains(call))
}

pub(super) fn writes_html(line: &str) -> bool {
    let ways = ["inner_html", "outer_html", "from_html_unchecked", "insert_adjacent_html"];
    let ways_of_js = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];
    ways.iter().chain(&ways_of_js).any(|way| line.contains(way))
}

/// A number directly before `rem`, and nothing of a word after it.
pub(super) fn uses_rem(line: &str) -> bool {
    line.match_indices("rem").any(|(at, word)| {
        let number = line[..at].ends_with(|last: char| last.is_ascii_digit() || last == '.');
        let ends = !line[at + word.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-');
        number && ends
    })
}

pub(super) fn names_web_crate(line: &str) -> bool {
    let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_');
    words.into_iter().any(|word| {
        let word = word.replace('_', "-");
        ["web-sys", "js-sys", "yew", "gloo"].contains(&word.as_str())
            || word.starts_with("gloo-")
            || word.starts_with("wasm-bindgen")
    })
}

/// The page's window, or a way to it.
pub(super) fn reaches_window(line: &str) -> bool {
    ["web_sys::window", "window()", "default_view(", "gloo::utils"].iter().any(|way| line.contains(way))
}

/// Anything beyond the arguments of a function: the browser, timers, tasks.
pub(super) fn has_consequences(line: &str) -> bool {
    let crates = ["web_sys", "js_sys", "wasm_bindgen", "gloo"];
    crates.iter().chain(&["spawn_local", "thread_local!"]).any(|word| line.contains(word))
}

/// A static that can change; `static NAMES: [&str; 3]` cannot.
pub(super) fn is_global_state(line: &str) -> bool {
    let cells = ["Cell<", "OnceCell", "OnceLock", "LazyLock", "LazyCell", "Mutex<", "RwLock<", "Atomic"];
    let declared = line.trim_start();
    let declared = declared.strip_prefix("pub ").unwrap_or(declared);
    let is_static = declared.starts_with("static ");
    declared.starts_with("static mut ")
        || line.contains("thread_local!")
        || is_static && cells.iter().any(|cell| line.contains(cell))
}

/// A way to send something, or to keep something on the visitor's device. Loading our own two files is neither.
pub(super) fn sends(line: &str) -> bool {
    let sends = ["XMLHttpRequest", "XmlHttpRequest", "WebSocket", "EventSource", "sendBeacon", "send_beacon"];
    // The one download of the element (element/loader.js) takes a module's address from calls that name the file beside it.
    let ours = ["fetch(new URL('./", "fetch(moduleAddress, "].iter().any(|own| line.contains(own));
    let fetches = line.contains("fetch_with_") || line.contains("fetch(") && !ours;
    fetches || sends.iter().any(|way| line.contains(way))
}

/// A function of the language that Prototype.js, MooTools or a page of its own may have replaced.
pub(super) fn leans_on_what_hosts_replace(line: &str) -> bool {
    let code = line.trim_start();
    let ways = ["JSON.stringify(", ".reduce(", ".reduceRight(", ".entries()", "Array.from("];
    !code.starts_with(['*', '/']) && ways.iter().any(|way| code.contains(way))
}

/// A way to leave something on the visitor's device.
pub(super) fn keeps(line: &str) -> bool {
    let ways = ["cookie", "localStorage", "local_storage", "sessionStorage", "session_storage", "indexedDB"];
    ways.iter().any(|way| line.contains(way))
}

/// A way to keep the program itself.
pub(super) fn installs(line: &str) -> bool {
    ["serviceWorker", "caches."].iter().any(|way| line.contains(way))
}

/// Markup by macro, or a component: a view is a function over `view::markup`.
pub(super) fn unfolds_markup(line: &str) -> bool {
    ["html!", "#[component", "#[function_component", "#[hook]", "use_state(", "use_effect"]
        .iter()
        .any(|way| line.contains(way))
}

/// The work of the engine, which a view leaves to it.
pub(super) fn computes(line: &str) -> bool {
    let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.into_iter().any(|word| ["evaluate", "ValidPlan", "work_out"].contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hosts_replace_is_found_in_code_and_not_in_comments() {
        assert!(leans_on_what_hosts_replace("  const text = JSON.stringify(plan);"));
        assert!(leans_on_what_hosts_replace("list.reduce((sum, one) => sum + one, 0)"));
        assert!(!leans_on_what_hosts_replace(" * Not by `JSON.stringify(plan)`, which a page may replace."));
        assert!(!leans_on_what_hosts_replace("for (const [name, value] of Object.entries(patch)) {"));
    }

    #[test]
    fn a_style_attribute_is_found_and_a_variable_is_not() {
        for line in [
            "<div style=\"x\">",
            "<div style = {x}>",
            "  style={format!(..)}",
            "e.set_attribute(\"style\", v)",
        ] {
            assert!(writes_style(line), "{line}");
        }
        for line in
            ["let style = \"x\";", "let mut style = {", "font-style=\"x\"", "element.style().set_property()"]
        {
            assert!(!writes_style(line), "{line}");
        }
    }

    #[test]
    fn rem_is_found_behind_a_number_only() {
        for line in ["margin: 1rem", "width: calc(2.5rem + 1px)", "top:.5rem;"] {
            assert!(uses_rem(line), "{line}");
        }
        for line in ["margin: 1em", ".remove { }", "--space-1remark: 0", "content: 'remember'"] {
            assert!(!uses_rem(line), "{line}");
        }
    }

    #[test]
    fn a_web_crate_is_found_under_every_spelling() {
        for line in [
            "yew = \"0.23\"",
            "[dependencies.web-sys]",
            "x = { package = \"wasm-bindgen-futures\" }",
            "js_sys = 1",
        ] {
            assert!(names_web_crate(line), "{line}");
        }
        assert!(!names_web_crate("serde = { version = \"1\", features = [\"derive\"] }"));
    }

    #[test]
    fn the_window_is_found_and_a_css_window_is_not() {
        assert!(reaches_window("let w = web_sys::window()?;"));
        assert!(reaches_window("document.default_view().map("));
        assert!(!reaches_window("bytes.windows(2)"));
    }

    #[test]
    fn consequences_are_told_from_plain_functions() {
        assert!(has_consequences("use gloo::timers::callback::Timeout;"));
        assert!(!has_consequences("use yew::Reducible;"));
    }

    #[test]
    fn only_a_static_that_can_change_is_global_state() {
        for line in [
            "static mut X: u8 = 0;",
            "thread_local! {",
            "pub static N: AtomicU32 = x",
            "    static A: RefCell<u8>",
        ] {
            assert!(is_global_state(line), "{line}");
        }
        for line in
            ["pub static RULES: &[Rule] = &[", "text: &'static str, n: Cell<u8>", "use std::cell::RefCell;"]
        {
            assert!(!is_global_state(line), "{line}");
        }
    }

    #[test]
    fn loading_our_own_files_is_the_only_request() {
        for line in
            ["fetch(address)", "document.cookie = x", "window.local_storage()", "fetch_with_str(\"x\")"]
        {
            assert!(sends(line) || keeps(line), "{line}");
        }
        assert!(!sends("await fetch(new URL('./comarketing-roi_bg.wasm', import.meta.url), {"));
        assert!(!sends("fetch(moduleAddress, { signal })") && sends("fetch(address, { signal })"));
    }

    #[test]
    fn keeping_the_program_is_found() {
        assert!(installs("navigator.serviceWorker.register(x)") && installs("await caches.open(x)"));
        assert!(!installs("const caches = 2"));
    }

    #[test]
    fn a_view_neither_unfolds_markup_nor_computes() {
        assert!(unfolds_markup("html! { <p/> }") && unfolds_markup("#[component]"));
        assert!(!unfolds_markup("to_html(x)"));
        assert!(computes("let report = evaluate(&plan);") && computes("plan: &ValidPlan"));
        assert!(!computes("report.evaluated_at"));
    }
}
