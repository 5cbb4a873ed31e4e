//! A worksheet on its page: the question, the card to write on, what the sheet says back, help.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::card::{Actions, FinishedCard, reset, sentence_of};
use super::context::{Loaded, app};
use super::desk::{flow_in, with_desk, wording};
use super::earlier::EarlierAnswers;
use super::field::AnyField;
use super::flow::Inflows;
use super::keep::Keeper;
use super::notice::Notice;
use super::screening::VerdictView;
use super::session::Session;
use super::share::ShareDialog;
use super::spot::Spot;
use crate::model::field::{Field, FieldKind};
use crate::model::id::{Address, SheetRef};
use crate::model::response::Edit;
use crate::model::route::Route;
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
    // Before any control is made: what flowed in stands in it from the start.
    let offers = flow_in(app, &loaded, &sheet);
    // A sheet that opens with a sentence is that card; what else it asks stands below.
    let is_card = sheet_is_card(&sheet);
    let one = |field: &Field| {
        let (spot, field) = (Spot::field(&sheet.id, field), field.clone());
        view! { <AnyField spot field session/> }
    };
    let (card, more) = if is_card {
        let mut fields = sheet.sections.iter().flat_map(|section| &section.fields);
        let card = fields.next().map(one).into_any();
        (card, Some(fields.map(one).collect_view()))
    } else {
        let sections = sheet.sections.iter().map(|section| view! {
            <section class="ws-section">
                {(!section.title.is_empty()).then(|| view! { <h2 class="ws-section__title">{section.title.clone()}</h2> })}
                {(!section.lead.is_empty()).then(|| view! { <p class="ws-field__hint">{section.lead.clone()}</p> })}
                {section.fields.iter().map(one).collect_view()}
            </section>
        });
        (sections.collect_view().into_any(), None)
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
            <p class="ws-sheet__place">
                <a href=Route::Path(loaded.pack.id.clone()).to_string()>{loaded.pack.title.clone()}</a>
                {format!(" · {step}")}
            </p>
            <h1 class="ws-title">{sheet.title.clone()}</h1>
            <p class="ws-lead">{sheet.lead.clone()}</p>
            <div class="ws-card">
                {card}
                <Inflows loaded=loaded.clone() sheet=Arc::clone(&sheet) session offers/>
                <Actions session keeper is_card on_share=Callback::new(move |()| sharing.set(true))/>
            </div>
            <VerdictView loaded=loaded.clone() sheet=Arc::clone(&sheet) keeper/>
            <ReadingLine loaded=loaded.clone() sheet=Arc::clone(&sheet) keeper/>
            <Examples examples=sheet.examples.clone() session/>
            {sentence_of(&sheet).filter(|_| is_card).map(|template| view! { <FinishedCard template session/> })}
            {more.map(|more| view! { <div class="ws-more">{more}</div> })}
            <EarlierAnswers sheet=Arc::clone(&sheet) session keeper/>
            <Help guide=sheet.guide.clone()/>
            <NextSheet loaded=loaded.clone() sheet=Arc::clone(&sheet)/>
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

/// Whether a sheet opens with a sentence.
fn sheet_is_card(sheet: &Worksheet) -> bool {
    let first = sheet.sections.first().and_then(|section| section.fields.first());
    first.is_some_and(|field| matches!(field.kind, FieldKind::Sentence { .. }))
}

/// What the sheet says back, when writing pauses.
#[component]
fn ReadingLine(loaded: Loaded, sheet: Arc<Worksheet>, keeper: Keeper) -> impl IntoView {
    let app = app();
    let said = Memo::new(move |_| {
        keeper.settled.track();
        with_desk(app, &loaded, &sheet, |desk| {
            let reading = desk.reading()?;
            Some((desk.filled(&reading.say, &wording(app)), reading.tone))
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

/// The way on: the next sheet of the path.
#[component]
fn NextSheet(loaded: Loaded, sheet: Arc<Worksheet>) -> impl IntoView {
    let app = app();
    let way: Vec<_> = loaded.pack.stages.iter().flat_map(|stage| &stage.sheets).collect();
    let at = way.iter().position(|id| **id == sheet.id);
    let next = way
        .into_iter()
        .skip(at.map_or(usize::MAX, |at| at + 1))
        .find_map(|id| loaded.pack.sheet(id));
    let path = Route::Path(loaded.pack.id.clone()).to_string();
    view! {
        <nav class="ws-next">
            {next.map(|next| {
                let to = SheetRef { pack: loaded.pack.id.clone(), sheet: next.id.clone() };
                view! {
                    <a class="ws-next__link" href=Route::Sheet(to).to_string()>
                        <span class="ws-next__word">{app.say(Word::NextSheet)}</span>
                        {next.name.clone()}" →"
                    </a>
                }
            })}
            <a class="ws-next__path" href=path>{app.say(Word::PathAll)}</a>
        </nav>
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
        app.notice.set(Some(Notice::done(words, session)));
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
                <h2 class="ws-help__title">{app.say(title)}</h2>
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
