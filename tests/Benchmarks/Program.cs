using Benchmarks;

return await new Session(SessionOptions.Parse(args)).RunAsync(CancellationToken.None);
