//! The wording of the desk: concordance, collocates, clusters, words, keywords, dispersion.

use super::Worded;
use crate::view::language::Lang;
use crate::view::number::Count;
use crate::view::permalink::SETTINGS;

/// It, in one language.
#[derive(Debug)]
pub struct CountingWording {
    /// The views, in the order of the desk.
    pub views: [&'static str; 6],
    /// What each is for.
    pub abouts: [&'static str; 6],
    /// What to type in each, where nothing is typed.
    pub empty: [&'static str; 6],
    /// Hits.
    pub hits: Count,
    /// Lines of a concordance.
    pub lines: Count,
    /// Rows of a table.
    pub rows: Count,
    /// In so many documents.
    pub in_texts: Count,
    /// Of so many words: `{}`.
    pub of_words: &'static str,
    /// Names of columns: by their ids, see `COLUMNS`.
    pub columns: [&'static str; COLUMNS.len()],
    /// Names of settings: in the order of [`SETTINGS`].
    pub settings: [&'static str; SETTINGS.len()],
    /// Names of the values of settings: by their codes, see `VALUES`.
    pub values: [&'static str; VALUES.len()],
    /// One more line reads the same, or more: `{}`.
    pub repeated: &'static str,
    /// Opens the text of a line.
    pub open: &'static str,
    /// Shows more of a line.
    pub expand: &'static str,
    /// Heading of the settings.
    pub settings_heading: &'static str,
    /// Sets all of them back.
    pub reset: &'static str,
    /// Heading over what can be saved.
    pub save: &'static str,
    /// Copies the lines that are shown.
    pub copy: &'static str,
    /// A page to print.
    pub printable: &'static str,
    /// While it is being counted.
    pub counting: &'static str,
    /// Figures by themselves.
    pub figures: &'static str,
    /// How it was made.
    pub method: &'static str,
    /// Of how many tests, which chance, corrected how: three places.
    pub tests: &'static str,
    /// The first texts and the others, with their words: two places.
    pub sides: &'static str,
    /// No restriction: all texts are the first, so there are no others.
    pub no_others: &'static str,
    /// What a click on a figure does.
    pub receipt: &'static str,
    /// No value.
    pub undefined: &'static str,
    /// Nothing was found.
    pub nothing: &'static str,
    /// Texts without the value of a facet.
    pub without_value: &'static str,
    /// A picture of the table.
    pub picture: &'static str,
}

/// The columns that have a name, by their ids.
pub const COLUMNS: [&str; 20] = [
    "number", "before", "node", "after", "title", "date", "source", "word", "cluster", "count",
    "documents", "per-million", "together", "near-before", "near-after", "other-count",
    "other-per-million", "chance", "part", "words",
];

/// The values of settings that have a name, by their codes.
pub const VALUES: [&str; 40] = [
    "none", "all", "words", "characters", "sentence", "document", "form", "key", "stem",
    "window", "plain", "span", "count", "documents", "word", "B1", "B2", "B3", "node", "A1",
    "A2", "A3", "title", "date", "source", "sources", "days", "months", "years", "equal",
    "bonferroni", "sidak", "lang", "author", "year", "stop-off", "stop-on", "positive",
    "negative", "corpus",
];

impl CountingWording {
    /// The name of a column; its id where it has none.
    pub fn column(&self, id: &'static str) -> &'static str {
        COLUMNS.iter().position(|it| *it == id).map_or(id, |at| self.columns[at])
    }

    /// The name of a setting.
    pub fn setting(&self, key: &'static str) -> &'static str {
        SETTINGS.iter().position(|it| *it == key).map_or(key, |at| self.settings[at])
    }

    /// The name of a value of a setting.
    pub fn value(&self, code: &'static str) -> &'static str {
        VALUES.iter().position(|it| *it == code).map_or(code, |at| self.values[at])
    }
}

impl Worded for CountingWording {
    fn in_language(lang: Lang) -> &'static CountingWording {
        static ALL: [CountingWording; 3] = [ENGLISH, ARABIC, PERSIAN];
        &ALL[lang as usize]
    }
}

const ENGLISH: CountingWording = CountingWording {
    views: ["Concordance", "Collocates", "Clusters", "Words", "Keywords", "Dispersion"],
    abouts: [
        "Every hit with what stands before and after it.",
        "Words that stand near what was found, more often than chance would have it.",
        "Words that stand in a row, or rows around what was found.",
        "How often each word occurs.",
        "Words that these texts have more often than the other texts.",
        "How evenly what was found is spread over the texts.",
    ],
    empty: [
        "Type a word or any other query to see each of its hits on a line of its own.",
        "Type a word or any other query to see which words keep its company.",
        "",
        "",
        "Choose texts by a query, a language or a date to see which words they have more often than the rest.",
        "Type a word or any other query to see where in the texts it stands.",
    ],
    hits: Count::two_forms("no hits", "one hit", "{} hits"),
    lines: Count::two_forms("no lines", "one line", "{} lines"),
    rows: Count::two_forms("no rows", "one row", "{} rows"),
    in_texts: Count::two_forms("in no text", "in one text", "in {} texts"),
    of_words: "of {} words",
    columns: [
        "No.", "Before", "Node", "After", "Title", "Date", "Source", "Word", "Cluster",
        "Frequency", "Texts", "Per million", "Near", "Before", "After", "Frequency elsewhere",
        "Per million elsewhere", "p", "Part", "Words",
    ],
    settings: [
        "Context", "in", "Sort by", "Random sample", "Seed", "Hide repeated lines", "Count words",
        "Near is", "Words before", "Words after", "Expected by", "Measure", "At least",
        "In texts, at least", "At most", "Function words", "Other words to leave out",
        "Words in a cluster", "Words passed over", "Order", "Apart by", "Show words that are",
        "p at most", "Correction", "Parts", "How many parts", "Picture",
    ],
    values: [
        "none", "all", "words", "characters", "the sentence", "the same text", "as printed",
        "in any spelling", "with inflections", "words near the node (Evert)",
        "no window", "width of the window", "frequency", "number of texts", "alphabet",
        "1st word before", "2nd word before", "3rd word before", "node", "1st word after",
        "2nd word after", "3rd word after", "title", "date", "source", "sources", "days",
        "months", "years", "equal parts", "Bonferroni", "Šidák", "language", "author", "year",
        "counted", "left out", "more frequent here", "rarer here", "as in the corpus",
    ],
    repeated: "and {} more that read the same",
    open: "Open the text",
    expand: "Show more of it",
    settings_heading: "Settings",
    reset: "Set back",
    save: "Save all as",
    copy: "Copy",
    printable: "A page to print",
    counting: "Counting…",
    figures: "Figures",
    method: "How this was made",
    tests: "{} words tested; p below {} each ({}).",
    sides: "{} words here, {} in the other texts.",
    no_others: "All texts are chosen, so there are no others to compare with.",
    receipt: "Show how this figure comes about",
    undefined: "not defined",
    nothing: "Nothing was found.",
    without_value: "not given",
    picture: "Picture",
};

const ARABIC: CountingWording = CountingWording {
    views: ["الكشاف السياقي", "المتلازمات", "التراكيب", "المفردات", "الكلمات المفتاحية", "التوزع"],
    abouts: [
        "كل موضع وما قبله وما بعده.",
        "كلمات ترد قرب ما بحثت عنه أكثر مما تقضي به المصادفة.",
        "كلمات يتكرر تتابعها، أو تراكيب حول ما بحثت عنه.",
        "كم مرة ترد كل كلمة.",
        "كلمات ترد في هذه النصوص أكثر من سائر النصوص.",
        "مدى انتظام توزع ما بحثت عنه في النصوص.",
    ],
    empty: [
        "اكتب كلمة أو أي استعلام لترى كل موضع في سطر.",
        "اكتب كلمة أو أي استعلام لترى الكلمات التي تصاحبه.",
        "",
        "",
        "اختر نصوصًا باستعلام أو لغة أو تاريخ لترى الكلمات التي تكثر فيها دون سواها.",
        "اكتب كلمة أو أي استعلام لترى مواضعه في النصوص.",
    ],
    hits: Count {
        zero: "لا مواضع",
        one: "موضع واحد",
        two: "موضعان",
        few: "{} مواضع",
        many: "{} موضعًا",
        other: "{} موضع",
    },
    lines: Count {
        zero: "لا سطور",
        one: "سطر واحد",
        two: "سطران",
        few: "{} سطور",
        many: "{} سطرًا",
        other: "{} سطر",
    },
    rows: Count {
        zero: "لا صفوف",
        one: "صف واحد",
        two: "صفان",
        few: "{} صفوف",
        many: "{} صفًا",
        other: "{} صف",
    },
    in_texts: Count {
        zero: "في لا نص",
        one: "في نص واحد",
        two: "في نصين",
        few: "في {} نصوص",
        many: "في {} نصًا",
        other: "في {} نص",
    },
    of_words: "من {} كلمة",
    columns: [
        "الرقم", "ما قبله", "الموضع", "ما بعده", "العنوان", "التاريخ", "المصدر", "الكلمة",
        "التركيب", "التكرار", "النصوص", "في المليون", "بالقرب", "قبله", "بعده",
        "التكرار في غيرها", "في المليون في غيرها", "p", "الجزء", "الكلمات",
    ],
    settings: [
        "السياق", "بوحدة", "الترتيب حسب", "عينة عشوائية", "بذرة العينة", "إخفاء السطور المكررة",
        "عدّ الكلمات", "القرب هو", "كلمات قبله", "كلمات بعده", "المتوقع حسب", "المقياس",
        "التكرار الأدنى", "النصوص على الأقل", "التكرار الأقصى", "كلمات الوظيفة",
        "كلمات أخرى تُترك", "كلمات التركيب", "كلمات متخطاة", "الترتيب", "موزعًا حسب",
        "أظهر الكلمات", "p لا يتجاوز", "التصحيح", "الأجزاء", "عدد الأجزاء", "الرسم",
    ],
    values: [
        "بلا", "الكل", "كلمات", "حروف", "الجملة", "النص نفسه", "كما كُتبت", "بأي إملاء",
        "مع تصريفاتها", "الكلمات القريبة فعلًا (إيفرت)", "دون نافذة", "عرض النافذة", "التكرار",
        "عدد النصوص", "الهجاء", "الكلمة الأولى قبله", "الكلمة الثانية قبله", "الكلمة الثالثة قبله",
        "الموضع", "الكلمة الأولى بعده", "الكلمة الثانية بعده", "الكلمة الثالثة بعده", "العنوان",
        "التاريخ", "المصدر", "المصادر", "الأيام", "الأشهر", "السنوات", "أجزاء متساوية",
        "بونفيروني", "شيداك", "اللغة", "المؤلف", "السنة", "محسوبة", "متروكة", "الأكثر هنا",
        "الأقل هنا", "كما في المدونة",
    ],
    repeated: "و{} مثله",
    open: "افتح النص",
    expand: "أظهر المزيد منه",
    settings_heading: "الإعدادات",
    reset: "إعادة الضبط",
    save: "حفظ الكل بصيغة",
    copy: "نسخ",
    printable: "صفحة للطباعة",
    counting: "جارٍ العدّ…",
    figures: "المقاييس",
    method: "كيف حُسب هذا",
    tests: "اختُبرت {} كلمة؛ p دون {} لكل منها ({}).",
    sides: "{} كلمة هنا، و{} في النصوص الأخرى.",
    no_others: "النصوص كلها مختارة، فلا نصوص أخرى للمقارنة.",
    receipt: "أظهر كيف نتج هذا الرقم",
    undefined: "غير معرّف",
    nothing: "لم يوجد شيء.",
    without_value: "غير مذكور",
    picture: "الرسم",
};

const PERSIAN: CountingWording = CountingWording {
    views: ["واژه‌نما", "هم‌آیی‌ها", "خوشه‌ها", "واژه‌ها", "کلیدواژه‌ها", "پراکندگی"],
    abouts: [
        "هر یافته با آنچه پیش و پس از آن آمده است.",
        "واژه‌هایی که بیش از حد تصادف نزدیک یافته‌ها می‌آیند.",
        "واژه‌هایی که پی‌درپی می‌آیند، یا خوشه‌های گرد یافته‌ها.",
        "هر واژه چند بار آمده است.",
        "واژه‌هایی که در این متن‌ها بیش از متن‌های دیگر آمده‌اند.",
        "یافته‌ها چه اندازه یکنواخت در متن‌ها پخش شده‌اند.",
    ],
    empty: [
        "واژه یا هر پرس‌وجوی دیگری بنویسید تا هر یافته را در سطری جدا ببینید.",
        "واژه یا هر پرس‌وجوی دیگری بنویسید تا ببینید کدام واژه‌ها همراه آن می‌آیند.",
        "",
        "",
        "با پرس‌وجو، زبان یا تاریخ متن‌هایی برگزینید تا ببینید کدام واژه‌ها در آن‌ها بیشتر آمده‌اند.",
        "واژه یا هر پرس‌وجوی دیگری بنویسید تا جای آن را در متن‌ها ببینید.",
    ],
    hits: Count::two_forms("بی یافته", "یک یافته", "{} یافته"),
    lines: Count::two_forms("بی سطر", "یک سطر", "{} سطر"),
    rows: Count::two_forms("بی ردیف", "یک ردیف", "{} ردیف"),
    in_texts: Count::two_forms("در هیچ متن", "در یک متن", "در {} متن"),
    of_words: "از {} واژه",
    columns: [
        "شماره", "پیش از آن", "یافته", "پس از آن", "عنوان", "تاریخ", "منبع", "واژه", "خوشه",
        "بسامد", "متن‌ها", "در میلیون", "در نزدیکی", "پیش از آن", "پس از آن", "بسامد در دیگران",
        "در میلیون در دیگران", "p", "بخش", "واژه‌ها",
    ],
    settings: [
        "بافت", "به", "ترتیب بر پایهٔ", "نمونهٔ تصادفی", "بذر نمونه", "پنهان کردن سطرهای تکراری",
        "شمارش واژه‌ها", "نزدیکی یعنی", "واژه پیش از آن", "واژه پس از آن", "انتظار بر پایهٔ",
        "سنجه", "کمینهٔ بسامد", "کمینهٔ متن‌ها", "بیشینهٔ بسامد", "واژه‌های دستوری",
        "واژه‌های کنارگذاشته", "شمار واژه‌های خوشه", "واژه‌های میان‌افتاده", "ترتیب", "جدا بر پایهٔ",
        "نمایش واژه‌های", "p حداکثر", "تصحیح", "بخش‌ها", "شمار بخش‌ها", "نمودار",
    ],
    values: [
        "هیچ", "همه", "واژه", "نویسه", "جمله", "همان متن", "همان‌گونه که نوشته شده", "با هر املا",
        "با صرف‌هایش", "واژه‌های واقعاً نزدیک (اورت)", "بی پنجره", "پهنای پنجره", "بسامد",
        "شمار متن‌ها", "الفبا", "واژهٔ یکم پیش از آن", "واژهٔ دوم پیش از آن", "واژهٔ سوم پیش از آن",
        "یافته", "واژهٔ یکم پس از آن", "واژهٔ دوم پس از آن", "واژهٔ سوم پس از آن", "عنوان", "تاریخ",
        "منبع", "منبع‌ها", "روزها", "ماه‌ها", "سال‌ها", "بخش‌های برابر", "بونفرونی", "شیداک", "زبان",
        "نویسنده", "سال", "شمرده شوند", "کنار گذاشته شوند", "پربسامدتر در این‌جا",
        "کم‌بسامدتر در این‌جا", "به ترتیب پیکره",
    ],
    repeated: "و {} سطر دیگر مانند این",
    open: "متن را باز کنید",
    expand: "بیشتر نشان دهید",
    settings_heading: "تنظیم‌ها",
    reset: "بازگرداندن",
    save: "ذخیرهٔ همه به صورت",
    copy: "رونوشت",
    printable: "صفحه‌ای برای چاپ",
    counting: "در حال شمارش…",
    figures: "سنجه‌ها",
    method: "این چگونه به دست آمد",
    tests: "{} واژه آزموده شد؛ p هر یک زیر {} ({}).",
    sides: "{} واژه در این‌جا، {} واژه در متن‌های دیگر.",
    no_others: "همهٔ متن‌ها برگزیده شده‌اند و متن دیگری برای سنجش نمانده است.",
    receipt: "ببینید این عدد چگونه به دست آمده است",
    undefined: "تعریف‌نشده",
    nothing: "چیزی یافت نشد.",
    without_value: "داده‌نشده",
    picture: "نمودار",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_name_of_its_own() {
        for lang in Lang::ALL {
            let said = CountingWording::in_language(lang);
            for names in [&said.views[..], &said.settings[..], &said.values[..]] {
                assert!(names.iter().all(|name| !name.is_empty()));
            }
            for (sentence, places) in
                [(said.tests, 3), (said.sides, 2), (said.of_words, 1), (said.repeated, 1)]
            {
                assert_eq!(sentence.matches("{}").count(), places, "{sentence}");
            }
        }
    }
}
