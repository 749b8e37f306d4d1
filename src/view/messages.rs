//! Everything the page says, in three languages.
//!
//! One struct of fields, one value per language: a missing translation does not compile.
//! Nouns with numbers are a [`Count`], so that each language can bend them as it must;
//! `{}` in a sentence is where a value goes, see [`around`] and [`fill`].

use super::language::Lang;
use super::number::Count;
use crate::engine::protocol::{NoteKind, Sort};

/// The wording of the interface in one language.
#[derive(Debug)]
pub struct Messages {
    /// The language.
    pub code: Lang,

    // The frame
    /// Link past the header.
    pub skip: &'static str,
    /// Name of the row of views.
    pub views: &'static str,
    /// A view.
    pub search: &'static str,
    /// A view.
    pub texts: &'static str,
    /// A view.
    pub about: &'static str,
    /// The button that opens the help.
    pub help: &'static str,
    /// Closes a dialogue.
    pub close: &'static str,
    /// Name of the language chooser.
    pub language: &'static str,
    /// Name of the theme chooser.
    pub theme: &'static str,
    /// A theme.
    pub theme_auto: &'static str,
    /// A theme.
    pub theme_light: &'static str,
    /// A theme.
    pub theme_dark: &'static str,

    // Searching
    /// Name of the search box.
    pub search_label: &'static str,
    /// Inside the empty search box.
    pub placeholder: &'static str,
    /// Empties the search box.
    pub clear: &'static str,
    /// How many documents were found.
    pub found: Count,
    /// How many words were hit in them.
    pub places: Count,
    /// How many documents have every word asked for.
    pub complete: Count,
    /// Name of the list of results.
    pub results: &'static str,
    /// Before the words that a document lacks.
    pub missing: &'static str,
    /// Before the forms that matched though they were typed otherwise.
    pub found_as: &'static str,
    /// Button that brings more results or texts; the number is how many.
    pub more: Count,
    /// Name of the choice of order.
    pub sort: &'static str,
    /// An order.
    pub sort_relevance: &'static str,
    /// An order of the list of texts.
    pub sort_corpus: &'static str,
    /// An order.
    pub sort_newest: &'static str,
    /// An order.
    pub sort_oldest: &'static str,
    /// An order.
    pub sort_title: &'static str,
    /// An order.
    pub sort_source: &'static str,
    /// Name of the row of languages to keep.
    pub only: &'static str,
    /// Takes every language again.
    pub all_languages: &'static str,
    /// Heading over the first texts, before a query.
    pub first_texts: &'static str,
    /// Heading over the latest texts, before a query.
    pub latest_texts: &'static str,
    /// Link to the list of texts.
    pub all_texts: &'static str,
    /// Heading over the rules of queries.
    pub how: &'static str,
    /// Before anything was typed, for screen readers.
    pub untitled_search: &'static str,

    // The rules of queries: an example and what it does
    /// Example.
    pub how_words: &'static str,
    /// Its meaning.
    pub how_words_means: &'static str,
    /// Example.
    pub how_phrase: &'static str,
    /// Its meaning.
    pub how_phrase_means: &'static str,
    /// Example.
    pub how_minus: &'static str,
    /// Its meaning.
    pub how_minus_means: &'static str,
    /// Example.
    pub how_prefix: &'static str,
    /// Its meaning.
    pub how_prefix_means: &'static str,
    /// What need not be typed.
    pub how_letters: &'static str,

    // Notes on a query; `{}` is the part it is about
    /// A word that is not in the corpus.
    pub note_absent: &'static str,
    /// A word read as a beginning.
    pub note_prefix: &'static str,
    /// An open quotation mark.
    pub note_unclosed: &'static str,
    /// Nothing but words to leave out.
    pub note_exclusions: &'static str,
    /// Nothing to look for.
    pub note_nothing: &'static str,
    /// A query longer than is read.
    pub note_long: &'static str,

    // Reading
    /// Closes the reader.
    pub back: &'static str,
    /// Opens the text before.
    pub previous_text: &'static str,
    /// Opens the text after.
    pub next_text: &'static str,
    /// Name of the hit navigator.
    pub hits: &'static str,
    /// Which hit of how many.
    pub hit_position: &'static str,
    /// Goes to the next hit.
    pub hit_next: &'static str,
    /// Goes to the hit before.
    pub hit_previous: &'static str,
    /// Shows the text unset.
    pub as_given: &'static str,
    /// Shows the text set as a page.
    pub as_page: &'static str,
    /// Copies the text.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied.
    pub copy_failed: &'static str,
    /// Saves the text as a file.
    pub download: &'static str,
    /// Over the text as given.
    pub given_note: &'static str,
    /// Heading of the table of metadata.
    pub known: &'static str,
    /// Heading of the citation.
    pub cite: &'static str,
    /// Copies a link.
    pub copy_link: &'static str,
    /// While a text is fetched.
    pub opening: &'static str,

    // What is known
    /// A field.
    pub title: &'static str,
    /// A field.
    pub author: &'static str,
    /// A field.
    pub source: &'static str,
    /// A field.
    pub date: &'static str,
    /// A field.
    pub lang: &'static str,
    /// A field.
    pub address: &'static str,
    /// A field.
    pub words: &'static str,
    /// A field: the place in the corpus.
    pub number_in_corpus: &'static str,
    /// A field.
    pub id: &'static str,
    /// In place of a value.
    pub not_known: &'static str,
    /// A document's length.
    pub word_count: Count,
    /// How many documents.
    pub text_count: Count,
    /// How many languages.
    pub language_count: Count,
    /// How many sources.
    pub source_count: Count,

    // About the corpus
    /// Heading.
    pub about_heading: &'static str,
    /// Heading.
    pub languages: &'static str,
    /// Heading.
    pub sources: &'static str,
    /// The sources that are not listed one by one.
    pub rest: &'static str,
    /// A number.
    pub types: &'static str,
    /// The dates.
    pub range: &'static str,
    /// First and last date.
    pub range_between: &'static str,
    /// A field.
    pub licence: &'static str,
    /// When no licence was stated.
    pub licence_unknown: &'static str,
    /// A field.
    pub built: &'static str,
    /// Why there is no time.
    pub built_unknown: &'static str,
    /// A field.
    pub generator: &'static str,
    /// A field: the analysis chain.
    pub chain: &'static str,
    /// A field.
    pub format: &'static str,
    /// Its value.
    pub format_version: &'static str,
    /// A field.
    pub fingerprint: &'static str,
    /// What it is for.
    pub fingerprint_means: &'static str,
    /// A field.
    pub text_size: &'static str,
    /// A field.
    pub index_size: &'static str,
    /// Heading.
    pub technical: &'static str,
    /// Heading.
    pub privacy: &'static str,
    /// For the single page.
    pub privacy_single: &'static str,
    /// One line of it, under every view of the single page.
    pub privacy_short: &'static str,
    /// For the site.
    pub privacy_site: &'static str,
    /// For an embedded element.
    pub privacy_embed: &'static str,
    /// Heading.
    pub cite_heading: &'static str,
    /// What to name.
    pub cite_how: &'static str,

    // Loading and failing
    /// Heading while loading.
    pub loading: &'static str,
    /// A stage of loading.
    pub stage_program: &'static str,
    /// A stage of loading.
    pub stage_fetch: &'static str,
    /// A stage of loading.
    pub stage_inflate: &'static str,
    /// A stage of loading.
    pub stage_open: &'static str,
    /// After typing while loading.
    pub waiting: &'static str,
    /// Heading of the failure.
    pub failed: &'static str,
    /// What to do.
    pub failed_do: &'static str,
    /// Before the message of one failed request.
    pub request_failed: &'static str,
    /// Asks once more.
    pub try_again: &'static str,

    // Help
    /// Heading.
    pub help_keys: &'static str,
    /// What `/` does.
    pub key_search: &'static str,
    /// What the arrows do.
    pub key_arrows: &'static str,
    /// What Enter does.
    pub key_enter: &'static str,
    /// What Escape does.
    pub key_escape: &'static str,
    /// What n and p do.
    pub key_hits: &'static str,
    /// What the brackets do.
    pub key_texts: &'static str,
    /// What 1, 2, 3 do.
    pub key_views: &'static str,
    /// What `?` does.
    pub key_help: &'static str,
}

const ENGLISH: Messages = Messages {
    code: Lang::En,
    skip: "Skip to the content",
    views: "Views",
    search: "Search",
    texts: "Texts",
    about: "About",
    help: "Help",
    close: "Close",
    language: "Language of the interface",
    theme: "Light or dark",
    theme_auto: "As the system",
    theme_light: "Light",
    theme_dark: "Dark",
    search_label: "Search the texts",
    placeholder: "Words, \"a phrase\", -without, begin*",
    clear: "Clear",
    found: Count::two_forms("Nothing found", "One text", "{} texts"),
    places: Count::two_forms("no places", "one place", "{} places"),
    complete: Count::two_forms("none with every word", "one with every word", "{} with every word"),
    results: "Results",
    missing: "Not in it:",
    found_as: "Found as:",
    more: Count::two_forms("Show more", "Show one more", "Show {} more"),
    sort: "Order",
    sort_relevance: "Best first",
    sort_corpus: "As collected",
    sort_newest: "Newest first",
    sort_oldest: "Oldest first",
    sort_title: "By title",
    sort_source: "By source",
    only: "Only texts in",
    all_languages: "All languages",
    first_texts: "The first texts",
    latest_texts: "The latest texts",
    all_texts: "All texts",
    how: "How to ask",
    untitled_search: "Type to search.",
    how_words: "security talks",
    how_words_means: "any of the words; texts with all of them come first",
    how_phrase: "\"security talks\"",
    how_phrase_means: "these words, in this order",
    how_minus: "talks -security",
    how_minus_means: "texts without the second word",
    how_prefix: "secur*",
    how_prefix_means: "every word that begins so",
    how_letters: "Capitals, vowel marks, half-spaces, the forms of yeh and kaf, and the three kinds of digits make no difference.",
    note_absent: "“{}” is not in these texts. Try another spelling, or the beginning of the word with *.",
    note_prefix: "“{}” is not a word of these texts; words that begin so were taken.",
    note_unclosed: "The quotation mark is still open: everything after it was read as one phrase.",
    note_exclusions: "Only words to leave out were given. Add a word to look for.",
    note_nothing: "There is no word in it to look for. Type letters or digits.",
    note_long: "The query is very long; only its beginning was read.",
    back: "Back",
    previous_text: "Previous text",
    next_text: "Next text",
    hits: "Places found",
    hit_position: "{} of {}",
    hit_next: "Next place",
    hit_previous: "Previous place",
    as_given: "As given",
    as_page: "As a page",
    copy: "Copy the text",
    copied: "Copied",
    copy_failed: "Copying was refused: select the text and copy it by hand.",
    download: "Save as .txt",
    given_note: "Exactly the characters of the source, nothing set or changed.",
    known: "What is known about this text",
    cite: "To cite this text",
    copy_link: "Copy the link",
    opening: "Opening…",
    title: "Title",
    author: "Author",
    source: "Source",
    date: "Date",
    lang: "Language",
    address: "Address",
    words: "Words",
    number_in_corpus: "Number in the collection",
    id: "Identifier",
    not_known: "not known",
    word_count: Count::two_forms("no words", "one word", "{} words"),
    text_count: Count::two_forms("no texts", "one text", "{} texts"),
    language_count: Count::two_forms("no languages", "one language", "{} languages"),
    source_count: Count::two_forms("no sources", "one source", "{} sources"),
    about_heading: "About these texts",
    languages: "Languages",
    sources: "Sources",
    rest: "all others",
    types: "Different words",
    range: "Dates",
    range_between: "{} to {}",
    licence: "Licence",
    licence_unknown: "not stated by whoever built this page",
    built: "Built",
    built_unknown: "not stated, so that the same texts always give the same file",
    generator: "Built with",
    chain: "Word analysis",
    format: "Format",
    format_version: "version {}",
    fingerprint: "Fingerprint",
    fingerprint_means: "Two copies with the same fingerprint hold the same texts.",
    text_size: "Size of the texts",
    index_size: "Size of the index, texts included",
    technical: "The file",
    privacy: "Nothing leaves this page",
    privacy_single: "Texts, index and program are all inside this one file. Its content policy forbids the network outright: the browser refuses every connection. To check, open the browser's developer tools (F12), choose Network, and search: the list stays empty. Or disconnect, and search on.",
    privacy_short: "This file's content policy forbids the network. To check: developer tools (F12), Network, then search; or disconnect.",
    privacy_site: "The texts are fetched once, from the folder this page came from; after that everything happens in your browser. What you search for and read is sent to no one. To check, open the developer tools (F12), choose Network, and search: nothing is added to the list.",
    privacy_embed: "The texts are fetched once; searching and reading then happen in your browser, and this element sends nothing to anyone. The page around it follows its own rules.",
    cite_heading: "How to cite",
    cite_how: "Name the title of the text, its identifier, this collection and its fingerprint. The address of an open text (see “Copy the link” there) leads to the same place in every copy with this fingerprint.",
    loading: "The texts are being opened",
    stage_program: "Starting the program",
    stage_fetch: "Fetching the texts",
    stage_inflate: "Unpacking the texts",
    stage_open: "Checking and opening the index",
    waiting: "You can type already; the answer comes as soon as the texts are open.",
    failed: "The texts could not be opened",
    failed_do: "Reload the page. If it stays so, the file may be damaged or incomplete: fetch it again, or ask whoever gave it to you. A current version of Firefox, Chrome, Edge or Safari is needed.",
    request_failed: "This could not be answered:",
    try_again: "Try again",
    help_keys: "Keys",
    key_search: "to the search box",
    key_arrows: "through the results",
    key_enter: "open the result",
    key_escape: "back, or close",
    key_hits: "next and previous place found",
    key_texts: "previous and next text",
    key_views: "Search, Texts, About",
    key_help: "this help",
};

const ARABIC: Messages = Messages {
    code: Lang::Ar,
    skip: "انتقل إلى المحتوى",
    views: "الأقسام",
    search: "البحث",
    texts: "النصوص",
    about: "حول",
    help: "مساعدة",
    close: "إغلاق",
    language: "لغة الواجهة",
    theme: "فاتح أو داكن",
    theme_auto: "وفق النظام",
    theme_light: "فاتح",
    theme_dark: "داكن",
    search_label: "ابحث في النصوص",
    placeholder: "كلمات، \"عبارة\"، -بدون، بداية*",
    clear: "مسح",
    found: Count {
        zero: "لم يُعثر على شيء",
        one: "نص واحد",
        two: "نصّان",
        few: "{} نصوص",
        many: "{} نصًّا",
        other: "{} نص",
    },
    places: Count {
        zero: "لا مواضع",
        one: "موضع واحد",
        two: "موضعان",
        few: "{} مواضع",
        many: "{} موضعًا",
        other: "{} موضع",
    },
    complete: Count {
        zero: "لا نصّ فيه كل الكلمات",
        one: "نص واحد فيه كل الكلمات",
        two: "نصّان فيهما كل الكلمات",
        few: "{} نصوص فيها كل الكلمات",
        many: "{} نصًّا فيه كل الكلمات",
        other: "{} نص فيه كل الكلمات",
    },
    results: "النتائج",
    missing: "ليس فيه:",
    found_as: "وُجد مكتوبًا:",
    more: Count {
        zero: "اعرض المزيد",
        one: "اعرض نصًّا آخر",
        two: "اعرض نصّين آخرين",
        few: "اعرض {} نصوص أخرى",
        many: "اعرض {} نصًّا آخر",
        other: "اعرض {} نص آخر",
    },
    sort: "الترتيب",
    sort_relevance: "الأقرب أولًا",
    sort_corpus: "كما جُمعت",
    sort_newest: "الأحدث أولًا",
    sort_oldest: "الأقدم أولًا",
    sort_title: "حسب العنوان",
    sort_source: "حسب المصدر",
    only: "نصوص هذه اللغات فقط",
    all_languages: "كل اللغات",
    first_texts: "أول النصوص",
    latest_texts: "أحدث النصوص",
    all_texts: "كل النصوص",
    how: "كيف تسأل",
    untitled_search: "اكتب لتبحث.",
    how_words: "محادثات الأمن",
    how_words_means: "أيّ من الكلمات؛ وما فيه كلها يأتي أولًا",
    how_phrase: "\"محادثات الأمن\"",
    how_phrase_means: "هذه الكلمات بهذا الترتيب",
    how_minus: "محادثات -الأمن",
    how_minus_means: "نصوص ليس فيها الكلمة الثانية",
    how_prefix: "أمن*",
    how_prefix_means: "كل كلمة تبدأ هكذا",
    how_letters: "لا فرق بين الحروف الكبيرة والصغيرة، ولا أثر للتشكيل ونصف المسافة وأشكال الياء والكاف وأنواع الأرقام الثلاثة.",
    note_absent: "«{}» ليست في هذه النصوص. جرّب كتابة أخرى، أو أول الكلمة متبوعًا بـ *.",
    note_prefix: "«{}» ليست كلمة في هذه النصوص؛ أُخذت الكلمات التي تبدأ بها.",
    note_unclosed: "علامة الاقتباس ما زالت مفتوحة: قُرئ كل ما بعدها عبارةً واحدة.",
    note_exclusions: "لم تُعطَ إلا كلمات للاستبعاد. أضف كلمة للبحث عنها.",
    note_nothing: "ليس فيه كلمة للبحث. اكتب حروفًا أو أرقامًا.",
    note_long: "السؤال طويل جدًّا؛ قُرئ أوله فقط.",
    back: "رجوع",
    previous_text: "النص السابق",
    next_text: "النص التالي",
    hits: "المواضع الموجودة",
    hit_position: "{} من {}",
    hit_next: "الموضع التالي",
    hit_previous: "الموضع السابق",
    as_given: "كما ورد",
    as_page: "كصفحة",
    copy: "انسخ النص",
    copied: "نُسخ",
    copy_failed: "رُفض النسخ: حدّد النص وانسخه يدويًّا.",
    download: "احفظ ملفّ ‎.txt",
    given_note: "حروف المصدر كما هي، بلا تنسيق ولا تغيير.",
    known: "ما يُعرف عن هذا النص",
    cite: "للإحالة إلى هذا النص",
    copy_link: "انسخ الرابط",
    opening: "يُفتح…",
    title: "العنوان",
    author: "الكاتب",
    source: "المصدر",
    date: "التاريخ",
    lang: "اللغة",
    address: "العنوان الشبكي",
    words: "الكلمات",
    number_in_corpus: "الرقم في المجموعة",
    id: "المعرّف",
    not_known: "غير معروف",
    word_count: Count {
        zero: "لا كلمات",
        one: "كلمة واحدة",
        two: "كلمتان",
        few: "{} كلمات",
        many: "{} كلمة",
        other: "{} كلمة",
    },
    text_count: Count {
        zero: "لا نصوص",
        one: "نص واحد",
        two: "نصّان",
        few: "{} نصوص",
        many: "{} نصًّا",
        other: "{} نص",
    },
    language_count: Count {
        zero: "لا لغات",
        one: "لغة واحدة",
        two: "لغتان",
        few: "{} لغات",
        many: "{} لغة",
        other: "{} لغة",
    },
    source_count: Count {
        zero: "لا مصادر",
        one: "مصدر واحد",
        two: "مصدران",
        few: "{} مصادر",
        many: "{} مصدرًا",
        other: "{} مصدر",
    },
    about_heading: "عن هذه النصوص",
    languages: "اللغات",
    sources: "المصادر",
    rest: "كل ما سواها",
    types: "الكلمات المختلفة",
    range: "التواريخ",
    range_between: "من {} إلى {}",
    licence: "الرخصة",
    licence_unknown: "لم يذكرها من بنى هذه الصفحة",
    built: "تاريخ البناء",
    built_unknown: "غير مذكور، لكي تعطي النصوص نفسها الملف نفسه دائمًا",
    generator: "بُنيت بـ",
    chain: "تحليل الكلمات",
    format: "الصيغة",
    format_version: "الإصدار {}",
    fingerprint: "البصمة",
    fingerprint_means: "نسختان ببصمة واحدة تحملان النصوص نفسها.",
    text_size: "حجم النصوص",
    index_size: "حجم الفهرس مع النصوص",
    technical: "الملف",
    privacy: "لا شيء يغادر هذه الصفحة",
    privacy_single: "النصوص والفهرس والبرنامج كلها داخل هذا الملف الواحد، وسياسة محتواه تمنع الشبكة منعًا تامًّا: يرفض المتصفح كل اتصال. للتحقق افتح أدوات المطوّر في المتصفح (F12) واختر «الشبكة» ثم ابحث: تبقى القائمة فارغة. أو اقطع الاتصال وواصل البحث.",
    privacy_short: "سياسة محتوى هذا الملف تمنع الشبكة. للتحقق: أدوات المطوّر (F12)، «الشبكة»، ثم ابحث؛ أو اقطع الاتصال.",
    privacy_site: "تُجلب النصوص مرة واحدة من المجلد الذي جاءت منه هذه الصفحة، ثم يجري كل شيء في متصفحك. ما تبحث عنه وما تقرؤه لا يُرسل إلى أحد. للتحقق افتح أدوات المطوّر (F12) واختر «الشبكة» ثم ابحث: لا يُضاف شيء إلى القائمة.",
    privacy_embed: "تُجلب النصوص مرة واحدة، ثم يجري البحث والقراءة في متصفحك، ولا يرسل هذا العنصر شيئًا إلى أحد. أما الصفحة المحيطة به فلها قواعدها.",
    cite_heading: "كيف تُحيل",
    cite_how: "اذكر عنوان النص ومعرّفه واسم هذه المجموعة وبصمتها. ورابط النص المفتوح (انظر «انسخ الرابط» هناك) يقود إلى الموضع نفسه في كل نسخة لها هذه البصمة.",
    loading: "تُفتح النصوص",
    stage_program: "تشغيل البرنامج",
    stage_fetch: "جلب النصوص",
    stage_inflate: "فكّ ضغط النصوص",
    stage_open: "فحص الفهرس وفتحه",
    waiting: "يمكنك الكتابة الآن؛ يأتي الجواب حالما تُفتح النصوص.",
    failed: "تعذّر فتح النصوص",
    failed_do: "أعد تحميل الصفحة. فإن بقي الأمر فقد يكون الملف تالفًا أو ناقصًا: اجلبه ثانيةً أو اسأل من أعطاك إياه. يلزم إصدار حديث من فايرفوكس أو كروم أو إيدج أو سفاري.",
    request_failed: "تعذّر الجواب:",
    try_again: "حاول ثانية",
    help_keys: "المفاتيح",
    key_search: "إلى خانة البحث",
    key_arrows: "التنقل بين النتائج",
    key_enter: "فتح النتيجة",
    key_escape: "رجوع أو إغلاق",
    key_hits: "الموضع التالي والسابق",
    key_texts: "النص السابق والتالي",
    key_views: "البحث، النصوص، حول",
    key_help: "هذه المساعدة",
};

const PERSIAN: Messages = Messages {
    code: Lang::Fa,
    skip: "رفتن به متن",
    views: "بخش‌ها",
    search: "جستجو",
    texts: "متن‌ها",
    about: "درباره",
    help: "راهنما",
    close: "بستن",
    language: "زبان رابط",
    theme: "روشن یا تیره",
    theme_auto: "مانند سامانه",
    theme_light: "روشن",
    theme_dark: "تیره",
    search_label: "جستجو در متن‌ها",
    placeholder: "واژه‌ها، \"عبارت\"، -بدون، آغاز*",
    clear: "پاک کردن",
    found: Count::two_forms("چیزی پیدا نشد", "یک متن", "{} متن"),
    places: Count::two_forms("هیچ‌جا", "در یک جا", "در {} جا"),
    complete: Count::two_forms(
        "هیچ‌یک همهٔ واژه‌ها را ندارد",
        "یکی با همهٔ واژه‌ها",
        "{} متن با همهٔ واژه‌ها",
    ),
    results: "نتیجه‌ها",
    missing: "در آن نیست:",
    found_as: "به این نگارش:",
    more: Count::two_forms("نمایش بیشتر", "نمایش یک متن دیگر", "نمایش {} متن دیگر"),
    sort: "ترتیب",
    sort_relevance: "بهترین‌ها نخست",
    sort_corpus: "همان‌گونه که گرد آمده",
    sort_newest: "تازه‌ترین‌ها نخست",
    sort_oldest: "کهن‌ترین‌ها نخست",
    sort_title: "بر پایهٔ عنوان",
    sort_source: "بر پایهٔ منبع",
    only: "تنها متن‌های",
    all_languages: "همهٔ زبان‌ها",
    first_texts: "نخستین متن‌ها",
    latest_texts: "تازه‌ترین متن‌ها",
    all_texts: "همهٔ متن‌ها",
    how: "چگونه بپرسیم",
    untitled_search: "برای جستجو بنویسید.",
    how_words: "گفتگوی امنیتی",
    how_words_means: "هر یک از واژه‌ها؛ متن‌هایی که همه را دارند نخست می‌آیند",
    how_phrase: "\"گفتگوی امنیتی\"",
    how_phrase_means: "همین واژه‌ها به همین ترتیب",
    how_minus: "گفتگو -امنیتی",
    how_minus_means: "متن‌هایی که واژهٔ دوم را ندارند",
    how_prefix: "امنی*",
    how_prefix_means: "هر واژه‌ای که چنین آغاز شود",
    how_letters: "بزرگی و کوچکی حروف لاتین، اعراب، نیم‌فاصله، شکل‌های ی و ک و سه گونه رقم فرقی نمی‌کنند.",
    note_absent: "«{}» در این متن‌ها نیست. نوشتار دیگری را بیازمایید، یا آغاز واژه را با *.",
    note_prefix: "«{}» واژه‌ای از این متن‌ها نیست؛ واژه‌هایی که چنین آغاز می‌شوند آورده شد.",
    note_unclosed: "گیومه هنوز باز است: هر چه پس از آن آمده یک عبارت خوانده شد.",
    note_exclusions: "تنها واژه‌هایی برای کنار گذاشتن داده شد. واژه‌ای هم برای جستجو بنویسید.",
    note_nothing: "واژه‌ای برای جستجو در آن نیست. حرف یا رقم بنویسید.",
    note_long: "پرسش بسیار بلند است؛ تنها آغاز آن خوانده شد.",
    back: "بازگشت",
    previous_text: "متن پیشین",
    next_text: "متن پسین",
    hits: "جاهای یافته",
    hit_position: "{} از {}",
    hit_next: "جای بعدی",
    hit_previous: "جای قبلی",
    as_given: "چنان‌که آمده",
    as_page: "به شکل صفحه",
    copy: "رونوشت متن",
    copied: "رونوشت شد",
    copy_failed: "رونوشت پذیرفته نشد: متن را برگزینید و خود رونوشت کنید.",
    download: "ذخیره با ‎.txt",
    given_note: "درست همان نویسه‌های منبع، بی هیچ آرایش و دگرگونی.",
    known: "آنچه از این متن می‌دانیم",
    cite: "برای ارجاع به این متن",
    copy_link: "رونوشت پیوند",
    opening: "در حال گشودن…",
    title: "عنوان",
    author: "نویسنده",
    source: "منبع",
    date: "تاریخ",
    lang: "زبان",
    address: "نشانی",
    words: "واژه‌ها",
    number_in_corpus: "شماره در مجموعه",
    id: "شناسه",
    not_known: "نامعلوم",
    word_count: Count::two_forms("بی‌واژه", "یک واژه", "{} واژه"),
    text_count: Count::two_forms("بی‌متن", "یک متن", "{} متن"),
    language_count: Count::two_forms("بی‌زبان", "یک زبان", "{} زبان"),
    source_count: Count::two_forms("بی‌منبع", "یک منبع", "{} منبع"),
    about_heading: "دربارهٔ این متن‌ها",
    languages: "زبان‌ها",
    sources: "منبع‌ها",
    rest: "همهٔ دیگران",
    types: "واژه‌های گوناگون",
    range: "تاریخ‌ها",
    range_between: "از {} تا {}",
    licence: "پروانه",
    licence_unknown: "سازندهٔ این صفحه آن را نگفته است",
    built: "زمان ساخت",
    built_unknown: "گفته نشده، تا متن‌های یکسان همیشه پروندهٔ یکسان بدهند",
    generator: "ساخته با",
    chain: "تحلیل واژه",
    format: "قالب",
    format_version: "نگارش {}",
    fingerprint: "اثر انگشت",
    fingerprint_means: "دو نسخه با یک اثر انگشت همان متن‌ها را دارند.",
    text_size: "حجم متن‌ها",
    index_size: "حجم نمایه با متن‌ها",
    technical: "پرونده",
    privacy: "هیچ چیز از این صفحه بیرون نمی‌رود",
    privacy_single: "متن‌ها، نمایه و برنامه همه در همین یک پرونده‌اند و سیاست محتوای آن شبکه را یکسره می‌بندد: مرورگر هر اتصالی را رد می‌کند. برای آزمودن، ابزار برنامه‌نویسی مرورگر را باز کنید (F12)، بخش «شبکه» را برگزینید و جستجو کنید: فهرست خالی می‌ماند. یا اتصال را قطع کنید و به جستجو ادامه دهید.",
    privacy_short: "سیاست محتوای این پرونده شبکه را می‌بندد. برای آزمودن: ابزار برنامه‌نویسی (F12)، «شبکه»، سپس جستجو؛ یا اتصال را قطع کنید.",
    privacy_site: "متن‌ها یک بار از همان پوشه‌ای که صفحه از آن آمده خوانده می‌شوند؛ پس از آن همه‌چیز در مرورگر شما روی می‌دهد. آنچه می‌جویید و می‌خوانید برای هیچ‌کس فرستاده نمی‌شود. برای آزمودن، ابزار برنامه‌نویسی (F12) را باز کنید، بخش «شبکه» را برگزینید و جستجو کنید: چیزی به فهرست افزوده نمی‌شود.",
    privacy_embed: "متن‌ها یک بار خوانده می‌شوند؛ جستجو و خواندن سپس در مرورگر شما روی می‌دهد و این بخش چیزی برای کسی نمی‌فرستد. صفحهٔ پیرامون آن قاعده‌های خود را دارد.",
    cite_heading: "چگونه ارجاع دهیم",
    cite_how: "عنوان متن، شناسهٔ آن، نام این مجموعه و اثر انگشت آن را بیاورید. نشانی متنِ باز («رونوشت پیوند» در همان‌جا) در هر نسخه با این اثر انگشت به همان جا می‌رسد.",
    loading: "متن‌ها گشوده می‌شوند",
    stage_program: "آغاز برنامه",
    stage_fetch: "خواندن متن‌ها",
    stage_inflate: "گشودن فشردگی متن‌ها",
    stage_open: "وارسی و گشودن نمایه",
    waiting: "از هم‌اکنون می‌توانید بنویسید؛ پاسخ همین که متن‌ها باز شوند می‌آید.",
    failed: "متن‌ها گشوده نشد",
    failed_do: "صفحه را دوباره بار کنید. اگر باز چنین بود، شاید پرونده آسیب دیده یا ناقص باشد: آن را دوباره بگیرید یا از دهندهٔ آن بپرسید. نسخهٔ تازه‌ای از فایرفاکس، کروم، اج یا سافاری لازم است.",
    request_failed: "پاسخ داده نشد:",
    try_again: "دوباره",
    help_keys: "کلیدها",
    key_search: "رفتن به جعبهٔ جستجو",
    key_arrows: "گذر از نتیجه‌ها",
    key_enter: "گشودن نتیجه",
    key_escape: "بازگشت یا بستن",
    key_hits: "جای بعدی و قبلی",
    key_texts: "متن پیشین و پسین",
    key_views: "جستجو، متن‌ها، درباره",
    key_help: "همین راهنما",
};

/// The wording in a language.
pub fn messages(lang: Lang) -> &'static Messages {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Ar => &ARABIC,
        Lang::Fa => &PERSIAN,
    }
}

/// A sentence cut at its `{}`, to set something of another direction between the parts.
pub fn around(sentence: &'static str) -> (&'static str, &'static str) {
    sentence.split_once("{}").unwrap_or((sentence, ""))
}

/// A sentence with its `{}`s filled, in order.
///
/// ```
/// use kashf::view::{language::Lang, messages::{fill, messages}};
/// assert_eq!(fill(messages(Lang::En).hit_position, &["3", "14"]), "3 of 14");
/// ```
pub fn fill(sentence: &str, values: &[&str]) -> String {
    let mut parts = sentence.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        out.push_str(values.get(place).copied().unwrap_or_default());
        out.push_str(part);
    }
    out
}

impl Messages {
    /// The sentence for a note on a query.
    pub fn note(&self, kind: NoteKind) -> &'static str {
        match kind {
            NoteKind::Absent => self.note_absent,
            NoteKind::ReadAsPrefix => self.note_prefix,
            NoteKind::UnclosedQuote => self.note_unclosed,
            NoteKind::OnlyExclusions => self.note_exclusions,
            NoteKind::NoWords => self.note_nothing,
            NoteKind::TooLong => self.note_long,
            // The interface words these next.
            _ => self.note_absent,
        }
    }

    /// The name of an order of results.
    pub fn sort_name(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::Relevance => self.sort_relevance,
            Sort::Newest => self.sort_newest,
            Sort::Date => self.sort_oldest,
            Sort::Title => self.sort_title,
            Sort::Source => self.sort_source,
        }
    }

    /// The name of an order of the list of texts, which knows no best.
    pub fn order_name(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::Relevance => self.sort_corpus,
            other => self.sort_name(other),
        }
    }

    /// The sentence for a stage of loading; an unknown stage is called loading.
    pub fn stage(&self, stage: &str) -> &'static str {
        match stage {
            "program" => self.stage_program,
            "fetch" => self.stage_fetch,
            "inflate" => self.stage_inflate,
            "open" => self.stage_open,
            _ => self.loading,
        }
    }

    /// The rules of queries: an example, and what it does.
    pub fn rules(&self) -> [(&'static str, &'static str); 4] {
        [
            (self.how_words, self.how_words_means),
            (self.how_phrase, self.how_phrase_means),
            (self.how_minus, self.how_minus_means),
            (self.how_prefix, self.how_prefix_means),
        ]
    }

    /// The keys, and what they do.
    pub fn keys(&self) -> [(&'static [&'static str], &'static str); 8] {
        [
            (&["/"], self.key_search),
            (&["↓", "↑"], self.key_arrows),
            (&["Enter"], self.key_enter),
            (&["Esc"], self.key_escape),
            (&["n", "p"], self.key_hits),
            (&["[", "]"], self.key_texts),
            (&["1", "2", "3"], self.key_views),
            (&["?"], self.key_help),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a translation must keep: the number of places to fill, in every sentence.
    #[test]
    fn translations_have_the_same_places() {
        for lang in Lang::ALL {
            let said = messages(lang);
            for (sentence, count) in [
                (said.note_absent, 1),
                (said.note_prefix, 1),
                (said.hit_position, 2),
                (said.range_between, 2),
                (said.format_version, 1),
            ] {
                assert_eq!(sentence.matches("{}").count(), count, "{sentence}");
            }
            assert_eq!(said.code, lang);
        }
    }

    #[test]
    fn sentences_are_filled() {
        assert_eq!(fill("{} and {}", &["a", "b"]), "a and b");
        assert_eq!(fill("{} and {}", &["a"]), "a and ");
        assert_eq!(around("say {}!"), ("say ", "!"));
        assert_eq!(messages(Lang::Ar).found.say(Lang::Ar, 12), "١٢ نصًّا");
        assert_eq!(messages(Lang::Fa).found.say(Lang::Fa, 12), "۱۲ متن");
    }

    #[test]
    fn unknown_stage() {
        assert_eq!(messages(Lang::En).stage("zip"), messages(Lang::En).loading);
    }
}
