namespace Slipway;

/// <summary>Reads the argument texts that the compiler hands over.</summary>
internal static class SourceText
{
    /// <summary>The member that <c>() => Mode</c> or <c>x => x.ScanImages</c> names.</summary>
    public static string LastName(string lambda)
    {
        var body = Body(lambda).TrimEnd('!', ')', ' ');
        return body[(body.LastIndexOf('.') + 1)..];
    }

    /// <summary>What follows the arrow, on one line.</summary>
    public static string Body(string lambda)
    {
        var arrow = lambda.IndexOf("=>", StringComparison.Ordinal);
        var body = arrow < 0 ? lambda : lambda[(arrow + 2)..];
        return string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
