//! What somebody sent: shown as it is, and never mixed with one's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::desk::{stand, with_desk, wording};
use super::feedback::{FeedbackForm, FeedbackView, sheets};
use super::figure::SharedFigure;
use super::home::Library;
use super::notebooks::add_from_bin;
use super::notice::Notice;
use super::portrait::{PortraitFigure, of_shared};
use super::session::Session;
use super::sheet::kept_steps;
use super::spot::Ground;
use crate::browser::site::Tools;
use crate::browser::{page, time};
use crate::library::PACKS;
use crate::model::field::FieldKind;
use crate::model::id::{Address, FieldId, RowId, SheetRef};
use crate::model::outcome;
use crate::model::response::{Answer, Edit};
use crate::model::route::Route;
use crate::model::share::{Kind, Needs, ShareError, Shared, SharedSheet, Thread, choose};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// What became of opening a link.
#[derive(Clone)]
enum Opened {
    Opening,
    /// What was shared, of feedback the thread, and the link's checksum.
    Shown(Loaded, Arc<Shared>, Option<Thread>, u32),
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
    if needs.is_own {
        return open_own(app, &tools, payload, needs).await;
    }
    let Some(id) = pack_id(needs.pack) else {
        return Opened::Refused(ShareError::UnknownSheet);
    };
    let Ok(loaded) = app.pack(id, needs.locale).await else { return Opened::Unreachable };
    if needs.prime && app.prime(&tools, needs.locale).await.is_err() {
        return Opened::Unreachable;
    }
    let opened = tools.open(payload, &loaded.pack);
    match opened.and_then(|opened| Ok((opened, tools.checksum_of(payload)?))) {
        Ok(((shared, thread), checksum)) => {
            Opened::Shown(loaded, Arc::new(shared), thread, checksum)
        }
        Err(error) => Opened::Refused(error),
    }
}

/// Opens a payload that holds an author's own worksheet. What it holds is taken in only with a copy.
async fn open_own(app: App, tools: &Tools, payload: &str, needs: Needs) -> Opened {
    if needs.prime && app.prime(tools, needs.locale).await.is_err() {
        return Opened::Unreachable;
    }
    let opened = tools.open_own(payload, needs.locale);
    let (own, checksum) = match opened.and_then(|own| Ok((own, tools.checksum_of(payload)?))) {
        Ok(opened) => opened,
        Err(error) => return Opened::Refused(error),
    };
    let loaded = match app.read_own(&own.definition, own.locale).await {
        Ok(Ok(loaded)) => loaded,
        Ok(Err(_)) => return Opened::Refused(ShareError::Damaged),
        Err(_) => return Opened::Unreachable,
    };
    let sheets = loaded.pack.sheets.iter();
    let sheets = sheets.map(|sheet| own.sheet(loaded.pack.number_in_link(sheet), sheet.version));
    let shared = Shared { kind: own.kind, locale: own.locale, sheets: sheets.collect() };
    Opened::Shown(loaded, Arc::new(shared), None, checksum)
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
        Opened::Shown(loaded, shared, Some(thread), _) => {
            view! { <FeedbackView loaded shared thread/> }.into_any()
        }
        Opened::Shown(loaded, shared, None, checksum) => {
            let all = sheets(&loaded, &shared);
            let portrait = of_shared(&loaded, all.iter().map(|(sheet, one)| (&**sheet, &**one)));
            let portrait = portrait.filter(|_| all.len() > 1).map(|(title, drawn)| {
                let lang = loaded.pack.locale.tag();
                view! { <PortraitFigure title lang drawn/> }
            });
            let keep_all = (all.len() > 1 && shared.kind == Kind::Answers).then(|| {
                let (loaded, all) = (loaded.clone(), all.clone());
                view! { <KeepAll loaded all/> }
            });
            let sheets = all.into_iter().enumerate().map(|(at, (sheet, answers))| {
                let (loaded, kind) = (loaded.clone(), shared.kind);
                view! { <SharedSheetView loaded sheet answers kind is_first={at == 0}/> }
            });
            let sheets = sheets.collect_view();
            let takes_feedback = shared.kind == Kind::Answers && loaded.definition.is_none();
            let feedback = takes_feedback.then(|| {
                let thread = Thread { original: checksum, rounds: Vec::new() };
                let (loaded, shared) = (loaded.clone(), Arc::clone(&shared));
                view! { <FeedbackForm loaded shared thread by_author=false/> }
            });
            view! { {portrait}{sheets}{keep_all}{feedback} }.into_any()
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

/// One shared sheet: to be read, or to be filled.
#[component]
fn SharedSheetView(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    answers: Arc<SharedSheet>,
    kind: Kind,
    /// Whether it is the first of what was sent: it says what this is.
    is_first: bool,
) -> impl IntoView {
    let app = app();
    let asking = RwSignal::new(false);
    let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
    let own = Route::Sheet(at.clone()).to_string();
    let is_empty = answers.is_empty();
    let (title, lead) = match kind {
        Kind::Answers | Kind::Feedback => (Word::SharedTitle, Word::SharedLead),
        Kind::Blank | Kind::Prefill if is_empty => (Word::SharedBlankTitle, Word::SharedBlankLead),
        Kind::Blank | Kind::Prefill => (Word::SharedBlankTitle, Word::SharedPrefillLead),
    };
    let is_to_fill = matches!(kind, Kind::Blank | Kind::Prefill);
    let (write, keep_word) = if is_to_fill {
        (Word::StartWriting, Word::StartWithThese)
    } else {
        (Word::WriteOwn, Word::KeepCopy)
    };
    let (session, _, ground) = stand(app, &loaded, &sheet);
    // A notebook of its own only where something of one's own stands here.
    let has_own = !SharedSheet::of(&loaded.pack, &sheet, &ground.shown(session)).is_empty();
    let apart = (loaded.clone(), vec![(Arc::clone(&sheet), Arc::clone(&answers))]);
    let keep_apart = (has_own && !is_to_fill).then(|| {
        let goto = own.clone();
        view! {
            <button class="ws-button" data-action="keep-new" on:click=move |_| keep_in_new(app, &apart.0, &apart.1, &goto)>
                {app.say(Word::KeepNew)}
            </button>
        }
    });
    let (about, theirs) = (Arc::clone(&sheet), Arc::clone(&answers));
    let copy = Copy { sheet: about, theirs, session, ground };
    let goto = own.clone();
    let taken = copy.clone();
    let from = loaded.clone();
    let take = Callback::new(move |how: Keep| {
        app.take_own(&from, false);
        session.act(taken.edits(how));
        let words = app.say(Word::Kept);
        app.notice.set(Some(Notice::done(words, session)));
        page::go(&goto);
    });
    let at_stake = copy.clone();
    let keep = move |_| {
        if at_stake.losses(app).is_empty() { take.run(Keep::Theirs) } else { asking.set(true) }
    };
    let adds = !answers.rows.is_empty();
    let (about, from) = (Arc::clone(&sheet), loaded.clone());
    let mine =
        move || with_desk(app, &from, &about, |desk| desk.filled(&about.summary, &wording(app)));
    let place = match &loaded.definition {
        None => format!("{} · {}", loaded.pack.title, sheet.name),
        Some(_) => format!("{} · {}", app.say(Word::OwnPlace), sheet.name),
    };
    let to_write = loaded.clone();
    let question = is_to_fill.then(|| {
        view! { <p class="ws-shared__question" lang=loaded.pack.locale.tag()>{sheet.title.clone()}</p> }
    });
    view! {
        <article
            class="ws-sheet ws-shared"
            data-view="shared"
            data-sheet=at.to_string()
        >
            <p class="ws-sheet__place">{place}</p>
            {is_first.then(|| view! {
                <h1 class="ws-title">{app.say(title)}</h1>
                <p class="ws-lead">{app.say(lead)}</p>
            })}
            {question}
            <SharedFigure loaded sheet answers/>
            <div class="ws-shared__actions">
                <a class="ws-button ws-button--main" data-action="write-own" href=own
                    on:click=move |_| app.take_own(&to_write, false)>
                    {app.say(write)}
                </a>
                {(!is_to_fill || !is_empty).then(|| view! {
                    <button class="ws-button" data-action="keep-copy" on:click=keep>
                        {app.say(keep_word)}
                    </button>
                })}
                {keep_apart}
            </div>
            {move || asking.get().then(|| {
                let losses = copy.losses(app).into_iter().map(|(label, mine, theirs)| view! {
                    <dt>{label}</dt>
                    <dd><del>{mine}</del>" "<ins>{theirs}</ins></dd>
                });
                view! {
                    <section class="ws-ask" role="alert">
                        <p>{app.say(Word::KeepReplaces)}</p>
                        <blockquote class="ws-share__words">{mine()}</blockquote>
                        <dl class="ws-ask__losses">{losses.collect_view()}</dl>
                        <p>{app.say(Word::KeepReplacesHow)}</p>
                        {adds.then(|| view! { <p>{app.say(Word::KeepAdds)}</p> })}
                        <div class="ws-shared__actions">
                            <button class="ws-button" data-action="keep-copy-now" on:click=move |_| take.run(Keep::Theirs)>
                                {app.say(Word::KeepNow)}
                            </button>
                            <button class="ws-button" data-action="keep-copy-open" on:click=move |_| take.run(Keep::WhereOpen)>
                                {app.say(Word::KeepOpenOnly)}
                            </button>
                            <button class="ws-button" on:click=move |_| asking.set(false)>
                                {app.say(Word::KeepNot)}
                            </button>
                        </div>
                    </section>
                }
            })}
        </article>
    }
}

/// Keeps all sheets of a link at once, in a notebook of their own.
#[component]
fn KeepAll(loaded: Loaded, all: Vec<(Arc<Worksheet>, Arc<SharedSheet>)>) -> impl IntoView {
    let app = app();
    let goto = Route::Path(loaded.pack.id.clone()).to_string();
    view! {
        <div class="ws-shared__actions">
            <button class="ws-button ws-button--main" data-action="keep-all" on:click=move |_| keep_in_new(app, &loaded, &all, &goto)>
                {app.say(Word::KeepAllNew)}
            </button>
        </div>
    }
}

/// Keeps what was sent in a new notebook, opens that, and goes there. To undo it puts the notebook
/// into the bin.
fn keep_in_new(app: App, loaded: &Loaded, all: &[(Arc<Worksheet>, Arc<SharedSheet>)], goto: &str) {
    let name = app.say_with(Word::KeptNotebook, &time::today());
    let Some(notebook) = add_from_bin(app, name.clone()) else { return };
    for (sheet, theirs) in all {
        let at = SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() };
        let (session, _) = app.open_in(&notebook, &at, sheet.version);
        let (sheet, theirs) = (Arc::clone(sheet), Arc::clone(theirs));
        let copy = Copy { ground: Ground::own(&sheet.id), sheet, theirs, session };
        session.act(copy.edits(Keep::Theirs));
    }
    app.switch(Some(notebook));
    let notice = Notice::done(app.say_with(Word::KeptNew, &name), app.list.0);
    app.notice.set(Some(notice.and_undone(move || app.switch(None))));
    page::go(goto);
}

/// How a copy is kept where something is written already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Theirs stands.
    Theirs,
    /// Theirs only where nothing of one's own stands.
    WhereOpen,
}

/// What keeping somebody's answers would do to one's own.
#[derive(Clone)]
struct Copy {
    sheet: Arc<Worksheet>,
    theirs: Arc<SharedSheet>,
    session: Session,
    ground: Ground,
}

impl Copy {
    /// The fields that would be written, each with what. A sentence is kept whole: a blank that
    /// they left open is open afterwards.
    fn writes(&self) -> Vec<(FieldId, Option<Answer>)> {
        let on_card = choose::card(&self.sheet);
        let has_card = on_card.iter().any(|id| self.theirs.answers.contains_key(id));
        let fields = self.sheet.fields().map(|field| &field.id);
        fields
            .map(|id| (id.clone(), self.theirs.answers.get(id).cloned()))
            .filter(|(id, theirs)| theirs.is_some() || has_card && on_card.contains(id))
            .collect()
    }

    fn own(&self, id: &FieldId) -> Option<Answer> {
        self.ground.shown(self.session).answer_of(id).filter(|answer| answer.is_written()).cloned()
    }

    /// What of one's own would be gone: label, own words, their words.
    fn losses(&self, app: App) -> Vec<(String, String, String)> {
        let lost = |(id, theirs): (FieldId, Option<Answer>)| {
            let own = self.own(&id).filter(|own| Some(own) != theirs.as_ref())?;
            let field = self.sheet.field(&id)?;
            let words = |answer: &Answer| outcome::shown(field, answer, &wording(app));
            Some((field.label.clone(), words(&own), theirs.as_ref().map(words).unwrap_or_default()))
        };
        self.writes().into_iter().filter_map(lost).collect()
    }

    /// The edits that keep it. Rows are added to one's own, never put in their place, and a row
    /// that is there already is not added again.
    fn edits(&self, how: Keep) -> Vec<Edit> {
        let writes = self.writes().into_iter();
        let writes = writes.filter(|(id, _)| how == Keep::Theirs || self.own(id).is_none());
        let edits = writes
            .map(|(id, answer)| Edit::Answer { address: self.ground.address(&id), answer })
            .collect::<Vec<_>>();
        let rows = self.theirs.rows.iter().flat_map(|(field, rows)| {
            if let Some(FieldKind::Steps(kind)) = self.sheet.holder(field).map(|field| &field.kind)
            {
                let rows: Vec<_> =
                    rows.iter().map(|row| row.clone().into_iter().collect()).collect();
                return kept_steps(field, kind, &rows);
            }
            let own = self.session.peek(|response| {
                let cell = |row: &RowId, column: &FieldId| {
                    let at = Address::cell(field.clone(), row.clone(), column.clone());
                    response.answer(&at).cloned()
                };
                let kind = self.sheet.holder(field).and_then(|field| field.rows());
                // What a link does not carry tells no two rows apart.
                let columns = kind.into_iter().flat_map(|kind| &kind.columns);
                let columns = columns.filter(|column| column.wire().is_some());
                let columns: Vec<FieldId> = columns.map(|column| column.id.clone()).collect();
                let cells = |row: &RowId| {
                    let cell = |id: &FieldId| Some((id.clone(), cell(row, id)?));
                    columns.iter().filter_map(cell).collect::<BTreeMap<_, _>>()
                };
                response.rows(field).iter().map(cells).collect::<Vec<_>>()
            });
            let new = rows.iter().filter(|row| !own.contains(row));
            let new = new.map(|row| row.clone().into_iter().collect()).collect();
            self.session.new_rows(field, new)
        });
        let rows = rows.collect::<Vec<_>>();
        edits.into_iter().chain(rows).collect()
    }
}
