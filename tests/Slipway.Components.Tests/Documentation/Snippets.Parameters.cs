// The code blocks of docs/reference/parameters.md, word for word: CodeBlocks holds that they are.
namespace Slipway.Components.Tests.Documentation;

public enum Transport
{
    Road,
    Rail,
}

internal sealed class Shipping : ContainerBuild, IShip
{
    [Parameter("How many parcels go at a time.")]
    private int Parcels => Get(10);

    [Parameter("Where labels are kept.")]
    private AbsolutePath Labels => Get(RootFolder / "labels");

    [Parameter("What is shipped first."), Required]
    private ShipOrder? First => Get<ShipOrder>();

    public Target Pack => _ => _
        .Description("Packs the parcels.")
        .Executes(run => run.Log($"packs {Parcels}, {First?.Name} first; labels are in {Labels}"));
}

public interface IShip : IBuild
{
    [Parameter("How parcels travel.")]
    Transport[] By => Get<Transport[]>([Transport.Road]);

    [Parameter("Opens the carrier's gate."), Required]
    Secret? CarrierToken => Get<Secret>();

    Target Ship => _ => _
        .Description("Ships what was packed.")
        .Executes(run => run.Log($"ships by {string.Join(" and ", By)}, with {CarrierToken}"));
}

public sealed record ShipOrder(string Name, int Weight)
{
    public static ShipOrder Parse(string text, IFormatProvider? provider) => text.Split('@') is [var name, var weight]
        ? new ShipOrder(name, int.Parse(weight, provider))
        : throw new FormatException("write NAME@KILOGRAMS");
}
