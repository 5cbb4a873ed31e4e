//! Text, numbers and days: one native control each.

use leptos::prelude::*;

use super::session::Session;
use crate::model::field::{Field, FieldKind};
use crate::model::id::{Address, SheetId};

/// A field of one native control.
#[component]
pub fn TextField(
    /// The sheet that it stands on.
    sheet: SheetId,
    /// The field.
    field: Field,
    /// Where the answer goes.
    session: Session,
) -> impl IntoView {
    let address = Address::field(field.id.clone());
    let answer = session.answer(&address);
    let id = format!("{sheet}.{}", field.id);
    let hint_id = (!field.hint.is_empty()).then(|| format!("{id}.hint"));
    let value =
        move || answer.with(|a| a.as_ref().map_or_else(String::new, |a| a.as_str().to_owned()));
    let (kind, mode, unit) = match &field.kind {
        FieldKind::Date => ("date", None, None),
        FieldKind::Number { unit } => ("text", Some("decimal"), Some(unit.clone())),
        _ => ("text", None, None),
    };
    let placeholder = field.placeholder.clone();
    let described = hint_id.clone();
    let control = if matches!(field.kind, FieldKind::LongText) {
        view! {
            <textarea
                class="ws-input ws-input--long"
                id=id.clone()
                rows="3"
                placeholder=placeholder
                aria-describedby=described
                prop:value=value
                on:input=move |event| session.write(address.clone(), &event_target_value(&event))
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
                placeholder=placeholder
                aria-describedby=described
                prop:value=value
                on:input=move |event| session.write(address.clone(), &event_target_value(&event))
            />
        }
        .into_any()
    };
    view! {
        <div class="ws-field">
            <label class="ws-field__label" for=id>{field.label}</label>
            {hint_id.map(|id| view! { <p class="ws-field__hint" id=id>{field.hint}</p> })}
            <div class="ws-field__control">
                {control}
                {unit.filter(|unit| !unit.is_empty()).map(|unit| view! {
                    <span class="ws-field__unit">{unit}</span>
                })}
            </div>
        </div>
    }
}
