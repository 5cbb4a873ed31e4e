//! Taking along what was written: a file in any form people use, made here and asked of nobody.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::desk::{flow_in, stand, with_desk};
use super::dialog::Dialog;
use super::incoming::IncomingRows;
use super::send::{self, Made, Parcel};
use super::{share, share_path};
use crate::browser::site::Luggage;
use crate::browser::{file, time};
use crate::library::PACKS;
use crate::model::export::{File, Format, file_name};
use crate::model::field::{Field, FieldKind};
use crate::model::id::NotebookId;
use crate::model::picture::Picture;
use crate::model::share::SharedSheet;
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

/// What is exported.
#[derive(Clone)]
pub enum Scope {
    /// A sheet.
    Sheet(Loaded, Arc<Worksheet>),
    /// A whole pack.
    Pack(Loaded),
    /// A notebook, by its id and name.
    Notebook(NotebookId, String),
}

impl Scope {
    /// Makes the file of a form; of CSV, the rows of `field`, if one is named.
    async fn file(self, app: App, format: Format, field: &str) -> Option<File> {
        let files = app.files().await.ok()?;
        match self {
            Self::Sheet(loaded, sheet) => {
                files.file(&luggage(app, &loaded, Some(&sheet)), format, field)
            }
            Self::Pack(loaded) => files.file(&luggage(app, &loaded, None), format, field),
            Self::Notebook(id, name) => {
                let mut packs = Vec::new();
                for pack in PACKS {
                    packs.push(app.pack(pack, app.locale.get_untracked()).await.ok()?);
                }
                // Its sheets are read where they lie: the notebook that is open stays open.
                let there = app.looking_into(id);
                let all: Vec<_> = packs.iter().map(|pack| luggage(there, pack, None)).collect();
                there.notebook.dispose();
                files.file_of_all(&all, &name, format)
            }
        }
    }

    /// Draws it as a picture, with the name of its file.
    async fn picture(self, app: App) -> Option<(String, String)> {
        let (loaded, parcel) = match self {
            Self::Notebook(id, name) => {
                let picture = picture_of_all(app, id, name.clone()).await?;
                // No link leads to a notebook, so there is nothing to scan.
                let image = app.pictures().await.ok()?.draw(&picture, "", "").ok()?;
                return Some((file_name(&name, &time::today(), "png"), image));
            }
            Self::Sheet(loaded, sheet) => {
                let (session, _, ground) = stand(app, &loaded, &sheet);
                let answers = SharedSheet::of(&loaded.pack, &sheet, &ground.shown(session));
                let parcel = share::parcel(&loaded, &sheet, answers, false);
                (loaded, parcel)
            }
            Self::Pack(loaded) => {
                let written = share_path::written(app, &loaded);
                let parcel = share_path::parcel(&loaded, &written);
                (loaded, parcel)
            }
        };
        match send::picture(app, &loaded, &parcel, false).await {
            Made::Here(image) => Some((file_name(&parcel.title, &time::today(), "png"), image)),
            _ => None,
        }
    }
}

/// The picture of a notebook: each pack as its own picture has it, one below the other.
async fn picture_of_all(app: App, id: NotebookId, name: String) -> Option<Picture> {
    let locale = app.locale.get_untracked();
    let mut all = Vec::new();
    for pack in PACKS {
        all.push(app.pack(pack, locale).await.ok()?);
    }
    let there = app.looking_into(id);
    let mut picture = share::invited(locale, name, Vec::new(), Vec::new());
    Word::PictureAlone.text(locale).clone_into(&mut picture.invitation);
    for loaded in &all {
        let written = share_path::written(there, loaded);
        if written.is_empty() {
            continue;
        }
        let Parcel { title, picture: one, .. } = share_path::parcel(loaded, &written);
        if picture.runs.is_empty() {
            picture.runs = one.runs;
        } else {
            picture.others.push((title, one.runs.into_iter().map(|run| run.text).collect()));
        }
        picture.others.extend(one.others);
    }
    there.notebook.dispose();
    Some(picture)
}

/// The dialog, fetched when it is first opened.
pub fn show_export(app: App, scope: Scope, open: RwSignal<bool>) -> impl IntoView + use<> {
    app.parts.share.show_once(open, move |share| (share.export)(scope.clone(), open))
}

/// The dialog that exports something.
pub fn dialog(scope: Scope, open: RwSignal<bool>) -> AnyView {
    view! { <ExportDialog scope open/> }.into_any()
}

/// The dialog that exports something; and brings rows back in.
#[component]
fn ExportDialog(
    /// What is exported.
    scope: Scope,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let said = RwSignal::new(None::<(bool, String)>);
    Effect::new(move || {
        if open.get() {
            said.set(None);
        }
    });
    let done = move |name: Option<String>| {
        let words = match &name {
            Some(name) => app.say_with(Word::ExportDone, name),
            None => app.say(Word::ExportFailed).to_owned(),
        };
        let _ = said.try_set(Some((name.is_some(), words)));
    };
    let from = scope.clone();
    let take = Callback::new(move |(format, field): (Format, String)| {
        let scope = from.clone();
        spawn_local(async move {
            let file = scope.file(app, format, &field).await;
            let file = file.filter(|f| file::download(&f.name, &f.media, &f.text));
            done(file.map(|file| file.name));
        });
    });
    let from = scope.clone();
    let draw = move |_| {
        let scope = from.clone();
        spawn_local(async move {
            let drawn = scope.picture(app).await;
            done(drawn.filter(|(name, url)| file::download_from(name, url)).map(|(name, _)| name));
        });
    };
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
    let sheet = match &scope {
        Scope::Sheet(_, sheet) => Some(Arc::clone(sheet)),
        Scope::Pack(_) | Scope::Notebook(..) => None,
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
    let picture = view! {
        <li>
            <button class="ws-button ws-export__one" data-export="png" on:click=draw>
                {app.say(Word::ExportPng)}
            </button>
        </li>
    };
    let bring = match scope {
        Scope::Sheet(loaded, sheet) => {
            let is_open = |field: &&Field| matches!(field.kind, FieldKind::Rows(_));
            let fields = sheet.rows().map(|(field, _)| field).filter(is_open).map(|field| {
                let (loaded, sheet, field) = (loaded.clone(), Arc::clone(&sheet), field.clone());
                let on_done = Callback::new(move |()| open.set(false));
                view! { <IncomingRows loaded sheet field on_done/> }
            });
            Some(fields.collect_view())
        }
        Scope::Pack(_) | Scope::Notebook(..) => None,
    };
    view! {
        <Dialog id="export-title" title=Word::ExportTitle open>
            <p class="ws-share__how">{app.say(Word::ExportHow)}</p>
            <ul class="ws-export">{all}{picture}</ul>
            <p class="ws-share__said" role="status">
                {move || said.get().filter(|(is_done, _)| *is_done).map(|(_, words)| words)}
            </p>
            {move || said.get().filter(|(is_done, _)| !is_done).map(|(_, words)| view! { <p role="alert">{words}</p> })}
            {bring}
        </Dialog>
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
