//! Code that is linked and never runs: it is taken out of a module before wasm-opt, which then drops all that only it used.

use crate::paths;
use anyhow::{Context, Result, anyhow, ensure};
use std::path::Path;
use walrus::{FunctionId, LocalFunction, Module, ModuleConfig};

/// What goes from the page's module, by a part of its name. Should it be reached all the same, it stops the engine, which
/// the page survives as it survives a panic.
pub(crate) const PAGE: &[&str] = &[
    // Formats the text of a panic about a string that was cut in the middle of a character, and escapes it by tables of
    // Unicode. The panic itself stays.
    "::str::slice_error_fail_rt",
    "<char>::escape_debug_ext",
    // Kinds of markup that the page has none of; Yew links all of them.
    "yew::dom_bundle::bportal",
    "yew::dom_bundle::bsuspense",
    "yew::dom_bundle::braw",
];

/// Takes the functions out, in place. The module must still have the names of its functions; they go with them.
pub(crate) fn cut(file: &Path, parts: &[&str]) -> Result<()> {
    let wasm = std::fs::read(file).with_context(|| format!("cannot read {}", paths::shown(file)))?;
    let smaller = without(&wasm, parts).with_context(|| format!("{} cannot be cut", paths::shown(file)))?;
    std::fs::write(file, smaller).with_context(|| format!("cannot write {}", paths::shown(file)))
}

fn without(wasm: &[u8], parts: &[&str]) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false).generate_name_section(false);
    let mut module = config.parse(wasm).map_err(|error| anyhow!("no Wasm module: {error}"))?;
    for part in parts {
        let named =
            |id: &FunctionId| module.funcs.get(*id).name.as_ref().is_some_and(|name| name.contains(part));
        let unused: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).filter(named).collect();
        // Another compiler may name it otherwise, and then it would stay unseen.
        ensure!(!unused.is_empty(), "it has no function named `{part}`");
        for id in unused {
            stop(&mut module, id);
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Leaves nothing of a function but an instruction that ends the program.
fn stop(module: &mut Module, id: FunctionId) {
    let kind = module.types.get(module.funcs.get(id).ty());
    let (takes, gives) = (kind.params().to_vec(), kind.results().to_vec());
    let arguments = takes.iter().map(|kind| module.locals.add(*kind)).collect();
    let mut body = walrus::FunctionBuilder::new(&mut module.types, &takes, &gives);
    body.func_body().unreachable();
    let function: LocalFunction = body.local_func(arguments);
    module.funcs.get_mut(id).kind = walrus::FunctionKind::Local(function);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module whose exported function calls one named `dear`, which calls one named `table`.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let make = |module: &mut Module, name: &str, calls: Option<FunctionId>| {
            let mut body = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
            body.name(name.to_owned());
            if let Some(callee) = calls {
                body.func_body().call(callee);
            }
            body.finish(Vec::new(), &mut module.funcs)
        };
        let table = make(&mut module, "table", None);
        let dear = make(&mut module, "dear", Some(table));
        let run = make(&mut module, "run", Some(dear));
        module.exports.add("run", run);
        module.emit_wasm()
    }

    #[test]
    fn what_only_a_cut_function_used_goes_with_it() {
        let count = |wasm: &[u8]| Module::from_buffer(wasm).unwrap().funcs.iter().count();
        assert_eq!(count(&module()), 3);
        assert_eq!(count(&without(&module(), &["dear"]).unwrap()), 2);
    }

    #[test]
    fn what_is_not_there_cannot_be_cut() {
        assert!(without(&module(), &["dear", "nothing"]).is_err());
        let bare = without(&module(), &["dear"]).unwrap();
        assert!(without(&bare, &["run"]).is_err(), "the names are gone");
        assert!(without(b"<!doctype html>", &["dear"]).is_err());
    }
}
