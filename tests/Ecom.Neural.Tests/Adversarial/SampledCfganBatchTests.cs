using Ecom.Neural.Adversarial;
using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tests.Networks;
using TorchSharp;

namespace Ecom.Neural.Tests.Adversarial;

[Collection("tensor counts")]
public class SampledCfganBatchTests
{
    private const int Width = 20;
    private static readonly int[] Samples = [3, 0, 7, 12, 5];
    private readonly BlockRows _rows = new(30, Width, 1);

    public SampledCfganBatchTests() => TorchRuntime.EnsureLoaded();

    /// <summary>With every item drawn and every untouched one seen, nothing is left to chance.</summary>
    [Fact]
    public void With_all_items_drawn_it_is_the_game_over_all_items()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Cfgan(Width, new CfganOptions { GeneratorHidden = 6, DiscriminatorHidden = 5 }, 1);
        var whole = new WholeCfganBatch(network, DenseBatch.Of(_rows, Samples));
        var sampled = new SampledCfganBatch(network, SharedSample.Of(_rows, Samples, 50 * Width, new torch.Generator(1, torch.CPU)));
        torch.Generator Same() => new(7, torch.CPU);

        Close(whole.Judge(whole.Real)[0], sampled.Judge(sampled.Real)[0]);
        foreach (var ratio in new[] { 0.0, 1.0 })
        {
            var (here, there) = (whole.Judge(whole.Real, whole.Masked(ratio, Same())), sampled.Judge(sampled.Real, sampled.Masked(ratio, Same())));
            Close(here[1], there[1]);
            Close(Gradients(network, here[0].sum() + here[1].sum()), Gradients(network, there[0].sum() + there[1].sum()));
        }
        Close(whole.Zeros(1, Same()), sampled.Zeros(1, Same()));
        Close(Gradients(network, whole.Zeros(1, Same())), Gradients(network, sampled.Zeros(1, Same())));
        Close(whole.Penalty(whole.Masked(1, Same()), Same()), sampled.Penalty(sampled.Masked(1, Same()), Same()));
        Close(Gradients(network, whole.Penalty(whole.Masked(1, Same()), Same())), Gradients(network, sampled.Penalty(sampled.Masked(1, Same()), Same())));
    }

    [Fact]
    public void Drawn_items_stand_for_all_that_a_row_did_not_touch()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Cfgan(Width, new CfganOptions { GeneratorHidden = 6, DiscriminatorHidden = 5 }, 1);
        var generator = new torch.Generator(1, torch.CPU);
        var sum = 0.0;
        for (var draw = 0; draw < 2000; draw++)
        {
            using var one = torch.NewDisposeScope();
            sum += new SampledCfganBatch(network, SharedSample.Of(_rows, Samples, 6, generator)).Zeros(1, generator).item<float>() / 2000;
        }
        var whole = new WholeCfganBatch(network, DenseBatch.Of(_rows, Samples)).Zeros(1, generator).item<float>();
        Assert.InRange(sum, 0.95 * whole, 1.05 * whole);
    }

    [Fact]
    public void A_row_is_its_ones_and_what_was_drawn_for_all()
    {
        using var scope = torch.NewDisposeScope();
        var sample = SharedSample.Of(_rows, Samples, 4, new torch.Generator(3, torch.CPU));
        var (columns, rows, places) = (sample.Columns.data<long>().ToArray(), sample.Rows.data<long>().ToArray(), sample.Places.data<long>().ToArray());
        Assert.Equal(columns.Distinct(), columns);
        var drawn = (int)sample.Untouched.shape[1];
        Assert.InRange(drawn, 1, 4);
        for (var r = 0; r < Samples.Length; r++)
        {
            var touched = new List<int>();
            _rows.AddColumns(Samples[r], touched);
            Assert.Equal(touched.Select(c => (long)c), places.Where((_, e) => rows[e] == r).Select(p => columns[p]));
            Assert.Equal(columns[..drawn].Select(c => touched.Contains((int)c) ? 0f : 1f), sample.Untouched[r].data<float>().ToArray());
            var open = columns[..drawn].Count(c => !touched.Contains((int)c));
            Assert.Equal(open > 0 ? (Width - touched.Count) / (float)open : 0, sample.StandsFor[r].item<float>(), 4);
        }
    }

    private static torch.Tensor Gradients(Cfgan network, torch.Tensor loss)
    {
        foreach (var parameter in network.parameters()) parameter.grad = null;
        loss.backward(retain_graph: true);
        return torch.cat([.. network.parameters().Where(p => p.grad is not null).Select(p => p.grad!.flatten().clone())]);
    }

    private static void Close(torch.Tensor expected, torch.Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(expected.allclose(actual, 1e-4, 1e-5), $"{expected.ToString(TensorStringStyle.Numpy)} {actual.ToString(TensorStringStyle.Numpy)}");
    }
}
