namespace EndToEnd.Images;

internal enum FaultKind
{
    Status,
    Reset,
    Hang,
    LostAnswer,
    Truncated,
}
