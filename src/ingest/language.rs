//! A text → its language: by script where a script has one language, else by the small
//! words that no text can do without.
//!
//! The words are compared after a folding of their own: Persian typed with Arabic yeh and
//! kaf is still Persian, and Arabic typed with the Persian letters still Arabic. Letters
//! that one language alone uses add to the evidence. It is a guess: where two languages
//! are as likely, or too little is there to tell, the answer is `"und"`.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::text::hash::Quick;
use crate::text::script;

/// So many words are looked at. More do not change the answer.
const WORDS: usize = 500;

/// One language of a script that several share.
struct Language {
    code: &'static str,
    script: Script,
    /// Function words, folded by [`fold`].
    words: &'static str,
    /// Letters, after folding, that its neighbours in the table do not use.
    letters: &'static str,
    /// A sentence that must be recognised: the table is its own test.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the table"))]
    example: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
    Cyrillic,
    Devanagari,
    Han,
    /// A script that tells the language by itself.
    Only(&'static str),
}

/// What one of its own letters counts, against 1 for a function word of its own.
const LETTER: f64 = 0.4;
/// And one of its own endings.
const ENDING: f64 = 0.25;

const LANGUAGES: &[Language] = &[
    // ---- Arabic script -------------------------------------------------------------
    Language {
        code: "ar",
        script: Script::Arabic,
        // Words of more than four letters with the article count as well: see `score`.
        words: "فی من علی الی ان عن مع هذا هذه ذلک تلک التی الذی الذین کان کانت قد لقد لم لن او ثم \
                بعد قبل بین عند حیث کما کل هو هی لا ما غیر حتی منذ وقد وفی ومن وکان اذا انه انها بان \
                علیه الیه فیه منه به له لها عام خلال قال وقال وهو وهی ولا دون یکون ایضا نحو عبد ابن بن \
                فقال یا ولم فی لدی اما انا",
        letters: "",
        example: "وقال الوزير إن المفاوضات ستستمر في جنيف.",
    },
    Language {
        code: "fa",
        script: Script::Arabic,
        words: "و در به از که این را با است برای آن یک خود تا کرد شد می های ها بر هم نیز یا شده بود \
                باید اما اگر هر چه دارد شود کند کرده باشد نمی گفت وی او ما پس دیگر بین روی همه پیش \
                هستند نیست بودند داشت کنند شدند چون چو ز گر تو ای نه هیچ آنها مورد طی توسط کردند میشود \
                میکند ست دو سال",
        letters: "پچژگ",
        example: "وزیر گفت که مذاکرات در ژنو ادامه خواهد یافت.",
    },
    Language {
        code: "ur",
        script: Script::Arabic,
        words: "کے کی کا کو میں ہے ہیں سے نے پر اور اس یہ کہ تھا تھے تھی بھی نہیں ایک جو وہ ان تو ہو \
                گیا کر لیے کیا گئے ہوئے جس تک ہی اپنے ہوا رہے دیا جا سکتا گی ہوتا والے",
        letters: "ٹڈڑںےہھ",
        example: "وزیر نے کہا کہ مذاکرات جنیوا میں جاری رہیں گے۔",
    },
    Language {
        code: "ps",
        script: Script::Arabic,
        words: "د په چې او کې ته له دا هم یې یې نه سره کړی شوی کړ شی دی ده وی هغه خو تر څخه دی کوی پر \
                ددې دغه لپاره وو کړه یو چی کی دوی هغو",
        letters: "ښځڅډړږټڼېۍ",
        example: "وزیر وویل چې خبرې به په ژنیو کې روانې وي.",
    },
    Language {
        code: "ckb",
        script: Script::Arabic,
        words: "لە بە و کە ئەم بۆ لەگەڵ ئەو هەر دوای لەسەر بوو یان نەبوو دەکات هەیە بەڵام سەر یەک نێوان \
                ئەوەی تر پێش کرد هەموو دا زۆر نییە وەک ئێمە",
        letters: "ەێۆڵڕڤ",
        example: "وەزیر ڕایگەیاند کە دانوستانەکان لە جنێڤ بەردەوام دەبن.",
    },
    Language {
        code: "ug",
        script: Script::Arabic,
        words: "ۋە بیلەن بۇ ئۇ بیر ئۈچۈن قیلیپ بولۇپ دەپ بولغان قیلغان ییلی کېیین ئۇنیڭ بار ئەمەس کېرەک",
        letters: "ۇۈۋېەڭ",
        example: "مىنىستىر سۆھبەتنىڭ جەنۋەدە داۋاملىشىدىغانلىقىنى ۋە بۇ ئىشنىڭ مۇھىم ئىكەنلىكىنى ئېيتتى.",
    },
    // ---- Latin script --------------------------------------------------------------
    Language {
        code: "en",
        script: Script::Latin,
        words: "the of and to in a is was for that on with as by it at from are be this an which were or \
                has had have not his he but they their been its who will would more than when said",
        letters: "",
        example: "The minister said that the talks would go on in Geneva.",
    },
    Language {
        code: "de",
        script: Script::Latin,
        words: "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es \
                an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so \
                zum war haben nur oder aber vor zur bis mehr durch",
        letters: "ßäöü",
        example: "Der Minister sagte, dass die Gespräche in Genf fortgesetzt werden.",
    },
    Language {
        code: "fr",
        script: Script::Latin,
        words: "le la les de des du et à un une en est que qui dans pour par sur au pas plus ce il elle ne \
                se sont avec son sa ses aux été ou mais comme nous cette ont être leur fait était l d qu n s",
        letters: "çœêèàùû",
        example: "Le ministre a dit que les négociations se poursuivront à Genève.",
    },
    Language {
        code: "es",
        script: Script::Latin,
        words: "el la los las de del y en que un una es por con para se no al lo como más su sus pero este \
                esta fue ha son entre también muy sin sobre hasta cuando ser está era desde había todo",
        letters: "ñ¿¡",
        example: "El ministro dijo que las conversaciones continuarán en Ginebra.",
    },
    Language {
        code: "it",
        script: Script::Latin,
        words: "il lo la i gli le di del della dei delle e in che un una è per con non si da dal al alla \
                nel nella sono come più anche ha ma sul sulla suo sua era questo degli ai dopo essere stato \
                dell l nell all",
        letters: "ìò",
        example: "Il ministro ha detto che i colloqui continueranno a Ginevra.",
    },
    Language {
        code: "pt",
        script: Script::Latin,
        words: "o a os as de do da dos das e em que um uma é por com para se não no na ao mais como foi \
                seu sua mas são à pelo pela nos nas ou também já ser está até quando entre ele tem era isso",
        letters: "ãõç",
        example: "O ministro disse que as conversações não vão parar em Genebra.",
    },
    Language {
        code: "ca",
        script: Script::Latin,
        words: "el la els les de del dels i en que un una és per amb no al se com més va són aquest aquesta \
                ha seva seu també però entre l d ser fins quan molt on va ser",
        letters: "ŀ",
        example: "El ministre va dir que les converses seguiran amb els experts a Ginebra.",
    },
    Language {
        code: "ro",
        script: Script::Latin,
        words: "și de la în a cu pe o un că este care din nu se pentru au mai fost prin sunt sa ce fi după \
                între lui al ale unei unui dar să ar va sau",
        letters: "șțăî",
        example: "Ministrul a spus că discuțiile vor continua la Geneva și în alte orașe.",
    },
    Language {
        code: "nl",
        script: Script::Latin,
        words: "de het een van en in is dat op te zijn met voor niet aan er die om ook als door bij naar \
                uit maar hij ze wordt heeft dit werd over nog was tot deze worden tegen of hebben meer zich",
        letters: "",
        example: "De minister zei dat het overleg in Genève zal worden voortgezet.",
    },
    Language {
        code: "af",
        script: Script::Latin,
        words: "die en van in is het n dat op te met vir nie aan sy wat om ook as deur by na uit maar hy \
                word dit was oor nog tot hierdie teen of meer hulle sal",
        letters: "",
        example: "Die minister het gesê dat die gesprekke in Genève sal voortgaan, maar nie vandag nie.",
    },
    Language {
        code: "sv",
        script: Script::Latin,
        words: "och i att det som en på är av för med den till har de inte om ett men var jag från sig så \
                vi kan när han också eller efter vid under mot hade där mellan skulle blev sin",
        letters: "åäö",
        example: "Ministern sade att samtalen ska fortsätta i Genève och att det är bra.",
    },
    Language {
        code: "da",
        script: Script::Latin,
        words: "og i at det er en til på af for med den der har de ikke som et men var fra sig så vi kan \
                når han også eller efter ved mod havde hvor mellem skulle blev sin være hun af jeg nu",
        letters: "æøå",
        example: "Ministeren sagde, at forhandlingerne af hensyn til freden fortsætter i Genève.",
    },
    Language {
        code: "no",
        script: Script::Latin,
        words: "og i at det er en til på av for med den som har de ikke et men var fra seg så vi kan når \
                han også eller etter ved mot hadde hvor mellom skulle ble sin være hun jeg nå dette bli",
        letters: "æøå",
        example: "Ministeren sa at samtalene vil fortsette i Genève etter at de ble avbrutt av streiken.",
    },
    Language {
        code: "fi",
        script: Script::Latin,
        words: "ja on ei se että oli hän joka mutta myös kun ovat kuin sen niin tai sekä jotka ole olla \
                mukaan hänen vuonna vain ne jonka noin oli ollut jälkeen kanssa tämä sitä eli eivät olivat \
                jossa vuoden",
        letters: "äö",
        example: "Ministeri sanoi, että neuvottelut jatkuvat Genevessä ja että ne ovat tärkeitä.",
    },
    Language {
        code: "et",
        script: Script::Latin,
        words: "ja on ei see et oli ta mis kui ka aga ning oma kes või nii selle seda ei tema kuid aastal \
                ole veel pärast olid mida siis nad",
        letters: "õäüö",
        example: "Minister ütles, et läbirääkimised jätkuvad Genfis ja see on oluline.",
    },
    Language {
        code: "hu",
        script: Script::Latin,
        words: "a az és hogy nem is egy volt ez meg csak de már mint még azt ha el amely vagy kell lesz után \
                minden szerint lehet majd ki ezt van",
        letters: "őűéá",
        example: "A miniszter azt mondta, hogy a tárgyalások Genfben folytatódnak.",
    },
    Language {
        code: "tr",
        script: Script::Latin,
        words: "ve bir bu için ile da de olarak olan çok daha en gibi kadar ne o ise sonra ya ancak göre \
                oldu olduğu değil her var ilk iki üzere hem kendi dedi olduğunu diye etti ettiği tarafından",
        letters: "ğış",
        example: "Bakan, görüşmelerin Cenevre'de devam edeceğini söyledi ve bir tarih verdi.",
    },
    Language {
        code: "az",
        script: Script::Latin,
        words: "və bir bu üçün ilə da də olan çox daha ən kimi qədər nə o isə sonra deyil hər var ilk iki \
                ki olub görə onun edir bildirib tərəfindən",
        letters: "əğışx",
        example: "Nazir bildirib ki, danışıqlar Cenevrədə davam edəcək və bu çox vacibdir.",
    },
    Language {
        code: "ku",
        script: Script::Latin,
        words: "û di de ku li ji bi ser ev ew her jî bo yên ya yê bû ne wê wî hatin dike kir hate kirin xwe \
                ê bûn",
        letters: "ûêîşç",
        example: "Wezîr got ku danûstandin wê li Cenevreyê berdewam bikin û ji bo aştiyê girîng in.",
    },
    Language {
        code: "id",
        script: Script::Latin,
        words: "yang dan di dari dengan untuk pada ini itu dalam tidak adalah akan oleh ke sebagai juga \
                telah atau dapat lebih bahwa ia karena mereka tersebut menjadi saat ada para bisa tahun \
                seperti hanya secara antara setelah sebuah",
        letters: "",
        example: "Menteri mengatakan bahwa pembicaraan akan dilanjutkan di Jenewa.",
    },
    Language {
        code: "vi",
        script: Script::Latin,
        words: "và của là có các trong cho được với không người những một này đã khi từ ra đến về như cũng \
                tại để vào ở sẽ trên theo",
        letters: "đơưạảấầậắệ",
        example: "Bộ trưởng nói rằng các cuộc đàm phán sẽ tiếp tục ở Geneva.",
    },
    Language {
        code: "tl",
        script: Script::Latin,
        words: "ang ng mga sa na at ay ni si ito para hindi siya kanyang may isang ng nang mula kung niya \
                din ko sila pa",
        letters: "",
        example: "Sinabi ng ministro na ang mga pag-uusap ay magpapatuloy sa Geneva.",
    },
    Language {
        code: "sw",
        script: Script::Latin,
        words: "na ya wa kwa ni katika za la cha kuwa hii huo ambayo pia kama baada lakini watu vya yake \
                hiyo alisema",
        letters: "",
        example: "Waziri alisema kuwa mazungumzo ya amani yataendelea katika mji wa Geneva.",
    },
    Language {
        code: "so",
        script: Script::Latin,
        words: "iyo oo ka ku waa in uu ay waxaa ee la si ah ayaa soo u aan isku kala kuma lagu laga",
        letters: "",
        example: "Wasiirku wuxuu sheegay in wada hadallada ay ka sii socon doonaan Geneva oo ah magaalo.",
    },
    Language {
        code: "pl",
        script: Script::Latin,
        words: "i w na z się nie że do to jest o jak a po za od przez co dla są przed także był ale tego \
                było może oraz już tym by czy który które ze jego pod jako roku",
        letters: "łąęśżźćń",
        example: "Minister powiedział, że rozmowy będą kontynuowane w Genewie.",
    },
    Language {
        code: "cs",
        script: Script::Latin,
        words: "a v se na je že s z do o to i ve jako k by pro za ale jsou po který byl roce které také \
                podle už jeho být než však od při která až jen",
        letters: "řěůčšžýáíé",
        example: "Ministr řekl, že jednání budou pokračovat v Ženevě.",
    },
    Language {
        code: "sk",
        script: Script::Latin,
        words: "a v sa na je že s z do o to i vo ako k by pre za ale sú po ktorý bol roku ktoré tiež podľa \
                už jeho byť ktorá až len aj nie keď od pri",
        letters: "ľĺŕôčšžýáíé",
        example: "Minister povedal, že rokovania budú pokračovať aj v Ženeve, ale nie sú ľahké.",
    },
    Language {
        code: "hr",
        script: Script::Latin,
        words: "i u je na se za da su od s o iz a koji kao što bio ili ne te po do nije to koje nakon biti \
                bi će samo godine može koja prema",
        letters: "đćčšž",
        example: "Ministar je rekao da će se razgovori nastaviti u Ženevi.",
    },
    Language {
        code: "lt",
        script: Script::Latin,
        words: "ir yra į kad su iš buvo ne tai kaip bet nuo po dėl ar už jis per apie tik pat metų prie bei \
                kurie jau būti",
        letters: "ėųūįąęšžč",
        example: "Ministras sakė, kad derybos bus tęsiamos Ženevoje ir tai yra svarbu.",
    },
    Language {
        code: "lv",
        script: Script::Latin,
        words: "un ir ar no uz ka par tika arī bet pēc kas kā līdz gada vai tas to pie bija gadā kurš lai \
                viņa kā",
        letters: "āēīūņļķģ",
        example: "Ministrs teica, ka sarunas turpināsies Ženēvā un ka tas ir svarīgi.",
    },
    Language {
        code: "sq",
        script: Script::Latin,
        words: "dhe të e në i për një me që nga është së si u ka ishte por më tij kjo ai nuk janë do ky",
        letters: "ëç",
        example: "Ministri tha se bisedimet do të vazhdojnë në Gjenevë dhe kjo është e rëndësishme.",
    },
    Language {
        code: "eo",
        script: Script::Latin,
        words: "la de kaj en estas al ne por kun el kiu kiuj estis pri sed ĝi li ili per sur ankaŭ oni kiel \
                tiu kiam post",
        letters: "ŭĝĉŝĵĥ",
        example: "La ministro diris, ke la interparoloj daŭros en Ĝenevo kaj estas gravaj por ĉiuj.",
    },
    // ---- Cyrillic script -----------------------------------------------------------
    Language {
        code: "ru",
        script: Script::Cyrillic,
        words: "и в не на что с по это как из за к а от о он для но было был так же все у или его бы они \
                были до при года также может только после если чтобы ее их который которые является во",
        letters: "ыэё",
        example: "Министр заявил, что переговоры продолжатся в Женеве.",
    },
    Language {
        code: "uk",
        script: Script::Cyrillic,
        words: "і в не на що з за до у та як це від він для але було був так а про або його її вони були \
                при року також може після якщо щоб їх який які є й під час",
        letters: "іїєґ",
        example: "Міністр заявив, що переговори триватимуть у Женеві.",
    },
    Language {
        code: "be",
        script: Script::Cyrillic,
        words: "і ў не на што з за да у як гэта ад ён для але было быў так а пра або яго яе яны былі пры \
                года таксама можа пасля каб іх які якія",
        letters: "ўіэы",
        example: "Міністр заявіў, што перамовы працягнуцца ў Жэневе.",
    },
    Language {
        code: "bg",
        script: Script::Cyrillic,
        words: "и на в за от се да е с не по че като са до това при или след той но което през също има \
                ще към който които беше си го ги може само",
        letters: "ъ",
        example: "Министърът заяви, че преговорите ще продължат в Женева.",
    },
    Language {
        code: "sr",
        script: Script::Cyrillic,
        words: "и у је на се за да су од с о из а који као што био или не те по до није то које након бити \
                би ће само године може која према",
        letters: "ђћјљњџ",
        example: "Министар је рекао да ће се разговори наставити у Женеви.",
    },
    Language {
        code: "mk",
        script: Script::Cyrillic,
        words: "и на во за од се да е со не по дека како до ова при или по тој но што преку исто има ќе \
                кон кој кои беше го ги може само",
        letters: "ќѓѕјљњџ",
        example: "Министерот рече дека разговорите ќе продолжат во Женева.",
    },
    Language {
        code: "kk",
        script: Script::Cyrillic,
        words: "және бұл мен да де бір үшін болып деп ол еді емес бар осы туралы сондай кейін жылы қазақ \
                арқылы болған",
        letters: "әғқңөұүһі",
        example: "Министр келіссөздер Женевада жалғасады және бұл маңызды деп мәлімдеді.",
    },
    Language {
        code: "ky",
        script: Script::Cyrillic,
        words: "жана бул менен да бир үчүн болуп деп ал эмес бар ушул кийин жылы кыргыз аркылуу болгон эле",
        letters: "ңөү",
        example: "Министр сүйлөшүүлөр Женевада уланат жана бул маанилүү деп билдирди.",
    },
    Language {
        code: "tg",
        script: Script::Cyrillic,
        words: "ва дар аз ба ки ин бо барои ҳам аст он ё худ як буд шуд то мешавад кард низ бояд соли",
        letters: "ҳҷӯӣғқ",
        example: "Вазир гуфт, ки гуфтушунид дар Женева идома меёбад.",
    },
    Language {
        code: "mn",
        script: Script::Cyrillic,
        words: "нь байна юм энэ бол гэж ба хүн их оны болон байсан тэр дээр хийх гэсэн байгаа улсын юу",
        letters: "өү",
        example: "Сайд хэлэлцээр Женевт үргэлжилнэ гэж хэлсэн байна, энэ бол чухал.",
    },
    // ---- Devanagari ----------------------------------------------------------------
    Language {
        code: "hi",
        script: Script::Devanagari,
        words: "के का की में है और से को ने पर यह कि हैं एक नहीं था भी इस थे वह तो लिए कर जो",
        letters: "",
        example: "मंत्री ने कहा कि बातचीत जिनेवा में जारी रहेगी।",
    },
    Language {
        code: "mr",
        script: Script::Devanagari,
        words: "आणि आहे या च्या ते हे की व तर होते असे झाले केले नाही एक मध्ये होता आहेत त्या म्हणून",
        letters: "ळ",
        example: "मंत्री म्हणाले की चर्चा जिनिव्हामध्ये सुरू आहे आणि हे महत्त्वाचे आहे.",
    },
    Language {
        code: "ne",
        script: Script::Devanagari,
        words: "र को मा छ का ले यो पनि छन् थियो भएको गर्न एक लागि गरेको हो गर्ने भने तथा हुन्छ",
        letters: "",
        example: "मन्त्रीले भने कि वार्ता जेनेभामा जारी छ र यो महत्त्वपूर्ण छ।",
    },
];

/// Endings that mark a language where short texts do without function words: Finnish has
/// cases for them, and Russian and its neighbours share theirs.
const ENDINGS: &[(&str, &str)] = &[
    (
        "fi",
        "nen inen ssa ssä sta stä lla llä lta ltä lle ksi aan ään iin oon ien jen den tta ttä uun sti \
         vät vat",
    ),
    (
        "ru",
        "ский ская ское ские ского ских ение ния ость ости тся ться ный ная ное ные ного ных ии",
    ),
    ("uk", "ський ська ське ські ського ння ість ості ться ний ного них ції"),
    ("be", "скі ская скае скага нне асць асці цца ны наму ных цыі"),
    ("bg", "ият ите ката ването ция ски ява"),
    ("id", "nya kan"),
    ("tr", "lar ler ları leri ının inin ında inde ından inden dır dir lik lık mış miş yor"),
    ("ar", "ات ون ین"),
    ("fa", "های ها ترین اند"),
];

/// Scripts by their letters, and where the script says it all, the language.
const SCRIPTS: &[(std::ops::RangeInclusive<char>, Script)] = &[
    ('a'..='z', Script::Latin),
    ('A'..='Z', Script::Latin),
    ('\u{c0}'..='\u{24f}', Script::Latin),
    ('\u{600}'..='\u{6ff}', Script::Arabic),
    ('\u{750}'..='\u{77f}', Script::Arabic),
    ('\u{fb50}'..='\u{fdff}', Script::Arabic),
    ('\u{fe70}'..='\u{fefc}', Script::Arabic),
    ('\u{400}'..='\u{52f}', Script::Cyrillic),
    ('\u{1e00}'..='\u{1eff}', Script::Latin),
    ('\u{370}'..='\u{3ff}', Script::Only("el")),
    ('\u{1f00}'..='\u{1fff}', Script::Only("el")),
    ('\u{530}'..='\u{58f}', Script::Only("hy")),
    ('\u{590}'..='\u{5ff}', Script::Only("he")),
    ('\u{700}'..='\u{74f}', Script::Only("syr")),
    ('\u{780}'..='\u{7bf}', Script::Only("dv")),
    ('\u{900}'..='\u{97f}', Script::Devanagari),
    ('\u{980}'..='\u{9ff}', Script::Only("bn")),
    ('\u{a00}'..='\u{a7f}', Script::Only("pa")),
    ('\u{a80}'..='\u{aff}', Script::Only("gu")),
    ('\u{b80}'..='\u{bff}', Script::Only("ta")),
    ('\u{c00}'..='\u{c7f}', Script::Only("te")),
    ('\u{c80}'..='\u{cff}', Script::Only("kn")),
    ('\u{d00}'..='\u{d7f}', Script::Only("ml")),
    ('\u{d80}'..='\u{dff}', Script::Only("si")),
    ('\u{e00}'..='\u{e7f}', Script::Only("th")),
    ('\u{e80}'..='\u{eff}', Script::Only("lo")),
    ('\u{1000}'..='\u{109f}', Script::Only("my")),
    ('\u{10a0}'..='\u{10ff}', Script::Only("ka")),
    ('\u{1200}'..='\u{137f}', Script::Only("am")),
    ('\u{1780}'..='\u{17ff}', Script::Only("km")),
    ('\u{3040}'..='\u{30ff}', Script::Only("ja")),
    ('\u{1100}'..='\u{11ff}', Script::Only("ko")),
    ('\u{ac00}'..='\u{d7a3}', Script::Only("ko")),
    ('\u{3400}'..='\u{9fff}', Script::Han),
];

/// The language of a text as a BCP 47 primary subtag; `"und"` when it cannot be told.
///
/// Looks at the first 500 words. Linear in those; nothing is kept between calls.
///
/// ```
/// use kashf::ingest::language::guess;
/// assert_eq!(guess("The talks will be held in Geneva."), "en");
/// assert_eq!(guess("مذاكرات در ژنو برگزار مي شود"), "fa");
/// assert_eq!(guess("42"), "und");
/// ```
pub fn guess(text: &str) -> &'static str {
    let words = Words::of(text);
    match dominant(&words.letters) {
        Some(Script::Only(code)) => code,
        Some(Script::Han) => "zh",
        Some(script) => decide(script, &words),
        None => "und",
    }
}

/// The first words of a text: maximal runs of letters and their marks, folded.
struct Words {
    /// One after the other.
    letters: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Words {
    fn of(text: &str) -> Words {
        let mut words = Words { letters: String::new(), ends: Vec::new() };
        for c in text.chars() {
            if is_silent(c) {
                continue;
            }
            if script::is_alphabetic(c) || is_mark(c) {
                words.push(c);
            } else if words.close() {
                return words;
            }
        }
        words.close();
        words
    }

    #[inline]
    fn push(&mut self, c: char) {
        match fold(c) {
            c if script::is_small(c) => self.letters.push(c),
            c => self.letters.extend(c.to_lowercase()),
        }
    }

    /// Ends a word, if one was begun; true when there are enough.
    fn close(&mut self) -> bool {
        if self.letters.len() > self.ends.last().copied().unwrap_or_default() {
            self.ends.push(self.letters.len());
        }
        self.ends.len() >= WORDS
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.letters[start..end])
    }
}

/// Marks that are no letters but stand within words: Arabic vowels and tatweel, the signs
/// of Indian scripts.
fn is_mark(c: char) -> bool {
    is_silent(c) || matches!(c, '\u{900}'..='\u{dff}') && !matches!(c, '।' | '॥' | '०'..='९')
}

fn is_silent(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}')
}

/// For each Arabic letter that is typed in several ways, one. Less is folded than for
/// searching: ہ, ے, ە and ة tell languages apart.
fn fold(c: char) -> char {
    match c {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'ٱ' => 'ا',
        // Romanian typed with the cedilla of Turkish; ş itself cannot be told apart.
        'ţ' | 'Ţ' => 'ț',
        'İ' => 'i',
        c => c,
    }
}

/// The script of most letters; nothing when there are fewer than three. A letter of Chinese
/// weighs as three, being most of a word; some kana among Chinese letters make Japanese.
fn dominant(letters: &str) -> Option<Script> {
    let mut tally: Vec<(Script, usize)> = Vec::new();
    // Most letters are of the script of the one before.
    let (mut range, mut place) = ('b'..='a', 0);
    for c in letters.chars() {
        if !range.contains(&c) {
            let Some((of, script)) = SCRIPTS.iter().find(|(of, _)| of.contains(&c)) else {
                continue;
            };
            let known = tally.iter().position(|(known, _)| known == script);
            place = known.unwrap_or(tally.len());
            range = of.clone();
            if known.is_none() {
                tally.push((*script, 0));
            }
        }
        let (script, count) = &mut tally[place];
        *count += if *script == Script::Han { 3 } else { 1 };
    }
    let count = |script| tally.iter().find(|(s, _)| *s == script).map_or(0, |&(_, n)| n);
    // The first of equals, so that the answer does not depend on how a sort treats ties.
    let best = tally.iter().rev().max_by_key(|(_, n)| *n).filter(|(_, n)| *n >= 3)?;
    let japanese = Script::Only("ja");
    if best.0 == Script::Han && count(japanese) * 20 > count(Script::Han) {
        return Some(japanese);
    }
    Some(best.0)
}

/// The best language of a script, if it is clearly the best.
fn decide(script: Script, words: &Words) -> &'static str {
    let mut scores = [0.0; LANGUAGES.len()];
    let lookup = &*LOOKUP;
    for word in words.iter() {
        lookup.score(script, word, &mut scores);
    }
    let mut ranked: Vec<(f64, &'static str)> =
        scores.into_iter().zip(LANGUAGES).map(|(score, language)| (score, language.code)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    match ranked[..] {
        [(best, code), (second, _), ..] if best >= ENOUGH && best > second * CLEARLY => code,
        _ => "und",
    }
}

/// Less than this is no evidence: three words shared by several languages, or one letter.
const ENOUGH: f64 = 0.75;
/// The best must be better than the next by so much.
const CLEARLY: f64 = 1.08;

/// The table, made ready for looking words up.
struct Lookup {
    /// Function words, and the languages of the table that have each.
    words: HashMap<&'static str, Vec<usize>, BuildHasherDefault<Quick>>,
    /// For each letter beyond ASCII, by its number, the languages that have it for their own: a
    /// bit each.
    letters: Vec<u64>,
    /// The endings of each language.
    endings: Vec<Vec<&'static str>>,
}

static LOOKUP: LazyLock<Lookup> = LazyLock::new(|| {
    const { assert!(LANGUAGES.len() <= u64::BITS as usize) };
    let mut lookup = Lookup { words: HashMap::default(), letters: Vec::new(), endings: Vec::new() };
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.words.split_ascii_whitespace() {
            let languages = lookup.words.entry(word).or_default();
            if !languages.contains(&at) {
                languages.push(at);
            }
        }
        for letter in language.letters.chars() {
            let number = letter as usize;
            lookup.letters.resize(lookup.letters.len().max(number + 1), 0);
            lookup.letters[number] |= 1 << at;
        }
        let endings = ENDINGS.iter().find(|(code, _)| *code == language.code);
        let endings = endings.map_or("", |(_, endings)| endings);
        lookup.endings.push(endings.split_ascii_whitespace().collect());
    }
    lookup
});

impl Lookup {
    /// Adds the evidence of one word: for its languages if it is a function word, shared out
    /// among them; for those that have its letters.
    fn score(&self, script: Script, word: &str, scores: &mut [f64]) {
        let languages = self.words.get(word).map_or(&[][..], |all| all);
        for &at in languages {
            scores[at] += 1.0 / languages.len() as f64;
        }
        let of = |c: char| self.letters.get(c as usize).copied().unwrap_or_default();
        let beyond = || word.chars().filter(|c| !c.is_ascii());
        let any = beyond().fold(0, |any, c| any | of(c));
        for (at, language) in LANGUAGES.iter().enumerate().filter(|(_, l)| l.script == script) {
            if any >> at & 1 > 0 {
                let own = beyond().filter(|&c| of(c) >> at & 1 > 0).count();
                scores[at] += LETTER * own.min(2) as f64;
            }
            let ends = |e: &&str| word.len() > e.len() + 2 && word.ends_with(e);
            if self.endings[at].iter().any(ends) {
                scores[at] += ENDING;
            }
            if language.code == "ar" {
                scores[at] += arabic_shape(word);
            }
        }
    }
}

/// Arabic shows in the shape of its words, whatever keyboard typed them: the article,
/// alone or behind a one-letter word, and teh marbuta at the end.
fn arabic_shape(word: &str) -> f64 {
    const ARTICLE: [&str; 6] = ["ال", "وال", "بال", "فال", "کال", "لل"];
    let long = |rest: &str| rest.chars().count() >= 3;
    let article = ARTICLE.iter().any(|a| word.strip_prefix(a).is_some_and(long));
    let teh = word.ends_with('ة') && word.chars().count() > 2;
    0.3 * f64::from(u8::from(article)) + 0.5 * f64::from(u8::from(teh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_right_about_its_examples() {
        for language in LANGUAGES {
            assert_eq!(guess(language.example), language.code, "{}", language.example);
        }
    }

    #[test]
    fn the_words_of_the_table_are_folded() {
        for language in LANGUAGES {
            for word in language.words.split_ascii_whitespace() {
                assert_eq!(Words::of(word).letters, word, "{}", language.code);
            }
        }
    }

    #[test]
    fn scripts_and_mixtures() {
        for (text, code) in [
            ("Ο υπουργός δήλωσε", "el"),
            ("השר אמר כי השיחות", "he"),
            ("大臣は交渉を続けると述べた", "ja"),
            ("部长说谈判将继续进行", "zh"),
            ("장관은 회담이 계속될 것이라고 말했다", "ko"),
            ("รัฐมนตรีกล่าวว่า", "th"),
            ("", "und"),
            ("123 456", "und"),
            ("ok", "und"),
            ("Xyzzy plugh", "und"),
            // Persian typed on an Arabic keyboard, Arabic on a Persian one.
            ("دستگير شدگان پس از تشكيل پرونده در اختيار مراجع قرار گرفتند", "fa"),
            ("الضمانات الأمنیة التی طلبتها موسکو من واشنطن", "ar"),
            // Without half-spaces.
            ("تضمینهای امنیتی که مسکو میخواهد", "fa"),
            // Some English in it.
            ("سازمان امنیت و همکاری اروپا (OSCE) در وین است. Read more", "fa"),
        ] {
            assert_eq!(guess(text), code, "{text}");
        }
    }
}
