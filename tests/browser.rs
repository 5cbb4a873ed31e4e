//! What only a browser can tell: storage, JSON, editing in place, keeping a sheet.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

mod hostile;

use any_spawner::Executor;
use leptos::prelude::*;
use sproutsheet::browser::storage::Storage;
use sproutsheet::browser::{backup, copies, editable, json, page, time};
use sproutsheet::library::{parse_pack, parse_worksheet};
use sproutsheet::model::id::{Address, NotebookId, SheetRef};
use sproutsheet::model::response::{Answer, Response};
use sproutsheet::model::route::Route;
use sproutsheet::model::save::{SavedSheet, look, seal};
use sproutsheet::model::share::Outline;
use sproutsheet::model::text::Locale;
use sproutsheet::ui::controls;
use sproutsheet::ui::keep::{SaveNote, SaveState, keep};
use sproutsheet::ui::session::Session;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn said(session: Session, place: &str) -> String {
    session.peek(|r| r.answer(&address(place)).map_or("", Answer::as_str).to_owned())
}

/// Runs in an owner of its own, as a page does.
fn in_page<T>(test: impl FnOnce() -> T) -> T {
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let made = owner.with(test);
    std::mem::forget(owner);
    made
}

async fn wait(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        page::after(millis, move || {
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        });
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

#[wasm_bindgen_test]
fn a_saved_sheet_goes_through_the_browsers_json() {
    let session = in_page(|| Session::open(Response::default()));
    session.write(address("who"), "小满 \u{1f331} \"\\ \u{2028}");
    session.write(address("list.r1.a"), "x");
    let body = SavedSheet {
        sheet: "community/job".to_owned(),
        version: 1,
        saved: time::now(),
        response: session.peek(Clone::clone),
    };
    let text = json::to_json(&body).unwrap();
    assert_eq!(json::from_json::<SavedSheet>(&text), Some(body));
    assert_eq!(json::from_json::<SavedSheet>("{\"sheet\":1}"), None);
    assert_eq!(json::from_json::<SavedSheet>("{"), None);
}

#[wasm_bindgen_test]
fn a_native_save_reads_the_same_here() {
    // Written by serde_json: the two readers must agree for ever.
    let text = r#"{"sheet":"community/job","version":1,"saved":1769000000000,"response":{"answers":{"obstacle":{"value":null,"stamp":"mkn5s000-1-1"},"who":{"value":"a","stamp":"mkn5s000-0-1"}},"rows":{}}}"#;
    let saved: SavedSheet = json::from_json(text).unwrap();
    assert_eq!(saved.response.answer(&address("who")).map(Answer::as_str), Some("a"));
    assert_eq!(serde_json::from_str::<SavedSheet>(text).unwrap(), saved);
    assert_eq!(json::to_json(&saved).unwrap(), text);
}

#[wasm_bindgen_test]
fn storage_keeps_and_forgets() {
    let storage = Storage::probe().unwrap();
    storage.write("test/key", "值").unwrap();
    assert_eq!(storage.read("test/key").unwrap().as_deref(), Some("值"));
    storage.remove("test/key").unwrap();
    assert_eq!(storage.read("test/key").unwrap(), None);
}

#[wasm_bindgen_test]
fn writing_the_same_text_leaves_the_caret() {
    let document = page::document().unwrap();
    let element: web_sys::HtmlElement = document.create_element("span").unwrap().unchecked_into();
    element.set_content_editable("plaintext-only");
    document.body().unwrap().append_child(&element).unwrap();
    element.set_text_content(Some("你好世界"));
    element.focus().unwrap();
    editable::select(&element, Some((1, 3)));
    editable::set_text(&element, "你好世界");
    assert_eq!(editable::selection(&element), Some((1, 3)));
    editable::set_text(&element, "好");
    assert_eq!(editable::text(&element), "好");
    assert_eq!(editable::selection(&element), Some((1, 1)));
    element.set_text_content(Some("\n"));
    assert_eq!(editable::text(&element), "");
    element.remove();
}

#[wasm_bindgen_test]
async fn what_is_written_is_kept_and_read_back() {
    let sheet: SheetRef = "test/kept".parse().unwrap();
    let (session, keeper) = in_page(|| keep(&NotebookId::first(), &sheet, 1));
    assert_eq!(keeper.state.get_untracked(), SaveState::Untouched);
    let storage = Storage::probe().unwrap();
    assert_eq!(storage.read("sproutsheet/first/test/kept/a").unwrap(), None, "no write on load");
    wait(20).await;
    session.write(address("who"), "一");
    wait(600).await;
    session.write(address("who"), "一二");
    wait(600).await;
    assert!(matches!(keeper.state.get_untracked(), SaveState::Saved(_)));
    // Two slots in turn: the older save is still whole.
    let slot = |name: &str| storage.read(&format!("sproutsheet/first/test/kept/{name}")).unwrap();
    assert!(slot("a").unwrap().contains("\"一\""));
    assert!(slot("b").unwrap().contains("\"一二\""));
    let (again, _) = in_page(|| keep(&NotebookId::first(), &sheet, 1));
    assert_eq!(said(again, "who"), "一二");
    // The newer slot breaks: the older is taken, and what was broken is set aside.
    let broken = &slot("b").unwrap()[..40];
    storage.write("sproutsheet/first/test/kept/b", broken).unwrap();
    let (older, keeper) = in_page(|| keep(&NotebookId::first(), &sheet, 1));
    assert_eq!(said(older, "who"), "一");
    assert_eq!(keeper.note.get_untracked(), Some(SaveNote::Broken));
    wait(20).await;
    older.write(address("situation"), "三");
    wait(600).await;
    let aside = (0..storage.keys().len()).any(|i| storage.keys()[i].contains("/aside/"));
    assert!(aside, "the broken save is set aside");
}

#[wasm_bindgen_test]
async fn a_save_of_a_newer_version_is_left_alone() {
    let sheet: SheetRef = "test/newer".parse().unwrap();
    let storage = Storage::probe().unwrap();
    let newer = seal(9, "{}").replacen("sproutsheet 1", "sproutsheet 2", 1);
    storage.write("sproutsheet/first/test/newer/a", &newer).unwrap();
    let (session, keeper) = in_page(|| keep(&NotebookId::first(), &sheet, 1));
    assert_eq!(keeper.note.get_untracked(), Some(SaveNote::Newer));
    wait(20).await;
    session.write(address("who"), "一");
    wait(600).await;
    let kept: Vec<_> = storage
        .keys()
        .into_iter()
        .filter(|key| storage.read(key).unwrap().is_some_and(|text| text == newer))
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
}

#[wasm_bindgen_test]
fn undo_reaches_the_signals() {
    let session = in_page(|| Session::open(Response::default()));
    let who = in_page(|| session.answer(&address("who")));
    session.write(address("who"), "一");
    assert_eq!(who.get_untracked().as_ref().map(Answer::as_str), Some("一"));
    session.undo();
    assert_eq!(who.get_untracked(), None);
    session.redo();
    assert_eq!(who.get_untracked().as_ref().map(Answer::as_str), Some("一"));
}

/// A text field on the page, for an answer of a session.
fn text_field(session: Session, id: &str, place: &str) -> web_sys::HtmlInputElement {
    let field =
        copies::TextField {
            id, label: "谁", hint: "", placeholder: "", value: "", is_long: false
        };
    let field = copies::text_field(&field).unwrap();
    page::document().unwrap().body().unwrap().append_child(&field).unwrap();
    controls::add(id, session, &address(place), None);
    page::element(id).unwrap().unchecked_into()
}

fn tell(control: &web_sys::HtmlInputElement, event: &str) {
    let bubbles = web_sys::EventInit::new();
    bubbles.set_bubbles(true);
    let event = web_sys::Event::new_with_event_init_dict(event, &bubbles).unwrap();
    control.dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
fn one_listener_serves_all_texts() {
    controls::listen();
    let (one, other) =
        in_page(|| (Session::open(Response::default()), Session::open(Response::default())));
    let first = text_field(one, "t.who", "who");
    let second = text_field(other, "u.who", "who");

    first.set_value("小满");
    tell(&first, "input");
    assert_eq!((said(one, "who"), said(other, "who")), ("小满".to_owned(), String::new()));
    assert_eq!(second.value(), "", "the other sheet's answer has the same address");
    one.undo();
    assert_eq!(first.value(), "");
    one.redo();
    assert_eq!(first.value(), "小满");

    // What comes from elsewhere waits while one composes, and gives way to what is committed.
    tell(&first, "compositionstart");
    one.write(address("who"), "from another tab");
    assert_eq!(first.value(), "小满");
    first.set_value("小满 nihao");
    tell(&first, "input");
    first.set_value("小满你好");
    tell(&first, "compositionend");
    assert_eq!((said(one, "who"), first.value()), ("小满你好".to_owned(), "小满你好".to_owned()));

    // The same control shows another row by now: the answer that it showed is no business of its own.
    controls::add("t.who", one, &address("list.r2.who"), None);
    one.write(address("who"), "x");
    assert_eq!(first.value(), "小满你好");
    one.write(address("list.r2.who"), "y");
    assert_eq!(first.value(), "y");
    controls::clear();
    one.write(address("list.r2.who"), "z");
    assert_eq!(first.value(), "y", "the page is another one");
    first.closest(".ws-field").unwrap().unwrap().remove();
    second.closest(".ws-field").unwrap().unwrap().remove();
}

#[wasm_bindgen_test]
fn a_copied_field_is_named_and_described() {
    let make = |id, hint, is_long| {
        let field =
            copies::TextField {
                id, label: "<b>", hint, placeholder: "…", value: "a\nb", is_long
            };
        copies::text_field(&field).unwrap()
    };
    for (hint, is_long) in [("", false), ("why", false), ("", true), ("why", true)] {
        for id in ["s.a", "s.b"] {
            let field = make(id, hint, is_long);
            let label = field.query_selector("label").unwrap().unwrap();
            let control = field.query_selector("input, textarea").unwrap().unwrap();
            assert_eq!(label.get_attribute("for").as_deref(), Some(id));
            assert_eq!(label.text_content().as_deref(), Some("<b>"));
            assert_eq!(control.id(), id);
            assert_eq!(control.tag_name() == "TEXTAREA", is_long);
            assert_eq!(control.get_attribute("placeholder").as_deref(), Some("…"));
            let described = control.get_attribute("aria-describedby");
            let hints = field.query_selector("p").unwrap().map(|p| (p.id(), p.text_content()));
            match hint {
                "" => assert_eq!((described, hints), (None, None)),
                _ => {
                    assert_eq!(described, Some(format!("{id}.hint")));
                    assert_eq!(hints, Some((format!("{id}.hint"), Some(hint.to_owned()))));
                }
            }
        }
    }
}

#[wasm_bindgen_test]
fn every_hostile_input_is_read_or_refused_here_too() {
    let outline = Outline::of(&hostile::pack());
    let inputs = hostile::all();
    for input in &inputs {
        let text = &input.text;
        let said: Vec<String> = match input.door {
            hostile::Door::Link => match Route::parse(text) {
                Route::Shared(payload) => {
                    let shared = outline.decode(&payload, None).map(|(shared, _)| shared);
                    let sheets = shared.map(|shared| shared.sheets).unwrap_or_default();
                    sheets
                        .iter()
                        .flat_map(|s| s.answers.values())
                        .map(|a| a.as_str().to_owned())
                        .collect()
                }
                _ => Vec::new(),
            },
            hostile::Door::Save => {
                let body = look(Some(text), None).newest.map(|(_, envelope)| envelope.body);
                let saved = body.and_then(json::from_json::<SavedSheet>);
                saved
                    .iter()
                    .flat_map(|s| s.response.answers())
                    .map(|(_, a)| a.as_str().to_owned())
                    .collect()
            }
            hostile::Door::Backup => {
                let sheets = backup::read(text).map(|backup| backup.sheets).unwrap_or_default();
                let answers = sheets.iter().flat_map(|(_, saved)| saved.response.answers());
                answers.map(|(_, answer)| answer.as_str().to_owned()).collect()
            }
            hostile::Door::Sheet => {
                let _ = parse_worksheet("own.json", text, &[Locale::En], Locale::En);
                continue;
            }
            hostile::Door::Pack => {
                let _ = parse_pack(text, |_| None, Locale::En);
                continue;
            }
            hostile::Door::Table => continue,
        };
        if let Some(says) = input.says {
            assert_eq!(said, [says], "{:?}", input.door);
        }
    }
    wasm_bindgen_test::console_log!("{} hostile inputs in Chromium", inputs.len());
}
