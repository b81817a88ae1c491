"""What people say of finished work, in nine languages, as patterns.

Each language has words of confirmation (`good`), of thanks (`thanks`), of
complaint (`bad`), and what turns them round: thanks given in advance, conditions
and negations (`masks`, taken out before anything is looked for).
"""

# ruff: noqa: E501, RUF001 - a pattern is one line, in the signs that are printed

import re

import msgspec

__all__ = ["LANGUAGES", "Language"]


class Language(msgspec.Struct, frozen=True):
    """One language's patterns, each for one sentence in lower case."""

    name: str
    good: re.Pattern[str]
    thanks: re.Pattern[str]
    bad: re.Pattern[str]
    masks: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_PRAISE = (
    r"perfect|great|awesome|excellent|amazing|wonderful|beautiful|brilliant|fantastic"
    r"|lovely|sweet|superb|outstanding|nice"
)
_IT = r"(?:it|this|that|everything|all|they|both|the \w+(?: \w+)?)"
ENGLISH = Language(
    name="en",
    good=_any(
        rf"^(?:(?:ok(?:ay)?|yes|yep|yeah|wow|and|that'?s|this is|it'?s|looks?|all|so|very)[, ]+)*"
        rf"(?:{_PRAISE})(?:$|[ ]*[!,:;)-]| (?:work|job|stuff|one|thank|result|thx)|,? (?:it|that|this|all|now|so|let'?s|can|please|go|next)\b)",
        rf"\b{_IT} (?:all )?(?:now |finally |really |just |totally )*(?:works?|worked)\b(?! (?:on|with|for|in|at|by|from|like|as|out how)\b)",
        r"\b(?:it|this|that|everything|all)(?:'s| is|'re| are) (?:now |all |finally )*(?:working|fixed|good|perfect|great|correct)\b",
        r"^(?:(?:ok(?:ay)?|yes|yep|yeah|great|cool|nice),? )?(?:works|working|worked)(?:$|[!,]| (?:now|great|well|perfectly|fine|like|as expected|beautifully))",
        r"\blooks? (?:really |very |so |all )?(?:good|great|perfect|awesome|amazing|excellent|fantastic|nice|correct|right)\b(?! to)",
        r"^lgtm\b|\blgtm$|\bship it\b|\bwell done\b|\bgood (?:job|work)\b|\bgreat (?:job|work)\b|\bnice (?:job|work|one)\b|\bthat (?:did|does) it\b",
        r"\bthat (?:fixed|solved) (?:it|the)\b|\bexactly what i (?:wanted|needed|asked)\b|\bi (?:really |do |quite )?(?:love|like) (?:it|this)(?:$|[ !,])|^(?:love|like) it(?:$|[ !,])|^all good\b|\bproblem solved\b",
        r"\b(?:all )?tests? (?:are )?(?:now )?pass(?:es|ing)?(?: now)?$",
        r"^(?:👍|🎉|❤️|💯|🚀)",
    ),
    thanks=_any(
        r"\b(?:thanks|thank you|thx|ty|cheers|much appreciated|appreciate it)\b"
    ),
    bad=_any(
        r"\bstill (?:not|no|broken|fail(?:s|ing|ed)?|wrong|doesn'?t|don'?t|isn'?t|aren'?t|can'?t|cannot|the same|same|get(?:ting)?|see(?:ing)?|happen(?:s|ing)?|there|an? (?:error|issue|problem)|having|shows|says|crash\w*|buggy|missing|stuck|showing)\b",
        rf"\b(?:{_IT}|that|still) ?(?:really |just |simply )?(?:doesn'?t|does not|didn'?t|did not|isn'?t|is not|wasn'?t|aren'?t|are not|won'?t|don'?t) (?:even |really |actually |seem to |seem to be )*(?:work|working|correct|right|fixed|fix|help|change|load|compile|build|run|show|match|what i)\b",
        r"^(?:no[,. ]+)?(?:not working|doesn'?t work|didn'?t work|does not work|did not work|not fixed|not quite right|not right|nope|wrong)\b(?!-)",
        r"\b(?:that|this|it)(?:'s| is| was| looks) (?:all |totally |completely |just |still |also |now |even )*(?:wrong|broken|incorrect|bad|terrible|awful|worse|useless|not (?:right|correct|what|good|working|true|it))\b",
        r"\b(?:you|that|it|this) (?:just |have |has |'ve )?(?:broke|broken|messed up|screwed up|ruined|deleted my|removed my|ignored)\b",
        r"\byou(?:'re| are) (?:wrong|not listening|going in circles|mistaken)\b|\byou (?:didn'?t|did not|forgot to|missed|failed to|keep|never)\b",
        r"^never ?mind\b|\bforget (?:it|about it)\b|\b(?:revert|undo|roll back) (?:that|this|it|everything|all|your|the (?:change|last|previous))\b",
        r"\b(?:not|isn'?t|wasn'?t) what i (?:asked|wanted|meant|said|need)\b|\bi (?:already )?(?:told|asked) you (?:not|to)\b|\bthat'?s not (?:it|true|how|the)\b",
        r"\bsame (?:error|problem|issue|result|thing)(?:s)?(?:$|[ ,!]+(?:again|still|as before|happen|is))|\bnothing (?:happens|happened|changed|works)\b|\b(?:fails|failing|failed|broken|crashes|crashed|errors?) again\b",
        r"^(?:what the (?:hell|fuck)|wtf|ugh|this sucks|terrible|awful)\b|\bmade (?:it|things) worse\b|\bnot acceptable\b|\bunacceptable\b",
        r"\bdoesn'?t (?:fix|solve) (?:it|the|this|my)\b|\bwhy did you\b.*\b(?:delete|remove|change|break|revert|ignore)",
        r"\bit(?:'s| is) (?:still )?(?:crashing|failing|broken)\b",
    ),
    masks=_any(
        r"^(?:if|in case)\b.*",
        r"\b(?:if|when|once|until|unless|whether|in case|make sure|ensure|so that|check (?:that|if)|verify(?: that)?|see if|test (?:that|if)|confirm(?: that)?|how|why(?! (?:is|does|do|are|did you)\b)|what(?! i\b)|where|as long as|assuming|hopefully|hope|should|would|could|might|may|will|to be|want|expect|until|after|before|tell me)\b[^,;:]*",
        r"\b(?:thanks|thank you|thx) in advance\b|\bno,? thanks\b|\bthanks for nothing\b|\bno thank you\b",
        r"\b(?:nothing|not|no longer|isn't|ain't|never) (?:is |was )?(?:broken|wrong|bad)\b|\bno (?:errors?|problems?|issues?)\b|\bnot (?:great|good|perfect|nice|ideal|so good|bad|awesome)\b|\bno longer (?:works?|working)\b",
        r"\b(?:nothing|none of (?:it|this|that|them)) (?:is )?work(?:s|ing)?\b(?=x)",
    ),
)
SPANISH = Language(
    name="es",
    good=_any(
        r"^(?:¡ ?)?(?:ok,? |sí,? |muy |todo |está |quedó |qué )*(?:perfecto|genial|excelente|estupendo|fantástico|increíble|maravilloso|bien hecho|buen trabajo)\b",
        r"\b(?:ya|ahora|todo|eso|esto) (?:sí )?(?:funciona|funcionó|va bien|está bien|quedó bien)\b|^funciona\b",
        r"\b(?:me encanta|quedó (?:perfecto|genial|muy bien)|muy bien hecho)\b",
    ),
    thanks=_any(r"\bgracias\b"),
    bad=_any(
        r"\bno (?:me )?(?:funciona|funcionó|sirve|va|anda|carga|compila|está bien)\b|\bsigue (?:sin|fallando|igual|roto|mal|dando|con|el mismo)\b",
        r"\b(?:está|esto está|eso está|todo) (?:mal|roto|incorrecto)\b|\bincorrecto\b|\bel mismo error\b|\b(?:olvídalo|olvidalo|déjalo|dejalo)\b",
        r"\b(?:deshaz|deshazlo|revierte|reviértelo)\b|\bno es (?:eso|lo que)\b|\bno era lo que\b|\b(?:lo )?rompiste\b|\bte equivocaste\b|\btodavía no\b|\baún no\b",
    ),
    masks=_any(
        r"\b(?:si|cuando|para que|asegúrate|verifica|comprueba|hasta que|por qué|cómo|que (?:todo )?funcione)\b[^,;:]*",
        r"\bgracias (?:de antemano|por adelantado|de ante mano)\b|\bno,? gracias\b|\bdesde ya (?:muchas )?gracias\b",
        r"\bno está (?:mal|roto)\b|\bno (?:es|está) (?:perfecto|genial)\b|\bningún error\b",
    ),
)
PORTUGUESE = Language(
    name="pt",
    good=_any(
        r"^(?:ok,? |sim,? |muito |tudo |está |ficou |que )*(?:perfeito|ótimo|otimo|excelente|maravilha|maravilhoso|incrível|show|bom trabalho|muito bom|muito bem|legal)\b",
        r"\b(?:já|agora|tudo|isso) (?:sim )?(?:funciona|funcionou|está funcionando|tá funcionando|deu certo)\b|^(?:funciona|funcionou|deu certo)\b",
        r"\bficou (?:perfeito|ótimo|muito bom|excelente)\b|\badorei\b",
    ),
    thanks=_any(r"\b(?:obrigado|obrigada|valeu|agradeço)\b"),
    bad=_any(
        r"\bnão (?:está |tá )?(?:funciona|funcionou|funcionando|deu certo|resolveu|compila|carrega|rodou|abre)\b",
        r"\b(?:continua|ainda está|ainda tá|segue) (?:quebrado|com erro|falhando|sem|errado|igual|dando)\b|\bainda não\b|\bo mesmo erro\b",
        r"\b(?:está|tá|isso está|ficou) (?:errado|quebrado|ruim|pior)\b|\bdeixa (?:pra|para) lá\b|\b(?:esquece|esqueça)\b|\b(?:desfaz|desfaça|reverta|reverte)\b",
        r"\bnão (?:é|era|foi) (?:isso|o que)\b|\bvocê quebrou\b",
    ),
    masks=_any(
        r"\b(?:se|quando|para que|certifique|verifique|garanta|até que|por que|como)\b[^,;:]*",
        r"\b(?:obrigado|obrigada) (?:desde já|antecipadamente|de antemão)\b|\bdesde já,? (?:muito )?(?:obrigado|obrigada|agradeço)\b|\bnão,? obrigad[oa]\b|\bagradeço desde já\b",
        r"\bnão está (?:errado|quebrado|ruim)\b|\bnão (?:está|ficou) (?:perfeito|ótimo|bom)\b|\bnenhum erro\b",
    ),
)
FRENCH = Language(
    name="fr",
    good=_any(
        r"^(?:ok,? |oui,? |c'est |tout est |très |vraiment )*(?:parfait|super|génial|excellent|impeccable|nickel|magnifique|formidable|bravo|bien joué|bon travail|très bien|top)\b",
        r"\b(?:ça|tout|cela|maintenant ça) (?:re)?(?:marche|fonctionne)\b(?! pas| toujours pas| plus)|\bc'est (?:bon|corrigé|réglé)(?:$|[ ,!])",
    ),
    thanks=_any(r"\bmerci\b"),
    bad=_any(
        r"\b(?:marche|fonctionne|compile|va|charge) (?:toujours |encore |vraiment )?(?:pas|plus)\b|\btoujours (?:pas|cassé|la même|le même|en erreur|une erreur|faux)\b",
        r"\bc'est (?:toujours |encore |complètement )?(?:faux|cassé|incorrect|pire|n'importe quoi|pas (?:ça|bon|ce que))\b|\bla même erreur\b|\blaisse tomber\b|\boublie\b",
        r"\b(?:annule|reviens en arrière)\b|\bpas ce que (?:j'ai|je)\b|\btu as (?:tout )?cassé\b|\btu t'es trompé\b",
    ),
    masks=_any(
        r"\b(?:si|quand|lorsque|pour que|assure-toi|vérifie|jusqu'à ce que|pourquoi|comment|afin que)\b[^,;:]*",
        r"\bmerci (?:d'avance|par avance)\b|\bd'avance merci\b|\bnon,? merci\b|\bmerci de (?!m'avoir|ton|ta|votre)[^,;:]*",
        r"\b(?:n'est |c'est )?pas (?:cassé|faux|parfait|génial|mal)\b|\baucune erreur\b",
    ),
)
GERMAN = Language(
    name="de",
    good=_any(
        r"^(?:ok,? |ja,? |das ist |sehr |alles |echt |so |sieht |ist )*(?:perfekt|super|klasse|toll|prima|großartig|ausgezeichnet|wunderbar|spitze|genial|hervorragend|gut gemacht|sehr gut)\b",
        r"\b(?:es|das|alles|jetzt|nun) (?:jetzt |nun |endlich |wieder )?(?:funktioniert|läuft|geht|klappt|passt)\b(?! (?:immer noch |noch |leider |so |gar |mir )*(?:nicht|kein|mehr))",
        r"^(?:funktioniert|läuft|klappt|passt)(?:$|[ !,](?! *(?:nicht|immer noch|noch nicht|leider)))|\bsieht (?:sehr )?gut aus\b|\bgenau (?:das|so)\b",
    ),
    thanks=_any(r"\b(?:danke|dankeschön|dank dir|vielen dank|besten dank)\b"),
    bad=_any(
        r"\b(?:funktioniert|geht|läuft|klappt|kompiliert|stimmt|passt) (?:(?:immer|aber|leider|so|noch|das|es|gar|weiterhin|jetzt) )*nicht\b|\bimmer noch (?:kaputt|falsch|der|die|das|ein|nicht|kein|fehler)\b",
        r"\b(?:ist|das ist|alles) (?:leider |immer noch |völlig |komplett |jetzt )?(?:falsch|kaputt|schlechter|unbrauchbar)\b|\b(?:der|die) ?selbe|\bgleiche fehler\b|\bvergiss es\b",
        r"\brückgängig\b|\bnicht (?:das,? )?was ich\b|\bdu hast .*(?:kaputt|zerstört|gelöscht|vergessen|ignoriert)\b|^falsch\b",
    ),
    masks=_any(
        r"\b(?:wenn|falls|sobald|damit|stell sicher|prüfe|prüf|bis|ob|warum|wie|sodass)\b[^;:]*",
        r"\b(?:danke|dank) (?:schon mal |schonmal )?im voraus\b|\bschon (?:mal|jetzt) (?:danke|vielen dank)\b|\bvorab (?:danke|vielen dank)\b|\bnein,? danke\b|\bdanke schon ?mal\b",
        r"\bnicht (?:falsch|kaputt|schlecht|perfekt|toll|super)\b|\bkeine? fehler\b",
    ),
)
CHINESE = Language(
    name="zh",
    good=_any(
        r"完美|太好了|太棒|很好(?!奇)|非常好|好极了|可以了|成功了|搞定|没问题了?|(?<!不)正常了|好用|不错|解决了|修好了|干得好|做得好|没错|能用了|通过了",
    ),
    thanks=_any(r"谢谢|多谢|感谢|谢了|辛苦了"),
    bad=_any(
        r"还是不行|不行|没用|不对|(?<!没)(?<!不)错了|有错误|还是(?:报错|有|没|失败|一样|不)|仍然|依然|依旧|不工作|不能用|用不了|坏了|算了吧?|撤销|回滚|恢复原|不是我(?:要|想)|没有?(?:解决|生效|修好|效果)|失败了|又(?:报错|出错|失败)|不正确|运行不了|打不开|没反应|有问题|太差",
    ),
    masks=_any(
        r"(?:先|提前|预先)(?:谢|感谢|多谢)\S*|(?:如果|要是|假如|确保|检查|看看|是否|直到|当|为什么|怎么|为何)[^，,；;]*|不用谢|不是很好|不太好|不完美",
        r"没(?:有)?(?:报错|错误)|没有问题(?!了)",
    ),
)
JAPANESE = Language(
    name="ja",
    good=_any(
        r"完璧|素晴らし|すばらし|最高|いいですね|良いですね|いい感じ|良い感じ|動きました|動いた|動作しました|うまくい(?:き|っ)(?!てい?ない)|直りました|直った|解決しました|できました|問題な(?:い|さそう|かった)|ばっちり|バッチリ|助かりました|助かった|成功しました|完了しました|おっけー|okです",
    ),
    thanks=_any(r"ありがとう|有難う|感謝|サンキュー|お疲れ様|おつかれ"),
    bad=_any(
        r"動かない|動きません|動かな(?:かった|く)|動いてい?ない|動いていません|動作し(?:ない|ません|ていない)|まだ(?:動|エラー|直|壊|だめ|ダメ|同じ|失敗)|違います|違う|ちがう|間違って|間違え|直って(?:い)?(?:ない|ません)|直りません|直らない|壊れ|元に戻して|もういい|やっぱりいい|エラーが(?:出|で|発生)|だめ|ダメ|駄目|失敗し|うまくい(?:か|って(?:い)?(?:ない|ません))|おかしい|そうじゃな|求めて(?:い)?(?:ない|ません)|反映され(?:ない|て(?:い)?(?:ない|ません)|ません)",
    ),
    masks=_any(
        r"(?:前もって|あらかじめ|事前に)\S*?(?:ありがとう|感謝|お礼)\S*|[^、。]*(?:たら|れば|ば、|なら|ように|かどうか|か確認|確認して)[^、。]*|壊れて(?:い)?(?:ない|ません)|間違って(?:い)?(?:ない|ません)|完璧(?:では|じゃ)\S*",
    ),
)
KOREAN = Language(
    name="ko",
    good=_any(
        r"완벽|훌륭|최고|좋아요|좋네요|좋습니다|좋아(?:$|[ !.,])|잘 ?(?:됩니다|돼요|되네|됐|된다|돼(?!지)|작동(?:합|해|하네|한다)|했어|하셨|되고)|해결(?:됐|되었|됨)|성공(?:했|입|이)|됐(?:어|습|네|다)|멋지|굿|문제 ?없(?:어|네|습)",
    ),
    thanks=_any(r"고마워|고맙|감사|땡큐|수고"),
    bad=_any(
        r"안 ?(?:돼|됩니다|되네|된다|됨|되는|되고|됐)|작동(?:하지|이|을)? ?(?:않|안)|아직도|여전히|틀렸|틀려|잘못(?:됐|되|했|된)|망가|고장|취소해|되돌려|원하는 (?:게|것이|건) 아니|(?:에러|오류)가? ?(?:나|발생|계속|떠|뜨)|그게 아니|됐어 그만|관둬|실패(?:했|합|해)|안 ?고쳐|해결(?:이)? ?(?:안|되지 않)|이상해|똑같(?:은|아|네)",
    ),
    masks=_any(
        r"미리 ?(?:감사|고마)\S*|\S*(?:면|는지|도록|지 확인|때까지)(?=[ ,.!?]|$)|(?:에러|오류|문제)(?:가|는|도)? ?없\S*|완벽하(?:지는?|진) 않\S*|잘못(?:된 게|된 것이|되지) (?:아니|않)\S*",
    ),
)
RUSSIAN = Language(
    name="ru",
    good=_any(
        r"^(?:ок,? |да,? |всё |все |очень |это |просто |вот теперь )*(?:отлично|идеально|супер|прекрасно|замечательно|великолепно|класс|круто|молодец|здорово|хорошая работа|то что (?:нужно|надо)|хорошо(?:$|[!,]))",
        r"\b(?:всё|все|теперь|это|уже|оно) (?:теперь |уже |наконец |снова )?(?:работает|заработало|получилось|исправлено)\b|^(?:работает|заработало|получилось)\b",
    ),
    thanks=_any(r"\b(?:спасибо|благодарю|спс)\b"),
    bad=_any(
        r"\bне (?:работает|заработало|помогло|получилось|запускается|компилируется|собирается|исправлено|открывается)\b|\b(?:всё|все) (?:ещё|еще) (?:не|ошибк|слом|пада)|\bпо-прежнему\b|\bдо сих пор\b",
        r"\b(?:неправильно|неверно)\b|\bсломал\w*|\bсломано\b|\bзабудь\b|\bотмени\b|\bверни (?:как|назад|обратно|всё|все)\b|\bоткати\b|\bне то(?:$|[ ,!])|\b(?:опять|снова|та же|такая же) (?:ошибк|не|пада|слома)\w*|\bэто не то\b|\bхуже\b",
    ),
    masks=_any(
        r"\b(?:если|когда|чтобы|убедись|проверь|пока|почему|как(?!$)|ли)\b[^,;:]*",
        r"\b(?:заранее (?:спасибо|благодарю|благодарен)|спасибо заранее|нет,? спасибо)\b",
        r"\bне (?:сломан\w*|идеально|отлично|плохо)\b|\bбез ошибок\b|\bнет ошибок\b",
    ),
)

LANGUAGES = (
    ENGLISH,
    SPANISH,
    PORTUGUESE,
    FRENCH,
    GERMAN,
    CHINESE,
    JAPANESE,
    KOREAN,
    RUSSIAN,
)
