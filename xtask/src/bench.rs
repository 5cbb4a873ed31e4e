//! Measuring: the site beside its peers, the links, and what the program's weight is made of.
//!
//! ```text
//! cargo xtask bench [--rounds N] [--only P1,P3] [--peers ours,react] [--port N] [--no-build]
//! cargo xtask bench links              lengths of links beside lz-string and pako
//! cargo xtask bench sizes [--write]    what weighs how much; `--write` keeps it for the budget
//! ```
//!
//! The browser is driven by `bench/run.mjs`; here stands what it needs: the built site, packs
//! with sheets of many fields, Chromium, and the npm packages of the lock file.

mod links;
mod packs;
pub(crate) mod sizes;
mod wasm;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::apt;
use crate::build::{Mode, build_if_changed};
use crate::chromium;
use crate::run::{output, root, run, step};

/// Measures what the words ask for.
pub(crate) fn bench(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["links"] => links::measure(),
        ["sizes"] => sizes::show(false),
        ["sizes", "--write"] => sizes::show(true),
        ["links" | "sizes", ..] => {
            Err("bench links takes no more words, bench sizes only --write".into())
        }
        words => site(words),
    }
}

/// Measures the site and its peers in one browser, in one run.
fn site(words: &[&str]) -> Result<(), Failure> {
    let asked: Vec<&str> = words.iter().copied().filter(|word| *word != "--no-build").collect();
    if asked.len() == words.len() {
        build_if_changed(Mode::Release)?;
    }
    let chromium = chromium::find()?.browser;
    let bench = packages()?;
    let work = work()?;
    let pack = packs::write(&work)?;
    step("the peers", "about 20 s", || {
        run(Command::new("node").arg("build.mjs").arg(&work).current_dir(&bench))
    })?;
    let mut measuring = Command::new("node");
    measuring.arg("run.mjs").args(asked).current_dir(&bench);
    measuring.env("CHROMIUM", chromium).env("DIST", root().join("dist"));
    run(measuring.env("WORK", &work).env("PACK", pack))
}

/// The folder of what is made for measuring.
fn work() -> Result<PathBuf, Failure> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The npm packages of the lock file, installed. Gives their folder.
fn packages() -> Result<PathBuf, Failure> {
    let folder = root().join("bench");
    let has_npm = || output(Command::new("npm").arg("--version")).is_some();
    if !has_npm() {
        apt::install("Node", &["nodejs", "npm"])?;
    }
    if !has_npm() {
        return Err("measuring needs Node 20 or later with npm: install it from nodejs.org or with your package manager, then try again".into());
    }
    // What was installed is noted beside it, so that the same lock file is not installed again.
    let (lock, noted) = (folder.join("package-lock.json"), folder.join("node_modules/.locked"));
    let wanted = fs::read(lock)?;
    if fs::read(&noted).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    step("the packages to compare with", "about 30 s, once", || {
        let mut install = Command::new("npm");
        install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
        run(install.current_dir(&folder))
    })?;
    fs::write(noted, wanted)?;
    Ok(folder)
}
