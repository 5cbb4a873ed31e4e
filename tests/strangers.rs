//! The hostile corpus, natively: every input opens or says why not, and what opens is only text.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by them

mod hostile;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hostile::{COUNTS, Door, Input};
use sproutsheet::library::{parse_pack, parse_worksheet};
use sproutsheet::model::backup;
use sproutsheet::model::export::csv;
use sproutsheet::model::export::{Book, Format, export};
use sproutsheet::model::id::SheetId;
use sproutsheet::model::response::{Answer, Edit, Response};
use sproutsheet::model::route::Route;
use sproutsheet::model::save::{SavedSheet, look};
use sproutsheet::model::share::{Outline, TEXT_LIMIT, needs};
use sproutsheet::model::stamp::{Replica, Stamp};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;
use sproutsheet::words::paper::labels;

/// What an input gave: texts, or nothing where it was refused.
fn taken(input: &Input, pack: &Pack, outline: &Outline) -> Vec<String> {
    let saved = |body: &str| {
        let saved = serde_json::from_str::<SavedSheet>(body).ok()?;
        Some(saved.response.answers().map(|(_, answer)| answer.as_str().to_owned()).collect())
    };
    match input.door {
        Door::Link => {
            let Route::Shared(payload) = Route::parse(&input.text) else { return Vec::new() };
            let _ = needs(&payload);
            let Ok((shared, _)) = outline.decode(&payload, None) else { return Vec::new() };
            let answers = shared.sheets.iter().flat_map(|sheet| sheet.answers.values());
            answers.map(|answer| answer.as_str().to_owned()).collect()
        }
        Door::Save => {
            let slots = look(Some(&input.text), None);
            slots.newest.and_then(|(_, envelope)| saved(envelope.body)).unwrap_or_default()
        }
        Door::Backup => {
            let Ok(lines) = backup::read(&input.text) else { return Vec::new() };
            lines.parts.iter().filter_map(|part| saved(&part.body)).flatten().collect()
        }
        Door::Table => {
            let sheet = pack.sheets.iter().find(|sheet| sheet.id.as_str() == "listening").unwrap();
            let (_, kind) = sheet.rows().next().unwrap();
            let Ok(read) = csv::read(&input.text, kind, &labels(Locale::En).wording) else {
                return Vec::new();
            };
            assert!(read.rows.len() <= csv::ROWS_LIMIT);
            read.rows.iter().flatten().map(|(_, answer)| answer.as_str().to_owned()).collect()
        }
        Door::Sheet => {
            let read = parse_worksheet("own.json", &input.text, &[Locale::En], Locale::En);
            if let Err(problems) = &read {
                assert!(!problems.is_empty() && problems.len() <= 201, "{}", problems.len());
                let told: String = problems.iter().map(ToString::to_string).collect();
                assert!(told.len() < 200_000, "a message of {} bytes", told.len());
            }
            read.map(|sheet| vec![sheet.title]).unwrap_or_default()
        }
        Door::Pack => {
            let read = parse_pack(&input.text, |_| None, Locale::En);
            read.map(|pack| vec![pack.source.link]).unwrap_or_default()
        }
    }
}

/// The files that leave with this answer.
fn exported(pack: &Pack, answer: &str) -> [String; 2] {
    let mut response = Response::default();
    let edit = Edit::Answer { address: "who".parse().unwrap(), answer: Answer::new(answer) };
    response.apply(edit, Stamp { millis: 1, counter: 0, replica: Replica(1) });
    let job: SheetId = "job".parse().unwrap();
    let answers = BTreeMap::from([(job.clone(), response)]);
    let book = Book::of(pack, answers, Some(job), "2026-01-31");
    [Format::Html, Format::Csv].map(|format| export(&book, format, labels(Locale::En)).text)
}

#[test]
fn every_hostile_input_opens_as_text_or_is_refused() {
    let inputs = hostile::all();
    let pack = hostile::pack();
    let outline = Outline::of(&pack);
    let plain = exported(&pack, "plain")[0].matches('<').count();
    let mut opened: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for input in &inputs {
        let texts = taken(input, &pack, &outline);
        let (all, open) = opened.entry(input.class).or_default();
        *all += 1;
        *open += usize::from(!texts.is_empty());
        if let Some(says) =
            input.says.filter(|_| input.door != Door::Sheet && input.door != Door::Table)
        {
            // Nothing of what was said is lost on the way, whatever it is.
            assert_eq!(texts, [says], "{:?}", input.door);
        }
        for text in &texts {
            if input.door == Door::Link {
                assert!(text.chars().count() <= TEXT_LIMIT);
            }
            if input.door == Door::Pack {
                assert!(text.starts_with("http://") || text.starts_with("https://"), "{text}");
            }
            let [html, table] = exported(&pack, text);
            assert!(html.matches('<').count() <= plain, "{text}");
            assert!(!table.contains("\n=") && !table.contains(",="), "{text}");
        }
    }
    let mut told = String::new();
    for (class, least) in COUNTS {
        let (all, open) = opened.get(class).copied().unwrap_or_default();
        let _ = writeln!(told, "{class}: {all} ({open} open as text, {} refused)", all - open);
        assert!(all >= least, "{class} has {all} inputs of {least}");
    }
    println!("{} hostile inputs, natively\n{told}", inputs.len());
    assert!(inputs.len() >= 600);
}

#[test]
fn an_address_of_content_leads_to_the_web_or_nowhere() {
    let pack = hostile::pack();
    let outline = Outline::of(&pack);
    for input in hostile::all().iter().filter(|input| input.door == Door::Pack) {
        let taken = taken(input, &pack, &outline);
        assert_eq!(taken, Vec::<String>::new(), "{}", input.text);
    }
}

/// The tests of the built site get the same inputs; `cargo xtask test e2e` names the file.
#[test]
fn the_site_gets_the_same_inputs() {
    if let Some(file) = std::env::var_os("SPROUTSHEET_HOSTILE") {
        std::fs::write(file, hostile::json()).unwrap();
    }
}
