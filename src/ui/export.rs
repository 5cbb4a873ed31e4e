//! Taking along what was written: a file in any form people use, made here and asked of nobody.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::desk::{flow_in, stand, with_desk};
use super::incoming::IncomingRows;
use super::part::Share;
use crate::browser::site::Luggage;
use crate::browser::{file, time};
use crate::model::export::Format;
use crate::model::field::{Field, FieldKind};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// Gathers the answers of a sheet and of those it asks about, or of the whole pack, as they are
/// shown.
pub fn luggage(app: App, loaded: &Loaded, sheet: Option<&Worksheet>) -> Luggage {
    let responses = match sheet {
        Some(sheet) => {
            let _ = stand(app, loaded, sheet);
            let _ = flow_in(app, loaded, sheet);
            with_desk(app, loaded, sheet, |desk| desk.responses.clone())
        }
        None => {
            let all = loaded.pack.sheets.iter().filter_map(|sheet| {
                let mut of = luggage(app, loaded, Some(sheet)).responses;
                Some((sheet.id.clone(), of.remove(&sheet.id)?))
            });
            all.collect()
        }
    };
    Luggage {
        pack: Arc::clone(&loaded.bytes),
        responses,
        only: sheet.map(|sheet| sheet.id.to_string()).unwrap_or_default(),
        day: time::today(),
    }
}

/// The dialog, fetched when it is first opened.
pub fn show_export(
    app: App,
    loaded: &Loaded,
    sheet: Option<&Arc<Worksheet>>,
    open: RwSignal<bool>,
) -> impl IntoView + use<> {
    let asked = Memo::new(move |was: Option<&bool>| was == Some(&true) || open.get());
    let (loaded, sheet) = (loaded.clone(), sheet.cloned());
    move || {
        let (loaded, sheet) = (loaded.clone(), sheet.clone());
        asked.get().then(|| {
            let show = move |share: Share| (share.export)(loaded.clone(), sheet.clone(), open);
            app.parts.share.show(show)
        })
    }
}

/// The dialog that exports a sheet, or a whole pack.
pub fn dialog(loaded: Loaded, sheet: Option<Arc<Worksheet>>, open: RwSignal<bool>) -> AnyView {
    view! { <ExportDialog loaded sheet open/> }.into_any()
}

/// The dialog that exports a sheet, or a whole pack; and brings rows back in.
#[component]
pub fn ExportDialog(
    /// The pack.
    loaded: Loaded,
    /// The sheet; nothing for the whole pack.
    sheet: Option<Arc<Worksheet>>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let dialog = NodeRef::<html::Dialog>::new();
    let said = RwSignal::new(None::<(bool, String)>);
    Effect::new(move || {
        if open.get() {
            said.set(None);
            if let Some(dialog) = dialog.get() {
                // Refused only where it is open already.
                let _ = dialog.show_modal();
            }
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let (from, of) = (loaded.clone(), sheet.clone());
    let take = Callback::new(move |(format, field): (Format, String)| {
        let luggage = luggage(app, &from, of.as_deref());
        spawn_local(async move {
            let file = match app.files().await {
                Ok(files) => files.file(&luggage, format, &field),
                Err(_) => None,
            };
            let done = file.filter(|f| file::download(&f.name, &f.media, &f.text));
            let words = match &done {
                Some(file) => app.say_with(Word::ExportDone, &file.name),
                None => app.say(Word::ExportFailed).to_owned(),
            };
            let _ = said.try_set(Some((done.is_some(), words)));
        });
    });
    let one = |format: Format, field: String, words: String| {
        view! {
            <li>
                <button class="ws-button ws-export__one" data-export=format.ending()
                    on:click=move |_| take.run((format, field.clone()))>
                    {words}
                </button>
            </li>
        }
    };
    let rows: Vec<_> = sheet.iter().flat_map(|sheet| sheet.rows()).collect();
    let all = Format::ALL
        .into_iter()
        .flat_map(|format| match (format, rows.as_slice()) {
            (Format::Csv, rows) if !rows.is_empty() => rows
                .iter()
                .map(|(field, _)| {
                    let words = app.say_with(Word::ExportCsvOf, &field.label);
                    one(format, field.id.to_string(), words)
                })
                .collect::<Vec<_>>(),
            _ => vec![one(format, String::new(), app.say(word(format)).to_owned())],
        })
        .collect_view();
    let bring = sheet.as_ref().map(|sheet| {
        let is_open = |field: &&Field| matches!(field.kind, FieldKind::Rows(_));
        let fields = sheet.rows().map(|(field, _)| field).filter(is_open).map(|field| {
            let (loaded, sheet, field) = (loaded.clone(), Arc::clone(sheet), field.clone());
            view! { <IncomingRows loaded sheet field on_done=Callback::new(move |()| close())/> }
        });
        fields.collect_view()
    });
    view! {
        <dialog
            class="ws-share"
            node_ref=dialog
            aria-labelledby="export-title"
            on:close=move |_| open.set(false)
        >
            <h2 class="ws-share__title" id="export-title">{app.say(Word::ExportTitle)}</h2>
            <p class="ws-share__how">{app.say(Word::ExportHow)}</p>
            <ul class="ws-export">{all}</ul>
            <p class="ws-share__said" role="status">
                {move || said.get().filter(|(is_done, _)| *is_done).map(|(_, words)| words)}
            </p>
            {move || said.get().filter(|(is_done, _)| !is_done).map(|(_, words)| view! { <p role="alert">{words}</p> })}
            {bring}
            <button class="ws-button ws-button--quiet ws-share__close" on:click=move |_| close()>
                {app.say(Word::Close)}
            </button>
        </dialog>
    }
}

fn word(format: Format) -> Word {
    match format {
        Format::Text => Word::ExportText,
        Format::Markdown => Word::ExportMarkdown,
        Format::Csv => Word::ExportCsv,
        Format::Json => Word::ExportJson,
        Format::Html => Word::ExportHtml,
    }
}
