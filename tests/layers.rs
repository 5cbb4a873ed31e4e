//! The arrows between the layers, kept by looking at the source.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The lines of a layer that name something it must not know.
fn breaches(layer: &str, forbidden: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folder = root.join(layer);
    let files =
        if folder.is_dir() { sources(&folder) } else { vec![root.join(format!("{layer}.rs"))] };
    assert!(!files.is_empty(), "{layer} is gone");
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            if forbidden.iter().any(|name| code.contains(name)) {
                found.push(format!("{}:{}: {line}", file.display(), number + 1));
            }
        }
    }
    found
}

const BROWSER: [&str; 6] =
    ["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen", "crate::browser"];

#[test]
fn the_model_knows_nothing_above_it() {
    let above =
        [&BROWSER[..], &["crate::ui", "crate::app", "crate::library", "std::time"]].concat();
    // Tests of the model may read content through the library.
    let found: Vec<_> =
        breaches("model", &above).into_iter().filter(|line| !line.contains("tests.rs")).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_library_knows_only_the_model() {
    let above = [&BROWSER[..], &["crate::ui", "crate::app"]].concat();
    assert_eq!(breaches("library", &above), Vec::<String>::new());
}

#[test]
fn the_browser_layer_knows_no_interface() {
    assert_eq!(breaches("browser", &["leptos", "crate::ui", "crate::app"]), Vec::<String>::new());
}

#[test]
fn the_interface_calls_the_browser_through_its_layer() {
    // Naming an element's type is no call; reaching for the page is.
    let calls = ["web_sys::window", "js_sys::", "gloo", "local_storage", "set_timeout"];
    assert_eq!(breaches("ui", &calls), Vec::<String>::new());
}

#[test]
fn words_know_only_languages() {
    assert_eq!(breaches("words", &BROWSER), Vec::<String>::new());
}
