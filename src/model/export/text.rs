//! Plain text, for a comment or a message.

use super::written::{Part, Said, Written};
use super::{Book, Labels};

/// Everything that is written, as plain text.
pub fn text(books: &[Book<'_>], title: &str, labels: &Labels) -> String {
    let mut out = String::new();
    let is_notebook = books.len() > 1;
    if is_notebook {
        out.push_str(&format!("{title}\n\n"));
    }
    let mut is_empty = true;
    for book in books {
        let sheets = book.written(labels);
        if is_notebook && sheets.is_empty() {
            continue;
        }
        is_empty &= sheets.is_empty();
        if book.only.is_none() {
            out.push_str(&format!("{}\n\n", book.pack.title));
        }
        for written in &sheets {
            one(written, labels, &mut out);
            out.push('\n');
        }
        let source = &book.pack.source;
        let (lead, colon) = (labels.source, labels.colon);
        if sheets.is_empty() {
            out.push_str(&format!("{}\n\n", labels.nothing));
        }
        out.push_str(&format!("{lead}{colon}{} · {}\n", source.title, source.author));
        if is_notebook {
            out.push('\n');
        }
    }
    if is_notebook && is_empty {
        out.push_str(&format!("{}\n", labels.nothing));
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
