//! Rows from a table that a person picks: shown first, taken as one step that undoes.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{Loaded, app};
use super::notice::Notice;
use crate::browser::file;
use crate::model::export::csv::{CsvError, FILE_LIMIT, Incoming};
use crate::model::field::Field;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// What became of the file.
#[derive(Clone)]
enum Read {
    Nothing,
    Rows(Arc<Incoming>),
    Refused(CsvError),
    Unreachable,
}

/// Brings rows of one field back in.
#[component]
pub fn IncomingRows(
    /// The pack.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// The field of rows.
    field: Field,
    /// Called when rows were taken.
    on_done: Callback<()>,
) -> impl IntoView {
    let app = app();
    let read = RwSignal::new(Read::Nothing);
    let input = NodeRef::<html::Input>::new();
    let (session, _) = app.open(&loaded.pack.id, &sheet);
    let id = format!("incoming.{}", field.id);
    let pick = {
        let (sheet, field) = (sheet.id.to_string(), field.id.to_string());
        move |_: ev::Event| {
            let Some(input) = input.get_untracked() else { return };
            let (bytes, sheet, field) = (Arc::clone(&loaded.bytes), sheet.clone(), field.clone());
            spawn_local(async move {
                let Some(text) = file::picked_table(&input, FILE_LIMIT).await else { return };
                let rows = match app.files().await {
                    Ok(files) => match files.rows(&bytes, &sheet, &field, &text) {
                        Ok(rows) => Read::Rows(Arc::new(rows)),
                        Err(error) => Read::Refused(error),
                    },
                    Err(_) => Read::Unreachable,
                };
                let _ = read.try_set(rows);
            });
        }
    };
    let of = field.id.clone();
    let take = move |incoming: &Incoming| {
        let edits = session.new_rows(&of, incoming.rows.clone());
        session.act(edits);
        let words = app.say_with(Word::ImportDone, &incoming.rows.len().to_string());
        app.notice.set(Some(Notice::done(words, session)));
        read.set(Read::Nothing);
        on_done.run(());
    };
    let body = move || match read.get() {
        Read::Nothing => ().into_any(),
        Read::Refused(error) => {
            let words = match error {
                CsvError::Empty => app.say(Word::ImportEmpty).to_owned(),
                CsvError::TooLarge => app.say(Word::ImportTooLarge).to_owned(),
                CsvError::NoColumn(names) => {
                    app.say_with(Word::ImportNoColumn, &names.join(app.say(Word::Comma)))
                }
            };
            view! { <p role="alert">{words}</p> }.into_any()
        }
        Read::Unreachable => view! { <p role="alert">{app.say(Word::ExportFailed)}</p> }.into_any(),
        Read::Rows(incoming) => {
            let take = take.clone();
            let found = app.say_with(Word::ImportFound, &incoming.rows.len().to_string());
            let left_out = (!incoming.left_out.is_empty()).then(|| {
                let names = incoming.left_out.join(app.say(Word::Comma));
                view! { <p class="ws-field__hint">{app.say_with(Word::ImportLeftOut, &names)}</p> }
            });
            let heads =
                incoming.columns.iter().map(|name| view! { <th scope="col">{name.clone()}</th> });
            let rows = incoming.sample.iter().map(|row| {
                let cells = row.iter().map(|cell| view! { <td>{cell.clone()}</td> });
                view! { <tr>{cells.collect_view()}</tr> }
            });
            let (heads, rows) = (heads.collect_view(), rows.collect_view());
            view! {
                <p role="status">{found.clone()}</p>
                <div class="ws-export__table" role="region" tabindex="0" aria-label=found>
                    <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
                </div>
                {left_out}
                <button class="ws-button ws-button--main" data-action="import-rows" on:click=move |_| take(&incoming)>
                    {app.say(Word::ImportTake)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <section class="ws-export__in">
            <label class="ws-button ws-file">
                {app.say_with(Word::ImportTitle, &field.label)}
                <input id=id type="file" accept=".csv,.tsv,.txt,text/csv" node_ref=input on:change=pick/>
            </label>
            {body}
        </section>
    }
}
