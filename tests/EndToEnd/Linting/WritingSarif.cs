using Slipway.Containers.Linting;
using Slipway.Processes;

namespace EndToEnd.Linting;

public sealed class WritingSarif : IDisposable
{
    // It carries the schema, and brings something that holds texts against it.
    private const string Package = "@microsoft/jest-sarif@1.0.0-beta.0";

    private const string Script = """
        const module6 = require('module').createRequire(require.resolve('@microsoft/jest-sarif/package.json'));
        const Ajv = module6('ajv'), fs = require('fs');
        const ajv = new Ajv({ schemaId: 'auto', allErrors: true, meta: false, unknownFormats: 'ignore' });
        ajv.addMetaSchema(module6('ajv/lib/refs/json-schema-draft-04.json'));
        ajv._opts.defaultMeta = 'http://json-schema.org/draft-04/schema';
        const folder = 'node_modules/@microsoft/jest-sarif/lib/schemas/';
        const schema = JSON.parse(fs.readFileSync(folder + fs.readdirSync(folder).find(name => name.startsWith('sarif-2.1.0')), 'utf8'));
        const valid = ajv.compile(schema);
        for (const file of process.argv.slice(2))
          console.log(file + ': ' + (valid(JSON.parse(fs.readFileSync(file, 'utf8'))) ? 'valid' : valid.errors.map(e => e.dataPath + ' ' + e.message).join(', ')));
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-sarif-").FullName;

    [Fact]
    public async Task Findings_and_none_hold_against_the_schema_of_the_standard()
    {
        Write("Dockerfile", "FROM alpine\nENV API_TOKEN=abc\nRUN apt-get update\n");
        var findings = Linter.Examine(LintSubject.OfDockerfile(Path.Combine(_folder, "Dockerfile"), _folder), _ => null);
        Assert.NotEmpty(findings);
        Write("check.js", Script);
        Write("some.sarif", LintSarif.Of(findings, "1.2.3"));
        Write("none.sarif", LintSarif.Of([], "1.2.3"));
        // The schema itself can say no.
        Write("wrong.sarif", LintSarif.Of(findings, "1.2.3").Replace("\"level\": \"error\"", "\"level\": \"fatal\"", StringComparison.Ordinal));

        await RunAsync("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", Package);
        var said = await RunAsync("node", "check.js", "some.sarif", "none.sarif", "wrong.sarif");

        var lines = said.TrimEnd().Split('\n');
        Assert.Equal(["some.sarif: valid", "none.sarif: valid"], lines[..2]);
        Assert.Contains(".level should be equal to one of the allowed values", lines[2], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var result = await new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation { Program = program, Arguments = arguments, WorkingFolder = _folder, Timeout = TimeSpan.FromMinutes(3) },
            TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"{program} {string.Join(' ', arguments)}\n{result.StandardOutput}\n{result.StandardError}");
        return result.StandardOutput;
    }
}
