//! Going on: on a phone, what comes next stands at the thumb while one writes; and what is odd is
//! told once more before a sheet is sent.

use leptos::ev;
use leptos::prelude::*;

use super::context::app;
use crate::browser::host::Listener;
use crate::browser::{order, page};
use crate::words::Word;

/// The bar at the foot of a phone's window: where one is, and what comes next. Keys have Enter and
/// Tab for it, so it is no station of theirs.
pub fn bar() -> AnyView {
    view! { <Onward/> }.into_any()
}

/// Where one is, and the name of what comes next.
type Shown = (usize, usize, Option<String>);

#[component]
fn Onward() -> impl IntoView {
    let app = app();
    let here = RwSignal::new(None::<Shown>);
    // The focus is on its way when it leaves: look when it has come.
    let look = move || {
        page::after(0, move || {
            let found = order::here();
            let found = found.map(|at| (at.place, at.count, at.next.map(|next| next.name())));
            let _ = here.try_set(found);
        });
    };
    let listeners = ["focusin", "focusout"].map(|event| page::on_window(event, move |_| look()));
    on_cleanup(move || listeners.into_iter().flatten().for_each(Listener::stop));
    let place = move || here.get().map(|(place, count, _)| format!("{place} / {count}"));
    let next = move || here.get().and_then(|(.., next)| next);
    view! {
        <div class="ws-onward" class:ws-onward--shown=move || here.with(Option::is_some)>
            <span class="ws-onward__place">{place}</span>
            {move || match next() {
                Some(next) => view! {
                    <button type="button" class="ws-onward__next" tabindex="-1"
                        on:pointerdown=|event: ev::PointerEvent| event.prevent_default()
                        on:click=|_| { order::go_on(); }>
                        {app.say_with(Word::OnwardNext, &next)}
                    </button>
                }.into_any(),
                None => view! { <span class="ws-onward__last">{app.say(Word::OnwardLast)}</span> }.into_any(),
            }}
        </div>
    }
}

/// What is odd on a sheet that is about to be sent: each leads to its place; sending stays open.
pub fn odd_answers(on_send: Callback<()>) -> AnyView {
    view! { <OddAnswers on_send/> }.into_any()
}

#[component]
fn OddAnswers(on_send: Callback<()>) -> impl IntoView {
    const TITLE: &str = "odd-answers";
    let app = app();
    let found = order::odd();
    let count = found.len().to_string();
    let lines = found.into_iter().map(|odd| {
        let href = format!("#{}", odd.id);
        let go = move |event: ev::MouseEvent| {
            // The address holds the page, not a place on it.
            event.prevent_default();
            order::enter_by_id(&odd.id);
        };
        view! { <li><a href=href on:click=go>{odd.name}</a>" "{odd.words}</li> }
    });
    page::focus_soon(TITLE.to_owned());
    view! {
        <section class="ws-odd" aria-labelledby=TITLE>
            <h2 class="ws-odd__title" id=TITLE tabindex="-1">{app.say_with(Word::OddTitle, &count)}</h2>
            <ul>{lines.collect_view()}</ul>
            <button type="button" class="ws-button" data-action="share-anyway" on:click=move |_| on_send.run(())>
                {app.say(Word::OddSend)}
            </button>
        </section>
    }
}
