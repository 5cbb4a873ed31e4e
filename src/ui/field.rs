//! A field as its kind asks: the one place that knows which component shows which kind.

use leptos::prelude::*;

use super::choice::ChoiceField;
use super::context::app;
use super::sentence::SentenceField;
use super::session::Session;
use super::text::TextField;
use crate::model::field::{Choice, ChoiceLook, Field, FieldKind};
use crate::model::id::SheetId;
use crate::words::Word;

/// Any field.
#[component]
pub fn AnyField(
    /// The sheet that it stands on.
    sheet: SheetId,
    /// The field.
    field: Field,
    /// Where the answers go.
    session: Session,
) -> impl IntoView {
    match field.kind.clone() {
        FieldKind::Sentence { template, blanks } => {
            view! { <SentenceField sheet template blanks session/> }.into_any()
        }
        FieldKind::Choice { choices, look } => {
            view! { <ChoiceField sheet field choices look session/> }.into_any()
        }
        FieldKind::YesNo { unsure } => {
            let choices = yes_no(unsure);
            view! { <ChoiceField sheet field choices look=ChoiceLook::List session/> }.into_any()
        }
        _ => view! { <TextField sheet field session/> }.into_any(),
    }
}

/// The choices of a yes-or-no question.
fn yes_no(unsure: bool) -> Vec<Choice> {
    let app = app();
    let words = [("yes", Word::Yes), ("unsure", Word::Unsure), ("no", Word::No)];
    words
        .into_iter()
        .filter(|(id, _)| unsure || *id != "unsure")
        .zip(1..)
        .filter_map(|((id, word), number)| {
            let (id, label) = (id.parse().ok()?, app.say(word).to_owned());
            Some(Choice { id, number, label, note: String::new() })
        })
        .collect()
}
