//! Links of every release, kept for ever: `tests/golden/links.json`, to which lines are only added.

use serde_json::Value;

use super::primed::prime;
use super::*;

#[test]
fn links_of_every_release_open_for_ever() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/links.json");
    let links: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let links = links.as_array().unwrap();
    assert!(links.len() >= 8);
    for link in links {
        let text = |key: &str| link[key].as_str().unwrap();
        let payload = text("payload");
        let locale = if text("locale") == "en" { Locale::En } else { Locale::ZhHans };
        let codec = link["codec"].as_u64().unwrap();
        let needed = needs(payload).unwrap();
        assert_eq!((needed.locale, needed.prime), (locale, codec == 2), "{payload}");
        let pack = pack(text("pack"), locale);
        let opened = decode_with_prime(payload, &pack, Some(prime(locale))).unwrap();
        let kind = if text("kind") == "blank" { Kind::Blank } else { Kind::Answers };
        assert_eq!(opened.kind, kind, "{payload}");
        let sheets = link["sheets"].as_array().unwrap();
        assert_eq!(opened.sheets.len(), sheets.len(), "{payload}");
        for (opened, sheet) in opened.sheets.iter().zip(sheets) {
            let id = pack.sheet_in_link(opened.number).unwrap().id.to_string();
            assert_eq!(id, sheet["sheet"].as_str().unwrap(), "{payload}");
            assert_eq!(u64::from(opened.version), sheet["version"].as_u64().unwrap());
            let answers: BTreeMap<String, &str> = opened
                .answers
                .iter()
                .map(|(field, answer)| (field.to_string(), answer.as_str()))
                .collect();
            let expected: BTreeMap<String, &str> = sheet["answers"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(field, answer)| (field.clone(), answer.as_str().unwrap()))
                .collect();
            assert_eq!(answers, expected, "{payload}");
        }
    }
}

/// The prime texts are frozen: one byte changed, and every link of codec 2 is lost.
#[test]
fn the_prime_texts_are_as_released() {
    for (name, hash) in [("zh-Hans", 0x7ce4_f826), ("en", 0x0f77_0a27)] {
        let root = env!("CARGO_MANIFEST_DIR");
        let text = std::fs::read(format!("{root}/worksheets/prime/{name}.txt")).unwrap();
        assert_eq!(crc32fast::hash(&text), hash, "{name}");
    }
}

/// Prints what a release may add to the file.
#[test]
#[ignore = "makes golden links, checks nothing"]
fn print_links_for_the_file() {
    let card_en = [
        "a nurse back from maternity leave",
        "the last hour of a late shift",
        "to hand over without forgetting \"the small things\"",
        "notes on four different scraps of paper",
    ];
    let odd = ["line\nbreak\tand \u{0}", "😀🇨🇳 Ωmega", "𠮷野家で", "\u{1}한국어 ไทย"];
    let long = "周三晚上试一次，".repeat(12);
    let cases = [
        (Locale::ZhHans, job(["", "", "", ""], None), Kind::Blank),
        (Locale::ZhHans, job(["", "小店", "", ""], Some("product")), Kind::Answers),
        (Locale::ZhHans, job([&long, "", "", &long], Some("problem")), Kind::Answers),
        (Locale::ZhHans, card(), Kind::Answers),
        (Locale::En, job(card_en, Some("problem")), Kind::Answers),
        (Locale::En, job(card_en, Some("neither, really")), Kind::Answers),
        (Locale::ZhHans, job(odd, None), Kind::Answers),
        (Locale::En, job(odd, None), Kind::Answers),
    ];
    let mut lines = std::collections::BTreeSet::new();
    for (locale, mut shared, kind) in cases {
        (shared.locale, shared.kind) = (locale, kind);
        let pack = pack("community", locale);
        for codec in Codec::ALL {
            for armour in [Armour::Base62, Armour::Decimal] {
                let made =
                    encode_with(codec, &shared, None, &Outline::of(&pack), Some(prime(locale)))
                        .unwrap();
                let Some(bytes) = made else { continue };
                let armoured = armour.write(&bytes);
                let payload = format!("{}{armoured}", lead(armour, armoured.len()));
                let answers: BTreeMap<String, &str> = shared.sheets[0]
                    .answers
                    .iter()
                    .map(|(field, answer)| (field.to_string(), answer.as_str()))
                    .collect();
                let sheet = serde_json::json!({"sheet": "job", "version": 1, "answers": answers});
                let kind = if kind == Kind::Blank { "blank" } else { "answers" };
                lines.insert(format!(
                    "{}",
                    serde_json::json!({
                        "release": "0.1.0", "codec": codec.number(), "pack": "community",
                        "locale": if locale == Locale::En { "en" } else { "zh-Hans" },
                        "kind": kind, "payload": payload, "sheets": [sheet],
                    })
                ));
            }
        }
    }
    println!("[\n{}\n]", lines.into_iter().collect::<Vec<_>>().join(",\n"));
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
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/links.json");
    let links: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut seed = 42;
    let mut tried = 0;
    for link in links.as_array().unwrap() {
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
