using Ecom.Neural.Networks;
using Ecom.Neural.Runtime;
using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Tests.Training;

/// <summary>Fits y = 2x + 1 with noisy inputs; validation losses may be dictated.</summary>
internal sealed class LineTask : ITrainingTask, IDisposable
{
    private readonly Mlp _network;
    private readonly AdamOptimizer _optimizer;
    private readonly Func<int, double?>? _validation;
    private int _validations;

    public LineTask(Func<int, double?>? validation = null, double learningRate = 0.05)
    {
        TorchRuntime.EnsureLoaded();
        using var generator = new torch.Generator(7, torch.CPU);
        _network = new Mlp("line", [1, 1], Activation.None, Activation.None, generator);
        _optimizer = new AdamOptimizer(_network.parameters(), learningRate);
        _validation = validation;
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount => 20;
    public (float Slope, float Intercept) Line => (_network.Export()[0].Weights[0], _network.Export()[0].Biases[0]);

    /// <summary>From this epoch on the loss is not a number.</summary>
    public int BreaksAt { get; init; } = int.MaxValue;

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        var x = torch.tensor(samples.ToArray().Select(s => s / 10f).ToArray()).reshape(-1, 1);
        var noisy = x + Scalars.Of(0.01) * torch.randn(x.shape, generator: step.Generator);
        var loss = (_network.forward(noisy) - (Scalars.Of(2) * x + Scalars.Of(1))).square().mean();
        if (step.Epoch >= BreaksAt) loss = loss * Scalars.Of(double.NaN);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
        step.Report("loss", loss.item<float>(), samples.Length);
    }

    public double? Validate() => _validation?.Invoke(++_validations);

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }
}
