//! How long links are, on answers that the compressor has never seen, against their budgets.
//!
//! `cargo test --test link_lengths -- --nocapture` prints every sample.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use sproutsheet::library::parse_pack;
use sproutsheet::model::response::Answer;
use sproutsheet::model::share::{
    Armour, Kind, Prime, Shared, SharedSheet, decode_with_prime, encode_with_prime,
};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The kinds of sample, by the beginnings of their names: the longest payload, in characters.
/// What we aim at is 138, 150, 1,350, 685 and 3,530.
const BUDGETS: [(&str, usize); 5] =
    [("card-zh", 138), ("card-en", 156), ("nine-zh", 1_426), ("nine-en", 724), ("rows-zh", 3_530)];

fn read(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn pack(locale: Locale) -> Pack {
    let open = |file: &str| Some(read(&format!("worksheets/community/{file}")));
    parse_pack(&read("worksheets/community/pack.json"), open, locale).unwrap()
}

fn answer(value: &Value) -> Option<Answer> {
    Answer::new(value.as_str().unwrap())
}

fn sheet(pack: &Pack, id: &str, answers: &Value) -> SharedSheet {
    let sheet = pack.sheet(&id.parse().unwrap()).unwrap();
    let mut shared = SharedSheet {
        number: pack.number_in_link(sheet),
        version: sheet.version,
        answers: BTreeMap::new(),
        rows: BTreeMap::new(),
    };
    let cells = |row: &Value| {
        let cells = row.as_object().unwrap().iter();
        cells.filter_map(|(id, value)| Some((id.parse().unwrap(), answer(value)?))).collect()
    };
    for (id, value) in answers.as_object().unwrap() {
        let id = id.parse().unwrap();
        match value {
            Value::Array(rows) => {
                shared.rows.insert(id, rows.iter().map(cells).collect());
            }
            value => shared.answers.extend(answer(value).map(|answer| (id, answer))),
        }
    }
    shared
}

#[test]
fn links_keep_within_their_budgets() {
    let mut samples: Vec<_> = fs::read_dir(format!("{ROOT}/bench/samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    samples.sort();
    let mut over = Vec::new();
    let mut seen = 0;
    for path in samples {
        let sample: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let locale = if sample["locale"] == "en" { Locale::En } else { Locale::ZhHans };
        let pack = pack(locale);
        let sheets = sample["sheets"].as_object().unwrap();
        let shared = Shared {
            kind: Kind::Answers,
            locale,
            sheets: sheets.iter().map(|(id, answers)| sheet(&pack, id, answers)).collect(),
        };
        let prime = Prime::new(locale, &read(&format!("worksheets/prime/{locale}.txt"))).unwrap();
        let payload = encode_with_prime(&shared, &pack, Armour::Base62, Some(&prime)).unwrap();
        assert_eq!(decode_with_prime(&payload, &pack, Some(&prime)), Ok(shared.clone()), "{name}");
        let plain = encode_with_prime(&shared, &pack, Armour::Base62, None).unwrap();
        println!("{name}: {} characters, {} without the prime", payload.len(), plain.len());
        let (_, budget) = BUDGETS.iter().find(|(start, _)| name.starts_with(start)).unwrap();
        if payload.len() > *budget {
            over.push(format!("{name}: {} of {budget}", payload.len()));
        }
        seen += 1;
    }
    assert_eq!(seen, 16);
    assert_eq!(over, Vec::<String>::new());
}
