//! Rows: add, remove with undo, move, copy, search, count towards a target, and make of one row
//! a row of another sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::field::any_field;
use super::icon::{BIN, COPY, DOWN, UP, icon};
use super::notice::Notice;
use super::session::Session;
use super::spot::Ground;
use crate::browser::{page, time};
use crate::model::field::{Field, FieldKind, Rows};
use crate::model::flow::{Flow, FlowKind, carried};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::outcome;
use crate::model::response::Answer;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// From how many rows on a search helps.
const SEARCH_FROM: usize = 8;

/// A search through the rows of a field.
#[derive(Clone)]
pub struct RowSearch {
    wanted: RwSignal<String>,
    all: Memo<Vec<RowId>>,
    /// The rows that hold what is wanted, in their order; all where nothing is.
    pub found: Memo<Vec<RowId>>,
}

impl RowSearch {
    /// Searches these rows of a field.
    pub fn new(session: Session, field: &FieldId, all: Memo<Vec<RowId>>) -> Self {
        let (wanted, field) = (RwSignal::new(String::new()), field.clone());
        let found = Memo::new(move |_| {
            let wanted = wanted.get().trim().to_lowercase();
            let rows = all.get();
            if wanted.is_empty() {
                return rows;
            }
            let shown = session.shown();
            let hits = shown
                .answers()
                .filter(|(_, answer)| answer.as_str().to_lowercase().contains(&wanted));
            let hits = hits.filter(|(address, _)| address.field == field);
            let rows_hit = hits.filter_map(|(address, _)| Some(&address.cell.as_ref()?.0));
            let rows_hit: BTreeSet<&RowId> = rows_hit.collect();
            rows.into_iter().filter(|row| rows_hit.contains(row)).collect()
        });
        Self { wanted, all, found }
    }

    /// Ends the search: what comes next is not hidden.
    pub fn end(&self) {
        self.wanted.set(String::new());
    }

    /// The box to search with, where there are rows enough.
    pub fn view(&self, label: Word) -> impl IntoView + use<> {
        let app = app();
        let Self { wanted, all, found } = self.clone();
        let words = move || {
            let is_searching = !wanted.read().trim().is_empty();
            is_searching.then(|| app.say_with(Word::RowsFound, &found.with(Vec::len).to_string()))
        };
        view! {
            <p class="ws-rows__search" hidden=move || all.with(Vec::len) < SEARCH_FROM>
                <label>
                    <span class="ws-field__hint">{app.say(label)}</span>
                    <input class="ws-input" type="search" prop:value=wanted
                        on:input=move |event| wanted.set(event_target_value(&event))/>
                </label>
                <span class="ws-field__hint" role="status">{words}</span>
            </p>
        }
    }
}

/// A field of rows.
#[component]
pub fn RowsField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// What a row asks.
    rows: Rows,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let sheet = ground.sheet().clone();
    let makes = Arc::new(makes(&loaded, &ground, &field));
    let id = format!("{sheet}.{}", field.id);
    let columns = Arc::new(rows.columns.clone());
    let order = {
        let field = field.id.clone();
        Memo::new(move |_| session.rows(&field))
    };
    let search = RowSearch::new(session, &field.id, order);
    let found = search.found;
    let add = {
        let (sheet, field, columns) = (sheet.clone(), field.id.clone(), Arc::clone(&columns));
        let search = search.clone();
        move |like: Option<RowId>| {
            let answers = start_of_row(session, &field, &columns, like.as_ref());
            search.end();
            let row = session.add_row(&field, answers);
            if let (Some(row), Some(first)) = (row, columns.iter().find(|c| is_written_by_hand(c)))
            {
                page::focus_soon(format!(
                    "{sheet}.{}",
                    Address::cell(field.clone(), row, first.id.clone())
                ));
            }
        }
    };
    let add_like = add.clone();
    let remove = {
        let (field, id) = (field.id.clone(), id.clone());
        move |row: RowId| {
            let rows = order.get_untracked();
            let at = rows.iter().position(|other| *other == row).unwrap_or(0);
            let near = rows.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| rows.get(at)));
            let next =
                near.map_or_else(|| format!("{id}.add"), |near| format!("{id}.{near}.remove"));
            session.remove_row(&field, &row);
            let words = app.say(Word::RowRemoved);
            app.notice.set(Some(Notice::done(words, session)));
            page::focus_soon(next);
        }
    };
    let target = usize::from(rows.target);
    let counted = {
        let field = field.clone();
        move || {
            let count = order.with(Vec::len);
            session.revision().track();
            session
                .peek(|response| outcome::count_words(&field, response))
                .unwrap_or_else(|| app.say_with(Word::RowsOf, &count.to_string()))
        }
    };
    let list = {
        let (sheet, field) = (sheet.clone(), field.id.clone());
        move |row: RowId| {
            let ground = Ground::row(&sheet, &field, &row);
            let cells = columns
                .iter()
                .map(|column| any_field(ground.spot(column), column.clone(), session, &loaded))
                .collect_view();
            let makes = makes
                .iter()
                .map(|make| {
                    let (make, loaded, row) = (make.clone(), loaded.clone(), row.clone());
                    let words = app.say_with(Word::RowMake, &make.singular);
                    view! {
                        <button type="button" class="ws-button" data-action="make-row"
                            on:click=move |_| make.run(session, &loaded, &row)>
                            {words}
                        </button>
                    }
                })
                .collect_view();
            let at = {
                let row = row.clone();
                move || {
                    order
                        .with(|rows| rows.iter().position(|other| *other == row))
                        .map_or(0, |at| at + 1)
                }
            };
            let base = format!("{sheet}.{field}.{row}");
            let move_button = |name: &str, word: Word, shape: &'static str, is_up: bool| {
                let (field, row, id) = (field.clone(), row.clone(), format!("{base}.{name}"));
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
            let up = move_button("up", Word::RowUp, UP, true);
            let down = move_button("down", Word::RowDown, DOWN, false);
            let (gone, like) = (row.clone(), row.clone());
            let (remove, add_like) = (remove.clone(), add_like.clone());
            view! {
                <li class="ws-row">
                    <div class="ws-row__head">
                        <span class="ws-row__number">
                            {move || app.say_with(Word::RowNumber, &at().to_string())}
                        </span>
                        {up}
                        {down}
                        <button type="button" class="ws-button ws-button--icon"
                            aria-label=app.say(Word::RowDuplicate) title=app.say(Word::RowDuplicate)
                            on:click=move |_| add_like(Some(like.clone()))>
                            {icon(COPY)}
                        </button>
                        <button type="button" class="ws-button ws-button--icon" data-action="remove-row"
                            id=format!("{base}.remove")
                            aria-label=app.say(Word::RowRemove) title=app.say(Word::RowRemove)
                            on:click=move |_| remove(gone.clone())>
                            {icon(BIN)}
                        </button>
                    </div>
                    <div class="ws-row__cells">{cells}</div>
                    {makes}
                </li>
            }
        }
    };
    let progress = move || order.with(Vec::len).min(target).to_string();
    view! {
        <section class="ws-rows" id=id.clone() aria-labelledby=format!("{id}.label")>
            <h2 class="ws-rows__label" id=format!("{id}.label")>{field.label}</h2>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint}</p> })}
            <p class="ws-rows__count" role="status">{counted}</p>
            {(target > 0).then(|| view! {
                <progress class="ws-rows__progress" max=target.to_string() value=progress
                    aria-labelledby=format!("{id}.label")></progress>
            })}
            {search.view(Word::RowsSearch)}
            <p class="ws-rows__empty" hidden=move || !order.with(Vec::is_empty)>
                {app.say(Word::RowsEmpty)}
            </p>
            <ol class="ws-rows__all">
                <For each=move || found.get() key=RowId::clone children=list/>
            </ol>
            <button type="button" class="ws-button" id=format!("{id}.add") data-action="add-row"
                on:click=move |_| add(None)>
                {rows.add}
            </button>
        </section>
    }
}

/// What a new row begins with: the cells of the row that it is like, or today's date.
fn start_of_row(
    session: Session,
    field: &FieldId,
    columns: &[Field],
    like: Option<&RowId>,
) -> Vec<(FieldId, Answer)> {
    let start = |column: &Field| match (like, &column.kind) {
        (Some(row), _) => {
            let cell = Address::cell(field.clone(), row.clone(), column.id.clone());
            session.peek(|response| response.answer(&cell).cloned())
        }
        (None, FieldKind::Date { today: true }) => Answer::new(time::today()),
        (None, _) => None,
    };
    columns.iter().filter_map(|column| Some((column.id.clone(), start(column)?))).collect()
}

/// A way for a row here to become a row of another sheet.
#[derive(Clone)]
struct Make {
    flow: Flow,
    to: Worksheet,
    /// What a row there is called.
    singular: String,
    from: Field,
}

/// What a row of a field can become: the flows of other sheets that are offered rows from here.
fn makes(loaded: &Loaded, ground: &Ground, field: &Field) -> Vec<Make> {
    let is_from_here = |flow: &&Flow| {
        flow.how == FlowKind::Suggest
            && flow.from.sheet.as_ref() == Some(ground.sheet())
            && flow.from.field == field.id
            && flow.from.column.is_none()
            && flow.to.column.is_none()
    };
    let each = loaded.pack.sheets.iter().flat_map(|to| {
        to.flows.iter().filter(is_from_here).filter_map(move |flow| {
            let singular = to.holder(&flow.to.field)?.rows()?.singular.clone();
            Some(Make { flow: flow.clone(), to: to.clone(), singular, from: field.clone() })
        })
    });
    each.collect()
}

impl Make {
    /// Makes a row there out of one here.
    fn run(&self, session: Session, loaded: &Loaded, row: &RowId) {
        let app = app();
        let (Some(here), Some(there)) =
            (self.to.holder(&self.flow.to.field).and_then(Field::rows), self.from.rows())
        else {
            return;
        };
        let shown = session.shown();
        let cell = |column: &FieldId| {
            let at = Address::cell(self.from.id.clone(), row.clone(), column.clone());
            shown.answer(&at).filter(|answer| answer.is_written()).cloned()
        };
        let cells = carried(&self.flow, here, there, &self.flow.from, row, cell);
        let (target, _) = app.open(&loaded.pack.id, &self.to);
        target.add_row(&self.flow.to.field, cells);
        let words = app.say_with(Word::RowMade, &self.to.name);
        app.notice.set(Some(Notice::done(words, target)));
    }
}

fn is_written_by_hand(column: &Field) -> bool {
    matches!(column.kind, FieldKind::Text | FieldKind::LongText | FieldKind::Number { .. })
}
