//! What of a sheet goes into a link: the card alone, all of it, or what one chose; with or without
//! what one noted beside it.

use std::collections::BTreeSet;

use super::SharedSheet;
use crate::model::field::{Field, FieldKind};
use crate::model::id::FieldId;
use crate::model::worksheet::Worksheet;

/// The part of a sheet that goes into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The sentence that it opens with.
    Card,
    /// All answers.
    Sheet,
    /// The answers of these fields.
    Chosen(BTreeSet<FieldId>),
}

/// The fields that hold anything in what is shared, in reading order; of rows, their field.
pub fn answered<'s>(sheet: &'s Worksheet, shared: &SharedSheet) -> Vec<&'s Field> {
    let all = sheet.sections.iter().flat_map(|section| &section.fields);
    let leaves = all.flat_map(|field| match field.rows() {
        Some(_) => vec![field],
        None => field.leaves(),
    });
    let is_there = |id: &FieldId| shared.answers.contains_key(id) || shared.rows.contains_key(id);
    leaves.filter(|field| is_there(&field.id)).collect()
}

/// The blanks of the sentence that a sheet opens with; none where it opens otherwise.
pub fn card(sheet: &Worksheet) -> BTreeSet<FieldId> {
    let first = sheet.sections.first().and_then(|section| section.fields.first());
    match first.map(|field| &field.kind) {
        Some(FieldKind::Sentence { blanks, .. }) => {
            blanks.iter().map(|field| field.id.clone()).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The reasons and notes of a sheet: facts beside a screening, and long texts, in rows too.
pub fn asides(sheet: &Worksheet) -> BTreeSet<FieldId> {
    let mut ids = BTreeSet::new();
    for field in sheet.sections.iter().flat_map(|section| &section.fields) {
        let within: Vec<&Field> = match &field.kind {
            FieldKind::Screening(kind) => kind.facts.iter().collect(),
            FieldKind::LongText => vec![field],
            _ => {
                let columns = field.rows().into_iter().flat_map(|rows| &rows.columns);
                columns.filter(|column| column.kind == FieldKind::LongText).collect()
            }
        };
        ids.extend(within.into_iter().map(|field| field.id.clone()));
    }
    ids
}

/// What is left of a sheet when only a part of it is shared.
pub fn choose(
    sheet: &Worksheet,
    mut shared: SharedSheet,
    part: &Part,
    with_asides: bool,
) -> SharedSheet {
    let card = card(sheet);
    let stays = |id: &FieldId| match part {
        Part::Card => card.contains(id),
        Part::Sheet => true,
        Part::Chosen(ids) => ids.contains(id),
    };
    shared.answers.retain(|id, _| stays(id));
    shared.rows.retain(|id, _| stays(id));
    if !with_asides {
        let asides = asides(sheet);
        shared.answers.retain(|id, _| !asides.contains(id));
        for row in shared.rows.values_mut().flatten() {
            row.retain(|id, _| !asides.contains(id));
        }
        for rows in shared.rows.values_mut() {
            rows.retain(|row| !row.is_empty());
        }
        shared.rows.retain(|_, rows| !rows.is_empty());
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{pack, response, sheet_of};

    fn names(shared: &SharedSheet) -> Vec<&str> {
        shared.answers.keys().chain(shared.rows.keys()).map(FieldId::as_str).collect()
    }

    #[test]
    fn a_part_holds_what_was_asked_for_and_no_more() {
        let pack = pack("community", Locale::En);
        let job = pack.sheet(&"job".parse().unwrap()).unwrap();
        let said = response(&[("who", "a baker"), ("obstacle", "time"), ("start", "problem")]);
        let all = SharedSheet::of(&pack, job, &said);
        let only = |part: &Part| choose(job, all.clone(), part, true);
        assert_eq!(names(&only(&Part::Sheet)), ["obstacle", "start", "who"]);
        assert_eq!(names(&only(&Part::Card)), ["obstacle", "who"]);
        let start = Part::Chosen(BTreeSet::from(["start".parse().unwrap()]));
        assert_eq!(names(&only(&start)), ["start"]);
        let order: Vec<_> = answered(job, &all).iter().map(|field| field.id.as_str()).collect();
        assert_eq!(order, ["who", "obstacle", "start"]);
    }

    #[test]
    fn reasons_and_notes_can_stay_behind() {
        let pack = pack("community", Locale::En);
        let screen = pack.sheet(&"screen".parse().unwrap()).unwrap();
        let facts = asides(screen);
        assert!(facts.len() >= 4, "{facts:?}");
        let mut said: Vec<(String, &str)> = vec![];
        let kinds = screen.fields().map(|field| (field.id.clone(), &field.kind));
        for (id, kind) in kinds {
            said.push((id.to_string(), if *kind == FieldKind::Text { "x" } else { "yes" }));
        }
        let said: Vec<(&str, &str)> = said.iter().map(|(id, text)| (id.as_str(), *text)).collect();
        let all = SharedSheet::of(&pack, screen, &response(&said));
        let less = choose(screen, all.clone(), &Part::Sheet, false);
        assert!(less.answers.len() < all.answers.len());
        assert!(facts.iter().all(|id| !less.answers.contains_key(id)));
        assert!(less.answers.contains_key(&"like".parse().unwrap()));
    }

    #[test]
    fn long_texts_are_notes_and_in_rows_too() {
        let sheet = sheet_of(
            r#"{"id": "who", "number": 1, "kind": "text", "label": "Who"},
              {"id": "note", "number": 2, "kind": "long-text", "label": "Note"},
              {"id": "said", "number": 3, "kind": "rows", "label": "Said", "add": "Add",
                "singular": "quote", "columns": [
                {"id": "words", "number": 4, "kind": "long-text", "label": "Their words"},
                {"id": "day", "number": 5, "kind": "date", "label": "When"}]}"#,
        );
        let ids = asides(&sheet);
        assert_eq!(ids.iter().map(FieldId::as_str).collect::<Vec<_>>(), ["note", "words"]);
    }

    #[test]
    fn a_row_of_nothing_but_notes_stays_behind_whole() {
        let pack = pack("community", Locale::En);
        let cards = pack.sheet(&"problems".parse().unwrap()).unwrap();
        let note = asides(cards).into_iter().next().unwrap();
        let note = format!("cards.r2.{note}");
        let said = response(&[("cards.r1.who", "Mei"), (&note, "not yet")]);
        let less = choose(cards, SharedSheet::of(&pack, cards, &said), &Part::Sheet, false);
        let rows: Vec<Vec<&str>> = less
            .rows
            .values()
            .flatten()
            .map(|row| row.keys().map(FieldId::as_str).collect())
            .collect();
        assert_eq!(rows, [["who"]]);
    }
}
