//! The numbers of a column, drawn: bars, or a line where each stands for all up to it. The same
//! numbers stand below as a table.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::app;
use super::seen::Seen;
use crate::model::exact::{Exact, grouped};
use crate::model::field::Field;
use crate::model::figure::Chart;
use crate::model::outcome::chart::{Drawing, drawing};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// How wide and high the drawing is, and where its numbers stand in it.
const WIDTH: i64 = 320;
const HEIGHT: i64 = 176;
const TOP: i64 = 26;
const FOOT: i64 = 150;

/// The longest name below the drawing, in characters.
const NAME: usize = 12;

/// A chart as it stands.
#[component]
pub fn ChartView(
    /// The sheet that it stands on.
    sheet: Arc<Worksheet>,
    /// The field.
    field: Field,
    /// What it draws.
    kind: Chart,
    /// Where the numbers stand.
    seen: Seen,
) -> impl IntoView {
    let app = app();
    let running = kind.running;
    let column = |id| {
        let mut rows = sheet.rows().filter(|(field, _)| field.id == kind.rows);
        let found = rows.find_map(|(_, rows)| rows.columns.iter().find(|field| field.id == id));
        found.map(|field| field.label.clone()).unwrap_or_default()
    };
    let heads = (column(kind.over.clone()), column(kind.column.clone()));
    let drawn = {
        let sheet = Arc::clone(&sheet);
        Memo::new(move |_| drawing(&sheet, &kind, &seen))
    };
    let label = field.label.clone();
    let body = move || {
        let drawing = drawn.get();
        if drawing.points.is_empty() {
            return view! { <p class="ws-rows__empty">{app.say(Word::FigureEmpty)}</p> }.into_any();
        }
        let points = drawing.points.iter().map(|point| {
            view! { <tr><th scope="row">{point.label.clone()}</th><td>{point.shown.clone()}</td></tr> }
        });
        let line = drawing.line.as_ref().map(|line| {
            view! { <tr><th scope="row">{line.label.clone()}</th><td>{line.shown.clone()}</td></tr> }
        });
        let (over, number) = heads.clone();
        view! {
            {picture(&drawing, running, &label)}
            <details class="ws-figure__table">
                <summary>{app.say(Word::FigureTable)}</summary>
                <table>
                    <thead><tr><th scope="col">{over}</th><th scope="col">{number}</th></tr></thead>
                    <tbody>{points.collect_view()}{line}</tbody>
                </table>
            </details>
        }
        .into_any()
    };
    view! {
        <div class="ws-figure ws-chart" data-outcome>
            <p class="ws-field__label">{field.label}</p>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint}</p> })}
            {body}
        </div>
    }
}

fn picture(drawing: &Drawing, running: bool, label: &str) -> impl IntoView + use<> {
    let at = |value| FOOT - drawing.height(value, FOOT - TOP).unwrap_or(0);
    let ground = at(Exact::ZERO);
    let count = i64::try_from(drawing.points.len()).unwrap_or(1).max(1);
    let step = WIDTH / count;
    let middles = (0..count).map(|nth| nth * step + step / 2);
    let heights: Vec<_> = drawing.points.iter().map(|point| at(point.value)).collect();
    let places: Vec<(i64, i64)> = middles.zip(heights).collect();
    let marks = if running {
        let line: Vec<_> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let dots = places.iter().map(|(x, y)| {
            view! { <circle class="ws-chart__dot" cx=x.to_string() cy=y.to_string() r="4"/> }
        });
        view! { <polyline class="ws-chart__line" points=line.join(" ")/>{dots.collect_view()} }
            .into_any()
    } else {
        let wide = (step * 3 / 5).clamp(2, 40);
        let bars = places.iter().map(|(x, y)| {
            let (top, high) = ((*y).min(ground), (y - ground).abs());
            view! {
                <rect class="ws-chart__bar" x=(x - wide / 2).to_string() y=top.to_string()
                    width=wide.to_string() height=high.to_string() rx="2"/>
            }
        });
        bars.collect_view().into_any()
    };
    let line = drawing.line.as_ref().map(|line| {
        let y = at(line.value);
        view! {
            <line class="ws-chart__goal" x1="0" x2=WIDTH.to_string() y1=y.to_string() y2=y.to_string()/>
            <text class="ws-chart__name" x=WIDTH.to_string() y=(y - 6).to_string() text-anchor="end">
                {format!("{} {}", line.label, line.shown)}
            </text>
        }
    });
    let ends = [drawing.points.first(), drawing.points.last().filter(|_| count > 1)];
    let xs = [places.first(), places.last()];
    let anchors = if count > 1 { ["start", "end"] } else { ["middle", "end"] };
    let edges = if count > 1 { [0, WIDTH] } else { [xs[0].map_or(0, |(x, _)| *x), WIDTH] };
    let names = ends.into_iter().zip(anchors).zip(edges).filter_map(|((point, anchor), x)| {
        let name = shortened(&point?.label);
        Some(view! {
            <text class="ws-chart__name" x=x.to_string() y=(HEIGHT - 6).to_string() text-anchor=anchor>{name}</text>
        })
    });
    let names = names.collect_view();
    let last = drawing.points.last().map(|point| (point.shown.clone(), places.last().copied()));
    let number = last.and_then(|(shown, place)| {
        let (x, y) = place?;
        let anchor = if count > 1 { "end" } else { "middle" };
        let x = if count > 1 { (x + step / 2).min(WIDTH) } else { x };
        // Not over the name of the line.
        let is_near = drawing.line.as_ref().is_some_and(|line| (at(line.value) - y).abs() < 24);
        (!is_near).then(|| view! {
            <text class="ws-chart__number" x=x.to_string() y=(y - 9).to_string() text-anchor=anchor>{shown}</text>
        })
    });
    let said = [drawing.points.first(), drawing.points.last()];
    let said: Vec<_> =
        said.into_iter().flatten().map(|p| format!("{} {}", p.label, p.shown)).collect();
    let high = grouped(&drawing.high.plain().unwrap_or_default());
    let said = format!("{label}: {} (0–{high})", said.join(" → "));
    view! {
        <svg class="ws-chart__picture" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=said>
            <line class="ws-chart__ground" x1="0" x2=WIDTH.to_string() y1=ground.to_string() y2=ground.to_string()/>
            {marks}
            {line}
            {names}
            {number}
        </svg>
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    name.chars().take(NAME - 1).chain(['…']).collect()
}
