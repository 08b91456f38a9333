using System.Net;
using Slipway.Execution;

namespace Slipway.Reporting.Page;

/// <summary>Text of a page. It is masked before it is encoded: what HTML writes as <c>&amp;amp;</c> would hide a secret from the mask.</summary>
/// <param name="mask">Hides secrets.</param>
internal sealed class PageText(SecretMask mask)
{
    /// <summary>The text as it may stand in content and in attributes.</summary>
    public string Of(string text) => WebUtility.HtmlEncode(mask.Apply(text));
}
