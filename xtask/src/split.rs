//! Cutting the page's program into its parts.
//!
//! Functions marked `wasm_split` (`src/bin/app.rs`) are where it is cut: what only they reach goes
//! into files that are fetched when they are first called. The cut is made in what the compiler
//! gave, before wasm-bindgen writes the glue; so Trunk's own glue for the program is replaced.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::run::{root, run};

/// The names that the glue and the link script know each other by, until they get their own.
pub(crate) const SCRIPT: &str = "./app.js";
/// The script that fetches parts.
pub(crate) const LINK: &str = "./app-parts.js";

/// The program, cut.
pub(crate) struct Cut {
    /// The glue: it imports the link script.
    pub(crate) script: PathBuf,
    /// The script that fetches parts: it names them.
    pub(crate) link: PathBuf,
    /// What the page starts with.
    pub(crate) main: PathBuf,
    /// The parts.
    pub(crate) parts: Vec<PathBuf>,
}

/// Cuts the compiled program. All files come to stand in `folder`.
pub(crate) fn cut(folder: &Path, release: bool) -> Result<Cut, Failure> {
    let profile = if release { "release" } else { "debug" };
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let compiled = fs::read(target.join("wasm32-unknown-unknown").join(profile).join("app.wasm"))?;
    let uncut = folder.join("app.wasm");
    let done = wasm_split_cli_support::transform({
        let mut options = wasm_split_cli_support::Options::new(&compiled);
        options.output_dir = folder;
        options.main_out_path = &uncut;
        options.main_module = SCRIPT;
        options.link_name = LINK;
        options
    });
    let parts =
        done.map_err(|error| format!("the program could not be cut: {error:?}"))?.split_modules;
    let mut glue = Command::new("wasm-bindgen");
    glue.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir"]);
    run(glue.arg(folder).args(["--out-name", "app"]).arg(&uncut))?;
    fs::remove_file(uncut)?;
    // A host may serve the parts under any type: compiling while they stream asks for one.
    let link = folder.join(LINK);
    let text = fs::read_to_string(&link)?;
    let (streamed, whole) = (
        "WebAssembly.instantiateStreaming(src, imports)",
        "src.then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))",
    );
    if !text.contains(streamed) {
        return Err("the script that fetches parts is not as it was".into());
    }
    fs::write(&link, text.replace(streamed, whole))?;
    Ok(Cut { script: folder.join(SCRIPT), link, main: folder.join("app_bg.wasm"), parts })
}
