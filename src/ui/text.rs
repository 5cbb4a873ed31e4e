//! Text, numbers and days: one native control each.

use leptos::prelude::*;

use super::context::app;
use super::controls;
use super::fault::FaultLine;
use super::made::Made;
use super::session::Session;
use super::spot::Spot;
use crate::browser::{copies, time};
use crate::model::exact::{beside, leads};
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
    let is_long = match field.kind {
        FieldKind::Text => false,
        FieldKind::LongText => true,
        _ => return view! { <ExactField spot field session/> }.into_any(),
    };
    let id = spot.id();
    controls::add(&id, session, &spot.address, None);
    let given = session.answer_now(&spot.address);
    Made::new(move || {
        copies::text_field(&copies::TextField {
            id: &id,
            label: &field.label,
            hint: &field.hint,
            placeholder: &field.placeholder,
            value: given.as_ref().map_or("", Answer::as_str),
            is_long,
        })
    })
    .into_any()
}

/// A number or a day: what is odd about it is told.
#[component]
fn ExactField(spot: Spot, field: Field, session: Session) -> impl IntoView {
    let app = app();
    let id = spot.id();
    let answer = RwSignal::from(session.answer(&spot.address));
    let said = move || answer.with(|it| it.as_ref().map_or("", Answer::as_str).to_owned());
    // Told when one has written it, not while one writes.
    let writing = RwSignal::new(false);
    controls::add(&id, session, &spot.address, Some(writing));
    let (kind, mode) = match &field.kind {
        FieldKind::Date { .. } => ("date", None),
        FieldKind::Number { decimals: 0, .. } => ("text", Some("numeric")),
        _ => ("text", Some("decimal")),
    };
    let unit = match &field.kind {
        FieldKind::Number { unit, .. } if !unit.is_empty() => Some(unit.clone()),
        _ => None,
    };
    let offers_today = matches!(field.kind, FieldKind::Date { today: true });
    let class = if mode.is_some() { "ws-field ws-field--number" } else { "ws-field" };
    let asked = field.clone();
    let odd = Memo::new(move |_| {
        let is_writing = writing.get();
        answer.with(|answer| fault(&asked, answer.as_ref()).filter(|_| !is_writing))
    });
    let hint_id = (!field.hint.is_empty()).then(|| format!("{id}.hint"));
    let unit_id = unit.as_ref().map(|_| format!("{id}.unit"));
    let fault_id = format!("{id}.fault");
    let described = hint_id.iter().chain(&unit_id).chain([&fault_id]).map(String::as_str);
    let described = described.collect::<Vec<_>>().join(" ");
    let (before, behind) = match unit {
        Some(unit) if leads(&unit) => (Some(unit), None),
        unit => (None, unit),
    };
    let unit = move |unit: String| {
        let word = move || beside(said().trim(), &unit).to_owned();
        view! { <span class="ws-field__unit" id=unit_id.clone()>{word}</span> }
    };
    let today = move |_| session.choose(spot.address.clone(), &time::today());
    view! {
        <div class=class>
            <label class="ws-field__label" for=id.clone()>{field.label}</label>
            {hint_id.map(|id| view! { <p class="ws-field__hint" id=id>{field.hint}</p> })}
            <div class="ws-field__control">
                {before.map(&unit)}
                <input
                    class="ws-input"
                    id=id
                    type=kind
                    inputmode=mode
                    autocomplete="off"
                    placeholder=field.placeholder
                    aria-describedby=described
                    aria-invalid=move || odd.with(Option::is_some).then_some("true")
                    prop:value=untrack(said)
                />
                {behind.map(&unit)}
                {offers_today.then(|| view! {
                    <button type="button" class="ws-button" on:click=today>{app.say(Word::Today)}</button>
                })}
            </div>
            <FaultLine id=fault_id fault=odd said=Signal::derive(said)/>
        </div>
    }
    .into_any()
}
