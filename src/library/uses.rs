//! Columns that stand for another sheet's field: once all sheets of a pack are read, each such
//! column becomes what it names.

use super::of_file;
use super::problem::{Problem, ProblemKind};
use crate::model::condition::Place;
use crate::model::field::Field;
use crate::model::worksheet::Pack;

/// Lets every column that names a field ask what that field asks.
pub(super) fn resolve(pack: &mut Pack, problems: &mut Vec<Problem>) {
    let found: Vec<Vec<(Place, Option<Field>)>> = pack
        .sheets
        .iter()
        .map(|sheet| {
            let columns = sheet.rows().flat_map(|(_, rows)| &rows.columns);
            let uses = columns.filter_map(|column| column.uses.clone());
            uses.map(|place| (place.clone(), used(pack, &place))).collect()
        })
        .collect();
    for (sheet, found) in pack.sheets.iter_mut().zip(found) {
        let mut found = found.into_iter();
        let fields = sheet.sections.iter_mut().flat_map(|section| &mut section.fields);
        let rows = fields.filter_map(|field| field.kind.rows_mut());
        for column in rows.flat_map(|rows| &mut rows.columns).filter(|c| c.uses.is_some()) {
            match found.next() {
                Some((_, Some(field))) => {
                    let (number, uses) = (column.number, column.uses.take());
                    *column = Field { number, uses, ..field };
                }
                Some((place, None)) => problems.push(of_file(
                    format!("{}.json", sheet.id),
                    &format!("columns.{}", column.id),
                    ProblemKind::NoField(place.to_string()),
                )),
                None => {}
            }
        }
    }
}

/// The field at a place.
fn used(pack: &Pack, place: &Place) -> Option<Field> {
    let mut field = pack.sheet(place.sheet.as_ref()?)?.field(&place.field)?.clone();
    field.required = false;
    Some(field)
}
