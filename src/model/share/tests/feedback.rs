//! Feedback: the answers, what was said about them, and more rounds in one link.

use super::primed::prime;
use super::*;

fn note(sheet: u16, field: &str, text: &str) -> ((u16, FieldId), Answer) {
    ((sheet, field.parse().unwrap()), Answer::new(text).unwrap())
}

fn round(by_author: bool, notes: &[(&str, &str)], closing: &str) -> Round {
    let notes = notes.iter().map(|(field, text)| note(4, field, text)).collect();
    Round { by_author, notes, closing: Answer::new(closing) }
}

fn both(shared: &Shared, thread: &Thread, armour: Armour) -> Result<String, ShareError> {
    let outline = SHARED.with(|pack| Outline::of(pack));
    outline.encode(shared, Some(thread), armour, Some(prime(shared.locale)))
}

#[test]
fn rounds_travel_with_the_card_that_they_speak_of() {
    let outline = SHARED.with(|pack| Outline::of(pack));
    let mut shared = card();
    let original = encode(&shared, &SHARED.with(Clone::clone), Armour::Base62).unwrap();
    shared.kind = Kind::Feedback;
    // All three of its bytes are read.
    assert!(checksum_of(&original).unwrap() > 1 << 16);
    let mut thread = Thread { original: checksum_of(&original).unwrap(), rounds: vec![] };
    let rounds = [
        round(false, &[("who", "叫得出名字吗？"), ("start", "从他那头想\n更稳")], "下周再看"),
        round(true, &[], "改好了"),
        round(false, &[("obstacle", "\0\u{1}")], ""),
    ];
    let mut lengths = Vec::new();
    for next in rounds {
        thread.rounds.push(next);
        for armour in [Armour::Base62, Armour::Decimal] {
            let payload = both(&shared, &thread, armour).unwrap();
            let opened = outline.decode(&payload, Some(prime(Locale::ZhHans)));
            assert_eq!(opened, Ok((shared.clone(), Some(thread.clone()))));
            lengths.push(payload.len());
        }
    }
    println!("{lengths:?}");
    // Who knows no threads sees the card.
    let payload = both(&shared, &thread, Armour::Base62).unwrap();
    let pack = SHARED.with(Clone::clone);
    let opened = decode_with_prime(&payload, &pack, Some(prime(Locale::ZhHans)));
    assert_eq!(opened, Ok(shared));
}

#[test]
fn a_checksum_is_the_same_for_both_forms_of_a_link() {
    let pack = SHARED.with(Clone::clone);
    let [letters, digits] = [Armour::Base62, Armour::Decimal]
        .map(|armour| checksum_of(&encode(&card(), &pack, armour).unwrap()).unwrap());
    assert_eq!(letters, digits);
    assert!(letters < 1 << 24);
    assert_eq!(checksum_of("A1x"), Err(ShareError::Cut));
}

#[test]
fn more_rounds_than_a_link_holds_are_refused() {
    let mut shared = card();
    shared.kind = Kind::Feedback;
    let mut thread = Thread { original: 1, rounds: vec![round(false, &[], "x"); ROUNDS] };
    assert!(both(&shared, &thread, Armour::Base62).is_ok());
    thread.rounds.push(round(true, &[], "y"));
    assert_eq!(both(&shared, &thread, Armour::Base62), Err(ShareError::TooLarge));
}

#[test]
fn more_rounds_than_a_link_holds_are_not_read() {
    let outline = SHARED.with(|pack| Outline::of(pack));
    let read = |rounds: u32| {
        let mut out = Writer::default();
        out.byte(Kind::Feedback.number());
        out.small(4);
        out.small(1 << 1);
        out.flags(&[]);
        // The original's checksum, then rounds in which nothing is said.
        out.small(1);
        out.small(rounds);
        for _ in 0..rounds {
            out.small(0);
            out.flags(&[]);
        }
        let opened = outline.decode(&summed(out.bytes), None);
        opened.map(|(_, thread)| thread.unwrap().rounds.len())
    };
    assert_eq!(read(50), Ok(50));
    assert_eq!(read(51), Err(ShareError::TooLarge));
}

#[test]
fn the_same_sheet_twice_leaves_open_which_one_a_note_is_on() {
    let outline = SHARED.with(|pack| Outline::of(pack));
    let opened = |shared: &Shared| {
        let payload = outline.encode(shared, None, Armour::Base62, None).unwrap();
        outline.decode(&payload, None)
    };
    let mut shared = card();
    shared.sheets.extend(card().sheets);
    assert_eq!(opened(&shared), Ok((shared.clone(), None)));
    shared.kind = Kind::Feedback;
    assert_eq!(opened(&shared), Err(ShareError::Damaged));
}

#[test]
fn feedback_on_several_sheets_comes_back_with_all_of_them() {
    let pack = SHARED.with(Clone::clone);
    let mut shared = card();
    shared.kind = Kind::Feedback;
    let crowd = pack.sheet(&"crowd".parse().unwrap()).unwrap();
    let written = crate::testing::response(&[("who", "团长")]);
    shared.sheets.push(SharedSheet::of(&pack, crowd, &written));
    let thread = Thread { original: 1, rounds: vec![round(false, &[("who", "谁？")], "")] };
    let payload = both(&shared, &thread, Armour::Base62).unwrap();
    let opened = Outline::of(&pack).decode(&payload, Some(prime(Locale::ZhHans)));
    assert_eq!(opened, Ok((shared, Some(thread))));
}

#[test]
fn prefilled_answers_come_back_as_that() {
    let pack = SHARED.with(Clone::clone);
    let mut shared = job(["", "夜班", "", ""], Some("problem"));
    shared.kind = Kind::Prefill;
    let payload = encode(&shared, &pack, Armour::Base62).unwrap();
    assert_eq!(decode(&payload, &pack), Ok(shared));
}

proptest! {
    #![proptest_config(crate::testing::cases(2_000))]

    #[test]
    fn bytes_that_claim_to_be_feedback_never_panic(
        mut bytes in prop::collection::vec(any::<u8>(), 6..120),
    ) {
        bytes[0] = bytes[0] & 0b0010_0000 | 3;
        bytes[1] = 4 << 4 | 1 << 1;
        let outline = SHARED.with(|pack| Outline::of(pack));
        if let Ok((shared, thread)) = outline.decode(&summed(bytes), None) {
            // Whatever opens can be shared again.
            let thread = thread.unwrap();
            let again = outline.encode(&shared, Some(&thread), Armour::Base62, None).unwrap();
            prop_assert_eq!(outline.decode(&again, None), Ok((shared, Some(thread))));
        }
    }
}

#[test]
fn a_round_is_empty_until_something_is_said() {
    let round = Round::default();
    assert!(round.is_empty());
    assert!(!Round { closing: Answer::new("早睡"), ..round.clone() }.is_empty());
    let note = ((4, "who".parse().unwrap()), Answer::new("谁").unwrap());
    assert!(!Round { notes: [note].into(), ..round }.is_empty());
}
