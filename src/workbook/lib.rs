//! Workbooks of spreadsheets: the bytes of an `.xlsx` file as sheets of text, and sheets of cells as such a file.
//!
//! - `wrong`: why a file cannot be read;
//! - `archive`: the zip archive that a workbook is, read with a limit on what it unpacks to, and written;
//! - `read`: its parts as text tables;
//! - `write`: its parts from cells;
//! - `door`: what the glue calls.
//!
//! Both directions are here and not taken from a crate, for bytes: as WebAssembly (brotli) calamine is 229 KB and
//! rust_xlsxwriter 272 KB; this module is 84 KB. What is written keeps to the parts and the order that
//! rust_xlsxwriter writes.

mod archive;
mod door;
pub mod read;
pub mod write;
mod wrong;

pub use door::{OpenWorkbook, WorkbookWriter};
pub use wrong::Wrong;
