using Slipway.Containers.Linting;

namespace Slipway.Components;

/// <summary>Holds the stack's compose file and Dockerfiles against the rules.</summary>
public interface ILint : IHasStack
{
    /// <summary>How the findings are written: texts are told by the run, the others go to <c>.nuke/temp/lint</c>. Text unless set.</summary>
    [Parameter("How the findings of Lint are written: text in the run, json or sarif to .nuke/temp/lint.")]
    LintFormat LintFormat => Get(LintFormat.Text);

    /// <summary>The lowest level of a finding that fails <see cref="Lint"/>. Error unless set.</summary>
    [Parameter("The lowest level of a finding that fails Lint.")]
    LintLevel LintLevel => Get(LintLevel.Error);

    /// <summary>Examines the stack: no engine is needed, and nothing is built.</summary>
    Target Lint => _ => _
        .Description("Holds the compose file and the Dockerfiles against the rules of lint.")
        .Executes(run =>
        {
            var findings = Linter.Examine(LintSubject.Of(Stack.Compose, RootFolder), file => ReadIfThere(Path.GetFullPath(file, RootFolder)));
            if (LintFormat == LintFormat.Text)
            {
                foreach (var finding in findings)
                    run.Log(finding.ToString());
            }
            else
            {
                run.Log($"written: {Path.GetRelativePath(RootFolder, WriteReport(findings))}");
            }

            run.Summarize(LintText.Summary(findings));
            if (findings.Count(finding => finding.Rule.Level >= LintLevel) is var grave and > 0)
                throw new ProblemException(ComponentProblems.LintFailed(grave, LintLevel));
        });

    private string WriteReport(IReadOnlyList<LintFinding> findings)
    {
        var (name, text) = LintFormat == LintFormat.Json
            ? ("findings.json", LintJson.Of(findings))
            : ("findings.sarif", LintSarif.Of(findings, typeof(ILint).Assembly.GetName().Version!.ToString(3)));
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(TempFolder, "lint")).FullName, name);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
        return path;
    }

    private static string? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
