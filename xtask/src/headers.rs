//! Headers for hosts that can send them. The page's policy stands in the page and needs none; these
//! say what a `<meta>` cannot. `dist/_headers` has them in the form that static hosts read, and
//! `cargo xtask serve` sends them, so that every end-to-end test runs under them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::bench::sizes::without_hash;

/// With every file.
pub(crate) const ALL: [(&str, &str); 5] = [
    // Nothing here is anyone's own; a page elsewhere that mounts a sheet must be able to read it.
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// With the worker: it answers for every file, and the page's policy does not reach it.
pub(crate) const WORKER: (&str, &str) =
    ("Content-Security-Policy", "default-src 'none'; connect-src 'self'; script-src 'self'");

/// How long a file may be kept without asking again: as long as one likes where its name is made from
/// what is in it.
pub(crate) fn cache(name: &str) -> &'static str {
    if without_hash(name) == name { CHANGING } else { LASTING }
}

const CHANGING: &str = "no-cache";
const LASTING: &str = "public, max-age=31536000, immutable";

/// Writes `_headers`.
pub(crate) fn write(folder: &Path) -> Result<(), Failure> {
    let mut text = String::from("/*\n");
    for (name, value) in ALL {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let (name, value) = WORKER;
    let _ = writeln!(text, "/worker.js\n  {name}: {value}");
    let mut changing = vec![String::new()];
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_twin = [".br", ".gz"].iter().any(|ending| name.ends_with(ending));
        if !is_twin && without_hash(&name) == name {
            changing.push(name);
        }
    }
    changing.sort();
    for name in changing {
        let _ = writeln!(text, "/{name}\n  Cache-Control: {CHANGING}");
    }
    // Hosts take few rules: the files that are many or large.
    for names in ["*.wasm", "*.bin", "page-*"] {
        let _ = writeln!(text, "/{names}\n  Cache-Control: {LASTING}");
    }
    fs::write(folder.join("_headers"), text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_changes_with_its_content_is_kept_without_asking() {
        for name in ["app-4889159592c1.js", "page-4889159592c1.zh-Hans.w.a.b.html"] {
            assert_eq!(cache(name), LASTING, "{name}");
        }
        for name in ["", "index.html", "worker.js", "mount.js", "embed-1.js", "icon-192.png"] {
            assert_eq!(cache(name), CHANGING, "{name}");
        }
    }
}
