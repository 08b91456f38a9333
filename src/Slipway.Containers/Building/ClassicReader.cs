using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Building;

/// <summary>Reads the stream of the classic <c>/build</c>, which is text for people: <c>Step 2/5 : RUN make</c>.</summary>
internal sealed partial class ClassicReader(Action<BuildProgress>? progress) : IBuildReader
{
    private StepLog _log = new();
    private BuildStep? _step;
    private bool _isCached;

    public string? ImageId { get; private set; }

    public int Steps { get; private set; }

    public int CachedSteps { get; private set; }

    public void Read(StreamWire line)
    {
        if (line.Aux is { ValueKind: JsonValueKind.Object } aux && aux.TryGetProperty("ID", out var id))
        {
            ImageId = id.GetString();
        }
        else if (line.Stream is { } text)
        {
            foreach (var whole in _log.Append(Encoding.UTF8.GetBytes(text), isError: false))
                Read(ColorCodes.Replace(whole, ""));
        }
    }

    public BuildFailure Fail(string message)
    {
        if (_step is not null)
            progress?.Invoke(new BuildProgress(BuildProgressKind.Failed, _step));
        return new BuildFailure(message, _step, [.. _log.LastLines.Select(l => ColorCodes.Replace(l, "")).Where(l => !IsBookkeeping(l))]);
    }

    private void Read(string line)
    {
        if (StepLine.Match(line) is { Success: true } match)
        {
            End();
            _log = new StepLog();
            _isCached = false;
            _step = new BuildStep(line)
            {
                Number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
                Of = int.Parse(match.Groups["of"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
                Instruction = match.Groups["instruction"].Value,
            };
            Steps += _step.IsBase ? 0 : 1;
            progress?.Invoke(new BuildProgress(BuildProgressKind.Started, _step));
        }
        else if (line.StartsWith("Successfully built ", StringComparison.Ordinal))
        {
            End();
            ImageId ??= line["Successfully built ".Length..];
        }
        else if (line is " ---> Using cache" || line.StartsWith("--> Using cache", StringComparison.Ordinal))
        {
            CachedSteps += _isCached ? 0 : 1;
            _isCached = true;
        }
        else if (_step is not null && !IsBookkeeping(line))
        {
            progress?.Invoke(new BuildProgress(BuildProgressKind.Output, _step) { Line = line });
        }
    }

    private void End()
    {
        if (_step is not null)
            progress?.Invoke(new BuildProgress(_isCached ? BuildProgressKind.Cached : BuildProgressKind.Completed, _step));
        _step = null;
    }

    private static bool IsBookkeeping(string line) => line.Length == 0
        || line.StartsWith(" ---> ", StringComparison.Ordinal)
        || line.StartsWith("--> ", StringComparison.Ordinal)
        || line.StartsWith("Removing intermediate container ", StringComparison.Ordinal)
        || line.StartsWith("Successfully tagged ", StringComparison.Ordinal);

    // Docker writes "Step 2/5 : RUN make", Podman "STEP 2/5: RUN make".
    [GeneratedRegex(@"^S(tep|TEP) (?<number>\d{1,6})/(?<of>\d{1,6}) ?: (?<instruction>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex StepLine { get; }

    // The classic builder colours what came on standard error.
    [GeneratedRegex(@"\x1b\[\d{0,3}m", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex ColorCodes { get; }
}
