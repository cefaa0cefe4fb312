//! What the page and the late part draw with: a tree of markup ([`Tree`]) that names each attribute beside its value and has
//! typed actions where it has controls, and the one painter that makes Yew's nodes of it ([`paint`]). For paper, which never
//! changes, [`build`] makes elements of it at once.

mod build;
mod paint;
mod place;
mod tree;

pub(crate) use build::build;
pub(crate) use paint::element;
pub use paint::{Painter, paint};
pub use place::{Board, Content};
pub use tree::{Control, Node, Tree, Words, button, el, line, number, of, visually_hidden};
