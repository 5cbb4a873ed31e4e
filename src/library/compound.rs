//! Reading the kinds of field that hold others.

use super::field::{FIELD_NUMBERS, column, flag, or_spoilt};
use super::problem::ProblemKind;
use super::reader::{Keys, Reader, Spot};
use super::sheet::{need, optional, small};
use crate::model::condition::Place;
use crate::model::field::{
    Branch, Choice, ChoiceLook, Classification, Field, FieldKind, Rows, Screening, Step, StepCount,
    Steps, Subject, Tally, ValueType, Verdict,
};
use crate::model::id::FieldId;
use crate::model::text::Template;

/// The words that a template of counts may have.
const COUNTS: [&str; 2] = ["rows", "distinct"];
/// The words that a template about steps may have.
const STEP_COUNTS: [&str; 3] = ["round", "done", "steps"];

/// What a column says beside its field.
#[derive(Default)]
pub(super) struct Columns {
    fields: Vec<Field>,
    single: Option<FieldId>,
    counts: Vec<Tally>,
}

/// The columns of rows.
fn columns(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Columns {
    let mut columns: Vec<Field> = Vec::new();
    let (mut single, mut counts) = (None, Vec::new());
    if let Some(list) = keys.need(reader, "columns") {
        for entry in reader.list(&list) {
            let Some((column, extra)) = column(reader, &entry) else { continue };
            if column.wire().is_none() && !matches!(column.kind, FieldKind::Refers(_)) {
                // Rows within rows would be a sheet of their own.
                reader.problem(&entry, ProblemKind::NoneOf(&["text", "choice", "date", "number"]));
            }
            if columns.iter().any(|other| other.id == column.id) {
                reader.problem(&entry, ProblemKind::IdTwice(column.id.to_string()));
            }
            if columns.iter().any(|other| other.number == column.number) {
                reader.problem(&entry, ProblemKind::NumberTwice(column.number));
            }
            if extra.is_single {
                single = Some(column.id.clone());
            }
            counts.extend(extra.counts.map(|(refers, distinct)| Tally {
                column: column.id.clone(),
                refers,
                distinct,
            }));
            columns.push(column);
        }
    }
    Columns { fields: columns, single, counts }
}

/// Rows.
pub(super) fn rows(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let Columns { fields: columns, single, counts } = columns(reader, keys);
    let add = need(reader, keys, "add", |r, s| r.text(s));
    let singular = need(reader, keys, "singular", |r, s| r.text(s));
    let target = optional(reader, keys, "target", |r, s| r.number(s, 1, 1_000)).map_or(0, small);
    let paper = optional(reader, keys, "paper", |r, s| r.number(s, 1, 100)).map_or(6, small);
    let count = optional(reader, keys, "count", |r, s| {
        let mut keys = r.object(s);
        let distinct = need(r, &mut keys, "distinct", |r, s| r.id(s));
        let label: Option<Template> = need(r, &mut keys, "label", |r, s| {
            let template = r.template(s)?;
            for blank in template.blanks().filter(|blank| !COUNTS.contains(&blank.as_str())) {
                r.problem(s, ProblemKind::NoField(blank.to_string()));
            }
            Some(template)
        });
        keys.close(r);
        distinct.zip(label)
    });
    let summary = optional(reader, keys, "summary", |r, s| {
        let template = r.template(s)?;
        for blank in template.blanks() {
            if !columns.iter().any(|column| column.id == *blank) {
                r.problem(s, ProblemKind::NoField(blank.to_string()));
            }
        }
        Some(template)
    });
    let first = optional(reader, keys, "first", |r, s| r.id(s));
    let shown_on = optional(reader, keys, "shown-on", |r, s| {
        Some(r.list(s).iter().filter_map(|entry| r.id(entry)).collect())
    });
    Some(FieldKind::Rows(Rows {
        columns,
        add: add?,
        singular: singular?,
        target,
        paper,
        count,
        summary,
        first,
        shown_on: shown_on.unwrap_or_default(),
        single,
        counts,
    }))
}

/// Steps.
pub(super) fn steps(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let columns = columns(reader, keys).fields;
    let mut steps: Vec<Step> = Vec::new();
    if let Some(list) = keys.need(reader, "steps") {
        for entry in reader.list(&list) {
            let Some(step) = or_spoilt(reader, &entry, |r| step(r, &entry)) else { continue };
            if steps.iter().any(|other| other.id == step.id) {
                reader.problem(&entry, ProblemKind::IdTwice(step.id.to_string()));
            }
            steps.push(step);
        }
    }
    let rounds = optional(reader, keys, "rounds", flag).unwrap_or(false);
    let said = need(reader, keys, "said", |r, s| {
        let template = r.template(s)?;
        for blank in template.blanks().filter(|blank| !STEP_COUNTS.contains(&blank.as_str())) {
            r.problem(s, ProblemKind::NoField(blank.to_string()));
        }
        Some(template)
    });
    let rows = Rows { columns, ..Rows::default() };
    Some(FieldKind::Steps(Box::new(Steps { rows, steps, rounds, said: said? })))
}

fn step(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Step> {
    let mut keys = reader.object(spot);
    let id = need(reader, &mut keys, "id", |r, s| r.id(s));
    let label = need(reader, &mut keys, "label", |r, s| r.text(s));
    let note = optional(reader, &mut keys, "note", |r, s| r.text(s)).unwrap_or_default();
    let counts = optional(reader, &mut keys, "counts", |r, s| {
        let mut keys = r.object(s);
        let of = need(r, &mut keys, "of", |r, s| r.id(s));
        let target = need(r, &mut keys, "target", |r, s| r.number(s, 1, 1_000)).map(small);
        let filled = need(r, &mut keys, "filled", |r, s| {
            Some(r.list(s).iter().filter_map(|entry| r.id(entry)).collect())
        });
        keys.close(r);
        Some(StepCount { of: of?, target: target?, filled: filled? })
    });
    keys.close(reader);
    Some(Step { id: id?, label: label?, note, counts })
}

/// A classification.
pub(super) fn classification(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
) -> Option<FieldKind> {
    let mut types: Vec<ValueType> = Vec::new();
    if let Some(list) = keys.need(reader, "types") {
        for entry in reader.list(&list) {
            types.extend(or_spoilt(reader, &entry, |r| value_type(r, &entry)));
        }
    }
    let answers = need(reader, keys, "answers", |r, s| {
        let texts: Vec<_> = r.list(s).iter().filter_map(|entry| r.text(entry)).collect();
        let three = <[String; 3]>::try_from(texts).ok();
        if three.is_none() {
            r.problem(s, ProblemKind::Expected("three texts"));
        }
        three
    });
    let mut statements = Vec::new();
    let mut weights = Vec::new();
    if let Some(list) = keys.need(reader, "statements") {
        for entry in reader.list(&list) {
            let read = |r: &mut Reader<'_>| statement(r, &entry, &types, answers.as_ref());
            if let Some((statement, weight)) = or_spoilt(reader, &entry, read) {
                statements.push(statement);
                weights.push(weight);
            }
        }
    }
    let threshold = need(reader, keys, "main", |r, s| r.number(s, 1, 100)).map(small);
    let overrule = need(reader, keys, "overrule", |r, s| {
        let mut keys = r.object(s);
        let id = need(r, &mut keys, "id", |r, s| r.id(s));
        let number = need(r, &mut keys, "number", |r, s| r.number(s, 1, FIELD_NUMBERS)).map(small);
        let label = need(r, &mut keys, "label", |r, s| r.text(s));
        keys.close(r);
        let choice = |(number, value): (u16, &ValueType)| Choice {
            id: value.id.clone(),
            number,
            label: value.title.clone(),
            note: String::new(),
            lines: Vec::new(),
        };
        let choices = (1..).zip(&types).map(choice).collect();
        let kind = FieldKind::Choice { choices, look: ChoiceLook::List };
        Some(plain(id?, number?, label?, String::new(), kind))
    });
    Some(FieldKind::Classification(Box::new(Classification {
        types,
        statements,
        weights,
        answers: answers?,
        threshold: threshold?,
        overrule: Box::new(overrule?),
    })))
}

fn value_type(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<ValueType> {
    let mut keys = reader.object(spot);
    let id = need(reader, &mut keys, "id", |r, s| r.id(s));
    let title = need(reader, &mut keys, "title", |r, s| r.text(s));
    let meaning = need(reader, &mut keys, "meaning", |r, s| r.text(s));
    let shapes = need(reader, &mut keys, "shapes", |r, s| {
        Some(r.list(s).iter().filter_map(|entry| r.text(entry)).collect())
    });
    keys.close(reader);
    Some(ValueType { id: id?, title: title?, meaning: meaning?, shapes: shapes? })
}

/// A statement: its field, the index of its type, its weight.
fn statement(
    reader: &mut Reader<'_>,
    spot: &Spot<'_, '_>,
    types: &[ValueType],
    answers: Option<&[String; 3]>,
) -> Option<(Field, (u8, u8))> {
    let mut keys = reader.object(spot);
    let id = need(reader, &mut keys, "id", |r, s| r.id(s));
    let number = need(reader, &mut keys, "number", |r, s| r.number(s, 1, FIELD_NUMBERS)).map(small);
    let label = need(reader, &mut keys, "label", |r, s| r.text(s));
    let kind = need(reader, &mut keys, "type", |r, s| {
        let name = r.string(s)?;
        let at = types.iter().position(|value| value.id.as_str() == name);
        if at.is_none() {
            r.problem(s, ProblemKind::NoChoice(name));
        }
        at.and_then(|at| u8::try_from(at).ok())
    });
    let weight = need(reader, &mut keys, "weight", |r, s| r.number(s, 1, 9));
    keys.close(reader);
    let words = answers.map_or(Vec::new(), |answers| answers.to_vec());
    let (low, high) = (String::new(), String::new());
    let scale = FieldKind::Scale { from: 0, to: 2, low, high, words };
    let mut field = plain(id?, number?, label?, String::new(), scale);
    field.required = true;
    Some((field, (kind?, u8::try_from(weight?).ok()?)))
}

/// A screening.
pub(super) fn screening(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Option<FieldKind> {
    let mut questions = Vec::new();
    let mut facts = Vec::new();
    if let Some(list) = keys.need(reader, "questions") {
        let entries = reader.list(&list);
        if entries.len() != Subject::ALL.len() {
            reader.problem(&list, ProblemKind::Expected("four questions"));
        }
        for (entry, subject) in entries.iter().zip(Subject::ALL) {
            let read = |r: &mut Reader<'_>| question(r, entry, subject);
            if let Some((question, fact)) = or_spoilt(reader, entry, read) {
                questions.push(question);
                facts.push(fact);
            }
        }
    }
    let mut place = |reader: &mut Reader<'_>, key| need(reader, keys, key, |r, s| r.id::<Place>(s));
    let sticking = place(reader, "sticking");
    let minimal = place(reader, "minimal");
    let fit = place(reader, "fit");
    let others = place(reader, "others");
    let verdicts =
        need(reader, keys, "verdicts", |r, s| Some(texts(r, s, &Verdict::IDS, &Verdict::ALL)));
    let says = need(reader, keys, "says", |r, s| Some(texts(r, s, &Branch::IDS, &Branch::ALL)));
    Some(FieldKind::Screening(Box::new(Screening {
        questions,
        facts,
        sticking: sticking?,
        minimal: minimal?,
        fit: fit?,
        others: others?,
        verdicts: verdicts?,
        says: says?,
    })))
}

/// A question and its fact.
fn question(
    reader: &mut Reader<'_>,
    spot: &Spot<'_, '_>,
    subject: Subject,
) -> Option<(Field, Field)> {
    let mut keys = reader.object(spot);
    let id = need(reader, &mut keys, "id", |r, s| {
        // The rule asks four things in this order; a file may not ask others.
        r.word(s, &Subject::IDS, &Subject::ALL).filter(|found| *found == subject)?;
        r.id(s)
    });
    let number = need(reader, &mut keys, "number", |r, s| r.number(s, 1, FIELD_NUMBERS)).map(small);
    let label = need(reader, &mut keys, "label", |r, s| r.text(s));
    let hint = optional(reader, &mut keys, "hint", |r, s| r.text(s)).unwrap_or_default();
    let _weight = need(reader, &mut keys, "weight", |r, s| {
        let weight = if subject.is_hard() { &["hard"] } else { &["soft"] };
        r.word(s, weight, &[()])
    });
    let fact = need(reader, &mut keys, "fact", |r, s| {
        let mut keys = r.object(s);
        let id = need(r, &mut keys, "id", |r, s| r.id(s));
        let number = need(r, &mut keys, "number", |r, s| r.number(s, 1, FIELD_NUMBERS)).map(small);
        let _kind = need(r, &mut keys, "kind", |r, s| r.word(s, &["text"], &[()]));
        let label = need(r, &mut keys, "label", |r, s| r.text(s));
        let placeholder = optional(r, &mut keys, "placeholder", |r, s| r.text(s));
        keys.close(r);
        let mut fact = plain(id?, number?, label?, String::new(), FieldKind::Text);
        fact.placeholder = placeholder.unwrap_or_default();
        Some(fact)
    });
    keys.close(reader);
    let mut question = plain(id?, number?, label?, hint, FieldKind::YesNo { unsure: true });
    question.required = true;
    Some((question, fact?))
}

/// An object with one text for each of these keys.
fn texts<T: Copy>(
    reader: &mut Reader<'_>,
    spot: &Spot<'_, '_>,
    ids: &[&'static str],
    meanings: &[T],
) -> Vec<(T, String)> {
    let mut keys = reader.object(spot);
    let mut texts = Vec::new();
    for (id, meaning) in ids.iter().zip(meanings) {
        let text = need(reader, &mut keys, id, |r, s| r.text(s));
        texts.extend(text.map(|text| (*meaning, text)));
    }
    keys.close(reader);
    texts
}

fn plain(id: FieldId, number: u16, label: String, hint: String, kind: FieldKind) -> Field {
    Field { id, number, label, hint, placeholder: String::new(), required: false, uses: None, kind }
}
