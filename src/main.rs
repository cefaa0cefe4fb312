//! The Wasm module. It is a program of its own because link-time optimization does not run for a library that is also
//! linked by tests; everything that the glue calls is exported by the library.

use comarketing_roi as _;

/// 2 KB less to download than with the standard one; as quick. It wants a single thread, which the page is.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {}
