//! The page of notebooks and the backup.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::compare::Compare;
use super::context::{App, Loaded, app};
use super::notebooks::NotebookList;
use super::restore::{AsideSaves, BackupAndRestore};
use crate::library::PACKS;
use crate::model::id::SheetRef;
use crate::model::route::Route;
use crate::words::Word;

/// The page, for the table of parts.
pub fn page() -> AnyView {
    view! { <DataPage/> }.into_any()
}

/// The page of notebooks and the backup.
#[component]
fn DataPage() -> impl IntoView {
    let app = app();
    let packs = all_packs(app);
    view! {
        <article class="ws-data">
            <h1 class="ws-title">{app.say(Word::DataTitle)}</h1>
            <p class="ws-lead">{app.say(Word::DataLead)}</p>
            <NotebookList/>
            <Compare packs/>
            <BackupAndRestore packs/>
            <OwnSheets packs/>
            <AsideSaves/>
        </article>
    }
}

/// The authors' worksheets that are kept here: no pack leads to them.
#[component]
fn OwnSheets(packs: RwSignal<Vec<Loaded>>) -> impl IntoView {
    let app = app();
    move || {
        let packs = packs.get();
        let all = packs.iter().filter(|loaded| loaded.pack.id.is_own()).filter_map(|loaded| {
            let sheet = loaded.pack.sheets.first()?;
            let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
            let (to, name) = (Route::Sheet(at).to_string(), sheet.name.clone());
            Some(view! { <li><a data-own href=to>{name}</a></li> })
        });
        let all: Vec<_> = all.collect();
        (!all.is_empty()).then(|| {
            view! {
                <section class="ws-data__part">
                    <h2 class="ws-library__title">{app.say(Word::OwnKept)}</h2>
                    <ul class="ws-restore__all">{all}</ul>
                </section>
            }
        })
    }
}

/// Every pack, as they arrive; authors' own worksheets after ours.
fn all_packs(app: App) -> RwSignal<Vec<Loaded>> {
    let packs = RwSignal::new(Vec::new());
    let locale = app.locale.get_untracked();
    spawn_local(async move {
        for id in PACKS {
            if let Ok(loaded) = app.pack(id, locale).await {
                let _ = packs.try_update(|packs| packs.push(loaded));
            }
        }
        for id in app.all_own() {
            if let Ok(loaded) = app.pack(&id, locale).await {
                let _ = packs.try_update(|packs| add(packs, loaded));
            }
        }
    });
    packs
}

/// Adds a pack, in place of the one that it is another version of.
pub(super) fn add(packs: &mut Vec<Loaded>, loaded: Loaded) {
    packs.retain(|other| other.pack.id != loaded.pack.id);
    packs.push(loaded);
}
