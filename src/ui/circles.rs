//! Overlapping circles: a drawing with a number for each row, and the list that names them.

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::rows::RowsField;
use super::seen::Seen;
use super::session::Session;
use super::spot::Ground;
use crate::model::board::Circles;
use crate::model::field::Field;
use crate::model::outcome::circles::{Layout, Overlap, choices, overlaps, wrapped};
use crate::words::Word;

/// How many numbers stand in one place before the rest is left to the list.
const NUMBERS: usize = 5;

/// Circles to write into.
#[component]
pub fn CirclesField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// The circles.
    kind: Circles,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let rows = kind.rows.clone();
    view! {
        <div class="ws-circles">
            <RowsField ground=ground.clone() field=field.clone() rows session loaded/>
            <CirclesView field kind seen=Seen::Live(session, ground) is_alone=false/>
        </div>
    }
}

/// The circles as they stand.
#[component]
pub fn CirclesView(
    /// The field.
    field: Field,
    /// The circles.
    kind: Circles,
    /// Where the answers stand.
    seen: Seen,
    /// Whether nothing above says what it is called.
    is_alone: bool,
) -> impl IntoView {
    let app = app();
    let names: Vec<String> = choices(&kind).iter().map(|choice| choice.label.clone()).collect();
    let found = {
        let id = field.id.clone();
        Memo::new(move |_| overlaps(&kind, &id, &seen))
    };
    let label = field.label.clone();
    let said = {
        let names = names.clone();
        move |overlap: &Overlap| match overlap.circles.len() {
            0 => app.say(Word::CirclesNone).to_owned(),
            count if count == names.len() => app.say_with(Word::CirclesAll, &count.to_string()),
            count => {
                let within: Vec<_> = overlap.circles.iter().map(|at| names[*at].as_str()).collect();
                let within = within.join(app.say(Word::Comma));
                app.say_with(Word::CirclesIn, &count.to_string()) + &within
            }
        }
    };
    let twin = move || {
        let lines = found.get().into_iter().map(|overlap| {
            let rows = overlap.rows.iter().map(|(_, number, name)| {
                view! { <li><span class="ws-circles__number">{*number}</span>{name.clone()}</li> }
            });
            let circles = overlap.circles.len().to_string();
            view! { <dt data-circles=circles>{said(&overlap)}</dt><dd><ul>{rows.collect_view()}</ul></dd> }
        });
        view! { <dl class="ws-circles__list">{lines.collect_view()}</dl> }
    };
    view! {
        {is_alone.then(|| view! { <h2 class="ws-rows__label">{field.label.clone()}</h2> })}
        <div class="ws-circles__view" data-outcome>
            {move || found.with(|found| picture(&names, found, &label))}
            {twin}
        </div>
    }
}

fn picture(names: &[String], found: &[Overlap], label: &str) -> impl IntoView + use<> {
    let layout = Layout::of(names.len())?;
    let rings = layout.circles.iter().enumerate().map(|(at, (x, y))| {
        view! {
            <circle class=format!("ws-circles__one ws-circles__one--{at}")
                cx=x.to_string() cy=y.to_string() r=layout.radius.to_string()/>
        }
    });
    let labels = names.iter().enumerate().filter_map(|(at, name)| {
        let (x, y) = layout.toward(&[at], layout.label)?;
        // Side by side the names stand above what is in the circles.
        let y = if layout.circles.len() == 2 { y - 52 } else { y };
        let lines = wrapped(name);
        let first = y - 10 * i32::try_from(lines.len()).unwrap_or(1) + 16;
        let lines = lines.into_iter().zip(0..).map(|(line, nth)| {
            view! { <tspan x=x.to_string() y=(first + nth * 20).to_string()>{line}</tspan> }
        });
        Some(view! { <text class="ws-circles__name" text-anchor="middle">{lines.collect_view()}</text> })
    });
    let numbers = found.iter().filter_map(|overlap| {
        let reach = *layout.reach.get(overlap.circles.len().checked_sub(1)?)?;
        let (x, y) = layout.toward(&overlap.circles, reach)?;
        let mut text: Vec<_> =
            overlap.rows.iter().take(NUMBERS).map(|(_, number, _)| number.to_string()).collect();
        if overlap.rows.len() > NUMBERS {
            text.push("…".to_owned());
        }
        Some(view! {
            <text class="ws-circles__rows" text-anchor="middle" x=x.to_string() y=(y + 6).to_string()>
                {text.join(" ")}
            </text>
        })
    });
    let (rings, labels, numbers) =
        (rings.collect_view(), labels.collect_view(), numbers.collect_view());
    let said = format!("{label}: {}", names.join(" ∩ "));
    let high = layout.height;
    Some(view! {
        <svg class="ws-circles__picture" viewBox=format!("-20 0 440 {high}") role="img" aria-label=said>
            {rings}
            {labels}
            {numbers}
        </svg>
    })
}
