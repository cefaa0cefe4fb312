//! Letters by the platform's tables of Unicode, which every browser has; those of a crate would double the download.

#[cfg(not(target_family = "wasm"))]
pub(crate) use comarketing_roi_engine::name::fold;
#[cfg(not(target_family = "wasm"))]
pub(crate) use comarketing_roi_engine::report::capital;

/// The one spelling of all that mean the same: compatible forms and case.
#[cfg(target_family = "wasm")]
pub(crate) fn fold(text: &str) -> String {
    // Plain letters need no call.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Up and down again, so that ß and SS, or the two small sigmas, meet.
    let text = js_sys::JsString::from(text).normalize("NFKC").to_upper_case();
    String::from(text.to_lower_case().normalize("NFKC"))
}

/// The text with its first letter as a capital.
#[cfg(all(feature = "ui", target_family = "wasm"))]
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !first.is_ascii() => {
            String::from(js_sys::JsString::from(String::from(first)).to_upper_case()) + letters.as_str()
        }
        _ => comarketing_roi_engine::report::capital(text),
    }
}

/// A letter as it stands inside a sentence.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn small(letter: char) -> String {
    letter.to_lowercase().collect()
}

/// A letter as it stands inside a sentence.
#[cfg(all(feature = "ui", target_family = "wasm"))]
pub(crate) fn small(letter: char) -> String {
    match letter.is_ascii() {
        true => String::from(letter.to_ascii_lowercase()),
        false => String::from(js_sys::JsString::from(String::from(letter)).to_lower_case()),
    }
}
