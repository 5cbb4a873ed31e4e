//! Earlier answers: what was written on a sheet into fields that its worksheet has no more.

use super::field::Field;
use super::id::{Address, FieldId};
use super::response::Response;
use super::worksheet::Worksheet;

/// The answers without a field: the name of the field that was, and what was written.
pub fn earlier(sheet: &Worksheet, response: &Response) -> Vec<(String, String)> {
    let takes = |field: &Field, id: &FieldId| field.leaves().iter().any(|leaf| leaf.id == *id);
    let has_place = |address: &Address| match &address.cell {
        None => sheet.field(&address.field).is_some(),
        Some((_, column)) => sheet.rows().any(|(field, rows)| {
            field.id == address.field && rows.columns.iter().any(|c| takes(c, column))
        }),
    };
    let stands = |address: &Address| match &address.cell {
        None => true,
        Some((row, _)) => response.rows(&address.field).contains(row),
    };
    response
        .answers()
        .filter(|(address, answer)| answer.is_written() && !has_place(address) && stands(address))
        .map(|(address, answer)| {
            let column = address.cell.as_ref().map(|(_, column)| format!(" · {column}"));
            (format!("{}{}", address.field, column.unwrap_or_default()), answer.as_str().to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::RowId;
    use crate::model::response::Edit;
    use crate::model::stamp::{Clock, Replica};
    use crate::model::text::Locale;
    use crate::testing;

    #[test]
    fn answers_whose_field_left_are_listed_and_all_others_are_not() {
        for id in ["community", "independent"] {
            for sheet in &testing::pack(id, Locale::En).sheets {
                for example in &sheet.examples {
                    let mut response = Response::default();
                    let mut clock = Clock::new(Replica(1));
                    let mut put = |edit| response.apply(edit, clock.tick(1));
                    for (field, answer) in &example.answers {
                        let address = Address::field(field.clone());
                        put(Edit::Answer { address, answer: Some(answer.clone()) });
                    }
                    for (field, rows) in &example.rows {
                        for (at, cells) in rows.iter().enumerate() {
                            let row: RowId = format!("r{at}").parse().unwrap();
                            let position = fractional_index::FractionalIndex::default();
                            put(Edit::PutRow { field: field.clone(), row: row.clone(), position });
                            for (column, answer) in cells {
                                let address =
                                    Address::cell(field.clone(), row.clone(), column.clone());
                                put(Edit::Answer { address, answer: Some(answer.clone()) });
                            }
                        }
                    }
                    assert_eq!(earlier(sheet, &response), [], "{}", sheet.id);
                }
            }
        }
        let pack = testing::pack("community", Locale::En);
        let sheet = pack.sheets.iter().find(|sheet| sheet.id.as_str() == "job").unwrap();
        let mut response = testing::response(&[("who", "a"), ("mood", "calm"), ("list.r1.a", "x")]);
        let row = ("list · a".to_owned(), "x".to_owned());
        assert_eq!(earlier(sheet, &response), [row, ("mood".to_owned(), "calm".to_owned())]);
        // A row that was taken away is not an earlier answer.
        let gone = Edit::RemoveRow { field: "list".parse().unwrap(), row: "r1".parse().unwrap() };
        response.apply(gone, Clock::new(Replica(1)).tick(9));
        assert_eq!(earlier(sheet, &response), [("mood".to_owned(), "calm".to_owned())]);
    }

    #[test]
    fn a_column_that_left_its_rows_is_listed_beside_what_the_rows_still_show() {
        let pack = testing::pack("community", Locale::En);
        let sheet = pack.sheet(&"listening".parse().unwrap()).unwrap();
        let written =
            [("quotes.r1.who", "Mei"), ("quotes.r1.quote", "no"), ("quotes.r1.mood", "low")];
        let response = testing::response(&written);
        let left = ("quotes · mood".to_owned(), "low".to_owned());
        assert_eq!(earlier(sheet, &response), [left]);
    }
}
