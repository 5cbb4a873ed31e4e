//! Where a view reads its answers: in a session, as they change, or in what somebody sent.

use std::sync::Arc;

use leptos::prelude::*;

use super::session::Session;
use crate::model::id::{Address, FieldId, RowId};
use crate::model::outcome::filled::Filled;
use crate::model::response::Answer;
use crate::model::worksheet::Worksheet;

/// Answers to look at. What reads live ones follows exactly those that it read.
#[derive(Clone)]
pub enum Seen {
    /// One's own, as they change.
    Live(Session),
    /// Somebody's, as they are.
    Still(Arc<dyn Filled + Send + Sync>),
}

impl Filled for Seen {
    fn said(&self, address: &Address) -> Option<Answer> {
        match self {
            Self::Live(session) => session.answer(address).get(),
            Self::Still(filled) => filled.said(address),
        }
    }

    fn rows_of(&self, field: &FieldId) -> Vec<RowId> {
        match self {
            Self::Live(session) => session.rows(field),
            Self::Still(filled) => filled.rows_of(field),
        }
    }
}

/// The sheet that fields stand on, for those that show what follows from others. Whoever shows a
/// whole sheet provides it.
#[derive(Clone)]
pub struct Here(pub Arc<Worksheet>);

impl Here {
    /// The sheet that is being shown.
    pub fn sheet() -> Option<Arc<Worksheet>> {
        use_context::<Self>().map(|here| here.0)
    }
}
