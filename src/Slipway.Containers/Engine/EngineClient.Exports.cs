using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>The archive of an image with all its layers, as <c>docker save</c> writes it.</summary>
    /// <param name="image">A reference or an id.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The answer, to be read and disposed of; <see langword="null"/> when the engine has no image called so.</returns>
    internal async Task<EngineAnswer?> ExportImageAsync(string image, CancellationToken cancellationToken)
    {
        var request = new EngineRequest(HttpMethod.Get, $"/images/{ImageName.InPath(image)}/get", $"export image '{image}'") { AnswerTimeout = IdleTimeout };
        var answer = await SendAsync(request, mayBeMissing: true, cancellationToken);
        if (answer.Status is not System.Net.HttpStatusCode.NotFound)
            return answer;
        await answer.DisposeAsync();
        return null;
    }

    /// <summary>What made an image, the first step first; none when the engine has no image called so.</summary>
    /// <param name="image">A reference or an id.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    internal async Task<IReadOnlyList<HistoryWire>> HistoryOfAsync(string image, CancellationToken cancellationToken) =>
        [.. (await FindAsync($"/images/{ImageName.InPath(image)}/history", $"tell the history of image '{image}'", EngineJson.Default.HistoryWireArray, cancellationToken) ?? []).Reverse()];
}
