//! Every word of the interface, in both languages. What worksheets say stands in their files.
//!
//! Plain, warm, short; say what happened and what happens next. No exclamation marks.

use crate::model::text::Locale;

macro_rules! words {
    ($name:ident: $($(#[$doc:meta])* $word:ident: $zh:literal, $en:literal;)*) => {
        /// Something that the interface says. `{}` stands for what is filled in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // each word is its own documentation
        pub enum $name { $($(#[$doc])* $word,)* }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$word,)*];

            /// The word in a language.
            pub const fn text(self, locale: Locale) -> &'static str {
                match (self, locale) {
                    $((Self::$word, Locale::ZhHans) => $zh, (Self::$word, Locale::En) => $en,)*
                }
            }

            /// The word with its blank filled.
            pub fn with(self, locale: Locale, what: &str) -> String {
                self.text(locale).replacen("{}", what, 1)
            }
        }
    };
}

pub mod author;
pub mod paper;

words! {
    Word:
    Name: "发芽工作表", "Sproutsheet";
    Tagline: "读完就写，写完就走出一步", "Read it, write it, take one step";
    SkipToContent: "跳到正文", "Skip to content";
    SwitchLanguage: "English", "中文";
    ThemeAuto: "外观：跟随系统", "Look: as your device";
    ThemeLight: "外观：浅色", "Look: light";
    ThemeDark: "外观：深色", "Look: dark";
    Step: "第 {} 步", "Step {}";
    Minutes: "约 {} 分钟", "about {} min";
    Undo: "撤销", "Undo";
    Redo: "重做", "Redo";
    Reset: "全部清空", "Clear all";
    ResetDone: "已清空。", "Cleared.";
    ShareCard: "分享这张卡", "Share this card";
    StartFromExample: "不知道怎么下笔？从一个例子改起", "Not sure how to begin? Start from an example";
    ExampleTaken: "已换成“{}”，一处处改成你自己的。", "This is “{}” now. Change it, line by line, into your own.";
    Guide: "这一步在问什么", "What this step asks";
    GuideExample: "举个例子", "For example";
    GuideMistake: "常见的岔路", "A common wrong turn";
    GuideStory: "一个故事", "A story";
    Clear: "不选了", "Clear choice";
    Yes: "是", "Yes";
    No: "否", "No";
    Unsure: "说不准", "Not sure";
    BlankLine: "____", "____";
    EmbedKept: "在文章里写的，浏览器可能只在这个网站留着。", "Your browser may keep what you write here for this site alone.";
    EmbedContinue: "带着写好的，到完整页面继续", "Continue on the full page, with what you wrote";
    EmbedTooLong: "写得太多，一条链接装不下，还都在这里。用“导出”存成文件再带走。", "Too much for a link; all of it is still here. Take it along as a file with Export.";
    EmbedAsks: "{} 想看到你写在这里的内容。给不给它看，你说了算。", "{} would like to see what you write here. It is up to you.";
    EmbedAgree: "给它看", "Let it see";
    EmbedDecline: "不给", "No";
    EmbedGiven: "你写的，{} 看得到。", "{} can see what you write here.";
    EmbedStop: "不再给它看", "Stop that";
    SavedAt: "{} 已存到这台设备上", "Saved on this device at {}";
    WillSave: "写下的会存到这台设备上", "What you write is kept on this device";
    Saving: "正在存…", "Saving…";
    InMemory: "浏览器不让保存，关掉这页就没了。要留着，就用分享链接带走。", "This browser does not allow saving, so closing the page loses it. To keep it, take it along as a share link.";
    StorageFull: "没存上：这台设备给的空间满了。先用分享链接留一份。", "Not saved: the space on this device is full. Keep a copy as a share link.";
    SaveBroken: "上次存的有一份坏了，已放到一边，用的是更早的那份。", "One of your saves was damaged. It is set aside; this is the one before it.";
    SaveLost: "存着的这一页读不出来，已原样放到一边，没有删。", "Your saved page could not be read. It is set aside as it was, not deleted.";
    SaveNewer: "这一页是更新的版本存的，已原样放到一边。刷新页面换成新版再看。", "A newer version saved this page. It is set aside as it was; reload to get the newer version.";
    FromOtherTab: "另一个标签页也在写，已合在一起。", "Another tab was writing too. Both are here now.";
    OtherTabReplaced: "另一个标签页改了同一处，现在用的是那边写的。点撤销，就换回你写的。", "Another tab changed the same place, and its words stand now. Undo brings yours back.";
    DataTitle: "本子和备份", "Notebooks and backup";
    DataLead: "写的都在这台设备上。想换个方向就另开一本；隔些日子，留一份备份。", "Everything is on this device. Start another notebook for another direction, and keep a backup now and then.";
    Notebooks: "本子", "Notebooks";
    NotebookFirst: "第一本", "First notebook";
    NotebookUnnamed: "没起名的本子", "A notebook without a name";
    NotebookNew: "另开一本", "New notebook";
    NotebookOpen: "打开", "Open";
    NotebookIsOpen: "正在用", "open now";
    NotebookName: "本子叫什么", "What it is called";
    NotebookDuplicate: "复制", "Duplicate";
    NotebookCopy: "{}（副本）", "{} (copy)";
    NotebookDelete: "删掉", "Delete";
    NotebookDeleted: "“{}”放进回收处了，留 30 天。", "“{}” is in the bin for 30 days.";
    NotebookExport: "导出这一本", "Export this one";
    NotebookOpened: "现在写的是“{}”。", "You are writing in “{}” now.";
    Bin: "回收处", "Bin";
    BinUntil: "留到 {}", "kept until {}";
    BinRestore: "拿回来", "Bring back";
    Compare: "两本对着看", "Compare two notebooks";
    CompareSheet: "看哪张表", "Which sheet";
    CompareWith: "和哪本比", "With which notebook";
    CompareEmpty: "这张表两本都还没写。", "Neither has anything on this sheet yet.";
    Backup: "备份", "Backup";
    BackupHow: "一个文件装下所有本子、所有表。存到网盘或发给自己，换设备、清浏览器都不怕。", "One file holds all notebooks and sheets. Put it in your cloud folder or send it to yourself: a new device or a cleared browser is no loss then.";
    BackupSave: "存一份备份", "Save a backup";
    BackupSend: "发送备份…", "Send the backup…";
    BackupSaved: "备份已经交给浏览器下载。", "The backup is in your downloads.";
    BackupFailed: "备份没做成：有个文件没取到。连上网再试一次。", "The backup could not be made: a file did not arrive. Go online and try again.";
    RestorePick: "从备份文件取回", "Restore from a backup file";
    RestoreDrop: "也可以把文件拖到这里", "You can also drop the file here";
    RestoreForeign: "这个文件不是这里的备份，什么都没动。", "This file is not a backup of this site. Nothing was changed.";
    RestoreNewer: "这份备份是更新的版本做的。刷新页面换成新版再试。", "A newer version made this backup. Reload to get the newer version, then try again.";
    RestoreTooLarge: "这个文件太大，不会是这里的备份，什么都没动。", "This file is too large to be a backup of this site. Nothing was changed.";
    RestoreMade: "备份于 {}", "Backup of {}";
    RestoreShows: "取回会动这些地方，你后来写的都留着：", "Restoring would change this; what you wrote later stays:";
    RestoreChanges: "{} 处", "places: {}";
    RestoreNothing: "里面的你都有，没有要动的。", "You have all of it already; nothing would change.";
    RestoreLost: "文件坏了一部分，这些读不出来：", "Part of the file is damaged. This could not be read:";
    RestoreMissing: "文件被截断，少了 {} 份", "The file was cut off; parts missing: {}";
    RestorePart: "认不出是哪一份", "a part that cannot be told";
    RestoreNow: "取回", "Restore";
    RestoreNot: "不取了", "Leave it";
    RestoreDone: "已取回。", "Restored.";
    RestoreOwn: "这张表本身", "the worksheet itself";
    OwnKept: "留在这里的作者自己的表", "Authors’ own worksheets kept here";
    Aside: "读不出来、放到一边的", "Set aside, because it could not be read";
    AsideHow: "原样留着，没有删。可以下载下来，换成新版后也许读得出。", "Kept as it was, not deleted. You can download it; a newer version may be able to read it.";
    AsideDeleted: "已删掉。", "Deleted.";
    Download: "下载", "Download";
    RemindBackup: "有些字只在这台设备上，已经一个多星期了。", "Some of your words have been on this device alone for more than a week.";
    RemindLater: "过些天再说", "Later";
    UpdateReady: "有新版本了。写的都存好了，换上只要一秒。", "A new version is ready. What you wrote is saved; changing over takes a second.";
    UpdateTake: "换成新版", "Use it now";
    Earlier: "以前写的", "Earlier answers";
    EarlierHow: "这张表改过版，这些问题现在没有了。你写的原样留着。", "This sheet has changed, and these questions are no longer on it. What you wrote is kept as it was.";
    ShareTitle: "把这张卡发出去", "Send this card";
    ShareHow: "答案就在链接里，不经过服务器。拿到链接的人都能看到。", "The answers travel inside the link; no server sees them. Anyone with the link can read them.";
    ShareMaking: "正在做链接…", "Making the link…";
    ShareEmpty: "还没写字，先写一个空再发。", "Nothing is written yet. Fill one blank, then share.";
    ShareFailed: "链接没做成：有个文件没取到。连上网再点一次。", "The link could not be made: a file did not arrive. Go online and try again.";
    ShareTooLong: "写得太长，一个链接装不下。先复制文字发过去。", "This is too long for one link. Copy the text and send that.";
    LinkLength: "{} 个字符", "{} characters";
    LinkRisky: "{} 个字符，有的聊天软件可能会截断", "{} characters; some chat apps may cut it";
    CopyLink: "复制链接", "Copy link";
    CopyText: "复制文字", "Copy text";
    SystemShare: "发到别处…", "Send to…";
    Copied: "已复制，去粘贴吧。", "Copied. Now paste it.";
    CopyByHand: "没能自动复制。文字已选中，长按或用键盘复制。", "Could not copy by itself. The text is selected: long-press, or copy with the keyboard.";
    Close: "关上", "Close";
    SharedTitle: "有人发来一张卡", "Somebody sent you a card";
    SharedLead: "这是对方写的，原样在这里。看它不会动你自己写的。", "This is what they wrote, as they wrote it. Looking changes nothing of yours.";
    SharedBlankTitle: "有人请你写一张", "Somebody asks you to fill this in";
    WriteOwn: "写一张我的", "Write my own";
    KeepCopy: "留一份", "Keep a copy";
    KeepReplaces: "你自己已经写过：", "You have written one yourself:";
    KeepReplacesHow: "留下对方这张，会换掉你的。换了也能撤销回来。", "Keeping theirs replaces yours. You can undo it afterwards.";
    KeepAdds: "按行写的，会添在你那些行的后面。", "Rows are added after your own.";
    KeepNow: "换成这张", "Replace mine";
    KeepNot: "还是留着我的", "Keep mine";
    Kept: "留下了，在你自己那张表里。", "Kept in your notebook.";
    ChooseWhat: "换个发法：挑几样，或请对方写一张", "Send less, or ask them to fill one in";
    WhatToSend: "发什么", "What to send";
    SendMine: "我写的", "What I wrote";
    SendBlank: "请对方写一张", "A blank one, to be filled in";
    HowMuch: "放进去多少", "How much of it";
    PartCard: "只放这一句", "Only the sentence";
    PartSheet: "整张表", "The whole sheet";
    PartChosen: "我来挑", "Let me choose";
    WithAsides: "连理由和备注一起", "With reasons and notes";
    PrefillSome: "先替对方填好这几样，不选也行", "Fill these in for them, or leave all open";
    Preview: "对方会看到", "What they will see";
    SendAs: "怎么发", "Send it as";
    AsLink: "链接", "Link";
    AsCode: "二维码", "QR code";
    AsPicture: "图片", "Picture";
    AsText: "文字", "Text";
    LinkTooLong: "{} 个字符，多数聊天软件会截断。改发文字、文件或图片更稳。", "{} characters: most chat apps will cut it. Text, a file or a picture is safer.";
    CodeName: "这条链接的二维码", "The link as a QR code";
    CodeHow: "让对方扫一扫。发在聊天里，长按也能认出来。", "Let them scan it. In a chat, a long press reads it too.";
    CodeTooLong: "写得多，一个二维码装不下。发链接吧。", "This is too much for one QR code. Send the link instead.";
    PictureName: "可以发出去的图片：{}", "A picture to post: {}";
    PictureHow: "长按图片，就能存下或转发。", "Long-press the picture to save it or send it on.";
    PictureFailed: "图片没画成。发链接或文字吧。", "The picture could not be drawn. Send the link or the text.";
    PictureLight: "浅色", "Light";
    PictureDark: "深色", "Dark";
    PictureInvite: "长按识别，看这张卡，也写一张你的", "Scan to read it, then write yours";
    PictureAlone: "读完就写，写完就走出一步", "Read it, write it, take one step";
    SavePicture: "存成图片", "Save the picture";
    SaveText: "存成 .txt 文件", "Save as .txt";
    SaveMarkdown: "存成 .md 文件", "Save as .md";
    StylePlain: "纯文字", "Plain";
    StyleMarkdown: "Markdown 格式", "Markdown";
    OpenOutside: "在这个应用里存不了文件。点右上角，选“在浏览器打开”。", "Files cannot be saved inside this app. Open the page in your browser.";
    SharedBlankLead: "打开就能写。写的只存在你这台设备上。", "Open it and write. What you write stays on your device.";
    SharedPrefillLead: "对方先替你填了几样，用不用由你。", "They filled in a few things for you. Use them or not.";
    StartWriting: "开始写", "Start writing";
    StartWithThese: "用这些开始写", "Start with these";
    KeepOpenOnly: "只补我空着的", "Fill only what I left open";
    KeepNew: "留在一个新本子里", "Keep in a new notebook";
    KeepAllNew: "全都留在一个新本子里", "Keep all of it in a new notebook";
    KeptNotebook: "别人发来的 {}", "Received {}";
    KeptNew: "留在“{}”里了，现在写的就是它。", "Kept in “{}”, which is open now.";
    GiveFeedback: "给对方留几句", "Give feedback";
    FeedbackTitle: "在旁边写几句", "Write beside it";
    FeedbackHow: "有话的地方写，没话就空着。写完会变成一条链接，发回给对方。", "Write where you have a word, leave the rest. It becomes a link that you send back.";
    FeedbackClosing: "最后一句", "A closing line";
    FeedbackMake: "做成回信链接", "Make the link to send back";
    FeedbackEmpty: "还没写。写一处，或只写最后一句。", "Nothing is written yet. Write one note, or only the closing line.";
    FeedbackReady: "把这条链接发回去，对方打开就能看到你写的。", "Send this link back. When they open it, they see what you wrote.";
    FeedbackTooLong: "写得太长，一个链接装不下。短一点再做。", "This is too long for one link. Make it shorter and try again.";
    FeedbackForYou: "有人在你的卡旁边写了几句", "Somebody wrote beside your card";
    FeedbackForYouLead: "先是你发出去的，再是对方说的。用得上的拿走。", "First what you sent, then what they say. Take what helps.";
    FeedbackBetween: "一张卡，和旁边写的几句", "A card, and what was written beside it";
    FeedbackSaid: "说了些什么", "What was said";
    SaidReader: "读的人说", "The reader";
    SaidAuthor: "写卡的人说", "The author";
    SaidYou: "你说", "You";
    YoursNow: "你现在写的是：", "Yours says now:";
    TakeOver: "换成这句", "Use these words";
    TakenOver: "已写进“{}”。", "Written into “{}”.";
    OpenMine: "打开我的那张", "Open mine";
    FeedbackAnswer: "回几句", "Answer";
    OpeningLink: "正在打开链接…", "Opening the link…";
    LinkCut: "链接少了或多了几个字", "The link lost or gained characters";
    LinkCutHow: "多半是复制时没选全，或聊天软件截断了。请对方再发一次，或者整条重新复制。你自己写的都还在。", "It was probably not copied whole, or a chat app cut it. Ask for it again, or copy the whole line once more. Your own answers are untouched.";
    LinkAltered: "链接里有字被改了", "A character of the link was changed";
    LinkAlteredHow: "长度是对的，内容对不上，路上被改过。请对方再发一次。你自己写的都还在。", "Its length is right but its content is not: something changed it on the way. Ask for it again. Your own answers are untouched.";
    LinkNewer: "这条链接是更新的版本做的", "A newer version made this link";
    LinkNewerHow: "刷新这一页换成新版，再打开一次。", "Reload this page to get the newer version, then open it again.";
    LinkDamaged: "这条链接里读不出内容", "Nothing readable is in this link";
    LinkDamagedHow: "请对方重新做一个链接发来。你自己写的都还在。", "Ask for a new link. Your own answers are untouched.";
    LinkUnknownSheet: "这里没有链接说的那张表", "The worksheet of this link is not here";
    LinkUnknownSheetHow: "它可能在更新的版本里。刷新这一页再试。", "It may be in a newer version. Reload this page and try again.";
    LinkTooLarge: "这条链接太长了", "This link is too long";
    LinkTooLargeHow: "超出能打开的上限，没有打开。请对方改用文字或文件发来。", "It is over the limit, so it was not opened. Ask for the text or a file instead.";
    LinkLostEnd: "如果你点的是别人的卡片链接：链接的后半截丢了，请对方再发一次。", "If you followed a link to somebody's card: it lost its second half on the way. Ask for it again.";
    NoSuchPage: "没有这一页", "There is no such page";
    NoSuchPageHow: "地址可能写错了，也可能是旧的。下面是这里所有的表。", "The address may be mistyped, or old. Below is everything there is.";
    LoadFailed: "有个文件没取到", "A file did not arrive";
    LoadFailedHow: "多半是网络断了。你写的都还在；连上网后再试一次。", "You are probably offline. What you wrote is safe; connect and try again.";
    ProgramFailed: "页面没有取全，现在写的存不下来。先把写了的复制一份，连上网再刷新。", "The page did not arrive whole, so nothing can be saved yet. Copy what you wrote, then go online and reload.";
    TooOld: "这个浏览器太旧，填不了。这里是这张表的文字，可以抄下来写。", "This browser is too old to fill this in. Here is the sheet as text, to copy and write by hand.";
    TryAgain: "再试一次", "Try again";
    OnwardNext: "接下来：{}", "Next: {}";
    OnwardLast: "这是最后一问", "This is the last one";
    OddTitle: "有 {} 处看着不对", "Places that look odd: {}";
    OddSend: "先这样发", "Send it as it is";
    Today: "今天", "Today";
    Comma: "、", ", ";
    From: "来自“{}”", "from “{}”";
    FlowedFrom: "有些字是从“{}”带过来的，改一个字就归你。", "Some words came from “{}”. Change one and it is yours.";
    FlowAccept: "就用这些", "Keep them";
    Offers: "别处写过的，也许用得上", "Written elsewhere, perhaps of use here";
    OfferTake: "用上", "Use it";
    OfferTaken: "已写进“{}”。", "Written into “{}”.";
    RowNumber: "第 {} 行", "Row {}";
    RowRemove: "删掉这一行", "Remove this row";
    RowRemoved: "删掉了一行。", "One row removed.";
    RowUp: "往上移", "Move up";
    RowDown: "往下移", "Move down";
    RowDuplicate: "照着这行再添一行", "Add one like this";
    RowsEmpty: "还没有。先添一条，从记得最清的写起。", "None yet. Add one, and write only what you remember best.";
    RowsSearch: "在这些行里找", "Search these rows";
    RowsFound: "找到 {} 行", "Rows found: {}";
    RowsOf: "{} 行", "Rows: {}";
    ProfileTitle: "现在看，是这样", "As it stands";
    ProfileNow: "眼下主要的是{}", "The main one for now: {}";
    ProfileMain: "主要", "main";
    ProfileSupporting: "辅助", "supporting";
    ProfileLight: "一点", "a little";
    ProfileNone: "没有", "none";
    ProfileBecause: "因为你说：", "Because you said: ";
    ProfileTied: "眼下分不出高低：{}。想一想他们会先为哪一样掏钱。", "Undecided for now: {}. Which would they pay for first?";
    ProfileOpen: "还有 {} 句没点，主要的那一样可能会变。", "Statements still open: {}. The main one may change.";
    ProfileShapes: "可以交成这样", "It could be delivered as";
    ProfileYours: "主要的这一样是你自己定的。", "You chose the main one yourself.";
    TurnLead: "改动其中一处，结论就会往前走：", "Any one of these would move it forward: ";
    TurnSticking: "说清卡在哪一项", "saying where it will stick";
    TurnMinimal: "写出极简版", "a minimal version";
    TurnOthers: "再听三个人说起", "three others who say the same";
    TurnQuestion: "“{}”答“是”", "a yes to “{}”";
    RowMake: "做成一张{}", "Make a {} of it";
    RowMade: "已添进“{}”。", "Added to “{}”.";
    CardOpen: "打开", "Open";
    CardClose: "收起", "Close";
    CardCompare: "摆一块儿比", "Compare";
    CompareOneMore: "再点一张，就摆在一块儿。", "Tap one more and they stand side by side.";
    CompareTitle: "摆在一块儿比", "Side by side";
    CompareVerdict: "眼下的判断", "Verdict now";
    CompareValue: "主要价值", "Main value";
    CompareEnd: "不比了", "Done comparing";
    CurrentCard: "这一页写的是这张卡：{}", "This page is about this card: {}";
    CurrentCardOther: "换一张", "Another card";
    RefersPick: "从“{}”里挑", "Pick from “{}”";
    RefersNone: "“{}”里还没有可挑的。", "Nothing to pick in “{}” yet.";
    StepsNone: "第一步还没走", "Not begun yet";
    StepsAgain: "走下一圈", "Go round again";
    PathProgress: "{} 张写好了，{} 张写了一半", "{} done, {} begun";
    PathNext: "接下来", "Next";
    PathTools: "一路用得着的", "Tools along the way";
    PathDone: "写好了", "done";
    PathBegun: "写了一半", "begun";
    PathBlank: "还没写", "not begun";
    PathSummary: "一页总结", "On one page";
    PathSummaryHow: "写下的都在这里。", "All you wrote is here.";
    PathEmpty: "还没有写。从第一张写起，几分钟就够。", "Nothing yet. Begin with the first sheet; a few minutes will do.";
    PortraitEmpty: "写好一张，这里就多一句，最后连成一页你自己。", "With every sheet you finish, a line appears here, until they make a page of you.";
    PortraitMissing: "还没画上的：", "Not drawn yet:";
    PrintPortrait: "打印这一页画像", "Print this portrait";
    PrintCard: "打印这一张", "Print this one";
    ContinueWith: "接着写", "Go on with";
    PackSheets: "里面的 {} 张表", "The {} worksheets in it";
    CardsSearch: "在这些卡里找", "Search these cards";
    PathCopy: "复制这一页", "Copy this page";
    PathAll: "看全程", "See the whole way";
    NextSheet: "下一步", "Next step";
    ShareSheet: "分享这张表", "Share this sheet";
    SharePath: "分享这几张", "Share these sheets";
    SharePathTitle: "把这几张一起发出去", "Send these sheets together";
    WhichSheets: "发哪几张", "Which sheets go in";
    CalculationNeeds: "还差：{}", "Still needs: {}";
    CalculationNoNumber: "“{}”里写的不是数", "What stands in “{}” is no number";
    CalculationNever: "这样算不出来，除数是零", "This cannot be worked out: it would divide by zero";
    CalculationTooLarge: "这个数太大，算不了", "This number is too large to work out";
    FigureEmpty: "写上数，这里就画出来。", "Write numbers, and they are drawn here.";
    FigureTable: "看成表格", "As a table";
    BoardWaiting: "还没放的", "Not placed yet";
    BoardMove: "把“{}”放到", "Put “{}” into";
    BoardList: "一条条写和改", "Write and change them one by one";
    CirclesAll: "{} 个圈里都有", "In all {}";
    CirclesIn: "{} 个圈里：", "In {}: ";
    CirclesNone: "还没进圈的", "In no circle yet";
    StreakToday: "今天做了", "I did it today";
    StreakDone: "今天已记下", "Today is ticked";
    StreakCurrent: "眼下连着 {} 天", "Days in a row now: {}";
    StreakLongest: "最长连着 {} 天", "longest run: {}";
    MonthBack: "上个月", "The month before";
    MonthOn: "下个月", "The month after";
    FaultNoNumber: "“{}”不是数。只写数字，比如 1200。", "“{}” is no number. Write digits only, such as 1200.";
    FaultBelow: "这里的数不会小于 {}。", "A number below {} makes no sense here.";
    FaultWhole: "写整数就好。", "A whole number will do.";
    FaultDecimals: "小数点后最多 {} 位。", "Digits after the point: {} at most.";
    FaultNoDate: "“{}”不是日期，重新选一天。", "“{}” is no date. Choose a day again.";
    GalleryLink: "所有题型", "All kinds of field";
    OwnPlace: "作者自己的表", "An author's own worksheet";
    GalleryEmpty: "空着", "Empty";
    GalleryStill: "别人看到的", "As somebody else sees it";
    GalleryText: "复制成文字", "As plain text";
    GalleryJson: "这样写出来", "The JSON that makes it";
    Library: "所有的表", "All worksheets";
    Print: "打印", "Print";
    PrintFilled: "我写的", "As filled in";
    PrintBlank: "空白的", "Blank";
    PaperA4: "A4 纸", "A4";
    PaperLetter: "Letter 纸", "Letter";
    PrintPages: "共 {} 页。", "Pages: {}.";
    PrintWait: "正在排版…", "Laying out the pages…";
    PrintAll: "整套一起印", "Print the whole set";
    PaperCode: "扫码打开这张表", "Scan to open this sheet";
    PrintBack: "回到“{}”", "Back to “{}”";
    PrintHow: "要 PDF，就在打印窗口里选“另存为 PDF”。", "For a PDF, choose “Save as PDF” in the print dialog.";
    Export: "导出", "Export";
    ExportTitle: "把写下的带走", "Take your words along";
    ExportHow: "文件就在这台设备上做好，不经过网络。", "The file is made on this device; nothing goes over the network.";
    ExportText: "纯文本，贴进评论用", "Plain text, for a comment";
    ExportMarkdown: "Markdown，放进 Obsidian 或 Notion", "Markdown, for Obsidian or Notion";
    ExportCsv: "CSV 表格，用 Excel 打开", "CSV, for a spreadsheet";
    ExportCsvOf: "CSV 表格：{}", "CSV: {}";
    ExportJson: "JSON，给程序读", "JSON, for programs";
    ExportHtml: "一个网页文件，不联网也能看", "One web page, readable offline";
    ExportPng: "PNG 图片，发出去用", "PNG picture, to post";
    ExportDone: "已交给浏览器：{}", "Handed to the browser: {}";
    ExportFailed: "没做成：有个文件没取到。连上网再点一次。", "Could not be made: a file did not arrive. Go online and try again.";
    ImportTitle: "从 CSV 添进“{}”", "Add to “{}” from a CSV file";
    ImportFound: "读到 {} 行，头几行是这样：", "Rows found: {}. The first of them:";
    ImportLeftOut: "这几列对不上，没有取：{}", "These columns match nothing and are left out: {}";
    ImportTake: "添在我的后面", "Add after mine";
    ImportDone: "添了 {} 行。", "Rows added: {}.";
    ImportEmpty: "这个文件里没有读到行。第一行要是列名，下面才是内容。", "No rows in this file. Its first line must name the columns; the rows follow.";
    ImportNoColumn: "第一行的列名对不上。要有其中一列：{}", "The first line names none of the columns. It needs one of: {}";
    ImportTooLarge: "文件太大了，一次最多 2000 行。拆成几份再试。", "The file is too large: 2,000 rows at most. Split it and try again.";
    SourceLine: "方法来自", "The method comes from";
    Privacy: "写的字只存在你的设备上，不上传，不跟踪。", "What you write stays on your device. Nothing is uploaded, nothing tracked.";
    NeedsScript: "填写要用到 JavaScript。这里是这张表的文字，可以抄下来写。", "Filling this in needs JavaScript. Here is the sheet as text, to copy and write by hand.";
}

/// Holds that words are plain, and each in its own language.
#[cfg(test)]
fn said_in_its_language<W: Copy + std::fmt::Debug>(
    all: &[W],
    text: impl Fn(W, Locale) -> &'static str,
) {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for &word in all {
        let (zh, en) = (text(word, Locale::ZhHans), text(word, Locale::En));
        assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{word:?}");
        assert!(!zh.contains('!') && !zh.contains('！') && !en.contains('!'), "{word:?}");
        assert!(zh.contains(is_han), "{word:?}");
        assert!(!en.contains(is_han), "{word:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_in_its_language() {
        // The switch names the other language in that language's own words.
        let is_apart =
            |word: &Word| matches!(word, Word::SwitchLanguage | Word::BlankLine | Word::Comma);
        let all: Vec<Word> = Word::ALL.iter().copied().filter(|word| !is_apart(word)).collect();
        said_in_its_language(&all, Word::text);
    }
}
