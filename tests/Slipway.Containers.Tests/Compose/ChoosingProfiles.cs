namespace Slipway.Containers.Tests.Compose;

public sealed class ChoosingProfiles
{
    private const string Compose = """
        services:
          web: { image: x, depends_on: [db] }
          db: { image: x }
          admin: { image: x, profiles: [tools], depends_on: [web] }
          debug: { image: x, profiles: [tools, dev] }
          broken: { image: x, profiles: [broken], depends_on: [nobody] }
        """;

    [Theory]
    [InlineData("", "web db")]
    [InlineData("tools", "web db admin debug")]
    [InlineData("dev", "web db debug")]
    public void Services_without_profiles_and_those_of_the_chosen_ones_are_active(string profile, string expected)
    {
        var project = ComposeFixture.Load(Compose).WithProfiles(profile);

        Assert.Equal(expected, string.Join(' ', project.ActiveServices.Select(service => service.Name)));
        Assert.Equal(5, project.Services.Count);
    }

    [Fact]
    public void The_environment_may_choose()
    {
        var project = ComposeFixture.Load(Compose, "COMPOSE_PROFILES=dev,other\n");

        Assert.Equal(["web", "db", "debug"], project.ActiveServices.Select(service => service.Name).ToList());
        Assert.Equal(["dev", "other"], project.Profiles);
    }

    [Fact]
    public void Naming_a_service_chooses_its_profiles()
    {
        var project = ComposeFixture.Load(Compose).WithServices("admin");

        Assert.Equal(["web", "db", "admin", "debug"], project.ActiveServices.Select(service => service.Name).ToList());
    }

    [Fact]
    public void A_service_that_does_not_exist_is_told_with_the_nearest()
    {
        var project = ComposeFixture.Load(Compose);

        Assert.Equal(
            """
            error SW0228: there is no service 'amdin'
              try: 'admin'
            """,
            Assert.Throws<ProblemException>(() => project.WithServices("amdin")).Message);
    }

    [Fact]
    public void What_is_wrong_in_a_profile_matters_when_it_is_chosen()
    {
        var project = ComposeFixture.Load(Compose);

        Assert.Equal(
            """
            error SW0224: service 'broken' depends on 'nobody', which is no service
              compose.yaml:6:56
              try: remove the dependency, or add the service
            """,
            Assert.Throws<ProblemException>(() => project.WithProfiles("*")).Message);
    }

    [Fact]
    public void What_a_service_needs_comes_before_it()
    {
        var project = ComposeFixture.Load(Compose).WithProfiles("tools");

        Assert.Equal(["db", "web", "admin"], project.Reach("admin").Select(service => service.Name).ToList());
    }
}
