using Slipway.Graphs;

namespace Slipway.Tests.Graphs;

public sealed class TellingTargetsApart
{
    private readonly Shapes _build = new();

    [Fact]
    public void Every_reading_of_a_property_has_the_same_code_however_often_it_is_read()
    {
        // Often enough for the runtime to compile the getter again.
        var codes = Enumerable.Range(0, 200).Select(_ => (DefinitionCode.Of(_build.Plain), DefinitionCode.Of(_build.Using), DefinitionCode.Of(_build.Closing), DefinitionCode.Of(_build.Items)));

        Assert.Single(codes.Distinct());
    }

    [Fact]
    public void Different_properties_have_different_code()
    {
        var codes = new[] { DefinitionCode.Of(_build.Plain), DefinitionCode.Of(_build.Using), DefinitionCode.Of(_build.Closing), DefinitionCode.Of(_build.Items), DefinitionCode.Of(_build.Method) };

        Assert.Equal(5, codes.OfType<DefinitionCode>().Distinct().Count());
    }

    [Fact]
    public void Components_of_one_generic_interface_share_code_and_are_still_told_apart()
    {
        IMake<string> strings = _build;
        IMake<object> objects = _build;

        Assert.NotEqual(DefinitionCode.Of(strings.Make), DefinitionCode.Of(objects.Make));
    }

    [Fact]
    public void A_static_method_and_several_methods_at_once_have_no_code_of_their_own()
    {
        Assert.Null(DefinitionCode.Of(_build.Static));
        Assert.Null(DefinitionCode.Of(_build.Plain + _build.Using));
    }

    private interface IMake<T> : IBuild
        where T : class
    {
        Target Make => _ => _;
    }

    private sealed class Shapes : SlipwayBuild, IMake<string>, IMake<object>
    {
        public Target Plain => _ => _;

        public Target Using => _ => _.DependsOn(Plain);

        public Target Closing
        {
            get
            {
                var name = nameof(Closing);
                return _ => _.Description(name);
            }
        }

        public Target<string, int> Items => _ => _.ForEach(() => ["a"]);

        public Target Method => Define;

        public Target Static => DefineStatic;

        private static TargetDefinition DefineStatic(TargetDefinition definition) => definition;

        private TargetDefinition Define(TargetDefinition definition) => definition.DependsOn(Plain);
    }
}
