//! Sharing: the link, how to copy it, and what it will show.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::desk::{with_desk, wording};
use super::session::Session;
use super::spot::Ground;
use crate::browser::{clipboard, page};
use crate::model::response::Response;
use crate::model::share::{Kind, RISKY_LENGTH, SAFE_LENGTH, ShareError, Shared, SharedSheet};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// What became of the link.
#[derive(Clone)]
enum Link {
    Making,
    Empty,
    Made(String),
    TooLong,
    Failed,
}

/// Makes the payload of a sheet as it stands.
async fn payload(
    app: App,
    loaded: &Loaded,
    sheet: &Worksheet,
    response: &Response,
) -> Result<Result<String, ShareError>, crate::browser::site::LoadError> {
    let tools = app.tools().await?;
    // Without the prime the link is longer, and opens all the same.
    let _ = app.prime(&tools, loaded.pack.locale).await;
    let answers = SharedSheet::of(&loaded.pack, sheet, response);
    let shared = Shared { kind: Kind::Answers, locale: loaded.pack.locale, sheets: vec![answers] };
    Ok(tools.make(&loaded.bytes, &shared))
}

/// The share dialog of a sheet.
pub fn dialog(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    session: Session,
    ground: Ground,
    open: RwSignal<bool>,
) -> AnyView {
    view! { <ShareDialog loaded sheet session ground open/> }.into_any()
}

/// The share dialog of a sheet.
#[component]
pub fn ShareDialog(
    /// The pack.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// The session that holds its answers.
    session: Session,
    /// Where in it they stand.
    ground: Ground,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let dialog = NodeRef::<html::Dialog>::new();
    let link = RwSignal::new(Link::Making);
    let copied = RwSignal::new(None::<Word>);
    let (made, of) = (Arc::clone(&sheet), loaded.clone());
    Effect::new(move || {
        if !open.get() {
            return;
        }
        copied.set(None);
        if let Some(dialog) = dialog.get() {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
        let response = ground.shown(session);
        if response.is_empty() {
            link.set(Link::Empty);
            return;
        }
        link.set(Link::Making);
        let (loaded, sheet) = (of.clone(), Arc::clone(&made));
        spawn_local(async move {
            let outcome = match payload(app, &loaded, &sheet, &response).await {
                Ok(Ok(payload)) => Link::Made(format!("{}#{payload}", page::address())),
                Ok(Err(_)) => Link::TooLong,
                Err(_) => Link::Failed,
            };
            let _ = link.try_set(outcome);
        });
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let (about, from) = (Arc::clone(&sheet), loaded.clone());
    let text =
        move || with_desk(app, &from, &about, |desk| desk.filled(&about.summary, &wording(app)));
    let copy = move |what: String| {
        spawn_local(async move {
            let done = clipboard::copy(&what, "[data-share-link]").await;
            copied.set(Some(if done { Word::Copied } else { Word::CopyByHand }));
        });
    };
    let name = sheet.name.clone();
    let body = move || match link.get() {
        Link::Making => {
            view! { <p class="ws-share__wait">{app.say(Word::ShareMaking)}</p> }.into_any()
        }
        Link::Empty => {
            view! { <p class="ws-share__wait">{app.say(Word::ShareEmpty)}</p> }.into_any()
        }
        Link::Failed => {
            view! { <p class="ws-share__wait" role="alert">{app.say(Word::ShareFailed)}</p> }
                .into_any()
        }
        Link::TooLong => {
            let text = text();
            view! {
                <p class="ws-share__wait" role="alert">{app.say(Word::ShareTooLong)}</p>
                <button class="ws-button" on:click=move |_| copy(text.clone())>{app.say(Word::CopyText)}</button>
            }
            .into_any()
        }
        Link::Made(url) => {
            let (text, title) = (text(), name.clone());
            let length = url.chars().count();
            let risky = length > SAFE_LENGTH;
            let said = if risky { Word::LinkRisky } else { Word::LinkLength };
            let said = app.say_with(said, &length.to_string());
            let class = match length {
                _ if !risky => "ws-share__length",
                _ if length <= RISKY_LENGTH => "ws-share__length ws-share__length--risky",
                _ => "ws-share__length ws-share__length--long",
            };
            let (to_copy, to_send) = (url.clone(), url.clone());
            let (text_to_copy, text_to_send) = (text.clone(), text.clone());
            view! {
                <blockquote class="ws-share__words">{text}</blockquote>
                <p class="ws-share__how">{app.say(Word::ShareHow)}</p>
                <a class="ws-share__link" data-share-link href=url.clone()>{url.clone()}</a>
                <p class=class>{said}</p>
                <div class="ws-share__buttons">
                    <button
                        class="ws-button ws-button--main"
                        data-action="copy-link"
                        on:click=move |_| copy(to_copy.clone())
                    >
                        {app.say(Word::CopyLink)}
                    </button>
                    <button
                        class="ws-button"
                        data-action="copy-text"
                        on:click=move |_| copy(text_to_copy.clone())
                    >
                        {app.say(Word::CopyText)}
                    </button>
                    {page::can_share().then(|| view! {
                        <button
                            class="ws-button"
                            on:click=move |_| page::share(&title, &text_to_send, &to_send)
                        >
                            {app.say(Word::SystemShare)}
                        </button>
                    })}
                </div>
            }
            .into_any()
        }
    };
    view! {
        <dialog
            class="ws-share"
            node_ref=dialog
            aria-labelledby="share-title"
            on:close=move |_| open.set(false)
        >
            <h2 class="ws-share__title" id="share-title">{app.say(Word::ShareTitle)}</h2>
            {body}
            <p class="ws-share__said" role="status">{move || copied.get().map(|word| app.say(word))}</p>
            <button class="ws-button ws-button--quiet ws-share__close" on:click=move |_| close()>
                {app.say(Word::Close)}
            </button>
        </dialog>
    }
}
