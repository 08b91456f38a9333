using static Slipway.Containers.Tests.Linting.LintFixture;

namespace Slipway.Containers.Tests.Linting;

public sealed class ExaminingComposeFiles
{
    [Fact]
    public void A_stack_that_keeps_to_the_rules_has_no_findings() =>
        Assert.Empty(Lint(("compose.yaml", GoodCompose), ("Dockerfile", GoodDockerfile)));

    [Fact]
    public void Every_rule_for_services_speaks_of_a_bare_one() => Assert.Equal(
        [
            "SL101 compose.yaml:2:3 image 'redis' of service 'cache' has no version",
            "SL106 compose.yaml:2:3 service 'cache' has no memory limit",
            "SL107 compose.yaml:2:3 logs of service 'cache' grow without bound",
            "SL108 compose.yaml:2:3 service 'cache' may gain privileges",
            "SL109 compose.yaml:2:3 service 'cache' keeps all default capabilities",
        ],
        Lint(("compose.yaml", "services:\n  cache: { image: redis }\n")));

    [Theory]
    [InlineData("logging: { driver: local }")]
    [InlineData("logging: { driver: syslog }")]
    [InlineData("logging: { options: { max-size: 1m } }")]
    public void Logs_that_are_bounded_or_handed_on_are_fine(string logging) =>
        Assert.Empty(Lint("SL107", ("compose.yaml", $"services:\n  cache:\n    image: redis:7\n    {logging}\n")));

    [Theory]
    [InlineData("environment: { API_TOKEN: abc }", "compose.yaml:4:31 variable 'API_TOKEN' of service 'a' has its value in the file")]
    [InlineData("environment: [DB_PASSWORD=abc]", "compose.yaml:4:19 variable 'DB_PASSWORD' of service 'a' has its value in the file")]
    [InlineData("environment: [DB_PASSWORD]", null)]
    [InlineData("environment: { API_TOKEN: '${API_TOKEN:-x}' }", "compose.yaml:4:31 variable 'API_TOKEN' of service 'a' has a default in the file")]
    [InlineData("environment: { API_TOKEN: '${API_TOKEN:-}' }", null)]
    [InlineData("environment: { API_TOKEN: '${API_TOKEN:-${OTHER}}' }", null)]
    [InlineData("environment: { DATABASE: 'postgres://app:abc@db/app' }", "compose.yaml:4:30 variable 'DATABASE' of service 'a' is an address with a password")]
    [InlineData("environment: { DATABASE: 'postgres://app:${PASSWORD}@db/app' }", null)]
    [InlineData("environment: { DB_PASSWORD_FILE: /run/secrets/db }", null)]
    public void A_compose_file_holds_no_secret(string field, string? finding) =>
        Assert.Equal(finding is null ? [] : [finding], Lint("SL111", ("compose.yaml", $"services:\n  a:\n    image: x:1\n    {field}\n")));

    [Fact]
    public void A_secret_in_a_command_is_found_in_any_form() => Assert.Equal(
        ["compose.yaml:2:3 the command of service 'a' gets a secret as argument '--token'", "compose.yaml:3:3 the command of service 'b' gets a secret as argument '--requirepass'"],
        Lint("SL112", ("compose.yaml", "services:\n  a: { image: 'x:1', command: bot --token abc }\n  b: { image: 'x:1', command: [redis-server, --requirepass, 'x'] }\n")));

    [Fact]
    public void A_health_check_gets_no_secret_either() => Assert.Equal(
        ["compose.yaml:4:18 the health check of service 'a' gets a secret as argument '-a'"],
        Lint("SL112", ("compose.yaml", "services:\n  a:\n    image: x:1\n    healthcheck: { test: redis-cli -a abc ping }\n")));

    [Fact]
    public void Root_a_health_check_switched_off_and_privileges_are_found_in_services_of_other_images_too()
    {
        const string compose = "services:\n  a:\n    image: x:1\n    user: root\n    healthcheck: { disable: true }\n    privileged: true\n    cap_drop: [ALL]\n";

        Assert.Equal(["compose.yaml:4:11 service 'a' runs as 'root'"], Lint("SL102", ("compose.yaml", compose)));
        Assert.Equal(["compose.yaml:5:18 the health check of service 'a' is switched off"], Lint("SL103", ("compose.yaml", compose)));
        Assert.Equal(["compose.yaml:2:3 service 'a' is privileged: it has every capability"], Lint("SL109", ("compose.yaml", compose)));
        Assert.Empty(Lint("SL103", ("compose.yaml", compose + "    restart: 'no'\n")));
    }

    [Fact]
    public void Health_that_nobody_tells_is_not_waited_for()
    {
        const string compose = """
            services:
              api: { build: ., depends_on: { db: { condition: service_healthy }, cache: { condition: service_healthy } } }
              db: { image: "someone/database:16" }
              cache: { image: "redis:7" }
            """;

        Assert.Equal(
            ["compose.yaml:2:70 service 'api' waits for the health of 'cache', which has no health check"],
            Lint("SL117", ("compose.yaml", compose), ("Dockerfile", "FROM alpine:3")));
    }

    [Theory]
    [InlineData("8080:80", "8080:90", "compose.yaml:3:30 host port 8080 of service 'b' is published by 'a' too, at compose.yaml:2:30")]
    [InlineData("127.0.0.1:8080:80", "8080:90", "compose.yaml:3:30 host port 8080 of service 'b' is published by 'a' too, at compose.yaml:2:30")]
    [InlineData("127.0.0.1:8080:80", "127.0.0.2:8080:90", null)]
    [InlineData("8080:80", "8080:80/udp", null)]
    [InlineData("80", "80", null)]
    public void A_port_of_the_host_is_published_once(string one, string other, string? finding) => Assert.Equal(
        finding is null ? [] : [finding],
        Lint("SL118", ("compose.yaml", $"services:\n  a: {{ image: 'x:1', ports: ['{one}'] }}\n  b: {{ image: 'x:1', ports: ['{other}'] }}\n")));

    [Fact]
    public void One_shots_need_no_health_check_and_others_name_their_service()
    {
        const string compose = """
            services:
              api: { build: ., depends_on: { migrate: { condition: service_completed_successfully } } }
              migrate: { build: . }
            """;

        Assert.Equal(
            ["compose.yaml:2:3 neither service 'api' nor its Dockerfile has a health check"],
            Lint("SL103", ("compose.yaml", compose), ("Dockerfile", "FROM alpine:3\nUSER 1")));
    }
}
