//! The path: a whole pack on one page. Every sheet's state and its answer in a line, what comes
//! next, and all of it to copy.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::context::{App, Loaded, app};
use super::desk::{flow_in, with_all, with_desk, wording};
use super::export::{Scope, show_export};
use super::map::{Map, Place};
use super::notice::Notice;
use super::portrait::{PortraitFigure, PortraitMissing};
use super::steps::Ring;
use crate::browser::clipboard;
use crate::model::field::FieldKind;
use crate::model::id::{SheetId, SheetRef};
use crate::model::outcome::portrait::{Drawn, draw};
use crate::model::outcome::{Progress, progress, steps};
use crate::model::route::{Part, Print, Route};
use crate::model::worksheet::Worksheet;
use crate::words::Word;

/// One sheet on the path.
#[derive(Clone)]
struct Station {
    sheet: Worksheet,
    progress: Progress,
    /// Its answer in a line.
    line: String,
    /// What else is written, each with its label.
    details: Vec<(String, String)>,
}

fn station(app: App, loaded: &Loaded, id: &SheetId) -> Option<Station> {
    let sheet = loaded.pack.sheet(id)?.clone();
    let _ = flow_in(app, loaded, &sheet);
    let (progress, line, details) = with_desk(app, loaded, &sheet, |desk| {
        let response = desk.responses.get(id).cloned().unwrap_or_default();
        let wording = wording(app);
        let line = desk.filled(&sheet.summary, &wording);
        // Blanks alone say nothing.
        let is_said = line.contains(char::is_alphanumeric);
        let line = if is_said { line } else { app.say(Word::PathBegun).to_owned() };
        (progress(&sheet, &response), line, desk.details(&wording))
    });
    Some(Station { sheet, progress, line, details })
}

/// The page of a pack's path.
pub fn page(loaded: Loaded) -> AnyView {
    view! { <PathPage loaded/> }.into_any()
}

/// The path of a pack.
#[component]
pub fn PathPage(
    /// The pack.
    loaded: Loaded,
) -> impl IntoView {
    let app = app();
    let pack = Arc::clone(&loaded.pack);
    let find = |ids: &[SheetId]| -> Vec<Station> {
        ids.iter().filter_map(|id| station(app, &loaded, id)).collect()
    };
    let stages: Vec<_> = pack.stages.iter().map(|stage| (stage, find(&stage.sheets))).collect();
    let tools = find(&pack.tools);
    let all: Vec<Station> =
        stages.iter().flat_map(|(_, stations)| stations).chain(&tools).cloned().collect();
    let count =
        |wanted| all.iter().filter(|station| station.progress == wanted).count().to_string();
    let (done, begun) = (count(Progress::Filled), count(Progress::Begun));
    let counted = app.say_with(Word::PathProgress, &done).replacen("{}", &begun, 1);
    let next = stages
        .iter()
        .flat_map(|(_, stations)| stations)
        .find(|station| station.progress != Progress::Filled)
        .map(|station| station.sheet.id.clone());
    let columns = (1..)
        .zip(&stages)
        .map(|(number, (stage, stations))| {
            view! {
                <section class="ws-stage">
                    <h2 class="ws-stage__title"><span class="ws-stage__number">{number}</span>{stage.title.clone()}</h2>
                    <p class="ws-stage__lead">{stage.lead.clone()}</p>
                    <ul>
                        {stations.iter().map(|station| {
                            let is_next = next.as_ref() == Some(&station.sheet.id);
                            view! { <StationLine loaded=loaded.clone() station=station.clone() is_next/> }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
        .collect_view();
    let places = stages.iter().map(|(stage, stations)| {
        let is_filled = |station: &&Station| station.progress == Progress::Filled;
        Place {
            title: stage.title.clone(),
            done: stations.iter().filter(is_filled).count(),
            all: stations.len(),
            is_next: stations.iter().any(|station| next.as_ref() == Some(&station.sheet.id)),
        }
    });
    let places: Vec<_> = places.collect();
    let has_tools = !tools.is_empty();
    let tools = tools
        .into_iter()
        .map(|station| view! { <ToolCard loaded=loaded.clone() station/> })
        .collect_view();
    let written: Vec<Station> =
        all.iter().filter(|station| station.progress != Progress::Blank).cloned().collect();
    let drawn = pack
        .portrait
        .as_ref()
        .and_then(|portrait| with_all(app, &loaded, |desk| draw(portrait, desk, &wording(app))));
    let title = pack.title.clone();
    let text = {
        let lines = written.iter().map(|station| {
            let details =
                station.details.iter().map(|(label, text)| format!("- {label}: {text}\n"));
            let details: String = details.collect();
            format!("{}\n{}\n{details}", station.sheet.name, station.line)
        });
        let portrait = drawn.as_ref().map(Drawn::text).filter(|text| !text.is_empty());
        let portrait = portrait.map_or_else(String::new, |text| text + "\n");
        format!("{title}\n\n{portrait}{}", lines.collect::<Vec<_>>().join("\n"))
    };
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let done = clipboard::copy(&text, "[data-summary]").await;
            let word = if done { Word::Copied } else { Word::CopyByHand };
            app.notice.set(Some(Notice::told(app.say(word))));
        });
    };
    let is_empty = written.is_empty();
    let (sharing, exporting) = (RwSignal::new(false), RwSignal::new(false));
    let from = loaded.clone();
    let share =
        app.parts.share.show_once(sharing, move |share| (share.path)(from.clone(), sharing));
    let print = Route::Print(Print { is_blank: is_empty, ..Print::of(pack.id.clone(), None) });
    let summary = written
        .into_iter()
        .map(|station| {
            let details = station.details.into_iter().map(|(label, text)| {
                view! { <p class="ws-summary__more"><span>{label}</span>" "{text}</p> }
            });
            view! { <dt>{station.sheet.name}</dt><dd>{station.line}{details.collect_view()}</dd> }
        })
        .collect_view();
    view! {
        <article class="ws-path">
            <h1 class="ws-title">{title}</h1>
            <p class="ws-lead">{pack.summary.clone()}</p>
            <Map places/>
            <p class="ws-path__count">{counted}</p>
            <div class="ws-path__stages">{columns}</div>
            {has_tools.then(|| view! {
                <section class="ws-stage">
                    <h2 class="ws-stage__title">{app.say(Word::PathTools)}</h2>
                    <ul class="ws-path__tools">{tools}</ul>
                </section>
            })}
            {pack.portrait.as_ref().zip(drawn).map(|(portrait, drawn)| {
                portrait_section(&loaded, &portrait.title, drawn)
            })}
            <section class="ws-path__summary">
                <h2 class="ws-library__title">{app.say(Word::PathSummary)}</h2>
                {if is_empty {
                    view! { <p>{app.say(Word::PathEmpty)}</p> }.into_any()
                } else {
                    view! {
                        <p class="ws-field__hint">{app.say(Word::PathSummaryHow)}</p>
                        <dl class="ws-summary" data-summary>{summary}</dl>
                    }.into_any()
                }}
                <p class="ws-path__out">
                    {(!is_empty).then(|| view! {
                        <button class="ws-button" data-action="copy-summary" on:click=copy>
                            {app.say(Word::PathCopy)}
                        </button>
                        <button class="ws-button" data-action="share" aria-haspopup="dialog"
                            on:click=move |_| sharing.set(true)>
                            {app.say(Word::SharePath)}
                        </button>
                    })}
                    <a class="ws-button" data-action="print" href=print.to_string()>{app.say(Word::PrintAll)}</a>
                    <button class="ws-button" data-action="export" aria-haspopup="dialog"
                        on:click=move |_| exporting.set(true)>
                        {app.say(Word::Export)}
                    </button>
                </p>
            </section>
            {share}
            {show_export(app, Scope::Pack(loaded.clone()), exporting)}
        </article>
    }
}

/// The portrait that the way ends in; before its first line, what it will be.
fn portrait_section(loaded: &Loaded, title: &str, drawn: Drawn) -> impl IntoView + use<> {
    let app = app();
    let (title, lang) = (title.to_owned(), loaded.pack.locale.tag());
    let print =
        Route::Print(Print { part: Part::Portrait, ..Print::of(loaded.pack.id.clone(), None) });
    let body = if drawn.lines.is_empty() {
        view! {
            <h2 class="ws-library__title">{title}</h2>
            <p>{app.say(Word::PortraitEmpty)}</p>
        }
        .into_any()
    } else {
        view! {
            <PortraitFigure title lang drawn=drawn.clone()/>
            <PortraitMissing loaded=loaded.clone() drawn/>
            <p class="ws-path__out">
                <a class="ws-button" data-action="print-portrait" href=print.to_string()>
                    {app.say(Word::PrintPortrait)}
                </a>
            </p>
        }
        .into_any()
    };
    view! { <section class="ws-path__summary">{body}</section> }
}

/// How far a sheet is, as a class.
fn state_class(progress: Progress) -> &'static str {
    match progress {
        Progress::Filled => "ws-station--done",
        Progress::Begun => "ws-station--begun",
        Progress::Blank => "",
    }
}

/// How far a sheet is, as a picture with its name.
fn mark(progress: Progress) -> impl IntoView {
    let (state, path) = match progress {
        Progress::Filled => (Word::PathDone, "m7 12 4 4 7-8"),
        Progress::Begun => (Word::PathBegun, "M8 12h8"),
        Progress::Blank => (Word::PathBlank, ""),
    };
    view! {
        <svg viewBox="0 0 24 24" role="img" aria-label=app().say(state)>
            <circle cx=12 cy=12 r=10/>
            <path d=path/>
        </svg>
    }
}

/// A tool to come back to: how far its rows or steps are, as a picture and in words.
#[component]
fn ToolCard(loaded: Loaded, station: Station) -> impl IntoView {
    let app = app();
    let at = SheetRef { pack: loaded.pack.id.clone(), sheet: station.sheet.id.clone() };
    let (session, _) = app.open(&loaded.pack.id, &station.sheet);
    let field = station.sheet.rows().next().map(|(field, _)| field.clone());
    let picture = field.map(|field| match field.kind.clone() {
        FieldKind::Steps(kind) => {
            let round = steps::round(&field.id, &kind, &session.shown());
            let round = Memo::new(move |_| round);
            view! { <Ring field kind=*kind session round/> }.into_any()
        }
        FieldKind::Rows(rows) if rows.target > 0 => {
            let count = session.shown().rows(&field.id).len().min(usize::from(rows.target));
            view! {
                <progress class="ws-rows__progress" max=rows.target.to_string()
                    value=count.to_string() aria-label=field.label></progress>
            }
            .into_any()
        }
        _ => ().into_any(),
    });
    let line = if station.progress == Progress::Blank {
        station.sheet.gives.clone()
    } else {
        station.line
    };
    view! {
        <li class=format!("ws-tool {}", state_class(station.progress)) data-station=at.to_string()>
            <a href=Route::Sheet(at.clone()).to_string()>
                <span class="ws-tool__name">
                    {mark(station.progress)}
                    {station.sheet.name}
                </span>
                {picture}
                <span class="ws-station__line">{line}</span>
            </a>
        </li>
    }
}

/// One sheet of the path, or of the library.
#[component]
fn StationLine(loaded: Loaded, station: Station, is_next: bool) -> impl IntoView {
    let app = app();
    let at = SheetRef { pack: loaded.pack.id.clone(), sheet: station.sheet.id.clone() };
    let line = if station.progress == Progress::Blank {
        app.say_with(Word::Minutes, &station.sheet.minutes.to_string())
    } else {
        station.line
    };
    view! {
        <li class=format!("ws-station {}", state_class(station.progress)) class:ws-station--next=is_next data-station=at.to_string()>
            <a href=Route::Sheet(at.clone()).to_string()>
                {mark(station.progress)}
                <span class="ws-station__name">
                    {station.sheet.name}
                    {is_next.then(|| view! { <span class="ws-station__next">{app.say(Word::PathNext)}</span> })}
                </span>
                <span class="ws-station__line">{line}</span>
            </a>
        </li>
    }
}
