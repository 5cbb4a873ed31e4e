//! A board of four fields: each row is a card, placed by two questions of yes or no. Every card
//! has a list to move it by, and can be carried as well.

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::drag::Drag;
use super::icon::{MOVE, icon};
use super::rows::RowsField;
use super::seen::Seen;
use super::session::Session;
use super::spot::Ground;
use crate::browser::page;
use crate::model::board::{Corner, Quadrant};
use crate::model::field::Field;
use crate::model::id::RowId;
use crate::model::outcome::quadrant::{board, place};
use crate::model::response::Answer;
use crate::words::Word;

/// The place beside the board, as the page names it.
const WAITING: &str = "waiting";

/// A card: its row and its name.
type Card = (RowId, String);

/// A board to write on.
#[component]
pub fn QuadrantField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// The board.
    kind: Quadrant,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let id = format!("{}.{}", ground.sheet(), field.id);
    let writing = RwSignal::new(String::new());
    let column = {
        let (kind, field) = (kind.clone(), field.id.clone());
        Callback::new(move |(row, to): (RowId, Option<Corner>)| {
            session.act(place(&kind, &field, &row, to));
        })
    };
    let add = {
        let (kind, field) = (kind.clone(), field.id.clone());
        let id = format!("{id}.new");
        move || {
            let text = writing.get_untracked();
            if let Some(name) = Answer::new(text.trim()) {
                session.add_row(&field, vec![(kind.name.clone(), name)]);
                writing.set(String::new());
            }
            page::focus_soon(id.clone());
        }
    };
    let add_by_key = add.clone();
    let move_card = {
        let (id, titles) = (id.clone(), kind.corners.clone());
        move |(row, name): &Card, at: Option<Corner>| {
            let base = format!("{id}.{row}.place");
            let (again, row) = (base.clone(), row.clone());
            let mut options = vec![view! {
                <option value="" selected=at.is_none()>{app.say(Word::BoardWaiting).to_owned()}</option>
            }];
            options.extend(Corner::ALL.into_iter().zip(titles.clone()).map(|(corner, title)| {
                view! { <option value=corner.id() selected=at == Some(corner)>{title}</option> }
            }));
            view! {
                <span class="ws-board__move" data-handle>
                    {icon(MOVE)}
                    <select id=base aria-label=app.say_with(Word::BoardMove, name)
                        on:change=move |event| {
                            let wanted = event_target_value(&event);
                            let to = Corner::ALL.into_iter().find(|corner| corner.id() == wanted);
                            column.run((row.clone(), to));
                            page::focus_soon(again.clone());
                        }>
                        {options}
                    </select>
                </span>
            }
            .into_any()
        }
    };
    let controls = Controls {
        move_card: StoredValue::new(Box::new(move_card)),
        drag: Drag::default(),
        place: column,
    };
    let list = Field { hint: String::new(), ..field.clone() };
    let (rows, add_words, singular) =
        (kind.rows.clone(), kind.rows.add.clone(), kind.rows.singular.clone());
    let new = format!("{id}.new");
    view! {
        <div class="ws-board">
            <BoardView field kind seen=Seen::Live(session, ground.clone()) controls/>
            <div class="ws-board__add">
                <label class="ws-field__hint" for=new.clone()>{singular}</label>
                <div class="ws-field__control">
                    <input class="ws-input" id=new autocomplete="off" prop:value=writing
                        on:input=move |event| writing.set(event_target_value(&event))
                        on:keydown=move |event| {
                            if page::is_enter(&event) {
                                event.prevent_default();
                                add_by_key();
                            }
                        }/>
                    <button type="button" class="ws-button" data-action="add-card" on:click=move |_| add()>
                        {add_words}
                    </button>
                </div>
            </div>
            <details class="ws-help ws-board__list">
                <summary>{app.say(Word::BoardList)}</summary>
                <RowsField ground field=list rows session loaded/>
            </details>
        </div>
    }
}

/// What moves cards, on a board that can be written on.
#[derive(Clone, Copy)]
pub struct Controls {
    /// The list that moves a card from where it is.
    move_card: StoredValue<Box<MoveCard>>,
    /// The card that a pointer carries.
    drag: Drag,
    /// Puts a card into a field, or beside the board.
    place: Callback<(RowId, Option<Corner>)>,
}

type MoveCard = dyn Fn(&Card, Option<Corner>) -> AnyView + Send + Sync;

/// A board as it stands.
#[component]
pub fn BoardView(
    /// The field.
    field: Field,
    /// The board.
    kind: Quadrant,
    /// Where the answers stand.
    seen: Seen,
    /// What moves the cards; nothing where it is only looked at.
    #[prop(optional)]
    controls: Option<Controls>,
) -> impl IntoView {
    let app = app();
    let label = |id| {
        let column = kind.rows.columns.iter().find(|column| column.id == id);
        column.map(|column| column.label.clone()).unwrap_or_default()
    };
    let (across, up) = (label(kind.across.clone()), label(kind.up.clone()));
    let titles = kind.corners.clone();
    let laid = {
        let id = field.id.clone();
        Memo::new(move |_| board(&kind, &id, &seen))
    };
    let drag = move |act: &dyn Fn(Drag)| {
        if let Some(controls) = controls {
            act(controls.drag);
        }
    };
    let shift = move |row: &RowId| controls.and_then(|controls| controls.drag.shift(row));
    let is_over = move |place: &'static str| controls.is_some_and(|c| c.drag.is_over(place));
    let cards = move |cards: &[Card], at: Option<Corner>| {
        let one = |card: &Card| {
            let (row, name) = card.clone();
            let moved = controls
                .map(|controls| controls.move_card.with_value(|move_card| move_card(card, at)));
            let (held, carried) = (row.clone(), row.clone());
            view! {
                <li class="ws-board__card" class:ws-board__card--loose=controls.is_some()
                    class:ws-board__card--held=move || shift(&held).is_some()
                    style:transform=move || shift(&carried)
                    data-row=row.to_string()
                    on:pointerdown=move |event| drag(&|drag| drag.press(&row, &event))
                    on:pointermove=move |event| drag(&|drag| drag.carry(&event))
                    on:pointercancel=move |_| drag(&|drag| drag.let_go())
                    on:pointerup=move |_| {
                        let put = controls.and_then(|controls| Some((controls, controls.drag.put()?)));
                        if let Some((controls, (row, place))) = put {
                            let corner = Corner::ALL.into_iter().find(|corner| corner.id() == place);
                            controls.place.run((row, corner));
                        }
                    }>
                    <span class="ws-board__name">{name}</span>
                    {moved}
                </li>
            }
        };
        view! { <ul class="ws-board__cards">{cards.iter().map(one).collect_view()}</ul> }
    };
    // Read from above to below, left to right.
    let order = [Corner::Up, Corner::Both, Corner::Neither, Corner::Across];
    let fields = order.map(|corner| {
        let at = Corner::ALL.iter().position(|other| *other == corner).unwrap_or(0);
        let title = titles[at].clone();
        view! {
            <div class="ws-board__field" role="group" aria-label=title.clone() data-corner=corner.id()
                class:ws-board__field--over=move || is_over(corner.id())>
                <p class="ws-board__title" aria-hidden="true">{title.clone()}</p>
                {move || laid.with(|board| cards(board.placed.get(&corner).map_or(&[][..], Vec::as_slice), Some(corner)))}
            </div>
        }
    });
    view! {
        <h2 class="ws-rows__label">{field.label}</h2>
        {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint}</p> })}
        <div class="ws-board__frame" data-outcome>
            <p class="ws-board__up" aria-hidden="true">"↑ "{up}</p>
            <div class="ws-board__all">{fields.into_iter().collect_view()}</div>
            <p class="ws-board__across" aria-hidden="true">{across}" →"</p>
        </div>
        <div class="ws-board__waiting" role="group" aria-label=app.say(Word::BoardWaiting) data-corner=WAITING
            class:ws-board__field--over=move || is_over(WAITING)
            hidden=move || laid.with(|board| board.waiting.is_empty())>
            <p class="ws-board__title" aria-hidden="true">{app.say(Word::BoardWaiting)}</p>
            {move || laid.with(|board| cards(&board.waiting, None))}
        </div>
    }
}
