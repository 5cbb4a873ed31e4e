//! Worksheet files made by hand.

/// A worksheet whose words are these.
pub fn sheet_with(words: &str) -> String {
    let words = super::quoted(words);
    format!(
        "{{\"id\":\"own\",\"number\":1,\"version\":1,\"name\":{words},\"title\":{words},\"sections\":[{{\"fields\":[{{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":{words},\"hint\":{words}}}]}}]}}"
    )
}

/// A pack whose source lies at this address.
pub fn pack_with(link: &str) -> String {
    let link = super::quoted(link);
    format!(
        "{{\"id\":\"own\",\"number\":9,\"title\":\"t\",\"summary\":\"s\",\"source\":{{\"title\":\"t\",\"author\":\"a\",\"link\":{link}}},\"stages\":[],\"sheets\":[]}}"
    )
}

/// Something in something, so many times.
pub fn deep(open: &str, close: &str, depth: usize) -> String {
    format!("{}1{}", open.repeat(depth), close.repeat(depth))
}

/// A worksheet around these fields.
macro_rules! fields {
    ($fields:literal) => {
        concat!(
            "{\"id\":\"own\",\"number\":1,\"version\":1,\"name\":\"n\",\"title\":\"t\",\"sections\":[{\"fields\":[",
            $fields,
            "]}]}"
        )
    };
}

/// Files in the right shape that want something impossible.
pub const ABUSE: [&str; 40] = [
    fields!("1"),
    fields!("null"),
    fields!("[]"),
    fields!("{}"),
    fields!("{\"id\":\"a\",\"number\":0,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a\",\"number\":512,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a\",\"number\":-1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a\",\"number\":1.5,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a\",\"number\":9223372036854775808,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"1a\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a b\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a.b.c\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"__proto__\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!("{\"id\":\"../x\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"),
    fields!(
        "{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"
    ),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"script\",\"label\":\"x\"}"),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"html\",\"label\":\"x\",\"html\":\"<b>\"}"),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":7,\"label\":\"x\"}"),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":\"\"}"),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":7}"),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":{\"fr\":\"x\"}}"),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":\"x\",\"onclick\":\"pwned()\"}"
    ),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":\"x\",\"style\":\"color:red\"}"
    ),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"choice\",\"label\":\"x\",\"choices\":[]}"),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"choice\",\"label\":\"x\",\"choices\":[{\"id\":\"b\",\"label\":\"b\"},{\"id\":\"b\",\"label\":\"b\"}]}"
    ),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"scale\",\"label\":\"x\",\"from\":9,\"to\":1}"),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"scale\",\"label\":\"x\",\"from\":0,\"to\":999999999}"
    ),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"sentence\",\"label\":\"x\",\"template\":\"{b} {b} {c\",\"blanks\":[]}"
    ),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"sentence\",\"label\":\"x\",\"template\":\"{a}\",\"blanks\":[{\"id\":\"a\",\"number\":1,\"kind\":\"sentence\"}]}"
    ),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"rows\",\"label\":\"x\",\"columns\":[]}"),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"rows\",\"label\":\"x\",\"columns\":[{\"id\":\"a\",\"number\":2,\"kind\":\"rows\",\"label\":\"x\",\"columns\":[]}]}"
    ),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"calculation\",\"label\":\"x\",\"sum\":[\"a\"]}"),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"calculation\",\"label\":\"x\",\"divide\":[\"b\",\"b\"]},{\"id\":\"b\",\"number\":2,\"kind\":\"calculation\",\"label\":\"x\",\"divide\":[\"a\",\"a\"]}"
    ),
    fields!("{\"id\":\"a\",\"number\":1,\"kind\":\"streak\",\"label\":\"x\",\"goal\":999999999}"),
    fields!(
        "{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"},{\"id\":\"a\",\"number\":1,\"kind\":\"text\",\"label\":\"x\"}"
    ),
    "{\"id\":\"own\",\"number\":1,\"version\":1,\"name\":\"n\",\"title\":\"t\",\"sections\":{}}",
    "{\"id\":\"own\",\"number\":1,\"version\":1,\"name\":\"n\",\"title\":\"t\",\"sections\":[],\"flows\":[{\"into\":\"own\",\"from\":\"own.own\"}]}",
    "{\"id\":\"own\",\"number\":99,\"version\":0,\"name\":\"n\",\"title\":\"t\",\"sections\":[]}",
    "{\"id\":\"own\",\"number\":1,\"version\":1,\"name\":\"n\",\"title\":\"t\",\"sections\":[],\"readings\":[{\"when\":{\"not\":{\"not\":{}}},\"say\":\"x\"}]}",
];
