using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Takes the characters of an expanded text: as one, and split into words.</summary>
internal sealed class WordCollector
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _word = new();
    private readonly List<string> _words = [];

    /// <summary>Whether words are wanted.</summary>
    public bool CollectsWords { get; init; }

    /// <summary>The text as one.</summary>
    public string Text => _text.ToString();

    /// <summary>How long it is so far.</summary>
    public int Length => _text.Length;

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            EndWord();
            return _words;
        }
    }

    /// <summary>Adds what blanks split.</summary>
    public void Add(string text)
    {
        _text.Append(text);
        if (!CollectsWords)
            return;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
                EndWord();
            else
                _word.Append(c);
        }
    }

    /// <summary>Adds what stays together: it was quoted or escaped.</summary>
    public void AddWhole(string text)
    {
        _text.Append(text);
        if (CollectsWords)
            _word.Append(text);
    }

    /// <summary>Adds to the words only.</summary>
    public void AddToWord(char c)
    {
        if (CollectsWords)
            _word.Append(c);
    }

    private void EndWord()
    {
        if (_word.Length > 0)
            _words.Add(_word.ToString());
        _word.Clear();
    }
}
