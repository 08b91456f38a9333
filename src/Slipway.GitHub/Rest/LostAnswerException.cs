namespace Slipway.GitHub;

/// <summary>A request may have been carried out, or not: its answer was lost.</summary>
internal sealed class LostAnswerException(string why) : IOException(why);
