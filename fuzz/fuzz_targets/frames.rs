//! What a page around asks of a frame, by its address and by the worksheet that it hands over: any
//! text shows a sheet or a part of one, and of answers the page is told what is shown and no more.
//!
//! ```text
//! <the sheet asked for>
//! <fields, by commas>
//! who=what is written there
//! +quotes.r1        a row is put there
//! -quotes.r1        and taken away
//! ---               what follows is the worksheet that the page hands over
//! ```
//!
//! The messages themselves are read by a script: `fuzz/messages.mjs`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sproutsheet::library::parse_own;
use sproutsheet::model::frame::{changed, fields, given, route};
use sproutsheet::model::id::{Address, FieldId};
use sproutsheet::model::response::{Answer, Edit, Response};
use sproutsheet::model::route::Route;
use sproutsheet::model::stamp::{Replica, Stamp};
use sproutsheet::model::text::Locale;
use sproutsheet_fuzz::PACKS;

/// Writes a line into answers; what is no edit is passed over.
fn write(line: &str, number: usize, response: &mut Response) -> Option<()> {
    let row = |text: &str| {
        let (field, row) = text.split_once('.')?;
        Some((field.parse().ok()?, row.parse().ok()?))
    };
    let edit = if let Some(text) = line.strip_prefix('+') {
        let (field, row) = row(text)?;
        Edit::PutRow { field, row, position: Default::default() }
    } else if let Some(text) = line.strip_prefix('-') {
        let (field, row) = row(text)?;
        Edit::RemoveRow { field, row }
    } else {
        let (address, text) = line.split_once('=')?;
        Edit::Answer { address: address.parse().ok()?, answer: Answer::new(text) }
    };
    response.apply(edit, Stamp { millis: number as u64, counter: 0, replica: Replica(1) });
    Some(())
}

fuzz_target!(|text: &str| {
    let (text, definition) = text.split_once("\n---\n").unwrap_or((text, ""));
    let mut lines = text.split('\n');
    let (asked, part) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());

    let here = match route(asked) {
        Route::Sheet(at) => {
            assert_eq!(at.to_string(), asked);
            let pack = PACKS.iter().find(|pack| pack.id == at.pack);
            pack.and_then(|pack| pack.sheet(&at.sheet))
        }
        Route::Own => {
            assert_eq!(asked, "own");
            None
        }
        Route::Unknown(said) => {
            assert_eq!(said, asked);
            None
        }
        other => panic!("{other:?}"),
    };
    let own = parse_own("", definition, Locale::En);
    let all: Vec<_> = PACKS.iter().flat_map(|pack| &pack.sheets).collect();
    let sheet = match (&own, here) {
        (Ok(pack), _) => &pack.sheets[0],
        (Err(_), Some(sheet)) => sheet,
        (Err(_), None) => all[asked.len() % all.len()],
    };

    let asked = fields(part);
    assert!(asked.iter().all(|id| part.contains(id.as_str())));
    let part = sheet.part(&asked);
    assert!(!part.sections.is_empty());
    let shown = |id: &FieldId| part.field(id).is_some() || part.holder(id).is_some();
    assert!(part.fields().all(|field| sheet.field(&field.id) == Some(field)));

    let (mut was, mut now) = (Response::default(), Response::default());
    for (number, line) in (1..).zip(lines) {
        was = now.clone();
        let _ = write(line, number, &mut now);
    }
    let told = given(&part, &now);
    let whole = given(sheet, &now);
    for (place, answer) in &told {
        let address: Address = place.parse().expect("a place is an address");
        assert_eq!(now.answer(&address).map(Answer::as_str), Some(answer.as_str()));
        assert!(shown(&address.field), "{place}");
        assert_eq!(whole.get(place), Some(answer));
    }
    let other = changed(&part, &was, &now);
    assert!(other.iter().all(shown));
    assert!(changed(&part, &now, &now).is_empty());
    // Whoever gets the answers was told of each that is new.
    let before = given(&part, &was);
    for (place, answer) in &told {
        let address: Address = place.parse().expect("a place is an address");
        assert!(before.get(place) == Some(answer) || other.contains(&address.field), "{place}");
    }
});
