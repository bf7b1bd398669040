using Ecom.Pipeline.Orchestration;
using FsCheck.Xunit;

namespace Ecom.Pipeline.Tests.Orchestration;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(3, 400)]
    [InlineData(4, 500)]
    [InlineData(4000, 500)]
    public void Waits_grow_up_to_the_longest(int failures, int milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds),
        new RetryPolicy(9, TimeSpan.FromMilliseconds(100), 2, TimeSpan.FromMilliseconds(500)).WaitAfter(failures));

    [Property]
    public bool Wait_is_never_negative_and_never_shrinks(ushort first, byte coefficient, ushort failures)
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMilliseconds(first), 1 + coefficient / 16.0);
        var (one, next) = (policy.WaitAfter(failures + 1), policy.WaitAfter(failures + 2));
        return one >= TimeSpan.Zero && next >= one;
    }
}
