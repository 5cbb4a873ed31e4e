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

/// Which of the mutants are tried: all take half a day. The environment may name another share.
const SHARE: &str = "0/10";
const SHARE_BY: &str = "SPROUTSHEET_MUTANTS";

/// Tests that take as long as all others together; few changes are noticed by them alone.
const SLOW: [&str; 10] = [
    "any_answers_come_back_after_a_prime",
    "bytes_after_a_prime_never_panic",
    "cards_are_as_short_as_promised",
    "every_character_there_is_comes_back",
    "every_damage_to_a_released_link",
    "links_of_every_release_open_for_ever",
    "rounds_travel_with_the_card",
    "share::tests::pictures",
    "texts_of_any_length_are_shared",
    "the_codec_alone_brings_any_text_back",
];

/// Changes the model in small ways, one at a time, and sees whether a test notices: first those at the
/// foot of its files, without the slow ones, then for what they let pass all native tests.
pub(crate) fn mutants() -> Result<String, Failure> {
    let share = std::env::var(SHARE_BY).unwrap_or_else(|_| SHARE.to_owned());
    let foot = ["--no-shuffle", "--sharding", "round-robin", "--shard", &share, "--", "--"];
    let quick = foot.into_iter().chain(SLOW.into_iter().flat_map(|name| ["--skip", name]));
    let quick: Vec<String> = quick.map(str::to_owned).collect();
    let first = tried("mutants-foot", &quick, Some("32"))?;
    let passed: Vec<&String> = first.missed.iter().chain(&first.stopped).collect();
    let again = if passed.is_empty() {
        Tried::default()
    } else {
        // Without the settings: they name the tests at the foot alone.
        let mut all = ["--no-config", "--profile", "mutants"].map(str::to_owned).to_vec();
        for name in &passed {
            let file = name.split(':').next().unwrap_or_default();
            all.extend(["--file", file, "--re", &exactly(name)].map(str::to_owned));
        }
        tried("mutants-all", &all, None)?
    };
    // All that was not seen to be caught is counted as missed: one that the clock stopped may loop for
    // ever, or only be slow; and where the tests fail without a mutant, none is tried at all.
    let is_caught = |name: &&String| again.caught.contains(name);
    let (later, missed): (Vec<_>, Vec<_>) = passed.into_iter().partition(is_caught);
    let caught = first.caught.len() + later.len();
    let count = caught + missed.len();
    if count == 0 {
        return Err("no mutant was tried: see target/mutants-foot/".into());
    }
    for name in &missed {
        println!("not caught: {name}");
    }
    let said = format!("{caught} of {count} mutants caught, share {share}");
    if caught * 100 >= count * CAUGHT { Ok(said) } else { Err(said.into()) }
}

/// What became of the mutants of one run, by their names.
#[derive(Default)]
struct Tried {
    caught: Vec<String>,
    missed: Vec<String>,
    stopped: Vec<String>,
}

/// Tries the mutants that `which` names, with so many cases of each random test, or as many as it has;
/// keeps what is said of them under `target/`.
fn tried(place: &str, which: &[String], cases: Option<&str>) -> Result<Tried, Failure> {
    let tool = setup::tool("cargo-mutants", MUTANTS)?;
    let place = root().join("target").join(place);
    let mut command = Command::new(tool);
    command.args(["mutants", "--jobs", "2", "--output"]).arg(&place).args(which);
    // That a random test fails is enough; in which smallest case is not asked.
    command.env("PROPTEST_MAX_SHRINK_ITERS", "0");
    if let Some(cases) = cases {
        command.env("PROPTEST_CASES", cases);
    }
    // It fails where one mutant survives: how many may is decided here.
    let _ = output(command.current_dir(root()));
    let read = |name: &str| -> Result<Vec<String>, Failure> {
        let file = place.join("mutants.out").join(format!("{name}.txt"));
        Ok(std::fs::read_to_string(file)?.lines().map(str::to_owned).collect())
    };
    Ok(Tried { caught: read("caught")?, missed: read("missed")?, stopped: read("timeout")? })
}

/// A pattern that this name alone fits.
fn exactly(name: &str) -> String {
    let mut pattern = String::from("^");
    for letter in name.chars() {
        if "\\.+*?()|[]{}^$#&-~".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern + "$"
}
