using Slipway.Containers.Linting;

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

    private readonly NodePackage _schema = new(Package, Script);

    [Fact]
    public async Task Findings_and_none_hold_against_the_schema_of_the_standard()
    {
        _schema.Write("Dockerfile", "FROM alpine\nENV API_TOKEN=abc\nRUN apt-get update\n");
        var findings = Linter.Examine(LintSubject.OfDockerfile(Path.Combine(_schema.Folder, "Dockerfile"), _schema.Folder), _ => null);
        Assert.NotEmpty(findings);
        _schema.Write("some.sarif", LintSarif.Of(findings, "1.2.3"));
        _schema.Write("none.sarif", LintSarif.Of([], "1.2.3"));
        // The schema itself can say no.
        _schema.Write("wrong.sarif", LintSarif.Of(findings, "1.2.3").Replace("\"level\": \"error\"", "\"level\": \"fatal\"", StringComparison.Ordinal));

        var lines = await _schema.AskAsync("some.sarif", "none.sarif", "wrong.sarif");

        Assert.Equal(["some.sarif: valid", "none.sarif: valid"], lines.Take(2));
        Assert.Contains(".level should be equal to one of the allowed values", lines[2], StringComparison.Ordinal);
    }

    public void Dispose() => _schema.Dispose();
}
