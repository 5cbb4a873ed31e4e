//! What arrives on a sheet from others: said where it comes from, and offered where it may help.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::desk::source_name;
use super::notice::Notice;
use super::session::Session;
use super::spot::Ground;
use crate::model::field::{Field, FieldKind, Step};
use crate::model::flow::{FlowKind, Offer, Offered};
use crate::model::id::{Address, FieldId, PackId, SheetId};
use crate::model::response::{Answer, Edit};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The most rows that are offered at once.
const ROWS_OFFERED: usize = 5;

/// Says what flowed in and from where, and offers the rest.
#[component]
pub fn Inflows(
    /// The pack.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// What it stands on.
    ground: Ground,
    /// Its session.
    session: Session,
    /// What is offered.
    offers: Vec<Offer>,
) -> impl IntoView {
    let app = app();
    // On a sheet that shows a card, what is offered for a field is for the card.
    let offers = offers.into_iter().map(|offer| match offer.what {
        Offered::Answer(Address { field, cell: None }, answer) => {
            Offer { what: Offered::Answer(ground.address(&field), answer), ..offer }
        }
        _ => offer,
    });
    let offers: Vec<_> = offers.collect();
    let sources = {
        let (sheet, loaded) = (Arc::clone(&sheet), loaded.clone());
        move || {
            let flowing = session.flowing();
            let from = |address: &Address| source_of(&sheet, address);
            let mut sheets: BTreeSet<(Option<PackId>, SheetId)> = BTreeSet::new();
            sheets.extend(flowing.iter().filter_map(from));
            let names = sheets.iter().map(|(pack, id)| source_name(&loaded, pack.as_ref(), id));
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
    // Of rows that are offered, the latest few.
    let rows = offers.iter().filter(|offer| matches!(offer.what, Offered::Row(_))).count();
    let mut skip = rows.saturating_sub(ROWS_OFFERED);
    let offers = offers.into_iter().filter(move |offer| {
        let is_row = matches!(offer.what, Offered::Row(_));
        let is_skipped = is_row && skip > 0;
        skip -= usize::from(is_skipped);
        !is_skipped
    });
    let offers = offers
        .map(|offer| view! { <OfferLine loaded=loaded.clone() sheet=Arc::clone(&sheet) offer session/> })
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

/// The sheet that something flowed from, with its pack where that is another one.
fn source_of(sheet: &Worksheet, address: &Address) -> Option<(Option<PackId>, SheetId)> {
    let column = address.cell.as_ref().map(|(_, column)| column);
    let mut flows = sheet.flows.iter().filter(|flow| {
        flow.to.field == address.field
            && (flow.to.column.is_none() || flow.to.column.as_ref() == column)
            && flow.how == FlowKind::Fill
    });
    let used = || {
        let columns = &sheet.holder(&address.field)?.rows()?.columns;
        columns.iter().find(|field| Some(&field.id) == column)?.uses.as_ref()?.sheet.clone()
    };
    flows
        .find_map(|flow| Some((flow.pack.clone(), flow.from.sheet.clone()?)))
        .or_else(|| Some((None, used()?)))
}

/// Something offered: taken with one press, gone once it is there.
#[component]
fn OfferLine(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    offer: Offer,
    session: Session,
) -> impl IntoView {
    let app = app();
    let label = label_of(&sheet, &offer);
    let goal = label.clone();
    let source = offer.from.sheet.as_ref();
    let source = source.map(|id| source_name(&loaded, offer.pack.as_ref(), id)).unwrap_or_default();
    let text = match &offer.what {
        Offered::Answer(_, answer) => answer.as_str().to_owned(),
        Offered::Row(cells) => {
            let is_written = |(column, _): &&(FieldId, Answer)| {
                let rows = sheet.holder(&offer.to).and_then(Field::rows);
                let column = rows.and_then(|rows| rows.columns.iter().find(|c| c.id == *column));
                column.is_some_and(|column| !matches!(column.kind, FieldKind::Refers(_)))
            };
            let words = cells.iter().filter(is_written).map(|(_, answer)| answer.as_str().trim());
            words.collect::<Vec<_>>().join(" · ")
        }
    };
    let is_there = {
        let offer = offer.clone();
        move || match &offer.what {
            Offered::Answer(address, answer) => {
                session.answer(address).with(|now| now.as_ref() == Some(answer))
            }
            Offered::Row(cells) => {
                let rows = session.rows(&offer.to);
                session.revision().track();
                session.peek(|response| {
                    rows.iter().any(|row| {
                        cells.iter().all(|(column, answer)| {
                            let at = Address::cell(offer.to.clone(), row.clone(), column.clone());
                            response.answer(&at) == Some(answer)
                        })
                    })
                })
            }
        }
    };
    let take = move |_| {
        let edits = match &offer.what {
            Offered::Answer(address, answer) => {
                vec![Edit::Answer { address: address.clone(), answer: Some(answer.clone()) }]
            }
            Offered::Row(cells) => session.new_rows(&offer.to, vec![cells.clone()]),
        };
        session.act(edits);
        let words = app.say_with(Word::OfferTaken, &label);
        app.notice.set(Some(Notice::done(words, session)));
    };
    view! {
        <li class="ws-offer" hidden=is_there>
            <span class="ws-offer__text">{text}</span>
            <span class="ws-offer__from">
                {app.say_with(Word::From, &source)} " → " {goal}
            </span>
            <button class="ws-button" on:click=take>{app.say(Word::OfferTake)}</button>
        </li>
    }
}

/// What an offer is for: a field, a step, or a rows field.
fn label_of(sheet: &Worksheet, offer: &Offer) -> String {
    let holder = sheet.holder(&offer.to);
    let step = match (&offer.what, holder.map(|field| &field.kind)) {
        (Offered::Answer(address, _), Some(FieldKind::Steps(kind))) => {
            let row = address.cell.as_ref().map(|(row, _)| row.as_str());
            let named = |step: &&Step| row.is_some_and(|row| row.starts_with(step.id.as_str()));
            kind.steps.iter().find(named).map(|step| step.label.clone())
        }
        _ => None,
    };
    let field = || sheet.field(&offer.to).or(holder).map(|field| field.label.clone());
    step.or_else(field).unwrap_or_default()
}
