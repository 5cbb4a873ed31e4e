//! Building the site into `dist/`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Instant, SystemTime};

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

/// Says when and how the site in `dist/` was built.
const MARK: &str = "target/site-built";

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Development => "development",
        }
    }
}

/// Sets up what is missing and builds the site.
pub(crate) fn build(mode: Mode) -> Result<(), Failure> {
    let start = Instant::now();
    let tools = setup::for_building()?;
    let expected = match mode {
        Mode::Release => "about 7 min the first time, then 2 min",
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
    fs::create_dir_all(root().join("target"))?;
    fs::write(root().join(MARK), mode.name())?;
    eprintln!("built in {}", seconds(start.elapsed()));
    Ok(())
}

/// Builds the site unless it stands there already, built from what is here now.
pub(crate) fn build_if_changed(mode: Mode) -> Result<(), Failure> {
    let mark = root().join(MARK);
    let was = fs::read_to_string(&mark).unwrap_or_default();
    let built = fs::metadata(&mark).and_then(|about| about.modified()).ok();
    let is_there = root().join("dist/index.html").is_file() && was == mode.name();
    if is_there && built.is_some_and(|built| newest().is_some_and(|changed| changed < built)) {
        eprintln!("── the site: nothing changed since it was built");
        return Ok(());
    }
    build(mode)
}

/// When anything that goes into the site changed last.
pub(crate) fn newest() -> Option<SystemTime> {
    fn look(path: &Path) -> Option<SystemTime> {
        let about = fs::metadata(path).ok()?;
        if about.is_dir() {
            let entries = fs::read_dir(path).ok()?.flatten();
            return entries.filter_map(|entry| look(&entry.path())).max();
        }
        about.modified().ok()
    }
    const PARTS: [&str; 10] = [
        "src",
        "style",
        "worksheets",
        "xtask",
        ".cargo",
        "build.rs",
        "index.html",
        "Cargo.toml",
        "Cargo.lock",
        "Trunk.toml",
    ];
    PARTS.iter().filter_map(|part| look(&root().join(part))).max()
}
