//! What tests of several modules need.

use std::fs;

use fractional_index::FractionalIndex;

pub(crate) use crate::library::{GALLERY, PACKS};
use crate::library::{parse_pack, parse_worksheet};
use crate::model::id::Address;
use crate::model::response::{Answer, Edit, Response};
use crate::model::stamp::{Clock, Replica};
use crate::model::text::Locale;
use crate::model::worksheet::{Pack, Worksheet};

/// A pack of this repository, read from its files.
pub(crate) fn pack(id: &str, locale: Locale) -> Pack {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/worksheets");
    let open = |file: &str| fs::read_to_string(format!("{root}/{id}/{file}")).ok();
    parse_pack(&open("pack.json").unwrap(), open, locale).unwrap()
}

/// The worksheet of a file in English.
pub(crate) fn sheet(file: &str) -> Worksheet {
    parse_worksheet("test.json", file, &[Locale::En], Locale::En).unwrap()
}

/// A worksheet of these fields, in English.
pub(crate) fn sheet_of(fields: &str) -> Worksheet {
    sheet(&format!(
        r#"{{"id": "tried", "number": 1, "version": 1, "name": "Tried", "title": "Does it hold?",
        "sections": [{{"fields": [{fields}]}}]}}"#
    ))
}

/// A response with these answers, and with the rows that they stand in, in order.
pub(crate) fn response(answers: &[(&str, &str)]) -> Response {
    let mut response = Response::default();
    let mut clock = Clock::new(Replica(1));
    let mut position = FractionalIndex::default();
    for (address, text) in answers {
        let address: Address = address.parse().unwrap();
        if let Some((row, _)) = &address.cell
            && !response.knows_row(&address.field, row)
        {
            let (field, row) = (address.field.clone(), row.clone());
            let next = FractionalIndex::new_after(&position);
            let position = std::mem::replace(&mut position, next);
            response.apply(Edit::PutRow { field, row, position }, clock.tick(1));
        }
        let edit = Edit::Answer { address, answer: Answer::new(*text) };
        response.apply(edit, clock.tick(1));
    }
    response
}

/// How many cases a random test runs: `count`, and 25 times as many in the long run.
pub(crate) fn cases(count: u32) -> proptest::test_runner::Config {
    let is_long = std::env::var_os("SPROUTSHEET_FULL").is_some();
    proptest::test_runner::Config::with_cases(if is_long { 25 * count } else { count })
}
