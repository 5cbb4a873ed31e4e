//! Running other programs, and saying what takes how long.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Failure;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Runs a command to its end. Its output is the terminal's.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let name = shown(command);
    let status = command.status().map_err(|error| format!("{name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("failed: {name}").into()) }
}

/// Runs a command and gives what it prints; nothing where it fails or is not there.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Does a step: says what, how long it may take, and how long it took.
pub(crate) fn step<T>(
    what: &str,
    expected: &str,
    work: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    eprintln!("── {what} ({expected})");
    let start = Instant::now();
    let made = work()?;
    eprintln!("   {what}: done in {}", seconds(start.elapsed()));
    Ok(made)
}

/// A time as people read it.
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        long => format!("{} min {} s", long / 60, long % 60),
    }
}
