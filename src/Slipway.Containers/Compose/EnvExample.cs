using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Compose;

/// <summary>Makes a <c>.env</c> file of a <c>.env.example</c> file.</summary>
/// <remarks>
/// A comment directly above a variable asks for a strong random value: <c># @generate hex 32</c> and
/// <c># @generate base64 32</c> for 32 bytes, <c># @generate alnum 32</c> for 32 letters and digits. Values may refer to
/// variables above with <c>${NAME}</c>. Everything else is kept as it is.
/// </remarks>
public static partial class EnvExample
{
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int MostBytes = 1024;

    /// <summary>The text of a new <c>.env</c>.</summary>
    /// <param name="exampleText">What the example holds.</param>
    /// <param name="path">The example, for places.</param>
    /// <param name="random">Gives that many random bytes; the system's generator unless given.</param>
    /// <param name="known">Values that variables have already: none is made up for them, and others refer to these.</param>
    /// <exception cref="ProblemException">Everything that is wrong with the example, at once.</exception>
    public static EnvExampleResult Create(
        string exampleText, string path = ".env.example", Func<int, byte[]>? random = null, IReadOnlyDictionary<string, string>? known = null)
    {
        var problems = new List<Problem>();
        var variables = DotEnvReader.Read(exampleText, path, _ => null, problems, allowsNameless: false).Where(variable => variable.Name.Length > 0).DistinctBy(variable => variable.Place.Line).ToDictionary(variable => variable.Place.Line);
        var lines = exampleText.Split('\n');
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var generated = new List<string>();
        var kept = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (RequestPattern().Match(lines[i]) is { Success: true } wish && !variables.ContainsKey(i + 2))
                problems.Add(ComposeProblems.ExampleNeedsVariable(new Place(path, i + 1)));
            if (!variables.TryGetValue(i + 1, out var variable))
                continue;
            if (known?.TryGetValue(variable.Name, out var own) == true)
            {
                values[variable.Name] = own;
                continue;
            }

            var request = i > 0 ? RequestPattern().Match(lines[i - 1]) : Match.Empty;
            if (!request.Success)
            {
                lines[i] = Refer(lines[i], values);
                values[variable.Name] = Plain(lines[i]) ?? variable.Value;
                if (variable.Value.Length > 0 && !generated.Contains(variable.Name, StringComparer.Ordinal))
                    kept.Add(variable.Name);
            }
            else if (Generate(request.Groups["kind"].Value, request.Groups["count"].Value, random ?? RandomNumberGenerator.GetBytes) is { } value)
            {
                lines[i] = LinePattern().Replace(lines[i], match => match.Groups["name"].Value + value + match.Groups["rest"].Value);
                values[variable.Name] = value;
                generated.Add(variable.Name);
            }
            else
            {
                var written = $"{request.Groups["kind"].Value} {request.Groups["count"].Value}".Trim();
                problems.Add(ComposeProblems.ExampleKind(new Place(path, i), written));
            }
        }

        return problems.Count == 0
            ? new EnvExampleResult(string.Join('\n', lines), generated, [.. kept.Distinct(StringComparer.Ordinal)])
            : throw new ProblemException(problems);
    }

    /// <summary>
    /// Writes <paramref name="text"/> to a new file that only its owner may read. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="text">What it shall hold.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="ProblemException">The file exists: it stays as it is.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken = default)
    {
        if (File.Exists(path))
            throw new ProblemException(ComposeProblems.EnvExists(path));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, options))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was quicker.
            throw new ProblemException(ComposeProblems.EnvExists(path));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string? Generate(string kind, string count, Func<int, byte[]> random)
    {
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostBytes)
            return null;
        return kind switch
        {
            "hex" => Convert.ToHexStringLower(random(number)),
            "base64" => Convert.ToBase64String(random(number)),
            "alnum" => Alphanumeric(number, random),
            _ => null,
        };
    }

    private static string Alphanumeric(int count, Func<int, byte[]> random)
    {
        var text = new StringBuilder(count);
        var limit = 256 - (256 % Alphanumerics.Length);
        while (text.Length < count)
        {
            // Bytes above the limit would make the first characters likelier.
            foreach (var b in random(count).Where(b => b < limit).Take(count - text.Length))
                text.Append(Alphanumerics[b % Alphanumerics.Length]);
        }

        return text.ToString();
    }

    private static string Refer(string line, Dictionary<string, string> values) => LinePattern().Replace(line, match =>
    {
        var written = match.Groups["value"].Value;
        var value = written.StartsWith('\'')
            ? written
            : ReferencePattern().Replace(written, reference =>
                // A value that needs quotes or escapes stays a reference: whoever reads the file replaces it.
                values.TryGetValue(reference.Groups["name"].Value, out var earlier) && SafePattern().IsMatch(earlier) ? earlier : reference.Value);
        return match.Groups["name"].Value + value + match.Groups["rest"].Value;
    });

    // The value where it is its own text: without quotes, escapes and variables.
    private static string? Plain(string line) =>
        LinePattern().Match(line) is { Success: true } match && SafePattern().IsMatch(match.Groups["value"].Value)
            ? match.Groups["value"].Value
            : null;

    [GeneratedRegex(@"\A[ \t]*#[ \t]*@generate\b[ \t]*(?<kind>[^\s]*)[ \t]*(?<count>[^\r\n]*?)[ \t]*\r?\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex RequestPattern();

    [GeneratedRegex(@"\A(?<name>\uFEFF?[ \t]*(export[ \t]+)?[^=:#\s]+[ \t]*[=:][ \t]*)(?<value>.*?)(?<rest>([ \t]+#[^\r\n]*)?[ \t]*\r?)\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"(?<!\\|\$)\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_.,:;/+=@%^~&?!*()\-]*\z", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex SafePattern();
}
