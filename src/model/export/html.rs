//! One page of HTML that needs nothing else: no script, no file, no network.

use super::written::Part;
use super::{Book, Labels};

/// How the page looks; it stands in the page.
const STYLE: &str = include_str!("../../../style/export.css");

/// Everything that is written, as one page.
pub fn html(books: &[Book<'_>], title: &str, labels: &Labels) -> String {
    let is_notebook = books.len() > 1;
    let language = books.first().map_or("", |book| book.pack.locale.tag());
    let above = books
        .first()
        .filter(|book| book.only.is_some())
        .map_or(labels.site, |book| &book.pack.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <p class=\"place\">{}</p>\n<h1>{title}</h1>\n",
        escape(above),
        title = escape(title),
    );
    let mut is_empty = true;
    for book in books {
        let sheets = book.written(labels);
        let mut level = 2;
        if is_notebook && !sheets.is_empty() {
            out.push_str(&format!("<h2>{}</h2>\n", escape(&book.pack.title)));
            level += 1;
        }
        for written in &sheets {
            is_empty &= written.parts.is_empty();
            out.push_str("<section>\n");
            let mut level = level;
            if book.only.is_none() {
                out.push_str(&format!("<h{level}>{}</h{level}>\n", escape(&written.name)));
                level += 1;
            }
            out.push_str(&format!("<p class=\"question\">{}</p>\n", escape(&written.question)));
            parts(&written.parts, level, &mut out);
            out.push_str("</section>\n");
        }
    }
    if is_empty {
        out.push_str(&format!("<p>{}</p>\n", escape(labels.nothing)));
    }
    out.push_str("</main>\n<footer>\n");
    for book in books {
        let source = &book.pack.source;
        out.push_str(&format!(
            "<p>{}{}<a href=\"{}\" rel=\"noreferrer\">{}</a> · {}</p>\n",
            labels.source,
            labels.colon,
            escape(&source.link),
            escape(&source.title),
            escape(&source.author),
        ));
    }
    let day = books.first().map_or("", |book| &book.day);
    out.push_str(&format!(
        "<p>{} · {}</p>\n</footer>\n</body>\n</html>\n",
        escape(labels.site),
        escape(&labels.day.replacen("{}", day, 1)),
    ));
    out
}

fn parts(parts: &[Part], level: u8, out: &mut String) {
    let mut in_list = false;
    for part in parts {
        let is_item = matches!(part, Part::Answer(..));
        if in_list != is_item {
            out.push_str(if is_item { "<dl>\n" } else { "</dl>\n" });
            in_list = is_item;
        }
        match part {
            Part::Heading(title) => {
                out.push_str(&format!("<h{level}>{}</h{level}>\n", escape(title)));
            }
            Part::Sentence(_, pieces) => {
                let pieces: String = pieces
                    .iter()
                    .map(|piece| {
                        let text = escape(&piece.text);
                        if piece.is_answer { format!("<mark>{text}</mark>") } else { text }
                    })
                    .collect();
                out.push_str(&format!("<blockquote><p>{pieces}</p></blockquote>\n"));
            }
            Part::Answer(label, answer) => {
                out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escape(label), escape(answer)));
            }
            Part::Table(table) => {
                let name = escape(&table.label);
                out.push_str(&format!("<h{level}>{name}</h{level}>\n"));
                if !table.count.is_empty() {
                    out.push_str(&format!("<p>{}</p>\n", escape(&table.count)));
                }
                // A wide table scrolls by itself: with the keyboard too.
                out.push_str(&format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n<table>\n<thead><tr>"));
                for column in &table.columns {
                    out.push_str(&format!("<th scope=\"col\">{}</th>", escape(column)));
                }
                out.push_str("</tr></thead>\n<tbody>\n");
                for row in &table.rows {
                    let cells = row.iter().map(|cell| format!("<td>{}</td>", escape(cell)));
                    out.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
                }
                out.push_str("</tbody>\n</table>\n</div>\n");
            }
            Part::Outcome(outcome) => {
                out.push_str(&format!(
                    "<div class=\"outcome\">\n<h{level}>{}</h{level}>\n<ul>\n",
                    escape(&outcome.title)
                ));
                for line in &outcome.lines {
                    out.push_str(&format!("<li>{}</li>\n", escape(line)));
                }
                out.push_str("</ul>\n</div>\n");
            }
        }
    }
    if in_list {
        out.push_str("</dl>\n");
    }
}

/// Text as HTML. What a page may not hold at all is left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}
