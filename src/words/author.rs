//! The words of the pages for authors, in both languages: opening one's own worksheet.

use crate::model::text::Locale;

words! {
    AuthorWord:
    OwnTitle: "打开你自己的表", "Open your own worksheet";
    OwnLead: "一张表就是一个 JSON 文件。放进来，马上能看到它的样子；哪里写错了，一条条告诉你怎么改。文件不离开这台设备。", "A worksheet is a JSON file. Put it in and see it work at once; what is wrong is told line by line, with how to mend it. The file stays on this device.";
    OwnPick: "选一个文件", "Choose a file";
    OwnDrop: "也可以把文件拖到这里，或把内容贴在下面，边改边看。", "You can also drop a file here, or paste it below and change it as you look.";
    OwnText: "表的 JSON", "The worksheet's JSON";
    OwnStart: "从一张小表写起", "Start from a small one";
    OwnSchema: "JSON Schema，编辑器用它来补全", "JSON Schema, for completion in your editor";
    OwnKinds: "能用的题型和写法", "Kinds of field, and how each is written";
    OwnMistakes: "有 {} 处要改", "Places to mend: {}";
    OwnLine: "第 {} 行", "line {}";
    OwnColumn: "第 {} 列", "column {}";
    OwnRight: "没有错，下面就是它。", "Nothing is wrong. Here it is.";
    OwnTooLarge: "文件太大了，一张表最多 512 KB。", "The file is too large: a worksheet has 512 KB at most.";
    OwnNoText: "这个文件读不出文字。", "No text can be read from this file.";
    OwnBroken: "这张表读不下来，太绕了。写简单些再试。", "This sheet is too tangled to be read. Make it simpler and try again.";
    OwnUnreachable: "检查用的文件没取到。连上网再试一次。", "The checker did not arrive. Go online and try again.";
    OwnSave: "存下这张表的文件", "Save the worksheet's file";
    OwnSaveHow: "链接装不下时，把文件和答案的文字一起发。", "Where a link cannot hold it, send the file and the text of the answers.";
    OwnCalm: "这张表暂时打不开，作者那边有一处要改。文章照常读。", "This worksheet cannot be opened just now; its author has something to mend. The article reads on.";
    EmbedTitle: "把一张表放进你的文章", "Put a worksheet into your article";
    EmbedLead: "选一张表，复制一段代码，贴进文章。读者不离开文章就能写，写的留在他自己的设备上。", "Choose a worksheet, copy a snippet, paste it into the article. Readers write without leaving it, and what they write stays on their device.";
    EmbedSheet: "哪张表", "Which worksheet";
    EmbedOwn: "我自己的文件…", "My own file…";
    EmbedOwnAddress: "文件的网址", "The file's address";
    EmbedOwnHow: "先在“打开你自己的表”里看它有没有错，再放到你的网站上。文件和文章不在一个网站时，放文件的网站要允许别的网站来取（CORS）。", "Check it on the page for your own worksheet first, then put it on your site. Where file and article are on two sites, the file's site must let others fetch it (CORS).";
    EmbedFields: "放哪几样", "Which parts";
    EmbedFieldsHow: "都不选，就是整张表。", "Choose none for the whole sheet.";
    EmbedLocale: "语言", "Language";
    EmbedTheme: "外观", "Look";
    EmbedFollow: "跟着文章走", "As the article";
    EmbedLight: "浅色", "Light";
    EmbedDark: "深色", "Dark";
    EmbedWidth: "最宽多少像素", "Greatest width in pixels";
    EmbedWidthAll: "和文章一样宽", "as wide as the article";
    EmbedPreview: "看看样子", "Preview";
    EmbedPhone: "手机", "Phone";
    EmbedDesktop: "电脑", "Desktop";
    EmbedScript: "代码：高度、颜色都会自己合上", "Snippet: height and colours fit by themselves";
    EmbedFrame: "框架：给只收 iframe 的编辑器", "Frame: for editors that take only an iframe";
    EmbedLink: "链接：哪里都能放", "Link: goes anywhere";
    EmbedCode: "二维码：给什么都放不了的地方", "QR code: where nothing else goes";
    EmbedCodeName: "这张表的二维码", "QR code of this worksheet";
    EmbedCodeSave: "存成图片", "Save as a picture";
    EmbedCopy: "复制", "Copy";
    EmbedOnlyScript: "自己的文件要用代码来放。不能放代码的地方，先打开它，再用“分享”做一条链接。", "A file of your own needs the snippet. Where none can go, open the file and make a link with Share.";
    EmbedWhere: "贴到哪里", "Where to paste it";
    EmbedWordPress: "在文章里加一个“自定义 HTML”区块，把代码整段贴进去，点“预览”看一眼。要是保存后代码没了，说明账号不能放脚本，改贴“框架”那一段。", "Add a “Custom HTML” block to the post, paste the snippet and press Preview. If it is gone after saving, your account may not use scripts: paste the frame instead.";
    EmbedGhost: "在编辑器里输入 /html 加一张 HTML 卡片，把代码贴进去。发布后就在正文里，邮件版里会显示成一条链接。", "Type /html in the editor to add an HTML card and paste the snippet. It stands in the published post; the e-mail shows a link in its place.";
    EmbedHugo: "新建 layouts/shortcodes/sheet.html，把代码贴进去，在 Markdown 里写 {{< sheet >}}。也可以在配置里打开 markup.goldmark.renderer.unsafe，直接贴进正文。", "Put the snippet into layouts/shortcodes/sheet.html and write {{< sheet >}} in your Markdown. Or set markup.goldmark.renderer.unsafe in the configuration and paste it into the text.";
    EmbedNotion: "输入 /embed，贴上面那条链接，再拉到合适的高度。Notion 不收代码，公开的网页里读者也能直接写。", "Type /embed, paste the link from above and drag it to the height you want. Notion takes no snippet; on a public page readers can write in it as well.";
    EmbedWeChat: "公众号文章放不了代码：存下二维码图片，插在正文里，读者长按就能打开。也可以把链接设成“阅读原文”。", "A WeChat article takes no code: save the QR picture and put it into the text, and readers open it with a long press. Or set the link as “Read the original”.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_in_its_language() {
        crate::words::said_in_its_language(AuthorWord::ALL, AuthorWord::text);
    }
}
