//! A line → what its words say it is: «منبع: …», «إقرأ أيضاً», “Most read”.
//!
//! Lines and cues are compared by their [`key`]s, which know no spaces, no marks and no
//! difference between the letters of Arabic and Persian keyboards: «آخرالاخبار» is
//! «آخر الأخبار», and a half-space more or less changes nothing.

use std::sync::LazyLock;

use crate::text::script;

/// What a line says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The article ends here: «انتهای پیام/».
    End,
    /// Whence it was taken.
    Source,
    /// Its keywords.
    Tags,
    /// When it was published.
    Date,
    /// Where it was filed.
    Section,
    /// The comments, or the form for them.
    Comments,
    /// Other articles.
    Related,
    /// Advertising.
    Advertising,
    /// A picture's words, or who took it.
    Caption,
    /// A button or an entry of a menu that prose would not have as a line of its own.
    Furniture,
    /// One that it might have: «خانه», “Print”.
    FaintFurniture,
}

/// How much of a line a cue must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// All of it.
    Whole,
    /// Its beginning, before a colon, or all of it.
    Label,
    /// Its beginning, in a short line that is no sentence.
    Opening,
}

/// The cues: Persian, Arabic, English. As written by people; [`key`] is made of each.
const CUES: &[(Cue, Reach, &str)] = &[
    (
        Cue::End,
        Reach::Whole,
        "انتهای پیام|انتهای متن|پایان پیام|انتهای خبر|پایان خبر|انتهى|انتهى الخبر|نهاية الخبر|End of message|End of text",
    ),
    (
        Cue::Source,
        Reach::Label,
        "منبع|منبع خبر|به نقل از|المصدر|المصادر|مصدر الخبر|نقلا عن|المصدر الأصلي|وكالات|\
         Source|Sources|Via|Originally published by",
    ),
    (
        Cue::Tags,
        Reach::Label,
        "برچسب|برچسب ها|برچسب های خبر|کلیدواژه|کلیدواژه ها|کلمات کلیدی|واژه های کلیدی|تگ ها|کلمات دلالية|الكلمات الدلالية|الكلمات الدالة|\
         الكلمات المفتاحية|كلمات مفتاحية|الوسوم|وسوم|هاشتاغ|موضوعات الخبر|Tags|Tagged|Keywords|Key words|Topics|Filed under",
    ),
    (Cue::Tags, Reach::Opening, "واژه های کاربردی مرتبط"),
    (
        Cue::Date,
        Reach::Label,
        "تاریخ انتشار|تاریخ|تاریخ خبر|زمان انتشار|منتشر شده در|به روز رسانی|آخرین به روز رسانی|تاريخ النشر|تاريخ|نشر في|نشر بتاريخ|آخر تحديث|\
         تم النشر في|Published|Published on|Publication date|Date|Posted|Posted on|Updated|Last updated|Last modified",
    ),
    (
        Cue::Section,
        Reach::Label,
        "سرویس|گروه خبری|دسته بندی|دسته|القسم|التصنيف|قسم|الزاوية|Section|Category|Categories",
    ),
    (
        Cue::Comments,
        Reach::Whole,
        "نظر شما|نظرات|نظرات شما|نظرات کاربران|نظرات بینندگان|نظرات خوانندگان|ارسال نظر|ارسال دیدگاه|ثبت نظر|دیدگاه|دیدگاه ها|دیدگاه شما|\
         دیدگاه کاربران|دیدگاهتان را بنویسید|نظر بدهید|نظر خود را بنویسید|افزودن نظر|پاسخ به نظر|captcha|التعليقات|تعليقات|تعليقات القراء|\
         أضف تعليق|أضف تعليقا|إضافة تعليق|اترك تعليقا|اترك تعليقك|اترك رد|اترك ردا|علق|شارك برأيك|آراء القراء|Comments|Comment|Comments are closed|\
         Leave a reply|Leave a comment|Add a comment|Add comment|Post a comment|Post comment|Your comment|Your opinion|Join the conversation",
    ),
    (
        Cue::Related,
        Reach::Whole,
        "اخبار|بیشتر|سایر اخبار|دیگر اخبار|خبرهای دیگر|المزيد|أخبار|أخبار أخرى|مواضيع أخرى|مقالات أخرى|See also|More|More news|Recommended|\
         Related|Trending|Popular|Latest|Up next|Top stories|Newest",
    ),
    (Cue::Related, Reach::Label, "Related|See also|Also see|مرتبط"),
    (
        Cue::Caption,
        Reach::Label,
        "عکس|عکاس|تصوير|صورة|مصدر الصورة|عدسة|Photo|Photos|Photo by|Photo credit|Image|Image credit|Image source|Picture|Foto|Fotos|Crédit photo|\
         Crédits photos",
    ),
    // Other languages of Europe, which the pages of news agencies have as well.
    (
        Cue::Related,
        Reach::Opening,
        "Lire aussi|À lire aussi|Lisez aussi|Voir aussi|Sur le même sujet|Lesen Sie auch|Mehr zum Thema|Lea también|Lee también|Vea también|\
         Ver también|Le puede interesar|Te puede interesar|Noticias relacionadas|Leia também|Leia mais|Veja também|Leggi anche|Czytaj też|\
         Czytaj także|Zobacz też|Zobacz także|Dowiedz się więcej|Читайте также|Смотрите также|Ayrıca okuyun|İlgili haberler",
    ),
    (
        Cue::Related,
        Reach::Opening,
        "این مطالب را از دست ندهید|از دست ندهید|مطالب مرتبط|مطلب مرتبط|اخبار مرتبط|خبرهای مرتبط|خبر مرتبط|گزارش مرتبط|مقالات مرتبط|بیشتر بخوانید|\
         بخوانید|همچنین بخوانید|این را هم بخوانید|اینها را هم بخوانید|بیشتر بدانید|پیشنهاد ما|پیشنهاد سردبیر|مطالب پیشنهادی|پربازدی|\
         پربیننده|پربحث ترین|پرمخاطب ترین|پرطرفدارترین|آخرین اخبار|آخرین خبر|آخرین خبرها|\
         آخرین خبرهای|آخرین عناوین|تازه ترین اخبار|تازه ترین خبر|جدیدترین اخبار|جدیدترین خبر|اخبار روز|اخبار ویژه|تازه ها|\
         فیلم برگزیده|عکس برگزیده|برگزیده ها|منتخب سردبیر|اقرأ أيضا|اقرأ المزيد|اقرأ كذلك|إقرأ في|لا تفوت|لا تفوتك|قد يعجبك|\
         قد يهمك|ربما يعجبك|ذات صلة|مواضيع ذات صلة|موضوعات ذات صلة|أخبار ذات صلة|مقالات ذات صلة|مواضيع متعلقة|موضوعات متعلقة|\
         أخبار متعلقة|مواضيع مرتبطة|مقالات مشابهة|شاهد أيضا|تابع أيضا|الأكثر قراءة|الأكثر مشاهدة|الأكثر تداولا|الأكثر تعليقا|الأكثر شيوعا|\
         الأكثر شعبية|آخر الأخبار|أحدث الأخبار|آخر المستجدات|أهم الأخبار|آخر المواضيع|أحدث المواضيع|أحدث المقالات|مختارات|اخترنا لك|\
         نرشح لك|Read also|Also read|Read more|Read next|Don't miss|Do not miss|Related articles|Related news|Related stories|Related posts|\
         Related topics|Related content|More on this|More from|More stories|Most read|Most viewed|Most popular|Most commented|Latest news|\
         Latest stories|Latest posts|Recent posts|Recommended for you|You may also like|You might also like|Editor's pick|Trending now",
    ),
    (
        Cue::Advertising,
        Reach::Whole,
        "تبلیغات|تبلیغ|آگهی|آگهی ها|اسپانسر|حامیان|حامیان مالی|رپورتاژ|رپورتاژ آگهی|محل تبلیغات شما|تبلیغات متنی|لینک های تبلیغاتی|\
         إعلان|إعلانات|إعلان ممول|محتوى ممول|برعاية|الرعاة|مساحة إعلانية|Advertisement|Advertisements|Advertising|Ads|\
         Sponsored|Sponsored content|Sponsors|Our sponsors|Promoted|Partner content",
    ),
    (
        Cue::Furniture,
        Reach::Whole,
        "تماس با ما|درباره ما|پیوندها|نقشه سایت|صفحه نخست|صفحه اصلی|آرشیو اخبار|ورود به سایت|عضویت در خبرنامه|خبرنامه|نسخه چاپی|نسخه موبایل|ارسال به دوستان|\
         ارسال به دیگران|اشتراک گذاری|لینک کوتاه|کپی لینک|کد خبر|شناسه خبر|تعداد بازدید|زمان مطالعه|کلیه حقوق محفوظ است|تمامی حقوق محفوظ است|\
         الرئيسية|الصفحة الرئيسية|اتصل بنا|من نحن|تواصل معنا|خريطة الموقع|سياسة الخصوصية|شروط الاستخدام|أعلن معنا|هيئة التحرير|تسجيل الدخول|\
         النشرة البريدية|اشترك الآن|اشترك في النشرة|شارك الخبر|شارك هذا الخبر|شاركها|شارك على فيسبوك|نسخ الرابط|رابط مختصر|طباعة|حجم الخط|جميع الحقوق محفوظة|\
         كود الخبر|رقم الخبر|Contact us|About us|Skip to content|Skip to main content|Site map|Sitemap|Privacy policy|Terms of use|Terms and conditions|\
         Sign in|Sign up|Log in|Subscribe now|Newsletter|All rights reserved|Share this|Share this article|Copy link|Print this page|Email this|\
         Cookie policy|Accept cookies|Back to top|Advertise with us|min read|minutes read|Facebook|Twitter|WhatsApp|Telegram|Instagram|LinkedIn|Pinterest",
    ),
    (
        Cue::Furniture,
        Reach::Label,
        "کد خبر|شناسه خبر|کد مطلب|تعداد بازدید|بازدید|لینک کوتاه|لینک خبر|زمان مطالعه|اندازه متن|كود الخبر|رقم الخبر|عدد المشاهدات|المشاهدات|رابط الخبر|\
         رابط مختصر|عدد القراءات|حجم الخط|Views|Short link|Reading time|Follow us on",
    ),
    (
        Cue::FaintFurniture,
        Reach::Whole,
        "خانه|ورود|عضویت|ثبت نام|جستجو|جست وجو|آرشیو|چاپ|بازگشت|فارسی|العربیه|English|پیوند|چندرسانه ای|عکس|فیلم|ویدئو|سیاسی|اقتصادی|اجتماعی|فرهنگی|ورزشی|\
         بین الملل|استان ها|فرهنگ و هنر|علمی|بحث|بحث متقدم|تسجيل|القائمة|شارك|مشاركة|إرسال|رجوع|فيديو|صور|سياسة|اقتصاد|رياضة|ثقافة|منوعات|محليات|آراء|تكنولوجيا|\
         صحة|العالم|عربي ودولي|Home|Menu|Search|Print|Share|Email|Login|Register|Archive|Next|Previous|Politics|World|Business|Sports|Opinion|Video|Photos|\
         Follow|Like|Reply|Report|Subscribe|Tweet|Save|Close",
    ),
];

/// Words of dates, in the three languages.
const DATE_WORDS: &str = "ژانویه فوریه مارس آوریل مه می ژوئن ژوئیه جولای اوت آگوست سپتامبر اکتبر نوامبر دسامبر يناير فبراير أبريل مايو يونيو يونيه يوليو يوليه \
    أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون الثاني الأول تشرين شباط آذار نيسان أيار حزيران تموز آب أيلول جانفي فيفري أفريل ماي جوان جويلية أوت غشت شتنبر نونبر \
    دجنبر فروردین اردیبهشت خرداد تیر مرداد امرداد شهریور مهر آبان بهمن دی اسفند محرم صفر ربيع جمادى الآخرة الثانية رجب شعبان رمضان شوال القعدة الحجة ذو ذي \
    شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه سه یک دو چهار پنج السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة يوم الموافق بتوقيت غرينتش جرينتش توقيت \
    مكة بغداد القاهرة بيروت الساعة ساعت به وقت گرینویچ تهران صباحا مساء ظهرا صبح عصر ق م ص هـ ش سنة سال عام \
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun gmt utc est edt pst pdt cet bst am pm at on of st nd rd th";

/// Words of the longest line that names a source.
const LONGEST_SOURCE: usize = 10;
/// Letters that make the longest key, and some for what follows it.
const LONGEST_KEY: usize = 72;

struct Table {
    /// By key, ascending; the one of wider reach first among equals.
    cues: Vec<(String, Reach, Cue)>,
    date_words: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut cues: Vec<(String, Reach, Cue)> = CUES
        .iter()
        .flat_map(|&(cue, reach, all)| all.split('|').map(move |one| (key(one), reach, cue)))
        .collect();
    cues.sort_by(|a, b| a.0.cmp(&b.0).then((b.1 as u8).cmp(&(a.1 as u8))));
    let mut date_words: Vec<String> = DATE_WORDS.split_whitespace().map(key).collect();
    date_words.sort();
    date_words.dedup();
    Table { cues, date_words }
});

/// The letters of the beginning of a line, folded: what cues are compared by.
pub fn key(line: &str) -> String {
    let mut key = String::new();
    write_key(line, &mut key);
    key
}

fn write_key(line: &str, key: &mut String) {
    key.clear();
    let mut letters = 0;
    for c in line.chars() {
        if let Some(letter) = folded(c) {
            key.push(letter);
            letters += 1;
            if letters == LONGEST_KEY {
                return;
            }
        }
    }
}

/// A letter as keys have it; `None` for what they leave out.
pub fn folded(c: char) -> Option<char> {
    match c {
        'a'..='z' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\0'..='\u{7f}' => None,
        'ي' | 'ى' | 'ئ' => Some('ی'),
        'ك' => Some('ک'),
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ؤ' => Some('و'),
        'ة' | 'ۀ' | 'ھ' => Some('ه'),
        'ء' | 'ـ' => None,
        '\u{622}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => Some(c),
        _ if script::is_alphabetic(c) => c.to_lowercase().next(),
        _ => None,
    }
}

/// What a line is by its words. `sentence` tells whether it ends like one, or is as long.
///
/// ```
/// use kashf::ingest::zones::cue;
/// use kashf::ingest::zones::Cue;
/// assert_eq!(cue("منبع: یک خبرگزاری", false), Some(Cue::Source));
/// assert_eq!(cue("إقرأ أيضاً:", false), Some(Cue::Related));
/// assert_eq!(cue("Read more about it in the library.", true), None);
/// ```
pub fn cue(line: &str, sentence: bool) -> Option<Cue> {
    let key = key(line);
    if key.is_empty() {
        return None;
    }
    let mut faint = None;
    for (cue_key, reach, cue) in beginnings(&key) {
        let whole = cue_key.len() == key.len();
        if *cue == Cue::Source && line.split_whitespace().count() > LONGEST_SOURCE {
            continue;
        }
        let fits = match reach {
            Reach::Whole => whole,
            Reach::Label => whole && !sentence || has_label(line, cue_key),
            Reach::Opening => whole || has_label(line, cue_key) || !sentence,
        };
        if fits && *cue == Cue::FaintFurniture {
            faint = Some(*cue);
        } else if fits {
            return Some(*cue);
        }
    }
    if !sentence && entries(&key) > 1 {
        return Some(Cue::Furniture);
    }
    faint
}

/// The rows whose key `key` begins with, the longest first.
fn beginnings(key: &str) -> impl Iterator<Item = &'static (String, Reach, Cue)> + '_ {
    let cues = &TABLE.cues;
    let second = key.char_indices().nth(2).map_or(key.len(), |(at, _)| at);
    let first = &key[..second];
    let from = cues.partition_point(|(known, ..)| known.as_str() < first);
    let to = cues.partition_point(|(known, ..)| known.as_str() <= key);
    cues[from.min(to)..to].iter().rev().filter(move |(known, ..)| key.starts_with(known.as_str()))
}

/// How many entries of a menu a line is made of; 0 if there is anything else in it.
fn entries(key: &str) -> usize {
    let mut rest = key;
    let mut count = 0;
    while !rest.is_empty() {
        let menu = |cue: Cue| matches!(cue, Cue::Furniture | Cue::FaintFurniture);
        let Some((entry, ..)) = beginnings(rest).find(|(.., cue)| menu(*cue)) else { return 0 };
        rest = &rest[entry.len()..];
        count += 1;
    }
    count
}

/// Whether a colon comes right after the letters of `label` at the head of a line.
fn has_label(line: &str, label: &str) -> bool {
    after_label(line).is_some_and(|(head, _)| key(head) == label)
}

/// A line's label and what follows its colon, if it has one near its beginning.
pub fn after_label(line: &str) -> Option<(&str, &str)> {
    let end = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
    let colon = line[..end].find([':', '：', '﹕'])?;
    let width = line[colon..].chars().next().map_or(1, char::len_utf8);
    Some((&line[..colon], line[colon + width..].trim()))
}

/// A line of figures and words of dates, with at most one other word.
pub fn is_date(line: &str) -> bool {
    let (mut figures, mut words, mut others) = (0, 0, 0);
    let mut slashed = false;
    for word in line.split(|c: char| c.is_whitespace() || ",،|-–—()".contains(c)) {
        let key = key(word);
        if word.chars().any(char::is_numeric) && key.chars().count() <= 2 {
            figures += 1;
            let between = |part: &str| !part.is_empty() && part.chars().all(char::is_numeric);
            slashed |= word.contains(['/', ':']) && word.split(['/', ':']).all(between);
        } else if TABLE.date_words.binary_search(&key).is_ok() {
            words += 1;
        } else if !key.is_empty() {
            others += 1;
        }
    }
    figures > 0
        && figures <= 6
        && words <= 10
        && others <= 1
        && (words > others || slashed && others == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_they_are() {
        for (line, expected) in [
            ("منبع: خبرگزاری شهر", Some(Cue::Source)),
            ("المصدر : وكالة المدينة", Some(Cue::Source)),
            ("Source: a newspaper", Some(Cue::Source)),
            ("منبع این آب کوه است", None),
            ("برچسب‌ها: سیاست، اقتصاد", Some(Cue::Tags)),
            ("كلمات دلالية: الماء", Some(Cue::Tags)),
            ("انتهای پیام/", Some(Cue::End)),
            ("انتهای پیام/ ۱۲۳", Some(Cue::End)),
            ("آخرالاخبار", Some(Cue::Related)),
            ("آخر الأخبار", Some(Cue::Related)),
            ("پر بیننده ترین اخبار شهر", Some(Cue::Related)),
            ("پربازدیدترین‌ها", Some(Cue::Related)),
            ("Most read in Sport", Some(Cue::Related)),
            ("نظرات (3)", Some(Cue::Comments)),
            ("نظرات کارشناسان متفاوت است", None),
            ("3 Comments", Some(Cue::Comments)),
            ("تبليغات", Some(Cue::Advertising)),
            ("تماس با ما درباره ما", Some(Cue::Furniture)),
            ("الرئيسية | من نحن | اتصل بنا", Some(Cue::Furniture)),
            ("خانه سیاسی ورزشی", Some(Cue::Furniture)),
            ("خانه", Some(Cue::FaintFurniture)),
            ("خانه پدری", None),
            ("کد خبر: 123", Some(Cue::Furniture)),
            ("تاريخ النشر: ٣ مايو", Some(Cue::Date)),
            ("", None),
            ("123", None),
        ] {
            assert_eq!(cue(line, false), expected, "{line}");
        }
        assert_eq!(cue("آخرین خبر این است که باران می‌بارد.", true), None);
    }

    #[test]
    fn dates_are_told_from_other_lines() {
        for line in [
            "الثلاثاء ٥ مارس ٢٠١٩",
            "٠٩:٣٠ بتوقيت غرينتش",
            "4th, March 2019 GMT",
            "سه‌شنبه ۱۴ اسفند ۱۳۹۷ - ۱۰:۲۰",
            "1397/12/14",
            "Tuesday, 5 March 2019 at 9:30 am",
        ] {
            assert!(is_date(line), "{line}");
        }
        for line in [
            "Chapter 4",
            "۱۴ نفر آمدند و رفتند",
            "the march of time",
            "12",
            "March",
            "قانون 5 مواد",
        ] {
            assert!(!is_date(line), "{line}");
        }
    }

    #[test]
    fn every_cue_is_found_as_it_is_written() {
        for &(expected, _, all) in CUES {
            for one in all.split('|') {
                let found = cue(one, false);
                assert!(found.is_some(), "{one}");
                assert!(key(one).chars().count() < LONGEST_KEY, "{one}");
                if found != Some(expected) {
                    // A whole line of this kind is also written as a label of another.
                    assert!(
                        CUES.iter().any(|&(other, _, cues)| Some(other) == found
                            && cues.split('|').any(|c| key(c) == key(one))),
                        "{one}: {found:?}"
                    );
                }
            }
        }
    }
}
