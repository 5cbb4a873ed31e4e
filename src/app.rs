//! The program's start: from the prerendered page to the living one.
//!
//! The page shows the job card before the program is there, and one may write into it at once.
//! When program and content have come, the living card takes its place between two keystrokes:
//! what was written, the focus and the selection move over. Never while an input method composes.

use any_spawner::Executor;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::browser::site::Site;
use crate::browser::{editable, page, settings};
use crate::model::id::{Address, FieldId};
use crate::model::route::Route;
use crate::ui::context::{App, FIRST_PACK, FIRST_SHEET};
use crate::ui::part::Fetches;
use crate::ui::shell::{Shell, follow_language};
use crate::words::Word;

/// The element that the page's content stands in.
const ROOT: &str = "app";

/// How often to look whether composing has ended, in milliseconds.
const LOOK_AGAIN: i32 = 50;

/// How long to wait before content is asked for again, in milliseconds.
const ASK_AGAIN: i32 = 3_000;

/// Takes over the page.
pub fn start(site: Site, fetches: Fetches) {
    // Mounting would do this too, but content is fetched before. Fails only where it is done.
    let _ = Executor::init_wasm_bindgen();
    let locale = settings::locale();
    let owner = Owner::new();
    let app = owner.with(|| App::new(site, fetches, locale, Route::parse(&page::fragment())));
    page::on_window("hashchange", move |_| {
        app.route.set(Route::parse(&page::fragment()));
        page::scroll_to_top();
    });
    load(owner, app);
}

/// Fetches the content, so that the living page stands complete in one go, then takes over.
///
/// Where the content cannot be had the page says so itself; but not over something that was
/// written meanwhile: that stays, and the content is asked for again.
fn load(owner: Owner, app: App) {
    spawn_local(async move {
        let locale = app.locale.get_untracked();
        let is_there = app.pack(FIRST_PACK, locale).await.is_ok();
        if is_there || page::find("[data-written]").is_none() {
            take_over(owner, app);
            return;
        }
        page::tell(ROOT, "ws-lost", Word::ProgramFailed.text(locale));
        page::after(ASK_AGAIN, move || load(owner, app));
    });
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
    page::set_root("data-ready", "");
    // The owner holds the whole program: it lives as long as the page.
    std::mem::forget(owner);
}

/// What was written into the prerendered card.
struct Written {
    texts: Vec<(FieldId, String)>,
    focus: Option<(String, Option<(u32, u32)>)>,
}

impl Written {
    fn collect() -> Self {
        let prefix = format!("{FIRST_SHEET}.");
        let mut texts = Vec::new();
        let nodes = page::document().and_then(|d| d.query_selector_all("[data-written]").ok());
        for node in nodes.iter().flat_map(|nodes| (0..nodes.length()).filter_map(|i| nodes.get(i)))
        {
            let Ok(element) = node.dyn_into::<web_sys::Element>() else { continue };
            let field = element.id().strip_prefix(&prefix).and_then(|id| id.parse().ok());
            texts.extend(field.map(|field| (field, editable::text(&element))));
        }
        let focus = page::focused()
            .filter(|element| element.id().starts_with(&prefix))
            .map(|element| (element.id(), editable::selection(&element)));
        Self { texts, focus }
    }

    /// Writes it where it belongs. An empty blank takes it as it is; one that holds a saved
    /// answer takes it too, and can be undone.
    fn write_to_session(&self, app: App) {
        let Some((pack, sheet)) = app.first_sheet() else { return };
        let (session, _) = app.open(&pack.id, &sheet);
        for (field, text) in &self.texts {
            session.write(Address::field(field.clone()), text);
        }
    }

    fn restore_focus(&self) {
        let Some((id, selection)) = &self.focus else { return };
        if let Some(element) = page::element(id) {
            let _ = element.focus();
            editable::select(&element, *selection);
        }
    }
}
