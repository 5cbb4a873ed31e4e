//! Choosing: one of several, always with a way to choose nothing again.

use leptos::prelude::*;

use super::context::app;
use super::session::Session;
use crate::model::field::{Choice, ChoiceLook, Field};
use crate::model::id::{Address, SheetId};
use crate::model::response::Answer;
use crate::words::Word;

/// One of several.
#[component]
pub fn ChoiceField(
    /// The sheet that it stands on.
    sheet: SheetId,
    /// The field.
    field: Field,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// How it looks.
    look: ChoiceLook,
    /// Where the answer goes.
    session: Session,
) -> impl IntoView {
    let app = app();
    let address = Address::field(field.id.clone());
    let answer = session.answer(&address);
    let name = format!("{sheet}.{}", field.id);
    let hint_id = (!field.hint.is_empty()).then(|| format!("{name}.hint"));
    let inputs = {
        let (name, answer, address) = (name.clone(), answer.clone(), address.clone());
        choices.into_iter().map(move |choice| {
            let (answer, address) = (answer.clone(), address.clone());
            let is_chosen = {
                let id = choice.id.clone();
                move || answer.with(|a| a.as_ref().map(Answer::as_str) == Some(id.as_str()))
            };
            let id = choice.id.clone();
            view! {
                <label class="ws-choice__one">
                    <input
                        type="radio"
                        id=format!("{name}.{}", choice.id)
                        name=name.clone()
                        value=choice.id.to_string()
                        prop:checked=is_chosen
                        on:change=move |_| session.write(address.clone(), id.as_str())
                    />
                    <span class="ws-choice__label">{choice.label}</span>
                    {(!choice.note.is_empty()).then(|| view! {
                        <span class="ws-choice__note">{choice.note}</span>
                    })}
                </label>
            }
        })
    };
    let class = match look {
        ChoiceLook::List => "ws-choice",
        ChoiceLook::Cards => "ws-choice ws-choice--cards",
    };
    let first = name.clone();
    let clear = move |_| {
        session.write(address.clone(), "");
        // The button goes away: the focus stays with the question.
        if let Some(input) = crate::browser::page::find(&format!("input[name='{first}']")) {
            let _ = input.focus();
        }
    };
    view! {
        <fieldset class=class id=name aria-describedby=hint_id.clone()>
            <legend class="ws-field__label">{field.label}</legend>
            {hint_id.clone().map(|id| view! { <p class="ws-field__hint" id=id>{field.hint}</p> })}
            <div class="ws-choice__all">{inputs.collect_view()}</div>
            <button
                type="button"
                class="ws-button ws-button--quiet ws-choice__clear"
                hidden=move || answer.with(Option::is_none)
                on:click=clear
            >
                {app.say(Word::Clear)}
            </button>
        </fieldset>
    }
}
