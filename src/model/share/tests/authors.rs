//! Links that hold an author's own worksheet.

use serde_json::{Value, json};

use super::primed::prime;
use super::*;
use crate::model::share::own::{self, OwnShared};
use crate::testing::cases;

const SHEET: &str = r#"{"id":"week","number":1,"version":1,"name":"This week","title":"Whom did you meet?","sections":[{"fields":[{"id":"who","number":1,"kind":"text","label":"Who"},{"id":"often","number":2,"kind":"choice","label":"How often","choices":[{"id":"once","number":1,"label":"Once"},{"id":"again","number":2,"label":"Again and again"}]},{"id":"said","number":3,"kind":"rows","label":"What they said","add":"Add","singular":"quote","columns":[{"id":"words","number":4,"kind":"long-text","label":"Their words"},{"id":"day","number":5,"kind":"date","label":"When"}]}]}]}"#;

fn own(kind: Kind, answers: &[(&str, &str)], said: Vec<BTreeMap<FieldId, Answer>>) -> OwnShared {
    OwnShared {
        kind,
        locale: Locale::En,
        definition: SHEET.to_owned(),
        answers: row(answers),
        rows: if said.is_empty() {
            BTreeMap::new()
        } else {
            BTreeMap::from([("said".parse().unwrap(), said)])
        },
    }
}

fn filled() -> OwnShared {
    let said = vec![
        row(&[("words", "I count the flour at midnight"), ("day", "2026-11-02")]),
        row(&[("words", "odd \0 and \u{1}, 半夜")]),
    ];
    own(Kind::Answers, &[("who", "a baker"), ("often", "again")], said)
}

#[test]
fn definition_and_answers_come_back() {
    for own in
        [filled(), own(Kind::Blank, &[], vec![]), own(Kind::Prefill, &[("who", "me")], vec![])]
    {
        for prime in [None, Some(prime(Locale::En))] {
            for armour in [Armour::Base62, Armour::Decimal] {
                let payload = own.encode(armour, prime).unwrap();
                assert_eq!(OwnShared::decode(&payload, prime), Ok(own.clone()));
                let needed = needs(&payload).unwrap();
                assert!(needed.is_own && needed.locale == Locale::En);
                assert_eq!(needed.prime, prime.is_some());
            }
        }
    }
}

#[test]
fn a_small_worksheet_fits_where_every_chat_app_keeps_it() {
    let length = filled().encode(Armour::Base62, Some(prime(Locale::En))).unwrap().len();
    println!("{} characters of JSON and 3 answers in {length}", SHEET.len());
    assert!(length < 600, "{length}");
}

#[test]
fn each_kind_of_link_is_told_from_the_other() {
    let pack = pack("community", Locale::En);
    let payload = filled().encode(Armour::Base62, None).unwrap();
    assert_eq!(decode(&payload, &pack), Err(ShareError::Newer));
    let other = encode(&card(), &pack, Armour::Base62).unwrap();
    assert_eq!(OwnShared::decode(&other, None), Err(ShareError::NoLink));
    let primed = filled().encode(Armour::Base62, Some(prime(Locale::En))).unwrap();
    assert_eq!(OwnShared::decode(&primed, None), Err(ShareError::NeedsPrime));
}

#[test]
fn too_much_is_refused_and_never_cut() {
    let many = vec![row(&[("words", "a")]); answers::ROWS + 1];
    assert_eq!(
        own(Kind::Answers, &[], many).encode(Armour::Base62, None),
        Err(ShareError::TooLarge)
    );
    let mut long = filled();
    long.definition.push_str(&" ".repeat(TEXT_LIMIT));
    assert_eq!(long.encode(Armour::Base62, None), Err(ShareError::TooLarge));
    // What a link says it holds is not believed: a bomb, a row far away, an address that is none.
    let body = |texts: &str, count: u8| {
        let mut bytes = vec![Codec::Deflate.number() << 5 | 1 << 3 | own::KIND, count];
        bytes.extend(Codec::Deflate.encode(texts, None).unwrap());
        OwnShared::decode(&summed(bytes), None)
    };
    assert_eq!(body(&"{".repeat(1_000_000), 0), Err(ShareError::TooLarge));
    assert_eq!(body("{}\0who\0me", 1).unwrap().answers.len(), 1);
    assert_eq!(body("{}\0a.r200.b\0me", 1), Err(ShareError::TooLarge));
    for wrong in [
        "{}\0a.b\0me",
        "{}\0a.x1.b\0me",
        "{}\0a.r-1.b\0me",
        "{}\0who",
        "\0who\0me",
        "{}\0who\0me\0more",
    ] {
        assert_eq!(body(wrong, 1), Err(ShareError::Damaged), "{wrong}");
    }
    // Feedback on such a sheet belongs to a newer version.
    assert_eq!(body("{}\0who\0me", 3 << 4 | 1), Err(ShareError::Newer));
}

#[test]
fn as_many_rows_as_a_link_holds_come_back() {
    let own = own(Kind::Answers, &[], vec![row(&[("words", "a")]); answers::ROWS]);
    let payload = own.encode(Armour::Base62, None).unwrap();
    assert_eq!(OwnShared::decode(&payload, None), Ok(own));
}

#[test]
fn more_answers_than_a_link_has_characters_are_not_looked_for() {
    for (count, said) in [(20_000, ShareError::Damaged), (20_001, ShareError::TooLarge)] {
        let mut out = Writer::default();
        out.byte(own::KIND);
        out.small(Kind::Answers.number().into());
        out.small(count);
        out.bytes.extend(b"{}\0who\0me");
        assert_eq!(OwnShared::decode(&summed(out.bytes), None), Err(said), "{count}");
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn whatever_was_written_comes_back(
        definition in "\\PC{1,200}",
        answers in prop::collection::btree_map("[a-z]{1,8}", "[\\PC\0\u{1}\n]{1,40}", 0..6),
        rows in prop::collection::vec(prop::collection::btree_map("[a-z]{1,8}", "\\PC{1,20}", 1..3), 0..5),
    ) {
        let cells = |cells: BTreeMap<String, String>| {
            let cell = |(id, text): (String, String)| Some((id.parse().ok()?, Answer::new(text)?));
            cells.into_iter().filter_map(cell).collect::<BTreeMap<FieldId, Answer>>()
        };
        prop_assume!(Answer::new(&*definition).is_some_and(|text| text.as_str() == definition));
        let rows: Vec<_> = rows.into_iter().map(cells).filter(|row| !row.is_empty()).collect();
        let mut own = own(Kind::Answers, &[], rows);
        own.definition = definition;
        own.answers = cells(answers);
        let payload = own.encode(Armour::Base62, None).unwrap();
        prop_assert_eq!(OwnShared::decode(&payload, None), Ok(own));
    }

    #[test]
    fn bytes_behind_a_right_checksum_never_panic(mut bytes in prop::collection::vec(any::<u8>(), 6..120)) {
        bytes[0] = bytes[0] & 0b0010_1000 | own::KIND;
        let payload = summed(bytes);
        let _ = needs(&payload);
        if let Ok(own) = OwnShared::decode(&payload, None) {
            let again = own.encode(Armour::Base62, None).unwrap();
            prop_assert_eq!(OwnShared::decode(&again, None), Ok(own));
        }
    }
}

/// Links of every release open for ever: `tests/golden/own.json`, to which lines are only added.
#[test]
fn links_of_every_release_hold_their_worksheet_for_ever() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/own.json");
    let links: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let links = links.as_array().unwrap();
    assert!(links.len() >= 8, "{}", links.len());
    for link in links {
        let payload = link["payload"].as_str().unwrap();
        let locale = needs(payload).unwrap().locale;
        let opened = OwnShared::decode(payload, Some(prime(locale))).unwrap();
        assert_eq!(told(&opened), link["holds"], "{payload}");
    }
}

fn told(own: &OwnShared) -> Value {
    let kind = match own.kind {
        Kind::Answers => "answers",
        Kind::Blank => "blank",
        Kind::Prefill => "prefill",
        Kind::Feedback => "feedback",
    };
    let cells = |cells: &BTreeMap<FieldId, Answer>| -> BTreeMap<String, String> {
        cells.iter().map(|(id, text)| (id.to_string(), text.as_str().to_owned())).collect()
    };
    let rows = own.rows.iter().map(|(id, rows)| (id.to_string(), rows.iter().map(cells).collect()));
    let rows: BTreeMap<String, Vec<_>> = rows.collect();
    json!({"kind": kind, "locale": own.locale.tag(), "definition": own.definition, "answers": cells(&own.answers), "rows": rows})
}

/// Prints what a release may add to the file.
#[test]
#[ignore = "makes golden links, checks nothing"]
fn print_links_for_the_file() {
    let mut zh = own(Kind::Prefill, &[("who", "面包师")], vec![]);
    zh.locale = Locale::ZhHans;
    zh.definition =
        SHEET.replace("Whom did you meet?", "这周见了谁？").replace("This week", "这一周");
    let mut lines = Vec::new();
    for own in [filled(), own(Kind::Blank, &[], vec![]), zh] {
        for codec in Codec::ALL {
            for armour in [Armour::Base62, Armour::Decimal] {
                let header = Header { codec, kind: own::KIND, locale: own.locale };
                let bytes = header.bytes(Some(prime(own.locale)), |out| own.write(out)).unwrap();
                let armoured = armour.write(&bytes.unwrap());
                let payload = format!("{}{armoured}", lead(armour, armoured.len()));
                let line = json!({"release": "0.1.0", "codec": codec.number(), "payload": payload, "holds": told(&own)});
                lines.push(line.to_string());
            }
        }
    }
    println!("[\n{}\n]", lines.join(",\n"));
}
