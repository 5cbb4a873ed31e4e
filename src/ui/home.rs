//! The home page: the job card ready to type, the library below it.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::{App, FIRST_PACK, FIRST_SHEET, Loaded, app};
use super::desk::stand;
use super::sheet::SheetPage;
use crate::browser::{page, settings};
use crate::library::PACKS;
use crate::model::id::{SheetId, SheetRef};
use crate::model::outcome::{Progress, progress};
use crate::model::route::Route;
use crate::model::worksheet::{PackHead, Worksheet};
use crate::words::Word;

/// The home page.
#[component]
pub fn HomePage() -> impl IntoView {
    let app = app();
    // A chat app's query without any fragment: perhaps a link whose end was lost.
    let lost = page::fragment().is_empty() && page::has_foreign_query();
    let locale = app.locale.get_untracked();
    view! {
        {lost.then(|| view! { <p class="ws-lost" role="alert">{app.say(Word::LinkLostEnd)}</p> })}
        {app.with_pack(FIRST_PACK, locale, move |loaded| app.first_sheet().map(|(_, sheet)| {
            view! { <SheetPage loaded sheet=Arc::new(sheet)/> }
        }))}
        <Library/>
    }
}

/// All worksheets: what each gives, how long it takes.
#[component]
pub fn Library() -> impl IntoView {
    let app = app();
    let locale = app.locale.get_untracked();
    view! {
        <section class="ws-library">
            <h2 class="ws-library__title">{app.say(Word::Library)}</h2>
            {way_on(app)}
            {app.with_pack(FIRST_PACK, locale, move |loaded| view! { <PackList loaded/> })}
        </section>
    }
}

/// The way back to what was written last, or on from there.
fn way_on(app: App) -> Option<impl IntoView> {
    let last = settings::last(&app.notebook.get_untracked())?;
    let id = PACKS.into_iter().find(|id| *id == last.pack.as_str())?;
    Some(app.with_pack(id, app.locale.get_untracked(), move |loaded| {
        let (word, name, to) = next_to_write(app, &loaded, &last.sheet)?;
        Some(view! {
            <p class="ws-next">
                <a class="ws-next__link" data-action="continue" href=Route::Sheet(to).to_string()>
                    <span class="ws-next__word">{app.say(word)}</span>
                    {name}" →"
                </a>
            </p>
        })
    }))
}

/// The sheet that was written last while something is open there; else the next of the way. The
/// card that stands above is not named again.
fn next_to_write(app: App, loaded: &Loaded, last: &SheetId) -> Option<(Word, String, SheetRef)> {
    let is_open = |sheet: &&Worksheet| {
        let (session, _, ground) = stand(app, loaded, sheet);
        progress(sheet, &ground.shown(session)) != Progress::Filled
    };
    let sheet = loaded.pack.sheet(last)?;
    let (word, sheet) = if is_open(&sheet) {
        (Word::ContinueWith, sheet)
    } else {
        let way: Vec<_> = loaded.pack.stages.iter().flat_map(|stage| &stage.sheets).collect();
        let at = way.iter().position(|id| *id == last).unwrap_or(0);
        let mut way = way[at..].iter().chain(&way[..at]);
        let next = way.find_map(|id| loaded.pack.sheet(id).filter(is_open))?;
        (Word::NextSheet, next)
    };
    let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
    let is_above = at.pack.as_str() == FIRST_PACK && at.sheet.as_str() == FIRST_SHEET;
    (!is_above).then(|| (word, sheet.name.clone(), at))
}

/// A pack's sheets: what each gives, how long it takes.
#[component]
fn SheetList(loaded: Loaded) -> impl IntoView {
    let app = app();
    let pack = Arc::clone(&loaded.pack);
    let sheets = pack.sheets.iter().map(|sheet| {
        let at = SheetRef { pack: pack.id.clone(), sheet: sheet.id.clone() };
        let minutes = app.say_with(Word::Minutes, &sheet.minutes.to_string());
        view! {
            <li class="ws-library__sheet">
                <a href=Route::Sheet(at).to_string()>{sheet.name.clone()}</a>
                <span class="ws-library__gives">{sheet.gives.clone()}</span>
                <span class="ws-library__minutes">{minutes}</span>
            </li>
        }
    });
    view! { <ul class="ws-library__all">{sheets.collect_view()}</ul> }
}

/// A pack beside the first; its sheets are fetched when one opens the list.
#[component]
fn OtherPack(head: PackHead) -> impl IntoView {
    let app = app();
    let asked = RwSignal::new(false);
    let id = head.id.to_string();
    let list = move || {
        let locale = app.locale.get_untracked();
        let list = || app.with_pack(&id, locale, |loaded| view! { <SheetList loaded/> });
        asked.get().then(list)
    };
    view! {
        <h3 class="ws-library__pack">
            <a href=Route::Path(head.id.clone()).to_string()>{head.title}</a>
        </h3>
        <p class="ws-library__summary">{head.summary}</p>
        <details on:toggle=move |_| asked.set(true)>
            <summary class="ws-library__more">{app.say_with(Word::PackSheets, &head.sheets.to_string())}</summary>
            {list}
        </details>
    }
}

#[component]
fn PackList(loaded: Loaded) -> impl IntoView {
    let app = app();
    let pack = Arc::clone(&loaded.pack);
    let others = pack.others.iter().cloned().map(|head| view! { <OtherPack head/> });
    let others = others.collect_view();
    view! {
        <h3 class="ws-library__pack">{pack.title.clone()}</h3>
        <p class="ws-library__summary">{pack.summary.clone()}</p>
        <SheetList loaded=loaded.clone()/>
        <p><a class="ws-next__path" href=Route::Path(pack.id.clone()).to_string()>{app.say(Word::PathAll)}</a></p>
        <p class="ws-library__source">
            {app.say(Word::SourceLine)} " "
            <a href=pack.source.link.clone() rel="noopener noreferrer" target="_blank">
                {pack.source.title.clone()}
            </a>
            " · " {pack.source.author.clone()}
        </p>
        {others}
    }
}
