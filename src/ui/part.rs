//! Parts of the program that are fetched when they are first needed, so that the card comes soon.
//!
//! The build cuts the program at the functions marked `wasm_split` in `src/bin/app.rs`: what only
//! such a function reaches is its part, a file of its own. Each gives a table of what its part
//! shows. One waits for the table where a page needs it; below that, all is ordinary code.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::context::{App, FIRST_SHEET, Loaded, load_failed};
use super::embed::Embed;
use super::export::Scope;
use super::keep::Keeper;
use super::send::Made;
use super::session::Session;
use super::spot::{Ground, Spot};
use super::{
    author, data, earlier, export, field, full_page, gallery, given, onward, paper, path,
    screening, share, share_path, shared, snippet,
};
use crate::browser::site::LoadError;
use crate::model::field::Field;
use crate::model::route::{Print, Route};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The fields that the card has not, and the verdict on them.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Shows a field.
    pub field: fn(Spot, Field, Session, Loaded) -> AnyView,
    /// Shows the verdict of a sheet that screens.
    pub verdict: fn(Loaded, Arc<Worksheet>, Keeper) -> AnyView,
    /// Shows what comes next while one writes.
    pub onward: fn() -> AnyView,
    /// Shows what is odd on a sheet that is about to be sent; sends it all the same.
    pub odd: fn(Callback<()>) -> AnyView,
}

/// The pages around the sheets.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The path of a pack.
    pub path: fn(Loaded) -> AnyView,
    /// Every kind of field.
    pub gallery: fn(Loaded) -> AnyView,
    /// Notebooks and the backup.
    pub data: fn() -> AnyView,
    /// An author's own worksheet, opened and checked.
    pub own: fn() -> AnyView,
    /// An author's own worksheet, handed over by the page around.
    pub given: fn(Embed) -> AnyView,
    /// The snippet that puts a worksheet into an article.
    pub embed: fn() -> AnyView,
    /// The earlier answers of a sheet.
    pub earlier: fn(Arc<Worksheet>, Session, Keeper) -> AnyView,
    /// What somebody sent: the payload of their link.
    pub shared: fn(String) -> AnyView,
    /// A sheet, or a whole pack, on paper.
    pub paper: fn(Loaded, Option<Arc<Worksheet>>, Print) -> AnyView,
    /// Says what happened, and what to do.
    pub message: fn(Word, Word) -> AnyView,
}

/// Sharing a sheet.
#[derive(Clone, Copy)]
pub struct Share {
    /// The dialog; the signal says whether it is open.
    pub dialog: fn(Loaded, Arc<Worksheet>, Session, Ground, RwSignal<bool>) -> AnyView,
    /// The dialog that shares several sheets of a pack.
    pub path: fn(Loaded, RwSignal<bool>) -> AnyView,
    /// The address of the full page of what a frame shows.
    pub full_page: fn(App) -> Later<Made<String>>,
    /// The dialog that exports something.
    pub export: fn(Scope, RwSignal<bool>) -> AnyView,
}

impl Fields {
    /// The table. Whoever calls this has the part.
    pub fn table() -> Self {
        Self {
            field: field::other_field,
            verdict: screening::verdict,
            onward: onward::bar,
            odd: onward::odd_answers,
        }
    }
}

impl Pages {
    /// The table. Whoever calls this has the part.
    pub fn table() -> Self {
        Self {
            path: path::page,
            gallery: gallery::page,
            data: data::page,
            own: author::page,
            given: given::page,
            embed: snippet::page,
            earlier: earlier::answers,
            shared: shared::page,
            paper: paper::page,
            message: shared::message,
        }
    }
}

impl Share {
    /// The table. Whoever calls this has the part.
    pub fn table() -> Self {
        Self {
            dialog: share::dialog,
            path: share_path::dialog,
            full_page: full_page::address,
            export: export::dialog,
        }
    }
}

impl From<SplitLoaderError> for LoadError {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// Something that comes later.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// Fetches a part.
pub type Fetch<T> = fn() -> Later<Result<T, LoadError>>;

/// A part, fetched once.
pub struct Part<T: 'static> {
    table: RwSignal<Option<Result<T, LoadError>>>,
    asked: StoredValue<bool>,
    fetch: Fetch<T>,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<T> {}

impl<T: Copy + Send + Sync + 'static> Part<T> {
    /// A part that is not fetched yet.
    pub fn new(fetch: Fetch<T>) -> Self {
        Self { table: RwSignal::new(None), asked: StoredValue::new(false), fetch }
    }

    /// Fetches the part, where that was not done yet, or failed.
    pub fn ask(self) {
        let failed = self.table.with_untracked(|table| matches!(table, Some(Err(_))));
        if self.asked.get_value() && !failed {
            return;
        }
        self.asked.set_value(true);
        if failed {
            self.table.set(None);
        }
        let coming = (self.fetch)();
        spawn_local(async move { self.table.set(Some(coming.await)) });
    }

    /// The part, once it is there.
    pub async fn get(self) -> Result<T, LoadError> {
        if let Some(Ok(table)) = self.table.get_untracked() {
            return Ok(table);
        }
        // Asked for twice, it is fetched once.
        let came = (self.fetch)().await;
        self.table.set(Some(came));
        came
    }

    /// Shows something of the part as soon as it is there. Where it is, nothing waits: of what is
    /// shown there may be thousands on a page.
    pub fn show(self, show: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView {
        if let Some(Ok(table)) = self.table.get_untracked() {
            return show(table);
        }
        self.ask();
        let shown = move || match self.table.get() {
            None => ().into_any(),
            Some(Ok(table)) => show(table),
            Some(Err(LoadError)) => load_failed(),
        };
        shown.into_any()
    }

    /// Shows something of the part from when a signal is first true: a dialog, fetched when it is
    /// first opened.
    pub fn show_once(
        self,
        open: RwSignal<bool>,
        show: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
    ) -> impl IntoView {
        let asked = Memo::new(move |was: Option<&bool>| was == Some(&true) || open.get());
        move || asked.get().then(|| self.show(show.clone()))
    }
}

/// How each part is fetched.
#[derive(Clone, Copy)]
pub struct Fetches {
    /// The fields that the card has not.
    pub fields: Fetch<Fields>,
    /// The pages around the sheets.
    pub pages: Fetch<Pages>,
    /// Sharing a sheet.
    pub share: Fetch<Share>,
}

/// All parts.
#[derive(Clone, Copy)]
pub struct Parts {
    /// The fields that the card has not.
    pub fields: Part<Fields>,
    /// The pages around the sheets.
    pub pages: Part<Pages>,
    /// Sharing a sheet.
    pub share: Part<Share>,
}

/// Which part a page needs to stand there whole.
enum Needed {
    Nothing,
    Fields,
    Pages,
}

impl Needed {
    fn by(route: &Route) -> Self {
        match route {
            Route::Home => Self::Nothing,
            Route::Sheet(at) if at.sheet.as_str() == FIRST_SHEET => Self::Nothing,
            Route::Sheet(_) => Self::Fields,
            _ => Self::Pages,
        }
    }
}

impl Parts {
    /// Nothing fetched yet.
    pub fn new(fetches: Fetches) -> Self {
        Self {
            fields: Part::new(fetches.fields),
            pages: Part::new(fetches.pages),
            share: Part::new(fetches.share),
        }
    }

    /// Fetches what a page will need, while its content is still on the way.
    pub fn ask_for(self, route: &Route) {
        match Needed::by(route) {
            Needed::Nothing => {}
            Needed::Fields => self.fields.ask(),
            Needed::Pages => self.pages.ask(),
        }
    }

    /// Waits for what a page needs.
    pub async fn get_for(self, route: &Route) -> Result<(), LoadError> {
        match Needed::by(route) {
            Needed::Nothing => Ok(()),
            Needed::Fields => self.fields.get().await.map(|_| ()),
            Needed::Pages => self.pages.get().await.map(|_| ()),
        }
    }

    /// Fetches what may be needed next, while the person is reading or writing.
    pub fn ask_all(self) {
        self.fields.ask();
        self.pages.ask();
        self.share.ask();
    }
}
