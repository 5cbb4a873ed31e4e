mod authors;
mod feedback;
mod golden;
mod pictures;
mod primed;

use proptest::prelude::*;

use super::*;
use crate::testing::pack;

fn job(texts: [&str; 4], start: Option<&str>) -> Shared {
    let mut answers = BTreeMap::new();
    for (name, text) in ["who", "situation", "progress", "obstacle"].iter().zip(texts) {
        answers.extend(Answer::new(text).map(|answer| (name.parse().unwrap(), answer)));
    }
    let start = start.and_then(Answer::new);
    answers.extend(start.map(|answer| ("start".parse().unwrap(), answer)));
    let sheet = SharedSheet { number: 4, version: 1, answers, rows: BTreeMap::new() };
    Shared { kind: Kind::Answers, locale: Locale::ZhHans, sheets: vec![sheet] }
}

fn card() -> Shared {
    job(
        ["在家带娃、想重新做事的妈妈", "孩子一病就整周断更的日子", "每天留住十分钟", "懊恼"],
        Some("problem"),
    )
}

/// A payload of any bytes, with a right checksum.
fn summed(mut bytes: Vec<u8>) -> String {
    bytes.extend(checksum(&bytes));
    let armoured = Armour::Base62.write(&bytes);
    format!("{}{armoured}", lead(Armour::Base62, armoured.len()))
}

#[test]
fn a_payload_is_letters_and_digits_of_at_least_13() {
    let pack = pack("community", Locale::ZhHans);
    let empty = job(["", "", "", ""], None);
    for shared in [&empty, &card(), &job(["a", "", "", ""], None)] {
        for armour in [Armour::Base62, Armour::Decimal] {
            let payload = encode(shared, &pack, armour).unwrap();
            assert!(payload.len() >= 13, "{payload}");
            assert!(payload.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()));
            assert!(payload.bytes().all(|b| b.is_ascii_alphanumeric()));
            assert_eq!(decode(&payload, &pack).as_ref(), Ok(shared));
        }
    }
}

#[test]
fn deflate_is_used_where_it_is_shorter() {
    let pack = pack("community", Locale::ZhHans);
    let long = "十分钟的复位清单，".repeat(40);
    let payload = encode(&job([&long, &long, "", ""], None), &pack, Armour::Base62).unwrap();
    assert!(payload.len() < 300, "{}", payload.len());
}

#[test]
fn a_cut_link_is_said_to_be_cut() {
    let pack = pack("community", Locale::ZhHans);
    let payload = encode(&card(), &pack, Armour::Base62).unwrap();
    assert!(payload.len() < 62 * 8);
    for end in 0..payload.len() {
        let said = decode(&payload[..end], &pack).unwrap_err();
        let whole_turn = (payload.len() - end).is_multiple_of(62);
        if end == 0 {
            assert_eq!(said, ShareError::NoLink);
        } else if !whole_turn {
            assert_eq!(said, ShareError::Cut, "{end}");
        }
    }
    for at in 0..payload.len() {
        let mut less = payload.clone();
        less.remove(at);
        assert!(decode(&less, &pack).is_err(), "{at}");
        if at > 1 {
            assert_eq!(decode(&less, &pack), Err(ShareError::Cut), "{at}");
        }
    }
}

#[test]
fn an_altered_link_is_said_to_be_altered() {
    let pack = pack("community", Locale::ZhHans);
    let payload = encode(&card(), &pack, Armour::Base62).unwrap();
    for at in 2..payload.len() {
        for other in ["0", "Z", "z", "m"] {
            if &payload[at..=at] != other {
                let mut changed = payload.clone();
                changed.replace_range(at..=at, other);
                assert_eq!(decode(&changed, &pack), Err(ShareError::Altered), "{at} {other}");
            }
        }
    }
}

#[test]
fn a_newer_link_is_said_to_be_newer() {
    let pack = pack("community", Locale::ZhHans);
    let payload = encode(&card(), &pack, Armour::Base62).unwrap();
    assert_eq!(decode(&format!("B{}", &payload[1..]), &pack), Err(ShareError::Newer));
    // The same link with codec 7, kind 6, sheet 0, field 7: each rightly summed.
    let body = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = unwrap(&payload).unwrap().0;
        change(&mut bytes);
        summed(bytes)
    };
    assert_eq!(decode(&body(&|b| b[0] |= 7 << 5), &pack), Err(ShareError::Newer));
    assert_eq!(decode(&body(&|b| b[0] |= 6), &pack), Err(ShareError::Newer));
    assert_eq!(decode(&body(&|b| b[1] = 0x02), &pack), Err(ShareError::UnknownSheet));
    assert_eq!(decode(&body(&|b| b[2] = 0x72), &pack), Err(ShareError::Newer));
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let pack = pack("community", Locale::ZhHans);
    let mut out = Writer::default();
    out.byte(1 << 5);
    out.small(4);
    out.small(1 << 1);
    out.flags(&[true]);
    let mut bytes = out.bytes;
    bytes.extend(Codec::Deflate.encode(&"a".repeat(50_000_000), None).unwrap());
    bytes.truncate(11_000);
    assert_eq!(decode(&summed(bytes), &pack), Err(ShareError::TooLarge));
}

#[test]
fn a_first_byte_of_another_alphabet_is_no_link() {
    let pack = pack("community", Locale::ZhHans);
    for text in ["", "a123456789012", "中文", "A%20", "/w/community/job", "-----------------"] {
        assert_eq!(decode(text, &pack), Err(ShareError::NoLink), "{text}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[\\u{0}-\\u{3}]{1,6}",
        prop::collection::vec(any::<char>(), 0..400).prop_map(String::from_iter),
        "[一-龥，。]{0,120}",
        // The longest answer there is, of few and of many different characters.
        Just("当".repeat(TEXT_LIMIT / 4)),
        prop::collection::vec(any::<char>(), TEXT_LIMIT / 4).prop_map(String::from_iter),
    ]
}

proptest! {
    #![proptest_config(crate::testing::cases(400))]

    #[test]
    fn any_answers_come_back(
        texts in [any_text(), any_text(), any_text(), any_text()],
        start in prop_oneof![
            Just(String::new()), Just("product".into()), Just("problem".into()), any_text()
        ],
        english: bool,
        blank: bool,
    ) {
        let locale = if english { Locale::En } else { Locale::ZhHans };
        let pack = pack("community", locale);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut shared = job([texts[0], texts[1], texts[2], texts[3]], Some(&start));
        shared.locale = locale;
        shared.kind = if blank { Kind::Blank } else { Kind::Answers };
        for armour in [Armour::Base62, Armour::Decimal] {
            match encode(&shared, &pack, armour) {
                Ok(payload) => prop_assert_eq!(decode(&payload, &pack), Ok(shared.clone())),
                Err(error) => {
                    // Refused only where it really is too much: nothing is ever cut silently.
                    prop_assert_eq!(error, ShareError::TooLarge);
                    let bytes: usize = texts.iter().map(|t| t.len()).sum::<usize>() + start.len();
                    prop_assert!(bytes > 5_000);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(crate::testing::cases(20_000))]

    #[test]
    fn no_text_panics(text in "[A1][0-9A-Za-z]{0,200}|\\PC{0,60}") {
        let pack = SHARED.with(Clone::clone);
        let _ = needs(&text);
        prop_assert!(decode(&text, &pack).is_err());
    }

    #[test]
    fn bytes_behind_a_right_checksum_never_panic(
        mut bytes in prop::collection::vec(any::<u8>(), 6..120),
        english: bool,
    ) {
        bytes[0] = bytes[0] & 0b0010_0001 | u8::from(english) << 3;
        bytes[1] = 4 << 4 | 1 << 1;
        let payload = summed(bytes);
        let pack = SHARED.with(Clone::clone);
        let _ = needs(&payload);
        if let Ok(shared) = decode(&payload, &pack) {
            // Whatever opens can be shared again.
            let again = encode(&shared, &pack, Armour::Base62).unwrap();
            prop_assert_eq!(decode(&again, &pack), Ok(shared));
        }
    }
}

thread_local! {
    static SHARED: std::rc::Rc<Pack> = std::rc::Rc::new(pack("community", Locale::ZhHans));
}

#[test]
fn rows_travel_in_their_order_with_gaps() {
    let pack = pack("community", Locale::ZhHans);
    let rows = vec![
        row(&[("quote", "一断更就接不回来"), ("who", "小满"), ("date", "2026-11-16")]),
        row(&[]),
        row(&[("quote", "又\0来\u{1}"), ("date", "昨天"), ("obstacle", "没时间")]),
    ];
    let sheet = SharedSheet {
        number: 10,
        version: 1,
        answers: BTreeMap::new(),
        rows: BTreeMap::from([("quotes".parse().unwrap(), rows)]),
    };
    let mut shared = card();
    shared.sheets.push(sheet);
    let payload = encode(&shared, &pack, Armour::Base62).unwrap();
    assert_eq!(decode(&payload, &pack), Ok(shared.clone()));
    // Too many rows are refused, never cut.
    let many = vec![row(&[("who", "a")]); answers::ROWS + 1];
    shared.sheets[1].rows.insert("quotes".parse().unwrap(), many);
    assert_eq!(encode(&shared, &pack, Armour::Base62), Err(ShareError::TooLarge));
}

fn row(cells: &[(&str, &str)]) -> BTreeMap<FieldId, Answer> {
    cells.iter().map(|(id, text)| (id.parse().unwrap(), Answer::new(*text).unwrap())).collect()
}
