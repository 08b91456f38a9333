using Slipway.Containers.Registry;

namespace Slipway.Containers.Tests.Registry;

public sealed class ReadingChallenges
{
    [Theory]
    [InlineData("realm=\"https://auth.example/token\",service=\"registry.example\",scope=\"repository:a/b:pull,push\"", "realm=https://auth.example/token service=registry.example scope=repository:a/b:pull,push")]
    [InlineData("Realm = \"x\", error=invalid_token", "Realm=x error=invalid_token")]
    [InlineData("realm=\"with \\\"quotes\\\"\"", "realm=with \"quotes\"")]
    [InlineData("realm=\"never closed", "realm=never closed")]
    [InlineData("realm=", "realm=")]
    [InlineData("nothing", "")]
    [InlineData(null, "")]
    public void Parameters_are_read_with_and_without_quotes(string? text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Challenge.Parse("Bearer", text).Parameters.Select(pair => $"{pair.Key}={pair.Value}")));

    [Theory]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("localhost", "http://localhost/")]
    [InlineData("[::1]:5000", "http://[::1]:5000/")]
    [InlineData("127.9.8.7", "http://127.9.8.7/")]
    [InlineData("registry.example:5000", "https://registry.example:5000/")]
    [InlineData("localhost.example", "https://localhost.example/")]
    public void Only_a_registry_on_this_machine_is_spoken_to_without_encryption(string host, string address) =>
        Assert.Equal(address, RegistryAddress.Of(host).ToString());
}
