//! What sheets say of answers, with all reasons, in both languages: kept as text that one reads.
//!
//! `SPROUTSHEET_WRITE=1 cargo test --test outcomes` writes it anew; read the difference.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that cannot read its input has failed

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde::Deserialize;
use sproutsheet::library::parse_pack;
use sproutsheet::model::field::FieldKind;
use sproutsheet::model::id::{Address, SheetId};
use sproutsheet::model::outcome::classification::profile;
use sproutsheet::model::outcome::screening::{Turn, judge};
use sproutsheet::model::outcome::{Desk, Wording};
use sproutsheet::model::response::{Answer, Edit, Response};
use sproutsheet::model::stamp::{Clock, Replica};
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const WORDING: Wording =
    Wording { yes: "yes", no: "no", unsure: "unsure", comma: ", ", blank: "____" };

#[derive(Deserialize)]
struct Case {
    name: String,
    sheet: String,
    answers: BTreeMap<String, String>,
    fit: Option<String>,
}

fn response(answers: impl IntoIterator<Item = (String, String)>) -> Response {
    let mut response = Response::default();
    let mut clock = Clock::new(Replica(1));
    for (field, text) in answers {
        let address: Address = field.parse().unwrap();
        response.apply(Edit::Answer { address, answer: Answer::new(text) }, clock.tick(1));
    }
    response
}

fn said(pack: &Pack, case: &Case) -> String {
    let id: SheetId = case.sheet.parse().unwrap();
    let here = pack.sheet(&id).unwrap();
    let fit = case.fit.clone().map(|deep| ("deep".to_owned(), deep));
    let responses = BTreeMap::from([
        (id, response(case.answers.clone())),
        ("fit".parse().unwrap(), response(fit)),
    ]);
    let desk = Desk { pack, here, responses: &responses, today: 9_800 };
    let mut out = String::new();
    for field in here.sections.iter().flat_map(|section| &section.fields) {
        match &field.kind {
            FieldKind::Classification(kind) => {
                let profile = profile(kind, &responses[&here.id]);
                for (value, entry) in kind.types.iter().zip(&profile.entries) {
                    let why = entry.reasons.iter().map(|at| kind.statements[*at].label.as_str());
                    let why: Vec<_> = why.collect();
                    let line = format!("{} {} {}", value.title, entry.weight.id(), entry.score);
                    writeln!(out, "  {line}: {}", why.join(" ")).unwrap();
                }
                let tied = profile.tied.iter().map(|at| kind.types[*at].title.as_str());
                let tied: Vec<_> = tied.collect();
                let marks =
                    [("provisional", profile.is_provisional), ("overruled", profile.is_overruled)];
                let marks = marks.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name);
                let marks: Vec<_> = marks.collect();
                writeln!(out, "  tied [{}] {}", tied.join(", "), marks.join(" ")).unwrap();
            }
            FieldKind::Screening(kind) => {
                let Some(judged) = judge(kind, &desk) else {
                    writeln!(out, "  no verdict").unwrap();
                    continue;
                };
                let title = &kind.verdicts.iter().find(|(v, _)| *v == judged.verdict()).unwrap().1;
                let says = &kind.says.iter().find(|(b, _)| *b == judged.branch).unwrap().1;
                writeln!(out, "  {}: {title} {says}", judged.verdict().id()).unwrap();
                for turn in &judged.turns {
                    let words = match turn {
                        Turn::Question(subject) => kind.questions[*subject as usize].label.clone(),
                        other => format!("{other:?}"),
                    };
                    writeln!(out, "  would turn it: {words}").unwrap();
                }
            }
            _ => {}
        }
    }
    if let Some(reading) = desk.reading() {
        writeln!(out, "  reading: {}", desk.filled(&reading.say, &WORDING)).unwrap();
    }
    writeln!(out, "  summary: {}", desk.filled(&here.summary, &WORDING)).unwrap();
    out
}

#[test]
fn every_outcome_reads_as_it_was_approved() {
    let text = fs::read_to_string(format!("{ROOT}/tests/fixtures/outcomes.json")).unwrap();
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() >= 30);
    let open = |file: &str| fs::read_to_string(format!("{ROOT}/worksheets/community/{file}")).ok();
    let mut out = String::new();
    for locale in Locale::ALL {
        let pack = parse_pack(&open("pack.json").unwrap(), open, locale).unwrap();
        for case in &cases {
            write!(out, "{} {}\n{}", case.sheet, case.name, said(&pack, case)).unwrap();
        }
    }
    let path = format!("{ROOT}/tests/golden/outcomes.txt");
    if std::env::var_os("SPROUTSHEET_WRITE").is_some() {
        fs::write(&path, &out).unwrap();
    }
    let approved = fs::read_to_string(&path).unwrap_or_default();
    for (now, before) in out.lines().zip(approved.lines()) {
        assert_eq!(now, before);
    }
    assert_eq!(out.lines().count(), approved.lines().count());
}
