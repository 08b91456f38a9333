using Slipway.BuildKit.Http2;

namespace Slipway.BuildKit.Tests.Http2;

/// <summary>The examples of RFC 7541, appendix C.</summary>
public sealed class DecodingHeaders
{
    [Fact]
    public void Requests_with_the_huffman_code_build_on_each_other()
    {
        var decoder = new HeaderDecoder();

        var first = decoder.Decode(Convert.FromHexString("828684418cf1e3c2e5f23a6ba0ab90f4ff"));
        var second = decoder.Decode(Convert.FromHexString("828684be5886a8eb10649cbf"));
        var third = decoder.Decode(Convert.FromHexString("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf"));

        Assert.Equal(":method: GET, :scheme: http, :path: /, :authority: www.example.com", Text(first));
        Assert.Equal(":method: GET, :scheme: http, :path: /, :authority: www.example.com, cache-control: no-cache", Text(second));
        Assert.Equal(":method: GET, :scheme: https, :path: /index.html, :authority: www.example.com, custom-key: custom-value", Text(third));
    }

    [Fact]
    public void Every_byte_has_a_code_of_its_own()
    {
        // Ten zero bytes, by the code of appendix B: thirteen ones and zeros each, then ones.
        var bits = string.Concat(Enumerable.Repeat("1111111111000", 10)).PadRight(136, '1');
        var bytes = bits.Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2)).ToArray();

        Assert.Equal(new byte[10], HuffmanCode.Decode(bytes));
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("ffffffffff")]
    [InlineData("00")]
    public void What_is_not_in_the_code_is_an_error(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        var problem = Assert.Throws<Http2Exception>(() => HuffmanCode.Decode([.. bytes, .. bytes]));

        Assert.Equal(ErrorCode.Compression, problem.Code);
    }

    [Theory]
    [InlineData("c8")]
    [InlineData("40")]
    [InlineData("4005abcd")]
    [InlineData("7fffffffffff7f")]
    [InlineData("3fe2ff03")]
    public void A_block_that_is_wrong_is_an_error(string hex)
    {
        var block = Convert.FromHexString(hex.Length % 2 == 0 ? hex : hex + "0");

        Assert.Equal(ErrorCode.Compression, Assert.Throws<Http2Exception>(() => new HeaderDecoder().Decode(block)).Code);
    }

    [Fact]
    public void What_is_encoded_is_decoded()
    {
        var headers = new Header[] { new(":status", "200"), new("long", new string('x', 70_000)), new("empty", "") };

        Assert.Equal(headers, new HeaderDecoder().Decode(HeaderEncoder.Encode(headers)));
    }

    private static string Text(IEnumerable<Header> headers) => string.Join(", ", headers.Select(header => $"{header.Name}: {header.Value}"));
}
