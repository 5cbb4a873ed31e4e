//! The page of notebooks and the backup.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::compare::Compare;
use super::context::{App, Loaded, app};
use super::notebooks::NotebookList;
use super::restore::{AsideSaves, BackupAndRestore};
use crate::library::PACKS;
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
            <AsideSaves/>
        </article>
    }
}

/// Every pack, as they arrive.
fn all_packs(app: App) -> RwSignal<Vec<Loaded>> {
    let packs = RwSignal::new(Vec::new());
    let locale = app.locale.get_untracked();
    spawn_local(async move {
        for id in PACKS {
            if let Ok(loaded) = app.pack(id, locale).await {
                let _ = packs.try_update(|packs| packs.push(loaded));
            }
        }
    });
    packs
}
