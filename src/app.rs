//! The program's start: from the prerendered page to the living one.
//!
//! The page shows the job card before the program is there, and one may write into it at once.
//! When program and content have come, the living card takes its place between two keystrokes:
//! what was written, the focus and the selection move over. Never while an input method composes.

// The program's state is a handle made of handles: it is meant to be copied.
#![allow(clippy::large_types_passed_by_value)]

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::frame::Told;
use crate::browser::site::{LoadError, Site};
use crate::browser::storage::Storage;
use crate::browser::{editable, host, page, settings};
use crate::library::GALLERY;
use crate::model::id::{Address, FieldId};
use crate::model::route::Route;
use crate::ui::arrive::{FOCUSABLE, follow_address};
use crate::ui::context::{App, FIRST_PACK, FIRST_SHEET};
use crate::ui::part::Fetches;
use crate::ui::shell::{Shell, follow_language};
use crate::words::Word;

/// The element that the page's content stands in.
const ROOT: &str = "app";

/// What shows that one can write already: a blank of the card, or what was written into it before.
const CARD: &str = ".ws-blank, [data-written]";

/// How long after the start the rest of the program is fetched, in milliseconds.
const QUIET: i32 = 1_000;

/// Where the page's script keeps what is written before the program is there.
const DRAFT: &str = "sproutsheet/draft";

/// How often to look whether composing has ended, in milliseconds.
const LOOK_AGAIN: i32 = 50;

/// How long to wait before content is asked for again, in milliseconds.
const ASK_AGAIN: i32 = 3_000;

/// Takes over the page.
pub fn start(site: Site, fetches: Fetches) {
    if let Some(host) = site.host() {
        host::stand_in(host);
    }
    // Mounting would do this too, but content is fetched before. Fails only where it is done.
    let _ = Executor::init_wasm_bindgen();
    let locale = settings::locale();
    let owner = Owner::new();
    let app = owner.with(|| App::new(site, fetches, locale));
    if app.embed.is_none() {
        follow_address(app);
    }
    app.parts.ask_for(&app.route.get_untracked());
    load(owner, app);
}

/// Leaves the page: what waits to be saved is.
pub fn stop() {
    host::leave();
}

/// Fetches the content, so that the living page stands complete in one go, then takes over.
///
/// Where the content cannot be had the living page says so; but the card that stands there already
/// stays, with what is written into it, and the content is asked for again.
fn load(owner: Owner, app: App) {
    spawn_local(async move {
        let locale = app.locale.get_untracked();
        let is_there = content(app).await.is_ok();
        if is_there || page::find(CARD).is_none() {
            take_over(owner, app);
            return;
        }
        page::tell(ROOT, "ws-lost", Word::ProgramFailed.text(locale));
        page::after(ASK_AGAIN, move || load(owner, app));
    });
}

/// The content that the page begins with, and the part of the program that it needs: it comes to
/// stand there whole, and nothing moves after that.
async fn content(app: App) -> Result<(), LoadError> {
    let route = app.route.get_untracked();
    let pack = match &route {
        Route::Home => Some(FIRST_PACK),
        Route::Gallery => Some(GALLERY),
        Route::Sheet(at) => Some(at.pack.as_str()),
        Route::Path(pack) => Some(pack.as_str()),
        Route::Print(print) => Some(print.pack.as_str()),
        _ => None,
    };
    if let Some(pack) = pack {
        app.pack(pack, app.locale.get_untracked()).await?;
    }
    app.parts.get_for(&route).await
}

/// Puts the living page in place of the prerendered one, as soon as nothing composes.
fn take_over(owner: Owner, app: App) {
    let composing = page::find("[data-composing]").is_some();
    if composing {
        page::after(LOOK_AGAIN, move || take_over(owner, app));
        return;
    }
    let Some(root) = page::element(ROOT) else { return };
    let written = Written::collect();
    owner.with(|| {
        written.write_to_session(app);
        root.replace_children_with_node_0();
        provide_context(app);
        follow_language(app);
        mount_to(root, Shell).forget();
    });
    written.restore_focus();
    written.press_again();
    page::after(QUIET, move || app.parts.ask_all());
    page::set_root("data-ready", "");
    if let Some(embed) = app.embed.filter(|embed| !embed.is_own) {
        embed.tell(Told::Ready(page::title()));
    }
    // The owner holds the whole program: it lives as long as the page.
    std::mem::forget(owner);
}

/// What was written into the prerendered card.
struct Written {
    texts: Vec<(FieldId, String)>,
    focus: Option<(String, Option<(u32, u32)>)>,
    /// The place among all that can have the focus, where what has it is no field.
    focus_at: Option<usize>,
    /// What was pressed last and could do nothing yet, as a selector.
    pressed: Option<String>,
}

impl Written {
    fn collect() -> Self {
        let prefix = format!("{FIRST_SHEET}.");
        let mut texts = Vec::new();
        for element in page::all("[data-written]") {
            let field = element.id().strip_prefix(&prefix).and_then(|id| id.parse().ok());
            texts.extend(field.map(|field| (field, editable::text(&element))));
        }
        let focus = page::focused()
            .filter(|element| element.id().starts_with(&prefix))
            .map(|element| (element.id(), editable::selection(&element)));
        let focus_at = page::focused().and_then(|element| page::place_of(FOCUSABLE, &element));
        let pressed = page::element(ROOT).and_then(|root| root.get_attribute("data-pressed"));
        Self { texts, focus, focus_at, pressed }
    }

    /// Writes it where it belongs. An empty blank takes it as it is; one that holds a saved
    /// answer takes it too, and can be undone.
    fn write_to_session(&self, app: App) {
        let Some((pack, sheet)) = app.first_sheet() else { return };
        let (session, _) = app.open(&pack.id, &sheet);
        for (field, text) in &self.texts {
            session.write(Address::field(field.clone()), text);
        }
        if let Ok(storage) = Storage::probe() {
            // Were it to stay, it would be taken again: the same words, and nothing lost.
            let _ = storage.remove(DRAFT);
        }
    }

    fn restore_focus(&self) {
        let field = self.focus.as_ref().and_then(|(id, _)| page::element(id));
        let other = || page::at_place(FOCUSABLE, self.focus_at?);
        if let Some(element) = field.or_else(other) {
            let _ = element.focus();
            if let Some((_, selection)) = &self.focus {
                editable::select(&element, *selection);
            }
        }
    }

    /// Presses what was pressed while the page could not answer yet.
    fn press_again(&self) {
        let Some(pressed) = self.pressed.as_ref().filter(|selector| !selector.is_empty()) else {
            return;
        };
        if let Some(element) = page::find(pressed) {
            let _ = element.focus();
            element.click();
        }
    }
}
