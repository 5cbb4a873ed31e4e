//! What a file says about its own fields: names, answers, conditions, held against the fields
//! that there are.

use super::problem::ProblemKind;
use super::reader::{Reader, Spot};
use super::sheet::small;
use crate::model::condition::{Condition, Place};
use crate::model::field::{Field, FieldKind, Rows, Step};
use crate::model::id::FieldId;
use crate::model::response::Answer;
use crate::model::text::{Piece, Template};
use crate::model::worksheet::Section;

/// The fields of a sheet, as the rest of the file may name them.
pub(super) struct Known {
    fields: Vec<Field>,
    /// Fields that hold others; rows with their columns.
    holders: Vec<Field>,
}

impl Known {
    pub(super) fn of(sections: &[Section]) -> Self {
        let all = || sections.iter().flat_map(|section| &section.fields);
        Self {
            fields: all().flat_map(Field::leaves).cloned().collect(),
            holders: all().filter(|field| field.wire().is_none()).cloned().collect(),
        }
    }

    pub(super) fn find(&self, id: &FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == *id)
    }

    /// The rows of the field of this id, where it has some.
    pub(super) fn rows(&self, id: &FieldId) -> Option<&Rows> {
        self.holders.iter().find(|field| field.id == *id)?.rows()
    }

    /// A place as it is meant: `weeks.date` is a column here where `weeks` has rows here, and
    /// `steps.enter.done` a cell of a step where `steps` has steps here.
    pub(super) fn resolve(&self, place: Place) -> Result<Place, String> {
        let text = place.to_string();
        let holder = self.holders.iter().find(|field| {
            place.sheet.as_ref().is_some_and(|sheet| field.id.as_str() == sheet.as_str())
        });
        if let Some((holder, rows)) = holder.and_then(|holder| Some((holder, holder.rows()?))) {
            let has = |column: &FieldId| rows.columns.iter().any(|field| field.id == *column);
            let field = holder.id.clone();
            return match (&holder.kind, place.column) {
                (FieldKind::Steps(_), None) => Err(text),
                (_, None) if has(&place.field) => {
                    Ok(Place { column: Some(place.field), ..Place::here(field) })
                }
                (FieldKind::Steps(kind), Some(column)) if has(&column) => {
                    let named = |step: &&Step| step.id.as_str() == place.field.as_str();
                    let row = kind.steps.iter().find(named).map(|step| step.id.clone());
                    row.map(|row| Place {
                        row: Some(row),
                        column: Some(column),
                        ..Place::here(field)
                    })
                    .ok_or(text)
                }
                _ => Err(text),
            };
        }
        let is_here = self.find(&place.field).is_some()
            || self.holders.iter().any(|field| field.id == place.field);
        if place.sheet.is_some() || is_here { Ok(place) } else { Err(text) }
    }

    /// A template with its places as they are meant.
    pub(super) fn resolve_template(
        &self,
        reader: &mut Reader<'_>,
        spot: &Spot<'_, '_>,
        template: Template,
    ) -> Template {
        let pieces = template.pieces.into_iter().filter_map(|piece| match piece {
            Piece::Words(words) => Some(Piece::Words(words)),
            Piece::Blank(place) => match self.resolve(place) {
                Ok(place) => Some(Piece::Blank(place)),
                Err(name) => {
                    reader.problem(spot, ProblemKind::NoField(name));
                    None
                }
            },
        });
        Template { pieces: pieces.collect() }
    }

    /// Notes where `answer` names a choice that `field` does not have.
    pub(super) fn check_answer(
        &self,
        reader: &mut Reader<'_>,
        spot: &Spot<'_, '_>,
        field: &FieldId,
        answer: &Answer,
    ) {
        if let Some(field) = self.find(field) {
            check_choices(reader, spot, field, answer);
        }
    }
}

/// Notes where `answer` names a choice that `field` does not have.
pub(super) fn check_choices(
    reader: &mut Reader<'_>,
    spot: &Spot<'_, '_>,
    field: &Field,
    answer: &Answer,
) {
    let choices: Vec<&str> = match Some(&field.kind) {
        Some(FieldKind::Choice { choices, .. } | FieldKind::Choices { choices }) => {
            choices.iter().map(|choice| choice.id.as_str()).collect()
        }
        Some(FieldKind::YesNo { .. } | FieldKind::Check) => vec!["yes", "unsure", "no"],
        _ => return,
    };
    for id in answer.as_str().split(' ').filter(|id| !choices.contains(id)) {
        reader.problem(spot, ProblemKind::NoChoice(id.to_owned()));
    }
}

/// Reads a condition.
pub(super) fn condition(
    reader: &mut Reader<'_>,
    spot: &Spot<'_, '_>,
    known: &Known,
) -> Option<Condition> {
    reader.named(spot, "condition");
    let mut keys = reader.object(spot);
    let place = |r: &mut Reader<'_>, s: &Spot<'_, '_>| {
        let place: Place = r.id(s)?;
        known.resolve(place).map_err(|name| r.problem(s, ProblemKind::NoField(name))).ok()
    };
    // A place and a number: `["times", 3]`.
    let pair = |r: &mut Reader<'_>, s: &Spot<'_, '_>| {
        let [field, number] = &r.list(s)[..] else {
            r.problem(s, ProblemKind::Expected("a pair [field, answer]"));
            return None;
        };
        let place = place(r, field);
        place.zip(r.number(number, 0, 1_000_000))
    };
    let made = if let Some(spot) = keys.get("empty") {
        place(reader, &spot).map(Condition::Empty)
    } else if let Some(spot) = keys.get("filled") {
        place(reader, &spot).map(Condition::Filled)
    } else if let Some(spot) = keys.get("is") {
        let [field, answer] = &reader.list(&spot)[..] else {
            reader.problem(&spot, ProblemKind::Expected("a pair [field, answer]"));
            return None;
        };
        let place = place(reader, field);
        let said = reader.string(answer).and_then(Answer::new);
        if let (Some(Place { sheet: None, field, column: None, .. }), Some(said)) = (&place, &said)
        {
            known.check_answer(reader, answer, field, said);
        }
        place.zip(said).map(|(place, said)| Condition::Is(place, said))
    } else if let Some(spot) = keys.get("at-least") {
        pair(reader, &spot).map(|(place, bound)| Condition::AtLeast(place, bound))
    } else if let Some(spot) = keys.get("below") {
        pair(reader, &spot).map(|(place, bound)| Condition::Below(place, bound))
    } else if let Some(spot) = keys.get("older-than-days") {
        let days = |n| u32::try_from(n).unwrap_or(u32::MAX);
        pair(reader, &spot).map(|(place, n)| Condition::OlderThanDays(place, days(n)))
    } else if let Some(spot) = keys.get("rows-below") {
        pair(reader, &spot).map(|(place, count)| Condition::RowsBelow(place, small(count)))
    } else if let Some(spot) = keys.get("all") {
        Some(Condition::All(conditions(reader, &spot, known)))
    } else if let Some(spot) = keys.get("any") {
        Some(Condition::Any(conditions(reader, &spot, known)))
    } else if let Some(spot) = keys.get("not") {
        condition(reader, &spot, known).map(|made| Condition::Not(Box::new(made)))
    } else {
        reader.problem(spot, ProblemKind::Expected("a condition"));
        return None;
    };
    keys.close(reader);
    made
}

fn conditions(reader: &mut Reader<'_>, spot: &Spot<'_, '_>, known: &Known) -> Vec<Condition> {
    let entries = reader.list(spot);
    entries.iter().filter_map(|entry| condition(reader, entry, known)).collect()
}
