//! Every check, in the order of how soon it fails.
//!
//! A missing tool is an error with the command that mends it, never a skipped check. Names run
//! only those checks: `cargo xtask test native clippy`. `--full` makes every matrix whole and
//! every random test long, builds a second time, and writes `tests/reports/full.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::apt;
use crate::build::{Mode, build};
use crate::chromium::{self, Chromium};
use crate::run::{output, root, run, seconds};
use crate::{budget, long, serve, setup, supply};

/// How the checks run.
struct Setting {
    full: bool,
}

type Check = fn(&Setting) -> Result<String, Failure>;

/// The checks: name, what it holds, how.
const CHECKS: [(&str, &str, Check); 11] = [
    ("format", "the code is formatted", format),
    ("supply", "what others wrote: sources, licences, locks", supply_chain),
    ("clippy", "no lint speaks up, native and WebAssembly", clippy),
    ("native", "the model, natively", native),
    ("browser", "browser effects in Chromium", browser),
    ("build", "the site builds", build_site),
    ("budget", "nothing grew past its budget", budgets),
    ("e2e", "what people do, in Chromium", end_to_end),
    ("scores", "Lighthouse, with --full", scores),
    ("fuzz", "long random tests, with --full", fuzz),
    ("mutants", "tests of the tests, with --full", mutants),
];

/// What a check says that takes too long for every run.
const ONLY_FULL: &str = "only with --full";

/// Runs the checks that are named; all where none is.
pub(crate) fn test(words: &[&str]) -> Result<(), Failure> {
    let setting = Setting { full: words.contains(&"--full") };
    let names: Vec<&str> = words.iter().copied().filter(|word| *word != "--full").collect();
    let known = |name: &str| CHECKS.iter().any(|(check, ..)| *check == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all = CHECKS.map(|(name, ..)| name).join(", ");
        return Err(format!("no check is called {unknown}; there are {all}").into());
    }
    let mut results: Vec<(&str, Duration, Result<String, String>)> = Vec::new();
    for (name, what, check) in CHECKS {
        if !names.is_empty() && !names.contains(&name) {
            continue;
        }
        eprintln!("\n══ {name}: {what}");
        let start = Instant::now();
        let result = check(&setting).map_err(|failure| failure.to_string());
        if let Err(failure) = &result {
            eprintln!("{failure}");
        }
        results.push((name, start.elapsed(), result));
    }
    let mut summary = String::new();
    for (name, time, result) in &results {
        let (mark, note) = match result {
            Ok(note) => ("ok    ", note.as_str()),
            Err(failure) => ("FAILED", failure.lines().next().unwrap_or_default()),
        };
        let _ = writeln!(summary, "{mark} {name:<8} {:>12}  {note}", seconds(*time));
    }
    let failed = results.iter().filter(|(.., result)| result.is_err()).count();
    let passed = results.len() - failed;
    println!("\n{summary}\nchecks: {passed} passed, {failed} failed");
    if setting.full {
        let folder = root().join("tests/reports");
        fs::create_dir_all(&folder)?;
        let report = format!("# cargo xtask test --full\n\n```text\n{summary}```\n");
        fs::write(folder.join("full.md"), report)?;
    }
    if failed == 0 { Ok(()) } else { Err("not everything holds".into()) }
}

fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(words).current_dir(root());
    command
}

fn format(_: &Setting) -> Result<String, Failure> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
        .map_err(|_| "not formatted: run `cargo fmt --all`")?;
    Ok(String::new())
}

fn supply_chain(setting: &Setting) -> Result<String, Failure> {
    let said = supply::check()?;
    if setting.full {
        return Ok(format!("{said}; {}", supply::advisories()?));
    }
    Ok(said)
}

fn clippy(_: &Setting) -> Result<String, Failure> {
    setup::for_building()?;
    let deny = ["--", "-D", "warnings"];
    run(cargo(&["clippy", "--quiet", "--workspace", "--all-targets"]).args(deny))?;
    let wasm = ["clippy", "--quiet", "--lib", "--bins", "--target", "wasm32-unknown-unknown"];
    run(cargo(&wasm).args(deny))?;
    Ok(String::new())
}

fn native(setting: &Setting) -> Result<String, Failure> {
    let mut tests = if output(&mut cargo(&["nextest", "--version"])).is_some() {
        cargo(&["nextest", "run", "--workspace", "--status-level", "fail"])
    } else {
        cargo(&["test", "--quiet", "--workspace", "--lib", "--tests"])
    };
    if setting.full {
        tests.env("SPROUTSHEET_FULL", "1");
    }
    run(&mut tests)?;
    run(&mut cargo(&["test", "--quiet", "--doc"]))?;
    Ok(String::new())
}

fn fuzz(setting: &Setting) -> Result<String, Failure> {
    if !setting.full {
        return Ok(ONLY_FULL.to_owned());
    }
    long::fuzz()?;
    Ok("nothing found".to_owned())
}

fn mutants(setting: &Setting) -> Result<String, Failure> {
    if setting.full { long::mutants() } else { Ok(ONLY_FULL.to_owned()) }
}

fn browser(_: &Setting) -> Result<String, Failure> {
    let tools = setup::for_building()?;
    let Chromium { driver, .. } = chromium::find()?;
    let mut tests = cargo(&["test", "--target", "wasm32-unknown-unknown"]);
    tests.args(["--test", "browser"]).env("PATH", &tools.path).env("CHROMEDRIVER", driver);
    let runner = tools.program("wasm-bindgen-test-runner");
    run(tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner))?;
    Ok(String::new())
}

fn build_site(setting: &Setting) -> Result<String, Failure> {
    // Without it the site would lack the pages that stand before the program.
    chromium::find()?;
    build(Mode::Release)?;
    if setting.full {
        let first = names_in_dist()?;
        build(Mode::Release)?;
        if names_in_dist()? != first {
            return Err("two builds of one source differ".into());
        }
        return Ok("two builds, same bytes".to_owned());
    }
    Ok(String::new())
}

/// The files of the site: their names say their content.
fn names_in_dist() -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("dist"))? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        files.push((path, bytes));
    }
    files.sort();
    Ok(files)
}

fn budgets(_: &Setting) -> Result<String, Failure> {
    budget::check()
}

/// Lighthouse on every page: minutes, so only in the full run.
fn scores(setting: &Setting) -> Result<String, Failure> {
    if !setting.full {
        return Ok(ONLY_FULL.to_owned());
    }
    let Chromium { browser, .. } = chromium::find()?;
    let folder = root().join("bench");
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    run(&mut install)?;
    let address = serve::start(&root().join("dist"), 0)?;
    let mut node = Command::new("node");
    run(node.args(["lighthouse.mjs", &address]).current_dir(&folder).env("CHROMIUM", browser))?;
    Ok("performance at least 95, all else 100".to_owned())
}

fn end_to_end(setting: &Setting) -> Result<String, Failure> {
    let Chromium { browser, .. } = chromium::find()?;
    let folder = root().join("tests/e2e");
    let has_npm = || output(Command::new("npm").arg("--version")).is_some();
    if !has_npm() {
        apt::install("Node", &["nodejs", "npm"])?;
    }
    if !has_npm() {
        return Err("the end-to-end tests need Node 18 or later with npm: install it from nodejs.org or with your package manager, then try again".into());
    }
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
    run(&mut install)?;
    let has_poppler = || output(Command::new("pdftotext").arg("-v")).is_some();
    if !has_poppler() {
        apt::install("Poppler, to read printed pages", &["poppler-utils"])?;
    }
    if !has_poppler() {
        return Err("the end-to-end tests read printed pages with pdftotext and pdftoppm: install poppler-utils, then try again".into());
    }
    let dist = root().join("dist");
    if !dist.join("index.html").is_file() {
        return Err("dist/ is not there: run `cargo xtask build`".into());
    }
    let hostile = root().join("target/hostile.json");
    let mut inputs =
        cargo(&["test", "--quiet", "--test", "strangers", "the_site_gets_the_same_inputs"]);
    run(inputs.env("SPROUTSHEET_HOSTILE", &hostile))?;
    let address = serve::start(&dist, 0)?;
    let mut tests = Command::new("npx");
    tests.args(["playwright", "test"]).current_dir(&folder);
    tests.env("BASE_URL", address).env("CHROMIUM", browser).env("SPROUTSHEET_HOSTILE", hostile);
    if setting.full {
        tests.env("SPROUTSHEET_FULL", "1");
    }
    run(&mut tests)?;
    Ok(String::new())
}
