using System.Text.Json;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Tests.Stacks;

public sealed class DrawingStacks
{
    [Fact]
    public void Services_images_stages_and_bases_hang_together()
    {
        using var fixture = new StackFixture();
        var stack = fixture.WithWeb(
            "FROM node:22 AS build\nFROM nginx:1.27\nCOPY --from=build /a /b\nCOPY --from=busybox:1 /c /d\n",
            "    depends_on: { db: { condition: service_healthy } }\n  db: { image: 'postgres:15', healthcheck: { test: [CMD, 'true'] } }").Load();

        var graph = StackGraph.Of(stack);

        Assert.Equal(
            """
            base:node:22 -from-> stage:web/build
            base:nginx:1.27 -from-> stage:web/1
            stage:web/build -copy-> stage:web/1
            base:busybox:1 -copy-> stage:web/1
            stage:web/1 -final-> image:web
            image:web -runs-> service:web
            service:db -healthy-> service:web
            base:postgres:15 -runs-> service:db
            """.ReplaceLineEndings("\n"),
            string.Join('\n', graph.Edges.Select(edge => $"{edge.From} -{edge.Kind}-> {edge.To}")));
        Assert.StartsWith("graph LR\n  n0[\"shop/web:test\"]\n  n1(\"build\")\n  n2[/\"node:22\"/]\n", graph.ToMermaid(), StringComparison.Ordinal);
        Assert.Contains("\n  n2 -- from --> n1\n", graph.ToMermaid(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(graph.ToJson());
        Assert.Equal((graph.Nodes.Count, graph.Edges.Count), (json.RootElement.GetProperty("nodes").GetArrayLength(), json.RootElement.GetProperty("edges").GetArrayLength()));
    }
}
