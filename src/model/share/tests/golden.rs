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
