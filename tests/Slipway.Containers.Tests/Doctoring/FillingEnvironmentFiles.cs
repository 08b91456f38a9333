using Slipway.Containers.Doctoring;

namespace Slipway.Containers.Tests.Doctoring;

public sealed class FillingEnvironmentFiles
{
    private const string Example = """
        # The password of the database.
        # @generate hex 8
        PASSWORD=
        URL=db://app:${PASSWORD}@db

        # How loud.
        LEVEL=info

        """;

    [Fact]
    public void What_is_there_stays_and_what_is_missing_comes_with_its_comment()
    {
        var (text, filled) = EnvironmentFill.Create("# mine\nPASSWORD=known\nLEVEL=\n", Example, ".env.example");

        Assert.Equal("# mine\nPASSWORD=known\nLEVEL=\nURL=db://app:known@db\n", text);
        Assert.Equal(["URL"], filled);
    }

    [Fact]
    public void A_value_that_is_asked_for_is_made_up_where_there_is_none()
    {
        var (text, filled) = EnvironmentFill.Create("PASSWORD=\r\nLEVEL=debug", Example, ".env.example");

        Assert.Matches(@"^PASSWORD=[0-9a-f]{16}\r\nLEVEL=debug\r\nURL=db://app:[0-9a-f]{16}@db\r\n$", text);
        Assert.Equal(["PASSWORD", "URL"], filled);
    }

    [Fact]
    public void A_file_that_has_everything_stays_as_it_is()
    {
        const string text = "PASSWORD=a\nURL=b\nLEVEL=c";

        Assert.Equal((text, 0), (EnvironmentFill.Create(text, Example, ".env.example") is var (same, filled) ? (same, filled.Count) : default));
    }
}
