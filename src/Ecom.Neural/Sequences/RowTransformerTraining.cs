using Ecom.Neural.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Ecom.Neural.Sequences;

/// <summary>Trains a row transformer by maximum likelihood; a share of the rows is held out for early stopping.</summary>
public sealed class RowTransformerTraining : ITrainingTask, IDisposable
{
    private const int BatchSize = 1000;
    private readonly RowTransformer _network;
    private readonly RowTokens _rows;
    private readonly AdamOptimizer _optimizer;

    /// <param name="network">Trained in place.</param>
    /// <param name="rows">All rows; the last of them are held out.</param>
    /// <param name="heldOut">How many.</param>
    /// <param name="learningRate">Adam's.</param>
    public RowTransformerTraining(RowTransformer network, RowTokens rows, int heldOut, double learningRate)
    {
        (_network, _rows, SampleCount) = (network, rows, rows.Count - heldOut);
        _optimizer = new AdamOptimizer(network.parameters(), learningRate, weightDecay: 1e-6);
    }

    public torch.nn.Module Module => _network;
    public IReadOnlyList<OptimizerHelper> Optimizers => [_optimizer];
    public int SampleCount { get; }

    public void Step(ReadOnlySpan<int> samples, TrainingStep step)
    {
        // The rate falls to a twentieth along a half cosine: the last epochs sharpen what the first ones found.
        var progress = (double)step.Number / step.Total;
        foreach (var group in _optimizer.ParamGroups) group.LearningRate = group.InitialLearningRate * (0.05 + 0.95 * (1 + Math.Cos(Math.PI * progress)) / 2);
        var loss = _network.NegativeLogLikelihood(Batch(samples), step.Generator).mean();
        _optimizer.zero_grad();
        loss.backward();
        torch.nn.utils.clip_grad_norm_(_network.parameters(), 1);
        _optimizer.step();
        step.Report("negativeLogLikelihood", loss.item<float>(), samples.Length);
    }

    public double? Validate()
    {
        if (SampleCount == _rows.Count) return null;
        var total = 0.0;
        for (var start = SampleCount; start < _rows.Count; start += BatchSize)
        {
            using var scope = torch.NewDisposeScope();
            total += _network.forward(Batch([.. Enumerable.Range(start, Math.Min(BatchSize, _rows.Count - start))])).sum().item<float>();
        }
        return total / (_rows.Count - SampleCount);
    }

    public void Dispose() => _optimizer.Dispose();

    private torch.Tensor Batch(ReadOnlySpan<int> samples)
    {
        var tokens = new long[samples.Length * _rows.Columns];
        for (var s = 0; s < samples.Length; s++)
            for (var c = 0; c < _rows.Columns; c++) tokens[s * _rows.Columns + c] = _rows.Rows[samples[s] * _rows.Columns + c];
        return torch.tensor(tokens, samples.Length, _rows.Columns);
    }
}
