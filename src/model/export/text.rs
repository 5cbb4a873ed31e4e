//! Plain text, for a comment or a message.

use super::written::{Part, Said, Written, written};
use super::{Book, Labels};

/// Everything that is written, as plain text.
pub fn text(book: &Book<'_>, labels: &Labels) -> String {
    let sheets: Vec<Written> = book
        .sheets()
        .map(|sheet| written(book, sheet, labels))
        .filter(|written| book.only.is_some() || !written.parts.is_empty())
        .collect();
    let mut out = String::new();
    if book.only.is_none() {
        out.push_str(&book.pack.title);
        out.push_str("\n\n");
    }
    for written in &sheets {
        one(written, labels, &mut out);
        out.push('\n');
    }
    if sheets.is_empty() {
        out.push_str(labels.nothing);
        out.push_str("\n\n");
    }
    let source = &book.pack.source;
    if !source.title.is_empty() {
        out.push_str(&format!(
            "{}{}{} · {}\n",
            labels.source, labels.colon, source.title, source.author
        ));
    }
    out
}

fn one(written: &Written, labels: &Labels, out: &mut String) {
    let colon = labels.colon;
    out.push_str(&format!("{}\n", written.name));
    if written.parts.is_empty() {
        out.push_str(&format!("{}\n", labels.nothing));
    }
    for part in &written.parts {
        match part {
            Part::Heading(title) => out.push_str(&format!("\n{title}\n")),
            Part::Sentence(_, pieces) => out.push_str(&format!("{}\n", plain(pieces))),
            Part::Answer(label, answer) => {
                out.push_str(&format!("{label}{colon}{}\n", set_in(answer)));
            }
            Part::Table(table) => {
                out.push_str(&table.label);
                if !table.count.is_empty() {
                    out.push_str(&format!("{colon}{}", table.count));
                }
                out.push('\n');
                for (number, row) in (1..).zip(&table.rows) {
                    let cells = table.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
                    let cells: Vec<String> = cells
                        .map(|(label, cell)| format!("{label}{colon}{}", set_in(cell)))
                        .collect();
                    out.push_str(&format!("{number}. {}\n", cells.join("\n   ")));
                }
            }
            Part::Outcome(outcome) => {
                out.push_str(&format!("→ {}\n", outcome.title));
                for line in &outcome.lines {
                    out.push_str(&format!("  {line}\n"));
                }
            }
        }
    }
}

/// The pieces of a sentence as one line.
pub(super) fn plain(pieces: &[Said]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// Further lines of an answer stand below its first.
fn set_in(answer: &str) -> String {
    answer.replace("\r\n", "\n").replace('\n', "\n   ")
}
