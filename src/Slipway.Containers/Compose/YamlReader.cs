using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Containers.Compose;

/// <summary>Reads YAML into <see cref="YamlValue"/>s with places; resolves anchors, aliases and merge keys.</summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 200;
    private const long LargestWeight = 1_000_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly List<Problem> _problems;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private readonly YamlDialect _dialect;
    private int _depth;

    // Where the outermost brackets begin that are open, and where the last value ends: of use where the parser is stuck.
    private int _brackets = -1;
    private int _end;

    private YamlReader(string text, string file, List<Problem> problems)
    {
        _file = file;
        _problems = problems;
        _dialect = new YamlDialect(text, file);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsAllowed(text, ref i))
                throw new ProblemException(ComposeProblems.ControlCharacter(new Place(file, 1 + text.AsSpan(0, i).Count('\n')), text[i]));
        }
    }

    /// <summary>Reads every document of <paramref name="text"/>.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file's name, for places.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>One value per document; none where the text is no YAML.</returns>
    public static IReadOnlyList<YamlValue> Read(string text, string file, List<Problem> problems)
    {
        try
        {
            return YamlSlips.Read(text, mended => new YamlReader(mended, file, problems).Read());
        }
        catch (YamlException e)
        {
            problems.Add(ComposeProblems.NotYaml(new Place(file, (int)e.Start.Line, (int)e.Start.Column), Reason(e)));
            return [];
        }
        catch (ProblemException e)
        {
            problems.AddRange(e.Problems);
            return [];
        }
        // The parser's own slips on hostile input must not look like ours.
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or FormatException)
        {
            problems.Add(ComposeProblems.NotYaml(new Place(file, 1), "the parser gave up: " + e.Message));
            return [];
        }
    }

    private static bool IsAllowed(string text, ref int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            at++;
            return true;
        }

        return c is '\t' or '\n' or '\r' or '\u0085' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uFFFD' and not (>= '\uD800' and <= '\uDFFF'));
    }

    private static string Reason(YamlException e)
    {
        var reason = (e.InnerException ?? e).Message.TrimEnd('.');
        // The parser repeats the place in front: "(Line: 1, Col: 2, Idx: 3) - (Line: …): reason".
        var end = reason.LastIndexOf("): ", StringComparison.Ordinal);
        reason = end >= 0 && reason.StartsWith('(') ? reason[(end + 3)..] : reason;
        return reason.Length == 0 ? reason : char.ToLowerInvariant(reason[0]) + reason[1..];
    }

    private List<YamlValue> Read()
    {
        try
        {
            return ReadStream();
        }
        catch (InvalidOperationException e)
        {
            throw new YamlStuckException(_brackets >= 0 ? _brackets : _end, e);
        }
    }

    private List<YamlValue> ReadStream()
    {
        var documents = new List<YamlValue>();
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            var start = _parser.Consume<DocumentStart>();
            _dialect.Check(start, isFirst: documents.Count == 0);
            _anchors.Clear();
            documents.Add(ReadValue());
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private YamlValue ReadValue()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _dialect.Check(alias.Value, alias.Start);
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new ProblemException(ComposeProblems.UnknownAnchor(At(alias.Start), alias.Value.Value, _anchors.Keys));
        }

        if (_parser.Current is not NodeEvent node)
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a value is missing");
        if (++_depth > DeepestNesting)
            throw new ProblemException(ComposeProblems.TooDeep(At(node.Start), DeepestNesting));
        _dialect.Check(node.Anchor, node.Start);
        var tag = node.Tag.IsEmpty ? YamlTag.None : node.Tag.Value switch
        {
            "!reset" => YamlTag.Reset,
            "!override" => YamlTag.Override,
            _ => YamlTag.None,
        };
        var isOutermost = Enter(node);
        YamlValue value = node switch
        {
            Scalar => ReadScalar(tag),
            SequenceStart => ReadSequence(tag),
            _ => ReadMapping(tag),
        };
        _depth--;
        if (isOutermost)
            _brackets = -1;
        if (value.Depth > DeepestNesting)
            throw new ProblemException(ComposeProblems.TooDeep(At(node.Start), DeepestNesting));
        if (value.Weight > LargestWeight)
            throw new ProblemException(ComposeProblems.TooLarge(At(node.Start)));
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor.Value] = value;
        return value;
    }

    private YamlScalar ReadScalar(YamlTag tag)
    {
        var scalar = _parser.Consume<Scalar>();
        _dialect.Check(scalar);
        var resolved = scalar switch
        {
            { Tag.IsEmpty: false, Tag.IsNonSpecific: false } => YamlScalars.Resolve(scalar.Value, scalar.Tag.Value),
            { Style: ScalarStyle.Plain } => YamlScalars.Resolve(scalar.Value),
            _ => (YamlKind.Text, scalar.Value),
        };
        if (resolved is null)
            throw new ProblemException(ComposeProblems.TagDoesNotFit(At(scalar.Start), scalar.Tag.Value, scalar.Value));
        var (kind, text) = resolved.Value;
        if (kind == YamlKind.Fraction && text == YamlScalars.NotFinite)
            _problems.Add(ComposeProblems.NotFinite(At(scalar.Start), scalar.Value));
        return new YamlScalar
        {
            Place = At(scalar.Start),
            Tag = tag,
            Kind = kind,
            Text = text,
            Written = scalar.Value,
            IsBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded,
        };
    }

    private YamlSequence ReadSequence(YamlTag tag)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (start.Style != SequenceStyle.Flow)
                _dialect.CheckItem(_parser.Current!);
            items.Add(ReadValue());
        }

        return new YamlSequence { Place = At(start.Start), Tag = tag, Items = items };
    }

    private YamlMapping ReadMapping(YamlTag tag)
    {
        var start = _parser.Consume<MappingStart>();
        var own = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
        var merged = new List<(YamlValue Value, Place Place)>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyPlace = At(_parser.Current!.Start);
            var plain = _parser.Current is Scalar { Style: ScalarStyle.Plain };
            if (ReadValue() is not YamlScalar key)
                throw new ProblemException(ComposeProblems.KeyIsNoText(keyPlace));
            var value = ReadValue();
            var isMerge = plain && key.Written == "<<";
            if (!isMerge && key.Kind != YamlKind.Text)
                _problems.Add(ComposeProblems.KeyIsNoName(keyPlace, key.Written, key.Description));
            if (isMerge && merged.Count == 0)
                merged.Add((value, keyPlace));
            else if (isMerge)
                _problems.Add(ComposeProblems.KeyTwice(keyPlace, key.Written, merged[0].Place));
            else if (own.TryGetValue(key.Written, out var first) && (first.Value.Tag == YamlTag.Reset || value.Tag == YamlTag.Reset))
                own[key.Written] = first with { Value = (value.Tag == YamlTag.Reset ? first.Value : value) with { Tag = YamlTag.Override } };
            else if (first is not null)
                _problems.Add(ComposeProblems.KeyTwice(keyPlace, key.Written, first.Place));
            else
                own.Add(key.Written, new YamlEntry(key.Written, keyPlace, value));
        }

        foreach (var (value, place) in merged)
            Merge(value, place, own);
        return new YamlMapping { Place = At(start.Start), Tag = tag, Entries = [.. own.Values] };
    }

    // Before the value is taken: to take it, the parser looks at what follows.
    private bool Enter(NodeEvent node)
    {
        _end = (int)(node is Scalar ? node.End : node.Start).Index;
        if (_brackets >= 0 || node is not (SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow }))
            return false;
        _brackets = (int)node.Start.Index;
        return true;
    }

    private void Merge(YamlValue value, Place place, OrderedDictionary<string, YamlEntry> own)
    {
        switch (value)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                    own.TryAdd(entry.Key, entry);
                break;
            case YamlSequence sequence when sequence.Items.All(item => item is YamlMapping):
                foreach (var item in sequence.Items)
                    Merge(item, place, own);
                break;
            default:
                _problems.Add(ComposeProblems.MergeNeedsMapping(place, value.Description));
                break;
        }
    }

    private Place At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);
}
