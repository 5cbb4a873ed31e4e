//! An author's own worksheet inside an article: handed over by the page around, which fetched it or
//! holds it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::embed::Embed;
use super::sheet::SheetPage;
use crate::browser::frame::Told;
use crate::browser::site::LoadError;
use crate::model::id::SheetRef;
use crate::model::route::Route;
use crate::words::author::AuthorWord;

/// The sheet, once it was handed over.
pub fn page(embed: Embed) -> AnyView {
    let app = app();
    // Nothing yet; then the sheet, or nothing to show.
    let given = RwSignal::new(None::<Option<Loaded>>);
    Effect::new(move || {
        let Some(definition) = embed.definition() else { return };
        spawn_local(async move {
            let loaded = read(app, embed, &definition).await;
            let _ = given.try_set(Some(loaded));
        });
    });
    let shown =
        move || {
            let sheet =
                match given.get()? {
                    Some(loaded) => loaded.pack.sheets.first().cloned().map(|sheet| {
                        view! { <SheetPage loaded sheet=Arc::new(sheet)/> }.into_any()
                    }),
                    None => None,
                };
            Some(sheet.unwrap_or_else(|| {
                let words = AuthorWord::OwnCalm.text(app.locale.get_untracked());
                view! { <p class="ws-embed__calm" role="status">{words}</p> }.into_any()
            }))
        };
    shown.into_any()
}

/// Reads what was handed over. What is wrong with it is told the page around, for its author.
async fn read(app: App, embed: Embed, definition: &str) -> Option<Loaded> {
    match app.read_own(definition, app.locale.get_untracked()).await {
        Ok(Ok(loaded)) => {
            let sheet = loaded.pack.sheets.first()?;
            let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
            app.hold_own(&loaded);
            // Where the way to the full page begins; what is shown does not hang on it.
            app.route.set(Route::Sheet(at));
            embed.name.set(Some(sheet.name.clone()));
            embed.tell(Told::Ready(sheet.name.clone()));
            Some(loaded)
        }
        Ok(Err(mistakes)) => {
            embed.tell(Told::Mistakes(mistakes));
            embed.tell(Told::Error("worksheet"));
            None
        }
        Err(LoadError) => {
            embed.tell(Told::Error("program"));
            None
        }
    }
}
