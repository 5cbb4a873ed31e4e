//! Overlapping circles: a drawing with a number for each row, and the list that names them.

use leptos::prelude::*;

use super::context::{Loaded, app};
use super::rows::RowsField;
use super::seen::Seen;
use super::session::Session;
use super::spot::Ground;
use crate::model::board::Circles;
use crate::model::field::Field;
use crate::model::outcome::circles::{Overlap, choices, overlaps};
use crate::words::Word;

/// How two, three or four circles lie: the middle, each circle's middle, how large they are.
const LAYOUTS: [Layout; 3] = [
    Layout {
        middle: (200, 150),
        circles: &[(145, 150), (255, 150)],
        radius: 110,
        reach: [200, 100, 100, 100],
        label: 200,
    },
    Layout {
        middle: (200, 190),
        circles: &[(200, 127), (145, 222), (255, 222)],
        radius: 105,
        reach: [150, 245, 100, 100],
        label: 222,
    },
    Layout {
        middle: (200, 190),
        circles: &[(200, 115), (275, 190), (200, 265), (125, 190)],
        radius: 100,
        reach: [138, 160, 180, 100],
        label: 196,
    },
];

struct Layout {
    middle: (i32, i32),
    circles: &'static [(i32, i32)],
    radius: i32,
    /// How far from the middle stands what is in one, two, three circles: in per cent of the way
    /// to the middle of those circles.
    reach: [i32; 4],
    /// The same for the names of the circles.
    label: i32,
}

impl Layout {
    fn of(count: usize) -> Option<&'static Self> {
        LAYOUTS.get(count.checked_sub(2)?)
    }

    /// So many per cent of the way from the middle to the middle of these circles.
    fn toward(&self, circles: &[usize], per_cent: i32) -> Option<(i32, i32)> {
        let count = i32::try_from(circles.len()).ok().filter(|count| *count > 0)?;
        let (x, y) = self.middle;
        let mut sum = (0, 0);
        for at in circles {
            let circle = self.circles.get(*at)?;
            sum = (sum.0 + circle.0 - x, sum.1 + circle.1 - y);
        }
        // Two that face each other meet only where all meet: there is no place for them alone.
        if sum == (0, 0) && circles.len() < self.circles.len() {
            return None;
        }
        Some((x + sum.0 * per_cent / (100 * count), y + sum.1 * per_cent / (100 * count)))
    }
}

/// How many numbers stand in one place before the rest is left to the list.
const NUMBERS: usize = 5;

/// The widest line of a circle's name: a Chinese character counts two.
const LINE: usize = 11;

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
            <RowsField ground field=field.clone() rows session loaded/>
            <CirclesView field kind seen=Seen::Live(session) is_alone=false/>
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
    let high = if names.len() == 2 { 300 } else { 380 };
    Some(view! {
        <svg class="ws-circles__picture" viewBox=format!("-20 0 440 {high}") role="img" aria-label=said>
            {rings}
            {labels}
            {numbers}
        </svg>
    })
}

/// A name in lines that fit into a circle, broken between words where there are any.
fn wrapped(name: &str) -> Vec<String> {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    let mut lines: Vec<String> = Vec::new();
    let mut filled = LINE;
    for word in name.split_inclusive(' ') {
        let wide: usize = word.trim_end().chars().map(width).sum();
        if filled + wide > LINE {
            lines.push(String::new());
            filled = 0;
        }
        for c in word.chars() {
            if filled >= LINE && !c.is_ascii() {
                lines.push(String::new());
                filled = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            filled += width(c);
        }
    }
    lines
}
