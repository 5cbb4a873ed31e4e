//! Reading the kinds of field whose rows have another view.

use super::compound::rows;
use super::problem::ProblemKind;
use super::reader::{Keys, Reader, Spot};
use super::sheet::{need, small};
use crate::model::board::{Circles, Corner, Quadrant, Streak};
use crate::model::field::{Field, FieldKind, Rows};
use crate::model::id::FieldId;

/// The most days that one may set out to tick.
const DAYS: i64 = 3_660;

/// How many circles can be drawn.
const CIRCLES: std::ops::RangeInclusive<usize> = 2..=4;

/// A board of four fields.
pub(super) fn quadrant(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let rows = plain_rows(reader, keys, &["name", "across", "up", "corners"])?;
    let is_yes_no = |field: &Field| matches!(field.kind, FieldKind::YesNo { .. });
    let name = column(reader, keys, "name", &rows, "a text", is_text);
    let across = column(reader, keys, "across", &rows, "a yes-no question", is_yes_no);
    let up = need(reader, keys, "up", |r, s| {
        let up = named(r, s, &rows, "a yes-no question", is_yes_no)?;
        if across.as_ref() == Some(&up) {
            r.problem(s, ProblemKind::IdTwice(up.to_string()));
        }
        Some(up)
    });
    let corners = need(reader, keys, "corners", |r, s| {
        let mut keys = r.object(s);
        let texts = Corner::IDS.map(|id| need(r, &mut keys, id, |r, s| r.text(s)));
        keys.close(r);
        Some(texts)
    });
    let corners = corners?.map(Option::unwrap_or_default);
    let (name, across, up) = (name?, across?, up?);
    Some(FieldKind::Quadrant(Box::new(Quadrant { rows, name, across, up, corners })))
}

/// Overlapping circles.
pub(super) fn circles(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let rows = plain_rows(reader, keys, &["name", "in"])?;
    let name = column(reader, keys, "name", &rows, "a text", is_text);
    let within = need(reader, keys, "in", |r, s| {
        let is_choices = |field: &Field| matches!(field.kind, FieldKind::Choices { .. });
        let within = named(r, s, &rows, "a choice of several", is_choices)?;
        let count = rows.columns.iter().find_map(|column| match &column.kind {
            FieldKind::Choices { choices } if column.id == within => Some(choices.len()),
            _ => None,
        });
        if !count.is_some_and(|count| CIRCLES.contains(&count)) {
            r.problem(s, ProblemKind::Expected("a column of two to four choices"));
        }
        Some(within)
    });
    let (name, within) = (name?, within?);
    Some(FieldKind::Circles(Box::new(Circles { rows, name, within })))
}

/// Days to tick. Its one column is named and numbered when the field's own number is known.
pub(super) fn streak(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let goal = need(reader, keys, "goal", |r, s| r.number(s, 1, DAYS)).map(small)?;
    let rows = Rows {
        columns: Vec::new(),
        add: String::new(),
        singular: String::new(),
        target: goal,
        paper: 0,
        ..Rows::default()
    };
    Some(FieldKind::Streak(Box::new(Streak { rows, goal })))
}

/// The column that a tick of a streak is written in.
pub(super) fn day_column(number: u16, label: &str) -> Option<Field> {
    Some(Field {
        id: "day".parse().ok()?,
        number: number.saturating_add(1),
        label: label.to_owned(),
        hint: String::new(),
        placeholder: String::new(),
        required: false,
        uses: None,
        kind: FieldKind::Date { today: true },
    })
}

/// The rows of a board. Where they could not be read, the keys that speak of them mean something
/// all the same.
fn plain_rows(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    about: &[&'static str],
) -> Option<Rows> {
    let rows = match rows(reader, keys) {
        Some(FieldKind::Rows(rows)) => Some(rows),
        _ => None,
    };
    if rows.is_none() {
        for key in about {
            let _ = keys.get(key);
        }
    }
    rows
}

fn is_text(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text | FieldKind::LongText)
}

fn column(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    key: &'static str,
    rows: &Rows,
    kind: &'static str,
    is_right: impl Fn(&Field) -> bool,
) -> Option<FieldId> {
    need(reader, keys, key, |r, s| named(r, s, rows, kind, is_right))
}

/// The column that a key names, which must be of a certain kind.
fn named(
    reader: &mut Reader<'_>,
    spot: &Spot<'_, '_>,
    rows: &Rows,
    kind: &'static str,
    is_right: impl Fn(&Field) -> bool,
) -> Option<FieldId> {
    let id: FieldId = reader.id(spot)?;
    match rows.columns.iter().find(|column| column.id == id) {
        None => reader.problem(spot, ProblemKind::NoField(id.to_string())),
        Some(column) if !is_right(column) => {
            reader.problem(spot, ProblemKind::NotOfKind(id.to_string(), kind));
        }
        Some(_) => {}
    }
    Some(id)
}
