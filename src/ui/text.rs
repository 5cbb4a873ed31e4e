//! Text, numbers and days: one native control each.

use leptos::ev;
use leptos::prelude::*;

use super::context::app;
use super::fault::FaultLine;
use super::session::Session;
use super::spot::Spot;
use crate::browser::control::{self, State};
use crate::browser::{page, time};
use crate::model::exact::leads;
use crate::model::field::{Field, FieldKind};
use crate::model::outcome::fault::fault;
use crate::model::response::Answer;
use crate::words::Word;

/// A field of one native control.
#[component]
pub fn TextField(
    /// Where it stands.
    spot: Spot,
    /// The field.
    field: Field,
    /// Where the answer goes.
    session: Session,
) -> impl IntoView {
    let app = app();
    let answer = RwSignal::from(session.answer(&spot.address));
    let id = spot.id();
    let hint_id = (!field.hint.is_empty()).then(|| format!("{id}.hint"));
    let value = move || answer.with(|answer| answer.as_ref().map_or("", Answer::as_str).to_owned());
    let given = untrack(value);
    // Nothing is written while an input method composes here: another tab's words wait, and give way
    // to what is committed. One effect for each control: of these there may be thousands on a page.
    let composing = StoredValue::new(false);
    let (at, mut made_with) = (id.clone(), Some(given.clone()));
    Effect::new(move || {
        let now = value();
        let is_there = made_with.take().is_some_and(|text| text == now);
        if !is_there
            && !composing.get_value()
            && let Some(element) = page::element(&at)
        {
            control::set_text(&element, &State::Text(now));
        }
    });
    let (kind, mode) = match &field.kind {
        FieldKind::Date { .. } => ("date", None),
        FieldKind::Number { decimals: 0, .. } => ("text", Some("numeric")),
        FieldKind::Number { .. } => ("text", Some("decimal")),
        _ => ("text", None),
    };
    let unit = match &field.kind {
        FieldKind::Number { unit, .. } if !unit.is_empty() => Some(unit.clone()),
        _ => None,
    };
    let offers_today = matches!(field.kind, FieldKind::Date { today: true });
    let can_be_odd = matches!(field.kind, FieldKind::Number { .. } | FieldKind::Date { .. });
    // Told when one has written it, not while one writes.
    let writing = can_be_odd.then(|| RwSignal::new(false));
    let asked = field.clone();
    let odd = writing.map(|writing| {
        Memo::new(move |_| {
            let is_writing = writing.get();
            answer.with(|answer| fault(&asked, answer.as_ref()).filter(|_| !is_writing))
        })
    });
    let is_writing = move |is_now| {
        if let Some(writing) = writing {
            writing.set(is_now);
        }
    };
    let fault_id = can_be_odd.then(|| format!("{id}.fault"));
    let unit_id = unit.as_ref().map(|_| format!("{id}.unit"));
    let described = hint_id
        .iter()
        .chain(&unit_id)
        .chain(&fault_id)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let described = (!described.is_empty()).then_some(described);
    let address = spot.address.clone();
    let write = move |text: String| session.write(address.clone(), &text);
    let write_end = write.clone();
    let on_composed = move |event: ev::CompositionEvent| {
        composing.set_value(false);
        write_end(event_target_value(&event));
    };
    let on_composing = move |_| composing.set_value(true);
    let today = spot.address.clone();
    let control = if matches!(field.kind, FieldKind::LongText) {
        view! {
            <textarea
                class="ws-input ws-input--long"
                id=id.clone()
                rows="2"
                placeholder=field.placeholder
                aria-describedby=described
                prop:value=given
                on:input=move |event| write(event_target_value(&event))
                on:compositionstart=on_composing
                on:compositionend=on_composed
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="ws-input"
                id=id.clone()
                type=kind
                inputmode=mode
                autocomplete="off"
                placeholder=field.placeholder
                aria-describedby=described
                aria-invalid=odd.map(|odd| move || odd.with(Option::is_some).then_some("true"))
                prop:value=given
                on:compositionstart=on_composing
                on:compositionend=on_composed
                on:input=move |event| { is_writing(true); write(event_target_value(&event)); }
                on:blur=move |_| is_writing(false)
            />
        }
        .into_any()
    };
    let (before, behind) = match unit {
        Some(unit) if leads(&unit) => (Some(unit), None),
        unit => (None, unit),
    };
    let unit = move |unit| {
        view! { <span class="ws-field__unit" id=unit_id.clone()>{unit}</span> }
    };
    view! {
        <div class="ws-field">
            <label class="ws-field__label" for=id>{field.label}</label>
            {hint_id.map(|id| view! { <p class="ws-field__hint" id=id>{field.hint}</p> })}
            <div class="ws-field__control">
                {before.map(&unit)}
                {control}
                {behind.map(&unit)}
                {offers_today.then(|| view! {
                    <button type="button" class="ws-button" on:click=move |_| session.choose(today.clone(), &time::today())>
                        {app.say(Word::Today)}
                    </button>
                })}
            </div>
            {fault_id.zip(odd).map(|(id, fault)| view! { <FaultLine id fault said=Signal::derive(value)/> })}
        </div>
    }
}
