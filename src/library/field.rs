//! From an entry of a worksheet file to a [`Field`]: what all kinds have, and the plain kinds. Those that
//! hold others, follow from others or draw them have files of their own.

use super::problem::ProblemKind;
use super::reader::{Keys, Reader, Spot};
use super::sheet::{need, optional, small};
use super::{board, compound, figure};
use crate::model::condition::Place;
use crate::model::field::{Choice, ChoiceLook, Field, FieldKind};
use crate::model::id::{ChoiceId, FieldId};

/// The highest field number: a link has a bit for each.
pub(super) const FIELD_NUMBERS: i64 = 511;

/// What a column of rows says beside what any field says.
#[derive(Default)]
pub(super) struct Extra {
    /// Whether at most one row may have it.
    pub(super) is_single: bool,
    /// What it counts: the column that refers, and the column there whose answers differ.
    pub(super) counts: Option<(FieldId, FieldId)>,
}

/// Reads a column: a field, or the name of another sheet's field that it stands for.
pub(super) fn column(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<(Field, Extra)> {
    reader.named(spot, "column");
    or_spoilt(reader, spot, |reader| column_of(reader, spot))
}

fn column_of(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<(Field, Extra)> {
    let mut keys = reader.object(spot);
    let counts = optional(reader, &mut keys, "counts", |r, s| {
        let mut keys = r.object(s);
        let field = need(r, &mut keys, "field", |r, s| r.id(s));
        let distinct = need(r, &mut keys, "distinct", |r, s| r.id(s));
        keys.close(r);
        field.zip(distinct)
    });
    let Some(used) = keys.get("use") else {
        let is_single = optional(reader, &mut keys, "single", flag).unwrap_or(false);
        return Some((field_of(reader, spot, keys)?, Extra { is_single, counts }));
    };
    let id: Option<FieldId> = need(reader, &mut keys, "id", |r, s| r.id(s));
    let number = need(reader, &mut keys, "number", |r, s| r.number(s, 1, FIELD_NUMBERS)).map(small);
    let place: Option<Place> = reader.id(&used);
    if let (Some(id), Some(place)) = (&id, &place)
        && *id != place.field
    {
        // A card's cells answer to the names that the used sheets know.
        reader.problem(&used, ProblemKind::NoField(id.to_string()));
    }
    keys.close(reader);
    let field = Field {
        label: id.as_ref()?.to_string(),
        id: id?,
        number: number?,
        hint: String::new(),
        placeholder: String::new(),
        required: false,
        uses: Some(place?),
        kind: FieldKind::Text,
    };
    Some((field, Extra { is_single: false, counts }))
}

pub(super) fn field(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Field> {
    reader.named(spot, "field");
    let keys = reader.object(spot);
    or_spoilt(reader, spot, |reader| field_of(reader, spot, keys))
}

/// Reads something with an id; where that fails, what names it later is no mistake of its own.
pub(super) fn or_spoilt<'t, T>(
    reader: &mut Reader<'t>,
    spot: &Spot<'_, '_>,
    read: impl FnOnce(&mut Reader<'t>) -> Option<T>,
) -> Option<T> {
    let made = read(reader);
    if made.is_none() {
        reader.spoil(spot);
    }
    made
}

fn field_of(reader: &mut Reader<'_>, spot: &Spot<'_, '_>, mut keys: Keys<'_, '_>) -> Option<Field> {
    let id = need(reader, &mut keys, "id", |r, s| r.id(s));
    let label = need(reader, &mut keys, "label", |r, s| r.text(s));
    let hint = optional(reader, &mut keys, "hint", |r, s| r.text(s));
    let placeholder = optional(reader, &mut keys, "placeholder", |r, s| r.text(s));
    let required = optional(reader, &mut keys, "required", flag).unwrap_or(false);
    let name = need(reader, &mut keys, "kind", |r, s| r.word(s, KINDS, KINDS));
    let mut kind = name.and_then(|name| kind(reader, &mut keys, name));
    let number = |r: &mut Reader<'_>, s: &Spot<'_, '_>| r.number(s, 1, FIELD_NUMBERS);
    let number = match name {
        // A field that only holds or shows others has no answer to number.
        Some("sentence" | "calculation" | "chart" | "shares") => Some(0),
        Some(_) => need(reader, &mut keys, "number", number).map(small),
        None => optional(reader, &mut keys, "number", number).map(small),
    };
    // What else a field may say is known only with its kind.
    if name.is_some() {
        keys.close(reader);
    }
    // Links count a row's columns from its field's number on.
    if let (Some(FieldKind::Streak(streak)), Some(number), Some(label)) =
        (&mut kind, number, &label)
    {
        streak.rows.columns.extend(board::day_column(number, label));
    }
    if let (Some(rows), Some(number)) = (kind.as_ref().and_then(FieldKind::rows), number)
        && rows.columns.iter().any(|column| column.number <= number)
    {
        let low = i64::from(number) + 1;
        reader.problem(spot, ProblemKind::OutOfRange(low, FIELD_NUMBERS));
    }
    Some(Field {
        id: id?,
        number: number?,
        label: label?,
        hint: hint.unwrap_or_default(),
        placeholder: placeholder.unwrap_or_default(),
        required,
        uses: None,
        kind: kind?,
    })
}

pub(super) fn flag(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<bool> {
    reader.flag(spot)
}

/// The kinds of field, by their names in files.
const KINDS: &[&str] = &[
    "text",
    "long-text",
    "number",
    "date",
    "yes-no",
    "choice",
    "choices",
    "scale",
    "check",
    "sentence",
    "refers",
    "rows",
    "steps",
    "classification",
    "screening",
    "calculation",
    "chart",
    "shares",
    "quadrant",
    "circles",
    "streak",
];

fn kind(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>, name: &str) -> Option<FieldKind> {
    Some(match name {
        "long-text" => FieldKind::LongText,
        "number" => {
            let unit = optional(reader, keys, "unit", |r, s| r.text(s));
            let min = optional(reader, keys, "min", |r, s| r.number(s, -1_000_000, 1_000_000));
            let decimals = optional(reader, keys, "decimals", |r, s| r.number(s, 0, 4));
            FieldKind::Number {
                unit: unit.unwrap_or_default(),
                min: min.and_then(|min| i32::try_from(min).ok()),
                decimals: decimals.map_or(0, small),
                money: optional(reader, keys, "money", flag).unwrap_or(false),
            }
        }
        "date" => FieldKind::Date { today: optional(reader, keys, "today", flag).unwrap_or(false) },
        "yes-no" => {
            let unsure = optional(reader, keys, "unsure", flag).unwrap_or(false);
            FieldKind::YesNo { unsure }
        }
        "choice" => {
            let look = optional(reader, keys, "look", |r, s| {
                r.word(s, &["list", "cards"], &[ChoiceLook::List, ChoiceLook::Cards])
            });
            FieldKind::Choice { choices: choices(reader, keys)?, look: look.unwrap_or_default() }
        }
        "choices" => FieldKind::Choices { choices: choices(reader, keys)? },
        "scale" => scale(reader, keys)?,
        "check" => FieldKind::Check,
        "sentence" => sentence(reader, keys)?,
        "refers" => FieldKind::Refers(need(reader, keys, "of", |r, s| r.id(s))?),
        "rows" => compound::rows(reader, keys)?,
        "steps" => compound::steps(reader, keys)?,
        "classification" => compound::classification(reader, keys)?,
        "screening" => compound::screening(reader, keys)?,
        "calculation" => figure::calculation(reader, keys)?,
        "chart" => figure::chart(reader, keys)?,
        "shares" => figure::shares(reader, keys)?,
        "quadrant" => board::quadrant(reader, keys)?,
        "circles" => board::circles(reader, keys)?,
        "streak" => board::streak(reader, keys)?,
        _ => FieldKind::Text,
    })
}

fn scale(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let step = |r: &mut Reader<'_>, s: &Spot<'_, '_>| {
        r.number(s, -10, 10).and_then(|n| i8::try_from(n).ok())
    };
    let from = need(reader, keys, "from", step);
    let to = need(reader, keys, "to", step);
    let low = need(reader, keys, "low", |r, s| r.text(s));
    let high = need(reader, keys, "high", |r, s| r.text(s));
    let words = Vec::new();
    Some(FieldKind::Scale { from: from?, to: to?, low: low?, high: high?, words })
}

fn choices(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<Vec<Choice>> {
    let list = keys.need(reader, "choices")?;
    let mut choices: Vec<Choice> = Vec::new();
    for entry in reader.list(&list) {
        let mut keys = reader.object(&entry);
        let id: Option<ChoiceId> = need(reader, &mut keys, "id", |r, s| r.id(s));
        let number = need(reader, &mut keys, "number", |r, s| r.number(s, 1, 999)).map(small);
        let label = need(reader, &mut keys, "label", |r, s| r.text(s));
        let note = optional(reader, &mut keys, "note", |r, s| r.text(s)).unwrap_or_default();
        let lines = optional(reader, &mut keys, "lines", lines).unwrap_or_default();
        keys.close(reader);
        let (Some(id), Some(number), Some(label)) = (id, number, label) else {
            reader.spoil(&entry);
            continue;
        };
        if choices.iter().any(|choice| choice.id == id) {
            reader.problem(&entry, ProblemKind::IdTwice(id.to_string()));
        }
        if choices.iter().any(|choice| choice.number == number) {
            reader.problem(&entry, ProblemKind::NumberTwice(number));
        }
        choices.push(Choice { id, number, label, note, lines });
    }
    Some(choices)
}

fn lines(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Vec<(String, String)>> {
    let mut lines = Vec::new();
    for entry in reader.list(spot) {
        let mut keys = reader.object(&entry);
        let label = need(reader, &mut keys, "label", |r, s| r.text(s));
        let text = need(reader, &mut keys, "text", |r, s| r.text(s));
        keys.close(reader);
        lines.extend(label.zip(text));
    }
    Some(lines)
}

fn sentence(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let list = keys.need(reader, "blanks");
    let mut blanks = Vec::new();
    for entry in list.map(|list| reader.list(&list)).unwrap_or_default() {
        let Some(blank) = field(reader, &entry) else { continue };
        if !matches!(blank.kind, FieldKind::Text) {
            reader.problem(&entry, ProblemKind::NoneOf(&["text"]));
        }
        blanks.push(blank);
    }
    let template = need(reader, keys, "template", |r, s| {
        let template = r.template(s)?;
        for blank in template.blanks() {
            if !blanks.iter().any(|field| field.id == *blank) {
                r.problem(s, ProblemKind::NoField(blank.to_string()));
            }
        }
        for field in &blanks {
            let places = template.blanks().filter(|blank| **blank == field.id).count();
            if places == 0 {
                r.problem(s, ProblemKind::Template(format!("{{{}}} is missing", field.id)));
            } else if places > 1 {
                r.problem(s, ProblemKind::Template(format!("{{{}}} stands twice", field.id)));
            }
        }
        Some(template)
    })?;
    Some(FieldKind::Sentence { template, blanks })
}
