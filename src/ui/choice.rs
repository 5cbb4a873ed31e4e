//! Choosing: one of several or any of several, always with a way to choose nothing again.

use leptos::prelude::*;

use super::context::app;
use super::icon::{CROSS, icon};
use super::session::Session;
use super::spot::Spot;
use crate::browser::page;
use crate::model::field::{ChoiceLook, Field};
use crate::model::response::Answer;
use crate::words::Word;

/// One thing to choose.
#[derive(Clone, PartialEq)]
pub struct Item {
    /// What the answer says when it is chosen.
    pub value: String,
    /// What it says.
    pub label: String,
    /// A line below; may be empty.
    pub note: String,
    /// More about it, each with its name.
    pub lines: Vec<(String, String)>,
}

/// A thing to choose that is only its name.
pub fn plain(value: &str, label: &str) -> Item {
    Item {
        value: value.to_owned(),
        label: label.to_owned(),
        note: String::new(),
        lines: Vec::new(),
    }
}

/// How many may be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// One at the most.
    One,
    /// Any.
    Any,
}

/// A group of things to choose from.
#[component]
pub fn ChoiceField(
    /// Where it stands.
    spot: Spot,
    /// The field.
    field: Field,
    /// What there is to choose.
    items: Vec<Item>,
    /// How many may be chosen.
    many: Many,
    /// How it looks.
    look: ChoiceLook,
    /// Where the answer goes.
    session: Session,
) -> impl IntoView {
    let app = app();
    let answer = RwSignal::from(session.answer(&spot.address));
    let name = spot.id();
    let hint_id = (!field.hint.is_empty()).then(|| format!("{name}.hint"));
    let kind = if many == Many::One { "radio" } else { "checkbox" };
    let order: Vec<String> = items.iter().map(|item| item.value.clone()).collect();
    let address = spot.address.clone();
    let inputs = items
        .into_iter()
        .map(|item| {
            let (value, address, order) = (item.value.clone(), address.clone(), order.clone());
            let chosen = item.value.clone();
            let is_chosen = move || {
                answer.with(|a| {
                    a.as_ref().is_some_and(|a| a.as_str().split(' ').any(|v| v == chosen))
                })
            };
            let toggle = move |_| {
                let text = match many {
                    Many::One => value.clone(),
                    Many::Any => toggled(answer.get_untracked().as_ref(), &value, &order),
                };
                session.choose(address.clone(), &text);
            };
            let lines = item.lines.into_iter().map(|(name, text)| {
                view! { <span class="ws-choice__line"><b>{name}</b>" "{text}</span> }
            });
            view! {
                <label class="ws-choice__one">
                    <input
                        type=kind
                        id=format!("{name}.{}", item.value)
                        name=name.clone()
                        value=item.value
                        prop:checked=is_chosen
                        on:change=toggle
                    />
                    <span class="ws-choice__label">{item.label}</span>
                    {(!item.note.is_empty()).then(|| view! {
                        <span class="ws-choice__note">{item.note}</span>
                    })}
                    {lines.collect_view()}
                </label>
            }
        })
        .collect_view();
    let class = match look {
        ChoiceLook::List => "ws-choice",
        ChoiceLook::Cards => "ws-choice ws-choice--cards",
    };
    let first = name.clone();
    let clear = move |_| {
        session.choose(spot.address.clone(), "");
        // The button goes away: the focus stays with the question.
        if let Some(input) = page::find(&format!("input[name='{first}']")) {
            let _ = input.focus();
        }
    };
    view! {
        <fieldset class=class id=name aria-describedby=hint_id.clone()>
            <legend class="ws-field__label">{field.label}</legend>
            {hint_id.clone().map(|id| view! { <p class="ws-field__hint" id=id>{field.hint}</p> })}
            <div class="ws-choice__all">
                {inputs}
                <button
                    type="button"
                    class="ws-button ws-button--icon ws-choice__clear"
                    aria-label=app.say(Word::Clear)
                    title=app.say(Word::Clear)
                    hidden=move || answer.with(Option::is_none)
                    on:click=clear
                >
                    {icon(CROSS)}
                </button>
            </div>
        </fieldset>
    }
}

/// An answer of several with one more, or one less, in the order of the field.
fn toggled(answer: Option<&Answer>, value: &str, order: &[String]) -> String {
    let chosen: Vec<&str> = answer.map_or(Vec::new(), |a| a.as_str().split(' ').collect());
    let is_in = |other: &String| (chosen.contains(&other.as_str())) != (other == value);
    order.iter().filter(|other| is_in(other)).cloned().collect::<Vec<_>>().join(" ")
}
