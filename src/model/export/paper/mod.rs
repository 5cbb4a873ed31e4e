//! The paper twin of a sheet, or of a whole pack: to fill by pen, or as it was filled.
//!
//! Made as markup with a style sheet of its own (`style/paper.css`), which cuts it into pages by
//! one rule for the preview and for print: [`Printed`] holds both. Each sheet is a *leaf*: it
//! begins a page, and is tall or wide by what stands on it. No colour but ink.

mod bits;
mod drawn;
mod form;
mod grid;
mod hand;
mod page;

use serde::{Deserialize, Serialize};

use self::bits::escape;
use super::{Book, Labels};
use crate::model::field::FieldKind;
use crate::model::id::SheetId;
use crate::model::route::Part;
use crate::model::worksheet::{Guide, Worksheet};

/// How paper looks, whatever its size.
const STYLE: &str = include_str!("../../../../style/paper.css");

/// The size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Size {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Size {
    /// Width and height of a tall page, in tenths of a millimetre.
    fn measures(self) -> (u32, u32) {
        match self {
            Self::A4 => (2_100, 2_970),
            Self::Letter => (2_159, 2_794),
        }
    }
}

/// What is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The leaves.
    pub html: String,
    /// The style sheet that they need.
    pub style: String,
}

/// Stands where a tag's quotes do: the first program puts codes in, and the build takes a whole tag in
/// that program for one that Leptos would write as HTML. Paper's markup is put in node by node.
const QUOTE: char = '"';

/// Where the code of a sheet stands once it is made.
fn slot(sheet: &SheetId) -> String {
    format!("<div class={QUOTE}pp-code{QUOTE} data-code={QUOTE}{sheet}{QUOTE}></div>")
}

impl Printed {
    /// Puts the code that opens a filled sheet into its place: how wide it is in modules, its path,
    /// and what it is for. Each module gets the size that a phone reads off paper.
    pub fn set_code(&mut self, sheet: &SheetId, width: usize, path: &str, words: &str) {
        let (words, tenths) = (escape(words), (4 * width).max(240));
        let size = format!("{}.{}mm", tenths / 10, tenths % 10);
        let slot = slot(sheet);
        let code = format!(
            "{}<svg viewBox={QUOTE}0 0 {width} {width}{QUOTE} width={QUOTE}{size}{QUOTE} height={QUOTE}{size}{QUOTE} \
             role={QUOTE}img{QUOTE} aria-label={QUOTE}{words}{QUOTE}><path d={QUOTE}{path}{QUOTE}/></svg><p>{words}</p></div>",
            slot.trim_end_matches("</div>"),
        );
        self.html = self.html.replacen(&slot, &code, 1);
    }
}

/// Prints a sheet, a row of it, a whole pack with its contents, or the pack's portrait.
pub fn print(book: &Book<'_>, labels: &Labels, is_blank: bool, size: Size) -> Printed {
    let mut html = String::new();
    match (&book.part, &book.pack.portrait) {
        (Part::Row(row), _) => {
            book.sheets().for_each(|sheet| page::card(book, sheet, row, labels, &mut html));
        }
        (Part::Portrait, Some(portrait)) => page::portrait(book, portrait, labels, &mut html),
        _ => {
            if book.only.is_none() {
                cover(book, labels, is_blank, &mut html);
            }
            for sheet in book.sheets() {
                leaf(book, sheet, labels, is_blank, &mut html);
            }
        }
    }
    Printed { html, style: style(book, labels, size) }
}

/// Opens a leaf, lets `fill` write what stands on it, and closes it.
fn on_leaf(
    book: &Book<'_>,
    id: &str,
    name: &str,
    is_wide: bool,
    out: &mut String,
    fill: impl FnOnce(&mut String),
) {
    let shape = if is_wide { "wide" } else { "tall" };
    out.push_str(&format!(
        "<section class=\"pp-leaf pp-leaf--{shape}\" data-leaf=\"{id}\" lang=\"{}\">\
         <div class=\"pp-strip\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\
         <div class=\"pp-pages\"><div class=\"pp-flow\">",
        book.pack.locale.tag(),
        escape(name),
    ));
    fill(out);
    out.push_str("</div></div></div></section>");
}

/// The first page of a whole pack: what it is, and what is in it.
fn cover(book: &Book<'_>, labels: &Labels, is_blank: bool, out: &mut String) {
    let pack = book.pack;
    on_leaf(book, "cover", &pack.title, false, out, |out| {
        out.push_str(&format!(
            "<header class=\"pp-cover\"><p class=\"pp-place\">{}</p><h1 class=\"pp-title\">{}</h1>\
             <p class=\"pp-lead\">{}</p>{}</header><h2 class=\"pp-section\">{}</h2>",
            escape(labels.site),
            escape(&pack.title),
            escape(&pack.summary),
            if is_blank { bits::who_and_when(labels) } else { String::new() },
            escape(labels.contents),
        ));
        let mut part = |title: &str, lead: &str, sheets: Vec<&Worksheet>| {
            if sheets.is_empty() {
                return;
            }
            out.push_str(&format!("<section class=\"pp-stage\"><h3>{}</h3>", escape(title)));
            if !lead.is_empty() {
                out.push_str(&format!("<p class=\"pp-hint\">{}</p>", escape(lead)));
            }
            out.push_str("<ul>");
            for sheet in sheets {
                out.push_str(&format!(
                    "<li><span>{}</span><span class=\"pp-dots\"></span>\
                     <span class=\"pp-gives\">{}</span><span class=\"pp-at\" data-page-of=\"{}\"></span></li>",
                    escape(&sheet.name),
                    escape(&sheet.gives),
                    sheet.id,
                ));
            }
            out.push_str("</ul></section>");
        };
        for stage in &pack.stages {
            let sheets = stage.sheets.iter().filter_map(|id| pack.sheet(id)).collect();
            part(&stage.title, &stage.lead, sheets);
        }
        part(labels.tools, "", pack.tools.iter().filter_map(|id| pack.sheet(id)).collect());
        foot(book, labels, None, is_blank, out);
    });
}

/// One sheet.
fn leaf(book: &Book<'_>, sheet: &Worksheet, labels: &Labels, is_blank: bool, out: &mut String) {
    let form = form::Form::of(book, sheet, labels, is_blank);
    let has_steps = sheet.rows().any(|(field, _)| matches!(field.kind, FieldKind::Steps(_)));
    let is_wide = !has_steps && sheet.rows().any(|(_, rows)| grid::is_wide(rows));
    on_leaf(book, sheet.id.as_str(), &sheet.name, is_wide, out, |out| {
        let step = |at: usize| labels.step.replacen("{}", &at.to_string(), 1);
        let step = book.pack.step(&sheet.id).map(step);
        let place = [Some(book.pack.title.clone()), step, Some(sheet.name.clone())];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        out.push_str(&format!(
            "<header class=\"pp-head\"><div class=\"pp-head__line\"><p class=\"pp-place\">{}</p>{}</div>\
             <h1 class=\"pp-title\">{}</h1>",
            escape(&place),
            if is_blank { bits::who_and_when(labels) } else { String::new() },
            escape(&sheet.title),
        ));
        if !sheet.lead.is_empty() {
            out.push_str(&format!("<p class=\"pp-lead\">{}</p>", escape(&sheet.lead)));
        }
        out.push_str("</header>");
        // Where each card fills a page, the first page says how.
        let is_close = sheet.rows().any(|(_, rows)| grid::is_close(rows));
        if is_blank && is_close {
            guide(&sheet.guide, labels, out);
        }
        for section in &sheet.sections {
            if !section.title.is_empty() {
                out.push_str(&format!("<h2 class=\"pp-section\">{}</h2>", escape(&section.title)));
            }
            if !section.lead.is_empty() {
                out.push_str(&format!("<p class=\"pp-hint\">{}</p>", escape(&section.lead)));
            }
            for field in &section.fields {
                form.field(field, out);
            }
        }
        form.after(out);
        // A page for the wall has no room for small print.
        if is_blank && !has_steps {
            if !is_close {
                guide(&sheet.guide, labels, out);
            }
            notes(labels, out);
        }
        foot(book, labels, Some(sheet), is_blank, out);
        form.stacks(out);
    });
}

/// Lines that fill what is left of the last page: the preview counts how many that are.
fn notes(labels: &Labels, out: &mut String) {
    let lines = bits::lines(NOTES);
    let label = bits::label(labels.notes, "");
    out.push_str(&format!("<aside class=\"pp-notes\">{label}{lines}</aside>"));
}

/// As many lines as a page holds.
const NOTES: usize = 24;

/// What the step asks, in small print.
fn guide(guide: &Guide, labels: &Labels, out: &mut String) {
    let parts = [
        (labels.guide, &guide.meaning),
        (labels.guide_story, &guide.story),
        (labels.guide_example, &guide.example),
        (labels.guide_mistake, &guide.mistake),
    ];
    let parts: Vec<_> = parts.iter().filter(|(_, text)| !text.is_empty()).collect();
    if parts.is_empty() {
        return;
    }
    out.push_str("<aside class=\"pp-guide\">");
    for (title, text) in parts {
        out.push_str(&format!("<p><b>{}</b> {}</p>", escape(title), escape(text)));
    }
    out.push_str("</aside>");
}

/// Where the method comes from, the day, and the place for a code that leads back to the sheet.
fn foot(
    book: &Book<'_>,
    labels: &Labels,
    sheet: Option<&Worksheet>,
    is_blank: bool,
    out: &mut String,
) {
    let source = &book.pack.source;
    out.push_str("<footer class=\"pp-foot\"><div>");
    if !source.title.is_empty() {
        out.push_str(&format!(
            "<p>{}{}{} · {}</p><p class=\"pp-link\">{}</p>",
            escape(labels.source),
            labels.colon,
            escape(&source.title),
            escape(&source.author),
            escape(&source.link),
        ));
    }
    // Where nothing is written there is nothing that stood so on a day.
    let is_written = |sheet| book.response(sheet).is_some_and(|response| !response.is_empty());
    if is_blank || !sheet.map_or_else(|| book.sheets().any(is_written), is_written) {
        out.push_str("</div></footer>");
    } else {
        let day = labels.day.replacen("{}", &book.day, 1);
        let slot = sheet.map(|sheet| slot(&sheet.id)).unwrap_or_default();
        out.push_str(&format!("<p>{}</p></div>{slot}</footer>", escape(&day)));
    }
}

/// The style sheet: what holds for all paper, and the pages of this size with their feet.
fn style(book: &Book<'_>, labels: &Labels, size: Size) -> String {
    let (width, height) = size.measures();
    let mm = |tenths: u32| format!("{}.{}mm", tenths / 10, tenths % 10);
    let (width, height) = (mm(width), mm(height));
    let [before, between, behind] = labels.page.map(quoted);
    let name = quoted(&format!("{} · {}", labels.site, book.title()));
    let feet = format!(
        "@bottom-left{{content:{name}}}\
         @bottom-right{{content:{before} counter(page) {between} counter(pages) {behind}}}"
    );
    format!(
        "{STYLE}\n\
         .pp{{--page-w:{width};--page-h:{height}}}\n\
         .pp-leaf--wide{{--page-w:{height};--page-h:{width}}}\n\
         @page{{size:{width} {height};margin:16mm 18mm 18mm;font:8pt/1.2 {FEET};color:#000;{feet}}}\n\
         @page wide{{size:{height} {width};margin:14mm 16mm 16mm}}\n"
    )
}

/// The letters at the foot of a page.
const FEET: &str = "system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif";

/// A text as CSS holds it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_stays_within_its_quotes_in_css() {
        assert_eq!(quoted("a \"b\" \\ c\nd"), r#""a \"b\" \\ c d""#);
    }
}
