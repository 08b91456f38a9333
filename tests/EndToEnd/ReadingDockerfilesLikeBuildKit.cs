using System.Formats.Tar;
using System.Text;
using Slipway;
using Slipway.Containers.Building;
using Slipway.Containers.Dockerfiles;

namespace EndToEnd;

public sealed class ReadingDockerfilesLikeBuildKit(Machine machine)
{
    private const int Seed = 20262;
    private const int Files = 600;
    private const int Words = 1500;
    private const int WordsAtOnce = 60;
    private const string Declared = "FROM scratch\nARG A=va B= C='x y'\nENV EMPTY= PATHS=a/b/c.tar.gz:foo/boo _x=under\n";

    [Fact]
    public async Task Made_up_words_come_out_as_BuildKit_expands_them()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        var random = new RandomDockerfile(new Random(Seed));
        var differences = new List<string>();
        var waiting = new List<string>();
        for (var i = 0; i < Words; i++)
        {
            var word = random.Word();
            if (Ours($"{Declared}LABEL l x{word}\n") is not null)
                waiting.Add(word);
            else if (i % 4 == 0 && await TheirsAsync($"{Declared}LABEL l x{word}\n") is { } theirs)
                differences.Add($"refused by us alone: {word}\n{theirs}");
            if (waiting.Count < WordsAtOnce && i < Words - 1)
                continue;
            var text = Declared + string.Concat(waiting.Select((one, number) => $"LABEL l{number} x{one}\n"));
            if (await TheirsAsync(text) is { } all)
                differences.AddRange(Lines(text, all));
            else
                differences.Add(await FirstRefusedAsync(waiting));
            waiting.Clear();
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join("\n\n", differences.Take(20))}");
    }

    [Fact]
    public async Task Made_up_files_are_refused_or_say_of_the_image_what_BuildKit_makes_of_them()
    {
        Assert.SkipUnless(machine.WhyNot is null, machine.WhyNot ?? "");
        var random = new RandomDockerfile(new Random(Seed));
        var differences = new List<string>();
        var accepted = 0;
        for (var i = 0; i < Files; i++)
        {
            var text = random.File();
            var theirs = await TheirsAsync(text);
            var ours = Ours(text);
            accepted += theirs is null ? 0 : 1;
            if (theirs != ours)
                differences.Add($"{text}\n--- theirs: {theirs ?? "refused: " + _reason}\n--- ours: {ours ?? "refused: " + _problem}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join("\n\n", differences.Take(12))}");
        Assert.InRange(accepted, Files / 10, Files - (Files / 10));
    }

    private string _reason = "";
    private string _problem = "";

    private string? Ours(string text)
    {
        try
        {
            return ImageConfig.Of(Dockerfile.Parse(text, "Dockerfile").Resolve());
        }
        catch (ProblemException e)
        {
            _problem = e.Message;
            return null;
        }
    }

    private async Task<string?> TheirsAsync(string text)
    {
        var request = new ImageBuildRequest { Name = "random", WriteContext = (stream, cancellationToken) => WriteAsync(stream, text, cancellationToken) };
        try
        {
            var built = await new EngineBuilder(machine.Engine).BuildAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            try
            {
                return await ImageConfig.OfAsync(machine, built.Id);
            }
            finally
            {
                await machine.Engine.RemoveImageAsync(built.Id, force: true, TestContext.Current.CancellationToken);
            }
        }
        catch (ProblemException e)
        {
            _reason = e.Message;
            return null;
        }
    }

    private async Task<string> FirstRefusedAsync(List<string> words)
    {
        foreach (var word in words)
        {
            if (await TheirsAsync($"{Declared}LABEL l x{word}\n") is null)
                return $"refused by BuildKit alone: {word}\n{_reason}";
        }

        return "refused by BuildKit together only";
    }

    private List<string> Lines(string text, string theirs)
    {
        var ours = Ours(text)!;
        return ours == theirs
            ? []
            : [.. ours.Split(" ¦ ").Zip(theirs.Split(" ¦ ")).Where(pair => pair.First != pair.Second).Select(pair => $"ours {pair.First}\ntheirs {pair.Second}\n{text.Split('\n').FirstOrDefault(line => line.StartsWith($"LABEL {pair.Second.Split('=')[0]} ", StringComparison.Ordinal))}")];
    }

    private static async Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
        await using (writer)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = content }, cancellationToken);
        }
    }
}
