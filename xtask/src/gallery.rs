//! The gallery shows the JSON that makes each kind of field: not a copy, but the very lines of
//! its file.

use std::fs;

use sproutsheet::model::worksheet::Pack;

use crate::Failure;
use crate::run::root;

/// Puts the JSON of each sheet's fields where the gallery shows it: into its guide's example.
pub(crate) fn show_source(pack: &mut Pack) -> Result<(), Failure> {
    for sheet in &mut pack.sheets {
        let name = format!("worksheets/{}/{}.json", pack.id, sheet.id);
        let text = fs::read_to_string(root().join(&name))?;
        sheet.guide.example =
            fields(&text).ok_or_else(|| format!("{name} has no list of fields"))?;
    }
    Ok(())
}

/// What stands in the first list of fields, as far to the left as it goes.
fn fields(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\"fields\": [")?;
    let mut depth = 0_usize;
    let (mut in_string, mut escaped) = (false, false);
    let mut end = None;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '[' | '{' if !in_string => depth += 1,
            ']' if !in_string && depth == 0 => {
                end = Some(at);
                break;
            }
            ']' | '}' if !in_string => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    let lines: Vec<&str> = rest[..end?].lines().filter(|line| !line.trim().is_empty()).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let left = lines.iter().map(indent).min().unwrap_or(0);
    Some(lines.iter().filter_map(|line| line.get(left..)).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_stand_as_in_the_file() {
        let text =
            "{\n  \"fields\": [\n    {\"id\": \"a]\\\"\",\n     \"b\": [1]}\n  ], \"c\": []\n}";
        assert_eq!(fields(text).as_deref(), Some("{\"id\": \"a]\\\"\",\n \"b\": [1]}"));
        assert_eq!(fields("{}"), None);
    }
}
