//! Two or three cards laid side by side.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::app;
use super::desk::wording;
use super::face::{Face, faces};
use super::session::Session;
use crate::model::field::{Field, FieldKind, Rows};
use crate::model::id::RowId;
use crate::model::outcome;
use crate::model::outcome::cards::Kinds;
use crate::model::response::Response;
use crate::words::Word;

/// The most cards side by side.
const MOST: usize = 3;

/// Picks a card, or takes it away again; one too many takes the place of the first.
pub fn pick(picked: &mut Vec<RowId>, row: &RowId) {
    let before = picked.len();
    picked.retain(|other| other != row);
    if picked.len() == before {
        picked.push(row.clone());
        if picked.len() > MOST {
            picked.remove(0);
        }
    }
}

/// Two or three cards side by side.
#[component]
pub fn SideBySide(
    /// The field of cards.
    field: Field,
    /// What a card asks.
    rows: Rows,
    /// How a card is judged.
    kinds: Arc<Kinds>,
    /// The cards that were picked for it.
    compared: RwSignal<Vec<RowId>>,
    /// Moves when writing pauses.
    settled: ReadSignal<u64>,
    /// Where the answers are.
    session: Session,
) -> impl IntoView {
    let app = app();
    move || {
        settled.track();
        let chosen = compared.get();
        if chosen.len() < 2 {
            let one = (chosen.len() == 1).then(|| app.say(Word::CompareOneMore));
            return Some(view! { <p class="ws-field__hint" role="status">{one}</p> }.into_any());
        }
        let faces = faces(&field, &rows, &kinds, session, &wording(app));
        let shown = session.shown();
        let cards: Vec<_> =
            chosen.iter().map(|row| (row, shown.row_as_sheet(&field.id, row))).collect();
        let face = |row: &RowId| faces.get(row).cloned();
        let line = |title: String, cells: Vec<String>| {
            let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> });
            view! { <tr><th scope="row">{title}</th>{cells.collect_view()}</tr> }
        };
        let each = |look: &dyn Fn(&Face) -> String| -> Vec<String> {
            chosen.iter().map(|row| face(row).as_ref().map_or_else(String::new, look)).collect()
        };
        let in_summary = |column: &Field| {
            rows.summary.iter().any(|summary| summary.blanks().any(|id| *id == column.id))
        };
        let told = rows.columns.iter().filter(|column| {
            !matches!(column.kind, FieldKind::Scale { .. })
                && !in_summary(column)
                && rows.single.as_ref() != Some(&column.id)
        });
        let columns = told.filter_map(|column| {
            let cell = |(_, card): &(&RowId, Response)| {
                let answer = card.answer_of(&column.id).filter(|answer| answer.is_written());
                answer.map_or_else(String::new, |a| outcome::shown(column, a, &wording(app)))
            };
            let cells: Vec<_> = cards.iter().map(cell).collect();
            let is_said = cells.iter().any(|cell| !cell.is_empty());
            is_said.then(|| line(column.label.clone(), cells))
        });
        let columns = columns.collect_view();
        let sentences = each(&|face| face.sentence.clone());
        let heads = sentences.into_iter().map(|text| view! { <th scope="col">{text}</th> });
        let mains = each(&|face| face.main.clone().unwrap_or_default());
        let verdicts =
            each(&|face| face.verdict.as_ref().map_or_else(String::new, |(_, t)| t.clone()));
        Some(
            view! {
                <section class="ws-compare" tabindex="0" role="region" aria-label=app.say(Word::CompareTitle)>
                    <table class="ws-compare__table">
                        <thead><tr><td></td>{heads.collect_view()}</tr></thead>
                        <tbody>
                            {line(app.say(Word::CompareVerdict).to_owned(), verdicts)}
                            {line(app.say(Word::CompareValue).to_owned(), mains)}
                            {columns}
                        </tbody>
                    </table>
                    <button type="button" class="ws-button ws-button--quiet"
                        on:click=move |_| compared.set(Vec::new())>
                        {app.say(Word::CompareEnd)}
                    </button>
                </section>
            }
            .into_any(),
        )
    }
}
