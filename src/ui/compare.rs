//! Two notebooks side by side on any sheet.

use leptos::prelude::*;

use super::context::{App, Loaded, app};
use super::desk::wording;
use crate::model::field::Field;
use crate::model::id::{Address, NotebookId, SheetRef};
use crate::model::notebook::Notebook;
use crate::model::outcome::{Wording, shown};
use crate::model::response::Response;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// Compares the open notebook with another, where there is another.
#[component]
pub fn Compare(
    /// The packs that are there.
    packs: RwSignal<Vec<Loaded>>,
) -> impl IntoView {
    let app = app();
    let sheet = RwSignal::new(String::new());
    let other = RwSignal::new(None::<NotebookId>);
    let others = move || -> Vec<Notebook> {
        let open = app.notebook.get();
        app.living().into_iter().filter(|book| book.id != open).collect()
    };
    let has_others = Memo::new(move |_| !others().is_empty());
    let sheets = move || {
        let options = packs.get().into_iter().flat_map(|loaded| {
            let pack = loaded.pack.clone();
            let option = move |sheet: &Worksheet| {
                let at = SheetRef { pack: pack.id.clone(), sheet: sheet.id.clone() };
                view! { <option value=at.to_string()>{sheet.name.clone()}</option> }
            };
            loaded.pack.sheets.iter().map(option).collect::<Vec<_>>()
        });
        options.collect_view()
    };
    let books = move || {
        let option = |book: Notebook| {
            view! { <option value=book.id.to_string()>{app.name_of(&book)}</option> }
        };
        others().into_iter().map(option).collect_view()
    };
    let table = move || {
        let all = others();
        let with = other.get().and_then(|id| all.iter().find(|book| book.id == id).cloned());
        let with = with.or_else(|| all.into_iter().next())?;
        let open = app.notebooks().into_iter().find(|book| book.id == app.notebook.get())?;
        let at = sheet.get();
        let (at, definition) = packs.with(|packs| find(packs, &at))?;
        Some(table(app, &at, &definition, [&open, &with]))
    };
    move || {
        has_others.get().then(|| {
            view! {
                <section class="ws-data__part">
                    <h2 class="ws-library__title">{app.say(Word::Compare)}</h2>
                    <div class="ws-beside__choose">
                        <label>
                            <span class="ws-field__hint">{app.say(Word::CompareSheet)}</span>
                            <select class="ws-input" id="compare.sheet"
                                on:change=move |event| sheet.set(event_target_value(&event))>{sheets}</select>
                        </label>
                        <label>
                            <span class="ws-field__hint">{app.say(Word::CompareWith)}</span>
                            <select class="ws-input" id="compare.with"
                                on:change=move |event| other.set(event_target_value(&event).parse().ok())>{books}</select>
                        </label>
                    </div>
                    {table}
                </section>
            }
        })
    }
}

/// The sheet of a reference; the first of all where nothing was chosen yet.
fn find(packs: &[Loaded], at: &str) -> Option<(SheetRef, Worksheet)> {
    let mut all = packs.iter().flat_map(|loaded| {
        loaded.pack.sheets.iter().map(|sheet| {
            (SheetRef { pack: loaded.pack.id.clone(), sheet: sheet.id.clone() }, sheet)
        })
    });
    let found = if at.is_empty() { all.next() } else { all.find(|(r, _)| r.to_string() == at) };
    found.map(|(at, sheet)| (at, sheet.clone()))
}

fn table(app: App, at: &SheetRef, sheet: &Worksheet, books: [&Notebook; 2]) -> AnyView {
    let wording = wording(app);
    let said = books.map(|book| {
        let (session, _) = app.open_in(&book.id, at, sheet.version);
        session.revision().track();
        session.peek(|response| lines(sheet, response, &wording))
    });
    let mut labels: Vec<&String> = said.iter().flatten().map(|(label, _)| label).collect();
    // In the order of the sheet: both lists are, and a label stands where it comes first.
    let mut seen = Vec::new();
    labels.retain(|label| {
        !seen.contains(label) && {
            seen.push(*label);
            true
        }
    });
    if labels.is_empty() {
        return view! { <p class="ws-field__hint">{app.say(Word::CompareEmpty)}</p> }.into_any();
    }
    let rows = labels.into_iter().map(|label| {
        let cell = |lines: &Vec<(String, String)>| {
            let texts = lines.iter().filter(|(of, _)| of == label).map(|(_, text)| text.clone());
            view! { <td>{texts.collect::<Vec<_>>().join("\n")}</td> }
        };
        view! { <tr><th scope="row">{label.clone()}</th>{cell(&said[0])}{cell(&said[1])}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table class="ws-beside" data-compare=at.to_string()>
            <thead><tr>
                <td></td>
                <th scope="col">{app.name_of(books[0])}</th>
                <th scope="col">{app.name_of(books[1])}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// All that stands on a sheet, each with its label; a row in a line.
fn lines(sheet: &Worksheet, response: &Response, wording: &Wording) -> Vec<(String, String)> {
    let said = |field: &Field, address: &Address| {
        let answer = response.answer(address).filter(|answer| answer.is_written())?;
        Some(shown(field, answer, wording))
    };
    let fields = sheet.fields().filter_map(|field| {
        Some((field.label.clone(), said(field, &Address::field(field.id.clone()))?))
    });
    let rows = sheet.rows().flat_map(|(field, kind)| {
        response.rows(&field.id).into_iter().map(move |row| {
            let cells = kind.columns.iter().filter_map(|column| {
                said(column, &Address::cell(field.id.clone(), row.clone(), column.id.clone()))
            });
            (field.label.clone(), cells.collect::<Vec<_>>().join(" · "))
        })
    });
    fields.chain(rows).filter(|(_, text)| !text.is_empty()).collect()
}
