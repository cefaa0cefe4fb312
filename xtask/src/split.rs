//! The late parts of the page's program: files of their own that share memory and code with the first, and are loaded when
//! something of them is to be shown. Which functions are in them the sources say (`src/embed/part.rs`).

use crate::files::LATE_PARTS;
use crate::{hash, paths};
use anyhow::{Context, Result, anyhow, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use walrus::{Module, ModuleConfig};
use wasm_split_cli_support::{Options, transform};

/// The module that they import from before it is given another name.
const SHARED: &str = "__wasm_split";

/// Takes the late parts out of a program, which must still have its relocations, and writes them into `folder`. The answer
/// is where the rest is.
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
    fs::create_dir_all(folder).with_context(|| format!("cannot write {}", paths::shown(folder)))?;
    let mut named = Vec::new();
    for part in &made.split_modules {
        let made = part.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        // What more than one part calls is in a chunk, which has a number.
        let name =
            made.strip_prefix("split_").unwrap_or(if made.starts_with("chunk_") { "shared" } else { made });
        let name = format!("comarketing-roi_{name}.wasm");
        ensure!(LATE_PARTS.contains(&name.as_str()), "nothing asks for the late part {made}");
        ensure!(!named.contains(&name), "there are two late parts {name}");
        fs::copy(part, folder.join(&name)).with_context(|| format!("cannot write {name}"))?;
        named.push(name);
    }
    ensure!(named.len() == LATE_PARTS.len(), "the program has the late parts {}", named.join(", "));
    Ok(first)
}

/// The name of the module that a late part of a build imports from.
pub(crate) fn build_name(late: &Path) -> Result<String> {
    let bytes = fs::read(late).with_context(|| format!("cannot read {}", paths::shown(late)))?;
    let module = Module::from_buffer(&bytes)
        .map_err(|error| anyhow!("{} is no Wasm module: {error}", paths::shown(late)))?;
    let import = module.imports.iter().next();
    let import = import.with_context(|| format!("{} shares nothing", paths::shown(late)))?;
    Ok(import.module.clone())
}

/// Has a late part ask for what it shares under the names by which the first part exports it (`exports`: from the old
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
