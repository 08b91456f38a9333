using Slipway.Containers.Composing;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Tests.Stacks;

public sealed class ReadingStacks
{
    private const string Compose = """
        x-slipway: { profiles: [prod], migrate: migrate }
        services:
          db: { image: "postgres:15-alpine" }
          cache: { image: "redis:7-alpine", profiles: [cache] }
          web:
            image: shop/web:test
            build: { context: ./web, target: final, args: { BASE: "alpine:3.21" } }
            profiles: [prod]
            depends_on: [db]
            x-slipway: { size: 10MB, memory: 1GiB }
          jobs: { image: "shop/web:test", build: ./web, profiles: [prod] }
          extra: { image: "shop/extra:test", build: ./extra, profiles: [extra] }
          migrate: { image: "shop/web:test", profiles: [migrate], depends_on: [db] }

        """;

    private const string Dockerfile = """
        ARG BASE=scratch
        FROM rust:1.75-alpine AS builder
        FROM ${BASE} AS final
        COPY --from=builder /bin/sh /app
        COPY --from=nginx:1.27 /etc/nginx /nginx
        FROM mongo:7 AS unused

        """;

    [Fact]
    public void Probes_are_addresses()
    {
        using var stack = new StackFixture().With("compose.yaml", "x-slipway: { probes: [http://localhost:1/a, https://b] }\nservices: { a: { image: 'x:1' } }\n");

        Assert.Equal(["http://localhost:1/a", "https://b/"], stack.Load().Probes.Cast<HttpProbe>().Select(probe => probe.Address.ToString()));
    }

    [Fact]
    public void A_probe_that_is_no_address_is_refused()
    {
        using var stack = new StackFixture().With("compose.yaml", "x-slipway: { probes: localhost:1 }\nservices: { a: { image: 'x:1' } }\n");

        Assert.Equal(
            "error SW0261: a probe of x-slipway is not an http or https address\n  stacks/shop/compose.yaml:1:22\n  try: probes: [\"http://localhost:8080/health\"]",
            stack.ProblemOf());
    }

    [Fact]
    public void The_schema_knows_every_setting()
    {
        var schema = System.Text.Json.JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Of("docs/schemas/x-slipway.schema.json"))).RootElement.GetProperty("definitions");

        Assert.Equal(StackSettings.Known, schema.GetProperty("project").GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(StackSettings.KnownOfService.Order(StringComparer.Ordinal), schema.GetProperty("service").GetProperty("properties").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Images_are_those_that_active_services_build_each_once()
    {
        using var stack = Shop();

        var images = stack.Load().Images;

        var web = Assert.Single(images);
        Assert.Equal(("web", "shop/web:test"), (web.ToString(), web.Reference));
        Assert.Equal((new ByteSize(10_000_000), new ByteSize(1L << 30)), (web.SizeBudget, web.Memory));
    }

    [Fact]
    public void Bases_are_what_the_needed_stages_and_the_active_services_take_from_elsewhere()
    {
        using var stack = Shop();

        var loaded = stack.Load();

        Assert.Equal(["alpine:3.21", "nginx:1.27", "postgres:15-alpine", "rust:1.75-alpine"], loaded.Bases.Select(b => b.Reference));
        Assert.Equal("alpine:3.21", loaded.Images[0].FinalBase);
    }

    [Fact]
    public void Named_profiles_replace_those_of_the_file()
    {
        using var stack = Shop();

        var loaded = stack.Load("cache");

        Assert.Equal(["db", "cache"], loaded.Services.Select(s => s.Name));
        Assert.Equal(["postgres:15-alpine", "redis:7-alpine"], loaded.Bases.Select(b => b.Reference));
    }

    [Fact]
    public void The_migration_waits_for_what_its_depends_on_reaches_and_is_no_service_that_stays()
    {
        using var stack = Shop();

        var loaded = stack.Load();

        Assert.Equal("migrate", loaded.MigrateService);
        Assert.Equal(["db"], loaded.MigrationDependencies);
        Assert.Equal(["db", "web", "jobs"], loaded.Services.Select(s => s.Name));
    }

    [Fact]
    public void A_missing_Dockerfile_is_named_with_the_line_that_wants_it()
    {
        using var stack = new StackFixture().With("compose.yaml", "services:\n  web:\n    build: ./web\n").With("web/page", "");

        Assert.Equal(
            """
            error SW0254: service 'web' is built from 'stacks/shop/web/Dockerfile', which is not there
              stacks/shop/compose.yaml:3:12
              try: correct context: or dockerfile:
            """,
            stack.ProblemOf());
    }

    [Fact]
    public void All_problems_of_the_settings_are_told_at_once()
    {
        using var stack = new StackFixture().With("compose.yaml", "x-slipway: { profile: [a], migrate: gone }\nservices: { web: { image: x } }\n");

        Assert.Equal(
            """
            error SW0251: x-slipway knows no 'profile'
              stacks/shop/compose.yaml:1:14
              try: profiles
            error SW0252: x-slipway names 'gone' as the service that migrates, and there is no such service
              stacks/shop/compose.yaml:1:37
              try: web
            """,
            stack.ProblemOf());
    }

    [Fact]
    public void Additional_contexts_are_folders_images_services_and_addresses()
    {
        using var stack = new StackFixture()
            .With(
                "compose.yaml",
                """
                services:
                  web:
                    build:
                      context: ./web
                      additional_contexts:
                        more: ./more
                        image: docker-image://alpine:3.21
                        other: service:lib
                        repo: https://git.example/x.git#main
                  lib: { build: ./web, image: shop/lib:1 }

                """)
            .With("web/Dockerfile", "FROM image\nCOPY --from=more a /\nCOPY --from=other b /\n")
            .With("more/a", "");

        var web = stack.Load().Images[0];

        Assert.Equal(["alpine:3.21", "shop/lib:1"], web.Bases);
        Assert.Equal(["more"], web.Contexts.Folders.Keys);
        Assert.Equal(["image=alpine:3.21", "other=shop/lib:1"], web.Contexts.Images.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(["repo=https://git.example/x.git#main"], web.Contexts.Addresses.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void An_additional_context_that_is_nothing_is_told()
    {
        using var stack = new StackFixture()
            .With(
                "compose.yaml",
                """
                services:
                  web: { build: { context: ./web, additional_contexts: { other: ./missing } } }

                """)
            .With("web/Dockerfile", "FROM alpine:3.21\n");

        Assert.StartsWith(
            $"error SW0258: service 'web' is built with the context 'other', and '{stack.Root}/stacks/shop/missing' is neither a folder, an image, a service nor an address\n  stacks/shop/compose.yaml:2",
            stack.ProblemOf(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_is_none_is_refused()
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n", "    x-slipway: { size: huge }\n");

        Assert.Equal(
            """
            error SW0253: 'size' of x-slipway is not a size
              stacks/shop/compose.yaml:5:24
              try: size: 512MiB
            """,
            stack.ProblemOf());
    }

    [Fact]
    public void Secrets_are_the_values_of_variables_that_are_named_so_and_addresses_with_a_password()
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n").With(
            ".env",
            "API_KEY=one\nPOSTGRES_PASSWORD=two\nDATABASE_URL=postgres://u:three@db/x\nPUBLIC_URL=https://example.invalid/a:b\nKEYBOARD=qwerty\nTOKEN=\n");

        Assert.Equal(["one", "two", "postgres://u:three@db/x", "three"], stack.Load().Secrets.Select(s => s.Reveal()));
    }

    [Theory]
    [InlineData("postgres://u:p%40ss@db/x", "p%40ss", "p@ss")]
    [InlineData("redis://:three@db", "three")]
    [InlineData("amqp://u:p@ss@mq:5672/v?x=a@b", "p@ss")]
    [InlineData("postgres://u:a/b@db/x", "a/b")]
    public void The_password_of_an_address_is_a_secret_of_its_own_as_written_and_decoded(string address, params string[] passwords)
    {
        using var stack = new StackFixture().WithWeb("FROM alpine:3.21\n").With(".env", $"URL='{address}'\n");

        Assert.Equal([address, .. passwords], stack.Load().Secrets.Select(s => s.Reveal()));
    }

    [Fact]
    public void Secrets_of_the_environment_win_over_the_file_and_are_masked_too()
    {
        using var stack = new StackFixture()
            .WithWeb("FROM alpine:3.21\n", "    environment: { TOKEN: '${SHOP_TOKEN}', PASSWORD: }\n")
            .With(".env", "API_KEY=one\n");
        foreach (var (name, value) in new[] { ("API_KEY", "two"), ("SHOP_TOKEN", "three"), ("PASSWORD", "four"), ("OTHER_TOKEN", "five") })
            stack.Environment[name] = value;

        Assert.Equal(["one", "three", "four", "two"], stack.Load().Secrets.Select(s => s.Reveal()));
    }

    [Fact]
    public void A_Dockerfile_may_stand_inside_of_the_compose_file()
    {
        using var stack = new StackFixture().With("compose.yaml", "services: { web: { build: { context: ., dockerfile_inline: \"FROM alpine:3.21\" } } }\n");

        var web = Assert.Single(stack.Load().Images);

        Assert.Equal(("", "stacks/shop/compose.yaml", "alpine:3.21"), (web.DockerfilePath, web.Dockerfile.Path, web.FinalBase));
    }

    private static StackFixture Shop() => new StackFixture().With("compose.yaml", Compose).With("web/Dockerfile", Dockerfile).With("extra/Dockerfile", "FROM scratch\n");
}
