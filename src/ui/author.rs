//! The page where an author opens a worksheet: sees it checked and working, and mends it in place.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::context::{App, Loaded, app};
use super::sheet::SheetPage;
use super::shell::name_page;
use crate::browser::paper::Style;
use crate::browser::site::LoadError;
use crate::browser::{file, page};
use crate::library::FILE_LIMIT;
use crate::model::mistake::Mistake;
use crate::model::route::Route;
use crate::words::author::AuthorWord;

/// How long after the last key the text is checked, in milliseconds.
const PAUSE: i32 = 300;

/// A worksheet to start from.
const START: &str = include_str!("start.json");

/// What became of checking.
#[derive(Clone)]
enum Checked {
    Nothing,
    Mistakes(Arc<Vec<Mistake>>),
    Sheet(Loaded),
    Refused(AuthorWord),
}

/// The page.
pub fn page() -> AnyView {
    view! { <AuthorPage/> }.into_any()
}

/// The look of the pages for authors, which the page's own style does not carry.
#[component]
pub fn Look() -> impl IntoView {
    let style = StoredValue::new_local(Style::adopt(include_str!("../../style/author.css")));
    on_cleanup(move || {
        style.with_value(|style| style.iter().for_each(Style::drop_it));
    });
}

/// The page where an author opens a worksheet.
#[component]
pub fn AuthorPage() -> impl IntoView {
    let app = app();
    let locale = app.locale.get_untracked();
    let say = move |word: AuthorWord| word.text(locale);
    name_page(app, say(AuthorWord::OwnTitle));
    let checked = RwSignal::new(Checked::Nothing);
    let text = NodeRef::<html::Textarea>::new();
    // At once for what was opened as a whole, after a pause for what is being typed.
    let is_typing = StoredValue::new(false);
    Effect::new(move || {
        let draft = app.draft.get();
        let pause = if is_typing.get_value() { PAUSE } else { 0 };
        page::after(pause, move || check(app, draft, checked));
    });
    let take = move |from: Option<File>| {
        let Some(from) = from else { return };
        spawn_local(async move {
            if u32::try_from(FILE_LIMIT).is_ok_and(|limit| from.size() > f64::from(limit)) {
                let _ = checked.try_set(Checked::Refused(AuthorWord::OwnTooLarge));
                return;
            }
            match file::text(&from, FILE_LIMIT).await {
                Some(text) => open(app, is_typing, text),
                None => {
                    let _ = checked.try_set(Checked::Refused(AuthorWord::OwnNoText));
                }
            }
        });
    };
    let pick = move |event: web_sys::Event| {
        take(file::picked(&event_target::<HtmlInputElement>(&event)));
    };
    let drop = move |event: DragEvent| {
        if let Some(dropped) = file::dropped(event.data_transfer().as_ref()) {
            event.prevent_default();
            take(Some(dropped));
        }
    };
    let type_text = move |event: web_sys::Event| {
        is_typing.set_value(true);
        app.draft.set(event_target_value(&event));
    };
    let go = Callback::new(move |mistake: Mistake| {
        if let Some(text) = text.get_untracked() {
            let at = utf16_at(&text.value(), mistake.line, mistake.column);
            let _ = text.focus();
            let _ = text.set_selection_range(at, at);
        }
    });
    view! {
        <Look/>
        <article class="ws-author" on:dragover=|event| event.prevent_default() on:drop=drop>
            <h1 class="ws-title">{say(AuthorWord::OwnTitle)}</h1>
            <p class="ws-lead">{say(AuthorWord::OwnLead)}</p>
            <div class="ws-shared__actions">
                <label class="ws-button ws-button--main ws-file">
                    {say(AuthorWord::OwnPick)}
                    <input type="file" id="own.file" accept=".json,application/json" on:change=pick/>
                </label>
                <button class="ws-button" data-action="own-start"
                    on:click=move |_| open(app, is_typing, START.to_owned())>
                    {say(AuthorWord::OwnStart)}
                </button>
            </div>
            <p class="ws-field__hint">{say(AuthorWord::OwnDrop)}</p>
            <label class="ws-field__label" for="own.text">{say(AuthorWord::OwnText)}</label>
            <textarea id="own.text" class="ws-input ws-author__text" rows="12" spellcheck="false"
                autocapitalize="off" autocomplete="off" lang="en" translate="no"
                node_ref=text prop:value=move || app.draft.get() on:input=type_text></textarea>
            <ul class="ws-author__more">
                <li><a href="./worksheet.schema.json" download="worksheet.schema.json">{say(AuthorWord::OwnSchema)}</a></li>
                <li><a href=Route::Embed.to_string()>{say(AuthorWord::EmbedTitle)}</a></li>
                <li><a href=Route::Gallery.to_string()>{say(AuthorWord::OwnKinds)}</a></li>
            </ul>
            <div role="status">
                {move || match checked.get() {
                    Checked::Nothing => ().into_any(),
                    Checked::Refused(word) => view! { <p class="ws-ask" data-refused>{say(word)}</p> }.into_any(),
                    Checked::Mistakes(all) => view! { <Mistakes all go/> }.into_any(),
                    Checked::Sheet(_) => view! { <p class="ws-author__right">{say(AuthorWord::OwnRight)}</p> }.into_any(),
                }}
            </div>
            {move || match checked.get() {
                Checked::Sheet(loaded) => loaded.pack.sheets.first().cloned().map(|sheet| {
                    view! { <SheetPage loaded=loaded.clone() sheet=Arc::new(sheet)/> }
                }),
                _ => None,
            }}
        </article>
    }
}

/// Puts a text in place of what stands there.
fn open(app: App, is_typing: StoredValue<bool>, text: String) {
    is_typing.set_value(false);
    app.draft.set(text);
}

/// Checks a text, and takes the sheet in where nothing is wrong with it.
fn check(app: App, draft: String, checked: RwSignal<Checked>) {
    let is_current = move |draft: &String| app.draft.with_untracked(|now| now == draft);
    if !is_current(&draft) {
        return;
    }
    if draft.trim().is_empty() {
        let _ = checked.try_set(Checked::Nothing);
        return;
    }
    spawn_local(async move {
        let found = match app.read_own(&draft, app.locale.get_untracked()).await {
            Ok(Ok(loaded)) => Checked::Sheet(loaded),
            Ok(Err(none)) if none.is_empty() => Checked::Refused(AuthorWord::OwnBroken),
            Ok(Err(mistakes)) => Checked::Mistakes(Arc::new(mistakes)),
            Err(LoadError) => Checked::Refused(AuthorWord::OwnUnreachable),
        };
        if !is_current(&draft) {
            return;
        }
        if let Checked::Sheet(loaded) = &found {
            app.take_own(loaded, true);
        }
        // Not there any more where the person has gone on.
        let _ = checked.try_set(found);
    });
}

/// All that is wrong: where, what, and how to mend it.
#[component]
pub fn Mistakes(
    /// The mistakes.
    all: Arc<Vec<Mistake>>,
    /// Goes to the place of one.
    go: Callback<Mistake>,
) -> impl IntoView {
    let locale = app().locale.get_untracked();
    let count = all.len().to_string();
    let lines = all.iter().map(|mistake| {
        let line = AuthorWord::OwnLine.with(locale, &mistake.line.to_string());
        let column = AuthorWord::OwnColumn.with(locale, &mistake.column.to_string());
        let to = mistake.clone();
        view! {
            <li class="ws-mistake" data-line=mistake.line.to_string()>
                <button type="button" class="ws-button ws-button--quiet ws-mistake__place"
                    on:click=move |_| go.run(to.clone())>
                    {format!("{line} · {column}")}
                </button>
                <code class="ws-mistake__path" translate="no">{mistake.path.clone()}</code>
                <p>{mistake.what.clone()}" "<span class="ws-mistake__mend">{mistake.mend.clone()}</span></p>
            </li>
        }
    });
    view! {
        <section class="ws-ask ws-mistakes">
            <h2 class="ws-library__title">{AuthorWord::OwnMistakes.with(locale, &count)}</h2>
            <ol class="ws-mistakes__all">{lines.collect_view()}</ol>
        </section>
    }
}

/// Where a line and column stand in a text as the browser counts it.
fn utf16_at(text: &str, line: usize, column: usize) -> u32 {
    let before: usize =
        text.split_inclusive('\n').take(line - 1).map(|line| line.encode_utf16().count()).sum();
    let line = text.split('\n').nth(line - 1).unwrap_or_default();
    let within: usize = line.chars().take(column - 1).map(char::len_utf16).sum();
    u32::try_from(before + within).unwrap_or(u32::MAX)
}
