//! The page around every page: name, language, look, and where one is.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::{App, app};
use super::controls;
use super::embed::EmbedFoot;
use super::home::HomePage;
use super::icon::{half, mark};
use super::notice::NoticeLine;
use super::remind::Reminders;
use super::sheet::SheetPage;
use crate::browser::frame::Told;
use crate::browser::settings::{self, Theme};
use crate::browser::{host, page};
use crate::library::{GALLERY, PACKS};
use crate::model::id::PackId;
use crate::model::route::Route;
use crate::model::text::Locale;
use crate::words::Word;

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = app();
    controls::listen();
    if let Some(embed) = app.embed {
        if host::is_mounted() {
            // The page around has its own main part and foot.
            return view! {
                <section class="ws-main" id="main" tabindex="-1" aria-label=move || embed.name.get()>
                    {page_of(app, app.route.get_untracked())}
                    <EmbedFoot embed/>
                </section>
                <NoticeLine/>
            }
            .into_any();
        }
        return view! {
            <main class="ws-main" id="main" tabindex="-1" aria-label=move || embed.name.get()>
                {page_of(app, app.route.get_untracked())}
            </main>
            <EmbedFoot embed/>
            <NoticeLine/>
        }
        .into_any();
    }
    view! {
        <a class="ws-skip" href="#main" on:click=|event| { event.prevent_default(); focus_main(); }>
            {move || Word::SkipToContent.text(app.locale.get())}
        </a>
        {move || { app.locale.track(); view! { <Masthead/> } }}
        <main class="ws-main" id="main" tabindex="-1">
            {move || { app.locale.track(); app.notebook.track(); page_of(app, app.route.get()) }}
        </main>
        {move || { app.locale.track(); view! {
            <Reminders/>
            <footer class="ws-foot">
                <p>{app.say(Word::Privacy)}</p>
                <p><a class="ws-foot__link" href=Route::Data.to_string()>{app.say(Word::DataTitle)}</a></p>
                <p><a class="ws-foot__link" href=Route::Gallery.to_string()>{app.say(Word::GalleryLink)}</a></p>
            </footer>
        } }}
        <NoticeLine/>
    }
    .into_any()
}

fn focus_main() {
    if let Some(main) = page::element("main") {
        let _ = main.focus();
    }
}

/// Names the page after what is on it.
pub fn name_page(app: App, what: &str) {
    if let Some(embed) = app.embed {
        embed.name.set(Some(what.to_owned()));
    }
    let name = app.say(Word::Name);
    page::set_title(&if what.is_empty() {
        format!("{name} · {}", app.say(Word::Tagline))
    } else {
        format!("{what} · {name}")
    });
}

fn page_of(app: App, route: Route) -> AnyView {
    controls::clear();
    let title = move |what: &str| name_page(app, what);
    // What is not here is told as that, not as something that did not arrive.
    let is_ours = |pack: &PackId| PACKS.contains(&pack.as_str());
    let is_here = |pack: &PackId| is_ours(pack) || app.has_own(pack);
    let route = match route {
        Route::Path(pack) if !is_ours(&pack) => Route::Unknown(pack.to_string()),
        Route::Sheet(at) if !is_here(&at.pack) => Route::Unknown(at.to_string()),
        Route::Print(print) if !is_here(&print.pack) => Route::Unknown(print.to_string()),
        route => route,
    };
    match route {
        Route::Home => {
            title("");
            view! { <HomePage/> }.into_any()
        }
        Route::Sheet(at) => {
            let locale = app.locale.get_untracked();
            let id = at.pack.to_string();
            app.with_pack(&id, locale, move |loaded| {
                let sheet = loaded.pack.sheet(&at.sheet).cloned();
                match sheet {
                    Some(sheet) => {
                        title(&sheet.name);
                        view! { <SheetPage loaded sheet=Arc::new(sheet)/> }.into_any()
                    }
                    None => {
                        title(app.say(Word::NoSuchPage));
                        no_such_page(app)
                    }
                }
            })
            .into_any()
        }
        Route::Path(id) => {
            let locale = app.locale.get_untracked();
            app.with_pack(id.as_str(), locale, move |loaded| {
                title(&loaded.pack.title);
                app.parts.pages.show(move |pages| (pages.path)(loaded.clone()))
            })
            .into_any()
        }
        Route::Gallery => {
            let locale = app.locale.get_untracked();
            app.with_pack(GALLERY, locale, move |loaded| {
                title(&loaded.pack.title);
                app.parts.pages.show(move |pages| (pages.gallery)(loaded.clone()))
            })
            .into_any()
        }
        Route::Print(print) => {
            let locale = app.locale.get_untracked();
            let id = print.pack.to_string();
            app.with_pack(&id, locale, move |loaded| {
                let sheet = print.sheet.as_ref().map(|id| loaded.pack.sheet(id).cloned());
                match sheet {
                    Some(None) => {
                        title(app.say(Word::NoSuchPage));
                        no_such_page(app)
                    }
                    sheet => {
                        let sheet = sheet.flatten().map(Arc::new);
                        let name = sheet.as_ref().map_or(&loaded.pack.title, |sheet| &sheet.name);
                        title(&format!("{} · {name}", app.say(Word::Print)));
                        let (loaded, print) = (loaded.clone(), print.clone());
                        app.parts.pages.show(move |pages| {
                            (pages.paper)(loaded.clone(), sheet.clone(), print.clone())
                        })
                    }
                }
            })
            .into_any()
        }
        Route::Data => {
            title(app.say(Word::DataTitle));
            app.parts.pages.show(|pages| (pages.data)())
        }
        Route::Own => app.parts.pages.show(move |pages| match app.embed {
            Some(embed) => (pages.given)(embed),
            None => (pages.own)(),
        }),
        Route::Embed => app.parts.pages.show(|pages| (pages.embed)()),
        Route::Shared(payload) => {
            title(app.say(Word::SharedTitle));
            app.parts.pages.show(move |pages| (pages.shared)(payload.clone()))
        }
        Route::Unknown(_) => {
            title(app.say(Word::NoSuchPage));
            no_such_page(app)
        }
    }
}

fn no_such_page(app: App) -> AnyView {
    if let Some(embed) = app.embed {
        embed.tell(Told::Error("sheet"));
    }
    app.parts.pages.show(|pages| (pages.message)(Word::NoSuchPage, Word::NoSuchPageHow))
}

/// The name, the look, the language.
#[component]
fn Masthead() -> impl IntoView {
    let app = app();
    let theme = RwSignal::new(settings::theme());
    let theme_word = move || match theme.get() {
        Theme::Auto => Word::ThemeAuto,
        Theme::Light => Word::ThemeLight,
        Theme::Dark => Word::ThemeDark,
    };
    let turn = move |_| {
        let next = theme.get_untracked().next();
        settings::set_theme(next);
        theme.set(next);
    };
    let switch = move |_| {
        let locale = app.locale.get_untracked().other();
        settings::set_locale(locale);
        app.locale.set(locale);
        // The masthead was made anew: the focus stays on its button.
        page::focus_found_soon("[data-action=lang]".to_owned());
    };
    view! {
        <header class="ws-masthead">
            <a class="ws-masthead__name" href="#/">
                {mark()}
                <span>{app.say(Word::Name)}</span>
            </a>
            {move || open_notebook(app).map(|name| view! {
                <a class="ws-masthead__notebook" href=Route::Data.to_string()>{name}</a>
            })}
            <div class="ws-masthead__tools">
                <button
                    class="ws-button ws-button--icon"
                    data-action="theme"
                    aria-label=move || app.say(theme_word())
                    title=move || app.say(theme_word())
                    on:click=turn
                >
                    {half()}
                </button>
                <button
                    class="ws-button ws-button--quiet"
                    data-action="lang"
                    lang=app.locale.get_untracked().other().tag()
                    on:click=switch
                >
                    {app.say(Word::SwitchLanguage)}
                </button>
            </div>
        </header>
    }
}

/// The name of the open notebook, where there is more than one.
fn open_notebook(app: App) -> Option<String> {
    let (all, open) = (app.notebooks(), app.notebook.get());
    let there = all.iter().find(|book| book.id == open)?;
    let living = all.iter().filter(|book| book.deleted.is_none()).count();
    (living > 1 || there.deleted.is_some()).then(|| app.name_of(there))
}

/// Follows the language: the page's root says it.
pub fn follow_language(app: App) {
    Effect::new(move || {
        let locale: Locale = app.locale.get();
        page::set_root("lang", locale.tag());
    });
}
