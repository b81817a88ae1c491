"""Confirmation and complaint: what the person says of the work, after it.

Only from what people typed, never from the agent's words. Quotations, code and
pasted text are no words of theirs; a question confirms nothing; thanks at the
end of a request are given in advance; praise beside a complaint is irony.
"""

# ruff: noqa: E501, RUF001 - a pattern is one line, in the signs that are printed

import re
from typing import Literal

from metier.evidence.languages import (
    LANGUAGES,
    Language,
    beginnings,
    without_accents,
)
from metier.records import HumanInput, Session

__all__ = ["Said", "said_of_work", "what_is_said"]

Said = Literal["confirmation", "complaint"]

_KINDS = frozenset({"prompt", "steer", "approval_comment", "rejection_comment"})
_FENCED = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_QUOTED = re.compile(
    r'"[^"\n]{0,300}"|“[^”\n]{0,300}”|«[^»\n]{0,300}»|「[^」\n]{0,300}」|『[^』\n]{0,300}』'
    r"|(?<!\w)'[^'\n]{3,300}'(?!\w)"
)
_CITED = re.compile(r"^\s*(?:>|\|).*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"https?://\S+|\S*/\S*/\S*|\S+\.(?:py|js|ts|go|rs|md|json|html)\b"
)
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？]*|\n")
_IRONY = re.compile(
    r"(?:^|\W)/s\b|🙄|😒|🤦|\b(?:oh|just|how|yeah,?|wow,?) (?:great|wonderful|perfect|brilliant|lovely|right)\b"
    r"|\b(?:great|nice|good) job (?:breaking|deleting|ruining|ignoring)\b"
    r"|\b(?:great|nice|perfect|wonderful|awesome|brilliant),? (?:another|yet another|more|now (?:it'?s|everything|nothing|the)|it (?:broke|crash|fail))"
    r"|\btoll,? (?:jetzt (?:geht|ist|läuft|funktioniert)|schon wieder)\b|\bgenial,? (?:otro|ahora (?:no|se|está|ya no))\b"
    r"|\bsuper,? (?:encore|maintenant (?:ça|c'est|plus|rien|tout|j'ai))\b"
    r"|呵呵|真是(?:太好了|谢谢你)"
)
_BUT = re.compile(
    r"\b(?:but|except|however|although|though|unfortunately|pero|mas|porém|mais|aber|jedoch|leider|но|однако)\b|但|可是|不过|けど|ですが|しかし|하지만|그런데|지만"
)
_REFUSED = re.compile(r"(?:no|nope|nein|non|não|нет|wait|actually)\b")
_REQUEST = re.compile(
    r"\b(?:please|can you|could you|would you|add|fix|make|change|update|create|write|implement|remove|help me"
    r"|por favor|s'il (?:te|vous) plaît|bitte|пожалуйста|добавь|исправь|сделай)\b|请|帮我|してください|お願い|해 ?줘|주세요|부탁"
)
_ORDER = re.compile(
    r"^(?:(?:please|now|then|also|next|and|so|ok(?:ay)?|yes|first|let'?s|lets"
    r"|can you|could you|you (?:should|need to|can)|(?:i|we) (?:want|need)(?: you)?(?: to)?)"
    r"[,:]? )*(?:add|make|fix|create|write|implement|change|update|use|remove|delete|build"
    r"|show|explain|display|handle|rename|move|refactor|design|generate|render|log|print"
    r"|test|find|investigate|look|think|discuss|describe|draft|store|return|allow|support)\b"
)
"""A sentence that gives an order says nothing of what was done."""

_WHETHER = re.compile(
    r"^(?:is|are|does|do|can|could|would|should|will|which|what|who|where|when|qual|quais"
    r"|cuál|quel\w*|welche\w*|какой|какие)\b[^?]*\?$"
)
"""A question that asks, and blames nobody."""

_RETRACTS = re.compile(r"\b(?:back|undo|revert|again|still)\b")
_GO_AHEAD = re.compile(
    r"\bgo ahead(?! and (?:merge|commit|open|push|ship|deploy|create (?:a|the) pr))"
    r"|\b(?:proceed|make the changes|start implementing|implement it|right way)\b"
)
_PLAN = re.compile(
    r"\b(?:option|plan|approach|idea|proposal|sounds?|design)\b(?! (?:page|doc))"
)
"""Praise of what is yet to be done is no praise of work."""

_CONTRACTED = re.compile(
    r"\b(do|does|did|is|was|are|were|wo|ca|have|has|would|could|should)nt\b"
)
_APOSTROPHE = re.compile(
    r"\b(that|it|there|here)s (?=(?:really |so |much |all |not |just )*(?:good|great|perfect"
    r"|wrong|broken|better|fixed|working|still|what|it|exactly|awesome|nice|fine)\b)"
)
LONG = 300
LONGEST = 4_000


def said_of_work(session: Session) -> list[tuple[HumanInput, Said]]:
    """Find the person's words about work that was done before them."""
    begun = _first_work(session)
    found: list[tuple[HumanInput, Said]] = []
    earlier: dict[str, HumanInput] = {}
    for words in session.inputs:
        if words.kind not in _KINDS:
            continue
        text = words.text.strip()
        if begun is not None and words.position > begun:
            said = what_is_said(text)
            if said is None and _sent_again(text, earlier.get(text)):
                said = "complaint"
            if said is not None:
                found.append((words, said))
        earlier[text] = words
    return found


def _first_work(session: Session) -> int | None:
    """Give the place of the first answer or action of the agent."""
    places = [message.position for message in session.messages[:1]]
    done = (a for a in session.actions if a.status not in ("rejected", "denied"))
    first = next(done, None)
    if first is not None:
        places.append(first.position)
    return min(places, default=None)


def _sent_again(text: str, earlier: HumanInput | None) -> bool:
    """Rewound, and the same words sent once more: the answer was not wanted."""
    return earlier is not None and earlier.abandoned and text.count(" ") > 1


def what_is_said(text: str) -> Said | None:
    """Tell whether words confirm the work, complain of it, or do neither."""
    if not text or len(text) > LONGEST:
        return None
    text = _plain(text)
    sentences = [one.strip() for one in _SENTENCE.findall(text) if one.strip()]
    if len(text) > LONG:
        # What is said of the work stands first or last; between lies the task.
        sentences = [*sentences[:2], *sentences[2:][-1:]]
    good = bad = False
    begun = beginnings(without_accents(text))
    spoken = [one for one in LANGUAGES if one.can_say(text, begun)]
    for number, sentence in enumerate(sentences):
        for language in spoken:
            kept = language.masks.sub(" ", sentence).strip(" ,;:-–—")
            if language.bare:
                kept = without_accents(kept)
            if not kept or _is_order(kept, language):
                continue
            if language.bad.search(kept) and not _WHETHER.search(sentence):
                bad = True
            elif _confirms(kept, sentence, sentences[:number], language):
                good = good or not _taken_back(sentences[number + 1 : number + 2])
    if bad or (good and _IRONY.search(text)):
        return "complaint"
    return "confirmation" if good and not _GO_AHEAD.search(text) else None


def _is_order(kept: str, language: Language) -> bool:
    """Whether a sentence gives an order, and none to take back what was done."""
    order = language.name == "en" and _ORDER.match(kept) is not None
    return order and _RETRACTS.search(kept) is None


def _taken_back(following: list[str]) -> bool:
    """Whether what comes next begins with a `but`."""
    return any(_BUT.match(one) for one in following)


def _confirms(kept: str, sentence: str, before: list[str], language: Language) -> bool:
    if sentence.endswith(("?", "？")) or _BUT.search(sentence):
        return False
    if _REFUSED.match(sentence) or _PLAN.search(sentence):
        return False
    bare = kept.rstrip("!.。！ ")
    if language.good.search(bare):
        return True
    if not language.thanks.search(bare):
        return False
    # Thanks that follow a request are given in advance.
    asked = any(_REQUEST.search(one) for one in before)
    start = language.thanks.search(bare)
    leads = start is not None and not _REQUEST.search(bare[: start.start()])
    return leads and not asked


def _plain(text: str) -> str:
    """Leave a person's own words: no code, quotation, citation or address."""
    text = _FENCED.sub(" ", text)
    text = _CITED.sub("", text)
    text = _QUOTED.sub(" ", text)
    text = _ADDRESS.sub(" ", text).replace("’", "'").lower()
    return _APOSTROPHE.sub(r"\1's ", _CONTRACTED.sub(r"\1n't", text))
