//! Headers for hosts that can send them. The page's policy stands in the page and needs none; these
//! say what a `<meta>` cannot. `dist/_headers` has them in the form that static hosts read, and
//! `cargo xtask serve` sends them, so that every end-to-end test runs under them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::embed;

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

/// Names without a hash: their content changes.
pub(crate) const CHANGING: [&str; 4] = ["/", "/index.html", "/worker.js", "/manifest.webmanifest"];

/// Writes `_headers`.
pub(crate) fn write(folder: &Path) -> Result<(), Failure> {
    let mut text = String::from("/*\n");
    for (name, value) in ALL {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let (name, value) = WORKER;
    let _ = writeln!(text, "/worker.js\n  {name}: {value}");
    let of_others = embed::NAMES.iter().chain(&embed::MOUNT).map(|name| format!("/{name}"));
    for path in CHANGING.into_iter().map(str::to_owned).chain(of_others) {
        let _ = writeln!(text, "{path}\n  Cache-Control: no-cache");
    }
    for ending in ["*.wasm", "*.bin", "page-*"] {
        let _ = writeln!(text, "/{ending}\n  Cache-Control: public, max-age=31536000, immutable");
    }
    fs::write(folder.join("_headers"), text)?;
    Ok(())
}
