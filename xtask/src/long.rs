//! What takes too long for every run: fuzzers, and tests of the tests.

use std::process::Command;

use crate::Failure;
use crate::run::{output, root, run};
use crate::setup;

const FUZZ: &str = "0.13.2";
const MUTANTS: &str = "27.1.0";

/// The fuzzers, each for so many seconds.
const SECONDS: u32 = 300;
const TARGETS: [&str; 8] =
    ["links", "worksheets", "saves", "backups", "tables", "routes", "markup", "frames"];

/// How many messages between frame and page are read, made at random by a script.
const MESSAGES: &str = "10000000";

/// How many mutants of the model the tests must notice, of a hundred tried.
const CAUGHT: usize = 90;

/// Runs every fuzzer for a while. On a stable Rust the compiler is told to let it.
pub(crate) fn fuzz() -> Result<(), Failure> {
    let fuzz = setup::tool("cargo-fuzz", FUZZ)?;
    for target in TARGETS {
        let mut command = Command::new(&fuzz);
        command.args(["fuzz", "run", "--sanitizer", "none", target, "--"]);
        command.arg(format!("-max_total_time={SECONDS}")).args(["-max_len=20000", "-timeout=20"]);
        run(command.env("RUSTC_BOOTSTRAP", "1").current_dir(root()))?;
    }
    let mut messages = Command::new("node");
    run(messages.args(["fuzz/messages.mjs", MESSAGES]).current_dir(root()))
}

/// Which of the mutants are tried: all take more than a day. The environment may name another share.
const SHARE: &str = "0/20";
const SHARE_BY: &str = "SPROUTSHEET_MUTANTS";

/// Changes the model in small ways, one at a time, and sees whether a test notices.
pub(crate) fn mutants() -> Result<String, Failure> {
    let mutants = setup::tool("cargo-mutants", MUTANTS)?;
    let place = root().join("target");
    let share = std::env::var(SHARE_BY).unwrap_or_else(|_| SHARE.to_owned());
    let mut command = Command::new(mutants);
    command.args(["mutants", "--no-shuffle", "--sharding", "round-robin", "--shard", &share]);
    // Random tests stay short: what only a rare input shows is the fuzzers' matter.
    command.args(["--jobs", "2", "--output"]).arg(&place).env("PROPTEST_CASES", "32");
    // Where it is there: it stops at the first test that notices.
    if output(Command::new("cargo").args(["nextest", "--version"])).is_some() {
        command.args(["--test-tool", "nextest"]);
    }
    // It fails where one mutant survives: how many may is decided here.
    let _ = output(command.current_dir(root()));
    let read = |name: &str| {
        let file = place.join("mutants.out").join(format!("{name}.txt"));
        std::fs::read_to_string(file).map(|text| text.lines().count())
    };
    // One that the clock stopped may loop for ever, or only be slow: it is not counted as caught.
    let (caught, missed) = (read("caught")?, read("missed")? + read("timeout")?);
    if caught + missed == 0 {
        return Err(
            format!("no mutant was tried: see {}", place.join("mutants.out").display()).into()
        );
    }
    let said = format!("{caught} of {} mutants caught, share {share}", caught + missed);
    if caught * 100 >= (caught + missed) * CAUGHT { Ok(said) } else { Err(said.into()) }
}
