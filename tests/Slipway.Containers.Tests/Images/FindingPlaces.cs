using Slipway.Containers.Building;
using Slipway.Containers.Images;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Images;

public sealed class FindingPlaces
{
    private const string Dockerfile = """
        FROM rust:1.75-alpine AS builder
        WORKDIR /app
        ENV LANG=C
        COPY . .
        RUN cargo build
        FROM alpine:3.21
        USER 1000
        COPY --from=builder /app /app
        FROM builder AS test
        RUN cargo test

        """;

    [Theory]
    [InlineData("[builder 1/4] FROM docker.io/library/rust:1.75-alpine", 1)]
    [InlineData("[builder 2/4] WORKDIR /app", 2)]
    [InlineData("[builder 3/4] COPY . .", 4)]
    [InlineData("[builder 4/4] RUN cargo build", 5)]
    [InlineData("[stage-1 2/2] COPY --from=builder /app /app", 8)]
    [InlineData("[test 2/2] RUN cargo test", 10)]
    public void A_step_comes_from_a_line_of_the_Dockerfile(string step, int line)
    {
        using var stack = new StackFixture().WithWeb(Dockerfile);
        var places = new StepPlaces(Assert.Single(stack.Load().Images));

        Assert.Equal($"stacks/shop/web/Dockerfile:{line}:1", places.Find(BuildStep.Parse(step)).ToString());
    }

    [Theory]
    [InlineData("[internal] load build context")]
    [InlineData("[builder 4/4] COPY other /other")]
    [InlineData("[gone 1/1] FROM x")]
    public void Other_steps_have_no_line(string step)
    {
        using var stack = new StackFixture().WithWeb(Dockerfile);
        var places = new StepPlaces(Assert.Single(stack.Load().Images));

        Assert.Null(places.Find(BuildStep.Parse(step)));
    }
}
