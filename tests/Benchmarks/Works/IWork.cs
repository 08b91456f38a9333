using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>Something that several tools can do, to compare them by.</summary>
internal interface IWork
{
    /// <summary>What <c>--works</c> calls it.</summary>
    string Name { get; }

    /// <summary>The heading above its rows.</summary>
    string Title { get; }

    /// <summary>What a reader of its table has to know; nothing unless set.</summary>
    string Note => "";

    /// <summary>The most rounds, for works that take long; as many as are asked for unless set.</summary>
    int? MostRounds => null;

    /// <summary>Sets up whoever can do it. Who cannot be had is among them, with the reason.</summary>
    Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken);
}
