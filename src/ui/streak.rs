//! Days to tick: today by one tap, others in the calendar, which is walked by arrow keys.

use std::collections::BTreeSet;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::context::app;
use super::icon::{BACK, ON, icon};
use super::seen::Seen;
use super::session::Session;
use super::spot::Ground;
use crate::browser::{page, time};
use crate::model::board::Streak;
use crate::model::date;
use crate::model::field::Field;
use crate::model::outcome::streak::{Runs, days, month, row_of, runs, turn};
use crate::words::Word;

/// Today in days, where this device is.
fn today() -> u32 {
    date::days(&time::today()).unwrap_or(0)
}

/// A streak to go on with.
#[component]
pub fn StreakField(
    /// Where it stands.
    ground: Ground,
    /// The field.
    field: Field,
    /// The days.
    kind: Streak,
    /// Where the ticks go.
    session: Session,
) -> impl IntoView {
    let app = app();
    let id = format!("{}.{}", ground.sheet(), field.id);
    let now = RwSignal::new(today());
    let cursor = RwSignal::new(now.get_untracked());
    let ticked = {
        let (kind, field) = (kind.clone(), field.id.clone());
        let seen = Seen::Live(session, ground);
        Memo::new(move |_| days(&kind, &field, &seen))
    };
    let tick = {
        let (kind, field) = (kind.clone(), field.id.clone());
        Callback::new(move |day: u32| {
            // Midnight may have passed since the page was made.
            now.set(today());
            if day <= now.get_untracked() {
                let edits = session.peek(|response| turn(&kind, &field, day, response));
                session.act(edits);
            }
        })
    };
    let is_today = move || ticked.with(|days| days.contains(&now.get()));
    let today_word = move || app.say(if is_today() { Word::StreakDone } else { Word::StreakToday });
    view! {
        <section class="ws-streak" id=id.clone() aria-labelledby=format!("{id}.label")
            on:focusin=move |_| now.set(today())>
            <h2 class="ws-rows__label" id=format!("{id}.label")>{field.label.clone()}</h2>
            {(!field.hint.is_empty()).then(|| view! { <p class="ws-field__hint">{field.hint.clone()}</p> })}
            <Counted kind ticked now/>
            <button type="button" class="ws-button" class:ws-button--main=move || !is_today()
                id=format!("{id}.today") data-action="tick" aria-pressed=move || is_today().to_string()
                on:click=move |_| tick.run(today())>
                {today_word}
            </button>
            <Calendar id=id.clone() ticked now cursor tick/>
        </section>
    }
}

/// A streak as it stands, on a day.
#[component]
pub fn StreakView(
    /// The field.
    field: Field,
    /// The days.
    kind: Streak,
    /// Where the ticks stand.
    seen: Seen,
) -> impl IntoView {
    let ticked = {
        let (kind, id) = (kind.clone(), field.id.clone());
        Memo::new(move |_| days(&kind, &id, &seen))
    };
    // What was sent is seen from its last day: the reader's today says nothing about it.
    let last = ticked.with_untracked(|days| days.last().copied());
    let now = RwSignal::new(last.unwrap_or_default());
    view! {
        <div class="ws-streak">
            <h2 class="ws-rows__label">{field.label}</h2>
            <Counted kind ticked now/>
        </div>
    }
}

/// How many days, and the runs that they make.
#[component]
fn Counted(kind: Streak, ticked: Memo<BTreeSet<u32>>, now: RwSignal<u32>) -> impl IntoView {
    let app = app();
    let goal = usize::from(kind.goal);
    let counted = Memo::new(move |_| ticked.with(|days| runs(days, now.get())));
    let lines = move || {
        let Runs { longest, current, .. } = counted.get();
        let longest = app.say_with(Word::StreakLongest, &longest.to_string());
        let current = app.say_with(Word::StreakCurrent, &current.to_string());
        format!("{current} · {longest}")
    };
    let count = move || counted.with(|runs| runs.count);
    view! {
        <div data-outcome>
            <p class="ws-streak__count" role="status"><b>{count}</b>{format!("/{goal}")}</p>
            <progress class="ws-rows__progress" aria-hidden="true" max=goal.to_string()
                value=move || count().min(goal).to_string()></progress>
            <p class="ws-rows__count">{lines}</p>
        </div>
    }
}

/// A month to walk in. One day of it is reached by Tab, the others by arrow keys.
#[component]
fn Calendar(
    id: String,
    ticked: Memo<BTreeSet<u32>>,
    now: RwSignal<u32>,
    cursor: RwSignal<u32>,
    tick: Callback<u32>,
) -> impl IntoView {
    let app = app();
    let locale = app.locale.get_untracked().tag();
    let shown = Memo::new(move |_| month(cursor.get()));
    let title = move || {
        let first = shown.get().map_or(0, |month| month.first);
        time::named(first, locale, &[("year", "numeric"), ("month", "long")])
    };
    let day_id = {
        let id = id.clone();
        move |day: u32| row_of(day).map(|row| format!("{id}.{row}")).unwrap_or_default()
    };
    let go = {
        let day_id = day_id.clone();
        move |day: u32| {
            cursor.set(day);
            page::focus_soon(day_id(day));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let at = cursor.get_untracked();
        let Some(month) = shown.get_untracked() else { return };
        let next = month.first + month.length;
        let day = match event.key().as_str() {
            "ArrowLeft" => at.checked_sub(1),
            "ArrowRight" => Some(at + 1),
            "ArrowUp" => at.checked_sub(7),
            "ArrowDown" => Some(at + 7),
            "Home" => Some(month.first),
            "End" => Some(next - 1),
            "PageUp" => month.first.checked_sub(1),
            "PageDown" => Some(next),
            _ => return,
        };
        event.prevent_default();
        if let Some(day) = day.filter(|day| date::of_days(*day).is_some()) {
            go(day);
        }
    };
    let turn_to = move |is_back: bool| {
        let Some(month) = shown.get_untracked() else { return };
        let day =
            if is_back { month.first.checked_sub(1) } else { Some(month.first + month.length) };
        if let Some(day) = day.filter(|day| date::of_days(*day).is_some()) {
            cursor.set(day);
        }
    };
    let heads = (2..9).map(|monday| {
        let name = time::named(monday, locale, &[("weekday", "narrow")]);
        view! { <span class="ws-streak__head" aria-hidden="true">{name}</span> }
    });
    let grid = move || {
        let month = shown.get()?;
        let day_id = day_id.clone();
        let one = move |nth: u32| {
            let day = month.first + nth;
            let name = time::named(
                day,
                locale,
                &[("month", "long"), ("day", "numeric"), ("weekday", "long")],
            );
            let column = (nth == 0).then(|| (month.before + 1).to_string());
            view! {
                <button type="button" class="ws-streak__day" id=day_id(day)
                    aria-label=name
                    aria-pressed=move || ticked.with(|days| days.contains(&day)).to_string()
                    aria-current=move || (now.get() == day).then_some("date")
                    aria-disabled=move || (day > now.get()).then_some("true")
                    tabindex=move || if cursor.get() == day { "0" } else { "-1" }
                    style:grid-column-start=column
                    on:click=move |_| { cursor.set(day); tick.run(day); }>
                    <span>{nth + 1}</span>
                </button>
            }
        };
        Some((0..month.length).map(one).collect_view())
    };
    view! {
        <div class="ws-streak__month">
            <button type="button" class="ws-button ws-button--icon" aria-label=app.say(Word::MonthBack)
                title=app.say(Word::MonthBack) on:click=move |_| turn_to(true)>
                {icon(BACK)}
            </button>
            <p class="ws-streak__title" id=format!("{id}.month") aria-live="polite">{title}</p>
            <button type="button" class="ws-button ws-button--icon" aria-label=app.say(Word::MonthOn)
                title=app.say(Word::MonthOn) on:click=move |_| turn_to(false)>
                {icon(ON)}
            </button>
        </div>
        <div class="ws-streak__days" role="group" aria-labelledby=format!("{id}.month") on:keydown=keys>
            {heads.collect_view()}
            {grid}
        </div>
    }
}
