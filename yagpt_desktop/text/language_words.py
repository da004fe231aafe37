"""What gives a language away: its letters, its most frequent words and what its words are made of.

Written down from general knowledge of the languages; only what tells one from its neighbours is kept.
"""

from __future__ import annotations

from typing import Final

_RUSSIAN: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_TURKIC: Final = _RUSSIAN + "ё"

CYRILLIC_ALPHABETS: Final[dict[str, str]] = {
    "ru": _RUSSIAN + "ё",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя'’ʼ",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    "kk": _TURKIC + "әғқңөұүһі",
    "ky": _TURKIC + "ңөү",
    "tt": _TURKIC + "әөүҗңһ",
    "ba": _TURKIC + "әөүҙҫҡғңһ",
    "mn": _TURKIC + "өү",
    "tg": _TURKIC + "ғӣқӯҳҷ",
    "uz": _TURKIC + "ўқғҳ",
}

CYRILLIC_WORDS: Final[dict[str, str]] = {
    "ru": "и в не на что я с он а как это по но они мы она так его но из у же вы за бы от меня то для при "
    "если или до ещё еще уже где когда есть был была были быть нет чтобы который которые только очень "
    "все всё мне тебя себя об со во под над после можно надо их ее её им тоже этот эта эти того тот чем "
    "кто здесь там привет спасибо пожалуйста здравствуйте ты ли ну да",
    "uk": "і в не на що я з він а як це по та але вони ми вона так його із у ж ви за б від мене то для при "
    "якщо або до ще вже де коли є був була були бути немає щоб який які тільки дуже все мені тебе себе "
    "про під над після можна треба їх її їм теж цей ця ці того той ніж хто тут там привіт дякую будь "
    "ласка добрий день й є чи або також має буде",
    "be": "і ў не на што я з ён а як гэта па але яны мы яна так яго у ж вы за б ад мяне то для пры калі або "
    "да яшчэ ўжо дзе ёсць быў была былі быць няма каб які якія толькі вельмі усё ўсё мне цябе сябе пра "
    "пад над пасля можна трэба іх яе ім таксама гэты гэтая гэтыя таго той чым хто тут там прывітанне "
    "дзякуй",
    "bg": "и в не на че аз с той а как това по но те ние тя така го от у вие за би до ще вече къде кога е "
    "беше бяха бъде няма да който които само много всичко ми ти се при под над след може трябва им също "
    "този тази тези съм сме са със във или ако",
    "sr": "и у не на што ја са он а како то по али они ми она тако га из од ви за би до ће већ где када је "
    "био била били бити нема да који које само много све ми ти се при под над после може треба им "
    "такође овај ова ови сам смо су или ако",
    "mk": "и во не на што јас со тој а како тоа по но тие ние таа така го од вие за би до ќе веќе каде кога "
    "е беше биде нема да кој кои само многу сѐ ми ти се при под над после може треба им исто овој оваа "
    "овие сум сме се или ако",
    "kk": "және мен бұл бір үшін деп да де ол осы болып еді екен бар жоқ өз сол мына қалай не кім біз сіз "
    "олар туралы кейін дейін бойынша арқылы керек емес болды қазақ сәлем рахмет",
    "ky": "жана менен бул бир үчүн деп да де ал ушул болуп эле экен бар жок өз ошол кандай эмне ким биз сиз "
    "алар жөнүндө кийин чейин боюнча аркылуу керек эмес болду кыргыз салам рахмат",
    "tt": "һәм белән бу бер өчен дип да дә ул шул булып иде икән бар юк үз ничек нәрсә кем без сез алар "
    "турында соң кадәр буенча кирәк түгел булды татар сәлам рәхмәт",
    "ba": "һәм менән был бер өсөн тип да дә ул шул булып ине икән бар юҡ үҙ нисек нимә кем беҙ һеҙ улар "
    "тураһында һуң тиклем буйынса кәрәк түгел булды башҡорт сәләм рәхмәт",
    "mn": "ба нь бол энэ тэр юм байна байсан гэж гэсэн ч л уу үү би та бид тэд хүн монгол ямар хэн юу хаана "
    "хэрэгтэй биш байх сайн баярлалаа болон дээр",
    "tg": "ва дар аз ба ки ин он бо барои ҳам аст буд мешавад худ ё на агар чи кӣ мо шумо онҳо то баъд пас "
    "дигар бояд тоҷик салом ташаккур як",
    "uz": "ва бу бир учун деб ҳам у шу билан бўлган эди экан бор йўқ ўз қандай нима ким биз сиз улар ҳақида "
    "кейин бўйича орқали керак эмас бўлди ўзбек салом раҳмат",
}

LATIN_ALPHABETS: Final[dict[str, str]] = {
    "en": _LATIN + "'’",
    "de": _LATIN + "äöüß",
    "fr": _LATIN + "àâæçéèêëîïôœùûüÿ'’",
    "es": _LATIN + "áéíñóúü",
    "it": _LATIN + "àèéìíîòóùú'’",
    "pt": _LATIN + "áâãàçéêíóôõúü",
    "nl": _LATIN + "éëïóöü'’",
    "pl": "abcdefghijklmnoprstuwyząćęłńóśźż",
    "cs": _LATIN + "áčďéěíňóřšťúůýž",
    "sk": _LATIN + "áäčďéíĺľňóôŕšťúýž",
    "tr": "abcdefghijklmnoprstuvyzçğıöşüâîû'’",
    "az": "abcdefghijklmnopqrstuvxyzçəğıöşü",
    "uz": _LATIN + "'’ʻʼ‘",
    "fi": _LATIN + "äöå",
    "sv": _LATIN + "åäöé",
    "da": _LATIN + "æøåé",
    "nb": _LATIN + "æøåéòô",
    "ro": _LATIN + "ăâîșțşţ",
    "hu": _LATIN + "áéíóöőúüű",
    "lt": "abcdefghijklmnoprstuvyząčęėįšųūž",
    "lv": "abcdefghijklmnoprstuvzāčēģīķļņšūž",
    "et": _LATIN + "äõöüšž",
    "vi": _LATIN + "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
    "id": _LATIN,
}

LATIN_WORDS: Final[dict[str, str]] = {
    "en": "the of and to a in is it you that he was for on are with as his they be at one have this from or "
    "had by not but what all were we when your can said there use an each which she do how their if "
    "will up other about out many then them these so some her would make like him into time has look "
    "two more go see no could my than been who its now did get may i am me our us please thanks thank "
    "hello yes very just here why where don't it's i'm should because only also hi good dear",
    "de": "der die das und ist in den von zu mit sich des auf für nicht ein eine einen als auch es an er hat "
    "aus sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur "
    "bis mehr durch man sein wurde sei ich du wir ihr mir mich dir dich kein keine was wer wo wenn dass "
    "danke bitte hallo ja sehr guten tag vielen dank morgen",
    "fr": "le la les de des du et est un une en que qui dans pour pas sur au aux plus par ne ce il elle se "
    "sont avec je tu nous vous ils mais comme ou si leur y été être avoir a ont son sa ses cette ces "
    "mon ma mes très bien tout aussi où quand merci bonjour oui c'est j'ai d'un d'une qu'il l'on n'est",
    "es": "el la los las de del y es un una en que por para no con se su al lo como más pero sus le ya o "
    "este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante "
    "yo tú él ella está son ser fue gracias hola buenos días mi te qué cómo",
    "it": "il lo la i gli le di del della e è un una in che per non con si su al da come più ma sono ha "
    "anche ne se nel alla dei delle questo questa io tu lui lei noi voi loro mi ti ci vi molto bene grazie "
    "ciao sì cosa quando dove perché essere stato dal o a",
    "pt": "o a os as de do da dos das e é um uma em que por para não com se no na ao mais mas como foi ele "
    "ela seu sua ou ser quando muito há nos já está eu também só pelo pela até isso entre era depois "
    "sem mesmo aos você obrigado olá bom dia são tem",
    "nl": "de het een van en is in dat op te zijn met voor niet aan er om ook als maar bij uit door nog naar "
    "dan heeft hij ze wij jij je ik was worden wordt deze die dit wat wie waar hebben kan zal meer over "
    "dank bedankt hallo ja geen heel goed",
    "pl": "i w z na do nie się jest to że o jak ale po co tak za od czy już tylko był była było być są dla "
    "przez przy mnie ja ty on ona my wy oni jego jej ich może bardzo gdzie kiedy który która które "
    "dziękuję proszę cześć dzień dobry lub oraz ze we",
    "cs": "a v se na je že to s z do o i k ve ale jako za by si pro byl byla bylo být jsou po od při jsem "
    "není nebo jak když už jen tak co který která které může velmi kde děkuji prosím ahoj dobrý den "
    "tento této jeho",
    "sk": "a v sa na je že to s z do o i k vo ale ako za by si pre bol bola bolo byť sú po od pri som nie "
    "alebo keď už len tak čo ktorý ktorá ktoré môže veľmi kde ďakujem prosím ahoj dobrý deň tento tejto "
    "jeho",
    "tr": "ve bir bu da de için ile çok ne o ben sen biz siz daha gibi en kadar ama olan var yok mi mı değil "
    "sonra her şey olarak bunu ki ya ise veya nasıl neden teşekkürler merhaba evet hayır iyi olduğu",
    "az": "və bir bu da də üçün ilə çox nə o mən sən biz siz daha kimi ən qədər amma olan var yox deyil "
    "sonra hər şey olaraq bunu ki ya isə necə niyə təşəkkür salam bəli xeyr yaxşı olduğu",
    "uz": "va bu bir uchun deb ham u shu bilan bo'lgan edi ekan bor yo'q o'z qanday nima kim biz siz ular "
    "haqida keyin bo'yicha orqali kerak emas bo'ldi o'zbek salom rahmat",
    "fi": "ja on ei se että en oli hän mutta ovat kun niin myös kuin minä sinä me te he tämä joka mitä vain "
    "jos nyt hyvä hyvää kiitos hei kyllä sitä sen ole olla voi",
    "sv": "och i att det som en på är av för med den till inte har de ett om jag han hon vi du ni var men så "
    "kan ska från eller när hur också efter tack hej ja nej mycket god dag detta",
    "da": "og i at det som en på er af for med den til ikke har de et om jeg han hun vi du var men så kan "
    "skal fra eller når hvordan også efter tak hej ja nej meget god dag dette blev",
    "nb": "og i å det som en på er av for med den til ikke har de et om jeg han hun vi du var men så kan "
    "skal fra eller når hvordan også etter takk hei ja nei veldig god dag dette ble",
    "ro": "și şi în de la a cu nu este un o pe pentru că din mai care sau ce se au fost sunt dar ca al ale "
    "lui ei eu tu noi voi acest această foarte bine mulțumesc bună ziua da când unde cum prin după",
    "hu": "a az és hogy nem is egy ez azt meg de csak van volt ha már még mint vagy én te mi ti ők ki kell "
    "lesz nagyon jó köszönöm szia igen hol mikor aki ami ezt lehet után",
    "lt": "ir į kad tai yra su ne iš o bet kaip už ar buvo apie jis ji aš tu mes jūs jie labai taip po prie "
    "jau tik dar kur kada ačiū labas diena kuris kurie",
    "lv": "un ir ka ar no uz par tas ne bet kā arī bija es tu mēs jūs viņi viņš viņa ļoti jau tikai vēl kur "
    "kad paldies sveiki labdien jā kas pēc pie",
    "et": "ja on ei et see oli ta aga kui ka nagu mina sina meie teie nad väga või siis veel juba ainult kus "
    "millal aitäh tere jah mis pärast oma",
    "vi": "và của là không có được cho trong một này với các người đã tôi bạn đó khi những để từ ra cũng về "
    "như rất cảm ơn xin chào",
    "id": "dan yang di ini itu dengan untuk tidak dari dalam akan pada juga saya kamu kami mereka ada adalah "
    "ke karena bisa sudah atau seperti oleh terima kasih halo selamat",
}

LATIN_PIECES: Final[dict[str, str]] = {
    "en": "th wh gh ee oo ing tion ough ould ly ck ness ment sh ea ow",
    "de": "sch ei ie ung lich keit cht tz ck ß ch pf",
    "fr": "eau oux ais ait eux ille gn qu ment tion é è",
    "es": "ción ue ie ll rr dad mente ñ ado ando",
    "it": "zione gli sch cch gg zz tto mente che tta",
    "pt": "ção ões ão lh nh mente dade ei ou",
    "nl": "ij oe aa ee oo sch heid lijk uu ui",
    "pl": "sz cz rz szcz ł ó dz ch ść ej ie",
    "cs": "ř ě ů ou ch ní ství",
    "tr": "lar ler ğ ı ş dır mak iyor",
    "fi": "aa ää kk ll tt uu ii yy ssa ssä nen",
    "sv": "å ä ö sk tt ck skt ning",
    "hu": "sz gy cs ő ű ás és nak nek",
    "id": "ang ng me ber kan nya",
}

OTHER_SCRIPTS: Final = (
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("hy", "\u0530-\u058f"),
    ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff\u0750-\u077f"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("ka", "\u10a0-\u10ff"),
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("ja", "\u3040-\u30ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
)
"""Scripts that one language is written in, more or less, and their letters."""
