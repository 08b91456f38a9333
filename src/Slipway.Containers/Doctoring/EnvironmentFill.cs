using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Compose;

namespace Slipway.Containers.Doctoring;

/// <summary>Fills an environment file with what its example has and it lacks; nothing that is there is changed.</summary>
public static class EnvironmentFill
{
    /// <summary>The text that the file will have.</summary>
    /// <param name="text">What it holds now; empty where it is not there.</param>
    /// <param name="exampleText">What the example holds; <c># @generate</c> lines ask for values.</param>
    /// <param name="examplePath">The example, for places.</param>
    /// <returns>The text, and the names of the variables that were added or got a value.</returns>
    /// <exception cref="ProblemException">Everything that is wrong with either, at once.</exception>
    public static (string Text, IReadOnlyList<string> Filled) Create(string text, string exampleText, string examplePath)
    {
        var present = DotEnv.Parse(text, ".env");
        var known = present.Variables.Where(variable => variable.Value.Length > 0).GroupBy(variable => variable.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var created = EnvExample.Create(exampleText, examplePath, known: known);
        var filled = new List<string>();
        var lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = text.Split('\n').ToList();
        var source = created.Text.Split('\n');
        var added = new StringBuilder();
        foreach (var variable in DotEnv.Parse(created.Text, examplePath).Variables.DistinctBy(variable => variable.Name, StringComparer.Ordinal))
        {
            var line = source[variable.Place.Line - 1].TrimEnd('\r');
            var own = present.Variables.LastOrDefault(one => one.Name == variable.Name);
            if (own is { Value.Length: > 0 } || (own is not null && !created.Generated.Contains(variable.Name, StringComparer.Ordinal)))
                continue;
            filled.Add(variable.Name);
            if (own is not null)
                lines[own.Place.Line - 1] = line + (lines[own.Place.Line - 1].EndsWith('\r') ? "\r" : "");
            else
                AppendWithComment(added, source, variable.Place.Line - 1, line, lineEnd);
        }

        var result = string.Join('\n', lines);
        if (added.Length > 0 && result.Length > 0 && !result.EndsWith('\n'))
            result += lineEnd;
        return (result + added, filled);
    }

    /// <summary>Puts a text into a file that only its owner may read; the file is as before or whole, never half.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it shall hold.</param>
    public static void Write(string path, string text)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // The comment above a variable says what it is for.
    private static void AppendWithComment(StringBuilder added, string[] source, int at, string line, string lineEnd)
    {
        var first = at;
        while (first > 0 && source[first - 1].TrimStart().StartsWith('#'))
            first--;
        for (var i = first; i < at; i++)
            added.Append(source[i].TrimEnd('\r')).Append(lineEnd);
        added.Append(line).Append(lineEnd);
    }
}
