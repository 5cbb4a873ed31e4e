//! How an answer on one sheet feeds another, as worksheets declare it.

use serde::{Deserialize, Serialize};

use super::condition::{Condition, Place};
use super::id::FieldId;

/// One way for an answer to travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The field on this sheet that receives.
    pub to: FieldId,
    /// Where the answer stands.
    pub from: Place,
    /// How it arrives.
    pub how: FlowKind,
    /// When it travels; nothing for always.
    pub when: Option<Condition>,
}

/// How a flowed answer arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlowKind {
    /// It stands in the empty field and follows its source.
    Fill,
    /// It is offered beside the field.
    Suggest,
}
