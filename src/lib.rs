//! The widget: a page that computes the return on co-marketing entirely in the browser.
//!
//! The package under `src/engine` is the model and needs no browser; this one is the view of its report and the
//! boundary to the host page. Data flows one way: text → draft → plan → engine → report → view.
//!
//! - `fold`: letters as names are compared by them;
//! - `format`: numbers as the visitor's language writes them;
//! - `workspace`: everything that a visitor has made, as one value;
//! - `app`: the state, the actions that change it, and the one place with consequences;
//! - `markup`: the trees that are drawn, and the one painter;
//! - `view`: thin functions over the state;
//! - `insight`: what is drawn beyond the first screen, in a part of the program that is loaded late;
//! - `marks`: what stands beside examples and partial totals;
//! - `text`: every sentence that a visitor reads;
//! - `embed`: the boundary to JavaScript, for the element and for the headless API.

pub mod embed;

#[cfg(feature = "ui")]
pub mod app;
mod fold;
pub mod format;
#[cfg(feature = "ui")]
pub mod insight;
mod json;
#[cfg(feature = "ui")]
mod marks;
#[cfg(feature = "ui")]
pub mod markup;
pub mod text;
#[cfg(feature = "ui")]
pub mod view;
pub mod workspace;
