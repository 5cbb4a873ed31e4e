//! Tables: any CSV gives rows within bounds or says why not; what left as CSV comes back. The first
//! byte says which rows field takes it.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use sproutsheet::model::export::Book;
use sproutsheet::model::export::csv::{ROWS_LIMIT, read, rows};
use sproutsheet::model::id::Address;
use sproutsheet::model::response::{Edit, Response};
use sproutsheet::model::stamp::{Replica, Stamp};
use sproutsheet::model::text::Locale;
use sproutsheet::words::paper::labels;
use sproutsheet_fuzz::PACKS;

fuzz_target!(|data: (u8, &str)| {
    let (number, text) = data;
    let packs = PACKS.iter();
    let sheets = packs.flat_map(|pack| pack.sheets.iter().map(move |sheet| (pack, sheet)));
    let all: Vec<_> = sheets
        .flat_map(|(pack, sheet)| sheet.rows().map(move |(field, kind)| (pack, sheet, field, kind)))
        .collect();
    let (pack, sheet, field, kind) = all[usize::from(number) % all.len()];
    let labels = labels(Locale::En);
    let Ok(incoming) = read(text, kind, &labels.wording) else { return };
    assert!(!incoming.rows.is_empty() && incoming.rows.len() <= ROWS_LIMIT);

    let mut response = Response::default();
    let mut position = fractional_index::FractionalIndex::default();
    for (at, cells) in (1_u64..).zip(&incoming.rows) {
        let stamp = Stamp { millis: at, counter: 0, replica: Replica(1) };
        let row: sproutsheet::model::id::RowId = format!("r{at}").parse().expect("it is an id");
        let next = fractional_index::FractionalIndex::new_after(&position);
        let position = std::mem::replace(&mut position, next);
        let put = Edit::PutRow { field: field.id.clone(), row: row.clone(), position };
        response.apply(put, stamp);
        for (column, answer) in cells {
            let address = Address::cell(field.id.clone(), row.clone(), column.clone());
            response.apply(Edit::Answer { address, answer: Some(answer.clone()) }, stamp);
        }
    }
    let answers = BTreeMap::from([(sheet.id.clone(), response)]);
    let book = Book::of(pack, answers, Some(sheet.id.clone()), "2026-01-31");
    let table = rows(&book, &field.id, labels).expect("the field is there");
    let again = read(&table, kind, &labels.wording).expect("what left comes back");
    // By column: a file may have its columns in another order.
    let by_column = |rows: &[Vec<_>]| -> Vec<BTreeMap<_, _>> {
        rows.iter().map(|row| row.iter().cloned().collect()).collect()
    };
    assert_eq!(by_column(&again.rows), by_column(&incoming.rows), "{table}");
});
