using Slipway.Containers.Compose;
using Slipway.Containers.Linting;

namespace Slipway.Containers.Tests.Linting;

/// <summary>Files of a project, and what one rule has to say of them.</summary>
internal static class LintFixture
{
    public const string GoodDockerfile = """
        FROM python:3.12-slim
        WORKDIR /app
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        COPY src src
        USER app
        HEALTHCHECK CMD ["python", "health.py"]
        CMD ["python", "-m", "app"]
        """;

    public const string GoodCompose = """
        services:
          api:
            build: .
            image: shop/api
            environment:
              API_TOKEN: ${API_TOKEN:-}
            ports: ["8000:8000"]
            deploy: { resources: { limits: { memory: 256M } } }
            logging: { driver: json-file, options: { max-size: 10m } }
            security_opt: ["no-new-privileges:true"]
            cap_drop: [ALL]
        """;

    /// <summary>The findings as <c>rule file:line message</c>.</summary>
    public static IReadOnlyList<string> Lint(params (string Name, string Text)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in files)
            folder.Write(name, text);
        var subject = files.Any(file => file.Name == "compose.yaml")
            ? LintSubject.Of(ComposeLoader.Load(new ComposeOptions { ProjectFolder = folder.Path }), folder.Path)
            : LintSubject.OfDockerfile(Path.Combine(folder.Path, "Dockerfile"), folder.Path);
        return [.. Linter.Examine(subject, name => File.ReadAllText(Path.Combine(folder.Path, name))).Select(finding => $"{finding.Rule.Id} {finding.Place} {finding.Message}")];
    }

    /// <summary>The findings of one rule.</summary>
    public static IReadOnlyList<string> Lint(string rule, params (string Name, string Text)[] files) =>
        [.. Lint(files).Where(finding => finding.StartsWith(rule, StringComparison.Ordinal)).Select(finding => finding[(rule.Length + 1)..])];
}
