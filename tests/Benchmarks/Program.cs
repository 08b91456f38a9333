using Benchmarks;
using Benchmarks.Inner;

return args is [Gate.Option, var mode, var folder]
    ? await Gate.RunAsync(mode, folder, CancellationToken.None)
    : await new Session(SessionOptions.Parse(args)).RunAsync(CancellationToken.None);
