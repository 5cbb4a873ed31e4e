//! What every component may ask for: language, place, content, sessions.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::embed::Embed;
use super::keep::{Keeper, SaveState, keep, keep_list};
use super::notice::Notice;
use super::own::Kept;
use super::part::{Fetches, Parts};
use super::session::Session;
use crate::browser::site::{Files, LoadError, Pictures, Site, Tools};
use crate::browser::storage::Storage;
use crate::browser::{page, settings, time};
use crate::library::PACKS;
use crate::model::id::{NotebookId, PackId, SheetRef};
use crate::model::notebook::{self, Notebook};
use crate::model::route::Route;
use crate::model::text::Locale;
use crate::model::worksheet::{Pack, Worksheet};
use crate::words::Word;

/// The pack that the home page opens with.
pub const FIRST_PACK: &str = PACKS[0];
/// The sheet that the home page opens with.
pub const FIRST_SHEET: &str = "job";

/// A pack, and the bytes that it came as: the second program reads them too.
#[derive(Clone)]
pub struct Loaded {
    /// The pack.
    pub pack: Arc<Pack>,
    /// Its compiled form.
    pub bytes: Arc<Vec<u8>>,
    /// An author's own worksheet as it was written; nothing for our packs.
    pub definition: Option<Arc<str>>,
}

impl Loaded {
    /// A pack in its compiled form.
    pub fn of(bytes: Vec<u8>, definition: Option<Arc<str>>) -> Result<Self, LoadError> {
        let pack: Pack = postcard::from_bytes(&bytes).map_err(|_| LoadError)?;
        Ok(Self { pack: Arc::new(pack), bytes: Arc::new(bytes), definition })
    }
}

/// An open sheet of a notebook: with the version of its content.
pub type Opened = (Session, Keeper, u16);

/// The program's state. A handle: copies speak of the same.
#[derive(Clone, Copy)]
pub struct App {
    /// The language of the interface.
    pub locale: RwSignal<Locale>,
    /// The page.
    pub route: RwSignal<Route>,
    /// The line that tells what was just done.
    pub notice: RwSignal<Option<Notice>>,
    /// What is fetched when it is first needed.
    pub parts: Parts,
    /// The notebook that is open.
    pub notebook: RwSignal<NotebookId>,
    /// The list of notebooks: a response like a sheet's, and what keeps it.
    pub list: (Session, Keeper),
    /// Whether a new version of the site waits to be taken.
    pub update: RwSignal<bool>,
    /// What this page is inside an article; nothing where it is a page of its own.
    pub embed: Option<Embed>,
    /// The notebooks that had saves when the page started.
    found: StoredValue<Vec<NotebookId>>,
    is_registered: StoredValue<bool>,
    /// Authors' own worksheets that were taken in.
    pub(super) own: StoredValue<HashMap<String, Kept>>,
    /// What stands in the page where an author opens a worksheet.
    pub draft: RwSignal<String>,
    pub(super) site: StoredValue<Site, LocalStorage>,
    pub(super) packs: StoredValue<HashMap<(String, Locale), Loaded>>,
    sheets: StoredValue<HashMap<String, Opened>, LocalStorage>,
    /// The languages whose prime text the second program has.
    primed: StoredValue<Vec<Locale>>,
    owner: StoredValue<Owner>,
}

impl App {
    /// Makes the state, under the current owner.
    pub fn new(site: Site, fetches: Fetches, locale: Locale) -> Self {
        let (embed, route) = match Embed::asked(site.frame()) {
            Some((embed, route)) => (Some(embed), route),
            None => (None, Route::parse(&page::fragment())),
        };
        let keys = Storage::probe().map(|storage| storage.keys()).unwrap_or_default();
        let mut found: Vec<_> = keys.iter().filter_map(|key| notebook::of_key(key)).collect();
        found.sort();
        found.dedup();
        let app = Self {
            notebook: RwSignal::new(settings::notebook()),
            list: keep_list(),
            update: RwSignal::new(false),
            embed,
            found: StoredValue::new(found),
            is_registered: StoredValue::new(false),
            locale: RwSignal::new(locale),
            route: RwSignal::new(route),
            notice: RwSignal::new(None),
            parts: Parts::new(fetches),
            own: StoredValue::new(HashMap::new()),
            draft: RwSignal::new(String::new()),
            site: StoredValue::new_local(site),
            packs: StoredValue::new(HashMap::new()),
            sheets: StoredValue::new_local(HashMap::new()),
            primed: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        // A notebook that was put into the bin elsewhere is not opened again.
        if !app.living().iter().any(|book| book.id == app.notebook.get_untracked()) {
            app.notebook.set(app.first_living());
        }
        app.offline(false);
        app
    }

    /// All notebooks, those in the bin too, as they change.
    pub fn notebooks(self) -> Vec<Notebook> {
        self.list.0.revision().track();
        self.found.with_value(|found| self.list.0.peek(|list| notebook::notebooks(list, found)))
    }

    /// The notebooks that are not in the bin, as they change.
    pub fn living(self) -> Vec<Notebook> {
        self.notebooks().into_iter().filter(|book| book.deleted.is_none()).collect()
    }

    fn first_living(self) -> NotebookId {
        self.living().into_iter().next().map_or_else(NotebookId::first, |book| book.id)
    }

    /// What a notebook is called.
    pub fn name_of(self, book: &Notebook) -> String {
        if !book.name.is_empty() {
            return book.name.clone();
        }
        let is_first = book.id == NotebookId::first();
        self.say(if is_first { Word::NotebookFirst } else { Word::NotebookUnnamed }).to_owned()
    }

    /// Opens a notebook; the first that is not in the bin where none is named.
    pub fn switch(self, id: Option<NotebookId>) {
        let id = id.unwrap_or_else(|| self.first_living());
        settings::set_notebook(&id);
        self.notebook.set(id);
    }

    /// The same program, but with another notebook open. Who asks for it lets go of its `notebook`.
    #[must_use]
    pub fn looking_into(self, notebook: NotebookId) -> Self {
        Self { notebook: RwSignal::new(notebook), ..self }
    }

    /// Something was saved: there is something to lose now.
    fn has_saved(self, notebook: &NotebookId, at: &SheetRef) {
        if page::is_framed() {
            return;
        }
        settings::note_last(notebook, at);
        if settings::note_unkept(time::now()) {
            page::ask_to_persist();
        }
        if !self.is_registered.get_value() {
            self.is_registered.set_value(true);
            self.offline(true);
        }
    }

    /// Sets up working offline, or looks after it where it was set up before.
    fn offline(self, make: bool) {
        if self.embed.is_none() {
            let ready = move || self.update.set(true);
            self.site.with_value(|site| site.work_offline(make, ready));
        }
    }

    /// Takes the new version: the page loads again.
    pub fn take_update(self) {
        self.site.with_value(Site::take_update);
    }

    /// A word in the interface's language. Pages are built anew when that changes.
    pub fn say(self, word: Word) -> &'static str {
        word.text(self.locale.get_untracked())
    }

    /// A word with its blank filled.
    pub fn say_with(self, word: Word, what: &str) -> String {
        word.with(self.locale.get_untracked(), what)
    }

    /// A pack, fetched at most once a language.
    pub async fn pack(self, id: &str, locale: Locale) -> Result<Loaded, LoadError> {
        let key = (id.to_owned(), locale);
        if let Some(loaded) = self.packs.with_value(|packs| packs.get(&key).cloned()) {
            return Ok(loaded);
        }
        let site = self.site.get_value();
        let loaded = match self.own_definition(id) {
            Some(definition) => self.own_pack(id, &definition, locale).await?,
            None => Loaded::of(site.pack(id, locale.tag()).await?, None)?,
        };
        self.packs.update_value(|packs| {
            packs.insert(key, loaded.clone());
        });
        Ok(loaded)
    }

    /// The sheet that the home page opens with, once its pack is there.
    pub fn first_sheet(self) -> Option<(Arc<Pack>, Worksheet)> {
        self.sheet_of(&format!("{FIRST_PACK}/{FIRST_SHEET}").parse().ok()?)
    }

    /// A sheet, once its pack is there.
    pub fn sheet_of(self, at: &SheetRef) -> Option<(Arc<Pack>, Worksheet)> {
        let key = (at.pack.to_string(), self.locale.get_untracked());
        let loaded = self.packs.with_value(|packs| packs.get(&key).cloned())?;
        let sheet = loaded.pack.sheet(&at.sheet)?.clone();
        Some((loaded.pack, sheet))
    }

    /// The third program.
    pub async fn files(self) -> Result<Files, LoadError> {
        self.site.get_value().load_files().await
    }

    /// The fourth program.
    pub async fn pictures(self) -> Result<Pictures, LoadError> {
        self.site.get_value().load_pictures().await
    }

    /// The second program.
    pub async fn tools(self) -> Result<Tools, LoadError> {
        self.site.get_value().load_tools().await
    }

    /// Hands the second program the prime text of a language, once.
    pub async fn prime(self, tools: &Tools, locale: Locale) -> Result<(), LoadError> {
        if self.primed.with_value(|primed| primed.contains(&locale)) {
            return Ok(());
        }
        let text = self.site.get_value().prime(locale.tag()).await?;
        tools.take_prime(locale, &text)?;
        self.primed.update_value(|primed| primed.push(locale));
        Ok(())
    }

    /// The session of a sheet and what keeps it; opened once, for as long as the page lives.
    pub fn open(self, pack: &PackId, sheet: &Worksheet) -> (Session, Keeper) {
        let at = SheetRef { pack: pack.clone(), sheet: sheet.id.clone() };
        self.open_in(&self.notebook.get_untracked(), &at, sheet.version)
    }

    /// The session of a sheet in a notebook.
    pub fn open_in(self, notebook: &NotebookId, at: &SheetRef, version: u16) -> (Session, Keeper) {
        let key = format!("{notebook}/{at}");
        if let Some(open) = self.sheets.with_value(|sheets| sheets.get(&key).copied()) {
            return (open.0, open.1);
        }
        let owner = self.owner.get_value();
        let (session, keeper) = owner.with(|| {
            let (session, keeper) = keep(notebook, at, version);
            let (notebook, at) = (notebook.clone(), at.clone());
            Effect::new(move || {
                let is_saved = matches!(keeper.state.get(), SaveState::Saved(_));
                if is_saved && session.revision_now() > 0 {
                    self.has_saved(&notebook, &at);
                }
            });
            (session, keeper)
        });
        self.sheets.update_value(|sheets| {
            sheets.insert(key, (session, keeper, version));
        });
        (session, keeper)
    }

    /// Every open sheet, by notebook, pack and sheet.
    pub fn opened(self) -> Vec<(String, Opened)> {
        self.sheets.with_value(|sheets| {
            sheets.iter().map(|(key, opened)| (key.clone(), *opened)).collect()
        })
    }

    /// A page of a pack, loaded in the interface's language; `show` makes it.
    pub fn with_pack<V, F>(self, id: &str, locale: Locale, show: F) -> impl IntoView + use<V, F>
    where
        V: IntoView + 'static,
        F: Fn(Loaded) -> V + Send + Sync + 'static,
    {
        let found = self.packs.with_value(|packs| packs.get(&(id.to_owned(), locale)).cloned());
        let loaded = RwSignal::new(found.map(Ok));
        if loaded.with_untracked(Option::is_none) {
            let id = id.to_owned();
            spawn_local(async move {
                let pack = self.pack(&id, locale).await;
                // Not there any more where the person has gone on.
                let _ = loaded.try_set(Some(pack));
            });
        }
        move || match loaded.get() {
            None => None,
            Some(Ok(pack)) => Some(show(pack).into_any()),
            Some(Err(LoadError)) => Some(load_failed()),
        }
    }
}

/// The state, from anywhere below the root, which provides it.
pub fn app() -> App {
    expect_context()
}

/// Says that something could not be had, and offers to try again.
pub fn load_failed() -> AnyView {
    let app = app();
    view! {
        <section class="ws-message" role="alert">
            <h1 class="ws-title">{app.say(Word::LoadFailed)}</h1>
            <p>{app.say(Word::LoadFailedHow)}</p>
            <button class="ws-button" on:click=move |_| page::reload()>
                {app.say(Word::TryAgain)}
            </button>
        </section>
    }
    .into_any()
}
