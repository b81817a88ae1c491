"""What people say of finished work, in nine languages, as patterns.

Each language has words of confirmation (`good`), of thanks (`thanks`), of
complaint (`bad`), and what turns them round: thanks given in advance, conditions
and negations (`masks`, taken out before anything is looked for).
"""

# ruff: noqa: E501, RUF001 - a pattern is one line, in the signs that are printed

import re
import unicodedata

import msgspec

from metier.evidence.patterns import late

__all__ = ["LANGUAGES", "Language", "beginnings", "without_accents"]

_WORDS = re.compile(r"[a-z]{2,}")


class Language(msgspec.Struct, frozen=True):
    """One language's patterns, each for one sentence in lower case."""

    name: str
    good: re.Pattern[str]
    thanks: re.Pattern[str]
    bad: re.Pattern[str]
    masks: re.Pattern[str]
    signs: re.Pattern[str] | None = None
    """What it is written in; a text without these signs is not of this language."""

    bare: bool = False
    """Many type it without its accents: patterns and sentence lose them alike."""

    starts: frozenset[str] = frozenset()
    """How the words of its patterns begin. A text without any of them says nothing."""

    def __post_init__(self) -> None:
        """Take the accents off the patterns, where the language wants it."""
        if not self.bare:
            return
        found: set[str] = set()
        for name in ("good", "thanks", "bad"):
            pattern = without_accents(getattr(self, name).pattern)
            msgspec.structs.force_setattr(self, name, late(pattern))
            found |= beginnings(pattern.replace("\\b", " "))
        msgspec.structs.force_setattr(self, "starts", frozenset(found))

    def can_say(self, text: str, begun: set[str]) -> bool:
        """Say whether a text can hold any of its words; looking is what costs."""
        if self.signs is not None:
            return self.signs.search(text) is not None
        return not self.starts or not self.starts.isdisjoint(begun)


def beginnings(text: str) -> set[str]:
    """Give the first four letters of every word."""
    return {word[:4] for word in _WORDS.findall(text)}


def without_accents(text: str) -> str:
    """Write `não` as `nao`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _any(*patterns: str) -> re.Pattern[str]:
    return late("|".join(f"(?:{pattern})" for pattern in patterns))


_PRAISE = (
    r"perfect|great|awesome|excellent|amazing|wonderful|beautiful|brilliant|fantastic"
    r"|lovely|sweet|superb|outstanding|nice"
)
_IT = r"(?:it|this|that|everything|all|they|both|the \w+(?: \w+)?)"
ENGLISH = Language(
    name="en",
    good=_any(
        rf"^(?:(?:ok(?:ay)?|yes|yep|yup|yeah|wow|and|that'?s|this is|it'?s|looks?|all|so|very|absolutely)[,! ]+)*"
        rf"(?:{_PRAISE})(?:$|[ ]*[!,:;)-]| (?:work|job|stuff|one|thank|result|thx|sauce|catch)|,? (?:it|that|this|all|now|so|let'?s|can|please|go|next)\b)",
        rf"\b{_IT} (?:all )?(?:now |finally |really |just |totally )*(?:works?|worked)\b(?! (?:on|with|for|in|at|by|from|like|as|out how)\b)",
        r"\b(?:it|this|that|everything|all)(?:'s| is|'re| are) (?:now |all |finally )*(?:working|fixed|good|perfect|great|correct)\b",
        r"^(?:(?:ok(?:ay)?|yes|yep|yup|yeah|great|cool|nice|good),? )?(?:works|working|worked)(?:$|[!,]| (?:now|great|well|perfectly|fine|like|as expected|beautifully))",
        r"(?<!n't )(?<!not )\blooks? (?:really |very |so |all )?(?:good|great|perfect|awesome|amazing|excellent|fantastic|nice|correct|right|much better)\b(?! to (?!me\b|us\b))",
        r"\ball good(?:$|[ !,](?: now| here| thanks))|\b(?:that|this) (?:did|does) the trick\b|^(?:good|ok(?:ay)?|yes|yeah|wow)?[, ]*(?:that'?s|this is|it'?s) (?:so )?much better\b|^much better\b",
        r"\b(?:it|this|that|everything|all)(?:'s| is)? (?:now |all |finally )*(?:running|compiles|builds|green|up and running|behaves)(?:$|[ ,!]+(?:now|fine|again|as expected|perfectly|correctly|great|well|here))",
        r"\b(?:bug|error|issue|problem|crash|warning)s?(?: is| are|'s)? (?:now )?(?:gone|fixed|resolved|solved)\b(?! by)|\bas expected(?: now)?$",
        r"\bi (?:really |do |absolutely )?love(?:$| the way\b)|\bworks like a charm\b|\bthat'?s (?:it|what i (?:wanted|needed|meant|was looking for))(?:$|[!,])|\btests? (?:are )?(?:all )?green\b",
        r"^lgtm\b|\blgtm$|\bship it\b|\bwell done\b|\bgood (?:job|work)\b|\bgreat (?:job|work)\b|\bnice (?:job|work|one)\b|\bthat (?:did|does) it\b",
        r"\bthat (?:fixed|solved) (?:it|the)\b|\bexactly what i (?:wanted|needed|asked)\b|\bi (?:really |do |quite )?(?:love|like) (?:it|this)(?:$|[ !,])|^(?:love|like) it(?:$|[ !,])|^all good\b|\bproblem solved\b",
        r"^(?:(?:ok(?:ay)?|yes|yeah|yup|yep|right),? )*good(?:$|[!,])|^(?:solid|super|stellar|fine) (?:work|job)\b|\b(?:so|very|really|pretty)? ?happy with (?:it|this|that|the)\b|^(?:yes|yay|woo\w*)?!* ?finally$",
        r"^(?:i |i've |just )*(?:verified|tested|confirmed|checked)\b(?!.*\b(?:not|but|n't)\b).*\b(?:works?|good|fine|ok|match\w*|correct|pass\w*|green|expected|machine|locally)\b|\b(?:numbers|results|outputs?|totals?) (?:all |now )*match\b|^no more (?:errors?|crashes|warnings|issues)\b",
        r"\blooks? (?:way|much|so much|a lot|far) better\b|\byou nailed it\b|\bspot on\b|^nicely done\b|\bi can confirm\b(?! (?:that )?(?:it|this) (?:is|does)n't)|\bit'?s alive\b|^(?:cool[, ]*)+ship\b|^ship(?:$|[!,])|\bso much (?:faster|cleaner|nicer|better)\b",
        r"\b(?:all )?(?:the )?tests? (?:are |all |now )*pass(?:es|ed|ing)?(?: now| locally| again)?(?:$|,)",
        r"^(?:👍|🎉|❤️|💯|🚀|👌|✅|🙌)",
    ),
    thanks=_any(
        r"\b(?:thanks|thank you|thx|ty|cheers|much appreciated|appreciate it)\b"
    ),
    bad=_any(
        r"\bstill (?:not|no|broken|fail(?:s|ing|ed)?|wrong|doesn'?t|don'?t|isn'?t|aren'?t|can'?t|cannot|the same|same|get(?:ting)?|see(?:ing)?|happen(?:s|ing)?|there|an? (?:error|issue|problem)|having|shows|says|crash\w*|buggy|missing|stuck|showing|blank|empty|slow|hang(?:s|ing)|load(?:s|ing)|throw(?:s|ing)|return(?:s|ing)|red|unable|nothing|reproduc\w+|appear(?:s|ing)|off)\b",
        rf"\b(?:{_IT}|that|still) ?(?:really |just |simply )?(?:doesn'?t|does not|didn'?t|did not|isn'?t|is not|wasn'?t|aren'?t|are not|won'?t|don'?t) (?:even |really |actually |seem to |seem to be )*(?:work|working|correct|right|fixed|fix|help|change|load|compile|build|run|show|match|look (?:right|good|correct|like)|do anything|what i)\b",
        r"^(?:no[,. ]+)?(?:not working|doesn'?t work|didn'?t work|does not work|did not work|not fixed|not quite|not right|nope|wrong|incorrect)\b(?!-)",
        r"\b(?:i|we) (?:can't|cant|cannot|couldn't) (?:even |really |still )?(?:log ?in|sign ?in|see (?:it|the|any|that|them)|open|click|access|load|run|build|start|use it|find it|connect|type|scroll|select|save|submit)\b|\b(?:i|we) (?:still )?(?:don't|do not|didn't) see (?:any|the|it|that|a|anything)\b",
        r"\b(?:doesn't|won't|didn't|isn't|aren't|don't) (?:even |really |actually |seem to |seem to be )*(?:start|open|loads?|render|appear|show(?:ing)?(?: up)?|respond(?:ing)?|display|trigger|connect|compile|build|working)(?:$|[ ,!]+(?:anymore|any more|at all|now|for me|again|correctly|properly|either))",
        r"\b(?:tests?|build|ci|lint|linter|pipeline|deploy\w*|compilation|typecheck) (?:is |are |now |just |is now |are now |still )*(?:fail(?:s|ed|ing)|broken?|red)(?:$|[ ,!:](?! (?:if|when)))",
        r"\b(?:getting|even|much|just|gotten|it's|things) worse\b|\bnot even close\b|(?:\bis|\bare|'s|\blooks?) (?:still |just )?not \w+ enough\b|\b(?:this|that|it) sucks\b|^(?:let's )?start over\b|^bad(?:$|[!,])|^no,? no\b|\boff by\b[^,;:]*\bagain\b|\b(?:again|before your (?:last )?change)$(?<=before your change)|\bbefore your change\b",
        r"\bgo back to (?:the |my )?(?:previous|last|old|original|earlier)\b|\bput (?:it|that|them|the \w+) back\b|\brestore (?:the|my|it|what)\b|\byou(?:'ve| have)? (?:just |also |accidentally )*(?:removed|deleted|broke|dropped|lost|overwrote|undid|reverted) (?:the|my|all|it|some|our)\b|\bi (?:said|asked|told)\b[^,;:]*\b(?:not|keep|only|don't|never|instead)\b",
        r"\bi (?:don't|didn't|do not|did not) want (?:that|this|it|those|any)\b|\b(?:it|that|you|this) (?:just |also |completely |accidentally )*(?:deleted|removed|wiped|overwrote|dropped|lost) (?:all|my|the|our|everything)\b|\broll (?:it|that|this) back\b|\b(?:terrible|bad|awful|horrible|stupid) idea\b|\b(?:still|not) (?:not )?(?:fixed|good enough|acceptable)\b",
        r"\b(?:it|that|this|which)(?:'s| is) not (?:\w+ing|there|here|enough|updated|saved|visible|applied)\b|\b(?:login|upload|download|save|import|export|install|request|query|submit|the \w+) fails\b(?! (?:if|when|on|for)\b)|\b(?:completely|totally|all) (?:broken|wrong|messed up|garbled)\b|^(?:hm+,? )?i (?:still |only |just )*see (?:only )?(?:(?:a )?(?:blank|white|empty)|everywhere|nothing|two|no )\b",
        r"^why (?:is|are) there (?:now |still )?(?:two|three|so many|no|multiple)\b|^why (?:is|are|does|do|did|was)\b[^?]*\b(?:missing|gone|broken|wrong|failing|still|again|empty|blank|so slow)\b",
        r"\b(?:it|this|that|(?:the|my|our) (?!bugs?\b|errors?\b|issues?\b|problems?\b|warnings?\b)\w+(?: \w+)?) (?:is|are) (?:still |now |all |completely |just |totally )*(?:wrong|broken|missing|gone|blank|incorrect|messed up|misaligned|cut off|garbled)(?:$|[,!])",
        rf"\b(?:{_IT}|button|page|link|form|menu|app|site|screen|command|script)s? (?:does|did|do) nothing\b|\bnothing (?:shows?|loads?|appears?|comes|renders?|prints?)\b",
        r"\b(?:it|this|that|the (?:page|app|site|build|server|script|test|tests|ui|screen|command)) (?:just |now |immediately |always |sometimes )*(?:crash(?:es|ed)|hangs|freezes|froze|fail(?:s|ed)|breaks|errors out|disappear(?:s|ed)|vanish(?:es|ed)|stopped (?:working|loading))\b",
        r"\bnow (?:the|my|it|it's|all|everything|nothing)\b[^,;:]*\b(?:fails?|failing|broke|broken|crash\w*|gone|missing|blank|empty|stopped|errors?|worse|slower|red)\b|\b(?:is|are) (?:now )?(?:all )?(?:broken|gone|missing|blank) (?:now|again)\b",
        r"\b(?:now )?(?:i|we)(?:'m| am)? (?:just |still |now |only )*(?:get|got|getting|see|seeing|have|receive) (?:a |an |this |the |these |another |some |the same )?(?:\w+ )?(?:errors?|exceptions?|traceback|404|500|502|403|blank|white|empty|crash)\b|\bnow (?:i|we) (?:get|got|see|have|am getting)\b|\b(?:getting|got|seeing) (?:a |an |the |this )?(?:\w+ )?(?:error|exception|traceback|404|500|blank)\b",
        r"\b(?:you're|you are|that's|it's|this is|you (?:edited|changed|picked|used|did)) (?:\w+ing )?(?:in )?the wrong\b|\bthanks for nothing\b",
        r"\b(?:works?|worked|fixed|perfect|great|good|nice)\b[^.;]*\b(?:but|except)\b[^.;]*\b(?:not|n't|still|nothing|broken|broke|fails?|wrong|crash\w*|no longer)(?![\w-])",
        r"\b(?:that|this|it)(?:'s| is| was| looks) (?:all |totally |completely |just |still |also |now |even )*(?:wrong|broken|incorrect|bad|terrible|awful|worse|useless|not (?:right|correct|what|good|working|true|it))\b",
        r"\b(?:you|that|it|this) (?:just |have |has |'ve )?(?:broke|broken|messed up|screwed up|ruined|deleted my|removed my|ignored)\b",
        r"\byou(?:'re| are) (?:wrong|not listening|going in circles|mistaken)\b|\byou (?:didn'?t|did not|forgot|missed|failed to|keep|never|misunderst\w+|misread)\b|\bi asked (?:for|you (?:for|to))\b[^,;:]*,? not\b|\b(?:icons?|buttons?|pages?|texts?|data|images?|menus?|files?|styles?|everything) (?:have |has |just |all )*(?:disappeared|vanished)\b|^(?:no\W+)?stop$",
        r"^never ?mind\b|\bforget (?:it|about it)\b|\b(?:revert|undo|roll back) (?:that|this|it|everything|all|your|the (?:change|last|previous))\b",
        r"\b(?:not|isn'?t|wasn'?t) what i (?:asked|wanted|meant|said|need)\b|\bi (?:already )?(?:told|asked) you (?:not|to)\b|\bthat'?s not (?:it|true|how|the)\b",
        r"^same (?:error|problem|issue|result|thing)s?\b|\bsame (?:error|problem|issue|result|thing)(?:s)?(?:$|[ ,!]+(?:again|still|as before|happen|is))|\bnothing (?:happens|happened|changed|works)\b|\b(?:fails|failing|failed|broken|crashes|crashed|errors?) again\b",
        r"^(?:what the (?:hell|fuck)|wtf|ugh|this sucks|terrible|awful)\b|\bmade (?:it|things) worse\b|\bnot acceptable\b|\bunacceptable\b",
        r"\bdoesn'?t (?:fix|solve) (?:it|the|this|my)\b|\bwhy did you\b.*\b(?:delete|remove|change|break|revert|ignore)",
        r"\bit(?:'s| is) (?:still )?(?:crashing|failing|broken)\b",
    ),
    masks=_any(
        r"^(?:if|in case)\b.*",
        r"\b(?:if|when|once|until|unless|whether|in case|make sure|ensure|so that|check (?:that|if)|verify(?: that)?|see if|test (?:that|if)|confirm(?: that)?|how|why(?! (?:is|does|do|are|did you)\b)|what(?! i\b)|where|as long as|assuming|hopefully|hope|should|would|could|might|may|will|to be|want|expect|until|after|before|tell me)\b[^,;:]*",
        r"\b(?:thanks|thank you|thx) in advance\b|\bno,? thanks\b|\bthanks for (?:helping|your help|taking|looking into)\b|\bno thank you\b",
        r"\b(?:nothing|not|no longer|isn't|ain't|never) (?:is |was )?(?:broken|wrong|bad)\b|\bno (?:errors?|problems?|issues?)\b|\bnot (?:great|good|perfect|nice|ideal|so good|bad|awesome)\b|\bno longer (?:works?|working)\b",
        r"\b(?:users?|customers?|clients?|people|someone|he|she|they|boss|manager|colleague) (?:say|says|said|report|reports|reported|complain\w*|claim\w*)\b.*",
    ),
)
SPANISH = Language(
    name="es",
    bare=True,
    good=_any(
        r"^(?:¡ ?)?(?:ok,? |sí,? |muy |todo |está |quedó |qué )*(?:perfecto|genial|excelente|estupendo|fantástico|increíble|maravilloso|bien hecho|buen trabajo|buenísimo|muy bien)\b(?! ser)|^muy bien\b",
        r"\b(?:ya|ahora|todo|eso|esto) (?:sí )?(?:funciona|funcionó|va bien|está bien|quedó bien)\b|^(?:[\w ]+, ?)?(?:ya )?(?:funciona|funcionó)(?:$|[ ,!](?! *(?:mal|solo|pero|cuando|en )))|\b(?:se arregló|quedó listo|quedó excelente|salió bien|todo bien|ya quedó|ahora sí)\b|\b(?:va|está|quedó|salió) (?:todo )?(?:perfecto|genial|de lujo)\b",
        r"\b(?:me encanta|quedó (?:perfecto|genial|muy bien)|muy bien hecho)\b",
    ),
    thanks=_any(r"\bgracias\b"),
    bad=_any(
        r"\bno (?:me )?(?:funciona|funcionó|sirve|va|anda|carga|compila|está bien)\b|\bsigue (?:sin|fallando|igual|roto|mal|dando|saliendo|apareciendo|el mismo|con (?:el mismo|errores?|fallos?|problemas))\b|\b(?:ahora )?(?:me|nos) (?:sale|aparece|da|tira|marca) (?:un |el |la |una |otro )?(?:error|pantalla|mismo|excepción|404|500)\b|\bpantalla en blanco\b|\bse (?:rompió|cayó|dañó|borró)\b",
        r"\b(?:está|esto está|eso está|todo) (?:mal|roto|incorrecto)\b|\bincorrecto\b|\bel mismo error\b|\b(?:olvídalo|olvidalo|déjalo|dejalo)\b",
        r"\b(?:deshaz|deshazlo|revierte|reviértelo)\b|\bno es (?:eso|lo que)\b|\bno era lo que\b|\b(?:lo )?rompiste\b|\bte equivocaste\b|\btodavía no\b|\baún no\b|\bno (?:cuadra|coincide|aparece|se ve|hace nada)n?\b|\bsigo (?:viendo|teniendo|con)\b|\bno (?:me|nos) deja\b|\bno es correcto\b|\bno era eso\b|\bno (?:ha )?cambi(?:ado|ó|a) nada\b|\bno (?:me )?entendiste\b|\bentendiste mal\b|\botra vez (?:el|lo) mismo\b|\bel mismo problema\b|\bno hace nada\b|\bte (?:dije|pedí) que no\b|\b(?:vuelve|volver|regresa) a (?:la|lo) (?:versión )?(?:anterior|de antes)\b|\bcomo estaba\b|\b(?:borraste|eliminaste|quitaste|cambiaste) (?:mi|el|la|los|las|todo)\b|^está mal\b|\bahora (?:el|la|los|las|todo|nada)\b[^,;:]*\b(?:falla|no|roto|rota|error)\b",
    ),
    masks=_any(
        r"\b(?:si|cuando|para que|asegúrate|verifica|comprueba|hasta que|por qué|cómo|dónde|donde|asegurate|caso (?:de|en) que|dicen? que|que (?:todo )?funcione)\b[^,;:]*",
        r"\bgracias (?:de antemano|por adelantado|de ante mano)\b|\bno,? gracias\b|\bdesde ya (?:muchas )?gracias\b",
        r"\bno está (?:mal|roto)\b|\bno (?:es|está) (?:perfecto|genial)\b|\bningún error\b",
    ),
)
PORTUGUESE = Language(
    name="pt",
    bare=True,
    good=_any(
        r"^(?:ok,? |sim,? |muito |tudo |está |ficou |que )*(?:perfeito|ótimo|otimo|excelente|maravilha|maravilhoso|incrível|show(?=$|[!,.])|bom trabalho|muito bom|muito bem|legal)\b",
        r"\b(?:já|agora|tudo|isso) (?:sim )?(?:funciona|funcionou|está funcionando|tá funcionando|deu certo)\b|^(?:funciona|funcionou|deu certo)\b",
        r"\bficou (?:perfeito|ótimo|muito bom|excelente)\b|\badorei\b|\bficou (?:top|show|bom|bonito|certo)\b|\b(?:era|é) isso(?: mesmo)?(?:$|[ ,!])|^isso mesmo\b|\btudo (?:certo|ok|funcionando)\b|^boa\b",
    ),
    thanks=_any(r"\b(?:obrigado|obrigada|valeu|agradeço)\b"),
    bad=_any(
        r"\bnão (?:está |tá )?(?:funciona|funcionou|funcionando|deu certo|resolveu|compila|carrega|rodou|abre|aparece|apareceu|bate|faz nada|mudou nada|foi)\b|\b(?:quebrou|sumiu|travou)\b|\bvocê (?:apagou|removeu|tirou|deletou|mudou)\b|\bvolt[ae] (?:como|para|pra|pro|ao|a) (?:estava|versão|o que|anterior|era)\b|\ba mesma coisa\b|\bo mesmo problema\b|\bnão (?:tá|está) (?:certo|bom|legal|igual)\b|\bpiorou\b|\btudo quebrado\b|\bnão entendeu\b|\bentendeu errado\b|\btela (?:branca|em branco)\b|\b(?:dá|deu|dando|apareceu|aparece) (?:um |o |outro )?(?:mesmo )?erro\b",
        r"\b(?:continua|ainda está|ainda tá|segue) (?:quebrado|com erro|falhando|sem|errado|igual|dando)\b|\bainda não\b|\bo mesmo erro\b",
        r"\b(?:está|tá|isso está|ficou) (?:errado|quebrado|ruim|pior)\b|\bdeixa (?:pra|para) lá\b|\b(?:esquece|esqueça)\b|\b(?:desfaz|desfaça|reverta|reverte)\b",
        r"\bnão (?:é|era|foi) (?:isso|o que)\b|\bvocê quebrou\b",
    ),
    masks=_any(
        r"\b(?:se|quando|para que|certifique|verifique|verifica|garanta|até que|por que|onde|caso|diz(?:em)? que)\b[^,;:]*|\bcomo (?!estava\b|era\b)[^,;:]*",
        r"\b(?:obrigado|obrigada) (?:desde já|antecipadamente|de antemão)\b|\bdesde já,? (?:muito )?(?:obrigado|obrigada|agradeço)\b|\bnão,? obrigad[oa]\b|\bagradeço desde já\b",
        r"\bnão está (?:errado|quebrado|ruim)\b|\bnão (?:está|ficou) (?:perfeito|ótimo|bom)\b|\bnenhum erro\b",
    ),
)
FRENCH = Language(
    name="fr",
    bare=True,
    good=_any(
        r"^(?:ok,? |oui,? |c'est |tout est |très |vraiment )*(?:parfait|super|génial|excellent|impeccable|nickel|magnifique|formidable|bravo|bien joué|bon travail|très bien|top)\b",
        r"\b(?:ça|tout|cela|maintenant ça) (?:re)?(?:marche|fonctionne)\b(?! pas| toujours pas| plus)|\bc'est (?:tout |bien |très )?(?:bon|corrigé|réglé|mieux)(?:$|[ ,!])|\bexactement ce que je\b",
    ),
    thanks=_any(r"\bmerci\b"),
    bad=_any(
        r"\b(?:marche|fonctionne|compile|va|charge) (?:toujours |encore |vraiment )?(?:pas|plus)\b|\btoujours (?:pas|cassé|la même|le même|en erreur|une erreur|faux)\b",
        r"\bc'est (?:toujours |encore |complètement )?(?:faux|cassé|incorrect|pire|n'importe quoi|pas (?:ça|bon|ce que))\b|\bla même erreur\b|\blaisse tomber\b|\boublie\b",
        r"\b(?:annule|reviens en arrière)\b|\bpas ce que (?:j'ai|je)\b|\btu as (?:tout )?cassé\b|\btu t'es trompé\b|\bne fait rien\b|\b(?:rien (?:ne change|n'a changé)|ne change rien)\b|\bn'as (?:pas|rien) compris\b|\bmal compris\b|\bce n'est pas (?:ça|bon|ce que|correct|juste)\b|\btu as (?:tout )?(?:supprimé|effacé|enlevé|oublié|changé)\b|^(?:non,? )?(?:remets|reviens|rétablis)\b|\bpage blanche\b|\bécran (?:blanc|noir)\b|\bj'ai (?:toujours |encore |maintenant )*(?:une |l'|la même |cette )erreur\b|\brien ne (?:s'affiche|se passe|marche)\b|\bça (?:plante|bug|bugue)\b",
    ),
    masks=_any(
        r"\b(?:si|quand|lorsque|pour que|assure-toi|vérifie|jusqu'à ce que|pourquoi|comment|afin que|où|au cas où|dès que|dit que|disent que|que se passe)\b[^,;:]*",
        r"\bmerci (?:d'avance|par avance)\b|\bd'avance merci\b|\bnon,? merci\b|\bmerci de (?!m'avoir|ton|ta|votre)[^,;:]*",
        r"\b(?:n'est |c'est )?pas (?:cassé|faux|parfait|génial|mal)\b|\baucune erreur\b",
    ),
)
GERMAN = Language(
    name="de",
    bare=True,
    good=_any(
        r"^(?:ok,? |ja,? |das ist |sehr |alles |echt |so |sieht |ist )*(?:perfekt|super|klasse|toll|prima|großartig|ausgezeichnet|wunderbar|spitze|genial|hervorragend|gut gemacht|sehr gut|sehr schön|schön gemacht|top)\b|^getestet\b(?!.*\b(?:nicht|aber)\b)|\bfunktioniert (?:einwandfrei|wunderbar|super|perfekt|prima)\b",
        r"\b(?:es|das|alles|jetzt|nun) (?:jetzt |nun |endlich |wieder |alles |super |gut )*(?:funktioniert|läuft|geht|klappt|passt)\b(?! (?:immer noch |noch |leider |so |gar |mir )*(?:nicht|kein|mehr))",
        r"^(?:funktioniert|läuft|klappt|passt)(?:$|[ !,](?! *(?:nicht|immer noch|noch nicht|leider)))|\bsieht (?:sehr )?gut aus\b|\bgenau (?:das|so)\b",
    ),
    thanks=_any(r"\b(?:danke|dankeschön|dank dir|vielen dank|besten dank)\b"),
    bad=_any(
        r"\b(?:funktioniert|geht|läuft|klappt|kompiliert|stimmt|passt) (?:(?:immer|aber|leider|so|noch|das|es|gar|weiterhin|jetzt) )*nicht\b|\bimmer noch (?:kaputt|falsch|der|die|das|ein|nicht|kein|fehler)\b",
        r"\b(?:ist|das ist|alles) (?:leider |immer noch |völlig |komplett |jetzt )?(?:falsch|kaputt|schlechter|unbrauchbar)\b|\bjetzt (?:ist|sind|geht|fehlt|kommt|habe)\b[^,;:]*\b(?:kaputt|weg|nicht|fehler|leer|falsch|schlechter)\b|\b(?:weiße|weisse|leere) seite\b|\b(?:bekomme|kriege|sehe) (?:ich )?(?:jetzt |immer noch |nur |noch )*(?:einen|den|diesen|eine) (?:\w+ )?(?:fehler|fehlermeldung|leere|weiße|weisse)\b|\b(?:der|die) ?selbe|\bgleiche fehler\b|\bvergiss es\b",
        r"\brückgängig\b|\bnicht (?:das,? )?was ich\b|\bhabe ich (?:so )?nicht (?:gemeint|gewollt|gesagt)\b|\bstürzt (?:\w+ ){0,3}ab\b|\bmacht nichts\b|\bhat (?:sich )?nichts (?:gebracht|geholfen|geändert|verändert)\b|\bfalsch verstanden\b|\bmissverstanden\b|\bhilft nicht\b|\bwar nicht (?:gefragt|gemeint|gewollt)\b|\bso nicht\b|\bzurück zur? (?:alten|vorherigen|letzten)\b|\bgeht (?:\w+ )?nicht mehr\b|\bpassiert nichts\b|\bdu hast .*(?:kaputt|zerstört|gelöscht|vergessen|ignoriert)\b|^falsch\b",
    ),
    masks=_any(
        r"\b(?:wenn|falls|sobald|damit|stell sicher|prüfe|prüf|bis|ob|warum|wieso|wie|wo|sodass|im fall|(?:kunde|nutzer|chef|user) sagt)\b[^;:]*",
        r"\b(?:danke|dank) (?:schon mal |schonmal )?im voraus\b|\bschon (?:mal|jetzt) (?:danke|vielen dank)\b|\bvorab (?:danke|vielen dank)\b|\bnein,? danke\b|\bdanke schon ?mal\b",
        r"\bnicht (?:falsch|kaputt|schlecht|perfekt|toll|super)\b|\bkeine? fehler\b",
    ),
)
CHINESE = Language(
    name="zh",
    signs=re.compile(r"[\u4e00-\u9fff]"),
    good=_any(
        r"完美|太好了|太棒|很好(?!奇)|非常好|好极了|可以了|成功了|搞定|没问题了?|(?<!不)正常了|好用|不错|解决了|修好了|干得好|做得好|没错|能用了|通过了|能跑了|^好了|就是这(?:个|样)|测试没问题|运行正常|工作正常|一切正常",
    ),
    thanks=_any(r"谢谢|多谢|感谢|谢了|辛苦了"),
    bad=_any(
        r"还是不行|不行|没用|不对|(?<!没)(?<!不)错了|有错误|还是(?:报错|有|没|失败|一样|不)|仍然|依然|依旧|不工作|不能用|用不了|坏了|算了吧?|撤销|回滚|恢复原|不是我(?:要|想)|没有?(?:解决|生效|修好|效果)|失败了|又(?:报错|出错|失败)|不正确|运行不了|打不开|没反应|有问题|太差|空白|白屏|黑屏|又出现|恢复一下|改回|还原|崩溃|崩了|还没好|怎么(?:又|还)|为什么(?:还|又)|没有?变化|没变|不是这(?:个|样)|^报错|还没(?:修|好|解决)|乱了|理解错|搞错|改错|弄错|没(?:看|听|理解)懂?(?:对|懂|我)",
    ),
    masks=_any(
        r"(?:先|提前|预先)(?:谢|感谢|多谢)\S*|(?:如果|要是|假如|确保|检查|看看|是否|直到|当|为什么(?!还|又)|怎么(?!还|又)|为何)[^，,；;]*|不用谢|不是很好|不太好|不完美",
        r"没(?:有)?(?:报错|错误)|没有问题(?!了)",
    ),
)
JAPANESE = Language(
    name="ja",
    signs=re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    good=_any(
        r"完璧|素晴らし|すばらし|最高|いいですね|良いですね|いい感じ|良い感じ|動きました|動いた|動作しました|うまくい(?:き|っ)(?!てい?ない)|直りました|直った|解決しました|できました|問題な(?:い|さそう|かった)|ばっちり|バッチリ|助かりました|助かった|成功しました|完了しました|おっけー|okです|期待通り|いけました|通りました|通った|問題なく動",
    ),
    thanks=_any(r"ありがとう|有難う|感謝|サンキュー|お疲れ様|おつかれ"),
    bad=_any(
        r"動かない|動きません|動かな(?:かった|く)|動いてい?ない|動いていません|動作し(?:ない|ません|ていない)|まだ(?:動|エラー|直|壊|だめ|ダメ|同じ|失敗)|違います|違う|ちがう|間違って|間違え|直って(?:い)?(?:ない|ません)|直りません|直らない|壊れ|元に戻して|もういい|やっぱりいい|エラーが(?:出|で|発生)|だめ|ダメ|駄目|失敗し|うまくい(?:か|って(?:い)?(?:ない|ません))|おかしい|そうじゃな|求めて(?:い)?(?:ない|ません)|反映され(?:ない|て(?:い)?(?:ない|ません)|ません)|真っ白|真っ黒|(?:でき|出|見え|動か|使え)なくな(?:った|りました|って)|表示され(?:ない|ません|なくな)|変わって(?:い)?(?:ない|ません)|変わらない|変わりません|勝手に|エラーに(?:なり|なる|なって)|(?:しない|するな)(?:で|よう)?と言|消えた|消えました|通らない|通りません|意図と違|期待(?:した|通り)[^、。]*(?:なりません|ならない|違)|誤解|落ち(?:ます|る|ました)|クラッシュ",
    ),
    masks=_any(
        r"(?:前もって|あらかじめ|事前に)\S*?(?:ありがとう|感謝|お礼)\S*|[^、。]*(?:たら|れば|ば、|なら|ように|かどうか|か確認|確認して|場合|とき)[^、。]*|壊れて(?:い)?(?:ない|ません)|間違って(?:い)?(?:ない|ません)|完璧(?:では|じゃ)\S*",
    ),
)
KOREAN = Language(
    name="ko",
    signs=re.compile(r"[\uac00-\ud7a3]"),
    good=_any(
        r"완벽|훌륭|최고|좋아요|좋네요|좋습니다|좋아(?:$|[ !.,])|잘 ?(?:됩니다|돼요|되네|됐|된다|돼(?!지)|작동(?:합|해|하네|한다)|했어|하셨|되고)|해결(?:됐|되었|됨)|성공(?:했|입|이)|됐(?:어|습|네|다)|멋지|굿|문제 ?없(?:어|네|습)|통과(?:했|됐|돼|합)|(?:네|예|딱) 맞아|바로 이거|딱 이거|깔끔하",
    ),
    thanks=_any(r"고마워|고맙|감사|땡큐|수고"),
    bad=_any(
        r"안 ?(?:돼|됩니다|되네|된다|됨|되는|되고|됐)|작동(?:하지|이|을)? ?(?:않|안)|아직도|여전히|틀렸|틀려|잘못(?:됐|되|했|된| ?이해)|이해(?:를)? ?못|망가|고장|취소해|되돌려|원하는 (?:게|것이|건) 아니|(?:에러|오류)가? ?(?:나|발생|계속|떠|뜨)|그게 아니|됐어 그만|관둬|실패(?:했|합|해)|안 ?고쳐|하얗게|(?:흰|빈|하얀) ?화면|안 ?(?:나와|나옵|보여|보입|열려|먹혀)|사라졌|깨졌|깨져|바뀐 ?(?:게|것이|거) ?없|그대로(?:예|네|인데|입)|왜 ?(?:이렇게|지웠|삭제|바꿨)|돌려 ?(?:놔|놓)|해결(?:이)? ?(?:안|되지 않)|이상해|똑같(?:은|아|네)",
    ),
    masks=_any(
        r"미리 ?(?:감사|고마)\S*|\S*(?:면|는지|도록|지 확인|때까지|경우|경우에)(?=[ ,.!?]|$)|(?:에러|오류|문제)(?:가|는|도)? ?없\S*|완벽하(?:지는?|진) 않\S*|잘못(?:된 게|된 것이|되지) (?:아니|않)\S*",
    ),
)
RUSSIAN = Language(
    name="ru",
    signs=re.compile(r"[\u0400-\u04ff]"),
    good=_any(
        r"^(?:ок,? |да,? |всё |все |очень |это |просто |вот теперь )*(?:отлично|идеально|супер|прекрасно|замечательно|великолепно|класс|круто|молодец|здорово|хорошая работа|то что (?:нужно|надо)|хорошо(?:$|[!,]))",
        r"\b(?:всё|все|теперь|это|уже|оно) (?:теперь |уже |наконец |снова )?(?:работает|заработало|получилось|исправлено)\b|^(?:[\w ]+, )?(?:работает|заработало|получилось)(?:$|[ ,!](?! *(?:не|только|но|если)))|\bто,? что (?:нужно|надо|хотел)\w*\b|\b(?:всё|все|теперь) (?:ок|правильно|верно|хорошо|отлично)(?:$|[ ,!])|\bтест\w* прош\w+",
    ),
    thanks=_any(r"\b(?:спасибо|благодарю|спс)\b"),
    bad=_any(
        r"\bне (?:работает|заработало|помогло|получилось|запускается|компилируется|собирается|исправлено|открывается)\b|\b(?:всё|все) (?:ещё|еще) (?:не|ошибк|слом|пада)|\bпо-прежнему\b|\bдо сих пор\b",
        r"\b(?:неправильно|неверно)\b|\bсломал\w*|\bсломано\b|\bзабудь\b|\bотмени\b|\bверни (?:как|назад|обратно|всё|все|мой|мою|старую)\b|\bкак было\b|\bоткати\b|\bне то(?:$|[ ,!])|\b(?:опять|снова|та же|такая же) (?:ошибк|не|пада|слома)\w*|\bэто не то\b|\bхуже\b|\b(?:белый|пустой|чёрный|черный) экран\b|\bпустая страница\b|\b(?:вылетает|падает|зависает) (?:при|с|после|сразу)\b|\bзачем ты\b|\bты не(?: так)? понял\b|\bне так понял\b|\b(?:сборка|билд|тест\w*) (?:опять |снова |теперь )*(?:пада\w+|упал\w*)\b|\bничего не (?:поменялось|изменилось|происходит|видно)\b|\bне (?:появляется|отображается|вижу|открыва\w+|показыва\w+)\b",
    ),
    masks=_any(
        r"\b(?:если|когда|чтобы|убедись|проверь|пока|почему|как(?!$| было\b)|ли|говорит,? что)\b[^,;:]*",
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
