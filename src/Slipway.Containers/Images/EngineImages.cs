using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>The images that an engine has, asked for once and remembered until something changes them.</summary>
/// <param name="engine">The engine.</param>
public sealed class EngineImages(EngineClient engine)
{
    private readonly Lock _lock = new();
    private Task<ImageList?>? _list;

    /// <summary>The images; <see langword="null"/> where no engine answers.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">The engine cannot tell.</exception>
    public async Task<ImageList?> ListAsync(CancellationToken cancellationToken)
    {
        Task<ImageList?> list;
        lock (_lock)
            list = _list is null or { IsFaulted: true } ? _list = AskAsync() : _list;
#pragma warning disable VSTHRD003 // Shared by all who ask while planning.
        return await list.WaitAsync(cancellationToken);
#pragma warning restore VSTHRD003
    }

    /// <summary>From now on the engine is asked again: an image was built, pulled, or named.</summary>
    public void Forget()
    {
        lock (_lock)
            _list = null;
    }

    // Not ended by the first who asks: others wait for the same answer. The client has its own deadline.
    private async Task<ImageList?> AskAsync()
    {
        try
        {
            return new ImageList(await engine.ListImagesAsync(cancellationToken: CancellationToken.None));
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0401" }])
        {
            return null;
        }
    }
}
