"""What leaves the machine: pull requests, releases and deployments."""

import re

from metier.evidence.families.family import (
    Family,
    Shape,
    lines,
)

__all__ = ["FAMILIES"]

_DRY = frozenset(
    {"--dry-run", "--dryrun", "-n", "--dry-run=client", "--dry-run=server"}
)

PULL_REQUEST = Family(
    name="pull-request",
    tool="gh",
    kind="pull_request",
    shapes=(
        Shape(words=("gh", "pr", "create")),
        Shape(words=("gh", "pr", "new")),
        Shape(words=("glab", "mr", "create"), tool="glab"),
        Shape(words=("hub", "pull-request"), tool="hub"),
        Shape(words=("az", "repos", "pr", "create"), tool="az"),
        Shape(words=("tea", "pr", "create"), tool="tea"),
    ),
    without=_DRY - {"-n"} | {"--web", "-w"},
    passes=lines(
        r"^[ \t]*https?://\S+/(?:pull|pulls|merge_requests|pullrequest)/\d+\s*$"
    ),
    fails=lines(
        r"^a pull request for branch .* already exists",
        r"already exists:?$",
        r"^pull request create failed",
        r"^(?:GraphQL|error|failed|must|aborted|could not|no commits|HTTP \d+)\b",
        r"^gh: ",
        r"^To get started with GitHub CLI, please run: ",
    ),
    source="documentation",
)

PR_MERGE = Family(
    name="pull-request-merge",
    tool="gh",
    kind="merge",
    shapes=(
        Shape(words=("gh", "pr", "merge")),
        Shape(words=("glab", "mr", "merge"), tool="glab"),
    ),
    without=frozenset({"--disable-auto"}),
    passes=lines(
        r"^✓ (?:Squashed and merged|Merged|Rebased and merged) pull request",
        r"^✓ (?:Rebased and )?[Mm]erged",
    ),
    fails=lines(
        r"^X Pull request .* is not mergeable",
        r"^(?:GraphQL|error|failed|Message): ",
    ),
    nothing=lines(
        r"will be automatically merged", r"^! Pull request .* was already merged"
    ),
    source="documentation",
)

PUBLISH = Family(
    name="publish",
    tool="npm",
    kind="publish",
    shapes=(
        Shape(words=("npm", "publish")),
        Shape(words=("pnpm", "publish"), tool="pnpm"),
        Shape(words=("yarn", "publish"), tool="yarn"),
        Shape(words=("yarn", "npm", "publish"), tool="yarn"),
        Shape(words=("bun", "publish"), tool="bun"),
        Shape(words=("lerna", "publish"), tool="lerna"),
        Shape(words=("changeset", "publish"), tool="changesets"),
        Shape(words=("deno", "publish"), tool="deno"),
        Shape(words=("jsr", "publish"), tool="jsr"),
        Shape(words=("twine", "upload"), tool="twine"),
        Shape(words=("uv", "publish"), tool="uv"),
        Shape(words=("poetry", "publish"), tool="poetry"),
        Shape(words=("hatch", "publish"), tool="hatch"),
        Shape(words=("flit", "publish"), tool="flit"),
        Shape(words=("pdm", "publish"), tool="pdm"),
        Shape(words=("maturin", "publish"), tool="maturin"),
        Shape(words=("cargo", "publish"), tool="cargo"),
        Shape(words=("gem", "push"), tool="gem"),
        Shape(words=("mix", "hex.publish"), tool="mix"),
        Shape(words=("dart", "pub", "publish"), tool="dart"),
        Shape(words=("flutter", "pub", "publish"), tool="flutter"),
        Shape(words=("docker", "push"), tool="docker"),
        Shape(words=("podman", "push"), tool="podman"),
        Shape(
            words=("docker", "buildx", "build"),
            tool="docker",
            needs=frozenset({"--push"}),
        ),
        Shape(words=("helm", "push"), tool="helm"),
        Shape(words=("gh", "release", "create"), tool="gh"),
        Shape(words=("glab", "release", "create"), tool="glab"),
        Shape(words=("goreleaser", "release"), tool="goreleaser"),
        Shape(words=("vsce", "publish"), tool="vsce"),
        Shape(words=("ovsx", "publish"), tool="ovsx"),
        Shape(words=("dotnet", "nuget", "push"), tool="dotnet"),
        Shape(words=("mvn", "deploy"), tool="maven"),
        Shape(words=("mvnw", "deploy"), tool="maven"),
        Shape(words=("semantic-release",), tool="semantic-release"),
        Shape(words=("eas", "submit"), tool="eas"),
    ),
    without=_DRY | {"--snapshot"},
    passes=lines(
        r"^\+ \S+@\d",
        r"^View at:$",
        r"^ +Uploaded \S+ v",
        r"^ +Published \S+ v\d",
        r"^Successfully registered gem",
        r"^\S+: digest: sha256:",
        r"^[ \t]*https://\S+/releases/tag/\S+\s*$",
        r"^Your package was pushed\.",
        r"^Successfully published:$",
        r"^lerna success published \d+",
        r"success packages published successfully",
        r"^ *DONE +Published ",
        r"^\[INFO\] BUILD SUCCESS",
    ),
    fails=lines(
        r"^npm (?:ERR!|error) ",
        r"^error(?::|\[)",
        r"^(?:ERROR|HTTPError|denied|Error)\b",
        r"^unauthorized",
        r"^ - Uploading \S+ .*FAILED$",
        r"^HTTP Error [45]\d\d:",
        r"^\[(?:INFO|ERROR)\] BUILD FAILURE",
    ),
    source="npm 10, documentation",
)

DEPLOY = Family(
    name="deploy",
    tool="vercel",
    kind="deploy",
    shapes=(
        Shape(words=("vercel", "deploy")),
        Shape(words=("vercel", "promote")),
        Shape(words=("vercel", "redeploy")),
        Shape(words=("vercel", "rollback")),
        Shape(words=("vercel", "alias", "set")),
        # Alone, or with options only, vercel deploys.
        Shape(words=("vercel",), says=re.compile(r"^vercel(?: -\S+(?: [^-\s]\S*)?)*$")),
        Shape(words=("netlify", "deploy"), tool="netlify"),
        Shape(words=("ntl", "deploy"), tool="netlify"),
        Shape(words=("fly", "deploy"), tool="fly"),
        Shape(words=("flyctl", "deploy"), tool="fly"),
        Shape(words=("railway", "up"), tool="railway"),
        Shape(words=("wrangler", "deploy"), tool="wrangler"),
        Shape(words=("wrangler", "publish"), tool="wrangler"),
        Shape(words=("wrangler", "pages", "deploy"), tool="wrangler"),
        Shape(words=("firebase", "deploy"), tool="firebase"),
        Shape(words=("supabase", "functions", "deploy"), tool="supabase"),
        Shape(words=("supabase", "db", "push"), tool="supabase"),
        Shape(words=("kubectl", "apply"), tool="kubectl"),
        Shape(
            words=("kubectl", "rollout"), tool="kubectl", needs=frozenset({"restart"})
        ),
        Shape(words=("helm", "install"), tool="helm"),
        Shape(words=("helm", "upgrade"), tool="helm"),
        Shape(words=("terraform", "apply"), tool="terraform"),
        Shape(words=("tofu", "apply"), tool="terraform"),
        Shape(words=("terragrunt", "apply"), tool="terragrunt"),
        Shape(words=("pulumi", "up"), tool="pulumi"),
        Shape(words=("cdk", "deploy"), tool="cdk"),
        Shape(words=("sst", "deploy"), tool="sst"),
        Shape(words=("serverless", "deploy"), tool="serverless"),
        Shape(words=("sls", "deploy"), tool="serverless"),
        Shape(words=("sam", "deploy"), tool="sam"),
        Shape(words=("heroku", "container:release"), tool="heroku"),
        Shape(words=("gcloud", "run", "deploy"), tool="gcloud"),
        Shape(words=("gcloud", "app", "deploy"), tool="gcloud"),
        Shape(words=("gcloud", "functions", "deploy"), tool="gcloud"),
        Shape(words=("gcloud", "builds", "submit"), tool="gcloud"),
        Shape(words=("az", "webapp", "deploy"), tool="az"),
        Shape(words=("az", "webapp", "up"), tool="az"),
        Shape(words=("aws", "s3", "sync"), tool="aws"),
        Shape(words=("aws", "cloudformation", "deploy"), tool="aws"),
        Shape(words=("eb", "deploy"), tool="aws"),
        Shape(words=("ansible-playbook",), tool="ansible"),
        Shape(words=("cap", "production", "deploy"), tool="capistrano"),
        Shape(words=("kamal", "deploy"), tool="kamal"),
        Shape(words=("doctl", "apps", "create-deployment"), tool="doctl"),
        Shape(words=("surge",), tool="surge"),
        Shape(words=("gh-pages",), tool="gh-pages"),
        Shape(words=("mkdocs", "gh-deploy"), tool="mkdocs"),
        Shape(words=("eas", "update"), tool="eas"),
        Shape(words=("convex", "deploy"), tool="convex"),
    ),
    without=_DRY | {"--check", "--syntax-check", "--list-tasks"},
    passes=lines(
        r"^✅ +Production: ",
        r"^(?:✅|✔|🔍) +(?:Preview|Production|Inspect): https://",
        r"^✔ Deploy complete!",
        r"^Deploy is live!",
        r"^(?:🚀 )?Deploy complete",
        r"^Apply complete! Resources: ",
        r"^(?:Published|Deployed) \S+ (?:triggers )?\([\d.]+ sec\)",
        r"^ ✅ +\S+",
        r"^\S+/\S+ (?:created|configured|serverside-applied)$",
        r"^Service \[\S+\] revision \[\S+\] has been deployed",
        r"^Release \"\S+\" has been upgraded",
        r"^STATUS: deployed",
        r"^Successfully created/updated stack",
        r"^✔ Service deployed to stack",
        r"^v\d+ deployed successfully",
    ),
    nothing=lines(r"^No changes\. Your infrastructure matches"),
    fails=lines(
        # What a rollout says that was waited for is not what applying said.
        r"^(?:Error|ERROR|error)\b(?!: timed out waiting for the condition)",
        r"^ *\u203a? +Error: ",
        r"^│ Error: ",
        r"^✘ \[ERROR\]",
        r"^ ❌ +",
        r"^fatal(?: error)?: ",
        r"failed=[1-9]",
    ),
    source="documentation",
)

FAMILIES = (
    PULL_REQUEST,
    PR_MERGE,
    PUBLISH,
    DEPLOY,
)
