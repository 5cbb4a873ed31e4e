//! Rows that are cards: one problem each, from its sentence to its minimal delivery.
//!
//! A row whose columns use the fields of other sheets shows those sheets' questions, and is judged
//! as they judge. The cards lie sorted by verdict; one is opened at a time; two or three can be
//! laid side by side; one is the current card, which other sheets show and edit.

use std::sync::Arc;

use leptos::prelude::*;

use super::card_run::{CardPlace, CardRun};
use super::context::{Loaded, app};
use super::desk::wording;
use super::face::{Face, faces};
use super::icon::{BIN, COPY, DOWN, UP, icon};
use super::notice::Notice;
use super::rows::RowSearch;
use super::session::Session;
use super::side_by_side::{SideBySide, pick};
use super::spot::Ground;
use crate::browser::{page, time};
use crate::model::field::{Field, Rows};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::outcome;
use crate::model::outcome::cards::Kinds;
use crate::model::response::{Answer, Edit};
use crate::model::route::{Part, Print, Route};
use crate::words::Word;

/// How long after the last key the cards are looked at again, in milliseconds.
const PAUSE: i32 = 300;

/// A field of cards.
#[component]
pub fn CardsField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// What a card asks.
    rows: Rows,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let sheet = ground.sheet().clone();
    let id = format!("{sheet}.{}", field.id);
    let kinds = Arc::new(Kinds::of(&loaded.pack, &rows));
    let opened = RwSignal::new(None::<RowId>);
    let compared = RwSignal::new(Vec::<RowId>::new());
    let settled = settle(session);
    let faces = {
        let (field, rows, kinds) = (field.clone(), rows.clone(), Arc::clone(&kinds));
        Memo::new(move |_| {
            settled.track();
            session.derived().track();
            let _ = session.rows(&field.id);
            faces(&field, &rows, &kinds, session, &wording(app))
        })
    };
    // While a card is open the others keep their places.
    let order = {
        let field = field.id.clone();
        Memo::new(move |before: Option<&Vec<RowId>>| {
            let rows = session.rows(&field);
            if let (Some(before), Some(_)) = (before, opened.get()) {
                let kept = before.iter().filter(|row| rows.contains(row)).cloned();
                let kept: Vec<_> = kept.collect();
                let new = rows.into_iter().filter(|row| !kept.contains(row)).collect::<Vec<_>>();
                return kept.into_iter().chain(new).collect();
            }
            let mut sorted = rows;
            faces.with(|faces| {
                sorted.sort_by_key(|row| faces.get(row).map_or(usize::MAX, |face| face.rank));
            });
            sorted
        })
    };
    let search = RowSearch::new(session, &field.id, order);
    let found = search.found;
    let add = {
        let (field, rows, id) = (field.clone(), rows.clone(), id.clone());
        let search = search.clone();
        move |like: Option<RowId>| {
            search.end();
            let answers = like.map_or(Vec::new(), |row| copy_of(session, &field, &rows, &row));
            if let Some(row) = session.add_row(&field.id, answers) {
                page::focus_soon(format!("{id}.{row}.open"));
                opened.set(Some(row));
            }
        }
    };
    let target = rows.target;
    let counted = {
        let field = field.clone();
        move || {
            let count = order.with(Vec::len).to_string();
            settled.track();
            let words = outcome::count_words(&field, &session.shown());
            words.unwrap_or_else(|| app.say_with(Word::RowsOf, &count))
        }
    };
    let progress = move || order.with(Vec::len).min(usize::from(target)).to_string();
    let list = {
        let (field, rows, loaded) = (field.clone(), rows.clone(), loaded.clone());
        let (kinds, add, sheet) = (Arc::clone(&kinds), add.clone(), sheet.clone());
        move |row: RowId| {
            let face = {
                let row = row.clone();
                Memo::new(move |_| faces.with(|faces| faces.get(&row).cloned()))
            };
            let (like, add) = (row.clone(), add.clone());
            let again = Callback::new(move |()| add(Some(like.clone())));
            let card =
                CardPlace { sheet: sheet.clone(), field: field.clone(), rows: rows.clone(), row };
            let (loaded, kinds) = (loaded.clone(), Arc::clone(&kinds));
            view! { <CardLine card face opened compared again kinds session loaded settled/> }
        }
    };
    view! {
        <section class="ws-rows ws-problems" id=id.clone() aria-labelledby=format!("{id}.label")>
            <h2 class="ws-rows__label" id=format!("{id}.label")>{field.label.clone()}</h2>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint.clone()}</p> })}
            <p class="ws-rows__count" role="status">{counted}</p>
            {(target > 0).then(|| view! {
                <progress class="ws-rows__progress" max=target.to_string() value=progress
                    aria-labelledby=format!("{id}.label")></progress>
            })}
            {search.view(Word::CardsSearch)}
            <SideBySide field=field.clone() rows=rows.clone() kinds compared settled session/>
            <p class="ws-rows__empty" hidden=move || !order.with(Vec::is_empty)>
                {app.say(Word::RowsEmpty)}
            </p>
            <ol class="ws-rows__all">
                <For each=move || found.get() key=RowId::clone children=list/>
            </ol>
            <button type="button" class="ws-button" id=format!("{id}.add") data-action="add-row"
                on:click=move |_| add(None)>
                {rows.add.clone()}
            </button>
        </section>
    }
}

/// Moves when writing in a session pauses.
fn settle(session: Session) -> ReadSignal<u64> {
    let (settled, set_settled) = signal(0);
    let soon = page::after_pause(PAUSE, move || {
        let _ = set_settled.try_set(session.revision_now());
    });
    Effect::new(move || {
        session.revision().track();
        soon(time::now());
    });
    settled
}

/// The cells of a card, all but that it is the chosen one.
fn copy_of(session: Session, field: &Field, rows: &Rows, row: &RowId) -> Vec<(FieldId, Answer)> {
    let card = session.shown().row_as_sheet(&field.id, row);
    let cells = card.answers().map(|(address, answer)| (address.field.clone(), answer.clone()));
    cells.filter(|(column, _)| rows.single.as_ref() != Some(column)).collect()
}

/// A card: its face, and opened all of it.
#[component]
fn CardLine(
    card: CardPlace,
    face: Memo<Option<Face>>,
    opened: RwSignal<Option<RowId>>,
    compared: RwSignal<Vec<RowId>>,
    /// Makes another one like it.
    again: Callback<()>,
    kinds: Arc<Kinds>,
    session: Session,
    loaded: Loaded,
    settled: ReadSignal<u64>,
) -> impl IntoView {
    let app = app();
    let CardPlace { sheet, field, rows, row } = card.clone();
    let base = format!("{sheet}.{}.{row}", field.id);
    let is_open = {
        let row = row.clone();
        Memo::new(move |_| opened.with(|opened| opened.as_ref() == Some(&row)))
    };
    let toggle = {
        let row = row.clone();
        move |_| opened.set((!is_open.get_untracked()).then(|| row.clone()))
    };
    let is_compared = {
        let row = row.clone();
        move || compared.with(|rows| rows.contains(&row))
    };
    let compare = {
        let row = row.clone();
        move |_| compared.update(|picked| pick(picked, &row))
    };
    let choose = {
        let (field, single, row) = (field.id.clone(), rows.single.clone(), row.clone());
        move |_| {
            let Some(single) = &single else { return };
            let cell = |row: &RowId| Address::cell(field.clone(), row.clone(), single.clone());
            let chosen = face.with_untracked(|face| face.as_ref().is_some_and(|f| f.is_chosen));
            let others = session.shown().rows(&field).into_iter().filter(|other| *other != row);
            let clear = others.map(|other| Edit::Answer { address: cell(&other), answer: None });
            let answer = (!chosen).then(|| Answer::new("yes")).flatten();
            let this = Edit::Answer { address: cell(&row), answer };
            session.act(clear.chain([this]).collect());
        }
    };
    let remove = {
        let (field, row, id) = (field.id.clone(), row.clone(), format!("{sheet}.{}.add", field.id));
        move |_| {
            opened.set(None);
            compared.update(|rows| rows.retain(|other| *other != row));
            session.remove_row(&field, &row);
            app.notice.set(Some(Notice::done(app.say(Word::RowRemoved), session)));
            page::focus_soon(id.clone());
        }
    };
    let (moved_in, moved, base_of) = (field.id.clone(), row.clone(), base.clone());
    let move_button = move |word: Word, shape: &'static str, is_up: bool| {
        let (field, row) = (moved_in.clone(), moved.clone());
        let id = format!("{base_of}.{}", if is_up { "up" } else { "down" });
        let focus = id.clone();
        view! {
            <button type="button" class="ws-button ws-button--icon" id=id
                aria-label=app.say(word) title=app.say(word)
                on:click=move |_| {
                    session.move_row(&field, &row, is_up);
                    page::focus_soon(focus.clone());
                }>
                {icon(shape)}
            </button>
        }
    };
    let paper = Route::Print(Print {
        part: Part::Row(row.clone()),
        ..Print::of(loaded.pack.id.clone(), Some(sheet.clone()))
    });
    let tools = move || {
        is_open.get().then(|| {
            view! {
                <div class="ws-row__head">
                    {move_button(Word::RowUp, UP, true)}
                    {move_button(Word::RowDown, DOWN, false)}
                    <button type="button" class="ws-button ws-button--icon"
                        aria-label=app.say(Word::RowDuplicate) title=app.say(Word::RowDuplicate)
                        on:click=move |_| again.run(())>
                        {icon(COPY)}
                    </button>
                    <button type="button" class="ws-button ws-button--icon" data-action="remove-row"
                        aria-label=app.say(Word::RowRemove) title=app.say(Word::RowRemove)
                        on:click=remove.clone()>
                        {icon(BIN)}
                    </button>
                    <a class="ws-button ws-button--quiet" data-action="print-card" href=paper.to_string()>
                        {app.say(Word::PrintCard)}
                    </a>
                </div>
            }
        })
    };
    let full = {
        let (card, kinds, loaded) = (card.clone(), kinds, loaded.clone());
        move || {
            is_open.get().then(|| {
                let (card, kinds, loaded) = (card.clone(), Arc::clone(&kinds), loaded.clone());
                view! { <CardRun card kinds session loaded settled/> }
            })
        }
    };
    let chosen = move || face.with(|face| face.as_ref().is_some_and(|face| face.is_chosen));
    let sentence = move || face.with(|face| face.as_ref().map(|face| face.sentence.clone()));
    let verdict = move || face.with(|face| face.as_ref()?.verdict.clone());
    let main = move || face.with(|face| face.as_ref()?.main.clone());
    let open_id = format!("{base}.open");
    let choose_label =
        rows.single.as_ref().and_then(|id| rows.columns.iter().find(|c| c.id == *id));
    let choose_label = choose_label.map(|column| column.label.clone());
    view! {
        <li class="ws-row ws-problem" class:ws-problem--chosen=chosen data-row=row.to_string()
            data-verdict=move || verdict().map(|(verdict, _)| verdict.id())>
            <p class="ws-problem__sentence">{sentence}</p>
            <p class="ws-problem__facts">
                {move || main().map(|main| view! { <span class="ws-tag">{main}</span> })}
                {move || verdict().map(|(of, title)| view! {
                    <span class=format!("ws-tag ws-tag--{}", of.id())>{title}</span>
                })}
            </p>
            <div class="ws-problem__tools">
                {choose_label.map(|label| view! {
                    <button type="button" class="ws-button" data-action="choose-card"
                        aria-pressed=move || chosen().to_string() on:click=choose>{label}</button>
                })}
                <button type="button" class="ws-button" id=open_id data-action="open-card"
                    aria-expanded=move || is_open.get().to_string() on:click=toggle>
                    {move || app.say(if is_open.get() { Word::CardClose } else { Word::CardOpen })}
                </button>
                <button type="button" class="ws-button ws-button--quiet" data-action="compare-card"
                    aria-pressed=move || is_compared().to_string() on:click=compare>
                    {app.say(Word::CardCompare)}
                </button>
            </div>
            {tools}
            {full}
        </li>
    }
}
