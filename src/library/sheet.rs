//! From a worksheet file to a [`Worksheet`]: the one way in, for our packs and for anyone's.

use std::collections::BTreeSet;

use jsonc_parser::ast::Value;

use super::field::field;
use super::figure;
use super::known::{Known, check_choices, condition};
use super::problem::ProblemKind;
use super::reader::{Keys, Reader, Spot};
use crate::model::condition::Place;
use crate::model::field::Rows;
use crate::model::flow::{Flow, FlowKind};
use crate::model::id::{FieldId, IdError, PackId};
use crate::model::response::Answer;
use crate::model::text::Template;
use crate::model::unseen::is_unseen;
use crate::model::worksheet::{
    Cells, Example, Guide, Reading, Role, Section, Source, Tone, Worksheet,
};

/// Reads a worksheet.
pub(super) fn worksheet(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Worksheet> {
    let mut keys = reader.object(spot);
    // Where editors look for the schema of the file.
    let _schema = optional(reader, &mut keys, "$schema", |r, s| r.string(s));
    let id = need(reader, &mut keys, "id", |r, s| r.id(s));
    let number = need(reader, &mut keys, "number", |r, s| r.number(s, 1, 31));
    let version = need(reader, &mut keys, "version", |r, s| r.number(s, 1, 65_535));
    let source = optional(reader, &mut keys, "source", comes_from);
    let role = optional(reader, &mut keys, "role", role);
    let name = need(reader, &mut keys, "name", |r, s| r.text(s));
    let title = need(reader, &mut keys, "title", |r, s| r.text(s));
    let lead = optional(reader, &mut keys, "lead", |r, s| r.text(s));
    let gives = optional(reader, &mut keys, "gives", |r, s| r.text(s));
    let minutes = optional(reader, &mut keys, "minutes", |r, s| r.number(s, 1, 240));
    let guide = optional(reader, &mut keys, "guide", guide);
    let mut sections = Vec::new();
    if let Some(list) = keys.need(reader, "sections") {
        for entry in reader.list(&list) {
            sections.push(section(reader, &entry));
        }
    }
    let known = Known::of(&sections);
    if let Some(list) = keys.get("sections") {
        unique(reader, &list);
        figure::check(reader, &list, &sections);
    }
    let mut examples = Vec::new();
    if let Some(list) = keys.get("examples") {
        for entry in reader.list(&list) {
            examples.extend(example(reader, &entry, &known));
        }
    }
    let summary = optional(reader, &mut keys, "summary", |r, s| {
        let template = r.template(s)?;
        Some(known.resolve_template(r, s, template))
    });
    let mut readings = Vec::new();
    if let Some(list) = keys.get("readings") {
        for entry in reader.list(&list) {
            readings.extend(reading(reader, &entry, &known));
        }
    }
    let mut flows = Vec::new();
    if let Some(list) = keys.get("flows") {
        for entry in reader.list(&list) {
            flows.extend(flow(reader, &entry, &known));
        }
    }
    keys.close(reader);
    Some(Worksheet {
        id: id?,
        number: small(number?),
        version: small(version?),
        source,
        role: role.unwrap_or_default(),
        name: name?,
        title: title?,
        lead: lead.unwrap_or_default(),
        gives: gives.unwrap_or_default(),
        minutes: minutes.map_or(0, small),
        guide: guide.unwrap_or_default(),
        sections,
        examples,
        summary: summary.unwrap_or(Template { pieces: Vec::new() }),
        readings,
        flows,
    })
}

/// Reads the value of a key that must be there.
pub(super) fn need<'v, 't, T>(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'v, 't>,
    key: &'static str,
    read: impl FnOnce(&mut Reader<'_>, &Spot<'v, 't>) -> Option<T>,
) -> Option<T> {
    let spot = keys.need(reader, key)?;
    read(reader, &spot)
}

/// Reads the value of a key that may be missing.
pub(super) fn optional<'v, 't, T>(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'v, 't>,
    key: &'static str,
    read: impl FnOnce(&mut Reader<'_>, &Spot<'v, 't>) -> Option<T>,
) -> Option<T> {
    keys.get(key).and_then(|spot| read(reader, &spot))
}

/// A number that the reader has held within bounds.
pub(super) fn small(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Where something comes from.
pub(super) fn comes_from(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Source> {
    let mut keys = reader.object(spot);
    let title = need(reader, &mut keys, "title", |r, s| r.text(s));
    let author = need(reader, &mut keys, "author", |r, s| r.text(s));
    let link = need(reader, &mut keys, "link", link);
    keys.close(reader);
    Some(Source { title: title?, author: author?, link: link? })
}

/// An address on the web.
fn link(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<String> {
    let link = reader.string(spot)?;
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    if !is_web || link.contains(|c: char| c.is_whitespace() || is_unseen(c)) {
        reader.problem(spot, ProblemKind::Link);
        return None;
    }
    Some(link)
}

fn role(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Role> {
    reader.word(
        spot,
        &["self-test", "tool", "closing"],
        &[Role::SelfTest, Role::Tool, Role::Closing],
    )
}

fn guide(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<Guide> {
    let mut keys = reader.object(spot);
    let mut text = |reader: &mut Reader<'_>, key| {
        optional(reader, &mut keys, key, |r, s| r.text(s)).unwrap_or_default()
    };
    let guide = Guide {
        meaning: text(reader, "meaning"),
        example: text(reader, "example"),
        mistake: text(reader, "mistake"),
        story: text(reader, "story"),
    };
    keys.close(reader);
    Some(guide)
}

fn section(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Section {
    let mut keys = reader.object(spot);
    let title = optional(reader, &mut keys, "title", |r, s| r.text(s));
    let lead = optional(reader, &mut keys, "lead", |r, s| r.text(s));
    let mut fields = Vec::new();
    if let Some(list) = keys.need(reader, "fields") {
        for entry in reader.list(&list) {
            fields.extend(field(reader, &entry));
        }
    }
    keys.close(reader);
    Section { title: title.unwrap_or_default(), lead: lead.unwrap_or_default(), fields }
}

/// Notes ids and numbers of fields that stand twice in the sheet, each where it stands again.
fn unique(reader: &mut Reader<'_>, sections: &Spot<'_, '_>) {
    let (mut ids, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    let fields = sections.entries().into_iter().filter_map(|section| section.get("fields"));
    for field in fields.flat_map(|fields| fields.entries()).flat_map(|field| answering(&field)) {
        if let Some(id) = field.get("id")
            && let Some(word) = id.word()
            && !ids.insert(word)
        {
            reader.problem(&id, ProblemKind::IdTwice(word.to_owned()));
        }
        if let Some(spot) = field.get("number")
            && let Value::NumberLit(literal) = spot.value
            && let Ok(number) = literal.value.parse()
            && !numbers.insert(number)
        {
            reader.problem(&spot, ProblemKind::NumberTwice(number));
        }
    }
}

/// A field, and those that it holds: blanks, statements, questions and their facts.
fn answering<'v, 't>(field: &Spot<'v, 't>) -> Vec<Spot<'v, 't>> {
    let lists = ["blanks", "statements", "questions"].into_iter().filter_map(|key| field.get(key));
    let mut all = vec![field.clone()];
    for held in lists.flat_map(|list| list.entries()).chain(field.get("overrule")) {
        all.extend([Some(held.clone()), held.get("fact")].into_iter().flatten());
    }
    all
}

fn example(reader: &mut Reader<'_>, spot: &Spot<'_, '_>, known: &Known) -> Option<Example> {
    let mut keys = reader.object(spot);
    let id = need(reader, &mut keys, "id", |r, s| r.id(s));
    let _number = need(reader, &mut keys, "number", |r, s| r.number(s, 1, 999));
    let title = need(reader, &mut keys, "title", |r, s| r.text(s));
    let note = optional(reader, &mut keys, "note", |r, s| r.text(s));
    let mut answers = Vec::new();
    let mut rows = Vec::new();
    if let Some(spot) = keys.need(reader, "answers") {
        for (name, spot) in reader.names(&spot) {
            let id = name.parse::<FieldId>().ok();
            if let Some((id, kind)) = id.as_ref().and_then(|id| Some((id, known.rows(id)?))) {
                let entries = reader.list(&spot);
                let cells = entries.iter().map(|entry| cells(reader, entry, kind)).collect();
                rows.push((id.clone(), cells));
                continue;
            }
            let Some(field) = id.filter(|id| known.find(id).is_some()) else {
                reader.problem(&spot, ProblemKind::NoField(name));
                continue;
            };
            if let Some(answer) = reader.text(&spot).and_then(Answer::new) {
                known.check_answer(reader, &spot, &field, &answer);
                answers.push((field, answer));
            }
        }
    }
    keys.close(reader);
    Some(Example { id: id?, title: title?, note: note.unwrap_or_default(), answers, rows })
}

/// The cells of an example's row, by their columns.
fn cells(reader: &mut Reader<'_>, spot: &Spot<'_, '_>, rows: &Rows) -> Cells {
    let mut cells = Vec::new();
    for (name, spot) in reader.names(spot) {
        let Some(column) = rows.columns.iter().find(|column| column.id.as_str() == name) else {
            reader.problem(&spot, ProblemKind::NoField(name));
            continue;
        };
        if let Some(answer) = reader.text(&spot).and_then(Answer::new) {
            check_choices(reader, &spot, column, &answer);
            cells.push((column.id.clone(), answer));
        }
    }
    cells
}

fn reading(reader: &mut Reader<'_>, spot: &Spot<'_, '_>, known: &Known) -> Option<Reading> {
    let mut keys = reader.object(spot);
    let when = need(reader, &mut keys, "when", |r, s| condition(r, s, known));
    let say = need(reader, &mut keys, "say", |r, s| {
        let template = r.template(s)?;
        Some(known.resolve_template(r, s, template))
    });
    let tone = optional(reader, &mut keys, "tone", |r, s| {
        r.word(s, &["quiet", "good", "look"], &[Tone::Quiet, Tone::Good, Tone::Look])
    });
    keys.close(reader);
    Some(Reading { when: when?, say: say?, tone: tone.unwrap_or_default() })
}

/// Where something flows from: a place in this pack, or, as `pack/sheet.field`, a field in another.
fn source(reader: &mut Reader<'_>, spot: &Spot<'_, '_>) -> Option<(Option<PackId>, Place)> {
    let text = reader.string(spot)?;
    let made = match text.split_once('/') {
        None => text.parse().map(|place| (None, place)),
        Some((pack, place)) => pack.parse().and_then(|pack| match place.parse()? {
            place @ Place { sheet: Some(_), column: None, .. } => Ok((Some(pack), place)),
            _ => Err(IdError::Parts),
        }),
    };
    made.map_err(|error| reader.problem(spot, ProblemKind::Id(error.to_string()))).ok()
}

fn flow(reader: &mut Reader<'_>, spot: &Spot<'_, '_>, known: &Known) -> Option<Flow> {
    let mut keys = reader.object(spot);
    let to = need(reader, &mut keys, "to", |r, s| {
        let place: Place = r.id(s)?;
        let place = known.resolve(place).map_err(|name| r.problem(s, ProblemKind::NoField(name)));
        let place = place.ok()?;
        if place.sheet.is_some() {
            r.problem(s, ProblemKind::NoField(place.to_string()));
            return None;
        }
        Some(place)
    });
    let from = need(reader, &mut keys, "from", source);
    let how = need(reader, &mut keys, "how", |r, s| {
        r.word(s, &["fill", "suggest"], &[FlowKind::Fill, FlowKind::Suggest])
    });
    let when = optional(reader, &mut keys, "when", |r, s| condition(r, s, known));
    let draft = optional(reader, &mut keys, "draft", |r, s| r.template(s));
    let columns = optional(reader, &mut keys, "columns", |r, s| {
        let pairs = r.list(s);
        let pair = |entry: &Spot<'_, '_>, r: &mut Reader<'_>| {
            let [here, there] = &r.list(entry)[..] else {
                r.problem(entry, ProblemKind::Expected("a pair [column here, column there]"));
                return None;
            };
            r.id::<FieldId>(here).zip(r.id::<FieldId>(there))
        };
        Some(pairs.iter().filter_map(|entry| pair(entry, r)).collect())
    });
    keys.close(reader);
    let (pack, from) = from?;
    Some(Flow { to: to?, from, pack, how: how?, when, draft, columns: columns.unwrap_or_default() })
}
