//! The worked examples of the pack `independent`: what is put in, and what the sheet shows, in both
//! languages. They start from the sheets' own examples, so that what is tested is what people see.
//! No sheet of that pack is named in any Rust file: the engine knows kinds, not sheets.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use sproutsheet::library::{PACKS, parse_pack};
use sproutsheet::model::date;
use sproutsheet::model::id::{Address, FieldId};
use sproutsheet::model::outcome::{Desk, Wording};
use sproutsheet::model::response::{Answer, Edit, Response};
use sproutsheet::model::stamp::{Clock, Replica};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::{Pack, Worksheet};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PACK: &str = PACKS[1];
const WORDING: Wording =
    Wording { yes: "yes", no: "no", unsure: "unsure", comma: ", ", blank: "____" };

/// What is put in, and what follows. Texts stand in Chinese and in English.
#[derive(Deserialize)]
struct Case {
    sheet: String,
    about: String,
    /// The sheet's own example that it starts from.
    example: Option<String>,
    /// What is put in beside, or instead.
    #[serde(default)]
    answers: BTreeMap<String, Put>,
    /// What stands at a place.
    shows: BTreeMap<String, [Option<String>; 2]>,
    /// How what the sheet says back begins.
    says: Option<[String; 2]>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Put {
    Answer(String),
    Rows(Vec<BTreeMap<String, String>>),
}

fn pack(locale: Locale) -> Pack {
    let open = |file: &str| fs::read_to_string(format!("{ROOT}/worksheets/{PACK}/{file}")).ok();
    parse_pack(&open("pack.json").unwrap(), open, locale).unwrap()
}

fn filled(sheet: &Worksheet, case: &Case) -> Response {
    let mut response = Response::default();
    let mut clock = Clock::new(Replica(1));
    let mut put = |address: String, text: &str| {
        let address: Address = address.parse().unwrap();
        if let Some((row, _)) = &address.cell
            && !response.knows_row(&address.field, row)
        {
            let (field, row) = (address.field.clone(), row.clone());
            let position = fractional_index::FractionalIndex::default();
            response.apply(Edit::PutRow { field, row, position }, clock.tick(1));
        }
        let edit = Edit::Answer { address, answer: Answer::new(text) };
        response.apply(edit, clock.tick(1));
    };
    let is_put = |field: &FieldId| case.answers.contains_key(field.as_str());
    if let Some(id) = &case.example {
        let named = |example: &&_| -> bool {
            let example: &sproutsheet::model::worksheet::Example = example;
            example.id.as_str() == id
        };
        let example = sheet.examples.iter().find(named).unwrap_or_else(|| panic!("{id}"));
        for (field, answer) in example.answers.iter().filter(|(field, _)| !is_put(field)) {
            put(field.to_string(), answer.as_str());
        }
        for (field, rows) in example.rows.iter().filter(|(field, _)| !is_put(field)) {
            for (at, row) in rows.iter().enumerate() {
                for (column, answer) in row {
                    put(format!("{field}.r{at}.{column}"), answer.as_str());
                }
            }
        }
    }
    for (field, what) in &case.answers {
        match what {
            Put::Answer(text) => put(field.clone(), text),
            Put::Rows(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    for (column, text) in row {
                        put(format!("{field}.r{at}.{column}"), text);
                    }
                }
            }
        }
    }
    response
}

#[test]
fn every_worked_example_comes_to_what_is_said_of_it() {
    let text = fs::read_to_string(format!("{ROOT}/tests/fixtures/examples.json")).unwrap();
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() >= 15);
    for (at, locale) in Locale::ALL.into_iter().enumerate() {
        let pack = pack(locale);
        for case in &cases {
            let here = pack.sheet(&case.sheet.parse().unwrap()).unwrap();
            let responses = BTreeMap::from([(here.id.clone(), filled(here, case))]);
            let today = date::days("2026-11-23").unwrap();
            let desk = Desk { pack: &pack, here, responses: &responses, today };
            for (place, shown) in &case.shows {
                let Some(expected) = &shown[at] else { continue };
                let words = desk.words(&place.parse().unwrap(), &WORDING).unwrap_or_default();
                assert_eq!(words, *expected, "{}.{place}: {}", case.sheet, case.about);
            }
            if let Some(says) = &case.says {
                let said =
                    desk.reading().map(|r| desk.filled(&r.say, &WORDING)).unwrap_or_default();
                assert!(said.starts_with(&says[at]), "{}: {said}", case.about);
            }
        }
    }
}

/// Every Rust file of the repository, as text.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn no_rust_file_names_a_sheet_of_the_second_pack() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "xtask", "bench", "fuzz"] {
        sources(&Path::new(ROOT).join(folder), &mut found);
    }
    let tokens = fs::read_to_string(format!("{ROOT}/style/tokens.css")).unwrap();
    assert!(found.len() > 100, "only {} files were looked at", found.len());
    for sheet in pack(Locale::En).sheets {
        let id = sheet.id.as_str();
        let file = fs::read_to_string(format!("{ROOT}/worksheets/{PACK}/{id}.json")).unwrap();
        // A kind of field or a colour may be called the same; then only places and addresses name
        // the sheet.
        let is_kind =
            file.contains(&format!("\"kind\": \"{id}\"")) || tokens.contains(&format!("--{id}:"));
        let mut names = vec![format!("\"{id}."), format!("{PACK}/{id}")];
        names.extend((!is_kind).then(|| format!("\"{id}\"")));
        for (path, text) in &found {
            // A key of an object is no name of a sheet.
            let text = text.replace(&format!("\"{id}\":"), "");
            assert!(!names.iter().any(|name| text.contains(name)), "{path} names {id}");
        }
    }
}
