//! What links need to know of a pack: the numbers of its sheets, fields and choices, and how each
//! answer travels. The second program gets this, and never has to read whole packs.

use serde::{Deserialize, Serialize};

use crate::model::field::{Choice, Field, Wire};
use crate::model::id::{ChoiceId, FieldId};
use crate::model::worksheet::{Pack, Worksheet};

/// A pack as links see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    sheets: Vec<SheetOutline>,
}

/// A sheet as links see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SheetOutline {
    number: u16,
    /// What can be answered, in the order of its numbers.
    slots: Vec<Slot>,
}

/// A field that takes an answer, or a field of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    pub(super) number: u16,
    pub(super) id: FieldId,
    pub(super) form: Form,
}

/// How an answer travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Form {
    Text,
    Choice(Vec<(u16, ChoiceId)>),
    Choices(Vec<(u16, ChoiceId)>),
    YesNo,
    Date,
    Number,
    /// As rows of these columns, in the order of their numbers.
    Rows(Vec<Slot>),
}

impl Outline {
    /// The outline of a pack.
    pub fn of(pack: &Pack) -> Self {
        let sheet = |sheet: &Worksheet| SheetOutline {
            number: pack.number_in_link(sheet),
            slots: in_order(sheet.fields().chain(sheet.rows().map(|(field, _)| field))),
        };
        Self { sheets: pack.sheets.iter().map(sheet).collect() }
    }

    /// What can be answered on the sheet that a link names by `number`.
    pub(super) fn slots(&self, number: u16) -> Option<&[Slot]> {
        let sheet = self.sheets.iter().find(|sheet| sheet.number == number)?;
        Some(&sheet.slots)
    }
}

fn in_order<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<Slot> {
    let mut slots: Vec<Slot> = fields.filter_map(Slot::of).collect();
    slots.sort_by_key(|slot| slot.number);
    slots
}

impl Slot {
    fn of(field: &Field) -> Option<Self> {
        let numbered = |choices: &[Choice]| {
            choices.iter().map(|choice| (choice.number, choice.id.clone())).collect()
        };
        let form = match (field.rows(), field.wire()) {
            (Some(rows), _) => Form::Rows(in_order(rows.columns.iter())),
            (None, Some(Wire::Text)) => Form::Text,
            (None, Some(Wire::Choice(choices))) => Form::Choice(numbered(choices)),
            (None, Some(Wire::Choices(choices))) => Form::Choices(numbered(choices)),
            (None, Some(Wire::YesNo)) => Form::YesNo,
            (None, Some(Wire::Date)) => Form::Date,
            (None, Some(Wire::Number)) => Form::Number,
            (None, None) => return None,
        };
        Some(Self { number: field.number, id: field.id.clone(), form })
    }
}
