//! Reading the kinds of field that show what follows from others, and holding what they name
//! against the fields that there are.

use std::collections::BTreeSet;

use jsonc_parser::ast::Value;

use super::field::flag;
use super::problem::ProblemKind;
use super::reader::{Keys, Reader, Spot};
use super::sheet::{need, optional, small};
use crate::model::condition::Place;
use crate::model::field::{Field, FieldKind, Rows};
use crate::model::figure::{Calculation, Chart, Operation, Shares, Term};
use crate::model::id::FieldId;
use crate::model::outcome::calculation::RESULT;
use crate::model::text::Template;
use crate::model::worksheet::Section;

/// What a term must name.
const NUMBERS: &str = "a number, a calculation or rows";

/// A calculation.
pub(super) fn calculation(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let operation =
        need(reader, keys, "operation", |r, s| r.word(s, &Operation::IDS, &Operation::ALL));
    let terms = need(reader, keys, "terms", |r, s| {
        let entries = r.list(s);
        let terms: Vec<Term> = entries.iter().filter_map(|entry| term(r, entry)).collect();
        let wanted = match operation {
            Some(Operation::Quotient | Operation::RoundedUp) if entries.len() != 2 => "two terms",
            Some(Operation::Difference | Operation::Share) if entries.len() < 2 => {
                "two terms or more"
            }
            _ if entries.is_empty() => "one term or more",
            _ => return Some(terms),
        };
        r.problem(s, ProblemKind::Expected(wanted));
        Some(terms)
    });
    let unit = optional(reader, keys, "unit", |r, s| r.text(s));
    let decimals = optional(reader, keys, "decimals", |r, s| r.number(s, 0, 4));
    let formula = optional(reader, keys, "formula", |r, s| {
        let template = r.template(s)?;
        for place in template.places().filter(|place| place.to_string() != RESULT) {
            let name = place.to_string();
            if !terms.iter().flatten().any(|term| term.to_string() == name) {
                r.problem(s, ProblemKind::NoField(name));
            }
        }
        Some(template)
    });
    let never = optional(reader, keys, "never", |r, s| r.text(s));
    Some(FieldKind::Calculation(Box::new(Calculation {
        operation: operation?,
        terms: terms?,
        unit: unit.unwrap_or_default(),
        decimals: decimals.map_or(0, small),
        formula: formula.unwrap_or(Template { pieces: Vec::new() }),
        never: never.unwrap_or_default(),
    })))
}

/// A whole number, a field, or a column of rows.
fn term(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Term> {
    if matches!(spot.value, Value::NumberLit(_)) {
        return reader.number(spot, -1_000_000_000, 1_000_000_000).map(Term::Constant);
    }
    let place: Place = reader.id(spot)?;
    match (place.sheet, place.column) {
        (None, None) => Some(Term::Field(place.field)),
        // `sales.sold` is a column here, whatever sheets there are.
        (Some(rows), None) => Some(Term::Column(rows.as_str().parse().ok()?, place.field)),
        _ => {
            reader.problem(spot, ProblemKind::NoField(spot.word().unwrap_or_default().to_owned()));
            None
        }
    }
}

/// A chart.
pub(super) fn chart(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let rows = need(reader, keys, "rows", |r, s| r.id(s));
    let over = need(reader, keys, "over", |r, s| r.id(s));
    let column = need(reader, keys, "column", |r, s| r.id(s));
    let running = optional(reader, keys, "running", flag).unwrap_or(false);
    let line = optional(reader, keys, "line", |r, s| r.id::<FieldId>(s));
    let label = match line {
        Some(_) => need(reader, keys, "line-label", |r, s| r.text(s)),
        None => None,
    };
    let (rows, over, column) = (rows?, over?, column?);
    Some(FieldKind::Chart(Box::new(Chart { rows, over, column, running, line: line.zip(label) })))
}

/// Shares.
pub(super) fn shares(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let rows = need(reader, keys, "rows", |r, s| r.id(s));
    let name = need(reader, keys, "name", |r, s| r.id(s));
    let column = need(reader, keys, "column", |r, s| r.id(s));
    Some(FieldKind::Shares(Box::new(Shares { rows: rows?, name: name?, column: column? })))
}

/// Notes what figures name that is not there, or is of another kind. All fields must have been
/// read: a calculation may rest on what stands below it.
pub(super) fn check(reader: &mut Reader<'_>, sections_spot: &Spot<'_, '_>, sections: &[Section]) {
    let all: Vec<&Field> = sections.iter().flat_map(|section| &section.fields).collect();
    let places = sections_spot.entries().into_iter().filter_map(|section| section.get("fields"));
    for place in places.flat_map(|fields| fields.entries()) {
        let Some(id) = place.get("id").and_then(|id| id.word()) else { continue };
        let Some(field) = all.iter().find(|field| field.id.as_str() == id) else { continue };
        let mut names = Names { reader, place: &place, all: &all };
        match &field.kind {
            FieldKind::Calculation(kind) => names.calculation(field, kind),
            FieldKind::Chart(kind) => names.chart(kind),
            FieldKind::Shares(kind) => names.shares(kind),
            _ => {}
        }
    }
}

/// What one figure names.
struct Names<'r, 'f, 'v, 't, 'a> {
    reader: &'r mut Reader<'f>,
    place: &'a Spot<'v, 't>,
    all: &'a [&'a Field],
}

impl<'a> Names<'_, '_, '_, '_, 'a> {
    fn problem(&mut self, key: &str, kind: ProblemKind) {
        if let Some(spot) = self.place.get(key) {
            self.reader.problem(&spot, kind);
        }
    }

    fn find(&self, id: &FieldId) -> Option<&'a Field> {
        let leaves = self.all.iter().flat_map(|field| field.leaves());
        self.all.iter().copied().chain(leaves).find(|field| field.id == *id)
    }

    fn rows(&mut self, key: &str, id: &FieldId) -> Option<&'a Rows> {
        let Some(field) = self.find(id) else {
            self.problem(key, ProblemKind::NoField(id.to_string()));
            return None;
        };
        if field.rows().is_none() {
            self.problem(key, ProblemKind::NotOfKind(id.to_string(), "a rows field"));
        }
        field.rows()
    }

    fn column(&mut self, key: &str, rows: &'a Rows, id: &FieldId) -> Option<&'a Field> {
        let found = rows.columns.iter().find(|column| column.id == *id);
        if found.is_none() {
            self.problem(key, ProblemKind::NoField(id.to_string()));
        }
        found
    }

    fn number_column(&mut self, key: &str, rows: &'a Rows, id: &FieldId) {
        if self.column(key, rows, id).is_some_and(|column| !column.kind.is_number()) {
            self.problem(key, ProblemKind::NotOfKind(id.to_string(), "a number"));
        }
    }

    fn calculation(&mut self, field: &Field, kind: &'a Calculation) {
        for term in &kind.terms {
            match term {
                Term::Constant(_) => {}
                Term::Field(id) => match self.find(id).map(|field| &field.kind) {
                    None => self.problem("terms", ProblemKind::NoField(id.to_string())),
                    Some(FieldKind::Calculation(_)) => {
                        if self.comes_back(field, id, &mut BTreeSet::new()) {
                            self.problem("terms", ProblemKind::Ring(id.to_string()));
                        }
                    }
                    Some(kind) if kind.is_number() || kind.rows().is_some() => {}
                    Some(_) => {
                        self.problem("terms", ProblemKind::NotOfKind(id.to_string(), NUMBERS));
                    }
                },
                Term::Column(rows, column) => {
                    if let Some(rows) = self.rows("terms", rows) {
                        self.number_column("terms", rows, column);
                    }
                }
            }
        }
    }

    /// Whether a calculation rests on `field` in the end.
    fn comes_back(&self, field: &Field, id: &FieldId, seen: &mut BTreeSet<FieldId>) -> bool {
        if *id == field.id {
            return true;
        }
        let Some(FieldKind::Calculation(kind)) = self.find(id).map(|field| &field.kind) else {
            return false;
        };
        seen.insert(id.clone())
            && kind.terms.iter().any(|term| match term {
                Term::Field(next) => self.comes_back(field, next, seen),
                _ => false,
            })
    }

    fn chart(&mut self, kind: &Chart) {
        if let Some(rows) = self.rows("rows", &kind.rows) {
            let _ = self.column("over", rows, &kind.over);
            self.number_column("column", rows, &kind.column);
        }
        if let Some((line, _)) = &kind.line {
            match self.find(line).map(|field| &field.kind) {
                None => self.problem("line", ProblemKind::NoField(line.to_string())),
                Some(kind) if kind.is_number() || matches!(kind, FieldKind::Calculation(_)) => {}
                Some(_) => self.problem("line", ProblemKind::NotOfKind(line.to_string(), NUMBERS)),
            }
        }
    }

    fn shares(&mut self, kind: &Shares) {
        if let Some(rows) = self.rows("rows", &kind.rows) {
            let _ = self.column("name", rows, &kind.name);
            self.number_column("column", rows, &kind.column);
        }
    }
}
