//! Kinds with a view of their own, as plain text: lines to copy, each with its name.

use super::filled::Filled;
use super::{Wording, calculation, chart, circles, quadrant, shares, shown, streak};
use crate::model::board::Corner;
use crate::model::field::{Field, FieldKind, Rows};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::worksheet::Worksheet;

/// The lines of a field; nothing where its kind has no view of its own.
pub fn lines(
    sheet: &Worksheet,
    field: &Field,
    filled: &dyn Filled,
    wording: &Wording,
) -> Option<Vec<(String, String)>> {
    let one = |text: Option<String>| {
        text.into_iter().map(|text| (field.label.clone(), text)).collect::<Vec<_>>()
    };
    let joined = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(wording.comma));
    Some(match &field.kind {
        FieldKind::Calculation(kind) => one(calculation::words(sheet, kind, filled)),
        FieldKind::Chart(kind) => {
            let points = chart::drawing(sheet, kind, filled).points;
            let point = |point: chart::Point| format!("{} {}", point.label, point.shown);
            one(joined(points.into_iter().map(point).collect()))
        }
        FieldKind::Shares(kind) => {
            let part = |part: shares::Part| format!("{} {}%", part.name, part.per_cent);
            one(joined(shares::parts(kind, filled).into_iter().map(part).collect()))
        }
        FieldKind::Streak(kind) => {
            let days = streak::days(kind, &field.id, filled);
            one((!days.is_empty()).then(|| format!("{}/{}", days.len(), kind.goal)))
        }
        FieldKind::Quadrant(kind) => {
            let more = |(row, name): &(RowId, String)| {
                let beside = [&kind.name, &kind.across, &kind.up];
                with_rest(field, &kind.rows, &beside, row, name, filled, wording)
            };
            let board = quadrant::board(kind, &field.id, filled);
            let placed = board.placed.iter().map(|(corner, rows)| {
                let at = Corner::ALL.iter().position(|other| other == corner).unwrap_or(0);
                (kind.corners[at].clone(), rows.iter().map(more).collect())
            });
            let waiting = (field.label.clone(), board.waiting.iter().map(more).collect());
            let all = placed.chain([waiting]);
            all.filter_map(|(name, parts)| Some((name, joined(parts)?))).collect()
        }
        FieldKind::Circles(kind) => {
            let labels = circles::choices(kind);
            let line = |overlap: circles::Overlap| {
                let name: Vec<_> =
                    overlap.circles.iter().map(|at| labels[*at].label.as_str()).collect();
                let name = if name.is_empty() { field.label.clone() } else { name.join(" + ") };
                let beside = [&kind.name, &kind.within];
                let rows = overlap.rows.iter().map(|(row, _, name)| {
                    with_rest(field, &kind.rows, &beside, row, name, filled, wording)
                });
                (name, rows.collect::<Vec<_>>().join(wording.comma))
            };
            circles::overlaps(kind, &field.id, filled).into_iter().map(line).collect()
        }
        _ => return None,
    })
}

/// A row's name, and what its other columns say.
fn with_rest(
    field: &Field,
    rows: &Rows,
    beside: &[&FieldId],
    row: &RowId,
    name: &str,
    filled: &dyn Filled,
    wording: &Wording,
) -> String {
    let rest = rows.columns.iter().filter(|column| !beside.contains(&&column.id));
    let said = rest.filter_map(|column| {
        let cell = Address::cell(field.id.clone(), row.clone(), column.id.clone());
        let answer = filled.said(&cell).filter(super::Answer::is_written)?;
        Some(shown(column, &answer, wording).trim().to_owned())
    });
    std::iter::once(name.to_owned()).chain(said).collect::<Vec<_>>().join(" · ")
}
