//! How Cyrillic letters are written in Latin ones, and how a foreign name is written in
//! Cyrillic: one table, read both ways. From Cyrillic to the Arabic script a word goes
//! through it and the table of [`super::latin`], letter by letter.

use std::sync::LazyLock;

use super::latin::{self, ARTICLE, ARTICLE_COST};
use super::table::At::{Any, First, Last};
use super::table::{Place, Row, Table, Way, row, spell};
use super::walk::{Cost, Lattice};

/// The rows.
#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row(Any, "а", "a aa:10 u:25 e:40 o:40", "English u is heard as а", ("Салливан", "sullivan")),
    row(Any, "б", "b", "one sound", ("Байден", "biden")),
    row(Any, "в", "v w:5 ff:20 f:25", "German and Polish w; Russian names of old", ("Лавров", "lavrov")),
    row(Any, "г", "g gh:10 h:15 gu:20", "h of foreign names was г", ("Гамбург", "hamburg")),
    row(Any, "д", "d dh:15 t:40", "one sound", ("Дамаск", "damasc")),
    row(Any, "е", "e ye:5 ie:10 a:20 ea:15 ae:15 ai:20 o:25 yo:25 jo:30 -:35", "е is also ё", ("Горбачёв", "gorbachov")),
    row(Any, "ж", "zh j:10 g:20 z:30", "French j", ("Жак", "jac")),
    row(Any, "з", "z s:10 th:40", "s is voiced between vowels", ("Роза", "rosa")),
    row(Any, "и", "i y:8 ee:10 ea:15 ie:15 e:20 hi:30 -:35", "long e and y", ("Ким", "kim")),
    row(Any, "й", "y i:5 j:10 -:15", "a glide", ("Толстой", "tolstoy")),
    row(Any, "к", "k c:3 ck:5 ch:20 q:10 qu:20 kh:20 kk:5 cc:10", "c before other letters than e and i", ("Картер", "carter")),
    row(Any, "л", "l ll:3", "one sound", ("Салливан", "sullivan")),
    row(Any, "м", "m", "one sound", ("Москва", "moskva")),
    row(Any, "н", "n ng:20 gn:25", "one sound", ("Блинкен", "blinken")),
    row(Any, "о", "o a:20 au:20 oh:15 aw:20 oo:25 oe:30 ough:40 u:35", "English a and au may be o", ("Лоренс", "lawrence")),
    row(Any, "п", "p", "one sound", ("Путин", "putin")),
    row(Any, "р", "r rh:10", "one sound", ("Трамп", "tramp")),
    row(Any, "с", "s c:10 ss:3 sc:20 z:25 th:30 ce:15 se:15", "c before e and i", ("Сицилия", "cicilia")),
    row(Any, "т", "t th:8 d:40", "English th", ("Томас", "thomas")),
    row(Any, "у", "u ou:8 oo:8 w:8 wo:25 o:30", "English w", ("Уилсон", "wilson")),
    row(Any, "ф", "f ph:8 th:25 v:35", "Greek ph and th", ("Джозеф", "joseph")),
    row(Any, "х", "kh h:3 ch:10 j:20 x:30", "German ch, Spanish j", ("Хасан", "hasan")),
    row(Any, "ц", "ts tz:5 z:10 c:10 tc:20 cz:20 zz:15", "German z", ("Цюрих", "zurich")),
    row(Any, "ч", "ch tch:5 c:15 cz:10 tsch:10 cs:15 ci:25 q:30", "Italian c", ("Чили", "cili")),
    row(Any, "ш", "sh sch:3 ch:12 s:25 sz:10", "German sch, French ch", ("Шольц", "scholz")),
    row(Any, "щ", "shch sch:15 sh:25", "one letter of Russian", ("Хрущев", "khrushchev")),
    row(Any, "ъ ь", "- i:20 y:25", "signs, not sounds", ("Гоголь", "gogol")),
    row(Any, "ы", "y i:10 e:30 u:40", "one letter of Russian", ("Рыков", "rykov")),
    row(Any, "э", "e a:8 ae:10 ai:20", "English a", ("Джэк", "jac")),
    row(Any, "ю", "yu u:8 iu:5 ju:10 eu:15 ew:10 ue:10 ou:30 y:30", "u of French and German", ("Мюллер", "muller")),
    row(Any, "я", "ya ia:5 ja:8 a:12 ea:25", "ia of foreign names", ("Рябков", "ryabkov")),
    row(Any, "дж", "j dzh:3 g:5 dj:5 dg:10", "English j and soft g", ("Джонсон", "johnson")),
    row(Any, "кс", "x ks:3 cs:5 cks:15", "two sounds", ("Александр", "alexandr")),
    row(Any, "кв", "qu kv:3 kw:5 cv:10", "two sounds", ("Квебек", "quebec")),
    row(Any, "ай", "i:8 y:10 ay ai:3 ei:8 ey:15 igh:25 ie:20", "English i", ("Байден", "biden")),
    row(Any, "ей эй", "ey ei:3 ay:3 ai:8 a:8 ae:20", "English a", ("Блейк", "blake")),
    row(Any, "ау", "ow ou:5 au aw:8", "English ow", ("Клаус", "klaus")),
    row(Any, "оу", "o:5 ow ou:5 owe:20 oe:20", "English o", ("Роуд", "rod")),
    row(Any, "ой", "oy oi:3 eu:10 euy:10", "German eu", ("Фройд", "freud")),
    row(Any, "уо", "wa wo:5 uo:5 we:20", "English wa", ("Уолтер", "walter")),
    row(Any, "уи", "wi whi:5 ui:5 we:20", "English wi", ("Уилсон", "wilson")),
    row(Any, "уэ уе", "we wa:8 ue:8 whe:10", "English we", ("Уэстон", "weston")),
    row(Any, "ье ие", "ie ye:5 e:15 ier:25", "two vowels", ("Вьетнам", "vietnam")),
    row(Any, "иа ия ья", "ia iya:5 ya:8 ea:15", "two vowels", ("София", "sofia")),
    row(Any, "йо ьо", "yo io:8 jo:10 io:10", "a glide", ("Йорк", "york")),
    row(Any, "ион", "ion", "two vowels", ("Лион", "lion")),
    row(Any, "ий ый", "y iy:3 i:5 ij:10", "the ending of Russian names", ("Дмитрий", "dmitry")),
    row(First, "е", "ye ie:10 eu:15 he:20", "е is heard as ye", ("Ельцин", "yeltsin")),
    row(First, "н", "kn:15", "silent k", ("Найт", "knight")),
    row(Last, "ия", "ia y:20 ie:20 iya:3", "names of lands", ("Италия", "italia")),
    row(Last, "с", "s ce:5 se:10 ss:3", "silent e", ("Брюс", "bruce")),
    row(Last, "к н т м л р д в г п з ж ф ш ч б", "ke:10 ne:10 te:10 me:10 le:10 re:10 de:10", "silent e", ("Блейк", "blake")),
];

/// Letters that are written twice in Latin and once in Cyrillic, or the same in both.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(ROWS, DOUBLED));
const DOUBLED: &str = "бб вв гг дд зз кк лл мм нн пп рр сс тт фф";

/// The Latin spellings of a Cyrillic key, none dearer than `bound`.
pub fn to_latin(key: &str, bound: Cost) -> Lattice {
    TABLE.spell(key, Way::Forwards, bound)
}

/// The Cyrillic spellings of a Latin key, none dearer than `bound`, and others besides:
/// each must be checked by [`to_latin`].
pub fn from_latin(key: &str, bound: Cost) -> Lattice {
    TABLE.spell(key, Way::Backwards, bound)
}

/// The spellings in the Arabic script of a Cyrillic key, none dearer than `bound`.
pub fn to_arabic(key: &str, bound: Cost) -> Lattice {
    let lattice = spell(key, bound, |group, place, found| {
        let after = romanised(place.rest);
        for (latin, first) in TABLE.choices(group, place) {
            if latin.is_empty() {
                found.push(("", first));
            }
            let place = Place { first: place.first, rest: &after };
            let spelt = latin::TABLE.choices(latin, place);
            found.extend(spelt.map(|(arabic, second)| (arabic, first + second)));
        }
    });
    lattice.or_start(0, ARTICLE, ARTICLE_COST)
}

/// The plainest Latin spelling: enough to see what follows a letter.
fn romanised(key: &str) -> String {
    let mut letter = [0; 4];
    let plain = |c: char| {
        let place = Place { first: false, rest: " " };
        TABLE.choices(c.encode_utf8(&mut letter), place).next().map_or("", |(latin, _)| latin)
    };
    key.chars().map(plain).collect()
}
