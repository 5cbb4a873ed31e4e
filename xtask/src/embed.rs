//! The two scripts that put a sheet into an article: the element in the page, and its half in the
//! frame. Both begin with the list of what they may say to each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::run::root;
use crate::site::smaller;

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

/// The frame's half: a module.
pub(crate) fn frame(release: bool) -> Result<String, Failure> {
    smaller(&format!("{}\n{}", read("messages.js")?, read("frame.js")?), release)
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
    let script = format!("(() => {{\n{messages}\n{}\n}})();\n", read("element.js")?)
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
