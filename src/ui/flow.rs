//! What arrives on a sheet from others: said where it comes from, and offered where it may help.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::desk::{Offer, name_of};
use super::notice::Notice;
use super::session::Session;
use crate::model::id::{Address, SheetId};
use crate::model::response::Edit;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// Says what flowed in and from where, and offers the rest.
#[component]
pub fn Inflows(
    /// The pack.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// Its session.
    session: Session,
    /// What is offered.
    offers: Vec<Offer>,
) -> impl IntoView {
    let app = app();
    let sources = {
        let (sheet, loaded) = (Arc::clone(&sheet), loaded.clone());
        move || {
            let flowing = session.flowing();
            let from = |address: &Address| {
                let mut flows = sheet.flows.iter().filter(|flow| flow.to == address.field);
                flows.find_map(|flow| flow.from.sheet.clone())
            };
            let sheets: BTreeSet<SheetId> = flowing.iter().filter_map(from).collect();
            let names = sheets.iter().map(|id| name_of(&loaded, id));
            names.collect::<Vec<_>>().join(app.say(Word::Comma))
        }
    };
    let note = move || {
        let from = sources();
        (!from.is_empty()).then(|| {
            view! {
                <p class="ws-flow">
                    <span>{app.say_with(Word::FlowedFrom, &from)}</span>
                    <button class="ws-button ws-button--quiet" on:click=move |_| session.accept_flowed()>
                        {app.say(Word::FlowAccept)}
                    </button>
                </p>
            }
        })
    };
    let offers = offers
        .into_iter()
        .filter_map(|(to, from, answer)| {
            let label = sheet.field(&to)?.label.clone();
            let address = Address::field(to);
            let current = RwSignal::from(session.answer(&address));
            let source = from.sheet.map(|id| name_of(&loaded, &id)).unwrap_or_default();
            let (text, taken) = (answer.as_str().to_owned(), answer.clone());
            let take = move |_| {
                let edit = Edit::Answer { address: address.clone(), answer: Some(answer.clone()) };
                session.act(vec![edit]);
                let words = app.say_with(Word::OfferTaken, &label);
                app.notice.set(Some(Notice::done(words, session)));
            };
            Some(view! {
                <li class="ws-offer" hidden=move || current.with(|now| now.as_ref() == Some(&taken))>
                    <span class="ws-offer__text">{text}</span>
                    <span class="ws-offer__from">{app.say_with(Word::From, &source)}</span>
                    <button class="ws-button" on:click=take>{app.say(Word::OfferTake)}</button>
                </li>
            })
        })
        .collect::<Vec<_>>();
    let has_offers = !offers.is_empty();
    view! {
        {note}
        {has_offers.then(|| view! {
            <section class="ws-offers">
                <h2 class="ws-examples__title">{app.say(Word::Offers)}</h2>
                <ul>{offers.collect_view()}</ul>
            </section>
        })}
    }
}
