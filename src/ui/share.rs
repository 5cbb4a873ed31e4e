//! Sharing: what goes in, what the receiver will see, and the ways to send it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::card::sentence_name;
use super::context::{App, Loaded, app};
use super::desk::wording_in;
use super::dialog::Dialog;
use super::figure::SharedFigure;
use super::send::{Form, Letter, Parcel, Send, Way};
use super::session::Session;
use super::spot::Ground;
use crate::model::id::{FieldId, SheetRef};
use crate::model::picture::{self, Picture};
use crate::model::share::choose::{Part, answered, asides, card, choose};
use crate::model::share::plain::{self, Style};
use crate::model::share::{Kind, Shared, SharedSheet};
use crate::model::text::Locale;
use crate::model::typeset::{Mark, Run};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// What one wants to send of a sheet.
#[derive(Clone, PartialEq)]
struct Wish {
    /// An empty sheet to fill, not one's answers.
    is_blank: bool,
    part: Part,
    with_asides: bool,
    /// What is filled in beforehand on the empty sheet.
    prefill: BTreeSet<FieldId>,
}

impl Wish {
    fn first() -> Self {
        Self { is_blank: false, part: Part::Sheet, with_asides: true, prefill: BTreeSet::new() }
    }

    /// What of all that is written it asks for.
    fn of(&self, sheet: &Worksheet, all: SharedSheet) -> SharedSheet {
        if self.is_blank {
            choose(sheet, all, &Part::Chosen(self.prefill.clone()), true)
        } else {
            choose(sheet, all, &self.part, self.with_asides)
        }
    }
}

/// A picture that invites to the sheet.
pub fn invited(
    locale: Locale,
    caption: String,
    runs: Vec<Run>,
    others: Vec<(String, String)>,
) -> Picture {
    Picture {
        locale,
        is_dark: false,
        caption,
        runs,
        others,
        name: Word::Name.text(locale).to_owned(),
        invitation: Word::PictureInvite.text(locale).to_owned(),
    }
}

/// Makes a parcel of what is to be sent.
pub fn parcel(loaded: &Loaded, sheet: &Worksheet, answers: SharedSheet, is_blank: bool) -> Parcel {
    let (pack, locale) = (&loaded.pack, loaded.pack.locale);
    let wording = wording_in(locale);
    let mut runs = picture::runs(pack, sheet, &answers, &wording);
    let mut text = plain::text(pack, sheet, &answers, &wording, Style::Plain);
    let mut markdown = plain::text(pack, sheet, &answers, &wording, Style::Markdown);
    if is_blank {
        // What is asked for is the answer: the question stands in its place.
        runs = vec![Run { text: sheet.title.clone(), mark: Mark::Frame }];
        text.clone_from(&sheet.title);
        markdown = format!("## {}", sheet.title);
    }
    let caption =
        if card(sheet).is_empty() || is_blank { sheet.name.clone() } else { sentence_name(sheet) };
    let others = picture::others(pack, sheet, &answers, &wording);
    let picture = invited(locale, caption, runs, others);
    let kind = match (is_blank, answers.is_empty()) {
        (false, _) => Kind::Answers,
        (true, false) => Kind::Prefill,
        (true, true) => Kind::Blank,
    };
    Parcel {
        letter: Letter {
            shared: Shared { kind, locale, sheets: vec![answers] },
            thread: None,
            from: vec![SheetRef { pack: pack.id.clone(), sheet: sheet.id.clone() }],
        },
        title: sheet.name.clone(),
        text,
        markdown,
        picture,
    }
}

/// The share dialog of a sheet.
pub fn dialog(
    loaded: Loaded,
    sheet: Arc<Worksheet>,
    session: Session,
    ground: Ground,
    open: RwSignal<bool>,
) -> AnyView {
    view! { <ShareDialog loaded sheet session ground open/> }.into_any()
}

/// The share dialog of a sheet.
#[component]
pub fn ShareDialog(
    /// The pack.
    loaded: Loaded,
    /// The sheet.
    sheet: Arc<Worksheet>,
    /// The session that holds its answers.
    session: Session,
    /// Where in it they stand.
    ground: Ground,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    // What is written, as it stands when the dialog opens.
    let all = RwSignal::new(None::<SharedSheet>);
    let wish = RwSignal::new(Wish::first());
    let form = RwSignal::new(Form::Link);
    let said = RwSignal::new(None::<Word>);
    let (pack, about) = (Arc::clone(&loaded.pack), Arc::clone(&sheet));
    Effect::new(move || {
        if !open.get() {
            all.set(None);
            return;
        }
        said.set(None);
        form.set(Form::Link);
        wish.set(Wish::first());
        all.set(Some(SharedSheet::of(&pack, &about, &ground.shown(session))));
    });
    let (from, about) = (loaded.clone(), Arc::clone(&sheet));
    let choices = move || {
        let sheet = Arc::clone(&about);
        all.get().map(|all| view! { <Choices sheet all wish/> })
    };
    let sent = move || {
        let all = all.get()?;
        let wish = wish.get();
        said.set(None);
        let answers = wish.of(&sheet, all);
        if !wish.is_blank && answers.is_empty() {
            return Some(nothing(app));
        }
        let parcel = parcel(&from, &sheet, answers.clone(), wish.is_blank);
        let (loaded, sheet, answers) = (from.clone(), Arc::clone(&sheet), Arc::new(answers));
        Some(view! {
            <h3 class="ws-share__legend">{app.say(Word::Preview)}</h3>
            <div class="ws-share__preview" tabindex="0" role="group" aria-label=app.say(Word::Preview)>
                <SharedFigure loaded=loaded.clone() sheet answers/>
            </div>
            <p class="ws-share__how">{app.say(Word::ShareHow)}</p>
            <Send loaded parcel form said/>
        }
        .into_any())
    };
    view! {
        <Dialog id="share-title" title=Word::ShareTitle open>
            {choices}
            {sent}
            <p class="ws-share__said" role="status">{move || said.get().map(|word| app.say(word))}</p>
        </Dialog>
    }
}

/// Says that there is nothing to send yet.
pub fn nothing(app: App) -> AnyView {
    view! { <p class="ws-share__wait">{app.say(Word::ShareEmpty)}</p> }.into_any()
}

/// What goes in.
#[component]
fn Choices(
    sheet: Arc<Worksheet>,
    /// All that is written.
    all: SharedSheet,
    wish: RwSignal<Wish>,
) -> impl IntoView {
    let app = app();
    let there: Vec<(FieldId, String)> = answered(&sheet, &all)
        .into_iter()
        .map(|field| (field.id.clone(), field.label.clone()))
        .collect();
    let ids: BTreeSet<FieldId> = there.iter().map(|(id, _)| id.clone()).collect();
    let on_card = card(&sheet);
    let more_than_card = !on_card.is_empty()
        && ids.iter().any(|id| on_card.contains(id))
        && ids.iter().any(|id| !on_card.contains(id));
    let has_asides = {
        let rows = all.rows.values().flatten().flat_map(|row| row.keys());
        let asides = asides(&sheet);
        ids.iter().chain(rows).any(|id| asides.contains(id))
    };
    let what = [(false, Word::SendMine), (true, Word::SendBlank)].map(|(blank, word)| {
        let chosen = Signal::derive(move || wish.with(|wish| wish.is_blank == blank));
        let on_choose = Callback::new(move |()| wish.update(|wish| wish.is_blank = blank));
        view! { <Way name="share-what" label=app.say(word) chosen on_choose/> }
    });
    let parts = [
        (Part::Sheet, Word::PartSheet),
        (Part::Card, Word::PartCard),
        (Part::Chosen(ids), Word::PartChosen),
    ];
    let parts = parts
        .into_iter()
        .filter(|(part, _)| *part != Part::Card || more_than_card)
        .map(|(part, word)| {
            let same = std::mem::discriminant(&part);
            let chosen = Signal::derive(move || {
                wish.with(|wish| std::mem::discriminant(&wish.part) == same)
            });
            let on_choose = Callback::new(move |()| wish.update(|wish| wish.part = part.clone()));
            view! { <Way name="share-part" label=app.say(word) chosen on_choose/> }
        })
        .collect_view();
    let is_blank = Memo::new(move |_| wish.with(|wish| wish.is_blank));
    let picks = Memo::new(move |_| wish.with(|wish| matches!(wish.part, Part::Chosen(_))));
    let has_answers = !there.is_empty();
    let (to_pick, to_fill) = (there.clone(), there);
    view! {
        <details class="ws-share__choose" prop:open=!has_answers>
            <summary>{app.say(Word::ChooseWhat)}</summary>
            <div class="ws-choice__all" role="radiogroup" aria-label=app.say(Word::WhatToSend)>
                {what.collect_view()}
            </div>
            <div hidden=move || is_blank.get() || !has_answers>
                <div class="ws-choice__all" role="radiogroup" aria-label=app.say(Word::HowMuch)>
                    {parts}
                </div>
                <div hidden=move || !picks.get()>
                    <Picks fields=to_pick wish/>
                </div>
                {has_asides.then(|| view! {
                    <Tick
                        label=app.say(Word::WithAsides).to_owned()
                        chosen=Signal::derive(move || wish.with(|wish| wish.with_asides))
                        on_turn=Callback::new(move |on| wish.update(|wish| wish.with_asides = on))
                    />
                })}
            </div>
            <div hidden=move || !is_blank.get() || !has_answers>
                <p class="ws-share__how">{app.say(Word::PrefillSome)}</p>
                <Prefill fields=to_fill wish/>
            </div>
        </details>
    }
}

/// Answers to choose from.
#[component]
fn Picks(fields: Vec<(FieldId, String)>, wish: RwSignal<Wish>) -> impl IntoView {
    let tick = |(id, label): (FieldId, String)| {
        let of = id.clone();
        let chosen = Signal::derive(move || {
            wish.with(|wish| matches!(&wish.part, Part::Chosen(ids) if ids.contains(&of)))
        });
        let on_turn = Callback::new(move |on: bool| {
            wish.update(|wish| {
                if let Part::Chosen(ids) = &mut wish.part {
                    turn(ids, &id, on);
                }
            });
        });
        view! { <Tick label chosen on_turn/> }
    };
    fields.into_iter().map(tick).collect_view()
}

/// Answers to fill in beforehand.
#[component]
fn Prefill(fields: Vec<(FieldId, String)>, wish: RwSignal<Wish>) -> impl IntoView {
    let tick = |(id, label): (FieldId, String)| {
        let of = id.clone();
        let chosen = Signal::derive(move || wish.with(|wish| wish.prefill.contains(&of)));
        let on_turn =
            Callback::new(move |on: bool| wish.update(|wish| turn(&mut wish.prefill, &id, on)));
        view! { <Tick label chosen on_turn/> }
    };
    fields.into_iter().map(tick).collect_view()
}

fn turn(ids: &mut BTreeSet<FieldId>, id: &FieldId, on: bool) {
    if on {
        ids.insert(id.clone());
    } else {
        ids.remove(id);
    }
}

/// Something that goes in or not.
#[component]
pub fn Tick(
    /// What it is.
    label: String,
    /// Whether it goes in.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Puts it in, or leaves it out.
    on_turn: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="ws-share__tick">
            <input
                type="checkbox"
                prop:checked=move || chosen.get()
                on:change=move |event| on_turn.run(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}
