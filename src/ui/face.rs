//! What the face of a card shows: its sentence, its verdict, the value that it delivers most.

use std::collections::BTreeMap;

use super::session::Session;
use crate::model::field::{Field, Rows, Verdict};
use crate::model::id::RowId;
use crate::model::outcome::cards::{Kinds, Look};
use crate::model::outcome::{self, Wording};
use crate::model::response::Response;

/// What the face of a card shows.
#[derive(Clone, PartialEq)]
pub struct Face {
    /// What the card says in a sentence.
    pub sentence: String,
    /// The verdict on it, with its name.
    pub verdict: Option<(Verdict, String)>,
    /// The value that it delivers most.
    pub main: Option<String>,
    /// Whether it is the current card.
    pub is_chosen: bool,
    /// Where it lies among the others, best first.
    pub rank: usize,
}

/// The faces of all cards of a field.
pub fn faces(
    field: &Field,
    rows: &Rows,
    kinds: &Kinds,
    session: Session,
    wording: &Wording,
) -> BTreeMap<RowId, Face> {
    let shown = session.shown();
    let by_row = shown.rows_as_sheets(&field.id);
    let empty = Response::default();
    let face = |row: RowId| {
        let card = by_row.get(&row).unwrap_or(&empty);
        let look = kinds.look(card);
        let rank = look.rank();
        let Look { profile, judged } = look;
        let main = profile.as_ref().and_then(|profile| profile.main);
        let types = kinds.classification.as_ref().map(|kind| &kind.types);
        let verdicts = kinds.screening.as_ref().map_or(&[][..], |kind| &kind.verdicts);
        let verdict = judged.as_ref().map(outcome::screening::Judged::verdict);
        let title = |verdict: Verdict| {
            let found = verdicts.iter().find(|(of, _)| *of == verdict);
            (verdict, found.map_or_else(String::new, |(_, title)| title.clone()))
        };
        let chosen = rows.single.as_ref().and_then(|column| card.answer_of(column));
        let face = Face {
            sentence: outcome::row_words(field, &row, &shown, wording).unwrap_or_default(),
            verdict: verdict.map(title),
            main: main.and_then(|at| Some(types?.get(at)?.title.clone())),
            is_chosen: chosen.is_some_and(|answer| answer.as_str() == "yes"),
            rank,
        };
        (row, face)
    };
    shown.rows(&field.id).into_iter().map(face).collect()
}
