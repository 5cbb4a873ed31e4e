//! What surrounds a sheet's questions: whether it is saved, undo, share, the finished card.

use leptos::prelude::*;

use super::context::app;
use super::icon::{REDO, UNDO, icon};
use super::keep::{Keeper, SaveNote, SaveState};
use super::notice::Notice;
use super::sentence::Sentence;
use super::session::Session;
use super::spot::Ground;
use crate::browser::time;
use crate::model::field::FieldKind;
use crate::model::id::FieldId;
use crate::model::response::Answer;
use crate::model::route::Route;
use crate::model::text::Template;
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// Whether what was written is kept, always in the same place. Screen readers hear only of trouble:
/// a word at each pause would talk over who writes.
#[component]
pub fn SaveLine(
    /// What keeps the sheet.
    keeper: Keeper,
) -> impl IntoView {
    let app = app();
    let state = keeper.state;
    let name = move || match state.get() {
        SaveState::Untouched | SaveState::Saved(_) => "saved",
        SaveState::Saving => "saving",
        SaveState::Memory => "memory",
        SaveState::Full => "failed",
    };
    let words = move || match state.get() {
        SaveState::Untouched => app.say(Word::WillSave).to_owned(),
        SaveState::Saving => app.say(Word::Saving).to_owned(),
        SaveState::Saved(at) => app.say_with(Word::SavedAt, &time::clock(at)),
        SaveState::Memory | SaveState::Full => String::new(),
    };
    let trouble = move || match state.get() {
        SaveState::Memory => Some(Word::InMemory),
        SaveState::Full => Some(Word::StorageFull),
        _ => None,
    };
    let note = move || {
        keeper.note.get().map(|note| {
            app.say(match note {
                SaveNote::Broken => Word::SaveBroken,
                SaveNote::Lost => Word::SaveLost,
                SaveNote::Newer => Word::SaveNewer,
                SaveNote::Merged => Word::FromOtherTab,
                SaveNote::Replaced => Word::OtherTabReplaced,
            })
        })
    };
    view! {
        <p class="ws-save" role="status" aria-live="off" data-save-state=name>
            <span class="ws-save__words">{words}</span>
            // In an article the way to keep it stands below the sheet.
            <span aria-live="polite">
                {move || trouble().map(|word| view! {
                    {app.say(word)}
                    {app.embed.is_none().then(|| view! {
                        " " <a href=Route::Data.to_string()>{app.say(Word::BackupSave)}</a>
                    })}
                })}
                {move || note().map(|note| view! { <span class="ws-save__note">{note}</span> })}
            </span>
        </p>
    }
}

/// Undo, redo, share.
#[component]
pub fn Actions(
    /// The sheet's session.
    session: Session,
    /// What keeps it.
    keeper: Keeper,
    /// Whether the sheet is a card.
    is_card: bool,
    /// Opens the share dialog.
    on_share: Callback<()>,
) -> impl IntoView {
    let app = app();
    view! {
        <div class="ws-actions">
            <SaveLine keeper/>
            <div class="ws-actions__buttons">
                <button
                    class="ws-button ws-button--icon"
                    data-action="undo"
                    aria-label=app.say(Word::Undo)
                    title=app.say(Word::Undo)
                    aria-disabled=move || (!session.can_undo()).to_string()
                    on:click=move |_| session.undo()
                >
                    {icon(UNDO)}
                </button>
                <button
                    class="ws-button ws-button--icon"
                    data-action="redo"
                    aria-label=app.say(Word::Redo)
                    title=app.say(Word::Redo)
                    aria-disabled=move || (!session.can_redo()).to_string()
                    on:click=move |_| session.redo()
                >
                    {icon(REDO)}
                </button>
                <button
                    class="ws-button ws-button--main"
                    data-action="share"
                    aria-haspopup="dialog"
                    on:click=move |_| on_share.run(())
                >
                    {app.say(if is_card { Word::ShareCard } else { Word::ShareSheet })}
                </button>
            </div>
        </div>
    }
}

/// Clears every answer of a sheet, with a way back.
pub fn reset(sheet: &Worksheet, ground: &Ground, session: Session, words: String) {
    let app = app();
    session.act(ground.clear(sheet, session));
    app.notice.set(Some(Notice::done(words, session)));
}

/// The finished sentence below the questions, once anything is written.
#[component]
pub fn FinishedCard(
    /// What the card is called.
    title: String,
    /// The sentence's frame.
    template: Template,
    /// Where its blanks stand.
    ground: Ground,
    /// The session.
    session: Session,
) -> impl IntoView {
    let answers: Vec<(FieldId, ArcRwSignal<Option<Answer>>)> =
        template.blanks().map(|id| (id.clone(), session.answer(&ground.address(id)))).collect();
    let any = {
        let answers = answers.clone();
        Memo::new(move |_| {
            answers.iter().any(|(_, a)| a.with(|a| a.as_ref().is_some_and(Answer::is_written)))
        })
    };
    let answer = Callback::new(move |id: FieldId| {
        answers.iter().find(|(field, _)| *field == id).and_then(|(_, answer)| answer.get())
    });
    view! {
        <figure class="ws-finished" hidden=move || !any.get()>
            <figcaption class="ws-finished__title">{title}</figcaption>
            <Sentence template answer/>
        </figure>
    }
}

/// What the sentence of a sheet is called.
pub fn sentence_name(sheet: &Worksheet) -> String {
    let mut fields = sheet.sections.iter().flat_map(|section| &section.fields);
    let sentence = fields.find(|field| matches!(field.kind, FieldKind::Sentence { .. }));
    sentence.map(|field| field.label.clone()).unwrap_or_default()
}

/// The sentence's frame of a sheet that has one.
pub fn sentence_of(sheet: &Worksheet) -> Option<Template> {
    sheet.sections.iter().flat_map(|section| &section.fields).find_map(|field| match &field.kind {
        FieldKind::Sentence { template, .. } => Some(template.clone()),
        _ => None,
    })
}
