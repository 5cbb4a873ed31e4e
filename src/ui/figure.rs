//! What was shared, as it is read: the sentence, the other answers, the rows.
//!
//! The reader sees it, and before that the sharer, as a preview: one component, so they see the same.

use std::sync::Arc;

use leptos::prelude::*;

use super::card::sentence_of;
use super::context::Loaded;
use super::desk::wording_in;
use super::seen::Seen;
use super::sentence::Sentence;
use super::still::{StillViews, shows_all};
use crate::model::field::Field;
use crate::model::id::FieldId;
use crate::model::outcome;
use crate::model::share::SharedSheet;
use crate::model::text::Template;
use crate::model::worksheet::Worksheet;

/// A shared sheet's answers.
#[component]
pub fn SharedFigure(
    /// The pack, in the language of the answers.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// The answers.
    answers: Arc<SharedSheet>,
) -> impl IntoView {
    let wording = wording_in(loaded.pack.locale);
    let answers = Arc::new(answers.marked());
    let there = Arc::clone(&answers);
    let answer = Callback::new(move |id: FieldId| there.answers.get(&id).cloned());
    let frame = sentence_of(&sheet);
    let in_frame: Vec<FieldId> = frame.iter().flat_map(Template::blanks).cloned().collect();
    let says_frame = in_frame.iter().any(|id| answers.answers.contains_key(id));
    let others = sheet
        .fields()
        .filter(|field| !in_frame.contains(&field.id))
        .filter_map(|field| {
            let said = outcome::shown(field, answers.answers.get(&field.id)?, &wording);
            Some(view! { <dt>{field.label.clone()}</dt><dd>{said}</dd> })
        })
        .collect_view();
    let rows = sheet
        .rows()
        .filter(|(field, _)| !shows_all(field))
        .filter_map(|(field, kind)| {
            let rows = answers.rows.get(&field.id)?.iter().map(|row| {
                let cells = kind.columns.iter().filter_map(|column| {
                    let said = outcome::shown(column, row.get(&column.id)?, &wording);
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
    let asks = answers.answers.is_empty() && answers.rows.is_empty();
    view! {
        <figure class="ws-finished" lang=loaded.pack.locale.tag()>
            {frame.filter(|_| says_frame || asks).map(|template| view! { <Sentence template answer/> })}
            <dl class="ws-shared__others">{others}</dl>
            {rows}
            {(!asks).then(|| view! { <StillViews sheet=Arc::clone(&sheet) seen=Seen::Still(answers.clone())/> })}
            {asks.then(|| view! { <Questions sheet/> })}
        </figure>
    }
}

/// What a sheet asks, where nobody has answered yet.
#[component]
fn Questions(sheet: Arc<Worksheet>) -> impl IntoView {
    let in_frame: Vec<FieldId> =
        sentence_of(&sheet).iter().flat_map(Template::blanks).cloned().collect();
    let asked = |field: &&Field| !in_frame.contains(&field.id);
    let fields = sheet.fields().filter(asked).map(|field| field.label.clone());
    let rows = sheet.rows().map(|(field, _)| field.label.clone());
    let labels = fields.chain(rows).map(|label| view! { <li>{label}</li> });
    view! { <ul class="ws-shared__asks">{labels.collect_view()}</ul> }
}
