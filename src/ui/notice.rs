//! The line that tells what was just done, with a way back.

use std::sync::Arc;

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
    /// The session in which it can be undone, and its revision then: once something else was
    /// written, undo would take back that, so it is offered no more.
    undo: Option<(Session, u64)>,
    /// What is to be done when it was undone.
    undone: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl Notice {
    /// Something to know.
    pub fn told(words: impl Into<String>) -> Self {
        Self { words: words.into(), undo: None, undone: None }
    }

    /// Something that was just done in a session.
    pub fn done(words: impl Into<String>, session: Session) -> Self {
        let revision = session.revision_now();
        Self { words: words.into(), undo: Some((session, revision)), undone: None }
    }

    /// The same, with more to be done when it is undone.
    pub fn and_undone(self, undone: impl Fn() + Send + Sync + 'static) -> Self {
        Self { undone: Some(Arc::new(undone)), ..self }
    }
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
    let undo = move |session: Session, undone: Option<&(dyn Fn() + Send + Sync)>| {
        session.undo();
        if let Some(undone) = undone {
            undone();
        }
        app.notice.set(None);
        // The button goes away with the notice: the focus goes where it was done.
        page::focus_in_place("main");
    };
    view! {
        <div class="ws-notice" role="status" class:ws-notice--shown=move || app.notice.with(Option::is_some)>
            {move || app.notice.get().map(|notice| {
                let undone = notice.undone.clone();
                view! {
                    <span>{notice.words.clone()}</span>
                    {notice.undo.map(|(session, revision)| view! {
                        <button
                            class="ws-button ws-button--quiet"
                            hidden=move || session.revision().get() != revision
                            on:click=move |_| undo(session, undone.as_deref())
                        >
                            {app.say(Word::Undo)}
                        </button>
                    })}
                }
            })}
        </div>
    }
}
