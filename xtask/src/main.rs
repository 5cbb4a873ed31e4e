//! Everything this repository does besides being compiled.
//!
//! ```text
//! cargo xtask serve [--dev] [--port N]   set up, build, serve at http://127.0.0.1:8080/
//! cargo xtask build [--dev]              set up, build into dist/; --dev: sooner, not optimised
//! cargo xtask test [--full] [NAME…]      every check, or those named
//! cargo xtask bench [links|sizes|…]      measurements (see bench/README.md)
//! ```

mod apt;
mod bench;
mod budget;
mod build;
mod check;
mod chromium;
mod embed;
mod gallery;
mod headers;
mod heads;
mod long;
mod offline;
mod prerender;
mod run;
mod scripts;
mod serve;
mod setup;
mod site;
mod split;
mod standing;
mod supply;

use std::process::ExitCode;

/// Why a task stopped: one line, saying what to do where something can be done.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["serve", rest @ ..] => serve::serve(rest),
        ["build"] => build::build(build::Mode::Release),
        ["build", "--dev"] => build::build(build::Mode::Development),
        ["test", rest @ ..] => check::test(rest),
        ["bench", rest @ ..] => bench::bench(rest),
        ["cut", folder] => bench::sizes::cut(folder),
        ["finish"] => site::finish(),
        _ => Err("say one of: serve [--dev] [--port N], build [--dev], test [--full] [NAME…], bench [links|sizes|…]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
