//! Building the site into `dist/`.

use std::process::Command;
use std::time::Instant;

use crate::Failure;
use crate::run::{root, run, seconds, step};
use crate::setup;

/// How the WebAssembly is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Small, for people.
    Release,
    /// Soon, for who changes it.
    Development,
}

/// Sets up what is missing and builds the site.
pub(crate) fn build(mode: Mode) -> Result<(), Failure> {
    let start = Instant::now();
    let tools = setup::for_building()?;
    let expected = match mode {
        Mode::Release => "about 2 min the first time, then 30 s",
        Mode::Development => "about 1 min the first time, then 10 s",
    };
    step("the site", expected, || {
        let mut command = Command::new(tools.program("trunk"));
        command.arg("build").current_dir(root()).env("PATH", &tools.path);
        command.env("NO_COLOR", "true").arg("--log").arg("warn");
        if mode == Mode::Release {
            command.arg("--release");
        }
        run(command.env("TRUNK_SKIP_VERSION_CHECK", "true"))
    })?;
    eprintln!("built in {}", seconds(start.elapsed()));
    Ok(())
}
