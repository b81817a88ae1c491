"""What a person's sentence does: words and phrases by act, in nine languages.

Lists of our own, closed, never learned from anybody's transcripts. Phrases are
lower case and parted by commas; languages follow each other in the order
English, Spanish, Portuguese, French, German, Russian, Chinese, Japanese, Korean.
"""

__all__ = ["ACTS"]

ACTS = {
    "asks_help": """
        can you, could you, would you, please, help me, how do i, how can i,
        how to, is it possible, i need help, i want to, i would like, i'd like,
        is there a way, show me how, teach me, walk me through, tell me,
        puedes, podrías, por favor, ayúdame, cómo puedo, quiero, me gustaría,
        você pode, pode, poderia, me ajude, como posso, quero, gostaria,
        peux-tu, pouvez-vous, pourriez-vous, s'il te plaît, aide-moi, comment,
        kannst du, könntest du, können sie, bitte, hilf mir, wie kann ich,
        можешь, можете, пожалуйста, помоги, как мне, хочу,
        请, 帮我, 能不能, 可以吗, 怎么, 如何, 我想,
        ください, お願い, できますか, どうやって, 教えて, したい,
        해줘, 해주세요, 도와줘, 어떻게, 싶어, 부탁
    """,
    "does_not_know": """
        i don't know, i dont know, not sure, no idea, i don't understand,
        i dont understand, confused, new to, never used, never done, beginner,
        i'm lost, im lost, what is, what are, what does, what's the difference,
        what do you mean, explain, does this mean, how does this work, i guess,
        maybe, should i, do i need, what should i,
        no sé, no entiendo, qué es, qué significa, explícame,
        não sei, não entendo, o que é, explique,
        je ne sais pas, je ne comprends pas, qu'est-ce que, explique-moi,
        ich weiß nicht, ich verstehe nicht, was ist, was bedeutet, erklär,
        не знаю, не понимаю, что такое, объясни,
        不知道, 不懂, 不明白, 是什么, 什么意思, 解释,
        わからない, 分からない, とは, 説明して,
        모르겠, 이해가 안, 뭐야, 무엇, 설명해
    """,
    "vague": """
        something, somehow, some kind of, stuff, thing, things, whatever,
        better, nicer, nice, doesn't work, doesnt work, not working,
        does not work, fix it, fix this, same error, still not, everything,
        make it work, it's broken, its broken, weird, messed up, a bit more,
        algo, cosas, mejor, no funciona, arréglalo,
        alguma coisa, coisas, melhor, não funciona, arrume,
        quelque chose, mieux, ne marche pas, ne fonctionne pas, corrige ça,
        irgendwas, irgendwie, besser, geht nicht, funktioniert nicht,
        что-то, как-то, лучше, не работает, исправь,
        什么的, 更好, 不行, 不工作, 没用, 修一下,
        なんか, もっと, 動かない, 直して,
        뭔가, 더 좋게, 안돼, 안 돼, 고쳐
    """,
    "constrains": """
        must, must not, mustn't, should not, shouldn't, should, shall, never,
        always, only, at least, at most, unless, except, without, rather than,
        not allowed, required, requires, exactly, no more than, ensure,
        make sure, guarantee, as long as, limit, limited to, keep, avoid,
        do not, don't, need to, needs to, has to, have to, within, up to,
        before, after, when, if, either, both, each, every,
        debe, nunca, siempre, solo, al menos, sin, excepto, asegúrate,
        deve, sempre, somente, apenas, pelo menos, sem, exceto, garanta,
        doit, jamais, toujours, seulement, au moins, sans, sauf,
        muss, darf nicht, immer, nur, mindestens, ohne, außer, niemals,
        должен, никогда, всегда, только, хотя бы, без, кроме,
        必须, 不要, 只, 至少, 除非, 始终, 不能, 确保,
        必ず, しないで, だけ, 少なくとも, 以外, べき,
        반드시, 하지 말, 만, 최소, 제외, 항상
    """,
    "edge_cases": """
        edge case, edge cases, corner case, race condition, race, off by one,
        backward compatible, backwards compatible, backward compatibility,
        backwards compatibility, breaking change, regression, invariant,
        idempotent, fallback, timeout, timeouts, retry, retries, deadlock,
        overflow, null, undefined, nil, none, empty, stale, concurrent,
        concurrency, duplicate, duplicates, partial failure, rollback, leak,
        leaks, truncated, truncation, orphan, orphaned, collision, precedence,
        atomic, flaky, nondeterministic, no-op, noop, drift, out of order,
        silently, swallow, swallows, worst case, best effort, failure mode,
        malformed, escape, escaping, encoding, off-by-one, lock, locking,
        caso límite, condición de carrera, retrocompatible, caso extremo,
        condição de corrida, caso de borda, cas limite, rétrocompatible,
        randfall, rückwärtskompatibel, wettlauf, граничный случай, гонка,
        边界情况, 竞态, 向后兼容, 幂等, 回滚, 超时, 并发,
        エッジケース, 競合, 後方互換, 冪等, タイムアウト, 並行,
        엣지 케이스, 경합, 하위 호환, 멱등, 타임아웃, 동시성
    """,
    "trades_off": """
        trade-off, tradeoff, trade-offs, tradeoffs, because, since, so that,
        in order to, the reason, on the other hand, overkill, simpler, cleaner,
        complexity, performance, maintainable, maintainability, scalable,
        prefer, i'd prefer, alternatively, alternative, instead, rather,
        worth it, not worth, overhead, pros and cons, downside, upside, cost,
        leaky, coupling, decouple, separation, abstraction, consistent,
        consistency, convention, idiomatic, i think, my concern, i suspect,
        it seems, the problem is, the issue is, which means, otherwise,
        porque, para que, en vez de, prefiero, en lugar de,
        para que, em vez de, prefiro, pois,
        parce que, afin de, plutôt, au lieu de, je préfère,
        weil, damit, statt, lieber, stattdessen, nachteil, vorteil,
        потому что, чтобы, вместо, лучше было бы,
        因为, 为了, 而不是, 代替, 权衡, 所以,
        なぜなら, ために, 代わりに, 一方, ので,
        왜냐하면, 위해, 대신, 때문에
    """,
    "corrects": """
        no, nope, wrong, incorrect, actually, not what, that's not, thats not,
        you forgot, you missed, you should have, you broke, you didn't,
        you did not, should be, shouldn't be, not quite, stop, revert, undo,
        you're wrong, misunderstood, i meant, i said, not correct, not right,
        isn't right, is not right, why did you, i didn't ask, wait, hold on,
        mal, incorrecto, en realidad, no es, te olvidaste, para, deshaz,
        errado, incorreto, na verdade, não é, esqueceu, pare, desfaça,
        non, faux, incorrect, en fait, ce n'est pas, tu as oublié, annule,
        nein, falsch, eigentlich, nicht richtig, du hast vergessen, stopp,
        нет, неправильно, неверно, на самом деле, ты забыл, стоп, отмени,
        不对, 错了, 不是, 其实, 你忘了, 停, 撤销,
        違う, 間違い, じゃなくて, 実は, 忘れて, 止めて, 戻して,
        아니, 틀렸, 잘못, 사실, 잊었, 멈춰, 되돌려
    """,
    "displeased": """
        still not, still doesn't, still does not, still doesnt, still isn't,
        still bad, still wrong, still the same, still broken, still see, still get,
        still getting, still seeing, didn't want, did not want, didnt want,
        don't like, do not like, dont like, doesn't work, does not work,
        doesnt work, not working, isn't working, bad, worse, worst, ugly, missing,
        forget it, forget this, forget that, not what, disappeared, unnecessary,
        get rid, not really what, didn't do, did not do, didn't change,
        nothing changed, nothing happened, not happening, too small, too big,
        no me gusta, sigue sin, todavía no, peor, falta, faltan, no cambió,
        não gostei, ainda não, continua sem, pior, faltam, não mudou,
        je n'aime pas, toujours pas, pire, il manque, rien n'a changé,
        gefällt mir nicht, immer noch, schlechter, schlimmer, fehlt, fehlen,
        не нравится, всё ещё, все еще, до сих пор, хуже, не хватает, пропал,
        还是不, 还是没, 不喜欢, 更差, 缺少, 仍然, 没变,
        まだ, 気に入らない, 足りない, 悪化, 変わらない,
        아직도, 여전히, 마음에 안, 더 나빠, 빠졌, 그대로
    """,
    "checks_generic": """
        double check, double-check, are you sure, check again, make sure it works,
        test it, review it, is everything, did you test, does it work, verify,
        check everything, is it ok, is it correct, is this correct, looks right,
        estás seguro, revisa, verifica, tem certeza, confira, verifique,
        es-tu sûr, vérifie, bist du sicher, prüfe, überprüfe,
        ты уверен, проверь, 确定吗, 检查, 验证, 確認して, 本当に, 확인해, 확실
    """,
    "checks_mechanic": """
        what happens if, what happens when, what if, does it handle, does this
        handle, how do we handle, how does it handle, is it still, do we still,
        are we, do we, does that mean, why do we, why does, why is, why are,
        where do we, where is, which one, is there any reason, shouldn't we,
        shouldn't it, wouldn't it, isn't that, isn't it, won't this, does it also,
        is that because, would that, could this, can this, can we,
        qué pasa si, por qué, e se, o que acontece se, por que,
        que se passe-t-il si, pourquoi, was passiert wenn, warum, wieso,
        что если, почему, зачем, 如果, 为什么, 会不会, もし, なぜ, どうして,
        만약, 왜
    """,
    "hands_over": """
        you decide, up to you, your call, whatever you think, best practice,
        best practices, what do you think, recommend, suggest, which is better,
        your suggestion, use your judgment, as you see fit, do what you think,
        tú decides, qué recomiendas, você decide, o que recomenda, sugira,
        à toi de voir, que recommandes-tu, entscheide du, was empfiehlst du,
        решай сам, что посоветуешь, 你决定, 你觉得, 建议, 推荐,
        任せる, おすすめ, どう思う, 알아서, 추천
    """,
    "speaks_as_we": """
        we, we're, we've, we'd, we'll, our, ours, us, let's, lets,
        nosotros, nosotras, nuestro, nuestra, nuestros, vamos,
        nós, nosso, nossa, nossos, nous, notre, wir, unser, unsere, unseren, uns,
        мы, нас, нам, наш, наша, наши, 我们, 咱们, 私たち, 我々, 우리
    """,
    "approves": """
        yes, yep, yeah, ok, okay, go ahead, proceed, continue, do it, looks good,
        lgtm, sounds good, perfect, great, thanks, thank you, nice work,
        approved, ship it, works, agreed, correct, good,
        sí, vale, adelante, perfecto, gracias, continúa, sim, pode seguir,
        obrigado, perfeito, oui, d'accord, parfait, merci, vas-y, ja, passt,
        weiter, danke, perfekt, да, хорошо, давай, спасибо, отлично,
        好, 好的, 可以, 继续, 谢谢, はい, 了解, 続けて, ありがとう,
        네, 좋아, 계속, 감사, 고마워
    """,
    "reports_error": """
        error, errors, exception, traceback, stack trace, failed, failing,
        fails, failure, crash, crashes, crashed, bug, bugs, broken, warning,
        warnings, segfault, panic, 404, 500, 403, 401,
        errores, fallo, falla, excepción, erro, erros, falha, falhou,
        erreur, erreurs, échec, plante, fehler, fehlgeschlagen, absturz,
        ошибка, ошибки, падает, сбой, 错误, 报错, 失败, 崩溃, 异常,
        エラー, 失敗, 例外, 落ちる, 에러, 오류, 실패, 버그
    """,
}
"""Phrases by act."""
