//! Paper: a sheet, or a whole pack, laid out as it prints.
//!
//! The second program makes the leaves and their style sheet; here they are put into the page,
//! with what can be chosen about them above.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::export::luggage;
use super::send::{Letter, code_path};
use crate::browser::markup;
use crate::browser::paper::{self, Style};
use crate::browser::site::Luggage;
use crate::model::export::paper::Printed;
use crate::model::id::SheetRef;
use crate::model::route::{Part, Print, Route};
use crate::model::share::{Kind, Shared, SharedSheet};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// What became of the leaves.
#[derive(Clone)]
enum Leaves {
    Making,
    Made(Arc<Printed>),
    Failed,
}

/// A sheet or a pack on paper.
pub fn page(loaded: Loaded, sheet: Option<Arc<Worksheet>>, print: Print) -> AnyView {
    view! { <PaperPage loaded sheet print/> }.into_any()
}

/// A sheet or a pack on paper.
#[component]
pub fn PaperPage(
    /// The pack.
    loaded: Loaded,
    /// The sheet; nothing for the whole pack.
    sheet: Option<Arc<Worksheet>>,
    /// How.
    print: Print,
) -> impl IntoView {
    let app = app();
    let leaves = RwSignal::new(Leaves::Making);
    let luggage = luggage(app, &loaded, sheet.as_deref());
    let from = loaded.clone();
    let how = print.clone();
    spawn_local(async move {
        let printed = match app.files().await {
            Ok(files) => files.print(&luggage, &how),
            Err(_) => None,
        };
        let made = match printed {
            Some(mut printed) => {
                if !how.is_blank {
                    set_codes(app, &from, &luggage, &mut printed).await;
                }
                Leaves::Made(Arc::new(printed))
            }
            None => Leaves::Failed,
        };
        let _ = leaves.try_set(made);
    });
    let pages = RwSignal::new(0);
    let below = move || match leaves.get() {
        // As high as the window, so that the page's foot does not move when the leaves come.
        Leaves::Making => view! { <div class="ws-waits"></div> }.into_any(),
        Leaves::Failed => view! {
            <section class="ws-message" role="alert">
                <h1 class="ws-title">{app.say(Word::LoadFailed)}</h1>
                <p>{app.say(Word::LoadFailedHow)}</p>
            </section>
        }
        .into_any(),
        Leaves::Made(printed) => view! { <Laid printed pages/> }.into_any(),
    };
    let said = move || match leaves.get() {
        Leaves::Making => app.say(Word::PrintWait).to_owned(),
        Leaves::Failed => String::new(),
        Leaves::Made(_) => app.say_with(Word::PrintPages, &pages.get().to_string()),
    };
    view! {
        <div class="ws-paper">
            <Choices loaded sheet print pages said=Signal::derive(said)/>
            {below}
        </div>
    }
}

/// Puts the codes that open the filled sheets onto the leaves: of those where something is written
/// and it fits into a code. Where a file does not arrive, paper goes without.
async fn set_codes(app: App, loaded: &Loaded, luggage: &Luggage, printed: &mut Printed) {
    let words = Word::PaperCode.text(loaded.pack.locale);
    for sheet in &loaded.pack.sheets {
        if !luggage.only.is_empty() && luggage.only != sheet.id.as_str() {
            continue;
        }
        let Some(response) = luggage.responses.get(&sheet.id) else { continue };
        let answers = SharedSheet::of(&loaded.pack, sheet, response);
        if answers.is_empty() {
            continue;
        }
        let locale = loaded.pack.locale;
        let letter = Letter {
            shared: Shared { kind: Kind::Answers, locale, sheets: vec![answers] },
            thread: None,
            from: vec![SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() }],
        };
        if let Some((width, path)) = code_path(app, loaded, &letter).await {
            printed.set_code(&sheet.id, width, &path, words);
        }
    }
}

/// The leaves in the page.
#[component]
fn Laid(
    printed: Arc<Printed>,
    /// Is told how many pages there are.
    pages: RwSignal<u32>,
) -> impl IntoView {
    let style = StoredValue::new_local(Style::adopt(&printed.style));
    on_cleanup(move || {
        style.with_value(|style| style.iter().for_each(Style::drop_it));
    });
    let root = NodeRef::<html::Div>::new();
    let lay_out = move || {
        if let Some(root) = root.get() {
            pages.set(paper::lay_out(&root));
        }
    };
    Effect::new(move || {
        if let Some(root) = root.get() {
            // Empty where it is not ours: a test holds that all paper is.
            let _ = markup::fill(&root, &printed.html);
            lay_out();
        }
    });
    let resized = window_event_listener(ev::resize, move |_| lay_out());
    on_cleanup(move || resized.remove());
    view! { <div class="pp" node_ref=root></div> }
}

/// What can be chosen about paper.
#[component]
fn Choices(
    loaded: Loaded,
    sheet: Option<Arc<Worksheet>>,
    print: Print,
    pages: RwSignal<u32>,
    /// How far it is, or how many pages.
    #[prop(into)]
    said: Signal<String>,
) -> impl IntoView {
    let app = app();
    let (name, back) = match &sheet {
        Some(sheet) => {
            let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
            (sheet.name.clone(), Route::Sheet(at))
        }
        None => (loaded.pack.title.clone(), Route::Path(loaded.pack.id.clone())),
    };
    let choice = |word: Word, to: Print, is_now: bool| {
        let href = Route::Print(to).to_string();
        view! {
            <a class="ws-button" href=href aria-current=is_now.then_some("true")>{app.say(word)}</a>
        }
    };
    // Pressed before the leaves are laid out it is done as soon as they are.
    let is_wanted = RwSignal::new(false);
    Effect::new(move || {
        if pages.get() > 0 && is_wanted.get() {
            is_wanted.set(false);
            paper::print();
        }
    });
    let blank = |is_blank| Print { is_blank, ..print.clone() };
    let size = |is_letter| Print { is_letter, ..print.clone() };
    let all = (sheet.is_some() || print.part != Part::Whole).then(|| {
        let all = Route::Print(Print { sheet: None, part: Part::Whole, ..print.clone() });
        view! { <a class="ws-next__path" href=all.to_string()>{app.say(Word::PrintAll)}</a> }
    });
    view! {
        <div class="ws-paper__tools">
            <p><a href=back.to_string()>{app.say_with(Word::PrintBack, &name)}</a></p>
            <div class="ws-paper__choices">
                // A part of what is written is never blank.
                <div class="ws-paper__pair" hidden=print.part != Part::Whole>
                    {choice(Word::PrintFilled, blank(false), !print.is_blank)}
                    {choice(Word::PrintBlank, blank(true), print.is_blank)}
                </div>
                <div class="ws-paper__pair">
                    {choice(Word::PaperA4, size(false), !print.is_letter)}
                    {choice(Word::PaperLetter, size(true), print.is_letter)}
                </div>
                <button
                    class="ws-button ws-button--main"
                    data-action="print"
                    // Nothing is there to print yet.
                    aria-disabled=move || (pages.get() == 0).then_some("true")
                    on:click=move |_| is_wanted.set(true)
                >
                    {app.say(Word::Print)}
                </button>
            </div>
            <p class="ws-field__hint">
                <span role="status" data-pages=move || pages.get().to_string()>
                    {move || said.get()}
                </span>
                " "{app.say(Word::PrintHow)}" "{all}
            </p>
        </div>
    }
}
