//! The wording of the timeline.

use super::Worded;
use crate::view::language::Lang;
use crate::view::number::Count;

/// It, in one language.
#[derive(Debug)]
pub struct TimelineWording {
    /// The view.
    pub name: &'static str,
    /// What to do with it.
    pub about: &'static str,
    /// The band of publication, and that of the times spoken of.
    pub bands: [&'static str; 2],
    /// Name of the choice of calendar.
    pub calendar: &'static str,
    /// Calendars: Gregorian, Jalali, Hijri.
    pub calendars: [&'static str; 3],
    /// Texts without a date.
    pub undated: Count,
    /// Expressions of time before the picture begins: `{}`.
    pub earlier: &'static str,
    /// And after it ends.
    pub later: &'static str,
    /// Legend: the date is given, inferred; a time spoken of; two sayings contradict each other.
    pub legend: [&'static str; 4],
    /// The table behind the picture.
    pub table: &'static str,
    /// Its columns: time, texts of then, dates inferred, texts that speak of it, expressions.
    pub columns: [&'static str; 5],
    /// Keeps only texts of a time.
    pub choose: &'static str,
    /// Keeps only texts that speak of a time.
    pub choose_spoken: &'static str,
    /// Draws the chosen span only.
    pub zoom: &'static str,
    /// Draws all times, however far they lie.
    pub all_times: &'static str,
    /// Saves the picture.
    pub save_svg: &'static str,
    /// Saves the table.
    pub save_csv: &'static str,
    /// No text is dated or speaks of a time.
    pub nothing: &'static str,
    /// Under an open text: how many times it speaks of.
    pub in_text: Count,
    /// How their days are known: stated, counted from the date of the text, the year inferred.
    pub kinds: [&'static str; 3],
    /// Another reading is about as good.
    pub guess: &'static str,
    /// Weekdays, from Monday.
    pub weekdays: [&'static str; 7],
    /// A weekday that does not agree: the one that the day is, the one that was said.
    pub weekday_conflict: &'static str,
    /// No day of several is the weekday that was said.
    pub weekday_absent: &'static str,
    /// A date in two calendars that do not agree: the days that the other one means.
    pub calendar_conflict: &'static str,
    /// Heading over what other texts say otherwise.
    pub contradictions: &'static str,
    /// What is said here, its days, what is said there, its days.
    pub contradiction: &'static str,
    /// The time is later than the text.
    pub later_than_text: &'static str,
    /// Years in the text that are later than it: which.
    pub later_years: &'static str,
    /// Why something was inferred of a text, in the order of `InferredFrom`: the words that say
    /// so, a weekday, the id of another text, a day.
    pub inferred: [&'static str; 10],
}

impl Worded for TimelineWording {
    fn in_language(lang: Lang) -> &'static TimelineWording {
        static ALL: [TimelineWording; 3] = [ENGLISH, ARABIC, PERSIAN];
        &ALL[lang as usize]
    }
}

pub(super) const ENGLISH: TimelineWording = TimelineWording {
    name: "Timeline",
    about: "Drag over a band to keep only the texts of that time; a click keeps one period.",
    bands: ["When the texts appeared", "Times they speak of"],
    calendar: "Calendar",
    calendars: ["Gregorian", "Solar Hijri", "Lunar Hijri"],
    undated: Count::two_forms(
        "every text has a date",
        "one text has no date",
        "{} texts have no date",
    ),
    earlier: "times spoken of that lie earlier: {}",
    later: "times spoken of that lie later: {}",
    legend: ["date given", "date inferred", "time spoken of", "sayings that contradict each other"],
    table: "The numbers as a table",
    columns: ["Time", "Texts", "of these, date inferred", "Texts that speak of it", "Expressions"],
    choose: "Only texts of {}",
    choose_spoken: "Only texts that speak of {}",
    zoom: "Chosen span only",
    all_times: "Show all times",
    save_svg: "Save as SVG",
    save_csv: "Save as CSV",
    nothing: "None of these texts has a date or speaks of a time.",
    in_text: Count::two_forms("Speaks of no time", "Speaks of one time", "Speaks of {} times"),
    kinds: ["stated", "counted from the date of the text", "year inferred"],
    guess: "a guess",
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    weekday_conflict: "It was a {}; the text says {}.",
    weekday_absent: "None of these days is a {}, as the text says.",
    calendar_conflict: "In the other calendar the text says {}, which are other days.",
    contradictions: "Other texts say otherwise",
    contradiction: "Here “{}”, {}; there “{}”, {}:",
    later_than_text: "later than the text itself",
    later_years: "The text names years that are later than its own date: {}. What stands there may have come later.",
    inferred: [
        "The beginning of the text.",
        "The letters and words of the text.",
        "The date as given, in words.",
        "The date as given, in the Jalali calendar.",
        "“{}” gives the date itself.",
        "“{}” names the weekday, {}.",
        "“{}” and “{}” tell of the same, so yesterday was {}.",
        "“{}” is the only weekday: it came out on {} or a day later.",
        "“{}” is past, so it is not before {}.",
        "“{}” tells of what “{}” dates to {}.",
    ],
};

pub(super) const ARABIC: TimelineWording = TimelineWording {
    name: "الخط الزمني",
    about: "اسحب فوق أحد الشريطين لتبقى نصوص ذلك الزمن وحدها، أو اضغط لتبقى نصوص فترة واحدة.",
    bands: ["متى صدرت النصوص", "الأزمنة التي تتحدث عنها"],
    calendar: "التقويم",
    calendars: ["الميلادي", "الهجري الشمسي", "الهجري القمري"],
    undated: Count {
        zero: "لكل نص تاريخ",
        one: "نص واحد بلا تاريخ",
        two: "نصان بلا تاريخ",
        few: "{} نصوص بلا تاريخ",
        many: "{} نصًا بلا تاريخ",
        other: "{} نص بلا تاريخ",
    },
    earlier: "أزمنة مذكورة قبل ذلك: {}",
    later: "أزمنة مذكورة بعد ذلك: {}",
    legend: ["تاريخ مذكور", "تاريخ مستنتج", "زمن يتحدث عنه النص", "أقوال متعارضة"],
    table: "الأرقام في جدول",
    columns: ["الزمن", "النصوص", "منها بتاريخ مستنتج", "نصوص تتحدث عنه", "العبارات"],
    choose: "نصوص {} وحدها",
    choose_spoken: "النصوص التي تتحدث عن {} وحدها",
    zoom: "المدة المختارة وحدها",
    all_times: "أظهر كل الأزمنة",
    save_svg: "حفظ بصيغة SVG",
    save_csv: "حفظ بصيغة CSV",
    nothing: "ليس لأي من هذه النصوص تاريخ ولا يتحدث أيها عن زمن.",
    in_text: Count {
        zero: "لا يتحدث عن زمن",
        one: "يتحدث عن زمن واحد",
        two: "يتحدث عن زمنين",
        few: "يتحدث عن {} أزمنة",
        many: "يتحدث عن {} زمنًا",
        other: "يتحدث عن {} زمن",
    },
    kinds: ["مذكور", "محسوب من تاريخ النص", "السنة مستنتجة"],
    guess: "تخمين",
    weekdays: ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    weekday_conflict: "كان ذلك يوم {}، والنص يقول {}.",
    weekday_absent: "ليس في هذه الأيام {} كما يقول النص.",
    calendar_conflict: "يذكر النص بالتقويم الآخر {}، وهي أيام أخرى.",
    contradictions: "نصوص أخرى تقول غير ذلك",
    contradiction: "هنا «{}»، أي {}؛ وهناك «{}»، أي {}:",
    later_than_text: "بعد تاريخ النص نفسه",
    later_years: "يذكر النص سنوات بعد تاريخه: {}. قد يكون ما ورد هناك أضيف لاحقًا.",
    inferred: [
        "من بداية النص.",
        "من حروف النص وكلماته.",
        "من التاريخ كما ورد بالكلمات.",
        "من التاريخ كما ورد بالتقويم الهجري الشمسي.",
        "تذكر عبارة «{}» التاريخ نفسه.",
        "تذكر عبارة «{}» يوم الأسبوع، وهو {}.",
        "تتحدث العبارتان «{}» و«{}» عن الأمر نفسه، فكان «أمس» يوم {}.",
        "«{}» هو يوم الأسبوع الوحيد في النص، فقد صدر يوم {} أو في اليوم التالي.",
        "ما تذكره عبارة «{}» قد مضى، فلم يصدر النص قبل {}.",
        "تتحدث عبارة «{}» عن أمر تاريخه في «{}» هو {}.",
    ],
};

pub(super) const PERSIAN: TimelineWording = TimelineWording {
    name: "خط زمان",
    about: "روی یکی از نوارها بکشید تا تنها متن‌های آن زمان بماند؛ با یک کلیک، یک دوره.",
    bands: ["زمان انتشار متن‌ها", "زمان‌هایی که از آن می‌گویند"],
    calendar: "گاه‌شماری",
    calendars: ["میلادی", "هجری خورشیدی", "هجری قمری"],
    undated: Count::two_forms("همهٔ متن‌ها تاریخ دارند", "یک متن تاریخ ندارد", "{} متن تاریخ ندارد"),
    earlier: "زمان‌های گفته‌شدهٔ پیش از آن: {}",
    later: "زمان‌های گفته‌شدهٔ پس از آن: {}",
    legend: ["تاریخ داده‌شده", "تاریخ استنباط‌شده", "زمانی که متن از آن می‌گوید", "گفته‌های ناسازگار"],
    table: "عددها در جدول",
    columns: ["زمان", "متن‌ها", "از آن، با تاریخ استنباطی", "متن‌هایی که از آن می‌گویند", "عبارت‌ها"],
    choose: "تنها متن‌های {}",
    choose_spoken: "تنها متن‌هایی که از {} می‌گویند",
    zoom: "تنها بازهٔ برگزیده",
    all_times: "نمایش همهٔ زمان‌ها",
    save_svg: "ذخیره با SVG",
    save_csv: "ذخیره با CSV",
    nothing: "هیچ‌یک از این متن‌ها تاریخ ندارد و از زمانی نمی‌گوید.",
    in_text: Count::two_forms("از زمانی نمی‌گوید", "از یک زمان می‌گوید", "از {} زمان می‌گوید"),
    kinds: ["گفته شده", "شمرده از تاریخ متن", "سال آن استنباط شده"],
    guess: "حدس",
    weekdays: ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
    weekday_conflict: "آن روز {} بود؛ متن می‌گوید {}.",
    weekday_absent: "هیچ‌یک از این روزها {} نیست، چنان‌که متن می‌گوید.",
    calendar_conflict: "متن به گاه‌شماری دیگر {} می‌گوید که روزهای دیگری است.",
    contradictions: "متن‌های دیگر جز این می‌گویند",
    contradiction: "اینجا «{}»، یعنی {}؛ آنجا «{}»، یعنی {}:",
    later_than_text: "پس از تاریخ خود متن",
    later_years: "متن از سال‌هایی پس از تاریخ خود نام می‌برد: {}. شاید آنچه آنجاست بعداً افزوده شده باشد.",
    inferred: [
        "از آغاز متن.",
        "از حرف‌ها و واژه‌های متن.",
        "از تاریخی که با واژه‌ها داده شده است.",
        "از تاریخی که به گاه‌شماری هجری خورشیدی داده شده است.",
        "«{}» خودِ تاریخ را می‌گوید.",
        "«{}» روز هفته را می‌گوید: {}.",
        "«{}» و «{}» از یک چیز می‌گویند؛ پس «دیروز» {} بوده است.",
        "«{}» تنها روز هفته در متن است: متن همان {} یا یک روز پس از آن منتشر شده است.",
        "آنچه «{}» می‌گوید گذشته است؛ پس متن پیش از {} نیست.",
        "«{}» از چیزی می‌گوید که تاریخ آن در «{}» چنین است: {}.",
    ],
};
