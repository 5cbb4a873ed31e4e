//! What somebody sent: shown as it is, and never mixed with one's own.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::card::sentence_of;
use super::context::{App, Loaded, app};
use super::desk::{with_desk, wording};
use super::home::Library;
use super::notice::Notice;
use super::seen::Seen;
use super::sentence::Sentence;
use super::sheet::kept_steps;
use super::still::{StillViews, has_view};
use crate::browser::page;
use crate::library::PACKS;
use crate::model::field::FieldKind;
use crate::model::id::{Address, FieldId, SheetRef};
use crate::model::outcome;
use crate::model::response::Edit;
use crate::model::route::Route;
use crate::model::share::{Kind, ShareError, Shared, SharedSheet};
use crate::model::text::Template;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// What became of opening a link.
#[derive(Clone)]
enum Opened {
    Opening,
    Shown(Loaded, Arc<Shared>),
    Refused(ShareError),
    Unreachable,
}

/// Opens a payload: asks what it needs, fetches that, and reads it.
async fn open(app: App, payload: &str) -> Opened {
    let Ok(tools) = app.tools().await else { return Opened::Unreachable };
    let needs = match tools.what_opens(payload) {
        Ok(needs) => needs,
        Err(error) => return Opened::Refused(error),
    };
    let Some(id) = pack_id(needs.pack) else {
        return Opened::Refused(ShareError::UnknownSheet);
    };
    let Ok(loaded) = app.pack(id, needs.locale).await else { return Opened::Unreachable };
    if needs.prime && app.prime(&tools, needs.locale).await.is_err() {
        return Opened::Unreachable;
    }
    match tools.open(payload, &loaded.bytes) {
        Ok(shared) => Opened::Shown(loaded, Arc::new(shared)),
        Err(error) => Opened::Refused(error),
    }
}

/// The packs by their numbers in links.
fn pack_id(number: u16) -> Option<&'static str> {
    PACKS.get(usize::from(number)).copied()
}

/// The page of a link's payload.
pub fn page(payload: String) -> AnyView {
    view! { <SharedPage payload/> }.into_any()
}

/// The page that says something.
pub fn message(title: Word, how: Word) -> AnyView {
    view! { <Message title how again=false/> }.into_any()
}

/// A link that somebody sent.
#[component]
pub fn SharedPage(
    /// The link's payload.
    payload: String,
) -> impl IntoView {
    let app = app();
    let opened = RwSignal::new(Opened::Opening);
    spawn_local(async move {
        let found = open(app, &payload).await;
        let _ = opened.try_set(found);
    });
    move || match opened.get() {
        Opened::Opening => {
            view! { <p class="ws-message" role="status">{app.say(Word::OpeningLink)}</p> }
                .into_any()
        }
        Opened::Shown(loaded, shared) => {
            let sheets = shared.sheets.iter().filter_map(|sheet| {
                let definition = loaded.pack.sheet_in_link(sheet.number)?;
                let (loaded, kind) = (loaded.clone(), shared.kind);
                let (sheet, answers) = (Arc::new(definition.clone()), Arc::new(sheet.clone()));
                Some(view! { <SharedSheetView loaded sheet answers kind/> })
            });
            sheets.collect_view().into_any()
        }
        Opened::Refused(error) => view! { <Refused error/> }.into_any(),
        Opened::Unreachable => {
            view! { <Message title=Word::LoadFailed how=Word::LoadFailedHow again=true/> }
                .into_any()
        }
    }
}

/// Why a link was not opened, and what can still be done.
#[component]
fn Refused(error: ShareError) -> impl IntoView {
    let (title, how) = match error {
        ShareError::Cut => (Word::LinkCut, Word::LinkCutHow),
        ShareError::Altered => (Word::LinkAltered, Word::LinkAlteredHow),
        ShareError::Newer => (Word::LinkNewer, Word::LinkNewerHow),
        ShareError::NoLink | ShareError::Damaged | ShareError::NeedsPrime => {
            (Word::LinkDamaged, Word::LinkDamagedHow)
        }
        ShareError::UnknownSheet => (Word::LinkUnknownSheet, Word::LinkUnknownSheetHow),
        ShareError::TooLarge => (Word::LinkTooLarge, Word::LinkTooLargeHow),
    };
    view! { <Message title how again=false/> }
}

/// A page that says something, with the library below.
#[component]
pub fn Message(
    /// What happened.
    title: Word,
    /// What to do.
    how: Word,
    /// Whether loading again may help.
    again: bool,
) -> impl IntoView {
    let app = app();
    view! {
        <section class="ws-message" role="alert">
            <h1 class="ws-title">{app.say(title)}</h1>
            <p>{app.say(how)}</p>
            {again.then(|| view! {
                <button class="ws-button" on:click=move |_| page::reload()>
                    {app.say(Word::TryAgain)}
                </button>
            })}
        </section>
        <Library/>
    }
}

/// One shared sheet.
#[component]
fn SharedSheetView(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    answers: Arc<SharedSheet>,
    kind: Kind,
) -> impl IntoView {
    let app = app();
    let asking = RwSignal::new(false);
    let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
    let own = Route::Sheet(at.clone()).to_string();
    let there = Arc::clone(&answers);
    let answer = Callback::new(move |id: FieldId| there.answers.get(&id).cloned());
    let (title, lead) = match kind {
        Kind::Answers => (Word::SharedTitle, Some(Word::SharedLead)),
        Kind::Blank => (Word::SharedBlankTitle, None),
    };
    let frame = sentence_of(&sheet);
    let in_frame: Vec<FieldId> = frame.iter().flat_map(Template::blanks).cloned().collect();
    let others = sheet
        .fields()
        .filter(|field| !in_frame.contains(&field.id))
        .filter_map(|field| {
            let said = outcome::shown(field, answers.answers.get(&field.id)?, &wording(app));
            Some(view! { <dt>{field.label.clone()}</dt><dd>{said}</dd> })
        })
        .collect_view();
    let rows = sheet
        .rows()
        .filter(|(field, _)| !has_view(field))
        .filter_map(|(field, kind)| {
            let rows = answers.rows.get(&field.id)?.iter().map(|row| {
                let cells = kind.columns.iter().filter_map(|column| {
                    let said = outcome::shown(column, row.get(&column.id)?, &wording(app));
                    Some(view! { <dt>{column.label.clone()}</dt><dd>{said}</dd> })
                });
                view! { <li><dl class="ws-shared__others">{cells.collect_view()}</dl></li> }
            });
            Some(view! {
                <h2 class="ws-rows__label">{field.label.clone()}</h2>
                <ol class="ws-shared__rows">{rows.collect_view()}</ol>
            })
        })
        .collect_view();
    let (session, _) = app.open(&loaded.pack.id, &sheet);
    let goto = own.clone();
    let take = Callback::new({
        let answers = Arc::clone(&answers);
        let fields: Vec<FieldId> = sheet.fields().map(|field| field.id.clone()).collect();
        let about = Arc::clone(&sheet);
        move |()| {
            let edits = fields.iter().map(|id| Edit::Answer {
                address: Address::field(id.clone()),
                answer: answers.answers.get(id).cloned(),
            });
            // Rows are added to one's own, never put in their place.
            let rows = answers.rows.iter().flat_map(|(field, rows)| {
                let rows: Vec<_> =
                    rows.iter().map(|row| row.clone().into_iter().collect()).collect();
                match about.holder(field).map(|field| &field.kind) {
                    Some(FieldKind::Steps(kind)) => kept_steps(field, kind, &rows),
                    _ => session.new_rows(field, rows),
                }
            });
            session.act(edits.chain(rows).collect());
            let words = app.say(Word::Kept);
            app.notice.set(Some(Notice::done(words, session)));
            page::go(&goto);
        }
    });
    // Rows are only added: nothing of one's own is at stake.
    let only_adds = answers.answers.is_empty();
    let keep = move |_| {
        if session.has_answers() && !only_adds { asking.set(true) } else { take.run(()) }
    };
    let adds = !answers.rows.is_empty();
    let (about, from) = (Arc::clone(&sheet), loaded.clone());
    let mine =
        move || with_desk(app, &from, &about, |desk| desk.filled(&about.summary, &wording(app)));
    view! {
        <article
            class="ws-sheet ws-shared"
            data-view="shared"
            data-sheet=at.to_string()
        >
            <p class="ws-sheet__place">{format!("{} · {}", loaded.pack.title, sheet.name)}</p>
            <h1 class="ws-title">{app.say(title)}</h1>
            {lead.map(|lead| view! { <p class="ws-lead">{app.say(lead)}</p> })}
            <figure class="ws-finished" lang=loaded.pack.locale.tag()>
                {frame.map(|template| view! { <Sentence template answer/> })}
                <dl class="ws-shared__others">{others}</dl>
                {rows}
                <StillViews sheet=Arc::clone(&sheet) seen=Seen::Still(answers.clone())/>
            </figure>
            <div class="ws-shared__actions">
                <a class="ws-button ws-button--main" data-action="write-own" href=own>
                    {app.say(Word::WriteOwn)}
                </a>
                <button class="ws-button" data-action="keep-copy" on:click=keep>
                    {app.say(Word::KeepCopy)}
                </button>
            </div>
            {move || asking.get().then(|| view! {
                <section class="ws-ask" role="alert">
                    <p>{app.say(Word::KeepReplaces)}</p>
                    <blockquote class="ws-share__words">{mine()}</blockquote>
                    <p>{app.say(Word::KeepReplacesHow)}</p>
                    {adds.then(|| view! { <p>{app.say(Word::KeepAdds)}</p> })}
                    <div class="ws-shared__actions">
                        <button class="ws-button" data-action="keep-copy-now" on:click=move |_| take.run(())>
                            {app.say(Word::KeepNow)}
                        </button>
                        <button class="ws-button" on:click=move |_| asking.set(false)>
                            {app.say(Word::KeepNot)}
                        </button>
                    </div>
                </section>
            })}
        </article>
    }
}
