//! The Wasm module: a program, because link-time optimization does not run for a library that tests link, too.

use comarketing_roi_workbook as _;

/// As the page's module has it.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}
