//! Links of every release, kept for ever: `tests/golden/links.json`, to which lines are only added.

use serde_json::Value;

use super::primed::prime;
use super::*;
use crate::model::field::Wire;
use crate::testing::PACKS;

#[test]
fn links_of_every_release_open_for_ever() {
    for link in released().as_array().unwrap() {
        let text = |key: &str| link[key].as_str().unwrap();
        let payload = text("payload");
        let locale = if text("locale") == "en" { Locale::En } else { Locale::ZhHans };
        let codec = link["codec"].as_u64().unwrap();
        let needed = needs(payload).unwrap();
        assert_eq!((needed.locale, needed.prime), (locale, codec == 2), "{payload}");
        let pack = pack(text("pack"), locale);
        let (opened, thread) = Outline::of(&pack).decode(payload, Some(prime(locale))).unwrap();
        assert_eq!(name_of(opened.kind), text("kind"), "{payload}");
        let sheets: Vec<Value> = opened.sheets.iter().map(|sheet| told(&pack, sheet)).collect();
        assert_eq!(Value::from(sheets), link["sheets"], "{payload}");
        let rounds = thread.map_or(Value::Null, |thread| rounds(&thread));
        assert_eq!(rounds, link["rounds"], "{payload}");
    }
}

#[test]
fn every_sheet_has_a_released_link_of_every_codec() {
    let links = released();
    for id in PACKS {
        let pack = pack(id, Locale::ZhHans);
        for sheet in &pack.sheets {
            for codec in Codec::ALL {
                let is_there = links.as_array().unwrap().iter().any(|link| {
                    let mut sheets = link["sheets"].as_array().unwrap().iter();
                    link["pack"] == id
                        && link["codec"] == codec.number()
                        && sheets.any(|of| of["sheet"] == sheet.id.as_str())
                });
                assert!(is_there, "{id}/{} has no link of {codec:?}", sheet.id);
            }
        }
    }
    for kind in [Kind::Answers, Kind::Blank, Kind::Prefill, Kind::Feedback] {
        let is_there = links.as_array().unwrap().iter().any(|link| link["kind"] == name_of(kind));
        assert!(is_there, "no link of {kind:?}");
    }
}

fn released() -> Value {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/links.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Answers => "answers",
        Kind::Blank => "blank",
        Kind::Prefill => "prefill",
        Kind::Feedback => "feedback",
    }
}

/// A sheet of a link as the file has it; rows only where there are some.
fn told(pack: &Pack, sheet: &SharedSheet) -> Value {
    let cells = |cells: &BTreeMap<FieldId, Answer>| {
        let cells = cells.iter().map(|(id, answer)| (id.to_string(), answer.as_str().into()));
        Value::Object(cells.collect())
    };
    let id = &pack.sheet_in_link(sheet.number).unwrap().id;
    let mut told = serde_json::json!({
        "sheet": id.as_str(), "version": sheet.version, "answers": cells(&sheet.answers),
    });
    let rows = sheet
        .rows
        .iter()
        .map(|(id, rows)| (id.to_string(), rows.iter().map(cells).collect::<Vec<_>>().into()));
    let rows: serde_json::Map<_, Value> = rows.collect();
    if !rows.is_empty() {
        told["rows"] = rows.into();
    }
    told
}

/// What was said in a thread as the file has it.
fn rounds(thread: &Thread) -> Value {
    let rounds = thread.rounds.iter().map(|round| {
        let notes = round
            .notes
            .iter()
            .map(|((sheet, field), note)| (format!("{sheet}.{field}"), note.as_str().into()));
        serde_json::json!({
            "author": round.by_author,
            "notes": notes.collect::<serde_json::Map<_, Value>>(),
            "closing": round.closing.as_ref().map(Answer::as_str),
        })
    });
    serde_json::json!({"original": thread.original, "rounds": rounds.collect::<Vec<_>>()})
}

/// The prime texts are frozen: one byte changed, and every link of codec 2 is lost.
#[test]
fn the_prime_texts_are_as_released() {
    for (name, hash) in [("zh-Hans", 0x7ce4_f826), ("en", 0x0f77_0a27)] {
        let root = env!("CARGO_MANIFEST_DIR");
        let text = std::fs::read(format!("{root}/worksheets/prime/{name}.txt")).unwrap();
        assert_eq!(crc32(&[&text]), hash, "{name}");
    }
}

/// Prints what a release may add to the file: every sheet, filled, by every codec; a whole pack;
/// each kind.
#[test]
#[ignore = "makes golden links, checks nothing"]
fn print_links_for_the_file() {
    let mut lines = std::collections::BTreeSet::new();
    let mut print = |pack: &Pack, shared: &Shared, thread: Option<&Thread>, armour: Armour| {
        for codec in Codec::ALL {
            let made =
                encode_with(codec, shared, thread, &Outline::of(pack), Some(prime(pack.locale)));
            let Some(bytes) = made.unwrap() else { continue };
            let armoured = armour.write(&bytes);
            let payload = format!("{}{armoured}", lead(armour, armoured.len()));
            let sheets: Vec<Value> = shared.sheets.iter().map(|sheet| told(pack, sheet)).collect();
            let mut line = serde_json::json!({
                "release": "0.1.0", "codec": codec.number(), "pack": pack.id.as_str(),
                "locale": pack.locale.tag(), "kind": name_of(shared.kind),
                "payload": payload, "sheets": sheets,
            });
            if let Some(thread) = thread {
                line["rounds"] = rounds(thread);
            }
            lines.insert(line.to_string());
        }
    };
    for id in PACKS {
        for locale in Locale::ALL {
            let pack = pack(id, locale);
            let all: Vec<SharedSheet> = pack.sheets.iter().map(|s| filled(&pack, s)).collect();
            let shared = |kind, sheets| Shared { kind, locale, sheets };
            for sheet in &all {
                print(&pack, &shared(Kind::Answers, vec![sheet.clone()]), None, Armour::Base62);
            }
            print(&pack, &shared(Kind::Answers, all.clone()), None, Armour::Base62);
            print(&pack, &shared(Kind::Prefill, all[..1].to_vec()), None, Armour::Decimal);
            let (number, notes) = (all[0].number, all[0].answers.clone());
            let notes = notes.into_iter().map(|(field, note)| ((number, field), note));
            let round = Round {
                by_author: false,
                notes: notes.take(2).collect(),
                closing: Answer::new("好，再看看"),
            };
            let answer = Round { by_author: true, ..round.clone() };
            let thread = Thread { original: 0x00ab_cdef, rounds: vec![round, answer] };
            let feedback = shared(Kind::Feedback, all[..1].to_vec());
            print(&pack, &feedback, Some(&thread), Armour::Base62);
        }
    }
    println!("{}", lines.into_iter().collect::<Vec<_>>().join(",\n"));
}

/// A sheet with an answer in every field, and two rows of each field of rows.
fn filled(pack: &Pack, sheet: &Worksheet) -> SharedSheet {
    let answer = |field: &Field, row: usize| {
        let text = match (field.wire()?, pack.locale) {
            (Wire::Text, Locale::ZhHans) => {
                format!("小满说的第 {} 句", usize::from(field.number) + row)
            }
            (Wire::Text, Locale::En) => {
                format!("what Mia said, no. {}", usize::from(field.number) + row)
            }
            (Wire::Choice(choices), _) => choices.first()?.id.to_string(),
            (Wire::Choices(choices), _) => {
                choices.iter().take(2).map(|c| c.id.to_string()).collect::<Vec<_>>().join(" ")
            }
            (Wire::YesNo, _) => "yes".to_owned(),
            (Wire::Date, _) => format!("2026-11-{:02}", 20 + row),
            (Wire::Number, _) => (1_200 + row).to_string(),
        };
        Some((field.id.clone(), Answer::new(text)?))
    };
    let rows = sheet.rows().map(|(field, kind)| {
        let row = |row| kind.columns.iter().filter_map(|column| answer(column, row)).collect();
        (field.id.clone(), vec![row(0), row(1)])
    });
    SharedSheet {
        number: pack.number_in_link(sheet),
        version: sheet.version,
        answers: sheet.fields().filter_map(|field| answer(field, 0)).collect(),
        rows: rows.collect(),
    }
}

/// Whether every damage is tried, not only a sample: `cargo xtask test --full`.
fn is_exhaustive() -> bool {
    std::env::var_os("SPROUTSHEET_FULL").is_some()
}

/// Other characters for a place in a payload: three that a seed picks, or all there are.
fn substitutes(digits: bool, own: u8, seed: &mut u64) -> Vec<u8> {
    let all: Vec<u8> = (b'0'..=b'9')
        .chain((b'A'..=b'Z').chain(b'a'..=b'z').filter(|_| !digits))
        .filter(|other| *other != own)
        .collect();
    if is_exhaustive() {
        return all;
    }
    let mut picked = Vec::new();
    for _ in 0..3 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        picked.push(all[usize::try_from(*seed >> 33).unwrap() % all.len()]);
    }
    picked
}

#[test]
fn every_damage_to_a_released_link_is_told_before_anything_is_decoded() {
    let mut seed = 42;
    let mut tried = 0;
    for link in released().as_array().unwrap() {
        let payload = link["payload"].as_str().unwrap();
        let bytes = payload.as_bytes();
        let digits = bytes[0] == b'1';
        let lead = if digits { 3 } else { 2 };
        let turn = if digits { 100 } else { 62 };
        let mut said = |bytes: &[u8]| {
            tried += 1;
            checksum_of(std::str::from_utf8(bytes).unwrap())
        };
        for end in 0..bytes.len() {
            let said = said(&bytes[..end]).unwrap_err();
            match end {
                0 => assert_eq!(said, ShareError::NoLink),
                _ if (bytes.len() - end) % turn != 0 => assert_eq!(said, ShareError::Cut, "{end}"),
                _ => {}
            }
        }
        for at in 0..bytes.len() {
            let mut less = bytes.to_vec();
            less.remove(at);
            let error = said(&less).unwrap_err();
            assert!(at < lead || error == ShareError::Cut, "{payload} without {at}: {error}");
            for other in substitutes(digits, bytes[at], &mut seed) {
                let mut changed = bytes.to_vec();
                changed[at] = other;
                let error = said(&changed).unwrap_err();
                let is_told = at < lead || error == ShareError::Altered;
                assert!(is_told, "{payload} at {at} {}: {error}", char::from(other));
            }
            if at + 1 < bytes.len() && bytes[at] != bytes[at + 1] {
                let mut turned = bytes.to_vec();
                turned.swap(at, at + 1);
                let error = said(&turned).unwrap_err();
                let is_told = at < lead || error == ShareError::Altered;
                assert!(is_told, "{payload} turned at {at}: {error}");
            }
        }
    }
    println!("{tried} damages");
    assert!(tried > 10_000);
}
