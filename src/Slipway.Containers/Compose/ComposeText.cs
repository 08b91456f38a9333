using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Reads the text of compose files.</summary>
internal static class ComposeText
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The documents of a file.</summary>
    /// <param name="file">The file, absolute.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<YamlValue> Read(string file, string name, List<Problem> problems)
    {
        string text;
        try
        {
            using var reader = new StreamReader(file, Strict, detectEncodingFromByteOrderMarks: true);
            text = reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(ComposeProblems.CannotRead(name, e));
            return [];
        }
        catch (DecoderFallbackException)
        {
            problems.Add(ComposeProblems.NotUtf8(name));
            return [];
        }

        var values = YamlReader.Read(text, name, problems);
        foreach (var value in values.Where(value => value is not YamlMapping))
            problems.Add(ComposeProblems.WrongShape(value.Place, name, "a mapping", value.Description));
        return values;
    }
}
