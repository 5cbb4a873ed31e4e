//! The hostile corpus: what strangers may hand over, by class and by the door that it comes through.
//!
//! The same inputs go through the readers natively (`tests/strangers.rs`), in Chromium
//! (`tests/browser.rs`), and into the built site (`tests/e2e/hostile.spec.js`, which gets them as
//! JSON from `cargo xtask`). All are our own; nothing in them is anybody's.

// Two tests share this, each taking what it needs.
#![allow(unreachable_pub, dead_code)]

mod links;
mod sheets;
mod strings;

pub use links::pack;
use links::{armoured, bomb, link};
use sheets::{ABUSE, deep, sheet_with};
use strings::{ADDRESSES, BROKEN, HIDDEN, QUIRKS, SCRIPTS, SPOOFED};

/// Where an input comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The fragment of the address, without its `#`.
    Link,
    /// A save in the browser's storage.
    Save,
    /// A backup file.
    Backup,
    /// A table to add rows from.
    Table,
    /// A worksheet file.
    Sheet,
    /// A `pack.json`.
    Pack,
}

impl Door {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Save => "save",
            Self::Backup => "backup",
            Self::Table => "table",
            Self::Sheet => "sheet",
            Self::Pack => "pack",
        }
    }
}

/// One input.
#[derive(Clone, Debug)]
pub struct Input {
    /// What it tries.
    pub class: &'static str,
    /// Where it comes in.
    pub door: Door,
    /// It.
    pub text: String,
    /// The words that it says, where it is whole in form: it must open, and say just these.
    pub says: Option<&'static str>,
}

/// Words, each through every one of these doors.
fn said(class: &'static str, all: &[&'static str], doors: &[Door]) -> Vec<Input> {
    let through = |words: &'static str| {
        let input = move |door: &Door| Input {
            class,
            door: *door,
            text: saying(*door, words),
            says: Some(words),
        };
        doors.iter().map(input).collect::<Vec<_>>()
    };
    all.iter().flat_map(|words| through(words)).collect()
}

/// All inputs as JSON, for the tests of the built site.
pub fn json() -> String {
    let one = |input: &Input| {
        serde_json::json!({
            "class": input.class, "door": input.door.name(), "text": input.text, "says": input.says,
        })
    };
    serde_json::Value::from(all().iter().map(one).collect::<Vec<_>>()).to_string()
}

/// How many inputs each class must have at least.
pub const COUNTS: [(&str, usize); 10] = [
    ("script", 150),
    ("bombs and cuts", 40),
    ("depth, length, count", 60),
    ("JSON quirks", 80),
    ("broken Unicode", 60),
    ("bidi and invisible", 60),
    ("spoofed titles", 30),
    ("URL schemes", 40),
    ("alphabets", 40),
    ("schema abuse", 40),
];

/// All inputs, class by class.
pub fn all() -> Vec<Input> {
    let mut inputs = Vec::new();
    inputs.extend(said(
        "script",
        &SCRIPTS,
        &[Door::Link, Door::Save, Door::Backup, Door::Table, Door::Sheet],
    ));
    inputs.extend(said("broken Unicode", &BROKEN, &[Door::Link, Door::Save, Door::Table]));
    inputs.extend(said("bidi and invisible", &HIDDEN, &[Door::Link, Door::Save, Door::Table]));
    inputs.extend(said("spoofed titles", &SPOOFED, &[Door::Link, Door::Sheet, Door::Backup]));
    let mut add = |class, door, text| inputs.push(Input { class, door, text, says: None });
    for (door, text) in bombs_and_cuts() {
        add("bombs and cuts", door, text);
    }
    for (door, text) in too_much() {
        add("depth, length, count", door, text);
    }
    for quirk in QUIRKS {
        add("JSON quirks", Door::Sheet, quirk.to_owned());
        add("JSON quirks", Door::Save, sproutsheet::model::save::seal(9, quirk));
    }
    for address in ADDRESSES {
        add("URL schemes", Door::Pack, sheets::pack_with(address));
    }
    for text in alphabets() {
        add("alphabets", Door::Link, text);
    }
    for abuse in ABUSE {
        add("schema abuse", Door::Sheet, abuse.to_owned());
    }
    inputs
}

/// JSON text that says these words.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// A save's body with one answer.
fn body(who: &str) -> String {
    let value = quoted(who);
    format!(
        "{{\"sheet\":\"community/job\",\"version\":1,\"saved\":1769000000000,\"response\":{{\"answers\":{{\"who\":{{\"value\":{value},\"stamp\":\"mkn5s000-1-1\"}}}},\"rows\":{{}}}}}}"
    )
}

/// An input whole in form that says these words.
fn saying(door: Door, words: &str) -> String {
    use sproutsheet::model::backup::{Part, write};
    use sproutsheet::model::save::seal;
    match door {
        Door::Link => link(words),
        Door::Save => seal(9, &body(words)),
        Door::Backup => {
            let part = |key: &str, body: String| Part { key: key.to_owned(), body };
            write(
                7,
                &[
                    part("first/community/job", body(words)),
                    part(&format!("aside/1/{words}"), quoted(words)),
                ],
            )
        }
        Door::Table => format!("quote,who\r\n\"{}\",x\r\n", words.replace('"', "\"\"")),
        Door::Sheet => sheet_with(words),
        Door::Pack => sheets::pack_with(words),
    }
}

/// What grows when it is opened, and what broke off.
fn bombs_and_cuts() -> Vec<(Door, String)> {
    let mut all: Vec<(Door, String)> = Vec::new();
    for size in [20_001, 80_000, 100_000, 500_000, 1_000_000, 4_000_000, 8_000_000, 12_000_000] {
        all.push((Door::Link, bomb(&vec![b'a'; size])));
    }
    all.push((Door::Link, bomb(&vec![0; 3_000_000])));
    all.push((Door::Link, bomb(&vec![0xff; 200_000])));
    let whole = link("老周修鞋");
    for at in 0..10 {
        all.push((Door::Link, whole[..whole.len() * at / 10].to_owned()));
    }
    for door in [Door::Save, Door::Backup] {
        let whole: Vec<char> = saying(door, "老周修鞋").chars().collect();
        for at in 0..10 {
            all.push((door, whole[..whole.len() * at / 10].iter().collect()));
        }
    }
    all
}

/// Too deep, too long, too many.
fn too_much() -> Vec<(Door, String)> {
    let mut all: Vec<(Door, String)> = Vec::new();
    for depth in [10, 100, 511, 513, 1_000, 10_000, 100_000, 200_000] {
        all.push((Door::Sheet, deep("[", "]", depth)));
        all.push((Door::Save, sproutsheet::model::save::seal(9, &deep("[", "]", depth))));
    }
    for depth in [10, 600, 20_000, 60_000] {
        all.push((Door::Sheet, deep("{\"a\":", "}", depth)));
        all.push((Door::Save, sproutsheet::model::save::seal(9, &deep("{\"a\":", "}", depth))));
    }
    for length in [4_001, 40_000, 400_000, 600_000] {
        let long = "长".repeat(length);
        all.push((Door::Sheet, sheet_with(&long)));
        all.push((Door::Save, saying(Door::Save, &long)));
        all.push((Door::Table, saying(Door::Table, &long)));
    }
    for length in [41, 1_000, 16_385, 100_000] {
        let digits = "7".repeat(length);
        all.push((Door::Link, format!("A{digits}")));
        all.push((Door::Link, format!("1{digits}")));
        all.push((Door::Link, format!("/w/{digits}/job")));
        all.push((Door::Link, format!("%{digits}")));
    }
    for count in [1_001, 80_000] {
        all.push((Door::Sheet, format!("{{\"sections\":[{}]}}", ["{}"].repeat(count).join(","))));
        let keys: Vec<_> = (0..count.min(50_000)).map(|n| format!("\"k{n}\":1")).collect();
        all.push((Door::Sheet, format!("{{{}}}", keys.join(","))));
        let twice = ["\"id\":1"].repeat(count.min(70_000)).join(",");
        all.push((Door::Sheet, format!("{{{twice}}}")));
        all.push((Door::Table, format!("quote\r\n{}", "x\r\n".repeat(count))));
    }
    all
}

/// Letters that look like a link's, and are not; or that are, and say nothing.
fn alphabets() -> Vec<String> {
    let whole = link("老周修鞋");
    let foreign = [
        "А", "Α", "ａ", "Ａ", "𝐀", "１", "٣", "०", "Ⅷ", "ı", "ſ", "ß", "é", "中", "\u{301}",
        "\u{200d}", "😀", "-", "_", ".", "~", "+", "/", "=", "%41", "%", "%zz", "%E4%B8", "&amp;",
        "?x=1",
    ];
    let mut all: Vec<String> =
        foreign.iter().map(|letter| format!("{}{letter}{}", &whole[..9], &whole[9..])).collect();
    all.extend(["A", "Z", "0", "9", "B"].map(|lead| format!("{lead}{}", &whole[1..])));
    all.push(whole.to_lowercase());
    all.push(whole.to_uppercase());
    all.push(whole.chars().rev().collect());
    all.push(armoured(&[0; 9]));
    all.push(armoured(&(0..=255).collect::<Vec<u8>>()));
    all
}
