namespace Slipway.Components.Tests;

/// <summary>A stack in a project whose engine does not answer: planning must do without one.</summary>
internal static class Stack
{
    public const string Compose = """
        x-slipway: { profiles: [prod], migrate: migrate }
        services:
          db:
            image: postgres:15-alpine
          web:
            image: shop/web:test
            build: ./web
            profiles: [prod]
            ports: ["8080:8080"]
            depends_on: [db]
            environment: { TOKEN: "${TOKEN:?the token of the shop}" }
            x-slipway: { size: 10MB, memory: 256MiB }
          worker:
            image: shop/worker:test
            build: ./worker
            profiles: [prod]
          extra:
            image: redis:7-alpine
            profiles: [extra]
          migrate:
            image: shop/web:test
            profiles: [migrate]
            depends_on: [db]

        """;

    public static TestProject NewProject()
    {
        var project = new TestProject { Time = TimeProvider.System };
        project.Write("stacks/shop/compose.yaml", Compose);
        project.Write("stacks/shop/.env", "TOKEN=correct-horse\n");
        project.Write("stacks/shop/web/Dockerfile", "FROM alpine:3.21\nCOPY page /page\nUSER 1000\n");
        project.Write("stacks/shop/web/page", "hello\n");
        project.Write("stacks/shop/worker/Dockerfile", "FROM shop/web:test\nRUN true\n");
        project.Environment["DOCKER_HOST"] = $"unix://{project.PathOf("no.sock")}";
        return project;
    }
}
