using System.Runtime.CompilerServices;
using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Tests.Runtime;

public sealed class ScalarsTests
{
    public ScalarsTests() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void A_scalar_outlives_the_statement_that_made_it_and_not_many_others()
    {
        var scalar = Made();
        Collect();
        Assert.True(scalar.IsAlive);

        for (var i = 0; i < 100; i++) Scalars.Of(i);
        Collect();
        Assert.False(scalar.IsAlive);
    }

    [Fact]
    public void A_scalar_keeps_the_kind_of_its_number()
    {
        Assert.Equal(torch.ScalarType.Float64, Scalars.Of(.5).Type);
        Assert.Equal(torch.ScalarType.Int64, Scalars.Of(5).Type);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Made() => new(Scalars.Of(.5));

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
