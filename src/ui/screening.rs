//! The four screening questions, each with its fact; and the verdict that they lead to.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::desk::with_desk;
use super::field::AnyField;
use super::keep::Keeper;
use super::session::Session;
use super::spot::Ground;
use crate::model::field::{Field, FieldKind, Screening};
use crate::model::outcome::screening::{Judged, Turn, judge};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// The questions with their facts.
#[component]
pub fn ScreeningField(
    /// Where it stands.
    ground: Ground,
    /// The questions.
    kind: Screening,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let one = |field: &Field| {
        let (spot, field) = (ground.spot(field), field.clone());
        view! { <AnyField spot field session loaded=loaded.clone()/> }
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
    let fit = fit_label(&loaded, Some(&sheet), &kind);
    let judged = {
        let kind = kind.clone();
        Memo::new(move |_| {
            keeper.settled.track();
            with_desk(app, &loaded, &sheet, |desk| judge(&kind, desk))
        })
    };
    let body = move || {
        let (kind, judged, fit) = (kind.clone(), judged.get()?, fit.clone());
        Some(view! { <VerdictText kind judged fit/> })
    };
    Some(view! { <div role="status">{body}</div> })
}

/// What the question is called whether one is in the problem oneself.
pub fn fit_label(loaded: &Loaded, here: Option<&Worksheet>, kind: &Screening) -> String {
    let there = kind.fit.sheet.as_ref().and_then(|id| loaded.pack.sheet(id));
    let field = there.or(here).and_then(|sheet| sheet.field(&kind.fit.field));
    field.map(|field| field.label.clone()).unwrap_or_default()
}

/// A verdict with its reason and what would turn it.
#[component]
pub fn VerdictText(
    /// What was asked.
    kind: Screening,
    /// What came of it.
    judged: Judged,
    /// What the question is called whether one is in the problem oneself.
    fit: String,
) -> impl IntoView {
    let app = app();
    let verdict = judged.verdict();
    let title = kind.verdicts.iter().find(|(of, _)| *of == verdict).map(|(_, text)| text.clone());
    let says = kind.says.iter().find(|(of, _)| *of == judged.branch).map(|(_, text)| text.clone());
    let words = |turn: &Turn| match turn {
        Turn::Question(subject) => {
            let label = kind.questions.get(*subject as usize).map_or("", |q| q.label.as_str());
            app.say_with(Word::TurnQuestion, label)
        }
        Turn::Fit => app.say_with(Word::TurnQuestion, &fit),
        Turn::Sticking => app.say(Word::TurnSticking).to_owned(),
        Turn::Minimal => app.say(Word::TurnMinimal).to_owned(),
        Turn::Others => app.say(Word::TurnOthers).to_owned(),
    };
    let turns: Vec<_> = judged.turns.iter().map(words).collect();
    view! {
        <section class="ws-verdict" data-outcome data-verdict=verdict.id()>
            <h2 class="ws-verdict__title">{title}</h2>
            <p>{says}</p>
            {(!turns.is_empty()).then(|| view! {
                <p>{app.say(Word::TurnLead)}</p>
                <ul class="ws-verdict__turns">
                    {turns.into_iter().map(|turn| view! { <li>{turn}</li> }).collect_view()}
                </ul>
            })}
        </section>
    }
}
