using Ecom.Neural.Runtime;
using TorchSharp;

namespace Ecom.Neural.Tests.Runtime;

public class TorchRuntimeTests
{
    [Fact]
    public void Torch_loads_on_this_system_and_multiplies()
    {
        TorchRuntime.EnsureLoaded();
        TorchRuntime.EnsureLoaded();
        using var a = torch.tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        using var b = torch.tensor(new float[,] { { 5, 6 }, { 7, 8 } });
        using var c = a.matmul(b);
        Assert.Equal([19f, 22f, 43f, 50f], c.data<float>().ToArray());
        Assert.NotEmpty(TorchRuntime.Description);
    }

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        Parallel.For(0, 16, i =>
        {
            TorchRuntime.EnsureLoaded();
            using var t = torch.ones(i + 1);
            using var sum = t.sum();
            Assert.Equal(i + 1, sum.item<float>());
        });
    }
}
