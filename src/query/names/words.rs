//! Ordinary words of English and Russian: what is looked up in the Latin or Cyrillic script
//! is a name only when it is not one of these. Compiled by the authors.
//!
//! A corpus without English texts cannot say that *game* and *thin* are no names, and the
//! tables of letters find گام and تین for them. Words that are names of people as well
//! (*Young*, *Rose*, *Hill*) are not in the list.

use std::sync::LazyLock;

/// True for an ordinary word of English or Russian, or an inflection or derivation of one.
///
/// ```
/// use kashf::query::names::words::is_ordinary;
/// assert!(is_ordinary("security") && is_ordinary("cities") && is_ordinary("planned"));
/// assert!(!is_ordinary("lavrov") && !is_ordinary("walter") && !is_ordinary("williams"));
/// ```
pub fn is_ordinary(key: &str) -> bool {
    is_word(key) || INFLECTIONS.iter().any(|inflection| inflection.fits(key))
}

/// True for a listed word, and for one with a telling end.
fn is_word(key: &str) -> bool {
    let ends = |&(ending, least, _): &(&str, usize, &str)| {
        key.strip_suffix(ending).is_some_and(|stem| stem.len() >= least)
    };
    is_listed(key) || ENDINGS.iter().any(ends)
}

fn is_listed(key: &str) -> bool {
    LIST.binary_search(&key).is_ok()
}

/// How words are inflected.
pub struct Inflection {
    /// What is at its end.
    pub ending: &'static str,
    /// What the word itself has in its place.
    pub instead: &'static str,
    /// Letters of the shortest word: Manning is no form of *man*.
    pub shortest: usize,
    /// A word that is inflected so.
    pub eg: &'static str,
}

const fn inflection(
    ending: &'static str,
    instead: &'static str,
    shortest: usize,
    eg: &'static str,
) -> Inflection {
    Inflection { ending, instead, shortest, eg }
}

impl Inflection {
    /// True when what stands before the ending is a word, with what it has instead or with
    /// its last letter once and not twice.
    fn fits(&self, key: &str) -> bool {
        let Some(stem) = key.strip_suffix(self.ending) else { return false };
        if stem.len() + self.instead.len() < self.shortest {
            return false;
        }
        let mut letters = stem.chars();
        let last = letters.next_back();
        let single = letters.as_str();
        let is_doubled = last.is_some() && single.chars().next_back() == last;
        is_word(&format!("{stem}{}", self.instead)) || (is_doubled && is_listed(single))
    }
}

/// The inflections of English. The table is the test.
pub const INFLECTIONS: &[Inflection] = &[
    inflection("s", "", 3, "systems"),
    inflection("es", "", 4, "processes"),
    inflection("ies", "y", 4, "cities"),
    inflection("d", "", 3, "named"),
    inflection("ed", "", 4, "turned"),
    inflection("ied", "y", 4, "applied"),
    inflection("ing", "", 4, "turning"),
    inflection("ing", "e", 4, "moving"),
    inflection("ly", "", 4, "namely"),
    inflection("ily", "y", 4, "heavily"),
    inflection("ness", "", 4, "darkness"),
];

/// Endings of words that are no names: the ending, bytes before it at least, an example.
const ENDINGS: &[(&str, usize, &str)] = &[
    ("tion", 3, "nation"),
    ("sion", 3, "mission"),
    ("ment", 4, "government"),
    ("ical", 3, "political"),
    ("ally", 3, "locally"),
    ("ious", 3, "various"),
    ("eous", 3, "righteous"),
    ("able", 4, "portable"),
    ("ible", 4, "possible"),
    ("ful", 3, "useful"),
    ("less", 3, "useless"),
    ("ship", 4, "friendship"),
    ("ology", 3, "biology"),
    ("ity", 4, "security"),
    ("ive", 3, "active"),
    ("ism", 4, "socialism"),
    ("ого", 4, "нового"),
    ("его", 4, "синего"),
    ("ому", 6, "новому"),
    ("ему", 6, "синему"),
    ("ыми", 6, "новыми"),
    ("ими", 8, "хорошими"),
    ("ных", 6, "главных"),
    ("ный", 6, "главный"),
    ("ная", 6, "главная"),
    ("ное", 6, "главное"),
    ("ные", 6, "главные"),
    ("ной", 6, "главной"),
    ("ную", 6, "главную"),
    ("ться", 4, "остаться"),
    ("ется", 4, "остается"),
    ("ются", 4, "остаются"),
    ("лся", 6, "остался"),
    ("лась", 6, "осталась"),
    ("лись", 6, "остались"),
    ("ость", 6, "скорость"),
    ("ости", 6, "скорости"),
    ("ение", 6, "движение"),
    ("ения", 6, "движения"),
    ("ании", 6, "издании"),
    ("ание", 6, "издание"),
    ("ания", 6, "издания"),
    ("ская", 6, "английская"),
    ("ского", 4, "английского"),
    ("ской", 6, "английской"),
    ("ские", 6, "английские"),
    ("ских", 6, "английских"),
    ("ать", 6, "сказать"),
    ("ить", 6, "говорить"),
    ("еть", 6, "смотреть"),
    ("ует", 6, "следует"),
    ("ают", 6, "делают"),
    ("ами", 8, "городами"),
    ("ями", 8, "областями"),
    ("ции", 6, "позиции"),
    ("ция", 6, "позиция"),
    ("ство", 8, "общество"),
    ("ства", 8, "общества"),
    ("тель", 10, "учредитель"),
];

static LIST: LazyLock<Vec<&'static str>> = LazyLock::new(|| WORDS.split(' ').collect());

/// The words, sorted.
#[rustfmt::skip]
const WORDS: &str = "\
able about above absence absolute abuse academic accept access accident accompany accord \
account accurate accuse achieve acid acknowledge acquire across act acting action actor actual \
add added adding address adequate adjust admit adopt adult advance advantage adventure advice \
advise affair affect afford afraid after again against age agency agent aging ago agree ahead \
aim air aircraft aired airline airport alarm alive all allow ally almost alone along already \
also alter although altogether always amaze amend among amount analyse analysis analyze \
ancient anger angle angry animal anniversary announce annoy annual another answer anxiety any \
anybody anyone anything anyway anywhere apart apparent appeal appear apple apply appoint \
approach appropriate approve approximate architect area argue arise arm army around arrange \
arrest arrow article artist aside ask asleep aspect assemble assess asset assign assist \
associate assume assure athlete atmosphere atom attach attack attempt attend attitude attorney \
attract audience audio author automatic autumn average avoid awake aware away awful baby back \
background bad bag balance ball ballot band bank bare bargain barrier base basic basis basket \
bath battle beach beam bear beast beat beauty became because become bed bedroom beer before \
beg began begin behave behavior behaviour behind being belief believe belong below belt bench \
bend beneath benefit beside best bet better between beyond bible bicycle big bike billion \
billionaire bind biology bird birth birthday bit bite bitter blade blame blanket blast bleed \
blind bloc block blog blood blow blunt board boat body boil bomb bond bone book boot border \
bore born borrow boss both bother bottle bottom bought boundary bow bowl box boy brain branch \
brand brave bread break breakfast breast breath breathe breed bribe bridge brief bright \
brilliant bring broad broadcast broken brother brought brush budget build built bullet burden \
burn burst bury business busy but butter button buy buyer cabin cabinet cable cake calculate \
call calm came camera camp campaign can cancel cancer candidate candle cannot cap capable \
capital captain capture car carbon care career carpet carriage carry cart case cash cast \
casual cat catch category cattle caught cause cave cease ceasefire ceiling celebrate cell \
census cent center central centre century ceremony certain chain chair chairman challenge \
chamber champion chance change channel chapter character charge charm chart chase cheap cheat \
check cheek cheer cheese chemist cheque chest chicken chief child childhood children choice \
choose chord chosen church cinema circle circuit circular circumstance cite citizen city civil \
civilian claim clash class classic classroom clause clay clean clear clerk clever click client \
cliff climate climb clinic clock close cloth cloud club coach coal coast coat code coefficient \
coffee coin cold collapse collar colleague collect college colonial colony color colour column \
combat combine come comfort comic command commander comment commerce commercial commit \
committee common communicate company compare compete complain complete complex component \
compose compound compress comprise computer concentrate concept concern concert conclude \
concrete conduct confer conference confidence confine confirm conflict confuse congress \
connect consequence consequent consider consist constant constitute construct consult consume \
contact contain contemporary content contest context continent continue contract contrary \
contrast contribute control convenient convert convict convince cool cooperate cope copper \
copy core corn corner corporate correct correspond corrupt cost cottage cotton cough could \
council counsel count counter country county coup couple courage course court cousin cover cow \
crack craft crash crazy cream create creature credit creep crew crime criminal crisis criteria \
criterion critic crop cross crowd crown crucial crude cruel crush cry crystal cultural culture \
cup currency current curriculum curtain curve custom customer cut cycle cylinder daily damage \
damp dance danger dare dark data database date daughter dawn day dead deadline deaf deal dear \
death debate debris debt decade decay decide deck declare decline decorate decrease deep deer \
defeat defence defend defense deficit define definite degree delay delegate deliberate \
delicate delight deliver demand democracy democrat democratic demonstrate denounce deny depend \
deploy deposit depress depth deputy descend describe desert deserve design desire desk \
desperate despite destroy detail detect determine develop device devote dialogue diamond \
dictionary did die diet differ difference different difficult difficulty dig digital dinner \
direct director dirt dirty disagree disappear disappoint disaster discipline discount discover \
discuss disease dish dismiss dispatch display dispute distance distant distinct distinguish \
distribute district disturb divide divine divorce doctor does dog dollar domestic dominate \
donate done door double doubt down download dozen draft drag drama dramatic draw drawer drawn \
dream dress drew drink drive driven driver drop drove drown drug drum dry duck due dull during \
dust duty dwell dying dynamic dynasty each eager ear earlier earliest early earn earth \
earthquake ease east eastern easy eat economic economy edge edit editor educate effect \
efficient effort egg eight either elastic elbow elder elect electric electron electronic \
element elephant eleven eliminate elite else elsewhere email embarrass embassy embrace emerge \
emergency emperor emphasis emphasize empire employ employee empty enable encounter encourage \
end ended ending enemy energy engage engine engineer enhance enjoy enormous enough ensure \
enter enterprise entertain enthusiasm entire entitle entity entry envelope envoy episode equal \
equip equivalent era error escape essay essential establish estate estimate ethnic evaluate \
even event eventual ever every everybody everyone everything everywhere evidence evil evolve \
exact exam examine example exceed excellent except exchange excite exclude excuse execute \
exercise exhibit exile exist exit expand expect expense experience expert explain explode \
exploit explore export expose express extend extent external extra extraordinary extreme eye \
fabric face fact factor factory faculty fade fail failure faint fair faith fall false fame \
familiar family famine famous fancy far farm farmer fashion fast fat fatal fate father fatigue \
fault favor favorite favour favourite fear feather feature federal fee feel feet fell fellow \
felt female fence festival fever few field fierce fifteen fifth fifty fight fighter figure \
file fill film filter final finance find fine finger finish fire firm first fish fit five fix \
fixed flag flame flash flat flavor flee fleet flesh flew flight float flood floor flour flow \
flower fluid flutter fly focus fog fold folk follow food fool foot football for forbid force \
forecast foreign forest forever forget fork form formal former formula forth fortune forty \
forward found fountain four fourth frame free freedom freeze frequency frequent fresh friend \
frighten from front fruit fry fuel full fully fun fundamental funeral funny fur furniture \
further future gain gallery game gang gap garage garden gas gather gave gaze gear gender \
general generate generous gentle gentleman genuine geometry gesture get ghost giant gift girl \
give given glad glance glass global glory glove goal goat god goes gold golden golf gone good \
got govern governor grade gradient gradual graduate grain grammar grand grandfather \
grandmother grass grave great greater greatest greet grew grey grief ground group grow growth \
guarantee guard guess guest guide guilty guitar gunman guy habit had hair half hammer hand \
handle hang happen happy harbor harbour hard hardline hardware harm harmony hat hate have head \
headline heal health healthy hear heart heat heaven heavy height held hello helmet help hence \
her here hero herself hesitate hide hierarchy high higher highest highlight highway him \
himself hint hire his history hit hold hole holiday hollow holy home honest honey honor honour \
hook hope horizon horn horror horse hospital host hostage hostile hot hotel hour house \
household how however huge human humor hundred hungry hunt hurry hurt husband hydrogen \
hypothesis ice idea ideal identify ignore ill illegal illness illustrate image imagine \
immediate immense immigrant impact imply import important impose impress improve inch incident \
include income increase indeed independence independent index indicate individual induce \
industrial industry infant infect infer infinite influence inform infrastructure ingredient \
inherit initial injure injury inner innocent input inquiry insect insert inside insist inspect \
inspire install instance instant instead institute instruct insult insurance insurgent \
intellectual intelligence intend intense interact interest interim interior internal \
international internet interpret interrupt interval intervene interview introduce invade \
invent invest investigate invite involve iron island isolate issue item itself jail jet jewel \
jihad join joint joke journal journalist journey joy judge juice jump junior jury just justice \
justify keen keep kept key kick kid kidnap kill kilometer kilometre kind kingdom kiss kitchen \
knee knew knife knock know knowledge known label labor laboratory labour lack ladder lady laid \
lake lamp land landmark landscape language laptop large larger largest last late latest latter \
laugh launch law lawmaker lawn lawsuit lawyer layer lazy lead leader leaf league leak lean \
learn least leather leave lecture led left leg legacy legal legend legitimate leisure lemon \
lend length less lesson let letter level liberal liberty library license lid lie life lift \
light like limit line link lion lip liquid list listen literary literature little live liver \
load loan local locate lock logic login lonely long longer longest look loose looting lord \
lose loss lost lot loud love low lower lowest loyal luck lucky lunch lung luxury lying machine \
made magazine magic magnet mail main maintain major make male manage manager manner \
manufacture many map marble margin marine market marriage marry mask mass master match mate \
material mathematics matter mature maximum maybe mayor meal mean meant meanwhile measure meat \
mechanic medal media medicine medium meet melt member memory men mental menu merchant mercy \
mere merit mess message met metal meter method metre middle midnight might migrate mild mile \
militant military militia milk mill million mind mine mineral minimum minister ministry minor \
minute miracle mirror misery miss missile mist mistake mix mixed mobile mode model moderate \
modern modest modify moment money monitor monkey monster month mood moon moral more moreover \
morning mortgage mosque most mother motion motivate motor mount mountain mouse mouth move \
movie much mud multiple multiply murder muscle museum music must mutual mystery myth nail name \
narrow nation national natural nature navy near neat necessary neck need needle neglect \
negotiate neighbor neighbour neither nerve nervous nest net network neutral never new \
newspaper next nice night nine nobody noise nominate nominee none nor normal north northern \
nose not note nothing notice notion noun novel now nowhere nozzle nuclear number numerous \
nurse nut obey object oblige observe obstacle obtain occupy occur ocean odd off offence offend \
offense offer office officer official often oil okay old older oldest once one onion online \
only onto open opera operate opinion opponent oppose opposite option orange orbit orchestra \
order ordinary organ organise organize orient origin original other otherwise ought our \
ourselves oust outbreak outcome outer output outrage outside oven over overall overcome owe \
owing own owned owner oxygen pace pack package paid pain paint pair palace pale pandemic panel \
panic paper paragraph parallel parameter parcel parent park parole part participate particle \
particular partner party pass passage passenger passport password past patent path patience \
patient pattern pause pay peace peak peasant pen penalty pencil people pepper per percent \
percentage perfect perform perhaps period permanent permit persist person personal persuade \
phase phenomenon philosophy phone photo photograph phrase physics piano pick picture piece pig \
pile pill pillow pilot pin pink pipe pit pitch place plain plan plane planet plant plastic \
plate platform play player pleasant please pleasure pledge plenty plot plus pocket poem poet \
poetry point poison police policy polite politician politics poll pollute pool poor popular \
port portrait pose possess post poster pot potato potential pound pour poverty powder power \
practice practise praise pray prayer precise predict prefer pregnant prejudice premier premium \
prepare presence present preserve president press pressure presume pretend pretty prevent \
price pride priest primary prime princess principal principle print prior prison private \
privilege prize probe problem procedure proceed process produce product professional professor \
profile profit program programme progress prohibit project prominent promise promote prompt \
proof proper property propose prosecute prospect protect protein protest protester proud prove \
provide province provoke public publish pull pulse pump punch punish pupil purchase pure \
purple purpose pursue push put puzzle quake qualify quarrel quarter queen quick quiet quit \
quite quote rabbit race racial radio radius raid rail rain raise random range rank ransom \
rapid rare rate rather ratio raw reach react read ready real realize rear reason rebel recall \
recent recipe reckon recognise recognize recommend record recover recovery recruit red reduce \
refer referee reference referendum reflect reform refugee refuse regard regime region register \
regret regular regulate regulator reject relate relax release relevant relief relieve religion \
rely remain remark remedy remember remind remote remove render rent repair repeat replace \
reply report represent republic request require rescue research resemble reserve resident \
resign resist resolve resort resource respect respond rest restaurant restore restrict result \
retain retire retreat return reveal revenge revenue reverse review revise reward rhythm ribbon \
rich rid ride rifle right ring riot rise risk ritual rival river road roast rob robot rock \
rocket role roll roof room root rope rotate rough round route routine row royal rub rubber \
rude ruin rule run rural rush sacred sacrifice sad safe said sail salad salary sale salt same \
sample sand sang sat satellite satisfy sauce save saw say scale scan scandal scatter scenario \
scene schedule scheme scholar school science scientific scientist scope score scratch scream \
screen script sea seal search season seat second secondary secret secretary sector secure see \
seek seem seen segment seize select self sell senate senator send senior sense sent sentence \
separate sequence series servant serve server service set settle seven several severe sex \
shade shadow shake shall shallow shame shape share sharp shear sheep sheet shelf shell shelter \
shift shine ship shirt shock shoe shoot shop shore short should shoulder shout show shower \
shown shrink shut shy sick side siege sight sign signal significant silence silent silk silver \
similar simple simply since sing single sink sister sit site six size skeleton skill skin \
skirt sky slam slave sleep slender slice slide slight slim slip slope slow small smaller \
smallest smart smartphone smell smile smoke smooth snake snow soar social society sock soft \
software soil solar sold soldier sole solid solve some somebody somehow someone something \
sometimes somewhat somewhere song soon sophisticated sorry sort soul sound soup source south \
southern space span spare spark speak special specialist species specific spectrum speech \
speed spell spend spent sphere spin spirit spiritual split spoil spoke spoken spokesman \
spokesperson spokeswoman sponsor spoon sport spot spread spring spur spy square squeeze stable \
stadium staff stage stair stake stall stamp stance stand standard standoff star stare start \
state static statistic statue status stay steady steal steam steel steep steer stem step stick \
stiff still stir stock stomach stone stood stop storage store storm story straight strain \
strange stranger strategic strategy stream street strength stress stretch strict strife strike \
string strip stroke strong structure struggle student studio study stuff stupid style subject \
submit subsequent substance substitute succeed success such sudden suffer sufficient sugar \
suggest suicide suit summary summer summit super superior supersonic supply support suppose \
supreme sure surface surge surgeon surgery surplus surprise surrender surround survey suspect \
suspend sustain swallow swear sweat sweep sweet swell swim swing switch sword symbol sympathy \
symptom syndrome system table tackle tail take taken tale talent talk tall tank tap tape \
target tariff task taste taught tax taxi tea teach teacher team tear technique teenage teeth \
telephone tell temper temperature temporary tend tendency tennis tent term territory terror \
terrorist test text than thank that the theater theatre their them theme themselves then \
theory there therefore thermal these they thick thief thin thing think third thirty this those \
though thought thousand thread threat threaten three threw throat through throughout throw \
thrust thumb thus ticket tide tie tight till timber time tin tiny tip tire tissue title toast \
tobacco today toe together toilet told toll tomorrow tone tongue tonight too took tool tooth \
top topic total touch tough tour tourist toward tower town toxic toy trace track trade traffic \
tragedy trail train transfer transform transit translate transmit transparent transport trap \
travel treasure treat treaty tree tremendous trend trial tribe trick trip troop trouble truck \
true trust truth try trying tube tunnel turn tweet twelve twenty twice twin twist two tycoon \
type ugly ultimate umbrella uncle under undergo understand understood undertake uniform union \
unique unit unite unity universe unknown unless unlike unrest until unusual unveil update \
uphold upload upon upper uprising upset urban urge urgent use user using usual vaccine vague \
valid valley value variety vary vast vehicle venture verb verdict versus very vessel veteran \
veto via victim victory video view village violate violence violent virtual virtue virus \
visible vision visit visitor visual vital vocabulary voice volume volunteer vortex vote vow \
voyage wage wait wake walk wall wander want war warhead warm warn warrior was wash waste watch \
watchdog water wave way weak wealth weapon wear weather web website wedding wedge week weekend \
weigh weight welcome welfare well went were west western wet what whatever wheat wheel when \
whenever where whereas wherever whether which while whisper whistle whistleblower who whoever \
whole whom whose why wide widow width wife wild will win window wine wing winner winter wire \
wisdom wise wish with withdraw within without witness woman women won wonder wooden word work \
world worldwide worn worry worse worst worth would wound wrap write writer written wrong wrote \
yard year yellow yes yesterday yet yield you younger youngest your yourself youth zero zone \
августа апреля армии армия благодаря более большая больше большие больших большой брат будет \
будут была были было быть века веке великий весь вида виде власти власть вместе внутри вода \
воды война войны вокруг вопрос вопроса вопросы восемь времени время всегда всей всем всех \
вследствие второй высокий высота глава главы говорил говорит года годах году гора город города \
городе горы группа группы даже далее двух девять декабря дела дело день десять детей дети дней \
дома дочь друг другие других другой если есть женщина женщины жизни жизнь закон закона заявил \
заявила здесь земли земля имеет имел именно имеют институт истории история июля июня каждая \
каждый качестве когда конец конца конце которая которое которые который которых кроме куда \
культура лишь любой людей люди мало марта мать между менее меньше мест места место миллион \
миллионов министр министра мира мире многие многих могут может море моря мужчина народ народа \
народов находится начала начале начало наша наши него некоторые несколько никогда новая новой \
новые новый новых ноября области область образа образом общая общее общий один одна однако \
одно озеро около октября основе основы остров отец отметил отметила очень партии партия первая \
первой первый перед период периода позже пока помощь после потом почти права право президент \
президента происходит против процесс процесса пять работа работы развитие развития район \
района ранее раньше ребенок результат результате река реки российский русский рядом сама самая \
сами само самой самый самых своей своих свой свою связи связь себе себя сейчас семь сентября \
сестра сила силы система системы сказал сказала слова слово советский согласно сообщил \
сообщила состав состава среди стал стала стали стало стать сторона стороне стороны страна \
стране страны считает также теперь территории территория того тоже только трех тысяч улица \
университет университета уровень уровня февраля форма формы хотя цель центр центре части часть \
частью человек человека через четыре числа число член членов чтобы шесть школа этап этих этой \
этом этот язык языка языки января";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_the_test() {
        assert!(LIST.is_sorted());
        for inflection in INFLECTIONS {
            assert!(inflection.fits(inflection.eg), "{}", inflection.eg);
            assert!(!is_word(inflection.eg), "{} is a word by itself", inflection.eg);
        }
        for (ending, _, example) in ENDINGS {
            assert!(example.ends_with(ending) && is_ordinary(example), "{example}");
        }
    }

    #[test]
    fn names_are_not_words() {
        let names = "lavrov grushko sullivan blinken putin biden trump smith james clinton \
                     manning fleming kelly emily hughes adams walter miller edward howard \
                     clement lawrence young rose hill ahmed mohamed saeed hassan";
        for name in names.split_whitespace() {
            assert!(!is_ordinary(name), "{name}");
        }
    }
}
