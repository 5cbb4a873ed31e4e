//! A worksheet on its page: the question, the card to write on, what the sheet says back, help.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::card::{Actions, FinishedCard, reset, sentence_name, sentence_of};
use super::context::{Loaded, app};
use super::desk::{flow_in, stand, with_desk, wording};
use super::export::{Scope, show_export};
use super::field::AnyField;
use super::flow::Inflows;
use super::keep::Keeper;
use super::notice::Notice;
use super::session::Session;
use super::spot::{Ground, shown_rows};
use crate::browser::{order, page};
use crate::model::earlier::earlier;
use crate::model::field::{Field, FieldKind, Steps};
use crate::model::id::{Address, FieldId, SheetRef};
use crate::model::outcome::{row_words, steps};
use crate::model::response::{Answer, Edit};
use crate::model::route::{Print, Route};
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
    let (session, keeper, ground) = stand(app, &loaded, &sheet);
    let (sharing, exporting) = (RwSignal::new(false), RwSignal::new(false));
    let print = Route::Print(Print::of(loaded.pack.id.clone(), Some(sheet.id.clone())));
    // Before any control is made: what flowed in stands in it from the start.
    let offers = flow_in(app, &loaded, &sheet);
    // Inside an article it may be a part of the sheet.
    let part = app.embed.map_or_else(|| Arc::clone(&sheet), |embed| Arc::new(embed.part(&sheet)));
    if let Some(embed) = app.embed {
        embed.follow(&sheet, session, keeper, ground.clone());
    }
    // A sheet that opens with a sentence is that card; what else it asks stands below.
    let is_card = sheet_is_card(&part);
    follow_flows(&loaded, &sheet, keeper);
    let one = |field: &Field| {
        let (spot, field) = (ground.spot(field), field.clone());
        view! { <AnyField spot field session loaded=loaded.clone()/> }
    };
    let (card, more) = if is_card {
        let mut fields = part.sections.iter().flat_map(|section| &section.fields);
        let card = fields.next().map(one).into_any();
        (card, Some(fields.map(one).collect_view()))
    } else {
        let sections = part.sections.iter().map(|section| view! {
            <section class="ws-section">
                {(!section.title.is_empty()).then(|| view! { <h2 class="ws-section__title">{section.title.clone()}</h2> })}
                {(!section.lead.is_empty()).then(|| view! { <p class="ws-field__hint">{section.lead.clone()}</p> })}
                {section.fields.iter().map(one).collect_view()}
            </section>
        });
        (sections.collect_view().into_any(), None)
    };
    let is_on_way = app.embed.is_none() && loaded.definition.is_none();
    let step = loaded
        .pack
        .step(&sheet.id)
        .map(|step| format!(" · {}", app.say_with(Word::Step, &step.to_string())));
    let verdict = sheet_screens(&sheet).then(|| {
        let (loaded, sheet) = (loaded.clone(), Arc::clone(&sheet));
        app.parts
            .fields
            .show(move |fields| (fields.verdict)(loaded.clone(), Arc::clone(&sheet), keeper))
    });
    let share = {
        let (loaded, sheet, ground) = (loaded.clone(), Arc::clone(&sheet), ground.clone());
        app.parts.share.show_once(sharing, move |share| {
            (share.dialog)(loaded.clone(), Arc::clone(&sheet), session, ground.clone(), sharing)
        })
    };
    // What is odd is told once more before it is sent; it can be sent all the same.
    let odd = RwSignal::new(false);
    let on_share = Callback::new(move |()| {
        let is_odd = page::find("[aria-invalid=true]").is_some();
        odd.set(is_odd);
        sharing.set(!is_odd);
    });
    let odd_answers = move || {
        odd.get().then(|| {
            let on_send = Callback::new(move |()| sharing.set(true));
            app.parts.fields.show(move |fields| (fields.odd)(on_send))
        })
    };
    let onward = (!is_card).then(|| app.parts.fields.show(|fields| (fields.onward)()));
    let cleared = app.say(Word::ResetDone).to_owned();
    let (to_clear, on) = (Arc::clone(&sheet), ground.clone());
    view! {
        <article
            class="ws-sheet"
            data-sheet=format!("{}/{}", loaded.pack.id, sheet.id)
            on:keydown=move |event| match event.key_code() {
                // Heard at every letter: most are asked no more than this.
                page::ENTER => enter_goes_on(&event),
                Y | Z => undo_keys(session, &event),
                _ => {}
            }
        >
            {app.embed.is_none().then(|| view! {
                <p class="ws-sheet__place">
                    {match &loaded.definition {
                        None => {
                            let path = Route::Path(loaded.pack.id.clone()).to_string();
                            view! { <a href=path>{loaded.pack.title.clone()}</a> }.into_any()
                        }
                        Some(_) => app.say(Word::OwnPlace).into_any(),
                    }}
                    {step}
                </p>
            })}
            <h1 class="ws-title">{sheet.title.clone()}</h1>
            <p class="ws-lead">{sheet.lead.clone()}</p>
            <CurrentCard loaded=loaded.clone() sheet=Arc::clone(&sheet) ground=ground.clone()/>
            <div class="ws-card">
                {card}
                <Inflows loaded=loaded.clone() sheet=Arc::clone(&sheet) ground=ground.clone() session offers/>
                {odd_answers}
                <Actions session keeper is_card on_share/>
            </div>
            {verdict}
            <ReadingLine loaded=loaded.clone() sheet=Arc::clone(&sheet) keeper/>
            <Examples sheet=Arc::clone(&sheet) ground=ground.clone() session/>
            {sentence_of(&part).filter(|_| is_card).map(|template| view! { <FinishedCard title=sentence_name(&sheet) template ground=ground.clone() session/> })}
            {more.map(|more| view! { <div class="ws-more">{more}</div> })}
            {earlier_answers(&sheet, &ground, session, keeper)}
            <Help guide=sheet.guide.clone()/>
            {is_on_way.then(|| view! { <NextSheet loaded=loaded.clone() sheet=Arc::clone(&sheet)/> })}
            <p class="ws-sheet__foot">
                <a class="ws-button" data-action="print" href=print.to_string()>{app.say(Word::Print)}</a>
                <button class="ws-button" data-action="export" aria-haspopup="dialog"
                    on:click=move |_| exporting.set(true)>
                    {app.say(Word::Export)}
                </button>
                <button
                    class="ws-button ws-button--quiet"
                    data-action="reset"
                    on:click=move |_| reset(&to_clear, &on, session, cleared.clone())
                >
                    {app.say(Word::Reset)}
                </button>
            </p>
            {share}
            {show_export(app, Scope::Sheet(loaded.clone(), Arc::clone(&sheet)), exporting)}
            {onward}
        </article>
    }
}

/// When writing pauses, what flows into the sheet follows what was written on it.
fn follow_flows(loaded: &Loaded, sheet: &Arc<Worksheet>, keeper: Keeper) {
    let app = app();
    let (loaded, sheet) = (loaded.clone(), Arc::clone(sheet));
    Effect::new(move |before: Option<()>| {
        keeper.settled.track();
        if before.is_some() {
            let _ = flow_in(app, &loaded, &sheet);
            let _ = stand(app, &loaded, &sheet);
        }
    });
}

/// On a sheet that shows one of several cards: which one that is.
#[component]
fn CurrentCard(loaded: Loaded, sheet: Arc<Worksheet>, ground: Ground) -> impl IntoView {
    let app = app();
    let (holder, field) = shown_rows(&loaded, &sheet.id)?;
    let (session, _) = app.open(&loaded.pack.id, holder);
    let row = ground.row_id()?;
    let shown = session.shown();
    if shown.rows(&field.id).len() < 2 {
        return None;
    }
    let words = row_words(field, row, &shown, &wording(app))?;
    let to = SheetRef { pack: loaded.pack.id.clone(), sheet: holder.id.clone() };
    Some(view! {
        <p class="ws-flow">
            <span>{app.say_with(Word::CurrentCard, &words)}</span>
            <a class="ws-button ws-button--quiet" href=Route::Sheet(to).to_string()>
                {app.say(Word::CurrentCardOther)}
            </a>
        </p>
    })
}

/// What was written into questions that the sheet no longer asks, where there is any.
fn earlier_answers(
    sheet: &Arc<Worksheet>,
    ground: &Ground,
    session: Session,
    keeper: Keeper,
) -> Option<AnyView> {
    let app = app();
    let is_own = *ground == Ground::own(&sheet.id);
    let is_there = is_own && session.peek(|response| !earlier(sheet, response).is_empty());
    let sheet = Arc::clone(sheet);
    is_there.then(|| {
        app.parts.pages.show(move |pages| (pages.earlier)(Arc::clone(&sheet), session, keeper))
    })
}

/// The numbers of the keys that undo and do again.
const Y: u32 = 89;
const Z: u32 = 90;

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

/// Enter goes from a control of one line to what comes next; never while an input method composes.
fn enter_goes_on(event: &ev::KeyboardEvent) {
    let means_more = event.is_composing()
        || event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event.shift_key();
    let is_line =
        || page::focused().is_some_and(|focused| focused.matches("input").unwrap_or(false));
    if !means_more && is_line() && order::go_on() {
        event.prevent_default();
    }
}

/// Whether a sheet opens with a sentence.
fn sheet_is_card(sheet: &Worksheet) -> bool {
    let first = sheet.sections.first().and_then(|section| section.fields.first());
    first.is_some_and(|field| matches!(field.kind, FieldKind::Sentence { .. }))
}

/// Whether a sheet judges its answers.
fn sheet_screens(sheet: &Worksheet) -> bool {
    let mut fields = sheet.sections.iter().flat_map(|section| &section.fields);
    fields.any(|field| matches!(field.kind, FieldKind::Screening(_)))
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

/// Writes an example's answers, and adds its rows, as one step.
pub fn take_example(sheet: &Worksheet, session: Session, ground: &Ground, example: &Example) {
    let answers = example.answers.iter().map(|(field, answer)| Edit::Answer {
        address: ground.address(field),
        answer: Some(answer.clone()),
    });
    let rows = example.rows.iter().flat_map(|(field, rows)| {
        match sheet.holder(field).map(|field| &field.kind) {
            Some(FieldKind::Steps(kind)) => kept_steps(field, kind, rows),
            _ => session.new_rows(field, rows.clone()),
        }
    });
    session.act(answers.chain(rows).collect());
}

/// The edits that write steps: each has its place in its round.
pub fn kept_steps(field: &FieldId, kind: &Steps, rows: &[Vec<(FieldId, Answer)>]) -> Vec<Edit> {
    let count = kind.steps.len().max(1);
    let cells = rows.iter().enumerate().flat_map(|(at, row)| {
        let round = u16::try_from(at / count + 1).unwrap_or(1);
        let step = kind.steps.get(at % count).map(|step| steps::row_in(&step.id, round));
        row.iter().filter_map(move |(column, answer)| {
            let address = Address::cell(field.clone(), step.clone()?, column.clone());
            Some(Edit::Answer { address, answer: Some(answer.clone()) })
        })
    });
    cells.collect()
}

/// Answers to start from. Taking one over typed text can be undone.
#[component]
fn Examples(sheet: Arc<Worksheet>, ground: Ground, session: Session) -> impl IntoView {
    let app = app();
    let examples = sheet.examples.clone();
    if examples.is_empty() {
        return None;
    }
    let take = move |example: &Example| {
        take_example(&sheet, session, &ground, example);
        let words = app.say_with(Word::ExampleTaken, &example.title);
        app.notice.set(Some(Notice::done(words, session)));
    };
    let cards = examples.into_iter().map(|example| {
        let take = take.clone();
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
