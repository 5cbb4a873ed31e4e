//! The program's start: from the prerendered page to the living one.
//!
//! The page stands there before the program is, and one may write into it at once. When program
//! and content have come, the living page takes its place between two keystrokes: what was written,
//! the focus and the selection move over. Never while an input method composes.

// The program's state is a handle made of handles: it is meant to be copied.
#![allow(clippy::large_types_passed_by_value)]

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::frame::Told;
use crate::browser::site::{LoadError, Site};
use crate::browser::{host, page, paper, settings};
use crate::library::GALLERY;
use crate::model::route::Route;
use crate::ui::arrive::follow_address;
use crate::ui::context::{App, FIRST_PACK};
use crate::ui::meanwhile::{self, Meanwhile};
use crate::ui::part::Fetches;
use crate::ui::shell::{Shell, follow_language};
use crate::words::Word;

/// The element that the page's content stands in.
const ROOT: &str = "app";

/// What shows that one can write already: a blank of the card, or what was written into it before.
const CARD: &str = "#main :is(.ws-blank, input, textarea), [data-written]";

/// What must not be taken away just now: an input method composes in it, or a day is picked, which the
/// browser does in a window of its own.
const BUSY: &str = "[data-composing], #app input[type=date]:focus";

/// How long after the start the rest of the program is fetched, in milliseconds.
const QUIET: i32 = 1_000;

/// How often to look whether that has ended, in milliseconds.
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
        Route::Home | Route::Embed => Some(FIRST_PACK),
        Route::Gallery => Some(GALLERY),
        Route::Sheet(at) => Some(at.pack.as_str()),
        Route::Path(pack) => Some(pack.as_str()),
        Route::Print(print) => Some(print.pack.as_str()),
        _ => None,
    };
    if let Some(pack) = pack {
        app.pack(pack, app.locale.get_untracked()).await?;
    }
    // Where they cannot be had, what was written for them waits for another time.
    for pack in meanwhile::packs() {
        let _ = app.pack(pack.as_str(), app.locale.get_untracked()).await;
    }
    // Paper that stands there is not taken away before the program can lay it out.
    if matches!(route, Route::Print(_)) {
        let _ = app.files().await;
    }
    app.parts.get_for(&route).await
}

/// Puts the living page in place of the prerendered one, as soon as nothing is busy in it.
fn take_over(owner: Owner, app: App) {
    if page::find(BUSY).is_some() {
        page::after(LOOK_AGAIN, move || take_over(owner, app));
        return;
    }
    let Some(root) = page::element(ROOT) else { return };
    let meanwhile = Meanwhile::collect();
    owner.with(|| {
        meanwhile.write_to_sessions(app);
        root.replace_children_with_node_0();
        paper::let_go();
        provide_context(app);
        follow_language(app);
        mount_to(root, Shell).forget();
    });
    meanwhile.go_on();
    page::after(QUIET, move || app.parts.ask_all());
    page::set_root("data-ready", "");
    if let Some(embed) = app.embed.filter(|embed| !embed.is_own) {
        embed.tell(Told::Ready(page::title()));
    }
    // The owner holds the whole program: it lives as long as the page.
    std::mem::forget(owner);
}
