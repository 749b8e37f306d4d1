//! What the page says about correcting what is known of texts, in three languages.

use super::super::language::Lang;
use super::super::number::Count;
use super::Worded;

/// The wording in one language.
#[derive(Debug)]
pub struct Deciding {
    /// The button beside a field; `{}` is the field.
    pub correct: &'static str,
    /// Takes what was typed.
    pub save: &'static str,
    /// Leaves it as it was.
    pub cancel: &'static str,
    /// Takes a decision back.
    pub undo: &'static str,
    /// What it was before, `{}`.
    pub before: &'static str,
    /// Which dates can be typed: `{}` are some.
    pub date_expected: &'static str,
    /// On a text about which something was decided.
    pub corrected: &'static str,
    /// Opens the page on which parts of the text are corrected.
    pub parts: &'static str,
    /// How that is done.
    pub parts_how: &'static str,
    /// Before the choice of what a part shall be.
    pub parts_what: &'static str,
    /// Makes the chosen parts that.
    pub parts_set: Count,
    /// When none is chosen.
    pub parts_none: &'static str,
    /// Ends it.
    pub parts_done: &'static str,
    /// Heading of the list of decisions.
    pub heading: &'static str,
    /// What they are, and where they are kept. Signs stand between backticks.
    pub about: &'static str,
    /// How many there are.
    pub count: Count,
    /// Takes all back.
    pub undo_all: &'static str,
    /// Saves them as a file.
    pub export: &'static str,
    /// Takes them from a file.
    pub import: &'static str,
    /// The file is none of decisions.
    pub import_failed: &'static str,
    /// The file is of a later version of the program.
    pub import_newer: &'static str,
    /// This browser keeps nothing.
    pub not_kept: &'static str,
    /// What is wrong with a decision, in the order of `Trouble`.
    pub troubles: [&'static str; 4],
    /// It was not applied: `{}` is why.
    pub refused: &'static str,
    /// It was applied all the same: `{}` is what is wrong.
    pub doubtful: &'static str,
    /// A part of a text, before what it begins with.
    pub part: &'static str,
}

impl Deciding {
    /// What stands on the first page too.
    pub(super) const fn first(&self) -> Decided {
        Decided { corrected: self.corrected, parts: self.parts, count: self.count }
    }
}

impl Worded for Deciding {
    fn in_language(lang: Lang) -> &'static Deciding {
        static ALL: [Deciding; 3] = [ENGLISH, ARABIC, PERSIAN];
        &ALL[lang as usize]
    }
}

/// The few words of it that stand on the first page too.
#[derive(Debug)]
pub struct Decided {
    /// As [`Deciding::corrected`].
    pub corrected: &'static str,
    /// As [`Deciding::parts`].
    pub parts: &'static str,
    /// As [`Deciding::count`].
    pub count: Count,
}

pub(super) const ENGLISH: Deciding = Deciding {
    correct: "Correct: {}",
    save: "Save",
    cancel: "Cancel",
    undo: "Undo",
    before: "before: {}",
    date_expected: "Expected a day, a month or a year ({}), two of them with “..” between, or nothing for “not known”.",
    corrected: "corrected",
    parts: "Correct the parts",
    parts_how: "Choose paragraphs (Shift chooses all up to there), then say what they are. The text itself stays as it is.",
    parts_what: "They are",
    parts_set: Count::two_forms("Set", "Set 1 paragraph", "Set {} paragraphs"),
    parts_none: "Choose a paragraph first.",
    parts_done: "Done",
    heading: "Corrections",
    about: "What the program found out is a proposal; what you decide stands. Decisions are made while reading, change no text, and are kept in this browser for these texts only. To keep them for good or to pass them on, save them as a file; `kashf build --decisions FILE` builds the texts with them.",
    count: Count::two_forms("No correction yet", "1 correction", "{} corrections"),
    undo_all: "Undo all",
    export: "Save as a file",
    import: "Add from a file",
    import_failed: "This is no file of corrections; choose one that was saved here.",
    import_newer: "This file is from a later version of Kashf; update this page.",
    not_kept: "This browser keeps nothing here: save the corrections as a file before you close the page.",
    troubles: [
        "no text has this id",
        "the text is not the one that it was made on",
        "it is about a part of the text that is none",
        "what it shall be is not valid",
    ],
    refused: "Not applied: {}.",
    doubtful: "Applied, although {}.",
    part: "Part",
};

pub(super) const ARABIC: Deciding = Deciding {
    correct: "صحّح: {}",
    save: "احفظ",
    cancel: "إلغاء",
    undo: "تراجع",
    before: "كان: {}",
    date_expected: "اكتب يومًا أو شهرًا أو سنة ({})، أو اثنين منها بينهما «..»، أو لا شيء إن لم يكن التاريخ معروفًا.",
    corrected: "مصحَّح",
    parts: "صحّح الأجزاء",
    parts_how: "اختر فقرات (ومع Shift كلَّ ما بينهما)، ثم قل ما هي. النص نفسه لا يتغيّر.",
    parts_what: "هي",
    parts_set: Count {
        zero: "اضبط",
        one: "اضبط فقرة واحدة",
        two: "اضبط فقرتين",
        few: "اضبط {} فقرات",
        many: "اضبط {} فقرة",
        other: "اضبط {} فقرة",
    },
    parts_none: "اختر فقرة أولًا.",
    parts_done: "تمّ",
    heading: "التصحيحات",
    about: "ما يجده البرنامج اقتراح، وما تقرّره أنت هو الذي يثبت. تُتَّخذ القرارات أثناء القراءة، ولا تغيّر أي نص، وتُحفظ في هذا المتصفح لهذه النصوص وحدها. لتحفظها دائمًا أو تعطيها غيرك، احفظها في ملف؛ والأمر `kashf build --decisions FILE` يبني النصوص بها.",
    count: Count {
        zero: "لا تصحيح بعد",
        one: "تصحيح واحد",
        two: "تصحيحان",
        few: "{} تصحيحات",
        many: "{} تصحيحًا",
        other: "{} تصحيح",
    },
    undo_all: "تراجع عنها كلها",
    export: "احفظها في ملف",
    import: "أضف من ملف",
    import_failed: "ليس هذا ملف تصحيحات؛ اختر ملفًا حُفظ من هنا.",
    import_newer: "هذا الملف من إصدار أحدث من كشف؛ حدّث هذه الصفحة.",
    not_kept: "لا يحفظ هذا المتصفح شيئًا هنا: احفظ التصحيحات في ملف قبل أن تغلق الصفحة.",
    troubles: [
        "لا نصّ بهذا المعرّف",
        "ليس النص هو الذي اتُّخذ القرار عليه",
        "الجزء المقصود ليس من النص",
        "القيمة غير صالحة",
    ],
    refused: "لم يُطبَّق: {}.",
    doubtful: "طُبِّق، مع أنه: {}.",
    part: "جزء",
};

pub(super) const PERSIAN: Deciding = Deciding {
    correct: "تصحیح: {}",
    save: "ثبت",
    cancel: "انصراف",
    undo: "برگرداندن",
    before: "پیش‌تر: {}",
    date_expected: "روز، ماه یا سال بنویسید ({})، یا دو تا با «..» میانشان؛ اگر تاریخ نامعلوم است، هیچ.",
    corrected: "تصحیح‌شده",
    parts: "تصحیح بخش‌ها",
    parts_how: "بندها را برگزینید (با Shift همه را تا آنجا)، سپس بگویید چه هستند. خودِ متن دست نمی‌خورد.",
    parts_what: "این‌ها هستند:",
    parts_set: Count::two_forms("ثبت", "ثبت برای یک بند", "ثبت برای {} بند"),
    parts_none: "نخست بندی را برگزینید.",
    parts_done: "پایان",
    heading: "تصحیح‌ها",
    about: "آنچه برنامه می‌یابد پیشنهاد است؛ آنچه شما تصمیم می‌گیرید می‌ماند. تصمیم‌ها هنگام خواندن گرفته می‌شوند، هیچ متنی را دگرگون نمی‌کنند و در همین مرورگر و تنها برای همین متن‌ها نگه داشته می‌شوند. برای نگه‌داشتن همیشگی یا دادن به دیگران، آن‌ها را در پرونده‌ای ذخیره کنید؛ فرمان `kashf build --decisions FILE` متن‌ها را با آن‌ها می‌سازد.",
    count: Count::two_forms("هنوز تصحیحی نیست", "یک تصحیح", "{} تصحیح"),
    undo_all: "برگرداندن همه",
    export: "ذخیره در پرونده",
    import: "افزودن از پرونده",
    import_failed: "این پروندهٔ تصحیح‌ها نیست؛ پرونده‌ای را برگزینید که همین‌جا ذخیره شده است.",
    import_newer: "این پرونده از نسخهٔ تازه‌تری از کشف است؛ این صفحه را به‌روز کنید.",
    not_kept: "این مرورگر چیزی اینجا نگه نمی‌دارد: پیش از بستن صفحه تصحیح‌ها را در پرونده‌ای ذخیره کنید.",
    troubles: [
        "متنی با این شناسه نیست",
        "متن همان نیست که تصمیم دربارهٔ آن گرفته شد",
        "بخشی از متن که می‌گوید در آن نیست",
        "مقدار آن درست نیست",
    ],
    refused: "اعمال نشد: {}.",
    doubtful: "اعمال شد، هرچند {}.",
    part: "بخش",
};
