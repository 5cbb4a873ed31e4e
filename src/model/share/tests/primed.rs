//! Codec 2: links made after a prime text, and how long they are.

use std::sync::LazyLock;

use super::*;

/// Cards that nobody wrote into the prime, of the size that the targets name.
const CARDS_ZH: [[&str; 4]; 6] = [
    [
        "在养老院当护工的大姐",
        "夜班一个人照看十几位老人、铃声不断的时候",
        "交班前把每位老人的情况记清楚，家属问起来答得上",
        "本子字迹潦草，手机上打字又太慢，总漏掉要紧的几条",
    ],
    [
        "租档口卖水果的年轻夫妻",
        "凌晨三点去批发市场进货、看不准行情",
        "少进错几箱货，月底账上能剩下点钱给孩子交学费",
        "全凭感觉定数量，下雨天烂一半，账本记了两天就丢在一边",
    ],
    [
        "刚当上班主任的数学老师",
        "期中考试后要开家长会的那个晚上",
        "跟四十多位家长说清每个孩子的变化，不用念成绩单",
        "平时没留下观察记录，临时翻卷子，想说的话到嘴边都成了套话",
    ],
    [
        "退役后回村养羊的小伙子",
        "母羊半夜难产、镇上兽医赶不过来",
        "自己能判断该不该动手，别再眼睁睁看着羊羔没了",
        "网上视频讲得乱，方言听不懂，真到那一刻手抖得什么都忘了",
    ],
    [
        "做独立播客的两个朋友",
        "录完一期节目剪到深夜、更新又拖了一周",
        "稳定每两周上线一期，听众知道什么时候来听",
        "剪辑全靠一个人，口误太多舍不得删，嘉宾档期老是对不上",
    ],
    [
        "想换工作的银行柜员",
        "下班坐地铁刷招聘软件、越看越没底",
        "弄明白自己除了点钞和填单还能干什么，敢投出第一份简历",
        "工作十年都在一个窗口，不会写经历，也怕同事知道以后尴尬",
    ],
];
const CARDS_EN: [[&str; 4]; 6] = [
    [
        "a night-shift care worker in a small nursing home",
        "handing over at six in the morning after twelve bells and two falls",
        "to pass on what really matters for each resident so nobody has to ask the family again",
        "notes scribbled on the back of her hand, a tablet that keeps logging her out, and no quiet minute to think",
    ],
    [
        "a married couple who run a fruit stall by the station",
        "standing at the wholesale market at four and guessing the order",
        "to throw away fewer boxes and have something left at the end of the month for a school trip",
        "no record of what sold on rainy days and a price that moves before they can decide",
    ],
    [
        "a young maths teacher with her first form group",
        "the evening before she meets thirty sets of parents",
        "to tell each of them one true thing about how their child has changed, not marks",
        "nothing written down since September, and the fear that every sentence will sound the same as the last one",
    ],
    [
        "a farmer's son who came back to keep sheep",
        "a ewe in trouble at two in the morning with the vet an hour away",
        "to know when to step in with his own hands and stop losing lambs he might have saved",
        "videos that contradict each other, shaking fingers, and nobody he dares to ring at that hour",
    ],
    [
        "two friends who make a podcast about old buildings",
        "editing late on a Sunday when the episode was promised for Friday",
        "to publish every other week so listeners learn when to expect them",
        "one person does all the cutting, guests cancel at short notice, and neither of them likes to lose a good story",
    ],
    [
        "a bank clerk who has wanted to leave for years",
        "scrolling through job adverts on the bus and feeling smaller at every stop",
        "to see what he can do besides counting money and send off one honest application",
        "ten years at the same window, no words for his experience, and a manager who must not find out",
    ],
];

pub(super) fn prime(locale: Locale) -> &'static Prime {
    static PRIMES: LazyLock<[Prime; 2]> = LazyLock::new(|| {
        [("zh-Hans", Locale::ZhHans), ("en", Locale::En)].map(|(name, locale)| {
            let root = env!("CARGO_MANIFEST_DIR");
            let text = std::fs::read_to_string(format!("{root}/worksheets/prime/{name}.txt"));
            Prime::new(locale, &text.unwrap()).unwrap()
        })
    });
    PRIMES.iter().find(|prime| prime.locale() == locale).unwrap()
}

fn in_language(locale: Locale, mut shared: Shared) -> Shared {
    shared.locale = locale;
    shared
}

fn make(shared: &Shared, armour: Armour) -> Result<String, ShareError> {
    encode_with_prime(shared, &SHARED.with(Clone::clone), armour, Some(prime(shared.locale)))
}

fn open(payload: &str, locale: Locale) -> Result<Shared, ShareError> {
    decode_with_prime(payload, &SHARED.with(Clone::clone), Some(prime(locale)))
}

#[test]
fn cards_are_as_short_as_promised() {
    for (locale, cards, most) in [(Locale::ZhHans, CARDS_ZH, 138), (Locale::En, CARDS_EN, 150)] {
        for card in cards {
            let shared = in_language(locale, job(card, Some("problem")));
            let payload = make(&shared, Armour::Base62).unwrap();
            let characters: usize = card.iter().map(|text| text.chars().count()).sum();
            println!("{locale:?}: {characters} characters in {}", payload.len());
            assert!(payload.len() <= most, "{} > {most}: {card:?}", payload.len());
            assert_eq!(open(&payload, locale), Ok(shared));
        }
    }
}

#[test]
fn a_primed_link_says_what_it_needs() {
    let pack = pack("community", Locale::ZhHans);
    let payload = make(&card(), Armour::Base62).unwrap();
    let needed = Needs { pack: 0, locale: Locale::ZhHans, prime: true, is_own: false };
    assert_eq!(needs(&payload), Ok(needed));
    assert_eq!(decode(&payload, &pack), Err(ShareError::NeedsPrime));
    assert_eq!(open(&payload, Locale::En), Err(ShareError::NeedsPrime));
    assert_eq!(open(&payload, Locale::ZhHans), Ok(card()));
    // Without a prime, or with that of another language, it is longer and needs none.
    let english = Some(prime(Locale::En));
    let without = encode_with_prime(&card(), &pack, Armour::Base62, english).unwrap();
    assert_eq!(encode(&card(), &pack, Armour::Base62), Ok(without.clone()));
    assert!(without.len() > payload.len());
    assert!(!needs(&without).unwrap().prime);
}

#[test]
fn another_text_is_no_prime() {
    for text in ["", "abc\n"] {
        let said = Prime::new(Locale::En, text).unwrap_err();
        assert_eq!(said, ShareError::NeedsPrime);
    }
}

#[test]
fn a_primed_link_that_was_cut_or_altered_is_refused_before_the_prime_is_needed() {
    let pack = pack("community", Locale::ZhHans);
    let payload = make(&card(), Armour::Base62).unwrap();
    for end in 1..payload.len() {
        let said = decode(&payload[..end], &pack).unwrap_err();
        assert!(matches!(said, ShareError::Cut | ShareError::Altered), "{end} {said}");
        assert_eq!(needs(&payload[..end]), Err(said));
    }
    for at in 2..payload.len() {
        for other in ["0", "Z", "z", "m"] {
            let mut changed = payload.clone();
            changed.replace_range(at..=at, other);
            if changed != payload {
                assert_eq!(needs(&changed), Err(ShareError::Altered), "{at} {other}");
                assert_eq!(decode(&changed, &pack), Err(ShareError::Altered), "{at} {other}");
            }
        }
    }
}

#[test]
fn texts_of_any_length_are_shared_or_refused() {
    let shared = job([&"\u{10fffd}".repeat(TEXT_LIMIT), "", "", ""], None);
    let payload = make(&shared, Armour::Base62).unwrap();
    assert!(open(&payload, Locale::ZhHans) == Ok(shared));
    let many: String = ('\u{3400}'..'\u{9fff}').take(TEXT_LIMIT).collect();
    for text in ["一".repeat(TEXT_LIMIT + 1), many] {
        let said = make(&job([&text, "", "", ""], None), Armour::Base62);
        assert_eq!(said, Err(ShareError::TooLarge));
    }
}

proptest! {
    #![proptest_config(crate::testing::cases(60))]

    #[test]
    fn any_answers_come_back_after_a_prime(
        texts in [any_text(), any_text(), any_text(), any_text()],
        start in prop_oneof![Just(String::new()), Just("problem".into()), any_text()],
        english: bool,
        armour in prop_oneof![Just(Armour::Base62), Just(Armour::Decimal)],
    ) {
        let locale = if english { Locale::En } else { Locale::ZhHans };
        let texts = [&texts[0], &texts[1], &texts[2], &texts[3]].map(String::as_str);
        let shared = in_language(locale, job(texts, Some(&start)));
        match make(&shared, armour) {
            Ok(payload) => prop_assert_eq!(open(&payload, locale), Ok(shared)),
            Err(error) => prop_assert_eq!(error, ShareError::TooLarge),
        }
    }

    #[test]
    fn the_codec_alone_brings_any_text_back(text in any_text(), english: bool) {
        let prime = prime(if english { Locale::En } else { Locale::ZhHans });
        let text = text.replace('\0', "");
        let Some(bytes) = prime.encode(&text) else {
            prop_assert!(text.is_empty());
            return Ok(());
        };
        prop_assert_eq!(prime.decode(&bytes, 1), Ok(text.clone()));
        // Zeros behind change nothing.
        let filled = [bytes, vec![0; 5]].concat();
        prop_assert_eq!(prime.decode(&filled, 1), Ok(text));
    }
}

proptest! {
    #![proptest_config(crate::testing::cases(300))]

    #[test]
    fn bytes_after_a_prime_never_panic(
        mut bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 6..120),
            prop::collection::vec(any::<u8>(), 1000..2000),
            prop::collection::vec(Just(0), 6..40),
            prop::collection::vec(Just(0xff), 6..40),
        ],
        english: bool,
    ) {
        bytes[0] = 2 << 5 | u8::from(english) << 3;
        bytes[1] = 4 << 4 | 1 << 1;
        bytes[2] = 4 << 4;
        let locale = if english { Locale::En } else { Locale::ZhHans };
        if let Ok(shared) = open(&summed(bytes), locale) {
            let again = make(&shared, Armour::Base62).unwrap();
            prop_assert_eq!(open(&again, locale), Ok(shared));
        }
    }
}

#[test]
fn no_texts_are_nothing_but_zeros() {
    let prime = prime(Locale::En);
    assert_eq!(prime.decode(&[0, 0], 0), Ok(String::new()));
    assert_eq!(prime.decode(&[0, 1], 0), Err(ShareError::Damaged));
}
