//! What stands in which overlap of circles.

use super::filled::Filled;
use crate::model::board::Circles;
use crate::model::field::{Choice, FieldKind};
use crate::model::id::{FieldId, RowId};

/// An overlap, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The circles that meet there, by their places; none for what stands outside.
    pub circles: Vec<usize>,
    /// The rows that have a name, with their numbers from 1.
    pub rows: Vec<(RowId, usize, String)>,
}

/// The circles.
pub fn choices(kind: &Circles) -> &[Choice] {
    let column = kind.rows.columns.iter().find(|column| column.id == kind.within);
    match column.map(|column| &column.kind) {
        Some(FieldKind::Choices { choices }) => choices,
        _ => &[],
    }
}

/// The overlaps in which something stands: where the most circles meet first, what stands outside
/// last.
pub fn overlaps(kind: &Circles, field: &FieldId, filled: &dyn Filled) -> Vec<Overlap> {
    let circles = choices(kind);
    let mut found: Vec<Overlap> = Vec::new();
    let mut number = 0;
    for row in filled.rows_of(field) {
        let Some(name) = filled.cell(field, &row, &kind.name) else { continue };
        number += 1;
        let said = filled.cell(field, &row, &kind.within).unwrap_or_default();
        let is_in = |at: &usize| said.split(' ').any(|id| circles[*at].id.as_str() == id);
        let within: Vec<usize> = (0..circles.len()).filter(is_in).collect();
        match found.iter_mut().find(|overlap| overlap.circles == within) {
            Some(overlap) => overlap.rows.push((row, number, name)),
            None => found.push(Overlap { circles: within, rows: vec![(row, number, name)] }),
        }
    }
    found.sort_by(|a, b| {
        b.circles.len().cmp(&a.circles.len()).then_with(|| a.circles.cmp(&b.circles))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::response;

    #[test]
    fn what_stands_in_most_circles_comes_first() {
        let file = r#"{"id": "rings", "number": 1, "version": 1, "name": "I", "title": "What?",
          "sections": [{"fields": [{"id": "things", "number": 1, "kind": "circles", "label": "T",
            "add": "Add", "singular": "thing", "name": "what", "in": "circles", "columns": [
              {"id": "what", "number": 2, "kind": "text", "label": "What"},
              {"id": "circles", "number": 3, "kind": "choices", "label": "In", "choices": [
                {"id": "love", "number": 1, "label": "I love it"},
                {"id": "good", "number": 2, "label": "I am good at it"},
                {"id": "paid", "number": 3, "label": "It pays"}]}]}]}]}"#;
        let sheet = crate::testing::sheet(file);
        let field = &sheet.sections[0].fields[0];
        let FieldKind::Circles(kind) = &field.kind else { panic!("no circles") };
        let answers = response(&[
            ("things.r1.what", "juggling"),
            ("things.r2.what", "maps"),
            ("things.r2.circles", "good paid"),
            ("things.r3.circles", "love"),
            ("things.r4.what", "songs"),
            ("things.r4.circles", "love good paid"),
            ("things.r5.what", "tax"),
            ("things.r5.circles", "good paid gone"),
        ]);
        let said: Vec<_> = overlaps(kind, &field.id, &answers)
            .into_iter()
            .map(|overlap| {
                let rows = overlap.rows.into_iter().map(|(_, at, name)| format!("{at} {name}"));
                (overlap.circles, rows.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let expected = [
            (vec![0, 1, 2], "3 songs".to_owned()),
            (vec![1, 2], "2 maps, 4 tax".to_owned()),
            (vec![], "1 juggling".to_owned()),
        ];
        assert_eq!(said, expected);
    }
}
