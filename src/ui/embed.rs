//! A sheet inside an article: the page of a frame. No chrome; below the sheet the way to the full
//! page, and where the page around asks for the answers, the question whether it may have them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, app};
use super::keep::Keeper;
use super::notice::Notice;
use super::send::Made;
use super::session::Session;
use super::spot::Ground;
use crate::browser::frame::{Beside, Frame, Heard, Told};
use crate::browser::page;
use crate::browser::site::LoadError;
use crate::model::id::FieldId;
use crate::model::response::Response;
use crate::model::route::Route;
use crate::model::worksheet::Worksheet;
use crate::model::{frame, outcome};
use crate::words::Word;

/// What a frame was asked to show, and what it and the page around settled. A handle.
#[derive(Clone, Copy)]
pub struct Embed {
    fields: StoredValue<Vec<FieldId>>,
    frame: StoredValue<Option<Frame>, LocalStorage>,
    /// Whether the page around hands over the worksheet: an author's own.
    pub is_own: bool,
    /// Whether there is nothing to write on, and the page around was told so.
    is_lost: StoredValue<bool>,
    /// The worksheet that it handed over.
    definition: RwSignal<Option<String>>,
    /// What the sheet is called: a page may hold several frames, each with a main part of its own.
    pub name: RwSignal<Option<String>>,
    /// Whose page would like the answers.
    asks: RwSignal<Option<String>>,
    /// What the reader said to that.
    agreed: RwSignal<Option<bool>>,
}

impl Embed {
    /// What the address asks for, and the page that shows it; nothing where this is no frame's page.
    pub fn asked(around: Option<Frame>) -> Option<(Self, Route)> {
        // With a fragment it is a link of the frame, opened beside it: an ordinary page.
        let asked = page::query_value("embed").filter(|_| page::fragment().len() < 2)?;
        let route = frame::route(&asked);
        let fields = frame::fields(&page::query_value("fields").unwrap_or_default());
        let embed = Self {
            fields: StoredValue::new(fields),
            frame: StoredValue::new_local(around),
            is_own: route == Route::Own,
            is_lost: StoredValue::new(false),
            definition: RwSignal::new(None),
            name: RwSignal::new(None),
            asks: RwSignal::new(None),
            agreed: RwSignal::new(None),
        };
        embed.frame.with_value(|frame| {
            let Some(frame) = frame else { return };
            frame.listen(move |heard| match heard {
                Heard::Welcome(origin, answers) => embed.asks.set(Some(origin).filter(|_| answers)),
                // Only the first: a page that wants another makes another frame.
                Heard::Definition(text) if embed.definition.with_untracked(Option::is_none) => {
                    embed.definition.set(Some(text));
                }
                Heard::Definition(_) => {}
            });
        });
        Some((embed, route))
    }

    /// The part of a sheet that is shown.
    pub fn part(self, sheet: &Worksheet) -> Worksheet {
        self.fields.with_value(|fields| sheet.part(fields))
    }

    /// The worksheet that the page around handed over, once it has.
    pub fn definition(self) -> Option<String> {
        self.definition.get()
    }

    /// Tells the page around.
    pub fn tell(self, told: Told) {
        match told {
            Told::Error(_) => self.is_lost.set_value(true),
            // What stands there instead of a sheet came whole, but it is no sheet.
            Told::Ready(_) if self.is_lost.get_value() => return,
            _ => {}
        }
        self.frame.with_value(|frame| {
            if let Some(frame) = frame {
                frame.tell(told);
            }
        });
    }

    /// Tells the page around what is written, when writing pauses.
    pub fn follow(self, sheet: &Worksheet, session: Session, keeper: Keeper, ground: Ground) {
        let part = self.part(sheet);
        Effect::new(move |before: Option<(Response, bool)>| {
            keeper.settled.track();
            let now = ground.shown(session);
            let (filled, of) = outcome::how_far(&part, &now);
            let is_complete = filled == of;
            if let Some((was, was_complete)) = before {
                for field in frame::changed(&part, &was, &now) {
                    self.tell(Told::Change(field.to_string(), filled, of));
                }
                if is_complete && !was_complete {
                    self.tell(Told::Complete(filled, of));
                }
            }
            if self.agreed.get() == Some(true) && self.asks.with(Option::is_some) {
                self.tell(Told::Answers(frame::given(&part, &now)));
            }
            (now, is_complete)
        });
    }
}

/// What stands below a sheet in a frame.
#[component]
pub fn EmbedFoot(
    /// What this frame is.
    embed: Embed,
) -> impl IntoView {
    let app = app();
    let failed = RwSignal::new(None::<String>);
    let go_on = move |_| {
        if let Some(beside) = Beside::open() {
            spawn_local(async move {
                match full_page(app).await {
                    Some(address) => beside.show(&address),
                    None => beside.close(),
                }
            });
        } else {
            // The browser opens nothing by itself: a link to press.
            spawn_local(async move { failed.set(full_page(app).await) });
        }
    };
    let asking = move || {
        let origin = embed.asks.get()?;
        let name = origin.split("://").nth(1).unwrap_or(&origin).to_owned();
        let (words, buttons) = match embed.agreed.get() {
            None => (Word::EmbedAsks, vec![(Word::EmbedAgree, true), (Word::EmbedDecline, false)]),
            Some(true) => (Word::EmbedGiven, vec![(Word::EmbedStop, false)]),
            Some(false) => return None,
        };
        let buttons = buttons.into_iter().map(|(word, agrees)| {
            view! {
                <button
                    class="ws-button"
                    data-action=if agrees { "agree" } else { "decline" }
                    on:click=move |_| embed.agreed.set(Some(agrees))
                >
                    {app.say(word)}
                </button>
            }
        });
        Some(view! {
            <div class="ws-embed__ask" role="group" aria-label=app.say_with(words, &name)>
                <p>{app.say_with(words, &name)}</p>
                {buttons.collect_view()}
            </div>
        })
    };
    view! {
        <footer class="ws-embed" aria-label=move || embed.name.get()>
            {asking}
            <p class="ws-embed__line">
                <span>{app.say(Word::EmbedKept)}</span>
                <button class="ws-button ws-button--quiet" data-action="continue" on:click=go_on>
                    {app.say(Word::EmbedContinue)}
                </button>
            </p>
            {move || failed.get().map(|address| view! {
                <p><a href=address target="_blank" rel="noopener">{app.say(Word::EmbedContinue)}</a></p>
            })}
        </footer>
    }
}

/// The address of the full page, by the part that makes links. Says so where there is none.
async fn full_page(app: App) -> Option<String> {
    let words = match app.parts.share.get().await {
        Ok(share) => match (share.full_page)(app).await {
            Made::Here(address) => return Some(address),
            Made::TooLong => Word::EmbedTooLong,
            Made::Making | Made::Failed => Word::ShareFailed,
        },
        Err(LoadError) => Word::ShareFailed,
    };
    app.notice.set(Some(Notice::told(app.say(words))));
    None
}
