namespace Slipway.Containers.Tests.Compose;

public sealed class TakingValuesAway
{
    [Fact]
    public void Reset_removes_what_the_earlier_file_has_and_override_takes_its_place()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "services:\n  web: { image: x, user: u, ports: ['80:80'], environment: { A: 1, B: 2 }, labels: [a=1] }\n");
        fixture.Write("compose.override.yaml", "services:\n  web:\n    user: !reset null\n    ports: !override ['81:81']\n    environment: { A: !reset 0, C: 3 }\n    labels: !override { b: 2 }\n");

        var web = fixture.Load(new() { ProjectFolder = "" }).Services["web"];

        Assert.Null(web.User);
        Assert.Equal([81], web.Ports.Select(port => port.Target).ToList());
        Assert.Equal(["B=2", "C=3"], web.Environment.Select(pair => $"{pair.Key}={pair.Value}").ToList());
        Assert.Equal(["b"], web.Labels.Keys);
    }

    [Theory]
    [InlineData("cpus: !reset null")]
    [InlineData("user: !reset ${NOBODY_SETS_THIS:?}")]
    [InlineData("command: !reset ['${']")]
    public void What_is_taken_away_may_say_anything(string field) =>
        Assert.NotNull(ComposeFixture.Load($"services:\n  web:\n    image: x\n    {field}\n").Services["web"]);

    [Fact]
    public void A_reset_beside_a_value_of_the_same_key_is_an_override()
    {
        using var fixture = new ComposeFixture();
        fixture.Write("compose.yaml", "services:\n  web: { image: x, ports: ['80:80'] }\n");
        fixture.Write("compose.override.yaml", "services:\n  web:\n    ports: !reset []\n    ports: ['81:81']\n");

        Assert.Equal([81], fixture.Load(new() { ProjectFolder = "" }).Services["web"].Ports.Select(port => port.Target).ToList());
    }
}
