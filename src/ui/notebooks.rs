//! The notebooks: create, name, duplicate, put into the bin, bring back, open.

use leptos::prelude::*;

use super::context::{App, app};
use super::export::{Scope, show_export};
use super::notice::Notice;
use super::session::Session;
use super::spot::{Ground, Spot};
use super::text::TextField;
use crate::browser::storage::Storage;
use crate::browser::{page, time};
use crate::model::field::{Field, FieldKind};
use crate::model::id::{Address, FieldId, NotebookId};
use crate::model::notebook::{self, IN_BIN, Notebook};
use crate::model::response::Answer;
use crate::words::Word;

/// All notebooks, and the bin.
#[component]
pub fn NotebookList() -> impl IntoView {
    let app = app();
    empty_bin(app);
    let living = Memo::new(move |_| app.living());
    let binned = move || -> Vec<Notebook> {
        app.notebooks().into_iter().filter(|book| book.deleted.is_some()).collect()
    };
    let create = move |_| {
        if let Some(id) = add(app, None) {
            page::focus_soon(format!("data.notebooks.{id}.name"));
        }
    };
    let bin = move || {
        let books = binned();
        (!books.is_empty()).then(|| {
            let lines = books.into_iter().map(|book| {
                let until = time::clock(book.deleted.unwrap_or(0).saturating_add(IN_BIN));
                let id = book.id.clone();
                view! {
                    <li class="ws-book" data-binned=book.id.to_string()>
                        <span class="ws-book__name">{app.name_of(&book)}</span>
                        <span class="ws-field__hint">{app.say_with(Word::BinUntil, &until)}</span>
                        <button class="ws-button" data-action="restore-notebook" on:click=move |_| {
                            app.list.0.act(notebook::bin(&id, None).into_iter().collect());
                            page::focus_soon(format!("data.notebooks.{id}.name"));
                        }>
                            {app.say(Word::BinRestore)}
                        </button>
                    </li>
                }
            });
            view! {
                <h3 class="ws-data__title">{app.say(Word::Bin)}</h3>
                <ul class="ws-books">{lines.collect_view()}</ul>
            }
        })
    };
    let exporting = RwSignal::new(false);
    let exported = RwSignal::new(None::<NotebookId>);
    // It is made anew where another notebook is exported, or this one gets another name.
    let export = move || {
        let book =
            living.get().into_iter().find(|book| exported.with(|id| *id == Some(book.id.clone())));
        book.map(|book| {
            let name = app.name_of(&book);
            show_export(app, Scope::Notebook(book.id, name), exporting)
        })
    };
    let export_one = Callback::new(move |id| {
        exported.set(Some(id));
        exporting.set(true);
    });
    view! {
        <section class="ws-data__part">
            <h2 class="ws-library__title">{app.say(Word::Notebooks)}</h2>
            <ul class="ws-books">
                <For
                    each=move || living.get()
                    key=|book| book.id.clone()
                    children=move |book| view! { <NotebookLine book living export=export_one/> }
                />
            </ul>
            <button class="ws-button" id="data.new" data-action="new-notebook" on:click=create>
                {app.say(Word::NotebookNew)}
            </button>
            {bin}
            {export}
        </section>
    }
}

/// One notebook.
#[component]
fn NotebookLine(
    book: Notebook,
    living: Memo<Vec<Notebook>>,
    /// Opens the export of a notebook.
    export: Callback<NotebookId>,
) -> impl IntoView {
    let app = app();
    let id = StoredValue::new(book.id.clone());
    let is_open = move || app.notebook.with(|open| id.with_value(|id| open == id));
    let named = name_field(app, &book);
    let duplicate = move |_| {
        let Some(book) = find(living, &id.get_value()) else { return };
        match copy(app, &book) {
            Some(new) => page::focus_soon(format!("data.notebooks.{new}.name")),
            None => app.notice.set(Some(Notice::told(app.say(Word::StorageFull)))),
        }
    };
    let delete = move |_| {
        let Some(book) = find(living, &id.get_value()) else { return };
        app.list.0.act(notebook::bin(&book.id, Some(time::now())).into_iter().collect());
        if is_open() {
            app.switch(None);
        }
        let words = app.say_with(Word::NotebookDeleted, &app.name_of(&book));
        app.notice.set(Some(Notice::done(words, app.list.0)));
        page::focus_soon("data.new".to_owned());
    };
    let open = move |_| {
        let Some(book) = find(living, &id.get_value()) else { return };
        app.switch(Some(book.id.clone()));
        let words = app.say_with(Word::NotebookOpened, &app.name_of(&book));
        app.notice.set(Some(Notice::told(words)));
        page::focus_soon(format!("data.notebooks.{}.name", book.id));
    };
    view! {
        <li class="ws-book" data-notebook=book.id.to_string() class:ws-book--open=is_open>
            {named}
            <div class="ws-book__actions">
                {move || if is_open() {
                    view! { <span class="ws-book__open">{app.say(Word::NotebookIsOpen)}</span> }.into_any()
                } else {
                    view! {
                        <button class="ws-button" data-action="open-notebook" on:click=open>
                            {app.say(Word::NotebookOpen)}
                        </button>
                    }.into_any()
                }}
                <button class="ws-button ws-button--quiet" data-action="export-notebook" aria-haspopup="dialog"
                    on:click=move |_| export.run(id.get_value())>
                    {app.say(Word::NotebookExport)}
                </button>
                <button class="ws-button ws-button--quiet" data-action="duplicate-notebook" on:click=duplicate>
                    {app.say(Word::NotebookDuplicate)}
                </button>
                <button class="ws-button ws-button--quiet" data-action="delete-notebook"
                    hidden=move || living.with(Vec::len) < 2 on:click=delete>
                    {app.say(Word::NotebookDelete)}
                </button>
            </div>
        </li>
    }
}

fn find(living: Memo<Vec<Notebook>>, id: &NotebookId) -> Option<Notebook> {
    living.with_untracked(|books| books.iter().find(|book| book.id == *id).cloned())
}

/// The control of a notebook's name: a text field like those of the sheets.
fn name_field(app: App, book: &Notebook) -> Option<AnyView> {
    let column: FieldId = "name".parse().ok()?;
    let row = book.id.as_str().parse().ok()?;
    let address = Address::cell("notebooks".parse().ok()?, row, column.clone());
    let unnamed = Notebook { name: String::new(), ..book.clone() };
    let field = Field {
        id: column,
        number: 0,
        label: app.say(Word::NotebookName).to_owned(),
        hint: String::new(),
        placeholder: app.name_of(&unnamed),
        required: false,
        kind: FieldKind::Text,
        uses: None,
    };
    let spot = Spot { ground: Ground::own(&"data".parse().ok()?), address };
    let session: Session = app.list.0;
    Some(view! { <TextField spot field session/> }.into_any())
}

/// Adds a notebook to the list. Gives its id.
fn add(app: App, name: Option<String>) -> Option<NotebookId> {
    let name = name.and_then(|name| Some(("name".parse().ok()?, Answer::new(name)?)));
    let row = app.list.0.add_row(&"notebooks".parse().ok()?, name.into_iter().collect())?;
    row.as_str().parse().ok()
}

/// Adds a notebook in such a way that to undo it puts it into the bin: nothing in it is lost.
pub fn add_from_bin(app: App, name: String) -> Option<NotebookId> {
    let id = add(app, Some(name))?;
    for at in [Some(time::now()), None] {
        app.list.0.act(notebook::bin(&id, at).into_iter().collect());
    }
    Some(id)
}

/// Copies a notebook with all its saves, or nothing of it where there is no room.
fn copy(app: App, book: &Notebook) -> Option<NotebookId> {
    let name = app.say_with(Word::NotebookCopy, &app.name_of(book));
    let new = add(app, Some(name))?;
    let Ok(storage) = Storage::probe() else { return Some(new) };
    let start = format!("sproutsheet/{}/", book.id);
    let mut written = Vec::new();
    for key in storage.keys() {
        let Some(rest) = key.strip_prefix(&start) else { continue };
        let text = storage.read(&key).ok().flatten().unwrap_or_default();
        let key = format!("sproutsheet/{new}/{rest}");
        let done = storage.write(&key, &text);
        written.push(key);
        if done.is_err() {
            for key in written {
                let _ = storage.remove(&key);
            }
            app.list.0.undo();
            return None;
        }
    }
    Some(new)
}

/// Removes what was in the bin for its time.
fn empty_bin(app: App) {
    let now = time::now();
    let Ok(storage) = Storage::probe() else { return };
    for book in app.notebooks().into_iter().filter(|book| book.is_over(now)) {
        for key in storage.keys() {
            if notebook::of_key(&key).as_ref() == Some(&book.id) {
                let _ = storage.remove(&key);
            }
        }
        app.list.0.act(notebook::forget(&book.id).into_iter().collect());
    }
}
