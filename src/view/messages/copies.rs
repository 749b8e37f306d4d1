//! The wording for copies of a text, and for two texts side by side.

use crate::view::number::Count;

/// It, in one language.
#[derive(Debug)]
pub struct CopiesWording {
    /// Under a result: how many of the texts found are copies of it.
    pub among_found: Count,
    /// Heading of the list of copies of a text, with their number.
    pub of_this: Count,
    /// In the list: this one says the most.
    pub fullest: &'static str,
    /// Leads to the two texts side by side.
    pub compare: &'static str,
    /// Switch that is off: how many copies stand behind others.
    pub folded: Count,
    /// The same switch, on: copies have lines of their own.
    pub each: &'static str,
    /// What that does.
    pub each_about: &'static str,
    /// Heading over two texts side by side.
    pub side_by_side: &'static str,
    /// Changes the sides.
    pub swap: &'static str,
    /// What the two are to each other, in the order: the same, copies, an excerpt, passages.
    pub relations: [&'static str; 4],
    /// They share nothing.
    pub nothing_shared: &'static str,
    /// How much: of the shorter text, and of both.
    pub shared: &'static str,
    /// How that is counted.
    pub shared_about: &'static str,
    /// Words that only one text has.
    pub alone: Count,
    /// Legend: only here.
    pub only_here: &'static str,
    /// Legend: other letters or signs.
    pub respelt: &'static str,
    /// Legend: stands elsewhere in the other text.
    pub moved: &'static str,
    /// Switch: paragraphs that are the same are shown too.
    pub whole: &'static str,
    /// Paragraphs that are the same and folded away.
    pub same_rows: Count,
    /// To the letter.
    pub no_difference: &'static str,
    /// Goes to the next difference.
    pub next: &'static str,
    /// Goes to the difference before.
    pub previous: &'static str,
}

pub(super) const ENGLISH: CopiesWording = CopiesWording {
    among_found: Count::two_forms("no copies", "and one copy", "and {} copies"),
    of_this: Count::two_forms(
        "No copies of this text",
        "One copy of this text",
        "{} copies of this text",
    ),
    fullest: "the fullest text",
    compare: "Compare",
    folded: Count::two_forms("no copies folded", "one copy folded", "{} copies folded"),
    each: "each copy by itself",
    each_about: "Copies and excerpts of one text make one line. Press to list each of them.",
    side_by_side: "Two texts side by side",
    swap: "Swap sides",
    relations: [
        "The same words in the same order.",
        "Copies of one text.",
        "The shorter text stands in the longer one.",
        "They share passages.",
    ],
    nothing_shared: "They share no passage.",
    shared: "{} of the shorter text stands in the other; {} of all that either has, in both.",
    shared_about: "Counted in runs of five words of the articles, headlines left out; letters, half-spaces and digits folded.",
    alone: Count::two_forms("no words only here", "one word only here", "{} words only here"),
    only_here: "only here",
    respelt: "written otherwise",
    moved: "stands elsewhere",
    whole: "Whole texts",
    same_rows: Count::two_forms(
        "nothing folded away",
        "one paragraph is the same",
        "{} paragraphs are the same",
    ),
    no_difference: "To the letter, there is no difference.",
    next: "Next difference",
    previous: "Previous difference",
};

pub(super) const ARABIC: CopiesWording = CopiesWording {
    among_found: Count {
        zero: "بلا نسخ",
        one: "ونسخة أخرى",
        two: "ونسختان أخريان",
        few: "و{} نسخ أخرى",
        many: "و{} نسخة أخرى",
        other: "و{} نسخة أخرى",
    },
    of_this: Count {
        zero: "لا نسخ لهذا النص",
        one: "نسخة أخرى من هذا النص",
        two: "نسختان أخريان من هذا النص",
        few: "{} نسخ أخرى من هذا النص",
        many: "{} نسخة أخرى من هذا النص",
        other: "{} نسخة أخرى من هذا النص",
    },
    fullest: "النص الأتم",
    compare: "مقارنة",
    folded: Count {
        zero: "لا نسخ مطوية",
        one: "نسخة مطوية",
        two: "نسختان مطويتان",
        few: "{} نسخ مطوية",
        many: "{} نسخة مطوية",
        other: "{} نسخة مطوية",
    },
    each: "كل نسخة على حدة",
    each_about: "نسخ النص الواحد ومقتطفاته في سطر واحد. اضغط لتظهر كل نسخة في سطر.",
    side_by_side: "نصان جنبًا إلى جنب",
    swap: "تبديل الجانبين",
    relations: [
        "الكلمات نفسها بالترتيب نفسه.",
        "نسختان من نص واحد.",
        "النص الأقصر وارد في الأطول.",
        "بينهما مقاطع مشتركة.",
    ],
    nothing_shared: "لا مقطع مشترك بينهما.",
    shared: "{} من النص الأقصر وارد في الآخر، و{} من مجموعهما مشترك.",
    shared_about: "العدّ بكل خمس كلمات متتالية من المقالة دون العنوان، مع توحيد الحروف وأنصاف المسافات والأرقام.",
    alone: Count {
        zero: "لا كلمات هنا فقط",
        one: "كلمة واحدة هنا فقط",
        two: "كلمتان هنا فقط",
        few: "{} كلمات هنا فقط",
        many: "{} كلمة هنا فقط",
        other: "{} كلمة هنا فقط",
    },
    only_here: "هنا فقط",
    respelt: "بكتابة أخرى",
    moved: "في موضع آخر",
    whole: "النصان كاملين",
    same_rows: Count {
        zero: "لا شيء مطويّ",
        one: "فقرة واحدة متطابقة",
        two: "فقرتان متطابقتان",
        few: "{} فقرات متطابقة",
        many: "{} فقرة متطابقة",
        other: "{} فقرة متطابقة",
    },
    no_difference: "لا فرق بينهما في حرف واحد.",
    next: "الفرق التالي",
    previous: "الفرق السابق",
};

pub(super) const PERSIAN: CopiesWording = CopiesWording {
    among_found: Count::two_forms("بی‌رونوشت", "و یک رونوشت دیگر", "و {} رونوشت دیگر"),
    of_this: Count::two_forms(
        "این متن رونوشتی ندارد",
        "یک رونوشت دیگر از این متن",
        "{} رونوشت دیگر از این متن",
    ),
    fullest: "کامل‌ترین متن",
    compare: "مقایسه",
    folded: Count::two_forms("بی‌رونوشت تاشده", "یک رونوشت تاشده", "{} رونوشت تاشده"),
    each: "هر رونوشت جداگانه",
    each_about: "رونوشت‌ها و گزیده‌های یک متن در یک سطر می‌آیند. بزنید تا هر یک سطر خود را داشته باشد.",
    side_by_side: "دو متن در کنار هم",
    swap: "جابه‌جایی دو سو",
    relations: [
        "همان واژه‌ها با همان ترتیب.",
        "رونوشت‌های یک متن.",
        "متن کوتاه‌تر در متن بلندتر آمده است.",
        "بخش‌های مشترک دارند.",
    ],
    nothing_shared: "هیچ بخش مشترکی ندارند.",
    shared: "{} از متن کوتاه‌تر در دیگری آمده؛ {} از همهٔ آنچه دارند در هر دو هست.",
    shared_about: "شمارش با هر پنج واژهٔ پیاپیِ مقاله، بی عنوان؛ حروف، نیم‌فاصله‌ها و رقم‌ها یک‌دست شده‌اند.",
    alone: Count::two_forms("بی‌واژهٔ ویژه", "یک واژه تنها اینجا", "{} واژه تنها اینجا"),
    only_here: "تنها اینجا",
    respelt: "با نوشتار دیگر",
    moved: "در جای دیگر",
    whole: "متن‌های کامل",
    same_rows: Count::two_forms("چیزی تا نشده", "یک بند یکسان است", "{} بند یکسان است"),
    no_difference: "هیچ تفاوتی ندارند، حرف به حرف.",
    next: "تفاوت بعدی",
    previous: "تفاوت قبلی",
};
