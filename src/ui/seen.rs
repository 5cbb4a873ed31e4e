//! Where a view reads its answers: in a session, as they change, or in what somebody sent.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use super::spot::Ground;
use crate::model::id::{Address, FieldId, RowId};
use crate::model::outcome::filled::Filled;
use crate::model::response::Answer;

/// Answers to look at. What reads live ones follows exactly those that it read.
#[derive(Clone)]
pub enum Seen {
    /// One's own, as they change, on the ground that they stand on.
    Live(Session, Ground),
    /// Somebody's, as they are.
    Still(Arc<dyn Filled + Send + Sync>),
}

impl Filled for Seen {
    fn said(&self, address: &Address) -> Option<Answer> {
        match self {
            Self::Live(session, ground) => match &address.cell {
                None => session.answer(&ground.address(&address.field)).get(),
                Some(_) => session.answer(address).get(),
            },
            Self::Still(filled) => filled.said(address),
        }
    }

    fn rows_of(&self, field: &FieldId) -> Vec<RowId> {
        match self {
            Self::Live(session, _) => session.rows(field),
            Self::Still(filled) => filled.rows_of(field),
        }
    }
}
