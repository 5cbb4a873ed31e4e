//! A sheet in somebody's page: what that page asks of it, and what it is told.
//!
//! How the two speak stands in `src/embed/messages.js`; what is said of answers is decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{Field, FieldKind};
use super::id::{Address, FieldId};
use super::response::{Answer, Response};
use super::route::Route;
use super::worksheet::Worksheet;

/// What asks for the worksheet that the page around hands over.
const OWN: &str = "own";

/// The page that a frame is asked for.
pub fn route(asked: &str) -> Route {
    match asked.parse() {
        Ok(sheet) => Route::Sheet(sheet),
        Err(_) if asked == OWN => Route::Own,
        Err(_) => Route::Unknown(asked.to_owned()),
    }
}

/// The fields that a frame is asked for. What is no name of a field is passed over.
pub fn fields(asked: &str) -> Vec<FieldId> {
    asked.split(',').filter_map(|id| id.trim().parse().ok()).collect()
}

/// The answers of what is shown, by their places. Cells of removed rows stay here, and so does what
/// the sheet does not ask.
pub fn given(sheet: &Worksheet, response: &Response) -> BTreeMap<String, String> {
    let is_there = |address: &Address| match &address.cell {
        None => sheet.field(&address.field).is_some(),
        Some((row, column)) => sheet.holder(&address.field).is_some_and(|holder| {
            // The rows of steps are given, whether or not anything was put there.
            let has_row = matches!(holder.kind, FieldKind::Steps(_))
                || response.rows(&address.field).contains(row);
            let columns = holder.rows().into_iter().flat_map(|rows| &rows.columns);
            has_row && columns.flat_map(Field::leaves).any(|leaf| leaf.id == *column)
        }),
    };
    let there = response.answers().filter(|(address, _)| is_there(address));
    there.map(|(address, answer)| (address.to_string(), answer.as_str().to_owned())).collect()
}

/// The fields that are written otherwise in two copies of a sheet's answers.
pub fn changed(sheet: &Worksheet, was: &Response, now: &Response) -> BTreeSet<FieldId> {
    let of = |response: &Response, id: &FieldId| -> Vec<(Address, Answer)> {
        let answers = response.answers().filter(|(address, _)| address.field == *id);
        answers.map(|(address, answer)| (address.clone(), answer.clone())).collect()
    };
    let holders = sheet.rows().map(|(field, _)| field);
    let all = sheet.fields().chain(holders).map(|field| &field.id);
    let is_other = |id: &&FieldId| of(was, id) != of(now, id) || was.rows(id) != now.rows(id);
    all.filter(is_other).cloned().collect()
}

#[cfg(test)]
mod tests {
    use fractional_index::FractionalIndex;

    use super::*;
    use crate::model::response::Edit;
    use crate::model::stamp::{Replica, Stamp};
    use crate::testing::{response, sheet};

    const FILE: &str = r#"{
      "id": "own", "number": 1, "version": 1, "name": "N", "title": "T",
      "sections": [{"fields": [
        {"id": "line", "kind": "sentence", "label": "L", "template": "{who} said {words}.", "blanks": [
          {"id": "who", "number": 1, "kind": "text", "label": "W", "placeholder": "w"},
          {"id": "words", "number": 2, "kind": "text", "label": "W", "placeholder": "w"}]},
        {"id": "quotes", "number": 3, "kind": "rows", "label": "Q", "add": "Add", "singular": "quote", "columns": [
          {"id": "quote", "number": 4, "kind": "text", "label": "Q"}]},
        {"id": "steps", "number": 5, "kind": "steps", "label": "S", "said": "{done}",
          "steps": [{"id": "enter", "label": "E"}], "columns": [
          {"id": "done", "number": 6, "kind": "check", "label": "D"}]}]}]
    }"#;

    fn ids(fields: &[&str]) -> Vec<FieldId> {
        fields.iter().map(|id| id.parse().unwrap()).collect()
    }

    #[test]
    fn an_address_asks_for_a_sheet_or_for_what_is_handed_over() {
        assert_eq!(route("community/job"), Route::Sheet("community/job".parse().unwrap()));
        assert_eq!(route("own"), Route::Own);
        for none in ["", "Own", "own/", "../own", "a/b/c", "community/<b>"] {
            assert_eq!(route(none), Route::Unknown(none.to_owned()));
        }
    }

    #[test]
    fn what_is_no_name_of_a_field_is_passed_over() {
        assert_eq!(fields("who, words,,<b>,1, quotes.r1"), ids(&["who", "words"]));
        assert_eq!(fields(""), []);
    }

    #[test]
    fn what_is_given_is_what_is_shown() {
        let whole = sheet(FILE);
        let mut answers = response(&[
            ("who", "a baker"),
            ("gone", "asked no more"),
            ("quotes.r1.quote", "bread"),
            ("quotes.r2.quote", "thrown away"),
            ("quotes.r1.gone", "asked no more"),
            ("who.r1.quote", "not in a row"),
            ("gone.r1.quote", "asked no more"),
            ("steps.enter.done", "yes"),
        ]);
        let (field, row) = ("quotes".parse().unwrap(), "r2".parse().unwrap());
        let stamp = Stamp { millis: 9, counter: 0, replica: Replica(1) };
        answers.apply(Edit::RemoveRow { field, row }, stamp);
        let told = |of: &Worksheet| -> Vec<String> { given(of, &answers).into_keys().collect() };
        assert_eq!(told(&whole), ["quotes.r1.quote", "steps.enter.done", "who"]);
        assert_eq!(given(&whole, &answers)["who"], "a baker");
        assert_eq!(told(&whole.part(&ids(&["words"]))), ["who"]);
        assert_eq!(told(&whole.part(&ids(&["steps"]))), ["steps.enter.done"]);
    }

    #[test]
    fn a_step_is_given_without_its_row() {
        let mut answers = Response::default();
        let stamp = Stamp { millis: 1, counter: 0, replica: Replica(1) };
        let edit = |text| Edit::Answer {
            address: "steps.enter.done".parse().unwrap(),
            answer: Answer::new(text),
        };
        answers.apply(edit("yes"), stamp);
        assert_eq!(given(&sheet(FILE), &answers).len(), 1);
    }

    #[test]
    fn what_changed_is_told_by_its_field_and_only_of_what_is_shown() {
        let whole = sheet(FILE);
        let none = Response::default();
        let now = response(&[("who", "a"), ("quotes.r1.quote", "b"), ("gone", "c")]);
        let told = |of: &Worksheet, was, now| changed(of, was, now).into_iter().collect::<Vec<_>>();
        assert_eq!(told(&whole, &none, &now), ids(&["quotes", "who"]));
        assert_eq!(told(&whole, &now, &now), []);
        assert_eq!(told(&whole.part(&ids(&["quotes"])), &none, &now), ids(&["quotes"]));
        // A row without words is a change too.
        let mut empty = Response::default();
        let (field, row) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        let stamp = Stamp { millis: 1, counter: 0, replica: Replica(1) };
        empty.apply(Edit::PutRow { field, row, position: FractionalIndex::default() }, stamp);
        assert_eq!(told(&whole, &none, &empty), ids(&["quotes"]));
    }
}
