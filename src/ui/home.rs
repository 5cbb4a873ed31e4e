//! The home page: the job card ready to type, the library below it.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::{FIRST_PACK, Loaded, app};
use super::sheet::SheetPage;
use crate::browser::page;
use crate::model::id::SheetRef;
use crate::model::route::Route;
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
            {app.with_pack(FIRST_PACK, locale, move |loaded| view! { <PackList loaded/> })}
        </section>
    }
}

#[component]
fn PackList(loaded: Loaded) -> impl IntoView {
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
    let others = pack.others.iter().map(|other| {
        view! {
            <h3 class="ws-library__pack">
                <a href=Route::Path(other.id.clone()).to_string()>{other.title.clone()}</a>
            </h3>
            <p class="ws-library__summary">{other.summary.clone()}</p>
        }
    });
    let others = others.collect_view();
    view! {
        <h3 class="ws-library__pack">{pack.title.clone()}</h3>
        <p class="ws-library__summary">{pack.summary.clone()}</p>
        <ul class="ws-library__all">{sheets.collect_view()}</ul>
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
