//! Steps: a ring to look at, a list to tick off, each step with its day, evidence and note.

use fractional_index::FractionalIndex;
use leptos::prelude::*;

use super::context::{Loaded, app};
use super::desk::with_desk;
use super::field::AnyField;
use super::session::Session;
use super::spot::Ground;
use crate::browser::page;
use crate::model::field::{Field, Step, Steps};
use crate::model::id::{Address, RowId};
use crate::model::outcome::steps;
use crate::model::response::Edit;
use crate::words::Word;

/// A field of steps.
#[component]
pub fn StepsField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// The steps.
    kind: Steps,
    /// Where the answers go.
    session: Session,
    /// The pack that it belongs to.
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let sheet = ground.sheet().clone();
    let id = format!("{sheet}.{}", field.id);
    let round = {
        let (field, kind) = (field.id.clone(), kind.clone());
        Memo::new(move |_| {
            session.revision().track();
            steps::round(&field, &kind, &session.shown())
        })
    };
    // What the steps count stands on other sheets: it does not change while this one is open.
    let counts: Vec<Option<(usize, u16)>> =
        loaded.pack.sheet(&sheet).map_or(Vec::new(), |worksheet| {
            with_desk(app, &loaded, worksheet, |desk| {
                let count = |step: &Step| {
                    let count = step.counts.as_ref()?;
                    Some((steps::counted(count, desk), count.target))
                };
                kind.steps.iter().map(count).collect()
            })
        });
    let said = {
        let (field, kind) = (field.id.clone(), kind.clone());
        move || {
            session.revision().track();
            let said = steps::said(&field, &kind, &session.shown());
            said.unwrap_or_else(|| app.say(Word::StepsNone).to_owned())
        }
    };
    let list = {
        let (field, kind, loaded) = (field.clone(), kind.clone(), loaded.clone());
        move || {
            let round = round.get();
            let lines = kind.steps.iter().zip(&counts).map(|(step, counted)| {
                let row = steps::row_in(&step.id, round);
                let ground = Ground::row(&sheet, &field.id, &row);
                let counted = counted.map(|(there, target)| (there, target.saturating_mul(round)));
                let (step, kind, loaded) = (step.clone(), kind.clone(), loaded.clone());
                view! { <StepLine ground step kind counted session loaded/> }
            });
            lines.collect_view()
        }
    };
    let is_closed = {
        let (field, kind) = (field.id.clone(), kind.clone());
        Memo::new(move |_| {
            session.revision().track();
            let end = kind.steps.last().map(|step| steps::row_in(&step.id, round.get()));
            kind.rounds
                && end.is_some_and(|row| steps::is_done(&field, &kind, row, &session.shown()))
        })
    };
    let first = kind.steps.first().map(|step| step.id.clone());
    let go_round = {
        let (field, id) = (field.id.clone(), id.clone());
        move |_| {
            let Some(first) = &first else { return };
            let row = steps::row_in(first, round.get_untracked() + 1);
            let position = FractionalIndex::default();
            session.act(vec![Edit::PutRow { field: field.clone(), row, position }]);
            page::focus_soon(id.clone());
        }
    };
    view! {
        <section class="ws-steps" id=id.clone() tabindex="-1" aria-labelledby=format!("{id}.label")>
            <Ring field=field.clone() kind=kind.clone() session round/>
            <div class="ws-steps__head">
                <h2 class="ws-rows__label" id=format!("{id}.label")>{field.label.clone()}</h2>
                <p class="ws-rows__count" role="status">{said}</p>
                {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint.clone()}</p> })}
            </div>
            <ol class="ws-steps__all">{list}</ol>
            <button type="button" class="ws-button ws-button--main" data-action="next-round"
                hidden=move || !is_closed.get() on:click=go_round>
                {app.say(Word::StepsAgain)}
            </button>
        </section>
    }
}

/// One step: its tick, what it counts, and its cells.
#[component]
fn StepLine(
    ground: Ground,
    step: Step,
    kind: Steps,
    /// How many rows there are, and how many there must be.
    counted: Option<(usize, u16)>,
    session: Session,
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let mut columns = kind.rows.columns.iter();
    let tick = columns.next()?;
    let spot = ground.spot(tick);
    let answer = RwSignal::from(session.answer(&spot.address));
    let is_done = move || answer.with(|a| a.as_ref().is_some_and(|a| a.as_str() == "yes"));
    let toggle = {
        let address = spot.address.clone();
        move |event| {
            // A no is said, not left out: what counts itself would tick it again.
            let text = if event_target_checked(&event) { "yes" } else { "no" };
            session.choose(address.clone(), text);
        }
    };
    let cells = columns
        .map(|column| {
            let (spot, field) = (ground.spot(column), column.clone());
            view! { <AnyField spot field session loaded=loaded.clone()/> }
        })
        .collect_view();
    let asked = kind.rows.columns.iter().skip(1).map(|column| column.label.as_str());
    let more = asked.collect::<Vec<_>>().join(app.say(Word::Comma));
    let written: Vec<_> = kind
        .rows
        .columns
        .iter()
        .skip(1)
        .map(|column| RwSignal::from(session.answer(&ground.address(&column.id))))
        .collect();
    let has_more = written.iter().any(|answer| answer.with_untracked(Option::is_some));
    Some(view! {
        <li class="ws-step" class:ws-step--done=is_done>
            <label class="ws-step__tick">
                <input type="checkbox" id=spot.id() prop:checked=is_done on:change=toggle/>
                <span class="ws-step__name">{step.label.clone()}</span>
            </label>
            {(!step.note.is_empty()).then(|| view! { <p class="ws-step__note">{step.note.clone()}</p> })}
            {counted.map(|(there, target)| view! {
                <p class="ws-step__count">
                    <progress class="ws-rows__progress" max=target.to_string()
                        value=there.min(usize::from(target)).to_string() aria-label=step.label.clone()></progress>
                    <span>{format!("{there} / {target}")}</span>
                </p>
            })}
            <details class="ws-step__more" open=has_more>
                <summary>{more}</summary>
                <div class="ws-row__cells">{cells}</div>
            </details>
        </li>
    })
}

/// The steps as a ring, for the eye: the list is what one works with.
#[component]
pub fn Ring(
    /// The field.
    field: Field,
    /// Its steps.
    kind: Steps,
    /// Where the answers stand.
    session: Session,
    /// The round that is shown.
    round: Memo<u16>,
) -> impl IntoView {
    let count = kind.steps.len().max(1);
    let rows = move |round: u16, at: usize| -> Option<RowId> {
        kind.steps.get(at).map(|step| steps::row_in(&step.id, round))
    };
    let tick = kind.rows.columns.first().map(|column| column.id.clone());
    let parts = (0..count)
        .map(|at| {
            let (rows, field, tick) = (rows.clone(), field.id.clone(), tick.clone());
            let is_done = move || {
                let address = rows(round.get(), at)
                    .zip(tick.clone())
                    .map(|(row, tick)| Address::cell(field.clone(), row, tick));
                address.is_some_and(|address| {
                    session
                        .answer(&address)
                        .with(|a| a.as_ref().is_some_and(|a| a.as_str() == "yes"))
                })
            };
            let (path, x, y) = arc(at, count);
            view! {
                <g class="ws-ring__part" class:ws-ring__part--done=is_done>
                    <path d=path/>
                    <text x=x y=y>{at + 1}</text>
                </g>
            }
        })
        .collect_view();
    view! {
        <svg class="ws-ring" viewBox="-60 -60 120 120" aria-hidden="true">
            {parts}
            <text class="ws-ring__round" x="0" y="0">{move || round.get()}</text>
        </svg>
    }
}

/// A part of the ring as a path, and where its number stands.
#[allow(clippy::cast_precision_loss)] // a few steps
fn arc(at: usize, count: usize) -> (String, String, String) {
    const RADIUS: f64 = 46.0;
    let turn = std::f64::consts::TAU;
    let angle = |part: f64| (at as f64 + part) / count as f64 * turn - turn / 4.0;
    let point = |part: f64, radius: f64| (angle(part).cos() * radius, angle(part).sin() * radius);
    let (x0, y0) = point(0.14, RADIUS);
    let (x1, y1) = point(0.86, RADIUS);
    let (x, y) = point(0.5, 31.0);
    (
        format!("M{x0:.2} {y0:.2}A{RADIUS} {RADIUS} 0 0 1 {x1:.2} {y1:.2}"),
        format!("{x:.2}"),
        format!("{y:.2}"),
    )
}
