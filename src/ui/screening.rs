//! The four screening questions, each with its fact; and the verdict that they lead to.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::desk::with_desk;
use super::field::AnyField;
use super::keep::Keeper;
use super::session::Session;
use super::spot::Spot;
use crate::model::field::{FieldKind, Screening};
use crate::model::id::SheetId;
use crate::model::outcome::screening::{Judged, Turn, judge};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The questions with their facts.
#[component]
pub fn ScreeningField(
    /// The sheet that it stands on.
    sheet: SheetId,
    /// The questions.
    kind: Screening,
    /// Where the answers go.
    session: Session,
) -> impl IntoView {
    let one = |field: &crate::model::field::Field| {
        let (spot, field) = (Spot::field(&sheet, field), field.clone());
        view! { <AnyField spot field session/> }
    };
    kind.questions
        .iter()
        .zip(&kind.facts)
        .map(|(question, fact)| {
            view! { <div class="ws-question">{one(question)}{one(fact)}</div> }
        })
        .collect_view()
}

/// The verdict of a sheet that screens.
pub fn verdict(loaded: Loaded, sheet: Arc<Worksheet>, keeper: Keeper) -> AnyView {
    view! { <VerdictView loaded sheet keeper/> }.into_any()
}

/// The verdict of a sheet that screens, with its reason and what would turn it.
#[component]
pub fn VerdictView(
    /// The pack.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// What keeps it: the verdict follows when writing pauses.
    keeper: Keeper,
) -> impl IntoView {
    let app = app();
    let mut fields = sheet.sections.iter().flat_map(|section| &section.fields);
    let kind = fields.find_map(|field| match &field.kind {
        FieldKind::Screening(kind) => Some((**kind).clone()),
        _ => None,
    })?;
    let fit = kind.fit.sheet.as_ref().and_then(|id| loaded.pack.sheet(id)).unwrap_or(&sheet);
    let fit = fit.field(&kind.fit.field).map(|field| field.label.clone()).unwrap_or_default();
    let judged = {
        let kind = kind.clone();
        Memo::new(move |_| {
            keeper.settled.track();
            with_desk(app, &loaded, &sheet, |desk| judge(&kind, desk))
        })
    };
    let text = |list: &[(_, String)], wanted| {
        list.iter().find(|(of, _)| *of == wanted).map(|(_, text)| text.clone())
    };
    let turn_words = {
        let kind = kind.clone();
        move |turn: &Turn| match turn {
            Turn::Question(subject) => {
                let label = kind.questions.get(*subject as usize).map_or("", |q| q.label.as_str());
                app.say_with(Word::TurnQuestion, label)
            }
            Turn::Fit => app.say_with(Word::TurnQuestion, &fit),
            Turn::Sticking => app.say(Word::TurnSticking).to_owned(),
            Turn::Minimal => app.say(Word::TurnMinimal).to_owned(),
            Turn::Others => app.say(Word::TurnOthers).to_owned(),
        }
    };
    let body = move || {
        let judged: Judged = judged.get()?;
        let verdict = judged.verdict();
        let says =
            kind.says.iter().find(|(of, _)| *of == judged.branch).map(|(_, text)| text.clone());
        let turns: Vec<_> = judged.turns.iter().map(&turn_words).collect();
        Some(view! {
            <section class="ws-verdict" data-outcome data-verdict=verdict.id()>
                <h2 class="ws-verdict__title">{text(&kind.verdicts, verdict)}</h2>
                <p>{says}</p>
                {(!turns.is_empty()).then(|| view! {
                    <p>{app.say(Word::TurnLead)}</p>
                    <ul class="ws-verdict__turns">
                        {turns.into_iter().map(|turn| view! { <li>{turn}</li> }).collect_view()}
                    </ul>
                })}
            </section>
        })
    };
    Some(view! { <div role="status">{body}</div> })
}
