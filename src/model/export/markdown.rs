//! Markdown that opens well in Obsidian and Notion: a sentence as a sentence, answers as a list,
//! rows as tables. What people typed stays text: whatever Markdown would read in it is escaped.

use super::text::plain;
use super::written::{Part, Table};
use super::{Book, Labels};

/// Everything that is written, as Markdown.
pub fn markdown(books: &[Book<'_>], title: &str, labels: &Labels) -> String {
    let mut out = format!("# {}\n", inline(title));
    let is_notebook = books.len() > 1;
    let mut is_empty = true;
    for book in books {
        let sheets = book.written(labels);
        if is_notebook && sheets.is_empty() {
            continue;
        }
        is_empty &= sheets.iter().all(|written| written.parts.is_empty());
        // The file's title, in a notebook the pack's, then the sheet's, then what is on it.
        let mut level = "##".to_owned();
        if is_notebook {
            out.push_str(&format!("\n{level} {}\n", inline(&book.pack.title)));
            level.push('#');
        }
        let is_pack = book.only.is_none();
        let below = if is_pack { format!("{level}#") } else { level.clone() };
        for written in &sheets {
            if is_pack {
                out.push_str(&format!("\n{level} {}\n", inline(&written.name)));
            }
            out.push_str(&format!("\n*{}*\n", inline(&written.question)));
            let mut in_list = false;
            for part in &written.parts {
                let is_item = matches!(part, Part::Answer(..));
                if !(is_item && in_list) {
                    out.push('\n');
                }
                in_list = is_item;
                one(part, &below, labels, &mut out);
            }
        }
    }
    if is_empty {
        out.push_str(&format!("\n{}\n", labels.nothing));
    }
    out.push_str("\n---\n");
    for book in books {
        let source = &book.pack.source;
        let day = inline(&labels.day.replacen("{}", &book.day, 1));
        if source.title.is_empty() {
            out.push_str(&format!("\n{day}\n"));
            continue;
        }
        out.push_str(&format!(
            "\n{}{}[{}](<{}>) · {} · {day}\n",
            labels.source,
            labels.colon,
            inline(&source.title),
            source.link.replace(['<', '>', '\n'], ""),
            inline(&source.author),
        ));
    }
    out
}

fn one(part: &Part, level: &str, labels: &Labels, out: &mut String) {
    match part {
        Part::Heading(title) => out.push_str(&format!("{level} {}\n", inline(title))),
        Part::Sentence(_, pieces) => {
            out.push_str(&format!("> {}\n", block(&plain(pieces), "> ")));
        }
        Part::Answer(label, answer) => {
            out.push_str(&format!(
                "- **{}**{}{}\n",
                inline(label),
                labels.colon,
                block(answer, "  ")
            ));
        }
        Part::Table(table) => self::table(table, level, out),
        Part::Outcome(outcome) => {
            out.push_str(&format!("**{}**\n\n", inline(&outcome.title)));
            for line in &outcome.lines {
                out.push_str(&format!("- {}\n", inline(line)));
            }
        }
    }
}

fn table(table: &Table, level: &str, out: &mut String) {
    out.push_str(&format!("{level} {}\n\n", inline(&table.label)));
    if !table.count.is_empty() {
        out.push_str(&format!("{}\n\n", inline(&table.count)));
    }
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(table.columns.iter().map(|label| cell(label)).collect()));
    out.push_str(&row(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(|text| cell(text)).collect()));
    }
}

/// A text in a running line: its line breaks are spaces.
fn inline(text: &str) -> String {
    lines(text).join(" ").trim().to_owned()
}

/// A text in a cell of a table, where a line break is `<br>`.
fn cell(text: &str) -> String {
    lines(text).join("<br>").trim().to_owned()
}

/// A text with its line breaks, each further line behind `indent`. An empty line is a paragraph.
fn block(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for line in lines(text) {
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            let space = if gap {
                format!("\n{}\n{indent}", indent.trim_end())
            } else {
                format!("\\\n{indent}")
            };
            out.push_str(&space);
        }
        gap = false;
        out.push_str(&line);
    }
    out
}

/// The lines of a text, escaped. Spaces at their ends mean nothing in Markdown.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    text.split('\n').map(|line| escaped(line.trim_matches([' ', '\t']))).collect()
}

/// A line in which Markdown reads nothing but text.
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let begins = at == 0 || line[..at].chars().all(|c| c.is_ascii_digit());
        let is_mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' | '%'
            | '=' | '^' => true,
            // These mean something only where a line begins: a list, a rule.
            '+' | '-' => at == 0,
            '.' | ')' => at > 0 && begins,
            _ => false,
        };
        match c {
            '\0' => {}
            _ if is_mark => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_sign_is_escaped_where_it_means_something() {
        for (line, said) in [
            ("1. a", "1\\. a"),
            ("12) b", "12\\) b"),
            ("v1.2)", "v1.2)"),
            (".x", ".x"),
            (")x", ")x"),
            ("- a - b", "\\- a - b"),
            ("+ a + b", "\\+ a + b"),
            ("a*b_c", "a\\*b\\_c"),
            ("a\0b", "ab"),
        ] {
            assert_eq!(escaped(line), said);
        }
    }
}
