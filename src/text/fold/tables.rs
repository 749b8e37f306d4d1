//! Tables of the Unicode Character Database (version 15), packed: what each letter of a
//! block comes to once marks, case and shape are taken away.
//!
//! A row is a list of entries parted by white space, for the block's code points in
//! order. `-` stands for "not a letter, keep it".

/// U+00C0 to U+024F: the Latin letters with accents.
pub const LATIN: (u32, &str) = (
    0xC0,
    "\
a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss a a a a a a ae c e e e e
i i i i d n o o o o o - o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e
e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n
n n n ng ng o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u
u w w y y y z z z z z z s ƀ b ƃ ƃ ƅ ƅ ɔ ƈ ƈ ɖ d ƌ ƌ ƍ ǝ e ɛ f f ɠ ɣ ƕ ɩ ɨ k k ƚ ƛ ɯ ɲ ƞ ɵ o
o ƣ ƣ ƥ ƥ ʀ ƨ ƨ ʃ ƪ ƫ ƭ ƭ ʈ u u ʊ ʋ ƴ ƴ ƶ ƶ ʒ ƹ ƹ ƺ ƻ ƽ ƽ ƾ ƿ ǀ ǁ ǂ ǃ dz dz dz lj lj lj nj
nj nj a a i i o o u u u u u u u u u u ǝ a a a a ae ae ǥ ǥ g g k k o o o o ʒ ʒ j dz dz dz g g
ƕ ƿ n n a a ae ae o o a a a a e e e e i i i i o o o o r r r r u u u u s s t t ȝ ȝ h h ƞ ȡ ȣ
ȣ ȥ ȥ a a e e o o o o o o o o y y ȴ ȵ ȶ ȷ ȸ ȹ ⱥ ȼ ȼ ƚ ⱦ ȿ ɀ ɂ ɂ ƀ ʉ ʌ ɇ ɇ ɉ ɉ ɋ ɋ ɍ ɍ ɏ ɏ",
);

/// U+1E00 to U+1EFF: more Latin letters with accents.
pub const LATIN_ADDITIONAL: (u32, &str) = (
    0x1E00,
    "\
a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i
i i k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r
r r r r s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w w w w w w w
x x x x y y z z z z z z h t w y aʾ s ẜ ẝ ss ẟ a a a a a a a a a a a a a a a a a a a a a a a
a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o o o o o u
u u u u u u u u u u u u u y y y y y y y y ỻ ỻ ỽ ỽ ỿ ỿ",
);

/// U+0370 to U+03FF: Greek; final sigma is sigma.
pub const GREEK: (u32, &str) = (
    0x370,
    "\
ͱ ͱ ͳ ͳ ʹ - ͷ ͷ - - ͺ ͻ ͼ ͽ - ϳ - - - - - - α - ε η ι - ο - υ ω ι α β γ δ ε ζ η θ ι κ λ μ ν
ξ ο π ρ - σ τ υ φ χ ψ ω ι υ α ε η ι υ α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ σ τ υ φ χ ψ ω ι υ
ο υ ω ϗ ϐ ϑ ϒ ϒ ϒ ϕ ϖ ϗ ϙ ϙ ϛ ϛ ϝ ϝ ϟ ϟ ϡ ϡ ϣ ϣ ϥ ϥ ϧ ϧ ϩ ϩ ϫ ϫ ϭ ϭ ϯ ϯ ϰ ϱ ϲ ϳ θ ϵ - ϸ ϸ ϲ
ϻ ϻ ϼ ͻ ͼ ͽ",
);

/// U+1F00 to U+1FFF: Greek with breathings and accents.
pub const GREEK_EXTENDED: (u32, &str) = (
    0x1F00,
    "\
α α α α α α α α α α α α α α α α ε ε ε ε ε ε - - ε ε ε ε ε ε - - η η η η η η η η η η η η η η
η η ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ι ο ο ο ο ο ο - - ο ο ο ο ο ο - - υ υ υ υ υ υ υ υ - υ - υ
- υ - υ ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω α α ε ε η η ι ι ο ο υ υ ω ω - - α α α α α α α α α α
α α α α α α η η η η η η η η η η η η η η η η ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω ω α α α α α - α α
α α α α α - ι - - - η η η - η η ε ε η η η - - - ι ι ι ι - - ι ι ι ι ι ι - - - - υ υ υ υ ρ ρ
υ υ υ υ υ υ ρ - - - - - ω ω ω - ω ω ο ο ω ω ω - - -",
);

/// U+FB50 to U+FDFF: Arabic letters as shapes, and ligatures. An entry is a digit (how
/// many code points in a row) and the letters they stand for; a digit alone is a mark.
pub const PRESENTATION_A: (u32, &str) = (
    0xFB50,
    "\
2ٱ 4ٻ 4پ 4ڀ 4ٺ 4ٿ 4ٹ 4ڤ 4ڦ 4ڄ 4ڃ 4چ 4ڇ 2ڍ 2ڌ 2ڎ 2ڈ 2ژ 2ڑ 4ک 4گ 4ڳ 4ڱ 2ں 4ڻ 2ۀ 4ہ 4ھ 2ے 2ۓ 9-
9- 9- 6- 4ڭ 2ۇ 2ۆ 2ۈ 1ۇٴ 2ۋ 2ۅ 2ۉ 4ې 2ى 2ئا 2ئە 2ئو 2ئۇ 2ئۆ 2ئۈ 3ئې 3ئى 4ی 1ئج 1ئح 1ئم 1ئى
1ئي 1بج 1بح 1بخ 1بم 1بى 1بي 1تج 1تح 1تخ 1تم 1تى 1تي 1ثج 1ثم 1ثى 1ثي 1جح 1جم 1حج 1حم 1خج 1خح
1خم 1سج 1سح 1سخ 1سم 1صح 1صم 1ضج 1ضح 1ضخ 1ضم 1طح 1طم 1ظم 1عج 1عم 1غج 1غم 1فج 1فح 1فخ 1فم 1فى
1في 1قح 1قم 1قى 1قي 1كا 1كج 1كح 1كخ 1كل 1كم 1كى 1كي 1لج 1لح 1لخ 1لم 1لى 1لي 1مج 1مح 1مخ 1مم
1مى 1مي 1نج 1نح 1نخ 1نم 1نى 1ني 1هج 1هم 1هى 1هي 1يج 1يح 1يخ 1يم 1يى 1يي 1ذ 1ر 1ى 6 1ئر 1ئز
1ئم 1ئن 1ئى 1ئي 1بر 1بز 1بم 1بن 1بى 1بي 1تر 1تز 1تم 1تن 1تى 1تي 1ثر 1ثز 1ثم 1ثن 1ثى 1ثي 1فى
1في 1قى 1قي 1كا 1كل 1كم 1كى 1كي 1لم 1لى 1لي 1ما 1مم 1نر 1نز 1نم 1نن 1نى 1ني 1ى 1ير 1يز 1يم
1ين 1يى 1يي 1ئج 1ئح 1ئخ 1ئم 1ئه 1بج 1بح 1بخ 1بم 1به 1تج 1تح 1تخ 1تم 1ته 1ثم 1جح 1جم 1حج 1حم
1خج 1خم 1سج 1سح 1سخ 1سم 1صح 1صخ 1صم 1ضج 1ضح 1ضخ 1ضم 1طح 1ظم 1عج 1عم 1غج 1غم 1فج 1فح 1فخ 1فم
1قح 1قم 1كج 1كح 1كخ 1كل 1كم 1لج 1لح 1لخ 1لم 1له 1مج 1مح 1مخ 1مم 1نج 1نح 1نخ 1نم 1نه 1هج 1هم
1ه 1يج 1يح 1يخ 1يم 1يه 1ئم 1ئه 1بم 1به 1تم 1ته 1ثم 1ثه 1سم 1سه 1شم 1شه 1كل 1كم 1لم 1نم 1نه
1يم 1يه 3 1طى 1طي 1عى 1عي 1غى 1غي 1سى 1سي 1شى 1شي 1حى 1حي 1جى 1جي 1خى 1خي 1صى 1صي 1ضى 1ضي
1شج 1شح 1شخ 1شم 1شر 1سر 1صر 1ضر 1طى 1طي 1عى 1عي 1غى 1غي 1سى 1سي 1شى 1شي 1حى 1حي 1جى 1جي 1خى
1خي 1صى 1صي 1ضى 1ضي 1شج 1شح 1شخ 1شم 1شر 1سر 1صر 1ضر 1شج 1شح 1شخ 1شم 1سه 1شه 1طم 1سج 1سح 1سخ
1شج 1شح 1شخ 1طم 1ظم 2ا 9- 9- 1تجم 2تحج 1تحم 1تخم 1تمج 1تمح 1تمخ 2جمح 1حمي 1حمى 1سحج 1سجح
1سجى 2سمح 1سمج 2سمم 2صحح 1صمم 2شحم 1شجي 2شمخ 2شمم 1ضحى 2ضخم 2طمح 1طمم 1طمي 1عجم 2عمم 1عمى
1غمم 1غمي 1غمى 2فخم 1قمح 1قمم 1لحم 1لحي 1لحى 2لجج 2لخم 2لمح 1محج 1محم 1محي 1مجح 1مجم 1مخج
1مخم 2- 1مجخ 1همج 1همم 1نحم 1نحى 2نجم 1نجى 1نمي 1نمى 2يمم 1بخي 1تجي 1تجى 1تخي 1تخى 1تمي 1تمى
1جمي 1جحى 1جمى 1سخى 1صحي 1شحي 1ضحي 1لجي 1لمي 1يحي 1يجي 1يمي 1ممي 1قمي 1نحي 1قمح 1لحم 1عمي
1كمي 1نجح 1مخي 1لجم 1كمم 1لجم 1نجح 1جحي 1حجي 1مجي 1فمي 1بحي 1كمم 1عجم 1صمم 1سخي 1نجي 9- 9-
9- 9- 4- 1صلے 1قلے 1الله 1اكبر 1محمد 1صلعم 1رسول 1عليه 1وسلم 1صلى 1صلىاللهعليهوسلم 1جلجلاله
1ریال 3-",
);

/// U+FE70 to U+FEFC: Arabic letters as shapes, in the same writing.
pub const PRESENTATION_B: (u32, &str) = (
    0xFE70,
    "\
3 1- 1 1- 9 1 1ء 2آ 2أ 2ؤ 2إ 4ئ 2ا 4ب 2ة 4ت 4ث 4ج 4ح 4خ 2د 2ذ 2ر 2ز 4س 4ش 4ص 4ض 4ط 4ظ 4ع 4غ
4ف 4ق 4ك 4ل 4م 4ن 4ه 2و 2ى 4ي 2لآ 2لأ 2لإ 2لا",
);
