//! What others wrote and is built into this: where it comes from, under which licence, and whether
//! it is locked.
//!
//! `deny.toml` says the same to cargo-deny, which the full run asks too: it knows of advisories, and
//! takes minutes to install. A test holds the two lists against each other. What is checked here needs no network and no tool.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::Failure;
use crate::run::{output, root, run};
use crate::setup;

/// The version of cargo-deny.
const DENY: &str = "0.20.2";

/// Where crates may come from.
const SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Licences that go with ours (MIT OR Apache-2.0), and why each is here.
const LICENCES: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "BSL-1.0",
    // The tables of Unicode's characters.
    "Unicode-3.0",
];

/// Of the tools for tests and measurements, which no page is built from, also these.
const OF_TOOLS: [&str; 5] = ["MPL-2.0", "BlueOak-1.0.0", "CC-BY-4.0", "Python-2.0", "MIT-0"];

/// What may not come in, and why.
const BANNED: [(&str, &str); 5] = [
    ("openssl-sys", "another's C library: rustls does"),
    ("native-tls", "another's C library: rustls does"),
    ("leptos_router", "listens to every click, and weighs 40 KB; `Route` does"),
    ("reqwest", "the page asks its own origin only, by fetch"),
    ("wasm-bindgen-rayon", "threads need headers that not every host sends"),
];

/// Crates that stand in the lock file in two versions, because others want them so. A new one is a
/// reason to look, and to write it down here.
const TWICE: [&str; 10] = [
    "bitflags",
    "convert_case",
    "cpufeatures",
    "embedded-io",
    "gloo-utils",
    "miniz_oxide",
    "png",
    "syn",
    "thiserror",
    "thiserror-impl",
];

/// The locked packages of npm: of the tests, and of measuring.
const NPM: [&str; 2] = ["tests/e2e", "bench"];

/// Looks at everything that others wrote.
pub(crate) fn check() -> Result<String, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root());
    let said = output(&mut cargo)
        .ok_or("Cargo.lock does not fit Cargo.toml: run `cargo check`, and look at what changed")?;
    let said: Value = serde_json::from_str(&said)?;
    let crates = said["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let mut found = Vec::new();
    for one in crates {
        found.extend(crate_faults(one));
    }
    let names: Vec<&str> = crates.iter().filter_map(|one| one["name"].as_str()).collect();
    found.extend(doubles(&names));
    found.extend(unlocked(&fs::read_to_string(root().join("Cargo.lock"))?));
    let mut packages = 0;
    for folder in NPM {
        let lock = fs::read_to_string(root().join(folder).join("package-lock.json"))?;
        let lock: Value = serde_json::from_str(&lock)?;
        for (name, one) in lock["packages"].as_object().into_iter().flatten() {
            if !name.is_empty() {
                packages += 1;
                found.extend(package_fault(folder, name, one));
            }
        }
    }
    if found.is_empty() {
        Ok(format!("{} crates and {packages} npm packages, all locked", crates.len()))
    } else {
        Err(found.join("\n").into())
    }
}

/// What cargo-deny says of licences, bans and sources, and what is known against any of it: by
/// cargo-deny, which is installed for this, and npm. Where the network does not let them ask, it says
/// so: nothing is known then, for good or ill.
pub(crate) fn advisories() -> Result<String, Failure> {
    let deny = setup::tool("cargo-deny", DENY)?;
    run(Command::new(&deny).args(["check", "licenses", "bans", "sources"]).current_dir(root()))?;
    let mut known = Command::new(&deny);
    known.args(["check", "advisories"]).current_dir(root());
    let mut said = vec![asked("advisories of crates", &mut known)?];
    for folder in NPM {
        let mut audit = Command::new("npm");
        audit.args(["audit", "--audit-level=high"]).current_dir(root().join(folder));
        said.push(asked(&format!("npm audit of {folder}"), &mut audit)?);
    }
    Ok(said.join(", "))
}

/// How a tool says that it could not ask.
const UNASKED: [&str; 2] =
    ["failed to fetch advisory database", "audit endpoint returned an error"];

/// Runs what asks the network for advisories; says whether it could.
fn asked(what: &str, command: &mut Command) -> Result<String, Failure> {
    let out = command.output()?;
    let said = [out.stdout, out.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    if out.status.success() {
        Ok(format!("{what}: none"))
    } else if said.iter().any(|text| UNASKED.iter().any(|words| text.contains(words))) {
        Ok(format!("{what}: not asked, the network does not let it"))
    } else {
        Err(format!("{what}:\n{}", said.concat()).into())
    }
}

/// What is wrong with a crate.
fn crate_faults(one: &Value) -> Vec<String> {
    let text = |key: &str| one[key].as_str().unwrap_or_default();
    let (name, licence) = (text("name"), text("license"));
    let mut found = Vec::new();
    match one["source"].as_str() {
        None | Some(SOURCE) => {}
        Some(other) => found.push(format!("{name} comes from {other}, not from crates.io")),
    }
    if !allows(licence, &LICENCES) {
        found.push(format!("{name} has the licence “{licence}”, which is not on the list"));
    }
    if let Some((_, why)) = BANNED.iter().find(|(banned, _)| *banned == name) {
        found.push(format!("{name} may not come in: {why}"));
    }
    found
}

/// Crates in two versions that nobody wrote down.
fn doubles(names: &[&str]) -> Vec<String> {
    let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for name in names {
        if !once.insert(*name) {
            twice.insert(*name);
        }
    }
    let new = twice.iter().filter(|name| !TWICE.contains(name));
    let mut found: Vec<_> = new
        .map(|name| format!("{name} comes in two versions: see TWICE in xtask/src/supply.rs"))
        .collect();
    let gone = TWICE.iter().filter(|name| !twice.contains(*name));
    found.extend(gone.map(|name| format!("{name} comes in one version now: take it off TWICE")));
    found
}

/// Crates of the lock file without a checksum.
fn unlocked(lock: &str) -> Vec<String> {
    let packages = lock.split("[[package]]").skip(1);
    let bare = packages.filter(|one| one.contains("\nsource = ") && !one.contains("\nchecksum = "));
    bare.map(|one| {
        format!("Cargo.lock has no checksum of{}", one.lines().nth(1).unwrap_or_default())
    })
    .collect()
}

/// What is wrong with a package of npm.
fn package_fault(folder: &str, name: &str, one: &Value) -> Option<String> {
    let text = |key: &str| one[key].as_str();
    let is_elsewhere =
        text("resolved").is_some_and(|at| !at.starts_with("https://registry.npmjs.org/"));
    if is_elsewhere || text("integrity").is_none() {
        return Some(format!("{folder}: {name} is not locked to what npm's registry holds"));
    }
    let all: Vec<&str> = LICENCES.into_iter().chain(OF_TOOLS).collect();
    // Two old packages say theirs in a file alone.
    let licence = text("license")?;
    (!allows(licence, &all)).then(|| format!("{folder}: {name} has the licence “{licence}”"))
}

/// Whether an SPDX expression can be fulfilled with these licences.
fn allows(expression: &str, licences: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let is_allowed = either(&words, &mut at, licences);
    at == words.len() && is_allowed == Some(true)
}

fn either(words: &[&str], at: &mut usize, licences: &[&str]) -> Option<bool> {
    let mut is_allowed = both(words, at, licences)?;
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        is_allowed |= both(words, at, licences)?;
    }
    Some(is_allowed)
}

fn both(words: &[&str], at: &mut usize, licences: &[&str]) -> Option<bool> {
    let mut is_allowed = one(words, at, licences)?;
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        is_allowed &= one(words, at, licences)?;
    }
    Some(is_allowed)
}

fn one(words: &[&str], at: &mut usize, licences: &[&str]) -> Option<bool> {
    let word = words.get(*at)?;
    *at += 1;
    if *word == "(" {
        let is_allowed = either(words, at, licences)?;
        *at += 1;
        return (words.get(*at - 1) == Some(&")")).then_some(is_allowed);
    }
    // With an exception is another licence: none is on the list.
    let is_plain = words.get(*at) != Some(&"WITH");
    if !is_plain {
        *at += 2;
    }
    Some(is_plain && licences.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_allowed_by_what_it_says() {
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "GPL-3.0/Apache-2.0",
            "(MIT OR Apache-2.0) AND ISC",
            "Apache-2.0 WITH LLVM-exception OR MIT",
            "MIT AND (GPL-3.0 OR Zlib)",
        ] {
            assert!(allows(good, &LICENCES), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "Apache-2.0 WITH LLVM-exception",
            "(MIT",
            "MIT)",
            "MIT OR",
            "OR MIT",
            "MIT MIT",
        ] {
            assert!(!allows(bad, &LICENCES), "{bad}");
        }
    }

    #[test]
    fn what_comes_from_elsewhere_or_is_banned_is_told() {
        let one = |name, source: Option<&str>, license| {
            crate_faults(&serde_json::json!({"name": name, "source": source, "license": license}))
        };
        assert!(one("serde", Some(SOURCE), "MIT").is_empty());
        assert!(one("sproutsheet", None, "MIT OR Apache-2.0").is_empty());
        assert_eq!(one("serde", Some("git+https://github.com/a/b"), "MIT").len(), 1);
        assert_eq!(one("openssl-sys", Some(SOURCE), "MIT").len(), 1);
        assert_eq!(one("x", Some(SOURCE), "AGPL-3.0").len(), 1);
    }

    #[test]
    fn cargo_deny_is_told_the_same() {
        let told = fs::read_to_string(root().join("deny.toml")).unwrap();
        let list = |name: &str| -> BTreeSet<String> {
            let (_, rest) = told.split_once(&format!("\n{name} = [")).unwrap();
            let (list, _) = rest.split_once(']').unwrap();
            let words = list.split(',').map(|word| word.trim().trim_matches('"').to_owned());
            words.filter(|word| !word.is_empty()).collect()
        };
        let licences = LICENCES.map(str::to_owned).into_iter();
        // Here an expression with an exception is fulfilled by its other half.
        let exception = "Apache-2.0 WITH LLVM-exception".to_owned();
        assert_eq!(list("allow"), licences.chain([exception]).collect());
        assert_eq!(list("deny"), BANNED.map(|(name, _)| name.to_owned()).into_iter().collect());
        assert_eq!(list("ignore"), BTreeSet::new());
    }

    #[test]
    fn what_could_not_be_asked_is_told_as_that() {
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            asked("x", &mut command)
        };
        assert_eq!(shell("true").unwrap(), "x: none");
        for words in UNASKED {
            let said = shell(&format!("echo '{words}: no route' >&2; false")).unwrap();
            assert!(said.contains("not asked"), "{said}");
        }
        assert!(shell("echo 'one vulnerability'; false").is_err());
    }

    #[test]
    fn a_new_double_and_one_that_is_gone_are_told() {
        let mut names: Vec<&str> = TWICE.into_iter().chain(TWICE).collect();
        assert!(doubles(&names).is_empty());
        names.extend(["serde", "serde"]);
        assert_eq!(doubles(&names).len(), 1);
        assert_eq!(doubles(&[]).len(), TWICE.len());
    }

    #[test]
    fn what_is_not_locked_is_told() {
        let locked = "[[package]]\nname = \"a\"\nsource = \"registry\"\nchecksum = \"1\"\n";
        assert!(unlocked(locked).is_empty());
        assert_eq!(unlocked(&locked.replace("checksum", "check")).len(), 1);
        let package = |one: &Value| package_fault("bench", "a", one).is_some();
        assert!(!package(&serde_json::json!({"integrity": "sha512-x", "license": "MPL-2.0"})));
        assert!(package(&serde_json::json!({"license": "MIT"})));
        assert!(package(
            &serde_json::json!({"integrity": "sha512-x", "resolved": "https://evil.example/a.tgz"})
        ));
        assert!(package(&serde_json::json!({"integrity": "sha512-x", "license": "AGPL-3.0"})));
    }
}
