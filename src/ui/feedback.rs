//! Feedback without a server: notes beside somebody's answers, sent back as a link.
//!
//! The link holds the answers, the notes of every round, and the checksum of the link that all of
//! it began with; by that the author's own device knows its card again.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::desk::{stand, wording_in};
use super::figure::SharedFigure;
use super::ledger;
use super::notice::Notice;
use super::send::{Letter, LinkBox, Made, copy, link};
use crate::browser::page;
use crate::model::field::{Field, FieldKind};
use crate::model::id::{FieldId, SheetRef};
use crate::model::outcome;
use crate::model::response::{Answer, Edit};
use crate::model::route::Route;
use crate::model::share::choose::answered;
use crate::model::share::{Kind, Round, Shared, SharedSheet, Thread};
use crate::model::unseen::marked;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The sheets of a link with their definitions.
pub fn sheets(loaded: &Loaded, shared: &Shared) -> Vec<(Arc<Worksheet>, Arc<SharedSheet>)> {
    let sheet = |answers: &SharedSheet| {
        let sheet = loaded.pack.sheet_in_link(answers.number)?;
        Some((Arc::new(sheet.clone()), Arc::new(answers.clone())))
    };
    shared.sheets.iter().filter_map(sheet).collect()
}

/// What was shared at a field, in a line.
fn said(app: App, loaded: &Loaded, field: &Field, answers: &SharedSheet) -> String {
    match (answers.answers.get(&field.id), answers.rows.get(&field.id)) {
        (Some(answer), _) => outcome::shown(field, answer, &wording_in(loaded.pack.locale)),
        (_, Some(rows)) => app.say_with(Word::RowsOf, &rows.len().to_string()),
        _ => String::new(),
    }
}

/// Where one writes beside what was shared.
#[component]
pub fn FeedbackForm(
    /// The pack, in the language of the answers.
    loaded: Loaded,
    /// What was shared.
    shared: Arc<Shared>,
    /// What was said so far.
    thread: Thread,
    /// Whether it is the author who writes.
    by_author: bool,
) -> impl IntoView {
    let app = app();
    let open = RwSignal::new(false);
    let notes = RwSignal::new(BTreeMap::<(u16, FieldId), String>::new());
    let closing = RwSignal::new(String::new());
    let made = RwSignal::new(None::<Made<String>>);
    let problem = RwSignal::new(None::<Word>);
    let copied = RwSignal::new(None::<Word>);
    let first = NodeRef::<html::H2>::new();
    // The button that opened the form is gone: the focus goes to its heading.
    Effect::new(move || {
        if let Some(heading) = first.get() {
            let _ = heading.focus();
        }
    });
    let all = sheets(&loaded, &shared);
    let places: Vec<(u16, FieldId, String, String)> = all
        .iter()
        .flat_map(|(sheet, answers)| {
            answered(sheet, answers).into_iter().map(|field| {
                let words = said(app, &loaded, field, answers);
                (answers.number, field.id.clone(), field.label.clone(), words)
            })
        })
        .collect();
    let from: Vec<SheetRef> = all
        .iter()
        .map(|(sheet, _)| SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() })
        .collect();
    let language = loaded.pack.locale.tag();
    let finish = Callback::new(move |()| {
        copied.set(None);
        let written = |text: &str| Answer::new(text.trim());
        let notes = notes.get_untracked();
        let notes = notes.into_iter().filter_map(|(place, text)| Some((place, written(&text)?)));
        let round =
            Round { by_author, notes: notes.collect(), closing: written(&closing.get_untracked()) };
        if round.is_empty() {
            problem.set(Some(Word::FeedbackEmpty));
            return;
        }
        problem.set(None);
        made.set(Some(Made::Making));
        let mut thread = thread.clone();
        thread.rounds.push(round);
        let shared = Shared { kind: Kind::Feedback, ..(*shared).clone() };
        let letter = Letter { shared, thread: Some(thread), from: from.clone() };
        let loaded = loaded.clone();
        spawn_local(async move {
            let link = link(app, &loaded, &letter).await;
            match link {
                Made::TooLong => problem.set(Some(Word::FeedbackTooLong)),
                Made::Failed => problem.set(Some(Word::ShareFailed)),
                Made::Making | Made::Here(_) => {}
            }
            let _ = made.try_set(Some(link));
        });
    });
    let form = move || {
        let fields = places.iter().cloned().map(|(number, field, label, words)| {
            let id = format!("note.{number}.{field}");
            let place = (number, field);
            let here = place.clone();
            let value = move || notes.with(|notes| notes.get(&here).cloned().unwrap_or_default());
            let write = move |event| {
                notes.update(|notes| {
                    notes.insert(place.clone(), event_target_value(&event));
                });
                // What is made is another link now.
                made.set(None);
            };
            view! {
                <div class="ws-feedback__place">
                    <label class="ws-field__label" for=id.clone() lang=language>{label}</label>
                    <p class="ws-feedback__words" lang=language>{marked(&words).into_owned()}</p>
                    <textarea class="ws-input ws-input--long ws-feedback__note" id=id rows="1" prop:value=value on:input=write></textarea>
                </div>
            }
        });
        view! {
            <section class="ws-feedback__form" aria-labelledby="feedback-title">
                <h2 class="ws-library__title" id="feedback-title" tabindex="-1" node_ref=first>{app.say(Word::FeedbackTitle)}</h2>
                <p class="ws-field__hint">{app.say(Word::FeedbackHow)}</p>
                {fields.collect_view()}
                <div class="ws-feedback__place">
                    <label class="ws-field__label" for="note.closing">{app.say(Word::FeedbackClosing)}</label>
                    <textarea
                        class="ws-input ws-input--long ws-feedback__note"
                        id="note.closing"
                        rows="1"
                        prop:value=move || closing.get()
                        on:input=move |event| { closing.set(event_target_value(&event)); made.set(None); }
                    ></textarea>
                </div>
                <button class="ws-button ws-button--main" data-action="make-feedback" on:click=move |_| finish.run(())>
                    {app.say(Word::FeedbackMake)}
                </button>
                {move || problem.get().map(|word| view! { <p class="ws-share__how" role="alert">{app.say(word)}</p> })}
                {move || match made.get() {
                    Some(Made::Making) => Some(view! { <p class="ws-share__how">{app.say(Word::ShareMaking)}</p> }.into_any()),
                    Some(Made::Here(url)) => Some(view! { <Ready url copied/> }.into_any()),
                    _ => None,
                }}
                <p class="ws-share__said" role="status">{move || copied.get().map(|word| app.say(word))}</p>
            </section>
        }
    };
    let word = if by_author { Word::FeedbackAnswer } else { Word::GiveFeedback };
    view! {
        <div class="ws-feedback">
            {move || if open.get() {
                form().into_any()
            } else {
                view! {
                    <button class="ws-button" data-action="give-feedback" on:click=move |_| open.set(true)>
                        {app.say(word)}
                    </button>
                }.into_any()
            }}
        </div>
    }
}

/// The link to send back.
#[component]
fn Ready(url: String, copied: RwSignal<Option<Word>>) -> impl IntoView {
    let app = app();
    let (to_copy, to_send) = (url.clone(), url.clone());
    let can_send = page::can_share() && !page::is_inside_app();
    view! {
        <p class="ws-share__how">{app.say(Word::FeedbackReady)}</p>
        <LinkBox url/>
        <div class="ws-share__buttons">
            <button
                class="ws-button ws-button--main"
                data-action="copy-link"
                on:click=move |_| copy(to_copy.clone(), "[data-share-link]", copied)
            >
                {app.say(Word::CopyLink)}
            </button>
            {can_send.then(|| view! {
                <button
                    class="ws-button"
                    data-action="send-link"
                    on:click=move |_| page::share(app.say(Word::FeedbackBetween), "", &to_send)
                >
                    {app.say(Word::SystemShare)}
                </button>
            })}
        </div>
    }
}

/// Feedback as it arrives: the answers, and what was said beside them.
#[component]
pub fn FeedbackView(
    /// The pack, in the language of the answers.
    loaded: Loaded,
    /// What was shared.
    shared: Arc<Shared>,
    /// What was said.
    thread: Thread,
) -> impl IntoView {
    let app = app();
    let all = sheets(&loaded, &shared);
    let at = |sheet: &Worksheet| SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
    let is_mine = all.iter().any(|(sheet, _)| ledger::knows(thread.original, &at(sheet)));
    let (title, lead) = if is_mine {
        (Word::FeedbackForYou, Word::FeedbackForYouLead)
    } else {
        (Word::FeedbackBetween, Word::SharedLead)
    };
    let thread = Arc::new(thread);
    let (open, word) =
        if is_mine { ("open-mine", Word::OpenMine) } else { ("write-own", Word::WriteOwn) };
    let first = all.first().map(|(sheet, _)| Route::Sheet(at(sheet)).to_string());
    let views = all.into_iter().enumerate().map(|(number, (sheet, answers))| {
        let at = at(&sheet);
        let (from, about) = (loaded.clone(), Arc::clone(&sheet));
        let (there, thread) = (Arc::clone(&answers), Arc::clone(&thread));
        view! {
            <article class="ws-sheet ws-shared" data-view="shared" data-sheet=at.to_string()>
                <p class="ws-sheet__place">{format!("{} · {}", loaded.pack.title, sheet.name)}</p>
                {(number == 0).then(|| view! {
                    <h1 class="ws-title">{app.say(title)}</h1>
                    <p class="ws-lead">{app.say(lead)}</p>
                })}
                <SharedFigure loaded=loaded.clone() sheet=Arc::clone(&sheet) answers/>
                <Notes loaded=from sheet=about answers=there thread is_mine/>
            </article>
        }
    });
    let views = views.collect_view();
    let closings = thread.rounds.iter().filter_map(|round| {
        let words = marked(round.closing.as_ref()?.as_str()).into_owned();
        let who = app.say(speaker(round, is_mine));
        Some(view! { <p class="ws-note" data-closing><b class="ws-note__who">{who}</b>" "{words}</p> })
    });
    let closings = closings.collect_view();
    let rounds = (*thread).clone();
    view! {
        {views}
        <section class="ws-feedback__closings">{closings}</section>
        <div class="ws-shared__actions">
            {first.map(|own| view! { <a class="ws-button" data-action=open href=own>{app.say(word)}</a> })}
        </div>
        <FeedbackForm loaded shared thread=rounds by_author=is_mine/>
    }
}

/// Who spoke in a round.
fn speaker(round: &Round, is_mine: bool) -> Word {
    match (round.by_author, is_mine) {
        (false, _) => Word::SaidReader,
        (true, true) => Word::SaidYou,
        (true, false) => Word::SaidAuthor,
    }
}

/// What was said on the fields of a sheet.
#[component]
fn Notes(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    answers: Arc<SharedSheet>,
    thread: Arc<Thread>,
    is_mine: bool,
) -> impl IntoView {
    let app = app();
    let language = loaded.pack.locale.tag();
    let (session, _, ground) = stand(app, &loaded, &sheet);
    let name = sheet.name.clone();
    let places = answered(&sheet, &answers).into_iter().filter_map(|field| {
        let place = (answers.number, field.id.clone());
        let takes_text = matches!(field.kind, FieldKind::Text | FieldKind::LongText);
        let address = ground.address(&field.id);
        let notes: Vec<_> = thread
            .rounds
            .iter()
            .filter_map(|round| {
                let note = round.notes.get(&place)?.clone();
                let who = app.say(speaker(round, is_mine));
                let can_take = is_mine && takes_text && !round.by_author;
                let (words, address, name) = (marked(note.as_str()).into_owned(), address.clone(), name.clone());
                let take = move |_| {
                    let (address, answer) = (address.clone(), Some(note.clone()));
                    session.act(vec![Edit::Answer { address, answer }]);
                    let words = app.say_with(Word::TakenOver, &name);
                    app.notice.set(Some(Notice::done(words, session)));
                };
                Some(view! {
                    <div class="ws-note" data-note=format!("{}.{}", place.0, place.1)>
                        <p><b class="ws-note__who">{who}</b>" "<span class="ws-note__words">{words}</span></p>
                        {can_take.then(|| view! {
                            <button class="ws-button" data-action="take-over" on:click=take>{app.say(Word::TakeOver)}</button>
                        })}
                    </div>
                })
            })
            .collect();
        if notes.is_empty() {
            return None;
        }
        let there = said(app, &loaded, field, &answers);
        let sent = there.clone();
        let own = session.answer(&address);
        let now = move || {
            let own = own.get().map(|own| own.as_str().to_owned()).unwrap_or_default();
            (is_mine && takes_text && own != sent)
                .then(|| view! { <p class="ws-note__own"><b>{app.say(Word::YoursNow)}</b>" "{own}</p> })
        };
        Some(view! {
            <div class="ws-feedback__place">
                <h3 class="ws-field__label">{field.label.clone()}</h3>
                <p class="ws-feedback__words" lang=language>{marked(&there).into_owned()}</p>
                {now}
                {notes}
            </div>
        })
    });
    let places = places.collect::<Vec<_>>();
    (!places.is_empty()).then(|| {
        view! {
            <section class="ws-feedback__notes">
                <h2 class="ws-library__title">{app.say(Word::FeedbackSaid)}</h2>
                {places}
            </section>
        }
    })
}
