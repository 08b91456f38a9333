using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Containers.Compose;

/// <summary>Refuses what our parser reads and compose's does not.</summary>
/// <param name="text">The file's text.</param>
/// <param name="file">The file's name, for places.</param>
internal sealed class YamlDialect(string text, string file)
{
    /// <summary>Compose knows YAML 1.1 by name, and no other version.</summary>
    /// <exception cref="ProblemException">The document names another one.</exception>
    public void Check(DocumentStart document, bool isFirst)
    {
        if (!isFirst && document.IsImplicit)
            throw new ProblemException(ComposeProblems.NotYaml(At(document.Start), "another document begins here without ---"));
        if (document.Version is { } directive && directive.Version is not { Major: 1, Minor: 1 })
            throw new ProblemException(ComposeProblems.YamlVersion(At(directive.Start), $"{directive.Version.Major}.{directive.Version.Minor}"));
    }

    /// <summary>Compose knows anchors of letters, digits, - and _ only.</summary>
    /// <exception cref="ProblemException">The name has another character.</exception>
    public void Check(AnchorName anchor, Mark place)
    {
        if (!anchor.IsEmpty && !anchor.Value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ProblemException(ComposeProblems.NotYaml(At(place), $"the anchor '{anchor.Value}' has more than letters, digits, - and _"));
    }

    /// <summary>A tab between the dash of an item and the item is no blank to compose.</summary>
    /// <exception cref="ProblemException">There is one.</exception>
    public void CheckItem(ParsingEvent item)
    {
        var hasTab = false;
        for (var i = (int)item.Start.Index - 1; i >= 0 && text[i] is ' ' or '\t' or '-'; i--)
        {
            if (text[i] == '-')
            {
                if (hasTab)
                    throw new ProblemException(ComposeProblems.TabAfterDash(At(item.Start)));
                return;
            }

            hasTab |= text[i] == '\t';
        }
    }

    /// <summary>Escapes that compose does not know.</summary>
    /// <exception cref="ProblemException">There is one.</exception>
    public void Check(Scalar scalar)
    {
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            CheckIndentation(scalar);
        if (scalar.Style != ScalarStyle.DoubleQuoted)
            return;
        var (start, end) = ((int)scalar.Start.Index, Math.Min((int)scalar.End.Index, text.Length));
        for (var i = text.IndexOf('\\', start, end - start); i >= 0 && i + 1 < end; i = text.IndexOf('\\', i + 2, Math.Max(0, end - i - 2)))
        {
            if (text[i + 1] == '/' || IsSurrogate(text.AsSpan(i + 1, end - i - 1)))
                throw new ProblemException(ComposeProblems.YamlEscape(new Place(file, (int)scalar.Start.Line + text.AsSpan(start, i - start).Count('\n')), text.Substring(i, text[i + 1] == '/' ? 2 : Math.Min(6, end - i))));
        }
    }

    // The lines of a block up to the first with a text say how far it is indented: no tab may stand there.
    private void CheckIndentation(Scalar scalar)
    {
        var head = text.IndexOf('\n', (int)scalar.Start.Index);
        if (head < 0 || text.AsSpan((int)scalar.Start.Index, head - (int)scalar.Start.Index).TrimStart("|>+-&!") is [>= '1' and <= '9', ..])
            return;
        for (var start = head + 1; start < Math.Min((int)scalar.End.Index, text.Length);)
        {
            var first = text.AsSpan(start).IndexOfAnyExcept(' ');
            if (first < 0 || text[start + first] is not ('\t' or '\r' or '\n'))
                return;
            if (text[start + first] == '\t')
                throw new ProblemException(ComposeProblems.NotYaml(new Place(file, 1 + text.AsSpan(0, start).Count('\n'), first + 1), "a tab stands where the indentation of a text begins"));
            start = text.IndexOf('\n', start) is >= 0 and var end ? end + 1 : text.Length;
        }
    }

    private static bool IsSurrogate(ReadOnlySpan<char> escape) => escape is ['u', 'd' or 'D', (>= '8' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'), ..];

    private Place At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
