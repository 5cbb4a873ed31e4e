//! From what Trunk built to the site that is served: the last step of every build.
//!
//! Trunk compiles the programs and calls this (`cargo xtask finish`) before it moves its
//! work into `dist/`. Here the programs are optimised and named after their content, the packs
//! compiled, and the page put together: styles, the prerendered card, the start script, and a
//! policy that lets nothing else run. At last every file gets its compressed twins.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};
use sproutsheet::library::{GALLERY, PACKS, Problem, introduce, parse_pack, schema};
use sproutsheet::model::share::Prime;
use sproutsheet::model::text::Locale;
use sproutsheet::model::worksheet::Pack;

use crate::Failure;
use crate::embed;
use crate::gallery;
use crate::headers;
use crate::heads::heads;
use crate::offline;
use crate::prerender;
use crate::run::{output, root, run};
use crate::scripts::{Mounted, Start, policy, smaller, start_scripts};
use crate::split::{self, Cut};
use crate::standing::{self, Standing};

/// What the programs may use of WebAssembly: what every browser since 2022 has.
pub(crate) const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The JSON Schema of worksheet files.
const SCHEMA: &str = "worksheet.schema.json";

/// The programs beside the first, by their binaries' names.
pub(crate) const BESIDE: [&str; 4] = ["tools", "files", "pictures", "checker"];

/// The folder of the style sheets.
const STYLES: &str = "style";
/// The order of those that stand in the page: what the first page needs.
const FIRST_STYLES: &str = "index.css";
/// The order of those that come with the program.
const LATER_STYLES: &str = "later.css";

/// Finishes the build in Trunk's staging folder.
pub(crate) fn finish() -> Result<(), Failure> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("this is the last step of a build: run `cargo xtask build`")?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let site = Site { folder: PathBuf::from(staging) };
    let app = site.first_program(release)?;
    let beside = BESIDE.map(|name| site.program(name, release));
    let beside = beside.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut packs = Vec::new();
    for id in PACKS.into_iter().chain([GALLERY]) {
        for locale in Locale::ALL {
            let mut pack = read_pack(id, locale)?;
            let others = PACKS.into_iter().filter(|other| *other != id && id != GALLERY);
            let others: Vec<Pack> =
                others.map(|other| read_pack(other, locale)).collect::<Result<_, _>>()?;
            introduce(&mut pack, &others).map_err(|problems| told(id, &problems))?;
            if id == GALLERY {
                gallery::show_source(&mut pack)?;
            }
            let bytes = postcard::to_allocvec(&pack)?;
            let file = site.hashed(&format!("{id}.{locale}"), "bin", &bytes)?;
            packs.push((pack, file));
        }
    }
    // Frozen text: links are made with it, so it must come out again byte for byte.
    let mut primes = Vec::new();
    for locale in Locale::ALL {
        let text = fs::read_to_string(root().join(format!("worksheets/prime/{locale}.txt")))?;
        let packed = Prime::pack(&text).unwrap_or_default();
        Prime::unpack(locale, &packed).map_err(|_| "a prime text is not the frozen one")?;
        primes.push((locale, site.hashed(&format!("prime.{locale}"), "bin", &packed)?));
    }
    // For editors: under a name that stays, since authors' files name it.
    fs::write(site.folder.join(SCHEMA), schema()?)?;
    let later = site.hashed("style", "css", styles(LATER_STYLES)?.as_bytes())?;
    let frame = site.hashed("frame", "js", embed::frame(release)?.as_bytes())?;
    let mounted = site.for_mount(&app, release)?;
    let mut start = start_scripts(&app, &beside, &packs, &primes, [&later, &frame], &mounted)?;
    let mount = smaller(&start.mount, release)?;
    for name in embed::MOUNT {
        fs::write(site.folder.join(name), &mount)?;
    }
    start.first = smaller(&start.first, release)?;
    start.module = smaller(&start.module, release)?;
    let template = fs::read_to_string(site.folder.join("index.html"))?;
    site.page(&template, &start.with(&Standing::default()), &packs)?;
    if release {
        // They are read off the site that is there already, which then is told of them.
        let standing = standing::add(&site.folder, &packs)?;
        site.page(&template, &start.with(&standing), &packs)?;
    }
    embed::add_element(&site.folder, release)?;
    offline::add(&site.folder)?;
    if release {
        site.compress()?;
    }
    // Last: it is for the host, and no file of the site.
    headers::write(&site.folder)
}

/// Reads and checks a pack of this repository.
pub(crate) fn read_pack(id: &str, locale: Locale) -> Result<Pack, Failure> {
    let folder = root().join("worksheets").join(id);
    let open = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let text =
        open("pack.json").ok_or_else(|| format!("worksheets/{id}/pack.json is not there"))?;
    parse_pack(&text, open, locale).map_err(|problems| told(id, &problems))
}

/// All mistakes of a pack, a line each.
fn told(id: &str, problems: &[Problem]) -> Failure {
    let lines: String = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    format!("{} problems in worksheets/{id}:{lines}", problems.len()).into()
}

/// Makes a program smaller, where there is wasm-opt.
fn optimise(wasm: &Path) -> Result<(), Failure> {
    if output(Command::new("wasm-opt").arg("--version")).is_none() {
        return Ok(());
    }
    let mut command = Command::new("wasm-opt");
    command.args(["-Oz", "--low-memory-unused", "--reorder-functions-by-name"]).args(FEATURES);
    run(command.args(["--strip-debug", "--strip-producers"]).arg(wasm).arg("-o").arg(wasm))
}

/// A program's files, by the names that the page asks for them.
pub(crate) struct Program {
    pub(crate) script: String,
    pub(crate) wasm: String,
    /// The script that fetches its parts; empty where it has none.
    pub(crate) link: String,
    /// What the page must find in its scripts, and in its WebAssembly where the page fetches that.
    pub(crate) sums: Vec<(String, String)>,
}

/// What a file must hold, as browsers check it.
pub(crate) fn sum(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// A program may not write HTML: the page's policy would stop it. What never changes in a `view!`
/// Leptos keeps as HTML: such words stand in the program, and here it is told before it is served.
fn writes_no_html(wasm: &[u8]) -> Result<(), Failure> {
    match markup_in(wasm) {
        None => Ok(()),
        Some(markup) => Err(format!(
            "a program writes HTML: {markup}…\nAn element in a `view!` never changes. Give one of its \
             attributes a value: `d=shape`, not `d=\"…\"` (see src/ui/icon.rs)"
        )
        .into()),
    }
}

/// The first words in a program that read `<name attribute="`.
fn markup_in(wasm: &[u8]) -> Option<String> {
    let is_tag = |text: &[u8]| {
        let name = |text: &[u8]| {
            text.iter()
                .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || **b == b'-')
                .count()
        };
        let element = name(text);
        let rest =
            text.get(element + 1..).filter(|_| element > 0 && text.get(element) == Some(&b' '))?;
        let attribute = name(rest);
        (attribute > 0 && rest[attribute..].starts_with(b"=\"")).then_some(())
    };
    let at = (0..wasm.len()).find(|at| wasm[*at] == b'<' && is_tag(&wasm[at + 1..]).is_some())?;
    Some(String::from_utf8_lossy(&wasm[at..wasm.len().min(at + 80)]).into_owned())
}

struct Site {
    folder: PathBuf,
}

impl Site {
    /// Writes a file under a name that changes with its content.
    fn hashed(&self, name: &str, ending: &str, bytes: &[u8]) -> Result<String, Failure> {
        let file = format!("{name}-{}.{ending}", &hex(&Sha256::digest(bytes))[..12]);
        fs::write(self.folder.join(&file), bytes)?;
        Ok(file)
    }

    /// Optimises a program, and names both its files after both: old and new never mix.
    fn program(&self, name: &str, release: bool) -> Result<Program, Failure> {
        let script = self.find(name, ".js")?;
        let wasm = self.find(name, "_bg.wasm")?;
        if release {
            optimise(&wasm)?;
        }
        let (script_text, wasm_bytes) = (fs::read_to_string(&script)?, fs::read(&wasm)?);
        if script_text.contains(".innerHTML") {
            return Err(format!("the program {name} writes HTML").into());
        }
        let plain = "fetch(module_or_path)";
        if !script_text.contains(plain) {
            return Err("the glue does not fetch its program as it did".into());
        }
        // The page checks the script, and the script its program.
        let checked = format!("fetch(module_or_path, {{ integrity: \"{}\" }})", sum(&wasm_bytes));
        let script_text = script_text.replace(plain, &checked);
        let hash = &hex(&Sha256::digest(&script_text))[..12];
        let (file, wasm_file) = (format!("{name}-{hash}.js"), format!("{name}-{hash}.wasm"));
        fs::remove_file(script)?;
        fs::remove_file(wasm)?;
        fs::write(self.folder.join(&file), &script_text)?;
        fs::write(self.folder.join(&wasm_file), wasm_bytes)?;
        let sums = vec![(format!("./{file}"), sum(script_text.as_bytes()))];
        Ok(Program { script: file, wasm: wasm_file, link: String::new(), sums })
    }

    /// The program that the page starts with, cut into its parts. All its files are named after
    /// all of them.
    fn first_program(&self, release: bool) -> Result<Program, Failure> {
        for ending in [".js", "_bg.wasm"] {
            fs::remove_file(self.find("app", ending)?)?;
        }
        let Cut { script, link, main, parts } = split::cut(&self.folder, release)?;
        let mut all = Sha256::new();
        for wasm in parts.iter().chain([&main]) {
            if release {
                optimise(wasm)?;
            }
            let bytes = fs::read(wasm)?;
            writes_no_html(&bytes)?;
            all.update(bytes);
        }
        let (mut script_text, mut link_text) =
            (fs::read_to_string(&script)?, fs::read_to_string(&link)?);
        all.update(&script_text);
        all.update(&link_text);
        let hash = &hex(&all.finalize())[..12];
        let mut program = Program {
            script: format!("app-{hash}.js"),
            wasm: format!("app-{hash}.wasm"),
            link: format!("./app-parts-{hash}.js"),
            sums: Vec::new(),
        };
        for part in &parts {
            let name = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let plain = name.trim_start_matches("split_").trim_start_matches("chunk_");
            let named = format!("part-{}-{hash}.wasm", plain.trim_end_matches(".wasm"));
            let asked = |file: &str| format!("fetch(new URL(\"./{file}\", import.meta.url)");
            if !link_text.contains(&asked(&name)) {
                return Err(format!("nothing fetches the part {name}").into());
            }
            let checked =
                format!("{}, {{ integrity: \"{}\" }}", asked(&named), sum(&fs::read(part)?));
            link_text = link_text.replace(&asked(&name), &checked);
            fs::rename(part, self.folder.join(named))?;
        }
        // Only where it is imported: the program knows it by the name that it had.
        let imported = |link: &str| format!("from \"{link}\"");
        if !script_text.contains(&imported(split::LINK)) {
            return Err("the glue does not import the script that fetches parts".into());
        }
        script_text = script_text.replace(&imported(split::LINK), &imported(&program.link));
        link_text = link_text.replace(split::SCRIPT, &format!("./{}", program.script));
        program.sums = vec![
            (format!("./{}", program.script), sum(script_text.as_bytes())),
            (program.link.clone(), sum(link_text.as_bytes())),
            (format!("./{}", program.wasm), sum(&fs::read(&main)?)),
        ];
        fs::remove_file(script)?;
        fs::remove_file(link)?;
        fs::rename(main, self.folder.join(&program.wasm))?;
        fs::write(self.folder.join(&program.script), script_text)?;
        fs::write(self.folder.join(&program.link), link_text)?;
        Ok(program)
    }

    /// What sheets that are mounted without a frame are made of: program and style, for a tree of
    /// their own.
    fn for_mount(&self, app: &Program, release: bool) -> Result<Mounted, Failure> {
        let read = |name: &str| fs::read_to_string(self.folder.join(name));
        let program =
            embed::factory(&read(&app.script)?, &read(app.link.trim_start_matches("./"))?)?;
        let program = self.hashed("program", "js", smaller(&program, release)?.as_bytes())?;
        let text = embed::shadow_style(&[styles(FIRST_STYLES)?, styles(LATER_STYLES)?].join("\n"));
        let style = self.hashed("mount", "css", text.as_bytes())?;
        Ok(Mounted { program, style, style_sum: sum(text.as_bytes()) })
    }

    fn find(&self, name: &str, ending: &str) -> Result<PathBuf, Failure> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if file.starts_with(name) && file.ends_with(ending) {
                return Ok(path);
            }
        }
        Err(format!("Trunk made no {name}…{ending}").into())
    }

    /// Puts the page together.
    fn page(&self, template: &str, start: &Start, packs: &[(Pack, String)]) -> Result<(), Failure> {
        let mut page = template.to_owned();
        let style = styles(FIRST_STYLES)?;
        let prerendered: String = packs.iter().map(|(pack, _)| prerender::card(pack)).collect();
        let policy = policy(&[&start.first, &start.module], &style);
        let trunk_script = between(&page, "<!-- program", "-->");
        for (mark, text) in [
            ("<!-- policy -->", policy),
            ("<!-- style -->", format!("<style>{style}</style>")),
            ("<!-- prerendered -->", prerendered),
            (
                "<!-- start -->",
                // The heads come behind what the card needs, so that it need not wait for them.
                format!(
                    "<script>{}</script>\n    <script type=\"application/json\" id=\"heads\">{}</script>\n    \
                     <script type=\"module\">{}</script>",
                    start.first,
                    heads(&packs.iter().map(|(pack, _)| pack).collect::<Vec<_>>()),
                    start.module
                ),
            ),
        ] {
            if !page.contains(mark) {
                return Err(format!("index.html has no {mark}").into());
            }
            page = page.replace(mark, &text);
        }
        let preloads =
            BESIDE.map(|name| format!("<link rel=\"modulepreload\" href=\"./{name}.js\">"));
        let rest = trunk_script.into_iter().chain(["<!-- -->".to_owned()]);
        for rest in rest.chain(preloads) {
            page = page.replace(&rest, "");
        }
        fs::write(self.folder.join("index.html"), page)?;
        Ok(())
    }

    /// Gives every file worth it a brotli and a gzip twin.
    fn compress(&self) -> Result<(), Failure> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let bytes = fs::read(&path)?;
            fs::write(with_ending(&path, "br"), brotli(&bytes)?)?;
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            gzip.write_all(&bytes)?;
            fs::write(with_ending(&path, "gz"), gzip.finish()?)?;
        }
        Ok(())
    }
}

/// Bytes compressed with brotli at its best.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn between(text: &str, start: &str, end: &str) -> Option<String> {
    let from = text.find(start)?;
    let length = text[from..].find(end)? + end.len();
    Some(text[from..from + length].to_owned())
}

/// Style sheets as one, in the order of a list, without their comments and indents.
fn styles(list: &str) -> Result<String, Failure> {
    let folder = root().join(STYLES);
    let order = fs::read_to_string(folder.join(list))?;
    let mut all = String::new();
    for line in order.lines() {
        // `@import "tokens.css" layer(tokens);` says which file goes into which layer.
        match line.strip_prefix("@import \"").and_then(|rest| rest.split_once("\" layer(")) {
            Some((file, rest)) => {
                let layer = rest.trim_end_matches(");");
                let text = fs::read_to_string(folder.join(file))
                    .map_err(|error| format!("style/{file}: {error}"))?;
                let _ = writeln!(all, "@layer {layer}{{{text}}}");
            }
            None => all.push_str(line),
        }
    }
    Ok(small_style(all))
}

/// A style without its comments and empty room.
pub(crate) fn small_style(mut css: String) -> String {
    while let Some(comment) = between(&css, "/*", "*/") {
        css = css.replace(&comment, "");
    }
    css.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_a_program_is_found() {
        assert_eq!(markup_in(b"a < b\0<p>x</p> <svg>"), None);
        let found = markup_in(b"\0\x01<svg aria-hidden=\"true\"><path/></svg>\0");
        assert!(found.is_some_and(|markup| markup.starts_with("<svg aria-hidden=")));
    }
}
