using Ecom.Neural.Privacy;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tabular;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tests.Privacy;

/// <summary>What the tape computes for all rows at once against one backward pass a row.</summary>
public class RowTapeTests
{
    public RowTapeTests() => TorchRuntime.EnsureLoaded();

    private static readonly ColumnSpan[] Spans = [new(0, 1, true, false), new(1, 2, false, false), new(3, 3, false, true)];

    private static EncodedRows Rows(int count)
    {
        var random = new Random(3);
        var values = new float[count * 6];
        for (var r = 0; r < count; r++)
        {
            values[r * 6] = (float)random.NextDouble() * 2 - 1;
            values[r * 6 + 1 + random.Next(2)] = 1;
            values[r * 6 + 3 + random.Next(3)] = 1;
        }
        return new EncodedRows(Spans, values);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(double.PositiveInfinity)]
    public void Clipped_gradients_of_a_vae_equal_those_of_a_loop_over_rows(double clip)
    {
        var rows = Rows(7);
        var options = new TabularVaeOptions { Hidden = 5, Latent = 3 };
        using var network = new TabularVae(Spans, options, 1);
        using var training = new PrivateTabularVaeTraining(network, options, rows, new PrivateGradients(7, 1, 1, 1));
        using var generator = new torch.Generator(1, torch.CPU);
        var tape = new RowTape();
        var losses = training.Losses(rows.Batch([0, 1, 2, 3, 4, 5, 6]), tape, generator);
        Check(tape, losses, [.. network.parameters()], clip);
    }

    [Fact]
    public void Clipped_gradients_of_a_critic_equal_those_of_a_loop_over_rows()
    {
        var rows = Rows(6);
        using var network = new ConditionalGan(Spans, 3, new ConditionalGanOptions { Pack = 1, Hidden = 8, Dropout = 0.5 }, 1);
        using var generator = new torch.Generator(1, torch.CPU);
        var tape = new RowTape();
        var input = torch.cat([rows.Batch([0, 1, 2, 3, 4, 5]), torch.rand(6, 3, generator: generator)], 1);
        var losses = -network.Judge(input, generator, tape).log_sigmoid().squeeze(1);
        Check(tape, losses, [.. network.CriticParameters], 0.05);
    }

    [Fact]
    public void A_layer_that_is_applied_twice_is_refused()
    {
        using var layer = torch.nn.Linear(2, 2);
        var tape = new RowTape();
        tape.Apply(layer, torch.ones(1, 2));
        Assert.Throws<InvalidOperationException>(() => tape.Apply(layer, torch.ones(1, 2)));
    }

    private static void Check(RowTape tape, torch.Tensor losses, Parameter[] parameters, double clip)
    {
        var expected = parameters.Select(p => torch.zeros(p.shape)).ToArray();
        var norms = new List<float>();
        for (var r = 0; r < losses.shape[0]; r++)
        {
            var gradients = torch.autograd.grad([losses[r]], parameters, retain_graph: true);
            var norm = (float)Math.Sqrt(gradients.Sum(g => (double)g.square().sum().item<float>()));
            norms.Add(norm);
            for (var p = 0; p < parameters.Length; p++) expected[p] = expected[p] + gradients[p] * Scalars.Of(Math.Min(1, clip / norm));
        }
        var (sums, found) = tape.Clip(losses, clip);
        Assert.Equal(norms, found.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5 * (1 + a));
        if (double.IsFinite(clip)) Assert.Contains(norms, n => n > clip);
        Assert.Equal(parameters.Length, sums.Count);
        foreach (var (parameter, sum) in sums)
            Assert.True(torch.allclose(sum, expected[Array.FindIndex(parameters, p => ReferenceEquals(p, parameter))], 1e-4, 1e-5), parameter.ToString());
    }
}
