using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Splits a command that is written as one text into its words, as compose does.</summary>
/// <remarks>
/// No shell reads it: <c>;</c>, <c>&amp;</c>, <c>|</c>, <c>&lt;</c> and <c>&gt;</c> outside of quotes end the command, and what
/// follows is dropped.
/// </remarks>
internal static class ShellWords
{
    /// <summary>The words, quotes and escapes resolved; <see langword="null"/> where a quote or a bracket is not closed.</summary>
    /// <param name="text">The command.</param>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (inWord, escaped, isSingle, isDouble, isBacktick, isBracket) = (false, false, false, false, false, false);
        foreach (var c in text)
        {
            if (escaped)
            {
                word.Append(c);
                (escaped, inWord) = (false, true);
                continue;
            }

            if (c == '\\' && !isSingle)
            {
                escaped = true;
                continue;
            }

            if (c is ' ' or '\t' or '\r' or '\n' && !(isSingle || isDouble || isBacktick || isBracket))
            {
                if (inWord)
                    words.Add(word.ToString());
                word.Clear();
                inWord = false;
                continue;
            }

            switch (c)
            {
                case '`' when !isSingle && !isDouble && !isBracket:
                    isBacktick = !isBacktick;
                    break;
                case ')' when !isSingle && !isDouble && !isBacktick:
                    isBracket = !isBracket;
                    break;
                case '(' when !isSingle && !isDouble && !isBacktick:
                    if (isBracket || word.Length == 0 || word[^1] != '$')
                        return null;
                    isBracket = true;
                    break;
                case '"' when !isSingle && !isBracket:
                    inWord |= isDouble;
                    isDouble = !isDouble;
                    continue;
                case '\'' when !isDouble && !isBracket:
                    inWord |= isSingle;
                    isSingle = !isSingle;
                    continue;
                case ';' or '&' or '|' or '<' or '>' when !(isSingle || isDouble || isBacktick || isBracket):
                    // "2>file": the digits belong to what is dropped.
                    if (c != '>' || word.Length == 0 || !char.IsAsciiDigit(word[0]))
                        AddLast();
                    return words;
            }

            // Blanks inside of quotes do not yet make a word: an empty pair of quotes does, when it closes.
            inWord |= c is not (' ' or '\t' or '\r' or '\n');
            word.Append(c);
        }

        AddLast();
        return escaped || isSingle || isDouble || isBacktick || isBracket ? null : words;

        void AddLast()
        {
            if (inWord)
                words.Add(word.ToString());
        }
    }
}
