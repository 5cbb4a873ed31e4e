//! Rows: add, remove with undo, move, copy, search, count towards a target, and make of one row
//! a row of another sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::Element;

use super::context::{App, Loaded, app};
use super::field::AnyField;
use super::icon::{BIN, COPY, DOWN, UP, drawn};
use super::made::Stencil;
use super::notice::Notice;
use super::session::Session;
use super::spot::Ground;
use crate::browser::{copies, page, time};
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
            let near = near.cloned();
            session.remove_row(&field, &row);
            let words = app.say(Word::RowRemoved);
            app.notice.set(Some(Notice::done(words, session)));
            match near {
                Some(near) => focus_button(&id, &near, "remove-row"),
                None => page::focus_soon(format!("{id}.add")),
            }
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
    // One listener for the buttons of all rows.
    let press = {
        let (field, id) = (field.id.clone(), id.clone());
        let (makes, loaded) = (Arc::clone(&makes), loaded.clone());
        move |event: ev::MouseEvent| {
            let Some(Pressed { action, value, row }) = pressed(&event) else { return };
            match action.as_str() {
                "row-up" | "row-down" => {
                    session.move_row(&field, &row, action == "row-up");
                    focus_button(&id, &row, &action);
                }
                "row-copy" => add_like(Some(row)),
                "remove-row" => remove(row),
                "make-row" => {
                    let make = value.parse().ok().and_then(|at: usize| makes.get(at));
                    if let Some(make) = make {
                        make.run(session, &loaded, &row);
                    }
                }
                _ => {}
            }
        }
    };
    let (tools, ways) = (Stencil::new(tools(app)), Stencil::new(ways(app, &makes)));
    let list = {
        let (sheet, field) = (sheet.clone(), field.id.clone());
        move |row: RowId| {
            let ground = Ground::row(&sheet, &field, &row);
            let cells = columns.iter().map(|column| {
                let (spot, field) = (ground.spot(column), column.clone());
                view! { <AnyField spot field session loaded=loaded.clone()/> }
            });
            let number = {
                let row = row.clone();
                move || {
                    let at =
                        order.with(|rows| rows.iter().position(|other| *other == row)).unwrap_or(0);
                    app.say_with(Word::RowNumber, &(at + 1).to_string())
                }
            };
            view! {
                <li class="ws-row" data-row=row.to_string()>
                    <div class="ws-row__head">
                        <span class="ws-row__number">{number}</span>
                        {tools.view()}
                    </div>
                    <div class="ws-row__cells">{cells.collect_view()}</div>
                    {ways.view()}
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
            <ol class="ws-rows__all" on:click=press>
                <For each=move || found.get() key=RowId::clone children=list/>
            </ol>
            <button type="button" class="ws-button" id=format!("{id}.add") data-action="add-row"
                on:click=move |_| add(None)>
                {rows.add}
            </button>
        </section>
    }
}

/// The buttons at the head of a row.
fn tools(app: App) -> Option<Element> {
    let button = |action, word, shape| {
        let words = app.say(word);
        let attributes = [
            ("class", "ws-button ws-button--icon"),
            ("type", "button"),
            ("data-action", action),
            ("aria-label", words),
            ("title", words),
        ];
        copies::element("button", &attributes, &[drawn(shape)])
    };
    let buttons = [
        button("row-up", Word::RowUp, UP),
        button("row-down", Word::RowDown, DOWN),
        button("row-copy", Word::RowDuplicate, COPY),
        button("remove-row", Word::RowRemove, BIN),
    ];
    copies::element("div", &[("class", "ws-row__tools")], &buttons)
}

/// The buttons at the foot of a row: what can be made of it.
fn ways(app: App, makes: &[Make]) -> Option<Element> {
    let buttons = makes.iter().enumerate().map(|(at, make)| {
        let value = at.to_string();
        let attributes = [
            ("class", "ws-button"),
            ("type", "button"),
            ("data-action", "make-row"),
            ("value", &value),
        ];
        let button = copies::element("button", &attributes, &[])?;
        button.set_text_content(Some(&app.say_with(Word::RowMake, &make.singular)));
        Some(button)
    });
    let buttons: Vec<_> = buttons.collect();
    (!buttons.is_empty()).then(|| copies::element("div", &[("class", "ws-row__ways")], &buttons))?
}

/// Puts the focus on a button of a row.
fn focus_button(rows: &str, row: &RowId, action: &str) {
    page::focus_found_soon(format!("[id='{rows}'] [data-row='{row}'] [data-action='{action}']"));
}

/// A button of a row.
struct Pressed {
    action: String,
    value: String,
    row: RowId,
}

/// Which button of which row a press is on; nothing where it is on something else.
fn pressed(event: &ev::MouseEvent) -> Option<Pressed> {
    let button = page::around(event, "button[data-action]")?;
    let row = page::around(event, "[data-row]")?.get_attribute("data-row")?.parse().ok()?;
    let read = |name| button.get_attribute(name).unwrap_or_default();
    Some(Pressed { action: read("data-action"), value: read("value"), row })
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
