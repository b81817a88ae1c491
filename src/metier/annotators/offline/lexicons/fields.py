"""Words of trades: mechanics of software, signs of a job in it, other professions.

Lists of our own, closed, never learned from anybody's transcripts.
"""

__all__ = ["MECHANICS", "PROFESSIONS", "SOFTWARE_JOB"]

MECHANICS = """
    api, ast, async, await, backend, backoff, batch, bearer, benchmark, bigint,
    bitmask, blob, boolean, boundary, branch, buffer, build, bundle, bundler, byte,
    bytes, cache, cached, caching, callback, callbacks, canonical, cascade, cast,
    checkout, checkpoint, checksum, cherry-pick, cli, client, closure, codec,
    compiler, composite, config, connection, constraint, constructor, container,
    context, cookie, cors, coroutine, cron, crud, css, cursor, daemon, dag, dataclass,
    debounce, decorator, deduplicate, dedupe, default, delta, denormalize,
    dependency, dependencies, deprecated, deserialize, detached, diff, dispatch,
    dom, driver, dto, embedding, emit, encapsulation, endpoint, entity, enum, env,
    event, eventual, exit code, export, fetch, fixture, flag, foreign key, fork,
    framework, frontend, function, garbage, gateway, generic, generics, getter,
    glob, goroutine, graphql, grpc, handler, hash, hashing, header, headers, heap,
    heuristic, hook, hot path, http, hydrate, hydration, immutable, import, index,
    indexes, inheritance, injection, inline, inode, instance, integer, interface,
    interpolation, iterator, job, join, joins, json, jwt, kernel, key, lambda,
    latency, lazy, lexer, lifecycle, lint, linter, listener, load balancer, loader,
    lockfile, log level, logging, lookup, loop, manifest, map, marshal, memoize,
    memory, merge base, metadata, method, middleware, migration, mock, model, module,
    monad, monorepo, mount, mutation, mutex, namespace, nullable, oauth, object,
    observable, offset, orm, outer, override, package, pagination, parameter, parse,
    parser, partition, patch, path, payload, permission, pipeline, pixel, pointer,
    poll, polling, polymorphism, pool, port, predicate, prefix, primary key, process,
    promise, prop, props, protocol, provider, proxy, pubsub, query, queue, react,
    rebase, recursion, recursive, redirect, reducer, ref, refs, regex, registry,
    relation, render, rendering, replica, repository, request, resolver, response,
    rest, routing, route, router, rpc, runtime, sandbox, schema, scope, sdk, seed,
    selector, semantic, semaphore, serialize, serializer, server, session, setter,
    shard, shell, signal, singleton, snapshot, socket, source map, spec, sql, ssh,
    stack, state, stateless, stderr, stdin, stdout, storage, stream, streaming,
    string, struct, stub, subprocess, subquery, subscription, suffix, symlink, sync,
    syntax, tcp, template, tenant, thread, threshold, throttle, tls, token, tokens,
    topic, transaction, transcript, transform, transport, tree, trigger, tuple, type,
    types, udp, unicode, unique, upsert, uuid, validator, variable, vector, view,
    virtual, volume, webhook, websocket, widget, worker, worktree, wrapper, xml, yaml
"""
"""Names of things in software that one has to know to reach for."""

SOFTWARE_JOB = """
    pull request, pull requests, pr, prs, code review, reviewer, ci, cd, ci/cd,
    deploy, deployment, deployed, staging, production, prod, sprint, jira, linear,
    ticket, tickets, linter, lint, refactor, refactoring, monorepo, microservice,
    microservices, backend, frontend, merge, rebase, squash, upstream, maintainer,
    maintainers, contributor, contributors, contributing, open source, changelog,
    semver, release, releases, breaking change, unit tests, integration tests, e2e,
    coverage, typescript, golang, rust, kubernetes, docker, terraform, schema,
    migration, migrations, api, sdk, cli, hooks, codebase, repo, repository,
    architecture, hexagonal, use case, dependency injection, middleware, endpoint,
    feature flag, rollout, observability, on-call, oncall, incident, postmortem,
    worktree, conventional commits, adr, rfc, domain driven, ddd, tdd, solid,
    eslint, prettier, pnpm, npm, yarn, cargo, gradle, pytest, jest, vitest,
    репозиторий, релиз, 代码审查, 生产环境, プルリク, 운영 서버, 배포
"""
"""Signs that software or data is the job: its culture, not the act of coding."""

PROFESSIONS = {
    "11": """
        stakeholders, headcount, okr, okrs, board meeting, ceo, my team's roadmap,
        quarterly, kpi, kpis, direct reports, budget, p&l
    """,
    "13": """
        invoice, invoices, ledger, reconciliation, accounts payable, bookkeeping,
        tax return, portfolio, audit trail, balance sheet, cash flow, payroll, hr,
        recruiting, procurement, underwriting, actuarial
    """,
    "17": """
        pcb, schematic, cad, autocad, solidworks, plm, fea, cfd, hvac, firmware,
        fpga, verilog, circuit, shipyard, marine, vessel, piping, structural, beam,
        mechanical, mechanical engineer, electrical engineer, civil engineer, plc,
        scada, bom, drawing, drawings, tolerance, tolerances, commissioning,
        조선, 설계도, 도면, 선박, 기계, 配管, 図面, 船舶, 图纸, 船舶设计
    """,
    "19": """
        assay, genome, genomics, sequencing, neuron, neurons, electrophysiology,
        spectra, spectroscopy, specimen, hypothesis, p-value, reaction, molecule,
        protein, cohort study, microscopy, lab notebook, in vivo, in vitro,
        ecological, climate model, seismic, telescope
    """,
    "21": """
        congregation, parish, caseworker, client intake, counseling, shelter,
        nonprofit clients, ministry
    """,
    "23": """
        plaintiff, defendant, statute, litigation, deposition, affidavit, clause,
        counsel, contract review, jurisdiction, patent claim, law firm, attorney
    """,
    "25": """
        my students, students, syllabus, lecture, lectures, grading, coursework,
        classroom, curriculum, homework, thesis, dissertation, lesson plan
    """,
    "27": """
        typography, illustration, storyboard, screenplay, manuscript, chapter,
        podcast, newsletter, editorial, brand guidelines, photography, video edit,
        game design, songwriting, my blog, journalist
    """,
    "29": """
        patient, patients, clinical, diagnosis, dosage, radiology, icu, triage,
        ehr, prescription, surgical, clinic
    """,
    "41": """
        sales pipeline, leads, crm, quota, prospect, prospects, cold email,
        account executive, upsell, storefront, customers of my shop
    """,
    "43": """
        data entry, appointment, appointments, filing, front desk, mail merge,
        meeting minutes
    """,
    "47": """
        construction site, contractor, subcontractor, scaffolding, blueprint,
        concrete
    """,
    "49": """
        technician, maintenance schedule, work order, spare parts, workshop
    """,
    "51": """
        production line, machining, cnc, injection molding, shop floor, quality
        inspection
    """,
    "53": """
        shipment, shipments, fleet, freight, dispatcher, delivery route, warehouse
    """,
}
"""Signs of other professions, by SOC-2018 major group."""
