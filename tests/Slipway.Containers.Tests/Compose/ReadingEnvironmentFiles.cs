using Slipway.Containers.Compose;

namespace Slipway.Containers.Tests.Compose;

public sealed class ReadingEnvironmentFiles
{
    [Theory]
    [InlineData("A=1", "A=1")]
    [InlineData("A=a b #c", "A=a b")]
    [InlineData("A=a#b", "A=a#b")]
    [InlineData("A=#b", "A=#b")]
    [InlineData("A=  x  ", "A=x")]
    [InlineData("A=", "A=")]
    [InlineData("A: x", "A=x")]
    [InlineData("A =1", "A=1")]
    [InlineData("  export   A=1", "A=1")]
    [InlineData("exportA=1", "exportA=1")]
    [InlineData("A.b-c[0]=1", "A.b-c[0]=1")]
    [InlineData("# c\n\n  # d\nA=1\n", "A=1")]
    [InlineData("\uFEFFA=1\r\nB=\"x\"\r\n", "A=1|B=x")]
    [InlineData("A='x\\ny $B'", "A=x\\ny $B")]
    [InlineData("A='it\\'s'", "A=it's")]
    [InlineData("A=\"x\\ny\\tz\"", "A=x\ny\tz")]
    [InlineData("A=\"\\x\\a\\0101\\q|\\\\n|\\$b|$$b\"", "A=\\x\aA\\q|\\n|$b|$b")]
    [InlineData("A=\"a\nb\"\nB=1", "A=a\nb|B=1")]
    [InlineData("A=\"x\" # c \"d\"\nB=1", "A=x|B=1")]
    [InlineData("A='a'B=2", "A=a|B=2")]
    [InlineData("A=x\\ny", "A=x\\ny")]
    [InlineData("A=1\nB=$A${A}\nC=\"<$A>\"\nD='$A'", "A=1|B=11|C=<1>|D=$A")]
    [InlineData("A=${NO:-d}${NO-e}${HERE:+f}", "A=def")]
    [InlineData("HERE=file\nA=$HERE", "HERE=file|A=process")]
    [InlineData("HERE\nNO\nA=1", "HERE=process|A=1")]
    [InlineData("A=$(x) $ $$", "A=$(x) $ $")]
    [InlineData("A=1\nA=2", "A=2")]
    public void Each_line_means_what_compose_makes_of_it(string text, string expected)
    {
        var file = DotEnv.Parse(text, ".env", ComposeFixture.Pairs(("HERE", "process")));

        Assert.Equal(expected, string.Join('|', file.Variables.Select(variable => $"{variable.Name}={variable.Value}")));
    }

    [Fact]
    public void Variables_know_their_lines()
    {
        var file = DotEnv.Parse("# c\nA=\"x\ny\"\n\nexport B=1\r\nC='\n'\nD=2", "conf/.env");

        Assert.Equal(
            ["conf/.env:2", "conf/.env:5", "conf/.env:6", "conf/.env:8"],
            file.Variables.Select(variable => variable.Place.ToString()).ToList());
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_without_values()
    {
        const string text = "A!=hunter2\nfoo bar=hunter2\n=hunter2\nB=${hunter2\nC=${NO:?give me one}\nD=\"hunter2\n";

        var problems = Assert.Throws<ProblemException>(() => DotEnv.Parse(text, ".env")).Message;

        Assert.Equal(
            """
            error SW0213: variable name 'A' is followed by '!'
              .env:1
              try: write NAME=value
            error SW0213: variable name 'foo bar' has a space in it
              .env:2
              try: write NAME=value, and '#' before a comment
            error SW0213: a variable's name is missing
              .env:3
              try: write NAME=value
            error SW0215: a variable in the value cannot be read
              .env:4
              try: write ${NAME} or ${NAME:-default}, and $$ or single quotes for a dollar sign
            error SW0212: required variable 'NO' is not set
              .env:5  give me one
              try: set NO above that line
            error SW0214: the value has no closing "
              .env:6
              try: write " at its end
            """,
            problems);
    }
}
