//! A card opened: its full run, from its sentence to its minimal delivery.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::Loaded;
use super::field::AnyField;
use super::screening::{VerdictText, fit_label};
use super::session::Session;
use super::spot::Ground;
use crate::model::field::{Field, Rows};
use crate::model::id::{RowId, SheetId};
use crate::model::outcome::cards::{Kinds, used_fields, used_sheets};

/// Where a card stands, and what it asks.
#[derive(Clone)]
pub struct CardPlace {
    /// The sheet.
    pub sheet: SheetId,
    /// The field of cards.
    pub field: Field,
    /// What a card asks.
    pub rows: Rows,
    /// The card.
    pub row: RowId,
}

/// A card's full run: the questions of the sheets that it uses, in the order of its columns.
#[component]
pub fn CardRun(
    /// Where it stands.
    card: CardPlace,
    /// How it is judged.
    kinds: Arc<Kinds>,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
    /// Moves when writing pauses.
    settled: ReadSignal<u64>,
) -> impl IntoView {
    let CardPlace { sheet, field, rows, row } = card;
    let ground = Ground::row(&sheet, &field.id, &row);
    let one = |field: &Field| {
        let (spot, field) = (ground.spot(field), field.clone());
        view! { <AnyField spot field session loaded=loaded.clone()/> }
    };
    let used = used_sheets(&loaded.pack, &rows);
    let mut shown: Vec<SheetId> = Vec::new();
    let mut parts = Vec::new();
    for column in &rows.columns {
        let of = column.uses.as_ref().and_then(|place| place.sheet.clone());
        match of {
            Some(id) if shown.contains(&id) => {}
            Some(id) => {
                if let Some(sheet) = used.iter().find(|sheet| sheet.id == id) {
                    let fields: Vec<_> = used_fields(sheet, &rows).into_iter().map(one).collect();
                    parts.push(
                        view! {
                            <section class="ws-section">
                                <h3 class="ws-section__title">{sheet.name.clone()}</h3>
                                {fields.collect_view()}
                            </section>
                        }
                        .into_any(),
                    );
                }
                shown.push(id);
            }
            None if rows.single.as_ref() == Some(&column.id) => {}
            None => {
                parts
                    .push(view! { <section class="ws-section">{one(column)}</section> }.into_any());
            }
        }
    }
    let judged = {
        let (kinds, ground) = (Arc::clone(&kinds), ground.clone());
        Memo::new(move |_| {
            settled.track();
            session.derived().track();
            kinds.look(&ground.shown(session)).judged
        })
    };
    let screening = kinds.screening.clone();
    let fit = screening.as_ref().map_or_else(String::new, |kind| fit_label(&loaded, None, kind));
    let verdict = move || {
        let (kind, judged) = (screening.clone()?, judged.get()?);
        let fit = fit.clone();
        Some(view! { <VerdictText kind judged fit/> })
    };
    view! {
        <div class="ws-problem__run">
            {parts}
            <div role="status">{verdict}</div>
        </div>
    }
}
