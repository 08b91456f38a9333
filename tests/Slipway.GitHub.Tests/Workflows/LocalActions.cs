using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Slipway.GitHub.Tests.Workflows;

/// <summary>Runs the jobs of a workflow in order on this machine, each in a fresh clone, and passes artifacts as GitHub does.</summary>
internal sealed partial class LocalActions(SampleRepository repository, IReadOnlyDictionary<string, string> secrets) : IDisposable
{
    private readonly TestProject _space = new();
    private readonly List<(string Job, string Output)> _ran = [];
    private int _count;

    /// <summary>What the run steps of each job printed.</summary>
    public IReadOnlyList<(string Job, string Output)> Ran => _ran;

    public void Dispose() => _space.Dispose();

    public string Artifacts => _space.PathOf("artifacts");

    public async Task RunAsync(string workflow)
    {
        var jobs = Map(Map(Load(workflow))["jobs"]).ToDictionary(pair => pair.Key.ToString(), pair => Map(pair.Value), StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (done.Count < jobs.Count)
        {
            var (id, job) = jobs.First(pair => !done.Contains(pair.Key) && Texts(pair.Value, "needs").All(done.Contains));
            var items = job.Children.TryGetValue("strategy", out var strategy) ? Texts(Map(Map(strategy)["matrix"]), "item").ToList() : [null!];
            for (var i = 0; i < items.Count; i++)
                await RunJobAsync(items[i] is { } item ? $"{id}:{item}" : id, job, new Dictionary<string, string>(StringComparer.Ordinal) { ["matrix.item"] = items[i] ?? "", ["strategy.job-index"] = i.ToString(CultureInfo.InvariantCulture) });
            done.Add(id);
        }
    }

    /// <summary>Runs steps in a folder, as of a composite action.</summary>
    public async Task<string> RunStepsAsync(string folder, YamlSequenceNode steps, IReadOnlyDictionary<string, string> values)
    {
        var output = "";
        foreach (var step in steps.Select(Map))
            output += await RunStepAsync(folder, step, values);
        return output;
    }

    public static YamlNode Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }

    public static YamlMappingNode Map(YamlNode node) => (YamlMappingNode)node;

    private static IEnumerable<string> Texts(YamlMappingNode map, string key) => !map.Children.TryGetValue(key, out var value) ? [] : value is YamlSequenceNode list ? list.Select(item => item.ToString()) : [value.ToString()];

    private async Task RunJobAsync(string name, YamlMappingNode job, Dictionary<string, string> values)
    {
        var folder = _space.PathOf($"job-{_count++}");
        await repository.GitAsync(_space.Folder, "clone", "--quiet", repository.Project.Folder, folder);
        _ran.Add((name, await RunStepsAsync(folder, (YamlSequenceNode)job["steps"], values)));
    }

    private async Task<string> RunStepAsync(string folder, YamlMappingNode step, IReadOnlyDictionary<string, string> values)
    {
        var with = step.Children.TryGetValue("with", out var node) ? Map(node).ToDictionary(pair => pair.Key.ToString(), pair => Evaluate(pair.Value.ToString(), values), StringComparer.Ordinal) : [];
        if (step.Children.TryGetValue("uses", out var uses))
        {
            switch (uses.ToString().Split('@')[0])
            {
                case "actions/upload-artifact":
                    await ActionArtifacts.UploadAsync(folder, Path.Combine(Artifacts, with["name"]), with);
                    break;
                case "actions/download-artifact":
                    ActionArtifacts.Download(Artifacts, folder, with);
                    break;
            }

            return "";
        }

        var environment = step.Children.TryGetValue("env", out var given) ? Map(given).ToDictionary(pair => pair.Key.ToString(), pair => (string?)Evaluate(pair.Value.ToString(), values), StringComparer.Ordinal) : [];
        var script = _space.Write($"script-{_count++}.sh", Evaluate(step["run"].ToString(), values));
        var result = await SampleRepository.RunAsync("bash", folder, environment, ["-e", script]);
        Assert.True(result.Succeeded, string.Join('\n', result.Output.Select(line => line.Text)));
        return result.StandardOutput;
    }

    private string Evaluate(string text, IReadOnlyDictionary<string, string> values) => Expression.Replace(text, match => match.Groups["text"].Value switch
    {
        "runner.os" => "Linux",
        "github.sha" => "1a2b3c",
        "github.token" => "",
        var name when name.StartsWith("hashFiles(", StringComparison.Ordinal) => "abc",
        var name when name.StartsWith("secrets.", StringComparison.Ordinal) => secrets[name["secrets.".Length..]],
        var name => values[name],
    });

    [GeneratedRegex(@"\$\{\{ (?<text>.+?) \}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression { get; }
}
