//! References: which of the rows that stand on another sheet belong here.

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
    let holder = place.sheet.as_ref().and_then(|id| loaded.pack.sheet(id))?.clone();
    let there = holder.holder(&place.field)?.clone();
    let response = app.open(&loaded.pack.id, &holder).0.shown();
    let rows = response.rows(&there.id);
    let answer = RwSignal::from(session.answer(&spot.address));
    let is_empty = rows.is_empty();
    let label = field.label.clone();
    let items: Vec<Item> = rows
        .iter()
        .map(|row| {
            let (label, note) = row_parts(&there, row, &response, &wording(app));
            Item { value: row.to_string(), label, note, lines: Vec::new() }
        })
        .collect();
    let chosen_items = items.clone();
    let chosen = move || {
        let ids = answer.get();
        let ids: Vec<&str> = ids.as_ref().map_or(Vec::new(), |a| a.as_str().split(' ').collect());
        let chosen = chosen_items.iter().filter(|item| ids.contains(&item.value.as_str()));
        let quotes = chosen.map(|item| {
            view! { <li class="ws-quote">{item.label.clone()}<span class="ws-quote__who">{item.note.clone()}</span></li> }
        });
        let quotes = quotes.collect::<Vec<_>>();
        (!quotes.is_empty()).then(|| view! { <ul class="ws-quotes">{quotes.collect_view()}</ul> })
    };
    // The list is made when it is opened: there may be hundreds on it.
    let opened = RwSignal::new(false);
    let picker = move || {
        opened.get().then(|| {
            let (spot, field, items) = (spot.clone(), field.clone(), items.clone());
            view! { <ChoiceField spot field items many=Many::Any look=ChoiceLook::List session/> }
        })
    };
    Some(view! {
        <section class="ws-refers">
            <h4 class="ws-field__label">{label}</h4>
            {chosen}
            {if is_empty {
                view! { <p class="ws-field__hint">{app.say_with(Word::RefersNone, &holder.name)}</p> }.into_any()
            } else {
                view! {
                    <button type="button" class="ws-button" data-action="pick-rows"
                        aria-expanded=move || opened.get().to_string()
                        on:click=move |_| opened.update(|opened| *opened = !*opened)>
                        {app.say_with(Word::RefersPick, &holder.name)}
                    </button>
                    {picker}
                }.into_any()
            }}
        </section>
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
