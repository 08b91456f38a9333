using System.Runtime.CompilerServices;

namespace Slipway.BuildKit.Tests;

/// <summary>Compares texts with <c>*.approved.txt</c> beside the test; <c>APPROVE=1</c> rewrites them.</summary>
internal static class Approved
{
    public static void Matches(string text, string name, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, name + ".approved.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", text);
    }
}
