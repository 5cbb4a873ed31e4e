//! The page where an author makes the snippet that puts a worksheet into an article.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::author::Look;
use super::context::{App, FIRST_PACK, FIRST_SHEET, Loaded, app};
use super::send::Way;
use super::shell::name_page;
use crate::browser::{clipboard, page};
use crate::library::PACKS;
use crate::model::field::Field;
use crate::model::id::{FieldId, SheetRef};
use crate::model::route::Route;
use crate::model::snippet::{Snippet, What};
use crate::model::text::Locale;
use crate::model::worksheet::Worksheet;
use crate::words::Word;
use crate::words::author::AuthorWord;

/// The value of the choice of one's own file.
const OWN: &str = "own";

/// How many pixels a module of the QR code takes.
const PIXELS: usize = 8;

/// The page. The sheet that it begins with is there from the start: nothing moves down later.
pub fn page() -> AnyView {
    let app = app();
    let locale = app.locale.get_untracked();
    name_page(app, AuthorWord::EmbedTitle.text(locale));
    app.with_pack(FIRST_PACK, locale, |first| view! { <SnippetPage first/> }).into_any()
}

/// What the author chose.
#[derive(Clone, Copy)]
struct Wish {
    /// `pack/sheet`, or [`OWN`].
    sheet: RwSignal<String>,
    address: RwSignal<String>,
    fields: RwSignal<BTreeSet<FieldId>>,
    locale: RwSignal<Option<Locale>>,
    is_dark: RwSignal<Option<bool>>,
    width: RwSignal<Option<u16>>,
}

impl Wish {
    fn snippet(self, packs: &[Loaded]) -> Snippet {
        let chosen = self.sheet.get();
        let sheet = find(packs, &chosen);
        let of = match &sheet {
            Some((at, _)) => What::Sheet(at.clone()),
            None => What::File(self.address.get().trim().to_owned()),
        };
        let wished = self.fields.get();
        let name = sheet.as_ref().map(|(_, sheet)| sheet.title.clone()).unwrap_or_default();
        let fields = sheet.iter().flat_map(|(_, sheet)| parts(sheet));
        let fields = fields.map(|field| field.id.clone()).filter(|id| wished.contains(id));
        Snippet {
            site: page::address(),
            of,
            name,
            fields: fields.collect(),
            locale: self.locale.get(),
            is_dark: self.is_dark.get(),
            width: self.width.get(),
        }
    }
}

/// The sheet of a reference among the packs that are there.
fn find(packs: &[Loaded], at: &str) -> Option<(SheetRef, Worksheet)> {
    let at: SheetRef = at.parse().ok()?;
    let loaded = packs.iter().find(|loaded| loaded.pack.id == at.pack)?;
    Some((at.clone(), loaded.pack.sheet(&at.sheet)?.clone()))
}

/// What a sheet can be taken apart into.
fn parts(sheet: &Worksheet) -> impl Iterator<Item = &Field> {
    sheet.sections.iter().flat_map(|section| &section.fields)
}

/// The page where an author makes a snippet.
#[component]
fn SnippetPage(first: Loaded) -> impl IntoView {
    let app = app();
    let locale = app.locale.get_untracked();
    let say = move |word: AuthorWord| word.text(locale);
    let packs = RwSignal::new(vec![first]);
    spawn_local(async move {
        for id in PACKS.into_iter().filter(|id| *id != FIRST_PACK) {
            if let Ok(loaded) = app.pack(id, locale).await {
                let _ = packs.try_update(|packs| packs.push(loaded));
            }
        }
    });
    let wish = Wish {
        sheet: RwSignal::new(format!("{FIRST_PACK}/{FIRST_SHEET}")),
        address: RwSignal::new(String::new()),
        fields: RwSignal::new(BTreeSet::new()),
        locale: RwSignal::new(None),
        is_dark: RwSignal::new(None),
        width: RwSignal::new(None),
    };
    let said = RwSignal::new(None::<Word>);
    let snippet = Memo::new(move |_| packs.with(|packs| wish.snippet(packs)));
    let is_own = Memo::new(move |_| matches!(snippet.get().of, What::File(_)));
    view! {
        <Look/>
        <article class="ws-snippet">
            <h1 class="ws-title">{say(AuthorWord::EmbedTitle)}</h1>
            <p class="ws-lead">{say(AuthorWord::EmbedLead)}</p>
            <Choices wish packs/>
            {move || (!is_own.get()).then(|| view! { <Preview snippet/> })}
            <section class="ws-snippet__part" data-part="script">
                <h2 class="ws-library__title">{say(AuthorWord::EmbedScript)}</h2>
                <Code of="script" text=Signal::derive(move || snippet.get().script()) said/>
            </section>
            {move || if is_own.get() {
                view! {
                    <p class="ws-snippet__part">
                        {say(AuthorWord::EmbedOnlyScript)}" "
                        <a href=Route::Own.to_string()>{say(AuthorWord::OwnTitle)}</a>
                    </p>
                }
                .into_any()
            } else {
                view! { <OtherWays snippet said/> }.into_any()
            }}
            <p class="ws-share__said" role="status">{move || said.get().map(|word| app.say(word))}</p>
            <section class="ws-snippet__part">
                <h2 class="ws-library__title">{say(AuthorWord::EmbedWhere)}</h2>
                {[
                    ("WordPress", AuthorWord::EmbedWordPress),
                    ("Ghost", AuthorWord::EmbedGhost),
                    ("Hugo", AuthorWord::EmbedHugo),
                    ("Notion", AuthorWord::EmbedNotion),
                    (if locale == Locale::En { "WeChat" } else { "微信公众号" }, AuthorWord::EmbedWeChat),
                ]
                .map(|(name, how)| view! {
                    <details class="ws-snippet__where">
                        <summary>{name}</summary>
                        <p>{say(how)}</p>
                    </details>
                })
                .collect_view()}
            </section>
        </article>
    }
}

/// What can be chosen.
#[component]
fn Choices(wish: Wish, packs: RwSignal<Vec<Loaded>>) -> impl IntoView {
    let locale = app().locale.get_untracked();
    let say = move |word: AuthorWord| word.text(locale);
    let options = move || {
        let groups = packs.get().into_iter().map(|loaded| {
            let option = |sheet: &Worksheet| {
                let at = format!("{}/{}", loaded.pack.id, sheet.id);
                let (value, is_chosen) = (at.clone(), wish.sheet.with_untracked(|s| *s == at));
                view! { <option value=value selected=is_chosen>{sheet.name.clone()}</option> }
            };
            let all: Vec<_> = loaded.pack.sheets.iter().map(option).collect();
            view! { <optgroup label=loaded.pack.title.clone()>{all}</optgroup> }
        });
        groups.collect_view()
    };
    let choose = move |event: web_sys::Event| {
        wish.fields.set(BTreeSet::new());
        wish.sheet.set(event_target_value(&event));
    };
    let fields = move || {
        // A sheet is chosen from packs that are there.
        let (_, sheet) = packs.with_untracked(|packs| find(packs, &wish.sheet.get()))?;
        let all: Vec<_> = parts(&sheet).map(|field| field_tick(field, wish)).collect();
        (all.len() > 1).then(|| {
            view! {
                <fieldset class="ws-snippet__part">
                    <legend class="ws-field__label">{say(AuthorWord::EmbedFields)}</legend>
                    <p class="ws-field__hint">{say(AuthorWord::EmbedFieldsHow)}</p>
                    <div class="ws-snippet__fields">{all}</div>
                </fieldset>
            }
        })
    };
    let own = move || {
        (wish.sheet.get() == OWN).then(|| view! {
            <label class="ws-snippet__own">
                <span class="ws-field__label">{say(AuthorWord::EmbedOwnAddress)}</span>
                <input class="ws-input" id="embed.address" type="url" placeholder="https://…/week.json"
                    prop:value=move || wish.address.get()
                    on:input=move |event| wish.address.set(event_target_value(&event))/>
            </label>
            <p class="ws-field__hint">
                {say(AuthorWord::EmbedOwnHow)}" "
                <a href=Route::Own.to_string()>{say(AuthorWord::OwnTitle)}</a>
            </p>
        })
    };
    let choose_locale = move |event: web_sys::Event| {
        let tag = event_target_value(&event);
        wish.locale.set(Locale::ALL.into_iter().find(|locale| locale.tag() == tag));
    };
    let choose_theme = move |event: web_sys::Event| {
        wish.is_dark.set(match event_target_value(&event).as_str() {
            "light" => Some(false),
            "dark" => Some(true),
            _ => None,
        });
    };
    let choose_width = move |event: web_sys::Event| {
        let width: Option<u16> = event_target_value(&event).trim().parse().ok();
        wish.width.set(width.filter(|width| *width >= 280));
    };
    view! {
        <div class="ws-snippet__choose">
            <label>
                <span class="ws-field__label">{say(AuthorWord::EmbedSheet)}</span>
                <select class="ws-input" id="embed.sheet" on:change=choose>
                    {options}
                    <option value=OWN>{say(AuthorWord::EmbedOwn)}</option>
                </select>
            </label>
            <label>
                <span class="ws-field__label">{say(AuthorWord::EmbedLocale)}</span>
                <select class="ws-input" id="embed.lang" on:change=choose_locale>
                    <option value="">{say(AuthorWord::EmbedFollow)}</option>
                    {Locale::ALL.map(|locale| {
                        let (tag, name) = (locale.tag(), Word::SwitchLanguage.text(locale.other()));
                        view! { <option value=tag lang=tag>{name}</option> }
                    })}
                </select>
            </label>
            <label>
                <span class="ws-field__label">{say(AuthorWord::EmbedTheme)}</span>
                <select class="ws-input" id="embed.theme" on:change=choose_theme>
                    <option value="">{say(AuthorWord::EmbedFollow)}</option>
                    <option value="light">{say(AuthorWord::EmbedLight)}</option>
                    <option value="dark">{say(AuthorWord::EmbedDark)}</option>
                </select>
            </label>
            <label>
                <span class="ws-field__label">{say(AuthorWord::EmbedWidth)}</span>
                <input class="ws-input" id="embed.width" type="number" min="280" max="2000" step="10"
                    placeholder=say(AuthorWord::EmbedWidthAll) on:input=choose_width/>
            </label>
        </div>
        {own}
        {fields}
    }
}

/// A part of the sheet, to be taken or not.
fn field_tick(field: &Field, wish: Wish) -> AnyView {
    let id = field.id.clone();
    let turn = move |event: web_sys::Event| {
        let (id, is_on) = (id.clone(), event_target_checked(&event));
        wish.fields.update(|fields| {
            if is_on {
                fields.insert(id);
            } else {
                fields.remove(&id);
            }
        });
    };
    view! {
        <label class="ws-share__tick">
            <input type="checkbox" data-field=field.id.to_string() on:change=turn/>
            <span>{field.label.clone()}</span>
        </label>
    }
    .into_any()
}

/// How it will look, at the width of a phone or of a desktop's article.
#[component]
fn Preview(snippet: Memo<Snippet>) -> impl IntoView {
    let locale = app().locale.get_untracked();
    let is_wide = RwSignal::new(false);
    let ways = [(false, AuthorWord::EmbedPhone), (true, AuthorWord::EmbedDesktop)];
    let ways = ways.map(|(wide, word)| {
        let chosen = Signal::derive(move || is_wide.get() == wide);
        let on_choose = Callback::new(move |()| is_wide.set(wide));
        view! { <Way name="embed-width" label=word.text(locale) chosen on_choose/> }
    });
    // The article is this page here: where nothing else is wished, its language and look.
    let address = Memo::new(move |_| {
        let snippet = snippet.get();
        let locale = snippet.locale.or(Some(locale));
        Snippet { locale, ..snippet }.frame_address()
    });
    let class = move || {
        let width = if is_wide.get() { "desktop" } else { "phone" };
        format!("ws-snippet__frame ws-snippet__frame--{width}")
    };
    view! {
        <section class="ws-snippet__part">
            <h2 class="ws-library__title">{AuthorWord::EmbedPreview.text(locale)}</h2>
            <div class="ws-choice__all" role="radiogroup" aria-label=AuthorWord::EmbedPreview.text(locale)>
                {ways.collect_view()}
            </div>
            // A wide preview scrolls on a phone: with the keyboard too.
            <div
                class="ws-snippet__preview" role="region" tabindex="0"
                aria-label=AuthorWord::EmbedPreview.text(locale)
            >
                {move || address.get().map(|address| view! {
                    <iframe
                        class=class
                        data-preview src=address title=AuthorWord::EmbedPreview.text(locale)
                    ></iframe>
                })}
            </div>
        </section>
    }
}

/// Something to copy.
#[component]
fn Code(
    /// What it is, for the button.
    of: &'static str,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    said: RwSignal<Option<Word>>,
) -> impl IntoView {
    let locale = app().locale.get_untracked();
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let done = clipboard::copy(&text, &format!("[data-snippet={of}]")).await;
            let _ = said.try_set(Some(if done { Word::Copied } else { Word::CopyByHand }));
        });
    };
    view! {
        <pre class="ws-snippet__code" data-snippet=of lang="en" translate="no" tabindex="0">{move || text.get()}</pre>
        <button type="button" class="ws-button" data-action=format!("copy-{of}") on:click=copy>
            {AuthorWord::EmbedCopy.text(locale)}
        </button>
    }
}

/// The ways for places that take no script.
#[component]
fn OtherWays(snippet: Memo<Snippet>, said: RwSignal<Option<Word>>) -> impl IntoView {
    let app = app();
    let locale = app.locale.get_untracked();
    let say = move |word: AuthorWord| word.text(locale);
    let height = RwSignal::new(None::<String>);
    let frame = Signal::derive(move || {
        height.with(|height| snippet.get().frame(height.as_deref())).unwrap_or_default()
    });
    let link = Memo::new(move |_| snippet.get().page().unwrap_or_default());
    let code = RwSignal::new(None::<Arc<str>>);
    Effect::new(move || {
        let address = link.get();
        spawn_local(async move {
            let made = code_of(app, &address).await;
            // Another sheet may have been chosen meanwhile.
            if link.try_get_untracked().as_ref() == Some(&address) {
                let _ = code.try_set(made.map(Into::into));
            }
        });
    });
    Effect::new(move || {
        let wished = snippet.get();
        spawn_local(async move {
            let known = height_of(app, &wished).await;
            if snippet.try_get_untracked().as_ref() == Some(&wished) {
                let _ = height.try_set(known);
            }
        });
    });
    view! {
        <section class="ws-snippet__part" data-part="frame">
            <h2 class="ws-library__title">{say(AuthorWord::EmbedFrame)}</h2>
            <Code of="frame" text=frame said/>
        </section>
        <section class="ws-snippet__part" data-part="link">
            <h2 class="ws-library__title">{say(AuthorWord::EmbedLink)}</h2>
            <Code of="link" text=Signal::derive(move || link.get()) said/>
        </section>
        <section class="ws-snippet__part" data-part="code">
            <h2 class="ws-library__title">{say(AuthorWord::EmbedCode)}</h2>
            {move || code.get().map(|image| view! {
                <img class="ws-share__code" data-share-code src=image.to_string() alt=say(AuthorWord::EmbedCodeName)/>
                <a class="ws-button" data-action="save-code" download="sproutsheet.png" href=image.to_string()>
                    {say(AuthorWord::EmbedCodeSave)}
                </a>
            })}
        </section>
    }
}

/// How high a frame of a snippet is, where no script sizes it.
async fn height_of(app: App, snippet: &Snippet) -> Option<String> {
    let What::Sheet(at) = &snippet.of else { return None };
    let tag = snippet.locale.map(Locale::tag).unwrap_or_default();
    let known = app.site.get_value().load_checker().await.ok()?;
    known.frame_height(&at.to_string(), tag, snippet.width.unwrap_or(0)).ok()?
}

/// The QR code of an address.
async fn code_of(app: App, address: &str) -> Option<String> {
    app.pictures().await.ok()?.code_of_page(address, PIXELS).ok()
}
