//! The backup: made, sent, and taken back; and what was set aside.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::context::{App, Loaded, app};
use super::data::add;
use super::keep::SaveState;
use super::notice::Notice;
use super::session::Session;
use crate::browser::site::LoadError;
use crate::browser::storage::Storage;
use crate::browser::{file, settings, time};
use crate::model::backup::{Backup, BackupError, FILE_LIMIT};
use crate::model::id::{NotebookId, SheetRef};
use crate::model::response::Response;
use crate::model::save::SavedSheet;
use crate::model::unseen::marked;
use crate::words::Word;

/// What a file would change, before it does.
#[derive(Clone)]
enum Picked {
    /// With the authors' worksheets in it.
    Read(StoredValue<(Backup, Vec<Loaded>)>),
    Refused(BackupError),
    Unreachable,
}

/// Makes a backup and takes one back.
#[component]
pub fn BackupAndRestore(
    /// The packs that are there: they know what sheets are called.
    packs: RwSignal<Vec<Loaded>>,
) -> impl IntoView {
    let app = app();
    let picked = RwSignal::new(None::<Picked>);
    // The sessions that a restore changed, with their revisions then.
    let restored = RwSignal::new(Vec::<(Session, u64)>::new());
    let name = || format!("sproutsheet-{}.json", time::today());
    let save = move |_| {
        spawn_local(async move {
            let done = match backup(app).await {
                Some(text) => file::download(&name(), "application/json", &text),
                None => false,
            };
            if done {
                settings::note_backup();
            }
            let word = if done { Word::BackupSaved } else { Word::BackupFailed };
            app.notice.set(Some(Notice::told(app.say(word))));
        });
    };
    let send = move |_| {
        spawn_local(async move {
            let Some(text) = backup(app).await else {
                app.notice.set(Some(Notice::told(app.say(Word::BackupFailed))));
                return;
            };
            if file::share(&format!("{}.txt", name()), &text).await {
                settings::note_backup();
            }
        });
    };
    let take = move |from: Option<File>| {
        let Some(from) = from else { return };
        restored.set(Vec::new());
        spawn_local(async move {
            let text = file::text(&from, FILE_LIMIT).await.unwrap_or_default();
            let read = match app.files().await {
                Ok(files) => match files.open_backup(&text) {
                    Ok(backup) => with_own(app, backup).await,
                    Err(error) => Picked::Refused(error),
                },
                Err(_) => Picked::Unreachable,
            };
            let _ = picked.try_set(Some(read));
        });
    };
    let pick = move |event: web_sys::Event| {
        take(file::picked(&event_target::<HtmlInputElement>(&event)));
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        take(file::dropped(event.data_transfer().as_ref()));
    };
    let apply = move |backup: StoredValue<(Backup, Vec<Loaded>)>| {
        backup.with_value(|(backup, own)| {
            for loaded in own {
                app.take_own(loaded, false);
                packs.update(|packs| add(packs, loaded.clone()));
            }
            restored.set(restore(app, backup));
        });
        picked.set(None);
    };
    let shown = move || {
        picked.get().map(|picked_now| match picked_now {
            Picked::Refused(error) => {
                let word = match error {
                    BackupError::Foreign => Word::RestoreForeign,
                    BackupError::Newer => Word::RestoreNewer,
                    BackupError::TooLarge => Word::RestoreTooLarge,
                };
                view! { <p role="alert">{app.say(word)}</p> }.into_any()
            }
            Picked::Unreachable => {
                view! { <p role="alert">{app.say(Word::BackupFailed)}</p> }.into_any()
            }
            Picked::Read(backup) => {
                let mut names = packs.get();
                let view = backup.with_value(|(backup, own)| {
                    for loaded in own {
                        add(&mut names, loaded.clone());
                    }
                    preview(app, &names, backup, own)
                });
                view! {
                    {view}
                    <div class="ws-shared__actions">
                        <button class="ws-button ws-button--main" data-action="restore" on:click=move |_| apply(backup)>
                            {app.say(Word::RestoreNow)}
                        </button>
                        <button class="ws-button" on:click=move |_| picked.set(None)>
                            {app.say(Word::RestoreNot)}
                        </button>
                    </div>
                }
                .into_any()
            }
        })
    };
    let undo = move |_| {
        for (session, revision) in restored.get_untracked() {
            // Where something else was written since, undo would take back that.
            if session.revision_now() == revision {
                session.undo();
            }
        }
        restored.set(Vec::new());
    };
    let is_full = move || {
        restored.track();
        app.opened().iter().any(|(_, (_, keeper, _))| keeper.state.get() == SaveState::Full)
    };
    view! {
        <section class="ws-data__part" on:dragover=|event| event.prevent_default() on:drop=drop>
            <h2 class="ws-library__title">{app.say(Word::Backup)}</h2>
            <p class="ws-field__hint">{app.say(Word::BackupHow)}</p>
            <div class="ws-shared__actions">
                <button class="ws-button ws-button--main" data-action="backup" on:click=save>
                    {app.say(Word::BackupSave)}
                </button>
                {file::can_share().then(|| view! {
                    <button class="ws-button" data-action="send-backup" on:click=send>
                        {app.say(Word::BackupSend)}
                    </button>
                })}
                <label class="ws-button ws-file">
                    {app.say(Word::RestorePick)}
                    <input type="file" id="data.file" accept=".json,.txt,application/json,text/plain" on:change=pick/>
                </label>
            </div>
            <p class="ws-field__hint">{app.say(Word::RestoreDrop)}</p>
            <div class="ws-restore" role="status" class:ws-ask=move || picked.with(Option::is_some)>{shown}</div>
            {move || restored.with(|all| !all.is_empty()).then(|| view! {
                <p class="ws-restore__done">
                    {app.say(Word::RestoreDone)}
                    <button class="ws-button" data-action="undo-restore" on:click=undo>{app.say(Word::Undo)}</button>
                </p>
            })}
            {move || is_full().then(|| view! { <p class="ws-lost" role="alert">{app.say(Word::StorageFull)}</p> })}
        </section>
    }
}

/// Writes the backup file.
async fn backup(app: App) -> Option<String> {
    let files = app.files().await.ok()?;
    let now = time::now();
    let sheet_of = |key: &str| key.split_once('/').map_or(key, |(_, sheet)| sheet).to_owned();
    let saved = |key: &str, session: Session, version| SavedSheet {
        sheet: sheet_of(key),
        version,
        saved: now,
        response: session.peek(Clone::clone),
    };
    let mut opened: Vec<(String, SavedSheet)> = app
        .opened()
        .into_iter()
        .map(|(key, (session, _, version))| (key.clone(), saved(&key, session, version)))
        .collect();
    opened.push(("notebooks".to_owned(), saved("notebooks", app.list.0, 1)));
    opened.retain(|(_, saved)| saved.response != Response::default());
    files.write_backup(&opened, &app.own_for_backup()).ok()
}

/// Reads the authors' worksheets of a backup. What is none is lost.
async fn with_own(app: App, mut backup: Backup) -> Picked {
    let mut own = Vec::new();
    for (key, text) in std::mem::take(&mut backup.own) {
        match app.own_of_backup(&key, &text).await {
            Ok(Some(loaded)) => own.push(loaded),
            Ok(None) => backup.lost.push(key),
            Err(LoadError) => return Picked::Unreachable,
        }
    }
    Picked::Read(StoredValue::new((backup, own)))
}

/// The session that a part of a backup belongs to.
fn session_of(app: App, key: &str, version: u16) -> Option<Session> {
    if key == "notebooks" {
        return Some(app.list.0);
    }
    let (notebook, sheet) = key.split_once('/')?;
    let (notebook, sheet): (NotebookId, SheetRef) = (notebook.parse().ok()?, sheet.parse().ok()?);
    Some(app.open_in(&notebook, &sheet, version).0)
}

/// What a sheet of a backup is called, for who reads the preview.
fn called(app: App, packs: &[Loaded], key: &str) -> String {
    if key == "notebooks" {
        return app.say(Word::Notebooks).to_owned();
    }
    let name = || {
        let (book, sheet) = key.split_once('/')?;
        let (pack, sheet) = sheet.split_once('/')?;
        let loaded = packs.iter().find(|loaded| loaded.pack.id.as_str() == pack)?;
        let sheet = loaded.pack.sheets.iter().find(|it| it.id.as_str() == sheet)?;
        let all = app.notebooks();
        let book = all.iter().find(|it| it.id.as_str() == book);
        match book {
            Some(book) if all.len() > 1 => Some(format!("{} · {}", app.name_of(book), sheet.name)),
            _ => Some(sheet.name.clone()),
        }
    };
    name().unwrap_or_else(|| marked(key).into_owned())
}

/// What a backup would change, and what of it could not be read.
fn preview(app: App, packs: &[Loaded], backup: &Backup, own: &[Loaded]) -> AnyView {
    let changes = backup.sheets.iter().filter_map(|(key, saved)| {
        let session = session_of(app, key, saved.version)?;
        let count = session.peek(|ours| ours.taken_back(&saved.response, None).len());
        (count > 0).then(|| {
            let places = app.say_with(Word::RestoreChanges, &count.to_string());
            view! { <li>{called(app, packs, key)} <span class="ws-field__hint">{places}</span></li> }
        })
    });
    let new = own.iter().filter(|loaded| app.is_new_own(loaded)).filter_map(|loaded| {
        let name = loaded.pack.sheets.first()?.name.clone();
        Some(view! { <li>{name} <span class="ws-field__hint">{app.say(Word::RestoreOwn).to_owned()}</span></li> })
    });
    let changes: Vec<_> = changes.chain(new).collect();
    let word = if changes.is_empty() { Word::RestoreNothing } else { Word::RestoreShows };
    let lost = backup.lost.iter().map(|key| {
        let name = if key.is_empty() {
            app.say(Word::RestorePart).to_owned()
        } else {
            called(app, packs, key)
        };
        view! { <li>{name}</li> }
    });
    let lost: Vec<_> = lost.collect();
    let missing = (backup.missing > 0)
        .then(|| app.say_with(Word::RestoreMissing, &backup.missing.to_string()));
    view! {
        <p><strong>{app.say_with(Word::RestoreMade, &time::clock(backup.made))}</strong></p>
        <p>{app.say(word)}</p>
        <ul class="ws-restore__all">{changes}</ul>
        {(!lost.is_empty()).then(|| view! {
            <p data-lost>{app.say(Word::RestoreLost)}</p>
            <ul class="ws-restore__all">{lost}</ul>
        })}
        {missing.map(|words| view! { <p data-lost>{words}</p> })}
    }
    .into_any()
}

/// Takes a backup back. Gives the sessions that changed.
fn restore(app: App, backup: &Backup) -> Vec<(Session, u64)> {
    let mut changed = Vec::new();
    for (key, saved) in &backup.sheets {
        let Some(session) = session_of(app, key, saved.version) else { continue };
        if session.peek(|ours| ours.taken_back(&saved.response, None).is_empty()) {
            continue;
        }
        session.restore(saved.response.clone());
        changed.push((session, session.revision_now()));
    }
    if let Ok(storage) = Storage::probe() {
        for (key, text) in &backup.aside {
            let key = format!("sproutsheet/{key}");
            if storage.read(&key).ok().flatten().is_none() {
                // No room: it stays in the file that it came from.
                let _ = storage.write(&key, text);
            }
        }
    }
    changed
}

/// The saves that could not be read: to download, and to delete one by one.
#[component]
pub fn AsideSaves() -> impl IntoView {
    let app = app();
    let keys = Storage::probe().map(|storage| storage.keys()).unwrap_or_default();
    let mut keys: Vec<_> =
        keys.into_iter().filter(|key| key.starts_with("sproutsheet/aside/")).collect();
    keys.sort();
    let lines: Vec<_> = keys.into_iter().map(|key| view! { <AsideSave key=key/> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="ws-data__part">
                <h2 class="ws-library__title">{app.say(Word::Aside)}</h2>
                <p class="ws-field__hint">{app.say(Word::AsideHow)}</p>
                <ul class="ws-books">{lines}</ul>
            </section>
        }
    })
}

/// One of them. Once deleted it can be taken back for as long as the page is open.
#[component]
fn AsideSave(
    /// Its key.
    key: String,
) -> impl IntoView {
    let app = app();
    let named = key.trim_start_matches("sproutsheet/aside/").to_owned();
    // `<time>/sproutsheet/<notebook>/<pack>/<sheet>/<slot>`
    let (at, rest) = named.split_once('/').unwrap_or(("", &named));
    let what = marked(rest.trim_start_matches("sproutsheet/")).into_owned();
    let name = match at.parse() {
        Ok(at) => format!("{} · {what}", time::clock(at)),
        Err(_) => what,
    };
    let file = format!("sproutsheet-{}.txt", named.replace('/', "-"));
    let key = StoredValue::new(key);
    let read = move || {
        let storage = Storage::probe().ok()?;
        key.with_value(|key| storage.read(key).ok()?)
    };
    let deleted = RwSignal::new(None::<String>);
    let get = move |_| {
        let _ = file::download(&file, "text/plain", &read().unwrap_or_default());
    };
    let delete = move |_| {
        let (Some(text), Ok(storage)) = (read(), Storage::probe()) else { return };
        if key.with_value(|key| storage.remove(key)).is_ok() {
            deleted.set(Some(text));
        }
    };
    let undo = move |_| {
        let (Some(text), Ok(storage)) = (deleted.get_untracked(), Storage::probe()) else { return };
        // No room any more: it stays where it can be taken back from.
        if key.with_value(|key| storage.write(key, &text)).is_ok() {
            deleted.set(None);
        }
    };
    let is_gone = move || deleted.with(Option::is_some);
    view! {
        <li class="ws-book">
            <span class="ws-book__key">{name}</span>
            <div class="ws-book__actions" role="group">
                <button class="ws-button" data-action="download-aside" hidden=is_gone on:click=get>
                    {app.say(Word::Download)}
                </button>
                <button class="ws-button ws-button--quiet" data-action="delete-aside" hidden=is_gone on:click=delete>
                    {app.say(Word::NotebookDelete)}
                </button>
                <span role="status">{move || is_gone().then(|| app.say(Word::AsideDeleted))}</span>
                <button class="ws-button" data-action="undo-aside" hidden=move || !is_gone() on:click=undo>
                    {app.say(Word::Undo)}
                </button>
            </div>
        </li>
    }
}
