"""What people say of finished work, in nine languages."""

# ruff: noqa: E501, RUF001 - many sayings on a line, as they are typed

import pytest

from builders import run, session, turn
from metier.evidence.affirmations import said_of_work, what_is_said

CONFIRMATIONS = """
Thanks!|thank you, works great|works now|It works!|ship it|LGTM|looks good|perfect
Perfect, now add a readme|great work|that fixed it|all tests pass now|exactly what I wanted
gracias, funciona|ya funciona|perfecto|obrigado, funcionou|perfeito!|merci, ça marche
parfait|danke, funktioniert jetzt|perfekt|谢谢，可以了|完美|不错|没错|ありがとうございます、動きました
完璧です|고마워 잘 돼|완벽해요|спасибо, всё работает|отлично|Работает!
thats good|its perfect now|tested it locally, all good|yep that did the trick|confirmed, the bug is gone|much better
okay good. now update the changelog|It compiles and the tests pass, you can commit
ok great, now let's add pagination to the orders list|i love how it turned out|yes! finally
genial, ahora haz lo mismo con los pedidos|listo, funcionó|agora sim, ficou ótimo
super, maintenant ajoute la pagination|c'est tout bon|ça fonctionne maintenant, bravo
getestet, funktioniert einwandfrei|好了，能跑了|就是这个效果|期待通りの動作です|テストも全部通りました
테스트 다 통과했어요|да, теперь правильно|ок, работает, коммить
"""
COMPLAINTS = """
still broken|It doesn't work|that's wrong|never mind|revert that|still getting the same error
this is not what I asked for|no, you broke the build|why is it still failing?
great, another error|Oh great, now it's broken
no funciona|sigue fallando|não funciona|ainda não funciona|ça ne marche pas
ça marche toujours pas|funktioniert immer noch nicht|das ist falsch|还是不行|不对|还是报错
まだ動かない|動きません|아직도 안 돼|여전히 오류가 나요|не работает|всё ещё не работает
the button does nothing when I click it|perfect, except now the build fails|it crashes on startup
works on chrome but not on safari|this doesn't look right, the header overlaps the menu
stop. you're editing the wrong file|thanks for nothing|i cant log in anymore|that's not even close
it says "Tests passed" but the page is still blank|go back to the previous version
you removed the validation, put it back|Why is the header missing?|not quite, sort it descending
ahora se rompio el login|esta mal, los totales no cuadran|nao funcionou|quebrou a tela de login
j'ai une page blanche maintenant|tu as supprimé mon fichier !|jetzt ist der Login kaputt
das habe ich nicht gemeint|页面还是空白|为什么还是报错？|画面が真っ白になりました|変わっていません
바뀐 게 없는데요|화면이 하얗게 나와요|белый экран теперь|ничего не поменялось
"""
NEITHER = """
ok|yes|continue|commit this|Fix the failing test|make sure it works|does it work?
please add a test, thanks|Add logging. Thanks!|thanks in advance|no thanks|not great
explain how this works|nothing is broken, keep going|if it still fails, revert it
it works but the colors are off|looks good.. but I found a big issue|dont run it yet|something like this|make it perfect|add a great landing page
what's wrong with the parser?|the user says "it doesn't work" when offline; add a message
gracias de antemano|si no funciona, avísame|obrigado desde já|merci d'avance
danke im voraus|wenn es nicht funktioniert, sag bescheid|先谢谢了
Now add error handling for the case that the API doesn't work|yes, option 1 looks good
Is there anything still missing?|Show a toast "Saved, thanks!" after saving
yes, this looks good. Go ahead and make the changes|the customer said it is broken, find out why
el cliente dice que no funciona en Safari, investiga|perfecto sería si además guardara el estado
ajoute un test pour le cas où ça ne marche pas|qual arquivo você mudou?
エラーが出た場合の処理を追加して|hi, thanks for helping me with this project
前もってありがとうございます|壊れていません|미리 감사합니다|заранее спасибо
"""


def each(text: str) -> list[str]:
    return [one for line in text.strip().splitlines() for one in line.split("|")]


@pytest.mark.parametrize("text", each(CONFIRMATIONS))
def test_a_confirmation_is_heard_in_nine_languages(text: str) -> None:
    assert what_is_said(text) == "confirmation"


@pytest.mark.parametrize("text", each(COMPLAINTS))
def test_a_complaint_is_heard_in_nine_languages(text: str) -> None:
    assert what_is_said(text) == "complaint"


@pytest.mark.parametrize("text", each(NEITHER))
def test_requests_conditions_and_thanks_in_advance_are_neither(text: str) -> None:
    assert what_is_said(text) is None


def test_quoted_and_cited_words_are_not_the_persons() -> None:
    assert what_is_said("> it works now\nwhat does that mean") is None
    assert what_is_said("the log has `still broken` in it") is None
    assert what_is_said("translate 「完璧です」") is None


def test_the_first_prompt_is_no_answer_to_work() -> None:
    made = session(turn("the login is still broken"), turn("thanks"))

    assert [said for _, said in said_of_work(made)] == ["confirmation"]


def test_words_of_the_agent_are_never_looked_at() -> None:
    made = session(turn("add totals", run("ls"), says="Perfect, it works now."))

    assert said_of_work(made) == []


def test_praise_deep_inside_a_long_task_is_not_of_the_work() -> None:
    task = "Write a story about a dragon. " * 12 + "It works now. Then it flies away."

    assert what_is_said(task) is None
