"""What kind of work a person asks for: words by mode, in nine languages.

Lists of our own, closed, never learned from anybody's transcripts; see
`lexicons.acts` for their order.
"""

# ruff: noqa: RUF001 - words of several alphabets

__all__ = ["MODES"]

MODES = {
    "fix": """
        fix, fixes, fixed, fixing, bug, bugs, error, errors, broken, crash, crashes,
        fails, failing, failed, not working, doesn't work, doesnt work, wrong,
        debug, regression, repair, resolve, issue, issues, problem, hotfix,
        troubleshoot, diagnose, root cause, incorrect,
        arregla, corrige, error, fallo, roto, corrija, conserta, erro, quebrado,
        corriger, répare, erreur, bogue, behebe, beheben, repariere, fehler, kaputt,
        исправь, почини, ошибка, баг, 修复, 修正, 错误, 报错, 问题,
        修正して, 直して, バグ, エラー, 수정, 고쳐, 버그, 오류
    """,
    "build": """
        add, adds, implement, implementing, create, build, refactor, feature,
        features, support, integrate, integration, migrate, migration, upgrade,
        rename, replace, extend, write, make, convert, move, extract, introduce,
        change, update, remove, delete, simplify, optimize, redesign, rewrite,
        generate, allow, enable, component, endpoint, page, button,
        añade, agrega, implementa, crea, construye, refactoriza, cambia,
        adicione, implemente, crie, construa, refatore, mude,
        ajoute, implémente, crée, construis, refactorise, change,
        füge, implementiere, erstelle, baue, ändere, hinzufügen,
        добавь, реализуй, создай, сделай, измени, 添加, 实现, 创建, 重构, 修改, 增加,
        追加, 実装, 作成, 作って, 変更, 추가, 구현, 만들어, 변경
    """,
    "understand": """
        explain, understand, how does, how do, what does, where is, where are,
        why does, why is, why are, investigate, explore, look into, look at,
        summarize, find out, tell me, walk me through, trace, figure out, what is,
        read, familiarize, overview, learn, describe, understanding,
        explica, entender, investiga, explique, entenda, comprendre, expliquer,
        regarde, erkläre, verstehen, untersuche, объясни, разберись, посмотри,
        解释, 理解, 看看, 分析一下, 調べて, 説明, 理解して, 설명, 이해, 살펴
    """,
    "plan": """
        plan, planning, design, architecture, proposal, propose, spec,
        specification, brainstorm, roadmap, approach, approaches, options, discuss,
        think about, strategy, requirements, scope, prioritize, rfc, adr, before
        implementing, don't implement, do not implement, next steps, idea, ideas,
        planifica, diseña, propuesta, planeje, projete, proposta,
        planifie, conception, proposition, plane, entwurf, vorschlag, konzept,
        спланируй, план, архитектура, предложи, 计划, 设计, 方案, 规划,
        計画, 設計, 提案, 계획, 설계, 제안
    """,
    "test": """
        test, tests, testing, coverage, review, reviews, audit, qa, verify,
        validate, validation, security review, code review, e2e, unit test,
        unit tests, integration test, integration tests, test suite, check,
        assertions, regression tests, smoke test, findings, vulnerabilities,
        prueba, pruebas, revisa, verifica, teste, testes, revise, vérifie,
        tester, prüfe, testen, überprüfe, тест, тесты, проверь, ревью,
        测试, 审查, 检查, 验证, テスト, レビュー, 検証, 테스트, 검토, 검증
    """,
    "operate": """
        deploy, deployment, release, publish, ci, cd, pipeline, docker,
        kubernetes, install, set up, setup, configure, configuration, environment,
        commit, commits, push, merge, rebase, pr, pull request, branch, branches,
        tag, version, bump, server, logs, monitor, monitoring, env, git,
        worktree, npm publish, changelog, hosting, dns, ssl, upgrade dependencies,
        gh, github, workflow, actions, container, cluster, restart, run the,
        start the, backup, sync, clone, stash, conflict, conflicts,
        despliega, instala, configura, publica, instale, configure, déploie,
        installe, installiere, konfiguriere, veröffentliche,
        разверни, установи, настрой, запусти, закоммить,
        部署, 发布, 安装, 配置, 提交, 推送, 运行,
        デプロイ, インストール, 設定, リリース, コミット, 배포, 설치, 설정, 커밋
    """,
    "analyze": """
        data, dataset, csv, excel, spreadsheet, plot, chart, graph, statistics,
        statistical, analysis, metrics, correlation, regression analysis, trend,
        trends, average, median, percentage, histogram, query, numbers, results,
        notebook, sql, calculate, compute, benchmark, benchmarks, survey,
        datos, gráfico, estadística, dados, estatística, données, graphique,
        statistique, daten, diagramm, statistik, данные, график, статистика,
        数据, 图表, 统计, データ, グラフ, 統計, 데이터, 그래프, 통계
    """,
    "orchestrate": """
        agent, agents, subagent, subagents, sub-agent, prompt, prompts, skill,
        skills, claude.md, agents.md, mcp, hook, hooks, llm, evals, eval,
        slash command, slash commands, system prompt, claude code, codex, cursor,
        memory, memories, few-shot, rag, context window, tool use, persona,
        instructions, workflow for claude, copilot, gemini,
        agente, agentes, 智能体, 提示词, 代理, 技能, エージェント, プロンプト, 스킬,
        에이전트, 프롬프트, агент, промпт
    """,
    "communicate": """
        readme, docs, documentation, document, blog, blog post, article, post,
        email, e-mail, slides, presentation, deck, powerpoint, write-up, writeup,
        translate, translation, copy, wording, letter, resume, cv, message,
        cover letter,
        report, essay, summary, draft, tone, paragraph, section, tutorial, guide,
        markdown, text, landing page copy, announcement, release notes, diagram,
        mermaid, rewrite the, tagline, story, narrative, screenshots,
        documentación, correo, presentación, artículo, documentação, texto,
        apresentação, artigo, rédige, courriel, présentation, texte,
        dokumentation, präsentation, bericht, документация, письмо, статья,
        презентация, 文档, 邮件, 文章, 报告, 翻译, 简历, ドキュメント, 文書, メール,
        記事, 翻訳, 문서, 이메일, 보고서, 번역, 발표, 이력서,
        프레젠테이션, 프리젠테이션, 슬라이드
    """,
}
"""Phrases by work mode."""
