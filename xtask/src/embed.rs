//! The two scripts that put a sheet into an article: the element in the page, and its half in the
//! frame. Both begin with the list of what they may say to each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::run::root;
use crate::scripts::smaller;
use crate::site::between;

/// The names of the element's script: the newest, and the one that stays with version 1 of the
/// messages and of what authors write.
pub(crate) const NAMES: [&str; 2] = ["embed.js", "embed-1.js"];

/// Where the scripts and the heights stand.
const FOLDER: &str = "src/embed";

fn read(name: &str) -> Result<String, Failure> {
    let file = format!("{FOLDER}/{name}");
    fs::read_to_string(root().join(&file)).map_err(|error| format!("{file}: {error}").into())
}

/// Where the list of messages goes on that only the frame reads.
const FRAME_ALONE: &str = "// ── Below";

/// Scripts of the folder, one after the other.
fn together(names: &[&str]) -> Result<String, Failure> {
    names.iter().map(|name| read(name).map(|text| text + "\n")).collect()
}

/// The frame's half: a module.
pub(crate) fn frame(release: bool) -> Result<String, Failure> {
    smaller(&together(&["messages.js", "look.js", "links.js", "frame.js"])?, release)
}

/// The names of the module that mounts sheets without a frame: the newest, and the one that stays with
/// version 1.
pub(crate) const MOUNT: [&str; 2] = ["mount.js", "mount-1.js"];

/// The module that mounts sheets without a frame; the build's names are filled in by the site.
pub(crate) fn mount() -> Result<String, Failure> {
    together(&["around.js", "look.js", "links.js", "mount.js"])
}

/// The program as something that can be made more than once: a mounted sheet is an instance of its
/// own. wasm-bindgen's glue and the script that fetches parts hold one instance each, in their module:
/// here both stand in a function, and only what is compiled is kept outside.
pub(crate) fn factory(glue: &str, parts: &str) -> Result<String, Failure> {
    let mut imported = Vec::new();
    let mut inside = String::new();
    for line in glue.lines() {
        if let Some(name) =
            line.strip_prefix("import * as ").and_then(|rest| rest.split(' ').next())
        {
            imported.push(name.to_owned());
        } else if !line.starts_with("export {") {
            inside.push_str(line.strip_prefix("export ").unwrap_or(line));
            inside.push('\n');
        }
    }
    let fetched = "src.then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))";
    if imported.is_empty() || !inside.contains("function start(") || !parts.contains(fetched) {
        return Err("the glue is not as it was: mount cannot make more than one program".into());
    }
    let mut loads = Vec::new();
    for line in parts.lines().filter(|line| !line.starts_with("import ")) {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let name = line.strip_prefix("const ").and_then(|rest| rest.split(' ').next());
        loads.extend(name.filter(|name| name.starts_with("__wasm_split_load_")).map(str::to_owned));
        inside.push_str(&line.replace("fetch(new URL(", "compile(new URL("));
        inside.push('\n');
    }
    let inside =
        inside.replace(fetched, "src.then((module) => WebAssembly.instantiate(module, imports))");
    let imports: String = imported
        .iter()
        .map(|name| format!("const {name} = {{ {} }};\n", loads.join(", ")))
        .collect();
    Ok(format!(
        "const compiled = {{}};\n\
         const compile = (url, how) => compiled[url] ??= fetch(url, how).then((file) => file.arrayBuffer())\n\
         .then((bytes) => WebAssembly.compile(bytes)).catch((error) => {{ delete compiled[url]; throw error; }});\n\
         export default () => {{\n{inside}{imports}\
         return {{ init: (module) => __wbg_init({{ module_or_path: module }}), start, stop }};\n}};\n"
    ))
}

/// The styles of a page for a shadow tree: its root is an element in the tree, widths are those of the
/// element, and lengths follow the reader's size of text, whatever the page around does with its own.
pub(crate) fn shadow_style(style: &str) -> String {
    let mut out = String::from(
        ":host { all: initial !important; display: block !important; container-type: inline-size !important; \
         --sprout-rem: 1em !important; }\n",
    );
    for line in style.lines() {
        if line.starts_with("body {") || line.contains(" body {") {
            continue;
        }
        let line = line.replace("html, body {", ".root {").replace("html {", ".root {");
        let mut line = line.replace(":root", ".root");
        for width in ["(min-width", "(max-width"] {
            let asked = between(&line, &format!("@media {width}"), "{").unwrap_or_default();
            let of_tree = asked.replace("@media", "@container").replace("rem)", "em)");
            line = line.replace(&asked, &of_tree);
        }
        out.push_str(&lengths(&line));
        out.push('\n');
    }
    out
}

/// Every length of a line that hangs on the page around, by what hangs on the tree. What is as wide as
/// the window stays: that is a dialog.
fn lengths(line: &str) -> String {
    let line = in_unit(line, "rem", |number| format!("calc({number} * var(--sprout-rem))"));
    in_unit(
        &line,
        "vw",
        |number| if number == "100" { "100vw".into() } else { format!("{number}cqi") },
    )
}

/// A line with each number of a unit written otherwise.
fn in_unit(line: &str, unit: &str, write: impl Fn(&str) -> String) -> String {
    let mut parts: Vec<&str> = line.split(unit).collect();
    let last = parts.pop().unwrap_or_default();
    let mut out = String::new();
    for part in parts {
        let before = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        // Below nothing; a hyphen in a name is none of it.
        let before = before
            .strip_suffix('-')
            .filter(|rest| !rest.ends_with(char::is_alphanumeric))
            .unwrap_or(before);
        let number = &part[before.len()..];
        out.push_str(before);
        let is_number = number.ends_with(|c: char| c.is_ascii_digit());
        let said = if is_number { write(number) } else { format!("{number}{unit}") };
        out.push_str(&said);
    }
    out + last
}

/// What `tests/e2e/embed-heights.spec.js` measured: by sheet, for each language, the height at each
/// of the widths.
type Heights = BTreeMap<String, Vec<Vec<f64>>>;

/// The heights that the element has: at the least, a middle and the greatest width, as a character
/// each. From one to the next they grow by a step: near enough for a place to keep free.
const KEPT: [usize; 3] = [0, 2, 4];
const LOW: f64 = 500.0;
const STEP: f64 = 1.03;
const ZERO: u8 = b'(';

fn sign(height: f64) -> Result<char, Failure> {
    let steps = ((height / LOW).ln() / STEP.ln()).round().max(0.0);
    // Rounded, and between the two bounds.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let sign = (steps <= 85.0).then(|| char::from(ZERO + steps as u8));
    sign.ok_or_else(|| {
        format!("a sheet {height} pixels high: more than embed.rs has signs for").into()
    })
}

/// Adds the element's script: a function around it, so that none of its names meets one of the page.
pub(crate) fn add_element(folder: &Path, release: bool) -> Result<(), Failure> {
    let mut measured: serde_json::Value = serde_json::from_str(&read("heights.json")?)?;
    let widths: Vec<u32> = serde_json::from_value(measured["widths"].take())?;
    let measured: Heights = serde_json::from_value(measured["heights"].take())?;
    let mut heights = BTreeMap::new();
    for (sheet, languages) in &measured {
        let kept = |all: &Vec<f64>| KEPT.map(|at| all.get(at).copied().unwrap_or_default());
        let signs: Result<String, Failure> = languages.iter().flat_map(kept).map(sign).collect();
        heights.insert(sheet, signs?);
    }
    let widths = KEPT.map(|at| widths.get(at).copied().unwrap_or_default());
    let messages = read("messages.js")?;
    let messages = messages.split(FRAME_ALONE).next().unwrap_or_default();
    let element = together(&["around.js", "element.js"])?;
    let script = format!("(() => {{\n{messages}\n{element}\n}})();\n")
        .replace("__WIDTHS__", &serde_json::to_string(&widths)?)
        .replace("__HEIGHTS__", &serde_json::to_string(&heights)?)
        .replace("__LOW__", &LOW.to_string())
        .replace("__STEP__", &STEP.to_string())
        .replace("__ZERO__", &ZERO.to_string());
    let script = smaller(&script, release)?;
    for name in NAMES {
        fs::write(folder.join(name), &script)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_a_tree_hangs_on_nothing_of_the_page() {
        let page = "@layer base{html { font: 1rem/1.7 serif; }\nbody { min-height: 100dvh; }\n\
                    :root[data-embed] body { margin: 0; }\n:root[data-theme=\"dark\"] { --head: 1.25rem; }\n\
                    @media (min-width: 40rem) { p { margin: -0.5rem clamp(1rem, 4vw, 2rem); } }\n\
                    @media print { dialog { inline-size: calc(100vw - 2rem); } }\n";
        let tree = shadow_style(page);
        let wanted = "@layer base{.root { font: calc(1 * var(--sprout-rem))/1.7 serif; }\n\
             .root[data-theme=\"dark\"] { --head: calc(1.25 * var(--sprout-rem)); }\n\
             @container (min-width: 40em) { p { margin: calc(-0.5 * var(--sprout-rem)) \
             clamp(calc(1 * var(--sprout-rem)), 4cqi, calc(2 * var(--sprout-rem))); } }\n\
             @media print { dialog { inline-size: calc(100vw - calc(2 * var(--sprout-rem))); } }\n";
        assert_eq!(tree.split_once('\n').map(|(_, rest)| rest), Some(wanted));
    }

    #[test]
    fn a_glue_that_is_not_as_it_was_stops_the_build() {
        let glue = "import * as import1 from \"./p.js\"\nexport function start(site) {}\nexport { initSync, __wbg_init as default };\n";
        let parts = "import { initSync } from \"./app.js\";\nexport const __wasm_split_load_x = load(() => fetch(new URL(\"./x\", import.meta.url)), (imports) => src.then((file) => file.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports)));\n";
        let made = factory(glue, parts).unwrap_or_default();
        assert!(made.contains("const import1 = { __wasm_split_load_x };"), "{made}");
        assert!(made.contains("compile(new URL(\"./x\""), "{made}");
        assert!(!made.contains("\nimport ") && !made.contains("export {"), "{made}");
        assert!(factory("export function begin() {}", parts).is_err());
        assert!(factory(glue, "").is_err());
    }
}
