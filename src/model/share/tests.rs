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
fn what_holds_least_is_as_short_as_a_payload_may_be() {
    let pack = pack("community", Locale::ZhHans);
    let lengths = [Armour::Base62, Armour::Decimal]
        .map(|armour| encode(&job(["", "", "", ""], None), &pack, armour).unwrap().len());
    // Nine bytes in thirteen or twenty-two characters, behind the form and the length.
    assert_eq!(lengths, [2 + 13, 3 + 22]);
}

#[test]
fn a_sheet_without_answers_and_rows_shares_nothing() {
    let pack = pack("community", Locale::ZhHans);
    for sheet in &pack.sheets {
        assert!(SharedSheet::of(&pack, sheet, &Response::default()).is_empty(), "{}", sheet.id);
    }
}

#[test]
fn a_sheet_of_answers_or_rows_alone_is_not_empty() {
    let answers = card().sheets.remove(0);
    assert!(answers.rows.is_empty() && !answers.is_empty());
    assert!(!quotes(vec![row(&[("who", "小满")])]).is_empty());
}

#[test]
fn a_payload_is_made_and_opened_up_to_the_limit_and_no_longer() {
    // 12,191 bytes take 16,382 characters, behind the form and the length.
    let made = |count: usize| shortest(Armour::Base62, |_| Ok(Some(vec![0xff; count])));
    assert_eq!(made(12_191).unwrap().len(), PAYLOAD_LIMIT);
    assert_eq!(made(12_192), Err(ShareError::TooLarge));
    let opened = |count: usize| unwrap(&summed(vec![0xff; count - CHECKSUM]));
    assert!(opened(12_191).is_ok());
    assert_eq!(opened(12_192), Err(ShareError::TooLarge));
}

#[test]
fn of_codecs_that_are_equally_short_the_first_is_used() {
    let made = shortest(Armour::Base62, |codec| Ok(Some(vec![codec.number(); 9]))).unwrap();
    assert!(made.ends_with(&Armour::Base62.write(&[0; 9])), "{made}");
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
    let mut shared = card();
    shared.sheets.push(quotes(rows));
    let payload = encode(&shared, &pack, Armour::Base62).unwrap();
    assert_eq!(decode(&payload, &pack), Ok(shared.clone()));
    // As many as a link holds travel too; more are refused, never cut.
    shared.sheets[1] = quotes(vec![row(&[("who", "a")]); answers::ROWS]);
    let payload = encode(&shared, &pack, Armour::Base62).unwrap();
    assert_eq!(decode(&payload, &pack), Ok(shared.clone()));
    shared.sheets[1] = quotes(vec![row(&[("who", "a")]); answers::ROWS + 1]);
    assert_eq!(encode(&shared, &pack, Armour::Base62), Err(ShareError::TooLarge));
}

/// The listening sheet with these rows.
fn quotes(rows: Vec<BTreeMap<FieldId, Answer>>) -> SharedSheet {
    let rows = BTreeMap::from([("quotes".parse().unwrap(), rows)]);
    SharedSheet { number: 10, version: 1, answers: BTreeMap::new(), rows }
}

fn row(cells: &[(&str, &str)]) -> BTreeMap<FieldId, Answer> {
    cells.iter().map(|(id, text)| (id.parse().unwrap(), Answer::new(*text).unwrap())).collect()
}

#[test]
fn steps_are_sent_in_their_places_and_found_there_again() {
    let pack = pack("community", Locale::ZhHans);
    let sheet = pack.sheet(&"loop".parse().unwrap()).unwrap();
    let said = crate::testing::response(&[("steps.contribute.note", "有人来问")]);
    let shared = SharedSheet::of(&pack, sheet, &said);
    let steps: FieldId = "steps".parse().unwrap();
    assert_eq!(shared.rows[&steps].len(), 8);
    assert_eq!(shared.rows[&steps][..2], [row(&[]), row(&[("note", "有人来问")])]);
    let address: Address = "steps.contribute.note".parse().unwrap();
    assert_eq!(shared.response(sheet).answer(&address), said.answer(&address));
}

#[test]
fn of_a_streak_too_long_for_a_link_only_the_rest_is_sent() {
    let pack = pack("independent", Locale::En);
    let sheet = pack.sheet(&"streak".parse().unwrap()).unwrap();
    let sent = |count: usize| {
        let cells = |at: usize| [format!("days.r{at}.day"), format!("platforms.r{at}.name")];
        let cells: Vec<String> = (0..count).flat_map(cells).collect();
        let said: Vec<(&str, &str)> = cells.iter().map(|cell| (cell.as_str(), "x")).collect();
        let shared = SharedSheet::of(&pack, sheet, &crate::testing::response(&said));
        let rows = shared.rows.iter().map(|(id, rows)| (id.to_string(), rows.len()));
        rows.collect::<Vec<_>>()
    };
    let (days, platforms) = ("days".to_owned(), "platforms".to_owned());
    assert_eq!(sent(answers::ROWS), [(days, answers::ROWS), (platforms.clone(), answers::ROWS)]);
    // Rows that are no streak are refused later, aloud.
    assert_eq!(sent(answers::ROWS + 1), [(platforms, answers::ROWS + 1)]);
}
