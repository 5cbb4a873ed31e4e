//! A worksheet on its page: the question, the card to write on, what the sheet says back, help.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::card::{Actions, FinishedCard, reset, sentence_of};
use super::context::{Loaded, app};
use super::field::AnyField;
use super::keep::Keeper;
use super::notice::Notice;
use super::session::Session;
use super::share::ShareDialog;
use crate::model::field::FieldKind;
use crate::model::id::Address;
use crate::model::outcome;
use crate::model::response::{Answer, Edit};
use crate::model::worksheet::{Example, Guide, Tone, Worksheet};
use crate::words::Word;

/// A worksheet to fill.
#[component]
pub fn SheetPage(
    /// The pack that it belongs to.
    loaded: Loaded,
    /// The worksheet.
    sheet: Arc<Worksheet>,
) -> impl IntoView {
    let app = app();
    let (session, keeper) = app.open(&loaded.pack.id, &sheet);
    let sharing = RwSignal::new(false);
    let is_card = |kind: &FieldKind| matches!(kind, FieldKind::Sentence { .. });
    let fields = |cards: bool| {
        sheet
            .sections
            .iter()
            .flat_map(|section| &section.fields)
            .filter(move |field| is_card(&field.kind) == cards)
            .map(|field| view! { <AnyField sheet=sheet.id.clone() field=field.clone() session/> })
            .collect_view()
    };
    let number = loaded.pack.sheets.iter().position(|s| s.id == sheet.id).map_or(0, |at| at + 1);
    let step = app.say_with(Word::Step, &sheet_step(&loaded, &sheet).unwrap_or(number).to_string());
    let cleared = app.say(Word::ResetDone).to_owned();
    view! {
        <article
            class="ws-sheet"
            data-sheet=format!("{}/{}", loaded.pack.id, sheet.id)
            on:keydown=move |event| undo_keys(session, &event)
        >
            <p class="ws-sheet__place">{format!("{} · {step}", loaded.pack.title)}</p>
            <h1 class="ws-title">{sheet.title.clone()}</h1>
            <p class="ws-lead">{sheet.lead.clone()}</p>
            <div class="ws-card">
                {fields(true)}
                <Actions session keeper on_share=Callback::new(move |()| sharing.set(true))/>
            </div>
            <ReadingLine sheet=Arc::clone(&sheet) session keeper/>
            <Examples examples=sheet.examples.clone() session/>
            {sentence_of(&sheet).map(|template| view! { <FinishedCard template session/> })}
            <div class="ws-more">{fields(false)}</div>
            <Help guide=sheet.guide.clone()/>
            <p class="ws-sheet__foot">
                <button
                    class="ws-button ws-button--quiet"
                    data-action="reset"
                    on:click=move |_| reset(session, cleared.clone())
                >
                    {app.say(Word::Reset)}
                </button>
            </p>
            <ShareDialog loaded=loaded.clone() sheet=Arc::clone(&sheet) session open=sharing/>
        </article>
    }
}

/// Which step of the way a sheet is: its place in the pack's map.
pub fn sheet_step(loaded: &Loaded, sheet: &Worksheet) -> Option<usize> {
    let mut steps = loaded.pack.stages.iter().flat_map(|stage| &stage.sheets);
    steps.position(|id| *id == sheet.id).map(|at| at + 1)
}

/// Ctrl or ⌘ with Z, and with Shift: over the whole sheet, not one control.
fn undo_keys(session: Session, event: &ev::KeyboardEvent) {
    let command = event.ctrl_key() || event.meta_key();
    if !command || event.alt_key() || event.is_composing() {
        return;
    }
    let key = event.key().to_ascii_lowercase();
    match (key.as_str(), event.shift_key()) {
        ("z", false) => session.undo(),
        ("z", true) | ("y", false) => session.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// What the sheet says back, when writing pauses.
#[component]
fn ReadingLine(sheet: Arc<Worksheet>, session: Session, keeper: Keeper) -> impl IntoView {
    let said = Memo::new(move |_| {
        keeper.settled.track();
        session.peek(|response| {
            outcome::reading(&sheet, response)
                .map(|reading| (outcome::filled(&reading.say, response), reading.tone))
        })
    });
    view! {
        <div class="ws-reading" role="status">
            {move || said.get().map(|(words, tone)| {
                let class = match tone {
                    Tone::Quiet => "ws-reading__words",
                    Tone::Good => "ws-reading__words ws-reading__words--good",
                    Tone::Look => "ws-reading__words ws-reading__words--look",
                };
                view! { <p class=class>{words}</p> }
            })}
        </div>
    }
}

/// Answers to start from. Taking one over typed text can be undone.
#[component]
fn Examples(examples: Vec<Example>, session: Session) -> impl IntoView {
    let app = app();
    if examples.is_empty() {
        return None;
    }
    let take = move |example: &Example| {
        let edits = example.answers.iter().map(|(field, answer)| Edit::Answer {
            address: Address::field(field.clone()),
            answer: Some(answer.clone()),
        });
        session.act(edits.collect());
        let words = app.say_with(Word::ExampleTaken, &example.title);
        app.notice.set(Some(Notice { words, undo: Some(session) }));
    };
    let cards = examples.into_iter().map(|example| {
        let (title, note) = (example.title.clone(), example.note.clone());
        view! {
            <li>
                <button class="ws-example" data-example=example.id.to_string() on:click=move |_| take(&example)>
                    <span class="ws-example__title">{title}</span>
                    <span class="ws-example__note">{note}</span>
                </button>
            </li>
        }
    });
    Some(view! {
        <section class="ws-examples">
            <h2 class="ws-examples__title">{app.say(Word::StartFromExample)}</h2>
            <ul class="ws-examples__all">{cards.collect_view()}</ul>
        </section>
    })
}

/// What the step asks, an example, a wrong turn, a story: open for who wants it.
#[component]
fn Help(guide: Guide) -> impl IntoView {
    let app = app();
    let part = |title: Word, text: &str| {
        (!text.is_empty()).then(|| {
            view! {
                <h3 class="ws-help__title">{app.say(title)}</h3>
                <p>{text.to_owned()}</p>
            }
        })
    };
    (guide != Guide::default()).then(|| {
        view! {
            <details class="ws-help">
                <summary>{app.say(Word::Guide)}</summary>
                <p>{guide.meaning.clone()}</p>
                {part(Word::GuideStory, &guide.story)}
                {part(Word::GuideExample, &guide.example)}
                {part(Word::GuideMistake, &guide.mistake)}
            </details>
        }
    })
}

/// Whether anything is written that a link could carry.
pub fn has_answers(session: Session) -> bool {
    session.peek(|response| response.answers().any(|(_, answer): (_, &Answer)| answer.is_written()))
}
