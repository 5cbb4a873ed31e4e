//! Ways to send what one shares: a link, its QR code, a picture to post, text and files.
//!
//! Each is made when it is asked for. Inside an app that can neither store files nor send them on,
//! pictures are there for a long press, and the rest says where it works.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::ledger;
use crate::browser::site::LoadError;
use crate::browser::{clipboard, page};
use crate::model::id::SheetRef;
use crate::model::picture::Picture;
use crate::model::share::{Kind, RISKY_LENGTH, SAFE_LENGTH, ShareError, Shared, Thread};
use crate::words::Word;

/// How many pixels a module of a QR code takes on the page, before the browser fits it in.
const PIXELS: usize = 8;

/// What a link holds.
#[derive(Clone)]
pub struct Letter {
    /// Somebody's answers.
    pub shared: Shared,
    /// What was said about them, where it is feedback.
    pub thread: Option<Thread>,
    /// The sheets that they are from.
    pub from: Vec<SheetRef>,
}

/// What is to be sent.
#[derive(Clone)]
pub struct Parcel {
    /// What the link holds.
    pub letter: Letter,
    /// What it is called.
    pub title: String,
    /// It as text.
    pub text: String,
    /// It in Markdown.
    pub markdown: String,
    /// It as a picture.
    pub picture: Picture,
}

/// As what it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A link.
    Link,
    /// A QR code.
    Code,
    /// A picture.
    Picture,
    /// Text.
    Text,
}

/// What was made of it.
#[derive(Clone, PartialEq)]
pub enum Made<T> {
    /// It is being made.
    Making,
    /// Here it is.
    Here(T),
    /// There is too much of it.
    TooLong,
    /// A file that is needed did not arrive.
    Failed,
}

/// Makes the payload of a link, and remembers it as made here.
async fn payload(
    app: App,
    loaded: &Loaded,
    letter: &Letter,
    digits: bool,
) -> Result<Result<String, ShareError>, LoadError> {
    let tools = app.tools().await?;
    // Without the prime the link is longer, and opens all the same.
    let _ = app.prime(&tools, letter.shared.locale).await;
    let made = tools.make(&loaded.pack, &letter.shared, letter.thread.as_ref(), digits);
    Ok(made.map(|(payload, checksum)| {
        if letter.shared.kind == Kind::Answers {
            for sheet in &letter.from {
                ledger::note(checksum, sheet.clone());
            }
        }
        payload
    }))
}

/// Makes the link.
pub async fn link(app: App, loaded: &Loaded, letter: &Letter) -> Made<String> {
    match payload(app, loaded, letter, false).await {
        Ok(Ok(payload)) => Made::Here(address() + &payload),
        Ok(Err(_)) => Made::TooLong,
        Err(_) => Made::Failed,
    }
}

/// Makes the link for a QR code: in digits.
async fn digits(app: App, loaded: &Loaded, letter: &Letter) -> Made<String> {
    match payload(app, loaded, letter, true).await {
        Ok(Ok(digits)) => Made::Here(digits),
        Ok(Err(_)) => Made::TooLong,
        Err(_) => Made::Failed,
    }
}

/// The address before a link's payload.
fn address() -> String {
    format!("{}#", page::address())
}

async fn code(app: App, loaded: &Loaded, parcel: &Parcel) -> Made<String> {
    let digits = match digits(app, loaded, &parcel.letter).await {
        Made::Here(digits) => digits,
        other => return other,
    };
    let Ok(pictures) = app.pictures().await else { return Made::Failed };
    match pictures.code(&address(), &digits, PIXELS) {
        Ok(image) => Made::Here(image),
        Err(_) => Made::TooLong,
    }
}

/// Makes the QR code of a link for paper: how wide it is in modules, and its path. Nothing where it
/// does not fit into one, or a file did not arrive.
pub async fn code_path(app: App, loaded: &Loaded, letter: &Letter) -> Option<(usize, String)> {
    let Made::Here(digits) = digits(app, loaded, letter).await else { return None };
    app.pictures().await.ok()?.code_path(&address(), &digits).ok()
}

/// Draws the picture of a parcel.
pub async fn picture(app: App, loaded: &Loaded, parcel: &Parcel, is_dark: bool) -> Made<String> {
    let digits = match digits(app, loaded, &parcel.letter).await {
        Made::Here(digits) => digits,
        Made::TooLong => String::new(),
        other => return other,
    };
    let Ok(pictures) = app.pictures().await else { return Made::Failed };
    let address = address();
    let mut picture = Picture { is_dark, ..parcel.picture.clone() };
    if pictures.code_path(&address, &digits).is_err() {
        // Too much for a code: there is nothing to scan.
        Word::PictureAlone.text(picture.locale).clone_into(&mut picture.invitation);
    }
    match pictures.draw(&picture, &address, &digits) {
        Ok(image) => Made::Here(image),
        Err(_) => Made::Failed,
    }
}

/// One of several ways, to choose among.
#[component]
pub fn Way(
    /// What the ways are called together.
    name: &'static str,
    /// What it says.
    label: &'static str,
    /// Whether it is the one.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Takes it.
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="ws-choice__one">
            <input
                type="radio"
                name=name
                prop:checked=move || chosen.get()
                on:change=move |_| on_choose.run(())
            />
            <span>{label}</span>
        </label>
    }
}

/// The ways to send a parcel.
#[component]
pub fn Send(
    /// The pack, in the language of what is sent.
    loaded: Loaded,
    /// What is sent.
    parcel: Parcel,
    /// As what: kept outside, so that it stays as one changes what is sent.
    form: RwSignal<Form>,
    /// What became of copying; said beside.
    said: RwSignal<Option<Word>>,
) -> impl IntoView {
    let app = app();
    let parcel = Arc::new(parcel);
    let made = RwSignal::new(Made::Making);
    let (from, sent) = (loaded.clone(), Arc::clone(&parcel));
    spawn_local(async move {
        let link = link(app, &from, &sent.letter).await;
        // Not there any more where something else is sent now.
        let _ = made.try_set(link);
    });
    let ways = [
        (Form::Link, Word::AsLink),
        (Form::Code, Word::AsCode),
        (Form::Picture, Word::AsPicture),
        (Form::Text, Word::AsText),
    ];
    let ways = ways.map(|(way, word)| {
        let chosen = Signal::derive(move || form.get() == way);
        let choose = move |()| {
            said.set(None);
            form.set(way);
        };
        view! { <Way name="send-as" label=app.say(word) chosen on_choose=Callback::new(choose)/> }
    });
    let panel = move || {
        let (loaded, parcel) = (loaded.clone(), Arc::clone(&parcel));
        match form.get() {
            Form::Link => view! { <LinkPanel made parcel form said/> }.into_any(),
            Form::Code => view! { <CodePanel loaded parcel/> }.into_any(),
            Form::Picture => view! { <PicturePanel loaded parcel/> }.into_any(),
            Form::Text => view! { <TextPanel parcel said/> }.into_any(),
        }
    };
    view! {
        <fieldset class="ws-share__ways">
            <legend class="ws-share__legend">{app.say(Word::SendAs)}</legend>
            <div class="ws-choice__all">{ways.collect_view()}</div>
        </fieldset>
        <div class="ws-share__panel">{panel}</div>
    }
}

fn wait(app: App) -> AnyView {
    view! { <p class="ws-share__wait">{app.say(Word::ShareMaking)}</p> }.into_any()
}

fn alert(app: App, word: Word) -> AnyView {
    view! { <p class="ws-share__wait" role="alert">{app.say(word)}</p> }.into_any()
}

/// Copies a text and says so; where that is not possible, it stands selected in what `shown` finds.
pub fn copy(text: String, shown: &'static str, said: RwSignal<Option<Word>>) {
    spawn_local(async move {
        let done = clipboard::copy(&text, shown).await;
        let _ = said.try_set(Some(if done { Word::Copied } else { Word::CopyByHand }));
    });
}

/// A link to copy.
#[component]
pub fn LinkBox(
    /// The link.
    url: String,
) -> impl IntoView {
    let app = app();
    let length = url.chars().count();
    let (word, class) = if length <= SAFE_LENGTH {
        (Word::LinkLength, "ws-share__length")
    } else if length <= RISKY_LENGTH {
        (Word::LinkRisky, "ws-share__length ws-share__length--risky")
    } else {
        (Word::LinkTooLong, "ws-share__length ws-share__length--long")
    };
    let href = url.clone();
    view! {
        <a class="ws-share__link" data-share-link href=href>{url}</a>
        <p class=class>{app.say_with(word, &length.to_string())}</p>
    }
}

#[component]
fn LinkPanel(
    made: RwSignal<Made<String>>,
    parcel: Arc<Parcel>,
    form: RwSignal<Form>,
    said: RwSignal<Option<Word>>,
) -> impl IntoView {
    let app = app();
    let copy_text = move |text: String| {
        spawn_local(async move {
            if clipboard::copy(&text, "[data-share-text]").await {
                let _ = said.try_set(Some(Word::Copied));
            } else {
                // There it stands, to be copied by hand.
                let _ = form.try_set(Form::Text);
            }
        });
    };
    move || match made.get() {
        Made::Making => wait(app),
        Made::Failed => alert(app, Word::ShareFailed),
        Made::TooLong => {
            let text = parcel.text.clone();
            view! {
                <p class="ws-share__wait" role="alert">{app.say(Word::ShareTooLong)}</p>
                <button class="ws-button" data-action="copy-text" on:click=move |_| copy_text(text.clone())>
                    {app.say(Word::CopyText)}
                </button>
            }
            .into_any()
        }
        Made::Here(url) => {
            let (title, text) = (parcel.title.clone(), parcel.text.clone());
            let (to_copy, to_send, words) = (url.clone(), url.clone(), text.clone());
            let can_send = page::can_share() && !page::is_inside_app();
            view! {
                <LinkBox url/>
                <div class="ws-share__buttons">
                    <button
                        class="ws-button ws-button--main"
                        data-action="copy-link"
                        on:click=move |_| copy(to_copy.clone(), "[data-share-link]", said)
                    >
                        {app.say(Word::CopyLink)}
                    </button>
                    <button class="ws-button" data-action="copy-text" on:click=move |_| copy_text(text.clone())>
                        {app.say(Word::CopyText)}
                    </button>
                    {can_send.then(|| view! {
                        <button
                            class="ws-button"
                            data-action="send-link"
                            on:click=move |_| page::share(&title, &words, &to_send)
                        >
                            {app.say(Word::SystemShare)}
                        </button>
                    })}
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn CodePanel(loaded: Loaded, parcel: Arc<Parcel>) -> impl IntoView {
    let app = app();
    let made = RwSignal::new(Made::Making);
    spawn_local(async move {
        let code = code(app, &loaded, &parcel).await;
        let _ = made.try_set(code);
    });
    move || match made.get() {
        Made::Making => wait(app),
        Made::Failed => alert(app, Word::ShareFailed),
        Made::TooLong => alert(app, Word::CodeTooLong),
        Made::Here(image) => view! {
            <img class="ws-share__code" data-share-code src=image alt=app.say(Word::CodeName)/>
            <p class="ws-share__how">{app.say(Word::CodeHow)}</p>
        }
        .into_any(),
    }
}

#[component]
fn PicturePanel(loaded: Loaded, parcel: Arc<Parcel>) -> impl IntoView {
    let app = app();
    let is_dark = RwSignal::new(false);
    let made = RwSignal::new(Made::Making);
    let drawn = Arc::clone(&parcel);
    Effect::new(move || {
        let (loaded, parcel, is_dark) = (loaded.clone(), Arc::clone(&drawn), is_dark.get());
        spawn_local(async move {
            let picture = picture(app, &loaded, &parcel, is_dark).await;
            let _ = made.try_set(picture);
        });
    });
    let looks = [(false, Word::PictureLight), (true, Word::PictureDark)].map(|(dark, word)| {
        let chosen = Signal::derive(move || is_dark.get() == dark);
        let on_choose = Callback::new(move |()| is_dark.set(dark));
        view! { <Way name="picture-look" label=app.say(word) chosen on_choose/> }
    });
    let name = app.say_with(Word::PictureName, &parcel.text);
    let file = format!("{}.png", parcel.title);
    let picture = move || match made.get() {
        Made::Making => wait(app),
        Made::Failed | Made::TooLong => alert(app, Word::PictureFailed),
        Made::Here(image) => {
            let (to_save, file) = (image.clone(), file.clone());
            view! {
                <img class="ws-share__picture" data-share-picture src=image alt=name.clone()/>
                <p class="ws-share__how">{app.say(Word::PictureHow)}</p>
                {(!page::is_inside_app()).then(|| view! {
                    <a class="ws-button" data-action="save-picture" download=file href=to_save>
                        {app.say(Word::SavePicture)}
                    </a>
                })}
            }
            .into_any()
        }
    };
    view! {
        {picture}
        <div class="ws-choice__all" role="group" aria-label=app.say(Word::AsPicture)>{looks.collect_view()}</div>
    }
}

#[component]
fn TextPanel(parcel: Arc<Parcel>, said: RwSignal<Option<Word>>) -> impl IntoView {
    let app = app();
    let is_marked = RwSignal::new(false);
    let styles = [(false, Word::StylePlain), (true, Word::StyleMarkdown)].map(|(marked, word)| {
        let chosen = Signal::derive(move || is_marked.get() == marked);
        let on_choose = Callback::new(move |()| is_marked.set(marked));
        view! { <Way name="text-style" label=app.say(word) chosen on_choose/> }
    });
    let shown = Arc::clone(&parcel);
    let text = move || {
        let text = if is_marked.get() { &shown.markdown } else { &shown.text };
        text.clone()
    };
    let to_copy = text.clone();
    let can_save = !page::is_inside_app();
    let save = move || {
        let (kind, ending, word, text) = if is_marked.get() {
            ("text/markdown", "md", Word::SaveMarkdown, &parcel.markdown)
        } else {
            ("text/plain", "txt", Word::SaveText, &parcel.text)
        };
        let file = format!("{}.{ending}", parcel.title);
        can_save.then(|| view! {
            <a class="ws-button" data-action="save-text" download=file href=page::address_of_text(kind, text)>
                {app.say(word)}
            </a>
        })
    };
    view! {
        <div class="ws-choice__all" role="group" aria-label=app.say(Word::AsText)>{styles.collect_view()}</div>
        <pre class="ws-share__text" data-share-text tabindex="0">{text}</pre>
        <div class="ws-share__buttons">
            <button
                class="ws-button ws-button--main"
                data-action="copy-text"
                on:click=move |_| copy(to_copy(), "[data-share-text]", said)
            >
                {app.say(Word::CopyText)}
            </button>
            {save}
        </div>
        {(!can_save).then(|| view! { <p class="ws-share__how">{app.say(Word::OpenOutside)}</p> })}
    }
}
