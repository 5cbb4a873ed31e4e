//! What can be said of the look without a browser: the contrast of all colours that may meet, in
//! every theme of the tokens file; and that components name no colour or size of type of their own.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Style sheets that stand alone, away from the page: they bring their own colours.
const APART: [&str; 2] = ["paper.css", "export.css"];

/// What is written on which grounds: at least 4.5 : 1.
const TEXT: [(&str, &[&str]); 6] = [
    ("ink", &["paper", "sheet", "sprout-wash", "sprout-mark", "seed-wash", "seed-mark"]),
    ("ink-soft", &["paper", "sheet", "sprout-wash", "seed-wash"]),
    ("sprout", &["paper", "sheet", "sprout-wash", "seed-wash"]),
    ("sprout-ink", &["sprout"]),
    ("seed-ink", &["paper", "sheet", "sprout-wash", "seed-wash", "seed-mark"]),
    ("paper", &["ink"]),
];

/// What is drawn and must be told apart from its ground: at least 3 : 1.
const DRAWN: [(&str, &[&str]); 3] = [
    ("edge", &["paper", "sheet"]),
    ("sprout", &["paper", "sheet", "sprout-wash", "seed-wash"]),
    ("seed", &["paper", "sheet", "sprout-wash", "seed-wash"]),
];

/// Colours by the names of their roles.
type Colours = BTreeMap<String, [u8; 3]>;

/// How much more where more contrast is asked for.
const MORE: f64 = 7.0 / 4.5;

fn style(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    without_comments(&fs::read_to_string(folder.join(file)).unwrap())
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once("*/").map_or("", |(_, rest)| rest))
}

/// The colours that stand in a block that begins with these words.
fn colours(tokens: &str, before: &str) -> Colours {
    let start = tokens.find(before).unwrap_or_else(|| panic!("no block {before}")) + before.len();
    let block = tokens[start..].split('}').next().unwrap();
    let named = block.split(';').filter_map(|line| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let part = |at| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
        Some((name.to_owned(), [part(0)?, part(2)?, part(4)?]))
    });
    let named: BTreeMap<_, _> = named.collect();
    assert!(named.len() > 8, "{before}: {named:?}");
    named
}

/// Every theme: its colours, and whether more contrast is asked for.
fn themes() -> Vec<(&'static str, Colours, bool)> {
    let tokens = style("tokens.css");
    let more = tokens.find("(prefers-contrast: more)").unwrap();
    let (plain, more) = tokens.split_at(more);
    let over = |base: &BTreeMap<_, _>, more: BTreeMap<_, _>| {
        let mut all: Colours = base.clone();
        all.extend(more);
        all
    };
    let light = colours(plain, ":root {");
    let dark = over(&light, colours(plain, "[data-theme=\"dark\"] {"));
    let auto = over(&light, colours(plain, "[data-theme=\"auto\"] {"));
    vec![
        ("light, more contrast", over(&light, colours(more, ":root {")), true),
        ("dark, more contrast", over(&dark, colours(more, "[data-theme=\"dark\"] {")), true),
        (
            "dark by the device, more contrast",
            over(&auto, colours(more, "[data-theme=\"auto\"] {")),
            true,
        ),
        ("light", light, false),
        ("dark", dark, false),
        ("dark by the device", auto, false),
    ]
}

/// Contrast as WCAG 2 defines it.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let luminance = |colour: [u8; 3]| {
        let [r, g, b] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn all_colours_that_may_meet_can_be_told_apart() {
    let mut low = Vec::new();
    let mut pairs = 0;
    for (theme, colours, is_more) in themes() {
        for (wanted, kind) in [(4.5, &TEXT[..]), (3.0, &DRAWN[..])] {
            let wanted = if is_more { wanted * MORE } else { wanted };
            for (front, grounds) in kind {
                for ground in *grounds {
                    pairs += 1;
                    let found = contrast(colours[*front], colours[*ground]);
                    if found < wanted {
                        low.push(format!("{theme}: {front} on {ground} {found:.2} < {wanted:.2}"));
                    }
                }
            }
        }
    }
    assert_eq!(low, Vec::<String>::new());
    assert_eq!(pairs, 6 * 31);
}

#[test]
fn dark_is_dark_whoever_asks_for_it() {
    let themes: BTreeMap<_, _> = themes().into_iter().map(|(name, all, _)| (name, all)).collect();
    assert_eq!(themes["dark"], themes["dark by the device"]);
    assert_eq!(themes["dark, more contrast"], themes["dark by the device, more contrast"]);
}

/// Each rule of a style sheet: its selector and its declarations.
fn rules(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let declared = |block: &str| {
        let lines = block.split(';').filter_map(|line| line.trim().split_once(": "));
        lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let blocks = text.split('}').filter_map(|part| {
        let (before, block) = part.rsplit_once('{')?;
        let selector = before.rsplit('{').next()?.trim();
        Some((selector.to_owned(), declared(block)))
    });
    blocks.collect()
}

fn components() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| !APART.contains(&name.as_str()) && name != "tokens.css");
    names.sort();
    names.into_iter().map(|name| (name.clone(), style(&name))).collect()
}

#[test]
fn components_name_no_colour_and_no_size_of_type() {
    let mut found = Vec::new();
    for (file, text) in components() {
        for (selector, declarations) in rules(&text) {
            for (name, value) in declarations {
                let is_raw = value.contains('#') || value.contains("rgb(");
                let is_size = matches!(name.as_str(), "font" | "font-size")
                    && value.split(['/', ' ', '(', ',']).any(|part| part.ends_with("rem"));
                // Paper has no roles: there all is ink.
                if (is_raw && file != "print.css") || is_size {
                    found.push(format!("{file}: {selector} {{ {name}: {value} }}"));
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The token that a value reads as a whole.
fn token(value: &str) -> Option<&str> {
    value.strip_prefix("var(--")?.strip_suffix(')')
}

#[test]
fn what_a_rule_writes_on_its_own_ground_is_a_pair_that_is_looked_at() {
    let may_meet = |front: &str, ground: &str| {
        TEXT.iter().any(|(text, grounds)| *text == front && grounds.contains(&ground))
    };
    let mut found = Vec::new();
    for (file, text) in components() {
        for (selector, declarations) in rules(&text) {
            let of = |wanted: &str| {
                let found = declarations.iter().find(|(name, _)| name == wanted);
                found.and_then(|(_, value)| token(value))
            };
            let (front, ground) = (of("color"), of("background"));
            let is_known = match (front, ground) {
                (Some(front), Some(ground)) => may_meet(front, ground),
                (Some(front), None) => {
                    TEXT.iter().any(|(text, _)| *text == front) || front == "edge"
                }
                _ => true,
            };
            if !is_known && file != "print.css" {
                found.push(format!("{file}: {selector} {{ {front:?} on {ground:?} }}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
