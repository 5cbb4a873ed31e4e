//! A dialog: a signal opens it; its button, the Escape key or the signal again closes it.

use leptos::html;
use leptos::prelude::*;

use super::context::app;
use crate::words::Word;

/// A dialog over the page.
#[component]
pub fn Dialog(
    /// The id of its heading.
    id: &'static str,
    /// Its heading.
    title: Word,
    /// Whether it is open.
    open: RwSignal<bool>,
    children: Children,
) -> impl IntoView {
    let app = app();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
    });
    // The browser tells later that it closed one: by then it may be open again.
    let on_close = move |_| open.set(dialog.get_untracked().is_some_and(|dialog| dialog.open()));
    view! {
        <dialog class="ws-share" node_ref=dialog aria-labelledby=id on:close=on_close>
            <h2 class="ws-share__title" id=id>{app.say(title)}</h2>
            {children()}
            <button class="ws-button ws-button--quiet ws-share__close" on:click=move |_| open.set(false)>
                {app.say(Word::Close)}
            </button>
        </dialog>
    }
}
