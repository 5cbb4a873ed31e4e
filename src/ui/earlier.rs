//! Earlier answers: what was written into questions that the sheet no longer asks.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::app;
use super::keep::Keeper;
use super::notice::Notice;
use super::session::Session;
use crate::browser::clipboard;
use crate::model::earlier::earlier;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The earlier answers, for the table of parts.
pub fn answers(sheet: Arc<Worksheet>, session: Session, keeper: Keeper) -> AnyView {
    view! { <EarlierAnswers sheet session keeper/> }.into_any()
}

/// The earlier answers of a sheet, to read and to copy; nothing where there are none.
#[component]
fn EarlierAnswers(
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// Its session.
    session: Session,
    /// What keeps it.
    keeper: Keeper,
) -> impl IntoView {
    let app = app();
    let there = Memo::new(move |_| {
        keeper.settled.track();
        session.peek(|response| earlier(&sheet, response))
    });
    let copy = move |_| {
        let lines = there.with_untracked(|all| {
            all.iter().map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>()
        });
        spawn_local(async move {
            let done = clipboard::copy(&lines.join("\n"), "[data-earlier]").await;
            let word = if done { Word::Copied } else { Word::CopyByHand };
            app.notice.set(Some(Notice::told(app.say(word))));
        });
    };
    move || {
        let all = there.get();
        (!all.is_empty()).then(|| {
            let lines =
                all.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> });
            view! {
                <section class="ws-earlier">
                    <h2 class="ws-examples__title">{app.say(Word::Earlier)}</h2>
                    <p class="ws-field__hint">{app.say(Word::EarlierHow)}</p>
                    <dl class="ws-earlier__all" data-earlier>{lines.collect_view()}</dl>
                    <button class="ws-button" data-action="copy-earlier" on:click=copy>
                        {app.say(Word::CopyText)}
                    </button>
                </section>
            }
        })
    }
}
