//! What can be asked: the kinds of field.
//!
//! A kind is general: none knows a particular sheet. A field either takes an answer itself or,
//! like a sentence, holds fields that do.

use serde::{Deserialize, Serialize};

use super::id::{ChoiceId, FieldId};
use super::text::Template;

/// One question of a worksheet. Valid by construction: only the checker makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The permanent id, unique in the worksheet.
    pub id: FieldId,
    /// The permanent number in links, 1 and up; 0 for a field that takes no answer itself.
    pub number: u16,
    /// What it is called.
    pub label: String,
    /// How to answer, in a line.
    pub hint: String,
    /// What stands in the empty control.
    pub placeholder: String,
    /// Whether the sheet counts as filled without it.
    pub required: bool,
    /// What is asked.
    pub kind: FieldKind,
}

/// What is asked, and what an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A decimal number, kept as typed.
    Number {
        /// What is counted, shown behind the number; may be empty.
        unit: String,
    },
    /// A day, as `2026-01-31`.
    Date,
    /// `yes`, `no`, or where that is allowed `unsure`.
    YesNo {
        /// Whether one may be unsure.
        unsure: bool,
    },
    /// One of several.
    Choice {
        /// What there is to choose.
        choices: Vec<Choice>,
        /// How they look.
        look: ChoiceLook,
    },
    /// Any of several; the answer is their ids with spaces between.
    Choices {
        /// What there is to choose.
        choices: Vec<Choice>,
    },
    /// A step on a scale, as a whole number.
    Scale {
        /// The lowest step.
        from: i8,
        /// The highest step.
        to: i8,
        /// What the lowest step means.
        low: String,
        /// What the highest step means.
        high: String,
    },
    /// Done (`yes`) or not.
    Check,
    /// A running sentence with blanks that one writes into.
    Sentence {
        /// The frame.
        template: Template,
        /// The blanks' fields, in the order of their numbers; each of kind text.
        blanks: Vec<Field>,
    },
}

/// One of the things to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The permanent id, unique in the field.
    pub id: ChoiceId,
    /// The permanent number in links, 1 and up.
    pub number: u16,
    /// What it says.
    pub label: String,
    /// A line below it; may be empty.
    pub note: String,
}

/// How a choice looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChoiceLook {
    /// A list of lines.
    #[default]
    List,
    /// Cards with a note each.
    Cards,
}

/// How an answer of a field travels in a link. Frozen: links depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire<'a> {
    /// As text.
    Text,
    /// As the number of a choice.
    Choice(&'a [Choice]),
    /// As the numbers of several choices.
    Choices(&'a [Choice]),
    /// As 1, 2 or 3.
    YesNo,
    /// As days.
    Date,
    /// As a whole number where it is one.
    Number,
}

impl Field {
    /// The fields that take the answers: itself, or the fields that it holds.
    pub fn leaves(&self) -> &[Self] {
        match &self.kind {
            FieldKind::Sentence { blanks, .. } => blanks,
            _ => std::slice::from_ref(self),
        }
    }

    /// How its answer travels in a link; nothing where it takes none itself.
    pub fn wire(&self) -> Option<Wire<'_>> {
        match &self.kind {
            FieldKind::Text | FieldKind::LongText => Some(Wire::Text),
            FieldKind::Number { .. } | FieldKind::Scale { .. } => Some(Wire::Number),
            FieldKind::Date => Some(Wire::Date),
            FieldKind::YesNo { .. } | FieldKind::Check => Some(Wire::YesNo),
            FieldKind::Choice { choices, .. } => Some(Wire::Choice(choices)),
            FieldKind::Choices { choices } => Some(Wire::Choices(choices)),
            FieldKind::Sentence { .. } => None,
        }
    }
}
