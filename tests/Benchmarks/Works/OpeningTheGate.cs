using Benchmarks.Contenders;
using Benchmarks.Inner;

namespace Benchmarks.Works;

/// <summary>How long after the health check that completes a deployment each tool knows of it.</summary>
internal sealed class OpeningTheGate : IWork
{
    private const string Compose = """
        services:
          web:
            image: IMAGE
            init: true
            command: ["sh", "-c", "sleep 1; touch /tmp/ready; exec sleep 3600"]
            healthcheck: { test: ["CMD", "test", "-f", "/tmp/ready"], interval: 500ms, retries: 100 }

        """;

    public string Name => "gate";

    public string Title => "From the end of the health check that completes a deployment to the tool that waits for it";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var missing = await Gate.WhyNotAsync(cancellationToken);
        scratch.Write("gate/compose.yaml", Compose.Replace("IMAGE", Gate.Image, StringComparison.Ordinal));
        return
        [
            Contender("the health gate", Gate.Ours) with { IsOurs = true, Reach = 20 },
            Contender($"{await Gate.ComposeNameAsync(cancellationToken)} up --wait", Gate.Composes),
        ];

        Contender Contender(string name, string mode) => new(name)
        {
            Missing = missing,
            Command = scratch.Command("gate", "dotnet", [typeof(Gate).Assembly.Location, Gate.Option, mode, scratch.PathOf("gate")]),
            Expected = Gate.Told,
            Read = Gate.Milliseconds,
            Unit = "ms",
        };
    }
}
