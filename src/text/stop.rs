//! Function words: those that stand in every text and tell little about any.
//!
//! The lists are small on purpose: a word that may be what someone looks for is not in
//! them. Question words are, for people ask questions of a search box. They are kept as
//! people write them and compared as keys. A function word of one language is one in the
//! texts of all, so words that mean something in another language are left out: German
//! *war*, French *son*.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::fold;

/// The function words of a language.
pub struct List {
    /// Its code.
    pub lang: &'static str,
    /// The words, parted by spaces.
    pub words: &'static str,
}

/// The lists of all languages.
#[rustfmt::skip]
pub const LISTS: &[List] = &[
    List { lang: "fa", words: "
        و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت می شد شده های ها ای اند ام ایم اید هر او ما شما
        من تو آنها آنان وی بود باشد کرده شود کند دارد کنند شوند دارند بوده دهد داد پس اگر همه نه دیگر اما یا چه چند باید نمی
        همین همچنین بین پیش مورد روی زیر بالای هستند هست نیست بودند شدند کردند بی تر ترین مگر ولی لذا یعنی مانند مثل طی ضمن
        درباره توسط سپس چون زیرا بنا
        چیست کیست کجا کجاست چیه کدام کدامند کی چگونه چرا چقدر آیا چطور چندم چی کیه" },
    List { lang: "ar", words: "
        في من على إلى عن أن إن كان كانت التي الذي الذين هذا هذه ذلك تلك ما لا لم لن قد كما هو هي هم هناك بين بعد قبل عند عندما
        منذ حتى أو ثم مع كل بعض غير أي أيضا و ف ب ل ك وقد ولا وما وفي ومن وعلى وأن وكان كانوا يكون تكون أنه أنها إنه إنها له لها
        لهم به بها فيه فيها عليه عليها منه منها لكن ولكن إذا حيث لدى نحو ضد خلال حول فقط مما عما فيما بأن لأن وهو وهي إلا سوى
        نعم قال
        هل متى أين كيف كم لماذا ماذا ماهو ماهي أية" },
    List { lang: "en", words: "
        a an and are as at be been but by can did do does for from had has have he her his if in into is it its not of on or
        she so such than that the their them then there these they this those to was we were will with would you your i
        what when where which who whom whose why how" },
    List { lang: "ru", words: "
        и в во не на я с со он что а по это она так его но они к ко у же вы за бы от ее мы из то для о об или ни до при их
        только как был была было были быть есть этот эта эти
        кто где когда почему какой какая какие каком чем сколько куда откуда зачем чей ли" },
    List { lang: "fr", words: "
        le la les un une des du de et à au aux en dans que qui ne pas il elle ils elles est sont était    avec ce
        cette ces se sa ses leur leurs ou    
        quel quelle quels quelles quand où comment pourquoi combien" },
    List { lang: "de", words: "
        der das den dem des ein eine einer eines einem einen und oder in im ist sind zu zum zur von vom mit auf
        für als auch es sie er ich wir ihr sich nicht an am bei aus nach
        wer wie wo wann warum welche welcher welches wen wem wessen" },
    List { lang: "es", words: "
        el la los las un una unos unas de del y o en que se por con para es son era al lo su sus no
        qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuántos" },
    List { lang: "it", words: "
        il lo la i gli le un uno una di del della dei delle e è o in nel nella che si per con da dal al alla non sono era
        chi cosa quale quali quando dove come perché quanto quanti" },
    List { lang: "pt", words: "
        o a os as um uma de do da dos das e é em no na nos nas que se por com para não ao à
        quem qual quais quando onde como quanto quantos" },
    List { lang: "tr", words: "
        ve bir bu da de ile için o ne mi mı mu mü nerede nasıl neden hangi kaç zaman olan olarak daha gibi çok en" },
    List { lang: "fi", words: "
        ja ei se että oli ovat tai mutta kuin hän he joka jotka
        mikä mitä missä milloin kuka kuinka miten miksi mihin minkä" },
    List { lang: "id", words: "
        yang ke dari untuk dengan pada adalah ini itu dalam oleh sebagai atau juga tidak
        apa apakah siapa siapakah kapan kapankah dimana dimanakah mana mengapa bagaimana berapa berapakah" },
    List { lang: "nl", words: "
        de het een en van in is op te dat voor zijn aan er als om ook bij door niet of naar
        wie waar wanneer waarom hoe welke welk hoeveel" },
    List { lang: "sv", words: "
        och i att det som en ett på är av för med den till om var inte eller vid
        vem vad när varför vilken vilket vilka " },
];

/// True for the key of a function word of any language of [`LISTS`].
///
/// ```
/// use kashf::text::{fold, stop::is_stop};
/// assert!(is_stop(&fold("الّذي")) && is_stop(&fold("The")) && is_stop(&fold("چیست")));
/// assert!(!is_stop(&fold("كتاب")));
/// ```
pub fn is_stop(key: &str) -> bool {
    STOP.contains(key)
}

static STOP: LazyLock<HashSet<String>> = LazyLock::new(|| {
    LISTS.iter().flat_map(|list| list.words.split_whitespace()).map(fold).collect()
});
