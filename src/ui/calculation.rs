//! A number that follows from others, with the way it comes about; or what it still needs.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::app;
use super::seen::Seen;
use crate::model::field::Field;
use crate::model::figure::Calculation;
use crate::model::outcome::calculation::{Lack, calculate, formula, shown};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// A calculation as it stands.
#[component]
pub fn CalculationView(
    /// The sheet that it stands on.
    sheet: Arc<Worksheet>,
    /// The field.
    field: Field,
    /// What it does.
    kind: Calculation,
    /// What it is done with.
    seen: Seen,
) -> impl IntoView {
    let app = app();
    let told = Memo::new(move |_| {
        let result = calculate(&sheet, &kind, &seen);
        let number = result.as_ref().ok().and_then(|result| shown(&kind, *result));
        let blank = app.say(Word::BlankLine);
        let how = formula(&sheet, &kind, &seen, number.as_deref().unwrap_or(blank));
        let lack = result.err().or_else(|| number.is_none().then_some(Lack::TooLarge));
        let why = lack.map(|lack| match lack {
            Lack::Missing(labels) => {
                app.say_with(Word::CalculationNeeds, &labels.join(app.say(Word::Comma)))
            }
            Lack::NoNumber(label) => app.say_with(Word::CalculationNoNumber, &label),
            Lack::Never if !kind.never.is_empty() => kind.never.clone(),
            Lack::Never => app.say(Word::CalculationNever).to_owned(),
            Lack::TooLarge => app.say(Word::CalculationTooLarge).to_owned(),
        });
        (number, why, how)
    });
    view! {
        <div class="ws-figure ws-calculation" data-outcome>
            <p class="ws-field__label">{field.label}</p>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint}</p> })}
            {move || {
                let (number, why, how) = told.get();
                let number = number.map(|number| view! { <p class="ws-calculation__number">{number}</p> });
                view! {
                    {number}
                    {why.map(|why| view! { <p class="ws-calculation__why">{why}</p> })}
                    {(!how.is_empty()).then(|| view! { <p class="ws-calculation__how">{how}</p> })}
                }
            }}
        </div>
    }
}
