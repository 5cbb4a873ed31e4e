//! How much the browser may have to fetch.
//!
//! Sizes are of the brotli twins in `dist/`, in bytes. A budget that is passed says which files
//! make it up, and how much each grew since `bench/sizes.json` was written (`cargo xtask bench
//! sizes --write`). Budgets go down when the site does; they go up only with a reason in
//! CHANGELOG.md.

use std::fmt::Write as _;

use crate::Failure;
use crate::bench::sizes::{self, Sizes};

/// What may be fetched for one purpose.
struct Budget {
    /// For what.
    what: &'static str,
    /// The files, by the beginnings of their names; after `^` only the largest of them.
    files: &'static [&'static str],
    /// The limit.
    bytes: u64,
}

const BUDGETS: [Budget; 11] = [
    // The whole page: nothing else is fetched before the person does something.
    Budget { what: "first load of the job card", files: &["index.html"], bytes: 19_200 },
    // The page, the style of what the first page has not, and the heaviest of the sheets as they stand
    // before the program.
    Budget {
        what: "first load of any other sheet",
        files: &["index.html", "style-", "^page-*.zh-Hans.w."],
        bytes: 28_500,
    },
    // The page again, and what only a frame has: the same card, in somebody's article.
    Budget {
        what: "first load of the job card in an article",
        files: &["index.html", "frame-", "embed.js"],
        bytes: 24_700,
    },
    // What an article loads itself.
    Budget {
        what: "the script that puts sheets into articles",
        files: &["embed.js"],
        bytes: 3_000,
    },
    // The program without its parts, its style, and the larger language of the first pack.
    Budget {
        what: "the first touch",
        files: &["app-", "style-", "community.zh-Hans-"],
        bytes: 299_200,
    },
    // All parts of the program that are fetched when they are first needed.
    Budget { what: "all other pages and fields", files: &["part-"], bytes: 365_000 },
    // The program and the packed prime text of the larger language.
    Budget {
        what: "making and opening links",
        files: &["tools-", "prime.zh-Hans-"],
        bytes: 80_000,
    },
    // Module, program and style of sheets that are mounted without a frame; the program's WebAssembly,
    // parts and content are those above.
    Budget {
        what: "mounting a sheet",
        files: &["mount-1.js", "mount-*.css", "program-"],
        bytes: 23_000,
    },
    // The program that draws links and cards.
    Budget { what: "links and cards as pictures", files: &["pictures-"], bytes: 36_000 },
    // The program that makes paper and files.
    Budget { what: "paper and files", files: &["files-"], bytes: 164_500 },
    // The program that reads an author's own worksheet.
    Budget { what: "an author's own worksheet", files: &["checker-"], bytes: 77_000 },
];

/// Compares the built site with the budgets.
pub(crate) fn check() -> Result<String, Failure> {
    compare(&sizes::of_site()?, &sizes::kept())
}

/// Compares sizes with the budgets; `kept` is what they were.
fn compare(now: &Sizes, kept: &Sizes) -> Result<String, Failure> {
    let mut said = Vec::new();
    let mut over = Vec::new();
    for Budget { what, files, bytes } in BUDGETS {
        let mut total = 0;
        let mut parts = String::new();
        for start in files {
            let prefix = start.trim_start_matches('^');
            let mut found: Vec<_> =
                now.iter().filter(|(name, _)| name.starts_with(prefix)).collect();
            if prefix != *start {
                found.sort_by_key(|(_, size)| **size);
                found.drain(..found.len().saturating_sub(1));
            }
            if found.is_empty() {
                return Err(format!("{what}: dist/ lacks {prefix}…").into());
            }
            for (name, size) in found {
                let grown = sizes::since(kept.get(name), *size);
                let _ = write!(parts, "\n  {size:>8}  {grown:>8}  {name}");
                total += size;
            }
        }
        said.push(format!("{what} {total} of {bytes} bytes"));
        if total > bytes {
            over.push(format!(
                "{what}: {} bytes over, and since it was last noted{parts}",
                total - bytes
            ));
        }
    }
    if over.is_empty() { Ok(said.join(", ")) } else { Err(over.join("\n").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site of files that weigh `size` each.
    fn site(size: u64) -> Sizes {
        let names = [
            "embed.js",
            "frame-*.js",
            "index.html",
            "page-*.zh-Hans.w.sheet.html",
            "app-*.js",
            "app-*.wasm",
            "style-*.css",
            "community.zh-Hans-*.bin",
        ];
        let later = ["part-pages-*.wasm", "tools-*.wasm", "prime.zh-Hans-*.bin", "files-*.wasm"];
        let mounted = ["mount-1.js", "mount-*.css", "program-*.js"];
        let beside = ["pictures-*.wasm", "checker-*.wasm"];
        let all = names.into_iter().chain(later).chain(beside).chain(mounted);
        all.map(|name| (name.to_owned(), size)).collect()
    }

    #[test]
    fn a_site_within_its_budgets_passes() {
        assert!(compare(&site(10), &Sizes::new()).is_ok());
    }

    #[test]
    fn what_grew_past_its_budget_is_said_file_by_file() {
        let mut now = site(10);
        now.insert("app-*.wasm".to_owned(), 4_000_000);
        let said = compare(&now, &site(10)).map_err(|failure| failure.to_string());
        let said = said.err().unwrap_or_default();
        assert!(said.starts_with("the first touch: "), "{said}");
        assert!(said.contains("4000000  +3999990  app-*.wasm"), "{said}");
        assert!(said.contains("10         =  app-*.js"), "{said}");
        assert!(!said.contains("tools-*.wasm"), "{said}");
    }

    #[test]
    fn a_file_that_is_gone_is_no_saving() {
        let mut now = site(10);
        now.remove("index.html");
        assert!(compare(&now, &Sizes::new()).is_err());
    }
}
