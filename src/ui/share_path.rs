//! Sharing several sheets of a pack as one link: which of them, and how the receiver will see them.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::context::{App, Loaded, app};
use super::desk::{flow_in, stand, wording_in};
use super::dialog::Dialog;
use super::figure::SharedFigure;
use super::portrait::{PortraitFigure, of_shared};
use super::send::{Form, Letter, Parcel, Send};
use super::share::{Tick, invited, nothing};
use crate::model::id::SheetRef;
use crate::model::picture;
use crate::model::share::choose::{Part, asides, choose};
use crate::model::share::plain::{self, Style};
use crate::model::share::{Kind, Shared, SharedSheet};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// A sheet on which something is written, with all of that.
type Written = (Arc<Worksheet>, SharedSheet);

/// The sheets of a pack on which something is written, as they are shown. What only flowed in from
/// another sheet stands there already.
pub fn written(app: App, loaded: &Loaded) -> Vec<Written> {
    let sheet = |sheet: &Worksheet| {
        let (session, _, ground) = stand(app, loaded, sheet);
        let _ = flow_in(app, loaded, sheet);
        let of = |response| SharedSheet::of(&loaded.pack, sheet, &response);
        let own = of(ground.of(session.peek(Clone::clone)));
        (!own.is_empty()).then(|| (Arc::new(sheet.clone()), of(ground.shown(session))))
    };
    loaded.pack.sheets.iter().filter_map(sheet).collect()
}

/// Makes a parcel of several sheets.
pub fn parcel(loaded: &Loaded, sheets: &[Written]) -> Parcel {
    let (pack, locale) = (&loaded.pack, loaded.pack.locale);
    let wording = wording_in(locale);
    let said = |style| {
        let one = |(sheet, shared): &Written| {
            let text = plain::text(pack, sheet, shared, &wording, style);
            // In Markdown each stands below its name already.
            if style == Style::Plain { format!("{}\n{text}", sheet.name) } else { text }
        };
        let all: Vec<String> = sheets.iter().map(one).collect();
        all.join("\n\n")
    };
    let runs = |(sheet, shared): &Written| picture::sentence(pack, sheet, shared, &wording);
    let (front, runs) = sheets
        .iter()
        .map(|one| (Some(one.1.number), runs(one)))
        .find(|(_, runs)| !runs.is_empty())
        .unwrap_or_default();
    let others = sheets.iter().filter(|(_, shared)| Some(shared.number) != front);
    let others = others.filter_map(|(sheet, shared)| {
        let line = picture::line(pack, sheet, shared, &wording)?;
        Some((sheet.name.clone(), line))
    });
    let portrait = of_shared(loaded, sheets.iter().map(|(sheet, shared)| (&**sheet, shared)));
    let drawn = portrait.as_ref().map_or_else(String::new, |(_, drawn)| drawn.text() + "\n");
    let picture = match portrait {
        Some((title, drawn)) => invited(locale, title, drawn.runs(), Vec::new()),
        None => invited(locale, pack.title.clone(), runs, others.collect()),
    };
    let from = |(sheet, _): &Written| SheetRef { pack: pack.id.clone(), sheet: sheet.id.clone() };
    Parcel {
        picture,
        title: pack.title.clone(),
        text: format!("{}\n\n{drawn}{}", pack.title, said(Style::Plain)),
        markdown: format!(
            "# {}\n\n{}{}",
            plain::escaped(&pack.title),
            plain::escaped(&drawn).replace('\n', "\n\n"),
            said(Style::Markdown)
        ),
        letter: Letter {
            shared: Shared {
                kind: Kind::Answers,
                locale,
                sheets: sheets.iter().map(|(_, shared)| shared.clone()).collect(),
            },
            thread: None,
            from: sheets.iter().map(from).collect(),
        },
    }
}

/// The dialog that shares several sheets of a pack.
pub fn dialog(loaded: Loaded, open: RwSignal<bool>) -> AnyView {
    view! { <PathDialog loaded open/> }.into_any()
}

/// The dialog that shares several sheets of a pack.
#[component]
fn PathDialog(
    /// The pack.
    loaded: Loaded,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    // What is written, as it stands when the dialog opens.
    let all = RwSignal::new(Vec::<Written>::new());
    let chosen = RwSignal::new(BTreeSet::<u16>::new());
    let with_asides = RwSignal::new(true);
    let form = RwSignal::new(Form::Link);
    let said = RwSignal::new(None::<Word>);
    let from = loaded.clone();
    Effect::new(move || {
        said.set(None);
        form.set(Form::Link);
        let written = if open.get() { written(app, &from) } else { Vec::new() };
        chosen.set(written.iter().map(|(_, shared)| shared.number).collect());
        all.set(written);
    });
    let choices = move || {
        let has_asides = all.with(|all| {
            all.iter().any(|(sheet, shared)| {
                let asides = asides(sheet);
                let rows = shared.rows.values().flatten().flat_map(|row| row.keys());
                shared.answers.keys().chain(rows).any(|id| asides.contains(id))
            })
        });
        let ticks = all.get().into_iter().map(|(sheet, shared)| {
            let number = shared.number;
            let on_turn = Callback::new(move |on: bool| {
                chosen.update(|chosen| {
                    if on {
                        chosen.insert(number);
                    } else {
                        chosen.remove(&number);
                    }
                });
            });
            let is_in = Signal::derive(move || chosen.with(|chosen| chosen.contains(&number)));
            view! { <Tick label=sheet.name.clone() chosen=is_in on_turn/> }
        });
        let asides = has_asides.then(|| {
            let on_turn = Callback::new(move |on| with_asides.set(on));
            view! { <Tick label=app.say(Word::WithAsides).to_owned() chosen=with_asides on_turn/> }
        });
        let ticks = ticks.collect_view();
        view! {
            <fieldset class="ws-share__ways">
                <legend class="ws-share__legend">{app.say(Word::WhichSheets)}</legend>
                {ticks}
            </fieldset>
            {asides}
        }
    };
    let sent = move || {
        said.set(None);
        let part = |(sheet, shared): Written| {
            let shared = choose(&sheet, shared, &Part::Sheet, with_asides.get());
            (!shared.is_empty()).then_some((sheet, shared))
        };
        let chosen = chosen.get();
        let sheets: Vec<Written> = all
            .get()
            .into_iter()
            .filter(|(_, shared)| chosen.contains(&shared.number))
            .filter_map(part)
            .collect();
        if sheets.is_empty() {
            return nothing(app);
        }
        let parcel = parcel(&loaded, &sheets);
        let portrait = of_shared(&loaded, sheets.iter().map(|(sheet, shared)| (&**sheet, shared)));
        let lang = loaded.pack.locale.tag();
        let portrait = portrait.map(|(title, drawn)| view! { <PortraitFigure title lang drawn/> });
        let figures = sheets.into_iter().map(|(sheet, shared)| {
            view! {
                <p class="ws-share__legend">{sheet.name.clone()}</p>
                <SharedFigure loaded=loaded.clone() sheet answers=Arc::new(shared)/>
            }
        });
        let figures = figures.collect_view();
        view! {
            <h3 class="ws-share__legend">{app.say(Word::Preview)}</h3>
            <div class="ws-share__preview" tabindex="0" role="group" aria-label=app.say(Word::Preview)>
                {portrait}
                {figures}
            </div>
            <p class="ws-share__how">{app.say(Word::ShareHow)}</p>
            <Send loaded=loaded.clone() parcel form said/>
        }
        .into_any()
    };
    view! {
        <Dialog id="share-title" title=Word::SharePathTitle open>
            {choices}
            {sent}
            <p class="ws-share__said" role="status">{move || said.get().map(|word| app.say(word))}</p>
        </Dialog>
    }
}
