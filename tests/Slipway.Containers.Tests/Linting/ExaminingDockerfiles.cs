using static Slipway.Containers.Tests.Linting.LintFixture;

namespace Slipway.Containers.Tests.Linting;

public sealed class ExaminingDockerfiles
{
    [Fact]
    public void A_Dockerfile_that_keeps_to_the_rules_has_no_findings() => Assert.Empty(Lint(("Dockerfile", GoodDockerfile)));

    [Theory]
    [InlineData("FROM python", "image 'python' has no version")]
    [InlineData("FROM python:latest", "image 'python:latest' has no version")]
    [InlineData("FROM python@sha256:0123456789012345678901234567890123456789012345678901234567890123", null)]
    [InlineData("FROM python:3.12", null)]
    [InlineData("FROM scratch", null)]
    [InlineData("ARG TAG=3.12\nFROM python:$TAG", null)]
    [InlineData("FROM alpine:3 AS a\nCOPY --from=busybox /bin/true /true\nFROM a", "image 'busybox' has no version", 2)]
    public void A_base_has_a_version(string dockerfile, string? message, int line = 1) => Check("SL101", dockerfile, message, line);

    [Theory]
    [InlineData("FROM alpine:3", "no USER is set: the image runs as the user of its base, mostly root")]
    [InlineData("FROM alpine:3\nUSER root", "the image runs as 'root'", 2)]
    [InlineData("FROM alpine:3\nUSER 0:0", "the image runs as '0:0'", 2)]
    [InlineData("FROM alpine:3\nUSER root\nUSER 1000", null)]
    public void An_image_does_not_run_as_root(string dockerfile, string? message, int line = 1) => Check("SL102", dockerfile, message, line);

    [Theory]
    [InlineData("FROM alpine:3", "the image has no HEALTHCHECK")]
    [InlineData("FROM alpine:3\nHEALTHCHECK NONE", "the image has no HEALTHCHECK")]
    [InlineData("FROM alpine:3\nHEALTHCHECK CMD wget -q localhost", null)]
    public void An_image_has_a_health_check(string dockerfile, string? message, int line = 1) => Check("SL103", dockerfile, message, line);

    [Theory]
    [InlineData("CMD true", "the health check cannot fail: 'true' does nothing")]
    [InlineData("CMD [\"/bin/true\"]", "the health check cannot fail: '/bin/true' does nothing")]
    [InlineData("CMD exit 0", "the health check cannot fail: 'exit 0' does nothing")]
    [InlineData("CMD curl -f localhost || true", "the health check cannot fail: it ends with '|| true'")]
    [InlineData("CMD curl -f localhost; exit 0", "the health check cannot fail: it ends with '; exit 0'")]
    [InlineData("CMD curl -f localhost || echo down", "the health check cannot fail: it ends with '|| echo down'")]
    [InlineData("CMD python -c \"import sys; sys.exit(0)\"", "the health check cannot fail: it asks an interpreter that asks nobody")]
    [InlineData("CMD curl -f localhost || exit 1", null)]
    [InlineData("--interval=5s CMD test -f /tmp/healthy", null)]
    public void A_health_check_can_fail(string check, string? message) => Check("SL104", $"FROM alpine:3\nHEALTHCHECK {check}", message, 2);

    [Theory]
    [InlineData("CMD curl -f localhost > /tmp/out", "the health check writes: '> /tmp/out'")]
    [InlineData("CMD touch /tmp/checked && wget -q localhost", "the health check writes: 'touch /tmp/checked'")]
    [InlineData("CMD psql -c \"INSERT INTO checks VALUES (1)\"", "the health check writes: 'INSERT INTO'")]
    [InlineData("CMD curl -f -o /tmp/out localhost", "the health check writes: '-o /tmp/out'")]
    [InlineData("CMD curl -f -X POST localhost/checks", "the health check writes: '-X POST'")]
    [InlineData("CMD wget localhost/health", "the health check writes: 'wget localhost/health'")]
    [InlineData("CMD redis-cli set checked 1", "the health check writes: 'redis-cli set'")]
    [InlineData("CMD wget -qO- localhost || wget --spider -q localhost || curl -fso /dev/null localhost", null)]
    [InlineData("CMD curl -fsS localhost > /dev/null 2>&1", null)]
    [InlineData("CMD python -c \"import os; assert os.getloadavg()[0] >= 0\"", null)]
    public void A_health_check_only_looks(string check, string? message) => Check("SL105", $"FROM alpine:3\nHEALTHCHECK {check}", message, 2);

    [Theory]
    [InlineData("ENV API_TOKEN=abc", "variable 'API_TOKEN' is a secret by its name and has a value")]
    [InlineData("ENV DB_PASSWORD abc", "variable 'DB_PASSWORD' is a secret by its name and has a value")]
    [InlineData("ARG NPM_TOKEN", "build argument 'NPM_TOKEN' is a secret by its name")]
    [InlineData("LABEL password=abc", "label 'password' is a secret by its name and has a value")]
    [InlineData("ENV DATABASE=postgres://app:abc@db/app", "variable 'DATABASE' is an address with a password")]
    [InlineData("ENV API_TOKEN=", null)]
    [InlineData("ENV API_TOKEN_FILE=/run/secrets/token", null)]
    [InlineData("ENV TOKENIZERS_PARALLELISM=false KEYBOARD=de", null)]
    public void An_image_holds_no_secret(string instruction, string? message) => Check("SL110", $"FROM alpine:3\n{instruction}", message, 2);

    [Theory]
    [InlineData("CMD [\"bot\", \"--token\", \"abc\"]", "the command gets a secret as argument '--token'")]
    [InlineData("CMD bot --api-key=abc", "the command gets a secret as argument '--api-key'")]
    [InlineData("CMD redis-server --requirepass $REDIS_PASSWORD", "the command gets a secret as argument '--requirepass'")]
    [InlineData("RUN make && PGPASSWORD=abc psql -c 'SELECT 1'", "the command gets a secret as 'PGPASSWORD'")]
    [InlineData("RUN sh -c \"bot --token 'a b'\"", "the command gets a secret as argument '--token'")]
    [InlineData("RUN curl -H 'Authorization: Bearer abcdefgh' localhost", "the command gets a secret in a header")]
    [InlineData("RUN git clone https://me:abc@host/repo", "the command gets a secret in an address")]
    [InlineData("HEALTHCHECK CMD mysqladmin ping -pabc", "the health check gets a secret as argument '-p'")]
    [InlineData("RUN --mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) npm ci && mkdir -p /app", null)]
    [InlineData("RUN git clone ssh://git@host/repo && SECRET_KEY=dummy make", null)]
    [InlineData("CMD bot --token-file /run/secrets/token", null)]
    [InlineData("CMD bot --token", null)]
    public void A_command_gets_no_secret_as_an_argument(string instruction, string? message) => Check("SL112", $"FROM alpine:3\n{instruction}", message, 2);

    [Theory]
    [InlineData("COPY . .\nRUN pip install --no-cache-dir -r requirements.txt", "all sources are copied before 'pip install --no-cache-dir -r' in line 3")]
    [InlineData("COPY ./ /app/\nRUN npm ci --omit=dev", "all sources are copied before 'npm ci' in line 3")]
    [InlineData("COPY package.json .\nRUN npm ci\nCOPY . .", null)]
    [InlineData("COPY . .\nRUN pip install .", null)]
    public void Dependencies_are_installed_before_the_sources_are_copied(string instructions, string? message) => Check("SL114", $"FROM alpine:3\n{instructions}", message, 2);

    [Theory]
    [InlineData("RUN apt-get update && apt-get install -y curl", "the lists of 'apt-get update' stay in the image")]
    [InlineData("RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*", null)]
    [InlineData("RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl", null)]
    [InlineData("RUN <<E\napt-get update\nE", "the lists of 'apt-get update' stay in the image")]
    public void Package_lists_do_not_stay(string instruction, string? message) => Check("SL115", $"FROM alpine:3\n{instruction}", message, 2);

    [Fact]
    public void Package_lists_of_a_stage_that_is_only_copied_from_do_no_harm() =>
        Assert.Empty(Lint("SL115", ("Dockerfile", "FROM alpine:3 AS build\nRUN apt-get update\nFROM alpine:3\nCOPY --from=build /a /a")));

    [Fact]
    public void An_environment_file_stays_outside()
    {
        const string dockerfile = "FROM alpine:3\nCOPY . /app";

        Assert.Equal(
            ["Dockerfile:2:1 '.env' reaches the image", "Dockerfile:2:1 'sub/.env.local' reaches the image"],
            Lint("SL113", ("Dockerfile", dockerfile), (".env", "A=b"), (".env.example", "A="), ("sub/.env.local", "A=b")));
        Assert.Empty(Lint("SL113", ("Dockerfile", dockerfile), (".env", "A=b"), (".dockerignore", "**/.env*")));
        Assert.Empty(Lint("SL113", ("Dockerfile", "FROM alpine:3\nCOPY src /app"), (".env", "A=b"), ("src/a", "")));
    }

    [Fact]
    public void A_context_that_is_copied_as_a_whole_has_an_ignore_file()
    {
        Assert.Equal(
            ["Dockerfile:2:1 the whole context is copied, and there is no .dockerignore"],
            Lint("SL116", ("Dockerfile", "FROM alpine:3\nCOPY . /app")));
        Assert.Empty(Lint("SL116", ("Dockerfile", "FROM alpine:3\nCOPY . /app"), (".dockerignore", ".git")));
        Assert.Empty(Lint("SL116", ("Dockerfile", "FROM alpine:3\nCOPY src /app")));
    }

    private static void Check(string rule, string dockerfile, string? message, int line) =>
        Assert.Equal(message is null ? [] : [$"Dockerfile:{line}:1 {message}"], Lint(rule, ("Dockerfile", dockerfile)));
}
