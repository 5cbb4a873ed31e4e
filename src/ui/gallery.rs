//! The gallery: every kind of field in each of its states, with the JSON that makes it. What one
//! writes here is kept nowhere.
//!
//! It is made from a pack of its own, one sheet a kind: its first example is the filled state,
//! any further one is a state with something odd.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::card::sentence_of;
use super::context::{App, Loaded, app};
use super::desk::wording;
use super::field::AnyField;
use super::seen::Seen;
use super::sentence::Sentence;
use super::session::Session;
use super::sheet::take_example;
use super::spot::Ground;
use super::still::{StillViews, has_view};
use crate::browser::{page, time};
use crate::model::condition::Place;
use crate::model::date;
use crate::model::field::Field;
use crate::model::id::FieldId;
use crate::model::outcome::{Desk, told};
use crate::model::response::Response;
use crate::model::worksheet::{Example, Pack, Worksheet};
use crate::words::Word;

/// The page of the gallery.
pub fn page(loaded: Loaded) -> AnyView {
    view! { <GalleryPage loaded/> }.into_any()
}

/// The gallery's page.
#[component]
pub fn GalleryPage(
    /// The gallery's pack.
    loaded: Loaded,
) -> impl IntoView {
    let sheets = loaded.pack.sheets.iter().map(|sheet| {
        view! { <KindShown loaded=loaded.clone() sheet=Arc::new(sheet.clone())/> }
    });
    let contents = loaded.pack.sheets.iter().map(|sheet| {
        let (id, name) = (anchor(sheet), sheet.name.clone());
        let go = move |_| page::focus_soon(id.clone());
        view! { <li><button type="button" class="ws-button" on:click=go>{name}</button></li> }
    });
    view! {
        <article class="ws-gallery">
            <h1 class="ws-title">{loaded.pack.title.clone()}</h1>
            <p class="ws-lead">{loaded.pack.summary.clone()}</p>
            <ul class="ws-gallery__contents">{contents.collect_view()}</ul>
            {sheets.collect_view()}
        </article>
    }
}

/// The id of a kind's heading. It can be focused, so that one gets there from the contents.
fn anchor(sheet: &Worksheet) -> String {
    format!("gallery.{}", sheet.id)
}

/// One kind: what it is for, its states, its JSON.
#[component]
fn KindShown(loaded: Loaded, sheet: Arc<Worksheet>) -> impl IntoView {
    let app = app();
    let empty = view! { <State loaded=loaded.clone() sheet=Arc::clone(&sheet) name="empty".to_owned() title=app.say(Word::GalleryEmpty).to_owned() example=None/> };
    let states = sheet.examples.iter().map(|example| {
        let (name, title) = (example.id.to_string(), example.title.clone());
        view! { <State loaded=loaded.clone() sheet=Arc::clone(&sheet) name title example=Some(example.clone())/> }
    });
    let states = states.collect_view();
    let source = sheet.guide.example.clone();
    let still = sheet.examples.first().cloned().map(|example| {
        view! { <Still loaded sheet=Arc::clone(&sheet) example/> }
    });
    view! {
        <section class="ws-gallery__kind" data-kind=sheet.id.to_string()>
            <h2 class="ws-gallery__name" id=anchor(&sheet) tabindex="-1">{sheet.name.clone()}</h2>
            <p class="ws-gallery__for">{sheet.title.clone()}</p>
            <div class="ws-gallery__states">{empty}{states}{still}</div>
            <details class="ws-help">
                <summary>{app.say(Word::GalleryJson)}</summary>
                <pre class="ws-gallery__json" lang="en" translate="no">{source}</pre>
            </details>
        </section>
    }
}

/// The kind, with nothing in it or with an example's answers; it can be written in.
#[component]
fn State(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    name: String,
    title: String,
    example: Option<Example>,
) -> impl IntoView {
    let session = Session::open(Response::default());
    // One sheet stands here several times: its id gets the name of the state, so that the ids of
    // the controls differ. What the fields see is a pack of that one sheet.
    let place = format!("{}-{name}", sheet.id).parse().unwrap_or_else(|_| sheet.id.clone());
    let ground = Ground::own(&place);
    if let Some(example) = &example {
        take_example(&sheet, session, &ground, example);
    }
    let alone = Worksheet { id: place, ..(*sheet).clone() };
    let pack = Pack { sheets: vec![alone], ..(*loaded.pack).clone() };
    let loaded = Loaded { pack: Arc::new(pack), ..loaded };
    let fields = sheet.sections.iter().flat_map(|section| &section.fields);
    let fields = fields.map(|field| {
        let field = Field { label: told_apart(field, &title), ..field.clone() };
        let spot = ground.spot(&field);
        view! { <AnyField spot field session loaded=loaded.clone()/> }
    });
    view! {
        <div class="ws-gallery__state" data-state=name>
            <h3 class="ws-gallery__title">{title.clone()}</h3>
            <div class="ws-card ws-more">{fields.collect_view()}</div>
        </div>
    }
}

/// Rows are places in the page that one can jump to: each needs a name of its own.
fn told_apart(field: &Field, title: &str) -> String {
    if field.rows().is_some() { format!("{} · {title}", field.label) } else { field.label.clone() }
}

/// The filled kind as somebody else sees it, and as plain text.
#[component]
fn Still(loaded: Loaded, sheet: Arc<Worksheet>, example: Example) -> impl IntoView {
    let app = app();
    let session = Session::open(Response::default());
    take_example(&sheet, session, &Ground::own(&sheet.id), &example);
    let response = session.shown();
    let (answers, views) = text(app, &loaded, &sheet, &response);
    let lines: Vec<_> = answers.iter().chain(&views).cloned().collect();
    let plain: Vec<_> = lines.iter().map(|(name, text)| format!("{name}: {text}")).collect();
    let there = Arc::new(response);
    let said = Arc::clone(&there);
    let answer = Callback::new(move |id: FieldId| said.answer_of(&id).cloned());
    let frame = sentence_of(&sheet);
    let list = (!answers.is_empty() && frame.is_none()).then(|| {
        let lines =
            answers.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> });
        view! { <dl class="ws-shared__others">{lines.collect_view()}</dl> }
    });
    view! {
        <div class="ws-gallery__state" data-state="still">
            <h3 class="ws-gallery__title">{app.say(Word::GalleryStill)}</h3>
            <div class="ws-card ws-more" data-view="shared">
                {frame.map(|template| view! { <Sentence template answer/> })}
                {list}
                <StillViews sheet seen=Seen::Still(there)/>
            </div>
            <h3 class="ws-gallery__title">{app.say(Word::GalleryText)}</h3>
            <pre class="ws-gallery__text">{plain.join("\n")}</pre>
        </div>
    }
}

/// What a sheet says as plain text, each with its name.
type Lines = Vec<(String, String)>;

/// What a sheet says: its answers and what its judgements come to; and the views of its own.
fn text(app: App, loaded: &Loaded, sheet: &Worksheet, response: &Response) -> (Lines, Lines) {
    let responses = BTreeMap::from([(sheet.id.clone(), response.clone())]);
    let today = date::days(&time::today()).unwrap_or(0);
    let desk = Desk { pack: &loaded.pack, here: sheet, responses: &responses, today };
    let wording = wording(app);
    let fields = || sheet.sections.iter().flat_map(|section| &section.fields);
    let views = fields().filter_map(|field| told::lines(sheet, field, response, &wording));
    let views: Lines = views.flatten().collect();
    let judged = fields().filter(|field| field.wire().is_none() && !has_view(field));
    let judged = judged.filter(|field| field.rows().is_none()).filter_map(|field| {
        let place = Place::here(field.id.clone());
        Some((field.label.clone(), desk.words(&place, &wording)?))
    });
    let mut answers = desk.details(&wording);
    answers.truncate(answers.len().saturating_sub(views.len()));
    (answers.into_iter().chain(judged).collect(), views)
}
