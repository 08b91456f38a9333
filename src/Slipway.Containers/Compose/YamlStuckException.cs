namespace Slipway.Containers.Compose;

/// <summary>Our parser does not get on, mostly as it cannot do with the indentation of what stands between brackets.</summary>
/// <param name="from">Where the text is fine to, counted from 0.</param>
/// <param name="reason">What it says.</param>
#pragma warning disable CA1064 // It never leaves this folder.
internal sealed class YamlStuckException(int from, Exception reason) : Exception(reason.Message, reason)
#pragma warning restore CA1064
{
    /// <summary>Where the text is fine to, counted from 0.</summary>
    public int From => from;
}
