//! The line that tells what was just done, with a way back.

use leptos::prelude::*;

use super::context::app;
use super::session::Session;
use crate::browser::page;
use crate::words::Word;

/// How long a notice stays, in milliseconds.
const STAY: i32 = 8_000;

/// What was just done.
#[derive(Clone)]
pub struct Notice {
    /// In words.
    pub words: String,
    /// The session in which it can be undone.
    pub undo: Option<Session>,
}

/// The notice at the foot of the page. Screen readers hear it once.
#[component]
pub fn NoticeLine() -> impl IntoView {
    let app = app();
    let shown = StoredValue::new(0_u32);
    Effect::new(move || {
        if app.notice.with(Option::is_some) {
            shown.update_value(|n| *n += 1);
            let this = shown.get_value();
            page::after(STAY, move || {
                if shown.try_get_value() == Some(this) {
                    app.notice.set(None);
                }
            });
        }
    });
    let undo = move |session: Session| {
        session.undo();
        app.notice.set(None);
    };
    view! {
        <div class="ws-notice" role="status" class:ws-notice--shown=move || app.notice.with(Option::is_some)>
            {move || app.notice.get().map(|notice| view! {
                <span>{notice.words.clone()}</span>
                {notice.undo.map(|session| view! {
                    <button class="ws-button ws-button--quiet" on:click=move |_| undo(session)>
                        {app.say(Word::Undo)}
                    </button>
                })}
            })}
        </div>
    }
}
