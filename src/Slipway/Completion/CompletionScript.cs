namespace Slipway.Completion;

/// <summary>The scripts that make shells complete a build's command line.</summary>
internal static class CompletionScript
{
    /// <summary>The script for a shell.</summary>
    /// <param name="shell">One of the choices of <c>--completion</c>.</param>
    public static string For(string shell)
    {
        var name = "slipway." + (shell == "powershell" ? "ps1" : shell);
        using var stream = typeof(CompletionScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
