//! The JSON Schema of worksheet files, by which editors complete and check them.
//!
//! The checker itself is the source: it reads a sheet that uses every key (`every-key.json`), and
//! what it asks of each value there is the schema. A key that the checker learns and that sheet
//! lacks is an error, told by a test; a key that the checker does not know, the sheet cannot have.
//! The schema is looser than the checker: whether names, numbers and blanks fit each other is
//! asked by the checker alone.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use super::problem::Problem;
use super::reader::{Asked, LIST_LIMIT, TEXT_LIMIT, listen};
use super::sheet;
use crate::model::id::ID_LIMIT;
use crate::model::text::Locale;

/// A sheet that uses every key.
const EVERY_KEY: &str = include_str!("every-key.json");

/// The keys that every field or column may have. They mean the same wherever they stand.
const COMMON: [&str; 9] =
    ["id", "number", "label", "hint", "placeholder", "required", "single", "counts", "use"];

/// Why there is no schema.
#[derive(Debug)]
pub enum SchemaError {
    /// The sheet that uses every key has mistakes.
    Mistakes(Vec<Problem>),
    /// The sheet lacks a key, or a kind of field.
    Lacks(String),
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mistakes(problems) => problems.iter().try_for_each(|p| writeln!(f, "{p}")),
            Self::Lacks(what) => write!(f, "every-key.json shows no “{what}”"),
        }
    }
}

impl std::error::Error for SchemaError {}

/// The schema of a worksheet file, as JSON.
///
/// # Errors
/// Where the sheet that it is made from does not show all.
pub fn schema() -> Result<String, SchemaError> {
    let asked = listen(EVERY_KEY, sheet::worksheet).map_err(SchemaError::Mistakes)?;
    let mut root = Spot::default();
    for (path, asked) in asked {
        root.at(&path).asked.push(asked);
    }
    let mut defined = Defined::new();
    let sheet = Shape::of(root, &mut defined);
    let mut schema = sheet.schema("a sheet", &defined)?;
    let mut definitions = definitions(&defined)?;
    definitions.insert("words".to_owned(), words());
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "Sproutsheet worksheet".into();
    schema["$defs"] = definitions.into();
    Ok(format!("{schema:#}\n"))
}

/// Words in one language or each.
fn words() -> Value {
    let one = json!({"type": "string", "minLength": 1, "maxLength": TEXT_LIMIT});
    let each: Map<_, _> =
        Locale::ALL.iter().map(|locale| (locale.tag().to_owned(), one.clone())).collect();
    let each = json!({
        "type": "object", "properties": each, "additionalProperties": false, "minProperties": 1,
    });
    json!({"anyOf": [one, each]})
}

/// One place in the file, and what was asked there.
#[derive(Default)]
struct Spot {
    asked: Vec<Asked>,
    /// By key, or `[0]` of a list.
    within: BTreeMap<String, Spot>,
}

impl Spot {
    /// The place at a path from here: `sections[0].fields`.
    fn at(&mut self, path: &str) -> &mut Self {
        let mut here = self;
        for step in path.replace('[', ".[").split('.').filter(|step| !step.is_empty()) {
            here = here.within.entry(step.to_owned()).or_default();
        }
        here
    }
}

/// What stands in many places, by its name and variant.
type Defined = BTreeMap<(&'static str, String), Shape>;

/// What was asked of values that stand in like places, all taken together.
#[derive(Clone, Default)]
struct Shape {
    /// The name under which all this is told once.
    name: Option<&'static str>,
    asked: Vec<Asked>,
    /// In how many objects keys were asked for, and in how many of them each had to be there.
    objects: usize,
    keys: BTreeMap<&'static str, usize>,
    /// The values of the keys.
    values: BTreeMap<String, Shape>,
    /// The entries of a list, or the values under names.
    entries: Option<Box<Shape>>,
}

impl Shape {
    fn of(spot: Spot, defined: &mut Defined) -> Self {
        let mut shape = Self::default();
        let mut named = None;
        for asked in spot.asked {
            match asked {
                Asked::Named(name, variant) => named = Some((name, variant)),
                Asked::Keys(known) => {
                    shape.objects += 1;
                    for (key, is_needed) in known {
                        let needed = shape.keys.entry(key).or_default();
                        *needed = (*needed).max(usize::from(is_needed));
                    }
                }
                asked if shape.asked.contains(&asked) => {}
                asked => shape.asked.push(asked),
            }
        }
        let has_names = shape.asked.contains(&Asked::Names);
        for (step, spot) in spot.within {
            let within = Self::of(spot, defined);
            if has_names || step.starts_with('[') {
                shape.entries.get_or_insert_default().add(within);
            } else {
                shape.values.entry(step).or_default().add(within);
            }
        }
        match named {
            None => shape,
            Some((name, variant)) => {
                defined.entry((name, variant)).or_default().add(shape);
                Self { name: Some(name), ..Self::default() }
            }
        }
    }

    /// Takes in what was asked in another place like this one.
    fn add(&mut self, other: Self) {
        self.name = self.name.or(other.name);
        self.objects += other.objects;
        for (key, needed) in other.keys {
            *self.keys.entry(key).or_default() += needed;
        }
        for asked in other.asked {
            if !self.asked.contains(&asked) {
                self.asked.push(asked);
            }
        }
        for (key, shape) in other.values {
            self.values.entry(key).or_default().add(shape);
        }
        if let Some(entries) = other.entries {
            self.entries.get_or_insert_default().add(*entries);
        }
    }

    /// The schema of it; `place` says where it stands.
    fn schema(&self, place: &str, defined: &Defined) -> Result<Value, SchemaError> {
        if let Some(name) = self.name {
            return Ok(json!({"$ref": format!("#/$defs/{name}")}));
        }
        let one_of: Vec<_> = self.asked.iter().filter_map(Asked::one_of).flatten().collect();
        let mut ways = Vec::new();
        if !one_of.is_empty() {
            ways.push(json!({"enum": one_of}));
        }
        for asked in &self.asked {
            let entries = || {
                let shape = self.entries.as_ref().ok_or(SchemaError::Lacks(place.to_owned()))?;
                shape.schema(&format!("an entry of {place}"), defined)
            };
            let id = format!("[A-Za-z][A-Za-z0-9-]{{0,{}}}", ID_LIMIT - 1);
            ways.push(match asked {
                // A word that is one of several need not be said to be an id.
                Asked::Id | Asked::Plain | Asked::Place if !one_of.is_empty() => continue,
                Asked::Id => json!({"type": "string", "pattern": format!("^{id}$")}),
                Asked::Place => {
                    json!({"type": "string", "pattern": format!("^{id}(\\.{id}){{0,2}}$")})
                }
                Asked::Plain => json!({"type": "string", "maxLength": TEXT_LIMIT}),
                Asked::Number(low, high) => {
                    json!({"type": "integer", "minimum": low, "maximum": high})
                }
                Asked::Flag => json!({"type": "boolean"}),
                Asked::List => {
                    json!({"type": "array", "items": entries()?, "maxItems": LIST_LIMIT})
                }
                Asked::Names => json!({"type": "object", "additionalProperties": entries()?}),
                Asked::Words => json!({"$ref": "#/$defs/words"}),
                Asked::Named(..) | Asked::Keys(_) | Asked::OneOf(_) => continue,
            });
        }
        // Words may be an object too, which their own schema tells.
        if self.objects > 0 && !self.asked.contains(&Asked::Words) {
            ways.push(self.object(place, defined)?);
        }
        match ways.len() {
            0 => Err(SchemaError::Lacks(place.to_owned())),
            1 => Ok(ways.remove(0)),
            _ => Ok(json!({"anyOf": ways})),
        }
    }

    fn object(&self, place: &str, defined: &Defined) -> Result<Value, SchemaError> {
        let mut properties = Map::new();
        for key in self.keys.keys() {
            let elsewhere = || {
                let all = defined.values().filter(|_| COMMON.contains(key));
                all.into_iter().find_map(|shape| shape.values.get(*key))
            };
            let place = format!("{key} of {place}");
            let value = self.values.get(*key).or_else(elsewhere);
            let value = value.ok_or_else(|| SchemaError::Lacks(place.clone()))?;
            properties.insert((*key).to_owned(), value.schema(&place, defined)?);
        }
        Ok(json!({
            "type": "object", "properties": properties, "additionalProperties": false,
            "required": self.needed(),
        }))
    }

    /// The keys that must be there in every such object.
    fn needed(&self) -> Vec<&str> {
        let keys = self.keys.iter().filter(|(_, needed)| **needed == self.objects);
        keys.map(|(key, _)| *key).collect()
    }
}

impl Asked {
    fn one_of(&self) -> Option<&'static [&'static str]> {
        match self {
            Self::OneOf(words) => Some(words),
            _ => None,
        }
    }
}

/// What stands in many places. Where it has variants, its kind says which.
fn definitions(defined: &Defined) -> Result<Map<String, Value>, SchemaError> {
    let mut all = Map::new();
    let mut variants: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ((name, variant), shape) in defined {
        let place = format!("{name} {variant}");
        let mut schema = shape.object(place.trim(), defined)?;
        if variant.is_empty() {
            // Every key is one that makes it: there is one of them.
            schema["minProperties"] = 1.into();
            schema["maxProperties"] = 1.into();
            all.insert((*name).to_owned(), schema);
        } else {
            if let Some(kind) = schema["properties"].get_mut("kind") {
                *kind = json!({"const": variant});
            }
            all.insert(format!("{name}-{variant}"), schema);
            variants.entry(name).or_default().push(variant);
        }
    }
    let kinds = defined.values().filter_map(|shape| shape.values.get("kind"));
    let kinds: Vec<_> = kinds.flat_map(|kind| &kind.asked).filter_map(Asked::one_of).collect();
    for (name, variants) in variants {
        let (uses, variants): (Vec<&str>, Vec<&str>) =
            variants.into_iter().partition(|variant| *variant == "use");
        let lacking = kinds.iter().copied().flatten().find(|kind| !variants.contains(kind));
        if let Some(kind) = lacking.filter(|_| name == "field") {
            return Err(SchemaError::Lacks(format!("field {kind}")));
        }
        let by_kind = variants.iter().map(|kind| {
            json!({
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": format!("#/$defs/{name}-{kind}")},
            })
        });
        let by_kind = json!({
            "type": "object", "properties": {"kind": {"enum": variants}}, "required": ["kind"],
            "allOf": by_kind.collect::<Vec<_>>(),
        });
        let schema = if uses.is_empty() {
            by_kind
        } else {
            json!({
                "if": {"required": ["use"]},
                "then": {"$ref": format!("#/$defs/{name}-use")},
                "else": by_kind,
            })
        };
        all.insert(name.to_owned(), schema);
    }
    Ok(all)
}
