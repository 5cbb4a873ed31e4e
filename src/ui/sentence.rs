//! The sentence: blanks that sit in the running line and grow with what is typed.
//!
//! A blank is an inline `contenteditable`, for only that wraps with the line like any other text.
//! It is never written to while an input method composes, nor when it holds the text already.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::context::app;
use super::session::Session;
use super::spot::Ground;
use crate::browser::{editable, page};
use crate::model::field::Field;
use crate::model::id::FieldId;
use crate::model::response::Answer;
use crate::model::text::{Piece, Template};
use crate::words::Word;

/// A sentence to fill.
#[component]
pub fn SentenceField(
    /// Where it stands.
    ground: Ground,
    /// The frame.
    template: Template,
    /// The blanks' fields.
    blanks: Vec<Field>,
    /// Where the answers go.
    session: Session,
) -> impl IntoView {
    // The blank being written, or the first empty one: its hint is shown.
    let current = RwSignal::new(first_empty(&blanks, &ground, session));
    let field_of = |id: &FieldId| blanks.iter().find(|field| field.id == *id).cloned();
    let ids: Vec<FieldId> = template.blanks().cloned().collect();
    let pieces = template.set_pieces().into_iter().map(|(piece, mark)| match piece {
        Piece::Words(words) => view! { <span>{words}</span> }.into_any(),
        Piece::Blank(place) => {
            let id = &place.field;
            let next = ids.iter().skip_while(|other| *other != id).nth(1).cloned();
            let blank = field_of(id)
                .map(|field| view! { <Blank ground=ground.clone() field next session current/> });
            view! { <span class="ws-set">{blank}{mark}</span> }.into_any()
        }
    });
    let has_hints = blanks.iter().any(|field| !field.hint.is_empty());
    let hints = blanks.iter().map(|field| {
        let id = format!("{}.hint", ground.id(&field.id));
        let here = field.id.clone();
        view! {
            <p class="ws-hint" id=id class:ws-hint--shown=move || current.get() == Some(here.clone())>
                {field.hint.clone()}
            </p>
        }
    });
    view! {
        <p class="ws-sentence">{pieces.collect_view()}</p>
        <div class="ws-hints" hidden=!has_hints>{hints.collect_view()}</div>
    }
}

fn first_empty(blanks: &[Field], ground: &Ground, session: Session) -> Option<FieldId> {
    let shown = ground.shown(session);
    let is_empty = |field: &&Field| !shown.answer_of(&field.id).is_some_and(Answer::is_written);
    blanks.iter().find(is_empty).or(blanks.last()).map(|field| field.id.clone())
}

/// One blank.
#[component]
fn Blank(
    ground: Ground,
    field: Field,
    /// The blank that Enter goes on to.
    next: Option<FieldId>,
    session: Session,
    current: RwSignal<Option<FieldId>>,
) -> impl IntoView {
    let address = ground.address(&field.id);
    let answer = session.answer(&address);
    let node = NodeRef::<html::Span>::new();
    let composing = StoredValue::new(false);
    let shown = answer.clone();
    Effect::new(move || {
        let answer = shown.get();
        let Some(element) = node.get() else { return };
        editable::ensure_editable(&element);
        if !composing.get_value() {
            editable::set_text(&element, answer.as_ref().map_or("", Answer::as_str));
        }
    });
    let write = {
        let address = address.clone();
        move || {
            if let Some(element) = node.get_untracked() {
                session.write(address.clone(), &editable::text(&element));
            }
        }
    };
    let write_end = write.clone();
    let id = ground.id(&field.id);
    let on_key = move |event: ev::KeyboardEvent| {
        if !page::is_enter(&event) {
            return;
        }
        event.prevent_default();
        match next.as_ref().and_then(|next| page::element(&ground.id(next))) {
            Some(next) => {
                let _ = next.focus();
                editable::select(&next, None);
            }
            None => {
                if let Some(share) = page::find("[data-action=share]") {
                    let _ = share.focus();
                }
            }
        }
    };
    let on_paste = |event: ev::ClipboardEvent| {
        event.prevent_default();
        let text = event.clipboard_data().map(|data| data.get_data("text/plain"));
        if let Some(Ok(text)) = text {
            editable::type_in_line(&text);
        }
    };
    let here = field.id.clone();
    let hint = (!field.hint.is_empty()).then(|| format!("{id}.hint"));
    // There from the start, so that a caret can be put into it at once.
    let initial = answer.get_untracked().map(|answer| answer.as_str().to_owned());
    let is_empty = move || answer.with(Option::is_none);
    view! {
        <span
            class="ws-blank"
            id=id
            node_ref=node
            role="textbox"
            contenteditable="plaintext-only"
            tabindex="0"
            aria-label=field.label.clone()
            aria-placeholder=field.placeholder.clone()
            aria-describedby=hint
            aria-multiline="false"
            enterkeyhint="next"
            spellcheck="false"
            data-placeholder=field.placeholder.clone()
            data-empty=move || is_empty().then_some("")
            on:input=move |_| write()
            on:compositionstart=move |_| composing.set_value(true)
            on:compositionend=move |_| {
                composing.set_value(false);
                write_end();
            }
            on:focus=move |_| current.set(Some(here.clone()))
            on:keydown=on_key
            on:paste=on_paste
            on:drop=|event: ev::DragEvent| event.prevent_default()
        >
            {initial}
        </span>
    }
}

/// The sentence as it reads when it is written: the finished card's words.
#[component]
pub fn Sentence(
    /// The frame.
    template: Template,
    /// What stands in a blank, as it changes.
    #[prop(into)]
    answer: Callback<FieldId, Option<Answer>>,
) -> impl IntoView {
    let app = app();
    let last = template.blanks().last().cloned();
    let pieces = template.pieces.into_iter().map(move |piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Blank(place) => {
            let id = place.field;
            let class =
                if Some(&id) == last.as_ref() { "ws-said ws-said--last" } else { "ws-said" };
            let said = move || match answer.run(id.clone()) {
                Some(answer) if answer.is_written() => {
                    view! { <mark class=class>{answer.as_str().trim().to_owned()}</mark> }
                        .into_any()
                }
                _ => view! { <span class="ws-unsaid">{app.say(Word::BlankLine)}</span> }.into_any(),
            };
            said.into_any()
        }
    });
    view! { <blockquote class="ws-finished__words" data-sentence>{pieces.collect_view()}</blockquote> }
}
