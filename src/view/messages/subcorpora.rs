//! The wording of subcorpora: texts that the reader chose and gave a name.

use super::Worded;
use crate::view::language::Lang;
use crate::view::number::Count;

/// It, in one language.
#[derive(Debug)]
pub struct SubcorporaWording {
    /// Which texts count.
    pub texts: &'static str,
    /// All of them.
    pub all_texts: &'static str,
    /// Those that the filter chooses, under no name.
    pub as_chosen: &'static str,
    /// What they are compared with.
    pub beside: &'static str,
    /// Nothing is compared.
    pub nothing: &'static str,
    /// All texts that are not chosen.
    pub other_texts: &'static str,
    /// Gives the chosen texts a name.
    pub give_name: &'static str,
    /// The name.
    pub name: &'static str,
    /// Only texts that the query finds: `{}`.
    pub only_found: &'static str,
    /// Keeps it under that name.
    pub keep: &'static str,
    /// The same, where there is one of that name.
    pub replace: &'static str,
    /// Leaves it.
    pub cancel: &'static str,
    /// Shows all that have names, to change and join them.
    pub manage: &'static str,
    /// Heading over those.
    pub heading: &'static str,
    /// There are none, and how there come to be some.
    pub none_yet: &'static str,
    /// Gives one another name.
    pub rename: &'static str,
    /// Forgets one.
    pub remove: &'static str,
    /// Heading over two that are made one.
    pub combine: &'static str,
    /// How: in both, in one or the other, in the first without the second.
    pub ways: [&'static str; 3],
    /// Between two of which a text must be in both.
    pub both_short: &'static str,
    /// Between two of which it must be in one.
    pub either_short: &'static str,
    /// Before one that it must not be in.
    pub without_short: &'static str,
    /// Texts that were picked one by one.
    pub picked: Count,
    /// Begins picking texts from the list.
    pub pick: &'static str,
    /// Ends it.
    pub pick_end: &'static str,
    /// What to do then.
    pub pick_about: &'static str,
    /// Picks a text: `{}`.
    pub pick_one: &'static str,
    /// Saves all as a file.
    pub save: &'static str,
    /// Adds those of a file.
    pub open: &'static str,
    /// They are not kept by this browser.
    pub not_kept: &'static str,
    /// A name or the texts cannot be kept so.
    pub refused_name: &'static str,
    /// The file is another.
    pub refused: &'static str,
    /// It is of a later version.
    pub newer: &'static str,
    /// It holds too much.
    pub too_much: &'static str,
}

impl Worded for SubcorporaWording {
    fn in_language(lang: Lang) -> &'static SubcorporaWording {
        static ALL: [SubcorporaWording; 3] = [ENGLISH, ARABIC, PERSIAN];
        &ALL[lang as usize]
    }
}

const ENGLISH: SubcorporaWording = SubcorporaWording {
    texts: "Texts",
    all_texts: "All texts",
    as_chosen: "As filtered",
    beside: "Compare with",
    nothing: "Nothing",
    other_texts: "The other texts",
    give_name: "Name these texts…",
    name: "Name",
    only_found: "Only texts that hold {}",
    keep: "Keep",
    replace: "Replace",
    cancel: "Cancel",
    manage: "Named texts…",
    heading: "Named texts",
    none_yet: "No texts have names yet: filter texts, or pick them in the list of texts, then name them.",
    rename: "Rename",
    remove: "Remove",
    combine: "Make one of two",
    ways: ["and", "or", "without"],
    both_short: "and",
    either_short: "or",
    without_short: "not",
    picked: Count::two_forms("no text", "one text picked", "{} texts picked"),
    pick: "Pick texts one by one…",
    pick_end: "Stop picking",
    pick_about: "Tick texts in the list, then give them a name.",
    pick_one: "Pick {}",
    save: "Save named texts",
    open: "Open named texts…",
    not_kept: "This browser does not keep named texts: save them before you leave.",
    refused_name: "Expected a name of 1 to 100 letters, at most 200 names, and not more than some thousand picked texts.",
    refused: "Expected a file of named texts, found another: choose one that was saved here.",
    newer: "These named texts were saved by a later version: open them with that one.",
    too_much: "Expected up to 200 named texts, found more, or one that is too long.",
};

const ARABIC: SubcorporaWording = SubcorporaWording {
    texts: "النصوص",
    all_texts: "كل النصوص",
    as_chosen: "كما في التصفية",
    beside: "قارن مع",
    nothing: "لا شيء",
    other_texts: "النصوص الأخرى",
    give_name: "سمِّ هذه النصوص…",
    name: "الاسم",
    only_found: "النصوص التي فيها {} فقط",
    keep: "احفظ",
    replace: "استبدل",
    cancel: "إلغاء",
    manage: "النصوص المسماة…",
    heading: "النصوص المسماة",
    none_yet: "لا نصوص مسماة بعد: صفِّ النصوص، أو اخترها من قائمة النصوص، ثم سمِّها.",
    rename: "غيّر الاسم",
    remove: "احذف",
    combine: "اجعل من اثنتين واحدة",
    ways: ["و", "أو", "بدون"],
    both_short: "و",
    either_short: "أو",
    without_short: "ليس",
    picked: Count {
        zero: "لا نص",
        one: "نص مختار واحد",
        two: "نصان مختاران",
        few: "{} نصوص مختارة",
        many: "{} نصًا مختارًا",
        other: "{} نص مختار",
    },
    pick: "اختر النصوص واحدًا واحدًا…",
    pick_end: "أنهِ الاختيار",
    pick_about: "علِّم على النصوص في القائمة، ثم سمِّها.",
    pick_one: "اختر {}",
    save: "احفظ النصوص المسماة",
    open: "فتح نصوص مسماة…",
    not_kept: "هذا المتصفح لا يحتفظ بالنصوص المسماة: احفظها في ملف قبل المغادرة.",
    refused_name: "المنتظر اسم من حرف إلى ١٠٠ حرف، و٢٠٠ اسم على الأكثر، وما لا يزيد على بضعة آلاف من النصوص المختارة.",
    refused: "المنتظر ملف نصوص مسماة، والملف غير ذلك: اختر ملفًا حُفظ من هنا.",
    newer: "حُفظت هذه النصوص المسماة بإصدار أحدث: افتحها به.",
    too_much: "المنتظر ٢٠٠ من النصوص المسماة على الأكثر، وفي الملف أكثر، أو واحدة أطول مما ينبغي.",
};

const PERSIAN: SubcorporaWording = SubcorporaWording {
    texts: "متن‌ها",
    all_texts: "همهٔ متن‌ها",
    as_chosen: "چنان‌که پالوده شد",
    beside: "در سنجش با",
    nothing: "هیچ",
    other_texts: "متن‌های دیگر",
    give_name: "نام‌گذاری این متن‌ها…",
    name: "نام",
    only_found: "تنها متن‌هایی که {} در آن‌هاست",
    keep: "نگه دار",
    replace: "جایگزین کن",
    cancel: "انصراف",
    manage: "متن‌های نام‌دار…",
    heading: "متن‌های نام‌دار",
    none_yet: "هنوز متن نام‌داری نیست: متن‌ها را بپالایید، یا از فهرست متن‌ها برگزینید، سپس نامی بدهید.",
    rename: "تغییر نام",
    remove: "حذف",
    combine: "ساختن یکی از دو تا",
    ways: ["و", "یا", "بدون"],
    both_short: "و",
    either_short: "یا",
    without_short: "نه",
    picked: Count::two_forms("هیچ متن", "یک متن برگزیده", "{} متن برگزیده"),
    pick: "گزینش متن‌ها یکی‌یکی…",
    pick_end: "پایان گزینش",
    pick_about: "متن‌ها را در فهرست نشان کنید، سپس نامی به آن‌ها بدهید.",
    pick_one: "گزینش {}",
    save: "ذخیرهٔ متن‌های نام‌دار",
    open: "گشودن متن‌های نام‌دار…",
    not_kept: "این مرورگر متن‌های نام‌دار را نگه نمی‌دارد: پیش از رفتن ذخیره‌شان کنید.",
    refused_name: "نام باید ۱ تا ۱۰۰ نویسه باشد، نام‌ها دست بالا ۲۰۰، و متن‌های برگزیده نه بیش از چند هزار.",
    refused: "پرونده باید پروندهٔ متن‌های نام‌دار باشد، ولی چیز دیگری است: پرونده‌ای را که در این‌جا ذخیره شده برگزینید.",
    newer: "این متن‌های نام‌دار با نسخه‌ای تازه‌تر ذخیره شده‌اند: با همان بگشاییدشان.",
    too_much: "متن‌های نام‌دار باید دست بالا ۲۰۰ تا باشند، ولی بیش‌ترند، یا یکی زیاده دراز است.",
};
