//! Two things worth a line: a week of writing without a backup, and a new version that waits.

use leptos::prelude::*;

use super::context::app;
use crate::browser::{settings, time};
use crate::model::backup::is_due;
use crate::model::route::Route;
use crate::words::Word;

/// The reminders, above the foot of every page.
#[component]
pub fn Reminders() -> impl IntoView {
    let app = app();
    let is_due = is_due(settings::unkept(), settings::reminded(), time::now());
    let due = RwSignal::new(is_due);
    let later = move |_| {
        settings::note_reminded(time::now());
        due.set(false);
    };
    let backup = move || {
        let is_there = app.route.with(|route| *route == Route::Data);
        (due.get() && !is_there).then(|| {
            view! {
                <p class="ws-remind" data-remind="backup">
                    <span>{app.say(Word::RemindBackup)}</span>
                    <a class="ws-button" href=Route::Data.to_string()>{app.say(Word::BackupSave)}</a>
                    <button class="ws-button ws-button--quiet" on:click=later>
                        {app.say(Word::RemindLater)}
                    </button>
                </p>
            }
        })
    };
    let update = move || {
        app.update.get().then(|| {
            view! {
                <p class="ws-remind" data-remind="update">
                    <span>{app.say(Word::UpdateReady)}</span>
                    <button class="ws-button" data-action="update" on:click=move |_| app.take_update()>
                        {app.say(Word::UpdateTake)}
                    </button>
                </p>
            }
        })
    };
    view! { <div class="ws-reminders" role="status">{update}{backup}</div> }
}
