//! References: which of the rows that stand on another sheet belong here.

use std::sync::Arc;

use leptos::prelude::*;

use super::choice::{ChoiceField, Item, Many};
use super::context::{Loaded, app};
use super::desk::wording;
use super::session::Session;
use super::spot::Spot;
use crate::model::condition::Place;
use crate::model::field::{ChoiceLook, Field};
use crate::model::id::{Address, RowId};
use crate::model::outcome;
use crate::model::response::Response;
use crate::words::Word;

/// A field that refers to rows elsewhere.
#[component]
pub fn RefersField(
    /// Where it stands.
    spot: Spot,
    /// The field.
    field: Field,
    /// The rows that it refers to.
    place: Place,
    /// Where the answer goes.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let here = loaded.pack.sheet(spot.ground.sheet()).cloned().map(Arc::new);
    let other = place.sheet.as_ref().and_then(|id| loaded.pack.sheet(id)).cloned().map(Arc::new);
    let is_here = place.sheet.is_none();
    let holder = if is_here { here } else { other }?;
    let there = holder.holder(&place.field)?.clone();
    let rows_of = if is_here { session } else { app.open(&loaded.pack.id, &holder).0 };
    let answer = RwSignal::from(session.answer(&spot.address));
    let (name, label) = (spot.id(), field.label.clone());
    let items = Memo::new(move |_| {
        let rows = rows_of.rows(&there.id);
        rows_of.revision().track();
        let response = rows_of.shown();
        let item = |row: &RowId| {
            let (label, note) = row_parts(&there, row, &response, &wording(app));
            Item { value: row.to_string(), label, note, lines: Vec::new() }
        };
        rows.iter().map(item).collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| items.with(Vec::is_empty));
    let chosen = move || {
        let ids = answer.get();
        let ids: Vec<&str> = ids.as_ref().map_or(Vec::new(), |a| a.as_str().split(' ').collect());
        let items = items.get();
        let chosen = items.into_iter().filter(|item| ids.contains(&item.value.as_str()));
        let quotes = chosen.map(|item| {
            view! { <li class="ws-quote">{item.label}<span class="ws-quote__who">{item.note}</span></li> }
        });
        let quotes = quotes.collect::<Vec<_>>();
        (!quotes.is_empty()).then(|| view! { <ul class="ws-quotes">{quotes.collect_view()}</ul> })
    };
    // The list is made when it is opened: there may be hundreds on it.
    let opened = RwSignal::new(false);
    let picker = move || {
        opened.get().then(|| {
            let (spot, field, items) = (spot.clone(), field.clone(), items.get());
            view! { <ChoiceField spot field items many=Many::Any look=ChoiceLook::List session/> }
        })
    };
    Some(view! {
        <div class="ws-refers" role="group" aria-labelledby=format!("{name}.label")>
            <p class="ws-field__label" id=format!("{name}.label")>{label}</p>
            {chosen}
            <p class="ws-field__hint" hidden=move || !is_empty.get()>
                {app.say_with(Word::RefersNone, &holder.name)}
            </p>
            <button type="button" class="ws-button" data-action="pick-rows"
                hidden=move || is_empty.get()
                aria-expanded=move || opened.get().to_string()
                on:click=move |_| opened.update(|opened| *opened = !*opened)>
                {app.say_with(Word::RefersPick, &holder.name)}
            </button>
            {picker}
        </div>
    })
}

/// A row as something to pick: its first words, and the rest beside.
fn row_parts(
    field: &Field,
    row: &RowId,
    response: &Response,
    wording: &outcome::Wording,
) -> (String, String) {
    let columns = field.rows().map_or(&[][..], |rows| &rows.columns);
    let mut words = columns.iter().filter_map(|column| {
        let at = Address::cell(field.id.clone(), row.clone(), column.id.clone());
        let answer = response.answer(&at).filter(|answer| answer.is_written())?;
        Some(outcome::shown(column, answer, wording).trim().to_owned())
    });
    let first = words.next().unwrap_or_else(|| wording.blank.to_owned());
    (first, words.next().unwrap_or_default())
}
