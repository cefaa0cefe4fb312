//! The late part of the page's program: a file of its own that shares memory and code with the first, and is loaded when
//! something of it is to be shown. Which functions are in it the sources say (`src/embed/part.rs`).

use crate::files::LATE_PART;
use crate::{hash, paths};
use anyhow::{Context, Result, anyhow, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use walrus::{Module, ModuleConfig};
use wasm_split_cli_support::{Options, transform};

/// The module that it imports from before it is given another name.
const SHARED: &str = "__wasm_split";

/// Takes the late part out of a program, which must still have its relocations, and writes it into `folder`. The answer is
/// where the rest is.
pub(crate) fn take_out(program: &Path, folder: &Path) -> Result<PathBuf> {
    let input = fs::read(program).with_context(|| format!("cannot read {}", paths::shown(program)))?;
    let parts = program.with_extension("parts");
    if parts.exists() {
        fs::remove_dir_all(&parts).with_context(|| format!("cannot empty {}", paths::shown(&parts)))?;
    }
    let first = parts.join("comarketing-roi.wasm");
    let mut options = Options::new(&input);
    options.output_dir = &parts;
    options.main_out_path = &first;
    let made =
        transform(options).map_err(|error| anyhow!("{error:#}")).context("the program cannot be split")?;
    let [late] = made.split_modules.as_slice() else {
        return Err(anyhow!("the program has {} late parts and not one", made.split_modules.len()));
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", paths::shown(folder)))?;
    fs::copy(late, folder.join(LATE_PART)).with_context(|| format!("cannot write {LATE_PART}"))?;
    Ok(first)
}

/// The name of the module that the late part of a build imports from.
pub(crate) fn build_name(late: &Path) -> Result<String> {
    let bytes = fs::read(late).with_context(|| format!("cannot read {}", paths::shown(late)))?;
    let module =
        Module::from_buffer(&bytes).map_err(|error| anyhow!("{LATE_PART} is no Wasm module: {error}"))?;
    let import = module.imports.iter().next().with_context(|| format!("{LATE_PART} shares nothing"))?;
    Ok(import.module.clone())
}

/// Has the late part ask for what it shares under the names by which the first part exports it (`exports`: from the old
/// names to the short ones), in a module that is named after the build. A part of another build would be linked without a
/// word, and write into memory that is not what it takes it for.
pub(crate) fn join(late: &Path, exports: &BTreeMap<String, String>, program: &Path) -> Result<()> {
    let bytes = fs::read(late).with_context(|| format!("cannot read {}", paths::shown(late)))?;
    let program = fs::read(program).with_context(|| format!("cannot read {}", paths::shown(program)))?;
    let build = format!("comarketing-roi-{}", hash::hex(&program).get(..16).unwrap_or_default());
    let joined = joined(&bytes, exports, &build)
        .with_context(|| format!("{} does not fit the program", paths::shown(late)))?;
    fs::write(late, joined).with_context(|| format!("cannot write {}", paths::shown(late)))
}

fn joined(late: &[u8], exports: &BTreeMap<String, String>, build: &str) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false).generate_name_section(false);
    let mut module = config.parse(late).map_err(|error| anyhow!("no Wasm module: {error}"))?;
    for import in module.imports.iter_mut() {
        ensure!(import.module == SHARED, "it imports {} from {}", import.name, import.module);
        let short = exports.get(&import.name);
        import.name = short.with_context(|| format!("the first part exports no {}", import.name))?.clone();
        build.clone_into(&mut import.module);
    }
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part that imports `memory` and a function, as the splitter leaves it.
    fn part(from: &str) -> Vec<u8> {
        let mut module = Module::default();
        module.add_import_memory(from, "memory", false, false, 1, None, None);
        let kind = module.types.add(&[], &[]);
        module.add_import_func(from, "shared", kind);
        module.emit_wasm()
    }

    fn short(names: &[(&str, &str)]) -> BTreeMap<String, String> {
        names.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
    }

    #[test]
    fn a_part_asks_for_what_it_shares_by_short_names_in_the_name_of_its_build() {
        let exports = short(&[("memory", "a"), ("shared", "b"), ("other", "c")]);
        let late = joined(&part(SHARED), &exports, "build-1").unwrap();
        let module = Module::from_buffer(&late).unwrap();
        let mut imports: Vec<_> =
            module.imports.iter().map(|import| (&*import.module, &*import.name)).collect();
        imports.sort_unstable();
        assert_eq!(imports, [("build-1", "a"), ("build-1", "b")]);
    }

    #[test]
    fn a_part_that_asks_for_something_else_is_refused() {
        assert!(joined(&part(SHARED), &short(&[("memory", "a")]), "build-1").is_err());
        assert!(joined(&part("env"), &short(&[("memory", "a"), ("shared", "b")]), "build-1").is_err());
        assert!(joined(b"<!doctype html>", &short(&[]), "build-1").is_err());
    }
}
