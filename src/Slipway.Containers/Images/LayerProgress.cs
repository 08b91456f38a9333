using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>Makes lines of a push's progress: one for each layer when it is done, and what all of them come to.</summary>
/// <param name="log">Gets the lines.</param>
internal sealed class LayerProgress(Action<string> log)
{
    private readonly Dictionary<string, ByteSize> _sizes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private int _sent;
    private int _there;
    private long _bytes;

    /// <summary>What happened last, for messages.</summary>
    public string Last { get; private set; } = "";

    public override string ToString() => $"{_sent} layers sent ({new ByteSize(_bytes)}), {_there} there already";

    public void Report(TransferProgress progress)
    {
        Last = progress.Layer.Length == 0 ? progress.Status : $"layer {progress.Layer}: {progress.Status}";
        if (progress.Layer.Length == 0)
            return;
        if (progress.Total.Bytes > 0)
            _sizes[progress.Layer] = progress.Total;
        switch (progress.Status)
        {
            case "Pushed" when _done.Add(progress.Layer):
                _sent++;
                var size = _sizes.GetValueOrDefault(progress.Layer);
                _bytes += size.Bytes;
                log($"layer {progress.Layer}  sent{(size.Bytes > 0 ? $", {size}" : "")}");
                break;
            case var status when (status == "Layer already exists" || status.StartsWith("Mounted from", StringComparison.Ordinal)) && _done.Add(progress.Layer):
                _there++;
                log($"layer {progress.Layer}  {(status[0] == 'L' ? "there already" : "mounted" + status["Mounted".Length..])}");
                break;
            case var status when status.StartsWith("Retrying", StringComparison.Ordinal):
                log($"layer {progress.Layer}  {char.ToLowerInvariant(status[0])}{status[1..]}");
                break;
        }
    }
}
