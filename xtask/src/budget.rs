//! How much the browser may have to fetch.
//!
//! Sizes are of the brotli twins in `dist/`, in bytes. A budget that is passed says which files
//! make it up. Budgets go down when the site does; they go up only with a reason in CHANGELOG.md.

use std::fs;

use crate::Failure;
use crate::run::root;

/// What is budgeted: name, the beginnings of its files' names, bytes.
const BUDGETS: [(&str, &[&str], u64); 4] = [
    // The whole page: nothing else is fetched before the person does something.
    ("first load of the job card", &["index.html"], 16_000),
    // The program without its parts, and the larger language of the first pack.
    ("the first touch", &["app-", "community.zh-Hans-"], 225_000),
    // All parts of the program that are fetched when they are first needed.
    ("all other pages and fields", &["part-"], 90_000),
    // The program and the prime text of the larger language.
    ("sharing and opening links", &["tools-", "prime.zh-Hans-"], 125_000),
];

/// Compares the built site with the budgets.
pub(crate) fn check() -> Result<String, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("dist"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".br") {
            files.push((name.to_owned(), entry.metadata()?.len()));
        }
    }
    let mut said = Vec::new();
    let mut over = Vec::new();
    for (what, starts, budget) in BUDGETS {
        let parts: Vec<_> =
            files.iter().filter(|(name, _)| starts.iter().any(|s| name.starts_with(s))).collect();
        if starts.iter().any(|start| !parts.iter().any(|(name, _)| name.starts_with(start))) {
            return Err(format!("{what}: dist/ lacks one of {}", starts.join(", ")).into());
        }
        let size: u64 = parts.iter().map(|(_, size)| size).sum();
        said.push(format!("{what} {size} of {budget} bytes"));
        if size > budget {
            let parts: String =
                parts.iter().map(|(name, size)| format!("\n  {size:>8} {name}")).collect();
            over.push(format!("{what}: {} bytes over{parts}", size - budget));
        }
    }
    if over.is_empty() { Ok(said.join(", ")) } else { Err(over.join("\n").into()) }
}
