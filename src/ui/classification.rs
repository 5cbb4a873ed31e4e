//! The quick classification: statements to tap, and the profile that they draw.

use leptos::prelude::*;

use super::choice::{ChoiceField, Many, plain};
use super::context::{Loaded, app};
use super::field::AnyField;
use super::session::Session;
use super::spot::Ground;
use crate::model::field::{ChoiceLook, Classification, Field};
use crate::model::outcome::classification::{Profile, Weight, profile};
use crate::words::Word;

/// Statements, the profile, and the hand that may overrule it.
#[component]
pub fn ClassificationField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// The statements and types.
    kind: Classification,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let statements = kind
        .statements
        .iter()
        .map(|statement| {
            let items =
                ["0", "1", "2"].iter().zip(&kind.answers).map(|(v, l)| plain(v, l)).collect();
            let (spot, field) = (ground.spot(statement), statement.clone());
            view! { <ChoiceField spot field items many=Many::One look=ChoiceLook::List session/> }
        })
        .collect_view();
    let overrule = (*kind.overrule).clone();
    let spot = ground.spot(&overrule);
    view! {
        <section class="ws-statements">
            <h2 class="ws-rows__label">{field.label}</h2>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint}</p> })}
            {statements}
        </section>
        <ProfileView kind session ground/>
        <AnyField spot field=overrule session loaded/>
    }
}

/// The profile as it stands: a bar for each type, with the reasons.
#[component]
fn ProfileView(kind: Classification, session: Session, ground: Ground) -> impl IntoView {
    let app = app();
    let shown = {
        let kind = kind.clone();
        Memo::new(move |_| {
            session.revision().track();
            profile(&kind, &ground.shown(session))
        })
    };
    let types = kind.types.clone();
    let names = move |kind: &Classification, types: &[usize]| {
        let names: Vec<_> = types.iter().filter_map(|at| kind.types.get(*at)).collect();
        names
            .iter()
            .map(|value| value.title.as_str())
            .collect::<Vec<_>>()
            .join(app.say(Word::Comma))
    };
    let body = move || {
        let profile: Profile = shown.get();
        if profile.answered == 0 && profile.main.is_none() {
            return None;
        }
        let top = profile.entries.iter().map(|entry| entry.score).max().unwrap_or(0).max(1);
        let entries = kind.types.iter().zip(&profile.entries).map(|(value, entry)| {
            let word = app.say(match entry.weight {
                Weight::Main => Word::ProfileMain,
                Weight::Supporting => Word::ProfileSupporting,
                Weight::Light => Word::ProfileLight,
                Weight::None => Word::ProfileNone,
            });
            let reasons: Vec<_> = entry.reasons.iter().map(|at| kind.statements[*at].label.clone()).collect();
            view! {
                <li class="ws-profile__entry" data-value=value.id.to_string() data-weight=entry.weight.id()>
                    <span class="ws-profile__name">{value.title.clone()}</span>
                    <span class="ws-profile__weight">{word}</span>
                    <progress class="ws-profile__bar" max=top.to_string() value=entry.score.to_string()
                        aria-label=value.title.clone()></progress>
                    {(!reasons.is_empty()).then(|| view! {
                        <span class="ws-profile__why">{app.say(Word::ProfileBecause)}{reasons.join(" ")}</span>
                    })}
                </li>
            }
        });
        let open = kind.statements.len() - profile.answered;
        let main = profile.main.and_then(|at| kind.types.get(at));
        Some(view! {
            <section class="ws-profile" data-outcome>
                <h3 class="ws-profile__title">{app.say(Word::ProfileTitle)}</h3>
                <ul>{entries.collect_view()}</ul>
                {(!profile.tied.is_empty() && profile.main.is_none()).then(|| view! {
                    <p>{app.say_with(Word::ProfileTied, &names(&kind, &profile.tied))}</p>
                })}
                {profile.is_provisional.then(|| view! {
                    <p>{app.say_with(Word::ProfileOpen, &open.to_string())}</p>
                })}
                {profile.is_overruled.then(|| view! { <p>{app.say(Word::ProfileYours)}</p> })}
                {main.map(|value| view! {
                    <p><b>{value.title.clone()}</b>" "{value.meaning.clone()}</p>
                    <p>{app.say(Word::ProfileShapes)}</p>
                    <ul class="ws-profile__shapes">
                        {value.shapes.iter().map(|shape| view! { <li>{shape.clone()}</li> }).collect_view()}
                    </ul>
                })}
            </section>
        })
    };
    // All of it at each tap would be too much to listen to: what is heard is the main value.
    let heard = move || {
        let main = shown.with(|profile| profile.main)?;
        types.get(main).map(|value| app.say_with(Word::ProfileNow, &value.title))
    };
    view! {
        {body}
        <p class="ws-heard" role="status">{heard}</p>
    }
}
